import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePath } from '../../src/gateway/path.ts';
import {
  checkpointAt,
  type DirectoryNode,
  lookUp,
  parcelsAlong,
  receiptAt,
  type TreeNode,
  treeOf,
  type View,
  writeVerdict,
} from '../../src/gateway/tree.ts';
import { formatParcelName } from '../../src/parcels/name.ts';
import type { Account } from '../../src/ports/account.ts';
import type { Parcel } from '../../src/ports/parcel.ts';
import { bareAccount } from '../support/accounts.ts';
import { instant, month } from '../support/records.ts';

const account: Account = { ...bareAccount, version: 3 };

function parcel(receiver: string, of: string, sequenceNumber: number, change: Partial<Parcel> = {}): Parcel {
  const known = { month: month(of), sender: 'inami', receiver, sequenceNumber };
  return {
    ...known,
    id: `${receiver}-${sequenceNumber}`,
    dataKey: 'key',
    direction: 'outbound',
    name: formatParcelName({ deliberation: '21/250', ...known }),
    size: 1000 + sequenceNumber,
    digest: '00',
    counts: { new: 1, correction: 0, withdrawal: 0 },
    addedAt: instant('2022-03-02T08:00:00Z'),
    collectedAt: null,
    receiptedAt: null,
    removedAt: null,
    ...change,
  };
}

const march = parcel('300', '2022-03', 3);
const february = parcel('300', '2022-02', 2);
const collected = parcel('300', '2022-02', 1, { removedAt: instant('2022-05-01T00:00:00Z') });
const another = parcel('100', '2022-03', 3);
const almostTheSame = parcel('3', '2022-03', 9);
const inbound = parcel('300', '2022-03', 4, { direction: 'inbound' });

const view: View = {
  account,
  parcels: [march, february, collected, another, almostTheSame, inbound],
  receipts: [
    {
      name: `${february.name}.receipt.asc`,
      parcel: february,
      size: 900,
      modified: instant('2022-02-04T00:00:00Z'),
    },
  ],
  readme: Buffer.from('read me'),
  since: instant('2021-12-22T00:00:00Z'),
};
const root = treeOf(view);

function at(path: string): TreeNode | undefined {
  const names = parsePath(path);
  return names && lookUp(root, names);
}

function filesBelow(node: TreeNode): readonly TreeNode[] {
  return node.kind === 'directory' ? node.children.flatMap(filesBelow) : [node];
}

