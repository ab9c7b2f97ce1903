import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { rehearsalClock } from '../../src/clock.ts';
import { loadConfig } from '../../src/config/load.ts';
import type { NoticesConfig } from '../../src/config/site-config.ts';
import { PasserelleError } from '../../src/errors.ts';
import { readEntry } from '../../src/ledger/read.ts';
import { createLog } from '../../src/log.ts';
import { noticeBoardOf } from '../../src/operations/notice-board.ts';
import { mailerOf, sendNotices } from '../../src/operations/notices.ts';
import type { Mailer, MailMessage } from '../../src/ports/mail.ts';
import { noticesJobs } from '../../src/schedule/notices-job.ts';
import { openSite, type Site } from '../../src/site.ts';
import { bareAccount } from '../support/accounts.ts';
import { faultyStore } from '../support/faulty-store.ts';
import { type MailServer, mailServer } from '../support/mail-server.ts';
import { anySsin } from '../support/records.ts';
import { type StandingSites, standingSites } from '../support/standing-sites.ts';

let sites: StandingSites;

beforeAll(async () => {
  sites = await standingSites();
}, 60_000);

afterAll(() => sites.remove());

const section = `[notices]
from = "passerelle@opgroeien.example"

[notices.server]
host = "127.0.0.1"
port = 25
tls = "off"

[[notices.recipients]]
address = "team@opgroeien.example"
language = "nl"

[[notices.recipients]]
address = "it@inami.example"
language = "fr"
party = "inami"
`;

/** A copy of Opgroeien, which published February on 14 March; or another process of the same. */
async function siteOn(day: string, folder?: string) {
  let at = folder;
  if (at === undefined) {
    const copy = await sites.copyOf('opgroeien');
    await copy.append(section);
    at = copy.folder;
  }
  const clock = rehearsalClock(Temporal.Instant.from(`${day}T07:30:00+02:00`));
  const site = await openSite(await loadConfig(path.join(at, 'passerelle.toml')), clock);
  onTestFinished(() => site.close());
  return { site, clock, folder: at };
}

/** Takes everything over, or does as it is told. */
function postbox(taken: (message: MailMessage) => void | Promise<void> = () => {}) {
  const messages: MailMessage[] = [];
  const mailer: Mailer = {
    async send(message) {
      await taken(message);
      messages.push(message);
    },
    greet: async () => {},
  };
  return { messages, mailer: async () => mailer };
}

async function sentAt(site: Site) {
  const entries = (await Array.fromAsync(site.store.entries(0))).map(readEntry);
  return entries.filter(({ event }) => event === 'notices-sent').map(({ details }) => details);
}

const outcomes = (runs: Awaited<ReturnType<typeof sendNotices>>) => runs.map(({ outcome }) => outcome);

