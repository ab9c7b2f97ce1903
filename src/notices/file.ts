/**
 * NOTICE.txt of an account's tree: what stands for it now, in the three languages. Signed with the ledger key, which the
 * gateway has; it is given no OpenPGP private key. Of one day and one state it is the same to the byte.
 */

import type { Deliberation, PartyId } from '../deliberations/clause.ts';
import { partyById, spokenName } from '../deliberations/rules.ts';
import type { LedgerKey } from '../ledger/ledger-key.ts';
import { logNameOf } from '../ledger/log-name.ts';
import { signText } from '../ledger/signed-text.ts';
import { type Language, languages } from '../words/language.ts';
import { sayIn } from '../words/say.ts';
import type { Notice } from './notice.ts';

interface NoticeText {
  readonly deliberation: Deliberation;
  readonly mode: 'real' | 'rehearsal';
  readonly site: PartyId;
  /** For whom it is. */
  readonly party: PartyId;
  readonly today: Temporal.PlainDate;
  readonly notices: readonly Notice[];
  /** `undefined` at a site without a ledger key: then it is not signed, and says so. */
  readonly key: LedgerKey | undefined;
}

/** The first line, by which a notice is told from everything else that the key signs. */
const title = 'passerelle notice v1';

const headings: Readonly<Record<Language, string>> = { fr: 'FRANÇAIS', nl: 'NEDERLANDS', en: 'ENGLISH' };

export function formatNoticeFile({
  deliberation,
  mode,
  site,
  party,
  today,
  notices,
  key,
}: NoticeText): string {
  const name = logNameOf(deliberation, mode, site);
  const block = (language: Language): readonly string[] => {
    const say = sayIn(language);
    const called = (id: PartyId) => {
      const known = partyById(deliberation, id);
      return known === undefined ? id : spokenName(known, language);
    };
    return [
      headings[language],
      say`Deliberation n° ${deliberation.number}: from ${called(site)} to ${called(party)}, on ${today}.`,
      ...(mode === 'rehearsal' ? [say`This is a rehearsal: invented data, nothing here is real.`] : []),
      ...(notices.length === 0 ? [say`There is nothing to do.`] : []),
      ...notices.flatMap(({ says, todo }) => [`- ${say(says)}`, `  ${say(todo)}`]),
      key === undefined
        ? say`Not signed: this site has no ledger key.`
        : say`Signed with the ledger key of this site; README.txt says what else is here.`,
      '',
    ];
  };
  const text = [title, `${name} for ${party} on ${today}`, '', ...languages.flatMap(block)].join('\n');
  return key === undefined ? text : signText(text, name, key);
}

/** What a notice says of itself; who signed it, has yet to be checked. `undefined`: it is none. */
export function readNoticeFile(
  file: string,
): { readonly signer: string; readonly party: string; readonly day: string } | undefined {
  const { signer, party, day } = head.exec(file)?.groups ?? {};
  return signer === undefined || party === undefined || day === undefined
    ? undefined
    : { signer, party, day };
}

const head = new RegExp(
  `^${title}\\n(?<signer>passerelle/[a-z0-9/-]{1,190}) for (?<party>[a-z0-9]{1,64}) on (?<day>[0-9]{4}-[0-9]{2}-[0-9]{2})\\n`,
);

/** Characters; a notice has some thousands. */
export const greatestNotice = 64 * 1024;
