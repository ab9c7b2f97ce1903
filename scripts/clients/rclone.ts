import { stat } from 'node:fs/promises';
import path from 'node:path';
import { runProgram } from '../../test/support/run-program.ts';
import type { Client, Visit } from './client.ts';

export const rclone: Client = {
  name: 'rclone',
  needs: ['rclone'],
  version: ['rclone', 'version'],
  cannot: () => ({
    code: 'gives the stored password to every prompt',
    checksum: 'would run `sha256sum` in a shell',
  }),
  async run(visit, task) {
    const { folder } = visit;
    const env = await environment(visit);
    const remote = `gateway:${task.remote}`;
    const started = (...parameters: readonly string[]) =>
      runProgram('rclone', ['--retries', '1', '--low-level-retries', '1', ...parameters], {
        cwd: folder,
        env,
      });
    switch (task.do) {
      case 'list':
        return started('lsl', remote);
      case 'get':
        return started('copyto', remote, task.local);
      case 'put':
        return started('copyto', task.local, remote);
      case 'resume': {
        // `copy` begins anew; the rest is had by its offset.
        const { size } = await stat(path.join(folder, task.local));
        const line = 'exec rclone cat --offset "$1" "$2" >> "$3"';
        return runProgram('sh', ['-c', line, 'sh', String(size), remote, task.local], { cwd: folder, env });
      }
      case 'checksum':
        return started('hashsum', 'sha256', remote);
    }
  },
};

/** The configuration, without a file; rclone wants the password obscured. */
async function environment({
  host,
  port,
  user,
  knownHosts,
  folder,
  login,
}: Visit): Promise<NodeJS.ProcessEnv> {
  const obscured = await runProgram('rclone', ['obscure', '-'], { input: login.password });
  const prefix = 'RCLONE_CONFIG_GATEWAY';
  return {
    HOME: folder,
    RCLONE_CONFIG: path.join(folder, 'rclone.conf'),
    [`${prefix}_TYPE`]: 'sftp',
    [`${prefix}_HOST`]: host,
    [`${prefix}_PORT`]: String(port),
    [`${prefix}_USER`]: user,
    [`${prefix}_PASS`]: obscured.output.trim(),
    [`${prefix}_KNOWN_HOSTS_FILE`]: knownHosts,
    [`${prefix}_SHELL_TYPE`]: 'none',
    [`${prefix}_SET_MODTIME`]: 'false',
    ...(login.by === 'key' ? { [`${prefix}_KEY_FILE`]: login.keyFile } : {}),
  };
}
