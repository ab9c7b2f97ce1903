import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { forEverybody } from '../../src/operator/route.ts';
import { formHeaders, type OperatorSite, operatorSites, tokenIn } from '../support/operator-site.ts';

let sites: Awaited<ReturnType<typeof operatorSites>>;
beforeAll(async () => {
  sites = await operatorSites();
}, 60_000);
afterAll(() => sites.remove());

/** Sends bytes and gives all that comes back until the connection is closed, with how long that took. */
async function raw(at: OperatorSite, bytes: string, thenEnd = false): Promise<string> {
  const socket = connect(at.page.port ?? 0, '127.0.0.1');
  socket.on('error', () => {});
  await once(socket, 'connect');
  let text = '';
  socket.setEncoding('utf8').on('data', (part: string) => {
    text += part;
  });
  const closed = once(socket, 'close');
  socket.write(bytes);
  if (thenEnd) socket.end();
  await closed;
  return text;
}

const everyAnswer = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cache-control': 'no-store',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

describe('what a stranger is told [weakness: unauthenticated admin plane]', () => {
  it('is where to sign in, the same for pages that there are and for those that there are not', async () => {
    const at = await sites.open();
    const told = await Promise.all(
      [
        '/',
        '/evidence',
        '/evidence/ledger-export.jsonl',
        '/evidence/statement.txt',
        '/no-such-page',
        '//evil.example/',
        '/../etc/passwd',
        '/%2e%2e/',
        '/sign-in/',
        '/SIGN-IN',
        '/?month=2022-02',
      ].map((target) => at.ask(target)),
    );
    for (const answered of told) {
      expect(answered).toMatchObject({ status: 303, headers: { location: '/sign-in' }, body: '' });
      expect(answered.headers).toEqual({ ...told[0]?.headers, date: expect.any(String) });
    }
  });

  it('is nothing by another method', async () => {
    const at = await sites.open();
    for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'PROPFIND']) {
      const answered = await at.ask('/', { method });
      expect(answered).toMatchObject({ status: 303, body: '' });
      expect(answered.headers).not.toHaveProperty('allow');
    }
    const post = await at.ask('/', { method: 'POST', headers: formHeaders, body: 'a=b' });
    expect(post).toMatchObject({ status: 403, body: 'Sign in first.\n' });
  });

  it('is nothing for a cookie that somebody made up', async () => {
    const at = await sites.open();
    for (const session of ['x', 'A'.repeat(43), '', '../', '%00']) {
      expect((await at.ask('/', { session })).status).toBe(303);
    }
  });

  it('is the sign-in page and its style, in which nothing of the site stands', async () => {
    const at = await sites.open();
    const shown = await at.ask('/sign-in');
    expect(shown.status).toBe(200);
    expect(shown.body).not.toMatch(/<script|javascript:|\son[a-z]+=|style=|inami|INAMI|opgroeien/);
    const style = await at.ask('/style.css');
    expect(style).toMatchObject({ status: 200, headers: { 'content-type': 'text/css; charset=utf-8' } });
  });
});

