import path from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { consultAtPrompt } from '../../src/cli/consult.ts';
import { answerAtPrompt } from '../../src/cli/who-saw.ts';
import { rehearsalClock } from '../../src/clock.ts';
import { loadConfig } from '../../src/config/load.ts';
import { openSite, type Site } from '../../src/site.ts';
import { type OwnReader, ownReader } from '../support/own-reader.ts';
import { passerelle } from '../support/passerelle.ts';
import { filesWithSsins } from '../support/ssin-traces.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const ssin = '15651200150';
const start = Temporal.Instant.from('2022-03-01T09:00:00Z');

import type { Text } from '../../src/words/text.ts';

let folder: string;
let site: Site;
let said: string[];

beforeEach(async () => {
  folder = await temporaryFolder();
  await passerelle(folder, 'init', 'inami', '--rehearsal', '--at', '2022-03-01');
  site = await openSite(await loadConfig(path.join(folder, 'passerelle.toml')), rehearsalClock(start));
  onTestFinished(() => site.close());
  said = [];
});

const output = {
  json: false,
  result: (_value: unknown, lines: () => Iterable<Text | string>) =>
    void said.push(...Array.from(lines(), String)),
};

async function ledger(): Promise<readonly string[]> {
  const entries = await Array.fromAsync(site.store.entries(0));
  return entries.map(({ bytes }) => Buffer.from(bytes).toString());
}

async function theReader(): Promise<OwnReader> {
  const { store, clock, deliberation, config } = site;
  return ownReader({
    store,
    clock,
    deliberation,
    vault: await site.vault(),
    party: config.site,
    mode: config.mode,
  });
}

describe('«who-saw»', () => {
  it.each([
    ['text', /^To whom the data of a child were given$/m],
    ['html', /^<!doctype html>$/m],
    ['json', /^ {2}"known": false,$/m],
  ] as const)('asks for the number unseen, and answers as %s without it [A50]', async (format, form) => {
    await answerAtPrompt(
      site,
      output,
      { format, language: 'en', accounts: true },
      async () => '15.65.12-001.50',
    );
    expect(said.join('\n')).toMatch(form);
    expect(said.join('\n')).toContain('15.••.••-•••.50');
    expect([...said, ...(await ledger())].join('\n')).not.toContain(ssin);
    expect((await ledger()).at(-1)).toContain('"event":"register-asked"');
  });

  it.each(['', '15651200151', '22030112345', '93051822361'])(
    'refuses «%s», unrepeated, before the ledger hears of it',
    async (typed) => {
      const before = await ledger();
      const attempt = answerAtPrompt(
        site,
        output,
        { format: 'text', language: 'en', accounts: true },
        async () => typed,
      );
      await expect(attempt).rejects.toMatchObject({
        code: 'usage',
        message: expect.not.stringMatching(/\d{3}/),
      });
      expect(said).toEqual([]);
      expect(await ledger()).toEqual(before);
    },
  );

  it('takes no number as an argument, and none without a terminal', async () => {
    const given = await passerelle(folder, 'who-saw', ssin, '--rehearsal');
    expect(given).toMatchObject({ status: 2, stdout: '', stderr: expect.not.stringContaining(ssin) });
    const unasked = await passerelle(folder, 'who-saw', '--rehearsal');
    expect(unasked).toMatchObject({ status: 3, stdout: '' });
    expect((await ledger()).join('\n')).not.toContain('register-asked');
  });
});

describe('«consult»', () => {
  it('asks for both factors, then for the number, and shows what is known [A24][A50]', async () => {
    const reader = await theReader();
    const asked = { as: reader.name, purpose: 'increased-intervention' };
    await consultAtPrompt(site, output, asked, reader.ask(ssin));
    expect(said).toEqual([
      'Child 15.••.••-•••.50, for increased-intervention',
      'On 2022-03-01 the right does not run.',
      'Nothing is kept here of this child.',
    ]);
    expect(reader.asked).toHaveLength(3);
    expect((await ledger()).at(-1)).toContain('"event":"record-consulted"');
    expect(await filesWithSsins(folder, [ssin])).toEqual([]);
  });

  it('asks for no number where the purpose is refused [A43]', async () => {
    const reader = await theReader();
    const attempt = consultAtPrompt(
      site,
      output,
      { as: reader.name, purpose: 'curiosity' },
      reader.ask(ssin),
    );
    await expect(attempt).rejects.toMatchObject({ code: 'consultation-refused' });
    expect(reader.asked).toHaveLength(2);
    expect(said).toEqual([]);
    expect((await ledger()).at(-1)).toContain('"reason":"other-purpose"');
  });
});
