import { expect, it } from 'vitest';
import { median } from '../../../scripts/bench/figures.ts';
import { type LoginCase, prepareCases, unknownName } from '../../../scripts/bench/login-cases.ts';
import { accountSubject, addressSubject } from '../../../src/login/throttle.ts';
import type { GatewaySite } from '../../support/gateway-site.ts';
import { openRawSsh } from '../../support/raw-ssh.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const samples = 5;
/** Those that would be the quickest to refuse, were their secrets not hashed all the same. */
const looked = [
  'wrong password, wrong code',
  'password of an account without a code',
  'disabled: right password',
];

/** Milliseconds from the request to its answer. */
async function timeOf(site: GatewaySite, { tries }: LoginCase, name: string): Promise<number> {
  const raw = await openRawSsh(site.gateway.port);
  const { request, answer } = await tries(raw, name);
  const begun = performance.now();
  raw.send(request);
  await raw.next(answer);
  const time = performance.now() - begun;
  raw.socket.destroy();
  for (const subject of [accountSubject(name), addressSubject('127.0.0.1')]) {
    await site.store.clearFailures(subject);
  }
  return time;
}

it('an account takes no longer to refuse than a name that nobody has, nor less long [threat 24][weakness: user enumeration by timing]', async () => {
  const { site, cases } = await prepareCases(await temporaryFolder());
  try {
    for (const one of cases.filter(({ title }) => looked.some((words) => title.startsWith(words)))) {
      const known: number[] = [];
      const unknown: number[] = [];
      for (let sample = 0; sample < samples; sample += 1) {
        known.push(await timeOf(site, one, one.account));
        unknown.push(await timeOf(site, one, unknownName));
      }
      // A hash that is not computed would make it ten times as short; scripts/bench/login-timing.ts looks closely.
      const ratio = median(unknown) / median(known);
      expect([one.title, ratio > 0.4, ratio < 2.5]).toEqual([one.title, true, true]);
    }
  } finally {
    await site.close();
  }
});
