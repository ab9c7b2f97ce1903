/** The SFTP subsystem on a connection that has logged in: any bytes out, and the answers counted. */

import { createFrames } from '../../src/gateway/sftp/frames.ts';
import { channelData, channelOpen, channelRequest, type RawSsh } from '../../test/support/raw-ssh.ts';
import { sshString } from '../../test/support/ssh-keys.ts';

/** Message numbers (RFC 4254 section 9). */
const number = { confirmation: 91, windowAdjust: 93, data: 94, close: 97, success: 99 } as const;

/** What we let the gateway send, in bytes, and the longest packet that we take. */
const window = 0xffffffff;
const greatestPacket = 32_768;

const greatestAnswer = 1024 * 1024;

export interface SftpChannel {
  /** Sends bytes of the channel, in CHANNEL_DATA messages of `piece` bytes, as the gateway's window allows. */
  send(content: Buffer, piece: number): Promise<void>;
  /** Resolves when so many answers have come that were not asked for yet, or when the channel is closed. */
  answers(count: number): Promise<readonly Buffer[]>;
  isOpen(): boolean;
  /** Resolves when the channel, or its connection, is closed. */
  readonly closed: Promise<void>;
}

/** Opens channel `id` of the connection and starts the subsystem; takes over all that the connection hears. */
export async function openSftpChannel(raw: RawSsh, id: number): Promise<SftpChannel> {
  const frames = createFrames(greatestAnswer);
  const confirmed = Promise.withResolvers<{ readonly channel: number; readonly window: number }>();
  const started = Promise.withResolvers<void>();
  const closed = Promise.withResolvers<void>();
  let open = true;
  let room = 0;
  let answers: Buffer[] = [];
  let wake: () => void = () => {};

  function take(content: Buffer): void {
    frames.push(content);
    // Copied: a packet stands only until the next is asked for.
    for (let packet = frames.next(); packet instanceof Uint8Array; packet = frames.next())
      answers.push(Buffer.from(packet));
    wake();
  }

  const hearings: Readonly<Record<number, (message: Buffer) => void>> = {
    [number.confirmation]: (message) =>
      confirmed.resolve({ channel: message.readUInt32BE(5), window: message.readUInt32BE(9) }),
    [number.success]: () => started.resolve(),
    [number.windowAdjust](message) {
      room += message.readUInt32BE(5);
      wake();
    },
    [number.data]: (message) => take(message.subarray(9)),
    [number.close]: () => closed.resolve(),
  };

  raw.listen((message) => hearings[message[0] ?? 0]?.(message));
  void raw.closed.then(closed.resolve);
  void closed.promise.then(() => {
    open = false;
    wake();
  });
  const failure = closed.promise.then(() => Promise.reject(new Error('the channel was refused')));
  failure.catch(() => {});
  raw.send(channelOpen(id, window, greatestPacket));
  const { channel, window: first } = await Promise.race([confirmed.promise, failure]);
  room += first;
  raw.send(channelRequest(channel, 'subsystem', sshString('sftp')));
  await Promise.race([started.promise, failure]);

  async function until(met: () => boolean): Promise<void> {
    while (open && !met()) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  }

  return {
    closed: closed.promise,
    isOpen: () => open,
    async send(content, piece) {
      for (let at = 0; at < content.length; at += piece) {
        const data = content.subarray(at, at + piece);
        await until(() => room >= data.length);
        if (!open) return;
        room -= data.length;
        raw.send(channelData(channel, data));
      }
    },
    async answers(count) {
      await until(() => answers.length >= count);
      const taken = answers.slice(0, count);
      answers = answers.slice(count);
      return taken;
    },
  };
}
