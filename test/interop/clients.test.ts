/** What docs/clients.md says of each client, tried with those that the machine has. */

import { afterEach, beforeEach, expect, it } from 'vitest';
import { versionOf } from '../../scripts/clients/needs.ts';
import { checks, clients, type Ground, prepareGround } from '../../scripts/clients/table.ts';
import { describeClient } from '../support/describe-client.ts';

let ground: Ground;
beforeEach(async () => {
  ground = await prepareGround();
});
afterEach(() => ground.close());

for (const client of clients) {
  describeClient(client, client.name, () => {
    const unable = client.cannot(versionOf(client));
    const tried = unable.key === undefined ? checks : checks.slice(0, 1);
    const able = tried.filter(({ needs }) => unable[needs] === undefined);
    it.each(able)('$title', async ({ fails }) => {
      expect(await fails(client, ground)).toBeUndefined();
    });
    // What the table excuses must be so: else it would say less than the client can do.
    const excused = tried
      .filter(({ needs }) => unable[needs] !== undefined && needs !== 'checksum')
      // Whoever brings a card could give a code all the same: another row tells of it.
      .filter(({ needs }) => client.holds === undefined || needs !== 'code');
    it.each(excused)('not: $title', async ({ fails }) => {
      expect(await fails(client, ground)).toEqual(expect.any(String));
    });
  });
}
