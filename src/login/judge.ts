/**
 * The judge: verifies what a client claims, for one account, under the throttle. It gives the factors that
 * held, and nothing that would tell an unknown name from a wrong password: a name without an account, an
 * account without a password or a code device, and one that is not active are all judged against a decoy,
 * by the same steps.
 */

import { isAccountName } from '../accounts/name.ts';
import { type Clock, legalDay } from '../clock.ts';
import type { Account, Invitation } from '../ports/account.ts';
import type { Store } from '../ports/store.ts';
import type { Vault } from '../retention/vault.ts';
import { proofByCard } from './card-proof.ts';
import { proofByCertificate } from './certificate-proof.ts';
import { type CertificateTrust, noTrust } from './certificate-trust.ts';
import { readEnrolmentCode } from './enrolment-code.ts';
import type { ProvenFactor } from './factors.ts';
import { isOpensshCertificate, type OpensshCertificateRefusal } from './openssh-certificate.ts';
import { unmatchableHash, verifyPassword } from './password.ts';
import { proofBySignature, type SignatureClaim } from './signature-proof.ts';
import { mayUse, problemOfTerms, type TermsProblem } from './terms.ts';
import {
  accountPenalty,
  accountSubject,
  addressPenalty,
  addressSubject,
  isForgotten,
  type PenaltyRule,
  restsUntil,
} from './throttle.ts';
import { createTotpSecret, totpStepOf } from './totp.ts';
import { oneAtATimePerKey } from './turns.ts';
import type { CardRefusal } from './x509-certificate.ts';

/** What a client gave; every member is attacker-controlled. */
export interface Claims {
  readonly signature?: SignatureClaim;
  readonly password?: string;
  readonly code?: string;
}

/** Why factors that were proven do not count: the account's terms, or what is known of a card or a certificate. */
export type Bar = TermsProblem | `card-${CardRefusal}` | `certificate-${OpensshCertificateRefusal}`;

export interface Judgement {
  readonly factors: readonly ProvenFactor[];
  /** The account, whatever its status, or `undefined` if there is none of that name. */
  readonly account: Account | undefined;
  /** Present if the code of an open invitation was given as the password: what its holder may set. */
  readonly invitation?: Invitation['sets'];
  /** Present if a code was proven: to be used up by the same step that records the login. */
  readonly totpStep?: number;
  /** Present if factors were proven that do not count. */
  readonly barred?: Bar;
  /** Present if account or address rest after too many wrong guesses; nothing was verified then. */
  readonly restsUntil?: Temporal.Instant;
}

export interface Judge {
  /** Counts a wrong guess at a secret, at the account and at the address; a foreign key is no guess. */
  judge(name: string, address: string, claims: Claims): Promise<Judgement>;
  /** A login of the account was accepted. The address keeps its count: it may guess at other accounts. */
  forgive(name: string): Promise<void>;
  /** Until when an address is not to be answered at all, or `null`. */
  addressRestsUntil(address: string): Promise<Temporal.Instant | null>;
}

/** The label under which the vault seals an account's TOTP secret. */
export function totpLabel(account: string): string {
  return `totp ${account}`;
}

export interface JudgeSite {
  readonly store: Store;
  readonly vault: Vault;
  readonly clock: Clock;
  /** Whom the site trusts to vouch for cards, as it is now; nobody if it is left out. */
  readonly cardTrust?: () => Promise<CertificateTrust>;
}

