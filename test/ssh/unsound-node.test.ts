import ssh2 from 'ssh2';
import { expect, it, vi } from 'vitest';
import { graftMlkem768x25519, mlkem768x25519 } from '../../src/ssh/graft-mlkem768x25519.ts';
import { answerClient, clientInit, finishClient, generateClientKeys } from '../../src/ssh/mlkem768x25519.ts';
import { ed25519Key } from '../support/ssh-keys.ts';

vi.mock(import('../../src/ssh/mlkem768x25519.ts'), { spy: true });

const actual = await vi.importActual<typeof import('../../src/ssh/mlkem768x25519.ts')>(
  '../../src/ssh/mlkem768x25519.ts',
);
const sharedSecret = Buffer.alloc(32);
const refusedAll = { refused: 'wrong length' } as const;

it.each<[string, () => void]>([
  [
    'has no ML-KEM',
    () => {
      vi.mocked(generateClientKeys).mockImplementationOnce(() => {
        throw new TypeError('unsupported');
      });
    },
  ],
  ['refuses good keys', () => vi.mocked(answerClient).mockReturnValueOnce(refusedAll)],
  ['refuses good answers', () => vi.mocked(finishClient).mockReturnValueOnce(refusedAll)],
  ['comes to two secrets', () => vi.mocked(finishClient).mockReturnValueOnce({ sharedSecret })],
  [
    'takes keys beyond the modulus',
    () => {
      const answer = actual.answerClient(clientInit(actual.generateClientKeys()));
      vi.mocked(answerClient).mockImplementationOnce(actual.answerClient).mockReturnValueOnce(answer);
    },
  ],
])('grafts nothing where Node %s', (_, spoil) => {
  spoil();
  expect(() => graftMlkem768x25519()).toThrow(
    expect.objectContaining({ code: 'internal', hint: expect.stringContaining('ML-KEM') }),
  );
  const algorithms = { kex: [mlkem768x25519] };
  expect(() => new ssh2.Server({ hostKeys: [ed25519Key().privateText], algorithms })).toThrow(
    'Unsupported algorithm',
  );
});
