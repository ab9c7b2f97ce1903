/** What each kind of change does to the tables. A handler that gives a conflict undoes the whole step. */

import type { Change, Conflict } from '../../ports/store.ts';
import { writeAccount } from './account-document.ts';
import { preparePruning } from './pruning.ts';
import { get, type Program, run } from './statement.ts';

type ChangeByName = { readonly [Each in Change as Each['change']]: Each };
type Handler<Name extends keyof ChangeByName> = (change: ChangeByName[Name]) => Program<Conflict | undefined>;

const handlers: { readonly [Name in keyof ChangeByName]: Handler<Name> } = {
  *'create-data-key'({ key }) {
    const changes = yield* run`
      INSERT INTO data_key (id, month, anchor, wrapped)
      VALUES (${key.id}, ${key.month}, ${key.anchor.epochMilliseconds}, ${key.wrapped})
      ON CONFLICT DO NOTHING`;
    return changes === 1 ? undefined : 'key-exists';
  },

  *'add-parcel'({ parcel }) {
    if (!(yield* isLive(parcel.dataKey))) return 'no-such-key';
    const { counts } = parcel;
    const changes = yield* run`
      INSERT INTO parcel (
        id, data_key, direction, sender, receiver, month, sequence_number, name, size, digest,
        new, correction, withdrawal, added_at, collected_at, receipted_at, removed_at
      ) VALUES (
        ${parcel.id}, ${parcel.dataKey}, ${parcel.direction}, ${parcel.sender}, ${parcel.receiver},
        ${parcel.month}, ${parcel.sequenceNumber}, ${parcel.name}, ${parcel.size}, ${parcel.digest},
        ${counts.new}, ${counts.correction}, ${counts.withdrawal}, ${parcel.addedAt.epochMilliseconds},
        ${milliseconds(parcel.collectedAt)}, ${milliseconds(parcel.receiptedAt)},
        ${milliseconds(parcel.removedAt)}
      ) ON CONFLICT DO NOTHING`;
    if (changes !== 1) return 'parcel-exists';
    return undefined;
  },

  *'mark-collected'({ parcel, at }) {
    const changes = yield* run`
      UPDATE parcel SET collected_at = coalesce(collected_at, ${at.epochMilliseconds}) WHERE id = ${parcel}`;
    return changes === 1 ? undefined : 'no-such-parcel';
  },

  *'accept-receipt'({ receipt: { parcel, account, at, body } }) {
    const changes = yield* run`
      UPDATE parcel SET receipted_at = ${at.epochMilliseconds}
      WHERE id = ${parcel} AND receipted_at IS NULL`;
    if (changes !== 1) return (yield* parcelExists(parcel)) ? 'already-receipted' : 'no-such-parcel';
    yield* run`INSERT INTO receipt VALUES (${parcel}, ${account}, ${at.epochMilliseconds}, ${body})`;
    return undefined;
  },

  *'remove-transit-copy'({ parcel, at }) {
    const changes = yield* run`
      UPDATE parcel SET removed_at = ${at.epochMilliseconds}
      WHERE id = ${parcel} AND direction = 'outbound' AND removed_at IS NULL`;
    if (changes !== 1) return 'no-such-parcel';
    yield* run`DELETE FROM chunk WHERE parcel = ${parcel}`;
    return undefined;
  },

  // One statement while all is well: a million may be held in one step.
  *'hold-record'({ held }) {
    const changes = yield* run`
      INSERT INTO held (parcel, block, slot, operation, reason, since)
      SELECT id, CAST(${held.block} AS BIGINT), CAST(${held.slot} AS BIGINT), CAST(${held.operation} AS TEXT),
        CAST(${held.reason} AS TEXT), CAST(${held.since.epochMilliseconds} AS BIGINT)
      FROM parcel WHERE id = ${held.parcel}
      ON CONFLICT DO NOTHING`;
    if (changes === 1) return undefined;
    return (yield* parcelExists(held.parcel)) ? 'held-exists' : 'no-such-parcel';
  },

  *'try-held'({ held: { parcel, block, slot }, reason }) {
    const changes = yield* run`
      UPDATE held SET tries = tries + 1, reason = ${reason}
      WHERE parcel = ${parcel} AND block = ${block} AND slot = ${slot}`;
    return changes === 1 ? undefined : 'no-such-held';
  },

  *'note-held-limits'({ held: { parcel, block, slot }, limits }) {
    const changes = yield* run`
      UPDATE held SET limits_told = ${limits}
      WHERE parcel = ${parcel} AND block = ${block} AND slot = ${slot} AND limits_told < ${limits}`;
    return changes === 1 ? undefined : 'no-such-held';
  },

  *'release-held'({ held: { parcel, block, slot } }) {
    const changes = yield* run`
      DELETE FROM held WHERE parcel = ${parcel} AND block = ${block} AND slot = ${slot}`;
    return changes === 1 ? undefined : 'no-such-held';
  },

  *'add-returned'({ returned: { parcel, block, slot, feedback, reason } }) {
    for (const id of [parcel, feedback]) if (!(yield* parcelExists(id))) return 'no-such-parcel';
    const changes = yield* run`
      INSERT INTO returned (parcel, block, slot, feedback, reason)
      VALUES (${parcel}, ${block}, ${slot}, ${feedback}, ${reason})
      ON CONFLICT DO NOTHING`;
    return changes === 1 ? undefined : 'returned-exists';
  },

  *'note-consultation'({ consultation: { tag, id, dataKey } }) {
    if (!(yield* isLive(dataKey))) return 'no-such-key';
    yield* run`INSERT INTO consultation (tag, id, data_key) VALUES (${tag}, ${id}, ${dataKey})`;
    return undefined;
  },

  *'place-hold'({ hold: { id, month, until, reason, placedBy, placedAt } }) {
    if (!(yield* hasLiveKey(month))) return 'no-such-key';
    const changes = yield* run`
      INSERT INTO legal_hold (id, month, until, reason, placed_by, placed_at)
      VALUES (${id}, ${month}, ${until.toString()}, ${reason}, ${placedBy}, ${placedAt.epochMilliseconds})
      ON CONFLICT DO NOTHING`;
    return changes === 1 ? undefined : 'hold-exists';
  },

  *'confirm-hold'({ hold, by, at }) {
    const purged = yield* get`
      SELECT 1 FROM legal_hold WHERE id = ${hold} AND NOT EXISTS (
        SELECT 1 FROM data_key WHERE data_key.month = legal_hold.month AND destroyed_at IS NULL)`;
    if (purged !== undefined) return 'no-such-key';
    const changes = yield* run`
      UPDATE legal_hold SET confirmed_by = ${by}, confirmed_at = ${at.epochMilliseconds}
      WHERE id = ${hold} AND confirmed_at IS NULL AND ended_at IS NULL AND placed_by <> ${by}`;
    return changes === 1 ? undefined : 'no-such-hold';
  },

  *'end-hold'({ hold, at }) {
    const changes = yield* run`
      UPDATE legal_hold SET ended_at = ${at.epochMilliseconds} WHERE id = ${hold} AND ended_at IS NULL`;
    return changes === 1 ? undefined : 'no-such-hold';
  },

  *'rewrap-data-key'({ key, wrapped, replaces }) {
    const changes = yield* run`
      UPDATE data_key SET wrapped = ${wrapped}
      WHERE id = ${key} AND destroyed_at IS NULL AND wrapped = ${replaces}`;
    return changes === 1 ? undefined : 'no-such-key';
  },

  *'destroy-data-key'({ key, at }) {
    const hold = yield* get`
      SELECT 1 FROM legal_hold WHERE month = (SELECT month FROM data_key WHERE id = ${key})
      AND confirmed_at IS NOT NULL AND ended_at IS NULL`;
    if (hold !== undefined) return 'key-held';
    const changes = yield* run`
      UPDATE data_key SET wrapped = ${new Uint8Array()}, destroyed_at = ${at.epochMilliseconds}
      WHERE id = ${key} AND destroyed_at IS NULL`;
    if (changes !== 1) return 'no-such-key';
    yield* run`DELETE FROM returned WHERE parcel IN (SELECT id FROM parcel WHERE data_key = ${key})`;
    yield* run`DELETE FROM returned WHERE feedback IN (SELECT id FROM parcel WHERE data_key = ${key})`;
    yield* run`DELETE FROM held WHERE parcel IN (SELECT id FROM parcel WHERE data_key = ${key})`;
    yield* run`DELETE FROM receipt WHERE parcel IN (SELECT id FROM parcel WHERE data_key = ${key})`;
    yield* run`DELETE FROM chunk WHERE parcel IN (SELECT id FROM parcel WHERE data_key = ${key})`;
    yield* run`DELETE FROM block WHERE parcel IN (SELECT id FROM parcel WHERE data_key = ${key})`;
    yield* run`DELETE FROM register WHERE parcel IN (SELECT serial FROM parcel WHERE data_key = ${key})`;
    yield* run`DELETE FROM consultation WHERE data_key = ${key}`;
    yield* run`DELETE FROM parcel WHERE data_key = ${key}`;
    return undefined;
  },

  *'put-account'({ account }) {
    const document = writeAccount(account);
    const changes =
      account.version === 1
        ? yield* run`
            INSERT INTO account (name, version, document) VALUES (${account.name}, 1, ${document})
            ON CONFLICT DO NOTHING`
        : yield* run`
            UPDATE account SET version = ${account.version}, document = ${document}
            WHERE name = ${account.name} AND version = ${account.version - 1}`;
    return changes === 1 ? undefined : 'account-changed';
  },

  *'use-totp-step'({ account, step }) {
    const changes = yield* run`
      UPDATE account SET last_totp_step = ${step}
      WHERE name = ${account} AND coalesce(last_totp_step < ${step}, TRUE)`;
    return changes === 1 ? undefined : 'totp-step-used';
  },

  *'note-checkpoint'({ checkpoint: { origin, size, note, at }, after }) {
    const changes =
      after === null
        ? yield* run`
            INSERT INTO checkpoint VALUES (${origin}, ${size}, ${note}, ${at.epochMilliseconds})
            ON CONFLICT DO NOTHING`
        : yield* run`
            UPDATE checkpoint SET size = ${size}, note = ${note}, at = ${at.epochMilliseconds}
            WHERE origin = ${origin} AND size = ${after}`;
    return changes === 1 ? undefined : 'checkpoint-changed';
  },

  'prune-ledger': preparePruning,
};

/** Applies one change inside the caller's transaction. */
export function applyChange<Name extends keyof ChangeByName>(
  change: ChangeByName[Name] & { readonly change: Name },
): Program<Conflict | undefined> {
  return handlers[change.change](change);
}

function* isLive(dataKey: string): Program<boolean> {
  return (yield* get`SELECT 1 FROM data_key WHERE id = ${dataKey} AND destroyed_at IS NULL`) !== undefined;
}

function* hasLiveKey(month: string): Program<boolean> {
  const row = yield* get`SELECT 1 FROM data_key WHERE month = ${month} AND destroyed_at IS NULL LIMIT 1`;
  return row !== undefined;
}

function* parcelExists(id: string): Program<boolean> {
  return (yield* get`SELECT 1 FROM parcel WHERE id = ${id}`) !== undefined;
}

function milliseconds(instant: Temporal.Instant | null): number | null {
  return instant?.epochMilliseconds ?? null;
}
