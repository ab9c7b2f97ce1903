import { describe, expect, it } from 'vitest';
import { readTrust, type TrustFileProblem, type TrustFiles } from '../../src/login/certificate-trust.ts';
import { judgeCardCertificate } from '../../src/login/x509-certificate.ts';
import * as pki from '../support/certificates.ts';
import * as d from '../support/der.ts';

const at = Temporal.Instant.from('2022-03-15T12:00:00Z');
const hour = (hours: number) => at.add({ hours });
const current = { thisUpdate: hour(-1), nextUpdate: hour(24) };
const policy = '1.3.6.1.4.1.99999.1';

const signing = pki.keyUsage(pki.usage.keyCertSign, pki.usage.cRLSign);
const root = authority('Root CA');
const issuer = authority('Card CA', root);
const stranger = authority('Other CA');
const card = pki.issue(
  {
    subject: pki.nameOf('Holder'),
    keys: pki.ecKeys(),
    extensions: [pki.keyUsage(pki.usage.digitalSignature), pki.policies(policy)],
  },
  issuer,
);

function authority(
  name: string,
  by?: pki.Issuer,
  keys = pki.ecKeys(),
  extensions = [pki.basicConstraints(), signing],
) {
  return pki.issue({ subject: pki.nameOf(name), keys, extensions }, by);
}

const rootList = pki.revocationList(root, current);
const list = (draft: Partial<pki.ListDraft> = {}, by: pki.Issuer = issuer) =>
  pki.revocationList(by, { ...current, ...draft });
const response = (draft: Partial<pki.ResponseDraft> = {}, by: pki.Issuer = issuer) =>
  pki.ocspResponse(by, { about: { issuer, serial: card.serial }, ...current, ...draft });

interface Files {
  readonly lists?: readonly Uint8Array[];
  readonly responses?: readonly Uint8Array[];
}

function read({ lists = [], responses = [] }: Files, changed: Partial<TrustFiles> = {}) {
  return readTrust({
    roots: [root.der],
    intermediates: [issuer.der],
    policies: [policy],
    revocationLists: [rootList, ...lists],
    ocspResponses: responses,
    ...changed,
  });
}

/** `good`, or the reason of the refusal. */
function outcome(files: Files, when = at): string {
  const { trust, problems } = read(files);
  expect(problems).toEqual([]);
  const verdict = judgeCardCertificate(card.der, trust, when);
  return verdict.accepted ? 'good' : verdict.reason;
}

/** The problem of a file that is then as good as absent. */
function problem(files: Files): TrustFileProblem['problem'] | undefined {
  const { trust, problems } = read(files);
  const verdict = judgeCardCertificate(card.der, trust, at);
  expect(verdict).toEqual({ accepted: false, reason: 'revocation-unknown' });
  expect(problems).toHaveLength(1);
  return problems[0]?.problem;
}

