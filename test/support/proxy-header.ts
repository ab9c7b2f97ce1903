/** Headers of the PROXY protocol, version 2, as a load balancer or a liar makes them. */

const signature = '0d0a0d0a000d0a515549540a';

/** The header around a block; of TCP over IPv4 unless it says otherwise. */
export function proxyHeader({
  command = 0x21,
  family = 0x11,
  block,
}: {
  readonly command?: number;
  readonly family?: number;
  readonly block: Uint8Array;
}): Buffer {
  const fixed = Buffer.from([command, family, block.length >> 8, block.length & 0xff]);
  return Buffer.concat([Buffer.from(signature, 'hex'), fixed, block]);
}

/** A field of so many bytes (section 2.2.1). */
export function tlv(type: number, length: number): Buffer {
  return Buffer.concat([Buffer.from([type, length >> 8, length & 0xff]), Buffer.alloc(length, 0x41)]);
}

/** What a balancer says of a client at this IPv4 address. */
export function proxyHeaderOf(client: string): Buffer {
  const addresses = [client, '10.0.0.1'].flatMap((address) => address.split('.').map(Number));
  return proxyHeader({ block: Buffer.from([...addresses, 0xc0, 0x00, 0x00, 0x16]) });
}
