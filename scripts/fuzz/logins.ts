/** Sessions that try to log in by all methods, with factors of one kind at most, and must never get in. */

import { type CertificateDraft, certificateBy } from '../../test/support/openssh-certificates.ts';
import {
  authenticationRequest,
  channelOpen,
  closesWithin,
  conversationRequest,
  openRawSsh,
  passwordRequest,
  type RawSsh,
  responses,
  signedRequest,
} from '../../test/support/raw-ssh.ts';
import { signWith, type TestKey } from '../../test/support/ssh-keys.ts';
import { byte, bytes, decode, type Message, string, uint32 } from './fields.ts';
import { damage, disturb } from './mutate.ts';
import type { Random } from './random.ts';
import { greatestWait, offerOf, type Scene, verdict, within } from './scene.ts';
import type { Cast } from './target.ts';

/** Milliseconds after which the next message goes out without an answer. */
const patience = 150;

/** Fields of USERAUTH_REQUEST with a signature (RFC 4252 section 7). */
const signedShape = 'bsssbsss';

const channelConfirmed = 91;

export async function tryToLogIn(scene: Scene, random: Random, from: string): Promise<void> {
  const raw = await openRawSsh(scene.port, { service: false, from, offer: offerOf(random) });
  // Whoever is told to go need not close its own half of the socket.
  const lingers = random.oneIn(4);
  raw.socket.allowHalfOpen = lingers;
  let heard: () => void = () => {};
  raw.listen(([number = 0]) => {
    if (number === verdict.success) scene.find('a login without factors of both kinds succeeded');
    if (number === channelConfirmed) scene.find('a channel was opened without login');
    heard();
  });
  const login = [serviceRequest, ...random.pick(logins)(raw, scene.cast, random)];
  let garbled = false;
  for (const message of disturb(random, login)) {
    if (raw.socket.destroyed) break;
    const answered = new Promise<void>((resolve) => {
      heard = resolve;
    });
    raw.send(damage(random, message, 2));
    scene.sent(1);
    if (random.oneIn(60)) {
      // What no cipher of ours has made.
      raw.socket.write(random.bytes(1 + random.below(80)));
      garbled = true;
    }
    await within(patience, Promise.race([answered, raw.closed]));
  }
  if (!garbled && !lingers) {
    raw.send(channelOpen(0, 2 ** 31, 32_768));
    scene.sent(1);
    if (!(await closesWithin(greatestWait, raw)))
      scene.find('whoever has not logged in may ask for a channel');
  }
  raw.socket.destroy();
  await raw.closed;
}

const serviceRequest: Message = [byte(5), string('ssh-userauth')];

type Login = (raw: RawSsh, cast: Cast, random: Random) => readonly Message[];

/** As a guess costs the gateway a password hash, few of them guess. */
const logins: readonly [Login, ...Login[]] = [
  byKey,
  byKey,
  byTwoKeys,
  byFidoKey,
  byFidoKey,
  byCertificate,
  byCertificate,
  byOtherMethods,
  byPassword,
  byConversation,
  byInvitation,
];

const query = (account: string, { algorithm, blob }: Pick<TestKey, 'algorithm' | 'blob'>) =>
  [
    ...decode(authenticationRequest(account, 'publickey', Buffer.of(0)), 'bsssb'),
    string(algorithm),
    string(blob),
  ] satisfies Message;

function signed(raw: RawSsh, account: string, key: TestKey): Message {
  const isRsa = key.algorithm === 'ssh-rsa';
  const [name, hash] = isRsa ? (['rsa-sha2-256', 'sha256'] as const) : ([key.algorithm, null] as const);
  const named = { ...key, algorithm: name };
  const request = signedRequest(raw, account, named, (content) => {
    return signWith(key, key.algorithm.startsWith('ecdsa') ? 'sha256' : hash, content);
  });
  return decode(request, signedShape);
}

