/** A connection that has logged in: what ends it, and what the ledger hears of its end. */

import type { Socket } from 'node:net';
import type { Connection } from 'ssh2';
import type { Account } from '../ports/account.ts';
import { type SessionEnd, sessionEnded } from './events.ts';
import { sentence } from './sentences.ts';
import type { LiveSession } from './sessions.ts';
import type { SftpHost } from './sftp/session.ts';
import type { GatewaySite } from './site.ts';
import { type DisconnectReason, disconnectReason } from './ssh-message.ts';
import { keyExchangesOf } from './ssh2-key-exchange.ts';
import { standingOf } from './standing.ts';

export interface LiveConnection {
  readonly connection: Connection;
  readonly socket: Socket;
  readonly address: string;
  readonly end: (reason: DisconnectReason, words: string) => void;
}

export function openLiveSession(
  site: GatewaySite,
  account: Account,
  { connection, socket, address, end: endConnection }: LiveConnection,
): LiveSession & SftpHost {
  const { limits } = site;
  const peer = { account: account.name, address };
  let endedBy: SessionEnd = 'left';

  function end(reason: SessionEnd, words: string): void {
    if (endedBy !== 'left') return;
    endedBy = reason;
    endConnection(disconnectReason.byApplication, words);
  }

  const idle = setTimeout(() => end('idle', sentence('idle')), limits.idleSeconds * 1000);
  const stall = stallDetector(socket, limits.stallSeconds / limits.watchSeconds);
  const renewKeys = keyRenewal(connection, socket, limits.rekeyBytes);
  const forgets = new Set<() => void>();
  const transfers = new Set<() => boolean>();

  async function tellEnd(): Promise<void> {
    clearTimeout(idle);
    await site.store.commit({
      at: site.clock.now(),
      changes: [],
      events: [sessionEnded(peer, endedBy)],
    });
  }

  return {
    account,
    address,
    since: site.clock.now(),
    peer,
    socket,
    keyExchanges: keyExchangesOf(connection),
    end,
    over: new Promise<void>((resolve) => socket.once('close', () => resolve())).then(tellEnd),
    touch() {
      if (!socket.destroyed) idle.refresh();
    },
    async admit() {
      const standing = await standingOf(site, account);
      if (!standing.admitted) end(standing.reason, standing.sentence);
      return standing.admitted;
    },
    forgetAtEachWatch(forget) {
      forgets.add(forget);
      return () => forgets.delete(forget);
    },
    awaitTransfers(isTransferring) {
      transfers.add(isTransferring);
      return () => transfers.delete(isTransferring);
    },
    isTransferring: () => transfers.values().some((isTransferring) => isTransferring()),
    tick() {
      for (const forget of forgets) forget();
      if (stall()) {
        endedBy = 'stalled';
        socket.destroy();
      }
      renewKeys();
    },
  };
}

/** True after so many calls in a row between which the peer took nothing of what waits for it. */
function stallDetector(socket: Socket, greatest: number): () => boolean {
  let taken = 0;
  let idleLooks = 0;
  return () => {
    const now = socket.bytesWritten - socket.writableLength;
    idleLooks = socket.writableLength > 0 && now === taken ? idleLooks + 1 : 0;
    taken = now;
    return idleLooks > greatest;
  };
}

/** ssh2 exchanges keys anew only when it is told to. */
function keyRenewal(connection: Connection, socket: Socket, afterBytes: number): () => void {
  let since = 0;
  return () => {
    const moved = socket.bytesRead + socket.bytesWritten;
    if (moved - since < afterBytes) return;
    since = moved;
    connection.rekey();
  };
}
