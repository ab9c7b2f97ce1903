/** Headers of the PROXY protocol, sound and hostile. */

import { isIP } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { greatestProxyHeader, readProxyHeader } from '../../src/gateway/proxy-protocol.ts';
import { proxyHeader, tlv } from '../support/proxy-header.ts';

const line = (text: string) => Buffer.from(text, 'latin1');
const four = Buffer.from([192, 0, 2, 7, 10, 0, 0, 1, 0xc0, 0x00, 0x00, 0x16]);
const six = Buffer.concat([
  Buffer.from('20010db8000000000000000000000007', 'hex'),
  Buffer.from('20010db8000000000000000000000001', 'hex'),
  Buffer.from([0xc0, 0x00, 0x00, 0x16]),
]);
const greatestBlock = greatestProxyHeader - 16;

const sound: readonly (readonly [name: string, header: Buffer, client: string | null])[] = [
  ['1, TCP4', line('PROXY TCP4 192.0.2.7 10.0.0.1 49152 22\r\n'), '192.0.2.7'],
  ['1, TCP6', line('PROXY TCP6 2001:db8::7 2001:db8::1 49152 22\r\n'), '2001:db8::7'],
  ['1, UNKNOWN', line('PROXY UNKNOWN\r\n'), null],
  ['1, UNKNOWN with whatever', line(`PROXY UNKNOWN ${'f'.repeat(91)}\r\n`), null],
  ['2, TCP4', proxyHeader({ block: four }), '192.0.2.7'],
  ['2, TCP6', proxyHeader({ family: 0x21, block: six }), '2001:db8:0:0:0:0:0:7'],
  ['2, LOCAL', proxyHeader({ command: 0x20, family: 0, block: Buffer.alloc(0) }), null],
  ['2, LOCAL with a family nobody knows', proxyHeader({ command: 0x20, family: 0x99, block: four }), null],
  ['2, UNSPEC', proxyHeader({ family: 0x00, block: four }), null],
  [
    '2, fields behind',
    proxyHeader({ block: Buffer.concat([four, tlv(0x04, 3), tlv(0x05, 0)]) }),
    '192.0.2.7',
  ],
  [
    '2, as long as may be',
    proxyHeader({ block: Buffer.concat([four, tlv(0x04, greatestBlock - 15)]) }),
    '192.0.2.7',
  ],
];

describe('a header of version', () => {
  it.each(sound)('%s is read, to its last byte and no further', (_name, header, client) => {
    const bytes = Buffer.concat([header, Buffer.from('SSH-2.0-client\r\n')]);
    expect(readProxyHeader(bytes)).toEqual({ header: 'read', bytes: header.length, client });
    for (let length = 0; length < header.length; length += 1) {
      expect(readProxyHeader(header.subarray(0, length))).toEqual({ header: 'incomplete' });
    }
  });
});

describe('no header is', () => {
  it.each<[string, Buffer]>([
    ['an identification', line('SSH-2.0-client\r\n')],
    ['a line of lower case', line('proxy TCP4 192.0.2.7 10.0.0.1 49152 22\r\n')],
    ['a line without an end', line(`PROXY TCP4 ${'1'.repeat(200)}`)],
    ['a line of 108 bytes', line(`PROXY UNKNOWN ${'f'.repeat(92)}\r\n`)],
    ['a line with IPv6 for IPv4', line('PROXY TCP4 2001:db8::7 2001:db8::1 49152 22\r\n')],
    ['a line with a zone', line('PROXY TCP6 fe80::1%eth0 2001:db8::1 49152 22\r\n')],
    ['a line with a name', line('PROXY TCP4 localhost 10.0.0.1 49152 22\r\n')],
    ['a line with leading zeros', line('PROXY TCP4 192.000.002.007 10.0.0.1 49152 22\r\n')],
    ['a line with a port too great', line('PROXY TCP4 192.0.2.7 10.0.0.1 65536 22\r\n')],
    ['a line with too few fields', line('PROXY TCP4 192.0.2.7 10.0.0.1 49152\r\n')],
    ['a line with too many fields', line('PROXY TCP4 192.0.2.7 10.0.0.1 49152 22 22\r\n')],
    ['a line with two blanks', line('PROXY TCP4  192.0.2.7 10.0.0.1 49152 22\r\n')],
    ['a line of UDP', line('PROXY UDP4 192.0.2.7 10.0.0.1 49152 22\r\n')],
    ['a line that only begins with UNKNOWN', line('PROXY UNKNOWNS\r\n')],
    ['a block of version 1', proxyHeader({ command: 0x11, block: four })],
    ['a block of version 3', proxyHeader({ command: 0x31, block: four })],
    ['a block with another command', proxyHeader({ command: 0x22, block: four })],
    ['a block of UDP', proxyHeader({ family: 0x12, block: four })],
    ['a block of a Unix socket', proxyHeader({ family: 0x31, block: Buffer.alloc(216) })],
    ['a block too short for its family', proxyHeader({ block: four.subarray(1) })],
    ['a block of TCP6 with room for TCP4', proxyHeader({ family: 0x21, block: four })],
    [
      'a field longer than its block',
      proxyHeader({ block: Buffer.concat([four, tlv(4, 9).subarray(0, -1)]) }),
    ],
    ['half a field', proxyHeader({ block: Buffer.concat([four, Buffer.of(4, 0)]) })],
    ['a block longer than may be', proxyHeader({ block: Buffer.concat([four, tlv(4, greatestBlock)]) })],
  ])('%s', (_name, bytes) => {
    expect(readProxyHeader(bytes)).toEqual({ header: 'refused' });
  });

  it('anything that a sound one becomes by chance, unless it is one again [threat 28]', () => {
    const damages = fc.array(fc.tuple(fc.nat(300), fc.nat(255)), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(fc.constantFrom(...sound), damages, fc.nat(300), ([, header], changes, cut) => {
        const bytes = Buffer.concat([header.subarray(0, 200), Buffer.from('SSH-2.0-client\r\n')]);
        for (const [at, value] of changes) bytes.writeUInt8(value, at % bytes.length);
        const damaged = bytes.subarray(0, Math.max(cut, 1));
        const read = readProxyHeader(damaged);
        // What was refused or read is not judged otherwise when more comes.
        const more = readProxyHeader(Buffer.concat([damaged, Buffer.alloc(9)]));
        if (read.header !== 'incomplete') expect(more).toEqual(read);
        if (read.header !== 'read') return;
        expect(read.bytes).toBeLessThanOrEqual(damaged.length);
        if (read.client !== null) expect(isIP(read.client)).not.toBe(0);
      }),
      { numRuns: 3000 },
    );
  });
});
