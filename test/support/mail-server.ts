/** A real SMTP server in this process: with TLS, with users, and with the manners that a test gives it. */

import { readFile, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { onTestFinished } from 'vitest';
import type { MailServerConfig } from '../../src/config/site-config.ts';
import { runProgram } from './run-program.ts';
import { temporaryFolder } from './temporary-folder.ts';

export interface Letter {
  readonly to: string;
  /** As it came, head and body. */
  readonly raw: string;
}

export interface MailServer {
  readonly letters: readonly Letter[];
  /** Users that tried to log in. */
  readonly logins: readonly string[];
  /** How a site reaches it. */
  readonly config: MailServerConfig;
  /** Closes every connection at once. */
  cut(): void;
  /** Other manners from now on. */
  behave(manners: Manners): void;
}

interface Manners {
  /** The reply to RCPT TO, if it is not taken. */
  readonly refuses?: (address: string) => { readonly code: number; readonly words: string } | undefined;
  /** When the message is whole; what throws or waits is the server's answer. */
  readonly taken?: (server: Pick<MailServer, 'cut'>) => void | Promise<void>;
  readonly password?: string;
}

export const mailUser = 'passerelle';
export const mailPassword = 'the password of the mail server';

/** Certificate and key of «localhost», vouched for by itself. */
async function certificate(folder: string) {
  const [key, cert] = [path.join(folder, 'mail.key'), path.join(folder, 'mail.crt')];
  const made = await runProgram('openssl', [
    ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'],
    ...['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'],
    ...['-keyout', key, '-out', cert],
  ]);
  if (made.status !== 0) throw new Error(made.output);
  return { file: cert, key: await readFile(key), cert: await readFile(cert) };
}

export async function mailServer(
  manners: Manners = {},
  options: SMTPServerOptions = {},
): Promise<MailServer> {
  const folder = await temporaryFolder();
  const { file, key, cert } = await certificate(folder);
  const secret = path.join(folder, 'smtp.password');
  await writeFile(secret, `${mailPassword}\n`, { mode: 0o600 });
  const letters: Letter[] = [];
  const logins: string[] = [];
  const cut = () => {
    for (const connection of server.connections) connection.close();
  };
  let current = manners;
  const server = new SMTPServer({
    key,
    cert,
    authMethods: ['PLAIN', 'LOGIN'],
    disableReverseLookup: true,
    closeTimeout: 10,
    logger: false,
    onAuth({ username, password }, _session, answer) {
      logins.push(username ?? '');
      const right = username === mailUser && password === (current.password ?? mailPassword);
      answer(right ? null : new Error('wrong'), { user: username });
    },
    onRcptTo({ address }, _session, answer) {
      const refusal = current.refuses?.(address);
      answer(
        refusal === undefined
          ? null
          : Object.assign(new Error(refusal.words), { responseCode: refusal.code }),
      );
    },
    onData(stream, { envelope }, answer) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', async () => {
        const raw = Buffer.concat(chunks).toString('utf8');
        for (const { address } of envelope.rcptTo) letters.push({ to: address, raw });
        try {
          await current.taken?.({ cut });
          answer();
        } catch (error) {
          answer(error instanceof Error ? error : new Error('failed'));
        }
      });
    },
    ...options,
  });
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  onTestFinished(async () => {
    await new Promise<void>((resolve) => server.close(() => resolve()));
  });
  const { port } = server.server.address() as AddressInfo;
  return {
    letters,
    logins,
    cut,
    behave(next) {
      current = next;
    },
    config: {
      host: 'localhost',
      port,
      tls: options.secure === true ? 'implicit' : 'starttls',
      authorities: file,
      user: mailUser,
      password: { file: secret },
      timeout: Temporal.Duration.from({ seconds: 10 }),
    },
  };
}
