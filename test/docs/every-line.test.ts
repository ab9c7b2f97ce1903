/** Every line that the documents have people type is typed: here, in one rehearsal for all pages, or where the last table says. */

import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { codeFrom } from '../support/authenticator.ts';
import { documents, readDocument, root } from '../support/documents.ts';
import { describeWithProgram } from '../support/programs.ts';
import { type StayingRehearsal, startStayingRehearsal } from '../support/staying-rehearsal.ts';
import { type Told, type, typedLines } from '../support/typed.ts';

const terminal = vi.hoisted(() => ({ answer: async (_label: string): Promise<string> => '' }));
vi.mock(import('../../src/secrets/prompt.ts'), async (importOriginal) => {
  const answer = (label: unknown) => terminal.answer(String(label));
  return { ...(await importOriginal()), promptSecret: answer, promptNewSecret: answer };
});

const password = 'a password that was handed over in person';
/** Insurer 300 was told of this child in January. */
const child = '06630301308';
const march = '2022-03-08';
const examples = path.join(root, 'keys-example');

let stay: StayingRehearsal;

beforeAll(async () => {
  vi.stubEnv('TERM', 'dumb');
  vi.stubEnv('LC_ALL', 'C.UTF-8');
  stay = await startStayingRehearsal();
  terminal.answer = answerOfStaff;
}, 60_000);

afterAll(async () => {
  vi.unstubAllEnvs();
  await stay.end();
});

/** Where a line is typed. `real` and `new` sites are set up for it; the others are those of the rehearsal. */
type Site = 'opgroeien' | 'inami' | '300' | 'new opgroeien' | 'new inami' | 'new rehearsal' | 'real inami';

const folderOf = (site: Site | '') => path.join(stay.folder, site.replace(' ', '-'));
const put = (site: Site, name: string, content: string) =>
  writeFile(path.join(folderOf(site), name), content, { mode: 0o600 });

function typeAt(site: Site, line: string, day = march): Promise<Told> {
  const at = line.includes(' --at ') ? [] : ['--at', day];
  return type(line, folderOf(site), site.startsWith('real') ? [] : ['--rehearsal', ...at]);
}

async function must(site: Site, line: string, day?: string): Promise<string> {
  const told = await typeAt(site, line, day);
  if (told.status !== 0) throw new Error(`${line} ended with ${told.status}: ${told.stderr}`);
  return told.stdout;
}

/** A folder for a site, which a page sets up. */
const folder = (site: Site) => mkdir(folderOf(site), { mode: 0o700, recursive: true });

/** Devices of staff, and how many codes were taken off each. */
const devices = new Map<string, { readonly uri: string; codes: number }>();

async function device(site: Site, name: string): Promise<void> {
  const uri = await readFile(path.join(folderOf(site), `${name}.uri`), 'utf8');
  devices.set(name, { uri, codes: 0 });
}

async function answerOfStaff(label: string): Promise<string> {
  const holder = /One-time code of (\S+)/.exec(label)?.[1];
  const held = devices.get(holder ?? '');
  if (held === undefined) return /assw|assphrase/.test(label) ? password : child;
  // A code is good once: the second time it is the next one.
  const steps = held.codes;
  held.codes += 1;
  return codeFrom(held.uri, Temporal.Now.instant().add({ seconds: 30 * steps }));
}

interface Line {
  readonly like: RegExp;
  readonly at?: Site;
  /** What stands in its place, where the page has an example of a number, a name or a day. */
  readonly instead?: (line: string) => string | Promise<string>;
  readonly before?: () => Promise<unknown>;
  readonly after?: () => Promise<unknown>;
  readonly status?: readonly number[];
}

interface Page {
  readonly at: Site;
  readonly day?: string;
  readonly before?: () => Promise<unknown>;
  readonly lines?: readonly Line[];
}

