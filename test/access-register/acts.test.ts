import { expect, it, onTestFinished } from 'vitest';
import { tellOf } from '../../src/access-register/acts.ts';
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
