import path from 'node:path';
import fc from 'fast-check';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import {
  activate,
  addKey,
  disable,
  enrolAccount,
  partiesServed,
  removeKey,
  revoke,
  setPassword,
  setTotp,
} from '../../src/accounts/enrol.ts';
import type { AccountSite } from '../../src/accounts/keeping.ts';
import { isAccountName } from '../../src/accounts/name.ts';
import { openSqliteStore } from '../../src/adapters/store-sqlite.ts';
import { n21250 } from '../../src/deliberations/n21-250.ts';
import { latest, policyDigest } from '../../src/deliberations/rules.ts';
import { verifyPassword } from '../../src/login/password.ts';
import type { Account } from '../../src/ports/account.ts';
import { createVault } from '../../src/retention/vault.ts';
import { fidoEcdsaKey, fidoEd25519Key } from '../support/fido-keys.ts';
import { ed25519Key, rsaKey } from '../support/ssh-keys.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const now = Temporal.Instant.from('2022-03-01T09:00:00Z');
const signedDay = Temporal.PlainDate.from('2022-02-14');
const secretPassword = 'a password that nobody writes down';
const insurer = { name: 'insurer-300', party: '300', role: 'insurability' };

async function openSite(party: string): Promise<AccountSite> {
  const store = await openSqliteStore(path.join(await temporaryFolder(), `${party}.db`), {
    create: true,
    identity: { site: party, mode: 'rehearsal', deliberation: n21250.number, policy: policyDigest(n21250) },
  });
  onTestFinished(() => store.close());
  const clock = { now: () => now, authenticatorTime: () => now };
  const vault = createVault(new Uint8Array(32).fill(7));
  return { store, vault, clock, deliberation: n21250, party, mode: 'rehearsal' };
}

let site: AccountSite;
beforeEach(async () => {
  site = await openSite('inami');
});

async function ledger(): Promise<readonly string[]> {
  const entries: string[] = [];
  for await (const { bytes } of site.store.entries(0)) entries.push(Buffer.from(bytes).toString());
  return entries;
}

/** The refusal's message and hint, after checking that nothing was left behind. */
async function refusal(attempt: () => Promise<unknown>): Promise<string> {
  const before = [await site.store.accounts(), await ledger()];
  const error: unknown = await attempt().then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toMatchObject({ code: 'account-refused' });
  expect([await site.store.accounts(), await ledger()]).toEqual(before);
  return error instanceof Error ? `${error.message} ${'hint' in error ? error.hint : ''}` : '';
}

describe('enrolling', () => {
  it('creates a pending account without factors, and tells the ledger', async () => {
    const account = await enrolAccount(site, insurer);
    expect(account).toMatchObject({ ...insurer, status: 'pending', keys: [], password: null, totp: null });
    expect(await site.store.account('insurer-300')).toEqual(account);
    const [entry = ''] = await ledger();
    expect(JSON.parse(entry)).toMatchObject({
      event: 'account-enrolled',
      actor: 'inami',
      details: { account: 'insurer-300', party: '300', role: 'insurability' },
    });
  });

  it('refuses roles that the deliberation does not let read, naming the point [A24][A25]', async () => {
    const socialService = { ...insurer, role: 'social-service' };
    expect(await refusal(() => enrolAccount(site, socialService))).toContain('point 11');
    const controllerAtInsurer = { ...insurer, role: 'administrative-control' };
    expect(await refusal(() => enrolAccount(site, controllerAtInsurer))).toContain('point 11');
  });

  it('serves the next party in the flow only: an insurer cannot reach Opgroeien [A17]', async () => {
    expect(partiesServed(n21250, 'opgroeien')).toEqual(['inami']);
    expect(partiesServed(n21250, 'inami')).toEqual([
      'opgroeien',
      ...latest(n21250.recipients).map(({ id }) => id),
    ]);
    expect(partiesServed(n21250, '300')).toEqual([]);
    site = await openSite('opgroeien');
    expect(await refusal(() => enrolAccount(site, insurer))).toContain('accounts of inami, opgroeien only');
    await enrolAccount(site, { name: 'inami', party: 'inami', role: 'administrative-control' });
  });

  it('refuses names that would mean something to a path, a shell, SQL or a log [weakness: user name in a path template]', async () => {
    const hostile = [
      '',
      'a',
      '..',
      '../x',
      'a/b',
      'A',
      '1a',
      'a_b',
      'a b',
      "a';--",
      'a\n',
      'a\0',
      '\u001b[2J',
    ];
    for (const name of [...hostile, 'x'.repeat(33), 'a15651200150']) {
      await refusal(() => enrolAccount(site, { ...insurer, name }));
    }
    fc.assert(
      fc.property(fc.string(), (text) => isAccountName(text) === /^[a-z][a-z0-9-]{1,31}$/.test(text)),
    );
  });

  it('refuses a name that is taken, revoked or not', async () => {
    await enrolAccount(site, insurer);
    await refusal(() => enrolAccount(site, insurer));
    await revoke(site, insurer.name);
    await refusal(() => enrolAccount(site, insurer));
  });
});

