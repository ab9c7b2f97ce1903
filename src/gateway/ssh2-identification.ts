/**
 * Takes the identification of a client in whatever pieces it comes (RFC 4253 section 4.2): ssh2 1.17 forgets
 * all pieces but the first and the last (protocol/Protocol.js, `parseHeader`).
 */

import { unknownSsh2 } from '../ssh/ssh2-inside.ts';
import { text } from '../words/text.ts';

/** Bytes, with CR and LF (RFC 4253 section 4.2). */
const greatestIdentification = 255;
const lineFeed = 0x0a;

/** The part of ssh2's `Protocol` that is leant on. */
interface Protocol {
  readonly _server: boolean;
  /** There is one once the identification has been read. */
  readonly _decipher: unknown;
  /** What ssh2 keeps of an identification that is not whole. */
  _buffer: Buffer | undefined;
}

/** For all servers of the process. `protocolPrototype`: of ssh2's `Protocol`. */
export function takeIdentificationInPieces(protocolPrototype: object): void {
  const parse: unknown = Reflect.get(protocolPrototype, 'parse');
  if (typeof parse !== 'function')
    throw unknownSsh2(text`The inside of ssh2 is not as the gateway expects it.`);
  Reflect.set(
    protocolPrototype,
    'parse',
    function (this: Protocol, bytes: Buffer, start: number, end: number) {
      if (!this._server || this._decipher !== undefined) return parse.call(this, bytes, start, end);
      const soFar = Buffer.concat([this._buffer ?? Buffer.alloc(0), bytes.subarray(start, end)]);
      this._buffer = undefined;
      // ssh2 tells the caller of what it cannot read in the same way.
      if (
        soFar.length >= greatestIdentification &&
        !soFar.subarray(0, greatestIdentification).includes(lineFeed)
      ) {
        throw new RangeError('the identification is too long');
      }
      return parse.call(this, soFar, 0, soFar.length);
    },
  );
}