describe('notices by e-mail', () => {
  it('come as one message to who has something new, in its language, and not again the same day', async () => {
    const { site, clock } = await siteOn('2022-03-15');
    const { messages, mailer } = postbox();
    expect(outcomes(await sendNotices(site, undefined, mailer))).toEqual(['nothing-new', 'sent']);
    expect(messages).toMatchObject([
      { to: 'it@inami.example', subject: expect.stringContaining('[RÉPÉTITION] Passerelle, n° 21/250, ') },
    ]);
    expect(messages[0]?.text).toContain('1 nouveau fichier est prêt (2022-02).');
    clock.moveTo(clock.now().add({ hours: 1 }));
    expect(outcomes(await sendNotices(site, undefined, mailer))).toEqual(['nothing-new', 'nothing-new']);
    expect(await sentAt(site)).toMatchObject([{ party: 'inami', notices: 1, message: messages[0]?.id }]);
    expect(JSON.stringify(await sentAt(site))).not.toContain('@inami.example');
  });

  it('follow a rhythm over weeks, and say what is still to be done', async () => {
    const { site, clock } = await siteOn('2022-03-15');
    const { messages, mailer } = postbox();
    for (let day = 0; day < 25; day += 1) {
      await sendNotices(site, undefined, mailer);
      clock.moveTo(clock.now().add({ hours: 24 }));
    }
    const told = messages.map(({ to, date }) => `${date.toString().slice(5, 10)} ${to.slice(0, 2)}`);
    // INAMI: a new file, and each week. Opgroeien's own people: INAMI's receipt is overdue, then March is missing too.
    expect(told).toEqual(
      '03-15 it|03-22 te|03-22 it|03-29 te|03-29 it|04-01 te|04-05 it|04-08 te'.split('|'),
    );
    expect(messages.at(-1)?.text).toMatch(/2022-03.*2022-03-31/);
  });

  it('wait for the next message if more comes up within the days between two', async () => {
    const { site, clock } = await siteOn('2022-03-15');
    const { messages, mailer } = postbox();
    const slow = { ...site, config: { ...site.config, notices: { ...required(site), everyDays: 10 } } };
    await sendNotices(slow, undefined, mailer);
    clock.moveTo(Temporal.Instant.from('2022-03-22T06:00:00Z'));
    expect(outcomes(await sendNotices(slow, undefined, mailer))).toEqual(['sent', 'told-already']);
    clock.moveTo(Temporal.Instant.from('2022-03-25T06:00:00Z'));
    expect(outcomes(await sendNotices(slow, undefined, mailer))).toEqual(['nothing-new', 'sent']);
    expect(messages).toHaveLength(3);
  });

  it('are sent by one of two processes', async () => {
    const { site, folder } = await siteOn('2022-03-15');
    const { site: another } = await siteOn('2022-03-15', folder);
    const { messages, mailer } = postbox();
    const runs = await Promise.all([site, another].map((each) => sendNotices(each, undefined, mailer)));
    expect(runs.flatMap(outcomes).filter((outcome) => outcome === 'sent')).toHaveLength(1);
    expect(messages).toHaveLength(1);
  });

  it.each([false, true])(
    'come again under the same id after a crash between sending and remembering, unless it was written down: %s',
    async (persisted) => {
      const { site, clock, folder } = await siteOn('2022-03-15');
      const { messages, mailer } = postbox();
      const broken = { ...site, store: faultyStore(site.store, { at: 0, persisted }).store };
      await expect(sendNotices(broken, undefined, mailer)).rejects.toMatchObject({ code: 'store-failed' });
      const { site: next } = await siteOn('2022-03-16', folder);
      clock.moveTo(clock.now().add({ hours: 24 }));
      await sendNotices(next, undefined, mailer);
      expect(messages.map(({ id }) => id)).toEqual(
        persisted ? [messages[0]?.id] : [messages[0]?.id, messages[0]?.id],
      );
    },
  );

  it('stop nothing where they cannot be sent, reach the others, and are tried again', async () => {
    const { site, clock } = await siteOn('2022-04-01');
    let refused = true;
    const { messages, mailer } = postbox(({ to }) => {
      if (refused && to === 'team@opgroeien.example') throw new PasserelleError('peer-failed', 'no');
    });
    const logged: unknown[] = [];
    const log = {
      info: (event: string) => void logged.push(event),
      warn: (event: string, facts: object) => void logged.push({ event, ...facts }),
    };
    expect(outcomes(await sendNotices(site, log, mailer))).toEqual(['failed', 'sent']);
    expect(logged).toMatchObject([{ event: 'notices-not-sent', party: 'opgroeien' }, 'notices-sent']);
    refused = false;
    clock.moveTo(clock.now().add({ hours: 1 }));
    expect(outcomes(await sendNotices(site, log, mailer))).toEqual(['sent', 'nothing-new']);
    expect(messages.map(({ to }) => to)).toEqual(['it@inami.example', 'team@opgroeien.example']);
  });

  it('are over with the channel', async () => {
    const { site } = await siteOn('2023-01-01');
    const { messages, mailer } = postbox();
    expect(outcomes(await sendNotices(site, undefined, mailer))).toEqual(['nothing-new', 'nothing-new']);
    expect(messages).toEqual([]);
  });
});

