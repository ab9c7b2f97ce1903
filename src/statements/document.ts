/**
 * A statement as a document: lines of a name, two spaces or more and a value, or JSON of the same. The site signs
 * it with its ledger key as a note (C2SP signed-note).
 */

import { z } from 'zod';
import type { LedgerKey } from '../ledger/ledger-key.ts';
import { logNameOf } from '../ledger/log-name.ts';
import { parseNote } from '../ledger/note.ts';
import { signText } from '../ledger/signed-text.ts';
import { parseReferenceMonth, type ReferenceMonth } from '../people/reference-month.ts';
import type { Figure, MonthStatement } from './statement.ts';

/** What the document says of itself, before its months. */
export interface StatementHead {
  readonly deliberation: string;
  /** Digest of the clauses in force: see `policyDigest`. */
  readonly clauses: string;
  readonly mode: 'real' | 'rehearsal';
  readonly site: string;
  /** A month, or `all`; and which months the ledger tells nothing of any more. */
  readonly scope: string;
  /** ISO 8601 instant. */
  readonly made: string;
  /** Entries and hash of the head. */
  readonly ledger: string;
  /** Under which name it is signed, or that it is not. */
  readonly signature: string;
}

export interface Statement {
  readonly head: StatementHead;
  readonly months: readonly MonthStatement[];
}

/** Characters; ten years of a busy channel have a tenth of it. */
export const greatestStatement = 8 * 1024 * 1024;

const title = 'passerelle statement v1';

const headForm = z.strictObject({
  deliberation: z.string().regex(/^[0-9]{2}\/[0-9]{3}$/),
  clauses: z.string().regex(/^[0-9a-f]{64}$/),
  mode: z.enum(['real', 'rehearsal']),
  site: z.string().regex(/^[a-z0-9]+$/),
  scope: z.string(),
  made: z.string(),
  ledger: z.string(),
  signature: z.string(),
});
const monthForm = z.string().transform((text, context): ReferenceMonth => {
  const month = parseReferenceMonth(text);
  if (month !== undefined) return month;
  context.issues.push({ code: 'custom', input: text, message: 'no month' });
  return z.NEVER;
});
const jsonForm = z.strictObject({
  format: z.literal(title),
  ...headForm.shape,
  months: z.array(
    z.strictObject({ month: monthForm, figures: z.record(z.string(), z.union([z.string(), z.number()])) }),
  ),
});

/** The text to be signed; it ends with a line feed. */
export function formatStatement({ head, months }: Statement, format: 'text' | 'json'): string {
  if (format === 'json') {
    const figured = months.map(({ month, figures }) => ({ month, figures: Object.fromEntries(figures) }));
    return `${JSON.stringify({ format: title, ...head, months: figured }, null, 2)}\n`;
  }
  const blocks = [
    Object.entries(head),
    ...months.map(({ month, figures }): readonly Figure[] => [['month', month], ...figures]),
  ];
  const width = Math.max(...blocks.flat().map(([name]) => name.length)) + 2;
  const lines = blocks.flat().map(([name, value]) => `${name.padEnd(width)}${value}`);
  return `${[title, ...lines].join('\n')}\n`;
}

/** Signed by the site's ledger key. */
export function signStatement(statement: Statement, format: 'text' | 'json', key: LedgerKey): string {
  return signText(formatStatement(statement, format), key.name, key);
}

/** Reads a statement of anybody, signed or not, in either format; `undefined` if it is none. */
export function readStatement(document: string): Statement | undefined {
  const body = parseNote(document, greatestStatement)?.text ?? document;
  return body.startsWith('{') ? readJson(body) : readText(body);
}

/** The name of the ledger key by which the statement must be signed. */
export function signerOf({ deliberation, mode, site }: StatementHead): string {
  return logNameOf({ number: deliberation }, mode, site);
}

function readJson(body: string): Statement | undefined {
  try {
    const { format: _format, months, ...head } = jsonForm.parse(JSON.parse(body));
    return {
      head,
      months: months.map(({ month, figures }) => ({ month, figures: Object.entries(figures) })),
    };
  } catch {
    return undefined;
  }
}

function readText(body: string): Statement | undefined {
  const [first, ...lines] = body.trimEnd().split('\n');
  if (first !== title) return undefined;
  const figures = lines.map((line): Figure => {
    const [, name = '', value = ''] = /^(\S+(?: \S+)*) {2,}(\S.*)$/.exec(line) ?? [];
    return [name, value];
  });
  const border = figures.findIndex(([name]) => name === 'month');
  const head = headForm.safeParse(Object.fromEntries(border < 0 ? figures : figures.slice(0, border)));
  if (!head.success || figures.some(([name]) => name === '')) return undefined;
  const months: { month: ReferenceMonth; figures: Figure[] }[] = [];
  for (const [name, value] of border < 0 ? [] : figures.slice(border)) {
    if (name !== 'month') months.at(-1)?.figures.push([name, value]);
    else {
      const month = parseReferenceMonth(String(value));
      if (month === undefined) return undefined;
      months.push({ month, figures: [] });
    }
  }
  return { head: head.data, months };
}
