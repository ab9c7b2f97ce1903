/** Whole SSH messages that ssh2 does not write, or not as they should be (RFC 4251 section 5). */

const number = { disconnect: 1, extensionInfo: 7, banner: 53, globalRequest: 80 } as const;

/** Why a connection is ended (RFC 4253 section 11.1). */
export const disconnectReason = {
  protocolError: 2,
  serviceNotAvailable: 7,
  byApplication: 11,
  tooManyConnections: 12,
  noMoreMethods: 14,
} as const;

export type DisconnectReason = (typeof disconnectReason)[keyof typeof disconnectReason];

/** RFC 4253 section 11.1; the sentence is shown by most clients. */
export function disconnectMessage(reason: DisconnectReason, sentence: string): Buffer {
  return Buffer.concat([Buffer.of(number.disconnect), uint32(reason), string(sentence), string('')]);
}

/** RFC 4252 section 5.4: shown by the client before the login goes on. */
export function bannerMessage(sentence: string): Buffer {
  return Buffer.concat([Buffer.of(number.banner), string(`${sentence}\r\n`), string('')]);
}

/** RFC 8308 section 3.1: the signatures that a client may prove its key by. */
export function signatureAlgorithmsMessage(names: readonly string[]): Buffer {
  return Buffer.concat([
    Buffer.of(number.extensionInfo),
    uint32(1),
    string('server-sig-algs'),
    string(names.join(',')),
  ]);
}

/** OpenSSH's PROTOCOL, section 2.5; no answer is wanted. */
export function hostKeysMessage(blobs: readonly Buffer[]): Buffer {
  const head = [Buffer.of(number.globalRequest), string('hostkeys-00@openssh.com'), Buffer.of(0)];
  return Buffer.concat([...head, ...blobs.map(string)]);
}

function string(value: string | Buffer): Buffer {
  const bytes = Buffer.from(value);
  return Buffer.concat([uint32(bytes.length), bytes]);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.allocUnsafe(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
