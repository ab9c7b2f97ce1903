import { runProgram } from '../../test/support/run-program.ts';
import type { Client, Task, Visit } from './client.ts';

export const curl: Client = {
  name: 'curl',
  needs: ['curl'],
  version: ['curl', '--version'],
  cannot: (version) => ({
    checksum: 'has no option for it',
    ...(isOld(version)
      ? { key: 'is built on libssh2 before 1.11, which has no encrypt-then-MAC and no GCM' }
      : {}),
  }),
  run(visit, task) {
    const { folder, fingerprint, user, login } = visit;
    const options = [
      `user = "${user}:${login.password}"`,
      ...(login.by === 'key' ? [`key = "${login.keyFile}"`] : []),
      `hostpubsha256 = "${fingerprint.replace('SHA256:', '')}"`,
      ...['silent', 'show-error', 'max-time = 30'],
      ...taskOptions(visit, task),
    ];
    // On its input, so that the password stands in no parameter.
    const input = `${options.join('\n')}\n`;
    return runProgram('curl', ['--config', '-'], { input, cwd: folder, env: { HOME: folder } });
  },
};

function taskOptions({ host, port }: Visit, task: Task): readonly string[] {
  const url = `url = "sftp://${host}:${port}${task.remote}${task.do === 'list' ? '/' : ''}"`;
  switch (task.do) {
    case 'list':
    case 'checksum':
      return [url];
    case 'get':
      return [url, `output = "${task.local}"`];
    case 'resume':
      return [url, `output = "${task.local}"`, 'continue-at = "-"'];
    case 'put':
      return [url, `upload-file = "${task.local}"`];
  }
}

/** The library that speaks SSH is named in the version: `libssh2/1.10.0`. */
function isOld(version: string): boolean {
  const [, minor] = /libssh2\/1\.(\d+)/.exec(version) ?? [];
  return minor !== undefined && Number(minor) < 11;
}
