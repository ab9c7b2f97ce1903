/** The whole life of the channel as `passerelle rehearse` lives it, and what a user finds afterwards. */

import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filesBelow, passerelle, passerelleUnder, type Run } from '../support/passerelle.ts';
import { filesWithSsins, ssinsIn } from '../support/ssin-traces.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const insurers = ['100', '200', '300', '400', '500', '600', '900'];
const parties = ['opgroeien', 'inami', ...insurers];

/** What is handed to the sites by others each month, and is theirs to keep: the sources themselves. */
const sources = ['inami/cin-extract.csv', 'opgroeien/evaluations.csv'];

interface Entry {
  readonly event: string;
  readonly actor: string;
  readonly at: string;
  readonly details: Readonly<Record<string, unknown>>;
}

let folder: string;
let rehearsal: Run;
/** What the rehearsal took of the processor: another measure would be one of what else the machine does. */
let seconds: number;
/** Of all children that the sources know. */
let ssins: ReadonlySet<string>;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'passerelle-year-'));
  const counted = `${folder}.seconds`;
  rehearsal = await passerelleUnder(countingInto(counted), folder, 'rehearse', '--json', '--folder', folder);
  seconds = Number(await readFile(counted, 'utf8'));
  await rm(counted);
  const texts = await Promise.all(sources.map((file) => readFile(path.join(folder, file), 'utf8')));
  ssins = new Set(texts.flatMap((text) => text.match(/^[0-9]{11}(?=,)/gm) ?? []));
}, 240_000);

/** Options for Node by which a process writes down, when it ends, how many seconds of the processor it took. */
function countingInto(file: string): readonly string[] {
  const module = `
    import { writeFileSync } from 'node:fs';
    process.once('exit', () => {
      const { user, system } = process.cpuUsage();
      writeFileSync(${JSON.stringify(file)}, String((user + system) / 1e6));
    });`;
  return ['--import', `data:text/javascript,${encodeURIComponent(module)}`];
}

afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs a command at a site of the rehearsal. */
function at(party: string, ...args: readonly string[]): Promise<Run> {
  return passerelle(folder, ...args, '--rehearsal', '--config', path.join(folder, party, 'passerelle.toml'));
}

async function entries(party: string, event: string): Promise<readonly Entry[]> {
  const { stdout } = await at(party, 'ledger', 'list', '--json', '--event', event);
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((whole, part) => whole + part, 0);
}

/** A figure in the details of entries, summed. */
function total(list: readonly Entry[], ...names: readonly string[]): number {
  return sum(list.flatMap(({ details }) => names.map((name) => Number(details[name]))));
}

const operations = ['new', 'correction', 'withdrawal'] as const;

