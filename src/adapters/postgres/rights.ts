/**
 * Who may do what with the tables. A gateway faces the network, and gets no more than a gateway needs: it
 * cannot see what stands inbound, held or archived, nor the keys of months of which nothing lies at its door,
 * and it can neither write a parcel nor let anybody in. The relay (and whatever else publishes, delivers, collects and purges) works on
 * all rows. Neither can change a row of the
 * ledger, or the tables themselves; what the ledger's newest entry says was pruned, the relay may delete.
 */

import { PasserelleError } from '../../errors.ts';
import { listed, text } from '../../words/text.ts';
import { type Connection, execute, rowsOf, schema } from './connection.ts';

/** Group roles, made once on the server by its administrator; the users of the processes are members. */
export const roles = { gateway: 'passerelle_gateway', relay: 'passerelle_relay' } as const;

interface TableRights {
  readonly relay: string;
  readonly gateway?: string;
  /** The rows that a gateway sees and may change; all if it is left out. */
  readonly gatewayRows?: string;
}

/** MAINTAIN: the purge rewrites the files. The tables let the relay delete no more than the newest entry says. */
const appended: TableRights = { relay: 'SELECT, INSERT, DELETE, MAINTAIN', gateway: 'SELECT, INSERT' };
const read: TableRights = { relay: 'SELECT', gateway: 'SELECT' };
const everything = 'SELECT, INSERT, UPDATE, DELETE, MAINTAIN';
const ofOutboundParcel = (table: string) => `EXISTS (SELECT 1 FROM parcel WHERE parcel.id = ${table}.parcel)`;

/** All tables there are. */
export const rightsByTable: Readonly<Record<string, TableRights>> = {
  form: read,
  identity: read,
  ledger: appended,
  ledger_subtree: appended,
  checkpoint: { relay: 'SELECT, INSERT, UPDATE', gateway: 'SELECT, INSERT, UPDATE' },
  data_key: {
    relay: 'SELECT, INSERT, UPDATE, MAINTAIN',
    gateway: 'SELECT',
    gatewayRows:
      'EXISTS (SELECT 1 FROM parcel WHERE parcel.data_key = data_key.id AND parcel.removed_at IS NULL)',
  },
  legal_hold: { relay: everything },
  parcel: {
    relay: everything,
    gateway: 'SELECT, UPDATE (collected_at, receipted_at)',
    gatewayRows: "direction = 'outbound'",
  },
  chunk: { relay: everything, gateway: 'SELECT', gatewayRows: ofOutboundParcel('chunk') },
  receipt: { relay: everything, gateway: 'SELECT, INSERT', gatewayRows: ofOutboundParcel('receipt') },
  account: {
    relay: everything,
    gateway: 'SELECT, UPDATE (version, document, last_totp_step)',
  },
  failure: { relay: everything, gateway: 'SELECT, INSERT, UPDATE, DELETE' },
  job_run: { relay: 'SELECT, INSERT, UPDATE' },
  block: { relay: everything },
  staged_tags: { relay: everything },
  register: { relay: everything },
  consultation: { relay: everything },
  held: { relay: everything },
  returned: { relay: everything },
};

/**
 * At a gateway, holders who were invited set their factors: that alone it may change of an account. It can neither
 * invite nor enable anybody, nor give an account another party.
 */
const accountGuard = [
  `CREATE OR REPLACE FUNCTION guard_account() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
      theirs TEXT[] := ARRAY['password', 'totp', 'invitation', 'version'];
    BEGIN
      IF pg_has_role(current_user, '${roles.gateway}', 'USAGE') AND NOT pg_has_role(current_user, '${roles.relay}', 'USAGE')
        AND NEW.document <> OLD.document
        AND (coalesce(OLD.document::jsonb -> 'invitation', 'null') = 'null' OR NEW.document::jsonb -> 'invitation' <> 'null'
          OR NEW.document::jsonb - theirs <> OLD.document::jsonb - theirs)
      THEN
        RAISE EXCEPTION 'a gateway may set the factors of an invited holder only' USING ERRCODE = 'insufficient_privilege';
      END IF;
      RETURN NEW;
    END $$`,
  'CREATE OR REPLACE TRIGGER account_is_guarded BEFORE UPDATE ON account FOR EACH ROW EXECUTE FUNCTION guard_account()',
];

/** Gives the two roles their rights and takes all others from them. Throws `store-refused` if there are no such roles. */
export async function grantRights(connection: Connection): Promise<void> {
  await requireRoles(connection);
  const { gateway, relay } = roles;
  const texts = Object.entries(rightsByTable).flatMap(([table, rights]) => [
    `GRANT ${rights.relay} ON ${table} TO ${relay}`,
    ...(rights.gateway === undefined ? [] : [`GRANT ${rights.gateway} ON ${table} TO ${gateway}`]),
    `DROP POLICY IF EXISTS relay ON ${table}`,
    `DROP POLICY IF EXISTS gateway ON ${table}`,
    ...(rights.gatewayRows === undefined
      ? []
      : [
          `ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`,
          `CREATE POLICY relay ON ${table} TO ${relay} USING (true)`,
          `CREATE POLICY gateway ON ${table} TO ${gateway} USING (${rights.gatewayRows})`,
        ]),
  ]);
  const everybody = `PUBLIC, ${gateway}, ${relay}`;
  await execute(
    connection,
    [
      'BEGIN',
      `REVOKE ALL ON SCHEMA ${schema} FROM ${everybody}`,
      `REVOKE ALL ON ALL TABLES IN SCHEMA ${schema} FROM ${everybody}`,
      `GRANT USAGE ON SCHEMA ${schema} TO ${gateway}, ${relay}`,
      ...texts,
      ...accountGuard,
      'COMMIT',
    ].join('; '),
  );
}

async function requireRoles(connection: Connection): Promise<void> {
  const names = Object.values(roles);
  const list = names.map((name) => `'${name}'`).join(', ');
  const found = await rowsOf(connection, `SELECT rolname FROM pg_roles WHERE rolname IN (${list})`);
  if (found.length === names.length) return;
  throw new PasserelleError('store-refused', text`The server lacks the roles ${listed(names)}.`, {
    hint: text`Nothing was granted. Its administrator runs: ${names.map((name) => `CREATE ROLE ${name} NOLOGIN;`).join(' ')}`,
  });
}
