/** Notices as one e-mail: plain text, in the language of who reads it. */

import { createHash } from 'node:crypto';
import type { Deliberation, PartyId } from '../deliberations/clause.ts';
import { partyById, spokenName } from '../deliberations/rules.ts';
import { logNameOf } from '../ledger/log-name.ts';
import type { MailMessage } from '../ports/mail.ts';
import type { Language } from '../words/language.ts';
import { sayIn } from '../words/say.ts';
import { counted, text } from '../words/text.ts';
import type { Notice } from './notice.ts';

export interface Sender {
  readonly deliberation: Deliberation;
  readonly site: PartyId;
  readonly mode: 'real' | 'rehearsal';
  /** The address that it is sent from. */
  readonly from: string;
}

export interface Recipient {
  readonly address: string;
  readonly party: PartyId;
  readonly language: Language;
}

/** By what a duplicate is known: marks of what is new in a message, and the day of the one before. */
interface Occasion {
  readonly fresh: readonly string[];
  readonly lastDay: Temporal.PlainDate | null;
}

/** The message of all that stands. */
export function messageOf(
  sender: Sender,
  recipient: Recipient,
  notices: readonly Notice[],
  occasion: Occasion,
  date: Temporal.Instant,
): MailMessage {
  const { deliberation, site, mode, from } = sender;
  const { address, language } = recipient;
  const say = sayIn(language);
  const party = partyById(deliberation, site);
  const name = party === undefined ? site : spokenName(party, language);
  const title = text`Passerelle, n° ${deliberation.number}, ${name}: ${counted(notices.length, text`${notices.length} notice`, text`${notices.length} notices`)}`;
  const lines = [
    ...(mode === 'rehearsal' ? [say`This is a rehearsal: invented data, nothing here is real.`, ''] : []),
    ...notices.flatMap(({ says, todo }, index) => [`${index + 1}. ${say(says)}`, `   ${say(todo)}`, '']),
    say`A program wrote this message; it holds no personal data, and nobody reads answers to it.`,
  ];
  return {
    id: messageId(sender, address, occasion),
    from,
    to: address,
    subject: mode === 'rehearsal' ? `[${say`REHEARSAL`}] ${say(title)}` : say(title),
    date,
    text: `${lines.join('\n')}\n`,
  };
}

/** By which a recipient is remembered: an address is nobody's business in a ledger. */
export function recipientMark({ deliberation, site, mode }: Omit<Sender, 'from'>, address: string): string {
  const hash = createHash('sha256').update(`${logNameOf(deliberation, mode, site)}\n${address}`);
  return hash.digest('hex').slice(0, 16);
}

function messageId(sender: Sender, address: string, { fresh, lastDay }: Occasion): string {
  const parts = [recipientMark(sender, address), lastDay?.toString() ?? '', ...fresh];
  const hash = createHash('sha256').update(parts.join('\n'));
  return `${hash.digest('hex').slice(0, 40)}@${sender.from.slice(sender.from.lastIndexOf('@') + 1)}`;
}
