/** The gateway of a site, from its configuration. It needs no OpenPGP private key, and is given none. */

import type { PublisherConfig, RelayConfig } from '../config/site-config.ts';
import { hasCode } from '../errors.ts';
import { type Gateway, startGateway } from '../gateway/gateway.ts';
import type { Log } from '../log.ts';
import { createReceiptIntake } from '../receipts/accept.ts';
import type { ReceiptIntake } from '../receipts/intake.ts';
import type { Site } from '../site.ts';
import { readSshPrivateKey } from '../ssh/read-private-key.ts';

/** Starts the gateway. Throws `channel-closed`, `secret-unavailable` or `key-refused`, or if it cannot listen. */
export async function gatewayOf(site: Site<PublisherConfig | RelayConfig>, log: Log): Promise<Gateway> {
  const { config, store, deliberation, clock, guard } = site;
  const { host, port, hostKey } = config.gateway;
  return await startGateway({
    host,
    port,
    hostKey: (await readSshPrivateKey(hostKey, config.mode)).text,
    store,
    vault: await site.vault(),
    deliberation,
    clock,
    guard,
    acceptReceipt: receiptIntakeOf(site),
    log,
    mode: config.mode,
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
