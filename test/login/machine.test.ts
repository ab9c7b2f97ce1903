import { describe, expect, it } from 'vitest';
import type { Deliberation, FactorKind } from '../../src/deliberations/clause.ts';
import { n21250 } from '../../src/deliberations/n21-250.ts';
import type { ProvenFactor } from '../../src/login/factors.ts';
import { loginMachine } from '../../src/login/machine.ts';
import type { LoginAnswer, LoginEvent, LoginState, RequestMethod } from '../../src/login/messages.ts';

const caps = { tries: 3, requests: 8 };
const machine = loginMachine(n21250, caps);

const key: ProvenFactor = { kind: 'possession', method: 'ssh-key', evidence: 'SHA256:one' };
const otherKey: ProvenFactor = { ...key, evidence: 'SHA256:two' };
const touched: ProvenFactor = { kind: 'possession', method: 'fido', evidence: 'SHA256:three' };
const userVerified: ProvenFactor = { ...touched, kind: 'knowledge' };
const card: ProvenFactor = { kind: 'possession', method: 'card', evidence: 'SHA256:five' };
const unlocked: ProvenFactor = { ...card, kind: 'knowledge' };
const certified: ProvenFactor = { ...key, method: 'certificate', evidence: 'SHA256:six' };
const password: ProvenFactor = { kind: 'knowledge', method: 'password', evidence: '' };
const code: ProvenFactor = { kind: 'possession', method: 'totp', evidence: '54866666' };

const request = (method: RequestMethod, account = 'inami'): LoginEvent => ({
  event: 'request',
  account,
  method,
});
const respond = (count = 1): LoginEvent => ({ event: 'responses', count });
const verdict = (...factors: ProvenFactor[]): LoginEvent => ({ event: 'verdict', factors });
const invited = (sets: 'password' | 'password-and-totp'): LoginEvent => ({
  event: 'verdict',
  factors: [],
  invitation: sets,
});
const enrolled: LoginEvent = { event: 'enrolled', outcome: 'written' };
const written: LoginEvent = { event: 'recorded', outcome: 'written' };

function run(events: readonly LoginEvent[], using = machine): LoginAnswer[] {
  let state = using.start;
  return events.map((event) => {
    const step = using.step(state, event);
    state = step.state;
    return step.answer;
  });
}

const last = (events: readonly LoginEvent[], using = machine) => run(events, using).at(-1);
const opens = (...events: LoginEvent[]) => last(events)?.answer === 'accept';
const partial = { answer: 'failure', methods: ['keyboard-interactive', 'password'], partial: true };

