/** Replaces the key by which a site signs its ledger. */

import { existsSync } from 'node:fs';
import { PasserelleError } from '../errors.ts';
import { handOver, handOverIn } from '../ledger/hand-over.ts';
import { readLedgerKey } from '../ledger/ledger-key.ts';
import { logNameOf } from '../ledger/log-name.ts';
import { readEntry } from '../ledger/read.ts';
import type { Store } from '../ports/store.ts';
import { readPrivateFile } from '../secrets/private-file.ts';
import { formerName, takePlace } from '../secrets/take-place.ts';
import type { Site } from '../site.ts';
import { text } from '../words/text.ts';

export interface ReplacedLedgerKey {
  readonly file: string;
  /** Where the key before is kept; its public half lies beside it. */
  readonly former: string;
  /** Of the new one. */
  readonly fingerprint: string;
}

/**
 * The key that lies beside the one in use takes its place, and the ledger has an entry that both have signed. Whatever
 * ends it, it can be run again. Throws `usage` if there is no such key.
 */
export async function replaceLedgerKeyOf({ config, store, clock }: Site): Promise<ReplacedLedgerKey> {
  const { key: file } = config.ledger;
  const next = `${file}.next`;
  if (file === undefined || !existsSync(next)) {
    throw new PasserelleError(
      'usage',
      text`there is no ledger key that could take the place of the one in use`,
      {
        hint: text`Make it, and let the others compare it: passerelle keys generate ledger --next`,
      },
    );
  }
  const name = logNameOf(config.deliberation, config.mode, config.site);
  const read = async (of: string) => readLedgerKey((await readPrivateFile(of)).toString('utf8'), name);
  const [from, to] = [await read(file), await read(next)];
  if (from.fingerprint === to.fingerprint) {
    throw new PasserelleError('usage', text`${next} holds the key that is in use already`, {
      hint: text`Remove it, and make another: passerelle keys generate ledger --next`,
    });
  }
  if (!(await isHandedOver(store, to.fingerprint))) {
    await store.commit({ at: clock.now(), changes: [], events: [handOver(config.site, from, to)] });
  }
  // The public half first: whoever runs this again must still find the private one beside.
  const former = formerName(file, clock.now());
  if (existsSync(`${next}.pub`)) {
    await takePlace({ file: `${file}.pub`, next: `${next}.pub`, former: `${former}.pub` });
  }
  await takePlace({ file, next, former });
  return { file, former, fingerprint: to.fingerprint };
}

async function isHandedOver(store: Store, fingerprint: string): Promise<boolean> {
  for await (const stored of store.entries(0)) {
    if (handOverIn(readEntry(stored))?.to.fingerprint === fingerprint) return true;
  }
  return false;
}
