/** The section [operator]: where the operator page can be opened. Never from another machine. */

import path from 'node:path';
import * as z from 'zod';
import { text } from '../words/text.ts';
import { problem } from './problem-words.ts';
import type { SchemaContext } from './sections.ts';
import type { OperatorConfig, OperatorPlace } from './site-config.ts';

/** Literal addresses only: what a name stands for, somebody else may say. */
const loopback = /^(?<host>127\.0\.0\.1|\[::1\]):(?<port>0|[1-9][0-9]{0,4})$/;
const socketPath = /^unix:(?<socket>[^\0]+)$/;
/** Bytes that a path to a Unix socket may have on every system, less what is needed while it is made. */
const greatestSocketPath = 90;

/** Without the section there is no operator page. */
export function operatorSection({ file }: SchemaContext) {
  return z
    .strictObject({
      listen: placeOnThisMachine(file),
      socket_mode: z.enum(['0600', '0660'], problem(text`must be "0600" or "0660"`)).default('0600'),
      address: z
        .url({ protocol: /^https$/, error: problem(text`must be an address https://…, as browsers see it`) })
        .transform((text) => new URL(text))
        .refine(
          ({ href, origin }) => href === `${origin}/`,
          problem(text`must be a host and perhaps a port, no more`),
        )
        .optional(),
    })
    .transform(
      ({ listen, socket_mode, address }): OperatorConfig => ({
        place: 'socket' in listen ? { ...listen, mode: Number.parseInt(socket_mode, 8) } : listen,
        address,
      }),
    )
    .optional();
}

/** Where only this machine can ask. */
export function placeOnThisMachine(file: string) {
  return z.string().transform((place, context): OperatorPlace => {
    const found = placeIn(place, file);
    if (found !== undefined) return found;
    context.addIssue(
      problem(
        text`must be on this machine alone: "127.0.0.1:8443", "[::1]:8443" or "unix:/run/passerelle/operator.sock" (of at most 90 bytes)`,
      ),
    );
    return z.NEVER;
  });
}

function placeIn(text: string, config: string): OperatorPlace | undefined {
  const { host, port } = loopback.exec(text)?.groups ?? {};
  if (host !== undefined && Number(port) <= 65_535) {
    return { host: host.replace(/[[\]]/g, ''), port: Number(port) };
  }
  const { socket } = socketPath.exec(text)?.groups ?? {};
  if (socket === undefined) return undefined;
  const absolute = path.resolve(path.dirname(config), socket);
  return Buffer.byteLength(absolute) > greatestSocketPath ? undefined : { socket: absolute, mode: 0o600 };
}
