/** Signed notes (C2SP signed-note): a text, and lines that sign it. Whether a signature holds is asked apart. */

import { createHash } from 'node:crypto';

export interface NoteSignature {
  /** Name of the key: for disambiguation, it proves nothing. */
  readonly name: string;
  /** Four bytes, hexadecimal. */
  readonly keyId: string;
  readonly bytes: Uint8Array;
}

export interface Note {
  /** With the line feed at its end. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

/** Assigned by signed-note, section "Signature types". */
export const signatureType = { ed25519: 0x01, cosignature: 0x04 } as const;
export type SignatureType = (typeof signatureType)[keyof typeof signatureType];

/** Bytes; the text and sixteen signatures, which every reader must take, have a fifth of it. */
export const greatestNote = 16 * 1024;

const signatureLine = /^— (?<name>[^\s+]{1,200}) (?<blob>[A-Za-z0-9+/]{8,400}={0,2})$/u;
const controlCharacter = /[^\P{Cc}\n]/u;

/** Reads a note of anybody, or gives `undefined` if the text is none, or longer than `greatest`. */
export function parseNote(note: string, greatest = greatestNote): Note | undefined {
  const border = note.lastIndexOf('\n\n');
  if (border < 0 || note.length > greatest || controlCharacter.test(note)) return undefined;
  const lines = note.slice(border + 2).split('\n');
  if (lines.pop() !== '' || lines.length === 0) return undefined;
  const signatures: NoteSignature[] = [];
  for (const line of lines) {
    const { name, blob } = signatureLine.exec(line)?.groups ?? {};
    const bytes = decodeBase64(blob ?? '');
    if (name === undefined || bytes === undefined || bytes.length < 5) return undefined;
    signatures.push({ name, keyId: bytes.subarray(0, 4).toString('hex'), bytes: bytes.subarray(4) });
  }
  return { text: note.slice(0, border + 1), signatures };
}

export function formatNote({ text, signatures }: Note): string {
  const lines = signatures.map(({ name, keyId, bytes }) => {
    const blob = Buffer.concat([Buffer.from(keyId, 'hex'), bytes]).toString('base64');
    return `— ${name} ${blob}\n`;
  });
  return `${text}\n${lines.join('')}`;
}

/** The id of a key under a name, hexadecimal: the first four bytes of a hash over all that it stands for. */
export function keyIdOf(name: string, type: SignatureType, publicKey: Uint8Array): string {
  const hash = createHash('sha256').update(`${name}\n`).update(Uint8Array.of(type)).update(publicKey);
  return hash.digest('hex').slice(0, 8);
}

/** The bytes of base64 as RFC 4648 section 4 writes it and not otherwise. */
export function decodeBase64(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : undefined;
}
