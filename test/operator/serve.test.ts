import { once } from 'node:events';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeFrom } from '../support/authenticator.ts';
import { askAt, formHeaders, operatorSites, tokenIn } from '../support/operator-site.ts';
import { passerelleService, type Service } from '../support/passerelle.ts';

const at = ['--at', '2022-03-15T09:00:00+01:00'] as const;

type Sites = Awaited<ReturnType<typeof operatorSites>>;
type Site = Awaited<ReturnType<Sites['copy']>>;

let relays: Sites;
let insurers: Sites;
beforeAll(async () => {
  [relays, insurers] = await Promise.all([operatorSites(), operatorSites('300')]);
}, 60_000);
afterAll(() => Promise.all([relays.remove(), insurers.remove()]));

/** A site with an operator page. */
async function withPage(sites: Sites, listen: string, ...more: readonly string[]): Promise<Site> {
  const site = await sites.copy();
  await site.append(['[operator]', `listen = "${listen}"`, ...more].join('\n'));
  return site;
}

function serve(site: Site, ...args: readonly string[]): Service {
  return passerelleService(site.folder, 'serve', '--rehearsal', '--json', ...args);
}

/** Where the page of a process that has just begun is. */
async function doorOf({ firstLine }: Service): Promise<{ readonly port: number }> {
  const { operatorPage }: { operatorPage?: unknown } = JSON.parse(await firstLine);
  return { port: Number(/^http:\/\/127\.0\.0\.1:([0-9]+)$/.exec(String(operatorPage))?.[1]) };
}

async function signIn({ people }: Site, door: Parameters<typeof askAt>[0], name: string) {
  const person = people.get(name);
  if (person === undefined) throw new RangeError(name);
  // The authenticator of a person lives in the present, also in a rehearsal.
  const fields = { account: name, password: person.password, code: codeFrom(person.uri) };
  return await askAt(door, '/sign-in', {
    method: 'POST',
    headers: formHeaders,
    body: new URLSearchParams(fields).toString(),
  });
}

describe('passerelle serve', () => {
  it('opens the page on loopback beside its gateway, shows an operator all and an auditor the evidence alone', async () => {
    const site = await withPage(relays, '127.0.0.1:0');
    const service = serve(site, ...at);
    const door = await doorOf(service);

    const operator = tokenIn(await signIn(site, door, 'operator-1'));
    const overview = await askAt(door, '/', { session: operator });
    expect(overview.status).toBe(200);
    expect((await askAt(door, '/evidence', { session: operator })).status).toBe(200);

    const entered = await signIn(site, door, 'auditor-1');
    expect(entered.headers.location).toBe('/evidence');
    const auditor = tokenIn(entered);
    expect((await askAt(door, '/evidence', { session: auditor })).status).toBe(200);
    expect(await askAt(door, '/', { session: auditor })).toMatchObject({
      status: 404,
      body: 'There is nothing here.\n',
    });

    const { status, stderr } = await service.stop();
    expect(status).toBe(0);
    expect(stderr).not.toMatch(/otpauth|password of/);
    expect(await site.run('ledger', 'list', '--event', 'session-ended', '--json', ...at)).toMatchObject({
      stdout: expect.stringMatching(/"reason":"stopping"[\s\S]*"reason":"stopping"/),
    });
  });

  it('forgets all sessions when it is started again', async () => {
    const site = await withPage(relays, '127.0.0.1:0');
    const first = serve(site, ...at);
    const session = tokenIn(await signIn(site, await doorOf(first), 'operator-1'));
    expect(session).toBeDefined();
    await first.stop();
    const door = await doorOf(serve(site, ...at));
    const asked = await askAt(door, '/', { session });
    expect(asked).toMatchObject({ status: 303, headers: { location: '/sign-in' } });
  });

  it('opens it with --retention-only after the sunset, at an insurer too', async () => {
    const site = await withPage(insurers, 'unix:operator.sock');
    const service = serve(site, '--retention-only', '--at', '2023-02-01');
    expect(JSON.parse(await service.firstLine)).toMatchObject({
      retentionOnly: true,
      operatorPage: `unix:${path.join(site.folder, 'operator.sock')}`,
    });
    const socketPath = path.join(site.folder, 'operator.sock');
    const answered = await askAt({ socketPath }, '/sign-in');
    expect(answered.status).toBe(200);
    expect((await stat(socketPath)).mode & 0o777).toBe(0o600);
    await service.stop();
    await expect(stat(socketPath)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('has no page without the section, nor with --gateway-only', async () => {
    const without = serve(await relays.copy(), ...at);
    expect(JSON.parse(await without.firstLine)).toMatchObject({ operatorPage: null });
    const site = await withPage(relays, 'unix:operator.sock');
    const gatewayOnly = serve(site, '--gateway-only', ...at);
    expect(JSON.parse(await gatewayOnly.firstLine)).toMatchObject({ operatorPage: null });
    await expect(stat(path.join(site.folder, 'operator.sock'))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('does not begin at all with a page on another address [weakness: unauthenticated admin plane]', async () => {
    const site = await withPage(relays, '0.0.0.0:8443');
    const { status, stdout, stderr } = await serve(site, ...at).ended;
    expect({ status, stdout }).toEqual({ status: 3, stdout: '' });
    expect(stderr).toMatch(/operator\.listen must be on this machine alone/);
  });

  it('ends in order where another process has the page’s address, and its gateway does not stay behind', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const site = await withPage(relays, `127.0.0.1:${port}`);
    const { status, stdout, stderr } = await serve(site, ...at).ended;
    other.close();
    expect({ status, stdout }).toEqual({ status: 11, stdout: '' });
    expect(stderr).toMatch(/another process listens on 127\.0\.0\.1, port/);
  });

  it('takes the place of a socket that a dead process left, and of nothing else', async () => {
    const site = await withPage(insurers, 'unix:operator.sock', 'socket_mode = "0660"');
    const socketPath = path.join(site.folder, 'operator.sock');
    const killed = serve(site, '--retention-only', ...at);
    await killed.firstLine;
    killed.process.kill('SIGKILL');
    await killed.ended;
    expect((await stat(socketPath)).isSocket()).toBe(true);

    const service = serve(site, '--retention-only', ...at);
    await service.firstLine;
    expect((await stat(socketPath)).mode & 0o777).toBe(0o660);
    const second = await serve(site, '--retention-only', ...at).ended;
    expect(second).toMatchObject({ status: 11, stdout: '' });
    expect((await askAt({ socketPath }, '/sign-in')).status).toBe(200);
    await service.stop();

    await writeFile(socketPath, 'a file of somebody');
    const refused = await serve(site, '--retention-only', ...at).ended;
    expect(refused).toMatchObject({ status: 3, stdout: '' });
    expect(await readFile(socketPath, 'utf8')).toBe('a file of somebody');
  });
});