describe('a revocation list', () => {
  it('lets in who is not on it, and nobody who is [threats 19]', () => {
    const others = [card.serial - 1n, card.serial + 1n, 1n, 0xffn];
    expect(outcome({ lists: [list()] })).toBe('good');
    expect(outcome({ lists: [list({ revoked: others })] })).toBe('good');
    expect(outcome({ lists: [list({ revoked: [...others, card.serial] })] })).toBe('revoked');
    const asText = Buffer.from(pki.pem('X509 CRL', list({ revoked: [card.serial] })));
    expect(outcome({ lists: [asText] })).toBe('revoked');
  });

  it('names reasons for people only: who is on hold is not let in', () => {
    const onHold = [{ name: '2.5.29.21', value: d.der(0x0a, Buffer.of(6)) }];
    expect(outcome({ lists: [list({ revoked: [card.serial], entryExtensions: onHold })] })).toBe('revoked');
  });

  it('must be there for the card and for each authority but the root', () => {
    expect(outcome({})).toBe('revocation-unknown');
    expect(outcome({ lists: [list()] })).toBe('good');
    const { trust } = read({ lists: [list()] }, { revocationLists: [list()] });
    expect(judgeCardCertificate(card.der, trust, at)).toEqual({
      accepted: false,
      reason: 'revocation-unknown',
    });
  });

  it('that takes back the authority closes the door to all its cards [threats 19]', () => {
    const { trust } = read(
      {},
      {
        revocationLists: [list(), pki.revocationList(root, { ...current, revoked: [issuer.serial] })],
      },
    );
    expect(judgeCardCertificate(card.der, trust, at)).toEqual({
      accepted: false,
      reason: 'authority-revoked',
    });
  });

  it('counts from its first second until just before the next is due', () => {
    const { thisUpdate, nextUpdate } = { thisUpdate: at, nextUpdate: hour(2) };
    const files = { lists: [list({ thisUpdate, nextUpdate })] };
    expect(outcome(files, at.subtract({ seconds: 1 }))).toBe('revocation-stale');
    expect(outcome(files, at)).toBe('good');
    expect(outcome(files, hour(2).subtract({ seconds: 1 }))).toBe('good');
    expect(outcome(files, hour(2))).toBe('revocation-stale');
  });

  it('that does not say when the next is due is not relied on', () => {
    const endless = pki.revocationList(issuer, { thisUpdate: hour(-1) });
    expect(outcome({ lists: [endless] })).toBe('revocation-stale');
  });

  it('counts if it is the newest in force', () => {
    const older = { thisUpdate: hour(-2), nextUpdate: hour(24) };
    const revoked = [card.serial];
    const held = list({ ...older, revoked });
    expect(outcome({ lists: [held, list()] })).toBe('good');
    expect(outcome({ lists: [list({ revoked }), list(older)] })).toBe('revoked');
    // The newest is from the future, or too old.
    const future = list({ thisUpdate: hour(1), nextUpdate: hour(48), revoked });
    expect(outcome({ lists: [list(), future] })).toBe('good');
    const past = list({ nextUpdate: at, revoked });
    expect(outcome({ lists: [list(older), past] })).toBe('good');
    // Two of the same second.
    expect(outcome({ lists: [list(), list({ revoked })] })).toBe('revoked');
    expect(outcome({ lists: [list({ revoked }), list()] })).toBe('revoked');
  });

  it('by another than the authority counts for nothing', () => {
    const impostor = { name: issuer.name, keys: pki.ecKeys() };
    expect(problem({ lists: [list({}, stranger)] })).toBe('not-authentic');
    expect(problem({ lists: [list({}, impostor)] })).toBe('not-authentic');
    const renamed = { name: stranger.name, keys: issuer.keys };
    expect(problem({ lists: [list({}, renamed)] })).toBe('not-authentic');
    expect(problem({ lists: [list({ hash: 'sha1' })] })).toBe('not-authentic');
    const sha384 = pki.algorithmOf(issuer.keys.privateKey, 'sha384');
    for (const algorithms of [{ inside: sha384 }, { outside: sha384 }]) {
      expect(problem({ lists: [list({ algorithms })] })).toBe('malformed');
    }
    // Authentic, but about the certificates of the root alone.
    expect(outcome({ lists: [rootList] })).toBe('revocation-unknown');
  });

  it('by an authority of the same name and another key is about its own certificates only', () => {
    const namesake = authority('Card CA', root);
    const { trust, problems } = read(
      { lists: [list({}, namesake)] },
      { intermediates: [issuer.der, namesake.der] },
    );
    expect(problems).toEqual([]);
    expect(judgeCardCertificate(card.der, trust, at)).toEqual({
      accepted: false,
      reason: 'revocation-unknown',
    });
  });

  it('by an authority that may not sign lists counts for nothing', () => {
    const onlyCertificates = pki.issue(
      {
        subject: issuer.name,
        keys: issuer.keys,
        extensions: [pki.basicConstraints(), pki.keyUsage(pki.usage.keyCertSign)],
      },
      root,
    );
    const { problems } = read({ lists: [list()] }, { intermediates: [onlyCertificates.der] });
    expect(problems).toEqual([{ file: 'revocation-list', index: 1, problem: 'not-authentic' }]);
  });

  it('altered in any byte counts for nothing', () => {
    const whole = list({ revoked: [card.serial] });
    for (let index = 0; index < whole.length; index += 1) {
      const altered = Buffer.from(whole);
      altered.writeUInt8(altered.readUInt8(index) ^ 1, index);
      expect(['malformed', 'not-authentic']).toContain(problem({ lists: [altered] }));
    }
    expect(problem({ lists: [Buffer.alloc(0)] })).toBe('malformed');
    expect(problem({ lists: [card.der] })).toBe('malformed');
    expect(problem({ lists: [whole.subarray(0, -1)] })).toBe('malformed');
  });

  it('that is only a part, or about others, counts for nothing', () => {
    const critical = (name: string) => [{ name, critical: true, value: d.sequence() }];
    for (const name of ['2.5.29.27', '2.5.29.28', '1.3.6.1.4.1.99999.3']) {
      expect(problem({ lists: [list({ extensions: critical(name) })] })).toBe('unsupported');
    }
    const revoked = [1n];
    const aboutOthers = list({ revoked, entryExtensions: critical('2.5.29.29') });
    expect(problem({ lists: [aboutOthers] })).toBe('unsupported');
    const numbered = [{ name: '2.5.29.20', value: d.integer(7) }];
    expect(outcome({ lists: [list({ extensions: numbered })] })).toBe('good');
  });

  it('of a whole country is read in bounded time', () => {
    const revoked = Array.from({ length: 150_000 }, (_, index) => (1n << 120n) + BigInt(index));
    const reason = [{ name: '2.5.29.21', value: d.der(0x0a, Buffer.of(1)) }];
    const large = list({ revoked: [...revoked, card.serial], entryExtensions: reason });
    expect(large.length).toBeGreaterThan(6_000_000);
    const before = process.cpuUsage();
    const { trust, problems } = read({ lists: [large] });
    const { user, system } = process.cpuUsage(before);
    expect(problems).toEqual([]);
    expect(judgeCardCertificate(card.der, trust, at)).toEqual({ accepted: false, reason: 'revoked' });
    // Half a second on two slow cores; trees of objects took ten.
    expect((user + system) / 1e6).toBeLessThan(5);
  });
});

