/**
 * The gateway of a site: an SFTP server on which the accounts of the next party fetch what is there for
 * them, with factors of every kind that the deliberation asks for.
 */

import type { Clock } from '../clock.ts';
import type { Deliberation, PartyId } from '../deliberations/clause.ts';
import { PasserelleError } from '../errors.ts';
import type { Log } from '../log.ts';
import { type CertificateTrust, noTrust } from '../login/certificate-trust.ts';
import { createJudge } from '../login/judge.ts';
import { loginMachine } from '../login/machine.ts';
import type { NoticeBoard } from '../notices/board.ts';
import type { Store } from '../ports/store.ts';
import type { ReceiptIntake } from '../receipts/intake.ts';
import type { Vault } from '../retention/vault.ts';
import type { CheckpointDesk } from '../witness/desk.ts';
import { createCollectionBook } from './collection-book.ts';
import { type ListenOptions, openFront } from './front.ts';
import { readHostKeys } from './host-keys.ts';
import { defaultLimits, type GatewayLimits } from './limits.ts';
import { closedChannel, sentence } from './sentences.ts';
import { createSessions, type LiveSession, watchSessions } from './sessions.ts';
import type { ChannelGuard, GatewaySite } from './site.ts';
import { createSshServer } from './ssh-server.ts';

export interface GatewayOptions extends ListenOptions {
  /** Text of the Ed25519 private key, as ssh-keygen makes it. */
  readonly hostKey: string;
  /** The one that takes its place some day: clients that keep host keys learn it in advance. */
  readonly nextHostKey?: string | undefined;
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
  /** Shows each account what is new and what is to be done. */
  readonly notices?: NoticeBoard | undefined;
}

/** What a gateway can take anew while it runs. */
export type GatewayRenewal = Pick<
  GatewayOptions,
  | 'hostKey'
  | 'nextHostKey'
  | 'proxyProtocolFrom'
  | 'guard'
  | 'acceptReceipt'
  | 'checkpoints'
  | 'notices'
  | 'cardTrust'
>;

export interface Gateway {
  readonly host: string;
  readonly port: number;
  /** `SHA256:…`, for the peers to compare. */
  readonly hostKeyFingerprint: string;
  /** Sessions that are open now. */
  sessions(): readonly Pick<LiveSession, 'account' | 'address' | 'since'>[];
  sessionCount(): number;
  /** From now on; sessions go on. Throws `secret-unavailable`, with nothing changed. */
  renew(renewal: GatewayRenewal): void;
  /**
   * Stops listening, ends all sessions, and waits until the ledger knows. Transfers that are under way have
   * `patience` to come to their end; nobody has any if it is left out.
   */
  close(patience?: Temporal.Duration): Promise<void>;
}

/**
 * Listens until it is closed, or until the channel closes: then all sessions end, callers are told why for
 * a while, and nobody listens any more. Throws `channel-closed` if that is already so, and
 * `secret-unavailable` if the host key is not to be had: it is never made here.
 */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const { host, deliberation, guard, log } = options;
  const limits = { ...defaultLimits, ...options.limits };
  const renewable = { ...options };
  const site: GatewaySite & GatewayRenewal = Object.assign(renewable, {
    limits,
    judge: createJudge({ ...options, cardTrust: async () => (await renewable.cardTrust?.()) ?? noTrust }),
    machine: loginMachine(deliberation, limits),
    collections: createCollectionBook(),
  });
  let hostKeys = readHostKeys(options);
  const state = await guard.state();
  if (!state.open) {
    throw new PasserelleError('channel-closed', closedChannel(deliberation.number, state));
  }

  const sessions = createSessions(limits);
  const server = createSshServer(site, sessions, hostKeys);
  const front = await openFront(site, renewable, server.serve);
  let farewell: NodeJS.Timeout | undefined;
  const watch = watchSessions(site, sessions, {
    looked: server.tellRefusals,
    closed() {
      log.warn('channel-closed', { port: front.port });
      farewell = setTimeout(front.stopListening, limits.farewellSeconds * 1000);
    },
  });
  log.info('listening', { host, port: front.port, hostKey: hostKeys[0].fingerprint });

  return {
    host,
    port: front.port,
    get hostKeyFingerprint() {
      return hostKeys[0].fingerprint;
    },
    sessions: () => [...sessions.all()],
    sessionCount: () => [...sessions.all()].length,
    renew(renewal) {
      hostKeys = readHostKeys(renewal);
      server.useHostKeys(hostKeys);
      Object.assign(renewable, renewal);
    },
    async close(patience = Temporal.Duration.from({ seconds: 0 })) {
      const stopped = front.close();
      const cut = await sessions.endInOrder('stopping', sentence('stopping'), patience);
      if (cut > 0) log.warn('transfers-cut', { sessions: cut });
      await stopped;
      watch.stop();
      clearTimeout(farewell);
      await server.settled();
    },
  };
}
