/**
 * The text that Prometheus reads (exposition format 0.0.4). There are counters and gauges only, for which the format is
 * these few lines; a client library would bring histograms, registries and timers of its own.
 */

import { families, type Sample } from './families.ts';

export const expositionType = 'text/plain; version=0.0.4; charset=utf-8';

/** All samples, by family in the order of the table; a family without any is left out. */
export function exposition(samples: readonly Sample[]): string {
  const byFamily = Map.groupBy(samples, ({ family }) => family);
  return Object.entries(families)
    .map(([name, { type, help }]) => {
      const own = [...byFamily].find(([family]) => family === name)?.[1] ?? [];
      if (own.length === 0) return '';
      const head = `# HELP ${name} ${escapeHelp(help)}\n# TYPE ${name} ${type}\n`;
      return head + own.map(lineOf).join('');
    })
    .join('');
}

function lineOf({ family, labels, value }: Sample): string {
  const written = Object.entries(labels).map(([name, text]) => `${name}="${escapeLabel(text)}"`);
  return `${family}${written.length === 0 ? '' : `{${written.join(',')}}`} ${value}\n`;
}

function escapeHelp(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
}

function escapeLabel(text: string): string {
  return escapeHelp(text).replaceAll('"', '\\"');
}