const keyOf = (name: string) => readFile(path.join(examples, `${name}.ssh-user.pub`), 'utf8');
const verifierKeyOf = (party: string) => readFile(path.join(examples, `${party}.ledger.vkey`), 'utf8');

/** The record that waits at INAMI, as the program names it. */
async function heldReference(): Promise<string> {
  const [reference = ''] = /\d{4}-\d{2}\/\d+/.exec(await must('inami', 'passerelle held --records')) ?? [];
  return reference;
}

async function entriesAt(site: Site): Promise<number> {
  return Number((await must(site, 'passerelle ledger head')).split(':')[0]);
}

const newSite = (site: 'new opgroeien' | 'new inami') => async () => {
  await folder(site);
  await put(site, 'inami.pub', await keyOf('inami'));
  await put(site, 'opgroeien.pub', await keyOf('opgroeien'));
  await put(site, '300.pub', await keyOf('insurer-300'));
  await put(site, 'new.pub', await keyOf('spare-ed25519'));
  await put(site, 'ca.pub', await keyOf('spare-ecdsa'));
};

/** `init` asks at a terminal from where the site fetches. */
const asked: Line = { like: / init /, instead: (line) => `${line} --upstream 127.0.0.1:2222` };

const backups = (line: string) =>
  line.replaceAll('/var/backups/passerelle', path.join(stay.folder, 'backups'));
const lastBackup = { folder: '' };

