/** What a browser sends along, read with suspicion: cookies, languages, and from where a form was sent. */

import type { IncomingMessage } from 'node:http';
import { isLanguage, type Language } from '../words/language.ts';

/** The names by which a machine calls itself, with any port: `ssh -L` chooses its own. */
const loopbackHost = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::[0-9]{1,5})?$/;

/**
 * The host that a request is for, if it is one of ours. A page of somebody else whose name was pointed to this machine
 * (DNS rebinding) names itself here, and cannot do otherwise.
 */
export function ownHost(request: IncomingMessage, publicAddress: URL | undefined): string | undefined {
  const { host: hosts = [] } = request.headersDistinct;
  const [host] = hosts;
  if (host === undefined || hosts.length > 1) return undefined;
  return host === publicAddress?.host || loopbackHost.test(host) ? host : undefined;
}

/**
 * True if a form was sent by a page of this server, as the browser says. It says so by one header at least; a
 * request with neither comes from no browser that protects its user.
 */
export function isFromOwnPage(
  request: IncomingMessage,
  host: string,
  publicAddress: URL | undefined,
): boolean {
  const { origin, 'sec-fetch-site': site } = request.headersDistinct;
  if (site === undefined && origin === undefined) return false;
  const expected = host === publicAddress?.host ? publicAddress.origin : `http://${host}`;
  return (
    (site === undefined || (site.length === 1 && site[0] === 'same-origin')) &&
    (origin === undefined || (origin.length === 1 && origin[0] === expected))
  );
}

/** The value of a cookie, if it is there once: who can set another of that name must not be believed. */
export function cookieOf(request: IncomingMessage, name: string): string | undefined {
  const values = (request.headers.cookie ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1));
  return values.length === 1 ? values[0] : undefined;
}

/** The first of the preferred languages (RFC 9110 section 12.5.4) that is spoken here; English if none is. */
export function preferredLanguage(acceptLanguage: string | undefined): Language {
  const ranges = (acceptLanguage ?? '').slice(0, 500).split(',');
  const wanted = ranges.map((range) => {
    const [tag = '', ...parameters] = range.trim().toLowerCase().split(';');
    const quality = parameters.map((text) => /^\s*q=([01](?:\.[0-9]{0,3})?)$/.exec(text)?.[1]).find(Boolean);
    return { language: tag.split('-')[0], quality: Number(quality ?? 1) };
  });
  const [best] = wanted
    .filter(({ language, quality }) => isLanguage(language) && quality > 0)
    .sort((a, b) => b.quality - a.quality);
  return isLanguage(best?.language) ? best.language : 'en';
}
