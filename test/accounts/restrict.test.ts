import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { activate, addKey, enrolAccount, setPassword } from '../../src/accounts/enrol.ts';
import type { AccountSite } from '../../src/accounts/keeping.ts';
import { restrict } from '../../src/accounts/restrict.ts';
import { openSqliteStore } from '../../src/adapters/store-sqlite.ts';
import { n21250 } from '../../src/deliberations/n21-250.ts';
import { policyDigest } from '../../src/deliberations/rules.ts';
import { withoutTerms } from '../../src/ports/account.ts';
import { createVault } from '../../src/retention/vault.ts';
import { ed25519Key } from '../support/ssh-keys.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const now = Temporal.Instant.from('2022-03-01T09:00:00Z');
const day = (text: string) => Temporal.PlainDate.from(text);
const name = 'insurer-300';

let site: AccountSite;
beforeEach(async () => {
  const store = await openSqliteStore(path.join(await temporaryFolder(), 'site.db'), {
    create: true,
    identity: { site: 'inami', mode: 'rehearsal', deliberation: n21250.number, policy: policyDigest(n21250) },
  });
  onTestFinished(() => store.close());
  const clock = { now: () => now, authenticatorTime: () => now };
  const vault = createVault(randomBytes(32));
  site = { store, vault, clock, deliberation: n21250, party: 'inami', mode: 'rehearsal' };
  await enrolAccount(site, { name, party: '300', role: 'insurability' });
  await setPassword(site, name, 'a password that nobody writes down');
  await addKey(site, name, ed25519Key().publicLine);
  await activate(site, name, day('2022-02-14'));
});

describe('the terms of an account', () => {
  it('are kept, added to one another, and lifted', async () => {
    await restrict(site, name, { addresses: ['192.0.2.0/24'] });
    await restrict(site, name, { validUntil: day('2022-06-30') });
    const terms = { ...withoutTerms, addresses: ['192.0.2.0/24'], validUntil: day('2022-06-30') };
    expect((await site.store.account(name))?.terms).toEqual(terms);
    await restrict(site, name, withoutTerms);
    expect((await site.store.account(name))?.terms).toEqual(withoutTerms);
  });

  it.each([
    ['what is no address', { addresses: ['192.0.2.0/33'] }],
    ['no address at all', { addresses: [] }],
    ['days the wrong way round', { validFrom: day('2022-03-02'), validUntil: day('2022-03-01') }],
    ['a method that does not exist', { methods: ['password', 'ssh-key', 'telepathy'] }],
    ['methods of one kind only [A18]', { methods: ['ssh-key', 'totp'] }],
    ['methods that it has no factors for [A18]', { methods: ['password', 'totp'] }],
  ])('are refused for %s, and nothing is changed', async (_why, terms) => {
    const before = await site.store.account(name);
    const { size } = await site.store.head();
    await expect(restrict(site, name, terms)).rejects.toMatchObject({ code: 'account-refused' });
    expect(await site.store.account(name)).toEqual(before);
    expect((await site.store.head()).size).toBe(size);
  });
});
