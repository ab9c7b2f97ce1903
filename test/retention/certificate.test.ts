import { describe, expect, test } from 'vitest';
import { n21250 as deliberation } from '../../src/deliberations/n21-250.ts';
import { generateLedgerKey, readLedgerKey } from '../../src/ledger/ledger-key.ts';
import { logNameOf } from '../../src/ledger/log-name.ts';
import { purgeEntries, purgeEvidence } from '../../src/operations/purge-certificate.ts';
import type { Store } from '../../src/ports/store.ts';
import { readEvidence, signCertificate, statementOf } from '../../src/retention/certificate.ts';
import { formatPage, readPage } from '../../src/retention/certificate-page.ts';
import { purgeDue } from '../../src/retention/purge.ts';
import { verifyCertificate } from '../../src/retention/verify-certificate.ts';
import { standingClock } from '../support/channel.ts';
import { instant, month } from '../support/records.ts';
import { aHolder, type Holder, receive } from './holder.ts';

const name = logNameOf(deliberation, 'rehearsal', 'inami');
const key = readLedgerKey(generateLedgerKey(name).privateKey, name);
const foreign = readLedgerKey(generateLedgerKey(name).privateKey, name);

function witness({ store }: Holder) {
  const clock = standingClock('2030-01-01T10:00:00Z');
  return {
    store,
    deliberation,
    mode: 'rehearsal',
    party: 'inami',
    clock,
    key,
    keyOf: () => undefined,
  } as const;
}

/** Takes in what was received on these days, and purges it the day after its last. */
async function purgedOf(holder: Holder, ...received: readonly string[]): Promise<void> {
  for (const day of received) await receive(holder, instant(`${day}T10:00:00Z`));
  for (const day of received) {
    const now = instant(`${day}T10:00:00Z`).toZonedDateTimeISO('UTC').add({ years: 6, days: 1 }).toInstant();
    await purgeDue({ store: holder.store, deliberation, actor: 'inami', now });
  }
}

function told(
  store: Store,
  at: string,
  event: 'backup-made' | 'backup-destroyed' | 'site-restored',
  backup: string,
) {
  return store.commit({
    at: instant(at),
    changes: [],
    events: [{ event, actor: 'inami', details: { backup } }],
  });
}

async function certificateOf(holder: Holder, ...only: readonly string[]) {
  const [first] = only.map(month);
  const evidence = await purgeEvidence(witness(holder), await purgeEntries(holder.store, first));
  return {
    evidence,
    certificate: signCertificate(evidence, key),
    words: [...statementOf(evidence)].join('\n'),
  };
}

