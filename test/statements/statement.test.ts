import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { policyDigest } from '../../src/deliberations/rules.ts';
import {
  generateLedgerKey,
  parseVerifierKey,
  readLedgerKey,
  type VerifierKey,
} from '../../src/ledger/ledger-key.ts';
import { logNameOf } from '../../src/ledger/log-name.ts';
import { parseNote } from '../../src/ledger/note.ts';
import { isNoteSignedBy } from '../../src/ledger/signed-text.ts';
import { purgeDue } from '../../src/retention/purge.ts';
import { compareStatements } from '../../src/statements/compare.ts';
import {
  formatStatement,
  greatestStatement,
  readStatement,
  type Statement,
  signerOf,
  signStatement,
} from '../../src/statements/document.ts';
import { statementsOf } from '../../src/statements/statement.ts';
import {
  child,
  deliberation,
  memberOf,
  month,
  mutation,
  openChannel,
  publisher,
  relay,
  type TestChannel,
} from '../support/channel.ts';

const january = month('2022-01');
const february = month('2022-02');

/**
 * January: child 1 goes to insurer 300, child 2 is held, child 3 goes back, child 4 is held. February: child 2 has
 * an insurer by then, child 4 is withdrawn while it is held. Insurer 300 has collected, the others have not.
 */
async function liveChannel(): Promise<TestChannel> {
  const channel = await openChannel();
  channel.affiliations.set(child(1), memberOf('300'));
  await channel.publish(
    january,
    [1, 2, 3, 4].map((number) => mutation('new', child(number), '2022-01-01')),
  );
  await channel.relay();
  await channel.giveBack(['2022-01/3'], 'ssin-unknown-to-cin');
  await channel.collect(publisher);
  await channel.collect('300');
  channel.clock.set('2022-02-05T09:00:00Z');
  channel.affiliations.set(child(2), memberOf('100'));
  await channel.publish(february, [mutation('withdrawal', child(4), '2022-01-01')]);
  await channel.relay();
  return channel;
}

/** For the tests that only look. */
let lived: TestChannel;

beforeAll(async () => {
  lived = await liveChannel();
});

afterAll(() => lived.close());

/** For a test that goes on living. */
async function ownChannel(): Promise<TestChannel> {
  const channel = await liveChannel();
  onTestFinished(() => channel.close());
  return channel;
}

async function statementAt(channel: TestChannel, site: string): Promise<Statement> {
  const { store } = channel.site(site);
  const { months, head } = await statementsOf({ store, deliberation, site });
  return {
    head: {
      deliberation: deliberation.number,
      clauses: policyDigest(deliberation),
      mode: 'rehearsal',
      site,
      scope: 'all',
      made: channel.clock.now().toString(),
      ledger: `${head.size} ${head.hash}`,
      signature: logNameOf(deliberation, 'rehearsal', site),
    },
    months,
  };
}

function isSigned(document: string, { head }: Statement, key: VerifierKey): boolean {
  const note = parseNote(document, greatestStatement);
  return note !== undefined && isNoteSignedBy(note, signerOf(head), key);
}

function figuresOf(statement: Statement, of: string): Readonly<Record<string, string | number>> {
  return Object.fromEntries(statement.months.find(({ month: named }) => named === of)?.figures ?? []);
}

