/** The SSH side of a connection: ssh2 behind our front, its login, and channels for `sftp` only. */

import ssh2, { type Connection, type ServerChannel, type Session } from 'ssh2';
import type { Account } from '../ports/account.ts';
import { sshAlgorithms } from '../ssh/algorithms.ts';
import { graftMlkem768x25519 } from '../ssh/graft-mlkem768x25519.ts';
import { handleLogin } from './authentication.ts';
import { hangUp, type Visit } from './front.ts';
import type { HostKey } from './host-keys.ts';
import { type LiveConnection, openLiveSession } from './live-session.ts';
import { refusalRecorder } from './login-record.ts';
import { sentence } from './sentences.ts';
import type { Sessions } from './sessions.ts';
import { serveSftp } from './sftp/session.ts';
import type { GatewaySite } from './site.ts';
import { type DisconnectReason, disconnectReason } from './ssh-message.ts';
import { graftPacketCipher } from './ssh2-cipher.ts';
import { graftPacketDecipher } from './ssh2-decipher.ts';
import { hardenConnection, hardenSsh2, sendDisconnect } from './ssh2-hardening.ts';
import { announceHostKeys } from './ssh2-host-keys.ts';
import { makeDisconnectTheLastWord } from './ssh2-last-word.ts';

/** What we say of ourselves: not which version of what we run. */
const identification = 'Passerelle';

/** The one in use, and others that clients may learn. */
type HostKeys = readonly [HostKey, ...HostKey[]];

export interface SshServer {
  serve(visit: Visit): void;
  /** For connections that come from now on; those that are there keep the key by which they know us. */
  useHostKeys(keys: HostKeys): void;
  /** Writes down the refused logins that were counted and are due. */
  tellRefusals(): void;
  /** Resolves when the ledger knows of every connection that is closed. */
  settled(): Promise<void>;
}

export function createSshServer(site: GatewaySite, sessions: Sessions, hostKeys: HostKeys): SshServer {
  hardenSsh2();
  graftMlkem768x25519();
  graftPacketCipher();
  graftPacketDecipher();
  const refusals = refusalRecorder(site);
  /** Accounts whose last login proved one factor and went: a client that cannot ask for the other. */
  const leftHalfWay = new Set<string>();
  const visits = new Map<string, Visit>();
  const pending = new Set<Promise<void>>();

  /** Never listens: the front hands it sockets. */
  function serverWith(keys: HostKeys): ssh2.Server {
    return new ssh2.Server(
      { hostKeys: [keys[0].text], algorithms: sshAlgorithms, ident: identification },
      (connection, { ip, port }) => {
        const visit = visits.get(`${ip} ${port}`);
        const address = visit?.address;
        // ssh2 crashes the process if an error finds no listener.
        connection.on('error', (error) => site.log.debug('connection-broke', { error, address }));
        if (visit === undefined) connection.end();
        else welcome(connection, visit, keys);
      },
    );
  }
  let server = serverWith(hostKeys);

  function welcome(connection: Connection, visit: Visit, keys: HostKeys): void {
    const { socket, address } = visit;
    connection.on('error', () => hangUp(socket));
    connection.once('handshake', () => visit.reached('encrypted'));
    hardenConnection(connection);
    makeDisconnectTheLastWord(connection, () => hangUp(socket));
    announceHostKeys(connection, keys);

    function end(reason: DisconnectReason, words: string): void {
      try {
        sendDisconnect(connection, reason, words);
      } catch (error) {
        site.log.debug('connection-not-told', { error, address });
      }
      hangUp(socket);
    }
    visit.onOverdue = () => end(disconnectReason.byApplication, sentence('login-time-over'));

    const login = handleLogin(site, sessions, connection, address, {
      ended: end,
      halfProven(account) {
        visit.reached('half-proven');
        return leftHalfWay.has(account);
      },
      accepted(account) {
        visit.settle();
        leftHalfWay.delete(account.name);
        openSession(account, { connection, socket, address, end });
      },
    });
    socket.once('close', () => {
      const refusal = login.refusal();
      if (refusal === undefined) return;
      if (refusal.reason === 'incomplete') leftHalfWay.add(refusal.name);
      remember(refusals.record(refusal, address));
    });
  }

  function openSession(account: Account, live: LiveConnection): void {
    const session = openLiveSession(site, account, live);
    sessions.add(session);
    remember(session.over);
    let channels = 0;
    // Each channel listens for the end of the connection, and of its exchanges of keys.
    for (const emitter of [live.socket, live.connection])
      emitter.setMaxListeners(emitter.getMaxListeners() + site.limits.channels);
    live.connection.on('session', (accept, reject) => {
      if (channels >= site.limits.channels) return reject();
      channels += 1;
      const channelSession = accept();
      channelSession.once('close', () => {
        channels -= 1;
      });
      acceptSftp(channelSession, (channel) => remember(serveSftp(site, session, channel)));
    });
  }

  function remember(work: Promise<void>): void {
    const told = work
      .catch((error: unknown) => site.log.error('connection-not-ended', { error }))
      .finally(() => pending.delete(told));
    pending.add(told);
  }

  return {
    useHostKeys(keys) {
      server = serverWith(keys);
    },
    serve(visit) {
      const { socket } = visit;
      const key = `${socket.remoteAddress} ${socket.remotePort}`;
      visits.set(key, visit);
      socket.once('close', () => visits.delete(key));
      server.injectSocket(socket);
    },
    tellRefusals: () => remember(refusals.tell()),
    async settled() {
      await Promise.all(pending);
      remember(refusals.tell(true));
      await Promise.all(pending);
    },
  };
}

/** All other requests of a session find no listener, and ssh2 refuses them: shell, exec, pty, agent, x11. */
function acceptSftp(session: Session, serve: (channel: ServerChannel) => void): void {
  session.on('subsystem', (accept, reject, { name }) => {
    // ssh2 gives no channel for a second subsystem on the same session.
    const channel = name === 'sftp' ? accept() : undefined;
    if (channel === undefined) reject?.();
    else serve(channel);
  });
}
