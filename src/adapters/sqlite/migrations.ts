/**
 * The form of the database, as numbered steps that only go forward. A step that was released is never
 * edited: a change is a new step. Instants are whole milliseconds since 1970 (UTC).
 */

import type { DatabaseSync } from 'node:sqlite';
import { emptyTree, grow } from '../../ledger/merkle.ts';

/** SQL, or what SQL cannot do. */
type Step = string | ((database: DatabaseSync) => void);

export const migrations: readonly Step[] = [
  `
  CREATE TABLE identity (
    only_row     INTEGER PRIMARY KEY CHECK (only_row = 1),
    site         TEXT NOT NULL,
    mode         TEXT NOT NULL CHECK (mode IN ('real', 'rehearsal')),
    deliberation TEXT NOT NULL
  ) STRICT;

  CREATE TABLE ledger (
    sequence INTEGER PRIMARY KEY,
    bytes    BLOB NOT NULL,
    hash     TEXT NOT NULL
  ) STRICT;
  CREATE TRIGGER ledger_is_appended BEFORE INSERT ON ledger
    WHEN NEW.sequence <> coalesce((SELECT max(sequence) + 1 FROM ledger), 0)
    BEGIN SELECT raise(ABORT, 'the ledger is only appended to'); END;
  CREATE TRIGGER ledger_is_not_changed BEFORE UPDATE ON ledger
    BEGIN SELECT raise(ABORT, 'the ledger is only appended to'); END;
  CREATE TRIGGER ledger_is_not_deleted BEFORE DELETE ON ledger
    BEGIN SELECT raise(ABORT, 'the ledger is only appended to'); END;

  CREATE TABLE data_key (
    id           TEXT PRIMARY KEY,
    month        TEXT NOT NULL,
    anchor       INTEGER NOT NULL,
    wrapped      BLOB NOT NULL,
    destroyed_at INTEGER
  ) STRICT;

  CREATE TABLE parcel (
    serial          INTEGER PRIMARY KEY,
    id              TEXT NOT NULL UNIQUE,
    data_key        TEXT NOT NULL REFERENCES data_key (id),
    direction       TEXT NOT NULL CHECK (direction IN ('inbound', 'outbound')),
    sender          TEXT NOT NULL,
    receiver        TEXT NOT NULL,
    month           TEXT NOT NULL,
    sequence_number INTEGER NOT NULL,
    name            TEXT NOT NULL,
    size            INTEGER NOT NULL,
    digest          TEXT NOT NULL,
    new             INTEGER NOT NULL,
    correction      INTEGER NOT NULL,
    withdrawal      INTEGER NOT NULL,
    added_at        INTEGER NOT NULL,
    collected_at    INTEGER,
    receipted_at    INTEGER,
    removed_at      INTEGER,
    UNIQUE (direction, sender, receiver, sequence_number)
  ) STRICT;
  CREATE INDEX parcel_by_data_key ON parcel (data_key);

  -- Staged before their parcel exists, hence without a foreign key.
  CREATE TABLE chunk (
    parcel TEXT NOT NULL,
    number INTEGER NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (parcel, number)
  ) STRICT;
  CREATE TABLE block (
    parcel TEXT NOT NULL,
    number INTEGER NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (parcel, number)
  ) STRICT;
  -- The tags of one block end to end, until the parcel becomes visible and they enter the register.
  CREATE TABLE staged_tags (
    parcel TEXT NOT NULL,
    block  INTEGER NOT NULL,
    tags   BLOB NOT NULL,
    PRIMARY KEY (parcel, block)
  ) STRICT;

  -- The access register; parcel is a serial.
  CREATE TABLE register (
    tag    BLOB NOT NULL,
    parcel INTEGER NOT NULL,
    block  INTEGER NOT NULL,
    PRIMARY KEY (tag, parcel, block)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE receipt (
    parcel  TEXT PRIMARY KEY REFERENCES parcel (id),
    account TEXT NOT NULL,
    at      INTEGER NOT NULL,
    body    BLOB NOT NULL
  ) STRICT;

  CREATE TABLE held (
    parcel    TEXT NOT NULL REFERENCES parcel (id),
    block     INTEGER NOT NULL,
    slot      INTEGER NOT NULL,
    operation TEXT NOT NULL,
    reason    TEXT NOT NULL,
    since     INTEGER NOT NULL,
    PRIMARY KEY (parcel, block, slot)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE account (
    name           TEXT PRIMARY KEY,
    version        INTEGER NOT NULL,
    document       TEXT NOT NULL,
    last_totp_step INTEGER
  ) STRICT;

  CREATE TABLE failure (
    subject  TEXT PRIMARY KEY,
    failures INTEGER NOT NULL,
    last     INTEGER NOT NULL
  ) STRICT;
  `,
  `
  ALTER TABLE held ADD COLUMN tries INTEGER NOT NULL DEFAULT 1;
  ALTER TABLE held ADD COLUMN limits_told INTEGER NOT NULL DEFAULT 0;

  CREATE TABLE returned (
    parcel   TEXT NOT NULL REFERENCES parcel (id),
    block    INTEGER NOT NULL,
    slot     INTEGER NOT NULL,
    feedback TEXT NOT NULL REFERENCES parcel (id),
    reason   TEXT NOT NULL,
    PRIMARY KEY (parcel, block, slot)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX returned_by_feedback ON returned (feedback);
  `,
  `
  -- Complete subtrees of the Merkle tree over the ledger, above its leaves.
  CREATE TABLE ledger_subtree (
    level    INTEGER NOT NULL CHECK (level > 0),
    position INTEGER NOT NULL,
    hash     TEXT NOT NULL,
    PRIMARY KEY (level, position)
  ) STRICT, WITHOUT ROWID;
  CREATE TRIGGER subtree_is_not_changed BEFORE UPDATE ON ledger_subtree
    BEGIN SELECT raise(ABORT, 'the ledger is only appended to'); END;
  CREATE TRIGGER subtree_is_not_deleted BEFORE DELETE ON ledger_subtree
    BEGIN SELECT raise(ABORT, 'the ledger is only appended to'); END;

  CREATE TABLE checkpoint (
    origin TEXT PRIMARY KEY,
    size   INTEGER NOT NULL,
    note   TEXT NOT NULL,
    at     INTEGER NOT NULL
  ) STRICT;
  CREATE TRIGGER checkpoint_is_not_deleted BEFORE DELETE ON checkpoint
    BEGIN SELECT raise(ABORT, 'what is known of a ledger is not forgotten'); END;
  `,
  growTree,
  `
  -- Has its row when the site was carried to a server: it goes on there, and here no more.
  CREATE TABLE moved (
    only_row    INTEGER PRIMARY KEY CHECK (only_row = 1),
    destination TEXT NOT NULL,
    at          INTEGER NOT NULL
  ) STRICT;
  CREATE TRIGGER ledger_is_closed BEFORE INSERT ON ledger
    WHEN EXISTS (SELECT 1 FROM moved)
    BEGIN SELECT raise(ABORT, 'the site has moved'); END;
  `,
  `
  -- The last scheduled run of each job that was begun.
  CREATE TABLE job_run (
    job TEXT PRIMARY KEY,
    due INTEGER NOT NULL
  ) STRICT;
  `,
  `
  -- Who was looked up; the ledger's entry of the same id tells by whom. Ends with the data key.
  CREATE TABLE consultation (
    tag      BLOB NOT NULL,
    id       TEXT NOT NULL,
    data_key TEXT NOT NULL REFERENCES data_key (id),
    PRIMARY KEY (tag, id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX consultation_by_data_key ON consultation (data_key);
  `,
  `
  -- Orders to keep a month beyond its time; until is a legal day.
  CREATE TABLE legal_hold (
    id TEXT PRIMARY KEY, month TEXT NOT NULL, until TEXT NOT NULL, reason TEXT NOT NULL, placed_by TEXT NOT NULL,
    placed_at INTEGER NOT NULL, confirmed_by TEXT, confirmed_at INTEGER, ended_at INTEGER
  ) STRICT;
  `,
  `
  -- What the newest entry says was pruned may go, and nothing else.
  CREATE VIEW pruned_by_newest_entry AS
    SELECT CASE said ->> '$.event' WHEN 'log-pruned' THEN said ->> '$.details.entries' ELSE 0 END AS entries
    FROM (SELECT CAST(bytes AS TEXT) AS said FROM ledger ORDER BY sequence DESC LIMIT 1);
  DROP TRIGGER ledger_is_not_deleted;
  CREATE TRIGGER ledger_is_not_deleted BEFORE DELETE ON ledger
    WHEN OLD.sequence >= (SELECT entries FROM pruned_by_newest_entry)
    BEGIN SELECT raise(ABORT, 'the ledger is only appended to'); END;

  -- The same table, with leaves too: of entries that were pruned.
  CREATE TABLE kept_subtree (
    level    INTEGER NOT NULL CHECK (level >= 0),
    position INTEGER NOT NULL,
    hash     TEXT NOT NULL,
    PRIMARY KEY (level, position)
  ) STRICT, WITHOUT ROWID;
  INSERT INTO kept_subtree SELECT level, position, hash FROM ledger_subtree;
  DROP TABLE ledger_subtree;
  ALTER TABLE kept_subtree RENAME TO ledger_subtree;
  CREATE TRIGGER subtree_is_not_changed BEFORE UPDATE ON ledger_subtree
    BEGIN SELECT raise(ABORT, 'the ledger is only appended to'); END;
  CREATE TRIGGER subtree_is_not_deleted BEFORE DELETE ON ledger_subtree
    WHEN (OLD.position + 1) << OLD.level > (SELECT entries FROM pruned_by_newest_entry)
    BEGIN SELECT raise(ABORT, 'the ledger is only appended to'); END;
  `,
  `
  -- A client names the file that it opens.
  CREATE INDEX parcel_by_name ON parcel (name);
  `,
  `
  -- Of the tree, only subtrees of 32 leaves and more have a row from here on, and what stays of pruned entries: an
  -- earlier program would miss the others. The tables are as they were.
  `,
];

/** The version of the form that this program writes. */
export const schemaVersion = migrations.length;

/** Lays the Merkle tree over a ledger that was begun without one. */
function growTree(database: DatabaseSync): void {
  const insert = database.prepare('INSERT INTO ledger_subtree VALUES (?, ?, ?)');
  let tree = emptyTree;
  for (const { hash: leaf } of database.prepare('SELECT hash FROM ledger ORDER BY sequence').iterate()) {
    const grown = grow(tree, String(leaf));
    for (const { level, index, hash } of grown.completed) insert.run(level, index, hash);
    tree = grown.tree;
  }
}