/** Pages in the order in which they are lived: what comes first makes what the others look at. */
const pages: Readonly<Record<string, Page>> = {
  'docs/opgroeien.md': {
    at: 'new opgroeien',
    before: async () => {
      await newSite('new opgroeien')();
      await cp(
        path.join(folderOf('opgroeien'), 'evaluations.csv'),
        path.join(folderOf('new opgroeien'), 'evaluations.csv'),
      );
    },
    lines: [asked, { like: /collect|feedback/, at: 'opgroeien' }],
  },
  'docs/inami.md': {
    at: 'new inami',
    before: newSite('new inami'),
    lines: [
      {
        like: /held return/,
        at: 'inami',
        instead: async (line) => line.replace('2022-03/7 2022-03/9', await heldReference()),
      },
      asked,
      { like: /relay|held|statement/, at: 'inami' },
    ],
  },
  'docs/insurer.md': { at: '300' },
  'docs/every-site.md': {
    at: 'inami',
    lines: [
      {
        like: /keys generate openpgp/,
        at: 'real inami',
        before: async () => {
          await folder('real inami');
          await must('real inami', 'passerelle init inami');
        },
      },
      { like: /keys show openpgp|keys fingerprint/, at: 'real inami' },
      { like: /account/, at: 'new inami' },
      {
        like: /verify --expect/,
        instead: async (line) =>
          line.replace(/\S+$/, (await must('inami', 'passerelle ledger head')).trim().split(' ')[0] ?? ''),
      },
      {
        like: /backup make/,
        instead: backups,
        after: async () => {
          const all = await must('inami', backups('passerelle backup make /var/backups/passerelle'));
          lastBackup.folder = all.split('\n')[0] ?? '';
        },
      },
      { like: /backup verify/, instead: (line) => line.replace(/\S+$/, lastBackup.folder) },
    ],
  },
  'docs/operator-page.md': { at: 'inami' },
  'docs/notices.md': { at: 'inami', lines: [{ like: /doctor$/, status: [0, 16] }] },
  'docs/doctor.md': {
    at: 'inami',
    lines: [
      { like: /doctor( --all.*)?$/, status: [0, 16] },
      // The gateway of the rehearsal has whatever port was free.
      { like: /--host/, instead: (line) => `${line} --port 2222` },
    ],
  },
  'docs/command-line.md': {
    at: 'inami',
    before: async () => {
      for (const below of [
        '.local/share/bash-completion/completions',
        '.zfunc',
        '.config/fish/completions',
      ]) {
        await mkdir(path.join(folderOf('inami'), below), { recursive: true });
      }
    },
    lines: [{ like: /completions/, instead: (line) => line.replace('~/', '') }],
  },
  // Red while no tests of these very sources have been run: what is typed is the command, not the proof.
  'docs/compliance.md': { at: 'inami', lines: [{ like: /^/, status: [0, 13] }] },
  'docs/data-subject.md': {
    at: 'inami',
    before: async () => {
      await put('inami', 'inami.vkey', await verifierKeyOf('inami'));
      await must('inami', 'passerelle reader enrol control-1 --uri-file control-1.uri');
      await must('inami', 'passerelle reader activate control-1 --undertaking 2022-02-01');
      await device('inami', 'control-1');
    },
    // The reader is there by now: somebody else comes.
    lines: [{ like: /reader (enrol|activate)/, instead: (line) => line.replace('control-1', 'control-2') }],
  },
  'docs/ledger.md': {
    at: 'inami',
    before: async () => {
      await must('inami', 'passerelle ledger checkpoint > seen.checkpoint');
      await put('inami', 'inami.vkey', await verifierKeyOf('inami'));
      await put('inami', 'opgroeien.vkey', await verifierKeyOf('opgroeien'));
      await must('opgroeien', `passerelle ledger export ${path.join(folderOf('inami'), 'opgroeien.jsonl')}`);
    },
    lines: [
      {
        like: /--since/,
        before: async () => {
          const seen = (await readFile(path.join(folderOf('inami'), 'seen.checkpoint'), 'utf8')).split(
            '\n',
          )[1];
          const now = await entriesAt('inami');
          await must('inami', `passerelle ledger prove --consistency ${seen} ${now} > FILE`);
        },
      },
      { like: /prove verify/, before: () => must('inami', 'passerelle ledger prove --entry 17 > FILE') },
      { like: /--consistency/, instead: (line) => line.replace('900 1207', '90 120') },
    ],
  },
  'docs/statement.md': {
    at: 'inami',
    before: async () => {
      await put('inami', 'inami.vkey', await verifierKeyOf('inami'));
      await put('inami', '300.statement', await must('300', 'passerelle statement --month 2022-03'));
    },
  },
  'docs/rehearsal.md': {
    at: 'inami',
    lines: [
      {
        like: /^npm run passerelle -- /,
        instead: (line) =>
          line
            .replace('npm run passerelle -- ', 'passerelle ')
            .replace(' --rehearsal', '')
            .replace('rehearsal/', `${stay.folder}/`),
      },
      { like: /init/, at: 'new rehearsal', before: () => folder('new rehearsal') },
    ],
  },
  'docs/purge.md': {
    at: '300',
    day: '2028-02-20',
    before: async () => {
      await put('300', 'inami.vkey', await verifierKeyOf('300'));
      for (const name of ['anna-1', 'bert-1']) {
        await must('300', `passerelle reader enrol ${name} --role operator --uri-file ${name}.uri`);
        await must('300', `passerelle reader activate ${name} --undertaking 2022-02-01`);
        await device('300', name);
      }
      await must('300', 'passerelle purge', '2028-02-20');
    },
    lines: [
      { like: /purge certificate/, instead: (line) => line.replace('2022-03', '2022-01') },
      {
        like: /\bID\b/,
        instead: async (line) => {
          const [{ id }] = JSON.parse(await must('300', 'passerelle hold list --json', '2028-02-20'));
          return line.replace('ID', id);
        },
      },
    ],
  },
};

/** Pages whose lines another test types, all of them. */
const livedElsewhere: Readonly<Record<string, string>> = {
  'docs/first-day.md': 'test/docs/first-day.test.ts',
  'docs/incidents.md': 'test/docs/incidents.test.ts',
  'docs/rotation.md': 'test/docs/rotation.test.ts',
  'docs/clients.md': 'test/docs/clients.test.ts',
};

