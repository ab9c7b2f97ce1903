/**
 * Where the operator page listens: on this machine and nowhere else. The configuration refuses every other address;
 * here only what it let through is known.
 */

import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmod, lstat, mkdir, rename, rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import { connect } from 'node:net';
import path from 'node:path';
import type { OperatorPlace } from '../config/site-config.ts';
import { PasserelleError } from '../errors.ts';
import { text } from '../words/text.ts';

export interface Listening {
  /** For people: an address to open, or the path of a socket. */
  readonly where: string;
  /** The port, where there is one. */
  readonly port: number | undefined;
  /** Takes away what stands in the file system. */
  remove(): Promise<void>;
}

/** Throws `already-running` if another process listens there, `config-invalid` if it may not. */
export async function listen(server: Server, place: OperatorPlace): Promise<Listening> {
  try {
    return 'socket' in place ? await listenOnSocket(server, place) : await listenOnLoopback(server, place);
  } catch (error) {
    throw listenProblem(error, nameOf(place)) ?? error;
  }
}

async function listenOnLoopback(
  server: Server,
  { host, port }: Extract<OperatorPlace, { host: string }>,
): Promise<Listening> {
  server.listen({ host, port });
  await once(server, 'listening');
  const address = server.address();
  const chosen = typeof address === 'object' && address !== null ? address.port : port;
  const where = `http://${host.includes(':') ? `[${host}]` : host}:${chosen}`;
  return { where, port: chosen, remove: async () => {} };
}

/**
 * The socket is made in a folder that nobody else enters, given its mode, and put in its place whole: it never
 * stands there open to others. One that nobody listens on any more is replaced.
 */
async function listenOnSocket(
  server: Server,
  { socket, mode }: Extract<OperatorPlace, { socket: string }>,
): Promise<Listening> {
  await requireFree(socket);
  const folder = path.join(path.dirname(socket), `.${randomBytes(4).toString('hex')}`);
  await mkdir(folder, { mode: 0o700 });
  try {
    const made = path.join(folder, 's');
    server.listen({ path: made });
    await once(server, 'listening');
    await chmod(made, mode);
    await rename(made, socket);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return { where: `unix:${socket}`, port: undefined, remove: () => rm(socket, { force: true }) };
}

async function requireFree(socket: string): Promise<void> {
  const found = await lstat(socket).catch(() => undefined);
  if (found === undefined) return;
  if (!found.isSocket()) {
    throw new PasserelleError('config-invalid', text`${socket} is there and is no socket`, {
      hint: text`Nothing is overwritten: name another path under [operator], or take that file away.`,
    });
  }
  const connection = connect(socket);
  try {
    await once(connection, 'connect');
  } catch {
    return;
  } finally {
    connection.destroy();
  }
  throw inUse(`unix:${socket}`);
}

function nameOf(place: OperatorPlace): string {
  return 'socket' in place ? `unix:${place.socket}` : `${place.host}, port ${place.port}`;
}

function listenProblem(error: unknown, where: string): PasserelleError | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') return inUse(where, error);
  if (code !== 'EACCES' && code !== 'ENOENT' && code !== 'EADDRNOTAVAIL' && code !== 'EROFS')
    return undefined;
  return new PasserelleError('config-invalid', text`the operator page cannot listen on ${where}`, {
    hint: text`Under [operator] name a port above 1023, or a socket in a folder that is there and that this user may write to.`,
    cause: error,
  });
}

function inUse(where: string, cause?: unknown): PasserelleError {
  return new PasserelleError('already-running', text`another process listens on ${where} already`, {
    hint: text`Choose another address under [operator], or end the other process.`,
    cause,
  });
}
