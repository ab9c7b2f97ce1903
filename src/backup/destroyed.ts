/** The end of a backup, as the operator reports it: what no longer exists holds nothing that was purged. */

import { existsSync } from 'node:fs';
import path from 'node:path';
import type { PartyId } from '../deliberations/clause.ts';
import { PasserelleError } from '../errors.ts';
import { prunedFrom } from '../ledger/pruned.ts';
import { readEntry } from '../ledger/read.ts';
import { parseDay } from '../people/period.ts';
import type { Store } from '../ports/store.ts';
import type { Site } from '../site.ts';
import { text, type Words } from '../words/text.ts';

/**
 * Notes in the ledger that a backup was destroyed; gives its name. Throws `usage` if it is still there where it is
 * said to have lain, or if the ledger knows of none of that name that still exists.
 */
export async function noteDestroyed({ config, clock, store }: Site, backup: string): Promise<string> {
  const name = path.basename(backup);
  if (existsSync(backup))
    throw refused(text`${backup} is still there`, text`Destroy it first: rm -rf, or with the disk.`);
  let exists = await isOlderThanLedger(store, config.site, name);
  for await (const stored of store.entries(0)) {
    const {
      event,
      details: { backup: named },
    } = readEntry(stored);
    if (named !== name) continue;
    if (event === 'backup-made' || event === 'site-restored') exists = true;
    if (event === 'backup-destroyed') exists = false;
  }
  if (!exists)
    throw refused(
      text`the ledger knows of no backup ${name} that still exists`,
      text`See: ledger list --event backup-made`,
    );
  await store.commit({
    at: clock.now(),
    changes: [],
    events: [{ event: 'backup-destroyed', actor: config.site, details: { backup: name } }],
  });
  return name;
}

/** True of a name that a backup of the site had of whose making the ledger tells no more. */
async function isOlderThanLedger(store: Store, site: PartyId, name: string): Promise<boolean> {
  const pruned = await prunedFrom(store);
  const [made = '', year, month, day] = /-(\d{4})(\d{2})(\d{2})T[\d.]+Z$/.exec(name) ?? [];
  const on = parseDay(`${year}-${month}-${day}`);
  if (pruned === undefined || on === undefined || name !== `${site}${made}`) return false;
  return Temporal.PlainDate.compare(on, pruned.written) <= 0;
}

function refused(says: Words, hint: Words): PasserelleError {
  return new PasserelleError('usage', says, { hint: text`Nothing was noted. ${hint}` });
}
