/** The server of peers/go-sftp.go on loopback: a peer of transfer.ts and sessions.ts. */

import { execFile } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { prepareSetting, type RunningServer, startServer } from './local-server.ts';

/** Where Debian has the sources of Go's packages. */
const sources = '/usr/share/gocode';

/** What has to be there: Debian's golang-go, golang-github-pkg-sftp-dev and golang-golang-x-crypto-dev. */
export const goFiles = [
  '/usr/bin/go',
  `${sources}/src/github.com/pkg/sftp/server.go`,
  `${sources}/src/golang.org/x/crypto/ssh/server.go`,
];

/** Builds it in `folder`, and starts it. */
export async function startGoSftp(folder: string): Promise<RunningServer> {
  const { port, file } = await prepareSetting(folder);
  const source = path.join(import.meta.dirname, 'peers/go-sftp.go');
  await promisify(execFile)('go', ['build', '-o', file('go-sftp'), source], {
    env: { ...process.env, GO111MODULE: 'off', GOPATH: sources },
  });
  return startServer(file('go-sftp'), [String(port), file('host'), file('user.pub')], port);
}
