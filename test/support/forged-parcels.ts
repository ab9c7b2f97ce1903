/** Parcels as a sender of the channel would publish them, and as a forger would. Sealed by the example keys. */

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as openpgp from 'openpgp';
import type { PartyId } from '../../src/deliberations/clause.ts';
import { n21250 } from '../../src/deliberations/n21-250.ts';
import { exampleOpenpgpKey, examplePassphrase } from '../../src/keys/example-files.ts';
import { formatParcelName, type ParcelName } from '../../src/parcels/name.ts';
import type { MonthlyFileHeader } from '../../src/people/record.ts';
import { readPrivateKey, readPublicKey } from '../../src/seal/keys.ts';
import { monthlyFileText, mutation } from './monthly-files.ts';
import { month } from './records.ts';
import { type Holder, sealed } from './sealing.ts';
import type { TestKey } from './ssh-keys.ts';

/** The child that stands in every one of them. */
export const forgedChild = '18670300208';

export interface Forgery {
  /** What the file name says; the header says the same unless `header` differs. */
  readonly name?: Partial<ParcelName>;
  readonly header?: Partial<MonthlyFileHeader>;
  readonly signedBy?: PartyId;
  readonly sealedTo?: PartyId;
  /** Changes the monthly file before it is signed: the sender itself is the forger. */
  readonly rewrite?: (xml: string) => string;
  /** Seals in another way. */
  readonly sealing?: (plain: Uint8Array, from: Holder, to: Holder) => Promise<Uint8Array>;
  /** Alters the sealed bytes on their way. */
  readonly alter?: (bytes: Buffer) => Buffer;
}

/** Path in the receiver's tree, and bytes, of a parcel of March 2022, the first of its sender. */
export async function parcelFrom(
  sender: PartyId,
  receiver: PartyId,
  forgery: Forgery = {},
): Promise<readonly [path: string, bytes: Buffer]> {
  const { signedBy = sender, sealedTo = receiver, rewrite, sealing = sealed, alter } = forgery;
  const name: ParcelName = {
    deliberation: n21250.number,
    month: month('2022-03'),
    sender,
    receiver,
    sequenceNumber: 1,
    ...forgery.name,
  };
  const xml = await monthlyFileText([mutation('new', forgedChild, '2022-02-01')], {
    ...name,
    ...forgery.header,
  });
  const plain = Buffer.from(rewrite?.(xml) ?? xml);
  const bytes = Buffer.from(await sealing(plain, await holderOf(signedBy), await holderOf(sealedTo)));
  return [`/inbox/${name.month}/${formatParcelName(name)}`, alter?.(bytes) ?? bytes];
}

/** The holder of a party's example key, with the private half open. */
async function holderOf(party: PartyId): Promise<Holder> {
  const { privateKey: armoredKey, publicKey } = await exampleOpenpgpKey(party);
  const key = await openpgp.readPrivateKey({ armoredKey });
  const open = key.isDecrypted()
    ? key
    : await openpgp.decryptKey({ privateKey: key, passphrase: examplePassphrase });
  const armored = { privateKey: open.armor(), publicKey };
  return {
    own: await readPrivateKey(armored.privateKey, undefined),
    public: await readPublicKey(publicKey),
    armored,
  };
}

/** An example SSH key, by the name of its file. */
export async function exampleSshKey(name: string): Promise<Pick<TestKey, 'blob' | 'privateText'>> {
  const file = path.resolve(import.meta.dirname, '../../keys-example', name);
  const [, blob = ''] = (await readFile(`${file}.pub`, 'utf8')).split(' ');
  return { blob: Buffer.from(blob, 'base64'), privateText: await readFile(file, 'utf8') };
}