describe('the tree of an account', () => {
  it('holds a README, the inbox by month, and the receipts', () => {
    const names = (node: TreeNode | undefined) => (node as DirectoryNode).children.map(({ name }) => name);
    expect(names(root)).toEqual(['README.txt', 'inbox', 'receipts']);
    expect(names(at('/inbox'))).toEqual(['2022-02', '2022-03']);
    expect(names(at('/inbox/2022-03'))).toEqual([march.name]);
    expect(names(at('/receipts'))).toEqual([`${february.name}.receipt.asc`]);
    expect(at(`/inbox/2022-03/${march.name}`)).toMatchObject({
      kind: 'parcel',
      size: march.size,
      parcel: march,
    });
  });

  it('holds nothing of another party, nothing on its way in, and no copy that was removed [A21][threat 39][threat 42]', () => {
    const inside = filesBelow(root).flatMap((node) => (node.kind === 'parcel' ? [node.parcel] : []));
    expect(inside).toEqual([february, march]);
  });

  it('answers the same for what is another party’s and for what nobody has [A21][threat 40]', () => {
    for (const path of [
      `/inbox/2022-03/${another.name}`,
      '/inbox/2022-03/no-such-file',
      '/inbox/2022-01',
      '/x',
    ]) {
      expect(at(path)).toBeUndefined();
    }
    expect(at(`/inbox/2022-03/${march.name}/x`)).toBeUndefined();
    expect(at(`/inbox/2022-02/${march.name}`)).toBeUndefined();
  });

  it('takes receipts, refuses all other changes in itself, and knows no other place [threat 41]', () => {
    const verdict = (path: string) => writeVerdict(root, parsePath(path) ?? []);
    expect(verdict('/receipts/a.receipt.asc')).toBe('receipt');
    expect(verdict(`/receipts/${february.name}.receipt.asc`)).toBe('receipt');
    for (const path of ['/', '/README.txt', '/x', '/inbox', '/inbox/x', '/receipts', '/inbox/2022-03/x']) {
      expect(verdict(path)).toBe('denied');
    }
    for (const path of [
      '/etc/passwd',
      '/inbox/2022-01/x',
      '/receipts/a/b',
      '/receipts/.hidden',
      '/receipts/$(x)',
    ]) {
      expect(verdict(path)).toBe('unknown');
    }
    expect(verdict(`/inbox/2022-03/${another.name}`)).toBe(verdict('/inbox/2022-03/no-such-file'));
  });

  it('looks a path up in the same way whether all parcels are known or only those along it', () => {
    const names = view.parcels.map(({ name }) => name);
    const piece = fc.constantFrom('inbox', 'receipts', '2022-02', '2022-03', '2022-13', 'x', ...names);
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 4 }), fc.boolean(), (path, siblings) => {
        const criteria = parcelsAlong(account, path, siblings);
        const parcels = view.parcels.filter(
          (candidate) =>
            criteria !== undefined &&
            Object.entries(criteria).every(([name, value]) => Reflect.get(candidate, name) === value),
        );
        const receipts = view.receipts.filter((receipt) => parcels.includes(receipt.parcel));
        const narrow = treeOf({ ...view, parcels, receipts: receiptAt(path) ? receipts : [] });
        const [found, expected] = [lookUp(narrow, path), lookUp(root, path)];
        expect([found?.kind, found?.name]).toEqual([expected?.kind, expected?.name]);
        if (siblings) expect(writeVerdict(narrow, path)).toBe(writeVerdict(root, path));
      }),
    );
  });
});

describe('checkpoints in the tree', () => {
  const file = (name: string, taken: boolean) => ({
    name,
    bytes: Buffer.from(name),
    modified: instant('2022-03-02T08:00:00Z'),
    taken,
  });
  const shown = treeOf({
    ...view,
    checkpoints: [
      file('inami.checkpoint', true),
      file('300.checkpoint', true),
      file('inami.checkpoint.from-7', false),
    ],
  });
  const verdict = (path: string) => writeVerdict(shown, parsePath(path) ?? []);

  it('stand in a folder of their own, where the site shows any', () => {
    const names = (node: DirectoryNode) => node.children.map(({ name }) => name);
    expect(names(shown)).toEqual(['README.txt', 'inbox', 'receipts', 'checkpoints']);
    expect(names(treeOf({ ...view, checkpoints: [] }))).toContain('checkpoints');
    expect(lookUp(shown, ['checkpoints', '300.checkpoint'])).toMatchObject({ kind: 'checkpoint', size: 14 });
  });

  it('are taken under the names of the two ledgers that meet, and under no other', () => {
    expect(verdict('/checkpoints/300.checkpoint')).toBe('checkpoint');
    expect(verdict('/checkpoints/inami.checkpoint')).toBe('checkpoint');
    for (const path of [
      '/checkpoints',
      '/checkpoints/inami.checkpoint.from-7',
      '/checkpoints/100.checkpoint',
    ]) {
      expect(verdict(path)).toBe('denied');
    }
    expect(verdict('/checkpoints/a/b')).toBe('unknown');
  });

  it('are looked for along paths into their folder only', () => {
    const asked = (path: string) => checkpointAt(parsePath(path) ?? []);
    expect(asked('/checkpoints')).toBe('');
    expect(asked('/checkpoints/300.checkpoint')).toBe('300.checkpoint');
    for (const path of ['/', '/receipts/300.checkpoint', '/checkpoints/a/b'])
      expect(asked(path)).toBeUndefined();
  });
});
