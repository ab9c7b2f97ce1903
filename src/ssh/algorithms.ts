/**
 * The SSH algorithms that both our ends accept, in order of preference (RFC 4253 section 7.1): a key exchange
 * that a quantum computer does not break first; no SHA-1, no CBC, no compression. OpenSSH, PuTTY, WinSCP,
 * FileZilla, JSch and SSH.NET of today find a match. The first exchange has to be grafted on ssh2 before use.
 */

import type { Algorithms } from 'ssh2';
import { mlkem768x25519 } from './graft-mlkem768x25519.ts';

/** Keys `kex`, `serverHostKey`, `cipher`, `hmac` and `compress`, as `ssh2` names them. */
export const sshAlgorithms = {
  kex: [mlkem768x25519, 'curve25519-sha256', 'curve25519-sha256@libssh.org', 'diffie-hellman-group16-sha512'],
  // An RSA host key would make ssh2 offer `ssh-rsa` (SHA-1) beside it.
  serverHostKey: ['ssh-ed25519'],
  cipher: ['aes256-gcm@openssh.com', 'aes128-gcm@openssh.com', 'aes256-ctr', 'aes192-ctr', 'aes128-ctr'],
  hmac: ['hmac-sha2-256-etm@openssh.com', 'hmac-sha2-512-etm@openssh.com'],
  compress: ['none'],
} satisfies Algorithms;
