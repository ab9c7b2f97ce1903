/** Puts an answer into words: the same for a page, for a terminal and for paper. */

import { legalDay } from '../clock.ts';
import type { Deliberation, PartyId } from '../deliberations/clause.ts';
import { latest, partyById, placeOf, spokenName } from '../deliberations/rules.ts';
import { dayIn, monthIn, speak, timeOf } from '../pages/language.ts';
import { parseDay } from '../people/period.ts';
import { words } from '../words/documents/access-register.ts';
import type { Language } from '../words/language.ts';
import type { Act } from './acts.ts';
import type { Answer, EntryProof } from './who-saw.ts';

export interface ToldTable {
  readonly caption: string;
  readonly headings: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** An answer in one language. */
export interface Told {
  readonly title: string;
  readonly notices: readonly string[];
  readonly facts: readonly (readonly [name: string, value: string])[];
  readonly paragraphs: readonly string[];
  readonly tables: readonly ToldTable[];
  readonly proof: {
    readonly heading: string;
    readonly says: string;
    readonly checkpointHeading: string;
    readonly pathHeading: string;
    readonly checkpoint: string | null;
    readonly entries: readonly (EntryProof & { readonly heading: string })[];
  };
}

export function tell(answer: Answer, deliberation: Deliberation, language: Language): Told {
  const say = speak(words, language);
  const party = (id: PartyId) => {
    if (placeOf(deliberation, id) === 'recipient') return say('insurer', { code: id });
    const known = partyById(deliberation, id);
    return known === undefined ? id : spokenName(known, language);
  };
  const purpose = (code: string) => latest(deliberation.consultation).purposes[code]?.[language] ?? code;
  const entry = (number: number) => say('entry-number', { entry: number });

  const actRow = ({ act, at, actor, other, parcel, purpose: code, login, entry: number }: Act) => [
    timeOf(at.toString()),
    say(act, { other: other === null ? '' : party(other) }),
    whoIs(actor, answer.parties[actor], party),
    (login?.kinds.split(',') ?? []).map((kind) => kindIn(kind, say)).join(', '),
    purpose(code ?? answer.purpose),
    parcel ?? '',
    String(number),
  ];
  const tables: ToldTable[] = [];
  if (answer.acts.length > 0) {
    const headings = (['when', 'what', 'who', 'factors', 'purpose', 'file', 'entry'] as const).map((key) =>
      say(key),
    );
    tables.push({ caption: say('acts'), headings, rows: answer.acts.map(actRow) });
  }
  if (answer.purges.length > 0) {
    const headings = (['month', 'kept-through', 'purged-at', 'points', 'entry'] as const).map((key) =>
      say(key),
    );
    const rows = answer.purges.map(({ month, lastDay, at, points, entry: number }) => {
      const day = parseDay(lastDay);
      return [
        month,
        day === undefined ? lastDay : dayIn(language, day),
        timeOf(at.toString()),
        points,
        String(number),
      ];
    });
    tables.push({ caption: say('purges'), headings, rows });
  }
  const { proof } = answer;
  const given = new Set(proof?.entries.map(({ index }) => index));
  const isPart = answer.acts.some((act) => !given.has(act.entry));
  return {
    title: say('title'),
    notices: answer.mode === 'rehearsal' ? [say('rehearsal')] : [],
    facts: [
      [say('child'), answer.child],
      [say('site'), party(answer.site)],
      [say('deliberation'), `n° ${answer.deliberation}`],
      [say('answered'), dayIn(language, legalDay(answer.answeredAt))],
      [say('request'), entry(answer.request)],
    ],
    paragraphs: [
      say(answer.known ? 'known' : 'unknown'),
      ...answer.waiting.map(({ month, since }) =>
        say('waiting', { month: monthIn(language, month), since: dayIn(language, legalDay(since)) }),
      ),
      ...(answer.purges.length > 0 ? [say('nothing-more')] : []),
      ...(answer.pruned === null
        ? []
        : [
            say('pruned', {
              day: dayIn(language, Temporal.PlainDate.from(answer.pruned.written)),
              points: answer.pruned.points,
            }),
          ]),
      say('route', {
        publisher: spokenName(latest(deliberation.publisher), language),
        relay: spokenName(latest(deliberation.relay), language),
      }),
      say('purpose-of', { purpose: purpose(answer.purpose), points: deliberation.purpose.points }),
    ],
    tables,
    proof: {
      heading: say('proof'),
      says:
        proof === null
          ? say('no-proof')
          : [say('proof-says'), ...(isPart ? [say('proof-part')] : [])].join(' '),
      checkpointHeading: say('checkpoint'),
      pathHeading: say('path'),
      checkpoint: proof?.checkpoint ?? null,
      entries: (proof?.entries ?? []).map((each) => ({ ...each, heading: entry(each.index) })),
    },
  };
}

/** An account with the party whose it is, or a party itself. */
function whoIs(actor: string, of: PartyId | undefined, party: (id: PartyId) => string): string {
  return of === undefined ? party(actor) : `${actor} (${party(of)})`;
}

function kindIn(kind: string, say: (key: 'knowledge' | 'possession') => string): string {
  return kind === 'knowledge' || kind === 'possession' ? say(kind) : kind;
}
