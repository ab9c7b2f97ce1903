/** Parcels: staging, and everything that is read of them. */

import type { Store } from '../../ports/store.ts';
import { inTransaction, type Session, unsynced } from './database.ts';
import { withStoreErrors } from './errors.ts';
import {
  dataKeyRow,
  heldCountRow,
  heldRow,
  parcelRow,
  readIfAny,
  readRow,
  readRows,
  receiptRow,
  registerRow,
  sealedRow,
} from './rows.ts';

export function stagingOn(session: Session): Pick<Store, 'stageChunk' | 'stageBlock' | 'discardStaged'> {
  const { sql } = session;
  return {
    async stageChunk(parcel, number, sealed) {
      withStoreErrors(() =>
        unsynced(session, () => sql.run`INSERT INTO chunk VALUES (${parcel}, ${number}, ${sealed})`),
      );
    },
    async stageBlock(parcel, number, sealed, tags) {
      unsynced(session, () =>
        inTransaction(session, () => {
          sql.run`INSERT INTO block VALUES (${parcel}, ${number}, ${sealed})`;
          sql.run`INSERT INTO staged_tags VALUES (${parcel}, ${number}, ${Buffer.concat(tags)})`;
        }),
      );
    },
    async discardStaged() {
      return inTransaction(session, () => {
        const chunks = sql.run`DELETE FROM chunk WHERE parcel NOT IN (SELECT id FROM parcel)`;
        const blocks = sql.run`DELETE FROM block WHERE parcel NOT IN (SELECT id FROM parcel)`;
        sql.run`DELETE FROM staged_tags`;
        return Number(chunks.changes) + Number(blocks.changes);
      });
    },
  };
}

type ParcelReads = Pick<
  Store,
  'parcels' | 'chunk' | 'block' | 'whereabouts' | 'heldOf' | 'heldCount' | 'receipt' | 'dataKeys'
>;

export function parcelReadsOn({ sql }: Session): ParcelReads {
  return {
    async parcels({ id, direction, sender, receiver, month, name }) {
      const rows = withStoreErrors(
        () => sql.all`
          SELECT * FROM parcel
          WHERE id = coalesce(${id ?? null}, id)
            AND direction = coalesce(${direction ?? null}, direction)
            AND sender = coalesce(${sender ?? null}, sender)
            AND receiver = coalesce(${receiver ?? null}, receiver)
            AND month = coalesce(${month ?? null}, month)
            AND name = coalesce(${name ?? null}, name)
          ORDER BY month, sender, receiver, sequence_number`,
      );
      return readRows(parcelRow, rows);
    },
    async chunk(parcel, number) {
      const row = withStoreErrors(
        () => sql.get`SELECT sealed FROM chunk WHERE parcel = ${parcel} AND number = ${number}`,
      );
      return readIfAny(sealedRow, row)?.sealed;
    },
    async block(parcel, number) {
      const row = withStoreErrors(
        () => sql.get`
          SELECT sealed FROM block
          WHERE parcel = ${parcel} AND number = ${number} AND parcel IN (SELECT id FROM parcel)`,
      );
      return readIfAny(sealedRow, row)?.sealed;
    },
    async whereabouts(tags) {
      const rows = withStoreErrors(() =>
        tags.flatMap(
          (tag) => sql.all`
            SELECT register.tag, parcel.id AS parcel, register.block
            FROM register JOIN parcel ON parcel.serial = register.parcel
            WHERE register.tag = ${tag}`,
        ),
      );
      return readRows(registerRow, rows);
    },
    async *heldOf(parcel) {
      for (let last = -1; ; ) {
        const rows = withStoreErrors(
          () => sql.all`
            SELECT * FROM held
            WHERE parcel = ${parcel}
              AND block = (SELECT min(block) FROM held WHERE parcel = ${parcel} AND block > ${last})
            ORDER BY slot`,
        );
        const records = readRows(heldRow, rows);
        const [first] = records;
        if (first === undefined) return;
        last = first.block;
        yield { block: last, records };
      }
    },
    async heldCount() {
      const row = withStoreErrors(() => sql.get`SELECT count(*) AS held FROM held`);
      return readRow(heldCountRow, row).held;
    },
    async receipt(parcel) {
      return readIfAny(
        receiptRow,
        withStoreErrors(() => sql.get`SELECT * FROM receipt WHERE parcel = ${parcel}`),
      );
    },
    async dataKeys() {
      return readRows(
        dataKeyRow,
        withStoreErrors(() => sql.all`SELECT * FROM data_key ORDER BY anchor, rowid`),
      );
    },
  };
}
