import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { runProgram } from '../../test/support/run-program.ts';
import { askpassEnvironment, sshOptions } from './askpass.ts';
import type { Client, Task } from './client.ts';

export const lftp: Client = {
  name: 'lftp',
  needs: ['lftp', 'ssh'],
  version: ['lftp', '--version'],
  cannot: () => ({ checksum: 'has no command for it' }),
  async run(visit, task) {
    const { host, port, user, folder } = visit;
    const script = path.join(folder, 'script');
    // The user without a password: `ssh` asks the helper for what it needs.
    const lines = [
      'set cmd:fail-exit yes',
      'set net:max-retries 1',
      'set net:timeout 20',
      `set sftp:connect-program "ssh -a -x ${sshOptions(visit).join(' ')}"`,
      `open -u ${user},unused sftp://${host}:${port}`,
      command(task),
    ];
    await writeFile(script, `${lines.join('\n')}\n`);
    return runProgram('lftp', ['-f', script], { cwd: folder, env: await askpassEnvironment(visit) });
  },
};

function command(task: Task): string {
  switch (task.do) {
    case 'list':
      return `cls -l ${task.remote}`;
    case 'get':
      return `get ${task.remote} -o ${task.local}`;
    case 'resume':
      return `get -c ${task.remote} -o ${task.local}`;
    case 'put':
      return `put ${task.local} -o ${task.remote}`;
    case 'checksum':
      return 'exit 1';
  }
}
