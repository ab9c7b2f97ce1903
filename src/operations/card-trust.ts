/** Whom a site trusts to vouch for cards, read from the files that its configuration names. */

import { readFile, stat } from 'node:fs/promises';
import type { CardsConfig } from '../config/site-config.ts';
import type { Log } from '../log.ts';
import { type CertificateTrust, noTrust, readTrust } from '../login/certificate-trust.ts';

/**
 * The trust as the files stand when it is asked for: revocation lists are fetched anew while the gateway
 * runs, and are read anew once they have changed. A file with a problem is logged and counts as absent.
 */
export function cardTrustOf(
  cards: CardsConfig | undefined,
  log: Pick<Log, 'warn'>,
): () => Promise<CertificateTrust> {
  if (cards === undefined) return async () => noTrust;
  const { roots, intermediates, revocationLists, ocspResponses, policies } = cards;
  const files = {
    root: roots,
    intermediate: intermediates,
    'revocation-list': revocationLists,
    'ocsp-response': ocspResponses,
  };
  let known: { readonly state: string; readonly trust: CertificateTrust } | undefined;

  return async () => {
    const state = (await Promise.all(Object.values(files).flat().map(stateOf))).join('\n');
    if (known?.state === state) return known.trust;
    const [rootFiles, intermediateFiles, listFiles, responseFiles] = await Promise.all(
      [roots, intermediates, revocationLists, ocspResponses].map((names) =>
        Promise.all(names.map(readOrNothing)),
      ),
    );
    const { trust, problems } = readTrust({
      roots: rootFiles ?? [],
      intermediates: intermediateFiles ?? [],
      revocationLists: listFiles ?? [],
      ocspResponses: responseFiles ?? [],
      policies,
    });
    for (const { file: sort, index, problem } of problems) {
      log.warn('card-file-absent', { file: files[sort][index], sort, problem });
    }
    known = { state, trust };
    return trust;
  };
}

async function stateOf(file: string): Promise<string> {
  const found = await stat(file).catch(() => undefined);
  return `${file} ${found?.mtimeMs} ${found?.size} ${found?.ino}`;
}

/** What is not there is malformed, which is what `readTrust` says of no bytes. */
async function readOrNothing(file: string): Promise<Uint8Array> {
  return readFile(file).catch(() => new Uint8Array());
}
