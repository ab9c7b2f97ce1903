/**
 * The channel as the law wants it, without stores, keys or transport: the second opinion against which the
 * pipeline is held. It uses nothing of src. Points are those of n° 21/250; docs/mutations.md says why.
 */

/** A child and a first day, for example `A 2022-01-01`: one record. */
export type RecordName = string;
/** The last day of a record, or `open`. */
export type LastDay = string;
/** What the CIN says of a child: the code of its one insurer, or why there is none. */
export type Answer = string;

/** What Opgroeien says of a record in a month. */
export interface Statement {
  readonly operation: 'new' | 'correction' | 'withdrawal';
  readonly record: RecordName;
  readonly last: LastDay;
}

export type Happening =
  /** Opgroeien's own table changes: the child is entitled until that day, or not at all. */
  | { readonly happens: 'evaluated'; readonly record: RecordName; readonly last: LastDay | 'not entitled' }
  /** From that day on the CIN says so of the child. */
  | { readonly happens: 'affiliated'; readonly child: string; readonly from: string; readonly answer: Answer }
  /** Opgroeien errs: the next month says this of the record, whatever its table says. */
  | ({ readonly happens: 'misstated' } & Statement)
  | { readonly happens: 'published' }
  | { readonly happens: 'relayed'; readonly day: string };

/** What must be true after a run of the relay; sorted lines. */
export interface Outcome {
  /** What insurers were told by this run: `300 new A 2022-01-01 open`. */
  readonly told: readonly string[];
  /** What insurers have after it: `300 A 2022-01-01 open`. */
  readonly standing: readonly string[];
  /** What INAMI holds after it: `A 2022-01-01 new no-insurer`. */
  readonly held: readonly string[];
}

/** What INAMI knows of a record. */
interface Known {
  /** Opgroeien's word: given until then; `undefined` if not given, or taken back. */
  given?: LastDay | undefined;
  /** Where it stands, and until when. */
  stands?: { readonly at: string; readonly last: LastDay } | undefined;
  held?: string | undefined;
}

const insurer = /^[0-9]{3}$/;

/** Lives through a history; gives an outcome for each run of the relay. */
export function* outcomesOf(history: readonly Happening[]): Generator<Outcome> {
  const evaluated = new Map<RecordName, LastDay>();
  const published = new Map<RecordName, LastDay>();
  const affiliations: { child: string; from: string; answer: Answer }[] = [];
  const known = new Map<RecordName, Known>();
  let misstatements: Statement[] = [];
  let waiting: Statement[] = [];

  for (const happening of history) {
    switch (happening.happens) {
      case 'evaluated':
        if (happening.last === 'not entitled') evaluated.delete(happening.record);
        else evaluated.set(happening.record, happening.last);
        break;
      case 'affiliated':
        affiliations.push(happening);
        break;
      case 'misstated':
        misstatements = [...misstatements.filter(({ record }) => record !== happening.record), happening];
        break;
      case 'published':
        waiting.push(...publish(evaluated, published, misstatements));
        misstatements = [];
        break;
      case 'relayed': {
        const told: string[] = [];
        const insurerOf = (record: RecordName): Answer =>
          affiliations
            .filter(({ child, from }) => record.startsWith(`${child} `) && from <= happening.day)
            .reduce((newest, next) => (next.from >= newest.from ? next : newest), nobody).answer;
        for (const statement of waiting) told.push(...receive(known, statement, insurerOf));
        for (const [record, state] of known) told.push(...retry(record, state, insurerOf));
        waiting = [];
        yield { told: told.sort(), standing: standingOf(known), held: heldOf(known) };
      }
    }
  }
}

const nobody = { child: '', from: '', answer: 'unknown-ssin' };

/** Points 7 and 11: each month, the changes since the month before. */
function publish(
  evaluated: ReadonlyMap<RecordName, LastDay>,
  published: Map<RecordName, LastDay>,
  misstatements: readonly Statement[],
): readonly Statement[] {
  const misstated = new Set(misstatements.map(({ record }) => record));
  const changes = [...new Set([...evaluated.keys(), ...published.keys()])]
    .filter((record) => !misstated.has(record) && evaluated.get(record) !== published.get(record))
    .map((record): Statement => {
      const [now, before] = [evaluated.get(record), published.get(record)];
      if (now === undefined) return { operation: 'withdrawal', record, last: before ?? '' };
      return { operation: before === undefined ? 'new' : 'correction', record, last: now };
    });
  const statements = [...changes, ...misstatements];
  for (const { operation, record, last } of statements) {
    if (operation === 'withdrawal') published.delete(record);
    else published.set(record, last);
  }
  return statements;
}

type InsurerOf = (record: RecordName) => Answer;

/** What changes a record that was never given is held; all else is Opgroeien's last word on the record. */
function receive(
  known: Map<RecordName, Known>,
  { operation, record, last }: Statement,
  insurerOf: InsurerOf,
) {
  const state = known.get(record) ?? {};
  known.set(record, state);
  if (operation !== 'new' && state.given === undefined) {
    state.held = `${operation} never-disclosed`;
    return [];
  }
  state.given = operation === 'withdrawal' ? undefined : last;
  return settle(record, state, operation, insurerOf);
}

/** Brings about what Opgroeien said last, telling no more than that takes (points 11, 18 and 25). */
function settle(
  record: RecordName,
  state: Known,
  operation: string,
  insurerOf: InsurerOf,
): readonly string[] {
  const { given, stands } = state;
  state.held = undefined;
  if (given === stands?.last) return [];
  if (stands !== undefined) {
    state.stands = given === undefined ? undefined : { at: stands.at, last: given };
    return [
      `${stands.at} ${given === undefined ? 'withdrawal' : 'correction'} ${record} ${given ?? stands.last}`,
    ];
  }
  const answer = insurerOf(record);
  if (given === undefined || !insurer.test(answer)) {
    state.held = `${operation} ${answer}`;
    return [];
  }
  state.stands = { at: answer, last: given };
  return [`${answer} new ${record} ${given}`];
}

/** Point 25: what has no insurer today may have one tomorrow. That nobody answers says nothing new of the child. */
function retry(record: RecordName, state: Known, insurerOf: InsurerOf): readonly string[] {
  const before = state.held;
  const [operation = '', reason] = before?.split(' ') ?? [];
  if (reason === undefined || reason === 'never-disclosed') return [];
  const told = settle(record, state, operation, insurerOf);
  if (state.held === `${operation} affiliation-unavailable`) state.held = before;
  return told;
}

function standingOf(known: ReadonlyMap<RecordName, Known>): readonly string[] {
  return [...known]
    .flatMap(([record, { stands }]) => (stands ? [`${stands.at} ${record} ${stands.last}`] : []))
    .sort();
}

function heldOf(known: ReadonlyMap<RecordName, Known>): readonly string[] {
  return [...known].flatMap(([record, { held }]) => (held === undefined ? [] : [`${record} ${held}`])).sort();
}
