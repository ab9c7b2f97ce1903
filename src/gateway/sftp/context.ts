/** What the requests of one channel share, and how they see the account's tree. */

import { startOfLegalDay } from '../../clock.ts';
import type { LedgerEvent } from '../../ledger/event.ts';
import type { Account } from '../../ports/account.ts';
import type { Change } from '../../ports/store.ts';
import { receiptName } from '../../receipts/format.ts';
import type { CheckpointFile } from '../../witness/desk.ts';
import type { Peer } from '../events.ts';
import { readmeFor } from '../readme.ts';
import type { GatewaySite } from '../site.ts';
import {
  checkpointAt,
  type DirectoryNode,
  leadsToNotice,
  leadsToReceipts,
  parcelsAlong,
  type ReceiptFile,
  treeOf,
} from '../tree.ts';
import { type ChunkCache, createChunkCache } from './chunk-cache.ts';
import { createHandles, type Handles } from './handles.ts';
import { createKeyRing, type KeyRing } from './key-ring.ts';

/** One logged-in connection, as its channels know it. */
export interface SessionHost {
  readonly account: Account;
  readonly peer: Peer;
  /** Looks anew whether the account may be here; if not, the connection ends and the answer is false. */
  admit(): Promise<boolean>;
}

export interface SftpContext extends SessionHost {
  readonly site: GatewaySite;
  readonly handles: Handles;
  readonly chunks: ChunkCache;
  readonly keys: KeyRing;
  readonly readme: Uint8Array;
  /** The time of what has none of its own. */
  readonly since: Temporal.Instant;
  /** Where the answer to the request that is being served may be made, if it is long. */
  reserve(length: number): Buffer;
  /** Receipts accepted in this channel that still stand under the temporary name of their upload. */
  readonly temporary: Map<string, ReceiptFile>;
  /** Forgets what was read to be read again: it may have been purged meanwhile. */
  forget(): void;
}

/** Makes the answer to a request. May reject: the client then hears FAILURE. */
export type Serve<Fields> = (
  context: SftpContext,
  request: number,
  fields: Fields,
) => Buffer | Promise<Buffer>;

/** The names along a path, or `undefined` where no file can have that path. */
export type Path = readonly string[] | undefined;

export function createContext(
  site: GatewaySite,
  host: SessionHost,
  reserve: SftpContext['reserve'],
): SftpContext {
  const { deliberation, mode, checkpoints, notices } = site;
  const folders = { checkpoints: checkpoints !== undefined, notice: notices !== undefined };
  const chunks = createChunkCache(site.store);
  const keys = createKeyRing(site.vault);
  return {
    ...host,
    site,
    reserve,
    handles: createHandles(site.limits.handles),
    chunks,
    keys,
    temporary: new Map(),
    since: startOfLegalDay(Temporal.PlainDate.from(deliberation.adopted)),
    forget() {
      chunks.clear();
      keys.clear();
    },
    readme: Buffer.from(readmeFor(host.account, deliberation, mode, folders)),
  };
}

/**
 * The account's tree, as far as a path reaches into it; with `siblings` also what stands beside its end.
 * Read anew each time: what was published a moment ago is there.
 */
export async function treeAlong(
  context: SftpContext,
  path: readonly string[],
  { siblings = false }: { readonly siblings?: boolean } = {},
): Promise<DirectoryNode> {
  const { account, site } = context;
  const criteria = parcelsAlong(account, path, siblings);
  const parcels = criteria === undefined ? [] : await site.store.parcels(criteria);
  const receipts: ReceiptFile[] = leadsToReceipts(path) ? [...context.temporary.values()] : [];
  for (const parcel of leadsToReceipts(path) ? parcels : []) {
    if (parcel.receiptedAt === null || parcel.receiver !== account.party) continue;
    const receipt = await site.store.receipt(parcel.id);
    if (receipt === undefined) continue;
    const { body, at } = receipt;
    receipts.push({ name: receiptName(parcel.name), parcel, size: body.length, modified: at });
  }
  return treeOf({
    account,
    parcels,
    receipts,
    checkpoints: await checkpointsAlong(context, path),
    readme: context.readme,
    notice: leadsToNotice(path) ? await site.notices?.file(account) : undefined,
    since: context.since,
  });
}

/** Signed only for those who look: for others the folder is there, and nothing in it is known. */
async function checkpointsAlong(
  { site, account }: SftpContext,
  path: readonly string[],
): Promise<readonly CheckpointFile[] | undefined> {
  const name = checkpointAt(path);
  if (site.checkpoints === undefined || name === undefined) return site.checkpoints && [];
  return await site.checkpoints.files(account.party, name);
}

/** Writes an event down with what it changes. False if the changes conflict with what happened meanwhile. */
export async function tell(
  { site }: SftpContext,
  event: LedgerEvent,
  changes: readonly Change[] = [],
): Promise<boolean> {
  const { committed } = await site.store.commit({ at: site.clock.now(), changes, events: [event] });
  return committed;
}
