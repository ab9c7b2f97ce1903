/** What systemd is told, by its own program, over its own kind of socket. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { afterEach, expect, it, onTestFinished, vi } from 'vitest';
import { serviceManager } from '../../src/schedule/service-manager.ts';
import { describeWithProgram } from '../support/programs.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** Prints each datagram on a line of its own. The sender waits until the descriptor in its last one is closed. */
const listening = `
import os, socket, sys
manager = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
manager.bind(sys.argv[1])
print("bound", flush=True)
while True:
    message, descriptors, _, _ = socket.recv_fds(manager, 4096, 4)
    for descriptor in descriptors:
        os.close(descriptor)
    print(message.decode().replace("\\n", " "), flush=True)
`;

afterEach(() => {
  vi.unstubAllEnvs();
});

it('is nothing where there is no manager', async () => {
  vi.stubEnv('NOTIFY_SOCKET', undefined);
  const warn = vi.fn();
  const manager = serviceManager({ warn });
  await manager.ready();
  await manager.stopping();
  manager.close();
  expect(warn).not.toHaveBeenCalled();
});

describeWithProgram(['systemd-notify', 'python3'], 'systemd', () => {
  it('is told that the process is ready, reloads, lives and stops', async () => {
    const socket = path.join(await temporaryFolder(), 'notify');
    const listener = spawn('python3', ['-c', listening, socket], { stdio: ['ignore', 'pipe', 'inherit'] });
    onTestFinished(() => void listener.kill());
    let told = '';
    listener.stdout.setEncoding('utf8').on('data', (text: string) => {
      told += text;
    });
    await once(listener.stdout, 'data');

    vi.stubEnv('NOTIFY_SOCKET', socket);
    vi.stubEnv('WATCHDOG_USEC', '100000');
    const warn = vi.fn();
    const manager = serviceManager({ warn });
    await manager.ready();
    await expect.poll(() => told).toContain('WATCHDOG=1');
    await manager.reloading();
    await manager.ready();
    await manager.stopping();
    manager.close();
    await expect
      .poll(() => told.match(/READY=1|RELOADING=1 MONOTONIC_USEC=[0-9]+|STOPPING=1/g))
      .toEqual([
        'READY=1',
        expect.stringMatching(/^RELOADING=1 MONOTONIC_USEC=[1-9][0-9]+$/),
        'READY=1',
        'STOPPING=1',
      ]);
    expect(warn).not.toHaveBeenCalled();
  });

  it('that does not listen is logged, and stops nobody', async () => {
    vi.stubEnv('NOTIFY_SOCKET', path.join(await temporaryFolder(), 'nobody'));
    const warn = vi.fn();
    await serviceManager({ warn }).ready();
    expect(warn).toHaveBeenCalledWith('service-manager-not-told', { error: expect.any(Error) });
  });
});
