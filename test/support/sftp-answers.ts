/** Answers of an SFTP server, taken apart (draft-ietf-secsh-filexfer-02 sections 5 and 7). */

import { answerType, fileType } from '../../src/gateway/sftp/protocol.ts';
import type { SftpAnswer } from './gateway-client.ts';

export interface Attributes {
  readonly size: number;
  readonly owner: number;
  readonly group: number;
  readonly permissions: number;
  /** Seconds since 1970. */
  readonly accessed: number;
  readonly modified: number;
}

export interface Entry {
  readonly name: string;
  readonly longname: string;
  readonly attributes: Attributes | undefined;
}

/** An answer as plain data; a handle is told of, not shown. */
export type Told =
  | { readonly answer: 'status'; readonly code: number; readonly words: string; readonly language: string }
  | { readonly answer: 'handle' }
  | { readonly answer: 'data'; readonly data: string }
  | { readonly answer: 'names'; readonly entries: readonly Entry[] }
  | { readonly answer: 'attributes'; readonly attributes: Attributes | undefined };

export const isDirectory = ({ permissions }: Attributes) => (permissions & fileType.directory) !== 0;

/** Throws if anything is left over, or missing. */
export function told({ type, body }: SftpAnswer): Told {
  const reader = readerOf(body);
  const read = {
    [answerType.status]: () =>
      ({ answer: 'status', code: reader.uint32(), words: reader.text(), language: reader.text() }) as const,
    [answerType.handle]: () => {
      reader.text();
      return { answer: 'handle' } as const;
    },
    [answerType.data]: () => ({ answer: 'data', data: reader.text('hex') }) as const,
    [answerType.name]: () => ({ answer: 'names', entries: reader.entries() }) as const,
    [answerType.attributes]: () => ({ answer: 'attributes', attributes: reader.attributes() }) as const,
  }[type];
  if (read === undefined) throw new RangeError(`answer ${type}`);
  const answer = read();
  if (reader.left() !== 0) throw new RangeError(`${reader.left()} bytes after the answer`);
  return answer;
}

/** What a NAME answer holds. */
export function entriesIn({ body }: SftpAnswer): readonly Entry[] {
  return readerOf(body).entries();
}

function readerOf(body: Buffer) {
  let at = 0;
  const uint32 = () => {
    at += 4;
    return body.readUInt32BE(at - 4);
  };
  const text = (encoding: BufferEncoding = 'utf8') => {
    const length = uint32();
    at += length;
    if (at > body.length) throw new RangeError('a string beyond the answer');
    return body.toString(encoding, at - length, at);
  };
  const attributes = (): Attributes | undefined => {
    const flags = uint32();
    if (flags === 0) return undefined;
    if (flags !== 0xf) throw new RangeError(`attributes ${flags}`);
    const size = uint32() * 2 ** 32 + uint32();
    const [owner, group, permissions, accessed, modified] = [
      uint32(),
      uint32(),
      uint32(),
      uint32(),
      uint32(),
    ];
    return { size, owner, group, permissions, accessed, modified };
  };
  const entries = () =>
    Array.from({ length: uint32() }, () => ({ name: text(), longname: text(), attributes: attributes() }));
  return { uint32, text, attributes, entries, left: () => body.length - at };
}
