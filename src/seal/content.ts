/** What stands inside an envelope: one literal data packet, and what proves its author. */

import * as openpgp from 'openpgp';
import { decryptChunks } from './authenticated-chunks.ts';
import { type BytesInOrder, inOrder } from './bytes-in-order.ts';
import type { Envelope } from './envelope.ts';
import { allPrivateMaterialOf, allPublicMaterialOf, type PrivateKey, type PublicKey } from './material.ts';
import { decryptWithCode } from './modification-detection.ts';
import { latestSigningTime } from './profile.ts';
import { announcedSignature } from './signature.ts';
import { readSignedData } from './signed-data.ts';

type Signatures = openpgp.VerifyMessageResult['signatures'];

/** Plaintext that nothing proves before its end, and the signatures to be judged after it. */
export interface Claim {
  readonly data: AsyncIterable<Uint8Array>;
  /** When all of `data` has been read. */
  signatures(): Promise<Signatures>;
}

/** The content with its signatures, to be verified at `at`. The end of `data` proves its integrity. */
export async function claimOf(
  envelope: Envelope,
  openWith: PrivateKey,
  from: PublicKey,
  at: Temporal.Instant | null,
): Promise<Claim> {
  const options = {
    verificationKeys: allPublicMaterialOf(from),
    format: 'binary',
    date: latestSigningTime(at),
    config: envelope.config,
  } as const;
  const packets = await packetsInside(envelope, openWith);
  const signed = packets && (await readSignedData(packets));
  if (signed === undefined) {
    const { data, signatures } =
      packets === undefined
        ? await openpgp.decrypt({
            message: envelope.message,
            decryptionKeys: allPrivateMaterialOf(openWith),
            ...options,
          })
        : await openpgp.verify({ message: await readMessage(packets, envelope), ...options });
    return { data, signatures: async () => signatures };
  }
  const hash = signed.onePass.startHash();
  async function* hashed(data: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const bytes of data) {
      hash.update(bytes);
      yield bytes;
    }
  }
  return {
    data: hashed(signed.data),
    async signatures() {
      const signature = await announcedSignature(signed.signature(), signed.onePass, hash);
      const message = await openpgp.createMessage({ binary: new Uint8Array() });
      return (await openpgp.verify({ message, signature, ...options })).signatures;
    },
  };
}

/** The content alone. Of AEAD, each chunk is proven as it comes; otherwise nothing is. */
export async function contentOf(
  envelope: Envelope,
  openWith: PrivateKey,
): Promise<AsyncIterable<Uint8Array>> {
  const packets = await packetsInside(envelope, openWith);
  const signed = packets && (await readSignedData(packets));
  if (signed !== undefined) return signed.data;
  const message =
    packets === undefined
      ? await envelope.message.decrypt(
          allPrivateMaterialOf(openWith),
          undefined,
          undefined,
          latestSigningTime(null),
          envelope.config,
        )
      : await readMessage(packets, envelope);
  const content: ReadableStream<Uint8Array> | null = message.getLiteralData();
  if (content === null) throw new TypeError('no literal data');
  return content;
}

/** What is encrypted; `undefined` where it is for the library to decrypt. */
async function packetsInside(
  { message, data, config }: Envelope,
  openWith: PrivateKey,
): Promise<BytesInOrder | undefined> {
  if (data.version === 2 && data.aeadAlgorithm !== openpgp.enums.aead.gcm) return undefined;
  const decryptionKeys = allPrivateMaterialOf(openWith);
  const date = latestSigningTime(null);
  const [sessionKey, ...others] = await openpgp.decryptSessionKeys({ message, decryptionKeys, date, config });
  if (sessionKey === undefined || others.length > 0) throw new TypeError('not one session key');
  const { algorithm, data: key } = sessionKey;
  async function* packets() {
    yield* data.version === 1
      ? decryptWithCode(data.encrypted, algorithm, key)
      : decryptChunks(data.encrypted, data, key);
    for await (const _ of following(message)) throw new TypeError('packets follow the encrypted data');
  }
  return inOrder(packets());
}

/** Content in a form that only the library reads. */
function readMessage(
  packets: BytesInOrder,
  { config }: Envelope,
): Promise<openpgp.Message<ReadableStream<Uint8Array>>> {
  return openpgp.readMessage({ binaryMessage: ReadableStream.from(packets.rest()), config });
}

/** Packets of the outer message that the library had not read yet; its types leave the stream out. */
function following({ packets }: Envelope['message']): AsyncIterable<unknown> {
  const stream: unknown = Reflect.get(packets, 'stream');
  if (!(stream instanceof ReadableStream)) throw new TypeError('the library keeps packets elsewhere now');
  return stream;
}
