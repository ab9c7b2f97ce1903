import { createWriteStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { AnyAuthMethod } from 'ssh2';
import SftpClient from 'ssh2-sftp-client';
import { fingerprintOf } from '../../src/login/ssh-key.ts';
import type { Client, Login, Task, Visit } from './client.ts';

export const ssh2SftpClient: Client = {
  name: '`ssh2-sftp-client`',
  needs: [],
  version: ['node', '-p', '"ssh2-sftp-client " + require("ssh2-sftp-client/package.json").version'],
  cannot: () => ({ checksum: 'has no function for it' }),
  async run(visit, task) {
    const client = new SftpClient();
    try {
      await client.connect({
        host: visit.host,
        port: visit.port,
        username: visit.user,
        // With `password` set it would be sent first, and the login end there.
        authHandler: await steps(visit.user, visit.login),
        // Without it any host key is taken.
        hostVerifier: (key: Buffer) => fingerprintOf(key) === visit.fingerprint,
      });
      return { status: 0, output: await perform(client, visit, task) };
    } catch (error) {
      return { status: 1, output: String(error) };
    } finally {
      await client.end().catch(() => {});
    }
  },
};

async function steps(username: string, login: Login): Promise<AnyAuthMethod[]> {
  const conversation: AnyAuthMethod = {
    type: 'keyboard-interactive',
    username,
    prompt: (_name, _instructions, _language, prompts, finish) => {
      const code = login.by === 'code' ? login.code : '';
      finish(prompts.map(({ prompt }) => (prompt.includes('code') ? code : login.password)));
    },
  };
  if (login.by !== 'key') return [conversation];
  return [{ type: 'publickey', username, key: await readFile(login.keyFile) }, conversation];
}

async function perform(client: SftpClient, { folder }: Visit, task: Task): Promise<string> {
  switch (task.do) {
    case 'list':
      return (await client.list(task.remote)).map(({ name }) => name).join('\n');
    case 'get':
      await client.get(task.remote, path.join(folder, task.local));
      return '';
    case 'put':
      await client.put(path.join(folder, task.local), task.remote);
      return '';
    case 'resume': {
      const file = path.join(folder, task.local);
      const { size } = await stat(file);
      const rest = client.createReadStream(task.remote, { start: size });
      await pipeline(rest, createWriteStream(file, { flags: 'a' }));
      return '';
    }
    case 'checksum':
      throw new RangeError('no checksum');
  }
}
