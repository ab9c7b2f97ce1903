/** What strangers try at a gateway, each at an account and at a name that no account has. */

import { createPublicKey, sign } from 'node:crypto';
import { addAuthority } from '../../src/accounts/authority.ts';
import { addCertificate } from '../../src/accounts/card.ts';
import { addKey, disable } from '../../src/accounts/enrol.ts';
import { invite } from '../../src/accounts/invite.ts';
import { restrict } from '../../src/accounts/restrict.ts';
import { cardTrustOf } from '../../src/operations/card-trust.ts';
import { issueCard, sshBlobOf, writeTrust } from '../../test/support/card-authority.ts';
import { rsaKeys } from '../../test/support/certificates.ts';
import { fidoEd25519Key } from '../../test/support/fido-keys.ts';
import { type GatewaySite, openGatewaySite } from '../../test/support/gateway-site.ts';
import { certificateBy } from '../../test/support/openssh-certificates.ts';
import {
  authenticationRequest,
  conversationRequest,
  passwordRequest,
  type RawSsh,
  responses,
  signedRequest,
} from '../../test/support/raw-ssh.ts';
import { ed25519Key, signWith, sshString, type TestKey } from '../../test/support/ssh-keys.ts';

/** One request that is refused, at the name. What it gives is sent last, and its answer waited for. */
type Try = (raw: RawSsh, name: string) => Promise<{ readonly request: Buffer; readonly answer: number }>;

export interface LoginCase {
  readonly title: string;
  /** The account that is compared with the unknown name. */
  readonly account: string;
  readonly tries: Try;
}

/** No account has it. It is as long as those that there are. */
export const unknownName = 'nobody-9000';

const answers = { failure: 51, keyAcceptable: 60 } as const;

/** Accounts of every sort, and what is tried at them. */
export async function prepareCases(folder: string): Promise<{
  readonly site: GatewaySite;
  readonly cases: readonly LoginCase[];
}> {
  const at = Temporal.Instant.from('2022-03-15T10:00:00Z');
  const cardTrust = cardTrustOf(await writeTrust(folder, at), { warn: () => {} });
  const site = await openGatewaySite({ start: at.toString(), gateway: { cardTrust } });
  const keeping = { ...site.options, party: 'inami' };

  const holder = await site.account('account-001', '300', ['key', 'password']);
  const withCode = await site.account('account-002', '300', ['password', 'totp']);
  const fido = fidoEd25519Key();
  await addKey(keeping, holder.name, fido.publicLine);
  const card = rsaKeys(2048);
  await addCertificate({ ...keeping, trust: await cardTrust() }, holder.name, issueCard(card).der);
  const authority = ed25519Key();
  await addAuthority(keeping, holder.name, authority.publicLine);
  const invited = await site.account('account-003', '300', ['key', 'password']);
  await invite(keeping, invited.name, { sets: 'password', valid: Temporal.Duration.from({ hours: 72 }) });
  const disabled = await site.account('account-004', '300', ['key', 'password', 'totp']);
  await disable(keeping, disabled.name);
  const expired = await site.account('account-005', '300', ['key', 'password', 'totp']);
  await restrict(keeping, expired.name, { validUntil: Temporal.PlainDate.from('2022-02-01') });
  const elsewhere = await site.account('account-006', '300', ['key', 'password', 'totp']);
  await restrict(keeping, elsewhere.name, { addresses: ['192.0.2.0/24'] });

  const foreign = ed25519Key();
  const ofAuthority = certificateBy(authority, foreign, { principals: ['account-999'] });
  const ofNobody = certificateBy(foreign, foreign, { principals: [holder.name, unknownName] });
  const cases: readonly LoginCase[] = [
    { title: 'password, sent too early', account: holder.name, tries: early('a wrong password') },
    { title: 'wrong password, wrong code', account: withCode.name, tries: secrets('a wrong password') },
    { title: 'right password, wrong code', account: withCode.name, tries: secrets(withCode.password) },
    { title: 'password of an account without a code', account: holder.name, tries: secrets(holder.password) },
    { title: 'key of the account, only shown', account: holder.name, tries: shown(holder.key) },
    { title: 'foreign key, signature', account: holder.name, tries: signed(foreign) },
    { title: 'foreign key, account without keys', account: withCode.name, tries: signed(foreign) },
    {
      title: 'key of the account, wrong signature',
      account: holder.name,
      tries: signed(holder.key, foreign),
    },
    {
      title: 'FIDO key of the account, wrong signature',
      account: holder.name,
      tries: touched(fido, fidoEd25519Key(), 5),
    },
    { title: 'FIDO key of the account, not touched', account: holder.name, tries: touched(fido, fido, 0) },
    {
      title: 'card of the account, wrong signature',
      account: holder.name,
      tries: byCard(card, rsaKeys(2048)),
    },
    { title: 'foreign card, signature', account: holder.name, tries: byCard(foreignCard) },
    {
      title: 'certificate of a foreign authority',
      account: holder.name,
      tries: certified(ofNobody, foreign),
    },
    { title: 'certificate for another name', account: holder.name, tries: certified(ofAuthority, foreign) },
    { title: 'wrong enrolment code', account: invited.name, tries: secrets('AAAA-BBBB-CCCC-DDDD') },
    {
      title: 'disabled: right password, wrong code',
      account: disabled.name,
      tries: secrets(disabled.password),
    },
    { title: 'disabled: right key', account: disabled.name, tries: signed(disabled.key) },
    { title: 'expired: right password, wrong code', account: expired.name, tries: secrets(expired.password) },
    { title: 'expired: right key', account: expired.name, tries: signed(expired.key) },
    { title: 'from elsewhere: right key', account: elsewhere.name, tries: signed(elsewhere.key) },
  ];
  return { site, cases };
}