describe('the statement of a month', () => {
  it('adds up at the relay, later releases counted to their own month [A42][A44]', async () => {
    const statement = await statementAt(lived, relay);
    expect(figuresOf(statement, january)).toMatchObject({
      received: 4,
      delivered: 2,
      held: 0,
      returned: 1,
      superseded: 1,
      sum: '4 = 2 + 0 + 1 + 0 + 1',
      'of these released later': 2,
      'records opgroeien>inami': 4,
      'records inami>300': 1,
      'records inami>100': 1,
      'receipt opgroeien>inami 1': 'given',
      'receipt inami>300 1': 'given',
      'receipt inami>100 1': 'missing',
      data: 'agree with the ledger',
    });
    expect(figuresOf(statement, january)).toMatchObject({
      closed: expect.stringMatching(/^no: receipts missing [0-9]+$/),
    });
    expect(figuresOf(statement, february)).toMatchObject({
      received: 1,
      superseded: 1,
      sum: '1 = 0 + 0 + 0 + 0 + 1',
    });
  });

  it('tells at Opgroeien and at an insurer their own side of it', async () => {
    const channel = lived;
    expect(figuresOf(await statementAt(channel, publisher), january)).toMatchObject({
      published: 4,
      returned: 1,
      closed: 'yes',
    });
    expect(figuresOf(await statementAt(channel, '300'), january)).toMatchObject({
      received: 1,
      'files received': 1,
      'files opened': 1,
      'files receipted': 1,
      closed: 'yes',
    });
  });

  it('is an error where the data lack what the ledger tells [A44]', async () => {
    const channel = lived;
    const { store } = channel.site(relay);
    const lacking = {
      ...store,
      parcels: async () => (await store.parcels({})).slice(1),
    };
    await expect(
      statementsOf({ store: Object.assign(Object.create(store), lacking), deliberation, site: relay }),
    ).rejects.toMatchObject({ code: 'figures-disagree' });
  });

  it('is an error where a record is unaccounted for, though ledger and data agree [A44]', async () => {
    const channel = await ownChannel();
    const { store } = channel.site(relay);
    const details = { month: january, held: 0, released: 1, alreadyKnown: 0, superseded: 0 };
    await store.commit({
      at: channel.clock.now(),
      changes: [],
      events: [{ event: 'parcel-relayed', actor: relay, details }],
    });
    await expect(statementsOf({ store, deliberation, site: relay })).rejects.toThrow(
      '2022-01: 4 records were received, and 3 are accounted for',
    );
  });

  it('outlives the purge: the ledger alone tells then [A35]', async () => {
    const channel = await ownChannel();
    const { store } = channel.site(relay);
    channel.clock.set('2028-01-20T09:00:00Z');
    await purgeDue({ store, deliberation, actor: relay, now: channel.clock.now() });
    const figures = figuresOf(await statementAt(channel, relay), january);
    expect(figures).toMatchObject({
      received: 4,
      delivered: 2,
      returned: 1,
      data: expect.stringMatching(/^purged at 2028-01-20T/),
    });
    expect(figuresOf(await statementAt(channel, relay), february)).toMatchObject({
      data: 'agree with the ledger',
    });
  });

  it('holds no social security number [A42]', async () => {
    const statement = await statementAt(lived, relay);
    for (const format of ['text', 'json'] as const) {
      const text = formatStatement(statement, format);
      for (const number of [1, 2, 3, 4]) expect(text).not.toContain(child(number));
    }
  });
});

describe('the document', () => {
  const name = logNameOf(deliberation, 'rehearsal', relay);
  const pair = generateLedgerKey(name);
  const key = readLedgerKey(pair.privateKey, name);

  it('reads back as it was, in both formats, and its signature holds', async () => {
    const statement = await statementAt(lived, relay);
    for (const format of ['text', 'json'] as const) {
      const signed = signStatement(statement, format, key);
      const read = readStatement(signed);
      expect(read?.head).toEqual(statement.head);
      expect(read && compareStatements(read, statement).difference).toBeNull();
      expect(isSigned(signed, statement, parseVerifierKey(pair.publicKey))).toBe(true);
      const altered = signed.replace('4 = 2', '4 = 1');
      expect(altered).not.toBe(signed);
      expect(isSigned(altered, statement, key)).toBe(false);
    }
  });

  it('is not believed under the key of another site', async () => {
    const statement = await statementAt(lived, relay);
    const other = logNameOf(deliberation, 'rehearsal', '300');
    const foreign = readLedgerKey(generateLedgerKey(other).privateKey, other);
    expect(isSigned(signStatement(statement, 'text', foreign), statement, key)).toBe(false);
  });

  it('is refused where it is anything else', () => {
    for (const text of [
      '',
      'passerelle statement v1\n',
      '{}',
      '{"format":"passerelle statement v1"}',
      'x\n\ny',
    ]) {
      expect(readStatement(text)).toBeUndefined();
    }
  });
});

describe('two statements', () => {
  it('agree where two sites tell the same of what went between them', async () => {
    const channel = lived;
    const [a, b, c] = await Promise.all([publisher, relay, '300'].map((site) => statementAt(channel, site)));
    if (a === undefined || b === undefined || c === undefined) throw new RangeError('a statement');
    expect(compareStatements(a, b)).toMatchObject({ difference: null });
    expect(compareStatements(a, b).same).toBeGreaterThan(10);
  });

  it('differ in the first figure that one of them tells otherwise, by name', async () => {
    const channel = await ownChannel();
    const [ours, theirs] = [await statementAt(channel, relay), await statementAt(channel, '300')];
    // February was delivered to the insurer, and it has not collected it.
    expect(compareStatements(ours, theirs).difference).toEqual({
      month: february,
      figure: 'parcels inami>300',
      one: '1',
      other: null,
    });
    await channel.collect('300');
    expect(
      compareStatements(await statementAt(channel, relay), await statementAt(channel, '300')).difference,
    ).toBeNull();
    const clauses = { ...theirs, head: { ...theirs.head, clauses: '0'.repeat(64) } };
    expect(compareStatements(ours, clauses).difference).toMatchObject({ month: null, figure: 'clauses' });
  });

  it('are compared in the months that both are about', async () => {
    const channel = lived;
    const ours = await statementAt(channel, relay);
    const theirs = await statementAt(channel, '300');
    const onlyJanuary = { ...theirs, head: { ...theirs.head, scope: january } };
    expect(compareStatements(ours, onlyJanuary).difference).toBeNull();
  });
});
