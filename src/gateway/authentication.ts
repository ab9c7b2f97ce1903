/**
 * Between ssh2's authentication requests and the login machine: names the events, does what the machine
 * answers, and never more. Any exception on the way denies.
 */

import type { AuthContext, Connection } from 'ssh2';
import { PasserelleError } from '../errors.ts';
import type { Claim, ProvenFactor, Secret } from '../login/factors.ts';
import type { Claims, Judgement } from '../login/judge.ts';
import type { DisconnectReason, LoginAnswer, LoginEvent, NewSecret } from '../login/messages.ts';
import type { Account } from '../ports/account.ts';
import { text } from '../words/text.ts';
import { claimsOf, isAnswer, methodOf, nameAskedAlgorithm } from './authentication-request.ts';
import { onTheBeat } from './beat.ts';
import { beginEnrolment, type Enrolment, newSecretPrompts } from './enrolment.ts';
import type { RefusalReason } from './events.ts';
import { type Refusal, recordLogin } from './login-record.ts';
import { closedChannelSentence, type SentenceName, sentence } from './sentences.ts';
import type { Sessions } from './sessions.ts';
import type { GatewaySite } from './site.ts';
import { disconnectReason, type DisconnectReason as SshReason } from './ssh-message.ts';
import { forgetAbandonedRequest, sendBanner } from './ssh2-hardening.ts';

/** What a connection does with its login. */
export interface LoginOutcome {
  /** A factor of the account is proven, another one is missing. True if its last login stopped there. */
  halfProven(account: string): boolean;
  /** The login stands in the ledger, and is about to be accepted. */
  accepted(account: Account): void;
  /** The connection is to be ended with these words. */
  ended(reason: SshReason, words: string): void;
}

/** Holds `password:` because lftp and AsyncSSH answer by that word. */
const prompts = { password: 'PIN or password: ', code: 'One-time code: ', ...newSecretPrompts } as const;

const goodbyes: Readonly<Record<DisconnectReason, readonly [SshReason, SentenceName]>> = {
  'account-switched': [disconnectReason.protocolError, 'protocol'],
  'out-of-turn': [disconnectReason.protocolError, 'protocol'],
  'too-many-tries': [disconnectReason.noMoreMethods, 'too-many-tries'],
  'too-many-requests': [disconnectReason.noMoreMethods, 'too-many-tries'],
  // Not «by application»: some clients do not show its words.
  enrolled: [disconnectReason.noMoreMethods, 'enrolled'],
  'not-recorded': [disconnectReason.serviceNotAvailable, 'not-now'],
};

/**
 * Handles the login of one connection. `refusal()` gives, once the connection is closed, what there is to
 * write down of a login that failed; nothing if nobody tried to log in.
 */
