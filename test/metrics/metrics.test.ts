import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { openLog } from '../../src/log.ts';
import { exposition, expositionType } from '../../src/metrics/exposition.ts';
import { type FamilyName, families, type Sample } from '../../src/metrics/families.ts';
import { parcelMetrics } from '../../src/metrics/from-site.ts';
import { meterStore } from '../../src/metrics/meters.ts';
import { createMetrics } from '../../src/metrics/metrics.ts';
import { monitor, serveMonitoring } from '../../src/operations/monitoring.ts';
import { parseInsurerCode } from '../../src/people/insurer.ts';
import { mentionsSsin } from '../../src/redaction.ts';
import { child, month, mutation, openChannel, publisher, relay } from '../support/channel.ts';
import { operatorSites } from '../support/operator-site.ts';
import { describeWithProgram } from '../support/programs.ts';
import { runProgram } from '../support/run-program.ts';

let sites: Awaited<ReturnType<typeof operatorSites>>;
beforeAll(async () => {
  sites = await operatorSites();
});
afterAll(() => sites.remove());

/** INAMI's figures, as a monitoring system asks for them. */
async function monitored({ stopping = false, at = '2022-03-15T09:00:00+01:00' } = {}) {
  const { site } = await sites.open({ at });
  const monitoring = monitor(site, openLog('silent', undefined), () => 3);
  if (stopping) monitoring.stop();
  const served = await serveMonitoring(monitoring.routes, { host: '127.0.0.1', port: 0 }, monitoring.log);
  onTestFinished(() => served.close());
  const ask = async (path: string) => {
    const answer = await fetch(new URL(path, served.where), { redirect: 'manual' });
    return { status: answer.status, type: answer.headers.get('content-type'), body: await answer.text() };
  };
  return { ask, site: monitoring.site, log: monitoring.log };
}

/** The value of one line, or `undefined`. */
function figure(text: string, line: string): number | undefined {
  const found = text.split('\n').find((each) => each.startsWith(`${line} `));
  return found === undefined ? undefined : Number(found.slice(line.length + 1));
}

const isFamily = (name: string): name is FamilyName => name in families;
const familyNames = Object.keys(families).filter(isFamily);

describe('/metrics', () => {
  it('tells of channel, ledger, sessions, log and process, to whoever is on the machine', async () => {
    const { ask, log } = await monitored();
    log.warn('address-rests', { address: '192.0.2.1' });
    log.warn('address-rests', { address: '192.0.2.2' });
    const { status, type, body } = await ask('/metrics');
    expect([status, type]).toEqual([200, expositionType]);
    expect(figure(body, 'passerelle_channel_open')).toBe(1);
    const days = (figure(body, 'passerelle_sunset_seconds') ?? 0) / 86_400;
    expect(Math.floor(days)).toBe(291);
    expect(figure(body, 'passerelle_sessions')).toBe(3);
    expect(figure(body, 'passerelle_ledger_events_total{event="site-opened"}')).toBe(1);
    expect(figure(body, 'passerelle_log_events_total{event="address-rests",level="warn"}')).toBe(2);
    expect(figure(body, 'passerelle_held_records')).toBe(0);
    expect(figure(body, 'passerelle_collector_success{collector="held"}')).toBe(1);
    expect(figure(body, 'process_resident_memory_bytes')).toBeGreaterThan(1e6);
    expect(body).not.toContain('192.0.2');
  });

  it('counts refused logins by reason, also those that one entry tells of, and each entry once', async () => {
    const { ask, site } = await monitored();
    const refuse = (reason: string, occurrences: number) =>
      site.store.commit({
        at: site.clock.now(),
        changes: [],
        events: [
          {
            event: 'login-refused',
            actor: 'unknown',
            details: { address: '192.0.2.1', reason, kinds: '', occurrences },
          },
        ],
      });
    await refuse('wrong-factor', 1);
    expect(
      figure((await ask('/metrics')).body, 'passerelle_logins_refused_total{reason="wrong-factor"}'),
    ).toBe(1);
    await refuse('wrong-factor', 40);
    await refuse('incomplete', 2);
    const { body } = await ask('/metrics');
    expect(figure(body, 'passerelle_logins_refused_total{reason="wrong-factor"}')).toBe(41);
    expect(figure(body, 'passerelle_logins_refused_total{reason="incomplete"}')).toBe(2);
    expect(figure(body, 'passerelle_ledger_events_total{event="login-refused"}')).toBe(3);
  });

  it('says after the last day that the channel is closed, and still tells the rest', async () => {
    const { ask } = await monitored({ at: '2023-01-01T00:00:00+01:00' });
    const { body } = await ask('/metrics');
    expect(figure(body, 'passerelle_channel_open')).toBe(0);
    expect(figure(body, 'passerelle_sunset_seconds')).toBe(0);
    expect(figure(body, 'passerelle_ledger_entries')).toBeGreaterThan(0);
  });

  it('says which part could not be read, and gives the others', async () => {
    const { site } = await monitored();
    const store = { ...site.store, parcels: () => Promise.reject(new RangeError('not for this role')) };
    const metrics = createMetrics({
      site: () => ({ ...site, store }),
      isStopping: () => true,
      sessionCount: () => 0,
      log: openLog('silent', undefined),
      meters: [],
    });
    const text = await metrics();
    expect(figure(text, 'passerelle_collector_success{collector="parcels"}')).toBe(0);
    expect(figure(text, 'passerelle_collector_success{collector="ledger"}')).toBe(1);
    expect(figure(text, 'passerelle_stopping')).toBe(1);
  });

  it('counts parcels by what has happened to them, and never tells of a child', async () => {
    const channel = await openChannel();
    try {
      const insurer = parseInsurerCode('300');
      if (insurer === undefined) throw new RangeError('300');
      channel.affiliations.set(child(1), { outcome: 'one-insurer', insurer });
      await channel.publish(month('2021-12'), [mutation('new', child(1), '2021-12-01')]);
      const states = async () => {
        const text = exposition(await parcelMetrics(channel.site(publisher)));
        expect(mentionsSsin(text)).toBe(false);
        return ['waiting', 'collected', 'receipted'].map((state) =>
          figure(text, `passerelle_parcels{direction="outbound",state="${state}"}`),
        );
      };
      expect(await states()).toEqual([1, 0, 0]);
      await channel.relay();
      expect(await states()).toEqual([0, 0, 1]);
      const atRelay = exposition(await parcelMetrics(channel.site(relay)));
      expect(figure(atRelay, 'passerelle_parcels{direction="inbound",state="receipted"}')).toBe(1);
    } finally {
      await channel.close();
    }
  });
});