describe('factors', () => {
  beforeEach(async () => {
    await enrolAccount(site, insurer);
  });

  it('are added one by one, and no secret stands in the ledger or in the account', async () => {
    await setPassword(site, insurer.name, secretPassword);
    const { uri } = await setTotp(site, insurer.name);
    const key = ed25519Key();
    await addKey(site, insurer.name, key.publicLine);

    const account = await site.store.account(insurer.name);
    expect(account?.password && (await verifyPassword(secretPassword, account.password))).toBe(true);
    expect(account?.keys).toHaveLength(1);
    expect(account?.version).toBe(4);

    const secret = new URL(uri).searchParams.get('secret') ?? '';
    expect(uri).toContain('REHEARSAL');
    const kept = JSON.stringify([account, await ledger()]);
    expect(secret).toHaveLength(32);
    expect(kept).not.toContain(secret);
    expect(kept).not.toContain(secretPassword);
    expect(kept).toContain(account?.keys[0]?.fingerprint);
  });

  it('are refused when they are weak, malformed or not theirs to give', async () => {
    await refusal(() => setPassword(site, insurer.name, 'short'));
    await refusal(() => addKey(site, insurer.name, rsaKey(2048).publicLine));
    expect(await refusal(() => addKey(site, insurer.name, fidoEd25519Key('https:').publicLine))).toContain(
      'another purpose',
    );
    expect(await refusal(() => addKey(site, insurer.name, ed25519Key().privateText))).toContain(
      'private key',
    );
    const key = ed25519Key();
    await addKey(site, insurer.name, key.publicLine);
    await refusal(() => addKey(site, insurer.name, key.publicLine));
    await refusal(() => setPassword(site, 'nobody', secretPassword));
  });

  it('can be taken away', async () => {
    const { keys } = await addKey(site, insurer.name, ed25519Key().publicLine);
    const fingerprint = keys[0]?.fingerprint ?? '';
    expect((await removeKey(site, insurer.name, fingerprint)).keys).toEqual([]);
    await refusal(() => removeKey(site, insurer.name, fingerprint));
  });
});

describe('activating', () => {
  beforeEach(async () => {
    await enrolAccount(site, insurer);
  });

  it('needs factors of both kinds [A18][threat 10][weakness: empty credentials boot open]', async () => {
    const attempt = () => activate(site, insurer.name, signedDay);
    expect(await refusal(attempt)).toContain('Point 25');
    await setPassword(site, insurer.name, secretPassword);
    await refusal(attempt);
    await addKey(site, insurer.name, ed25519Key().publicLine);
    expect(await attempt()).toMatchObject({ status: 'active' });
  });

  it('does not take a key and a code device for two kinds [threat 5]', async () => {
    await addKey(site, insurer.name, ed25519Key().publicLine);
    await setTotp(site, insurer.name);
    expect(await refusal(() => activate(site, insurer.name, signedDay))).toContain('it has possession');
  });

  it('takes a FIDO2 key alone: its authenticator can ask for a PIN, and each login says whether it did', async () => {
    await addKey(site, insurer.name, fidoEcdsaKey().publicLine);
    expect(await activate(site, insurer.name, signedDay)).toMatchObject({ status: 'active' });
  });

  it('needs a dated undertaking of confidentiality, not one of tomorrow [A26]', async () => {
    await setPassword(site, insurer.name, secretPassword);
    await setTotp(site, insurer.name);
    expect(await refusal(() => activate(site, insurer.name, null))).toContain('Point 11');
    await refusal(() => activate(site, insurer.name, Temporal.PlainDate.from('2022-03-02')));
    const today = Temporal.PlainDate.from('2022-03-01');
    expect(await activate(site, insurer.name, today)).toMatchObject({ status: 'active', undertaking: today });
  });
});

describe('ending an account', () => {
  let active: Account;
  beforeEach(async () => {
    await enrolAccount(site, insurer);
    await setPassword(site, insurer.name, secretPassword);
    await setTotp(site, insurer.name);
    active = await activate(site, insurer.name, signedDay);
  });

  it('for a while keeps its factors and its undertaking', async () => {
    expect(await disable(site, insurer.name)).toMatchObject({
      status: 'disabled',
      password: active.password,
    });
    expect(await activate(site, insurer.name, null)).toMatchObject({
      status: 'active',
      undertaking: signedDay,
    });
  });

  it('for good deletes its factors, and cannot be taken back', async () => {
    expect(await revoke(site, insurer.name)).toMatchObject({
      status: 'revoked',
      password: null,
      totp: null,
      keys: [],
    });
    await refusal(() => activate(site, insurer.name, signedDay));
    await refusal(() => setPassword(site, insurer.name, secretPassword));
    expect((await ledger()).at(-1)).toContain('account-revoked');
  });

  it('is refused when somebody else changed the account at the same moment', async () => {
    const { store } = site;
    const racing: AccountSite = {
      ...site,
      store: {
        ...store,
        account: async (name) => {
          const account = await store.account(name);
          await disable(site, name);
          return account;
        },
      },
    };
    await expect(revoke(racing, insurer.name)).rejects.toMatchObject({ code: 'account-refused' });
    expect(await store.account(insurer.name)).toMatchObject({ status: 'disabled' });
  });
});
