import { spawn } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import { describe, expect, it } from 'vitest';
import { commandGroups } from '../../src/cli/commands.ts';
import { filesBelow, passerelle } from '../support/passerelle.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const commands = Object.values(commandGroups).flat();

describe('the help', () => {
  it('lists every command with what it is for, on stdout', async () => {
    const { status, stdout, stderr } = await passerelle(await temporaryFolder(), '--help');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    for (const { name, summary } of commands) {
      expect(stdout).toMatch(new RegExp(`^ {2}${name} `, 'm'));
      expect(stdout.replaceAll(/\s+/g, ' ')).toContain(summary);
    }
  });

  it.each(commands.map(({ name }) => name))('explains «%s» and the options that all know', async (name) => {
    const folder = await temporaryFolder();
    const { status, stdout, stderr } = await passerelle(folder, name, '--help');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(new RegExp(`^Usage: passerelle ${name} `));
    expect(stdout).toContain('--rehearsal');
    expect(await filesBelow(folder)).toEqual([]);
  });

  it.each([
    ['help', 'account', 'enrol'],
    ['account', 'enrol', '--help'],
    ['--json', 'help', 'account', 'enrol'],
  ])('reaches a command within a command by «%s %s %s»', async (...args) => {
    const { status, stdout } = await passerelle(await temporaryFolder(), ...args);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^Usage: passerelle account enrol /);
  });
});

describe('a command line that is wrong', () => {
  it.each([
    ['an unknown command', ['pubish'], /unknown command 'pubish'/],
    ['an unknown option', ['status', '--jason'], /unknown option '--jason'/],
    ['an option without its value', ['status', '--config'], /argument missing/],
    ['an argument too few', ['publish'], /missing required argument/],
    ['an argument too many', ['status', 'inami'], /too many arguments/],
    ['no month', ['publish', '2022-13', 'x.csv'], /A month is expected, written YYYY-MM/],
    ['no number', ['publish', '2022-03', 'x.csv', '--confirm-volume', '-1'], /A whole number is expected/],
    ['no day', ['account', 'activate', 'inami', '--undertaking', '2022-02-30'], /A day is expected/],
    ['no event', ['ledger', 'list', '--event', 'nothing'], /Allowed choices are/],
    ['no head', ['ledger', 'verify', '--expect', '12:abc'], /A head is expected/],
    ['a time for a real site', ['status', '--at', '2022-03-01'], /--at chooses the time of a rehearsal/],
    ['no time', ['status', '--rehearsal', '--at', 'March'], /--at is neither a day nor an instant/],
  ])(
    'has %s: exit code 2, the reason on stderr, nothing on stdout, nothing left behind',
    async (_case, args, reason) => {
      const folder = await temporaryFolder();
      const { status, stdout, stderr } = await passerelle(folder, ...args);
      expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
      expect(stderr).toMatch(reason);
      expect(stderr).toMatch(/^hint: /m);
      expect(stderr).not.toMatch(/^ {4}at /m);
      expect(await filesBelow(folder)).toEqual([]);
    },
  );

  it('names no command: the help is shown, on stderr', async () => {
    const { status, stdout, stderr } = await passerelle(await temporaryFolder());
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(/^Usage: passerelle /);
  });

  it('names no configuration that is there: exit code 3 and how to write one', async () => {
    const folder = await temporaryFolder();
    const { status, stderr } = await passerelle(folder, 'status');
    expect(status).toBe(3);
    expect(stderr).toMatch(/^error: there is no configuration to read at .*passerelle\.toml$/m);
    expect(stderr).toMatch(/^hint: .*passerelle init/m);
    expect(stderr).toMatch(/^state: Nothing was opened\.$/m);
    expect(await filesBelow(folder)).toEqual([]);
  });
});

describe('output', () => {
  it('ends without an error when its reader has read enough', async () => {
    const main = path.resolve(import.meta.dirname, '../../src/main.ts');
    const child = spawn(process.execPath, [main, '--help'], { stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.destroy();
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    const status = await new Promise((resolve) => child.once('close', resolve));
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });
});
