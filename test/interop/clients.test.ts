/** What docs/clients.md says of each client, tried with those that the machine has. */

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { missingFor, versionOf } from '../../scripts/clients/needs.ts';
import { checks, clients, type Ground, prepareGround } from '../../scripts/clients/table.ts';
import { describeUnless } from '../support/programs.ts';

let ground: Ground;
beforeEach(async () => {
  ground = await prepareGround();
});
afterEach(() => ground.site.close());

for (const client of clients) {
  const missing = missingFor(client);
  // A device cannot be installed: where there is none the client is left out, and the report says so.
  const devices = missing.filter((need) => need.startsWith('/dev/'));
  const body = () => {
    const unable = client.cannot(versionOf(client));
    const tried = unable.key === undefined ? checks : checks.slice(0, 1);
    const able = tried.filter(({ needs }) => unable[needs] === undefined);
    it.each(able)('$title', async ({ fails }) => {
      expect(await fails(client, ground)).toBeUndefined();
    });
    // What the table excuses must be so: else it would say less than the client can do.
    const excused = tried.filter(({ needs }) => unable[needs] !== undefined && needs !== 'checksum');
    it.each(excused)('not: $title', async ({ fails }) => {
      expect(await fails(client, ground)).toEqual(expect.any(String));
    });
  };
  if (devices.length > 0) describe.skip(`${client.name} (left out: no ${devices.join(', ')} here)`, body);
  else describeUnless(missing, client.name, body);
}
