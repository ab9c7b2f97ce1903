/**
 * Everything that a monitoring system can read of a site: counts and moments, never of a person, and no label whose
 * values strangers choose. Names are stable: alert rules and dashboards lean on them (scripts/monitoring).
 */

interface Family {
  readonly type: 'counter' | 'gauge';
  readonly help: string;
  readonly labels: readonly string[];
}

export const families = {
  passerelle_info: {
    type: 'gauge',
    help: 'Always 1: which program runs for which site.',
    labels: ['version', 'site', 'mode', 'deliberation'],
  },
  passerelle_collector_success: {
    type: 'gauge',
    help: 'Whether a part of these figures could be read; 0 also where the database does not let this process see it.',
    labels: ['collector'],
  },
  // The channel
  passerelle_channel_open: { type: 'gauge', help: 'Whether data may move now.', labels: [] },
  passerelle_sunset_seconds: {
    type: 'gauge',
    help: 'Seconds until the last legal day of the channel is over; 0 from then on.',
    labels: [],
  },
  passerelle_stopping: { type: 'gauge', help: 'Whether the process was told to end.', labels: [] },
  // The gateway
  passerelle_sessions: { type: 'gauge', help: 'SFTP sessions that are open at this gateway.', labels: [] },
  // The ledger: what all processes of the site did, the same at each of them
  passerelle_ledger_entries: { type: 'gauge', help: 'Size of the ledger.', labels: [] },
  passerelle_ledger_events_total: {
    type: 'counter',
    help: 'Entries of the ledger by event.',
    labels: ['event'],
  },
  passerelle_ledger_last_event_timestamp_seconds: {
    type: 'gauge',
    help: 'When the newest entry of an event was written; absent until there is one.',
    labels: ['event'],
  },
  passerelle_logins_refused_total: { type: 'counter', help: 'Refused logins by reason.', labels: ['reason'] },
  passerelle_fetched_bytes_total: {
    type: 'counter',
    help: 'Bytes of parcels that were fetched whole for the first time in a session.',
    labels: [],
  },
  passerelle_checkpoint_timestamp_seconds: {
    type: 'gauge',
    help: "When a checkpoint of a ledger was noted last; of the site's own: when another site last showed that it holds it.",
    labels: ['party'],
  },
  // The data
  passerelle_parcels: {
    type: 'gauge',
    help: 'Parcels that are kept, by what has happened to them.',
    labels: ['direction', 'state'],
  },
  passerelle_held_records: { type: 'gauge', help: 'Records without exactly one insurer.', labels: [] },
  passerelle_held_records_beyond: {
    type: 'gauge',
    help: 'Records that are held for longer than a limit of the deliberation (ISO 8601 duration).',
    labels: ['limit'],
  },
  passerelle_overdue: {
    type: 'gauge',
    help: 'Monthly files or receipts that others owe and did not send in time.',
    labels: ['what'],
  },
  // The process
  passerelle_log_events_total: {
    type: 'counter',
    help: 'Events in the log of this process since it began.',
    labels: ['event', 'level'],
  },
  passerelle_commits_total: {
    type: 'counter',
    help: 'Steps that this process committed or tried to.',
    labels: [],
  },
  passerelle_commit_seconds_total: {
    type: 'counter',
    help: 'Time that those steps took, all together.',
    labels: [],
  },
  passerelle_store_read_seconds: {
    type: 'gauge',
    help: 'How long the database took just now to say where the ledger stands.',
    labels: [],
  },
  passerelle_event_loop_delay_seconds: {
    type: 'gauge',
    help: 'How late timers fire since they were asked about last.',
    labels: ['statistic'],
  },
  process_resident_memory_bytes: { type: 'gauge', help: 'Resident memory size in bytes.', labels: [] },
  process_cpu_seconds_total: { type: 'counter', help: 'User and system time spent.', labels: [] },
  process_start_time_seconds: {
    type: 'gauge',
    help: 'Start time of the process since the epoch.',
    labels: [],
  },
} as const satisfies Readonly<Record<string, Family>>;

export type FamilyName = keyof typeof families;

type Labels<Name extends FamilyName> = Readonly<Record<(typeof families)[Name]['labels'][number], string>>;

/** One figure of a family. */
export interface Sample {
  readonly family: FamilyName;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** A figure with exactly the labels of its family. */
export function sample<Name extends FamilyName>(family: Name, value: number, labels: Labels<Name>): Sample {
  return { family, labels, value };
}
