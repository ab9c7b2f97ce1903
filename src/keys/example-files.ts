/** Where the example keys lie, by the site and the use they are for. */

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { usualAccountName } from '../accounts/name.ts';
import type { PartyId } from '../deliberations/clause.ts';
import { PasserelleError } from '../errors.ts';
import { text } from '../words/text.ts';

const folder = path.resolve(import.meta.dirname, '../../keys-example');

/** What protects the example keys that are protected at all. It is printed in their README: no secret. */
export const examplePassphrase = 'rehearsal only';

type Place = 'publisher' | 'relay' | 'recipient';

export interface ExamplePair {
  readonly privateKey: string;
  readonly publicKey: string;
}

/** The example OpenPGP key of a party. */
export function exampleOpenpgpKey(party: PartyId): Promise<ExamplePair> {
  return readPair(`${party}.openpgp.private.asc`, `${party}.openpgp.public.asc`);
}

/** The example key by which a party signs checkpoints of its ledger. */
export function exampleLedgerKey(party: PartyId): Promise<ExamplePair> {
  return readPair(`${party}.ledger.pem`, `${party}.ledger.vkey`);
}

/** The example key by which a party logs in to the gateway it fetches from. */
export function exampleLoginKey(party: PartyId, place: Place): Promise<ExamplePair> {
  const account = usualAccountName(party, place);
  return readPair(`${account}.ssh-user`, `${account}.ssh-user.pub`);
}

/** The example host key of a party's gateway. */
export function exampleHostKey(party: PartyId): Promise<ExamplePair> {
  return readPair(`${party}.ssh-host`, `${party}.ssh-host.pub`);
}

async function readPair(privateName: string, publicName: string): Promise<ExamplePair> {
  return { privateKey: await read(privateName), publicKey: await read(publicName) };
}

/** Throws `key-refused` for a party that has none: the repository carries those of one deliberation. */
async function read(name: string): Promise<string> {
  try {
    return await readFile(path.join(folder, name), 'utf8');
  } catch (cause) {
    throw new PasserelleError('key-refused', text`there is no example key ${name}`, {
      hint: text`A rehearsal needs example keys of all parties of its deliberation: docs/next-deliberation.md tells how they are made.`,
      cause,
    });
  }
}
