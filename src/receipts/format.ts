/**
 * A receipt is one line as `sha256sum` prints it, clear-signed by the receiver. Anybody makes one with
 * `sha256sum FILE | gpg --clearsign > FILE.receipt.asc`, and checks one with `gpg --decrypt | sha256sum -c`.
 *
 * A second line, which `sha256sum -c` takes for a remark, says under which clauses the file was received. Our own
 * receipts have it. One without it is bound all the same: the sealed file, whose digest it names, has them inside.
 */

import type { Deliberation } from '../deliberations/clause.ts';
import { policyDigest } from '../deliberations/rules.ts';

/** What a receiver states: these bytes arrived under this name. */
export interface ReceiptStatement {
  /** Name of the parcel. */
  readonly name: string;
  /** SHA-256 of the sealed file, hexadecimal. */
  readonly digest: string;
  /** The line of `clausesLine`, if there is one. */
  readonly clauses?: string;
}

/** A space and a mark: a second space, or the star of a system where `sha256sum` reads in binary mode. */
const form =
  /^(?<digest>[0-9a-f]{64}) [ *](?<name>[A-Za-z0-9][A-Za-z0-9._-]{0,254})(?:\n(?<clauses># deliberation [0-9]{2}\/[0-9]{3}, clauses [0-9a-f]{64}))?\n?$/;

/** The text to be signed. */
export function formatReceipt({ name, digest, clauses }: ReceiptStatement): string {
  return `${digest}  ${name}\n${clauses === undefined ? '' : `${clauses}\n`}`;
}

/** Names the deliberation and the digest of its clauses as they are in force at a site. */
export function clausesLine(deliberation: Deliberation): string {
  return `# deliberation ${deliberation.number}, clauses ${policyDigest(deliberation)}`;
}

/** Reads the text of a receipt, or gives `undefined` if it is anything else. */
export function parseReceipt(text: string): ReceiptStatement | undefined {
  const { digest, name, clauses } = form.exec(text)?.groups ?? {};
  if (digest === undefined || name === undefined) return undefined;
  return clauses === undefined ? { name, digest } : { name, digest, clauses };
}

/** The name under which the receipt of a parcel is handed in. */
export function receiptName(parcelName: string): string {
  return `${parcelName}.receipt.asc`;
}
