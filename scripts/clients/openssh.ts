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

/** OpenSSH's own way to a card; its driver is SoftHSM's in place of eID's. */
export const openSshWithCard: Client = {
  ...openSsh,
  name: 'OpenSSH `sftp` with a card (SoftHSM)',
  needs: [...openSsh.needs, 'softhsm2-util'],
  holds: 'card',
  cannot: () => ({ ...openSsh.cannot(''), code: 'needs no code: the card asks for its PIN' }),
};

/** OpenSSH's client speaks of a FIDO2 key as of any; the agent that signs stands in place of the device. */
export const openSshWithFido: Client = {
  ...openSsh,
  name: 'OpenSSH `sftp` with a FIDO2 key (agent in software)',
  holds: 'fido',
  cannot: () => ({ ...openSsh.cannot(''), code: 'needs no code: the key is possessed already' }),
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
