/**
 * The outside of a sealed message, every byte of it attacker-controlled: which forms are opened at all, and
 * what opening may cost.
 */

import * as openpgp from 'openpgp';
import { PasserelleError } from '../errors.ts';
import { text, type Words } from '../words/text.ts';
import { allPrivateMaterialOf, type PrivateKey } from './material.ts';
import { opening } from './profile.ts';

export interface Envelope {
  readonly message: openpgp.Message<ReadableStream<Uint8Array>>;
  readonly data: ProtectedData;
  readonly config: openpgp.Config;
  /** Passes the plaintext on and counts it against what was read for it. */
  watch(plain: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array>;
  /** Runs `work`; its failure becomes `parcel-unreadable`, unless reading the sealed bytes is what failed. */
  attempt<Result>(work: () => Promise<Result>): Promise<Result>;
}

/** Encrypted and integrity protected data (RFC 9580 section 5.13); the library's types leave the fields out. */
interface ProtectedData {
  readonly version: 1 | 2;
  readonly aeadAlgorithm: openpgp.enums.aead | null;
  readonly chunkSizeByte: number | null;
  readonly encrypted: ReadableStream<Uint8Array>;
}

interface Outside {
  readonly sealed: () => AsyncIterable<Uint8Array>;
  readonly size: number;
  readonly openWith: PrivateKey;
}

const mebibyte = 1024 * 1024;
/** A sender may seal to itself too; thousands of session keys would only be work. */
const greatestNumberOfRecipients = 16;
/** OCB runs at 3 MB/s here: this much takes three seconds. */
const greatestUnderOcb = 8 * mebibyte;
/** RFC 9580 section 5.13.2: chunks of 4 MiB at most. A chunk is held in memory until it proves intact. */
const greatestChunkSizeByte = 16;
/**
 * Sealed bytes read ahead of the plaintext that came out. A little is read-ahead of streams; more is a packet
 * that hides no plaintext and only fills memory.
 */
const greatestLead = 64 * mebibyte;
/** What a compressed message may unpack to: a little in any case, then in proportion, and never more than that. */
const decompressed = { harmless: 16 * mebibyte, perByte: 100, greatest: 256 * mebibyte } as const;

/** Reads up to where the encrypted data begin. Throws `parcel-unreadable`. */
export async function readEnvelope({ sealed, size, openWith }: Outside): Promise<Envelope> {
  let failure: unknown;
  let lead = 0;

  async function* source(): AsyncGenerator<Uint8Array> {
    try {
      for await (const bytes of sealed()) {
        lead += bytes.length;
        if (lead > greatestLead) throw unreadable(text`it carries data that are no message`);
        // The library mistakes a Buffer's `slice` for a copy.
        yield new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length);
      }
    } catch (error) {
      failure = error;
      throw error;
    }
  }

  async function* watch(plain: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const bytes of plain) {
      lead = Math.max(0, lead - bytes.length);
      yield bytes;
    }
  }

  async function attempt<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      if (failure !== undefined) throw failure;
      if (error instanceof PasserelleError) throw error;
      throw unreadable(text`it is no OpenPGP message, or was cut short or changed on its way`, error);
    }
  }

  const config = opening(
    Math.min(decompressed.greatest, decompressed.harmless + decompressed.perByte * size),
  );
  const message = await attempt(() =>
    openpgp.readMessage({ binaryMessage: ReadableStream.from(source()), config }),
  );
  const data = requireForm(message, size, openWith);
  return { message, data, config, watch, attempt };
}

function isProtectedData(
  packet: object | undefined,
): packet is openpgp.SymEncryptedIntegrityProtectedDataPacket & ProtectedData {
  return packet instanceof openpgp.SymEncryptedIntegrityProtectedDataPacket;
}

function requireForm(message: Envelope['message'], size: number, openWith: PrivateKey): ProtectedData {
  const data = message.packets.at(-1);
  if (!isProtectedData(data)) {
    throw unreadable(text`it is not encrypted with protection of its integrity (RFC 9580 section 5.13)`);
  }
  if (data.aeadAlgorithm === openpgp.enums.aead.ocb && size > greatestUnderOcb) {
    throw unreadable(
      text`it is over ${greatestUnderOcb} bytes and encrypted in OCB mode, which is slow here`,
    );
  }
  if ((data.chunkSizeByte ?? 0) > greatestChunkSizeByte) {
    throw unreadable(text`its chunks are larger than the standard allows`);
  }
  const recipients = message.getEncryptionKeyIDs();
  if (recipients.length > greatestNumberOfRecipients) {
    throw unreadable(text`it is sealed to too many keys`);
  }
  const own = allPrivateMaterialOf(openWith).flatMap((key) => key.getKeyIDs());
  const toUs = recipients.some((recipient) => own.some((id) => recipient.equals(id, true)));
  if (!toUs) throw unreadable(text`it is sealed to another key than ${openWith.fingerprint}`);
  return data;
}

function unreadable(reason: Words, cause?: unknown): PasserelleError {
  return new PasserelleError('parcel-unreadable', text`the parcel can not be opened: ${reason}`, {
    hint: text`Nothing was read from it. Ask the sender to seal it again, to this site's key and with \`gpg\` or Passerelle.`,
    cause,
  });
}
