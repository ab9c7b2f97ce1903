/** What the sessions of a run share. */

import { setTimeout as delay } from 'node:timers/promises';
import { sshAlgorithms } from '../../src/ssh/algorithms.ts';
import {
  openRawSsh,
  passwordRequest,
  type RawOffer,
  type RawSsh,
  signatureRequest,
  signedRequest,
} from '../../test/support/raw-ssh.ts';
import type { Random } from './random.ts';
import type { Cast } from './target.ts';

export interface Scene {
  readonly port: number;
  readonly cast: Cast;
  /** So many messages have gone out. */
  sent(count: number): void;
  /** An honest login is about to succeed: the ledger will know of it. */
  enter(): void;
  /** The gateway did what it must not do. */
  find(what: string): void;
}

/** Milliseconds within which the gateway answers whatever it has to answer, on a machine that is busy. */
export const greatestWait = 30_000;

/** What `promise` gives, or `undefined` if that takes longer. */
export async function within<Result>(
  milliseconds: number,
  promise: Promise<Result>,
): Promise<Result | undefined> {
  const stop = new AbortController();
  const late = delay(milliseconds, undefined, { signal: stop.signal }).catch(() => undefined);
  const result = await Promise.race([promise, late]);
  stop.abort();
  return result;
}

/** A way to encrypt, of all that the gateway has; the slow exchange seldom. */
export function offerOf(random: Random): RawOffer {
  const [slow, ...exchanges] = sshAlgorithms.kex.toReversed();
  const exchange = random.oneIn(40) ? slow : exchanges[random.below(exchanges.length)];
  const cipher = sshAlgorithms.cipher[random.below(sshAlgorithms.cipher.length)] ?? '';
  return { ...(exchange !== undefined && { exchange }), cipher, strict: true };
}

/** One session of a sort. */
export type Session = (scene: Scene, random: Random, from: string) => Promise<void>;

/** SSH_MSG_USERAUTH_FAILURE and SSH_MSG_USERAUTH_SUCCESS (RFC 4252 section 6). */
export const verdict = { failure: 51, success: 52 } as const;

/** PROTOCOL.u2f: touched, and its user verified. */
const verified = 5;

/** A connection with factors of both kinds, as honest users have them; throws if it is not let in. */
export async function logInHonestly(
  { port, cast, enter }: Scene,
  random: Random,
  from: string,
  by: 'password' | 'authenticator',
): Promise<RawSsh> {
  const raw = await openRawSsh(port, { from, offer: offerOf(random) });
  if (by === 'authenticator') {
    const { name, key } = cast.authenticator;
    raw.send(signedRequest(raw, name, key, (signed) => key.sign(signed, verified, 1)));
  } else {
    raw.send(signatureRequest(raw, cast.visitor));
    await raw.next(verdict.failure);
    raw.send(passwordRequest(cast.visitor.name, cast.visitor.password));
  }
  await raw.next(verdict.success);
  enter();
  return raw;
}
