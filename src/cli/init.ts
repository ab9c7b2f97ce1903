/** `passerelle init`: sets up a site, and says what comes next. */

import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type Command, Option } from 'commander';
import type { Clock } from '../clock.ts';
import { loadConfig } from '../config/load.ts';
import { correspondentsOf } from '../config/sections.ts';
import { requireSqliteFile } from '../config/sqlite-file.ts';
import type { Deliberation } from '../deliberations/clause.ts';
import { deliberationByNumber, deliberations } from '../deliberations/index.ts';
import { channelState, partiesOf, partyById, placeOf } from '../deliberations/rules.ts';
import { PasserelleError } from '../errors.ts';
import { exampleLedgerKey, exampleOpenpgpKey, examplePassphrase } from '../keys/example-files.ts';
import { generateLedgerKey } from '../ledger/ledger-key.ts';
import { logNameOf } from '../ledger/log-name.ts';
import { generateMasterKey } from '../secrets/master-key.ts';
import { createPrivateFile } from '../secrets/private-file.ts';
import { openSite } from '../site.ts';
import { closedSentence } from '../sunset/guard.ts';
import { configTemplate, type NewSite } from './init-template.ts';
import { clockFor, type GlobalOptions, outputOf } from './invocation.ts';

export function define(command: Command): void {
  const numbers = deliberations.map(({ number }) => number);
  command
    .argument('<party>', 'whose site it is: opgroeien, inami or the code of an insurer')
    .addOption(
      new Option('--deliberation <number>', 'under which deliberation').choices(numbers).default(numbers[0]),
    )
    .addHelpText(
      'after',
      '\nWrites the configuration where --config says, and everything else beside it. Overwrites nothing.\n' +
        'With --rehearsal the site is one of a rehearsal, for good.',
    )
    .action(init);
}

async function init(id: string, options: { deliberation: string }, command: Command): Promise<void> {
  const { config, rehearsal } = command.optsWithGlobals<GlobalOptions>();
  const deliberation = deliberationByNumber(options.deliberation);
  if (deliberation === undefined) throw new RangeError('a choice is no deliberation');
  const site = newSite(id, deliberation, rehearsal === true ? 'rehearsal' : 'real');
  const clock = clockFor(command, deliberation);
  const made = await makeSite(site, path.resolve(config), clock);

  const output = outputOf(command);
  output.result({ site: id, mode: site.mode, made }, () => made.map((file) => `Made ${file}`));
  output.note('What comes next:');
  for (const [index, step] of nextSteps(site).entries()) output.note(`  ${index + 1}. ${step}`);
  const state = channelState(deliberation, clock.now());
  if (!state.open) output.note(`Note: ${closedSentence(deliberation, state)}`);
}

function newSite(id: string, deliberation: Deliberation, mode: NewSite['mode']): NewSite {
  const party = partyById(deliberation, id);
  const place = placeOf(deliberation, id);
  if (party === undefined || place === undefined) {
    const ids = partiesOf(deliberation).map((known) => known.id);
    throw new PasserelleError('usage', `deliberation n° ${deliberation.number} knows no such party`, {
      hint: `It knows ${ids.join(', ')}.`,
    });
  }
  return { party, place, mode, deliberation };
}

