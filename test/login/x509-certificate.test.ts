import { createHash, createPublicKey, type KeyObject, sign } from 'node:crypto';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CertificateTrust, readTrust, type TrustFiles } from '../../src/login/certificate-trust.ts';
import { eidAuthenticationPolicies } from '../../src/login/eid.ts';
import { fingerprintOf, isAcceptable } from '../../src/login/ssh-key.ts';
import {
  judgeCardCertificate,
  kindsProvenByCard,
  verifyCardSignature,
} from '../../src/login/x509-certificate.ts';
import * as pki from '../support/certificates.ts';
import { text } from '../support/der.ts';
import { sshMpint, sshString } from '../support/ssh-keys.ts';

const at = Temporal.Instant.from('2022-03-15T12:00:00Z');
const current = { thisUpdate: at.subtract({ hours: 1 }), nextUpdate: at.add({ hours: 24 }) };
const policy = '2.16.56.12.1.1.2.2';
/** Month 61: no person has it. */
const nationalNumber = '18670300208';

const signing = pki.keyUsage(pki.usage.keyCertSign, pki.usage.cRLSign);
const root = pki.issue({
  subject: pki.nameOf('Test Root CA'),
  keys: pki.rsaKeys(2048),
  extensions: [pki.basicConstraints(1), signing],
  hash: 'sha1',
});
const citizen = pki.issue(
  {
    subject: pki.nameOf('Test Citizen CA', { '2.5.4.5': '202201' }),
    keys: pki.ecKeys(),
    extensions: [pki.basicConstraints(0), signing, pki.policies('2.16.56.12.1.1.2')],
  },
  root,
);

const holder = pki.nameOf('Test Holder (Authentication)', { '2.5.4.5': nationalNumber });
const authentication = [pki.keyUsage(pki.usage.digitalSignature), pki.policies(policy)];
const cardKeys = pki.ecKeys();

function card(changed: Partial<pki.CertificateDraft> = {}, issuer: pki.Issuer = citizen): pki.Issued {
  const draft = { subject: holder, keys: cardKeys, extensions: authentication, ...changed };
  return pki.issue(draft, issuer);
}

function trustIn(changed: Partial<TrustFiles> = {}): CertificateTrust {
  const { trust, problems } = readTrust({
    roots: [root.der],
    intermediates: [citizen.der],
    policies: eidAuthenticationPolicies,
    revocationLists: [pki.revocationList(root, current), pki.revocationList(citizen, current)],
    ocspResponses: [],
    ...changed,
  });
  expect(problems).toEqual([]);
  return trust;
}

const trust = trustIn();
const refused = (reason: string) => ({ accepted: false, reason });

