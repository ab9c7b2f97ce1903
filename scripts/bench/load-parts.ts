/** Those who load a server: a crowd of sessions, silent strangers at the door, and visitors who are timed. */

import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { sshString } from '../../test/support/ssh-keys.ts';
import { accountOf, fetchOnce, type LoadTarget, logIn, openSftp } from './load-peer.ts';

export interface Crowd {
  /** From now on that many of the sessions fetch, one file after the other. */
  fetch(sessions: number): void;
  /** Bytes fetched so far, and sessions that were lost. */
  figures(): { readonly bytes: number; readonly lost: number };
  leave(): Promise<void>;
}

/** Logs in at once: OpenSSH refuses some of more than ten. */
const comingAtOnce = 4;

/** Holds sessions, each with a channel for SFTP. Throws if one of them is not let in. */
export async function gather(target: LoadTarget, sessions: number): Promise<Crowd> {
  const numbers = Array.from({ length: sessions }, (_, number) => number);
  let bytes = 0;
  let lost = 0;
  let staying = true;

  async function come(number: number) {
    const { file } = accountOf(target, number);
    const client = await logIn(target, accountOf(target, number));
    client.on('close', () => {
      if (staying) lost += 1;
    });
    return { file, client, sftp: await openSftp(client) };
  }
  const queue = numbers.values();
  const lines = Array.from({ length: comingAtOnce }, async () => {
    const held: Awaited<ReturnType<typeof come>>[] = [];
    for (const number of queue) held.push(await come(number));
    return held;
  });
  const held = (await Promise.all(lines)).flat();

  const came = (size: number) => {
    bytes += size;
  };

  async function fetchOnAndOn({ sftp, file }: (typeof held)[number]): Promise<void> {
    try {
      while (staying) await fetchOnce(sftp, file, came);
    } catch {
      // Whoever was thrown out is counted as lost already.
    }
  }
  const fetching: Promise<void>[] = [];
  return {
    fetch(count) {
      fetching.push(...held.slice(0, count).map(fetchOnAndOn));
    },
    figures: () => ({ bytes, lost }),
    async leave() {
      staying = false;
      for (const { client } of held) client.destroy();
      await Promise.all(fetching);
    },
  };
}

export interface Siege {
  /** How often one of them was thrown out, and came back. */
  thrownOut(): number;
  lift(): void;
}

/**
 * Strangers, each from an address of its own: one half says nothing, the other stops half-way through the
 * key exchange. Whoever is thrown out comes back after `away` milliseconds.
 */
export function besiege({ host, port }: LoadTarget, strangers: number, away = 50): Siege {
  const there = new Map<number, Socket>();
  let lasting = true;
  let thrownOut = 0;

  function come(number: number): void {
    const localAddress = `127.0.${1 + Math.floor(number / 200)}.${1 + (number % 200)}`;
    const socket = connect({ host, port, localAddress, noDelay: true });
    socket.on('error', () => {});
    socket.once('close', () => {
      if (!lasting) return;
      thrownOut += 1;
      setTimeout(() => lasting && come(number), away);
    });
    if (number % 2 === 1) socket.once('connect', () => socket.write(halfAHandshake()));
    there.set(number, socket.resume());
  }

  for (let number = 0; number < strangers; number += 1) come(number);
  return {
    thrownOut: () => thrownOut,
    lift() {
      lasting = false;
      for (const socket of there.values()) socket.destroy();
    },
  };
}

/** The identification, and a KEXINIT (RFC 4253 section 7.1) after which nothing comes. */
function halfAHandshake(): Buffer {
  const cipher = 'aes256-gcm@openssh.com';
  const lists = ['curve25519-sha256', 'ssh-ed25519', cipher, cipher, 'hmac-sha2-256', 'hmac-sha2-256'];
  const names = [...lists, 'none', 'none', '', ''].map((list) => sshString(list));
  const payload = Buffer.concat([Buffer.of(20), randomBytes(16), ...names, Buffer.alloc(5)]);
  // RFC 4253 section 6: four bytes of padding at least, the whole a multiple of eight.
  const padding = 4 + ((8 - ((5 + payload.length + 4) % 8)) % 8);
  const packet = Buffer.concat([Buffer.of(padding), payload, Buffer.alloc(padding)]);
  return Buffer.concat([Buffer.from('SSH-2.0-stranger\r\n'), sshString(packet)]);
}

export interface Visits {
  /** Milliseconds of each login, from the first packet to the session. */
  readonly milliseconds: readonly number[];
  readonly refused: number;
}

const millisecondsBetween = 100;

/** Logs in so many times, one after the other, and leaves. */
export async function visit(target: LoadTarget, times: number): Promise<Visits> {
  const milliseconds: number[] = [];
  let refused = 0;
  for (let number = 0; number < times; number += 1) {
    const begun = performance.now();
    try {
      const client = await logIn(target, accountOf(target, number));
      milliseconds.push(performance.now() - begun);
      client.end();
    } catch {
      refused += 1;
    }
    await delay(millisecondsBetween);
  }
  return { milliseconds, refused };
}
