/** The closure report of a site, as a document. */

import { formatClosurePage } from '../closure/page.ts';
import { closureReport } from '../closure/report.ts';
import { formatClosureReport } from '../closure/signed.ts';
import type { Site } from '../site.ts';
import type { Language } from '../words/language.ts';

export interface ClosureDocument {
  readonly text: string;
  readonly interim: boolean;
  /** False where the site has no ledger key. */
  readonly signed: boolean;
  /** Months whose figures contradict each other. */
  readonly disagreements: readonly string[];
}

/** A page, or JSON as the text of a note that the ledger key signs (C2SP signed-note). */
export async function closureDocument(
  site: Site,
  { format, language }: { readonly format: 'html' | 'json'; readonly language: Language },
): Promise<ClosureDocument> {
  const { config, store, deliberation, clock, guard } = site;
  const witness = await site.witness();
  const report = await closureReport({
    store,
    deliberation,
    site: config.site,
    mode: config.mode,
    now: clock.now(),
    channel: await guard.state(),
    witness,
  });
  const disagreements = report.months
    .filter((month) => month.disagreement !== null)
    .map(({ month }) => month);
  const about = { interim: report.interim, signed: witness !== undefined, disagreements };
  if (format === 'html') return { ...about, text: formatClosurePage(report, language) };
  return { ...about, text: formatClosureReport(report, witness?.key) };
}
