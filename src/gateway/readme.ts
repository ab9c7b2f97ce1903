/** The README.txt of every tree: what is here, how to fetch and open it, how to hand in a receipt. */

import type { Deliberation } from '../deliberations/clause.ts';
import { latest, partyById } from '../deliberations/rules.ts';
import type { Account } from '../ports/account.ts';
import { clausesLine } from '../receipts/format.ts';
import type { Language } from '../words/language.ts';
import { sayIn } from '../words/say.ts';

/** What is not in every tree: a folder of checkpoints, a notice. */
interface Shown {
  readonly checkpoints?: boolean;
  readonly notice?: boolean;
}

export function readmeFor(
  account: Account,
  deliberation: Deliberation,
  mode: 'real' | 'rehearsal',
  { checkpoints = false, notice = false }: Shown = {},
): string {
  const { number } = deliberation;
  const party = partyById(deliberation, account.party)?.name ?? account.party;
  const lastDay = latest(deliberation.lastDay);
  const { text: purpose } = latest(deliberation.purpose);
  const rehearsal =
    mode === 'rehearsal'
      ? [
          '*** REHEARSAL / RÉPÉTITION / REPETITIE: mock children, throwaway keys, nothing here is real ***',
          '',
        ]
      : [];
  const example = 'FILE.xml.pgp';
  const commands = [
    '    get -r inbox',
    `    gpg --output FILE.xml --decrypt ${example}`,
    `    sha256sum ${example} | gpg --clearsign > ${example}.receipt.asc`,
    `    put ${example}.receipt.asc receipts/`,
  ];
  const block = (heading: string, language: Language): readonly string[] => {
    const say = sayIn(language);
    return [
      heading,
      say`This channel carries data under deliberation n° ${number} (${purpose}).`,
      say`It closes for good after ${lastDay}.`,
      ...(notice ? [`  NOTICE.txt  ${say`what is new today and what is still to be done`}`] : []),
      `  inbox/      ${say`one folder a month, with the sealed files that are for you`}`,
      `  receipts/   ${say`hand in a signed receipt for each file here`}`,
      ...(checkpoints
        ? [`  checkpoints/ ${say`signed state of the ledgers, exchanged by programs; nothing to do for you`}`]
        : []),
      say`Fetch, open, sign the receipt and hand it in:`,
      ...commands,
      say`Open a file only if gpg says that the signature is good. A receipt once handed in stays as it is.`,
      '',
    ];
  };
  const lines = [
    ...rehearsal,
    `Passerelle: n° ${number} – ${party}`,
    '',
    ...block('FRANÇAIS', 'fr'),
    ...block('NEDERLANDS', 'nl'),
    ...block('ENGLISH', 'en'),
    'Clauses en vigueur ici / Clausules die hier gelden / Clauses in force here:',
    clausesLine(deliberation),
    '',
    ...(rehearsal.length > 0 ? ['*** REHEARSAL ***', ''] : []),
  ];
  return lines.join('\n');
}