describe('a rehearsed year', () => {
  it('takes less than a minute of the processor, and gives one line of JSON on stdout', () => {
    expect({ status: rehearsal.status, stderr: rehearsal.stderr }).toMatchObject({ status: 0 });
    expect(seconds).toBeLessThan(60);
    expect(rehearsal.stdout).toMatch(/^\{[^\n]*\}\n$/);
  });

  it('loses no record and sends none twice, month by month [A10][A23]', () => {
    const { totals, months } = JSON.parse(rehearsal.stdout);
    expect(months).toHaveLength(12);
    for (const { month, published, delivered, held, released, collected } of months) {
      const sent = sum(operations.map((operation) => published[operation]));
      expect({ month, delivered, collected }).toEqual({
        month,
        delivered: sent - held + released,
        collected: delivered,
      });
    }
    expect(totals).toMatchObject({ published: 39, delivered: 38, returned: 1, collected: 38 });
  });

  it('has three dozen children, a correction, a withdrawal, one who is held and then released, and one who goes back [A23][A32]', () => {
    const { totals, months } = JSON.parse(rehearsal.stdout);
    const published = (operation: string) =>
      sum(months.map((month: { published: Record<string, number> }) => month.published[operation]));
    expect(totals).toMatchObject({ children: 36, held: 2, released: 1, returned: 1 });
    expect(operations.map(published)).toEqual([37, 1, 1]);
  });

  it('says the same as the ledgers of those who published, relayed and collected [A50]', async () => {
    const published = await entries('opgroeien', 'parcel-published');
    const delivered = await entries('inami', 'parcel-delivered');
    const fetched = await Promise.all(insurers.map((party) => entries(party, 'parcel-fetched')));
    expect(total(published, ...operations)).toBe(39);
    expect(total(delivered, ...operations)).toBe(38);
    expect(total(fetched.flat(), ...operations)).toBe(38);
    expect(await entries('inami', 'record-held')).toHaveLength(2);
    expect(await entries('inami', 'held-returned')).toMatchObject([
      { details: { to: 'opgroeien', records: 1 } },
    ]);
    expect(await entries('inami', 'held-released')).toHaveLength(1);
  });

  it('has every part receipted by its insurer, and every month by INAMI', async () => {
    const { totals, months } = JSON.parse(rehearsal.stdout);
    const accepted = [
      ...(await entries('opgroeien', 'receipt-accepted')),
      ...(await entries('inami', 'receipt-accepted')),
    ];
    expect(accepted).toHaveLength(totals.receipts);
    expect(totals.receipts).toBe(12 + 1 + sum(months.map(({ parts }: { parts: number }) => parts)));
  });

  it('sends the correction of a child that changed its insurer where its record was sent [A21][A32]', async () => {
    const corrected = (await entries('inami', 'parcel-delivered')).filter(
      ({ details: { correction } }) => Number(correction) > 0,
    );
    expect(corrected).toMatchObject([{ details: { to: '200', month: '2022-06', correction: 1 } }]);
  });

  it('is refused a login after the last day, and nothing moves any more [A40][A41]', async () => {
    expect(await entries('opgroeien', 'login-refused')).toMatchObject([
      { at: expect.stringMatching(/^2022-12-31T23:/), details: { reason: 'channel-closed' } },
    ]);
    const ways = [
      ['opgroeien', 'publish', '2023-01', 'evaluations.csv'],
      ['opgroeien', 'serve'],
      ['inami', 'relay'],
      ['300', 'collect'],
    ] as const;
    for (const [party, ...args] of ways) {
      const { status, stdout, stderr } = await at(party, ...args);
      expect({ args, status, stdout }).toEqual({ args, status: 4, stdout: '' });
      expect(stderr).toMatch(/closed since 2023-01-01 00:00:00.*points 26, 27/);
    }
  });

  it('leaves on no gateway what was collected more than ninety days before [A51]', async () => {
    const { months } = JSON.parse(rehearsal.stdout);
    const parts = sum(months.map((month: { parts: number }) => month.parts));
    expect(await entries('opgroeien', 'transit-copy-removed')).toHaveLength(12);
    expect(await entries('inami', 'transit-copy-removed')).toHaveLength(parts + 1);
  });
});