describe('every answer', () => {
  it('forbids scripts, frames, caches and guesses at its type', async () => {
    const at = await sites.open();
    const session = await at.signIn(await at.own('operator-1', 'operator'));
    const answers = await Promise.all([
      at.ask('/'),
      at.ask('/', { session }),
      at.ask('/evidence', { session }),
      at.ask('/sign-in'),
      at.ask('/style.css'),
      at.ask('/nothing', { session }),
      at.ask('/', { headers: { host: 'evil.example' } }),
      at.send({ account: 'x' }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([303, 200, 200, 200, 200, 404, 421, 403]);
    for (const { headers } of answers) expect(headers).toMatchObject(everyAnswer);
  });

  it('holds no script and no style of its own in its pages', async () => {
    const at = await sites.open();
    const session = await at.signIn(await at.own('operator-1', 'operator'));
    for (const target of ['/', '/evidence']) {
      const { body } = await at.ask(target, { session });
      expect(body).toMatch(/^<!doctype html>/);
      expect(body).not.toMatch(/<script|javascript:|\son[a-z]+=|\sstyle=|<style|http:\/\/(?!www\.w3\.org)/);
    }
  });

  it('speaks the language that was chosen, and remembers it', async () => {
    const at = await sites.open();
    const chosen = await at.ask('/sign-in?lang=nl');
    expect(chosen.body).toContain('<html lang="nl">');
    expect(chosen.headers['set-cookie']).toEqual([
      'passerelle-language=nl; Path=/; HttpOnly; SameSite=Strict',
    ]);
    const cookie = 'passerelle-language=nl';
    const headers = { cookie, 'accept-language': 'fr' };
    expect((await at.ask('/sign-in', { headers })).body).toContain('<html lang="nl">');
    for (const [accepted, language] of [
      ['fr-BE,fr;q=0.9,en;q=0.8', 'fr'],
      ['de, nl;q=0.7, en;q=0.3', 'nl'],
      ['en;q=0.1, fr;q=0', 'en'],
      ['xx', 'en'],
      ['', 'en'],
    ]) {
      const { body } = await at.ask('/sign-in', { headers: { 'accept-language': accepted ?? '' } });
      expect(body).toContain(`<html lang="${language}">`);
    }
    const evil = await at.ask('/sign-in?lang="><script>');
    expect(evil.headers).not.toHaveProperty('set-cookie');
  });
});

describe('a name that was pointed to this machine (DNS rebinding)', () => {
  it.each(['evil.example', 'evil.example:80', '127.0.0.1.evil.example', 'localhost.evil.example', '[::2]'])(
    'is refused before anything is looked at: %j',
    async (host) => {
      const at = await sites.open();
      const own = await at.own('operator-1', 'operator');
      const session = await at.signIn(own);
      expect(await at.ask('/', { session, headers: { host } })).toMatchObject({
        status: 421,
        body: 'That is no name of this server.\n',
      });
      const given = { account: own.name, password: own.password, code: own.code() };
      const posted = await at.send(given, { headers: { host, origin: `http://${host}` } });
      expect(posted.status).toBe(421);
      expect(tokenIn(posted)).toBeUndefined();
      expect(await at.events('login-accepted')).toHaveLength(1);
    },
  );

  it('has no way in by a whole address, a second Host or none', async () => {
    const at = await sites.open();
    const own = 'Host: 127.0.0.1\r\n';
    const end = 'Connection: close\r\n\r\n';
    expect(await raw(at, `GET http://evil.example/sign-in HTTP/1.1\r\n${own}${end}`)).toMatch(
      /^HTTP\/1.1 303/,
    );
    expect(await raw(at, `GET /sign-in HTTP/1.1\r\n${own}Host: evil.example\r\n${end}`)).toMatch(
      /^HTTP\/1.1 (400|421)/,
    );
    expect(await raw(at, `GET /sign-in HTTP/1.1\r\n${end}`)).toMatch(/^HTTP\/1.1 421/);
    expect(await raw(at, `GET /sign-in HTTP/1.0\r\n\r\n`)).toMatch(/^HTTP\/1.1 421/);
  });

  it('is one of ours whatever port a tunnel chose', async () => {
    const at = await sites.open();
    for (const host of ['localhost:9000', '127.0.0.1:1', '[::1]:8443', 'localhost']) {
      expect((await at.ask('/sign-in', { headers: { host } })).status).toBe(200);
    }
  });
});

describe('a form that another page sends', () => {
  it.each([
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['another port or scheme of the machine', { 'sec-fetch-site': 'same-site' }],
    ['no page at all', { 'sec-fetch-site': 'none' }],
    ['another origin', { 'sec-fetch-site': 'same-origin', origin: 'https://evil.example' }],
    ['a hidden origin', { 'sec-fetch-site': 'same-origin', origin: 'null' }],
    ['the machine by another port', { 'sec-fetch-site': 'same-origin', origin: 'http://127.0.0.1:1' }],
  ])('signs nobody in and nobody out: from %s', async (_name, headers) => {
    const at = await sites.open();
    const own = await at.own('operator-1', 'operator');
    const session = await at.signIn(own);
    const given = { account: own.name, password: own.password, code: own.code() };
    const posted = await at.send(given, { headers });
    expect(posted).toMatchObject({ status: 403, body: 'Only pages of this server may send that.\n' });
    expect(tokenIn(posted)).toBeUndefined();
    expect(await at.events('login-refused')).toEqual([]);
    const left = await at.ask('/sign-out', {
      method: 'POST',
      session,
      headers: { ...formHeaders, ...headers },
    });
    expect(left.status).toBe(403);
    expect((await at.ask('/', { session })).status).toBe(200);
  });

  it('needs a word of the browser on where it comes from', async () => {
    const at = await sites.open();
    const { 'content-type': type } = formHeaders;
    const silent = await at.ask('/sign-in', {
      method: 'POST',
      headers: { 'content-type': type },
      body: 'account=x',
    });
    expect(silent.status).toBe(403);
    const origin = `http://127.0.0.1:${at.page.port}`;
    const named = await at.ask('/sign-in', {
      method: 'POST',
      headers: { 'content-type': type, origin },
      body: 'account=x',
    });
    expect(named.body).toContain('<form');
  });
});

describe('who sends too much, or too slowly', () => {
  it('is stopped at the form’s bound, announced or not, and nothing is judged', async () => {
    const at = await sites.open();
    const body = `account=operator-1&password=${'x'.repeat(5000)}`;
    expect((await at.ask('/sign-in', { method: 'POST', headers: formHeaders, body })).status).toBe(413);
    const chunked = { ...formHeaders, 'transfer-encoding': 'chunked' };
    expect((await at.ask('/sign-in', { method: 'POST', headers: chunked, body })).status).toBe(413);
    expect(await at.events('login-refused')).toEqual([]);
    expect(await at.site.store.failures('account:operator-1')).toMatchObject({ failures: 0 });
  });

  it('is taken at its word: what is no form is not read', async () => {
    const at = await sites.open();
    for (const type of ['application/json', 'multipart/form-data; boundary=x', 'text/plain', '']) {
      const headers = { ...formHeaders, 'content-type': type };
      expect((await at.ask('/sign-in', { method: 'POST', headers, body: '{}' })).status).toBe(415);
    }
  });

  it('finds the connection closed at too many headers', async () => {
    const at = await sites.open();
    const answered = await raw(
      at,
      `GET /sign-in HTTP/1.1\r\nHost: localhost\r\nX: ${'x'.repeat(9000)}\r\n\r\n`,
    );
    expect(answered).toMatch(/^HTTP\/1.1 431/);
    expect(answered).not.toContain('<form');
  });

  it('loses its connection when headers or a form do not come in time', async () => {
    const at = await sites.open({ page: { limits: { headerSeconds: 1, requestSeconds: 1.5 } } });
    expect(await raw(at, 'GET /sign-in HTTP/1.1\r\nHost: localhost\r\n')).toMatch(/^HTTP\/1.1 408/);
    const form = `Content-Type: ${formHeaders['content-type']}\r\nSec-Fetch-Site: same-origin\r\n`;
    const slow = `POST /sign-in HTTP/1.1\r\nHost: localhost\r\n${form}Content-Length: 20\r\n\r\nacc`;
    expect(await raw(at, slow)).not.toMatch(/200|303/);
    expect(await at.events('login-refused')).toEqual([]);
    expect((await at.ask('/sign-in')).status).toBe(200);
  });

  it('keeps nobody out by silent connections beyond their time', async () => {
    const at = await sites.open({ page: { limits: { connections: 4, headerSeconds: 1 } } });
    const silent = Array.from({ length: 4 }, () => connect(at.page.port ?? 0, '127.0.0.1'));
    const closed = Promise.all(
      silent.map((socket) => {
        socket.on('error', () => {}).resume();
        return once(socket, 'close');
      }),
    );
    await Promise.all(silent.map((socket) => once(socket, 'connect')));
    await expect(at.ask('/sign-in')).rejects.toThrow();
    await closed;
    expect((await at.ask('/sign-in')).status).toBe(200);
  });

  it('fills no log with errors by going away in the middle', async () => {
    const at = await sites.open();
    const form = `Content-Type: ${formHeaders['content-type']}\r\nSec-Fetch-Site: same-origin\r\n`;
    const socket = connect(at.page.port ?? 0, '127.0.0.1');
    socket.on('error', () => {});
    socket.write(`POST /sign-in HTTP/1.1\r\nHost: localhost\r\n${form}Content-Length: 20\r\n\r\nacc`);
    await once(socket, 'connect');
    await expect.poll(() => at.ask('/sign-in')).toMatchObject({ status: 200 });
    socket.destroy();
    await expect.poll(() => at.log.join('')).toContain('"event":"page-broke"');
    expect(at.log.join('')).not.toMatch(/"level":"(?:warn|error)"/);
    expect(await at.events('login-refused')).toEqual([]);
  });

  it('can say anything without ending the server', async () => {
    const at = await sites.open();
    for (const bytes of [
      '\0\0\0',
      'GET\r\n\r\n',
      'SSH-2.0-x\r\n',
      'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
      '\x16\x03\x01',
    ]) {
      await raw(at, bytes, true);
    }
    const upgrade =
      'GET /sign-in HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n';
    await raw(at, upgrade, true);
    await raw(at, 'CONNECT evil.example:443 HTTP/1.1\r\nHost: localhost\r\n\r\n', true);
    expect((await at.ask('/sign-in')).status).toBe(200);
  });
});

describe('who takes nothing of what is sent', () => {
  it('loses its connection after a while, and what was sent is not made any longer', async () => {
    const { promise: ended, resolve } = Promise.withResolvers<void>();
    async function* endless() {
      try {
        for (;;) yield Buffer.alloc(64 * 1024);
      } finally {
        resolve();
      }
    }
    const route = forEverybody('GET', '/endless', () => ({
      status: 200,
      type: 'text/plain',
      body: endless(),
    }));
    const at = await sites.open({ page: { moreRoutes: [route], limits: { stallSeconds: 0.3 } } });
    const socket = connect(at.page.port ?? 0, '127.0.0.1');
    socket.on('error', () => {}).pause();
    socket.write('GET /endless HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await ended;
    socket.destroy();
    expect((await at.ask('/sign-in')).status).toBe(200);
  });
});

describe('a page that cannot be made', () => {
  it('tells the log why, and the browser nothing of it', async () => {
    const at = await sites.open();
    const session = await at.signIn(await at.own('operator-1', 'operator'));
    await rm(at.site.config.ledger.key ?? '');
    const answered = await at.ask('/evidence', { session });
    expect(answered).toMatchObject({
      status: 503,
      body: 'This cannot be shown now. The log of the site says why.\n',
    });
    expect(answered.headers).toMatchObject(everyAnswer);
    expect(at.log.join('\n')).toMatch(/"event":"page-failed","path":"\/evidence".*secret-unavailable/);
  });
});
