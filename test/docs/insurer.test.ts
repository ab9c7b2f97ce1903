/** docs/insurer.md, lived as it stands: the channel without our program, by the system's own `sftp` and `gpg`. */

import { spawnSync } from 'node:child_process';
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { codeBelow, readDocument, root } from '../support/documents.ts';
import { type Gpg, startGpg } from '../support/gpg.ts';
import { describeWithProgram } from '../support/programs.ts';
import { runProgram } from '../support/run-program.ts';
import { sftp } from '../support/sftp-program.ts';
import { type StayingRehearsal, startStayingRehearsal } from '../support/staying-rehearsal.ts';

const document = readDocument('docs/insurer.md');
const [keyOnce = '', keysOfOthers = ''] = codeBelow(document, 'What you need once');
const [monthly = ''] = codeBelow(document, 'With sftp and gpg');

/** The fingerprint of the example key of insurer 300. */
const own300 = '12E731E31D76E7D6AD6B672AD157A41A17D113EE';
const unattended = 'batch\nyes\nno-tty\npinentry-mode loopback\n';
const parcel = '21-250_2022-03_inami_300_0003.xml.pgp';
const receipt = `${parcel}.receipt.asc`;

/** What is typed at the prompt of `sftp` becomes the input of the line that started it. */
function asScript(typed: string): string {
  return typed.replaceAll(/^(sftp .*)\n((?:sftp> .*\n)+)/gm, (_all, call: string, dialogue: string) => {
    const commands = dialogue.replaceAll(/^sftp> /gm, '');
    return `${call} <<'TYPED'\n${commands}TYPED\n`;
  });
}

