/** What one peer may cost the gateway. */

export interface GatewayLimits {
  /** Connections that have not logged in: in all (then one gives way), and from one address. */
  readonly startups: number;
  readonly startupsPerAddress: number;
  /** Sessions: in all, and of one account. */
  readonly sessions: number;
  readonly sessionsPerAccount: number;
  /** Wrong guesses, and requests of any sort, in one connection before login. */
  readonly tries: number;
  readonly requests: number;
  /** Seconds in which a load balancer says who comes. It does so with its first packet. */
  readonly headerSeconds: number;
  /** Seconds from the first byte to the login. */
  readonly loginSeconds: number;
  /** Seconds without a request. */
  readonly idleSeconds: number;
  /** Seconds in which a peer takes nothing of what is sent to it. */
  readonly stallSeconds: number;
  /** Seconds for which callers are still told why, once the channel has closed. */
  readonly farewellSeconds: number;
  /** Seconds between two looks at the channel's state and at the accounts of live sessions. */
  readonly watchSeconds: number;
  /** Bytes after which keys are exchanged anew (RFC 4253 section 9). */
  readonly rekeyBytes: number;
  /** Channels of a connection, and handles of a channel. */
  readonly channels: number;
  readonly handles: number;
  /** Bytes of the longest SFTP packet, and of the longest READ and WRITE. */
  readonly packetBytes: number;
  readonly dataBytes: number;
  /** Bytes of the largest receipt. */
  readonly receiptBytes: number;
  /** Bytes that wait for a slow reader before its next request is served. */
  readonly waitingBytes: number;
  /** Bytes in a socket's own buffer before nothing more is read from the peer. */
  readonly backlogBytes: number;
}

/** Hold 500 sessions of seven insurers, and 200 silent strangers: measured, see docs/performance.md. */
export const defaultLimits: GatewayLimits = {
  startups: 300,
  startupsPerAddress: 20,
  sessions: 1000,
  sessionsPerAccount: 100,
  tries: 6,
  requests: 40,
  headerSeconds: 5,
  loginSeconds: 60,
  idleSeconds: 15 * 60,
  stallSeconds: 2 * 60,
  farewellSeconds: 60,
  watchSeconds: 1,
  rekeyBytes: 1024 ** 3,
  channels: 10,
  handles: 64,
  packetBytes: 256 * 1024,
  dataBytes: 255 * 1024,
  receiptBytes: 16 * 1024,
  waitingBytes: 2 * 1024 * 1024,
  backlogBytes: 8 * 1024 * 1024,
};
