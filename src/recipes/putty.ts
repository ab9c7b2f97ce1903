/** PuTTY's `psftp` (PuTTY user manual, chapters 6 and 8), and WinSCP, which is built on PuTTY's code. */

import { text } from '../words/text.ts';
import type { Door, RecipeBook, Visitor } from './recipe.ts';

export const psftp: RecipeBook = {
  name: 'psftp',
  ways: ['key', 'code'],
  write: (door, visitor) => ({
    pieces: [
      ...(visitor.way === 'key'
        ? [
            {
              into: text`once, to turn the key into PuTTY’s form`,
              content: `puttygen ${visitor.keyFile} -o ${visitor.account}.ppk`,
            },
          ]
        : []),
      {
        into: text`and then`,
        content: [
          'psftp',
          ...(visitor.way === 'key' ? [`-i ${visitor.account}.ppk`] : []),
          `-hostkey ${door.fingerprint} -P ${door.port} ${visitor.account}@${door.host}`,
        ].join(' '),
      },
    ],
    remarks: [
      visitor.way === 'key'
        ? text`It asks for the password; in a script, -batch -pwfile <file> answers.`
        : text`It asks for the password, then for the code.`,
    ],
  }),
};

/** Keys of a stored session, as WinSCP's own INI file has them (winscp.net/eng/docs/rawsettings). */
export const winScp: RecipeBook = {
  name: 'winscp',
  ways: ['key', 'code'],
  write: (door, visitor) => ({
    pieces: [
      { into: text`into the host name of WinSCP’s login window`, content: sessionUrl(door, visitor) },
      { into: text`or into WinSCP.ini`, content: storedSession(door, visitor) },
      { into: text`or in a script`, content: openCommand(door, visitor) },
    ],
    remarks: [
      ...(visitor.way === 'key'
        ? [
            text`Turn the key into PuTTY’s form with PuTTYgen first, and correct its path. It asks for the password.`,
          ]
        : [text`It asks for the password, then for the code: store neither.`]),
      text`When it shows the host key the first time, compare it: ${door.fingerprint}`,
    ],
  }),
};

/** The number of bits is that of Ed25519, as PuTTY counts them. */
const hostKeyKind = 'ssh-ed25519';
const hostKeyBits = 255;

/**
 * The fingerprint in a URL: algorithm and digest joined by a dash, without the bits, in the alphabet of base64 that
 * URLs keep (winscp.net/eng/docs/session_url).
 */
function sessionUrl({ host, port, fingerprint }: Door, visitor: Visitor): string {
  const inUrl = `${hostKeyKind}-${digestOf(fingerprint).replaceAll('+', '-').replaceAll('/', '_')}`;
  const raw = visitor.way === 'key' ? `;x-publickeyfile=${encodeURIComponent(puttyKey(visitor))}` : '';
  return `sftp://${encodeURIComponent(visitor.account)};fingerprint=${inUrl}${raw}@${inBrackets(host)}:${port}/`;
}

function storedSession({ host, port, name }: Door, visitor: Visitor): string {
  return [
    `[Sessions\\${escaped(`${name} ${visitor.account}`)}]`,
    `HostName=${host}`,
    `PortNumber=${port}`,
    `UserName=${visitor.account}`,
    // SFTP without falling back to SCP.
    'FSProtocol=2',
    ...(visitor.way === 'key' ? [`PublicKeyFile=${escaped(puttyKey(visitor))}`] : []),
    'AuthKI=1',
    // With a code the first prompt must not be answered alone.
    `AuthKIPassword=${visitor.way === 'key' ? 1 : 0}`,
    'TryAgent=0',
  ].join('\n');
}

function openCommand({ host, port, fingerprint }: Door, visitor: Visitor): string {
  const key = visitor.way === 'key' ? ` -privatekey="${puttyKey(visitor)}"` : '';
  const pinned = `${hostKeyKind} ${hostKeyBits} ${digestOf(fingerprint)}`;
  return `open sftp://${encodeURIComponent(visitor.account)}@${inBrackets(host)}:${port}/ -hostkey="${pinned}"${key}`;
}

/** The digest alone, in base64. */
function digestOf(fingerprint: string): string {
  return fingerprint.slice('SHA256:'.length);
}

function puttyKey({ account, keyFile }: Visitor): string {
  return keyFile.endsWith('.ppk') ? keyFile : `C:\\Keys\\${account}.ppk`;
}

function inBrackets(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}

/** WinSCP percent-encodes what its INI file could misread. */
function escaped(value: string): string {
  return value.replace(/[\\%\s*?=[\]]/g, (character) => encodeURIComponent(character).replace('*', '%2A'));
}
