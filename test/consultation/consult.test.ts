import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { whoSaw } from '../../src/access-register/who-saw.ts';
import { proveAtPrompt } from '../../src/accounts/prove-at-prompt.ts';
import { admit, type ConsultationSite, lookUp, requireSoundState } from '../../src/consultation/consult.ts';
import type { PartyId } from '../../src/deliberations/clause.ts';
import { readersAt } from '../../src/deliberations/rules.ts';
import { readEntry } from '../../src/ledger/read.ts';
import type { Account } from '../../src/ports/account.ts';
import { purgeDue } from '../../src/retention/purge.ts';
import { bareAccount } from '../support/accounts.ts';
import {
  child,
  deliberation,
  memberOf,
  month,
  mutation,
  openChannel,
  type TestChannel,
} from '../support/channel.ts';
import { faultyStore } from '../support/faulty-store.ts';
import { ownReader } from '../support/own-reader.ts';
import { registerSite } from '../support/register-site.ts';

const anna = child(1);
const purpose = 'increased-intervention';
const day = (text: string) => Temporal.PlainDate.from(text);

let channel: TestChannel;

/** Anna's right runs from 10 January to 30 June at insurer 300. */
beforeEach(async () => {
  channel = await openChannel();
  onTestFinished(() => channel.close());
  channel.affiliations.set(anna, memberOf('300'));
  await channel.publish(month('2022-01'), [mutation('new', anna, '2022-01-10', '2022-06-30')]);
  await channel.relay();
  await channel.collect('300');
});

const siteOf = (party: PartyId): ConsultationSite => ({
  ...channel.site(party),
  clock: channel.clock,
  deliberation,
  mode: 'rehearsal',
});

async function ledgerOf({ store }: Pick<ConsultationSite, 'store'>) {
  return (await Array.fromAsync(store.entries(0))).map(readEntry);
}

/** A reader as it stands once it has proven who it is. */
function readerAt({ party }: ConsultationSite): Account {
  const role = readersAt(deliberation, party)[0]?.role ?? '';
  return { ...bareAccount, name: `reader-${party}`, party, role, undertaking: day('2022-01-03') };
}

async function consultAt(party: PartyId, on = '2022-03-01', of = anna) {
  const site = siteOf(party);
  return lookUp(site, await admit(site, readerAt(site), purpose), of, day(on));
}

describe('looking a child up', () => {
  it('shows INAMI’s control staff the periods, and to whom they were passed on [A24]', async () => {
    expect(await consultAt('inami')).toEqual({
      child: expect.not.stringContaining(anna),
      purpose,
      on: day('2022-03-01'),
      runs: true,
      records: [
        {
          period: { start: day('2022-01-10'), end: day('2022-06-30') },
          withdrawn: false,
          runs: true,
          insurers: ['300'],
        },
      ],
    });
  });

  it('shows an insurability service its own record, and nothing of insurers [A25]', async () => {
    const { records } = await consultAt('300');
    expect(records).toEqual([
      { period: { start: day('2022-01-10'), end: day('2022-06-30') }, withdrawn: false, runs: true },
    ]);
    expect(await consultAt('500')).toMatchObject({ runs: false, records: [] });
  });

  it('says whether the right runs: not the day before, on the first and the last day, not the day after [A27]', async () => {
    const runs = [];
    for (const on of ['2022-01-09', '2022-01-10', '2022-06-30', '2022-07-01']) {
      const consulted = await consultAt('300', on);
      expect(consulted.records.map((record) => record.runs)).toEqual([consulted.runs]);
      runs.push(consulted.runs);
    }
    expect(runs).toEqual([false, true, true, false]);
  });

  it('follows a correction: the period is the one that was told last [A27]', async () => {
    channel.clock.set('2022-02-03T09:00:00Z');
    await channel.publish(month('2022-02'), [mutation('correction', anna, '2022-01-10', '2022-02-28')]);
    await channel.relay();
    expect(await consultAt('inami')).toMatchObject({
      runs: false,
      records: [{ withdrawn: false, insurers: ['300'] }],
    });
  });

  it('follows a withdrawal: the right does not run, whatever the period was [A27]', async () => {
    channel.clock.set('2022-02-03T09:00:00Z');
    await channel.publish(month('2022-02'), [mutation('withdrawal', anna, '2022-01-10', '2022-06-30')]);
    await channel.relay();
    expect(await consultAt('inami')).toMatchObject({
      runs: false,
      records: [{ withdrawn: true, insurers: [] }],
    });
  });

  it('is in the ledger with role and purpose, and in the register for who-saw to find [A43][A50]', async () => {
    const site = siteOf('inami');
    const reader = await ownReader(site, 'reader-inami');
    const account = await proveAtPrompt(site, reader.name, reader.ask());
    await lookUp(site, await admit(site, account, purpose), anna, day('2022-03-01'));
    const entry = (await ledgerOf(site)).at(-1);
    expect(entry).toMatchObject({
      event: 'record-consulted',
      actor: 'reader-inami',
      details: { purpose, party: 'inami', role: 'administrative-control', on: '2022-03-01' },
    });
    expect(JSON.stringify(await ledgerOf(site))).not.toContain(anna);
    const { acts } = await whoSaw(registerSite(channel, 'inami'), anna, { language: 'en', format: 'json' });
    expect(acts.at(-1)).toMatchObject({
      act: 'consulted',
      actor: 'reader-inami',
      purpose,
      login: { kinds: 'knowledge,possession' },
    });
  });

  it('of a child of whom nothing is kept is told to that child too [A50]', async () => {
    const stranger = child(7);
    expect(await consultAt('inami', '2022-03-01', stranger)).toMatchObject({ records: [] });
    const answer = await whoSaw(registerSite(channel, 'inami'), stranger, { language: 'en', format: 'json' });
    expect(answer).toMatchObject({ acts: [{ act: 'consulted' }] });
  });

  it('goes on after the last day of the channel, until the purge: then even the look-up is forgotten [A34][A40]', async () => {
    channel.clock.set('2028-01-05T22:59:00Z');
    const site = siteOf('inami');
    await requireSoundState(site);
    expect(await consultAt('inami', '2022-03-01')).toMatchObject({ runs: true });
    // The day after, before the purge has run.
    channel.clock.set('2028-01-06T09:00:00Z');
    expect(await consultAt('inami', '2022-03-01')).toMatchObject({ runs: false, records: [] });
    await purgeDue({ ...site, actor: 'inami', now: channel.clock.now() });
    const answer = await whoSaw(registerSite(channel, 'inami'), anna, { language: 'en', format: 'json' });
    expect(answer).toMatchObject({ known: false, acts: [] });
  });

  it('is refused while the clock runs behind the ledger', async () => {
    channel.clock.set('2022-01-01T09:00:00Z');
    await expect(requireSoundState(siteOf('inami'))).rejects.toMatchObject({ code: 'clock-ran-back' });
  });

  it.each([false, true])(
    'shows nothing unless the ledger has it (persisted: %s) [A50]',
    async (persisted) => {
      const site = siteOf('inami');
      const admission = await admit(site, readerAt(site), purpose);
      const { store } = faultyStore(site.store, { at: 0, persisted });
      await expect(lookUp({ ...site, store }, admission, anna, day('2022-03-01'))).rejects.toMatchObject({
        code: 'store-failed',
      });
      expect((await ledgerOf(site)).filter(({ event }) => event === 'record-consulted')).toHaveLength(
        persisted ? 1 : 0,
      );
    },
  );
});

