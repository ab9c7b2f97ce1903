/** The mail port over SMTP (RFC 5321), with TLS unless the server stands on this machine. */

import { readFile } from 'node:fs/promises';
import { createTransport } from 'nodemailer';
import type { MailServerConfig } from '../config/site-config.ts';
import { type ErrorCode, PasserelleError } from '../errors.ts';
import type { Mailer } from '../ports/mail.ts';
import { readSecret } from '../secrets/secret.ts';
import { type Text, text } from '../words/text.ts';

/** In times of what each step may take. */
const longestConversation = 5;

/** `speaker`: the domain by which this site presents itself. `login`: whether it logs in. Reads the password. */
export async function smtpMailer(
  server: MailServerConfig,
  { speaker, login }: { readonly speaker: string; readonly login: boolean },
): Promise<Mailer> {
  const { host, port, tls, authorities, user, password, timeout } = server;
  const milliseconds = timeout.total('milliseconds');
  const transport = createTransport({
    host,
    port,
    name: speaker,
    secure: tls === 'implicit',
    requireTLS: tls === 'starttls',
    ignoreTLS: tls === 'off',
    tls: {
      minVersion: 'TLSv1.2',
      rejectUnauthorized: true,
      ...(authorities !== undefined && { ca: await readAuthorities(authorities) }),
    },
    ...(login &&
      user !== undefined &&
      password !== undefined && {
        auth: { user, pass: await readSecret(password, text`password of ${user} at the mail server`) },
      }),
    connectionTimeout: milliseconds,
    greetingTimeout: milliseconds,
    socketTimeout: milliseconds,
    dnsTimeout: milliseconds,
    // What a message is made of never comes from elsewhere.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send({ id, from, to, subject, date, text: body }) {
      const message = {
        envelope: { from, to: [to] },
        from: { name: 'Passerelle', address: from },
        to: { name: '', address: to },
        subject,
        date: rfc5322Date(date),
        messageId: `<${id}>`,
        // RFC 3834: no vacation notice answers.
        headers: { 'Auto-Submitted': 'auto-generated' },
        text: body,
        textEncoding: 'quoted-printable' as const,
        // A server that says a byte now and then would hold us for ever.
        signal: AbortSignal.timeout(milliseconds * longestConversation),
      };
      try {
        await transport.sendMail(message);
      } catch (error) {
        throw mailProblem(error, server);
      } finally {
        transport.close();
      }
    },
    async greet() {
      try {
        await transport.verify();
      } catch (error) {
        throw mailProblem(error, server);
      } finally {
        transport.close();
      }
    },
  };
}

async function readAuthorities(file: string): Promise<string> {
  return await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new PasserelleError('config-invalid', text`${file} cannot be read`, {
      hint: text`Put the certificates there that vouch for the mail server, or correct [notices.server] authorities.`,
      cause,
    });
  });
}

interface Problem {
  readonly code: ErrorCode;
  readonly says: Text;
  readonly hint: Text;
}

/** What nodemailer calls a failure. The words of the server, which anybody may have written, are not repeated. */
const problems: ReadonlyMap<unknown, Problem> = new Map([
  [
    'EAUTH',
    {
      code: 'login-refused',
      says: text`the mail server does not let this site log in`,
      hint: text`Correct the user and its password under [notices.server].`,
    },
  ],
  [
    'ETLS',
    {
      code: 'peer-unreachable',
      says: text`no TLS connection with the mail server`,
      hint: text`Correct tls, host and authorities under [notices.server]. Nothing was sent.`,
    },
  ],
  [
    'EENVELOPE',
    {
      code: 'peer-failed',
      says: text`the mail server does not take a message for that recipient`,
      hint: text`Correct the address; if the server only asks for patience, it is tried again at the next run.`,
    },
  ],
  [
    'EMESSAGE',
    {
      code: 'peer-failed',
      says: text`the mail server does not take the message`,
      hint: text`Ask who runs the mail server; it is tried again at the next run.`,
    },
  ],
]);

const unreachable: Problem = {
  code: 'peer-unreachable',
  says: text`the mail server is not reached, or the connection was lost`,
  hint: text`Check host, port and tls under [notices.server], and the firewall; it is tried again at the next run.`,
};

function mailProblem(error: unknown, { host, port }: MailServerConfig): PasserelleError {
  const { kind, reply } = factsOf(error);
  const problem = problems.get(kind) ?? unreachable;
  const answered =
    reply === undefined ? text`${host}, port ${port}` : text`${host}, port ${port}, answers ${reply}`;
  return new PasserelleError(problem.code, text`${problem.says} (${answered})`, { hint: problem.hint });
}

/** RFC 4954 section 6. */
const authenticationRequired = 530;

/** Of Node, when TLS does not come about or a certificate does not hold. */
const certificateFlaw = /^(?:ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|EPROTO)/;

/** What nodemailer calls the failure, unless something below it says more, and the three digits of the reply. */
function factsOf(error: unknown) {
  const facts: Record<string, unknown> = error instanceof Error ? { ...error } : {};
  const { code, originalCode, responseCode } = facts;
  const reply = typeof responseCode === 'number' ? responseCode : undefined;
  if (certificateFlaw.test(String(originalCode))) return { kind: 'ETLS', reply };
  return { kind: reply === authenticationRequired ? 'EAUTH' : code, reply };
}

/** RFC 5322 section 3.3, in UTC. */
function rfc5322Date(instant: Temporal.Instant): string {
  const zoned = instant.toZonedDateTimeISO('UTC');
  const part = (options: Intl.DateTimeFormatOptions) => zoned.toLocaleString('en-GB', options);
  const time = zoned.toPlainTime().toString({ smallestUnit: 'second' });
  return `${part({ weekday: 'short' })}, ${zoned.day} ${months[zoned.month - 1]} ${zoned.year} ${time} +0000`;
}

const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
