/** Run as a process of its own: alone on the database, it publishes parcel after parcel until it is killed. */

import { randomUUID } from 'node:crypto';
import { openPostgresStore } from '../../src/adapters/store-postgres.ts';
import { openSqliteStore } from '../../src/adapters/store-sqlite.ts';
import { aDataKey, aParcel, at } from '../ports/store-contract/examples.ts';

const { place, identity } = JSON.parse(process.argv[2] ?? '');
const open = typeof place === 'string' ? openSqliteStore : openPostgresStore;
const store = await open(place, { create: true, identity });
const bytes = new Uint8Array(20_000);

await store.runAlone(async () => {
  for (let sequenceNumber = 1; ; sequenceNumber += 1) {
    const key = aDataKey();
    const parcel = aParcel(key, { id: randomUUID(), sequenceNumber });
    await store.stageChunk(parcel.id, 0, bytes);
    await store.stageBlock(parcel.id, 0, bytes, new Uint8Array(16));
    await store.commit({
      at,
      changes: [
        { change: 'create-data-key', key },
        { change: 'add-parcel', parcel },
      ],
      events: [{ event: 'parcel-published', actor: 'inami', details: { sequence: sequenceNumber } }],
    });
    process.stdout.write('published\n');
  }
});