export function createJudge(site: JudgeSite): Judge {
  const { store, vault, clock, cardTrust = async () => noTrust } = site;
  const inTurn = oneAtATimePerKey();
  const decoy = {
    password: unmatchableHash(),
    totp: vault.sealSecret(totpLabel(''), createTotpSecret()),
  };

  async function rest(subject: string, rule: PenaltyRule): Promise<Temporal.Instant | null> {
    return restsUntil(await store.failures(subject), rule, clock.now());
  }

  async function count(subject: string, rule: PenaltyRule): Promise<void> {
    const now = clock.now();
    if (isForgotten(await store.failures(subject), rule, now)) await store.clearFailures(subject);
    await store.countFailure(subject, now);
  }

  async function judgeSignature(
    claim: SignatureClaim,
    account: Account | undefined,
    login: { readonly name: string; readonly address: string },
  ): Promise<{ readonly factors: readonly ProvenFactor[]; readonly barred?: Bar }> {
    const active = account?.status === 'active' ? account : undefined;
    const at = clock.now();
    if (isOpensshCertificate(claim.offered)) {
      const proof = proofByCertificate(claim, active, { ...login, at });
      return proof.refusal === undefined ? proof : { factors: [], barred: `certificate-${proof.refusal}` };
    }
    const { holds, factors } = proofBySignature(claim);
    if (!holds || active === undefined) return { factors: [] };
    const blob = Buffer.from(claim.offered.blob).toString('base64');
    const card = active.certificates.find(({ key }) => key.blob === blob);
    if (card === undefined) return { factors: active.keys.some((key) => key.blob === blob) ? factors : [] };
    const proof = proofByCard(claim, card, { account: active.name, vault, trust: await cardTrust(), at });
    return proof.refusal === undefined ? proof : { factors: [], barred: `card-${proof.refusal}` };
  }

  /** Reads the account within the verification, so that a change made a moment ago counts. */
  async function verify(name: string, address: string, claims: Claims): Promise<Judgement> {
    const account = await store.account(name);
    const counts = account?.status === 'active';
    const factors: ProvenFactor[] = [];
    let totpStep: number | undefined;

    if (claims.signature !== undefined) {
      const proof = await judgeSignature(claims.signature, account, { name, address });
      if (proof.barred !== undefined) return { factors, account, barred: proof.barred };
      factors.push(...proof.factors);
    }
    if (claims.password !== undefined) {
      const code = readEnrolmentCode(claims.password);
      const open = code === undefined ? undefined : openInvitation(account, address);
      const matches = await verifyPassword(
        open === undefined ? claims.password : (code ?? ''),
        open?.code ?? account?.password ?? decoy.password,
      );
      if (matches && open !== undefined) return { factors, account, invitation: open.sets };
      if (matches && counts) factors.push({ kind: 'knowledge', method: 'password', evidence: '' });
    }
    if (claims.code !== undefined) {
      const sealed = account?.totp ?? null;
      const secret = vault.openSecret(totpLabel(sealed === null ? '' : name), sealed ?? decoy.totp);
      const step = totpStepOf(claims.code, secret, clock.authenticatorTime());
      const last = await store.lastTotpStep(name);
      if (step !== undefined && (last === null || step > last) && sealed !== null && counts) {
        factors.push({ kind: 'possession', method: 'totp', evidence: String(step) });
        totpStep = step;
      }
    }
    const judgement = totpStep === undefined ? { factors, account } : { factors, account, totpStep };
    return account === undefined ? judgement : underTerms(judgement, account, address);
  }

  /** The invitation that a holder who comes from `address` may take up now. */
  function openInvitation(account: Account | undefined, address: string): Invitation | undefined {
    const { status, invitation = null, terms } = account ?? {};
    if (invitation === null || terms === undefined || (status !== 'pending' && status !== 'active'))
      return undefined;
    const now = clock.now();
    if (Temporal.Instant.compare(now, invitation.until) >= 0) return undefined;
    return problemOfTerms(terms, address, legalDay(now)) === undefined ? invitation : undefined;
  }

  /** What the terms forbid is judged like a wrong factor: only the ledger knows the difference. */
  function underTerms(judgement: Judgement, { terms }: Account, address: string): Judgement {
    const problem = problemOfTerms(terms, address, legalDay(clock.now()));
    const { account, factors } = judgement;
    const allowed = problem === undefined ? factors.filter(({ method }) => mayUse(terms, method)) : [];
    if (allowed.length === factors.length) return judgement;
    return { account, factors: allowed, barred: problem ?? 'other-method' };
  }

  /**
   * One guess at a time for each account: a burst over many connections gains no guess that the throttle
   * did not see.
   */
  function judgeGuess(name: string, address: string, claims: Claims): Promise<Judgement> {
    return inTurn(name, async () => {
      const until =
        (await rest(accountSubject(name), accountPenalty)) ??
        (await rest(addressSubject(address), addressPenalty));
      if (until !== null) return { factors: [], account: await store.account(name), restsUntil: until };
      const judgement = await verify(name, address, claims);
      const isWrong = judgement.factors.length < Object.keys(claims).length;
      if (isWrong && judgement.invitation === undefined) {
        await count(accountSubject(name), accountPenalty);
        await count(addressSubject(address), addressPenalty);
      }
      return judgement;
    });
  }

  return {
    async judge(given, address, claims) {
      // What cannot be the name of an account is none, and leaves no trace of its own in the store.
      const name = isAccountName(given) ? given : '';
      const isGuess = claims.password !== undefined || claims.code !== undefined;
      return isGuess ? judgeGuess(name, address, claims) : verify(name, address, claims);
    },
    forgive: (name) => store.clearFailures(accountSubject(name)),
    addressRestsUntil: (address) => rest(addressSubject(address), addressPenalty),
  };
}