export function handleLogin(
  site: GatewaySite,
  sessions: Sessions,
  connection: Connection,
  address: string,
  outcome: LoginOutcome,
): { refusal(): Refusal | undefined } {
  const { machine, judge, log } = site;
  let state = machine.start;
  let over = false;
  /** The account at the first verdict: if it has changed by the last, the login is not recorded. */
  let account: Account | undefined;
  let totpStep: number | undefined;
  let enrolment: Enrolment | undefined;
  let enrolled = false;
  let explained = false;
  let refused: RefusalReason | undefined;
  /** The name of a login that was tried: whoever asks for the methods only has not tried. */
  let tried: string | undefined;
  let given: Claims = {};
  let words: string | undefined;

  function end(reason: SshReason, text: string): void {
    if (over) return;
    over = true;
    outcome.ended(reason, text);
  }

  function guarded(act: () => void): void {
    if (over) return;
    try {
      act();
    } catch (error) {
      log.warn('login-cut-short', { error, address });
      end(disconnectReason.protocolError, sentence('protocol'));
    }
  }

  function advance(context: AuthContext, event: LoginEvent): void {
    guarded(() => {
      const step = machine.step(state, event);
      state = step.state;
      perform(context, step.answer);
    });
  }

  function perform(context: AuthContext, answer: LoginAnswer): void {
    switch (answer.answer) {
      case 'key-acceptable':
        nameAskedAlgorithm(context);
        context.accept();
        return;
      case 'ask':
        ask(context, answer.secret);
        return;
      case 'verify':
        advanceLater(
          context,
          onTheBeat(() => verify(answer.claims)),
        );
        return;
      case 'record':
        advanceLater(context, record(answer.factors));
        return;
      case 'enrol':
        advanceLater(context, enrol());
        return;
      case 'failure':
        if (answer.partial ? outcome.halfProven(state.account ?? '') : isAnswer(context)) explain();
        context.reject([...answer.methods], answer.partial);
        return;
      case 'accept':
        if (account === undefined) throw new PasserelleError('internal', text`A login without an account.`);
        outcome.accepted(account);
        context.accept();
        return;
      case 'disconnect': {
        if (answer.reason === 'too-many-tries' && refused === 'wrong-factor') refused = 'too-many-tries';
        const [reason, name] = goodbyes[answer.reason];
        end(reason, words ?? sentence(name));
      }
    }
  }

  /** Once: what a session needs, said alike to all names. */
  function explain(): void {
    if (explained) return;
    explained = true;
    sendBanner(connection, sentence(state.factors.length > 0 ? 'other-kind' : 'two-factors'));
  }

  function advanceLater(context: AuthContext, event: Promise<LoginEvent>): void {
    event.then((happened) => advance(context, happened), fail);
  }

  function fail(error: unknown): void {
    log.error('login-not-judged', { error, address });
    end(disconnectReason.serviceNotAvailable, sentence('not-now'));
  }

  function ask(context: AuthContext, secret: Secret | NewSecret): void {
    if (context.method !== 'keyboard-interactive')
      throw new PasserelleError('internal', text`Nobody to ask.`);
    const title = site.mode === 'rehearsal' ? 'REHEARSAL: mock data only' : '';
    const isNew = secret !== 'password' && secret !== 'code';
    const instruction = isNew ? (enrolment?.instruction(secret) ?? '') : '';
    context.prompt([{ prompt: prompts[secret], echo: false }], title, instruction, (responses: unknown) => {
      // An Error means that the client turned to another method: the machine hears of that request.
      if (!Array.isArray(responses)) return guarded(() => forgetAbandonedRequest(connection));
      const [response]: unknown[] = responses;
      if (typeof response === 'string' && isNew) enrolment?.take(secret, response);
      if (typeof response === 'string' && !isNew) given = { ...given, [secret]: response };
      advance(context, { event: 'responses', count: responses.length });
    });
  }

  async function verify(claims: readonly Claim[]): Promise<LoginEvent> {
    const claimed = given;
    given = {};
    const judgement = await judge.judge(state.account ?? '', address, claimed);
    const factors = believe(judgement, claims);
    const { invitation, account: invited } = judgement;
    if (invitation === undefined || invited === undefined) return { event: 'verdict', factors };
    enrolment = beginEnrolment(site, invited);
    return { event: 'verdict', factors, invitation };
  }

  function believe(judgement: Judgement, claims: readonly Claim[]): readonly ProvenFactor[] {
    account ??= judgement.account;
    if (judgement.restsUntil !== undefined) {
      // Said of names that no account has too: they rest in the same way.
      end(disconnectReason.noMoreMethods, sentence('too-many-tries'));
      refused = 'too-many-tries';
      return [];
    }
    // Of an agent's foreign keys the ledger hears only if nothing better follows.
    const isGuess = !claims.includes('signature');
    const isShort = judgement.factors.length < claims.length;
    if (isGuess && isShort && judgement.invitation === undefined) refused = 'wrong-factor';
    refused = judgement.barred ?? refused;
    totpStep = judgement.totpStep;
    return judgement.factors;
  }

  async function enrol(): Promise<LoginEvent> {
    const written = (await enrolment?.finish()) ?? false;
    enrolment = undefined;
    if (written) enrolled = true;
    else refused = 'wrong-factor';
    return { event: 'enrolled', outcome: written ? 'written' : 'refused' };
  }

  async function record(factors: readonly ProvenFactor[]): Promise<LoginEvent> {
    refused = 'not-recorded';
    if (account === undefined) return { event: 'recorded', outcome: 'impossible' };
    const recorded = await recordLogin(site, sessions, { account, address, factors, totpStep });
    if (recorded.outcome === 'refused') refused = 'wrong-factor';
    if (recorded.outcome === 'impossible') {
      refused = recorded.reason;
      words = recorded.words;
    }
    if (recorded.outcome === 'written') {
      await judge
        .forgive(account.name)
        .catch((error: unknown) => log.warn('failures-not-forgiven', { error }));
    }
    return { event: 'recorded', outcome: recorded.outcome };
  }

  async function receive(context: AuthContext): Promise<void> {
    if (context.method !== 'none') tried = context.username;
    if (state === machine.start) {
      const channel = await site.guard.state();
      if (!channel.open) {
        refused = 'channel-closed';
        const text = closedChannelSentence(site.deliberation.number, channel);
        return end(disconnectReason.serviceNotAvailable, text);
      }
    }
    given = claimsOf(context);
    advance(context, { event: 'request', account: context.username, method: methodOf(context) });
  }

  connection.on('authentication', (context) => {
    receive(context).catch(fail);
  });
  connection.on('close', () => {
    over = true;
  });

  return {
    refusal() {
      if (state.phase === 'open' || enrolled || tried === undefined) return undefined;
      const { factors } = state;
      const reason = refused ?? (factors.length > 0 ? 'incomplete' : 'nothing-proven');
      return { name: tried, reason, factors };
    },
  };
}
