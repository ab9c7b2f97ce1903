import { afterAll, beforeAll, expect, it } from 'vitest';
import { expectHelpfulWords } from '../support/refusal.ts';
import { type StandingSites, standingSites, today } from '../support/standing-sites.ts';

let sites: StandingSites;

beforeAll(async () => {
  sites = await standingSites();
}, 60_000);

afterAll(() => sites.remove());

const section = `[notices]
from = "passerelle@opgroeien.example"
server = { host = "127.0.0.1", port = 1, tls = "off" }

[[notices.recipients]]
address = "it@inami.example"
language = "fr"
party = "inami"
`;

it('says whom nobody tells, and refuses to send to nobody', async () => {
  const site = await sites.copyOf('opgroeien');
  const shown = await site.run('notices', ...today);
  expect(shown).toMatchObject({
    status: 0,
    stdout: '',
    stderr: expect.stringContaining('no section [notices]'),
  });
  expectHelpfulWords(await site.run('notices', 'send', ...today), { status: 3, says: /names nobody/ });
});

it('shows what stands, in the operator’s language, and ends with what kept it from being sent', async () => {
  const site = await sites.copyOf('opgroeien');
  await site.append(section);
  const shown = await site.run('notices', 'show', '--language', 'nl', ...today);
  expect(shown).toMatchObject({ status: 0 });
  expect(shown.stdout).toContain('it@inami.example (inami): 1 bericht, 1 zaak nog niet gemeld\n');
  expect(shown.stdout).toContain('  Er staat 1 nieuw bestand klaar (2022-02).\n');
  const sent = await site.run('notices', 'send', ...today);
  expect(sent.stdout).toContain('it@inami.example (inami): not sent, is tried again at the next run\n');
  expectHelpfulWords({ ...sent, stdout: '' }, { status: 8, says: /the mail server is not reached/ });
});
