/** The source of affiliations of a site, from its configuration. */

import { readFile } from 'node:fs/promises';
import { openAffiliationFile } from '../adapters/affiliation-file.ts';
import type { AffiliationServiceConfig, RelayConfig } from '../config/site-config.ts';
import { PasserelleError } from '../errors.ts';
import type { AffiliationSource } from '../ports/affiliation.ts';
import { secretLabel } from '../secrets/label.ts';
import { readPrivateFile } from '../secrets/private-file.ts';
import { readSecret } from '../secrets/secret.ts';
import { text } from '../words/text.ts';
import { requireSection } from './intake.ts';

export interface OpenAffiliation extends AffiliationSource {
  close(): void | Promise<void>;
}

/** How patient the relay is with a service; an operator who cannot wait has the extract. */
const patience = {
  pause: Temporal.Duration.from({ minutes: 5 }),
  firstRetryDelay: Temporal.Duration.from({ seconds: 1 }),
};

/** Reads the keys and secrets; the function given opens the source for a run on `today`. */
export async function affiliationOf(
  config: RelayConfig,
): Promise<(today: Temporal.PlainDate) => Promise<OpenAffiliation>> {
  const section = requireSection(config, 'affiliation', config.affiliation);
  if ('extract' in section) {
    const { extract, maximumAgeDays } = section;
    return (today) => openAffiliationFile(extract, { today, maximumAgeDays });
  }
  const { url, timeout } = section.service;
  const token =
    section.service.token &&
    (await readSecret(section.service.token, secretLabel(config.mode, text`token for ${url.host}`)));
  const tls = await readTls(section.service);
  // With its HTTP client and all that retries: more to load than the rest of a run, and nothing to who has the extract.
  const { openAffiliationService } = await import('../adapters/affiliation-service.ts');
  return async () => openAffiliationService({ url, timeout, token, tls, ...patience });
}

async function readTls({ authority, certificate, key }: AffiliationServiceConfig) {
  return {
    ...(authority !== undefined && { authority: await readCertificates(authority) }),
    ...(certificate !== undefined && { certificate: await readCertificates(certificate) }),
    ...(key !== undefined && { key: (await readPrivateFile(key)).toString('utf8') }),
  };
}

async function readCertificates(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new PasserelleError('config-invalid', text`the certificates at ${file} cannot be read`, {
      hint: text`See [affiliation.service] in docs/configuration.md.`,
      cause,
    });
  }
}