describe('the login machine', () => {
  it('answers method none with what may be tried, and opens nothing [threat 16]', () => {
    expect(last([request('none')])).toEqual({
      answer: 'failure',
      methods: ['publickey', 'keyboard-interactive'],
      partial: false,
    });
  });

  it('takes a key alone as partial success only [A18][threat 1]', () => {
    expect(last([request('key-signature'), verdict(key)])).toEqual(partial);
    expect(opens(request('key-signature'), verdict(key), written)).toBe(false);
  });

  it('takes a touched authenticator for a key, and opens at once if it verified its user [A18][threat 20]', () => {
    expect(last([request('key-signature'), verdict(touched)])).toEqual(partial);
    expect(
      opens(request('key-signature'), verdict(touched), request('password'), verdict(password), written),
    ).toBe(true);
    expect(run([request('key-signature'), verdict(touched, userVerified), written])).toEqual([
      { answer: 'verify', claims: ['signature'] },
      { answer: 'record', factors: [touched, userVerified] },
      { answer: 'accept' },
    ]);
  });

  it('takes no knowledge from a signature that proves no possession, or from another one [threat 20]', () => {
    const elsewhere = { ...userVerified, evidence: 'SHA256:four' };
    for (const factors of [[userVerified], [key, userVerified], [touched, elsewhere]]) {
      expect(opens(request('key-signature'), verdict(...factors), written)).toBe(false);
    }
  });

  it('never takes a password alone: the method is not verified without a key [A18][threat 2]', () => {
    expect(last([request('password')])).toMatchObject({ answer: 'failure', partial: false });
    expect(opens(request('password'), verdict(password), written)).toBe(false);
  });

  it('opens on key and then password, by either method [A18][threat 3]', () => {
    const proven = [request('key-signature'), verdict(key)];
    expect(opens(...proven, request('password'), verdict(password), written)).toBe(true);
    expect(opens(...proven, request('keyboard-interactive'), respond(), verdict(password), written)).toBe(
      true,
    );
  });

  it('opens on password and code, judged together, password asked first [A18][threat 4]', () => {
    const events = [request('keyboard-interactive'), respond(), respond(), verdict(password, code), written];
    expect(run(events)).toEqual([
      { answer: 'ask', secret: 'password' },
      { answer: 'ask', secret: 'code' },
      { answer: 'verify', claims: ['password', 'code'] },
      { answer: 'record', factors: [password, code] },
      { answer: 'accept' },
    ]);
  });

  it('asks for the code whatever the password was, and keeps nothing of a half-right answer [threat 9][threat 24]', () => {
    const half = [request('keyboard-interactive'), respond(), respond(), verdict(password)];
    expect(last(half)).toMatchObject({ answer: 'failure', partial: false });
    expect(last([...half, request('password')])).toMatchObject({ answer: 'failure', partial: false });
    expect(
      opens(...half, request('keyboard-interactive'), respond(), respond(), verdict(code), written),
    ).toBe(false);
  });

  it('asks only the password after a key, so that key and code are never enough [threat 5]', () => {
    const proven = [request('key-signature'), verdict(key)];
    expect(last([...proven, request('keyboard-interactive')])).toEqual({
      answer: 'ask',
      secret: 'password',
    });
    expect(opens(...proven, request('keyboard-interactive'), respond(), verdict(code), written)).toBe(false);
  });

  it('does not count a second key, or the same one again, as another kind [threat 6][threat 7]', () => {
    const proven = [request('key-signature'), verdict(key)];
    for (const again of [key, otherKey]) {
      expect(last([...proven, request('key-signature')])).toMatchObject({
        answer: 'failure',
        partial: false,
      });
      expect(opens(...proven, request('key-signature'), verdict(again), written)).toBe(false);
    }
  });

  it('ends the connection when the user name is switched [threat 11]', () => {
    expect(last([request('key-signature'), verdict(key), request('password', 'insurer-300')])).toEqual({
      answer: 'disconnect',
      reason: 'account-switched',
    });
  });

  it('answers any acceptable key query alike, and takes it for no proof [threat 12]', () => {
    expect(last([request('key-query')])).toEqual({ answer: 'key-acceptable' });
    expect(opens(request('key-query'), verdict(key), written)).toBe(false);
  });

  it('ends the connection after as many wrong guesses as are allowed [threat 21]', () => {
    const guess = [request('keyboard-interactive'), respond(), respond(), verdict()];
    expect(last([...guess, ...guess])).toMatchObject({ answer: 'failure' });
    expect(last([...guess, ...guess, ...guess])).toEqual({ answer: 'disconnect', reason: 'too-many-tries' });
  });

  it('does not count the foreign keys of an agent as guesses, but caps the requests', () => {
    const foreign = [request('key-query'), request('key-signature'), verdict()];
    expect(last([...foreign, ...foreign, ...foreign, ...foreign])).toMatchObject({ answer: 'failure' });
    expect(last([...foreign, ...foreign, ...foreign, ...foreign, request('none')])).toEqual({
      answer: 'disconnect',
      reason: 'too-many-requests',
    });
  });

  it('ends the connection if the login cannot be written down [threat 53]', () => {
    const proven = [request('key-signature'), verdict(key), request('password'), verdict(password)];
    expect(last([...proven, { event: 'recorded', outcome: 'impossible' }])).toEqual({
      answer: 'disconnect',
      reason: 'not-recorded',
    });
    expect(last([...proven, { event: 'recorded', outcome: 'refused' }])).toMatchObject({ answer: 'failure' });
  });

  it('lets the holder of an invitation set its factors in the conversation, and sends it away [A18]', () => {
    const given = [request('keyboard-interactive'), respond(), respond(), invited('password-and-totp')];
    expect(run([...given, respond(), respond(), respond(), enrolled]).slice(3)).toEqual([
      { answer: 'ask', secret: 'new-password' },
      { answer: 'ask', secret: 'repeated-password' },
      { answer: 'ask', secret: 'new-code' },
      { answer: 'enrol' },
      { answer: 'disconnect', reason: 'enrolled' },
    ]);
    const byKey = [request('key-signature'), verdict(key), request('keyboard-interactive'), respond()];
    expect(last([...byKey, invited('password'), respond(), respond(), enrolled])).toEqual({
      answer: 'disconnect',
      reason: 'enrolled',
    });
    const unfit: LoginEvent = { event: 'enrolled', outcome: 'refused' };
    expect(last([...byKey, invited('password'), respond(), respond(), unfit])).toMatchObject({
      answer: 'failure',
      partial: false,
    });
    expect(last([...byKey.slice(0, 2), request('password'), invited('password')])).toMatchObject({
      answer: 'failure',
    });
  });

  it('takes the kinds from the deliberation', () => {
    const asking = (kinds: readonly FactorKind[]): Deliberation => ({
      ...n21250,
      factorKinds: { ...n21250.factorKinds, values: [{ from: n21250.adopted, value: kinds }] },
    });
    const keyOnly = loginMachine(asking(['possession']), caps);
    expect(last([request('key-signature'), verdict(key), written], keyOnly)).toEqual({ answer: 'accept' });
    const passwordOnly = loginMachine(asking(['knowledge']), caps);
    expect(last([request('password'), verdict(password), written], passwordOnly)).toEqual({
      answer: 'accept',
    });
    expect(() => loginMachine(asking([]), caps)).toThrow(expect.objectContaining({ code: 'config-invalid' }));
  });
});

