/** What each client of the table must be able to do, and how it is asked. */

import type { Ran } from '../../test/support/run-program.ts';

/** A gateway, an account on it, and a folder of the client's own. */
export interface Visit {
  readonly host: string;
  readonly port: number;
  /** OpenSSH's file of host keys, and the fingerprint of the only key in it. */
  readonly knownHosts: string;
  readonly fingerprint: string;
  readonly user: string;
  readonly login: Login;
  readonly folder: string;
}

/** Two factors of different kinds; the code is the one that the device shows now. */
export type Login =
  | { readonly by: 'key'; readonly keyFile: string; readonly password: string }
  /** A token of SoftHSM; the password is its PIN, and the card proves both kinds. */
  | { readonly by: 'card'; readonly tokenConfig: string; readonly password: string }
  /** A FIDO2 key that was touched, in an agent listening at `agent`. */
  | { readonly by: 'fido'; readonly agent: string; readonly password: string }
  | { readonly by: 'code'; readonly password: string; readonly code: string };

/** `local` is a file name in the client's folder; `resume` goes on where that file ends. */
export type Task =
  | { readonly do: 'list'; readonly remote: string }
  | { readonly do: 'get' | 'resume' | 'put'; readonly remote: string; readonly local: string }
  | { readonly do: 'checksum'; readonly remote: string };

/** `hear`: tells its user how the closing of an upload went, which is when a receipt is judged. */
export type Ability = 'key' | 'code' | Task['do'] | 'hear';

export interface Client {
  readonly name: string;
  /** Programs, and modules of Python, without which it cannot run. */
  readonly needs: readonly string[];
  /** What it logs in with where others have a key in a file. */
  readonly holds?: 'card' | 'fido';
  /** Prints its version. */
  readonly version: readonly [program: string, ...parameters: string[]];
  /** What it cannot do in that version, and why; without `key` it cannot do anything. */
  cannot(version: string): Readonly<Partial<Record<Ability, string>>>;
  /** Logs in, does the task, leaves. Status 0 only if all of it went well. */
  run(visit: Visit, task: Task): Promise<Ran>;
}
