/** The recipes of docs/clients.md, as they stand: of the gateway only the address is another. */

import { copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { missingFor, versionOf } from '../../scripts/clients/needs.ts';
import { sshfs } from '../../scripts/clients/sshfs.ts';
import { checks, clients, excuseOf, numberOf } from '../../scripts/clients/table.ts';
import type { Parcel } from '../../src/ports/parcel.ts';
import { describeClient } from '../support/describe-client.ts';
import { codeBelow, readDocument } from '../support/documents.ts';
import { type GatewaySite, openGatewaySite, type TestAccount } from '../support/gateway-site.ts';
import { writeKnownHosts } from '../support/known-hosts.ts';
import { describeWithProgram } from '../support/programs.ts';
import { type Ran, runProgram } from '../support/run-program.ts';

const document = readDocument('docs/clients.md');
const bytes = Buffer.from('a sealed file');

let site: GatewaySite;
let account: TestAccount;
let parcel: Parcel;
/** Where the insurer works; its home too. */
let folder: string;
let receipt: string;

beforeEach(async () => {
  site = await openGatewaySite();
  account = await site.account('insurer-300');
  // The document shows the third parcel.
  await site.parcel('300', bytes, '2022-01');
  await site.parcel('300', bytes, '2022-02');
  parcel = await site.parcel('300', bytes);
  folder = path.join(site.folder, 'insurer');
  receipt = `${parcel.name}.receipt.asc`;
  await mkdir(path.join(folder, '.ssh'), { recursive: true });
  for (const name of ['300.ssh-user', '.ssh/300.ssh-user']) {
    await copyFile(account.keyFile, path.join(folder, name));
  }
  await copyFile(await writeKnownHosts(site), path.join(folder, '.ssh', 'known_hosts'));
  await writeFile(path.join(folder, receipt), `${parcel.digest}  ${parcel.name}\n`);
  const password = path.join(folder, 'password');
  await writeFile(
    password,
    `${account.password}
`,
  );
  await writeFile(path.join(folder, 'answer'), `#!/bin/sh\nexec cat ${password}\n`, { mode: 0o700 });
});
afterEach(() => site.close());

/** A code block below a heading, with this gateway's address, this home, and its known hosts. */
function recipe(heading: string): string {
  const [code = ''] = codeBelow(document, heading);
  const knownHosts = path.join(folder, '.ssh', 'known_hosts');
  return code
    .replaceAll('sftp.inami.example', '127.0.0.1')
    .replaceAll('2222', String(site.gateway.port))
    .replaceAll('~', folder)
    .replaceAll('-o IdentitiesOnly=yes', `-F none -o IdentitiesOnly=yes -o UserKnownHostsFile=${knownHosts}`);
}

const run = (program: string, ...parameters: readonly string[]) =>
  runProgram(program, parameters, {
    cwd: folder,
    env: { HOME: folder, SSH_ASKPASS: path.join(folder, 'answer'), SSH_ASKPASS_REQUIRE: 'force' },
  });

async function expectFetched({ status, output }: Ran, file = parcel.name): Promise<void> {
  expect([status, output]).toEqual([0, expect.any(String)]);
  expect(await readFile(path.join(folder, file))).toEqual(bytes);
}

/** The cells of the rows of the document's table, the heading first. */
const rows = document
  .split('\n')
  .filter((line) => /^\| .* \|$/.test(line) && !line.startsWith('| ---'))
  .map((line) => line.slice(2, -2).split(' | '));

describe('the table of clients', () => {
  it('has a row for each client and a column for each check of the script that makes it', () => {
    expect(rows[0]).toEqual(['client', ...checks.map(({ title }) => title)]);
    const named = rows.slice(1).map(([name = '']) => name.replace(/ [\w.]+$/, ''));
    expect(named).toEqual(clients.map(({ name }) => name));
  });

  it.each(clients.map((client, place) => ({ client, place })))(
    'says of $client.name what the script says, and why not',
    ({ client, place }) => {
      const [name = '', ...cells] = rows[place + 1] ?? [];
      const version = missingFor(client).length > 0 ? '' : versionOf(client);
      // Another version may do more or less: then the script says so, and the document of Debian's.
      if (!name.endsWith(` ${numberOf(version)}`)) return;
      const notes = cells.map((cell) => {
        const [, number] = /^no \((\d+)\)$/.exec(cell) ?? [];
        return number === undefined
          ? cell
          : document.split('\n').find((line) => line.startsWith(`${number}. `));
      });
      const said = checks.map((check) => excuseOf(client, version, check) ?? 'yes');
      expect(notes.map((note) => note?.replace(/^\d+\. /, ''))).toEqual(said);
    },
  );
});

const expectReceipt = async () => expect(await site.store.receipt(parcel.id)).toBeDefined();

describeWithProgram('sftp', 'the recipe for OpenSSH', () => {
  it('logs in by its name for the gateway, and fetches', async () => {
    const known = `  UserKnownHostsFile ${path.join(folder, '.ssh', 'known_hosts')}\n  IdentityAgent none\n`;
    await writeFile(path.join(folder, 'config'), `${recipe('OpenSSH')}\n${known}`);
    await writeFile(path.join(folder, 'commands'), `get /inbox/2022-03/${parcel.name}\n`);
    await expectFetched(await run('sftp', '-F', 'config', '-oBatchMode=no', '-b', 'commands', 'inami'));
  });
});

describeWithProgram(['psftp', 'puttygen'], 'the recipe for PuTTY', () => {
  it('makes its key, and fetches', async () => {
    await writeFile(path.join(folder, 'commands'), `get /inbox/2022-03/${parcel.name}\n`);
    const script = recipe('PuTTY').replace('SHA256:…', site.gateway.hostKeyFingerprint);
    await expectFetched(await run('sh', '-ec', script));
  });
});

describeWithProgram('lftp', 'the recipe for lftp', () => {
  it('fetches and hands in', async () => {
    await writeFile(path.join(folder, 'script'), `${recipe('lftp')}\n`);
    await expectFetched(await run('lftp', '-f', 'script'));
    await expectReceipt();
  });
});

describeWithProgram('rclone', 'the recipe for rclone', () => {
  it('takes what is not there yet', async () => {
    const { output } = await runProgram('rclone', ['obscure', '-'], { input: account.password });
    await writeFile(path.join(folder, 'rclone.conf'), recipe('rclone').replace('…', output.trim()));
    const copied = await run('rclone', '--config', 'rclone.conf', 'copy', 'inami:/inbox', 'inbox');
    await expectFetched(copied, path.join('inbox', '2022-03', parcel.name));
    expect(await readdir(path.join(folder, 'inbox'))).toEqual(['2022-01', '2022-02', '2022-03']);
  });
});

describeClient(sshfs, 'the recipe for sshfs', () => {
  it('fetches and hands in', async () => {
    await mkdir(path.join(folder, 'inami'));
    try {
      const ran = await run('sh', '-ec', recipe('sshfs'));
      await expectFetched(ran);
      expect(ran.output).toContain(receipt);
    } finally {
      await run('fusermount3', '-u', 'inami');
    }
    await expectReceipt();
  });
});
