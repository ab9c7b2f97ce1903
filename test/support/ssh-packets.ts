/** Messages and packets of the first, unencrypted exchange of SSH, byte by byte (RFC 4253). */

import { randomBytes } from 'node:crypto';
import { sshString } from './ssh-keys.ts';

export const message = { disconnect: 1, ignore: 2, kexInit: 20, newKeys: 21, init: 30, reply: 31 } as const;

/** The names of an SSH_MSG_KEXINIT that our ends accept, but for the exchanges. */
export function kexInit(
  exchanges: readonly string[],
  guessFollows = false,
  hostKeys: readonly string[] = ['ssh-ed25519'],
): Buffer {
  const cipher = 'aes256-gcm@openssh.com';
  const lists = [exchanges.join(','), hostKeys.join(','), cipher, cipher, '', '', 'none', 'none', '', ''];
  const guess = Buffer.of(guessFollows ? 1 : 0);
  return Buffer.concat([
    Buffer.of(message.kexInit),
    randomBytes(16),
    ...lists.map(sshString),
    guess,
    Buffer.alloc(4),
  ]);
}

/** The strings of a payload, after its message number. */
export function stringsOf(payload: Buffer): readonly Buffer[] {
  const strings: Buffer[] = [];
  for (let at = 1; at < payload.length; ) {
    const end = at + 4 + payload.readUInt32BE(at);
    strings.push(payload.subarray(at + 4, end));
    at = end;
  }
  return strings;
}

/** A whole packet (section 6), without a cipher. */
export function plainPacket(payload: Buffer): Buffer {
  const padding = 8 - ((5 + payload.length) % 8) + (8 - ((5 + payload.length) % 8) < 4 ? 8 : 0);
  const head = Buffer.alloc(5);
  head.writeUInt32BE(1 + payload.length + padding);
  head[4] = padding;
  return Buffer.concat([head, payload, randomBytes(padding)]);
}
