/** Checks by themselves, of what a site becomes with the years. */

import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { type Clock, rehearsalClock } from '../../src/clock.ts';
import { loadConfig } from '../../src/config/load.ts';
import type { RelayConfig } from '../../src/config/site-config.ts';
import { examineAccounts } from '../../src/doctor/accounts.ts';
import { examineAffiliation } from '../../src/doctor/affiliation.ts';
import { examineCertificates } from '../../src/doctor/certificates.ts';
import type { Finding, Opened } from '../../src/doctor/check.ts';
import { expiryFinding } from '../../src/doctor/expiry.ts';
import type { LedgerPast } from '../../src/doctor/past.ts';
import { examineBackups, examinePurge, examineSchedule } from '../../src/doctor/work.ts';
import { parseReferenceMonth } from '../../src/people/reference-month.ts';
import { openSite } from '../../src/site.ts';
import { text } from '../../src/words/text.ts';
import { bareAccount } from '../support/accounts.ts';
import { type RehearsedSite, rehearsedSite } from '../support/rehearsed-sites.ts';

const standing = (instant: string): Clock => ({
  now: () => Temporal.Instant.from(instant),
  authenticatorTime: () => Temporal.Instant.from(instant),
});
const summary = (findings: readonly Finding[]) =>
  findings.map(({ verdict, says }) => [verdict, String(says)]);

describe('what ends on a day', () => {
  const until = Temporal.Instant.from('2022-06-30T00:00:00Z');
  it.each([
    ['2022-03-01T00:00:00Z', 'fine', /^a key: good until 2022-06-30/],
    ['2022-05-15T00:00:00Z', 'look', /46 days from now/],
    ['2022-06-29T23:00:00Z', 'look', /0 days from now/],
    ['2022-06-30T00:00:01Z', 'mend', /expired on 2022-06-30/],
  ] as const)('is told on %s as %s', (now, verdict, says) => {
    const finding = expiryFinding(text`a key`, until, standing(now), text`another`);
    expect(finding.verdict).toBe(verdict);
    expect(String(finding.says)).toMatch(says);
  });

  it('or never is fine', () => {
    expect(expiryFinding(text`a key`, null, standing('2099-01-01T00:00:00Z'), text`x`).verdict).toBe('fine');
  });
});

describe('at a site', () => {
  let rehearsed: RehearsedSite;
  let opened: Opened;
  beforeEach(async () => {
    rehearsed = await rehearsedSite('inami');
    const config = await loadConfig(path.join(rehearsed.folder, 'passerelle.toml'));
    const site = await openSite(config, rehearsalClock(Temporal.Instant.from('2022-03-20T10:00:00Z')));
    opened = { site, past: new Map() };
  });
  afterEach(() => opened.site.close());

  const at = (instant: string): Opened['site'] => ({ ...opened.site, clock: standing(instant) });

  it('a backup grows old, and too old where data are real', async () => {
    const past: LedgerPast = new Map([['backup-made', Temporal.Instant.from('2022-03-20T10:00:00Z')]]);
    const verdictAt = async (instant: string, mode: 'real' | 'rehearsal' = 'real') => {
      const site = at(instant);
      return (await examineBackups({ site: { ...site, config: { ...site.config, mode } }, past }))[0]
        ?.verdict;
    };
    expect(await verdictAt('2022-03-27T10:00:00Z')).toBe('fine');
    expect(await verdictAt('2022-04-02T10:00:00Z')).toBe('look');
    expect(await verdictAt('2022-05-02T10:00:00Z')).toBe('mend');
    expect(await verdictAt('2022-05-02T10:00:00Z', 'rehearsal')).toBe('look');
  });

  it('data that outlive their time must be destroyed', async () => {
    const vault = await opened.site.vault();
    const anchor = Temporal.Instant.from('2022-03-20T10:00:00Z');
    const month = parseReferenceMonth('2022-03') ?? expect.fail('a month');
    const { stored } = vault.createDataKey(month, anchor);
    await opened.site.store.commit({
      at: anchor,
      changes: [{ change: 'create-data-key', key: stored }],
      events: [{ event: 'parcel-fetched', actor: 'inami', details: {} }],
    });
    const on = async (instant: string) => summary(await examinePurge({ ...opened, site: at(instant) }));
    expect(await on('2028-03-20T10:00:00Z')).toEqual([
      ['fine', expect.stringMatching(/kept until 2028-03-/)],
    ]);
    expect(await on('2028-04-20T10:00:00Z')).toEqual([
      ['mend', expect.stringMatching(/2022-03 should have been/)],
    ]);
  });

  it('a purge that a process runs each day is fine, and one that stopped is to be looked at', async () => {
    const due = Temporal.Instant.from('2022-03-19T01:15:00Z');
    await opened.site.store.claimRun('purge', due);
    const of = async (instant: string) =>
      (await examineSchedule({ ...opened, site: at(instant) }))[0]?.verdict;
    expect(await of('2022-03-20T10:00:00Z')).toBe('fine');
    expect(await of('2022-03-25T10:00:00Z')).toBe('look');
  });

  it('an account whose last day is over is named', async () => {
    const { store } = opened.site;
    const validUntil = Temporal.PlainDate.from('2022-03-10');
    const account = { ...bareAccount, terms: { ...bareAccount.terms, validUntil } };
    await store.commit({
      at: opened.site.clock.now(),
      changes: [{ change: 'put-account', account }],
      events: [{ event: 'account-enrolled', actor: 'inami', details: {} }],
    });
    const findings = summary(await examineAccounts(opened));
    expect(findings).toContainEqual([
      'look',
      expect.stringMatching(/insurer-300 could log in until 2022-03-10 only/),
    ]);
    expect(findings).toContainEqual(['look', expect.stringMatching(/nobody of .*\b300\b/)]);
  });

  describe('that asks a service', () => {
    const asking = async (url: string, authority?: string): Promise<RelayConfig> => {
      const { config } = opened.site;
      if (config.place !== 'relay') expect.fail('a relay');
      const service = {
        url: new URL(url),
        token: undefined,
        authority,
        certificate: undefined,
        key: undefined,
        timeout: Temporal.Duration.from('PT5S'),
      };
      return { ...config, affiliation: { service } };
    };
    const machine = { file: '', clock: standing('2022-03-20T10:00:00Z') };

    it('it is reached, or it is not', async () => {
      const server = net.createServer((socket) => socket.end());
      await once(server.listen(0, '127.0.0.1'), 'listening');
      onTestFinished(() => void server.close());
      const address = server.address();
      const port = typeof address === 'object' ? address?.port : 0;
      expect(summary(await examineAffiliation(await asking(`http://127.0.0.1:${port}/`), machine))).toEqual([
        ['fine', `127.0.0.1:${port} answers`],
      ]);
      expect(summary(await examineAffiliation(await asking(`https://127.0.0.1:${port}/`), machine))).toEqual([
        ['mend', expect.stringMatching(/cannot be asked: /)],
      ]);
      expect(summary(await examineAffiliation(await asking('http://127.0.0.1:1/'), machine))).toEqual([
        ['mend', '127.0.0.1:1 cannot be asked: ECONNREFUSED'],
      ]);
    });

    it('its authority is read, and until when it serves', async () => {
      const file = path.join(rehearsed.folder, 'authority.pem');
      const of = async () =>
        summary(await examineCertificates(await asking('https://cin.example/', file), machine));
      expect(await of()).toEqual([['mend', expect.stringMatching(/cannot be read/)]]);
      await writeFile(file, 'no certificate');
      expect(await of()).toEqual([['mend', expect.stringMatching(/no certificate in PEM/)]]);
    });
  });
});
