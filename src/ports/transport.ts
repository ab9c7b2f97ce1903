/** The transport port: what a site does on the gateway of another. */

/** A file as the peer's gateway lists it. */
export interface RemoteFile {
  /** Absolute path in the account's tree. */
  readonly path: string;
  readonly name: string;
  /** Bytes. */
  readonly size: number;
}

/** A session opened with both factors; `close` it always. */
export interface TransportSession {
  /** All files below `folder`, the peer's words unverified: names and sizes are attacker-controlled. */
  list(folder: string): Promise<readonly RemoteFile[]>;
  /** The bytes of a file. MUST refuse to yield more than `limit` bytes. */
  read(path: string, limit: number): AsyncIterable<Uint8Array>;
  /** Writes a small new file whole. */
  write(path: string, bytes: Uint8Array): Promise<void>;
  close(): Promise<void>;
}

export interface Transport {
  /**
   * Logs in. Throws `peer-unreachable`, `host-key-refused` or `login-refused`. `given` is called when a secret went to
   * the peer, which takes its time to judge it.
   */
  open(given?: () => void): Promise<TransportSession>;
}

/** SSH_FX_NO_SUCH_FILE and SSH_FX_FAILURE (draft-ietf-secsh-filexfer-02 section 7). */
export const answered = { noSuchFile: 2, failure: 4 } as const;

/** The SFTP status with which the peer answered the request that failed; `undefined` if the connection broke before. */
export function statusOf(error: unknown): number | undefined {
  const code: unknown = Reflect.get(Object(Reflect.get(Object(error), 'cause')), 'code');
  return typeof code === 'number' ? code : undefined;
}
