/** docs/incidents.md, lived in a rehearsal that stays: one incident after the other happens, and what the page says is typed. */

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { codeBelow, readDocument, root } from '../support/documents.ts';
import { describeWithProgram } from '../support/programs.ts';
import { stateOf } from '../support/site-state.ts';
import { type StayingRehearsal, startStayingRehearsal } from '../support/staying-rehearsal.ts';
import { type, typedLines } from '../support/typed.ts';

const password = 'a password that was handed over in person';
/** A child whom the insurer was told of in January. */
const child = '06630301308';

vi.mock(import('../../src/secrets/prompt.ts'), async (importOriginal) => {
  const answer = async (label: unknown) => (/assword/.test(String(label)) ? password : child);
  return { ...(await importOriginal()), promptSecret: answer, promptNewSecret: answer };
});

const examples = path.join(root, 'keys-example');
const page = readDocument('docs/incidents.md');
const incidents = [...page.matchAll(/^## (.*)$/gm)].map(([, title = '']) => title);

let stay: StayingRehearsal;
let backups: string;
let backup = '';

beforeAll(async () => {
  vi.stubEnv('TERM', 'dumb');
  vi.stubEnv('LC_ALL', 'C.UTF-8');
  stay = await startStayingRehearsal();
  backups = path.join(stay.folder, 'backups');
}, 60_000);

afterAll(async () => {
  vi.unstubAllEnvs();
  await stay.end();
});

/** Never before what a site has written down. */
let today = '2022-03-08';

interface Place {
  readonly folder: string;
  readonly database: string;
  readonly options: () => readonly string[];
}

/** «the insurer» is the one of the page's first example. */
function siteOf(at: string): string {
  return at === 'the insurer' ? '300' : (/\d{3}$/.exec(at)?.[0] ?? at.toLowerCase());
}
const folderOf = (site: string) => path.join(stay.folder, site);
const put = (site: string, name: string, content: string) =>
  writeFile(path.join(folderOf(site), name), content, { mode: 0o600 });
const take = (site: string, name: string) => readFile(path.join(folderOf(site), name), 'utf8');

const rehearsed = (site: string): Place => ({
  folder: folderOf(site),
  database: 'passerelle.db',
  options: () => ['--rehearsal', '--at', today],
});
/** A site whose keys are its own: a rehearsal knows no others than the examples. */
const real = (site: string): Place => ({
  folder: path.join(stay.folder, `real-${site}`),
  database: 'passerelle.sqlite',
  options: () => [],
});

/** Types a line of the page at a site. */
function typeAt(place: Place, line: string) {
  const here = line
    .replaceAll('/var/backups/passerelle', backups)
    .replaceAll('passerelle.sqlite', place.database)
    .replace(/\bBACKUP\b/, backup);
  return type(here, place.folder, place.options());
}

async function must(place: Place, line: string) {
  const told = await typeAt(place, line);
  if (told.status !== 0) throw new Error(`${line} ended with ${told.status}: ${told.stderr}`);
  return told.stdout;
}

interface Circumstances {
  /** Makes it happen. */
  readonly happens?: () => Promise<unknown>;
  /** What people do before a line is typed, by the number of the line. */
  readonly meanwhile?: Readonly<Record<number, () => Promise<unknown>>>;
  /** Which sites live it; those of the rehearsal if left out. */
  readonly at?: (site: string) => Place;
}

async function dayComes(day: string): Promise<void> {
  today = day;
  const extract = await take('inami', 'cin-extract.csv');
  await put('inami', 'cin-extract.csv', extract.replace(/^# extract .*$/m, `# extract ${day}`));
}

const circumstances: Readonly<Record<string, Circumstances>> = {
  'An insurer is locked out': {
    happens: () => put('300', 'secrets/upstream-password', 'forgotten\n'),
    meanwhile: { 4: () => put('300', 'secrets/upstream-password', `${password}\n`) },
  },
  'A token, a key or a password is lost': {
    happens: async () =>
      put('inami', '300-new.pub', await readFile(path.join(examples, 'spare-ed25519.ssh-user.pub'), 'utf8')),
  },
  'A key is compromised': {
    happens: async () => {
      for (const site of ['inami', '500']) {
        await mkdir(real(site).folder, { mode: 0o700 });
        await must(real(site), `passerelle init ${site}`);
      }
    },
    at: real,
  },
  'A wrong file was published': {
    happens: async () => {
      await dayComes('2022-04-04');
      const table = await take('opgroeien', 'evaluations.csv');
      await put('opgroeien', 'right.csv', table);
      await put('opgroeien', 'evaluations.csv', `${table}${child},2022-03-22,51,2,abcd,2024-01-01,\n`);
      await must(rehearsed('opgroeien'), 'passerelle publish 2022-04');
    },
    meanwhile: {
      3: async () => {
        await put('opgroeien', 'evaluations.csv', await take('opgroeien', 'right.csv'));
        await dayComes('2022-05-02');
      },
    },
  },
  'A ledger is rewound': {
    happens: async () => {
      const insurer = rehearsed('900');
      await must(insurer, 'mkdir kept; cp passerelle.sqlite passerelle.sqlite-wal kept/');
      await must(insurer, 'passerelle collect');
      await must(insurer, 'rm passerelle.sqlite*; mv kept/* .');
    },
  },
  'A site is restored': {
    happens: async () => {
      const told = await must(rehearsed('100'), `passerelle backup make ${backups}`);
      backup = told.split('\n')[0] ?? '';
      await must(rehearsed('100'), 'passerelle collect');
    },
  },
};

describeWithProgram(['bash', 'ssh-keygen'], 'the page of incidents', () => {
  it.each(incidents)('is right, word by word: %s', async (incident) => {
    const { happens, meanwhile, at: placeOf = rehearsed } = circumstances[incident] ?? {};
    const lines = typedLines(codeBelow(page, incident));
    await happens?.();
    const places = [...new Set(lines.map(({ at }) => siteOf(at)))].map(placeOf);
    const events = () =>
      Promise.all(places.map(async (place) => (await stateOf(place, place.database)).events));
    const before = await events();
    for (const [number, { at, line, status }] of lines.entries()) {
      await meanwhile?.[number]?.();
      const told = await typeAt(placeOf(siteOf(at)), line);
      expect({ at, line, status: told.status }, told.stderr).toEqual({ at, line, status });
    }
    const after = await events();
    const isNew = (event: string) =>
      after.some((now, index) => countOf(event, now) > countOf(event, before[index] ?? []));
    expect(leavesBehind(incident).filter((event) => !isNew(event))).toEqual([]);
  });
});

const countOf = (event: string, events: readonly string[]) => events.filter((each) => each === event).length;

/** The entries of the ledger that the page promises. */
function leavesBehind(incident: string): readonly string[] {
  const [, section = ''] = page.split(`\n## ${incident}\n`);
  const [, promised = ''] =
    /\*\*In the ledger\*\*: (.*?)(?:\.|;|, at both|, and) /.exec(section.split('\n## ')[0] ?? '') ?? [];
  return [...promised.matchAll(/`([a-z-]+)`/g)].map(([, event = '']) => event);
}

describe('each incident', () => {
  it.each(incidents)(
    'says how it shows, what is first, what the ledger keeps, whom to tell, and when it is over: %s',
    (incident) => {
      const [, after = ''] = page.split(`\n## ${incident}\n`);
      const [section = ''] = after.split('\n## ');
      for (const part of ['Shows', 'First', 'In the ledger', 'Tell', 'Over'])
        expect(section).toContain(`**${part}**`);
      expect(leavesBehind(incident).length).toBeGreaterThan(0);
    },
  );
});
