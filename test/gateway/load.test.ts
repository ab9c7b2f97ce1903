/** A slice of scripts/bench/load.ts: what must be so whatever the machine; how fast is for the script to say. */

import { afterEach, beforeEach, expect, it } from 'vitest';
import { besiege, gather, visit } from '../../scripts/bench/load-parts.ts';
import type { LoadTarget } from '../../scripts/bench/load-peer.ts';
import { type GatewaySite, openGatewaySite } from '../support/gateway-site.ts';

const mebibyte = 1024 ** 2;

let site: GatewaySite;
let target: LoadTarget;
beforeEach(async () => {
  site = await openGatewaySite({ gateway: { limits: { startups: 40 } } });
  const { port, host } = site.gateway;
  const account = await site.account('insurer-300');
  const parcel = await site.parcel('300', Buffer.alloc(mebibyte, 'sealed'));
  const file = `/inbox/${parcel.month}/${parcel.name}`;
  const { name: user, password, key } = account;
  target = { host, port, accounts: [{ user, keys: [key.privateText], password, file }] };
});
afterEach(() => site.close());

it('lets every honest peer in while sessions fetch and more strangers than there is room for stand at the door [threat 34][threat 36]', async () => {
  const before = process.memoryUsage.rss();
  const crowd = await gather(target, 40);
  crowd.fetch(10);
  const siege = besiege(target, 60, 2000);
  try {
    // Those who found no room have made others give way.
    await expect.poll(siege.thrownOut, { timeout: 20_000 }).toBeGreaterThanOrEqual(20);
    const { milliseconds, refused } = await visit(target, 6);
    expect([milliseconds.length, refused]).toEqual([6, 0]);
    expect(crowd.figures()).toEqual({ bytes: expect.any(Number), lost: 0 });
    expect(crowd.figures().bytes).toBeGreaterThan(mebibyte);
    // Forty sessions and their forty clients; Argon2id takes 46 MiB of it twice.
    expect(process.memoryUsage.rss() - before).toBeLessThan(384 * mebibyte);
  } finally {
    siege.lift();
    await crowd.leave();
  }
  expect(await site.events('login-accepted')).toHaveLength(46);
  const crowded = site.log.filter((line) => line.includes('connections-crowded'));
  expect(crowded.length).toBeLessThanOrEqual(3);
});