describe('what is told of the year', () => {
  it('adds up in a signed statement, and Opgroeien and an insurer tell the same as INAMI [A42][A44]', async () => {
    const others = await temporaryFolder();
    const states = { inami: 'inami.txt', opgroeien: 'opgroeien.txt', 300: '300.json' };
    for (const [party, file] of Object.entries(states)) {
      const made = await at(party, 'statement', '--format', file.endsWith('json') ? 'json' : 'text');
      expect(made).toMatchObject({ status: 0 });
      expect(ssinsIn(made.stdout, ssins)).toEqual([]);
      await writeFile(path.join(others, file), made.stdout);
    }
    const key = path.join(folder, 'opgroeien/keys/inami.ledger.vkey');
    expect(await passerelle(others, 'statement', 'verify', 'inami.txt', '--keys', key)).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/signed by passerelle\/rehearsal\/21-250\/inami; 12 months/),
    });
    for (const other of ['opgroeien.txt', '300.json']) {
      const compared = await passerelle(others, 'statement', 'compare', 'inami.txt', other);
      expect(compared).toMatchObject({ status: 0, stdout: expect.stringMatching(/tell the same/) });
    }
    const text = await readFile(path.join(others, 'opgroeien.txt'), 'utf8');
    const forged = text.replace(/(?<=records opgroeien>inami +)3/, '4');
    await writeFile(path.join(others, 'forged.txt'), forged);
    const differing = await passerelle(others, 'statement', 'compare', 'inami.txt', 'forged.txt');
    expect(differing.status).toBe(14);
    expect(differing.stderr).toMatch(/differ in «records opgroeien>inami» of 2022-01/);
  });

  it('is a closure report, final and signed, in which no number of a child stands [A42]', async () => {
    const { closureReports } = JSON.parse(rehearsal.stdout);
    expect(closureReports.map((file: string) => path.basename(file))).toEqual(
      ['fr.html', 'nl.html', 'en.html', 'json'].map((end) => `closure-report.${end}`),
    );
    for (const file of closureReports) {
      const text = await readFile(file, 'utf8');
      expect(ssinsIn(text, ssins)).toEqual([]);
      // Digests and signatures left out: what is random may have any digits in a row.
      expect(text.replaceAll(/[0-9a-f]{32,}|— .*/g, '').match(/[0-9]{11}/)).toBeNull();
    }
    const key = path.join(folder, 'opgroeien/keys/inami.ledger.vkey');
    const verified = await at('inami', 'closure-report', 'verify', closureReports[3], '--keys', key);
    expect(verified.stdout).toMatch(
      /signed by passerelle\/rehearsal\/21-250\/inami; made 2022-12-31T23:.*Z\n$/,
    );
    const json = await readFile(closureReports[3], 'utf8');
    const report = JSON.parse(json.slice(0, json.lastIndexOf('\n\n')));
    expect(report).toMatchObject({ interim: false, movedSinceEnd: 0, missingMonths: [] });
    expect(report.purgeToCome).toHaveLength(12);
    expect(sum(report.months.map(({ delivered }: { delivered: number }) => delivered))).toBe(38);
    expect(report.months.filter((month: { disagreement: unknown }) => month.disagreement !== null)).toEqual(
      [],
    );
    await writeFile(closureReports[3], json.replace('"interim": false', '"interim": true '));
    const forged = await at('inami', 'closure-report', 'verify', closureReports[3], '--keys', key);
    expect(forged).toMatchObject({ status: 5, stdout: '' });
    await writeFile(closureReports[3], json);
  });
});

