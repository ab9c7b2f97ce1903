/** Sessions of users who log in honestly and then send SFTP requests of all sorts, whole and damaged. */

import { answerType, requestType } from '../../src/gateway/sftp/protocol.ts';
import { byte, encode, uint32 } from './fields.ts';
import { damage, disturb } from './mutate.ts';
import type { Random } from './random.ts';
import { type Places, request } from './requests.ts';
import { greatestWait, logInHonestly, type Scene, within } from './scene.ts';
import { openSftpChannel, type SftpChannel } from './sftp-channel.ts';

const batches = 20;
const requestsPerBatch = 100;

/** Bytes of the shortest packet that names its request; a shorter one, or one too long, ends the channel. */
const leastPacket = 5;
const greatestPacket = 256 * 1024;

const answerTypes: ReadonlySet<number | undefined> = new Set([
  answerType.status,
  answerType.handle,
  answerType.data,
  answerType.name,
  answerType.attributes,
  answerType.extendedReply,
]);

/** Sessions of this sort, in places of the tree that the gateway shows. */
export function transfer(places: Places) {
  return async (scene: Scene, random: Random, from: string): Promise<void> => {
    const raw = await logInHonestly(scene, random, from, random.oneIn(3) ? 'password' : 'authenticator');
    const channel = await openSftpChannel(raw, 0);
    await greet(channel);
    for (let batch = 0; batch < batches && channel.isOpen(); batch += 1) {
      await sendBatch(scene, random, channel, places);
    }
    if (channel.isOpen()) await endBadly(scene, random, channel);
    raw.socket.destroy();
    await raw.closed;
  };
}

export async function greet(channel: SftpChannel): Promise<void> {
  await channel.send(framed(encode([byte(requestType.init), uint32(3)])), greatestPacket);
  await channel.answers(1);
}

/** Every request has its answer, in its turn, whatever it asks for. */
async function sendBatch(scene: Scene, random: Random, channel: SftpChannel, places: Places): Promise<void> {
  const requests = Array.from({ length: requestsPerBatch }, (_, id) => request(random, places, id));
  const packets = disturb(random, requests)
    .map((each) => damage(random, each, 3))
    .filter(({ length }) => length >= leastPacket && length <= greatestPacket);
  const piece = random.pick([32_000, 32_000, 1000, 61]);
  await channel.send(Buffer.concat(packets.map(framed)), piece);
  scene.sent(packets.length);
  const answers = await within(greatestWait, channel.answers(packets.length));
  if (answers === undefined) return scene.find('requests were not answered');
  if (answers.length < packets.length)
    return scene.find('a channel was closed on packets that name their requests');
  for (const [index, packet] of packets.entries()) {
    const answer = answers[index];
    if (!answerTypes.has(answer?.[0])) scene.find(`an answer of type ${answer?.[0]}`);
    if (answer?.readUInt32BE(1) !== packet.readUInt32BE(1)) scene.find('an answer to another request');
  }
}

/** What cannot be a packet ends the channel. */
async function endBadly(scene: Scene, random: Random, channel: SftpChannel): Promise<void> {
  const ends = [
    Buffer.from('00000000', 'hex'),
    Buffer.from('ffffffff10', 'hex'),
    Buffer.from('00040001', 'hex'),
    Buffer.from('0000000103', 'hex'),
    Buffer.from('00000004c8000000', 'hex'),
  ] as const;
  await channel.send(random.pick(ends), greatestPacket);
  scene.sent(1);
  const closed = await within(
    greatestWait,
    channel.closed.then(() => true),
  );
  if (closed === undefined) scene.find('a channel goes on after what is no packet');
}

export function framed(packet: Buffer): Buffer {
  return Buffer.concat([encode([uint32(packet.length)]), packet]);
}
