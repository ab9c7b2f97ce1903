/** One honest peer of a server under load: logs in with two factors, fetches its file again and again. */

import { once } from 'node:events';
import ssh2, { type AnyAuthMethod, type Client, type SFTPWrapper } from 'ssh2';

/** Two factors of an account: two keys, or a key and a password. */
export interface LoadAccount {
  readonly user: string;
  /** Texts of private keys. */
  readonly keys: readonly string[];
  readonly password?: string;
  /** What it fetches. */
  readonly file: string;
}

/** A server, and who may come. May be sent to another thread. */
export interface LoadTarget {
  readonly host: string;
  readonly port: number;
  readonly accounts: readonly LoadAccount[];
}

/** The account of the nth peer. */
export function accountOf({ accounts }: LoadTarget, number: number): LoadAccount {
  const account = accounts[number % accounts.length];
  if (account === undefined) throw new RangeError('nobody may come');
  return account;
}

/** Logs in. Throws if the server does not let it in. */
export async function logIn({ host, port }: LoadTarget, account: LoadAccount): Promise<Client> {
  const client = new ssh2.Client();
  // Else each small request waits for the answer to the one before.
  client.on('connect', () => client.setNoDelay(true));
  const ready = once(client, 'ready');
  const closed = once(client, 'close').then(() => {
    throw new Error('the server closed the connection');
  });
  // Who is thrown out later hears of it where it matters: its fetching ends.
  closed.catch(() => {});
  client.on('error', () => {});
  client.connect({ host, port, username: account.user, authHandler: steps(account), readyTimeout: 120_000 });
  try {
    await Promise.race([ready, closed]);
  } catch (error) {
    client.destroy();
    throw error;
  }
  return client;
}

function steps({ user: username, keys, password }: LoadAccount): AnyAuthMethod[] {
  const offered = keys.map((key): AnyAuthMethod => ({ type: 'publickey', username, key }));
  if (password === undefined) return offered;
  const conversation: AnyAuthMethod = {
    type: 'keyboard-interactive',
    username,
    prompt: (_name, _instructions, _language, prompts, finish) => finish(prompts.map(() => password)),
  };
  return [...offered, conversation];
}

export function openSftp(client: Client): Promise<SFTPWrapper> {
  return new Promise((resolve, reject) => {
    client.sftp((error, sftp) => (error === undefined ? resolve(sftp) : reject(error)));
  });
}

/** Bytes of one request. */
const requestSize = 64 * 1024;

/** Fetches the whole file by one request after the other, and tells the size of each answer. */
export async function fetchOnce(
  sftp: SFTPWrapper,
  file: string,
  came: (bytes: number) => void,
): Promise<void> {
  const handle = await answer<Buffer>((done) => sftp.open(file, 'r', done));
  const bytes = Buffer.alloc(requestSize);
  for (let at = 0, read = requestSize; read > 0; at += read) {
    read = await answer<number>((done) => sftp.read(handle, bytes, 0, requestSize, at, done)).catch(
      endOfFile,
    );
    came(read);
  }
  await answer<undefined>((done) => sftp.close(handle, (error) => done(error ?? undefined, undefined)));
}

/** ssh2 gives the end of a file as an error. */
function endOfFile(error: unknown): number {
  if (error instanceof Error && 'code' in error && error.code === 1) return 0;
  throw error;
}

function answer<Value>(
  ask: (done: (error: Error | undefined, value: Value) => void) => void,
): Promise<Value> {
  return new Promise((resolve, reject) => {
    ask((error, value) => (error ? reject(error) : resolve(value)));
  });
}
