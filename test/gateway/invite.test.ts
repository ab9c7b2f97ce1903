import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { generateSync } from 'otplib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { activate, disable, enrolAccount, setPassword } from '../../src/accounts/enrol.ts';
import { invite } from '../../src/accounts/invite.ts';
import type { AccountKeeping } from '../../src/accounts/keeping.ts';
import { restrict } from '../../src/accounts/restrict.ts';
import type { Invitation } from '../../src/ports/account.ts';
import { attemptLogin, conversation, type LoginStep, stepOf } from '../support/gateway-client.ts';
import { type GatewaySite, openGatewaySite } from '../support/gateway-site.ts';
import { describeWithProgram } from '../support/programs.ts';
import { runProgram } from '../support/run-program.ts';

const name = 'insurer-100';
const chosen = 'a password that only its holder knows';

let site: GatewaySite;
let keeping: AccountKeeping;
let code: string;

beforeEach(async () => {
  site = await openGatewaySite();
  keeping = { ...site.options, party: 'inami' };
  await enrolAccount(keeping, { name, party: '100', role: 'insurability' });
  code = await invited('password-and-totp');
  await activate(keeping, name, Temporal.PlainDate.from('2022-01-03'));
});
afterEach(() => site.close());

async function invited(sets: Invitation['sets'], hours = 72): Promise<string> {
  return (await invite(keeping, name, { sets, valid: Temporal.Duration.from({ hours }) })).code;
}

const codeOf = (secret: string) =>
  generateSync({ secret, epoch: Math.floor(site.clock.authenticatorTime().epochMilliseconds / 1000) });

/** What the holder reads and answers: prompts, and the secret out of the instruction. */
function taking(
  answers: { code?: string; password?: string; repeated?: string; device?: (secret: string) => string },
  seen: { prompts: string[]; secret: string } = { prompts: [], secret: '' },
): LoginStep {
  const { password = chosen, repeated = password, device = codeOf } = answers;
  return {
    type: 'keyboard-interactive',
    username: name,
    prompt: (_name, instruction, _language, asked, finish) => {
      const [{ prompt } = { prompt: '' }] = asked;
      seen.prompts.push(prompt);
      seen.secret ||= /^(?:[A-Z2-7]{4} ){7}[A-Z2-7]{4}/m.exec(instruction)?.[0].replaceAll(' ', '') ?? '';
      const replies: Readonly<Record<string, () => string>> = {
        'PIN or password: ': () => answers.code ?? code,
        'New password: ': () => password,
        'New password again: ': () => repeated,
        'One-time code of the new device: ': () => device(seen.secret),
      };
      finish([replies[prompt]?.() ?? '']);
    },
  };
}

async function attempt(...steps: LoginStep[]) {
  const { open, error, client } = await attemptLogin(site.gateway.port, steps);
  client.end();
  return { open, error };
}

describe('the holder of an enrolment code', () => {
  it('sets its own password and device, and logs in with them afterwards only [A18][A19]', async () => {
    const seen = { prompts: [] as string[], secret: '' };
    const first = await attempt(taking({}, seen), conversation(name, [chosen, '000000']));
    expect(first).toMatchObject({ open: false, error: expect.stringContaining('Log in again') });
    expect(seen.prompts).toEqual([
      'PIN or password: ',
      'One-time code: ',
      'New password: ',
      'New password again: ',
      'One-time code of the new device: ',
    ]);
    expect(await site.events('login-accepted')).toEqual([]);
    expect((await site.events('account-changed')).at(-1)).toMatchObject({
      actor: name,
      details: { account: name, change: 'password,totp' },
    });

    // The code that confirmed the device is used up.
    expect(await attempt(conversation(name, [chosen, codeOf(seen.secret)]))).toMatchObject({ open: false });
    site.clock.moveTo(site.clock.now().add({ seconds: 60 }));
    expect(await attempt(conversation(name, [chosen, codeOf(seen.secret)]))).toMatchObject({ open: true });
    expect(await site.events('login-accepted')).toMatchObject([{ details: { methods: 'password,totp' } }]);

    const told = JSON.stringify([await site.events(), site.log]);
    for (const secret of [code, chosen, seen.secret]) expect(told).not.toContain(secret);
  });

  it('sets a password beside a key that it has, in small letters and without dashes too', async () => {
    const other = await site.account('insurer-300', '300', ['key', 'password']);
    const given = await invite(keeping, other.name, {
      sets: 'password',
      valid: Temporal.Duration.from({ hours: 1 }),
    });
    const answers = [given.code.toLowerCase().replaceAll('-', ''), chosen, chosen];
    expect(await attempt(stepOf.key(other), conversation(other.name, answers))).toMatchObject({
      open: false,
      error: expect.stringContaining('Log in again'),
    });
    expect(await site.events('login-refused')).toEqual([]);
    expect(await attempt(stepOf.key(other), conversation(other.name, [other.password]))).toMatchObject({
      open: false,
    });
    expect(await attempt(stepOf.key(other), conversation(other.name, [chosen]))).toMatchObject({
      open: true,
    });
  });

  it.each([
    ['two passwords that differ', { repeated: 'another one' }],
    ['a password that is too short', { password: 'short' }],
    ['a wrong code of the device', { device: () => '000000' }],
    ['another code', { code: 'AAAA-AAAA-AAAA-AAAA' }],
  ])('changes nothing by %s, and may try again', async (_what, answers) => {
    const before = await site.store.account(name);
    const changes = await site.events('account-changed');
    const refused = await attempt(taking(answers));
    expect(refused).toMatchObject({ open: false });
    expect(await site.store.account(name)).toEqual(before);
    expect(await site.events('account-changed')).toEqual(changes);
    expect(await attempt(taking({}))).toMatchObject({ error: expect.stringContaining('Log in again') });
  });

  it('cannot choose the code itself as its password', async () => {
    expect(await attempt(taking({ password: code }))).toMatchObject({ open: false });
    expect((await site.store.account(name))?.password).toBeNull();
  });
});

