/** What a process is told about its own death, and how it tells of it: the vocabulary of harness and preload. */

/** A step is killed before it is durable, or once it is durable and before anybody hears of it. */
export const ways = ['before', 'after'] as const;
export type Way = (typeof ways)[number];

/** The death of a process: at which of its durable steps, in which way. */
export interface Death {
  readonly step: string;
  readonly way: Way;
}

export type Plan =
  /** Die at durable step number `at`, from 1. */
  | { readonly at: number; readonly way: Way }
  /** Die at the first step and way that is not among these (see {@link deathName}). */
  | { readonly sparing: readonly string[] };

/** The environment variable that holds the plan, as JSON. */
export const planVariable = 'PASSERELLE_CRASH_PLAN';

/** The file descriptor on which the process tells of its steps and of its death, a line each. */
export const reportDescriptor = 3;

export function deathName({ way, step }: Death): string {
  return `${way} ${step}`;
}

/** What a process told of itself. */
export interface Report {
  /** Durable steps that it began, in order. */
  readonly steps: readonly string[];
  readonly death: Death | undefined;
}

export function readReport(text: string): Report {
  const lines = text.split('\n');
  const steps = lines.flatMap((line) => (line.startsWith('step ') ? [line.slice('step '.length)] : []));
  const way = ways.find((each) => lines.includes(`dies ${each}`));
  const step = steps.at(-1);
  return { steps, death: way === undefined || step === undefined ? undefined : { step, way } };
}
