import { chmod, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eraseOpenedFile, openedPath } from '../../src/collect/opened-files.ts';
import { hasCode } from '../../src/errors.ts';
import {
  child,
  memberOf,
  month,
  mutation,
  openChannel,
  relay,
  type TestChannel,
} from '../support/channel.ts';

let channel: TestChannel;

beforeEach(async () => {
  channel = await openChannel();
  channel.affiliations.set(child(1), memberOf('100'));
  channel.affiliations.set(child(2), memberOf('300'));
  await channel.publish(month('2022-01'), [
    mutation('new', child(1), '2022-01-01'),
    mutation('new', child(2), '2022-01-01', '2023-12-31'),
  ]);
  await channel.relay();
});

afterEach(() => channel.close());

async function openedFiles(insurer: string): Promise<readonly string[]> {
  const { folder } = channel.site(insurer);
  return (await readdir(folder, { recursive: true }).catch(() => []))
    .filter((name) => name.includes('.'))
    .sort();
}

describe('an insurer that collects', () => {
  it('opens its own members into its folder, readable by the owner only [A17][A21]', async () => {
    const report = await channel.collect('300');
    expect(report.collected).toHaveLength(1);
    const [parcel] = report.collected;
    if (parcel === undefined) throw new RangeError('nothing was collected');
    const file = openedPath(channel.site('300').folder, parcel);
    const text = await readFile(file, 'utf8');
    expect(text).toContain(child(2));
    expect(text).not.toContain(child(1));
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(path.basename(file)).toBe('21-250_2022-01_inami_300_0001.xml');
  });

  it('hands in a receipt that closes its part at INAMI', async () => {
    const report = await channel.collect('300');
    expect(report.acknowledged).toHaveLength(1);
    const [part] = await channel.site(relay).store.parcels({ direction: 'outbound', receiver: '300' });
    expect(part?.receiptedAt).not.toBeNull();
    const [other] = await channel.site(relay).store.parcels({ direction: 'outbound', receiver: '100' });
    expect(other?.receiptedAt).toBeNull();
  });

  it('takes nothing twice', async () => {
    await channel.collect('300');
    const events = await channel.events('300');
    expect(await channel.collect('300')).toMatchObject({ collected: [], acknowledged: [] });
    expect(await channel.events('300')).toEqual(events);
    expect(await openedFiles('300')).toHaveLength(1);
  });

  it('cannot open the part of another, even handed to it', async () => {
    const foreign = channel.transport(relay, '100');
    const disguised = {
      open: async () => {
        const session = await foreign.open();
        return {
          ...session,
          list: async (folder: string) =>
            (await session.list(folder)).map((file) => ({
              ...file,
              name: file.name.replace('_100_', '_300_'),
            })),
        };
      },
    };
    await expect(channel.collect('300', {}, disguised)).rejects.toSatisfy((error) =>
      hasCode(error, 'parcel-unreadable'),
    );
    expect(await openedFiles('300')).toEqual([]);
    expect(await channel.site('300').store.parcels({})).toEqual([]);
    expect(await channel.events('300')).toEqual(['parcel-refused']);
  });

  it('leaves no half-written file when its folder cannot take the file', async () => {
    const { folder, store } = channel.site('300');
    await mkdir(folder, { recursive: true });
    await writeFile(path.join(folder, '2022-01'), 'a file where the month belongs');
    await expect(channel.collect('300')).rejects.toThrow();
    expect(await store.parcels({})).toEqual([]);
    await chmod(folder, 0o700);
  });

  it('is stopped by the sunset with nothing opened [A40]', async () => {
    channel.clock.set('2022-12-31T23:00:00Z');
    await expect(channel.collect('300')).rejects.toSatisfy((error) => hasCode(error, 'channel-closed'));
    expect(await openedFiles('300')).toEqual([]);
  });
});

describe('an opened file', () => {
  it('is erased at the purge, and erasing it again is no error [A36]', async () => {
    const { collected } = await channel.collect('300');
    const [parcel] = collected;
    if (parcel === undefined) throw new RangeError('nothing was collected');
    const file = openedPath(channel.site('300').folder, parcel);
    await eraseOpenedFile(file);
    await eraseOpenedFile(file);
    expect(await openedFiles('300')).toEqual([]);
    expect(await readdir(channel.site('300').folder)).toEqual([]);
  });
});
