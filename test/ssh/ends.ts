/** A server and clients of ssh2 with the algorithms of the house, over loopback. */

import { once } from 'node:events';
import { createServer, connect as openSocket } from 'node:net';
import ssh2, { type Algorithms, type Connection, type NegotiatedAlgorithms } from 'ssh2';
import { onTestFinished } from 'vitest';
import { sshAlgorithms } from '../../src/ssh/algorithms.ts';
import { graftMlkem768x25519, mlkem768x25519 } from '../../src/ssh/graft-mlkem768x25519.ts';
import { ed25519Key } from '../support/ssh-keys.ts';
import { portOf } from './raw-peer.ts';

graftMlkem768x25519();

type Exchange = NegotiatedAlgorithms['kex'];

const classical = sshAlgorithms.kex.filter((name) => name !== mlkem768x25519);
export const hybridFirst: readonly Exchange[] = [mlkem768x25519, ...classical];
export const hybridOnly: readonly Exchange[] = [mlkem768x25519];
export const classicalOnly: readonly Exchange[] = classical;

export const hostKey = ed25519Key();

export interface TestServer {
  readonly port: number;
  /** Exchanges finished, by name, over all connections. */
  readonly exchanges: string[];
  /** What ended connections. */
  readonly errors: string[];
  /** How far connections got. */
  readonly logins: string[];
}

function algorithms(kex: readonly Exchange[]): Algorithms {
  return { ...sshAlgorithms, kex: [...kex] };
}

/** Lets anyone in: only the exchange is tested here. `serve` gets each connection when it is ready. */
export async function startServer(
  kex: readonly Exchange[],
  serve: (connection: Connection) => void = () => {},
): Promise<TestServer> {
  const exchanges: string[] = [];
  const errors: string[] = [];
  const logins: string[] = [];
  const ends = new ssh2.Server(
    { hostKeys: [hostKey.privateText], algorithms: algorithms(kex) },
    (connection) => {
      connection.on('handshake', (negotiated) => exchanges.push(negotiated.kex));
      connection.on('error', (error) => errors.push(error.message));
      connection.on('authentication', (context) => {
        logins.push(context.username);
        context.accept();
      });
      connection.on('ready', () => serve(connection));
    },
  );
  const server = createServer({ noDelay: true }, (socket) => ends.injectSocket(socket));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
  });
  return { port: portOf(server), exchanges, errors, logins };
}

export interface TestClient {
  readonly client: ssh2.Client;
  readonly exchanges: string[];
}

/** Resolves when logged in; rejects with what ssh2 says if it does not come to that. */
export async function connectClient(
  port: number,
  kex: readonly Exchange[],
  expectedHostKey: Buffer = hostKey.blob,
): Promise<TestClient> {
  const client = new ssh2.Client();
  const exchanges: string[] = [];
  const ready = Promise.withResolvers<void>();
  client.on('handshake', (negotiated) => exchanges.push(negotiated.kex));
  client.on('ready', () => ready.resolve());
  client.on('error', (error) => ready.reject(error));
  client.on('close', () => ready.reject(new TypeError(`closed after ${exchanges.length} exchanges`)));
  client.connect({
    sock: openSocket({ port, host: '127.0.0.1', noDelay: true }),
    username: 'anyone',
    algorithms: algorithms(kex),
    hostVerifier: (key: Buffer) => key.equals(expectedHostKey),
  });
  onTestFinished(() => {
    client.destroy();
  });
  await ready.promise;
  return { client, exchanges };
}

/** The inside of a client that tests use where ssh2 has nothing public. */
interface ClientProtocol {
  rekey(): void;
  readonly _packetRW: {
    readonly write: {
      readonly allocStartKEX: number;
      alloc(size: number, evenInKeyExchange: boolean): Buffer;
      finalize(packet: Buffer, evenInKeyExchange: boolean): Buffer;
    };
  };
  readonly _cipher: { encrypt(packet: Buffer): void };
}

function protocolOf(client: ssh2.Client): ClientProtocol {
  const protocol: ClientProtocol = Reflect.get(client, '_protocol');
  return protocol;
}

/** Asks for new keys. */
export function rekeyClient(client: ssh2.Client): void {
  protocolOf(client).rekey();
}

/** Sends any payloads, encrypted, past all that the client thinks of. */
export function sendPackets(client: ssh2.Client, ...payloads: readonly Buffer[]): void {
  const { _packetRW: packets, _cipher: cipher } = protocolOf(client);
  for (const payload of payloads) {
    const packet = packets.write.alloc(payload.length, true);
    packet.set(payload, packets.write.allocStartKEX);
    cipher.encrypt(packets.write.finalize(packet, true));
  }
}
