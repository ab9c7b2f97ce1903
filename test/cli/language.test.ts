/** The language in which the operator is spoken to. */

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { operatorLanguage } from '../../src/cli/language.ts';
import { passerelle, passerelleService, passerelleUnder } from '../support/passerelle.ts';
import { connect, type RehearsedSite, siteIn } from '../support/rehearsed-sites.ts';
import { englishIn, unknownIn } from '../support/spoken.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'passerelle-'));
  await writeFile(path.join(folder, 'french.toml'), '# language = "nl"\nlanguage = "fr"\n[gateway]\n');
  await writeFile(path.join(folder, 'below.toml'), '[gateway]\nlanguage = "fr"\n');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the language', () => {
  const nowhere = ['--config', '/nowhere/passerelle.toml'];
  const french = () => ['--config', path.join(folder, 'french.toml')];

  it.each([
    ['what --language says, before all else', ['--language', 'nl'], { LC_ALL: 'fr_BE.UTF-8' }, 'nl'],
    ['what --language= says', ['status', '--language=fr'], {}, 'fr'],
    ['LC_ALL before LANG', [], { LC_ALL: 'nl_BE.UTF-8', LANG: 'fr_BE.UTF-8' }, 'nl'],
    ['LC_MESSAGES before LANG', [], { LC_ALL: '', LC_MESSAGES: 'fr_BE', LANG: 'nl_BE' }, 'fr'],
    ['LANG, if nothing else says any', [], { LANG: 'fr' }, 'fr'],
    ['English for a locale that is not spoken', [], { LANG: 'de_BE.UTF-8' }, 'en'],
    ['English for the locale C', [], { LC_ALL: 'C.UTF-8', LANG: 'fr_BE.UTF-8' }, 'en'],
    ['English without any locale', [], {}, 'en'],
    ['the environment’s for an option that is wrong', ['--language', 'de'], { LANG: 'nl_BE' }, 'nl'],
  ])('is %s', (_what, argv, environment, language) => {
    expect(operatorLanguage([...nowhere, ...argv], environment)).toBe(language);
  });

  it('is what the configuration says, before the environment and after the option', () => {
    expect(operatorLanguage(french(), { LANG: 'nl_BE' })).toBe('fr');
    expect(operatorLanguage([...french(), '--language', 'nl'], {})).toBe('nl');
  });

  it('is not what a section of the configuration says', () => {
    expect(operatorLanguage(['--config', path.join(folder, 'below.toml')], {})).toBe('en');
  });
});

describe('the catalogue', () => {
  it.each([
    ['is loaded for who speaks French', 'fr', true],
    ['costs who speaks English nothing', 'en', false],
  ])('%s', async (_what, language, loads) => {
    const watch = path.join(folder, 'watch.mjs');
    await writeFile(
      watch,
      `import { registerHooks } from 'node:module';
      registerHooks({ load(url, context, next) {
        if (url.includes('/words/catalogue/')) process.stderr.write('loaded\\n');
        return next(url, context);
      } });`,
    );
    const { stderr } = await passerelleUnder(['--import', watch], folder, 'status', '--language', language);
    expect(/^loaded$/m.test(stderr)).toBe(loads);
  });
});

describe('a command line that is wrong', () => {
  it.each([
    [['status', '--jason'], 'option inconnue : --jason'],
    [['pubish'], 'Vouliez-vous dire publish ?'],
    [['publish'], 'l’argument obligatoire « month » manque'],
    [['status', '--config'], 'l’option « --config <file> » demande une valeur'],
    [['account', 'enrol', 'x'], 'l’option obligatoire « --party <party> » manque'],
    [['status', 'inami'], 'trop d’arguments : 0 attendus, 1 reçus'],
    [['who-saw', '--format', 'pdf'], '« pdf » n’est pas une valeur de l’option « --format <format> »'],
    [['publish', '2022-13'], '« 2022-13 » n’est pas une valeur de l’argument « month »'],
    [['keys', 'show', 'x'], '« x » n’est pas une valeur de l’argument « key » ; sont admis : openpgp'],
  ])('is told so in French: %j', async (argv, says) => {
    const { status, stdout, stderr } = await passerelle(folder, '--language', 'fr', ...argv);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr.replaceAll('\u202f', ' ')).toContain(says);
    expect(stderr).toMatch(/^état\u202f: Rien n’a été fait\.$/m);
  });
});

describe.each(['fr', 'nl'] as const)('a month in «%s»', (language) => {
  it('is lived without a sentence of English, from the first command to the last', async () => {
    const today = ['--at', '2022-03-20'];
    const told: string[] = [];
    const notes: string[] = [];
    const at = async (site: RehearsedSite, ...args: readonly string[]) => {
      const { stdout, stderr } = await site.run(...args);
      told.push(`$ ${args[0]}`, stdout, stderr);
      notes.push(stderr);
    };
    const made = async (party: string) => {
      const site = siteIn(await temporaryFolder());
      // It writes the language into the configuration, where all that follows finds it.
      await at(site, 'init', party, '--at', '2022-03-01', '--language', language);
      await site.edit(/^port = 2222$/m, 'port = 0');
      return site;
    };

    const publisher = await made('opgroeien');
    await publisher.write('password', 'correct horse battery\n');
    const enrol = ['account', 'enrol', 'inami', '--party', 'inami', '--password-file', 'password'];
    await at(publisher, ...enrol, '--uri-file', 'device.uri', '--totp');
    await at(publisher, ...enrol);
    await at(publisher, 'account', 'activate', 'inami', '--undertaking', '2022-01-15');
    await at(publisher, 'account', 'show', 'inami');
    await publisher.write('evaluations.csv', evaluations);
    await at(publisher, 'select', 'evaluations.csv', ...today);
    await at(publisher, 'publish', '2022-03', 'evaluations.csv', ...today);
    await at(publisher, 'publish', '2022-05', 'evaluations.csv', ...today);
    await at(publisher, 'status', ...today);

    const service = passerelleService(publisher.folder, 'serve', '--rehearsal', '--json', ...today);
    const relay = await made('inami');
    await relay.write(
      'cin.csv',
      '# extract 2022-03-19\nssin,insurer,valid_from,valid_to\n18670300208,300,2018-01-01,\n',
    );
    await at(relay, 'relay', ...today);
    await connect(relay, JSON.parse(await service.firstLine), {
      user: 'inami',
      password: 'correct horse battery',
    });
    await at(relay, 'relay', ...today);
    await Promise.all(commandsThere.map((command) => at(relay, ...command, ...today)));
    await at(relay, 'serve', '--at', '2023-01-02');
    await service.stop();

    expect(englishIn(told.join('\n'), language)).toEqual([]);
    expect(unknownIn(notes.join('\n'), language)).toEqual([]);
  });
});

const evaluations = `ssin,evaluation_date,initial_incapacity,pillar1_points,conditions_met,period_start,period_end
18670300208,2022-02-03,50,1,abcde,2022-02-01,
15651200150,2022-02-01,55,2,abce,2022-02-01,2026-01-31
`;

/** What can be asked of a site where something has happened. */
const commandsThere: readonly (readonly string[])[] = [
  ['status'],
  ['held'],
  ['statement', '--format', 'json'],
  ['ledger', 'verify'],
  ['ledger', 'calendar'],
  ['ledger', 'checkpoint', '--all'],
  ['purge', 'calendar'],
  ['purge', 'certificate', '--all'],
  ['hold', 'list'],
  ['keys', 'fingerprint'],
  ['backup', 'make', 'backups'],
  ['doctor'],
];
