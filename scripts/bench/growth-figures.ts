/** What the runs of scripts/bench/growth.ts come to: the cost of a record, whether it rises, and the tables. */

import { median } from './figures.ts';
import { markdown } from './report-tables.ts';

/** One month that went through, by the names of its processes. */
export interface Run {
  readonly seconds: ReadonlyMap<string, number>;
  /** MiB. */
  readonly peaks: ReadonlyMap<string, number>;
  /** What each database took in the end, by its site, in MiB. */
  readonly sizes: ReadonlyMap<string, number>;
}

/** The runs of one size on one store as one: the middle of their times, the most of their memory. */
export interface Point extends Run {
  readonly store: string;
  readonly records: number;
}

export function pointOf(store: string, records: number, runs: readonly Run[]): Point {
  return {
    store,
    records,
    seconds: joined(
      runs.map(({ seconds }) => seconds),
      median,
    ),
    peaks: joined(
      runs.map(({ peaks }) => peaks),
      greatest,
    ),
    sizes: joined(
      runs.map(({ sizes }) => sizes),
      greatest,
    ),
  };
}

function greatest(values: readonly number[]): number {
  return Math.max(...values);
}

function joined(maps: readonly ReadonlyMap<string, number>[], join: (values: readonly number[]) => number) {
  const values = Map.groupBy(
    maps.flatMap((map) => [...map]),
    ([name]) => name,
  );
  return new Map([...values].map(([name, all]) => [name, join(all.map(([, value]) => value))]));
}

/** Seconds of a process for its records alone: what an empty month takes on the same store is taken off. */
function work(points: readonly Point[], { store, records, seconds }: Point, process: string) {
  const empty = points.find((point) => point.store === store && point.records === 0)?.seconds.get(process);
  const whole = seconds.get(process);
  if (empty === undefined || whole === undefined)
    throw new RangeError(`${process} was not timed on ${store}`);
  return { start: empty, records: whole - empty, each: (1e6 * (whole - empty)) / records };
}

/** Microseconds for each record; `undefined` where starting up takes longer, and hides them. */
export function costOf(points: readonly Point[], point: Point, process: string): number | undefined {
  const { start, records, each } = work(points, point, process);
  return point.records > 0 && records > start ? each : undefined;
}

export interface Bounds {
  /** MiB for each process. */
  readonly limit: number;
  /** How much more a record may cost than in any smaller month. */
  readonly rise: number;
}

/** What is out of bounds, in words. */
export function* findings(points: readonly Point[], { limit, rise }: Bounds): Generator<string> {
  for (const { store, records, peaks } of points) {
    for (const [process, peak] of peaks) {
      if (peak > limit) yield `${store}, ${records} records: ${process} held ${peak.toFixed(0)} MiB`;
    }
  }
  for (const [store, ofStore] of Map.groupBy(points, (point) => point.store)) {
    for (const process of ofStore[0]?.seconds.keys() ?? []) {
      let least = Number.POSITIVE_INFINITY;
      for (const point of ofStore.toSorted((a, b) => a.records - b.records)) {
        const cost = costOf(points, point, process);
        if (cost === undefined) continue;
        if (cost > rise * least) {
          yield `${store}: ${process} takes ${cost.toFixed(1)} µs a record for ${point.records}, and ${least.toFixed(1)} for fewer`;
        }
        least = Math.min(least, cost);
      }
    }
  }
}

/** The two tables in Markdown. `timed`: the processes whose time is told. */
export function* growthTables(points: readonly Point[], timed: readonly string[]): Generator<string> {
  const head = (point: Point) => [point.store, point.records.toLocaleString('en')];
  const sites = [...(points[0]?.sizes.keys() ?? [])];
  yield* markdown(
    [
      'store',
      'records',
      ...timed.map((name) => `\`${name}\``),
      ...sites.map((name) => `database of ${name}`),
    ],
    points.map((point) => [
      ...head(point),
      ...timed.map((process) => {
        const cost = costOf(points, point, process);
        const whole = `${point.seconds.get(process)?.toFixed(2)} s`;
        return cost === undefined ? whole : `${whole}, ${cost.toFixed(1)} µs each`;
      }),
      ...sites.map((site) => `${point.sizes.get(site)?.toFixed(1)} MiB`),
    ]),
  );
  yield '';
  const processes = [...(points[0]?.peaks.keys() ?? [])];
  yield* markdown(
    ['peak, MiB', 'records', ...processes.map((name) => `\`${name}\``)],
    points.map((point) => [
      ...head(point),
      ...processes.map((process) => point.peaks.get(process)?.toFixed(0) ?? ''),
    ]),
  );
}
