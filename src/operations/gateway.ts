/** The gateway of a site, from its configuration. It needs no OpenPGP private key, and is given none. */

import { existsSync } from 'node:fs';
import type { PublisherConfig, RelayConfig } from '../config/site-config.ts';
import { type ErrorCode, hasCode, PasserelleError } from '../errors.ts';
import { type Gateway, type GatewayRenewal, startGateway } from '../gateway/gateway.ts';
import type { GatewayLimits } from '../gateway/limits.ts';
import type { Log } from '../log.ts';
import { createReceiptIntake } from '../receipts/accept.ts';
import type { ReceiptIntake } from '../receipts/intake.ts';
import type { Site } from '../site.ts';
import { readSshPrivateKey } from '../ssh/read-private-key.ts';
import { createCheckpointDesk } from '../witness/desk.ts';
import { type Text, text, type Words } from '../words/text.ts';
import { cardTrustOf } from './card-trust.ts';
import { leaveBuffersToYoungCollections } from './collector.ts';
import { noticeBoardOf } from './notice-board.ts';

/** Starts the gateway. Throws `channel-closed`, `secret-unavailable` or `key-refused`, or if it cannot listen. */
export async function gatewayOf(
  site: Site<PublisherConfig | RelayConfig>,
  log: Log,
  limits: Partial<GatewayLimits> = {},
): Promise<Gateway> {
  leaveBuffersToYoungCollections();
  const { config, store, deliberation, clock } = site;
  const { host, port } = config.gateway;
  const vault = await site.vault();
  const renewal = await renewalOf(site, log);
  try {
    return await startGateway({
      ...renewal,
      host,
      port,
      store,
      vault,
      deliberation,
      party: config.site,
      clock,
      log,
      mode: config.mode,
      limits,
    });
  } catch (error) {
    throw listenProblem(error, text`${host}, port ${port}`) ?? error;
  }
}

/** Has a running gateway go on by what is configured now. What throws leaves it as it is. */
export async function renewGateway(
  gateway: Gateway,
  site: Site<PublisherConfig | RelayConfig>,
  log: Log,
): Promise<void> {
  gateway.renew(await renewalOf(site, log));
}

async function renewalOf(site: Site<PublisherConfig | RelayConfig>, log: Log): Promise<GatewayRenewal> {
  const { mode, gateway } = site.config;
  const textOf = async (file: string) => (await readSshPrivateKey(file, mode)).text;
  const witness = await site.witness();
  return {
    hostKey: await textOf(gateway.hostKey),
    // Named for good, and there only while a change is under way.
    nextHostKey:
      gateway.nextHostKey === undefined || !existsSync(gateway.nextHostKey)
        ? undefined
        : await textOf(gateway.nextHostKey),
    proxyProtocolFrom: gateway.proxyProtocolFrom,
    guard: site.guard,
    acceptReceipt: receiptIntakeOf(site),
    checkpoints: witness && createCheckpointDesk(witness),
    notices: noticeBoardOf(site, witness?.key),
    cardTrust: cardTrustOf(gateway.cards, log),
  };
}

/** What the system answers when it does not let a process listen, in words. */
const listenProblems: ReadonlyMap<unknown, readonly [code: ErrorCode, says: Text]> = new Map([
  ['EADDRINUSE', ['already-running', text`another process listens there already`]],
  ['EACCES', ['config-invalid', text`this user may not listen there`]],
  ['EADDRNOTAVAIL', ['config-invalid', text`that is no address of this machine`]],
  ['ENOTFOUND', ['config-invalid', text`nobody knows that name`]],
]);

function listenProblem(error: unknown, where: Words): PasserelleError | undefined {
  const known = error instanceof Error && 'code' in error ? listenProblems.get(error.code) : undefined;
  if (known === undefined) return undefined;
  const [code, says] = known;
  return new PasserelleError(code, text`the gateway cannot listen on ${where}: ${says}`, {
    hint: text`Choose another host or port under [gateway], or end the other process.`,
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