describe('the certificate of a purge', () => {
  test('tells month, records, key, clause, anchor, last day and day, and proves them by the ledger [A35][A36]', async () => {
    const holder = await aHolder();
    await purgedOf(holder, '2022-03-04');
    const { certificate, words } = await certificateOf(holder);
    const [stored] = await holder.store.dataKeys();
    expect(words).toMatch(/^Site +inami\nDeliberation +n° 21\/250, clauses [0-9a-f]{64}\n/m);
    expect(words).toMatch(/Month +2022-03\n +destroyed +2 records in 1 parcels/);
    expect(words).toContain(stored?.id);
    expect(words).toMatch(/wrapped as +SHA-256 [0-9a-f]{64}\n +by +points 12, 24\n/);
    expect(words).toMatch(
      /kept from +2022-03-04, through 2028-03-04\n +purged at +2028-03-05T10:00:00.000Z\n/,
    );
    expect(words).toContain('The ledger tells of no copy that held these data');
    expect(verifyCertificate(certificate, [foreign, key])).toMatchObject({
      ok: true,
      key: { name },
      purges: [
        {
          event: 'data-purged',
          details: { month: '2022-03', wrappedKey: expect.stringMatching(/^[0-9a-f]{64}$/) },
        },
      ],
      copies: [],
    });
  });

  test('is of one month or of all, in the order in which they were purged', async () => {
    const holder = await aHolder();
    await purgedOf(holder, '2022-03-04', '2022-04-04');
    const monthsIn = ({ certificate }: { certificate: string }) => {
      const verdict = verifyCertificate(certificate, [key]);
      return verdict.ok && verdict.purges.map(({ details: { month: purged } }) => purged);
    };
    expect(monthsIn(await certificateOf(holder))).toEqual(['2022-03', '2022-04']);
    expect(monthsIn(await certificateOf(holder, '2022-04'))).toEqual(['2022-04']);
    expect((await purgeEntries(holder.store, month('2022-05'))).purges).toEqual([]);
  });

  test('says in words which backups still hold what was purged: those made in time and not destroyed', async () => {
    const holder = await aHolder();
    await told(holder.store, '2022-03-03T10:00:00Z', 'backup-made', 'inami-before');
    await receive(holder, instant('2022-03-04T10:00:00Z'));
    await told(holder.store, '2022-03-05T10:00:00Z', 'backup-made', 'inami-destroyed');
    await told(holder.store, '2027-03-05T10:00:00Z', 'backup-made', 'inami-forgotten');
    await told(holder.store, '2027-03-06T10:00:00Z', 'backup-destroyed', 'inami-destroyed');
    await purgeDue({
      store: holder.store,
      deliberation,
      actor: 'inami',
      now: instant('2028-03-05T10:00:00Z'),
    });
    await told(holder.store, '2028-03-06T10:00:00Z', 'backup-made', 'inami-after');
    const { certificate, words } = await certificateOf(holder);
    expect(words).toContain('Each still holds what stood in the database then');
    expect(words.match(/inami-\w+/g)).toEqual(['inami-forgotten']);
    expect(verifyCertificate(certificate, [key])).toMatchObject({
      ok: true,
      copies: [{ event: 'backup-made' }],
    });
    await told(holder.store, '2028-03-07T10:00:00Z', 'backup-destroyed', 'inami-forgotten');
    expect((await certificateOf(holder)).words).toContain('The ledger tells of no copy');
  });

  test('knows of the backup from which the site was restored, though the ledger in it did not', async () => {
    const holder = await aHolder();
    await receive(holder, instant('2022-03-04T10:00:00Z'));
    await told(holder.store, '2028-03-05T09:00:00Z', 'site-restored', 'inami-old');
    const now = instant('2028-03-05T10:00:00Z');
    await purgeDue({ store: holder.store, deliberation, actor: 'inami', now });
    const { certificate, words } = await certificateOf(holder);
    expect(words).toMatch(
      /backup inami-old, from which the site was restored, and any that was made after it/,
    );
    expect(verifyCertificate(certificate, [key])).toMatchObject({
      ok: true,
      copies: [{ event: 'site-restored' }],
    });
  });

  test('that was changed in one character is refused', async () => {
    const holder = await aHolder();
    await purgedOf(holder, '2022-03-04');
    const { certificate } = await certificateOf(holder);
    for (let place = 0; place < certificate.length; place += 7) {
      const other = certificate[place] === '0' ? '1' : '0';
      const forged = certificate.slice(0, place) + other + certificate.slice(place + 1);
      expect(verifyCertificate(forged, [key]).ok, `place ${place}`).toBe(false);
    }
    expect(verifyCertificate(certificate, [foreign])).toEqual({ ok: false, problem: 'not-signed' });
    expect(verifyCertificate('', [key])).toEqual({ ok: false, problem: 'no-certificate' });
  });

  test('that its own site signed proves nothing unless the ledger bears it out', async () => {
    const holder = await aHolder();
    await purgedOf(holder, '2022-03-04', '2022-04-04');
    const { evidence } = await certificateOf(holder);
    const [march, april] = evidence.purges;
    if (march === undefined || april === undefined) throw new RangeError('two purges are expected');
    const problemOf = (over: Partial<typeof evidence>) => {
      const verdict = verifyCertificate(signCertificate({ ...evidence, ...over }, key), [key]);
      return verdict.ok ? undefined : verdict.problem;
    };
    const richer = { ...march, entry: march.entry.replace('"records":2', '"records":1') };
    const spaced = { ...march, entry: march.entry.replace('{', '{ ') };
    for (const purges of [
      [richer],
      [spaced],
      [april, march],
      [march, march],
      [{ ...march, path: april.path }],
    ]) {
      expect(problemOf({ purges })).toBe('not-in-ledger');
    }
    expect(problemOf({ copies: [march] })).toBe('not-in-ledger');
    const others = await purgeEvidence(
      { ...witness(holder), key: foreign },
      await purgeEntries(holder.store),
    );
    expect(problemOf({ checkpoint: others.checkpoint })).toBe('no-checkpoint');
  });

  test('of a purge before its day is refused, though it stands in the ledger', async () => {
    const holder = await aHolder();
    await receive(holder, instant('2022-03-04T10:00:00Z'));
    const hasty = {
      ...deliberation,
      retention: {
        ...deliberation.retention,
        values: [{ from: '2021-12-22', value: { duration: 'P1Y', anchor: 'receipt' } }],
      },
    } as const;
    await purgeDue({
      store: holder.store,
      deliberation: hasty,
      actor: 'inami',
      now: instant('2023-03-05T10:00:00Z'),
    });
    const { certificate } = await certificateOf(holder);
    expect(verifyCertificate(certificate, [key])).toEqual({ ok: false, problem: 'purged-too-early' });
  });

  test('is printed as a page from which nothing can be changed either', async () => {
    const holder = await aHolder();
    await purgedOf(holder, '2022-03-04');
    const { certificate } = await certificateOf(holder);
    const page = formatPage(certificate);
    expect(readPage(page)).toBe(certificate);
    expect(readPage(page.replace('</body>', '<p>and 2022-04</p></body>'))).toBeUndefined();
    expect(readPage(page.replace('2 records', '2 rec<b>o</b>rds'))).toBeUndefined();
    expect(readEvidence(readPage(page.replace('2 records', '3 records')) ?? '')).toBeUndefined();
  });
});
