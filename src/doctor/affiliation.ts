/** Whence the relay learns to which insurer a child belongs. */

import { readFile } from 'node:fs/promises';
import net from 'node:net';
import tls from 'node:tls';
import { openAffiliationFile } from '../adapters/affiliation-file.ts';
import { legalDay } from '../clock.ts';
import type { AffiliationServiceConfig, SiteConfig } from '../config/site-config.ts';
import { text } from '../words/text.ts';
import { type Finding, fine, type Machine, mend } from './check.ts';

/** An extract is read whole, as a run does: what is wrong with it is thrown. */
export async function examineAffiliation(
  config: SiteConfig,
  { clock }: Machine,
): Promise<readonly Finding[]> {
  if (config.place !== 'relay') return [fine(text`only the relay asks`)];
  const { affiliation } = config;
  if (affiliation === undefined) return [fine(text`there is none yet`)];
  if ('service' in affiliation) return [await serviceFinding(affiliation.service)];
  const { extract, maximumAgeDays } = affiliation;
  const file = await openAffiliationFile(extract, { today: legalDay(clock.now()), maximumAgeDays });
  file.close();
  return [fine(file.description)];
}

/** Milliseconds for connection and certificate. */
const patience = 10_000;

/** No question is asked: a question is about a child. */
async function serviceFinding({ url, authority }: AffiliationServiceConfig): Promise<Finding> {
  const port = Number(url.port) || (url.protocol === 'https:' ? 443 : 80);
  const ca = authority === undefined ? undefined : await readFile(authority, 'utf8').catch(() => '');
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const servername = net.isIP(host) === 0 ? host : '';
  const problem = await new Promise<string | undefined>((resolve) => {
    const socket =
      url.protocol === 'https:'
        ? tls.connect({ host, port, servername, ...(ca === undefined ? {} : { ca }) })
        : net.connect({ host, port });
    socket.once(url.protocol === 'https:' ? 'secureConnect' : 'connect', () => {
      resolve(undefined);
      socket.destroy();
    });
    socket.setTimeout(patience, () => socket.destroy());
    socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    socket.once('close', () => resolve('ETIMEDOUT'));
  });
  if (problem === undefined) {
    const says = text`${url.host} answers`;
    return fine(url.protocol === 'https:' ? text`${says}, and its certificate is vouched for` : says);
  }
  return mend(
    text`${url.host} cannot be asked: ${problem}`,
    text`Check [affiliation.service], the firewall and the certificates, and ask the CIN whether its service is up.`,
  );
}
