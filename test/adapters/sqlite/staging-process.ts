/** Run as a process of its own, with nothing else to wait for: stages more than is written on the spot, and commits. */

import { openSqliteStore } from '../../../src/adapters/store-sqlite.ts';
import { aDataKey, aParcel, aStep } from '../../ports/store-contract/examples.ts';

const { file, identity, pieces } = JSON.parse(process.argv[2] ?? '');
const store = await openSqliteStore(file, { create: true, identity });
const key = aDataKey();
const parcel = aParcel(key);
for (let number = 0; number < pieces; number += 1) {
  await store.stageChunk(parcel.id, number, new Uint8Array(20_000));
}
const { committed } = await store.commit(
  aStep([
    { change: 'create-data-key', key },
    { change: 'add-parcel', parcel },
  ]),
);
await store.close();
process.stdout.write(committed ? 'committed' : 'refused');
