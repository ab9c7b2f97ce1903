/** rclone's remote of type `sftp` (rclone.org/sftp). */

import { text } from '../words/text.ts';
import { knownHosts } from './openssh.ts';
import type { RecipeBook } from './recipe.ts';

export const rclone: RecipeBook = {
  name: 'rclone',
  // It gives one stored answer to every prompt: a code it cannot give.
  ways: ['key'],
  write: (door, { account, keyFile }) => ({
    pieces: [
      knownHosts(door),
      {
        into: text`into ~/.config/rclone/rclone.conf`,
        content: [
          `[${door.name}]`,
          'type = sftp',
          `host = ${door.host}`,
          `port = ${door.port}`,
          `user = ${account}`,
          `key_file = ${keyFile}`,
          'known_hosts_file = ~/.ssh/known_hosts',
          'shell_type = none',
          'set_modtime = false',
        ].join('\n'),
      },
      {
        into: text`then, for the password`,
        content: 'echo "pass = $(rclone obscure - < password)" >> ~/.config/rclone/rclone.conf',
      },
      { into: text`and then`, content: `rclone copy ${door.name}:/inbox inbox` },
    ],
    remarks: [
      text`«password» is a file with your password that only you may read: rclone keeps it obscured, which is not encrypted.`,
    ],
  }),
};