/** Lines that are not typed here: what types them instead, or why nothing can. */
const notHere: readonly (readonly [like: RegExp, why: string])[] = [
  [
    /^(sudo |install |tar |ln |useradd |cd )/,
    'is for the root of a machine; the package is installed by test/package',
  ],
  [/^systemctl /, 'is for a service manager; test/systemd has its own judgement of the units'],
  [/^(npm start|npm test)/, 'test/docs/rehearsal.test.ts and test/scenario/stay.test.ts start it by npm'],
  [/^(node scripts\/(bench|crash)\/|npm run bench)/, 'takes minutes; test/scripts runs a slice of each'],
  [/^passerelle (serve|collect --watch)$/, 'stays; test/docs/first-day.test.ts and test/scenario live it'],
  [/^passerelle restore /, 'test/docs/incidents.test.ts restores a site'],
  [/^passerelle (migrate-store|store grant)/, 'needs a server; test/scenario/postgres.test.ts has one'],
  [/^passerelle account add-certificate/, 'needs a card; test/gateway/cards.test.ts has one'],
  [/^passerelle init insurer/, 'asks at a terminal which one; test/cli/init-at-a-terminal.test.ts answers'],
  [/enrol-insurers\.sh/, 'test/scripts/enrol-insurers.test.ts runs it'],
  [/^(sftp|gpg|sha256sum|\{ sha256sum|exit|get|put|ls|ssh-keygen)/, 'test/docs/insurer.test.ts types it'],
  [/notices (show|send)$/, 'needs a mail server; test/notices has one'],
  [/notices verify|verify-notice\.sh/, 'needs a notice that was fetched; test/notices has one'],
];

/** What stands in the blocks of a page that are for a shell. */
function shownIn(document: string) {
  const blocks = [...readDocument(document).matchAll(/^ *```sh\n(.*?)^ *```$/gms)].map(
    ([, code = '']) => code,
  );
  return typedLines(blocks);
}

const isForHere = ({ line }: { readonly line: string }) => notHere.every(([like]) => !like.test(line));

describeWithProgram('bash', 'what the documents have people type', () => {
  it.each(Object.entries(pages))('ends as it should: %s', async (document, page) => {
    await page.before?.();
    for (const { line, status } of shownIn(document).filter(isForHere)) {
      const rule = page.lines?.find(({ like }) => like.test(line));
      const expected = rule?.status ?? [status];
      await rule?.before?.();
      const typed = (await rule?.instead?.(line)) ?? line;
      const told = await typeAt(rule?.at ?? page.at, typed, page.day);
      expect(
        { typed, status: expected.includes(told.status ?? -1) ? 'as it should' : told.status },
        told.stderr,
      ).toEqual({
        typed,
        status: 'as it should',
      });
      await rule?.after?.();
    }
  });
});

describe('a line that the documents have people type', () => {
  it.each(documents.filter((document) => !(document in pages) && !(document in livedElsewhere)))(
    'is typed by a test, or has a reason why not: %s',
    (document) => {
      expect(shownIn(document).filter(isForHere)).toEqual([]);
    },
  );

  it('is found where it stands', () => {
    expect(Object.keys(pages).filter((document) => shownIn(document).filter(isForHere).length === 0)).toEqual(
      [],
    );
    expect(Object.keys(livedElsewhere).filter((document) => shownIn(document).length === 0)).toEqual([]);
    const all = documents.flatMap((document) => shownIn(document));
    expect(
      notHere.filter(([like]) => !all.some(({ line }) => like.test(line))).map(([like]) => like.source),
    ).toEqual([]);
  });

  it('has a reason that names tests that are there', () => {
    const reasons = [...notHere.map(([, why]) => why), ...Object.values(livedElsewhere)];
    const named = reasons.flatMap((why) => why.match(/\btest\/[a-z/.-]*[a-z]/g) ?? []);
    expect(named.filter((name) => !existsSync(path.join(root, name)))).toEqual([]);
  });
});
