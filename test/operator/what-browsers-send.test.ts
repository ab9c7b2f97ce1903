import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cookieOf, isFromOwnPage, ownHost, preferredLanguage } from '../../src/operator/browser.ts';
import { cookiesFor } from '../../src/operator/cookies.ts';
import { languages } from '../../src/words/language.ts';

/** A request with these headers, several of a name as several lines. */
function requestWith(headers: Readonly<Record<string, readonly string[]>>): IncomingMessage {
  const request = new IncomingMessage(new Socket());
  for (const [name, values] of Object.entries(headers)) request.headersDistinct[name] = [...values];
  const { cookie } = headers;
  request.headers.cookie = cookie?.join('; ');
  return request;
}

const proxied = new URL('https://passerelle.example');

describe('the names that the server answers to', () => {
  it('are those of this machine and of the proxy, for whatever text else nothing is', () => {
    const own = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::[0-9]+)?$/;
    const near = fc
      .tuple(
        fc.constantFrom('localhost', '127.0.0.1', '[::1]', 'passerelle.example'),
        fc.constantFrom('', ':', ':80', ':8443', '.', '.evil.example', '@evil.example', ' ', '/', '%00'),
      )
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.oneof(near, fc.string(), fc.domain()), (host) => {
        const request = requestWith({ host: [host] });
        expect(ownHost(request, undefined) !== undefined).toBe(own.test(host));
        const known = own.test(host) || host === proxied.host;
        expect(ownHost(request, proxied) !== undefined).toBe(known);
      }),
    );
  });

  it('are asked for once: two lines, or none, are nobody’s', () => {
    expect(ownHost(requestWith({ host: ['localhost', 'localhost'] }), undefined)).toBeUndefined();
    expect(ownHost(requestWith({}), undefined)).toBeUndefined();
  });
});

describe('where a form was sent from', () => {
  it('is one of our pages only by the word of a browser, and of each header that is there', () => {
    const word = fc.option(fc.array(fc.constantFrom('same-origin', 'same-site', 'cross-site', 'none')), {
      nil: undefined,
    });
    const origins = ['http://localhost', 'https://localhost', 'http://localhost:1', 'null', ''];
    const origin = fc.option(fc.array(fc.constantFrom(...origins)), { nil: undefined });
    fc.assert(
      fc.property(word, origin, (site, from) => {
        const headers = { ...(site && { 'sec-fetch-site': site }), ...(from && { origin: from }) };
        const isOwn =
          (site !== undefined || from !== undefined) &&
          (site === undefined || site.join() === 'same-origin') &&
          (from === undefined || from.join() === 'http://localhost');
        expect(isFromOwnPage(requestWith(headers), 'localhost', undefined)).toBe(isOwn);
      }),
    );
  });

  it('is the address of the proxy where the browser came by it', () => {
    const from = (origin: string) => isFromOwnPage(requestWith({ origin: [origin] }), proxied.host, proxied);
    expect(from('https://passerelle.example')).toBe(true);
    expect(from('http://passerelle.example')).toBe(false);
  });
});

describe('cookies and languages', () => {
  it('are read from any text: a cookie that is there once, and a language that is spoken', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.string()), (accepted, cookies) => {
        expect(languages).toContain(preferredLanguage(accepted));
        const value = cookieOf(requestWith({ cookie: cookies }), 'passerelle-session');
        expect(value).toBeUndefined();
        const once = requestWith({ cookie: ['passerelle-session=x', ...cookies] });
        expect(cookieOf(once, 'passerelle-session')).toBe('x');
        const twice = requestWith({ cookie: ['passerelle-session=x', ...cookies, 'passerelle-session=y'] });
        expect(cookieOf(twice, 'passerelle-session')).toBeUndefined();
      }),
    );
  });

  it('never have a cookie that scripts or other sites may use', () => {
    for (const secure of [true, false]) {
      const { setSession, setLanguage } = cookiesFor(secure);
      for (const set of [setSession('t'), setSession(null), setLanguage('fr')]) {
        expect(set).toMatch(/; Path=\/; HttpOnly; SameSite=Strict/);
        expect(set.startsWith('__Host-') && set.endsWith('; Secure')).toBe(secure);
        expect(set).not.toMatch(/Domain=/);
      }
    }
  });
});
