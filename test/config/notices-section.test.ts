import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config/load.ts';
import type { NoticesConfig } from '../../src/config/site-config.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const server = { host: '"smtp.example"' };
const recipient = { address: '"it@300.example"', language: '"nl"' };

interface Section {
  readonly from?: string;
  readonly server?: Readonly<Record<string, string>>;
  readonly recipient?: Readonly<Record<string, string>>;
  readonly more?: string;
}

/** What insurer 300 makes of a section [notices]. */
async function load(section: Section): Promise<NoticesConfig | undefined> {
  const file = path.join(await temporaryFolder(), 'passerelle.toml');
  const table = (values: Readonly<Record<string, string>>) =>
    Object.entries(values).map(([key, value]) => `${key} = ${value}`);
  const lines = [
    'site = "300"',
    'mode = "real"',
    'deliberation = "21/250"',
    'database = "passerelle.sqlite"',
    'master_key = { file = "master.key" }',
    'openpgp.private_key = "openpgp.asc"',
    'collect.folder = "inbox"',
    '[notices]',
    `from = ${section.from ?? '"passerelle@300.example"'}`,
    section.more ?? '',
    '[notices.server]',
    ...table({ ...server, ...section.server }),
    '[[notices.recipients]]',
    ...table({ ...recipient, ...section.recipient }),
    '',
  ];
  await writeFile(file, lines.join('\n'), { mode: 0o600 });
  return (await loadConfig(file)).notices;
}

describe('the section [notices]', () => {
  it('asks for TLS, once a day, and tells the site’s own people, if nothing else is said', async () => {
    expect(await load({})).toMatchObject({
      server: { host: 'smtp.example', port: 587, tls: 'starttls', authorities: undefined, user: undefined },
      recipients: [{ address: 'it@300.example', party: '300', language: 'nl' }],
      schedule: '30 7 * * *',
      everyDays: 1,
      remindAfter: 7,
    });
  });

  it.each<[string, Section, RegExp]>([
    ['TLS off over a network', { server: { tls: '"off"' } }, /can be off only on this machine/],
    ['another manner of TLS', { server: { tls: '"opportunistic"' } }, /"starttls", "implicit" or "off"/],
    ['a user without a password', { server: { user: '"me"' } }, /a password beside the user/],
    ['a password as it is', { server: { user: '"me"', password: '"secret"' } }, /does not belong here/],
    ['a password to be typed', { server: { user: '"me"', password: '"prompt"' } }, /does not belong here/],
    ['a party that does not fetch here', { recipient: { party: '"inami"' } }, /must be one of 300/],
    ['another language', { recipient: { language: '"de"' } }, /must be "fr", "nl" or "en"/],
    ['messages more often than daily', { more: 'every_days = 0' }, /at least one day/],
  ])('refuses %s', async (_what, section, says) => {
    await expect(load(section)).rejects.toMatchObject({
      code: 'config-invalid',
      message: expect.stringMatching(says),
    });
  });

  it.each([
    String.raw`"it@300.example\r\nBcc: x@y.example"`,
    String.raw`"it@300.example\n"`,
    '"IT <it@300.example>"',
    '"it@300.example, x@y.example"',
    '"it"',
    '"it@"',
    '"@300.example"',
    '"i t@300.example"',
    '"it@300..example"',
    '"it@[127.0.0.1]"',
    `"${'x'.repeat(250)}@y.example"`,
  ])('refuses the address %s, as sender and as recipient', async (address) => {
    const refusal = { code: 'config-invalid', message: expect.stringContaining('must be an e-mail address') };
    await expect(load({ from: address })).rejects.toMatchObject(refusal);
    await expect(load({ recipient: { address } })).rejects.toMatchObject(refusal);
  });
});