describe('a certificate of a card', () => {
  it('is accepted with what may be shown of it, from DER and from PEM', () => {
    const { der, serial } = card();
    const verdict = judgeCardCertificate(der, trust, at);
    expect(verdict).toEqual({
      accepted: true,
      certificate: {
        fingerprint: createHash('sha256').update(der).digest('hex'),
        serial: serial.toString(16),
        issuer: 'Test Citizen CA',
        notAfter: pki.defaultPeriod.notAfter,
        key: expect.objectContaining({ algorithm: 'ecdsa-sha2-nistp384' }),
      },
    });
    const asText = Buffer.from(`Bag Attributes\n${pki.pem('CERTIFICATE', der)}`);
    expect(judgeCardCertificate(asText, trust, at)).toEqual(verdict);
    expect(kindsProvenByCard).toEqual(['possession', 'knowledge']);
  });

  it.each([
    ['ecdsa-sha2-nistp256', () => pki.ecKeys('P-256'), 'sha256'],
    ['ecdsa-sha2-nistp384', () => pki.ecKeys('P-384'), 'sha384'],
    ['rsa-sha2-256', () => pki.rsaKeys(2048), 'sha256'],
    ['rsa-sha2-512', () => pki.rsaKeys(3072), 'sha512'],
  ] as const)('is proven by a signature of its key (%s)', (algorithm, makeKeys, hash) => {
    const keys = makeKeys();
    const { der } = card({ keys });
    const verdict = judgeCardCertificate(der, trust, at);
    if (!verdict.accepted) throw verdict;
    const { key } = verdict.certificate;
    const blob = Buffer.from(key.blob, 'base64');
    expect(blob).toEqual(sshBlobOf(keys));
    expect(key.fingerprint).toBe(fingerprintOf(blob));

    const data = Buffer.from('what the client signs');
    const signature = sign(hash, data, keys.privateKey);
    const offered = { algorithm, blob };
    expect(verifyCardSignature(der, offered, data, signature)).toBe(true);

    expect(verifyCardSignature(der, offered, Buffer.from('else'), signature)).toBe(false);
    expect(verifyCardSignature(card().der, offered, data, signature)).toBe(false);
    expect(verifyCardSignature(Buffer.alloc(9), offered, data, signature)).toBe(false);
    const other = makeKeys();
    const otherBlob = { algorithm, blob: sshBlobOf(other) };
    expect(verifyCardSignature(der, otherBlob, data, sign(hash, data, other.privateKey))).toBe(false);
    // Another's key, offered with what the card signed; and the card's, under another hash.
    expect(verifyCardSignature(der, otherBlob, data, signature)).toBe(false);
    for (const [name, itsHash] of otherNames(algorithm)) {
      const misnamed = sign(itsHash, data, keys.privateKey);
      expect(verifyCardSignature(der, { algorithm: name, blob }, data, misnamed)).toBe(false);
    }
    for (const name of ['ssh-rsa', 'ssh-ed25519', 'toString', 'ecdsa-sha2-nistp521']) {
      expect(verifyCardSignature(der, { algorithm: name, blob }, data, signature)).toBe(false);
    }
    const sha1 = sign('sha1', data, keys.privateKey);
    expect(verifyCardSignature(der, offered, data, sha1)).toBe(false);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 90 }), (bytes) => {
        expect(verifyCardSignature(der, offered, data, bytes)).toBe(false);
      }),
      { numRuns: 30 },
    );
  });

  it('of eID applet 1.7 lets in a key that could not be enrolled by itself', () => {
    const keys = pki.rsaKeys(2048);
    const verdict = judgeCardCertificate(card({ keys }).der, trust, at);
    expect(verdict.accepted).toBe(true);
    expect(isAcceptable({ algorithm: 'rsa-sha2-512', blob: sshBlobOf(keys) })).toBe(false);
  });

  it.each([
    ['RSA of 1024 bits', () => pki.rsaKeys(1024)],
    ['secp256k1', () => pki.ecKeys('secp256k1')],
    ['P-521', () => pki.ecKeys('P-521')],
    ['RSA of 8193 bits', () => ({ ...pki.ecKeys(), publicKey: rsaPublicKey(8193) })],
  ])('of a key that is weak or that no card has is refused (%s)', (_name, makeKeys) => {
    expect(judgeCardCertificate(card({ keys: makeKeys() }).der, trust, at)).toEqual(refused('weak-key'));
  });

  it('of another authority is refused, under its own name and under a trusted one [threats 19]', () => {
    const stranger = pki.issue({ ...rootDraft('Other Root CA'), keys: pki.ecKeys() });
    expect(judgeCardCertificate(card({}, stranger).der, trust, at)).toEqual(refused('unknown-authority'));
    const impostor = { name: citizen.name, keys: pki.ecKeys() };
    expect(judgeCardCertificate(card({}, impostor).der, trust, at)).toEqual(refused('unknown-authority'));
    // Its key, but under another name.
    const renamed = pki.issue({ ...rootDraft('Renamed CA'), keys: citizen.keys });
    const byName = trustIn({ roots: [renamed.der], intermediates: [], revocationLists: [] });
    expect(judgeCardCertificate(card().der, byName, at)).toEqual(refused('unknown-authority'));
    // The root is trusted, the authority between is not known.
    const without = trustIn({ intermediates: [], revocationLists: [] });
    expect(judgeCardCertificate(card().der, without, at)).toEqual(refused('unknown-authority'));
  });

  it('altered in any byte is refused [threats 19]', () => {
    const { der } = card();
    for (let index = 0; index < der.length; index += 1) {
      const altered = Buffer.from(der);
      altered.writeUInt8(altered.readUInt8(index) ^ 1, index);
      expect(judgeCardCertificate(altered, trust, at).accepted).toBe(false);
    }
  });

  it('is good from its first second to its last [threats 19]', () => {
    const { der } = card({ notBefore: at, notAfter: at.add({ seconds: 60 }) });
    const judgeAt = (seconds: number) =>
      judgeCardCertificate(der, trust, at.add({ milliseconds: seconds * 1000 }));
    expect(judgeAt(-1)).toEqual(refused('not-yet-valid'));
    expect(judgeAt(0).accepted).toBe(true);
    expect(judgeAt(60).accepted).toBe(true);
    expect(judgeAt(61)).toEqual(refused('expired'));
  });

  it('falls with the validity of its authorities [threats 19]', () => {
    const period = { notBefore: at.subtract({ hours: 48 }), notAfter: at };
    const ending = pki.issue({ ...authorityDraft('Ending CA'), ...period }, root);
    const lists = [root, ending].map((authority) => pki.revocationList(authority, current));
    const ended = trustIn({ intermediates: [ending.der], revocationLists: lists });
    const { der } = card({}, ending);
    expect(judgeCardCertificate(der, ended, at).accepted).toBe(true);
    expect(judgeCardCertificate(der, ended, at.add({ seconds: 1 }))).toEqual(refused('authority-not-valid'));
  });

  it('for signatures that bind by law is refused, as is any that is not for authentication', () => {
    const withUsage = (...bits: readonly number[]) => [pki.keyUsage(...bits), pki.policies(policy)];
    const { digitalSignature, nonRepudiation, keyCertSign } = pki.usage;
    const wrong = [
      withUsage(nonRepudiation),
      withUsage(digitalSignature, nonRepudiation),
      withUsage(keyCertSign),
      [pki.policies(policy)],
      [...authentication, pki.basicConstraints()],
      [...authentication, pki.purposes('1.3.6.1.5.5.7.3.1', '1.3.6.1.5.5.7.3.3')],
    ];
    for (const extensions of wrong) {
      expect(judgeCardCertificate(card({ extensions }).der, trust, at)).toEqual(refused('wrong-usage'));
    }
    for (const purpose of ['1.3.6.1.5.5.7.3.2', '1.3.6.1.5.5.7.3.21', '2.5.29.37.0']) {
      const extensions = [...authentication, pki.purposes('1.3.6.1.5.5.7.3.4', purpose)];
      expect(judgeCardCertificate(card({ extensions }).der, trust, at).accepted).toBe(true);
    }
  });

  it('under another policy, or under none, is refused', () => {
    const usage = pki.keyUsage(pki.usage.digitalSignature);
    const wrong = [
      [usage],
      [usage, pki.policies('2.16.56.12.1.1.2.1')],
      [usage, pki.policies('2.16.56.12.1.1.2', '2.16.56.12.1.1.2.2.1')],
      [usage, pki.policies('2.5.29.32.0')],
    ];
    for (const extensions of wrong) {
      expect(judgeCardCertificate(card({ extensions }).der, trust, at)).toEqual(refused('other-policy'));
    }
    expect(judgeCardCertificate(card().der, trustIn({ policies: [] }), at)).toEqual(refused('other-policy'));
    const own = card({ extensions: [usage, pki.policies('1.3.6.1.4.1.99999.1')] });
    expect(judgeCardCertificate(own.der, trustIn({ policies: ['1.3.6.1.4.1.99999.1'] }), at).accepted).toBe(
      true,
    );
  });

  it('with a critical extension that is not understood is refused', () => {
    const unknown = { name: '1.3.6.1.4.1.99999.2', critical: true, value: text('?') };
    const { der } = card({ extensions: [...authentication, unknown] });
    expect(judgeCardCertificate(der, trust, at)).toEqual(refused('unknown-condition'));
    const harmless = card({ extensions: [...authentication, { ...unknown, critical: false }] });
    expect(judgeCardCertificate(harmless.der, trust, at).accepted).toBe(true);
  });

  it('signed with SHA-1 is refused', () => {
    const byRoot = trustIn({ intermediates: [], revocationLists: [pki.revocationList(root, current)] });
    expect(judgeCardCertificate(card({}, root).der, byRoot, at).accepted).toBe(true);
    const { der } = card({ hash: 'sha1' }, root);
    expect(judgeCardCertificate(der, byRoot, at)).toEqual(refused('weak-signature'));
  });

  it('that says two things of its signature, or another than the truth, is refused', () => {
    const sha384 = pki.algorithmOf(citizen.keys.privateKey, 'sha384');
    for (const algorithms of [{ inside: sha384 }, { outside: sha384 }]) {
      expect(judgeCardCertificate(card({ algorithms }).der, trust, at)).toEqual(refused('malformed'));
    }
    const asRsa = pki.algorithmOf(root.keys.privateKey, 'sha256');
    const untrue = card({ algorithms: { inside: asRsa, outside: asRsa } });
    expect(judgeCardCertificate(untrue.der, trust, at)).toEqual(refused('unknown-authority'));
    const byRsa = pki.algorithmOf(cardKeys.privateKey, 'sha256');
    const { der } = card({ algorithms: { inside: byRsa, outside: byRsa } }, root);
    const byRoot = trustIn({ intermediates: [], revocationLists: [pki.revocationList(root, current)] });
    expect(judgeCardCertificate(der, byRoot, at)).toEqual(refused('unknown-authority'));
  });

  it('is of version 3', () => {
    for (const version of [1, 2, 4]) {
      expect(judgeCardCertificate(card({ version }).der, trust, at)).toEqual(refused('malformed'));
    }
  });

  it('is looked for under four authorities, no more', () => {
    const top = pki.issue(authorityDraft('Top CA'));
    const row = [top];
    for (const name of ['Second CA', 'Third CA', 'Fourth CA', 'Fifth CA']) {
      row.push(pki.issue(authorityDraft(name), row.at(-1)));
    }
    const deep = trustIn({
      roots: [top.der],
      intermediates: row.slice(1).map(({ der }) => der),
      revocationLists: row.map((authority) => pki.revocationList(authority, current)),
    });
    const under = (count: number) => judgeCardCertificate(card({}, row[count - 1]).der, deep, at);
    expect(under(4).accepted).toBe(true);
    expect(under(5)).toEqual(refused('unknown-authority'));
  });

  it('at the end of a path longer than an authority allows is refused', () => {
    const below = pki.issue(authorityDraft('Below Citizen CA'), citizen);
    const lists = [root, citizen, below].map((authority) => pki.revocationList(authority, current));
    const long = trustIn({ intermediates: [citizen.der, below.der], revocationLists: lists });
    expect(judgeCardCertificate(card({}, below).der, long, at)).toEqual(refused('path-too-long'));
    expect(judgeCardCertificate(card().der, long, at).accepted).toBe(true);
  });

  it('is accepted by one good path where another is not', () => {
    const again = pki.issue(
      {
        ...authorityDraft('Test Citizen CA'),
        subject: citizen.name,
        keys: citizen.keys,
        notAfter: at.subtract({ hours: 1 }),
      },
      root,
    );
    for (const intermediates of [
      [citizen.der, again.der],
      [again.der, citizen.der],
    ]) {
      expect(judgeCardCertificate(card().der, trustIn({ intermediates }), at).accepted).toBe(true);
    }
    const only = trustIn({ intermediates: [again.der] });
    expect(judgeCardCertificate(card().der, only, at)).toEqual(refused('authority-not-valid'));
  });

  it('does not lead round in circles', () => {
    const [one, two] = [pki.ecKeys(), pki.ecKeys()];
    const [oneName, twoName] = [pki.nameOf('One'), pki.nameOf('Two')];
    const crossed = [
      pki.issue({ ...authorityDraft('One'), keys: one }, { name: twoName, keys: two }),
      pki.issue({ ...authorityDraft('Two'), keys: two }, { name: oneName, keys: one }),
    ];
    const circle = trustIn({ intermediates: crossed.map(({ der }) => der), revocationLists: [] });
    const { der } = card({}, { name: oneName, keys: one });
    expect(judgeCardCertificate(der, circle, at)).toEqual(refused('unknown-authority'));
  });

  it('is one certificate and nothing else', () => {
    const { der, keys } = card();
    const one = pki.pem('CERTIFICATE', der);
    const key = String(keys.privateKey.export({ type: 'pkcs8', format: 'pem' }));
    const files = [
      Buffer.alloc(0),
      Buffer.from('no certificate'),
      Buffer.from(one + one),
      Buffer.from(one + key),
      Buffer.from(one + one.slice(0, one.indexOf('-----END'))),
      Buffer.from(one.slice(0, one.indexOf('-----END'))),
      Buffer.from(pki.pem('CERTIFICATE REQUEST', der)),
      Buffer.concat([der, Buffer.of(0)]),
      der.subarray(0, -1),
      keys.publicKey.export({ type: 'spki', format: 'der' }),
      pki.revocationList(citizen, current),
    ];
    for (const file of files) expect(judgeCardCertificate(file, trust, at)).toEqual(refused('malformed'));
  });

  it('is refused, never crashed upon, whatever bytes come', () => {
    const { der } = card();
    fc.assert(
      fc.property(fc.nat(), fc.uint8Array({ minLength: 1, maxLength: 20 }), (place, bytes) => {
        const mutated = Buffer.from(der);
        mutated.set(bytes, place % (der.length - bytes.length));
        if (mutated.equals(der)) return;
        expect(judgeCardCertificate(mutated, trust, at).accepted).toBe(false);
        expect(judgeCardCertificate(bytes, trust, at)).toEqual(refused('malformed'));
      }),
    );
  });
});

