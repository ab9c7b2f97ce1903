/** Sessions of users who log in honestly and then ask for all that SSH has but this gateway has not (RFC 4254). */

import { generateKeyPairSync } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { channelData, channelOpen, channelRequest, passwordRequest } from '../../test/support/raw-ssh.ts';
import { sshString } from '../../test/support/ssh-keys.ts';
import { kexInit } from '../../test/support/ssh-packets.ts';
import { byte, decode, type Message, string, uint32 } from './fields.ts';
import { damage, disturb } from './mutate.ts';
import type { Random } from './random.ts';
import { logInHonestly, type Scene, within } from './scene.ts';

const messagesPerSession = 40;

/** Milliseconds that the gateway has for the last messages, before it is left. */
const patience = 50;

const publicKey = generateKeyPairSync('x25519').publicKey.export({ format: 'raw-public' });

export async function askForAnything(scene: Scene, random: Random, from: string): Promise<void> {
  const raw = await logInHonestly(scene, random, from, 'authenticator');
  raw.listen(() => {});
  const opening = decode(channelOpen(0, 2 ** 31, 32_768), 'bsuuu');
  const start = decode(channelRequest(0, 'subsystem', sshString('sftp')), 'busbs');
  const others = Array.from({ length: messagesPerSession }, () => anything(random));
  for (const message of disturb(random, [opening, start, ...others])) {
    if (raw.socket.destroyed) break;
    raw.send(damage(random, message, 2));
    scene.sent(1);
    if (random.oneIn(8)) await delay(1);
  }
  await within(patience, raw.closed);
  raw.socket.destroy();
  await raw.closed;
}

function anything(random: Random): Message {
  const channel = random.below(4);
  const own = (type: string, shape: string, ...fields: readonly Buffer[]) =>
    decode(channelRequest(channel, type, ...fields), `busb${shape}`);
  const open = (type: string, ...fields: Message): Message => [
    byte(90),
    string(type),
    uint32(random.below(12)),
    uint32(random.pick([0, 1, 2 ** 31, 0xffffffff])),
    uint32(random.pick([0, 1, 1024, 32_768, 0xffffffff])),
    ...fields,
  ];
  const text = sshString('id > /tmp/owned');
  const choices: readonly [() => Message, ...(() => Message)[]] = [
    () => own('shell', ''),
    () => own('exec', 's', text),
    () => own('env', 'ss', sshString('LD_PRELOAD'), text),
    () => own('subsystem', 's', sshString(random.pick(['sftp', 'netconf', '']))),
    () =>
      own(
        'pty-req',
        'suuuus',
        sshString('xterm'),
        Buffer.alloc(16, 1),
        sshString(Buffer.of(1, 0, 0, 0, 1, 0)),
      ),
    () => own('x11-req', 'bssu', Buffer.of(1), sshString('MIT'), sshString('c0ffee'), Buffer.alloc(4)),
    () => own('auth-agent-req@openssh.com', ''),
    () => own('window-change', 'uuuu', Buffer.alloc(16, 2)),
    () => own('signal', 's', sshString('KILL')),
    () => own('exit-status', 'u', Buffer.alloc(4)),
    () => own('exit-signal', 'sbss', sshString('SEGV'), Buffer.of(1), text, sshString('')),
    () => open('session'),
    () => open('direct-tcpip', string('127.0.0.1'), uint32(22), string('127.0.0.1'), uint32(9)),
    () => open('direct-streamlocal@openssh.com', string('/run/x'), string(''), uint32(0)),
    () => open('forwarded-tcpip', string('127.0.0.1'), uint32(22), string('127.0.0.1'), uint32(9)),
    () => open('x11', string('127.0.0.1'), uint32(6000)),
    () => open('auth-agent@openssh.com'),
    () => [byte(80), string('tcpip-forward'), byte(1), string('0.0.0.0'), uint32(0)],
    () => [byte(80), string('cancel-tcpip-forward'), byte(1), string('0.0.0.0'), uint32(0)],
    () => [byte(80), string('streamlocal-forward@openssh.com'), byte(1), string('/run/x')],
    () => [byte(80), string('keepalive@openssh.com'), byte(1)],
    () => [byte(80), string('hostkeys-prove-00@openssh.com'), byte(1), string(publicKey)],
    () => [byte(93), uint32(channel), uint32(random.pick([0, 1, 0x7fffffff, 0xffffffff]))],
    () => decode(channelData(channel, Buffer.from('0000000501000000030000000c0f00000001', 'hex')), 'bus'),
    () => decode(channelData(channel, random.bytes(random.below(2000))), 'bus'),
    () => [byte(95), uint32(channel), uint32(1), string(random.bytes(20))],
    () => [byte(random.pick([91, 92, 96, 97, 99, 100])), uint32(channel), uint32(0), uint32(0), uint32(0)],
    () => decode(kexInit(['curve25519-sha256'], random.oneIn(3)), `b${'b'.repeat(16)}${'s'.repeat(10)}bu`),
    () => [byte(30), string(publicKey)],
    () => [byte(21)],
    () => [byte(2), string(random.bytes(random.below(100)))],
    () => [byte(4), byte(1), string('\u001b[2Jdebug'), string('')],
    () => [byte(192), string('ping')],
    () => decode(passwordRequest('visitor', 'again'), 'bsssbs'),
    () => [byte(61), uint32(0xffffffff)],
    () => [byte(random.below(256)), string(random.bytes(random.below(50)))],
  ];
  return random.pick(choices)();
}
