/** Clients of a gateway in a test: ssh2's own, driven step by step, and SFTP packets by hand on its channel. */

import { once } from 'node:events';
import type { Duplex } from 'node:stream';
import ssh2, { type AnyAuthMethod, type AuthHandlerMiddleware, type Client, type ClientChannel } from 'ssh2';
import { createFrames } from '../../src/gateway/sftp/frames.ts';
import { requestType } from '../../src/gateway/sftp/protocol.ts';
import type { TestAccount } from './gateway-site.ts';
import { entriesIn } from './sftp-answers.ts';
import { sshString } from './ssh-keys.ts';

/** One authentication request. */
export type LoginStep = AnyAuthMethod;

export interface LoginAttempt {
  readonly open: boolean;
  /** For each answer: what may go on, and whether it was partial success. */
  readonly answers: readonly { readonly left: readonly string[]; readonly partial: boolean }[];
  /** Prompts shown in conversations. */
  readonly prompts: readonly string[];
  /** The server's last words, or the client's reason. */
  readonly error: string;
}

export const stepOf = {
  none: (username: string): LoginStep => ({ type: 'none', username }),
  key: (account: Pick<TestAccount, 'name' | 'key'>, username = account.name): LoginStep => ({
    type: 'publickey',
    username,
    key: account.key.privateText,
  }),
  password: (username: string, password: string): LoginStep => ({ type: 'password', username, password }),
};

/** A conversation that gives these responses, one a prompt; the prompts are added to `prompts`. */
export function conversation(
  username: string,
  responses: readonly string[],
  prompts: string[] = [],
): LoginStep {
  const left = [...responses];
  return {
    type: 'keyboard-interactive',
    username,
    prompt: (_name, _instructions, _language, asked, finish) => {
      prompts.push(...asked.map(({ prompt }) => prompt));
      finish(asked.map(() => left.shift() ?? ''));
    },
  };
}

/** Both factors of an account, as most clients give them: the key, then the password when asked. */
export function bothFactors(account: TestAccount): readonly LoginStep[] {
  return [stepOf.key(account), conversation(account.name, [account.password])];
}

/**
 * Goes through the steps one by one, whatever the server answers, until it opens or the steps are used up. `from`:
 * an address of this machine.
 */
export async function attemptLogin(
  port: number,
  steps: readonly LoginStep[],
  from = '127.0.0.1',
): Promise<LoginAttempt & { client: Client }> {
  const answers: { left: readonly string[]; partial: boolean }[] = [];
  const prompts: string[] = [];
  const left = steps.map((step) => watched(step, prompts));
  let started = false;
  const client = new ssh2.Client();
  const authHandler: AuthHandlerMiddleware = (methods, partial, next) => {
    if (started) answers.push({ left: methods ?? [], partial: partial ?? false });
    started = true;
    const step = left.shift();
    if (step === undefined) client.end();
    else next(step);
    return undefined;
  };
  // Without it each small request waits forty milliseconds for the answer to the one before.
  client.on('connect', () => client.setNoDelay(true));
  let error = '';
  client.on('error', (reason) => {
    error ||= reason.message;
  });
  const ready = once(client, 'ready').then(
    () => true,
    () => false,
  );
  const closed = once(client, 'close').then(() => false);
  const name = steps[0]?.username ?? '';
  const line = { host: '127.0.0.1', port, localAddress: from, readyTimeout: 30_000 };
  client.connect({ ...line, username: name, authHandler });
  const open = await Promise.race([ready, closed]);
  if (!open) client.destroy();
  return { open, answers, prompts, error, client };
}

function watched(step: LoginStep, prompts: string[]): LoginStep {
  if (step.type !== 'keyboard-interactive') return step;
  return {
    ...step,
    prompt: (name, instructions, language, asked, finish) => {
      prompts.push(...asked.map(({ prompt }) => prompt));
      step.prompt(name, instructions, language, asked, finish);
    },
  };
}

/** Logs in with both factors. */
export async function logIn(port: number, account: TestAccount): Promise<Client> {
  const { open, client, error } = await attemptLogin(port, bothFactors(account));
  if (!open) throw new RangeError(`not logged in: ${error}`);
  return client;
}

export interface SftpAnswer {
  readonly type: number;
  readonly request: number;
  /** What follows the number of the request. */
  readonly body: Buffer;
  /** Of a STATUS. */
  readonly code: number | undefined;
}

