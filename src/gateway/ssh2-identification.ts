/**
 * Takes the identification of a client in whatever pieces it comes (RFC 4253 section 4.2): ssh2 1.17 forgets
 * all pieces but the first and the last (protocol/Protocol.js, `parseHeader`).
 */

import { type BeginningProtocol, holdKexInit, releaseKexInit, speaksFirst } from './ssh2-late-kexinit.ts';
import { changed } from './ssh2-shape.ts';

/** Bytes, with CR and LF (RFC 4253 section 4.2). */
const greatestIdentification = 255;
const lineFeed = 0x0a;

/** The part of ssh2's `Protocol` that is leant on. */
interface Protocol extends BeginningProtocol {
  readonly _server: boolean;
  /** There is one once the identification has been read. */
  readonly _decipher: unknown;
  /** What ssh2 keeps of an identification that is not whole. */
  _buffer: Buffer | undefined;
}

/** For all servers of the process. `protocolPrototype`: of ssh2's `Protocol`. */
export function takeIdentificationInPieces(protocolPrototype: object): void {
  const parse: unknown = Reflect.get(protocolPrototype, 'parse');
  if (typeof parse !== 'function') throw changed();
  Reflect.set(
    protocolPrototype,
    'parse',
    function (this: Protocol, bytes: Buffer, start: number, end: number) {
      if (!this._server) return parse.call(this, bytes, start, end);
      if (this._decipher !== undefined) {
        releaseKexInit(this);
        return parse.call(this, bytes, start, end);
      }
      const soFar = Buffer.concat([this._buffer ?? Buffer.alloc(0), bytes.subarray(start, end)]);
      this._buffer = undefined;
      const length = soFar.indexOf(lineFeed) + 1;
      // ssh2 tells the caller of what it cannot read in the same way.
      if ((length === 0 ? soFar.length + 1 : length) > greatestIdentification) {
        throw new RangeError('the identification is too long');
      }
      if (length > 0 && length === soFar.length && speaksFirst(soFar)) {
        return holdKexInit(this, () => parse.call(this, soFar, 0, length));
      }
      return parse.call(this, soFar, 0, soFar.length);
    },
  );
}
