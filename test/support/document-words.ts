/** The keyed words of documents: who writes a page finds each by its name, often by a code of the ledger. */

import type { Wording } from '../../src/pages/language.ts';
import { words as accessRegister } from '../../src/words/documents/access-register.ts';
import { words as closureReport } from '../../src/words/documents/closure-report.ts';
import { codes } from '../../src/words/documents/codes.ts';

export const documentWords: Readonly<Record<string, Readonly<Record<string, Wording>>>> = {
  'access-register': accessRegister,
  'closure-report': closureReport,
  codes,
};
