/** What each kind of change does to the tables. A handler that gives a conflict undoes the whole step. */

import type { SQLTagStore } from 'node:sqlite';
import { registerTagBytes } from '../../ports/parcel.ts';
import type { Change, Conflict } from '../../ports/store.ts';
import { writeAccount } from './accounts.ts';

type ChangeByName = { readonly [Each in Change as Each['change']]: Each };
type Handler<Name extends keyof ChangeByName> = (
  sql: SQLTagStore,
  change: ChangeByName[Name],
) => Conflict | undefined;

const handlers: { readonly [Name in keyof ChangeByName]: Handler<Name> } = {
  'create-data-key': (sql, { key }) => {
    const { changes } = sql.run`
      INSERT INTO data_key (id, month, anchor, wrapped)
      VALUES (${key.id}, ${key.month}, ${key.anchor.epochMilliseconds}, ${key.wrapped})
      ON CONFLICT DO NOTHING`;
    return changes === 1 ? undefined : 'key-exists';
  },

  'add-parcel': (sql, { parcel }) => {
    const live = sql.get`SELECT 1 FROM data_key WHERE id = ${parcel.dataKey} AND destroyed_at IS NULL`;
    if (live === undefined) return 'no-such-key';
    const { counts } = parcel;
    const { changes } = sql.run`
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
    enterRegister(sql, parcel.id);
    return undefined;
  },

  'mark-collected': (sql, { parcel, at }) => {
    const { changes } = sql.run`
      UPDATE parcel SET collected_at = coalesce(collected_at, ${at.epochMilliseconds}) WHERE id = ${parcel}`;
    return changes === 1 ? undefined : 'no-such-parcel';
  },

  'accept-receipt': (sql, { receipt: { parcel, account, at, body } }) => {
    const { changes } = sql.run`
      UPDATE parcel SET receipted_at = ${at.epochMilliseconds}
      WHERE id = ${parcel} AND receipted_at IS NULL`;
    if (changes !== 1) return parcelExists(sql, parcel) ? 'already-receipted' : 'no-such-parcel';
    sql.run`INSERT INTO receipt VALUES (${parcel}, ${account}, ${at.epochMilliseconds}, ${body})`;
    return undefined;
  },

  'remove-transit-copy': (sql, { parcel, at }) => {
    const { changes } = sql.run`
      UPDATE parcel SET removed_at = ${at.epochMilliseconds}
      WHERE id = ${parcel} AND direction = 'outbound' AND removed_at IS NULL`;
    if (changes !== 1) return 'no-such-parcel';
    sql.run`DELETE FROM chunk WHERE parcel = ${parcel}`;
    return undefined;
  },

  'hold-record': (sql, { held }) => {
    if (!parcelExists(sql, held.parcel)) return 'no-such-parcel';
    const { changes } = sql.run`
      INSERT INTO held VALUES (
        ${held.parcel}, ${held.block}, ${held.slot}, ${held.operation}, ${held.reason},
        ${held.since.epochMilliseconds}
      ) ON CONFLICT DO NOTHING`;
    return changes === 1 ? undefined : 'held-exists';
  },

  'release-held': (sql, { held: { parcel, block, slot } }) => {
    const { changes } = sql.run`
      DELETE FROM held WHERE parcel = ${parcel} AND block = ${block} AND slot = ${slot}`;
    return changes === 1 ? undefined : 'no-such-held';
  },

  'destroy-data-key': (sql, { key, at }) => {
    const { changes } = sql.run`
      UPDATE data_key SET wrapped = ${new Uint8Array()}, destroyed_at = ${at.epochMilliseconds}
      WHERE id = ${key} AND destroyed_at IS NULL`;
    if (changes !== 1) return 'no-such-key';
    sql.run`DELETE FROM held WHERE parcel IN (SELECT id FROM parcel WHERE data_key = ${key})`;
    sql.run`DELETE FROM receipt WHERE parcel IN (SELECT id FROM parcel WHERE data_key = ${key})`;
    sql.run`DELETE FROM chunk WHERE parcel IN (SELECT id FROM parcel WHERE data_key = ${key})`;
    sql.run`DELETE FROM block WHERE parcel IN (SELECT id FROM parcel WHERE data_key = ${key})`;
    sql.run`DELETE FROM register WHERE parcel IN (SELECT serial FROM parcel WHERE data_key = ${key})`;
    sql.run`DELETE FROM parcel WHERE data_key = ${key}`;
    return undefined;
  },

  'put-account': (sql, { account }) => {
    const document = writeAccount(account);
    const { changes } =
      account.version === 1
        ? sql.run`
            INSERT INTO account (name, version, document) VALUES (${account.name}, 1, ${document})
            ON CONFLICT DO NOTHING`
        : sql.run`
            UPDATE account SET version = ${account.version}, document = ${document}
            WHERE name = ${account.name} AND version = ${account.version - 1}`;
    return changes === 1 ? undefined : 'account-changed';
  },

  'use-totp-step': (sql, { account, step }) => {
    const { changes } = sql.run`
      UPDATE account SET last_totp_step = ${step}
      WHERE name = ${account} AND coalesce(last_totp_step < ${step}, TRUE)`;
    return changes === 1 ? undefined : 'totp-step-used';
  },
};

/** Applies one change inside the caller's transaction. */
export function applyChange<Name extends keyof ChangeByName>(
  sql: SQLTagStore,
  change: ChangeByName[Name] & { readonly change: Name },
): Conflict | undefined {
  return handlers[change.change](sql, change);
}

/**
 * Moves the staged tags of a parcel into the register, sorted: a million inserted in random order would
 * rewrite the whole index again and again.
 */
function enterRegister(sql: SQLTagStore, parcel: string): void {
  sql.run`
    WITH RECURSIVE place (slot) AS (
      VALUES (0)
      UNION ALL
      SELECT slot + 1 FROM place
      WHERE slot + 1 < (SELECT max(length(tags)) / ${registerTagBytes} FROM staged_tags WHERE parcel = ${parcel})
    )
    INSERT OR IGNORE INTO register
    SELECT substr(tags, slot * ${registerTagBytes} + 1, ${registerTagBytes}) AS tag, parcel.serial, block
    FROM staged_tags JOIN parcel ON parcel.id = staged_tags.parcel CROSS JOIN place
    WHERE staged_tags.parcel = ${parcel} AND slot * ${registerTagBytes} < length(tags)
    ORDER BY tag`;
  sql.run`DELETE FROM staged_tags WHERE parcel = ${parcel}`;
}

function parcelExists(sql: SQLTagStore, id: string): boolean {
  return sql.get`SELECT 1 FROM parcel WHERE id = ${id}` !== undefined;
}

function milliseconds(instant: Temporal.Instant | null): number | null {
  return instant?.epochMilliseconds ?? null;
}
