import { expect, it, onTestFinished } from 'vitest';
import { tellOf } from '../../src/access-register/acts.ts';
import { emptyLedger, entryAfter } from '../../src/ledger/chain.ts';
import { logIn, openSftp } from '../support/gateway-client.ts';
import { openGatewaySite } from '../support/gateway-site.ts';

it('tells of what a gateway really wrote: which account read a file, and by which kinds it had logged in [A31][A50]', async () => {
  const site = await openGatewaySite();
  onTestFinished(() => site.close());
  const accounts = {
    ours: await site.account('insurer-300'),
    other: await site.account('insurer-500', '500'),
  };
  const parcel = await site.parcel('300', Buffer.from('ten bytes.'));
  const unread = await site.parcel('500', Buffer.from('others’'));

  const client = await logIn(site.gateway.port, accounts.ours);
  // Somebody else logs in from the same address meanwhile.
  const other = await logIn(site.gateway.port, accounts.other);
  const sftp = await openSftp(client);
  const handle = await sftp.open(`/inbox/${parcel.month}/${parcel.name}`);
  if (typeof handle === 'number') throw new RangeError(`not opened: ${handle}`);
  await sftp.read(handle, 0n, 100);
  await sftp.close(handle);
  await expect.poll(() => site.events('parcel-collected')).toHaveLength(1);
  for (const each of [client, other]) each.end();

  const tellingOf = (digest: string) =>
    tellOf(site.store.entries(0), { digests: new Set([digest]), consultations: new Set() });
  const { acts, entries } = await tellingOf(parcel.digest);
  const [login] = (await site.events('login-accepted')).filter(({ actor }) => actor === 'insurer-300');
  const by = { actor: 'insurer-300', login: { entry: login?.sequence, kinds: 'knowledge,possession' } };
  expect(acts).toMatchObject([
    { act: 'reading-begun', ...by, purpose: 'increased-intervention' },
    { act: 'collected', ...by },
  ]);
  expect([...entries.keys()].sort((a, b) => a - b)).toEqual([
    login?.sequence,
    ...acts.map(({ entry }) => entry),
  ]);
  expect((await tellingOf(unread.digest)).acts).toEqual([]);
});

it('tells of an entry whatever else is written in it, and of none that only quotes a digest', async () => {
  const [digest, identity] = ['a'.repeat(64), { site: 'inami', deliberation: '21/250', policy: '' }];
  const at = Temporal.Instant.from('2022-03-04T10:00:00Z');
  const parcels = ['plain', 'a "quoted" name', 'back\\slash', 'été', `"digest":"${digest}"`];
  const entryOf = (parcel: string, about: string) => {
    const event = {
      event: 'parcel-collected',
      actor: 'insurer-300',
      details: { parcel, digest: about },
    } as const;
    return entryAfter(emptyLedger, event, { at, ...identity }).entry;
  };
  const entries = parcels.flatMap((parcel) => [entryOf(parcel, digest), entryOf(parcel, 'b'.repeat(64))]);
  const { acts } = await tellOf(ReadableStream.from(entries), {
    digests: new Set([digest]),
    consultations: new Set(),
  });
  expect(acts.map(({ parcel }) => parcel)).toEqual(parcels);
});