describe('the national number in the subject of a certificate', () => {
  it('stands in no verdict, accepted or refused, in no encoding', () => {
    const stranger = { name: pki.nameOf('Stranger'), keys: pki.ecKeys() };
    const files = [
      card().der,
      card({}, stranger).der,
      card({ notAfter: at.subtract({ hours: 1 }) }).der,
      card({ extensions: [] }).der,
      card({ keys: pki.rsaKeys(1024) }).der,
      card().der.subarray(0, -1),
      Buffer.concat([card().der, Buffer.of(0)]),
    ];
    const number = Buffer.from(nationalNumber);
    const forms = [nationalNumber, number.toString('hex'), number.toString('base64').slice(0, -2)];
    for (const file of files) {
      expect(Buffer.from(file).includes(number)).toBe(true);
      const verdict = judgeCardCertificate(file, trust, at);
      const shown = [inspect(verdict, { depth: null, showHidden: true }), JSON.stringify(verdict)].join();
      for (const form of forms) expect(shown).not.toContain(form);
      // What is returned is listed, so that nothing joins it by accident.
      const names = verdict.accepted ? Object.keys(verdict.certificate) : Object.keys(verdict);
      expect(names).toEqual(
        verdict.accepted ? ['fingerprint', 'serial', 'issuer', 'notAfter', 'key'] : ['accepted', 'reason'],
      );
    }
  });
});

