/** A gateway that is told to stop lets nobody in, and lets transfers under way come to their end, for a while. */

import { once } from 'node:events';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Gateway } from '../../src/gateway/gateway.ts';
import { startGateway } from '../../src/gateway/gateway.ts';
import { attemptLogin, bothFactors, logIn, openSftp } from '../support/gateway-client.ts';
import { type GatewaySite, openGatewaySite, type TestAccount } from '../support/gateway-site.ts';

const patient = Temporal.Duration.from({ seconds: 30 });

let site: GatewaySite;
let account: TestAccount;
/** On the same site, but looking ten times a second. */
let gateway: Gateway;

beforeEach(async () => {
  site = await openGatewaySite();
  account = await site.account('insurer-300');
  gateway = await startGateway({ ...site.options, port: 0, limits: { watchSeconds: 0.1 } });
});
afterEach(async () => {
  await gateway.close();
  await site.close();
});

const endings = async () =>
  (await site.events('session-ended')).map(({ details }) => Reflect.get(details, 'reason'));

it('ends at once who transfers nothing, and refuses who comes', async () => {
  const idle = await logIn(gateway.port, account);
  const over = once(idle, 'close');
  const reader = await logIn(gateway.port, account);
  const sftp = await openSftp(reader);
  const handle = await sftp.open('/README.txt');
  const closing = gateway.close(patient);
  await over;
  expect((await attemptLogin(gateway.port, bothFactors(account))).error).toContain('ECONNREFUSED');
  expect(gateway.sessionCount()).toBe(1);
  expect(await sftp.open('/README.txt')).toBeInstanceOf(Buffer);
  reader.end();
  await closing;
  expect(handle).toBeInstanceOf(Buffer);
  expect((await endings()).sort()).toEqual(['left', 'stopping']);
  expect(site.log.filter((line) => line.includes('transfers-cut'))).toEqual([]);
});

it('ends a session that has closed its files and does not leave by itself', async () => {
  const reader = await logIn(gateway.port, account);
  const over = once(reader, 'close');
  const sftp = await openSftp(reader);
  const handle = await sftp.open('/README.txt');
  if (!(handle instanceof Buffer)) throw new RangeError('not opened');
  const closing = gateway.close(patient);
  await sftp.close(handle);
  await over;
  await closing;
  expect(await endings()).toEqual(['stopping']);
});

it('cuts in the end who does not close its files, and logs how many', async () => {
  const reader = await logIn(gateway.port, account);
  const over = once(reader, 'close');
  expect(await (await openSftp(reader)).open('/README.txt')).toBeInstanceOf(Buffer);
  await gateway.close(Temporal.Duration.from({ milliseconds: 250 }));
  await over;
  expect(await endings()).toEqual(['stopping']);
  expect(site.log.filter((line) => line.includes('transfers-cut'))).toEqual([
    'warn transfers-cut {"sessions":1}',
  ]);
});
