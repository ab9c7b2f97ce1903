/** `passerelle ledger`: what a site shows of its ledger, what it holds of the others', and the way on after a restore. */

import type { Command } from 'commander';
import { PasserelleError } from '../errors.ts';
import { cosignedAt, readCheckpoint } from '../ledger/checkpoint.ts';
import { exportLedger } from '../ledger/export.ts';
import type { Site } from '../site.ts';
import { acknowledgeRestore } from '../witness/restore.ts';
import { knownLedger, type WitnessSite } from '../witness/site.ts';
import { type Text, text } from '../words/text.ts';
import { atSite } from './at-site.ts';
import { say } from './language.ts';
import { signedHead } from './ledger-head.ts';
import { type Output, table } from './output.ts';

export function define(command: Command): void {
  command
    .command('checkpoint')
    .description(say`print a signed checkpoint of the ledger; of another party, the last one that is held`)
    .argument('[party]', say`whose; left out: of this site, as it stands`)
    .option('--all', say`list which checkpoints are held, the own ones that others cosigned included`)
    .action(checkpoint);
  command
    .command('export')
    .description(say`write all entries to a new file, one a line, to be audited elsewhere`)
    .argument('<file>')
    .action(exportTo);
  command
    .command('acknowledge-restore')
    .description(
      say`go on though a restored ledger lost entries that others know of; at that site and at theirs`,
    )
    .argument('<party>', say`whose ledger was restored`)
    .requiredOption('--reason <text>', say`why: it stays in the ledger for ever`)
    .action(acknowledge);
}

function checkpoint(party: string | undefined, options: { all?: true }, command: Command): Promise<void> {
  return atSite(command, async (site, output) => {
    if (options.all === true) return await listAll(site, output);
    const note =
      party === undefined || party === site.config.site
        ? (await signedHead(site)).note
        : (await knownLedger({ ...site, ...identityOf(site) }, party)).noted?.note;
    if (note === undefined || note === '')
      throw nothing(text`no checkpoint of ${party ?? site.config.site} is held here`);
    const read = readCheckpoint(note);
    output.result({ ...read, note }, () => note.trimEnd().split('\n'));
  });
}

async function listAll(site: Site, output: Output): Promise<void> {
  const witness = await site.witness();
  const held = (await site.store.checkpoints()).map(({ origin, size, note, at }) => ({
    origin,
    size,
    at,
    cosignedBy: witness === undefined ? [] : cosigners(site, witness, note),
  }));
  output.result(held, () =>
    table(
      [
        { heading: text`origin` },
        { heading: text`size`, align: 'right' },
        { heading: text`since` },
        { heading: text`cosigned by` },
      ],
      held.map(({ origin, size, at, cosignedBy }) => [
        origin,
        String(size),
        String(at),
        cosignedBy.join(', '),
      ]),
    ),
  );
}

function cosigners({ config }: Site, witness: WitnessSite, note: string): readonly string[] {
  const parties = [config.site, ...config.ledger.correspondents.keys()];
  return parties.filter((party) => {
    const key = party === config.site ? witness.key : witness.keyOf(party);
    return key !== undefined && cosignedAt(note, key) !== undefined;
  });
}

function exportTo(file: string, _options: object, command: Command): Promise<void> {
  return atSite(command, async ({ store }, output) => {
    const entries = await exportLedger(store, file);
    output.result({ file, entries }, () => [text`${entries} entries in ${file}`]);
  });
}

function acknowledge(party: string, { reason }: { reason: string }, command: Command): Promise<void> {
  return atSite(command, async (site, output) => {
    const { origin, lostSize } = await acknowledgeRestore({ ...site, ...identityOf(site) }, party, reason);
    output.result({ party, origin, lostSize }, () => [
      lostSize === null
        ? text`The restore is acknowledged: what is due is purged again.`
        : text`The ledger of ${party} goes on as ${origin}.`,
    ]);
    if (lostSize === null) return;
    output.note(
      party === site.config.site
        ? text`Every site that held checkpoints of it acknowledges too: passerelle ledger acknowledge-restore ${party} --reason "…"`
        : text`What was held of it, ${lostSize} entries long, stays as evidence: passerelle ledger checkpoint --all`,
    );
  });
}

function identityOf({ config }: Site) {
  return { party: config.site, mode: config.mode };
}

function nothing(says: Text): PasserelleError {
  return new PasserelleError('usage', says, {
    hint: text`Nothing was changed. See: passerelle ledger --help`,
  });
}
