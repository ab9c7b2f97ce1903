/**
 * Reads the fields of a packet (RFC 4251 section 5; draft-ietf-secsh-filexfer-02 section 5). The bytes are
 * attacker-controlled: nothing is read beyond their end. Instead of throwing at the first bad field, the
 * reader gives empty values and remembers; ask {@link PacketReader.isComplete} before using any of them.
 */

import { attributeFlag } from './protocol.ts';

const nothing = Buffer.alloc(0);

export class PacketReader {
  readonly #bytes: Buffer;
  #at = 0;
  #overrun = false;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  byte(): number {
    return this.#take(1)?.[0] ?? 0;
  }

  uint32(): number {
    return this.#take(4)?.readUInt32BE() ?? 0;
  }

  uint64(): bigint {
    return this.#take(8)?.readBigUInt64BE() ?? 0n;
  }

  /** A string as it stands: a view, valid while the packet is. */
  string(): Buffer {
    return this.#take(this.uint32()) ?? nothing;
  }

  /** A path or name, or `undefined` if the string is not UTF-8: no file of ours has such a name. */
  text(): string | undefined {
    const bytes = this.string();
    try {
      return utf8.decode(bytes);
    } catch {
      return undefined;
    }
  }

  /** Attributes that a client proposes. We take none of them over, but they must be well-formed. */
  skipAttributes(): void {
    const flags = this.uint32();
    if (flags & attributeFlag.size) this.uint64();
    if (flags & attributeFlag.ownerAndGroup) this.#take(8);
    if (flags & attributeFlag.permissions) this.uint32();
    if (flags & attributeFlag.times) this.#take(8);
    if (flags & attributeFlag.extended) {
      for (let left = this.uint32(); left > 0 && !this.#overrun; left -= 1) {
        this.string();
        this.string();
      }
    }
  }

  /** True if every field was there, and nothing is left over. */
  isComplete(): boolean {
    return !this.#overrun && this.#at === this.#bytes.length;
  }

  /** True if every field read so far was there. */
  isSound(): boolean {
    return !this.#overrun;
  }

  #take(length: number): Buffer | undefined {
    const end = this.#at + length;
    if (this.#overrun || end > this.#bytes.length) {
      this.#overrun = true;
      return undefined;
    }
    const taken = this.#bytes.subarray(this.#at, end);
    this.#at = end;
    return taken;
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
