import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Refusal, type RefusalRecorder, refusalRecorder } from '../../src/gateway/login-record.ts';
import { faultyStore } from '../support/faulty-store.ts';
import { type GatewaySite, openGatewaySite } from '../support/gateway-site.ts';

let site: GatewaySite;
let recorder: RefusalRecorder;
beforeEach(async () => {
  site = await openGatewaySite();
  await site.account('insurer-300');
  recorder = refusalRecorder(site.options);
});
afterEach(() => site.close());

const refusal: Refusal = { name: 'insurer-300', reason: 'nothing-proven', factors: [] };
const pass = (minutes: number) => site.clock.moveTo(site.clock.now().add({ minutes }));
const numbersTold = async () =>
  (await site.events('login-refused')).map(({ details: { occurrences } }) => occurrences);

it('writes the first refusal at once, and of a flood one entry in ever longer times [A50]', async () => {
  for (let minute = 0; minute < 24 * 60; minute += 1) {
    for (let number = 0; number < 3; number += 1) await recorder.record(refusal, `192.0.2.${number}`);
    pass(1);
    await recorder.tell();
  }
  const told = await numbersTold();
  expect(told[0]).toBe(1);
  expect(told.length).toBeLessThan(32);
  await recorder.tell(true);
  const all = await numbersTold();
  expect(all.reduce((sum: number, count) => sum + Number(count), 0)).toBe(3 * 24 * 60);
});

it('begins anew once it was quiet', async () => {
  await recorder.record(refusal, '192.0.2.1');
  pass(1);
  await recorder.tell();
  await recorder.record(refusal, '192.0.2.1');
  expect(await numbersTold()).toEqual([1, 1]);
});

it('tells accounts, reasons and proven kinds apart, and several addresses as such', async () => {
  const possession = { kind: 'possession', method: 'ssh-key', evidence: 'SHA256:x' } as const;
  await recorder.record(refusal, '192.0.2.1');
  await recorder.record({ ...refusal, name: 'nobody' }, '192.0.2.1');
  await recorder.record({ ...refusal, reason: 'wrong-factor' }, '192.0.2.1');
  await recorder.record({ ...refusal, reason: 'wrong-factor', factors: [possession] }, '192.0.2.1');
  await recorder.record(refusal, '192.0.2.2');
  await recorder.record(refusal, '192.0.2.3');
  await recorder.record({ ...refusal, name: 'another name' }, '192.0.2.4');
  await recorder.tell(true);
  expect((await site.events('login-refused')).map(({ actor, details }) => ({ actor, ...details }))).toEqual([
    { actor: 'insurer-300', address: '192.0.2.1', reason: 'nothing-proven', kinds: '', occurrences: 1 },
    { actor: 'unknown', address: '192.0.2.1', reason: 'nothing-proven', kinds: '', occurrences: 1 },
    { actor: 'insurer-300', address: '192.0.2.1', reason: 'wrong-factor', kinds: '', occurrences: 1 },
    {
      actor: 'insurer-300',
      address: '192.0.2.1',
      reason: 'wrong-factor',
      kinds: 'possession',
      occurrences: 1,
    },
    { actor: 'insurer-300', address: 'several', reason: 'nothing-proven', kinds: '', occurrences: 2 },
    { actor: 'unknown', address: '192.0.2.4', reason: 'nothing-proven', kinds: '', occurrences: 1 },
  ]);
});

it('forgets none while the ledger cannot be written', async () => {
  const { store } = faultyStore(site.store, { at: 0, persisted: false });
  const failing = refusalRecorder({ ...site.options, store });
  await expect(failing.record(refusal, '192.0.2.1')).rejects.toThrow();
  expect(await numbersTold()).toEqual([]);
  await failing.record(refusal, '192.0.2.1');
  await failing.tell(true);
  expect(await numbersTold()).toEqual([2]);
});
