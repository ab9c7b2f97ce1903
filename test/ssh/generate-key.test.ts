import { execFileSync } from 'node:child_process';
import { sign } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import ssh2 from 'ssh2';
import { expect, it } from 'vitest';
import { parsePublicKeyLine, verifySignature } from '../../src/login/ssh-key.ts';
import { generateSshKeyPair } from '../../src/ssh/generate-key.ts';
import { describeWithProgram } from '../support/programs.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

it('makes keys that ssh2 reads, each of them, and that sign what their public half verifies', () => {
  for (let made = 0; made < 600; made += 1) {
    const { privateKey, publicKey } = generateSshKeyPair('host key of inami');
    const [parsed] = [ssh2.utils.parseKey(privateKey)].flat();
    if (parsed === undefined || parsed instanceof Error) throw new TypeError('ssh2 cannot read the key');
    const { key } = parsePublicKeyLine(publicKey);
    if (key === undefined) throw new TypeError('the public line is none');
    const blob = parsed.getPublicSSH();
    expect(blob.toString('base64')).toBe(key.blob);
    const signed = Buffer.from(`message ${made}`);
    const signature = sign(null, signed, parsed.getPrivatePEM());
    expect(verifySignature({ algorithm: 'ssh-ed25519', blob }, signed, signature)).toBe(true);
  }
});

describeWithProgram('ssh-keygen', 'OpenSSH', () => {
  it('reads the key, its comment and its fingerprint as we do', async () => {
    const { privateKey, publicKey } = generateSshKeyPair('host key of inami');
    const file = path.join(await temporaryFolder(), 'key');
    await writeFile(file, privateKey, { mode: 0o600 });
    expect(execFileSync('ssh-keygen', ['-y', '-f', file], { encoding: 'utf8' })).toBe(publicKey);
    const listed = execFileSync('ssh-keygen', ['-l', '-f', file], { encoding: 'utf8' });
    expect(listed).toContain(`256 ${parsePublicKeyLine(publicKey).key?.fingerprint} host key of inami`);
  });
});
