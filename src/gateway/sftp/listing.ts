/** How nodes of the tree look to a client: attributes, and lines of `ls -l`. */

import type { DirectoryNode, TreeNode } from '../tree.ts';
import type { FileAttributes, NamedFile } from './packet-writer.ts';
import { fileType } from './protocol.ts';

/** Owner and group may read; into the receipts one may write, not look at what others wrote. */
const permissions = { directory: 0o550, receipts: 0o730, file: 0o440 } as const;

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

export function attributesOf(node: TreeNode): FileAttributes {
  return {
    size: node.size,
    permissions: permissionsOf(node),
    time: Math.floor(node.modified.epochMilliseconds / 1000),
  };
}

/** A receipt while it is being written. */
export function draftAttributes(size: number, now: Temporal.Instant): FileAttributes {
  const time = Math.floor(now.epochMilliseconds / 1000);
  return { size, permissions: fileType.regular | permissions.file, time };
}

/** The entries of a directory, itself and its parent first. */
export function entriesOf(directory: DirectoryNode, parent: DirectoryNode): readonly NamedFile[] {
  return [
    namedFile({ ...directory, name: '.' }),
    namedFile({ ...parent, name: '..' }),
    ...directory.children.map(namedFile),
  ];
}

/**
 * A line as `ls -l` writes it, the time in UTC: clients take it apart at its spaces.
 * `-r--r-----    1 passerelle passerelle     2048 Mar  1  2022 name`
 */
function namedFile(node: TreeNode): NamedFile {
  const attributes = attributesOf(node);
  const { day, month, year } = node.modified.toZonedDateTimeISO('UTC');
  const columns = [
    modeText(attributes.permissions),
    String(node.kind === 'directory' ? 2 : 1).padStart(4),
    'passerelle',
    'passerelle',
    String(node.size).padStart(12),
    months[month - 1],
    String(day).padStart(2),
    String(year).padStart(5),
    node.name,
  ];
  return { name: node.name, longname: columns.join(' '), attributes };
}

function permissionsOf(node: TreeNode): number {
  if (node.kind !== 'directory') return fileType.regular | permissions.file;
  return fileType.directory | (node.takesReceipts ? permissions.receipts : permissions.directory);
}

function modeText(mode: number): string {
  const type = (mode & fileType.directory) === fileType.directory ? 'd' : '-';
  const bits = Array.from('rwxrwxrwx', (letter, index) => ((mode >> (8 - index)) & 1 ? letter : '-'));
  return `${type}${bits.join('')}`;
}