function required({ config }: Site): NoticesConfig {
  if (config.notices === undefined) throw new RangeError('no [notices]');
  return config.notices;
}

describe('the schedule of serve', () => {
  it('has the job where somebody is to be told, at its own time, and else none', async () => {
    const server = await mailServer();
    const { site } = await siteOn('2022-03-15');
    const notices = { ...required(site), server: server.config, schedule: '5 8 * * *' };
    const log = createLog('silent', { write() {} });
    const [job] = noticesJobs({ ...site, config: { ...site.config, notices } }, log);
    expect(job).toMatchObject({ name: 'notices', expression: '5 8 * * *' });
    await job?.run();
    expect(server.letters.map(({ to }) => to)).toEqual(['it@inami.example']);
    expect(noticesJobs({ ...site, config: { ...site.config, notices: undefined } }, log)).toEqual([]);
  });
});

describe('through a real mail server', () => {
  const by = (server: MailServer, site: Site) => ({
    ...site,
    config: { ...site.config, notices: { ...required(site), server: server.config } },
  });

  it('one recipient that is refused keeps no other from its message', async () => {
    const server = await mailServer({
      refuses: (address) => (address.startsWith('team') ? { code: 550, words: 'unknown' } : undefined),
    });
    const { site } = await siteOn('2022-04-01');
    const runs = await sendNotices(by(server, site), undefined, mailerOf);
    expect(outcomes(runs)).toEqual(['failed', 'sent']);
    expect(server.letters.map(({ to }) => to)).toEqual(['it@inami.example']);
    expect(server.letters[0]?.raw).toMatch(/^Auto-Submitted: auto-generated\r$/m);
    expect(await sentAt(site)).toMatchObject([{ party: 'inami' }]);
  });

  it('a message whose connection was cut after DATA comes again under the same id', async () => {
    const server = await mailServer({ taken: ({ cut }) => cut() });
    const { site, clock } = await siteOn('2022-03-15');
    expect(outcomes(await sendNotices(by(server, site), undefined))).toEqual(['nothing-new', 'failed']);
    server.behave({});
    clock.moveTo(clock.now().add({ hours: 24 }));
    expect(outcomes(await sendNotices(by(server, site), undefined))).toEqual(['nothing-new', 'sent']);
    const ids = server.letters.map(({ raw }) => /^Message-ID: (<[^>]+>)\r$/m.exec(raw)?.[1]);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
  });
});

it('no byte of a message or of NOTICE.txt is a social security number, whatever names are given', async () => {
  const { site, clock } = await siteOn('2022-04-01');
  const { messages, mailer } = postbox();
  const name = fc
    .tuple(anySsin, fc.constantFrom('', '\r\nBcc: x@y.example', '\u202e'))
    .map((parts) => parts.join(''));
  await fc.assert(
    fc.asyncProperty(name, async (given) => {
      clock.moveTo(clock.now().add({ hours: 24 }));
      const account = {
        ...bareAccount,
        name: given,
        party: 'inami',
        terms: { ...bareAccount.terms, validUntil: Temporal.PlainDate.from('2022-05-02') },
      };
      const parcels = (await site.store.parcels({})).map((parcel) => ({ ...parcel, name: given, id: given }));
      const store = new Proxy(site.store, {
        get(target, verb) {
          if (verb === 'accounts') return async () => [account];
          if (verb === 'parcels') return async () => parcels;
          const method: unknown = Reflect.get(target, verb);
          return typeof method === 'function' ? method.bind(target) : method;
        },
      });
      const strange = { ...site, store };
      await sendNotices(strange, undefined, mailer);
      const { bytes } = await noticeBoardOf(strange, undefined).file(account);
      const all = Buffer.concat([Buffer.from(JSON.stringify(messages)), bytes]).toString();
      expect(all).toContain('2022-05-02');
      expect(all).not.toContain(given.slice(0, 11));
      expect(all).not.toMatch(/Bcc|\u202e/);
      messages.length = 0;
    }),
    { numRuns: 20 },
  );
});
