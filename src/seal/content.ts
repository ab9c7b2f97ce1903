/** What stands inside an envelope: one literal data packet, and what proves its author. */

import * as openpgp from 'openpgp';
import type { Envelope } from './envelope.ts';
import { allPrivateMaterialOf, allPublicMaterialOf, type PrivateKey, type PublicKey } from './material.ts';
import { decryptWithCode } from './modification-detection.ts';
import { latestSigningTime } from './profile.ts';

/** Plaintext that nothing proves before its end, and the signatures to be judged after it. */
export interface Claim {
  readonly data: AsyncIterable<Uint8Array>;
  readonly signatures: openpgp.DecryptMessageResult['signatures'];
}

/** The content with its signatures, to be verified at `at`. The end of `data` proves its integrity. */
export async function claimOf(
  envelope: Envelope,
  openWith: PrivateKey,
  from: PublicKey,
  at: Temporal.Instant | null,
): Promise<Claim> {
  const verificationKeys = allPublicMaterialOf(from);
  const options = {
    verificationKeys,
    format: 'binary',
    date: latestSigningTime(at),
    config: envelope.config,
  } as const;
  if (envelope.data.version === 1) {
    return openpgp.verify({ message: await coded(envelope, openWith), ...options });
  }
  return openpgp.decrypt({
    message: envelope.message,
    decryptionKeys: allPrivateMaterialOf(openWith),
    ...options,
  });
}

/** The content alone. Of AEAD, each chunk is proven as it comes; otherwise nothing is. */
export async function contentOf(
  envelope: Envelope,
  openWith: PrivateKey,
): Promise<AsyncIterable<Uint8Array>> {
  const message =
    envelope.data.version === 1
      ? await coded(envelope, openWith)
      : await envelope.message.decrypt(
          allPrivateMaterialOf(openWith),
          undefined,
          undefined,
          latestSigningTime(null),
          envelope.config,
        );
  const content: ReadableStream<Uint8Array> | null = message.getLiteralData();
  if (content === null) throw new TypeError('no literal data');
  return content;
}

/** The message inside version 1. */
async function coded(
  { message, data, config }: Envelope,
  openWith: PrivateKey,
): Promise<openpgp.Message<ReadableStream<Uint8Array>>> {
  const decryptionKeys = allPrivateMaterialOf(openWith);
  const date = latestSigningTime(null);
  const [sessionKey, ...others] = await openpgp.decryptSessionKeys({ message, decryptionKeys, date, config });
  if (sessionKey === undefined || others.length > 0) throw new TypeError('not one session key');
  const { algorithm, data: key } = sessionKey;
  async function* packets() {
    yield* decryptWithCode(data.encrypted, algorithm, key);
    for await (const _ of following(message)) throw new TypeError('packets follow the encrypted data');
  }
  return openpgp.readMessage({ binaryMessage: ReadableStream.from(packets()), config });
}

/** Packets of the outer message that the library had not read yet; its types leave the stream out. */
function following({ packets }: Envelope['message']): AsyncIterable<unknown> {
  const stream: unknown = Reflect.get(packets, 'stream');
  if (!(stream instanceof ReadableStream)) throw new TypeError('the library keeps packets elsewhere now');
  return stream;
}
