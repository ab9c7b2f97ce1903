/** What the codes of a view are called. */

import type { HoldReason } from '../../ports/parcel.ts';
import { type Text, text } from '../../words/text.ts';
import type { Mark } from '../drawings/mark.ts';
import type { CellState, HealthItem, PurgeEntry } from '../view.ts';

interface Called {
  readonly mark: Mark;
  readonly word: Text;
}

/** The steps of a month's files on their way to one party. */
export const cellStates: Readonly<Record<CellState, Called>> = {
  none: { mark: 'none', word: text`nothing` },
  delivered: { mark: 'open', word: text`delivered` },
  collected: { mark: 'half', word: text`collected` },
  receipted: { mark: 'done', word: text`receipted` },
  late: { mark: 'late', word: text`receipt overdue` },
  purged: { mark: 'gone', word: text`purged` },
};

export const purgeStates: Readonly<Record<PurgeEntry['state'], Called>> = {
  kept: { mark: 'open', word: text`kept` },
  soon: { mark: 'note', word: text`purged soon` },
  held: { mark: 'held', word: text`legal hold` },
  due: { mark: 'late', word: text`purge overdue` },
  purged: { mark: 'gone', word: text`purged` },
};

/** Why a record has not exactly one insurer. */
export const holdReasons: Readonly<Record<HoldReason, Text>> = {
  'unknown-ssin': text`SSIN unknown to the CIN`,
  'cancelled-ssin': text`SSIN cancelled`,
  'no-insurer': text`No insurer known`,
  'multiple-insurers': text`Several insurers`,
  'insurer-not-served': text`Insurer outside the channel`,
  'affiliation-unavailable': text`The CIN did not answer`,
  'never-disclosed': text`Change of a record never disclosed`,
};

export const healthMarks: Readonly<Record<HealthItem['state'], Mark>> = {
  good: 'done',
  attention: 'note',
  bad: 'failed',
};

/** What is looked at: its name, and what is to be said of it when it is well and when it is not. */
export const healthItems: Readonly<
  Record<HealthItem['item'], { readonly name: Text; readonly good: Text; readonly otherwise: Text }>
> = {
  channel: {
    name: text`Channel`,
    good: text`as the deliberation has it`,
    otherwise: text`not open yet`,
  },
  clock: {
    name: text`Clock`,
    good: text`agrees with the ledger`,
    otherwise: text`runs behind the ledger`,
  },
  'ledger-whole': {
    name: text`Ledger`,
    good: text`whole: nobody holds more of it than this site`,
    otherwise: text`others hold more of it than this site`,
  },
  'ledger-key': {
    name: text`Ledger key`,
    good: text`there: checkpoints are signed`,
    otherwise: text`not there: no checkpoint is signed`,
  },
  witnessed: {
    name: text`Witnesses`,
    good: text`others have cosigned a checkpoint`,
    otherwise: text`nobody has cosigned a checkpoint yet`,
  },
  gateway: {
    name: text`Gateway`,
    good: text`as it should be`,
    otherwise: text`does not listen in this process`,
  },
  purge: {
    name: text`Purge`,
    good: text`on time`,
    otherwise: text`something is kept beyond its day`,
  },
  held: {
    name: text`Held records`,
    good: text`none asks for anything`,
    otherwise: text`some have waited for too long`,
  },
  overdue: {
    name: text`Deadlines`,
    good: text`all are met`,
    otherwise: text`something is overdue`,
  },
  figures: {
    name: text`Figures`,
    good: text`every month adds up`,
    otherwise: text`a month does not add up`,
  },
};

/** Why a login was refused, as the ledger has it; a reason without a word is shown as it is. */
export const refusalReasons: Readonly<Record<string, Text>> = {
  'wrong-factor': text`A factor was wrong`,
  'nothing-proven': text`No factor was proven`,
  incomplete: text`The second kind of factor was missing`,
  'too-many-tries': text`Too many tries`,
  'channel-closed': text`The channel was closed`,
  'not-recorded': text`It could not be written down`,
  expired: text`The account had expired`,
  'account-pending': text`The account was not active yet`,
  'account-disabled': text`The account was disabled`,
  'account-revoked': text`The account was revoked`,
  'other-party': text`The account belongs to another door`,
  'other-role': text`The role has no way in here`,
};