/** SFTP by hand: whatever bytes are asked for, and the answers in the order of their requests. */
export interface RawSftp<Channel extends Duplex = ClientChannel> {
  readonly channel: Channel;
  /** Sends a request with these fields, and waits for its answer. */
  ask(type: number, ...fields: readonly Buffer[]): Promise<SftpAnswer>;
  /** Sends a packet whole, with its length put before. */
  sendPacket(packet: Buffer): void;
  /** Opens a path and gives its handle, or the status. */
  open(path: string, flags?: number): Promise<Buffer | number>;
  read(handle: Buffer, offset: bigint, length: number): Promise<Buffer | number>;
  write(handle: Buffer, offset: bigint, data: Uint8Array): Promise<number | undefined>;
  close(handle: Buffer): Promise<number | undefined>;
  /** Resolves when the server has closed the channel. */
  readonly closed: Promise<void>;
}

export const uint32 = (value: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};
export const uint64 = (value: bigint) => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(value);
  return bytes;
};
export const noAttributes = uint32(0);

/** Opens the subsystem; `greet` also exchanges INIT and VERSION. */
export async function openSftp(client: Client, { greet = true } = {}): Promise<RawSftp> {
  const channel = await new Promise<ClientChannel>((resolve, reject) => {
    client.subsys('sftp', (error, opened) => (error ? reject(error) : resolve(opened)));
  });
  return speakSftp(channel, { greet });
}

/** The same with whatever server is at the other end of a channel. */
export async function speakSftp<Channel extends Duplex>(
  channel: Channel,
  { greet = true } = {},
): Promise<RawSftp<Channel>> {
  const waiting = new Map<number, (answer: SftpAnswer) => void>();
  const frames = createFrames(1024 * 1024);
  let greeted: () => void = () => {};
  channel.on('data', (bytes: Buffer) => {
    frames.push(bytes);
    for (let packet = frames.next(); packet !== 'incomplete'; packet = frames.next()) {
      if (packet === 'bad-length') throw new RangeError('bad length from the server');
      const type = packet.readUInt8(0);
      if (type === 2) {
        greeted();
        continue;
      }
      const request = packet.readUInt32BE(1);
      const body = Buffer.from(packet.subarray(5));
      const code = type === 101 ? body.readUInt32BE(0) : undefined;
      waiting.get(request)?.({ type, request, body, code });
      waiting.delete(request);
    }
  });
  let last = 0;
  const sendPacket = (packet: Buffer) => channel.write(Buffer.concat([uint32(packet.length), packet]));
  const ask: RawSftp['ask'] = (type, ...fields) => {
    last += 1;
    const request = last;
    return new Promise((resolve) => {
      waiting.set(request, resolve);
      sendPacket(Buffer.concat([Buffer.of(type), uint32(request), ...fields]));
    });
  };
  if (greet) {
    const greeting = new Promise<void>((resolve) => {
      greeted = resolve;
    });
    sendPacket(Buffer.concat([Buffer.of(requestType.init), uint32(3)]));
    await greeting;
  }
  return {
    channel,
    ask,
    sendPacket,
    closed: once(channel, 'close').then(() => undefined),
    async open(path, flags = 1) {
      const { body, code } = await ask(requestType.open, sshString(path), uint32(flags), noAttributes);
      return code ?? body.subarray(4);
    },
    async read(handle, offset, length) {
      const { body, code } = await ask(requestType.read, sshString(handle), uint64(offset), uint32(length));
      return code ?? body.subarray(4);
    },
    async write(handle, offset, data) {
      const fields = [sshString(handle), uint64(offset), sshString(data)];
      return (await ask(requestType.write, ...fields)).code;
    },
    close: async (handle) => (await ask(requestType.close, sshString(handle))).code,
  };
}

/** All entries of a directory, or the status that refused it. */
export async function listNames(sftp: RawSftp, path: string): Promise<readonly string[] | number> {
  const opened = await sftp.ask(requestType.opendir, sshString(path));
  if (opened.code !== undefined) return opened.code;
  const handle = opened.body.subarray(4);
  const names: string[] = [];
  for (;;) {
    const answer = await sftp.ask(requestType.readdir, sshString(handle));
    if (answer.code !== undefined) break;
    names.push(...entriesIn(answer).map(({ name }) => name));
  }
  await sftp.close(handle);
  return names.filter((name) => name !== '.' && name !== '..');
}