describeWithProgram(['bash', 'sftp', 'gpg', 'sha256sum'], 'an insurer without our program', () => {
  let stay: StayingRehearsal;
  /** Where the insurer works, and the home of its gpg. */
  let folder: string;
  let gpg: Gpg;

  beforeAll(async () => {
    stay = await startStayingRehearsal();
    folder = await mkdtemp(path.join(tmpdir(), 'insurer-'));
    gpg = await startGpg();
    // The insurer trusts its own key, as whoever has made one does.
    await gpg.write('gpg.conf', `${unattended}trusted-key ${own300}\n`);
    const { account } = stay.account('inami', 'insurer-300');
    await copyFile(account.keyFile, path.join(folder, '300.ssh-user'));
    const examples = ['300.openpgp.private.asc', 'inami.openpgp.public.asc'];
    for (const name of examples)
      await copyFile(path.join(root, 'keys-example', name), path.join(folder, name));
    await writeFile(path.join(folder, 'askpass'), `#!/bin/sh\necho '${account.password}'\n`, { mode: 0o700 });
  });

  afterAll(async () => {
    await stay.end();
    await gpg.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** Types what the document shows. Of the gateway only the address is another. */
  async function type(typed: string) {
    const { gateway } = stay.account('inami', 'insurer-300');
    const script = asScript(typed)
      .replaceAll('sftp.inami.example', gateway.host)
      .replaceAll('-P 2222', `-P ${gateway.port}`);
    const options = `-F none -o BatchMode=no -o IdentityAgent=none -o UserKnownHostsFile='${stay.knownHosts}'`;
    const preamble = `set -euo pipefail\nsftp() { command sftp ${options} -b - "$@"; }\n`;
    return await runProgram('bash', ['-c', preamble + script], {
      cwd: folder,
      env: {
        GNUPGHOME: gpg.file('.'),
        SSH_ASKPASS: path.join(folder, 'askpass'),
        SSH_ASKPASS_REQUIRE: 'force',
      },
    });
  }

  const marchReceipts = async () =>
    (await stay.entries('inami', 'receipt-accepted')).filter((entry) => entry.details.parcel === parcel);

  /** Commands of the insurer in a session of its own. */
  function visit(commands: readonly string[], where = folder) {
    const { gateway, account } = stay.account('inami', 'insurer-300');
    return sftp({ ...gateway, knownHosts: stay.knownHosts }, account, commands, where);
  }

  it('makes keys that INAMI can take in, as the document says', async () => {
    const fresh = await startGpg();
    try {
      await fresh.write('gpg.conf', `${unattended}passphrase ""\n`);
      const made = await runProgram('bash', ['-ec', keyOnce], {
        cwd: fresh.file('.'),
        env: { GNUPGHOME: fresh.file('.') },
      });
      expect(made).toMatchObject({ status: 0 });
      const { readPublicKey } = await import('../../src/seal/keys.ts');
      const key = await readPublicKey(String(await fresh.read('300.openpgp.public.asc')));
      expect(made.output.replaceAll(' ', '')).toContain(key.fingerprint.slice(-16));
    } finally {
      await fresh.close();
    }
  });

  it('has a forged receipt refused: nothing is left of it, and the ledger says why', async () => {
    const forger = await startGpg();
    try {
      for (const party of ['100', '300']) {
        await forger('--import', path.join(root, `keys-example/${party}.openpgp.private.asc`));
      }
      const signed = async (statement: string, party: string) => {
        await forger.write('statement', statement);
        await forger(
          '--local-user',
          `${party}@passerelle.example`,
          '--output',
          'signed',
          '--clearsign',
          'statement',
        );
        return String(await forger.read('signed'));
      };
      await visit([`get inbox/2022-03/${parcel}`], forger.file('.'));
      const digest = spawnSync('sha256sum', [parcel], { cwd: forger.file('.'), encoding: 'utf8' }).stdout;
      expect(digest).toMatch(/^[0-9a-f]{64} {2}21-250/);
      const forgeries: readonly (readonly [reason: string, text: string])[] = [
        ['signature', await signed(digest, '100')],
        ['digest', await signed(`${'0'.repeat(64)}  ${parcel}\n`, '300')],
        ['signature', (await signed(digest, '300')).replace(/^[0-9a-f]{64}/m, '0'.repeat(64))],
        ['malformed', await signed('received with thanks\n', '300')],
      ];
      for (const [reason, text] of forgeries) {
        await forger.write(receipt, text);
        const put = await visit([`put ${receipt} receipts/`], forger.file('.'));
        expect({ reason, status: put.status }).toEqual({ reason, status: 1 });
        expect(put.stderr).toContain('close remote: Failure');
        expect((await visit(['ls -1 receipts'])).stdout).not.toContain(receipt);
        const last = (await stay.entries('inami', 'receipt-refused')).at(-1);
        expect(last).toMatchObject({ actor: 'insurer-300', details: { from: '300', reason } });
      }
      expect(await marchReceipts()).toEqual([]);
    } finally {
      await forger.close();
    }
  });

  it('fetches, opens and receipts a month word for word as the document says', async () => {
    await gpg('--import', path.join(root, 'keys-example/300.openpgp.private.asc'));
    expect(await type(keysOfOthers)).toMatchObject({ status: 0 });
    expect(await marchReceipts()).toEqual([]);

    const { status, output } = await type(monthly);
    expect(output).toMatch(/gpg: Good signature from "INAMI \(RIZIV\), .*\[full\]/);
    expect(status, output).toBe(0);
    expect(output).toContain(`receipts/${receipt}`);
    const opened = await readFile(path.join(folder, 'inbox/2022-03/2022-03.xml'), 'utf8');
    expect(opened).toMatch(/<receiver>300<\/receiver>\s*<referenceMonth>2022-03<\/referenceMonth>/);
    expect(opened).toMatch(/<\/monthlyFile>\s*$/);

    expect(await marchReceipts()).toMatchObject([
      { actor: 'insurer-300', details: { from: '300', month: '2022-03', sequenceNumber: 3 } },
    ]);
    const { months } = JSON.parse((await stay.at('inami', 'status', '--json')).stdout);
    expect(months).toContainEqual(
      expect.objectContaining({ month: '2022-03', party: '300', collected: 1, receipted: 1 }),
    );
    // January's has the insurer's own children in it, and nobody else's.
    expect(await type('gpg --decrypt inbox/2022-01/*.pgp\n')).toMatchObject({
      status: 0,
      output: expect.stringMatching(/<ssin>[0-9]{11}<\/ssin>/),
    });
  });
});
