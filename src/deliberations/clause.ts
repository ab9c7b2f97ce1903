/** The form in which a deliberation is written down as data. */

import type { InsurerCode } from '../people/insurer.ts';

/** A fact of the law, with where it stands and since when it holds. */
export interface Clause<Value> {
  /** What the clause says, in one English sentence. */
  readonly says: string;
  /** The points of the deliberation (or the act) it comes from. */
  readonly points: string;
  /** Present where the text is silent: why we decided as we did. */
  readonly ourDecision?: string;
  /** Successive values, the oldest first; `null` repeals. */
  readonly values: readonly { readonly from: string; readonly value: Value | null }[];
}

/** The two kinds of authentication factor that the law knows. */
export type FactorKind = 'possession' | 'knowledge';

/** An organisation that sends, relays or receives. `id` names its site. */
export interface Party {
  readonly id: PartyId;
  readonly name: string;
  /** Number in the Crossroads Bank for Enterprises, or the insurer's own three-digit code. */
  readonly identifier: string;
  /** What it is called in papers for people outside, where that is not its name. */
  readonly spoken?: Readonly<Record<Language, string>>;
}

/** `opgroeien`, `inami` or an insurer's code. */
export type PartyId = string;

/** What an account may be there for. Any role outside the deliberation's own list is refused. */
export type Role = string;

export interface Reader {
  readonly party: 'publisher' | 'relay' | 'recipient';
  readonly role: Role;
  readonly service: string;
}

/** Of those who read what the program writes for people outside. */
export type Language = 'fr' | 'nl' | 'en';

/** Who may look a child up while the data are kept. */
export interface ConsultingReader extends Omit<Reader, 'service'> {
  /** Codes of the purposes that the role may have. */
  readonly purposes: readonly string[];
  /** `periods`: those of the child. `code`: also what the flow says beyond. `insurers`: also to whom each was passed on. */
  readonly sees: readonly ('periods' | 'code' | 'insurers')[];
}

export interface ConsultationRules {
  /** The closed list, by code, in the words of each language. */
  readonly purposes: Readonly<Record<string, Readonly<Record<Language, string>>>>;
  readonly readers: readonly ConsultingReader[];
}

/** A reason for which the relay may give a record back to the publisher. */
export interface ReturnReason {
  readonly says: string;
  /** Why such a record is held, in the words of `HoldReason`; `null`: whatever it is held for. */
  readonly heldFor: readonly string[] | null;
  /** True if it holds only for a record that has been held over the last limit. */
  readonly overLastLimit: boolean;
}

export interface ReturnRules {
  readonly reader: Reader;
  readonly reasons: Readonly<Record<string, ReturnReason>>;
}

/** ISO 8601 durations within which a step is due, its last day included. */
export interface Deadlines {
  /** From the first day of the reference month. */
  readonly publication: string;
  /** For each holder after the publisher, from the day on which the one before must have it. */
  readonly takingIn: string;
  /** From the day on which a file was made available, or taken in. */
  readonly receipt: string;
}

export interface RecordField {
  readonly name: string;
  readonly required: boolean;
}

/** One deliberation of the Information Security Committee, all of it that a program must know. */
export interface Deliberation {
  /** Number as the committee writes it, for example `21/250`. */
  readonly number: string;
  readonly adopted: string;
  readonly reference: string;
  readonly title: string;
  /** The flow that carries it: a room of the program, by its name in `src/flows.ts`. */
  readonly flow: string;

  readonly publisher: Clause<Party>;
  readonly relay: Clause<Party>;
  readonly recipients: Clause<readonly (Party & { readonly id: InsurerCode })[]>;
  readonly readers: Clause<readonly Reader[]>;
  readonly undertakingRequired: Clause<boolean>;
  readonly purpose: Clause<{ readonly code: string; readonly text: string }>;
  readonly consultation: Clause<ConsultationRules>;
  readonly neutralPurpose: Clause<{ readonly code: string; readonly text: string }>;
  readonly intermediariesExcluded: Clause<readonly string[]>;
  readonly applicableLaw: Clause<readonly string[]>;
  readonly lawfulBasis: Clause<string>;
  readonly origin: Clause<string>;
  readonly onwardExchange: Clause<string>;

  /** Who they are whose data may be sent, in words; what they are selected by is of the flow's own clauses. */
  readonly dataSubjects: Clause<string>;
  readonly fields: Clause<readonly RecordField[]>;
  readonly frequency: Clause<'monthly'>;
  readonly volume: Clause<{ readonly childrenPerYear: number }>;
  readonly volumeCeiling: Clause<{ readonly recordsPerMonth: number }>;
  readonly routing: Clause<{ readonly source: string; readonly insurersPerChild: number }>;
  /** ISO 8601 durations, the shortest first: a record that is held longer is told of, each time. */
  readonly heldLimits: Clause<readonly string[]>;
  /** How a record that cannot be routed goes back: who may read it there, and for which reasons, by code. */
  readonly returns: Clause<ReturnRules>;
  readonly factorKinds: Clause<readonly FactorKind[]>;

  /** ISO 8601 durations and the event they run from. */
  readonly retention: Clause<{ readonly duration: string; readonly anchor: 'receipt' }>;
  readonly transit: Clause<{ readonly duration: string }>;
  /** For how long at most a month may be held beyond its time, by one order. */
  readonly legalHold: Clause<{ readonly longest: string }>;
  readonly logRetention: Clause<{ readonly duration: string }>;
  readonly deadlines: Clause<Deadlines>;
  readonly lastDay: Clause<string>;
  /** Days before the end on which it is told of, the most first. */
  readonly sunsetWarnings: Clause<readonly number[]>;
  readonly successor: Clause<{ readonly message: string; readonly through: string; readonly from: string }>;
  readonly evaluation: Clause<string>;
}
