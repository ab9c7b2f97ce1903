/**
 * The HTTP server of the operator page: it knows no page, only the rules by which a request reaches its route.
 * Default is refusal; every answer forbids scripts, frames, caches and guesses at its type.
 */

import {
  createServer,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type Server,
  type ServerResponse,
} from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { terminalAddress } from '../accounts/prove-at-prompt.ts';
import { isSiteRole } from '../accounts/site-role.ts';
import type { Log } from '../log.ts';
import { isLanguage, type Language } from '../words/language.ts';
import { sayIn } from '../words/say.ts';
import { type Text, text } from '../words/text.ts';
import { cookieOf, isFromOwnPage, ownHost, preferredLanguage } from './browser.ts';
import { type Cookies, cookiesFor } from './cookies.ts';
import { type Fields, readFields } from './fields.ts';
import { paths } from './paths.ts';
import { type Answer, goTo, type PageRequest, plain, type Route } from './route.ts';
import type { PageSessions } from './sessions.ts';

export interface ServerLimits {
  /** Connections at a time; one more is closed at once. */
  readonly connections: number;
  /** Bytes of all headers, and of a form. */
  readonly headerBytes: number;
  readonly formBytes: number;
  /** Seconds in which the headers, and a whole request, have come. */
  readonly headerSeconds: number;
  readonly requestSeconds: number;
  /** Seconds in which a peer takes nothing of what is sent to it. */
  readonly stallSeconds: number;
}

export interface ServerOptions {
  readonly sessions: Pick<PageSessions, 'find'>;
  readonly log: Log;
  readonly limits: ServerLimits;
  /** At which browsers reach the page through a proxy that speaks TLS; `undefined`: on this machine alone. */
  readonly publicAddress: URL | undefined;
}

/** Nothing runs, nothing is fetched from elsewhere, no frame, and forms go nowhere else. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "style-src 'self'",
  "img-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

const everyAnswer: OutgoingHttpHeaders = {
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  // «no-referrer» would take the Origin from our own forms too (Fetch, «append a request Origin header»).
  'referrer-policy': 'same-origin',
  'cache-control': 'no-store',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

const nothingHere = text`There is nothing here.`;
const notNow = text`This cannot be shown now. The log of the site says why.`;

/** Serves the routes to whoever may see them. Listens nowhere yet. */
export function createPageServer(routes: readonly Route[], options: ServerOptions): Server {
  const { sessions, log, limits, publicAddress } = options;
  const cookies = cookiesFor(publicAddress?.protocol === 'https:');
  const table = new Map(routes.map((route) => [`${route.method} ${route.path}`, route]));

  async function answerTo(request: IncomingMessage, language: Language): Promise<Answer> {
    const refuse = (status: number, words: Text) => plain(`${sayIn(language)(words)}\n`, status);
    const host = ownHost(request, publicAddress);
    if (host === undefined) return refuse(421, text`That is no name of this server.`);
    const method = request.method === 'HEAD' ? 'GET' : request.method;
    const { path, query } = targetOf(request);
    const isPost = method === 'POST';
    if (isPost && !isFromOwnPage(request, host, publicAddress)) {
      return refuse(403, text`Only pages of this server may send that.`);
    }
    const route = table.get(`${method} ${path}`);
    const token = cookieOf(request, cookies.session);
    const session = token === undefined ? undefined : await sessions.find(token);
    if (route?.seenBy !== 'everybody' && (session === undefined || token === undefined)) {
      // What there is and what there is not look alike to a stranger.
      return isPost ? refuse(403, text`Sign in first.`) : goTo(paths.signIn);
    }
    if (route === undefined) return refuse(404, nothingHere);
    const fields: Fields = isPost
      ? await readFields(request, limits.formBytes)
      : { form: new URLSearchParams() };
    if (fields.form === undefined) return refuse(fields.status, fields.problem);
    const asked: PageRequest = {
      language,
      query,
      form: fields.form,
      address: request.socket.remoteAddress ?? terminalAddress,
      session,
      hadSession: token !== undefined && session === undefined,
    };
    if (route.seenBy === 'everybody') return await route.answer(asked);
    if (session === undefined || token === undefined) return goTo(paths.signIn);
    const { role } = session.account;
    if (!isSiteRole(role) || !route.seenBy.includes(role)) return refuse(404, nothingHere);
    return await route.answer({ ...asked, session, role, token });
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { path, query } = targetOf(request);
    const language = languageOf(request, query, cookies);
    const answer = await answerTo(request, language).catch((error: unknown) => {
      // Whoever went away in the middle of a form is no trouble of ours.
      if (request.errored !== null) log.debug('page-broke', { error });
      else log.error('page-failed', { path, error });
      return plain(`${sayIn(language)(notNow)}\n`, 503);
    });
    const chosen = query.get('lang') ?? undefined;
    const set = [
      ...(answer.session === undefined ? [] : [cookies.setSession(answer.session)]),
      ...(isLanguage(chosen) ? [cookies.setLanguage(chosen)] : []),
    ];
    response.writeHead(answer.status, {
      ...everyAnswer,
      ...(answer.type !== undefined && { 'content-type': answer.type }),
      ...(set.length > 0 && { 'set-cookie': set }),
      // Whoever sent what was not read is not listened to any longer.
      ...(!request.complete && { connection: 'close' }),
      ...answer.headers,
    });
    const { body = '' } = answer;
    if (typeof body === 'string' || request.method === 'HEAD')
      response.end(typeof body === 'string' ? body : '');
    else await pipeline(Readable.from(body), response);
  }

  const server = createServer(
    {
      maxHeaderSize: limits.headerBytes,
      headersTimeout: limits.headerSeconds * 1000,
      requestTimeout: limits.requestSeconds * 1000,
      connectionsCheckingInterval: 500,
      keepAliveTimeout: limits.headerSeconds * 1000,
      requireHostHeader: false,
    },
    (request, response) => {
      serve(request, response).catch((error: unknown) => {
        log.debug('page-broke', { error });
        response.destroy();
      });
    },
  );
  server.maxConnections = limits.connections;
  server.timeout = limits.stallSeconds * 1000;
  return server;
}

/** Only a path is taken: a whole address, as a proxy is given it, is nothing of ours. */
function targetOf({ url = '' }: IncomingMessage): { readonly path: string; readonly query: URLSearchParams } {
  const mark = url.indexOf('?');
  if (mark < 0) return { path: url, query: new URLSearchParams() };
  return { path: url.slice(0, mark), query: new URLSearchParams(url.slice(mark + 1)) };
}

function languageOf(request: IncomingMessage, query: URLSearchParams, { language }: Cookies): Language {
  const chosen = query.get('lang') ?? undefined;
  const remembered = cookieOf(request, language);
  if (isLanguage(chosen)) return chosen;
  return isLanguage(remembered) ? remembered : preferredLanguage(request.headers['accept-language']);
}
