import { type AddressInfo, createServer } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { smtpMailer } from '../../src/adapters/mail-smtp.ts';
import type { MailServerConfig } from '../../src/config/site-config.ts';
import type { MailMessage } from '../../src/ports/mail.ts';
import { type MailServer, mailPassword, mailServer } from '../support/mail-server.ts';

const message: MailMessage = {
  id: '0123456789abcdef@inami.example',
  from: 'passerelle@inami.example',
  to: 'it@300.example',
  subject: 'Délibération : 2 avis',
  date: Temporal.Instant.from('2022-03-06T23:05:09.120Z'),
  text: `${'Un nouveau fichier est prêt. '.repeat(6)}\n.\nFin\n`,
};

async function send({ config }: Pick<MailServer, 'config'>, change: Partial<MailServerConfig> = {}) {
  const mailer = await smtpMailer({ ...config, ...change }, { speaker: 'inami.example', login: true });
  await mailer.send(message);
}

function headers(raw: string): ReadonlyMap<string, string> {
  const [head = ''] = raw.split('\r\n\r\n');
  const lines = head.replace(/\r\n[ \t]/g, ' ').split('\r\n');
  return new Map(lines.map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]));
}

describe('a message to a real mail server', () => {
  it.each([
    ['after STARTTLS', {}],
    ['in TLS from the first byte', { secure: true }],
  ])('is taken over %s, with heads that are ours and no others', async (_how, options) => {
    const server = await mailServer({}, options);
    await send(server);
    expect(server.letters).toHaveLength(1);
    const [{ to, raw } = { to: '', raw: '' }] = server.letters;
    expect(to).toBe('it@300.example');
    const told = headers(raw);
    expect(Object.fromEntries(told)).toEqual({
      'Auto-Submitted': 'auto-generated',
      From: 'Passerelle <passerelle@inami.example>',
      To: 'it@300.example',
      Subject: expect.stringMatching(/^=\?UTF-8\?Q\?/),
      'Message-ID': '<0123456789abcdef@inami.example>',
      Date: 'Sun, 6 Mar 2022 23:05:09 +0000',
      'Content-Type': 'text/plain; charset=utf-8',
      'Content-Transfer-Encoding': 'quoted-printable',
      'MIME-Version': '1.0',
    });
    expect(raw).toContain('\r\nFin');
    expect(raw).not.toContain(mailPassword);
  });

  it('is not sent where TLS is not offered, and the password neither', async () => {
    const server = await mailServer({}, { hideSTARTTLS: true, disabledCommands: ['STARTTLS'] });
    await expect(send(server)).rejects.toMatchObject({ code: 'peer-unreachable' });
    expect(server).toMatchObject({ logins: [], letters: [] });
  });

  it.each([{}, { secure: true }])(
    'is not sent under a certificate that nobody vouches for %j',
    async (options) => {
      const server = await mailServer({}, options);
      await expect(send(server, { authorities: undefined })).rejects.toMatchObject({
        code: 'peer-unreachable',
        message: expect.stringContaining('no TLS connection'),
      });
      await expect(send(server, { host: '127.0.0.1' })).rejects.toMatchObject({ code: 'peer-unreachable' });
      expect(server.letters).toEqual([]);
    },
  );

  it('is not sent with a wrong password, of which nothing is told', async () => {
    const server = await mailServer({ password: 'another' });
    const error = await send(server).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: 'login-refused' });
    expect(String(error)).not.toContain(mailPassword);
    expect(server.letters).toEqual([]);
  });

  it('is not sent without a password where one is asked for', async () => {
    const server = await mailServer();
    const nameless = { user: undefined, password: undefined };
    await expect(send(server, nameless)).rejects.toMatchObject({ code: 'login-refused' });
    expect(server.letters).toEqual([]);
  });

  it.each([
    ['asks for patience', 451],
    ['does not know the recipient', 550],
  ])('tells that the server %s, and nothing of its words', async (_what, code) => {
    const server = await mailServer({ refuses: () => ({ code, words: 'words of a stranger' }) });
    const error = await send(server).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: 'peer-failed', message: expect.stringContaining(`answers ${code}`) });
    expect(String(error)).not.toContain('stranger');
  });

  it('is not known to be sent when the connection is cut after DATA', async () => {
    const server = await mailServer({ taken: ({ cut }) => cut() });
    await expect(send(server)).rejects.toMatchObject({ code: 'peer-unreachable' });
    expect(server.letters).toHaveLength(1);
  });

  it('waits no longer than it may for a server that is slow', async () => {
    const server = await mailServer({ taken: () => new Promise(() => {}) });
    const timeout = Temporal.Duration.from({ milliseconds: 400 });
    await expect(send(server, { timeout })).rejects.toMatchObject({ code: 'peer-unreachable' });
  });

  it('waits no longer for one that goes on answering without an end', async () => {
    const timers: NodeJS.Timeout[] = [];
    const endless = createServer((socket) => {
      socket.on('error', () => {});
      socket.write('220 localhost ESMTP\r\n');
      socket.once('data', () => timers.push(setInterval(() => socket.write('250-localhost\r\n'), 50)));
    });
    await new Promise<void>((resolve) => endless.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => {
      for (const timer of timers) clearInterval(timer);
      endless.close();
    });
    const { port } = endless.address() as AddressInfo;
    const config: MailServerConfig = {
      ...{ host: '127.0.0.1', port, tls: 'off', timeout: Temporal.Duration.from({ milliseconds: 200 }) },
      ...{ authorities: undefined, user: undefined, password: undefined },
    };
    await expect(send({ config })).rejects.toMatchObject({ code: 'peer-unreachable' });
  });

  it('is not written where nobody listens', async () => {
    const server = await mailServer();
    await expect(send(server, { port: 1 })).rejects.toMatchObject({ code: 'peer-unreachable' });
  });
});

it('greets the server as far as TLS, without a password and without a message', async () => {
  const server = await mailServer({ password: 'another' });
  const greet = async (change: Partial<MailServerConfig>) =>
    (await smtpMailer({ ...server.config, ...change }, { speaker: 'inami.example', login: false })).greet();
  await expect(greet({})).resolves.toBeUndefined();
  await expect(greet({ authorities: undefined })).rejects.toMatchObject({ code: 'peer-unreachable' });
  expect(server.letters).toEqual([]);
});
