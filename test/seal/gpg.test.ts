import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { generateKeyPair, type PublicKey, readPrivateKey, readPublicKey } from '../../src/seal/keys.ts';
import { openSealed } from '../../src/seal/open.ts';
import { signText, verifyText } from '../../src/seal/sign.ts';
import { type Gpg, startGpg } from '../support/gpg.ts';
import { describeWithProgram } from '../support/programs.ts';
import {
  beforeMarch,
  codeOf,
  collect,
  type Holder,
  makeHolder,
  march,
  rereadable,
  sealed,
} from '../support/sealing.ts';

const insurerId = 'insurer (REHEARSAL) <insurer@passerelle.example>';

// What gpg signs carries the time of this machine; only the rehearsed year lies before it.
const anyTime = null;

describeWithProgram('gpg', 'a peer that has only gpg', () => {
  let gpg: Gpg;
  let site: Holder;
  let insurer: PublicKey;

  beforeAll(async () => {
    gpg = await startGpg();
    site = await makeHolder('site');
    await gpg.write('site.asc', site.armored.publicKey);
    await gpg('--import', 'site.asc');
    await gpg(
      '--faked-system-time',
      '20211201T000000',
      '--quick-generate-key',
      insurerId,
      'future-default',
      'default',
      'never',
    );
    const { stdout } = await gpg('--armor', '--export', insurerId);
    insurer = await readPublicKey(stdout, march);
  });

  afterAll(() => gpg.close());

  it('opens what we seal, and sees who signed it', async () => {
    const receiver: Holder = { own: site.own, public: insurer, armored: site.armored };
    for (const size of [0, 1000, 9 * 1024 * 1024]) {
      const plain = randomBytes(size);
      await gpg.write('parcel.pgp', await sealed(plain, site, receiver));
      const { status } = await gpg('--output', 'parcel', '--decrypt', 'parcel.pgp');
      expect(status).toContain(`VALIDSIG ${site.public.fingerprint}`);
      expect(status).toContain('GOODMDC');
      expect((await gpg.read('parcel')).equals(plain)).toBe(true);
    }
  });

  it.each([
    ['its default compression', []],
    ['no compression', ['--compress-algo', 'none']],
    ['zlib', ['--compress-algo', 'zlib']],
    ['a copy sealed to itself', ['--encrypt-to', insurerId]],
  ])('seals to us with %s, and we open it', async (_name, options) => {
    for (const plain of [Buffer.from('<record/>\n'.repeat(200_000)), randomBytes(9 * 1024 * 1024)]) {
      await gpg.write('answer', plain);
      await gpg(
        ...options,
        '--local-user',
        insurerId,
        '--recipient',
        site.public.fingerprint,
        '--sign',
        '--encrypt',
        'answer',
      );
      const bytes = await gpg.read('answer.gpg');
      const parcel = { sealed: rereadable(bytes), size: bytes.length, openWith: site.own, from: insurer };
      expect((await collect(await openSealed({ ...parcel, at: anyTime }))).equals(plain)).toBe(true);
      expect(await codeOf(openSealed({ ...parcel, at: march }))).toBe('signature-refused');
      expect(await codeOf(openSealed({ ...parcel, from: site.public, at: anyTime }))).toBe(
        'signature-refused',
      );
    }
  });

  it('is refused when it seals without signing, or as text', async () => {
    await gpg.write('answer', 'a\nb\n');
    const recipient = ['--recipient', site.public.fingerprint, '--local-user', insurerId];
    for (const options of [['--encrypt'], ['--textmode', '--sign', '--encrypt']]) {
      await gpg(...recipient, ...options, 'answer');
      const bytes = await gpg.read('answer.gpg');
      const parcel = { sealed: rereadable(bytes), size: bytes.length, openWith: site.own, from: insurer };
      expect(await codeOf(openSealed({ ...parcel, at: anyTime }))).toBe('signature-refused');
    }
  });

  it('signs text that we verify, dashes, white space and line endings included', async () => {
    for (const text of [
      'one line\n',
      'no line ending',
      '- dash\n-----BEGIN\n  two  \n\nlast\n',
      'a\r\nb\r\n',
    ]) {
      await gpg.write('text', text);
      await gpg('--local-user', insurerId, '--clearsign', 'text');
      const armored = (await gpg.read('text.asc')).toString('utf8');
      const read = text
        .replaceAll('\r', '')
        .replaceAll(/[ \t]+$/gm, '')
        .replace(/\n$/, '');
      expect(await verifyText(armored, insurer, anyTime)).toMatchObject({ ok: true, text: read });
      expect(await verifyText(armored, site.public, anyTime)).toEqual({ ok: false, reason: 'signature' });
    }
  });

  it('verifies the text that we sign', async () => {
    const text = '- dash\n\nlast\n';
    await gpg.write('signed.asc', await signText(text, site.own, march));
    const { status } = await gpg('--output', 'verified', '--decrypt', 'signed.asc');
    expect(status).toContain(`VALIDSIG ${site.public.fingerprint}`);
    expect((await gpg.read('verified')).toString('utf8')).toBe(text);
  });

  it('takes over a private key that we made, with its passphrase', async () => {
    const passphrase = 'correct horse';
    const pair = await generateKeyPair({ userId: 'new', profile: 'v4', createdAt: beforeMarch, passphrase });
    await gpg.write('new.asc', pair.privateKey);
    await gpg('--passphrase', passphrase, '--import', 'new.asc');
    await gpg.write('text', 'signed by the key we made\n');
    await gpg('--passphrase', passphrase, '--local-user', pair.fingerprint, '--clearsign', 'text');
    const armored = (await gpg.read('text.asc')).toString('utf8');
    expect(await verifyText(armored, await readPublicKey(pair.publicKey), anyTime)).toMatchObject({
      ok: true,
    });
  });

  it('hands over a private key under its own passphrase, and only that unlocks it', async () => {
    const passphrase = ['--passphrase', 'battery staple'];
    const userId = 'own <own@passerelle.example>';
    await gpg(...passphrase, '--quick-generate-key', userId, 'future-default', 'default', 'never');
    const { stdout } = await gpg(...passphrase, '--armor', '--export-secret-keys', userId);
    expect((await readPrivateKey(stdout, 'battery staple')).userId).toBe(userId);
    expect(await codeOf(readPrivateKey(stdout, 'battery stable'))).toBe('key-refused');
  });
});
