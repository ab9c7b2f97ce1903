/** The gateway of a site, from its configuration. It needs no OpenPGP private key, and is given none. */

import type { PublisherConfig, RelayConfig } from '../config/site-config.ts';
import { type ErrorCode, hasCode, PasserelleError } from '../errors.ts';
import { type Gateway, startGateway } from '../gateway/gateway.ts';
import type { Log } from '../log.ts';
import { createReceiptIntake } from '../receipts/accept.ts';
import type { ReceiptIntake } from '../receipts/intake.ts';
import type { Site } from '../site.ts';
import { readSshPrivateKey } from '../ssh/read-private-key.ts';
import { createCheckpointDesk } from '../witness/desk.ts';
import { cardTrustOf } from './card-trust.ts';

/** Starts the gateway. Throws `channel-closed`, `secret-unavailable` or `key-refused`, or if it cannot listen. */
export async function gatewayOf(site: Site<PublisherConfig | RelayConfig>, log: Log): Promise<Gateway> {
  const { config, store, deliberation, clock, guard } = site;
  const { host, port, proxyProtocolFrom } = config.gateway;
  const hostKey = (await readSshPrivateKey(config.gateway.hostKey, config.mode)).text;
  const vault = await site.vault();
  const acceptReceipt = receiptIntakeOf(site);
  const { mode } = config;
  const witness = await site.witness();
  const checkpoints = witness && createCheckpointDesk(witness);
  try {
    return await startGateway({
      host,
      port,
      proxyProtocolFrom,
      hostKey,
      store,
      vault,
      deliberation,
      party: config.site,
      clock,
      guard,
      acceptReceipt,
      checkpoints,
      log,
      mode,
      cardTrust: cardTrustOf(config.gateway.cards, log),
    });
  } catch (error) {
    throw listenProblem(error, `${host}, port ${port}`) ?? error;
  }
}

/** What the system answers when it does not let a process listen, in words. */
const listenProblems: ReadonlyMap<unknown, readonly [code: ErrorCode, says: string]> = new Map([
  ['EADDRINUSE', ['already-running', 'another process listens there already']],
  ['EACCES', ['config-invalid', 'this user may not listen there']],
  ['EADDRNOTAVAIL', ['config-invalid', 'that is no address of this machine']],
  ['ENOTFOUND', ['config-invalid', 'nobody knows that name']],
]);

function listenProblem(error: unknown, where: string): PasserelleError | undefined {
  const known = error instanceof Error && 'code' in error ? listenProblems.get(error.code) : undefined;
  if (known === undefined) return undefined;
  const [code, says] = known;
  return new PasserelleError(code, `the gateway cannot listen on ${where}: ${says}`, {
    hint: 'Choose another host or port under [gateway], or end the other process.',
    cause: error,
  });
}

function receiptIntakeOf({ config, store, deliberation, keyOf }: Site): ReceiptIntake {
  return createReceiptIntake({
    store,
    deliberation,
    // Who logs in to a rehearsal from outside signs in the present.
    signedAtBound: config.mode === 'real',
    async keyOf(party) {
      try {
        return await keyOf(party);
      } catch (error) {
        if (hasCode(error, 'config-invalid')) return undefined;
        throw error;
      }
    },
  });
}
