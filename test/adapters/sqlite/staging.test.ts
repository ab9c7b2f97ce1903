import { execFile } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { aDataKey, aParcel, aStep, created, tag } from '../../ports/store-contract/examples.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { identity, openSite } from './site.ts';

/** More than is written on the spot. */
const many = 200;
const numbers = Array.from({ length: many }, (_, number) => number);
const sealed = (number: number) => new Uint8Array(5_000).fill(number);

describe('a large month', () => {
  test('is staged by a thread, read back by the one who stages it, and made visible in one step', async () => {
    const { store } = await openSite();
    const parcel = aParcel(await created(store, aDataKey()));
    for (const number of numbers) await store.stageChunk(parcel.id, number, sealed(number));
    for (const number of numbers) expect(await store.chunk(parcel.id, number)).toEqual(sealed(number));
    for (const number of numbers) await store.stageBlock(parcel.id, number, sealed(number), tag(number));
    expect(await store.whereabouts([tag(0), tag(many - 1)])).toEqual([]);
    expect(await store.commit(aStep([{ change: 'add-parcel', parcel }]))).toMatchObject({ committed: true });
    for (const number of numbers) expect(await store.block(parcel.id, number)).toEqual(sealed(number));
    expect(await store.whereabouts([tag(0), tag(many - 1)])).toHaveLength(2);
    expect(await store.discardStaged()).toBe(0);
    await store.close();
  });

  test('of which a piece could not be written is not committed, and can be discarded', async () => {
    const { store } = await openSite();
    const parcel = aParcel(await created(store, aDataKey()));
    for (const number of numbers) await store.stageChunk(parcel.id, number, sealed(number));
    await store.stageChunk(parcel.id, 0, sealed(0));
    const step = aStep([{ change: 'add-parcel', parcel }]);
    await expect(store.commit(step)).rejects.toMatchObject({ code: 'store-failed' });
    expect(await store.parcels({})).toEqual([]);
    expect(await store.discardStaged()).toBe(many);
    expect(await store.commit(step)).toMatchObject({ committed: true });
    await store.close();
  });

  test('of which a piece could not be written is not committed, though other steps were meanwhile', async () => {
    const { store } = await openSite();
    const parcel = aParcel(await created(store, aDataKey()));
    for (const number of numbers) await store.stageChunk(parcel.id, number, sealed(number));
    await store.stageChunk(parcel.id, 0, sealed(0));
    expect(await store.commit(aStep([]))).toMatchObject({ committed: true });
    const step = aStep([{ change: 'add-parcel', parcel }]);
    for (let time = 0; time < 2; time += 1)
      await expect(store.commit(step)).rejects.toMatchObject({ code: 'store-failed' });
    expect(await store.commit(aStep([]))).toMatchObject({ committed: true });
    expect(await store.parcels({})).toEqual([]);
    expect(await store.discardStaged()).toBe(many);
    await store.close();
  });

  test('is not shown before all is written, though another step has begun to wait for it', async () => {
    const { store } = await openSite({ patience: Temporal.Duration.from({ seconds: 5 }) });
    const parcel = aParcel(await created(store, aDataKey()));
    const large = (number: number) => new Uint8Array(1024 ** 2).fill(number);
    for (const number of numbers.slice(0, 100))
      await store.stageChunk(parcel.id, number, number < 85 ? sealed(number) : large(number));
    const other = store.commit(aStep([]));
    await store.commit(aStep([{ change: 'add-parcel', parcel }]));
    expect(await store.chunk(parcel.id, 99)).toEqual(large(99));
    expect(await other).toMatchObject({ committed: true });
    await store.close();
  });

  test('tells whoever stages on of a piece that could not be written', async () => {
    const { store } = await openSite();
    for (const number of numbers) await store.stageChunk('staged', number, sealed(number));
    const repeated = async () => {
      for (const number of numbers) await store.stageChunk('staged', number, sealed(number));
    };
    await expect(repeated()).rejects.toMatchObject({ code: 'store-failed' });
    await store.close();
  });

  test('that breaks off is closed with what was under way', async () => {
    const { store } = await openSite();
    for (const number of numbers) await store.stageChunk('staged', number, sealed(number));
    await store.close();
  });

  test('is committed by a process that waits for nothing else', async () => {
    const file = path.join(await temporaryFolder(), 'site.db');
    const program = fileURLToPath(new URL('./staging-process.ts', import.meta.url));
    const task = JSON.stringify({ file, identity, pieces: many });
    const { stdout } = await promisify(execFile)(process.execPath, [program, task]);
    expect(stdout).toBe('committed');
  });
});