describe('an enrolment code', () => {
  const isWorthNothing = async () => {
    const seen = { prompts: [] as string[], secret: '' };
    await attempt(taking({}, seen));
    expect(seen.prompts).toEqual(['PIN or password: ', 'One-time code: ']);
  };

  it('is good once', async () => {
    await attempt(taking({}));
    const after = await site.store.account(name);
    await isWorthNothing();
    expect(await site.store.account(name)).toEqual(after);
  });

  it('is worth nothing once its time is over, to the second', async () => {
    site.clock.moveTo(site.clock.now().add({ hours: 72 }));
    await isWorthNothing();
  });

  it('is worth nothing after a newer one, or once the operator has set a password', async () => {
    const old = code;
    code = await invited('password');
    const current = code;
    code = old;
    await isWorthNothing();
    code = current;
    await setPassword(keeping, name, 'a password of the operator');
    await isWorthNothing();
  });

  it('is worth nothing for an account that is disabled, or against its terms', async () => {
    await restrict(keeping, name, { addresses: ['192.0.2.0/24'] });
    await isWorthNothing();
    await restrict(keeping, name, { addresses: null });
    await disable(keeping, name);
    await isWorthNothing();
  });

  it('is kept as a hash', async () => {
    expect(JSON.stringify(await site.store.account(name))).not.toContain(code.slice(0, 4) + code.slice(5, 9));
    expect((await site.store.account(name))?.invitation?.code.algorithm).toBe('argon2id');
  });
});

describeWithProgram('sftp', 'an enrolment code in OpenSSH', () => {
  it('shows what to choose and the secret of the device, and says what to do next', async () => {
    const askpass = path.join(site.folder, 'askpass');
    const answers = `#!/bin/sh
case "$1" in
  *'PIN or password'*) echo '${code}' ;;
  *'New password'*) echo '${chosen}' ;;
  *) echo ;;
esac
`;
    await writeFile(askpass, answers, { mode: 0o700 });
    const options = ['-F', 'none', '-oBatchMode=no', '-oPubkeyAuthentication=no', '-oIdentityAgent=none'];
    const known = [
      '-oStrictHostKeyChecking=no',
      '-oUserKnownHostsFile=/dev/null',
      '-oNumberOfPasswordPrompts=1',
    ];
    const visit = async () => {
      const target = ['-b', '-', '-P', String(site.gateway.port), `${name}@127.0.0.1`];
      const env = { SSH_ASKPASS: askpass, SSH_ASKPASS_REQUIRE: 'force' };
      return runProgram('sftp', [...options, ...known, ...target], { input: 'ls\n', env });
    };
    const device = await visit();
    expect(device.output).toContain('Choose your password: 8 to 256 bytes.');
    expect(device.output).toMatch(/^(?:[A-Z2-7]{4} ){7}[A-Z2-7]{4}\r?$/m);
    expect((await site.store.account(name))?.password).toBeNull();

    code = await invited('password');
    await writeFile(askpass, answers.replace(/echo '.*-.*'/, `echo '${code}'`), { mode: 0o700 });
    expect((await visit()).output).toContain('Done. Log in again with what you have just chosen.');
    expect((await site.store.account(name))?.invitation).toBeNull();
  });
});
