/** The step of the form by which the beginning of a ledger can be pruned: see `prune-ledger` in the store port. */

export const prunableLedger = `
  -- What the newest entry says was pruned may go, and nothing else.
  CREATE FUNCTION pruned_by_newest_entry(place TEXT) RETURNS BIGINT LANGUAGE plpgsql AS $$
    DECLARE said JSON;
    BEGIN
      EXECUTE format('SELECT convert_from(bytes, ''UTF8'')::json FROM %I.ledger ORDER BY sequence DESC LIMIT 1', place) INTO said;
      RETURN CASE said ->> 'event' WHEN 'log-pruned' THEN (said -> 'details' ->> 'entries')::bigint ELSE 0 END;
    END $$;
  CREATE FUNCTION refuse_unsaid_entries() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE pruned BIGINT;
    BEGIN
      EXECUTE format('SELECT %I.pruned_by_newest_entry(%1$L)', TG_TABLE_SCHEMA) INTO pruned;
      IF EXISTS (SELECT FROM gone WHERE sequence >= pruned) THEN
        RAISE EXCEPTION 'the ledger is only appended to';
      END IF;
      RETURN NULL;
    END $$;
  CREATE FUNCTION refuse_unsaid_subtrees() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE pruned BIGINT;
    BEGIN
      EXECUTE format('SELECT %I.pruned_by_newest_entry(%1$L)', TG_TABLE_SCHEMA) INTO pruned;
      IF EXISTS (SELECT FROM gone WHERE (position + 1) << level::int > pruned) THEN
        RAISE EXCEPTION 'the ledger is only appended to';
      END IF;
      RETURN NULL;
    END $$;
  DROP TRIGGER ledger_is_not_changed ON ledger;
  DROP TRIGGER subtree_is_not_changed ON ledger_subtree;
  CREATE TRIGGER ledger_is_not_changed BEFORE UPDATE OR TRUNCATE ON ledger
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
  CREATE TRIGGER subtree_is_not_changed BEFORE UPDATE OR TRUNCATE ON ledger_subtree
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
  CREATE TRIGGER ledger_is_not_deleted AFTER DELETE ON ledger
    REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION refuse_unsaid_entries();
  CREATE TRIGGER subtree_is_not_deleted AFTER DELETE ON ledger_subtree
    REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION refuse_unsaid_subtrees();

  -- Leaves too: of entries that were pruned.
  ALTER TABLE ledger_subtree DROP CONSTRAINT ledger_subtree_level_check, ADD CHECK (level >= 0);

  -- A ledger that was pruned and is carried here begins where it begins.
  CREATE OR REPLACE FUNCTION refuse_gap() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE expected BIGINT;
    BEGIN
      EXECUTE format('SELECT max(sequence) + 1 FROM %I.ledger', TG_TABLE_SCHEMA) INTO expected;
      IF NEW.sequence <> expected THEN
        RAISE EXCEPTION 'the ledger is only appended to';
      END IF;
      RETURN NEW;
    END $$;

  -- What goes must not stay among the statistics; a new type, be it the same, forgets those of before.
  ALTER TABLE ledger ALTER COLUMN bytes TYPE BYTEA, ALTER COLUMN hash TYPE TEXT;
  ALTER TABLE ledger ALTER COLUMN bytes SET STATISTICS 0, ALTER COLUMN hash SET STATISTICS 0;
  ALTER TABLE ledger_subtree ALTER COLUMN hash TYPE TEXT;
  ALTER TABLE ledger_subtree ALTER COLUMN hash SET STATISTICS 0;
  ALTER TABLE account ALTER COLUMN name TYPE TEXT COLLATE "C";
  ALTER TABLE account ALTER COLUMN name SET STATISTICS 0;
  ALTER TABLE failure ALTER COLUMN subject TYPE TEXT COLLATE "C";
  ALTER TABLE failure ALTER COLUMN subject SET STATISTICS 0;
  ALTER TABLE receipt ALTER COLUMN account TYPE TEXT;
  ALTER TABLE receipt ALTER COLUMN account SET STATISTICS 0;
  ALTER TABLE legal_hold
    ALTER COLUMN reason TYPE TEXT, ALTER COLUMN placed_by TYPE TEXT, ALTER COLUMN confirmed_by TYPE TEXT;
  ALTER TABLE legal_hold
    ALTER COLUMN reason SET STATISTICS 0, ALTER COLUMN placed_by SET STATISTICS 0, ALTER COLUMN confirmed_by SET STATISTICS 0;
  `;
