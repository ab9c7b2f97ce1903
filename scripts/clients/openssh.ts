import { runProgram } from '../../test/support/run-program.ts';
import { askpassEnvironment, sshOptions } from './askpass.ts';
import type { Client, Task } from './client.ts';

export const openSsh: Client = {
  name: 'OpenSSH `sftp`',
  needs: ['sftp', 'ssh'],
  version: ['ssh', '-V'],
  cannot: () => ({ checksum: 'has no command for it' }),
  async run(visit, task) {
    const { host, port, user, folder } = visit;
    const parameters = [...sshOptions(visit), '-b', '-', '-P', String(port), `${user}@${host}`];
    const env = await askpassEnvironment(visit);
    return runProgram('sftp', parameters, { input: `${command(task)}\n`, cwd: folder, env });
  },
};

function command(task: Task): string {
  switch (task.do) {
    case 'list':
      return `ls -l ${task.remote}`;
    case 'get':
      return `get ${task.remote} ${task.local}`;
    case 'resume':
      return `reget ${task.remote} ${task.local}`;
    case 'put':
      return `put ${task.local} ${task.remote}`;
    case 'checksum':
      return 'exit 1';
  }
}
