/** Somebody of the site's own people, who proves both kinds of factors at its terminal. */

import { activate, enrolAccount, setPassword, setTotp } from '../../src/accounts/enrol.ts';
import type { AccountSite } from '../../src/accounts/keeping.ts';
import { readersAt } from '../../src/deliberations/rules.ts';
import { codeFrom } from './authenticator.ts';

export interface OwnReader {
  readonly name: string;
  readonly password: string;
  /** What its authenticator was set up with. */
  readonly uri: string;
  /** The code that the holder's authenticator shows now. */
  code(): string;
  /** What was asked so far. */
  readonly asked: readonly string[];
  /** Answers the questions of a login, then those given. */
  ask(...answers: readonly string[]): (label: string) => Promise<string>;
}

export async function ownReader(site: AccountSite, name = 'control-1', role?: string): Promise<OwnReader> {
  const password = `password of ${name}`;
  const ownRole = role ?? readersAt(site.deliberation, site.party)[0]?.role ?? '';
  await enrolAccount(site, { name, party: site.party, role: ownRole });
  await setPassword(site, name, password);
  const { uri } = await setTotp(site, name);
  await activate(site, name, Temporal.PlainDate.from('2022-01-03'));
  const code = () => codeFrom(uri, site.clock.authenticatorTime());
  const asked: string[] = [];
  return {
    name,
    password,
    uri,
    code,
    asked,
    ask(...answers) {
      const given = [password, code(), ...answers];
      return async (label) => {
        asked.push(label);
        const answer = given.shift();
        if (answer === undefined) throw new RangeError(`nobody answers ${label}`);
        return answer;
      };
    },
  };
}
