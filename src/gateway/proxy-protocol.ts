/**
 * The PROXY protocol, versions 1 and 2 (HAProxy's proxy-protocol.txt, section 2): a load balancer that passes
 * TCP through says before the first byte of the client where the client is. Pure functions on what has come so far.
 */

import { isIPv4, isIPv6 } from 'node:net';

export type ProxyHeader =
  /** More must come before it can be read. */
  | { readonly header: 'incomplete' }
  /** It is no header of either version, or none of a TCP connection. */
  | { readonly header: 'refused' }
  /** So many bytes of header; then the client's begin. `null`: the balancer speaks for itself, or does not know. */
  | { readonly header: 'read'; readonly bytes: number; readonly client: string | null };

const incomplete: ProxyHeader = { header: 'incomplete' };
const refused: ProxyHeader = { header: 'refused' };

/** Bytes of the longest header that is read; the longest of version 1 is far shorter. */
export const greatestProxyHeader = 4096;

const signature = Buffer.from('\r\n\r\n\0\r\nQUIT\n', 'latin1');
const prefixOfOne = Buffer.from('PROXY ', 'latin1');

/** Section 2.1: with CR and LF. */
const greatestLine = 107;

/** Reads the header at the beginning of `bytes`, all of which the balancer controls. */
export function readProxyHeader(bytes: Buffer): ProxyHeader {
  if (beginsAlike(bytes, signature)) return bytes.length < 16 ? incomplete : readSecond(bytes);
  if (beginsAlike(bytes, prefixOfOne)) return readFirst(bytes);
  return refused;
}

function beginsAlike(bytes: Buffer, expected: Buffer): boolean {
  const length = Math.min(bytes.length, expected.length);
  return bytes.subarray(0, length).equals(expected.subarray(0, length));
}

function readFirst(bytes: Buffer): ProxyHeader {
  const end = bytes.subarray(0, greatestLine).indexOf('\r\n');
  if (end === -1) return bytes.length < greatestLine ? incomplete : refused;
  const line = bytes.toString('latin1', 0, end);
  const length = end + 2;
  if (/^PROXY UNKNOWN(?: |$)/.test(line)) return { header: 'read', bytes: length, client: null };
  const [, family, client = '', server = '', ...ports] =
    /^PROXY (TCP[46]) (\S+) (\S+) (0|[1-9][0-9]{0,4}) (0|[1-9][0-9]{0,4})$/.exec(line) ?? [];
  const isAddress = family === 'TCP4' ? isIPv4 : isPlainIPv6;
  const sound = isAddress(client) && isAddress(server) && ports.every((port) => Number(port) <= 0xffff);
  return sound ? { header: 'read', bytes: length, client } : refused;
}

/** A zone (RFC 4007) means nothing on another machine. */
function isPlainIPv6(text: string): boolean {
  return isIPv6(text) && !text.includes('%');
}

/** Section 2.2: what stands for the two ends of a TCP connection, source first. */
const families: ReadonlyMap<
  number,
  { readonly addresses: number; readonly source: (block: Buffer) => string }
> = new Map([
  [0x11, { addresses: 12, source: (block) => [...block.subarray(0, 4)].join('.') }],
  [0x21, { addresses: 36, source: (block) => groupsOf(block.subarray(0, 16)) }],
]);

const unspecified = 0x00;

function readSecond(bytes: Buffer): ProxyHeader {
  const [versionAndCommand, familyByte = 0] = bytes.subarray(12);
  const size = bytes.readUInt16BE(14);
  const length = 16 + size;
  const local = versionAndCommand === 0x20;
  if ((!local && versionAndCommand !== 0x21) || length > greatestProxyHeader) return refused;
  if (bytes.length < length) return incomplete;
  // «The receiver must discard the protocol block including the family.»
  if (local || familyByte === unspecified) return { header: 'read', bytes: length, client: null };
  const family = families.get(familyByte);
  const block = bytes.subarray(16, length);
  if (family === undefined || size < family.addresses || !isListOfFields(block.subarray(family.addresses))) {
    return refused;
  }
  return { header: 'read', bytes: length, client: family.source(block) };
}

/** Section 2.2.1: type, length and value, one after the other. None of them is needed here. */
function isListOfFields(bytes: Buffer): boolean {
  let at = 0;
  while (at + 3 <= bytes.length) at += 3 + bytes.readUInt16BE(at + 1);
  return at === bytes.length;
}

function groupsOf(bytes: Buffer): string {
  return Array.from({ length: 8 }, (_, group) => bytes.readUInt16BE(2 * group).toString(16)).join(':');
}
