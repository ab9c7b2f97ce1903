/** Asks an SSH server for its host key, and goes: no name is given and no login tried. */

import { once } from 'node:events';
import net from 'node:net';
import ssh2 from 'ssh2';
import { fingerprintOf } from '../../login/ssh-key.ts';
import { sshAlgorithms } from '../../ssh/algorithms.ts';
import { graftMlkem768x25519 } from '../../ssh/graft-mlkem768x25519.ts';

/** `silent`: something listens, and does not speak SSH as we do. */
export type HostKeyAnswer =
  | { readonly answer: 'host-key'; readonly fingerprint: string }
  | { readonly answer: 'unreachable' | 'silent' };

/** `timeout` in milliseconds, for the connection and for the key. */
export async function askHostKey(host: string, port: number, timeout: number): Promise<HostKeyAnswer> {
  graftMlkem768x25519();
  const socket = net.connect({ host, port, noDelay: true });
  try {
    await once(socket, 'connect', { signal: AbortSignal.timeout(timeout) });
  } catch {
    socket.destroy();
    return { answer: 'unreachable' };
  }
  const client = new ssh2.Client();
  try {
    return await new Promise<HostKeyAnswer>((resolve) => {
      const silent = () => resolve({ answer: 'silent' });
      client.on('error', silent);
      client.on('close', silent);
      client.connect({
        sock: socket,
        username: '',
        algorithms: sshAlgorithms,
        readyTimeout: timeout,
        hostVerifier: (hostKey: Buffer) => {
          resolve({ answer: 'host-key', fingerprint: fingerprintOf(hostKey) });
          // Refused: what was asked is answered, and the login would begin now.
          return false;
        },
        authHandler: [],
      });
    });
  } finally {
    client.destroy();
    socket.destroy();
  }
}
