/** Honest SFTP requests of all types (draft-ietf-secsh-filexfer-02), and of all extensions. */

import { requestType } from '../../src/gateway/sftp/protocol.ts';
import { byte, bytes, type Field, type Message, string, uint32, uint64 } from './fields.ts';
import type { Random } from './random.ts';

/** What stands in the tree, and what does not. */
export interface Places {
  readonly files: readonly [string, ...string[]];
  readonly folders: readonly [string, ...string[]];
}

const noAttributes = uint32(0);
const someAttributes: Message = [
  uint32(0x0f),
  uint64(5n),
  uint32(0),
  uint32(0),
  uint32(0o644),
  uint32(1),
  uint32(1),
];

/** One request with the number `id`. Handles are those that the gateway may have given by now: it counts. */
export function request(random: Random, { files, folders }: Places, id: number): Message {
  const anyPath = () => string(random.pick(random.oneIn(2) ? files : folders));
  const handle = () => string(Buffer.of(0, 0, random.oneIn(40) ? 1 : 0, random.below(80)));
  const receipt = () =>
    string(`/receipts/${random.oneIn(3) ? 'a' : 'none'}.receipt.asc${random.oneIn(3) ? '.filepart' : ''}`);
  const offset = () => uint64(BigInt(random.below(random.oneIn(2) ? 300_000 : 100)));
  const attributes = () => (random.oneIn(2) ? [noAttributes] : someAttributes);
  const numbered = (type: number, ...fields: readonly Field[]): Message => [
    byte(type),
    uint32(id),
    ...fields,
  ];
  const extended = (name: string, ...fields: readonly Field[]) =>
    numbered(requestType.extended, string(name), ...fields);
  const check = (): readonly Field[] => [
    string(random.pick(['sha256', 'md5,sha256', 'sha1'])),
    uint64(BigInt(random.below(3))),
    uint64(0n),
    uint32(random.pick([0, 256, 1 << 30])),
  ];

  const choices: readonly [() => Message, ...(() => Message)[]] = [
    () => numbered(requestType.open, anyPath(), uint32(random.pick([1, 2, 26, 63])), ...attributes()),
    () => numbered(requestType.open, receipt(), uint32(random.pick([2, 10, 26])), ...attributes()),
    () => numbered(requestType.close, handle()),
    () => numbered(requestType.close, handle()),
    () => numbered(requestType.read, handle(), offset(), uint32(random.pick([0, 1, 4096, 32_768, 1 << 20]))),
    () => numbered(requestType.write, handle(), offset(), string(random.bytes(random.below(200)))),
    () => numbered(requestType.lstat, anyPath()),
    () => numbered(requestType.fstat, handle()),
    () => numbered(requestType.setstat, anyPath(), ...attributes()),
    () => numbered(requestType.fsetstat, handle(), ...attributes()),
    () => numbered(requestType.opendir, string(random.pick(folders))),
    () => numbered(requestType.readdir, handle()),
    () => numbered(requestType.remove, anyPath()),
    () => numbered(requestType.mkdir, anyPath(), ...attributes()),
    () => numbered(requestType.rmdir, anyPath()),
    () => numbered(requestType.realpath, anyPath()),
    () => numbered(requestType.stat, anyPath()),
    () => numbered(requestType.rename, receipt(), receipt()),
    () => numbered(requestType.readlink, anyPath()),
    () => numbered(requestType.symlink, anyPath(), anyPath()),
    () => numbered(requestType.init, uint32(3)),
    () => numbered(random.below(256), bytes(random.bytes(random.below(40)))),
    () => extended('posix-rename@openssh.com', receipt(), receipt()),
    () => extended('statvfs@openssh.com', anyPath()),
    () => extended('fsync@openssh.com', handle()),
    () => extended('limits@openssh.com'),
    () => extended('check-file-handle', handle(), ...check()),
    () => extended('check-file-name', anyPath(), ...check()),
    () => extended('check-file', handle(), ...check()),
    () => extended('hardlink@openssh.com', anyPath(), anyPath()),
    () => extended('copy-data', handle(), uint64(0n), uint64(0n), handle(), uint64(0n)),
  ];
  return random.pick(choices)();
}
