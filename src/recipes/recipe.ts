/** Recipes by which the holder of an account logs in with the client that it has: text to paste, no secret in it. */

import type { Account } from '../ports/account.ts';
import type { Text } from '../words/text.ts';

/** Where the gateway is, as its peers reach it, and by which key they know it. */
export interface Door {
  readonly host: string;
  readonly port: number;
  /** By this name the recipe calls it: the party whose gateway it is. */
  readonly name: string;
  /** `SHA256:…` */
  readonly fingerprint: string;
  /** Algorithm and blob, as a line of `known_hosts` has them. */
  readonly hostKey: string;
}

/** What the holder proves possession by; all but a card ask for a password besides, and a card for its PIN. */
const ways = ['key', 'code', 'certificate', 'fido', 'card'] as const;
export type Way = (typeof ways)[number];

export interface Visitor {
  readonly account: string;
  readonly way: Way;
  /** Where the private key lies on the holder's machine. */
  readonly keyFile: string;
}

/** Something to paste: into a file, or at a prompt. */
export interface Piece {
  readonly into: Text;
  readonly content: string;
}

export interface Recipe {
  readonly pieces: readonly Piece[];
  readonly remarks: readonly Text[];
}

export interface RecipeBook {
  readonly name: string;
  /** The ways in which the client can log in, the best first. */
  readonly ways: readonly Way[];
  write(door: Door, visitor: Visitor): Recipe;
}

/** By which each way is proven: the method that the terms of an account may allow or not. */
const methodOf = {
  key: 'ssh-key',
  code: 'totp',
  certificate: 'certificate',
  fido: 'fido',
  card: 'card',
} as const;

/** The ways that an account has, its terms considered. A way that needs a password counts only with one. */
export function waysOf({ keys, authorities, certificates, totp, password, terms }: Account): readonly Way[] {
  const isFido = (algorithm: string) => algorithm.startsWith('sk-');
  const has: Readonly<Record<Way, boolean>> = {
    key: keys.some(({ algorithm }) => !isFido(algorithm)),
    code: totp !== null,
    certificate: authorities.length > 0,
    fido: keys.some(({ algorithm }) => isFido(algorithm)),
    card: certificates.length > 0,
  };
  const allows = (method: string) => terms.methods === null || terms.methods.includes(method);
  const knows = password !== null && allows('password');
  return ways.filter(
    (way) => has[way] && allows(methodOf[way]) && (knows || way === 'card' || way === 'fido'),
  );
}
