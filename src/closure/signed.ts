/** The signed form of a closure report: JSON as the text of a note (C2SP signed-note). */

import { z } from 'zod';
import type { LedgerKey } from '../ledger/ledger-key.ts';
import { logNameOf } from '../ledger/log-name.ts';
import { parseNote } from '../ledger/note.ts';
import { signText } from '../ledger/signed-text.ts';
import type { ClosureReport } from './report.ts';

/** Characters; a year of seven insurers has a hundredth of it. */
export const greatestClosureReport = 16 * 1024 * 1024;

/** What tells whose report it is. The rest is for people and their programs, and is believed by the signature. */
const aboutForm = z.object({
  format: z.literal('passerelle closure report v1' satisfies ClosureReport['format']),
  deliberation: z.object({ number: z.string().regex(/^[0-9]{2}\/[0-9]{3}$/) }),
  mode: z.enum(['real', 'rehearsal']),
  site: z.string().regex(/^[a-z0-9]+$/),
  made: z.string(),
  interim: z.boolean(),
});

/** The report, signed if there is a key. */
export function formatClosureReport(report: ClosureReport, key: LedgerKey | undefined): string {
  const json = `${JSON.stringify(report, null, 2)}\n`;
  return key === undefined ? json : signText(json, key.name, key);
}

/** Whose report a document of anybody claims to be, and who must have signed it; `undefined` if it is none. */
export function readClosureReport(document: string) {
  try {
    const text = parseNote(document, greatestClosureReport)?.text ?? document;
    const about = aboutForm.parse(JSON.parse(text));
    return { ...about, signer: logNameOf(about.deliberation, about.mode, about.site) };
  } catch {
    return undefined;
  }
}