describe('an OCSP response', () => {
  const ocspSigning = '1.3.6.1.5.5.7.3.9';
  const delegated = [pki.keyUsage(pki.usage.digitalSignature), pki.purposes(ocspSigning), pki.ocspNoCheck];
  function responder(extensions: readonly pki.Extension[] = delegated, by: pki.Issuer = issuer, period = {}) {
    return pki.issue({ subject: pki.nameOf('Responder'), keys: pki.ecKeys(), extensions, ...period }, by);
  }

  it('of the authority itself is believed [threats 19]', () => {
    expect(outcome({ responses: [response()] })).toBe('good');
    expect(outcome({ responses: [response({ nameHash: 'sha256' })] })).toBe('good');
    expect(outcome({ responses: [response({ status: 'revoked' })] })).toBe('revoked');
    expect(outcome({ responses: [response({ status: 'unknown' })] })).toBe('revocation-unknown');
  });

  it('of a responder that the authority named is believed while its certificate is valid', () => {
    const { der, ...rest } = responder();
    const believed = response({ certificates: [stranger.der, der] }, { ...rest });
    expect(outcome({ responses: [believed] })).toBe('good');
    const revoked = response({ certificates: [der], status: 'revoked' }, { ...rest });
    expect(outcome({ responses: [revoked] })).toBe('revoked');

    const short = responder(delegated, issuer, { notBefore: hour(-2), notAfter: hour(1) });
    const limited = { responses: [response({ certificates: [short.der] }, short)] };
    expect(outcome(limited)).toBe('good');
    expect(outcome(limited, hour(1))).toBe('revocation-stale');
    const late = responder(delegated, issuer, { notBefore: hour(1), notAfter: hour(9) });
    expect(outcome({ responses: [response({ certificates: [late.der] }, late)] })).toBe('revocation-stale');
  });

  it('of any other responder counts for nothing [threats 19]', () => {
    const responders = [
      stranger,
      responder(delegated, stranger),
      responder(delegated, root),
      responder([pki.keyUsage(pki.usage.digitalSignature), pki.ocspNoCheck]),
      responder([...delegated.slice(0, 1), pki.purposes('1.3.6.1.5.5.7.3.2'), pki.ocspNoCheck]),
      responder(delegated.slice(0, 2)),
      responder([pki.keyUsage(pki.usage.nonRepudiation), ...delegated.slice(1)]),
      responder([...delegated, { name: '1.3.6.1.4.1.99999.2', critical: true, value: d.nothing }]),
      // A card, whose holder would answer for himself.
      card,
    ];
    for (const by of responders) {
      expect(problem({ responses: [response({ certificates: [by.der] }, by)] })).toBe('not-authentic');
    }
    const weak = pki.issue(
      { subject: pki.nameOf('Weak'), keys: pki.rsaKeys(1024), extensions: delegated },
      issuer,
    );
    expect(problem({ responses: [response({ certificates: [weak.der] }, weak)] })).toBe('not-authentic');
    expect(problem({ responses: [response({ hash: 'sha1' })] })).toBe('not-authentic');
    // Its certificate is missing.
    expect(problem({ responses: [response({}, responder())] })).toBe('not-authentic');
  });

  it('is about its own certificate and authority only', () => {
    const about = (serial: bigint, by: pki.Issuer) => response({ about: { serial, issuer: by } }, by);
    expect(outcome({ responses: [about(card.serial + 1n, issuer)] })).toBe('revocation-unknown');
    expect(outcome({ responses: [about(card.serial, root)] })).toBe('revocation-unknown');
    expect(problem({ responses: [about(card.serial, stranger)] })).toBe('not-authentic');
    const sameName = { name: issuer.name, keys: pki.ecKeys() };
    const otherKey = response({ about: { serial: card.serial, issuer: sameName } });
    expect(problem({ responses: [otherKey] })).toBe('not-authentic');
    const sameKey = { name: stranger.name, keys: issuer.keys };
    const otherName = response({ about: { serial: card.serial, issuer: sameKey } });
    expect(problem({ responses: [otherName] })).toBe('not-authentic');
  });

  it('counts while it is in force, and the newest statement wins over a list', () => {
    const { nextUpdate } = current;
    const files = { responses: [response({ thisUpdate: at, nextUpdate: hour(1) })] };
    expect(outcome(files, at.subtract({ seconds: 1 }))).toBe('revocation-stale');
    expect(outcome(files, at)).toBe('good');
    expect(outcome(files, hour(1))).toBe('revocation-stale');
    const endless = pki.ocspResponse(issuer, {
      about: { issuer, serial: card.serial },
      thisUpdate: hour(-1),
    });
    expect(outcome({ responses: [endless] })).toBe('revocation-stale');
    const old = list({ thisUpdate: hour(-3), nextUpdate });
    expect(outcome({ lists: [old], responses: [response({ status: 'revoked' })] })).toBe('revoked');
    const oldRevoked = list({ thisUpdate: hour(-3), nextUpdate, revoked: [card.serial] });
    expect(outcome({ lists: [oldRevoked], responses: [response()] })).toBe('good');
    // A responder that knows nothing does not silence the list.
    expect(outcome({ lists: [oldRevoked], responses: [response({ status: 'unknown' })] })).toBe('revoked');
  });

  it('altered in any byte counts for nothing', () => {
    const whole = response();
    for (let index = 0; index < whole.length; index += 1) {
      const altered = Buffer.from(whole);
      altered.writeUInt8(altered.readUInt8(index) ^ 1, index);
      expect(['malformed', 'not-authentic', 'no-answer']).toContain(problem({ responses: [altered] }));
    }
    expect(problem({ responses: [whole.subarray(0, -1)] })).toBe('malformed');
    expect(problem({ responses: [list()] })).toBe('malformed');
  });

  it('without an answer, or with a condition that is unknown, counts for nothing', () => {
    const tryLater = d.sequence(d.der(0x0a, Buffer.of(3)));
    expect(problem({ responses: [tryLater] })).toBe('no-answer');
    expect(problem({ responses: [response({ isEmpty: true })] })).toBe('no-answer');
    const extensions = [{ name: '1.3.6.1.4.1.99999.4', critical: true, value: d.nothing }];
    expect(problem({ responses: [response({ extensions })] })).toBe('unsupported');
    const nonce = [{ name: '1.3.6.1.5.5.7.48.1.2', value: d.octets(Buffer.alloc(8)) }];
    expect(outcome({ responses: [response({ extensions: nonce })] })).toBe('good');
  });
});