const foreignCard = rsaKeys(2048);

function early(password: string): Try {
  return async (_raw, name) => ({ request: passwordRequest(name, password), answer: answers.failure });
}

/** Goes through the conversation up to its last response. */
function secrets(password: string): Try {
  return async (raw, name) => {
    raw.send(conversationRequest(name));
    await raw.next(60);
    raw.send(responses(password));
    await raw.next(60);
    return { request: responses('000000'), answer: answers.failure };
  };
}

function shown({ algorithm, blob }: TestKey): Try {
  const fields = [Buffer.of(0), sshString(algorithm), sshString(blob)];
  return async (_raw, name) => ({
    request: authenticationRequest(name, 'publickey', ...fields),
    answer: answers.keyAcceptable,
  });
}

function signed(key: TestKey, signer = key): Try {
  return async (raw, name) => ({
    request: signedRequest(raw, name, key, (data) => signWith(signer, null, data)),
    answer: answers.failure,
  });
}

function touched(key: ReturnType<typeof fidoEd25519Key>, signer: typeof key, flags: number): Try {
  return async (raw, name) => ({
    request: signedRequest(raw, name, key, (data) => signer.sign(data, flags, 1)),
    answer: answers.failure,
  });
}

function byCard(card: ReturnType<typeof rsaKeys>, signer = card): Try {
  const { blob } = sshBlobOf({ ...card, publicKey: createPublicKey(card.privateKey) });
  return async (raw, name) => ({
    request: signedRequest(raw, name, { algorithm: 'rsa-sha2-256', blob }, (data) =>
      sign('sha256', data, signer.privateKey),
    ),
    answer: answers.failure,
  });
}

function certified(blob: Buffer, key: TestKey): Try {
  const algorithm = 'ssh-ed25519-cert-v01@openssh.com';
  return async (raw, name) => ({
    request: signedRequest(
      raw,
      name,
      { algorithm, blob },
      (data) => signWith(key, null, data),
      'ssh-ed25519',
    ),
    answer: answers.failure,
  });
}
