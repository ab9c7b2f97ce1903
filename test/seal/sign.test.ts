import fc from 'fast-check';
import * as openpgp from 'openpgp';
import { beforeAll, describe, expect, it } from 'vitest';
import { signText, verifyText } from '../../src/seal/sign.ts';
import { beforeMarch, codeOf, type Holder, makeHolder, march } from '../support/sealing.ts';

const text = 'first\n- second\n\n--third\n';
const malformed = { ok: false, reason: 'malformed' };
const unproven = { ok: false, reason: 'signature' };

let signer: Holder;
let stranger: Holder;
let signed: string;

beforeAll(async () => {
  [signer, stranger] = await Promise.all([makeHolder('signer'), makeHolder('stranger')]);
  signed = await signText(text, signer.own, march);
});

const verify = (armored: string, at: Temporal.Instant | null = march) =>
  verifyText(armored, signer.public, at);

describe('signed text', () => {
  it('is read back with the time of its signature', async () => {
    expect(await verify(signed)).toEqual({
      ok: true,
      text: text.trimEnd(),
      signedAt: march,
      by: signer.public,
    });
  });

  it.each(['v4', 'v6'] as const)('is read back whatever it says, signed by a %s key', async (profile) => {
    const holder = await makeHolder('holder', profile);
    const line = fc
      .string({ unit: 'grapheme' })
      .map((word) => word.replaceAll(/[\p{Cc}\p{Cs}]/gu, '').trimEnd());
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 8 }), async (lines) => {
        const original = ['first', ...lines].join('\n');
        const verified = await verifyText(await signText(original, holder.own, march), holder.public, march);
        expect(verified).toMatchObject({ ok: true, text: original.replace(/\n$/, '') });
      }),
      { numRuns: 60 },
    );
  });

  it('survives the line endings and the trailing white space of other systems', async () => {
    const carried = signed.replaceAll('\n', '\r\n').replace('first\r\n', 'first \t\r\n');
    expect(await verify(carried)).toMatchObject({ ok: true, text: text.trimEnd() });
  });

  it('is refused when a letter of it was changed', async () => {
    expect(await verify(signed.replace('first', 'fIrst'))).toEqual(unproven);
  });

  it('is refused when another signed it', async () => {
    expect(await verify(await signText(text, stranger.own, march))).toEqual(unproven);
  });

  it('is refused when it carries two signatures', async () => {
    const message = await openpgp.createCleartextMessage({ text });
    const signingKeys = await Promise.all(
      [signer, stranger].map(({ armored }) => openpgp.readPrivateKey({ armoredKey: armored.privateKey })),
    );
    const twice = await openpgp.sign({ message, signingKeys, date: new Date(march.epochMilliseconds) });
    expect(await verify(twice)).toEqual(malformed);
  });

  it('is refused when it was signed in the future, unless time proves nothing', async () => {
    const early = await signText(text, signer.own, march.add({ hours: 1 }));
    expect(await verify(early)).toEqual(unproven);
    expect(await verify(early, null)).toMatchObject({ ok: true });
  });

  it('is refused when the key is not valid at the time of asking', async () => {
    expect(await verify(signed, beforeMarch.subtract({ hours: 1 }))).toEqual(unproven);
  });

  it('is refused when the signature was given for a file, not for text', async () => {
    const message = await openpgp.createMessage({ binary: new TextEncoder().encode('first') });
    const signingKeys = await openpgp.readPrivateKey({ armoredKey: signer.armored.privateKey });
    const date = new Date(march.epochMilliseconds);
    const detached = await openpgp.sign({ message, signingKeys, date, detached: true });
    const framed = `-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\n\nfirst\n${detached}`;
    expect(await verify(framed)).toEqual(unproven);
  });

  it('is not signed with a key that is not valid then', async () => {
    const at = beforeMarch.subtract({ hours: 1 });
    expect(await codeOf(signText(text, signer.own, at))).toBe('key-refused');
  });
});

describe('what stands outside the signature', () => {
  const spoiled: Readonly<Record<string, (armored: string) => string>> = {
    'text before the frame': (armored) => `believe me\n${armored}`,
    'an empty line before the frame': (armored) => `\n${armored}`,
    'text after the frame': (armored) => `${armored}believe me\n`,
    'an empty line after the frame': (armored) => `${armored}\n`,
    'a second signed message': (armored) => `${armored}${armored}`,
    'text among the headers': (armored) => armored.replace('Hash: SHA512', 'Hash: SHA512\nbelieve me'),
    'an unknown header': (armored) => armored.replace('Hash: SHA512', 'Hash: SHA512\nNote: believe me'),
    'text in a header': (armored) => armored.replace('Hash: SHA512', 'Hash: SHA512, believe me'),
    'another hash than was used': (armored) => armored.replace('SHA512', 'SHA256'),
    'a space for an empty line': (armored) => armored.replace('SHA512\n\n', 'SHA512\n \n'),
    'a dash that is not escaped': (armored) => armored.replace('- --third', '--third'),
    'another frame in the text': (armored) =>
      armored.replace('first', '-----BEGIN PGP SIGNED MESSAGE-----\n\nfirst'),
    'a carriage return alone': (armored) => armored.replace('first', 'first\rbelieve me'),
    'a form feed': (armored) => armored.replace('first\n', 'first\f\n'),
    'a NUL': (armored) => armored.replace('first', 'first\0'),
    'an escape sequence': (armored) => armored.replace('first', '\u001b[2Kfirst'),
    'text in the armor': (armored) => armored.replace('-----END', 'believe me!\n-----END'),
    'no end': (armored) => armored.replace(/-----END.*/, ''),
    'no signature': (armored) => armored.replace(/-----BEGIN PGP SIGNATURE[\s\S]*/, ''),
    'an empty signature': (armored) => armored.replace(/(SIGNATURE-----\n)[\s\S]*(\n-----END)/, '$1$2'),
    'nothing at all': () => '',
  };

  it.each(Object.keys(spoiled))('is refused: %s', async (name) => {
    const armored = spoiled[name]?.(signed) ?? signed;
    expect(armored).not.toBe(signed);
    expect(await verify(armored)).toEqual(malformed);
  });

  it('is never taken for text, wherever a byte is changed', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(signed.length - 1),
        fc.integer({ min: 0, max: 127 }),
        async (position, code) => {
          const changed = signed.slice(0, position) + String.fromCharCode(code) + signed.slice(position + 1);
          const verified = await verify(changed);
          if (verified.ok) expect(verified.text).toBe(text.trimEnd());
        },
      ),
      { numRuns: 500 },
    );
  });
});
