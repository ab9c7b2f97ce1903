/** Certificates that the configuration names: of the authorities for cards, of servers, and our own. */

import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { CardsConfig, SiteConfig } from '../config/site-config.ts';
import { cardTrustOf } from '../operations/card-trust.ts';
import { text } from '../words/text.ts';
import { type Finding, fine, look, type Machine, mend } from './check.ts';
import { expiryFinding } from './expiry.ts';

export async function examineCertificates(config: SiteConfig, machine: Machine): Promise<readonly Finding[]> {
  const files = [
    typeof config.database === 'string' ? undefined : config.database.authorities,
    ...serviceFiles(config),
  ].filter((file) => file !== undefined);
  const findings = (await Promise.all(files.map((file) => bundleFindings(file, machine)))).flat();
  return findings.length > 0 ? findings : [fine(text`none is named: the system’s authorities count`)];
}

function serviceFiles(config: SiteConfig): readonly (string | undefined)[] {
  if (config.place !== 'relay' || config.affiliation === undefined) return [];
  if (!('service' in config.affiliation)) return [];
  const { authority, certificate } = config.affiliation.service;
  return [authority, certificate];
}

/** Every certificate of a file in PEM, the first that ends told of. */
async function bundleFindings(file: string, { clock }: Machine): Promise<readonly Finding[]> {
  const pem = await readFile(file, 'utf8').catch(() => undefined);
  if (pem === undefined)
    return [mend(text`${file} cannot be read`, text`Put the certificates there, or correct the path.`)];
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  try {
    const ends = blocks.map((block) =>
      Temporal.Instant.from(new X509Certificate(block).validToDate.toISOString()),
    );
    const [first] = ends.sort(Temporal.Instant.compare);
    if (first !== undefined) {
      const what = text`the first of ${blocks.length} certificates in ${file}`;
      return [expiryFinding(what, first, clock, text`Fetch the next one from whoever issued it.`)];
    }
  } catch {
    // What the library says of a certificate helps nobody here.
  }
  return [
    mend(
      text`${file} holds no certificate in PEM that can be read`,
      text`Put the certificates there, in PEM.`,
    ),
  ];
}

export async function examineCards(config: SiteConfig, { clock }: Machine): Promise<readonly Finding[]> {
  const cards = config.place === 'recipient' ? undefined : config.gateway.cards;
  if (cards === undefined) return [fine(text`no cards are let in`)];
  return await cardFindings(cards, clock);
}

async function cardFindings(cards: CardsConfig, clock: Machine['clock']): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  const trust = await cardTrustOf(cards, {
    warn: (_event, facts) => {
      const says = text`counts as absent: ${Object.values(facts ?? {}).join(', ')}`;
      findings.push(mend(says, text`Fetch the file anew; fewer cards are let in meanwhile.`));
    },
  })();
  for (const { issuerCommonName, notAfter } of [...trust.roots, ...trust.intermediates]) {
    const what = text`the certificate issued by ${issuerCommonName || text`an authority without a name`}`;
    findings.push(expiryFinding(what, notAfter, clock, text`Add the next one before that day.`));
  }
  const stale = trust.statements.filter(
    ({ until }) => until === null || Temporal.Instant.compare(until, clock.now()) < 0,
  );
  if (stale.length > 0) {
    findings.push(
      mend(
        text`${stale.length} of ${trust.statements.length} revocation lists and OCSP responses are too old to be believed`,
        text`Fetch them anew each day: a card of which nothing is known is not let in.`,
      ),
    );
  }
  if (trust.statements.length === 0) {
    findings.push(
      look(
        text`no revocation list and no OCSP response is to be had`,
        text`Fetch them: without one no card is let in.`,
      ),
    );
  }
  return findings;
}
