/** OpenSSH's `sftp` (ssh_config(5), sshd(8) «SSH_KNOWN_HOSTS FILE FORMAT»), and what runs `ssh` below itself. */

import { text } from '../words/text.ts';
import type { Door, Piece, RecipeBook, Visitor, Way } from './recipe.ts';

/** Where eID's middleware puts its module on Debian. */
const cardModule = '/usr/lib/x86_64-linux-gnu/pkcs11/beidpkcs11.so';

const identityLines: Readonly<Record<Way, (visitor: Visitor) => readonly string[]>> = {
  key: ({ keyFile }) => [`IdentityFile ${keyFile}`, 'IdentitiesOnly yes'],
  fido: ({ keyFile }) => [`IdentityFile ${keyFile}`, 'IdentitiesOnly yes'],
  certificate: ({ keyFile }) => [
    `IdentityFile ${keyFile}`,
    `CertificateFile ${keyFile}-cert.pub`,
    'IdentitiesOnly yes',
  ],
  card: () => [`PKCS11Provider ${cardModule}`],
  code: () => ['PubkeyAuthentication no'],
};

const remarks: Readonly<Record<Way, readonly ReturnType<typeof text>[]>> = {
  key: [text`It asks for the password.`],
  fido: [
    text`Touch the device; it asks for the password, or for a PIN if the key was made with -O verify-required.`,
  ],
  certificate: [text`It asks for the password.`],
  card: [text`It asks for the card’s PIN. The module is where eID’s middleware put it.`],
  code: [text`It asks for the password, then for the code.`],
};

export const openSsh: RecipeBook = {
  name: 'openssh',
  ways: ['card', 'fido', 'certificate', 'key', 'code'],
  write: (door, visitor) => ({
    pieces: [
      knownHosts(door),
      { into: text`into ~/.ssh/config`, content: hostBlock(door, visitor) },
      { into: text`and then`, content: `sftp ${door.name}` },
    ],
    remarks: remarks[visitor.way],
  }),
};

/** Logs in by `ssh`, whose configuration it shares. */
export const lftp: RecipeBook = {
  name: 'lftp',
  ways: openSsh.ways,
  write: (door, visitor) => ({
    pieces: [
      knownHosts(door),
      { into: text`into ~/.ssh/config`, content: hostBlock(door, visitor) },
      {
        into: text`to lftp, or into a file for lftp -f`,
        content: [
          'set sftp:connect-program "ssh -a -x"',
          `open -u ${visitor.account},unused sftp://${door.name}`,
          'cls -l /inbox',
        ].join('\n'),
      },
    ],
    remarks: [
      ...remarks[visitor.way],
      text`lftp answers the first prompt itself, with «unused»: let SSH_ASKPASS with SSH_ASKPASS_REQUIRE=force answer (docs/clients.md).`,
    ],
  }),
};

function hostBlock({ name, host, port }: Door, visitor: Visitor): string {
  const lines = [
    `HostName ${host}`,
    `Port ${port}`,
    `User ${visitor.account}`,
    ...identityLines[visitor.way](visitor),
    'PreferredAuthentications publickey,keyboard-interactive',
    'StrictHostKeyChecking yes',
  ];
  return [`Host ${name}`, ...lines.map((line) => `  ${line}`)].join('\n');
}

/** Another port than that of SSH stands behind a host in brackets. */
export function knownHosts({ host, port, hostKey }: Door): Piece {
  const where = port === 22 ? host : `[${host}]:${port}`;
  return { into: text`into ~/.ssh/known_hosts, one line`, content: `${where} ${hostKey}` };
}
