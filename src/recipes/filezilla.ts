/** FileZilla's Site Manager, as it exports and imports it (*File → Import*). */

import { text } from '../words/text.ts';
import type { Door, RecipeBook, Visitor } from './recipe.ts';

/** Of its enumerations ServerProtocol and LogonType, whose values never change: saved sites hold them. */
const [sftpProtocol, interactive] = [1, 3];

export const fileZilla: RecipeBook = {
  name: 'filezilla',
  ways: ['key', 'code'],
  write: (door, visitor) => ({
    pieces: [
      {
        into: text`into a file sites.xml, to be imported by File → Import`,
        content: siteManager(door, visitor),
      },
    ],
    remarks: [
      ...(visitor.way === 'key'
        ? [
            text`Add the key ${visitor.keyFile} under Settings → SFTP → Public-key authentication. It asks for the password.`,
          ]
        : [
            text`It asks for the password, then for the code. Set the number of simultaneous transfers to 1: a code serves once.`,
          ]),
      text`When it shows the host key the first time, compare it: ${door.fingerprint}`,
    ],
  }),
};

function siteManager({ host, port, name }: Door, { account, way }: Visitor): string {
  const fields: readonly (readonly [name: string, value: string | number])[] = [
    ['Host', host],
    ['Port', port],
    ['Protocol', sftpProtocol],
    ['Type', 0],
    ['User', account],
    // Logon type *Key file* would answer the prompt for the password with nothing.
    ['Logontype', interactive],
    ...(way === 'code' ? [['MaximumMultipleConnections', 1] as const] : []),
    ['EncodingType', 'UTF-8'],
    ['Name', `${name} (${account})`],
  ];
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<FileZilla3>',
    '  <Servers>',
    '    <Server>',
    ...fields.map(([field, value]) => `      <${field}>${escapeXml(String(value))}</${field}>`),
    '    </Server>',
    '  </Servers>',
    '</FileZilla3>',
  ].join('\n');
}

function escapeXml(value: string): string {
  return value.replace(/[<>&"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
