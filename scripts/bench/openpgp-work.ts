/**
 * Run as a process of its own: seals or opens a file as often as it is told, and prints the seconds of each time. What
 * comes out is thrown away unless `into` names a file for it.
 */

import { closeSync, openSync, readSync } from 'node:fs';
import { open, readFile, stat } from 'node:fs/promises';
import process from 'node:process';
import { text } from 'node:stream/consumers';
import * as openpgp from 'openpgp';
import { z } from 'zod';
import { publicKeyOf, readPrivateKey } from '../../src/seal/keys.ts';
import { openSealed } from '../../src/seal/open.ts';
import { seal } from '../../src/seal/seal.ts';

const job = z.strictObject({
  work: z.enum(['seal', 'open']),
  form: z.enum(['CFB', 'GCM', 'OCB', 'EAX']),
  file: z.string(),
  into: z.string().optional(),
  /** Armored keys: of whoever seals, and of whoever opens. */
  author: z.string(),
  reader: z.string(),
  times: z.int().positive(),
});
export type OpenPgpJob = z.infer<typeof job>;

const { work, form, file, into, author, reader, times } = job.parse(JSON.parse(await text(process.stdin)));
const at = Temporal.Instant.from('2022-03-04T10:00:00Z');
const signKey = await openpgp.readPrivateKey({ armoredKey: await readFile(author, 'utf8') });
const sealKey = await openpgp.readPrivateKey({ armoredKey: await readFile(reader, 'utf8') });
const [signWith, openWith] = [
  await readPrivateKey(signKey.armor(), undefined),
  await readPrivateKey(sealKey.armor(), undefined),
];
const [from, sealTo] = [publicKeyOf(signWith), publicKeyOf(openWith)];

/** As the store gives the chunks of a parcel: at once, and each in memory of its own. */
async function* bytes(): AsyncGenerator<Uint8Array> {
  const descriptor = openSync(file, 'r');
  try {
    for (;;) {
      const chunk = new Uint8Array(256 * 1024);
      const length = readSync(descriptor, chunk);
      if (length === 0) return;
      yield chunk.subarray(0, length);
    }
  } finally {
    closeSync(descriptor);
  }
}

async function result(): Promise<AsyncIterable<Uint8Array>> {
  if (work === 'open') {
    return openSealed({ sealed: bytes, size: (await stat(file)).size, openWith, from, at: null });
  }
  return form === 'CFB' || form === 'GCM' ? seal({ plain: bytes(), signWith, sealTo, at }) : sealIn(form);
}

/** In a form that `src/seal` never writes. */
async function sealIn(mode: 'OCB' | 'EAX'): Promise<AsyncIterable<Uint8Array>> {
  const [encryptionKeys, date] = [sealKey.toPublic(), new Date(at.epochMilliseconds)];
  const sessionKey = await openpgp.generateSessionKey({ encryptionKeys, date });
  const aeadAlgorithm = mode === 'OCB' ? 'ocb' : 'eax';
  const binary: ReadableStream<Uint8Array> = ReadableStream.from(bytes());
  return openpgp.encrypt({
    message: await openpgp.createMessage({ binary, date }),
    signingKeys: signKey,
    encryptionKeys,
    sessionKey: { ...sessionKey, aeadAlgorithm },
    format: 'binary',
    date,
  });
}

const output = into === undefined ? undefined : await open(into, 'w');
const seconds: number[] = [];
// Of little data, the first time is that of loading and compiling: it is left out.
for (let time = times > 1 ? -1 : 0; time < times; time += 1) {
  const began = performance.now();
  let size = 0;
  for await (const piece of await result()) {
    size += piece.length;
    await output?.write(piece);
  }
  if (size === 0) throw new Error('nothing came out');
  if (time >= 0) seconds.push((performance.now() - began) / 1000);
}
await output?.close();
process.stdout.write(JSON.stringify(seconds));
