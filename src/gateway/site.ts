/** What every part of the gateway may need of its site. */

import type { Clock } from '../clock.ts';
import type { Deliberation, PartyId } from '../deliberations/clause.ts';
import type { ChannelState } from '../deliberations/rules.ts';
import type { Log } from '../log.ts';
import type { Judge } from '../login/judge.ts';
import type { LoginMachine } from '../login/machine.ts';
import type { NoticeBoard } from '../notices/board.ts';
import type { Store } from '../ports/store.ts';
import type { ReceiptIntake } from '../receipts/intake.ts';
import type { Vault } from '../retention/vault.ts';
import type { CheckpointDesk } from '../witness/desk.ts';
import type { CollectionBook } from './collection-book.ts';
import type { GatewayLimits } from './limits.ts';

/** Says whether data may move now. */
export interface ChannelGuard {
  state(): Promise<ChannelState>;
}

export interface GatewaySite {
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
  readonly limits: GatewayLimits;
  readonly judge: Judge;
  readonly machine: LoginMachine;
  readonly collections: CollectionBook;
  /** Shows and takes checkpoints; absent at a site without a ledger key. */
  readonly checkpoints?: CheckpointDesk | undefined;
  /** Shows each account what is new and what is to be done. */
  readonly notices?: NoticeBoard | undefined;
}