function byKey(raw: RawSsh, { holder }: Cast, random: Random): readonly Message[] {
  const key = random.pick(holder.keys);
  return [
    query(holder.name, key),
    signed(raw, holder.name, key),
    query(holder.name, random.pick(holder.keys)),
  ];
}

/** Two possessions are one kind. */
function byTwoKeys(raw: RawSsh, { holder }: Cast, random: Random): readonly Message[] {
  return [random.pick(holder.keys), random.pick(holder.keys)].map((key) => signed(raw, holder.name, key));
}

function byFidoKey(raw: RawSsh, { toucher }: Cast, random: Random): readonly Message[] {
  const key = random.pick(toucher.keys);
  const flags = random.pick([0, 1, 1, 2, 0x80]);
  const request = signedRequest(raw, toucher.name, key, (content) => key.sign(content, flags, 7));
  return [query(toucher.name, key), decode(request, signedShape)];
}

function byCertificate(raw: RawSsh, { certified }: Cast, random: Random): readonly Message[] {
  const { name, authority, key } = certified;
  const draft = random.pick<CertificateDraft>([
    {},
    { validBefore: 5n },
    { type: 2 },
    { options: [['force-command', Buffer.from('id')]] as const },
    { options: [['source-address', Buffer.from('\0\0\0\x0b127.0.0.0/8')]] as const },
    { tail: Buffer.alloc(random.below(40)) },
  ]);
  const blob = certificateBy(authority, key, { principals: [name], ...draft });
  const wire = random.oneIn(3) ? damage(random, decode(blob, 'sss'), 2) : blob;
  const presented = { algorithm: 'ssh-ed25519-cert-v01@openssh.com', blob: wire };
  const sign = (content: Buffer) => signWith(key, null, content);
  const request = signedRequest(raw, name, presented, sign, 'ssh-ed25519');
  return [query(name, presented), decode(request, signedShape)];
}

function byPassword(_raw: RawSsh, { victims }: Cast, random: Random): readonly Message[] {
  const account = random.oneIn(3) ? random.pick(victims) : `nobody-${random.below(1e9)}`;
  const guess = decode(passwordRequest(account, `guess ${random.below(1e9)}`), 'bsssbs');
  // A change of the password (RFC 4252 section 8).
  return random.oneIn(3) ? [[...guess.with(4, byte(1)), string('new password')]] : [guess];
}

function byConversation(_raw: RawSsh, { victims }: Cast, random: Random): readonly Message[] {
  const account = random.pick([...victims, 'invited', `nobody-${random.below(1e9)}`]);
  const opening = decode(conversationRequest(account), 'bsssss');
  const answers = Array.from({ length: random.below(4) }, () => `answer ${random.below(1e9)}`);
  return [opening, decode(responses(...answers), `bu${'s'.repeat(answers.length)}`), opening];
}

/** As far as to the code of a device that is not known. */
function byInvitation(_raw: RawSsh, { invited }: Cast, random: Random): readonly Message[] {
  const answers = [
    invited.code,
    'a new password',
    'a new password',
    String(random.below(1e6)).padStart(6, '0'),
  ];
  const opening = decode(conversationRequest(invited.name), 'bsssss');
  return [opening, ...answers.map((answer) => decode(responses(answer), 'bus'))];
}

function byOtherMethods(_raw: RawSsh, { holder }: Cast, random: Random): readonly Message[] {
  const request = (method: string, ...fields: Message): Message => [
    ...decode(authenticationRequest(holder.name, method), 'bsss'),
    ...fields,
  ];
  const [key] = holder.keys;
  return [
    request('none'),
    request('hostbased', string(key.algorithm), string(key.blob), string('host'), string('root'), string('')),
    request('gssapi-with-mic', uint32(1), string(Buffer.from('06092a864886f712010202', 'hex'))),
    [byte(random.below(256)), string(holder.name), bytes(random.bytes(random.below(64)))],
    [byte(2), string('ignored')],
    [byte(80), string('tcpip-forward'), byte(1), string('0.0.0.0'), uint32(0)],
  ];
}
