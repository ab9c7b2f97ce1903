/** The transport by SFTP, on `ssh2-sftp-client`: a session on the gateway of a peer, with both factors. */

import { once } from 'node:events';
import net from 'node:net';
import type { SFTPWrapper } from 'ssh2';
import SftpClient from 'ssh2-sftp-client';
import { type ErrorCode, PasserelleError } from '../errors.ts';
import type { Transport, TransportSession } from '../ports/transport.ts';
import { sshAlgorithms } from '../ssh/algorithms.ts';
import { graftMlkem768x25519 } from '../ssh/graft-mlkem768x25519.ts';
import { type Text, text, type Words } from '../words/text.ts';
import { listFiles } from './sftp/listing.ts';
import { authenticationOf, hostVerifierOf, type LoginProgress, type SftpCredentials } from './sftp/login.ts';
import { readFile } from './sftp/reading.ts';
import { type Ask, requestsOver } from './sftp/requests.ts';

export interface SftpPeer extends SftpCredentials {
  readonly host: string;
  readonly port: number;
  /** Milliseconds for connecting, for logging in, and for each answer after that. */
  readonly timeout: number;
}

const keepaliveInterval = 10_000;
/** Milliseconds that a peer may take to say goodbye. */
const farewell = 2_000;

/** Opens sessions as `username`. Nothing is connected before {@link Transport.open}. */
export function sftpTransport(peer: SftpPeer): Transport {
  return { open: (given) => openSession(peer, given) };
}

async function openSession(peer: SftpPeer, given?: () => void): Promise<TransportSession> {
  graftMlkem768x25519();
  const socket = await connect(peer);
  const progress: LoginProgress = { stage: 'handshake', hostKeyRefused: false, peerSpoke: false };
  let lineBroke = false;
  socket.once('error', () => {
    lineBroke = true;
  });
  // Its own listeners would write to the console.
  const client = new SftpClient('passerelle', { error: () => {}, end: () => {}, close: () => {} });
  let patience: NodeJS.Timeout | undefined;
  client.on('ready', () => {
    progress.stage = 'session';
    // Its own patience ends with the login, before the SFTP session is there.
    patience = setTimeout(() => socket.destroy(), peer.timeout);
  });
  client.on('error', ({ level }: { level?: unknown }) => {
    if (level === 'client-timeout') lineBroke = true;
    else progress.peerSpoke = true;
  });
  try {
    const sftp = await client.connect({
      sock: socket,
      username: peer.username,
      algorithms: sshAlgorithms,
      hostVerifier: hostVerifierOf(peer, progress),
      authHandler: authenticationOf(peer, progress, given),
      readyTimeout: peer.timeout,
      keepaliveInterval,
    });
    // A peer that breaks the protocol: the requests that wait for an answer are told.
    sftp.on('error', () => socket.destroy());
    return sessionOver(sftp, client, socket, peer);
  } catch (cause) {
    socket.destroy();
    throw failure(peer, progress, lineBroke, cause);
  } finally {
    clearTimeout(patience);
  }
}

/** A connection of our own, because no-delay must be set before the handshake. */
async function connect({ host, port, timeout }: SftpPeer): Promise<net.Socket> {
  const socket = net.connect({ host, port, noDelay: true });
  try {
    await once(socket, 'connect', { signal: AbortSignal.timeout(timeout) });
    return socket;
  } catch (cause) {
    socket.destroy();
    throw new PasserelleError('peer-unreachable', text`no connection to ${host}:${port}`, {
      hint: text`Check host and port in the configuration, the firewall, and whether the peer is up.`,
      cause,
    });
  }
}

function sessionOver(
  sftp: SFTPWrapper,
  client: SftpClient,
  socket: net.Socket,
  { host, port, timeout }: SftpPeer,
): TransportSession {
  const peer = `${host}:${port}`;
  const { ask, answered } = requestsOver(socket, peer, timeout);
  return {
    list: (folder) => listFiles(sftp, ask, peer, folder),
    read: (path, limit) => readFile(sftp, ask, peer, path, limit),
    write: (path, bytes) => writeFile(sftp, ask, path, bytes),
    async close() {
      if (!socket.destroyed) {
        const patience = setTimeout(() => socket.destroy(), farewell);
        await answered();
        await client.end().catch(() => {});
        clearTimeout(patience);
      }
      socket.destroy();
    },
  };
}

async function writeFile(sftp: SFTPWrapper, ask: Ask, path: string, bytes: Uint8Array): Promise<void> {
  const handle = await ask<Buffer>(text`create a file`, (answer) => sftp.open(path, 'w', answer));
  const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const written =
    content.length === 0
      ? undefined
      : ask(text`write a file`, (answer) => sftp.write(handle, content, 0, content.length, 0, answer));
  // On its way before the answer to the former. The peer judges the whole file when it is closed, and may refuse it then.
  const closed = ask(text`take over a file`, (answer) => sftp.close(handle, (error) => answer(error)));
  const [write, close] = await Promise.allSettled([written, closed]);
  for (const outcome of [close, write]) if (outcome.status === 'rejected') throw outcome.reason;
}

interface Explanation {
  readonly code: ErrorCode;
  readonly deed: Text;
  readonly hint: Words;
}

const hostKeyRefused: Explanation = {
  code: 'host-key-refused',
  deed: text`showed another host key than the one that is pinned`,
  hint: text`Do not log in by other means. Ask the operator there, by telephone, for the fingerprint of their host key.`,
};
const unreachable: Explanation = {
  code: 'peer-unreachable',
  deed: text`did not complete the connection`,
  hint: text`The network broke, the peer turns this address away, or it shares no SSH algorithm with us.`,
};
const byStage: Readonly<Record<LoginProgress['stage'], Explanation>> = {
  handshake: unreachable,
  login: {
    code: 'login-refused',
    deed: text`refused the login`,
    hint: text`Check account, key, password and TOTP device. Too many tries lock the account for a while.`,
  },
  session: {
    code: 'peer-failed',
    deed: text`opened no SFTP session`,
    hint: text`Run the command again later; if it fails again, ask the operator there.`,
  },
};

function failure(
  { host, port, username }: SftpPeer,
  { stage, hostKeyRefused: refused, peerSpoke }: LoginProgress,
  lineBroke: boolean,
  cause: unknown,
): PasserelleError {
  // A login is refused in words; a line that just ends says nothing of the factors.
  const reached = lineBroke || (stage === 'login' && !peerSpoke) ? unreachable : byStage[stage];
  const { code, deed, hint } = refused ? hostKeyRefused : reached;
  return new PasserelleError(code, text`${host}:${port} ${deed} (account ${username})`, { hint, cause });
}
