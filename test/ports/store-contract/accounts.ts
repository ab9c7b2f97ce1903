/** The contract of the store: accounts and TOTP steps. */

import { describe, expect, test } from 'vitest';
import type { Change } from '../../../src/ports/store.ts';
import { anAccount, aStep, expectConflict, type OpenStore, put } from './examples.ts';

export function accountContract(oneStore: OpenStore): void {
  describe('accounts', () => {
    test('come back as they were put, by name and all in order', async () => {
      const store = await oneStore();
      const bare = anAccount({ name: 'a', undertaking: null, password: null, keys: [], totp: null });
      await put(store, anAccount());
      await put(store, bare);
      expect(await store.account('insurer-300')).toEqual(anAccount());
      expect(await store.accounts()).toEqual([bare, anAccount()]);
      expect(await store.account('nobody')).toBeUndefined();
    });

    test('change only from the version that was read', async () => {
      const store = await oneStore();
      await put(store, anAccount());
      const revoked = anAccount({ version: 2, status: 'revoked' });
      await put(store, revoked);
      await expectConflict(store, [{ change: 'put-account', account: anAccount() }], 'account-changed');
      await expectConflict(store, [{ change: 'put-account', account: revoked }], 'account-changed');
      const skipped = anAccount({ version: 4 });
      await expectConflict(store, [{ change: 'put-account', account: skipped }], 'account-changed');
      expect(await store.account('insurer-300')).toEqual(revoked);
    });

    test('use each TOTP step once and never an earlier one, also after a change of the account', async () => {
      const store = await oneStore();
      await put(store, anAccount());
      const use = (step: number): Change => ({ change: 'use-totp-step', account: 'insurer-300', step });
      expect(await store.lastTotpStep('insurer-300')).toBeNull();
      await store.commit(aStep([use(100)]));
      await put(store, anAccount({ version: 2 }));
      expect(await store.lastTotpStep('insurer-300')).toBe(100);
      await expectConflict(store, [use(100)], 'totp-step-used');
      await expectConflict(store, [use(99)], 'totp-step-used');
      await store.commit(aStep([use(101)]));
      expect(await store.lastTotpStep('insurer-300')).toBe(101);
      const stranger: Change = { change: 'use-totp-step', account: 'nobody', step: 1 };
      await expectConflict(store, [stranger], 'totp-step-used');
    });
  });
}
