/** An agent of ours for OpenSSH's clients: its one key may be any, so that even a FIDO key needs no device. */

import { once } from 'node:events';
import { createServer } from 'node:net';
import { wireReader } from '../../src/login/ssh-wire.ts';
import { sshString } from './ssh-keys.ts';

export interface AgentIdentity {
  readonly blob: Uint8Array;
  /** A whole SSH signature; RSA must be as the flags say: 2 with SHA-256, 4 with SHA-512. */
  sign(data: Uint8Array, flags: number): Buffer;
}

/** Of draft-miller-ssh-agent. */
const agent = {
  requestIdentities: 11,
  identities: 12,
  signRequest: 13,
  signResponse: 14,
  failure: 5,
} as const;

/** An agent with one identity, listening at `socket` until it is closed. */
export async function startAgent(
  socket: string,
  identity: AgentIdentity,
): Promise<{ readonly close: () => void }> {
  const server = createServer((connection) => {
    let received: Buffer = Buffer.alloc(0);
    connection.on('error', () => {});
    connection.on('data', (chunk: Buffer) => {
      received = Buffer.concat([received, chunk]);
      while (received.length >= 4 && received.length >= 4 + received.readUInt32BE()) {
        const end = 4 + received.readUInt32BE();
        connection.write(sshString(answer(received.subarray(4, end))));
        received = received.subarray(end);
      }
    });
  });
  const answer = (message: Uint8Array): Buffer => {
    const reader = wireReader(message);
    const type = reader.byte();
    if (type === agent.requestIdentities) {
      const count = Buffer.of(agent.identities, 0, 0, 0, 1);
      return Buffer.concat([count, sshString(identity.blob), sshString('test')]);
    }
    if (type !== agent.signRequest) return Buffer.of(agent.failure);
    // The key, of which there is one; then what to sign, and how.
    reader.string();
    const signature = identity.sign(reader.string(), reader.uint32());
    return Buffer.concat([Buffer.of(agent.signResponse), sshString(signature)]);
  };
  server.listen(socket);
  await once(server, 'listening');
  return { close: () => void server.close() };
}
