/** Parcels: staging, and everything that is read of them. */

import type { Parcel, RecordPlace } from '../../ports/parcel.ts';
import type { ParcelCriteria, Store } from '../../ports/store.ts';
import type { Driver } from './driver.ts';
import { readingOnce } from './row-memory.ts';
import {
  consultationRow,
  dataKeyRow,
  heldCountRow,
  heldRow,
  heldTallyRow,
  holdRow,
  parcelRow,
  readIfAny,
  readRow,
  readRows,
  receiptRow,
  registerRow,
  returnedRow,
  sealedRow,
} from './rows.ts';
import { all, get, run } from './statement.ts';

type Staging = Pick<Store, 'stageChunk' | 'stageBlock' | 'discardStaged'>;

export function stagingOn({ stage, write }: Driver): Staging {
  return {
    stageChunk: (parcel, number, sealed) =>
      stage(() => run`INSERT INTO chunk VALUES (${parcel}, ${number}, ${sealed})`),
    stageBlock: (parcel, number, sealed, tags) =>
      stage(function* () {
        yield* run`INSERT INTO block VALUES (${parcel}, ${number}, ${sealed})`;
        yield* run`INSERT INTO staged_tags VALUES (${parcel}, ${number}, ${tags})`;
      }),
    discardStaged: () =>
      write(
        function* () {
          const chunks = yield* run`DELETE FROM chunk WHERE parcel NOT IN (SELECT id FROM parcel)`;
          const blocks = yield* run`DELETE FROM block WHERE parcel NOT IN (SELECT id FROM parcel)`;
          yield* run`DELETE FROM staged_tags`;
          return chunks + blocks;
        },
        { discardsStaged: true },
      ),
  };
}

type ParcelReads = Pick<
  Store,
  | 'parcels'
  | 'chunk'
  | 'block'
  | 'whereabouts'
  | 'consultations'
  | 'heldOf'
  | 'heldCount'
  | 'heldTallies'
  | 'returnedOf'
  | 'receipt'
  | 'dataKeys'
  | 'dataKey'
  | 'holds'
>;

/** A file is looked up by its path several times before it is read. */
const readParcel = readingOnce('id', (row) => readRow(parcelRow, row));

/** All that match, found by the index that fits, and perhaps others. */
function parcelsNear({ id, name, direction, sender, receiver, month }: ParcelCriteria) {
  if (id !== undefined) return all`SELECT * FROM parcel WHERE id = ${id}`;
  if (name !== undefined) return all`SELECT * FROM parcel WHERE name = ${name} ORDER BY serial`;
  return all`
    SELECT * FROM parcel
    WHERE direction = coalesce(${direction ?? null}, direction)
      AND sender = coalesce(${sender ?? null}, sender)
      AND receiver = coalesce(${receiver ?? null}, receiver)
      AND month = coalesce(${month ?? null}, month)
    ORDER BY month, sender, receiver, sequence_number`;
}

const criteriaNames = ['id', 'direction', 'sender', 'receiver', 'month', 'name'] as const;

function matches(parcel: Parcel, criteria: ParcelCriteria): boolean {
  return criteriaNames.every((name) => criteria[name] === undefined || criteria[name] === parcel[name]);
}

export function parcelReadsOn({ ask, dialect }: Driver): ParcelReads {
  return {
    parcels: (criteria) =>
      ask(function* () {
        const found = (yield* parcelsNear(criteria)).map(readParcel);
        return found.filter((parcel) => matches(parcel, criteria));
      }),
    chunk: (parcel, number) =>
      ask(
        function* () {
          const row = yield* get`SELECT sealed FROM chunk WHERE parcel = ${parcel} AND number = ${number}`;
          return readIfAny(sealedRow, row)?.sealed;
        },
        { seesStaged: true },
      ),
    block: (parcel, number) =>
      ask(function* () {
        const row = yield* get`
          SELECT sealed FROM block
          WHERE parcel = ${parcel} AND number = ${number} AND parcel IN (SELECT id FROM parcel)`;
        return readIfAny(sealedRow, row)?.sealed;
      }),
    whereabouts: (tags) =>
      ask(function* () {
        return readRows(registerRow, yield* dialect.rowsWithTags(tags));
      }),
    consultations: (tags) =>
      ask(function* () {
        const rows: unknown[] = [];
        for (const tag of tags) rows.push(...(yield* all`SELECT * FROM consultation WHERE tag = ${tag}`));
        return readRows(consultationRow, rows);
      }),
    heldOf: (parcel) =>
      blockByBlock(async (last) => {
        const rows = await ask(
          () => all`
            SELECT * FROM held
            WHERE parcel = ${parcel}
              AND block = (SELECT min(block) FROM held WHERE parcel = ${parcel} AND block > ${last})
            ORDER BY slot`,
        );
        return readRows(heldRow, rows);
      }),
    returnedOf: (parcel) =>
      blockByBlock(async (last) => {
        const rows = await ask(
          () => all`
            SELECT * FROM returned
            WHERE parcel = ${parcel}
              AND block = (SELECT min(block) FROM returned WHERE parcel = ${parcel} AND block > ${last})
            ORDER BY slot`,
        );
        return readRows(returnedRow, rows);
      }),
    heldCount: () =>
      ask(function* () {
        return readRow(heldCountRow, yield* get`SELECT count(*) AS held FROM held`).held;
      }),
    heldTallies: () =>
      ask(function* () {
        const tallies = yield* all`
          SELECT parcel, reason, since, limits_told, count(*) AS records
          FROM held GROUP BY parcel, reason, since, limits_told`;
        return readRows(heldTallyRow, tallies);
      }),
    receipt: (parcel) =>
      ask(function* () {
        return readIfAny(receiptRow, yield* get`SELECT * FROM receipt WHERE parcel = ${parcel}`);
      }),
    dataKeys: () =>
      ask(function* () {
        return readRows(dataKeyRow, yield* all`SELECT * FROM data_key ORDER BY anchor, id`);
      }),
    dataKey: (id) =>
      ask(function* () {
        return readIfAny(dataKeyRow, yield* get`SELECT * FROM data_key WHERE id = ${id}`);
      }),
    holds: () =>
      ask(function* () {
        return readRows(holdRow, yield* all`SELECT * FROM legal_hold ORDER BY placed_at, id`);
      }),
  };
}

/** Records by the blocks in which they stand; `after` gives those of the first block after the last one. */
async function* blockByBlock<Row extends RecordPlace>(after: (last: number) => Promise<readonly Row[]>) {
  for (let last = -1; ; ) {
    const records = await after(last);
    const [first] = records;
    if (first === undefined) return;
    last = first.block;
    yield { block: last, records };
  }
}