describe('six years later', () => {
  it('the purges of 2028 and 2029 leave no key of any month at any site, each with its certificate [A35][A36]', async () => {
    const { purges, months } = JSON.parse(rehearsal.stdout);
    expect(purges).toMatchObject([
      { on: '2028-07-01', left: purges[1].keys },
      { on: '2029-01-01', left: 0 },
    ]);
    const held = 12 + 12 + 1 + sum(months.map(({ parts }: { parts: number }) => parts));
    expect(sum(purges.map(({ keys }: { keys: number }) => keys))).toBe(held);
    const certificates = await Promise.all(parties.map((party) => entries(party, 'data-purged')));
    expect(certificates.flat()).toHaveLength(held);
    for (const { at: purgedAt, details } of certificates.flat()) {
      const { points, lastDay } = details;
      expect(points).toBe('12, 24');
      expect(Date.parse(String(lastDay))).toBeLessThan(Date.parse(purgedAt.slice(0, 10)));
    }
  });

  it('whoever asks is given one signed certificate of all purges, and can verify it without the site [A35][A36]', async () => {
    const page = await at('inami', 'purge', 'certificate', '--all', '--format', 'html');
    expect(page).toMatchObject({ status: 0, stdout: expect.stringMatching(/^<!doctype html>/) });
    const others = await temporaryFolder();
    await writeFile(path.join(others, 'certificate.html'), page.stdout);
    const key = path.join(folder, 'opgroeien/keys/inami.ledger.vkey');
    const verified = await passerelle(others, 'purge', 'verify', 'certificate.html', '--keys', key);
    expect(verified).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^Signed by passerelle\/rehearsal\//),
    });
    expect(verified.stdout.match(/^2022-[01][0-9], kept through 2028-.* was purged at 20/gm)).toHaveLength(
      (await entries('inami', 'data-purged')).length,
    );
    await writeFile(path.join(others, 'forged.html'), page.stdout.replace('points 12, 24', 'points 12, 25'));
    const forged = await passerelle(others, 'purge', 'verify', 'forged.html', '--keys', key);
    expect(forged).toMatchObject({ status: 10, stdout: '' });
    const none = await at('inami', 'purge', 'certificate', '--month', '2021-12');
    expect(none).toMatchObject({ status: 2, stdout: '' });
    expect(none.stderr).toMatch(/nothing was purged here of 2021-12/);
  });

  it.each(parties)(
    'the ledger of %s is whole, and its status tells that the channel is closed [A40]',
    async (party) => {
      const { ledgers } = JSON.parse(rehearsal.stdout);
      const { entries: size } = ledgers.find((ledger: { party: string }) => ledger.party === party);
      const verified = await at(party, 'ledger', 'verify', '--json');
      expect(verified.status).toBe(0);
      expect(JSON.parse(verified.stdout)).toMatchObject({ ok: true, size });
      const status = await at(party, 'status', '--json');
      expect(status.status).toBe(0);
      expect(JSON.parse(status.stdout)).toMatchObject({
        mode: 'rehearsal',
        channel: { open: false, reason: 'ended' },
        months: [],
        held: 0,
        missing: [],
      });
    },
  );

  it('no number of a child is left in any file but those of the sources [A35][A36]', async () => {
    expect(ssins.size).toBe(39);
    expect(await filesWithSsins(folder, ssins)).toEqual(sources);
    expect(ssinsIn(rehearsal.stdout + rehearsal.stderr, ssins)).toEqual([]);
  });

  it.each(['opgroeien', ...insurers])(
    '%s has no opened file and no folder of a month any more [A36]',
    async (party) => {
      expect(await readdir(path.join(folder, party, 'opened'))).toEqual([]);
    },
  );

  it('the ledgers still tell of each month who had what, and when, in figures without a child [A42-part][A50]', async () => {
    const collected = (await entries('inami', 'parcel-collected')).filter(
      ({ actor }) => actor !== 'opgroeien',
    );
    const byMonth = Map.groupBy(collected, ({ details: { month } }) => month);
    expect([...byMonth.keys()]).toHaveLength(12);
    for (const accesses of byMonth.values()) {
      expect(new Set(accesses.map(({ actor }) => actor)).size).toBe(insurers.length);
    }
    const opened = await entries('inami', 'parcel-opened');
    expect(new Set(opened.map(({ details: { purpose } }) => purpose))).toEqual(
      new Set(['increased-intervention']),
    );
    for (const party of parties) {
      const { stdout } = await at(party, 'ledger', 'list', '--json');
      expect(ssinsIn(stdout, ssins)).toEqual([]);
    }
  });
});

describe('the folder of a rehearsal', () => {
  it('is made anew by the next one, which tells people its steps and its figures', async () => {
    const again = await passerelle(folder, 'rehearse', '--folder', folder);
    expect(again.status).toBe(0);
    expect(again.stderr).toMatch(/2022-06: 5 published, 5 delivered, 0 held, 8 receipts/);
    expect(again.stderr).toMatch(/sunset: after 2022-12-31 .* a login is refused/);
    expect(again.stdout).toMatch(/^REHEARSAL of deliberation n° 21\/250: 36 invented children$/m);
    expect(again.stdout).toMatch(/^2022-06 +4 +1 +0 +5 +0 +0 +0 +5 +8$/m);
    expect(again.stdout).toMatch(
      /^Published 39 = delivered 38 \+ returned 1 \+ still held 0; collected by the insurers: 38$/m,
    );
    expect(again.stdout).toContain(`ls -R ${folder}`);
  });

  it('is never one that somebody else made: refused, and untouched', async () => {
    const others = await temporaryFolder();
    await writeFile(path.join(others, 'thesis.txt'), 'the only copy');
    const { status, stdout, stderr } = await passerelle(others, 'rehearse', '--folder', '.');
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(/is not empty, and no rehearsal made it/);
    expect(stderr).toMatch(/^hint: .*--folder/m);
    expect(await filesBelow(others)).toEqual(['thesis.txt']);
    expect(await readFile(path.join(others, 'thesis.txt'), 'utf8')).toBe('the only copy');
  });

  it('is no file: refused, and untouched', async () => {
    const others = await temporaryFolder();
    await writeFile(path.join(others, 'thesis.txt'), 'the only copy');
    const { status, stdout } = await passerelle(others, 'rehearse', '--folder', 'thesis.txt');
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(await readFile(path.join(others, 'thesis.txt'), 'utf8')).toBe('the only copy');
  });
});
