/** How we log in on a peer's gateway: whom we trust, and to whom we give which secret. */

import { timingSafeEqual } from 'node:crypto';
import type { AuthHandlerMiddleware, KeyboardInteractiveAuthMethod, Prompt } from 'ssh2';
import { fingerprintOf } from '../../login/ssh-key.ts';

export interface SftpCredentials {
  /** `SHA256:…` of the host key that is trusted, as `ssh-keygen -l` prints it. */
  readonly hostKeyFingerprint: string;
  /** The same, of the one that takes its place some day: trusted as well, and no other is. */
  readonly nextHostKeyFingerprint?: string | undefined;
  readonly username: string;
  /** Private key in OpenSSH's format, without a passphrase. */
  readonly privateKey?: string | undefined;
  readonly password: string | undefined;
  /** Gives the code that the TOTP device shows now. */
  readonly totp?: (() => string) | undefined;
}

/** How far the login came, to be told when it fails. */
export interface LoginProgress {
  stage: 'handshake' | 'login' | 'session';
  hostKeyRefused: boolean;
  /** The peer ended it by a message of the protocol, not by hanging up. */
  peerSpoke: boolean;
}

/** Which secret a prompt asks for, by its last word; what asks for anything else gets nothing. */
const secretsByPrompt: readonly (readonly [prompt: RegExp, secret: 'password' | 'code'])[] = [
  [/password:?\s*$/i, 'password'],
  [/code:?\s*$/i, 'code'],
];

/** True for the pinned host keys only. */
export function hostVerifierOf(
  { hostKeyFingerprint, nextHostKeyFingerprint = hostKeyFingerprint }: SftpCredentials,
  progress: LoginProgress,
): (hostKey: Buffer) => boolean {
  return (hostKey) => {
    const offered = Buffer.from(fingerprintOf(hostKey));
    const trusted = [hostKeyFingerprint, nextHostKeyFingerprint]
      .map((fingerprint) => Buffer.from(fingerprint))
      .some((pinned) => offered.length === pinned.length && timingSafeEqual(offered, pinned));
    progress.hostKeyRefused = !trusted;
    return trusted;
  };
}

/**
 * Public key first if there is one, then what is known, by keyboard-interactive. A peer that does not take
 * the key is told nothing more; each secret is given once, and `given` called then.
 */
export function authenticationOf(
  credentials: SftpCredentials,
  progress: LoginProgress,
  given: () => void = () => {},
): AuthHandlerMiddleware {
  const { username, privateKey } = credentials;
  const methods: ('publickey' | 'keyboard-interactive')[] =
    privateKey === undefined ? ['keyboard-interactive'] : ['publickey', 'keyboard-interactive'];
  let first = true;
  return (_allowed, partialSuccess, next) => {
    progress.stage = 'login';
    const method = first || partialSuccess ? methods.shift() : undefined;
    first = false;
    if (method === 'publickey' && privateKey !== undefined) {
      next({ type: method, username, key: privateKey });
    } else if (method === 'keyboard-interactive') {
      next({ type: method, username, prompt: answeringOnce(credentials, given) });
    } else {
      // No more methods; the published types leave this word out.
      Reflect.apply(next, undefined, [false]);
    }
  };
}

function answeringOnce(
  { password, totp }: SftpCredentials,
  given: () => void,
): KeyboardInteractiveAuthMethod['prompt'] {
  const secrets = new Map<string, () => string>();
  if (password !== undefined) secrets.set('password', () => password);
  if (totp !== undefined) secrets.set('code', totp);
  const answer = ({ prompt }: Prompt) => {
    const [, secret = ''] = secretsByPrompt.find(([asks]) => asks.test(prompt)) ?? [];
    const give = secrets.get(secret);
    secrets.delete(secret);
    return give?.() ?? '';
  };
  return (_name, _instructions, _language, prompts, finish) => {
    finish(prompts.map(answer));
    given();
  };
}
