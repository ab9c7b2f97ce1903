/**
 * A receipt is one line as `sha256sum` prints it, clear-signed by the receiver. Anybody makes one with
 * `sha256sum FILE | gpg --clearsign > FILE.receipt.asc`, and checks one with `gpg --decrypt | sha256sum -c`.
 */

/** What a receiver states: these bytes arrived under this name. */
export interface ReceiptStatement {
  /** Name of the parcel. */
  readonly name: string;
  /** SHA-256 of the sealed file, hexadecimal. */
  readonly digest: string;
}

/** A space and a mark: a second space, or the star of a system where `sha256sum` reads in binary mode. */
const form = /^(?<digest>[0-9a-f]{64}) [ *](?<name>[A-Za-z0-9][A-Za-z0-9._-]{0,254})\n?$/;

/** The line to be signed. */
export function formatReceipt({ name, digest }: ReceiptStatement): string {
  return `${digest}  ${name}\n`;
}

/** Reads the text of a receipt, or gives `undefined` if it is anything else. */
export function parseReceipt(text: string): ReceiptStatement | undefined {
  const { digest, name } = form.exec(text)?.groups ?? {};
  return digest === undefined || name === undefined ? undefined : { name, digest };
}

/** The name under which the receipt of a parcel is handed in. */
export function receiptName(parcelName: string): string {
  return `${parcelName}.receipt.asc`;
}
