import { createHash } from 'node:crypto';
import path from 'node:path';
import { beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { openSqliteStore } from '../../src/adapters/store-sqlite.ts';
import { n21250 } from '../../src/deliberations/n21-250.ts';
import { policyDigest } from '../../src/deliberations/rules.ts';
import { readmeFor } from '../../src/gateway/readme.ts';
import type { Parcel } from '../../src/ports/parcel.ts';
import type { Store } from '../../src/ports/store.ts';
import { createReceiptIntake, greatestReceipt, type ReceiptSite } from '../../src/receipts/accept.ts';
import { clausesLine, formatReceipt, receiptName } from '../../src/receipts/format.ts';
import { readPublicKey } from '../../src/seal/keys.ts';
import { signText } from '../../src/seal/sign.ts';
import { addParcel, anAccount, bytesOf, snapshot } from '../ports/store-contract/examples.ts';
import { codeBelow, readDocument } from '../support/documents.ts';
import { faultyStore } from '../support/faulty-store.ts';
import { startGpg } from '../support/gpg.ts';
import { describeWithProgram } from '../support/programs.ts';
import { runProgram } from '../support/run-program.ts';
import { codeOf, type Holder, makeHolder, march } from '../support/sealing.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const digestOf = (text: string) => createHash('sha256').update(text).digest('hex');
const account = anAccount({ name: 'insurer-300', party: '300', role: 'insurability' });
const otherAccount = anAccount({ name: 'insurer-100', party: '100', role: 'insurability' });

let insurer: Holder;
let otherInsurer: Holder;
let store: Store;
let parcel: Parcel;
let otherParcel: Parcel;

beforeAll(async () => {
  [insurer, otherInsurer] = await Promise.all([makeHolder('300'), makeHolder('100')]);
});

beforeEach(async () => {
  const identity = {
    site: 'inami',
    mode: 'rehearsal',
    deliberation: n21250.number,
    policy: policyDigest(n21250),
  } as const;
  store = await openSqliteStore(path.join(await temporaryFolder(), 'inami.db'), { create: true, identity });
  onTestFinished(() => store.close());
  parcel = await addParcel(store, { receiver: '300', name: 'for-300.pgp', digest: digestOf('300') });
  otherParcel = await addParcel(store, { receiver: '100', name: 'for-100.pgp', digest: digestOf('100') });
});

function site(overrides: Partial<ReceiptSite> = {}): ReceiptSite {
  const keys = new Map([
    ['300', insurer.public],
    ['100', otherInsurer.public],
  ]);
  return {
    store,
    deliberation: n21250,
    keyOf: async (party) => keys.get(party),
    signedAtBound: true,
    ...overrides,
  };
}

async function receiptOf(
  stated: { name: string; digest: string; clauses?: string },
  by = insurer,
  at = march,
): Promise<Uint8Array> {
  return bytesOf(await signText(formatReceipt(stated), by.own, at));
}

const handIn = (bytes: Uint8Array, name = receiptName(parcel.name), from = account, at = march) =>
  createReceiptIntake(site())(from, name, bytes, at);

async function events(): Promise<readonly { event: string; details: Record<string, unknown> }[]> {
  const entries = await Array.fromAsync(store.entries(0));
  return entries.map(({ bytes }) => JSON.parse(new TextDecoder().decode(bytes)));
}

/** Expects a refusal with `reason`, one ledger entry that says so, and no other change. */
async function expectRefusal(work: () => ReturnType<typeof handIn>, reason: string): Promise<void> {
  const { ledger, ...before } = await snapshot(store);
  expect(await work()).toMatchObject({ accepted: false, reason });
  const { ledger: grown, ...after } = await snapshot(store);
  expect(after).toEqual(before);
  expect(await store.receipt(parcel.id)).toBeUndefined();
  expect(grown).toHaveLength(ledger.length + 1);
  expect((await events()).at(-1)).toMatchObject({ event: 'receipt-refused', details: { reason } });
}

describe('a receipt', () => {
  it('is accepted, kept as it was handed in, and told by the ledger', async () => {
    const body = await receiptOf(parcel);
    expect(await handIn(body)).toMatchObject({
      accepted: true,
      parcel: { id: parcel.id, receiptedAt: march },
    });
    expect(await store.receipt(parcel.id)).toEqual({
      parcel: parcel.id,
      account: account.name,
      at: march,
      body,
    });
    expect((await store.parcels({ id: parcel.id }))[0]?.receiptedAt).toEqual(march);
    const { event, details } = (await events()).at(-1) ?? {};
    expect(event).toBe('receipt-accepted');
    expect(details).toEqual({
      parcel: parcel.name,
      digest: parcel.digest,
      from: '300',
      month: '2022-03',
      sequenceNumber: 1,
      signedAt: march.toString(),
      key: insurer.public.fingerprint,
      clausesStated: false,
    });
  });

  it('is accepted with the clauses that the site runs, and the ledger says that it states them', async () => {
    const body = await receiptOf({ ...parcel, clauses: clausesLine(n21250) });
    expect(await handIn(body)).toMatchObject({ accepted: true });
    expect((await events()).at(-1)?.details).toMatchObject({ clausesStated: true });
  });

  it('is accepted again, and changes nothing, whether it is the same or signed anew', async () => {
    const body = await receiptOf(parcel);
    await handIn(body);
    const before = await snapshot(store);
    const later = march.add({ hours: 2 });
    for (const again of [body, await receiptOf(parcel, insurer, later)]) {
      expect(await handIn(again, undefined, undefined, later)).toMatchObject({ accepted: true });
    }
    expect(await snapshot(store)).toEqual(before);
    expect((await store.receipt(parcel.id))?.body).toEqual(body);
  });

  it('is accepted once when two sessions hand it in at the same moment', async () => {
    const [first, second] = [await receiptOf(parcel), await receiptOf(parcel)];
    const results = await Promise.all([handIn(first), handIn(second)]);
    expect(results).toMatchObject([{ accepted: true }, { accepted: true }]);
    expect((await events()).filter(({ event }) => event === 'receipt-accepted')).toHaveLength(1);
  });

  it('is accepted with a later date only where time proves nothing', async () => {
    const body = await receiptOf(parcel, insurer, march.add({ hours: 24 }));
    await expectRefusal(() => handIn(body), 'signature');
    const intake = createReceiptIntake(site({ signedAtBound: false }));
    expect(await intake(account, receiptName(parcel.name), body, march)).toMatchObject({ accepted: true });
  });
});

describe('a receipt is refused', () => {
  it('when another signed it', async () => {
    const body = await receiptOf(parcel, otherInsurer);
    await expectRefusal(() => handIn(body), 'signature');
  });

  it('when no key of the party is known', async () => {
    const body = await receiptOf(parcel);
    const intake = createReceiptIntake(site({ keyOf: async () => undefined }));
    await expectRefusal(() => intake(account, receiptName(parcel.name), body, march), 'signature');
  });

  it('when it was changed after it was signed', async () => {
    const body = new TextDecoder().decode(await receiptOf(parcel));
    const changed = body.replace(parcel.digest, digestOf('other'));
    await expectRefusal(() => handIn(bytesOf(changed)), 'signature');
  });

  it('when it names other bytes than were sent', async () => {
    const body = await receiptOf({ name: parcel.name, digest: otherParcel.digest });
    await expectRefusal(() => handIn(body), 'digest');
    expect((await events()).at(-1)?.details).toMatchObject({ parcel: parcel.name });
  });

  it('when it was made under other clauses, or another deliberation', async () => {
    const changed = { ...n21250, lastDay: { ...n21250.lastDay, points: '26' } };
    for (const other of [changed, { ...n21250, number: '21/251' }]) {
      const body = await receiptOf({ ...parcel, clauses: clausesLine(other) });
      await expectRefusal(() => handIn(body), 'clauses');
      expect((await events()).at(-1)?.details).toMatchObject({ parcel: parcel.name });
    }
  });

  it('when the parcel is another’s, just as when there is none [A21]', async () => {
    const another = await receiptOf(otherParcel);
    await expectRefusal(() => handIn(another, receiptName(otherParcel.name)), 'unknown-parcel');
    const none = await receiptOf({ name: 'for-nobody.pgp', digest: parcel.digest });
    await expectRefusal(() => handIn(none, receiptName('for-nobody.pgp')), 'unknown-parcel');
    for (const { details } of (await events()).slice(-2)) {
      expect(details).toEqual({
        from: '300',
        reason: 'unknown-parcel',
        parcel: null,
        size: expect.any(Number),
      });
    }
  });

  it('when another hands in what it has read elsewhere', async () => {
    const body = await receiptOf(parcel);
    await expectRefusal(() => handIn(body, receiptName(parcel.name), otherAccount), 'signature');
  });

  it('when it lies under the name of another parcel’s receipt', async () => {
    const body = await receiptOf(parcel);
    await expectRefusal(() => handIn(body, receiptName('for-400.pgp')), 'malformed');
    await expectRefusal(() => handIn(body, 'receipt.asc'), 'malformed');
  });

  it('when the account has no part in the channel [A25]', async () => {
    const body = await receiptOf(parcel);
    const socialService = anAccount({ party: '300', role: 'social-service' });
    await expectRefusal(() => handIn(body, receiptName(parcel.name), socialService), 'unknown-parcel');
  });

  it.each([
    ['no text', Uint8Array.of(0xff, 0xfe, 0x00)],
    ['not signed', bytesOf(`${'0'.repeat(64)}  for-300.pgp\n`)],
    ['empty', new Uint8Array(0)],
  ])('when it is %s', async (_, bytes) => {
    await expectRefusal(() => handIn(bytes), 'malformed');
  });

  it('when it says anything else, or more, than a receipt says', async () => {
    const line = formatReceipt(parcel);
    for (const text of ['received, thanks', `${line}${line}`, `# ${line}`]) {
      const body = bytesOf(await signText(text, insurer.own, march));
      await expectRefusal(() => handIn(body), 'malformed');
    }
  });

  it('when it is larger than any receipt, without being looked at', async () => {
    const keyOf = async () => {
      throw new TypeError('looked at');
    };
    const intake = createReceiptIntake(site({ keyOf }));
    const bytes = new Uint8Array(greatestReceipt + 1);
    await expectRefusal(() => intake(account, receiptName(parcel.name), bytes, march), 'too-large');
  });

  it('without a word of what the peer wrote in the ledger', async () => {
    const hostile = '15651200150\u001b[2J';
    await handIn(bytesOf(hostile), hostile);
    const ledger = JSON.stringify(await events());
    expect(ledger).toContain('receipt-refused');
    expect(ledger).not.toContain('15651200150');
    expect(ledger).not.toContain('\\u001b');
  });
});

describe('a store that fails', () => {
  it.each([false, true])(
    'leaves nothing behind or all of it (persisted: %s), and a second try ends well',
    async (persisted) => {
      const body = await receiptOf(parcel);
      const { store: faulty } = faultyStore(store, { at: 0, persisted });
      const intake = createReceiptIntake(site({ store: faulty }));
      expect(await codeOf(intake(account, receiptName(parcel.name), body, march))).toBe('store-failed');
      expect((await store.receipt(parcel.id)) !== undefined).toBe(persisted);
      expect(await handIn(body)).toMatchObject({ accepted: true });
      expect((await events()).filter(({ event }) => event === 'receipt-accepted')).toHaveLength(1);
    },
  );
});

describeWithProgram(['gpg', 'sha256sum'], 'a receipt by gpg', () => {
  it('is accepted as the documentation tells insurers to make it', async () => {
    const gpg = await startGpg();
    onTestFinished(() => gpg.close());
    await gpg('--quick-generate-key', 'insurer 300 (REHEARSAL)', 'future-default', 'default', 'never');
    const key = await readPublicKey((await gpg('--armor', '--export')).stdout);
    await gpg.write('line', formatReceipt(parcel));
    await gpg('--clearsign', 'line');
    // gpg signs with the time of this machine, which lies after the year of the channel.
    const intake = createReceiptIntake(site({ keyOf: async () => key, signedAtBound: false }));
    const body = await gpg.read('line.asc');
    expect(await intake(account, receiptName(parcel.name), body, march)).toMatchObject({ accepted: true });
    expect(Buffer.from((await store.receipt(parcel.id))?.body ?? []).equals(body)).toBe(true);
  });

  it('states the clauses too, if the insurer takes their line from the README as the document says', async () => {
    const gpg = await startGpg();
    onTestFinished(() => gpg.close());
    await gpg('--quick-generate-key', 'insurer 300 (REHEARSAL)', 'future-default', 'default', 'never');
    const key = await readPublicKey((await gpg('--armor', '--export')).stdout);
    const [, recipe = ''] = codeBelow(readDocument('docs/insurer.md'), 'With sftp and gpg');
    const name = '21-250_2022-03_inami_300_0003.xml.pgp';
    expect(recipe).toContain(name);
    const sealed = await addParcel(store, {
      receiver: '300',
      name,
      digest: digestOf('sealed'),
      sequenceNumber: 3,
    });
    await gpg.write(name, 'sealed');
    await gpg.write('README.txt', readmeFor(account, n21250, 'real'));
    const cwd = gpg.file('.');
    const made = await runProgram('bash', ['-ec', recipe], { cwd, env: { GNUPGHOME: cwd } });
    expect(made).toMatchObject({ status: 0 });
    const intake = createReceiptIntake(site({ keyOf: async () => key, signedAtBound: false }));
    const body = await gpg.read(receiptName(name));
    expect(await intake(account, receiptName(name), body, march)).toMatchObject({
      accepted: true,
      parcel: { id: sealed.id },
    });
    expect((await events()).at(-1)?.details).toMatchObject({ clausesStated: true });
  });
});
