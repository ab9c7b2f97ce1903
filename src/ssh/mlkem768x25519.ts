/**
 * The key exchange `mlkem768x25519-sha256` of draft-ietf-sshm-mlkem-hybrid-kex (version 10), apart from any
 * connection: ML-KEM-768 (FIPS 203) beside X25519 (RFC 7748, RFC 8731). Who records a session today opens it
 * later only by breaking both.
 *
 * What a peer sends is public and not yet authenticated. A value that is not right is refused, never thrown.
 */

import {
  createHash,
  createPublicKey,
  decapsulate,
  diffieHellman,
  encapsulate,
  generateKeyPairSync,
  type KeyObject,
} from 'node:crypto';

/** Name of the method in SSH_MSG_KEXINIT. */
export const hybridExchange = 'mlkem768x25519-sha256';

const mlKem = 'ml-kem-768';
const x25519 = 'x25519';

/** Lengths in bytes (FIPS 203 table 3, RFC 7748 section 5). */
const encapsulationKeyLength = 1184;
const ciphertextLength = 1088;
const pointLength = 32;

/** What is wrong with a peer's value, in words for our own log. */
export type Refusal =
  | 'wrong length'
  | 'no ML-KEM encapsulation key'
  | 'no ML-KEM ciphertext'
  | 'weak X25519 point';

export interface Refused {
  readonly refused: Refusal;
}

/** Private keys of a client, for one exchange and never again. */
export interface ClientKeys {
  readonly decapsulationKey: KeyObject;
  readonly scalar: KeyObject;
}

export interface ServerAnswer {
  /** `S_REPLY`: ML-KEM ciphertext, then X25519 public key. */
  readonly serverReply: Buffer;
  readonly sharedSecret: Buffer;
}

export function generateClientKeys(): ClientKeys {
  return {
    decapsulationKey: generateKeyPairSync(mlKem).privateKey,
    scalar: generateKeyPairSync(x25519).privateKey,
  };
}

/** `C_INIT`: ML-KEM encapsulation key, then X25519 public key; 1,216 bytes. */
export function clientInit(keys: ClientKeys): Buffer {
  return Buffer.concat([publicBytes(keys.decapsulationKey), publicBytes(keys.scalar)]);
}

/** The server's side of the exchange, from the `C_INIT` of a client. */
export function answerClient(clientInit: Uint8Array): ServerAnswer | Refused {
  if (clientInit.length !== encapsulationKeyLength + pointLength) return { refused: 'wrong length' };
  const encapsulationKey = readEncapsulationKey(clientInit.subarray(0, encapsulationKeyLength));
  if (encapsulationKey === undefined) return { refused: 'no ML-KEM encapsulation key' };
  const scalar = generateKeyPairSync(x25519).privateKey;
  const classical = agree(scalar, clientInit.subarray(encapsulationKeyLength));
  if (classical === undefined) return { refused: 'weak X25519 point' };
  const { ciphertext, sharedKey } = encapsulate(encapsulationKey);
  return {
    serverReply: Buffer.concat([ciphertext, publicBytes(scalar)]),
    sharedSecret: combine(sharedKey, classical),
  };
}

/**
 * The client's shared secret, from the `S_REPLY` of a server. A ciphertext that was not made for these keys
 * is not refused: it gives another secret (FIPS 203 section 6.3), and the server's signature does not fit.
 */
export function finishClient(
  keys: ClientKeys,
  serverReply: Uint8Array,
): { readonly sharedSecret: Buffer } | Refused {
  if (serverReply.length !== ciphertextLength + pointLength) return { refused: 'wrong length' };
  const quantumSafe = attempt(() =>
    decapsulate(keys.decapsulationKey, serverReply.subarray(0, ciphertextLength)),
  );
  if (quantumSafe === undefined) return { refused: 'no ML-KEM ciphertext' };
  const classical = agree(keys.scalar, serverReply.subarray(ciphertextLength));
  if (classical === undefined) return { refused: 'weak X25519 point' };
  return { sharedSecret: combine(quantumSafe, classical) };
}

/** K = SHA-256(K_PQ ‖ K_CL), to be encoded as a string, never as an mpint (section 2.4 of the draft). */
function combine(quantumSafe: Buffer, classical: Buffer): Buffer {
  return createHash('sha256').update(quantumSafe).update(classical).digest();
}

/** `undefined` if a coefficient is not reduced: OpenSSL makes the modulus check of FIPS 203 section 7.2. */
function readEncapsulationKey(bytes: Uint8Array): KeyObject | undefined {
  return attempt(() => createPublicKey({ key: bytes, format: 'raw-public', asymmetricKeyType: mlKem }));
}

/** `undefined` for points of small order: OpenSSL refuses the all-zero result (RFC 8731 section 3). */
function agree(privateKey: KeyObject, point: Uint8Array): Buffer | undefined {
  const publicKey = createPublicKey({ key: point, format: 'raw-public', asymmetricKeyType: x25519 });
  return attempt(() => diffieHellman({ privateKey, publicKey }));
}

function publicBytes(privateKey: KeyObject): Buffer {
  return createPublicKey(privateKey).export({ format: 'raw-public' });
}

function attempt<Result>(operation: () => Result): Result | undefined {
  try {
    return operation();
  } catch {
    return undefined;
  }
}
