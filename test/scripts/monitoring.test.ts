/** Alert rules and dashboard: sound, and about figures that there are. */

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { n21250 } from '../../src/deliberations/n21-250.ts';
import { eventNames } from '../../src/ledger/event.ts';
import { logEvents } from '../../src/log-events.ts';
import { type FamilyName, families } from '../../src/metrics/families.ts';
import { readDocument, root, tableRows } from '../support/documents.ts';
import { describeWithProgram } from '../support/programs.ts';
import { runProgram } from '../support/run-program.ts';

const folder = path.join(root, 'scripts/monitoring');
const read = (name: string) => readFileSync(path.join(folder, name), 'utf8');
const files = ['alerts.yml', 'alerts.test.yml', 'dashboard.json'] as const;

const isFamily = (name: string): name is FamilyName => name in families;

/** Every metric that a file names, with the labels that it asks for, as `event="backup-made"`. */
function selectorsIn(text: string): readonly { readonly name: string; readonly labels: readonly string[] }[] {
  const plain = text.replaceAll('\\"', '"');
  return [...plain.matchAll(/\b((?:passerelle|process)_[a-z_]+)(?:\{([^}]*)\})?/g)].map(
    ([, name = '', labels]) => ({
      name,
      labels: labels?.match(/[a-z]+[!=~]+"[^"]*"/g) ?? [],
    }),
  );
}

describe('what monitors a site', () => {
  it.each(files)('names metrics, labels and events that there are: %s', (name) => {
    const found = selectorsIn(read(name)).filter(({ name: metric }) => metric !== 'passerelle_alerts');
    expect(found.length).toBeGreaterThan(10);
    const events: readonly string[] = [...eventNames, ...Object.keys(logEvents)];
    for (const { name: metric, labels } of found) {
      if (!isFamily(metric)) throw new Error(`${name}: there is no ${metric}`);
      const known: readonly string[] = [...families[metric].labels, 'instance', 'job'];
      for (const label of labels) {
        const [, key = '', value = ''] = /^([a-z]+)[!=~]+"(.*)"$/.exec(label) ?? [];
        expect(known, `${metric} has no ${key}`).toContain(key);
        if (key === 'event') for (const event of value.split('|')) expect(events).toContain(event);
      }
    }
  });

  it('shows every metric on the dashboard that an alert is about', () => {
    const shown = new Set(selectorsIn(read('dashboard.json')).map(({ name }) => name));
    const alarmed = selectorsIn(read('alerts.yml')).map(({ name }) => name);
    const without = ['passerelle_collector_success', 'passerelle_ledger_events_total'];
    expect(alarmed.filter((name) => !shown.has(name) && !without.includes(name))).toEqual([]);
  });

  it('has a line of advice for every alert in docs/running.md, and for no other', () => {
    const rows = tableRows(readDocument('docs/running.md')).filter(([name]) =>
      name?.startsWith('`Passerelle'),
    );
    const alerts = read('alerts.yml').match(/(?<=- alert: )\w+/g) ?? [];
    expect(rows.map(([name]) => name?.replaceAll('`', ''))).toEqual(alerts);
  });

  it('lists every metric in docs/running.md', () => {
    const rows = tableRows(readDocument('docs/running.md')).filter(([name]) =>
      /^`(passerelle|process)_/.test(name ?? ''),
    );
    expect(rows).toEqual(
      Object.entries(families).map(([name, { help, labels }]) => [
        `\`${name}\``,
        labels.map((label) => `\`${label}\``).join(' '),
        help,
      ]),
    );
  });

  it('knows no fact of the law that the deliberation has otherwise', () => {
    expect(read('alerts.yml')).not.toContain(n21250.number);
    expect(read('alerts.yml')).not.toMatch(/2022|2023|P31D|P62D/);
  });
});

describeWithProgram('promtool', 'promtool', () => {
  it('finds the rules sound, and they fire as their tests say', async () => {
    const check = await runProgram('promtool', ['check', 'rules', 'alerts.yml'], { cwd: folder });
    expect(check).toEqual({ status: 0, output: expect.stringContaining('16 rules found') });
    const test = await runProgram('promtool', ['test', 'rules', 'alerts.test.yml'], { cwd: folder });
    expect(test).toEqual({ status: 0, output: expect.stringContaining('SUCCESS') });
  });
});
