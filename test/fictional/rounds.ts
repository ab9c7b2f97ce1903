/** What operators do beside the month itself, at real sites: each command of each kind once. */

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'vitest';
import { fingerprintOf } from '../../src/login/ssh-key.ts';
import { codeFrom } from '../support/authenticator.ts';
import { mailPassword, mailServer } from '../support/mail-server.ts';
import { type FictionalChannel, undertaking } from './channel.ts';
import { type FictionalSite, password } from './sites.ts';

async function fingerprintAt({ folder }: FictionalSite, name: string): Promise<string> {
  const [, key = ''] = (await readFile(path.join(folder, name), 'utf8')).split(' ');
  return fingerprintOf(Buffer.from(key, 'base64'));
}

/** An account of somebody who is let in by all means, one after the other, and then by none. */
export async function accountRound({ publisher: site }: FictionalChannel): Promise<void> {
  const account = (act: string, ...args: readonly string[]) => site.must('account', act, 'spare', ...args);
  const [key, authority] = ['secrets/host_ed25519.pub', 'secrets/login_ed25519.pub'];
  await account('enrol', '--party', 'exchange', '--no-password');
  await account('invite', '--hours', '1');
  await account('password', '--password-file', 'password');
  await account('totp', '--uri-file', 'spare.uri');
  await account('add-key', key);
  await account('add-authority', authority);
  await account('distrust-key', await fingerprintAt(site, key));
  await account('remove-key', await fingerprintAt(site, authority));
  await account('restrict', '--from-address', '192.0.2.0/24');
  await account('activate', ...undertaking);
  await account('show');
  await account('disable');
  await account('revoke');
  await site.must('account', 'list');
  const reached = ['--host', 'sftp.example', '--port', '2222'];
  await site.must('doctor', 'client', 'exchange', '--client', 'openssh', ...reached);
  await site.must('keys', 'show', 'ledger');
  await site.must('keys', 'fingerprint');
}

/** Somebody of the site's own people; gives the code that its device shows. */
export async function enrolReader(site: FictionalSite, name: string): Promise<() => Promise<string>> {
  await site.must('reader', 'enrol', name, '--password-file', 'password', '--uri-file', `${name}.uri`);
  await site.must('reader', 'activate', name, ...undertaking);
  return async () => codeFrom(await readFile(path.join(site.folder, `${name}.uri`), 'utf8'));
}

export async function readerRound({ other: site }: FictionalChannel): Promise<void> {
  await enrolReader(site, 'clerk');
  await site.must('reader', 'password', 'clerk', '--password-file', 'password');
  await site.must('reader', 'totp', 'clerk', '--uri-file', 'clerk-again.uri');
  await site.must('reader', 'list');
  await site.must('keys', 'replace', 'master');
}

/** A month is held by order of two, and let go by two others. */
export async function holdRound(
  { relay: site }: FictionalChannel,
  month: string,
  until: string,
): Promise<void> {
  const names = ['first', 'second', 'third', 'fourth'] as const;
  const [asks, confirms, lifts, helps] = await Promise.all(
    names.map(async (name) => {
      const code = await enrolReader(site, name);
      return { name, proof: async () => [password, await code()] };
    }),
  );
  if (!asks || !confirms || !lifts || !helps) throw new RangeError('four are needed');
  const order = ['--month', month, '--reason', 'invented claim', '--until', until, '--as', asks.name];
  await site.answering(await asks.proof(), 'hold', 'place', ...order);
  const [{ id }] = (await site.json('hold', 'list')) as readonly [{ id: string }];
  await site.answering(await confirms.proof(), 'hold', 'confirm', id, '--as', confirms.name);
  const both = [...(await lifts.proof()), ...(await helps.proof())];
  await site.answering(both, 'hold', 'lift', id, '--as', lifts.name, '--with', helps.name);
}

/** What an auditor is given, and what an auditor does with it. */
export async function evidenceRound({ relay: site, publisher }: FictionalChannel): Promise<void> {
  const keys = ['--keys', 'secrets/ledger.pem.pub'];
  const keep = async (name: string, ...args: readonly string[]) => site.put(name, await site.must(...args));
  await site.must('ledger', 'list', '--event', 'parcel-fetched');
  await site.must('ledger', 'head');
  await site.must('ledger', 'calendar');
  await site.must('ledger', 'export', 'ledger.jsonl');
  await keep('checkpoint', 'ledger', 'checkpoint');
  await site.must('ledger', 'audit', 'ledger.jsonl', 'checkpoint', ...keys);
  await keep('proof', 'ledger', 'prove', 'make', '--entry', '0');
  await site.must('ledger', 'prove', 'verify', 'proof', ...keys);
  await keep('statement', 'statement', 'make', '--format', 'json');
  await site.must('statement', 'verify', 'statement', ...keys);
  await site.put('other-statement', await publisher.must('statement', '--format', 'json'));
  await site.must('statement', 'compare', 'statement', 'other-statement');
  await site.must('closure-report', 'write', '--format', 'json', '--output', 'closure.json');
  await site.must('closure-report', 'verify', 'closure.json', ...keys);
  await site.must('purge', 'calendar');
}

/** An insurer is told by e-mail that a file lies ready, if it has one. */
export async function noticesRound({ relay: site }: FictionalChannel): Promise<void> {
  const server = await mailServer();
  const { host, port, authorities, user } = server.config;
  const config = await readFile(path.join(site.folder, 'passerelle.toml'), 'utf8');
  await site.put('secrets/smtp.password', `${mailPassword}\n`);
  const section = `
[notices]
from = "passerelle@exchange.example"

[notices.server]
host = "${host}"
port = ${port}
authorities = "${authorities}"
user = "${user}"
password = { file = "secrets/smtp.password" }

[[notices.recipients]]
address = "it@900.example"
language = "nl"
party = "900"
`;
  await site.put('passerelle.toml', config + section);
  expect(await site.json('notices', 'show')).toMatchObject([
    { party: '900', notices: [{ topic: 'parcels-ready', isNew: true }] },
  ]);
  await site.must('notices', 'send');
  expect(server.letters).toMatchObject([{ to: 'it@900.example' }]);
  expect(server.letters[0]?.raw).not.toContain('REPETITIE');
  await site.put('passerelle.toml', config);
}