/** Makes everything or, if something fails, leaves nothing; gives the paths of what it made. */
async function makeSite(site: NewSite, config: string, clock: Clock): Promise<readonly string[]> {
  const folder = path.dirname(config);
  const masterKey = path.join(folder, 'secrets', 'master.key');
  const database = path.join(folder, 'passerelle.sqlite');
  const ledgerKey = path.join(folder, 'secrets', 'ledger.pem');
  for (const target of [config, masterKey, ledgerKey, `${ledgerKey}.pub`, database].filter((file) =>
    existsSync(file),
  )) {
    throw new PasserelleError('usage', `${target} is there already: there is a site here`, {
      hint: 'Nothing is overwritten. Choose another folder with --config <folder>/passerelle.toml',
    });
  }
  const made: string[] = [];
  try {
    await mkdir(path.join(folder, 'correspondents'), { recursive: true });
    await createPrivateFile(masterKey, `${generateMasterKey()}\n`);
    made.push(masterKey);
    for await (const file of ledgerKeyFiles(site, ledgerKey)) made.push(file);
    await createPrivateFile(config, configTemplate(site));
    made.push(config);
    if (site.mode === 'rehearsal') for await (const file of exampleFiles(site, folder)) made.push(file);
    made.push(database);
    await openDatabase(config, clock);
    return made;
  } catch (error) {
    for (const file of made) await rm(file, { force: true });
    throw error;
  }
}

/** Whom a rehearsal exchanges with is known beforehand: the holders of the example keys. */
async function* exampleFiles({ party, deliberation }: NewSite, folder: string): AsyncGenerator<string> {
  const passphrase = path.join(folder, 'secrets', 'openpgp.passphrase');
  await createPrivateFile(passphrase, `${examplePassphrase}\n`);
  yield passphrase;
  for (const id of correspondentsOf(deliberation, party.id)) {
    const file = path.join(folder, 'correspondents', `${id}.asc`);
    await writeFile(file, (await exampleOpenpgpKey(id)).publicKey, { flag: 'wx' });
    yield file;
    const verifier = path.join(folder, 'correspondents', `${id}.vkey`);
    await writeFile(verifier, (await exampleLedgerKey(id)).publicKey, { flag: 'wx' });
    yield verifier;
  }
}

/** The ledger begins with the site: so does the key that vouches for it. */
async function* ledgerKeyFiles({ party, deliberation, mode }: NewSite, file: string): AsyncGenerator<string> {
  const { privateKey, publicKey } =
    mode === 'rehearsal'
      ? await exampleLedgerKey(party.id)
      : generateLedgerKey(logNameOf(deliberation, mode, party.id));
  await createPrivateFile(file, privateKey);
  yield file;
  await createPrivateFile(`${file}.pub`, publicKey);
  yield `${file}.pub`;
}

async function openDatabase(config: string, clock: Clock): Promise<void> {
  const { store, config: checked, close } = await openSite(await loadConfig(config), clock, { create: true });
  try {
    const details = { mode: checked.mode, database: path.basename(requireSqliteFile(checked)) };
    const event = { event: 'site-opened', actor: checked.site, details } as const;
    await store.commit({ at: clock.now(), changes: [], events: [event] });
  } finally {
    await close();
  }
}

function nextSteps({ place, party, mode }: NewSite): readonly string[] {
  const rehearsal = mode === 'rehearsal' ? ' --rehearsal' : '';
  const exchange =
    'Exchange OpenPGP and ledger keys with the others (keys show), compare fingerprints, name the files under [openpgp.correspondents] and [ledger.correspondents].';
  const ours = [
    `Make the OpenPGP key: passerelle keys generate openpgp${rehearsal}`,
    ...(mode === 'real' ? [exchange] : []),
  ];
  const serving = [
    `Make the host key: passerelle keys generate host${rehearsal}`,
    `Enrol the accounts: passerelle account enrol <name> --party <party>${rehearsal}`,
  ];
  const fetching = [
    'Fill in [upstream] with what the operator of that gateway tells you.',
    `Make the login key, and hand them its public half: passerelle keys generate login${rehearsal}`,
  ];
  const steps = {
    publisher: [
      ...ours,
      ...serving,
      ...fetching,
      'Fill in [collect]: what the relay cannot route comes back.',
    ],
    relay: [...ours, ...serving, ...fetching, 'Fill in [affiliation].'],
    recipient: [...ours, ...fetching],
  };
  return [...steps[place], `See what is missing for ${party.id}: passerelle status${rehearsal}`];
}
