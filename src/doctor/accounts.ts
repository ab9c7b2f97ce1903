/** Who can log in to the gateway of this site, and for how long yet. */

import { legalDay } from '../clock.ts';
import { correspondentsOf } from '../config/sections.ts';
import type { Account } from '../ports/account.ts';
import { text } from '../words/text.ts';
import { type Finding, fine, look, type Opened } from './check.ts';
import { expiryFinding } from './expiry.ts';

export async function examineAccounts({ site }: Opened): Promise<readonly Finding[]> {
  const { config, store, deliberation, clock } = site;
  if (config.place === 'recipient') return [fine(text`an insurer has no gateway`)];
  const active = (await store.accounts()).filter(({ status }) => status === 'active');
  // What the relay gives back lies at the relay: the publisher has an account there, not the other way round.
  const expected = correspondentsOf(deliberation, config.site);
  const today = legalDay(clock.now());
  const without = expected.filter(
    (party) => !active.some((account) => account.party === party && isInTerm(account, today)),
  );
  const findings = [
    ...active.flatMap((account) => cardFindings(account, clock)),
    ...active.filter((account) => !isInTerm(account, today)).map(outOfTerm),
  ];
  if (without.length > 0) {
    findings.push(
      look(
        text`nobody of ${without.join(', ')} can log in to this gateway`,
        text`Enrol and activate an account: passerelle account enrol <name> --party <party>`,
      ),
    );
  }
  return findings.length > 0
    ? findings
    : [fine(text`${active.length} accounts are active, of every party that fetches here`)];
}

function isInTerm({ terms }: Account, today: Temporal.PlainDate): boolean {
  return terms.validUntil === null || Temporal.PlainDate.compare(today, terms.validUntil) <= 0;
}

function outOfTerm({ name, terms }: Account): Finding {
  return look(
    text`the account ${name} could log in until ${terms.validUntil ?? ''} only`,
    text`Set another last day (passerelle account restrict), or revoke it (passerelle account revoke).`,
  );
}

function cardFindings({ name, certificates }: Account, clock: Opened['site']['clock']): readonly Finding[] {
  return certificates
    .map(({ notAfter }) =>
      expiryFinding(
        text`card of the account ${name}`,
        notAfter,
        clock,
        text`Add the certificate of the next card.`,
      ),
    )
    .filter(({ verdict }) => verdict !== 'fine');
}
