/** Visitors with a client that is not ours: what an account sees, and whether anybody else can read it. */

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { decrypt, readMessage, readPrivateKey } from 'openpgp';
import type { AnyAuthMethod } from 'ssh2';
import SftpClient from 'ssh2-sftp-client';
import type { PartyId } from '../../src/deliberations/clause.ts';
import { insurers, relay, siteIn } from '../bench/sites.ts';
import type { World } from './world.ts';

/** SSH_FX_NO_SUCH_FILE (draft-ietf-secsh-filexfer-02 section 7). */
const noSuchFile = 2;

/** Sealed parts by their path. */
type Inbox = ReadonlyMap<string, Uint8Array>;

/** Throws unless each insurer sees its own parts only, and nobody else's key opens them. Gives the number of tries. */
export async function requireIsolation(world: World): Promise<number> {
  const inboxes = new Map<PartyId, Inbox>();
  for (const insurer of insurers) inboxes.set(insurer, await inboxOf(world, insurer));
  let tries = 0;
  for (const insurer of insurers) {
    const foreign = [...inboxes].flatMap(([owner, inbox]) => (owner === insurer ? [] : [...inbox.keys()]));
    await mustNotExist(world, insurer, foreign);
    const privateKey = await readPrivateKey({
      armoredKey: await readFile(
        siteIn(world.folder, insurer).paths.key(`${insurer}.openpgp.private.asc`),
        'utf8',
      ),
    });
    for (const [owner, inbox] of inboxes) {
      for (const [file, sealed] of inbox) {
        const message = await readMessage({ binaryMessage: sealed });
        const opened = await decrypt({ message, decryptionKeys: privateKey }).then(
          () => true,
          () => false,
        );
        if (opened !== (owner === insurer)) throw new Error(`the key of ${insurer} opens ${file}: ${opened}`);
        tries += 1;
      }
    }
    tries += foreign.length;
  }
  return tries;
}

/** All parts that an insurer sees, each read whole. Throws if one is not the insurer's by its name. */
export async function inboxOf(world: World, insurer: PartyId): Promise<Inbox> {
  return as(world, insurer, async (client) => {
    const inbox = new Map<string, Uint8Array>();
    for (const { name: month } of await client.list('/inbox')) {
      for (const { name, size } of await client.list(`/inbox/${month}`)) {
        const file = `/inbox/${month}/${name}`;
        if (!name.includes(`_${relay}_${insurer}_`)) throw new Error(`insurer ${insurer} sees ${file}`);
        const bytes = await client.get(file);
        if (!(bytes instanceof Buffer) || bytes.length !== size) throw new Error(`${file} is not whole`);
        inbox.set(file, bytes);
      }
    }
    return inbox;
  });
}

async function mustNotExist(world: World, insurer: PartyId, files: readonly string[]): Promise<void> {
  await as(world, insurer, async (client) => {
    for (const file of files) {
      const answer = await client.get(file).then(
        () => 'its bytes',
        (error: Error & { code?: unknown }) => error.code,
      );
      if (answer !== noSuchFile) throw new Error(`insurer ${insurer} asked for ${file}: ${answer}`);
    }
  });
}

/** Logs in with the key and the password of an insurer. */
async function as<Result>(
  world: World,
  insurer: PartyId,
  visit: (client: SftpClient) => Promise<Result>,
): Promise<Result> {
  const { paths } = siteIn(world.folder, insurer);
  const username = `insurer-${insurer}`;
  const password = (await readFile(paths.secret('upstream-password'), 'utf8')).trim();
  const authHandler: AnyAuthMethod[] = [
    { type: 'publickey', username, key: await readFile(path.join(paths.key(`${username}.ssh-user`))) },
    {
      type: 'keyboard-interactive',
      username,
      prompt: (_name, _instructions, _language, prompts, finish) => finish(prompts.map(() => password)),
    },
  ];
  return world.visit(relay, async (port) => {
    const client = new SftpClient(username, { error: () => {}, end: () => {}, close: () => {} });
    try {
      await client.connect({ host: '127.0.0.1', port, username, authHandler, retries: 0 });
      return await visit(client);
    } finally {
      await client.end().catch(() => {});
    }
  });
}
