/**
 * Affiliation by a service of the CIN over HTTPS: up to {@link greatestBatch} questions a request, each an
 * SSIN and a day and nothing else (n° 21/250 point 25). docs/affiliation.md is the contract of the service.
 *
 * A request that fails for now is tried again; a service that goes on failing is left alone for a while and
 * each answer is `unavailable`, so that the records are held and asked about again. An answer that makes no
 * sense is never taken for one: it stops the relay.
 */

import {
  BrokenCircuitError,
  ConsecutiveBreaker,
  circuitBreaker,
  ExponentialBackoff,
  handleType,
  type IPolicy,
  retry,
  wrap,
} from 'cockatiel';
import { Pool } from 'undici';
import { PasserelleError } from '../errors.ts';
import type { Ssin } from '../people/ssin.ts';
import type { Affiliation, AffiliationSource } from '../ports/affiliation.ts';
import { type Text, text } from '../words/text.ts';
import { type Answer, followReplacements } from './affiliation/follow.ts';
import { nonsense, readAnswers, writeQuestions } from './affiliation/messages.ts';

/** What MemberData takes in one batch is ten thousand; a tenth of it keeps each answer short. */
export const greatestBatch = 1000;

/** A thousand answers take some 80 KiB; whatever is larger is no answer. */
const greatestResponse = 1024 * 1024;

export interface AffiliationServiceOptions {
  readonly url: URL;
  /** For the whole of one request and its answer. */
  readonly timeout: Temporal.Duration;
  /** How long a service that failed {@link failuresUntilBroken} times in a row is left alone. */
  readonly pause: Temporal.Duration;
  /** The first wait before a request is tried again; each further one is longer. */
  readonly firstRetryDelay: Temporal.Duration;
  /** Sent as `Authorization: Bearer`. */
  readonly token: string | undefined;
  /** In PEM: the authority that vouches for the service (the system's if absent), and who we are. */
  readonly tls: { readonly authority?: string; readonly certificate?: string; readonly key?: string };
}

const attemptsPerRequest = 4;
const failuresUntilBroken = 2;

/** The service did not answer, or said that it cannot for now. */
class ServiceUnavailable extends Error {}

export interface AffiliationService extends AffiliationSource {
  close(): Promise<void>;
}

/** Opens no connection yet. */
export function openAffiliationService(options: AffiliationServiceOptions): AffiliationService {
  const { authority: ca, certificate: cert, key } = options.tls;
  const pool = new Pool(options.url.origin, {
    connections: 4,
    connect: { timeout: options.timeout.total('milliseconds'), ...definedOf({ ca, cert, key }) },
    maxResponseSize: greatestResponse,
  });
  const patience = patienceOf(options);

  const ask = async (ssins: readonly Ssin[], day: Temporal.PlainDate): Promise<readonly Answer[]> => {
    const answers: Answer[] = [];
    for (let start = 0; start < ssins.length; start += greatestBatch) {
      const batch = ssins.slice(start, start + greatestBatch);
      answers.push(...(await askBatch(pool, patience, options, batch, day)));
    }
    return answers;
  };
  return {
    description: `CIN service at ${options.url.host}`,
    affiliationsOn: (ssins, day): Promise<readonly Affiliation[]> => followReplacements(ask, ssins, day),
    close: () => pool.close(),
  };
}

/** The breaker counts a request that failed at each of its attempts as one failure. */
function patienceOf({ pause, firstRetryDelay }: AffiliationServiceOptions): IPolicy {
  const failure = handleType(ServiceUnavailable);
  const initialDelay = firstRetryDelay.total('milliseconds');
  return wrap(
    circuitBreaker(failure, {
      halfOpenAfter: pause.total('milliseconds'),
      breaker: new ConsecutiveBreaker(failuresUntilBroken),
    }),
    retry(failure, {
      maxAttempts: attemptsPerRequest - 1,
      backoff: new ExponentialBackoff({ initialDelay, maxDelay: 30 * initialDelay }),
    }),
  );
}

async function askBatch(
  pool: Pool,
  patience: IPolicy,
  options: AffiliationServiceOptions,
  ssins: readonly Ssin[],
  day: Temporal.PlainDate,
): Promise<readonly Answer[]> {
  const body = writeQuestions(ssins, day);
  try {
    const content = await patience.execute(() => post(pool, options, body));
    return readAnswers(content, ssins);
  } catch (error) {
    if (!(error instanceof ServiceUnavailable || error instanceof BrokenCircuitError)) throw error;
    return ssins.map(() => ({ outcome: 'unavailable' }));
  }
}

async function post(pool: Pool, options: AffiliationServiceOptions, body: string): Promise<string> {
  const signal = AbortSignal.timeout(options.timeout.total('milliseconds'));
  const headers = {
    'content-type': 'application/json',
    accept: 'application/json',
    ...definedOf({ authorization: options.token === undefined ? undefined : `Bearer ${options.token}` }),
  };
  let response: Awaited<ReturnType<Pool['request']>>;
  let content: string;
  try {
    const path = options.url.pathname + options.url.search;
    response = await pool.request({ method: 'POST', path, headers, body, signal });
    content = await response.body.text();
  } catch (cause) {
    if (isUntrusted(cause)) throw untrusted(options, cause);
    if (codeOf(cause) === 'UND_ERR_RES_EXCEEDED_MAX_SIZE') throw nonsense(text`is larger than any answer`);
    throw new ServiceUnavailable('no answer', { cause });
  }
  const verdict = verdictOf(response.statusCode);
  if (verdict === 'unavailable') throw new ServiceUnavailable(`HTTP ${response.statusCode}`);
  if (verdict !== 'answered') {
    const message = text`the CIN's service at ${options.url.host} answered HTTP ${response.statusCode}`;
    throw new PasserelleError('affiliation-invalid', message, { hint: text`Nothing was routed. ${verdict}` });
  }
  return content;
}

/** TLS failed because one side does not trust the other: waiting does not mend it, and it may be an attack. */
function isUntrusted(error: unknown): boolean {
  return /^(ERR_SSL_|ERR_TLS_|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_(GET|VERIFY))/.test(codeOf(error));
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

function untrusted({ url }: AffiliationServiceOptions, cause: unknown): PasserelleError {
  const message = text`no trusted connection to the CIN's service at ${url.host} could be made`;
  const hint = text`Nothing was routed. Check authority, certificate and key in [affiliation.service].`;
  return new PasserelleError('affiliation-invalid', message, { hint, cause });
}

/** What a status means: an answer, something that may pass, or what the operator must see to. */
function verdictOf(status: number): 'answered' | 'unavailable' | Text {
  if (status === 200) return 'answered';
  if (status === 408 || status === 425 || status === 429 || status >= 500) return 'unavailable';
  if (status === 401 || status === 403)
    return text`Check the token and the client certificate in [affiliation].`;
  return text`Check the address in [affiliation], and ask the CIN which contract the service follows.`;
}

function definedOf<Value>(values: Readonly<Record<string, Value | undefined>>): Record<string, Value> {
  const entries = Object.entries(values).filter((entry): entry is [string, Value] => entry[1] !== undefined);
  return Object.fromEntries(entries);
}