function rootDraft(name: string) {
  return { subject: pki.nameOf(name), extensions: [pki.basicConstraints(), signing] };
}

function authorityDraft(name: string) {
  return { ...rootDraft(name), keys: pki.ecKeys() };
}

/** Signature algorithms of other keys than those of `algorithm`, with their hashes. */
function otherNames(algorithm: string): readonly (readonly [string, string])[] {
  const all = [
    ['ecdsa-sha2-nistp256', 'sha256'],
    ['ecdsa-sha2-nistp384', 'sha384'],
    ['rsa-sha2-256', 'sha256'],
  ] as const;
  const isRsa = (name: string) => name.startsWith('rsa-');
  return all.filter(([name]) => name !== algorithm && !(isRsa(name) && isRsa(algorithm)));
}

/** Nobody has its private key. */
function rsaPublicKey(bits: number): KeyObject {
  const modulus = Buffer.alloc(Math.ceil(bits / 8), 0xff);
  modulus[0] = 0xff >> (modulus.length * 8 - bits);
  const key = { kty: 'RSA', n: modulus.toString('base64url'), e: 'AQAB' };
  return createPublicKey({ key, format: 'jwk' });
}

/** As RFC 4253 section 6.6 and RFC 5656 section 3.1 write it. */
function sshBlobOf({ publicKey }: pki.KeyPair): Buffer {
  const { kty, crv, e = '', n = '', x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const bytes = (value: string) => Buffer.from(value, 'base64url');
  if (kty === 'RSA') return Buffer.concat([sshString('ssh-rsa'), sshMpint(bytes(e)), sshMpint(bytes(n))]);
  const curve = crv === 'P-256' ? 'nistp256' : 'nistp384';
  const point = Buffer.concat([Buffer.of(4), bytes(x), bytes(y)]);
  return Buffer.concat([sshString(`ecdsa-sha2-${curve}`), sshString(curve), sshString(point)]);
}
