/** The fields of a form, read within bounds. */

import type { IncomingMessage } from 'node:http';
import { type Text, text } from '../words/text.ts';

export type Fields =
  | { readonly form: URLSearchParams }
  | { readonly form?: undefined; readonly status: number; readonly problem: Text };

const formType = /^application\/x-www-form-urlencoded(?:\s*;.*)?$/i;

/** Reads no more than `greatest` bytes, whatever length was announced. */
export async function readFields(request: IncomingMessage, greatest: number): Promise<Fields> {
  if (!formType.test(request.headers['content-type'] ?? '')) {
    return { status: 415, problem: text`Only a form is taken.` };
  }
  const tooLarge = { status: 413, problem: text`That is too large.` };
  if (Number(request.headers['content-length'] ?? 0) > greatest) return tooLarge;
  const chunks: Buffer[] = [];
  let size = 0;
  // Left early, the rest of the request is not read.
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    if (!Buffer.isBuffer(chunk)) throw new TypeError('a request without bytes');
    size += chunk.length;
    if (size > greatest) return tooLarge;
    chunks.push(chunk);
  }
  return { form: new URLSearchParams(Buffer.concat(chunks).toString('utf8')) };
}
