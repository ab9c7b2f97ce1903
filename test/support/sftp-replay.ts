/** Packets of SFTP sent as a client was seen to send them, and the answers in the order in which they come. */

import type { Client, ClientChannel } from 'ssh2';
import { createFrames } from '../../src/gateway/sftp/frames.ts';
import { uint32 } from './gateway-client.ts';

export interface Replay {
  /** Sends packets in one piece, as a client does that does not wait between them. */
  send(...packets: readonly Buffer[]): void;
  /** The next answer, without its length. */
  hear(): Promise<Buffer>;
}

/** A packet with its length; `number` is the request's, which INIT has none of. */
export function packet(type: number, number: number | undefined, ...fields: readonly Buffer[]): Buffer {
  const body = Buffer.concat([Buffer.of(type), ...(number === undefined ? [] : [uint32(number)]), ...fields]);
  return Buffer.concat([uint32(body.length), body]);
}

export async function startReplay(client: Client): Promise<Replay> {
  const channel = await new Promise<ClientChannel>((resolve, reject) => {
    client.subsys('sftp', (error, opened) => (error ? reject(error) : resolve(opened)));
  });
  const frames = createFrames(1024 * 1024);
  const heard = (async function* () {
    for await (const bytes of channel) {
      frames.push(bytes);
      for (let next = frames.next(); next !== 'incomplete'; next = frames.next()) {
        if (next === 'bad-length') throw new RangeError('bad length from the server');
        yield Buffer.from(next);
      }
    }
  })();
  return {
    send: (...packets) => void channel.write(Buffer.concat(packets)),
    async hear() {
      const { value, done } = await heard.next();
      if (done === true) throw new RangeError('the channel was closed');
      return value;
    },
  };
}
