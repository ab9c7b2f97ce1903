/** Numbers of the SSH File Transfer Protocol, version 3 (draft-ietf-secsh-filexfer-02). */

export const protocolVersion = 3;

/** Section 3: what clients send. */
export const requestType = {
  init: 1,
  open: 3,
  close: 4,
  read: 5,
  write: 6,
  lstat: 7,
  fstat: 8,
  setstat: 9,
  fsetstat: 10,
  opendir: 11,
  readdir: 12,
  remove: 13,
  mkdir: 14,
  rmdir: 15,
  realpath: 16,
  stat: 17,
  rename: 18,
  readlink: 19,
  symlink: 20,
  extended: 200,
} as const;

/** Section 3: what servers answer. */
export const answerType = {
  version: 2,
  status: 101,
  handle: 102,
  data: 103,
  name: 104,
  attributes: 105,
  extendedReply: 201,
} as const;

/** Section 7. */
export const statusCode = {
  ok: 0,
  eof: 1,
  noSuchFile: 2,
  permissionDenied: 3,
  failure: 4,
  badMessage: 5,
  unsupported: 8,
} as const;

export type StatusCode = (typeof statusCode)[keyof typeof statusCode];

/** Section 6.3: how a file is to be opened. */
export const openFlag = { read: 1, write: 2, append: 4, create: 8, truncate: 16, exclusive: 32 } as const;

/** Section 5: which attributes follow. */
export const attributeFlag = {
  size: 0x1,
  ownerAndGroup: 0x2,
  permissions: 0x4,
  times: 0x8,
  extended: 0x80000000,
} as const;

/** File type bits of the permissions (POSIX `S_IFDIR`, `S_IFREG`). */
export const fileType = { directory: 0o040000, regular: 0o100000 } as const;
