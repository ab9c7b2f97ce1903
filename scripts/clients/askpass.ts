/** Answers the prompts of OpenSSH, as a person does: no secret stands in a parameter. */

import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { softhsm } from '../../test/support/softhsm.ts';
import type { Login, Visit } from './client.ts';

const script = `#!/bin/sh
case "$1" in *'One-time code'*) printf '%s\\n' "$ANSWER_CODE" ;; *) printf '%s\\n' "$ANSWER_PASSWORD" ;; esac
`;

/** Surroundings in which \`ssh\` asks the script, also below another program. */
export async function askpassEnvironment({ folder, login }: Visit): Promise<NodeJS.ProcessEnv> {
  const file = path.join(folder, 'askpass.sh');
  await writeFile(file, script, { mode: 0o700 });
  return {
    HOME: folder,
    SSH_ASKPASS: file,
    SSH_ASKPASS_REQUIRE: 'force',
    ANSWER_PASSWORD: login.password,
    ANSWER_CODE: login.by === 'code' ? login.code : '',
    ...(login.by === 'card' ? { SOFTHSM2_CONF: login.tokenConfig } : {}),
  };
}

/** Options of `ssh` and `sftp`: this key or none, and no host but the known one. */
export function sshOptions({ knownHosts, login }: Visit): readonly string[] {
  return [
    ...['-F', 'none', '-oNumberOfPasswordPrompts=1', ...identityOptions(login)],
    ...['-oBatchMode=no', '-oStrictHostKeyChecking=yes', `-oUserKnownHostsFile=${knownHosts}`],
  ];
}

function identityOptions(login: Login): readonly string[] {
  const noOther = ['-oIdentitiesOnly=yes', '-oIdentityAgent=none'];
  switch (login.by) {
    case 'key':
      return [...noOther, `-oIdentityFile=${login.keyFile}`];
    case 'code':
      return [...noOther, '-oPubkeyAuthentication=no'];
    case 'card':
      return ['-oIdentityFile=none', '-oIdentityAgent=none', `-oPKCS11Provider=${softhsm}`];
    case 'fido':
      return ['-oIdentityFile=none', `-oIdentityAgent=${login.agent}`];
  }
}
