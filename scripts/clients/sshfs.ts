import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { runProgram } from '../../test/support/run-program.ts';
import { askpassEnvironment, sshOptions } from './askpass.ts';
import type { Client, Task } from './client.ts';

export const sshfs: Client = {
  name: 'sshfs',
  needs: ['sshfs', 'ssh', 'fusermount3', '/dev/fuse'],
  version: ['sh', '-c', 'sshfs --version | grep SSHFS'],
  cannot: () => ({
    checksum: 'has no command for it',
    hear: 'does not wait for the answer to closing: look whether the receipt is listed afterwards',
  }),
  async run(visit, task) {
    const { host, port, user, folder } = visit;
    const mount = path.join(folder, 'mount');
    const ssh = path.join(folder, 'ssh.sh');
    await mkdir(mount, { recursive: true });
    await writeFile(ssh, `#!/bin/sh\nexec ssh ${sshOptions(visit).join(' ')} "$@"\n`, { mode: 0o700 });
    const env = await askpassEnvironment(visit);
    const mounted = await runProgram(
      'sshfs',
      [`${user}@${host}:/`, mount, '-p', String(port), '-o', `ssh_command=${ssh}`],
      { cwd: folder, env },
    );
    if (mounted.status !== 0) return mounted;
    try {
      return await runProgram('sh', ['-c', line(task), 'sh', `mount${task.remote}`, fileOf(task)], {
        cwd: folder,
      });
    } finally {
      await runProgram('fusermount3', ['-u', mount]);
    }
  },
};

function fileOf(task: Task): string {
  return 'local' in task ? task.local : '';
}

/** `$1` is the remote file, `$2` the local one. */
function line(task: Task): string {
  switch (task.do) {
    case 'list':
      return 'ls -l "$1"';
    case 'get':
      return 'cp "$1" "$2"';
    case 'resume':
      return 'tail -c +$(($(stat -c %s "$2") + 1)) "$1" >> "$2"';
    case 'put':
      return 'cp "$2" "$1"';
    case 'checksum':
      return 'exit 1';
  }
}
