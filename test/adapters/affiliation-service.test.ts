import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import {
  type AffiliationService,
  type AffiliationServiceOptions,
  greatestBatch,
  openAffiliationService,
} from '../../src/adapters/affiliation-service.ts';
import { PasserelleError } from '../../src/errors.ts';
import type { Ssin } from '../../src/people/ssin.ts';
import * as pki from '../support/certificates.ts';
import * as d from '../support/der.ts';
import { day, ssin } from '../support/records.ts';

const today = day('2022-03-10');
const [child, other, third] = [ssin('08610100309'), ssin('15651200150'), ssin('18670300208')];

interface Question {
  readonly purpose: string;
  readonly day: string;
  readonly ssins: readonly string[];
}
interface Given {
  readonly status?: number;
  readonly body?: string;
}
type Responder = (question: Question, request: IncomingMessage) => Given | Promise<Given>;

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

function listener(respond: Responder) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { status = 200, body = '' } = await respond(JSON.parse(Buffer.concat(chunks).toString()), request);
    response.writeHead(status, { 'content-type': 'application/json' }).end(body);
  };
}

/** A service of the CIN on this machine; how it responds is up to the test. */
async function serviceThat(
  respond: Responder,
  options: Partial<AffiliationServiceOptions> = {},
): Promise<AffiliationService> {
  const server = createServer(listener(respond));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  closing.push(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  return opened(new URL(`http://127.0.0.1:${port}/affiliations?v=1`), options);
}

function opened(url: URL, options: Partial<AffiliationServiceOptions> = {}): AffiliationService {
  const service = openAffiliationService({
    url,
    timeout: Temporal.Duration.from({ seconds: 20 }),
    pause: Temporal.Duration.from({ hours: 1 }),
    firstRetryDelay: Temporal.Duration.from({ milliseconds: 2 }),
    token: undefined,
    tls: {},
    ...options,
  });
  closing.unshift(() => service.close());
  return service;
}

const answering =
  (answerOf: (ssin: string) => object): Responder =>
  ({ ssins }) => ({ body: JSON.stringify({ answers: ssins.map((ssin) => ({ ssin, ...answerOf(ssin) })) }) });

async function refusal(
  service: AffiliationService,
  ssins: readonly Ssin[] = [child],
): Promise<PasserelleError> {
  const error = await service.affiliationsOn(ssins, today).catch((thrown: unknown) => thrown);
  if (!(error instanceof PasserelleError)) throw new TypeError(`not refused: ${String(error)}`);
  expect(error.code).toBe('affiliation-invalid');
  expect(error.hint).toMatch(/Nothing was routed/);
  expect(`${error.message} ${error.hint}`).not.toMatch(/[0-9]{11}|SECRET/);
  return error;
}

describe('the service of the CIN', () => {
  it('is told the numbers, the day and a neutral purpose, and nothing else [A22]', async () => {
    const seen: [Question, string | undefined, string | undefined][] = [];
    const respond = answering(() => ({ outcome: 'NO_IO' }));
    const service = await serviceThat(
      (question, request) => {
        seen.push([question, request.url, request.headers.authorization]);
        return respond(question, request);
      },
      { token: 'SECRET-token' },
    );
    await service.affiliationsOn([child, other], today);
    const question = { purpose: 'routing', day: '2022-03-10', ssins: [child, other] };
    expect(seen).toEqual([[question, '/affiliations?v=1', 'Bearer SECRET-token']]);
  });

  it.each([
    [
      { outcome: 'ONE_IO', io: '300' },
      { outcome: 'one-insurer', insurer: '300' },
    ],
    [
      { outcome: 'ONE_IO', io: '319' },
      { outcome: 'one-insurer', insurer: '300' },
    ],
    [{ outcome: 'NO_IO' }, { outcome: 'no-insurer' }],
    [{ outcome: 'UNKNOWN_IO' }, { outcome: 'no-insurer' }],
    [{ outcome: 'MULTIPLE_IO' }, { outcome: 'multiple-insurers' }],
    [{ outcome: 'UNKNOWN_NISS_ROUTING' }, { outcome: 'unknown-ssin' }],
    [{ outcome: 'BO_UNKNOWN_NISS' }, { outcome: 'unknown-ssin' }],
    [{ outcome: 'CANCELLED_NISS' }, { outcome: 'cancelled-ssin' }],
    [{ outcome: 'BO_UNAVAILABLE' }, { outcome: 'unavailable' }],
  ])('answers %j, and is understood [A22]', async (said, expected) => {
    const service = await serviceThat(answering(() => said));
    expect(await service.affiliationsOn([child], today)).toEqual([expected]);
  });

  it('is asked about the number that replaced another, and the answer says which', async () => {
    const successor = new Map<string, string>([
      [child, other],
      [other, third],
    ]);
    const service = await serviceThat(
      answering((asked) => {
        const replacedBy = successor.get(asked);
        return replacedBy === undefined
          ? { outcome: 'ONE_IO', io: '500' }
          : { outcome: 'REPLACED_NISS', replacedBy };
      }),
    );
    expect(await service.affiliationsOn([child, third], today)).toEqual([
      { outcome: 'one-insurer', insurer: '500', replacedBy: third },
      { outcome: 'one-insurer', insurer: '500' },
    ]);
  });

  it('sends numbers in a circle: the record is held, not asked about for ever', async () => {
    let requests = 0;
    const service = await serviceThat((question, request) => {
      requests += 1;
      return answering((asked) => ({
        outcome: 'REPLACED_NISS',
        replacedBy: asked === child ? other : child,
      }))(question, request);
    });
    expect(await service.affiliationsOn([child], today)).toEqual([{ outcome: 'unavailable' }]);
    expect(requests).toBe(5);
  });

  it('is asked in batches, and the answers keep the order of the questions', async () => {
    const sizes: number[] = [];
    const respond = answering((asked) => ({ outcome: asked === other ? 'MULTIPLE_IO' : 'NO_IO' }));
    const service = await serviceThat((question, request) => {
      sizes.push(question.ssins.length);
      return respond(question, request);
    });
    const many = [...Array.from({ length: greatestBatch }, () => child), other, child];
    const answers = await service.affiliationsOn(many, today);
    expect(sizes).toEqual([greatestBatch, 2]);
    expect(answers.flatMap(({ outcome }, index) => (outcome === 'multiple-insurers' ? [index] : []))).toEqual(
      [greatestBatch],
    );
  });

  it('is not asked at all when there is nothing to ask', async () => {
    const service = opened(new URL('http://127.0.0.1:9/'));
    expect(await service.affiliationsOn([], today)).toEqual([]);
  });

  it('fails for a moment: it is asked again', async () => {
    const failures = [503, 429, 500];
    const respond = answering(() => ({ outcome: 'ONE_IO', io: '100' }));
    const service = await serviceThat((question, request) => {
      const status = failures.shift();
      return status === undefined ? respond(question, request) : { status };
    });
    expect(await service.affiliationsOn([child], today)).toMatchObject([{ insurer: '100' }]);
    expect(failures).toEqual([]);
  });

  it('goes on failing: the answers are «unavailable», and soon it is left alone', async () => {
    let requests = 0;
    const service = await serviceThat(() => {
      requests += 1;
      return { status: 503 };
    });
    for (const _ of [1, 2, 3, 4]) {
      expect(await service.affiliationsOn([child, other], today)).toEqual([
        { outcome: 'unavailable' },
        { outcome: 'unavailable' },
      ]);
    }
    expect(requests).toBe(8);
  });

  it('recovers: after the pause it is asked again', async () => {
    let healthy = false;
    const respond = answering(() => ({ outcome: 'ONE_IO', io: '100' }));
    const service = await serviceThat(
      (question, request) => (healthy ? respond(question, request) : { status: 503 }),
      { pause: Temporal.Duration.from({ milliseconds: 30 }) },
    );
    const ask = () => service.affiliationsOn([child], today);
    await ask();
    await ask();
    healthy = true;
    await expect.poll(ask).toMatchObject([{ insurer: '100' }]);
  });

  it('is slow: no answer is waited for beyond the time-out', async () => {
    const service = await serviceThat(() => new Promise(() => {}), {
      timeout: Temporal.Duration.from({ milliseconds: 40 }),
    });
    expect(await service.affiliationsOn([child], today)).toEqual([{ outcome: 'unavailable' }]);
  });

  it('is not there', async () => {
    const service = opened(new URL('http://127.0.0.1:9/'));
    expect(await service.affiliationsOn([child], today)).toEqual([{ outcome: 'unavailable' }]);
  });

  it.each<[string, Given, RegExp]>([
    ['is no JSON', { body: '<html>SECRET 08610100309</html>' }, /is no JSON/],
    ['breaks off', { body: `{"answers":[{"ssin":"${child}",` }, /is no JSON/],
    ['has another form', { body: '{"result":"SECRET"}' }, /not what the contract says/],
    ['answers nothing', { body: '{"answers":[]}' }, /does not answer what was asked/],
    [
      'answers for another child',
      { body: JSON.stringify({ answers: [{ ssin: other, outcome: 'NO_IO' }] }) },
      /does not answer what was asked/,
    ],
    [
      'names an insurer that does not exist',
      { body: JSON.stringify({ answers: [{ ssin: child, outcome: 'ONE_IO', io: '999999' }] }) },
      /not what the contract says: at answers\.0/,
    ],
    [
      'names an insurer and says that there are several',
      { body: JSON.stringify({ answers: [{ ssin: child, outcome: 'MULTIPLE_IO', io: '300' }] }) },
      /not what the contract says/,
    ],
    [
      'has an outcome that nobody knows',
      { body: JSON.stringify({ answers: [{ ssin: child, outcome: 'MAYBE' }] }) },
      /not what the contract says/,
    ],
    [
      'replaces a number by no number',
      {
        body: JSON.stringify({
          answers: [{ ssin: child, outcome: 'REPLACED_NISS', replacedBy: '08610100308' }],
        }),
      },
      /not what the contract says/,
    ],
    ['is refused for want of rights', { status: 403 }, /answered HTTP 403/],
    ['moved elsewhere', { status: 302 }, /answered HTTP 302/],
  ])(
    'gives an answer that %s: the relay stops, in words without a number',
    async (_case, given, expected) => {
      const service = await serviceThat(() => given);
      const { message } = await refusal(service);
      expect(message).toMatch(expected);
    },
  );

  it('sends an endless answer: it is not read to its end, and the relay stops', async () => {
    const service = await serviceThat(() => ({ body: ' '.repeat(2 * 1024 * 1024) }));
    expect((await refusal(service)).message).toMatch(/larger than any answer/);
  });
});

describe('the connection to the service', () => {
  const { der: authorityDer, ...authority } = pki.issue({
    subject: pki.nameOf('Test CIN authority'),
    keys: pki.ecKeys('P-256'),
    extensions: [pki.basicConstraints(0), pki.keyUsage(pki.usage.keyCertSign)],
  });
  const issued = (name: string) => {
    const keys = pki.ecKeys('P-256');
    const address = Buffer.of(127, 0, 0, 1);
    const subjectAltName = { name: '2.5.29.17', value: d.sequence(d.der(0x87, address)) };
    const { der } = pki.issue({ subject: pki.nameOf(name), keys, extensions: [subjectAltName] }, authority);
    return {
      certificate: pki.pem('CERTIFICATE', der),
      key: String(keys.privateKey.export({ type: 'pkcs8', format: 'pem' })),
    };
  };
  const authorityPem = pki.pem('CERTIFICATE', authorityDer);
  const client = issued('INAMI');

  async function tlsService(asked: Question[] = []): Promise<URL> {
    const { certificate: cert, key } = issued('CIN');
    const respond = answering(() => ({ outcome: 'ONE_IO', io: '600' }));
    const server = createTlsServer(
      { cert, key, ca: authorityPem, requestCert: true, rejectUnauthorized: true },
      listener((question, request) => {
        asked.push(question);
        return respond(question, request);
      }),
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    closing.push(() => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    });
    return new URL(`https://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  }

  it('is made with the certificate of this site, to a service that its authority vouches for', async () => {
    const service = opened(await tlsService(), { tls: { authority: authorityPem, ...client } });
    expect(await service.affiliationsOn([child], today)).toMatchObject([{ insurer: '600' }]);
  });

  it('is not made if another authority vouches for the service: no question leaves, the relay stops', async () => {
    const asked: Question[] = [];
    const service = opened(await tlsService(asked), { tls: client });
    expect((await refusal(service)).message).toMatch(/no trusted connection/);
    expect(asked).toEqual([]);
  });

  // Under TLS 1.3 the server says so after the handshake, by ending the connection: it looks like any other end.
  it('is ended by the service if this site has no certificate: no question is read', async () => {
    const asked: Question[] = [];
    const service = opened(await tlsService(asked), { tls: { authority: authorityPem } });
    expect(await service.affiliationsOn([child], today)).toEqual([{ outcome: 'unavailable' }]);
    expect(asked).toEqual([]);
  });
});
