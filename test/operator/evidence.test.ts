import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readClosureReport } from '../../src/closure/signed.ts';
import { verifyCheckpoint } from '../../src/ledger/checkpoint.ts';
import { mentionsSsin } from '../../src/redaction.ts';
import { readStatement, signerOf } from '../../src/statements/document.ts';
import { type OperatorSite, operatorSites } from '../support/operator-site.ts';

let sites: Awaited<ReturnType<typeof operatorSites>>;
beforeAll(async () => {
  sites = await operatorSites();
}, 60_000);
afterAll(() => sites.remove());

/** Whom each page is for. */
const pages = {
  '/': ['operator'],
  '/?month=2022-02': ['operator'],
  '/evidence': ['operator', 'auditor'],
  '/evidence/statement.txt': ['operator', 'auditor'],
  '/evidence/statement.json': ['operator', 'auditor'],
  '/evidence/checkpoint.txt': ['operator', 'auditor'],
  '/evidence/ledger-export.jsonl': ['operator', 'auditor'],
  '/evidence/compliance-matrix.txt': ['operator', 'auditor'],
  '/evidence/closure-report.html': ['operator', 'auditor'],
  '/evidence/closure-report.json': ['operator', 'auditor'],
} as const satisfies Record<string, readonly string[]>;

async function signedIn(role: string): Promise<{ readonly at: OperatorSite; readonly session: string }> {
  const at = await sites.open();
  return { at, session: await at.signIn(await at.own(`${role}-1`, role)) };
}

describe('the roles of the operator page', () => {
  it.each(['operator', 'auditor'])(
    'show an %s its own pages, and say of all others that they are not there',
    async (role) => {
      const { at, session } = await signedIn(role);
      const nothing = await at.ask('/no-such-page', { session });
      for (const [target, roles] of Object.entries(pages)) {
        const answered = await at.ask(target, { session });
        if (roles.some((one) => one === role)) expect([target, answered.status]).toEqual([target, 200]);
        else expect([target, answered.status, answered.body]).toEqual([target, 404, nothing.body]);
        expect([target, mentionsSsin(answered.body)]).toEqual([target, false]);
      }
    },
    30_000,
  );

  it('let nobody change anything: no page takes a form but those to sign in and out', async () => {
    const { at, session } = await signedIn('operator');
    const before = await at.site.store.head();
    for (const target of Object.keys(pages)) {
      for (const method of ['POST', 'PUT', 'DELETE', 'PATCH']) {
        const headers = { 'sec-fetch-site': 'same-origin' };
        const { status, body } = await at.ask(target, { method, session, headers });
        expect([status, body]).toEqual([404, 'There is nothing here.\n']);
      }
    }
    expect(await at.site.store.head()).toEqual(before);
  });
});

describe('the evidence that an auditor fetches', () => {
  it('is kept as a file, never shown as a page of this server', async () => {
    const { at, session } = await signedIn('auditor');
    for (const target of Object.keys(pages).filter((path) => path.startsWith('/evidence/'))) {
      const { headers } = await at.ask(target, { session });
      expect(headers).toMatchObject({
        'content-disposition': expect.stringMatching(
          /^attachment; filename="passerelle-inami-[a-z-]+\.[a-z]+"$/,
        ),
        'content-security-policy': 'sandbox',
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
      });
    }
  });

  it('is signed by the site’s ledger key, and true of its ledger [A50]', async () => {
    const { at, session } = await signedIn('auditor');
    const get = async (name: string) => (await at.ask(`/evidence/${name}`, { session })).body;
    const witness = await at.site.witness();
    if (witness === undefined) throw new RangeError('no ledger key');
    const { size } = await at.site.store.head();
    expect(verifyCheckpoint(await get('checkpoint.txt'), witness.key)).toMatchObject({ size });
    const statement = readStatement(await get('statement.txt'));
    expect(statement?.head).toMatchObject({ site: 'inami', scope: 'all' });
    expect(statement && signerOf(statement.head)).toBe(witness.key.name);
    expect(readClosureReport(await get('closure-report.json'))).toMatchObject({
      interim: true,
      site: 'inami',
    });
    const stored = await Array.fromAsync(at.site.store.entries(0), ({ bytes }) =>
      Buffer.from(bytes).toString(),
    );
    expect((await get('ledger-export.jsonl')).split('\n')).toEqual([...stored, '']);
    expect(await get('compliance-matrix.txt')).toMatch(/Requirements/);
  });

  it('is in the language of the reader where it is to be read', async () => {
    const { at, session } = await signedIn('auditor');
    for (const language of ['fr', 'nl', 'en']) {
      const { body } = await at.ask(`/evidence/closure-report.html?lang=${language}`, { session });
      expect(body).toContain(`<html lang="${language}">`);
    }
  });

  it('has links to what there is alone: no certificate before a purge', async () => {
    const { at, session } = await signedIn('auditor');
    const { body } = await at.ask('/evidence', { session });
    const links = [...body.matchAll(/href="(\/evidence\/[^"?]+)[?"]/g)].map(([, href]) => href);
    expect(links.sort()).toEqual(
      Object.keys(pages)
        .filter((path) => path.startsWith('/evidence/'))
        .sort(),
    );
    expect((await at.ask('/evidence/purge-certificate.txt', { session })).status).toBe(404);
  });

  it('is made while the reader takes it: an export that is broken off harms nobody', async () => {
    const { at, session } = await signedIn('auditor');
    const head = await at.ask('/evidence/ledger-export.jsonl', { method: 'HEAD', session });
    expect(head).toMatchObject({ status: 200, body: '' });
    expect((await at.ask('/evidence', { session })).status).toBe(200);
  });
});