describe('the store behind a meter', () => {
  it('counts and times steps, also those that fail', async () => {
    const { site } = await monitored();
    const { metered, samples } = meterStore(site.store);
    const step = {
      at: site.clock.now(),
      changes: [],
      events: [{ event: 'backup-made', actor: 'inami', details: {} }],
    } as const;
    expect(await metered.commit(step)).toMatchObject({ committed: true });
    const broken = meterStore({ ...site.store, commit: () => Promise.reject(new RangeError('full')) });
    await expect(broken.metered.commit(step)).rejects.toThrow('full');
    const count = (from: readonly Sample[]) =>
      from.find(({ family }) => family === 'passerelle_commits_total')?.value;
    expect([count(samples()), count(broken.samples())]).toEqual([1, 1]);
    expect(await metered.head()).toEqual(await site.store.head());
  });
});

describe('/healthz and /readyz', () => {
  it('say that it lives and is ready, and why: to a load balancer', async () => {
    const { ask } = await monitored();
    expect(await ask('/healthz')).toMatchObject({ status: 200, body: 'alive\n' });
    const { status, body } = await ask('/readyz');
    expect(status).toBe(200);
    expect(body).toBe('ready\nprocess: running\ndatabase: writable\nchannel: open until 2022-12-31\n');
  });

  it.each([
    ['is told to stop', { stopping: true }, 'process: stopping'],
    [
      'has outlived its channel',
      { at: '2023-01-01T00:00:00+01:00' },
      'channel: The channel of deliberation 21/250 is closed',
    ],
  ])('say that a process is not ready that %s, and lives', async (_case, options, words) => {
    const { ask } = await monitored(options);
    const { status, body } = await ask('/readyz');
    expect([status, body.split('\n')[0]]).toEqual([503, 'not ready']);
    expect(body).toContain(words);
    expect((await ask('/healthz')).status).toBe(200);
  });

  it('are all that there is at a gateway without an operator page', async () => {
    const { ask } = await monitored();
    for (const path of ['/', '/sign-in', '/evidence']) expect([303, 404]).toContain((await ask(path)).status);
    expect((await ask('/sign-in')).status).toBe(404);
  });
});

describe('the text', () => {
  it('escapes whatever a label holds', () => {
    fc.assert(
      fc.property(fc.string(), (event) => {
        const text = exposition([{ family: 'passerelle_ledger_events_total', labels: { event }, value: 1 }]);
        expect(text.split('\n')).toHaveLength(4);
        const [, written = ''] = /event="(.*)"\} 1$/s.exec(text.trimEnd().split('\n').at(-1) ?? '') ?? [];
        const meant: Readonly<Record<string, string>> = { '\\n': '\n', '\\"': '"', '\\\\': '\\' };
        expect(written.replace(/\\[n"\\]/g, (escaped) => meant[escaped] ?? '')).toBe(event);
      }),
    );
  });
});

describeWithProgram('promtool', 'promtool', () => {
  it('finds no fault with the metrics', async () => {
    const labelled = familyNames.map((family) => ({
      family,
      labels: Object.fromEntries(families[family].labels.map((label) => [label, 'x'])),
      value: 1,
    }));
    const checked = await runProgram('promtool', ['check', 'metrics'], { input: exposition(labelled) });
    expect(checked).toEqual({ status: 0, output: '' });
  });
});
