/** The statement of a site, as a document. */

import { policyDigest } from '../deliberations/rules.ts';
import type { ReferenceMonth } from '../people/reference-month.ts';
import type { Site } from '../site.ts';
import { formatStatement, type Statement, signStatement } from '../statements/document.ts';
import { formatScope } from '../statements/scope.ts';
import { statementsOf } from '../statements/statement.ts';

/** Of the months asked for, all of them if none is named. Throws `figures-disagree`. */
export async function statementAt(site: Site, only?: ReferenceMonth): Promise<Statement> {
  const { config, store, deliberation, clock } = site;
  const { months, head, pruned } = await statementsOf({ store, deliberation, site: config.site }, only);
  const key = (await site.witness())?.key;
  return {
    head: {
      deliberation: deliberation.number,
      clauses: policyDigest(deliberation),
      mode: config.mode,
      site: config.site,
      scope: formatScope(only, pruned),
      made: clock.now().toString({ smallestUnit: 'second' }),
      ledger: `${head.size} ${head.hash}`,
      signature: key === undefined ? 'none: the site has no ledger key' : key.name,
    },
    months,
  };
}

/** Signed wherever the site has a ledger key. */
export async function formatSigned(
  site: Site,
  statement: Statement,
  format: 'text' | 'json',
): Promise<{ readonly text: string; readonly signed: boolean }> {
  const witness = await site.witness();
  const text =
    witness === undefined
      ? formatStatement(statement, format)
      : signStatement(statement, format, witness.key);
  return { text, signed: witness !== undefined };
}
