import { expect, it } from 'vitest';
import type { MailServerConfig, NoticesConfig, SiteConfig } from '../../src/config/site-config.ts';
import { examineNotices } from '../../src/doctor/mail.ts';
import { mailServer } from '../support/mail-server.ts';

/** The findings of a site whose notices go by that server. */
async function findings(server: MailServerConfig | undefined) {
  const notices: NoticesConfig | undefined = server && {
    server,
    from: 'passerelle@inami.example',
    recipients: [{ address: 'it@300.example', party: '300', language: 'nl' }],
    schedule: '30 7 * * *',
    everyDays: 1,
    remindAfter: 7,
  };
  const found = await examineNotices({ notices } as SiteConfig);
  return found.map(({ verdict, says }) => [verdict, String(says)]);
}

it('finds a mail server that answers with TLS, without logging in and without a message', async () => {
  const server = await mailServer();
  expect(await findings(server.config)).toEqual([['fine', expect.stringMatching(/answers with TLS/)]]);
  expect(server).toMatchObject({ logins: [], letters: [] });
});

it('finds what is to be mended: a certificate, a port, a password that is not there', async () => {
  const { config } = await mailServer();
  expect(await findings({ ...config, authorities: undefined })).toEqual([
    ['mend', expect.stringMatching(/no TLS/)],
  ]);
  expect(await findings({ ...config, port: 1 })).toEqual([['mend', expect.stringMatching(/not reached/)]]);
  const absent = { file: '/nowhere/smtp.password' };
  expect(await findings({ ...config, password: absent })).toEqual([
    ['mend', expect.stringMatching(/is not at \/nowhere/)],
  ]);
});

it('finds nothing amiss where nobody is sent notices', async () => {
  expect(await findings(undefined)).toEqual([['fine', 'nobody is sent notices']]);
});
