/** Sessions that end, at the latest, when keys are to be used: identification, negotiation, key exchange, framing. */

import { createDiffieHellmanGroup, generateKeyPairSync } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { clientInit, generateClientKeys } from '../../src/ssh/mlkem768x25519.ts';
import { closing, connectQuietly } from '../../test/support/raw-ssh.ts';
import { kexInit, message, plainPacket } from '../../test/support/ssh-packets.ts';
import { byte, decode, type Message, string, uint32 } from './fields.ts';
import { changeBytes, damage, disturb } from './mutate.ts';
import type { Random } from './random.ts';
import { type Scene, within } from './scene.ts';

/** Milliseconds that the gateway has for the last messages of a session, before it is left. */
const patience = 30;

const identifications = [
  'SSH-2.0-fuzz\r\n',
  'SSH-2.0-fuzz\n',
  'SSH-1.99-fuzz with words\r\n',
  'SSH-2.0-OpenSSH_6.6\r\n',
  'SSH-1.5-old\r\n',
  'SSH-2.0-\r\n',
  'hello\r\nSSH-2.0-fuzz\r\n',
  'GET / HTTP/1.1\r\n\r\n',
  `SSH-2.0-${'x'.repeat(500)}\r\n`,
  'SSH-2.0-\0\u001b[2J\r\n',
  '\r\r\r\n\n\n',
] as const;

const strict = 'kex-strict-c-v00@openssh.com';

type Exchange = readonly [name: string, value: Buffer];

/** Values of one exchange, kept for many: what is tried here is not whether they are secret. */
const exchanges: readonly [Exchange, ...Exchange[]] = [
  ['mlkem768x25519-sha256', clientInit(generateClientKeys())],
  ['curve25519-sha256', generateKeyPairSync('x25519').publicKey.export({ format: 'raw-public' })],
  ['diffie-hellman-group16-sha512', createDiffieHellmanGroup('modp16').generateKeys()],
];

export async function shakeHands(scene: Scene, random: Random, from: string): Promise<void> {
  const socket = connectQuietly(scene.port, '127.0.0.1', from).resume();
  const closed = closing(socket);
  const identification = Buffer.from(random.oneIn(3) ? random.pick(identifications) : identifications[0]);
  const packets = disturb(random, handshake(random)).map((each) => {
    const packet = plainPacket(damage(random, each, 2));
    return random.oneIn(8) ? changeBytes(random, packet) : packet;
  });
  const pieces = [random.oneIn(10) ? changeBytes(random, identification) : identification, ...packets];
  for (const piece of pieces) {
    if (socket.destroyed) break;
    const cut = random.oneIn(8) ? random.below(piece.length) : 0;
    if (cut > 0) socket.write(piece.subarray(0, cut));
    socket.write(piece.subarray(cut));
    scene.sent(1);
    if (random.oneIn(4)) await delay(1);
  }
  await within(patience, closed);
  socket.destroy();
  await closed;
}

/** What a client sends up to the service that it asks for, and at times what has no place there. */
function handshake(random: Random): readonly Message[] {
  const [name, value] = random.pick(exchanges);
  const names = random.oneIn(2) ? [name, strict] : [name, 'curve25519-sha256', 'ext-info-c', strict];
  const offer = decode(kexInit(names, random.oneIn(4)), `b${'b'.repeat(16)}${'s'.repeat(10)}bu`);
  const own: Message = [byte(message.init), string(value)];
  const strays: readonly [Message, ...Message[]] = [
    [byte(message.ignore), string('ignored')],
    [byte(3), uint32(random.below(9))],
    [byte(4), byte(1), string('debug'), string('')],
    [byte(message.disconnect), uint32(11), string('bye'), string('')],
    [byte(34), uint32(1024), uint32(2048), uint32(8192)],
    [byte(7), uint32(1), string('server-sig-algs'), string('ssh-ed25519')],
    [byte(50), string('visitor'), string('ssh-connection'), string('none')],
    [byte(random.below(256)), string('stray')],
  ];
  const rest: readonly Message[] = [own, [byte(message.newKeys)], [byte(5), string('ssh-userauth')]];
  return random.oneIn(3) ? [offer, random.pick(strays), ...rest] : [offer, ...rest];
}
