/** Looks a site's database on a server over: its version, its form, and what the user of this process may do. */

import { z } from 'zod';
import { requireSameIdentity, type SiteIdentity } from '../sql/identity.ts';
import { readRow } from '../sql/rows.ts';
import { connect, type PostgresServer, rowsOf, runProgram } from './connection.ts';
import { formFound } from './form.ts';
import { migrations } from './migrations.ts';
import { rightsByTable, roles } from './rights.ts';

export interface ExaminedServer {
  readonly version: string;
  readonly form: number;
  readonly newest: number;
  /** Role of ours that the user is a member of, and not the owner of the tables; `undefined`: none. */
  readonly role: string | undefined;
  /** Rights on the ledger that nobody but the owner of the tables should have. */
  readonly excess: readonly string[];
}

const patience = Temporal.Duration.from({ seconds: 5 });
const answerRow = z.object({
  version: z.string(),
  gateway: z.boolean(),
  relay: z.boolean(),
  owner: z.boolean(),
});
const rightRow = z.object({ granted: z.string() });

/** Throws `store-refused` or `store-failed` as a store does that is opened. */
export async function examinePostgresServer(
  server: PostgresServer,
  identity: SiteIdentity,
): Promise<ExaminedServer> {
  const { client } = await connect({ server, patience, readOnly: true });
  try {
    const form = await formFound(client, identity.mode);
    await runProgram(client, requireSameIdentity(identity));
    const member = (role: string) =>
      `EXISTS (SELECT FROM pg_roles WHERE rolname = '${role}' AND pg_has_role(current_user, oid, 'USAGE'))`;
    const [row] = await rowsOf(
      client,
      `SELECT current_setting('server_version') AS version, ${member(roles.gateway)} AS gateway,
         ${member(roles.relay)} AS relay,
         (SELECT pg_has_role(current_user, tableowner, 'USAGE') FROM pg_tables
          WHERE schemaname = current_schema AND tablename = 'ledger') AS owner`,
    );
    const { version, gateway, relay, owner } = readRow(answerRow, row);
    const rights = await rowsOf(
      client,
      `SELECT wanted.granted FROM unnest(ARRAY['UPDATE', 'DELETE', 'TRUNCATE']) AS wanted (granted)
       WHERE has_table_privilege(current_user, 'ledger', wanted.granted)`,
    );
    const role = owner ? undefined : relay ? 'relay' : gateway ? 'gateway' : undefined;
    const { ledger: ledgerRights } = rightsByTable;
    const granted = (role && ledgerRights?.[role])?.split(', ') ?? [];
    return {
      version,
      form,
      newest: migrations.length,
      role: role && roles[role],
      // The owner may grant itself anything: of it another finding tells.
      excess: owner
        ? []
        : rights.map((right) => readRow(rightRow, right).granted).filter((right) => !granted.includes(right)),
    };
  } finally {
    await client.end().catch(() => {});
  }
}
