/** What the login machine hears, answers, and remembers. */

import type { Invitation } from '../ports/account.ts';
import type { Claim, ProvenFactor, Secret } from './factors.ts';

export type RequestMethod =
  | 'none'
  /** A well-formed public key of an allowed algorithm, without a signature: only a question. */
  | 'key-query'
  | 'key-signature'
  | 'keyboard-interactive'
  | 'password'
  /** Every other method, and keys that no account could have. */
  | 'unsupported';

export type LoginEvent =
  | { readonly event: 'request'; readonly account: string; readonly method: RequestMethod }
  /** The client answered an `ask` with that many responses. */
  | { readonly event: 'responses'; readonly count: number }
  /** The end of a `verify`: the factors that held, for the account of the requests. */
  | {
      readonly event: 'verdict';
      readonly factors: readonly ProvenFactor[];
      /** The code of an open invitation was given as the password: what the holder may now set. */
      readonly invitation?: Invitation['sets'];
    }
  /**
   * The end of a `record`. `refused`: the code was used before. `impossible`: the ledger could not be
   * written, or the channel is closed.
   */
  | {
      /** The end of an `enrol`. `refused`: what was given is not fit, or the invitation is used up. */
      readonly event: 'enrolled';
      readonly outcome: 'written' | 'refused';
    }
  | { readonly event: 'recorded'; readonly outcome: 'written' | 'refused' | 'impossible' };

export type MethodName = 'publickey' | 'keyboard-interactive' | 'password';

/** What the holder of an invitation is asked: its new password twice, and a code of its new TOTP device. */
export type NewSecret = 'new-password' | 'repeated-password' | 'new-code';

export type LoginAnswer =
  | { readonly answer: 'accept' }
  /** PK_OK: «sign with it», to any key, so that it reveals nothing. */
  | { readonly answer: 'key-acceptable' }
  | { readonly answer: 'ask'; readonly secret: Secret | NewSecret }
  | { readonly answer: 'verify'; readonly claims: readonly Claim[] }
  /** Give the account the factors that its holder chose. They prove nothing in this connection. */
  | { readonly answer: 'enrol' }
  /** Write the login down; only then is it accepted. */
  | { readonly answer: 'record'; readonly factors: readonly ProvenFactor[] }
  | { readonly answer: 'failure'; readonly methods: readonly MethodName[]; readonly partial: boolean }
  | { readonly answer: 'disconnect'; readonly reason: DisconnectReason };

export type DisconnectReason =
  | 'account-switched'
  | 'too-many-tries'
  | 'too-many-requests'
  | 'out-of-turn'
  | 'not-recorded'
  /** The holder has set its factors, and is to log in with them. */
  | 'enrolled';

export interface Progress {
  /** The name in the first request; `null` before it. Attacker-controlled. */
  readonly account: string | null;
  /** Factors kept: none, or a key; all of them once open. */
  readonly factors: readonly ProvenFactor[];
  readonly triesLeft: number;
  readonly requestsLeft: number;
}

export type LoginState =
  | (Progress & { readonly phase: 'choosing' })
  /** A conversation: `claims` were answered, `asked` is waited for, then come `toAsk`. */
  | (Progress & {
      readonly phase: 'asking';
      readonly claims: readonly Secret[];
      readonly asked: Secret;
      readonly toAsk: readonly Secret[];
    })
  /** The holder of an invitation sets its factors: `asked` is waited for, then come `toAsk`. */
  | (Progress & {
      readonly phase: 'enrolling';
      readonly asked: NewSecret;
      readonly toAsk: readonly NewSecret[];
    })
  | (Progress & { readonly phase: 'writing' })
  | (Progress & {
      readonly phase: 'verifying';
      readonly claims: readonly Claim[];
      readonly conversing: boolean;
    })
  | (Progress & { readonly phase: 'recording'; readonly proven: readonly ProvenFactor[] })
  | (Progress & { readonly phase: 'open' })
  | (Progress & { readonly phase: 'ended' });
