/**
 * The gateway of a site: an SFTP server on which the accounts of the next party fetch what is there for
 * them, with factors of every kind that the deliberation asks for.
 */

import type { Clock } from '../clock.ts';
import type { Deliberation, PartyId } from '../deliberations/clause.ts';
import { PasserelleError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { CertificateTrust } from '../login/certificate-trust.ts';
import { createJudge } from '../login/judge.ts';
import { loginMachine } from '../login/machine.ts';
import type { Store } from '../ports/store.ts';
import type { ReceiptIntake } from '../receipts/intake.ts';
import type { Vault } from '../retention/vault.ts';
import type { CheckpointDesk } from '../witness/desk.ts';
import { createCollectionBook } from './collection-book.ts';
import { type ListenOptions, openFront } from './front.ts';
import { defaultLimits, type GatewayLimits } from './limits.ts';
import { closedChannelSentence, sentence } from './sentences.ts';
import { createSessions, watchSessions } from './sessions.ts';
import type { ChannelGuard, GatewaySite } from './site.ts';
import { createSshServer } from './ssh-server.ts';

export interface GatewayOptions extends ListenOptions {
  /** Text of the Ed25519 private key, as ssh-keygen makes it. */
  readonly hostKey: string;
  readonly store: Store;
  readonly vault: Vault;
  readonly deliberation: Deliberation;
  /** The party whose gateway it is. */
  readonly party: PartyId;
  readonly clock: Clock;
  readonly guard: ChannelGuard;
  readonly acceptReceipt: ReceiptIntake;
  readonly log: Log;
  readonly mode: 'real' | 'rehearsal';
  /** Whom the site trusts to vouch for cards, as it is now; nobody if it is left out. */
  readonly cardTrust?: () => Promise<CertificateTrust>;
  readonly limits?: Partial<GatewayLimits>;
  /** Shows and takes checkpoints; absent at a site without a ledger key. */
  readonly checkpoints?: CheckpointDesk | undefined;
}

export interface Gateway {
  readonly host: string;
  readonly port: number;
  /** `SHA256:…`, for the peers to compare. */
  readonly hostKeyFingerprint: string;
  /** Stops listening, ends all sessions, and waits until the ledger knows. */
  close(): Promise<void>;
}

/**
 * Listens until it is closed, or until the channel closes: then all sessions end, callers are told why for
 * a while, and nobody listens any more. Throws `channel-closed` if that is already so, and
 * `secret-unavailable` if the host key is not to be had: it is never made here.
 */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const { host, hostKey, deliberation, guard, log } = options;
  const limits = { ...defaultLimits, ...options.limits };
  const site: GatewaySite = {
    ...options,
    limits,
    judge: createJudge(options),
    machine: loginMachine(deliberation, limits),
    collections: createCollectionBook(),
  };
  const state = await guard.state();
  if (!state.open) {
    throw new PasserelleError('channel-closed', closedChannelSentence(deliberation.number, state));
  }

  const sessions = createSessions(limits);
  const server = createSshServer(site, sessions, hostKey);
  const front = await openFront(site, options, server.serve);
  let farewell: NodeJS.Timeout | undefined;
  const watch = watchSessions(site, sessions, {
    looked: server.tellRefusals,
    closed() {
      log.warn('channel-closed', { port: front.port });
      farewell = setTimeout(front.stopListening, limits.farewellSeconds * 1000);
    },
  });
  log.info('listening', { host, port: front.port, hostKey: server.hostKeyFingerprint });

  return {
    host,
    port: front.port,
    hostKeyFingerprint: server.hostKeyFingerprint,
    async close() {
      watch.stop();
      clearTimeout(farewell);
      const stopped = front.close();
      await sessions.endAll('stopping', sentence('stopping'));
      await stopped;
      await server.settled();
    },
  };
}