describe('the authorities of a site', () => {
  const problemsOf = (changed: Partial<TrustFiles>) => {
    const { trust, problems } = read({ lists: [] }, { revocationLists: [], ...changed });
    return { kept: [...trust.roots, ...trust.intermediates].length, problems };
  };

  it('are left out, and named, when they cannot vouch for anybody', () => {
    const usual = { subject: pki.nameOf('CA'), keys: pki.ecKeys() };
    const critical = { name: '2.5.29.30', critical: true, value: d.sequence() };
    const wrong = [
      [Buffer.from('nothing'), 'malformed'],
      [card.der, 'not-an-authority'],
      [pki.issue({ ...usual, extensions: [signing] }).der, 'not-an-authority'],
      [pki.issue({ ...usual, extensions: [pki.basicConstraints()] }).der, 'not-an-authority'],
      [
        pki.issue({ ...usual, extensions: [pki.basicConstraints(), pki.keyUsage(pki.usage.cRLSign)] }).der,
        'not-an-authority',
      ],
      [
        pki.issue({ ...usual, extensions: [pki.basicConstraints(), signing, critical] }).der,
        'unknown-condition',
      ],
      [authority('Weak CA', undefined, pki.rsaKeys(1024)).der, 'weak-key'],
    ] as const;
    for (const [file, problem] of wrong) {
      const asRoot = problemsOf({ roots: [root.der, file], intermediates: [] });
      expect(asRoot).toEqual({ kept: 1, problems: [{ file: 'root', index: 1, problem }] });
      const between = problemsOf({ intermediates: [file, issuer.der] });
      expect(between).toEqual({ kept: 2, problems: [{ file: 'intermediate', index: 0, problem }] });
    }
    expect(problemsOf({ roots: [issuer.der] }).problems).toEqual([
      { file: 'root', index: 0, problem: 'not-a-root' },
    ]);
  });

  it('may be signed with SHA-1 only where nobody but themselves signed', () => {
    const draft = {
      keys: pki.ecKeys(),
      extensions: [pki.basicConstraints(), signing],
      hash: 'sha1',
    } as const;
    const oldRoot = pki.issue({ ...draft, subject: pki.nameOf('Old Root CA') });
    const below = pki.issue({ ...draft, subject: pki.nameOf('Old CA') }, root);
    expect(problemsOf({ roots: [oldRoot.der] }).problems).toEqual([]);
    expect(problemsOf({ intermediates: [below.der] }).problems).toEqual([
      { file: 'intermediate', index: 0, problem: 'weak-signature' },
    ]);
  });

  it('come many in one file of PEM', () => {
    const bundle = [issuer, stranger].map(({ der }) => pki.pem('CERTIFICATE', der)).join('# next\n');
    expect(problemsOf({ intermediates: [Buffer.from(bundle)] })).toEqual({ kept: 3, problems: [] });
  });
});