/**
 * What an onlooker knows who sees only events and answers: the names used, whether a key was proven when a
 * signature was asked for, and the kinds that the latest verdict proved out of those asked.
 */
interface Witness {
  readonly names: readonly string[];
  readonly asked: readonly string[];
  readonly keyProven: boolean;
  readonly latest: readonly FactorKind[];
  readonly allAskedHeld: boolean;
  readonly recording: boolean;
}

const blank: Witness = {
  names: [],
  asked: [],
  keyProven: false,
  latest: [],
  allAskedHeld: false,
  recording: false,
};
/** The methods of each claim, and its own kind. */
const termsOf: Readonly<Record<string, { readonly methods: readonly string[]; readonly kind: FactorKind }>> =
  {
    signature: { methods: ['ssh-key', 'certificate', 'fido', 'card'], kind: 'possession' },
    password: { methods: ['password'], kind: 'knowledge' },
    code: { methods: ['totp'], kind: 'possession' },
  };

function observe(before: Witness, event: LoginEvent, answer: LoginAnswer): Witness {
  const names =
    event.event === 'request' && !before.names.includes(event.account)
      ? [...before.names, event.account]
      : before.names;
  let { keyProven, latest, allAskedHeld } = before;
  if (event.event === 'verdict' && before.asked.length > 0) {
    const held = before.asked.map((claim) => {
      const own = event.factors.filter(({ method }) => termsOf[claim]?.methods.includes(method));
      const [first] = own.filter(({ kind }) => kind === termsOf[claim]?.kind);
      return own.filter(({ evidence }) => evidence === first?.evidence);
    });
    allAskedHeld = held.every((factors) => factors.length > 0);
    latest = allAskedHeld ? held.flat().map((factor) => factor.kind) : [];
    keyProven ||= before.asked.includes('signature') && allAskedHeld;
  }
  return {
    names,
    asked: answer.answer === 'verify' ? answer.claims : [],
    keyProven,
    latest,
    allAskedHeld,
    recording: answer.answer === 'record',
  };
}

