/** The extensions that VERSION advertises, and their answers: one table for both. */

import type { Serve } from './context.ts';
import { extendedReplyPacket, statusPacket } from './packet-writer.ts';
import { statusCode } from './protocol.ts';

interface Extension {
  /** What VERSION says beside the name. */
  readonly data: string;
  readonly serve: Serve<{ readonly rest: Buffer }>;
}

export const extensions: ReadonlyMap<string, Extension> = new Map<string, Extension>([
  // OpenSSH's PROTOCOL file, section 4.8: greatest packet, read and write, and number of handles.
  ['limits@openssh.com', { data: '1', serve: tellLimits }],
]);

export const serveExtension: Serve<{ name: string | undefined; rest: Buffer }> = (
  context,
  request,
  { name = '', rest },
) => extensions.get(name)?.serve(context, request, { rest }) ?? statusPacket(request, statusCode.unsupported);

function tellLimits(...[{ site }, request, { rest }]: Parameters<Extension['serve']>): Buffer {
  if (rest.length > 0) return statusPacket(request, statusCode.badMessage);
  const { packetBytes, dataBytes, handles } = site.limits;
  return extendedReplyPacket(request, [packetBytes, dataBytes, dataBytes, handles].map(BigInt));
}
