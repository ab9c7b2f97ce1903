/** One SFTP conversation on a channel: packets in, one after the other, answers out. */

import type { ServerChannel } from 'ssh2';
import type { GatewaySite } from '../site.ts';
import { createContext, type SessionHost } from './context.ts';
import { advertisedExtensions } from './extensions.ts';
import { packetsOf } from './incoming.ts';
import { createOutbox, type Line } from './outbox.ts';
import { PacketReader } from './packet-reader.ts';
import { versionPacket } from './packet-writer.ts';
import { protocolVersion, requestType } from './protocol.ts';
import { answer, failureOf } from './requests.ts';

/** A connection, as a session sees it. */
export interface SftpHost extends SessionHost, Line {
  /** A request has come: the connection is not idle. */
  touch(): void;
  /** Calls `forget` once a watch, until the function that it gives is called. */
  forgetAtEachWatch(forget: () => void): () => void;
  /** Asks `isTransferring` before it ends the connection in order, until the function that it gives is called. */
  awaitTransfers(isTransferring: () => boolean): () => void;
}

/**
 * Serves a channel until either end closes it. Requests are answered in their order, so that none is
 * outstanding but the one being served; the next is not even taken from the channel before there is room
 * for its answer.
 */
export async function serveSftp(site: GatewaySite, host: SftpHost, channel: ServerChannel): Promise<void> {
  const { log, limits } = site;
  const outbox = createOutbox(channel, host, limits.waitingBytes);
  const context = createContext(site, host, outbox.reserve);
  let greeted = false;
  let open = true;
  const end = () => {
    open = false;
    outbox.close();
  };
  // What was read stays readable for one watch at most: by then it may have been purged.
  const stopForgetting = host.forgetAtEachWatch(context.forget);
  const stopAwaiting = host.awaitTransfers(context.handles.hasFiles);
  channel.once('close', end);
  host.socket.once('close', end);

  /** False if the conversation cannot go on. */
  async function serve(packet: Buffer): Promise<boolean> {
    if (!greeted) {
      greeted = true;
      if (!isGreeting(packet)) return false;
      outbox.put(versionPacket(advertisedExtensions));
      return true;
    }
    try {
      const answered = answer(context, packet);
      if (answered === 'malformed') return false;
      outbox.put(answered instanceof Promise ? await answered : answered);
    } catch (error) {
      log.error('request-failed', { error, account: host.account.name });
      outbox.put(failureOf(packet));
    }
    return true;
  }

  try {
    for await (const packet of packetsOf(channel, limits.packetBytes, outbox.flush)) {
      host.touch();
      await outbox.room();
      if (!open || !(await serve(packet))) return;
    }
  } catch (error) {
    log.debug('channel-broke', { error, account: host.account.name });
  } finally {
    end();
    stopForgetting();
    stopAwaiting();
    context.handles.clear();
    context.forget();
    channel.off('close', end);
    host.socket.off('close', end);
    // OpenSSH's sftp waits for both before it exits.
    channel.exit(0);
    channel.end();
  }
}

/** INIT names the client's version; ours is the only one we speak, and every client speaks it. */
function isGreeting(packet: Buffer): boolean {
  const reader = new PacketReader(packet);
  const isInit = reader.byte() === requestType.init && reader.uint32() >= protocolVersion;
  return reader.isSound() && isInit;
}