function hasBothKinds(witness: Witness): boolean {
  const kinds = [...witness.latest, ...(witness.keyProven ? ['possession'] : [])];
  return witness.names.length === 1 && kinds.includes('possession') && kinds.includes('knowledge');
}

const requestMethods: readonly RequestMethod[] = [
  'none',
  'key-query',
  'key-signature',
  'keyboard-interactive',
  'password',
  'unsupported',
];
const subsets = [
  [],
  [key],
  [password],
  [code],
  [key, password],
  [key, code],
  [password, code],
  [key, password, code],
  [touched],
  [userVerified],
  [touched, userVerified],
  [key, userVerified],
  [card, unlocked],
  [certified],
];
const alphabet: readonly LoginEvent[] = [
  ...requestMethods.flatMap((method) => [request(method, 'inami'), request(method, 'insurer-300')]),
  respond(0),
  respond(1),
  respond(2),
  ...subsets.map((factors) => verdict(...factors)),
  written,
  { event: 'recorded', outcome: 'refused' },
  { event: 'recorded', outcome: 'impossible' },
  invited('password'),
  invited('password-and-totp'),
  enrolled,
  { event: 'enrolled', outcome: 'refused' },
];

describe('every sequence of events', () => {
  const depth = 14;

  it(`up to ${depth} long opens a session only, and always, when both kinds are proven for one account [A18][threat 8][threat 9]`, () => {
    let frontier = new Map([
      [JSON.stringify([machine.start, blank]), { state: machine.start, witness: blank, paths: 1n }],
    ]);
    const states = new Set<string>([JSON.stringify(machine.start)]);
    let sequences = 0n;
    let opened = 0n;
    for (let length = 1; length <= depth; length += 1) {
      const next: typeof frontier = new Map();
      for (const { state, witness, paths } of frontier.values()) {
        for (const event of alphabet) {
          const { state: after, answer } = machine.step(state, event);
          const seen = observe(witness, event, answer);
          sequences += paths;

          if (answer.answer === 'accept') {
            opened += paths;
            // No sequence opens without both kinds, proven for one account, and written down.
            expect(hasBothKinds(witness) && witness.recording && event === written).toBe(true);
          }
          // And none that should open fails to.
          if (
            event.event === 'verdict' &&
            witness.asked.length > 0 &&
            seen.allAskedHeld &&
            hasBothKinds(seen)
          ) {
            expect(answer.answer).toBe('record');
          }
          if (event === written && witness.recording) expect(answer.answer).toBe('accept');
          if (seen.names.length > 1) expect(after.phase).toBe('ended');

          states.add(JSON.stringify(after));
          if (after.phase === 'ended' || after.phase === 'open') continue;
          const name = JSON.stringify([after, seen]);
          const known = next.get(name);
          next.set(name, { state: after, witness: seen, paths: paths + (known?.paths ?? 0n) });
        }
      }
      frontier = next;
    }
    console.info(
      `login machine: ${states.size} states, ${sequences} sequences of up to ${depth} events, ${opened} of them open`,
    );
    expect(states.size).toBeGreaterThan(100);
    expect(opened).toBeGreaterThan(0n);
  });

  it('leaves an honest login possible wherever tries and requests are left', () => {
    const todo: LoginState[] = [machine.start];
    const seen = new Set<string>();
    for (let state = todo.pop(); state !== undefined; state = todo.pop()) {
      if (seen.has(JSON.stringify(state))) continue;
      seen.add(JSON.stringify(state));
      for (const event of alphabet) todo.push(machine.step(state, event).state);
      const waits = ['choosing', 'asking', 'enrolling'].includes(state.phase);
      if (!waits || state.requestsLeft === 0) continue;

      let step = machine.step(state, request('keyboard-interactive', state.account ?? 'inami'));
      while (step.answer.answer === 'ask') step = machine.step(step.state, respond());
      step = machine.step(step.state, verdict(key, password, code));
      expect(machine.step(step.state, written).answer).toEqual({ answer: 'accept' });
    }
    expect(seen.size).toBeGreaterThan(100);
  });
});
