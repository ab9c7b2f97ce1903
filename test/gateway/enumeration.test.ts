/** The cases of scripts/bench/login-timing.ts: there the times of the answers are compared, here their words. */

import { expect, it } from 'vitest';
import { type LoginCase, prepareCases, unknownName } from '../../scripts/bench/login-cases.ts';
import { accountSubject, addressSubject } from '../../src/login/throttle.ts';
import type { GatewaySite } from '../support/gateway-site.ts';
import { openRawSsh } from '../support/raw-ssh.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** The answer to what is tried at the name, and the numbers of all messages on the way to it. */
async function answerTo(site: GatewaySite, { tries }: LoginCase, name: string) {
  const raw = await openRawSsh(site.gateway.port);
  try {
    const { request, answer } = await tries(raw, name);
    raw.send(request);
    const message = await raw.next(answer);
    return { message: message.toString('hex'), numbers: raw.numbers };
  } finally {
    raw.socket.destroy();
    for (const subject of [accountSubject(name), addressSubject('127.0.0.1')]) {
      await site.store.clearFailures(subject);
    }
  }
}

it('answers alike, by every factor, at an account and at a name that nobody has [threat 24]', async () => {
  const { site, cases } = await prepareCases(await temporaryFolder());
  try {
    for (const one of cases) {
      const known = await answerTo(site, one, one.account);
      expect(await answerTo(site, one, unknownName), one.title).toEqual(known);
    }
    expect(await site.events('login-accepted')).toEqual([]);
  } finally {
    await site.close();
  }
});
