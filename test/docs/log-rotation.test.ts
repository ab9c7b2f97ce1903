/** The rotation of docs/logs.md, by logrotate itself. */

import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { readDocument } from '../support/documents.ts';
import { passerelleService } from '../support/passerelle.ts';
import { describeWithProgram } from '../support/programs.ts';
import { type RehearsedSite, rehearsedSite } from '../support/rehearsed-sites.ts';
import { runProgram } from '../support/run-program.ts';

const purging = ['serve', '--retention-only', '--rehearsal', '--json', '--at', '2022-03-20'];
const eventsIn = async (file: string) =>
  (await readFile(file, 'utf8').catch(() => '')).match(/(?<="event":")[^"]+/g) ?? [];

async function siteWithLog(): Promise<RehearsedSite> {
  const site = await rehearsedSite('inami');
  await site.edit(/^\[log\]$/m, '[log]\nfile = "log/serve.log"');
  return site;
}

describeWithProgram('logrotate', 'logrotate', () => {
  it('moves the log away as docs/logs.md has it, and the program goes on in a new one', async () => {
    const site = await siteWithLog();
    const { folder } = site;
    const service = passerelleService(folder, ...purging);
    await service.firstLine;
    const log = path.join(folder, 'log/serve.log');
    service.process.kill('SIGHUP');
    await expect.poll(() => eventsIn(log), { timeout: 10_000 }).toContain('reloaded');

    const [, snippet = ''] =
      /# \/etc\/logrotate\.d\/passerelle\n(.*?)```/s.exec(readDocument('docs/logs.md')) ?? [];
    const settings = snippet
      .replace('/srv/passerelle/log/*.log', log)
      .replace(/^ +su .*$/m, '')
      // There is no systemd that could hand on the signal.
      .replace(/systemctl kill .*/, `kill -HUP ${service.process.pid}`);
    await writeFile(path.join(folder, 'rotation'), settings, { mode: 0o644 });
    const rotate = () =>
      runProgram('logrotate', [
        '--force',
        '--state',
        path.join(folder, 'state'),
        path.join(folder, 'rotation'),
      ]);
    expect(await rotate()).toEqual({ status: 0, output: '' });
    await expect.poll(() => eventsIn(log), { timeout: 10_000 }).toEqual(['reloaded']);
    expect(await eventsIn(`${log}.1`)).toContain('reloaded');

    expect((await service.stop()).status).toBe(0);
    expect(await eventsIn(log)).toEqual(['reloaded', 'stopping']);
    expect(await eventsIn(`${log}.1`)).not.toContain('stopping');
  });
});
