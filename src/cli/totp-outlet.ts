/** How the secret of a TOTP device reaches its holder: shown once, never stored where it could be read again. */

import { existsSync } from 'node:fs';
import process from 'node:process';
import { PasserelleError } from '../errors.ts';
import { createPrivateFile } from '../secrets/private-file.ts';
import { text } from '../words/text.ts';
import type { Output } from './output.ts';

export interface TotpOutlet {
  readonly showUri?: true;
  readonly uriFile?: string;
}

/** Throws `usage` if the secret could not be handed over: asked before one is made. */
export function requireTotpOutlet({ showUri, uriFile }: TotpOutlet): void {
  if (uriFile !== undefined && existsSync(uriFile)) {
    throw new PasserelleError('usage', text`${uriFile} is there already`, {
      hint: text`It is not overwritten.`,
    });
  }
  if (showUri === true || uriFile !== undefined || process.stderr.isTTY) return;
  throw new PasserelleError('usage', text`there is no terminal to show the QR code of the TOTP device at`, {
    hint: text`Run this at a terminal, or add --uri-file <file> or --show-uri.`,
  });
}

/** Shows the QR code at a terminal, and hands the URI over where it was asked for. */
export async function handOverTotp(
  uri: string,
  { showUri, uriFile }: TotpOutlet,
  output: Output,
): Promise<void> {
  if (uriFile !== undefined) await createPrivateFile(uriFile, `${uri}\n`);
  if (showUri === true) output.result({ totpUri: uri }, () => [uri]);
  if (showUri === true || uriFile !== undefined) return;
  const { default: qrcode } = await import('qrcode');
  output.note(text`To be scanned now by the authenticator of the holder; it is not shown again:`);
  // Not by way of `note`: a QR code needs the escape sequences that are kept from everything else.
  process.stderr.write(await qrcode.toString(uri, { type: 'terminal', small: true }));
}
