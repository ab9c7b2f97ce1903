/**
 * The data key that a session opened last. Many small files of one month lie under the same key, and to open it
 * costs more than to read one of them. Its row is read for each file nevertheless, and must be as it was: nothing
 * is opened by a key that was purged meanwhile.
 */

import type { DataKey } from '../../ports/parcel.ts';
import type { OpenDataKey, Vault } from '../../retention/vault.ts';

export interface KeyRing {
  /** Throws as {@link Vault.openDataKey} does. */
  open(stored: DataKey): OpenDataKey;
  clear(): void;
}

export function createKeyRing(vault: Pick<Vault, 'openDataKey'>): KeyRing {
  let last: { readonly stored: DataKey; readonly key: OpenDataKey } | undefined;
  return {
    open(stored) {
      if (last === undefined || !isSame(last.stored, stored))
        last = { stored, key: vault.openDataKey(stored) };
      return last.key;
    },
    clear() {
      last = undefined;
    },
  };
}

function isSame(one: DataKey, other: DataKey): boolean {
  return (
    one.id === other.id &&
    one.month === other.month &&
    one.anchor.equals(other.anchor) &&
    one.destroyedAt === other.destroyedAt &&
    Buffer.compare(one.wrapped, other.wrapped) === 0
  );
}
