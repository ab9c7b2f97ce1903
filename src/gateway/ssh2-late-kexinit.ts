/**
 * Lets OpenSSH's client send its SSH_MSG_KEXINIT before ours. It sends its own at once, and the next packet only when
 * that one is acknowledged (Nagle). Linux keeps back the acknowledgement for 40 ms where the server has spoken just
 * before and has nothing to add (`net.ipv4.tcp_pingpong_thresh`): so ours, which carries it, is sent in answer. All
 * other clients are told at once, as ssh2 1.17 does it (protocol/kex.js, `kexinit`).
 */

import { kexInitMessage } from '../ssh/ssh2-inside.ts';

interface PlainCipher {
  encrypt(packet: Buffer): void;
}

/** The part of ssh2's `Protocol` that is leant on. */
export interface BeginningProtocol {
  /** While it reads the identification: the one that encrypts nothing. */
  _cipher: PlainCipher;
}

/** Where the number of a message stands in a packet that is not encrypted (RFC 4253 section 6). */
const messageNumber = 5;

/** Milliseconds for one that waits for us nevertheless. */
const patience = 100;

const held = new WeakMap<BeginningProtocol, () => void>();

/** True of an identification whose sender speaks first, and waits for acknowledgements. */
export function speaksFirst(identification: Buffer): boolean {
  return identification.subarray(0, 16).toString('latin1') === 'SSH-2.0-OpenSSH_';
}

/** Has ssh2 read the identification, and keeps back the SSH_MSG_KEXINIT with which it answers. */
export function holdKexInit(protocol: BeginningProtocol, readIdentification: () => void): void {
  const cipher = protocol._cipher;
  const encrypt = (packet: Buffer) => {
    if (packet[messageNumber] !== kexInitMessage) return cipher.encrypt(packet);
    const send = () => {
      clearTimeout(timer);
      held.delete(protocol);
      cipher.encrypt(packet);
    };
    const timer = setTimeout(send, patience);
    held.set(protocol, send);
  };
  protocol._cipher = Object.create(cipher, { encrypt: { value: encrypt } });
  try {
    readIdentification();
  } finally {
    protocol._cipher = cipher;
  }
}

/** Sends what was kept back, if anything was. */
export function releaseKexInit(protocol: BeginningProtocol): void {
  held.get(protocol)?.();
}
