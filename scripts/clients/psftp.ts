import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { runProgram } from '../../test/support/run-program.ts';
import type { Client, Task, Visit } from './client.ts';
import { runWithTypist } from './typist.ts';

export const psftp: Client = {
  name: 'PuTTY `psftp`',
  needs: ['psftp', 'puttygen'],
  version: ['psftp', '-V'],
  cannot: () => ({ checksum: 'has no command for it' }),
  async run(visit, task) {
    const { host, port, user, folder, fingerprint } = visit;
    const batch = path.join(folder, 'batch');
    await writeFile(batch, `${command(task)}\n`);
    const parameters = [
      ...['-P', String(port), '-hostkey', fingerprint, '-b', batch, ...(await factors(visit))],
      `${user}@${host}`,
    ];
    const { login } = visit;
    if (login.by !== 'code') return runProgram('psftp', parameters, { cwd: folder, env: { HOME: folder } });
    const answers = [
      ['password: ', login.password],
      ['code: ', login.code],
    ] as const;
    return runWithTypist('psftp', parameters, { cwd: folder, answers });
  },
};

async function factors({ login, folder }: Visit): Promise<readonly string[]> {
  if (login.by !== 'key') return [];
  const key = path.join(folder, 'key.ppk');
  const password = path.join(folder, 'password');
  await runProgram('puttygen', [login.keyFile, '-o', key]);
  await writeFile(password, `${login.password}\n`, { mode: 0o600 });
  return ['-batch', '-i', key, '-pwfile', password];
}

function command(task: Task): string {
  switch (task.do) {
    case 'list':
      return `ls ${task.remote}`;
    case 'get':
      return `get ${task.remote} ${task.local}`;
    case 'resume':
      return `reget ${task.remote} ${task.local}`;
    case 'put':
      return `put ${task.local} ${task.remote}`;
    case 'checksum':
      return 'quit';
  }
}
