/** `serve` is stopped, and told to read its files anew, while OpenSSH's client is in the middle of 64 MiB. */

import { chmod, copyFile, readFile, rename, stat } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { layLargeParcel } from '../support/large-parcel.ts';
import { passerelleService, type Service } from '../support/passerelle.ts';
import { describeWithProgram } from '../support/programs.ts';
import { enrolAt, type Listening, type RehearsedSite, rehearsedSite } from '../support/rehearsed-sites.ts';
import { sftp, sftpAs } from '../support/sftp-program.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const size = 64 * 1024 * 1024;
const examples = path.resolve(import.meta.dirname, '../../keys-example');

const password = 'correct horse battery';
const today = ['--at', '2022-03-20T10:00:00+01:00'];

interface Scene {
  readonly site: RehearsedSite;
  readonly service: Service;
  readonly target: { readonly host: string; readonly port: number; readonly knownHosts: string };
  readonly user: { readonly user: string; readonly keyFile: string; readonly password: string };
  /** Fetches the large file at so many Kibit/s, and resolves once some of it is here. */
  fetching(rate: number): Promise<{ readonly ran: ReturnType<typeof sftpAs>; readonly to: string }>;
  /** The first line of `/readyz`. */
  readiness(): Promise<string>;
  /** The events in the log so far. */
  events(): Promise<readonly string[]>;
}

/** Opgroeien's gateway with a large parcel at its door, and a log in a file. */
async function serving(stopSeconds: number): Promise<Scene> {
  const site = await rehearsedSite('opgroeien');
  await enrolAt(site, { name: 'inami', party: 'inami', password });
  const { folder } = site;
  await site.edit(/^(\[gateway\])$/m, `$1\nstop_seconds = ${stopSeconds}\nmonitoring = "127.0.0.1:0"`);
  await site.edit(/^(\[log\])$/m, '$1\nfile = "log/serve.log"');
  const file = await layLargeParcel(folder, 'inami', { bytes: size, at: '2022-03-15T10:00:00Z' });
  const service = passerelleService(folder, 'serve', '--rehearsal', '--json', ...today);
  const { host, port, monitoring }: Listening & { monitoring: string } = JSON.parse(await service.firstLine);
  const [keyFile, knownHosts] = [path.join(folder, 'login-key'), path.join(folder, 'known_hosts')];
  await copyFile(path.join(examples, 'inami.ssh-user'), keyFile);
  // A checkout may leave it open to all, and ssh then leaves it aside.
  await chmod(keyFile, 0o600);
  const [algorithm, blob] = (await readFile(path.join(examples, 'opgroeien.ssh-host.pub'), 'utf8')).split(
    ' ',
  );
  await site.write('known_hosts', `[${host}]:${port} ${algorithm} ${blob}\n`);
  const user = { user: 'inami', keyFile, password };
  const target = { host, port, knownHosts };
  return {
    site,
    service,
    target,
    user,
    async fetching(rate) {
      const to = path.join(await temporaryFolder(), 'fetched');
      const ran = sftpAs(user, [...throttled(rate, target, keyFile), `inami@${host}`], [`get ${file} ${to}`]);
      await expect.poll(() => sizeOf(to), { timeout: 10_000 }).toBeGreaterThan(1024);
      expect(await sizeOf(to)).toBeLessThan(size);
      return { ran, to };
    },
    readiness: async () => (await (await fetch(new URL('/readyz', monitoring))).text()).split('\n')[0] ?? '',
    events: async () =>
      (await readFile(path.join(folder, 'log/serve.log'), 'utf8')).match(/(?<="event":")[^"]+/g) ?? [],
  };
}

function throttled(rate: number, { port, knownHosts }: Scene['target'], keyFile: string): readonly string[] {
  const options = [`UserKnownHostsFile=${knownHosts}`, 'StrictHostKeyChecking=yes', 'IdentitiesOnly=yes'];
  return [
    ...options.flatMap((option) => ['-o', option]),
    ...['-l', String(rate), '-P', String(port), '-i', keyFile],
  ];
}

const sizeOf = async (file: string) => (await stat(file).catch(() => ({ size: 0 }))).size;

describeWithProgram('sftp', 'serve', () => {
  it('takes in a changed configuration at SIGHUP, refuses a bad one, and ends in order at SIGTERM', async () => {
    const { site, service, target, user, fetching, events, readiness } = await serving(30);
    const first = await fetching(300_000);

    await site.write('secrets/next', await readFile(path.join(examples, 'inami.ssh-host')));
    await site.edit(/^(\[gateway\])$/m, '$1\nnext_host_key = "secrets/next"');
    await rename(path.join(site.folder, 'log/serve.log'), path.join(site.folder, 'log/serve.log.1'));
    service.process.kill('SIGHUP');
    await expect.poll(events, { timeout: 10_000 }).toContain('reloaded');
    expect(await readFile(path.join(site.folder, 'log/serve.log.1'), 'utf8')).toContain('listening');
    expect(await sftp(target, user, ['pwd'])).toMatchObject({ status: 0 });
    expect(await first.ran).toMatchObject({ status: 0 });
    expect(await sizeOf(first.to)).toBe(size);

    await site.edit(/^stop_seconds = 30$/m, 'stop_seconds = "long"');
    service.process.kill('SIGHUP');
    await expect.poll(events, { timeout: 10_000 }).toContain('not-reloaded');
    expect(await readFile(path.join(site.folder, 'log/serve.log'), 'utf8')).toContain('gateway.stop_seconds');
    expect(await sftp(target, user, ['ls inbox'])).toMatchObject({ status: 0 });

    expect(await readiness()).toBe('ready');
    const second = await fetching(300_000);
    service.process.kill('SIGTERM');
    await expect.poll(readiness).toBe('not ready');
    expect((await sftp(target, user, ['pwd'])).stderr).toContain('Connection refused');
    expect(await second.ran).toMatchObject({ status: 0 });
    expect(await sizeOf(second.to)).toBe(size);
    expect((await service.ended).status).toBe(0);
    expect(await events()).not.toContain('transfers-cut');
  });

  it('cuts with words what does not end in time', async () => {
    const { service, fetching, events } = await serving(1);
    const { ran, to } = await fetching(50_000);
    const ended = await service.stop();
    expect(ended.status).toBe(0);
    expect((await ran).stderr).toContain('The server is stopping');
    expect(await sizeOf(to)).toBeLessThan(size);
    expect(await events()).toContain('transfers-cut');
  });
});
