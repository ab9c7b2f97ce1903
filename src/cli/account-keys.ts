/** `passerelle account`: the keys, cards and authorities of an account. */

import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import * as authorities from '../accounts/authority.ts';
import { addCertificate as enrolCertificate, requireSoundCertificate } from '../accounts/card.ts';
import * as accounts from '../accounts/enrol.ts';
import type { AccountKeeping } from '../accounts/keeping.ts';
import { PasserelleError } from '../errors.ts';
import { refuseKeyForMode } from '../keys/example-keys.ts';
import { cardTrustOf } from '../operations/card-trust.ts';
import type { Site } from '../site.ts';
import { text } from '../words/text.ts';
import { tell } from './account-view.ts';
import { atSite, whileOpen } from './at-site.ts';

/** Places that have a gateway. */
export const serving = ['publisher', 'relay'] as const;

export function addKey(name: string, file: string, _options: object, command: Command): Promise<void> {
  return whileOpen(command, serving, async (site, output) => {
    tell(output, await accounts.addKey(keepingOf(site), name, await readKeyLine(file, site)));
  });
}

export function addCertificate(
  name: string,
  file: string,
  _options: object,
  command: Command,
): Promise<void> {
  return whileOpen(command, serving, async (site, output) => {
    const certificate = await readFile(file).catch((cause: unknown) => {
      throw new PasserelleError('usage', text`the certificate ${file} cannot be read`, { cause });
    });
    const { config, clock } = site;
    const trust = await cardTrustOf(config.gateway.cards, {
      warn: (_event, facts) =>
        output.note(
          text`A file that vouches for cards cannot be used: ${Object.values(facts ?? {}).join(', ')}`,
        ),
    })();
    refuseKeyForMode(requireSoundCertificate({ clock, trust }, certificate).key.fingerprint, config.mode);
    const keeping = { ...keepingOf(site), vault: await site.vault(), trust };
    tell(output, await enrolCertificate(keeping, name, certificate));
  });
}

export function addAuthority(name: string, file: string, _options: object, command: Command): Promise<void> {
  return whileOpen(command, serving, async (site, output) => {
    tell(output, await authorities.addAuthority(keepingOf(site), name, await readKeyLine(file, site)));
  });
}

export function distrustKey(
  name: string,
  fingerprint: string,
  _options: object,
  command: Command,
): Promise<void> {
  return atSite(command, async (site, output) => {
    tell(output, await authorities.distrustKey(keepingOf(site), name, fingerprint));
  });
}

export function removeKey(
  name: string,
  fingerprint: string,
  _options: object,
  command: Command,
): Promise<void> {
  return atSite(command, async (site, output) => {
    tell(output, await accounts.removeKey(keepingOf(site), name, fingerprint));
  });
}

/** What accounts are kept in. */
export function keepingOf({ config, store, clock, deliberation }: Site): AccountKeeping {
  return { store, clock, deliberation, party: config.site, mode: config.mode };
}

/** A line with a public key that may be enrolled at this site. Throws `account-refused` or `key-refused`. */
export async function readKeyLine(file: string, { config }: Site): Promise<string> {
  const line = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new PasserelleError('usage', text`the public key ${file} cannot be read`, { cause });
  });
  refuseKeyForMode(accounts.requireSoundKey(line).fingerprint, config.mode);
  return line;
}
