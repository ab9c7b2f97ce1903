/** What stands in the route table of the operator page, and what a route gives. */

import type { SiteRole } from '../accounts/site-role.ts';
import type { Html } from '../pages/html.ts';
import type { Language } from '../words/language.ts';
import type { PageSession } from './sessions.ts';

/** A request that was let through to its route. */
export interface PageRequest {
  readonly language: Language;
  /** Attacker-controlled, as is the form. */
  readonly query: URLSearchParams;
  /** Fields of a POST; empty otherwise. */
  readonly form: URLSearchParams;
  /** Where the connection comes from: the machine itself, whoever is in front. */
  readonly address: string;
  /** Present wherever the route is not open, and on an open one if somebody is signed in. */
  readonly session: PageSession | undefined;
  /** True if the browser knows of a session that is over. */
  readonly hadSession: boolean;
}

/** A request of somebody who is signed in. */
export interface SignedInRequest extends PageRequest {
  readonly session: PageSession;
  readonly role: SiteRole;
  /** By which the session is known. */
  readonly token: string;
}

export interface Answer {
  readonly status: number;
  /** Media type; absent: there is no body. */
  readonly type?: string;
  readonly body?: string | AsyncIterable<Uint8Array>;
  readonly headers?: Readonly<Record<string, string>>;
  /** The token of a session that begins, or `null`: the browser is to forget its own. */
  readonly session?: string | null;
}

type Method = 'GET' | 'POST';

/**
 * One line of the table. The path is compared byte by byte: nothing is decoded, and there are no patterns. Whoever asks
 * for what is not in the table, or not for them, is told the same.
 */
export type Route = { readonly method: Method; readonly path: string } & (
  | { readonly seenBy: 'everybody'; readonly answer: (request: PageRequest) => Promise<Answer> | Answer }
  | {
      readonly seenBy: readonly SiteRole[];
      readonly answer: (request: SignedInRequest) => Promise<Answer> | Answer;
    }
);

/** A line that strangers may ask for: it must tell them nothing. */
export function forEverybody(
  method: Method,
  path: string,
  answer: (request: PageRequest) => Promise<Answer> | Answer,
): Route {
  return { method, path, seenBy: 'everybody', answer };
}

/** A line for those who have proven factors of every kind, and have one of the roles. */
export function forRoles(
  seenBy: readonly SiteRole[],
  method: Method,
  path: string,
  answer: (request: SignedInRequest) => Promise<Answer> | Answer,
): Route {
  return { method, path, seenBy, answer };
}

export function page({ markup }: Html, status = 200): Answer {
  return { status, type: 'text/html; charset=utf-8', body: markup };
}

export function plain(body: string, status = 200, type = 'text/plain; charset=utf-8'): Answer {
  return { status, type, body };
}

/** The browser goes on by GET. */
export function goTo(path: string): Answer {
  return { status: 303, headers: { location: path } };
}
