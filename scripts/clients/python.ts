import path from 'node:path';
import { type Ran, runProgram } from '../../test/support/run-program.ts';
import type { Client, Task, Visit } from './client.ts';

/** The system's own, which finds the modules that are packages. */
const python = '/usr/bin/python3';

export const paramiko: Client = {
  name: 'Paramiko',
  needs: ['/usr/bin/python3:paramiko'],
  version: [python, '-W', 'ignore', '-c', 'import paramiko; print("Paramiko", paramiko.__version__)'],
  cannot: () => ({}),
  run: (visit, task) => runScript('paramiko-visit.py', visit, task),
};

export const asyncSsh: Client = {
  name: 'AsyncSSH',
  needs: ['/usr/bin/python3:asyncssh'],
  version: [python, '-W', 'ignore', '-c', 'import asyncssh; print("AsyncSSH", asyncssh.__version__)'],
  cannot: () => ({ checksum: 'has no function for it' }),
  run: (visit, task) => runScript('asyncssh-visit.py', visit, task),
};

/** The visit is told on the input: it holds the secrets. */
function runScript(script: string, visit: Visit, task: Task): Promise<Ran> {
  return runProgram(python, ['-W', 'ignore', path.join(import.meta.dirname, script)], {
    input: JSON.stringify({ ...visit, task }),
    cwd: visit.folder,
    env: { HOME: visit.folder, PYTHONDONTWRITEBYTECODE: '1' },
  });
}