describe('a purge at the very moment of a look-up', () => {
  it('leaves nothing to show, and no look-up in the ledger that was not in the register [A35]', async () => {
    const site = siteOf('inami');
    const admission = await admit(site, readerAt(site), purpose);
    const [key] = await site.store.dataKeys();
    const whereabouts: typeof site.store.whereabouts = async (tags) => {
      const found = await site.store.whereabouts(tags);
      const at = channel.clock.now();
      const events = [{ event: 'data-purged', actor: 'inami', details: {} }] as const;
      await site.store.commit({
        at,
        changes: [{ change: 'destroy-data-key', key: key?.id ?? '', at }],
        events,
      });
      return found;
    };
    const store = new Proxy(site.store, {
      get: (target, verb) => {
        const method: unknown = verb === 'whereabouts' ? whereabouts : Reflect.get(target, verb);
        return typeof method === 'function' ? method.bind(target) : method;
      },
    });
    await expect(lookUp({ ...site, store }, admission, anna, day('2022-03-01'))).rejects.toThrow();
    expect((await ledgerOf(site)).map(({ event }) => event)).not.toContain('record-consulted');
  });
});

describe('a consultation', () => {
  const refused = { code: 'consultation-refused' };

  async function refusal(site: ConsultationSite, account: Account, asked: string) {
    await expect(admit(site, account, asked)).rejects.toMatchObject(refused);
    return (await ledgerOf(site)).at(-1);
  }

  it('is refused for any other purpose, and what was typed is not repeated [A43]', async () => {
    const site = siteOf('inami');
    const account = readerAt(site);
    expect(await refusal(site, account, `about ${anna}`)).toMatchObject({
      event: 'consultation-refused',
      actor: 'reader-inami',
      details: { reason: 'other-purpose' },
    });
    expect(JSON.stringify(await ledgerOf(site))).not.toContain(anna);
  });

  it.each([
    ['inami', 'social-service'],
    ['300', 'administrative-control'],
  ])('at %s is refused to the role %s, and recorded [A24][A25]', async (party, role) => {
    const site = siteOf(party);
    const account = { ...readerAt(site), role };
    expect(await refusal(site, account, purpose)).toMatchObject({ details: { reason: 'other-role' } });
  });

  it('at Opgroeien is for nobody: the deliberation names no reader there [A24]', async () => {
    const site = siteOf('opgroeien');
    expect(await refusal(site, readerAt(site), purpose)).toMatchObject({
      details: { reason: 'other-role' },
    });
  });

  it.each([null, '2022-01-06'])('needs an undertaking dated today or before, not %s [A26]', async (date) => {
    const site = siteOf('300');
    const account = { ...readerAt(site), undertaking: date === null ? null : day(date) };
    expect(await refusal(site, account, purpose)).toMatchObject({ details: { reason: 'no-undertaking' } });
  });
});
