/**
 * Everything that the log can say. The name of an event is stable: alarms and searches lean on it. Only the facts
 * named here reach a line, whatever the caller hands over.
 */

interface LogEventForm {
  readonly says: string;
  readonly facts: readonly string[];
}

export const logEvents = {
  // The life of a process
  listening: { says: 'the gateway listens', facts: ['host', 'port', 'hostKey'] },
  reloaded: { says: 'configuration and keys were read anew', facts: [] },
  'not-reloaded': { says: 'nothing was changed: what is configured now cannot be taken', facts: ['error'] },
  'service-manager-not-told': { says: 'systemd could not be told how the service fares', facts: ['error'] },
  'not-measured': { says: 'a part of the metrics could not be read', facts: ['collector', 'error'] },
  stopping: { says: 'stopping: nobody is let in any more', facts: ['signal'] },
  'transfers-cut': { says: 'transfers were cut short: they had not ended in time', facts: ['sessions'] },
  'channel-closed': {
    says: 'the channel is closed: all sessions end, and soon nobody listens',
    facts: ['port'],
  },
  'only-housekeeping': { says: 'the channel is closed; only the purge goes on', facts: ['site'] },
  'channel-unknown': { says: 'could not ask whether the channel is open', facts: ['error'] },
  // Connections
  'connections-crowded': {
    says: 'connections that had not logged in gave way or found no place',
    facts: ['address', 'occurrences'],
  },
  'connections-nameless': {
    says: 'connections of a load balancer did not say in time whose they are',
    facts: ['address', 'occurrences'],
  },
  'connection-not-taken': { says: 'a connection could not be taken in', facts: ['error'] },
  'connection-failed': { says: 'a connection could not be served', facts: ['address', 'error'] },
  'connection-broke': { says: 'a connection broke', facts: ['address', 'error'] },
  'connection-not-told': { says: 'a connection could not be told why it ends', facts: ['address', 'error'] },
  'connection-not-ended': { says: 'a connection did not end as it should', facts: ['error'] },
  // Logins
  'login-refused': { says: 'login refused', facts: ['account', 'address', 'reason'] },
  'login-cut-short': { says: 'a login was cut short', facts: ['address', 'error'] },
  'login-not-judged': { says: 'a login could not be judged', facts: ['address', 'error'] },
  'address-rests': { says: 'the address rests after wrong guesses', facts: ['address', 'until'] },
  'failures-not-forgiven': { says: 'wrong guesses before this login still count', facts: ['error'] },
  'card-file-absent': {
    says: 'a file that vouches for cards counts as absent',
    facts: ['file', 'sort', 'problem'],
  },
  // Sessions
  'sessions-not-watched': {
    says: 'the channel or an account cannot be looked at: all sessions end',
    facts: ['error'],
  },
  'request-failed': { says: 'a request could not be served', facts: ['account', 'error'] },
  'channel-broke': { says: 'a channel broke', facts: ['account', 'error'] },
  // The operator page
  'page-listening': { says: 'the operator page can be opened', facts: ['where'] },
  'page-failed': { says: 'a page could not be shown', facts: ['path', 'error'] },
  'page-broke': { says: 'an answer of the operator page broke off', facts: ['error'] },
  'page-session-untold': { says: 'the ledger could not be told of the operator page', facts: ['error'] },
  // Scheduled runs
  'job-started': { says: 'a scheduled run began', facts: ['job'] },
  'job-finished': { says: 'a scheduled run ended well', facts: ['job'] },
  'job-failed': {
    says: 'a scheduled run failed; it is tried again at its next time',
    facts: ['job', 'error'],
  },
  'job-overlapped': { says: 'a scheduled run was left out: the last one is under way', facts: ['job'] },
  'job-missed': { says: 'a scheduled run was missed: this process was held up', facts: ['job'] },
  'job-elsewhere': { says: 'a scheduled run was left to another process of the site', facts: ['job'] },
  'scheduler-said': { says: 'the scheduler has something to say', facts: ['words'] },
  // The flow
  'month-relayed': {
    says: 'a month was relayed',
    facts: ['month', 'received', 'delivered', 'held', 'released', 'alreadyKnown', 'superseded', 'replaced'],
  },
  'relay-up-to-date': { says: 'the relay is up to date', facts: ['months', 'acknowledged', 'stillHeld'] },
  'parcel-opened': { says: 'a parcel was opened', facts: ['parcel', 'new', 'correction', 'withdrawal'] },
  'collect-up-to-date': { says: 'all that is there was collected', facts: ['collected', 'acknowledged'] },
  'parcel-taken-off': { says: 'a parcel was taken off the gateway', facts: ['parcel'] },
  'month-purged': { says: 'the data of a month were purged', facts: ['month', 'records'] },
  'purge-waits': {
    says: 'a month is due, and waits: the site was put back to an older state, acknowledge that',
    facts: ['month'],
  },
  'ledger-pruned': { says: 'entries of the ledger were pruned', facts: ['from', 'entries'] },
  // Warnings of the law
  'deadline-missed': {
    says: 'a file or a receipt is overdue',
    facts: ['what', 'month', 'from', 'parcel', 'due', 'points'],
  },
  'held-overdue': { says: 'records are held beyond a limit', facts: ['limit', 'records'] },
  'sunset-announced': { says: 'the channel ends soon', facts: ['within', 'lastDay', 'points'] },
  // Notices
  'notices-sent': { says: 'a message was sent', facts: ['party', 'notices'] },
  'notices-not-sent': {
    says: 'a message could not be sent; it is tried again at the next run',
    facts: ['party', 'error'],
  },
} as const satisfies Readonly<Record<string, LogEventForm>>;

export type LogEvent = keyof typeof logEvents;

/** The facts that an event may tell: flat, and never a secret or a social security number. */
export type LogFacts<Event extends LogEvent> = {
  readonly [Fact in (typeof logEvents)[Event]['facts'][number]]?: unknown;
};
