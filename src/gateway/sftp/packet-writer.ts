/** Writes whole answer packets, length included (draft-ietf-secsh-filexfer-02 sections 4, 5 and 7). */

import { answerType, attributeFlag, protocolVersion, type StatusCode, statusCode } from './protocol.ts';

/** What a file or directory looks like to a client. */
export interface FileAttributes {
  readonly size: number;
  /** Type and permission bits. */
  readonly permissions: number;
  /** Seconds since 1970, for access and modification alike. */
  readonly time: number;
}

export interface NamedFile {
  readonly name: string;
  /** A line of `ls -l`: clients parse it. */
  readonly longname: string;
  readonly attributes: FileAttributes | undefined;
}

const attributesLength = 32;

/** Bytes before the data of a DATA packet: length, type, request, length of the data. */
const dataHeaderLength = 13;

/** All that a peer ever reads about the outcome of a request: harmless, and the same for every reason. */
const sentences: Readonly<Record<StatusCode, string>> = {
  [statusCode.ok]: 'Done',
  [statusCode.eof]: 'End of file',
  [statusCode.noSuchFile]: 'No such file',
  [statusCode.permissionDenied]: 'Permission denied',
  [statusCode.failure]: 'Failure',
  [statusCode.badMessage]: 'Malformed request',
  [statusCode.unsupported]: 'Not supported',
};

/** `sentence` replaces the usual one. It MUST hold nothing that the peer does not know. */
export function statusPacket(request: number, code: StatusCode, sentence = sentences[code]): Buffer {
  return packet(answerType.status, uint32(request), uint32(code), string(sentence), string('en'));
}

export function handlePacket(request: number, handle: Uint8Array): Buffer {
  return packet(answerType.handle, uint32(request), string(handle));
}

/** A DATA packet, made where `reserve` says, with room for `length` bytes that the caller fills in. */
export function dataPacket(
  request: number,
  length: number,
  reserve: (length: number) => Buffer,
): { packet: Buffer; data: Buffer } {
  const bytes = reserve(dataHeaderLength + length);
  bytes.writeUInt32BE(dataHeaderLength - 4 + length, 0);
  bytes.writeUInt8(answerType.data, 4);
  bytes.writeUInt32BE(request, 5);
  bytes.writeUInt32BE(length, 9);
  return { packet: bytes, data: bytes.subarray(dataHeaderLength) };
}

export function namePacket(request: number, files: readonly NamedFile[]): Buffer {
  const entries = files.flatMap(({ name, longname, attributes }) => [
    string(name),
    string(longname),
    attributes === undefined ? uint32(0) : encodeAttributes(attributes),
  ]);
  return packet(answerType.name, uint32(request), uint32(files.length), ...entries);
}

/** Bytes that a file takes in a NAME packet. */
export function namedFileLength({ name, longname }: NamedFile): number {
  return 4 + Buffer.byteLength(name) + 4 + Buffer.byteLength(longname) + attributesLength;
}

export function attributesPacket(request: number, attributes: FileAttributes): Buffer {
  return packet(answerType.attributes, uint32(request), encodeAttributes(attributes));
}

/** Opens the conversation, and advertises extensions with their data. */
export function versionPacket(extensions: Iterable<readonly [name: string, data: string]>): Buffer {
  const pairs = Array.from(extensions, ([name, data]) => Buffer.concat([string(name), string(data)]));
  return packet(answerType.version, uint32(protocolVersion), ...pairs);
}

export function extendedReplyPacket(request: number, values: readonly bigint[]): Buffer {
  return packet(answerType.extendedReply, uint32(request), ...values.map(uint64));
}

/** A hash, without its length: it is all that follows the words. */
export function hashPacket(request: number, words: readonly string[], hash: Uint8Array): Buffer {
  return packet(answerType.extendedReply, uint32(request), ...words.map(string), Buffer.from(hash));
}

function encodeAttributes({ size, permissions, time }: FileAttributes): Buffer {
  const bytes = Buffer.alloc(attributesLength);
  const { size: hasSize, ownerAndGroup, permissions: hasPermissions, times } = attributeFlag;
  bytes.writeUInt32BE(hasSize | ownerAndGroup | hasPermissions | times, 0);
  bytes.writeBigUInt64BE(BigInt(size), 4);
  // Owner and group, at 12 and 16, are zero.
  bytes.writeUInt32BE(permissions, 20);
  bytes.writeUInt32BE(time, 24);
  bytes.writeUInt32BE(time, 28);
  return bytes;
}

function packet(type: number, ...fields: readonly Buffer[]): Buffer {
  const length = fields.reduce((sum, field) => sum + field.length, 1);
  return Buffer.concat([uint32(length), Buffer.of(type), ...fields]);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.allocUnsafe(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

function uint64(value: bigint): Buffer {
  const bytes = Buffer.allocUnsafe(8);
  bytes.writeBigUInt64BE(value);
  return bytes;
}

function string(value: string | Uint8Array): Buffer {
  const bytes = Buffer.from(value);
  return Buffer.concat([uint32(bytes.length), bytes]);
}
