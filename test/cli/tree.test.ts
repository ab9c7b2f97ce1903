/** The help, the examples, the manual page and the completions are made of one tree: none says what another does not. */

import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import type { Command } from 'commander';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { wordsOf } from '../../src/cli/completions/words.ts';
import { shells } from '../../src/cli/completions.ts';
import { examples } from '../../src/cli/examples.ts';
import { examplesOf } from '../../src/cli/help.ts';
import { manPage } from '../../src/cli/man-page.ts';
import { createProgram } from '../../src/cli/program.ts';
import { pathOf, visibleCommands, withAllDefined } from '../../src/cli/tree.ts';
import { exitStatuses } from '../../src/errors.ts';
import { documents, readDocument } from '../support/documents.ts';
import { describeWithProgram } from '../support/programs.ts';
import { runProgram } from '../support/run-program.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

let program: Command;
let commands: readonly Command[];
const nameOf = (command: Command) => pathOf(command).join(' ');
beforeAll(async () => {
  program = await withAllDefined(createProgram());
  commands = [...visibleCommands(program)].filter((command) => command !== program);
});

/** The words of a line, as a shell takes them. */
function wordsIn(line: string): readonly string[] {
  return [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '');
}

/** The command that the program would run. */
async function understood(line: string): Promise<string> {
  const parsing = createProgram();
  let found = 'nothing';
  parsing.hook('preAction', (_program, command) => {
    found = nameOf(command);
    throw new RangeError('understood');
  });
  parsing.configureOutput({ writeOut: () => {}, writeErr: () => {} });
  await parsing.parseAsync([...wordsIn(line)], { from: 'user' }).catch((error: unknown) => {
    if (!(error instanceof RangeError)) throw error;
  });
  return found;
}

describe('the tree of commands', () => {
  it('has an example of every command', () => {
    expect(commands.filter((command) => examplesOf(command).length === 0).map(nameOf)).toEqual([]);
    expect(
      Object.keys(examples).filter((name) => !commands.some((command) => nameOf(command) === name)),
    ).toEqual([]);
  });

  it('says of what can only be denied that it is so otherwise: a command may be defined after Commander would', () => {
    const denials = commands.flatMap(({ options }) => options).filter(({ negate }) => negate);
    expect(denials.length).toBeGreaterThan(2);
    expect(denials.filter(({ defaultValue }) => defaultValue !== true).map(({ long }) => long)).toEqual([]);
  });

  it('understands each example as the command that it is of', async () => {
    for (const [name, lines] of Object.entries(examples)) {
      for (const line of lines) expect([line, await understood(line)]).toEqual([line, name]);
    }
  });

  it('shows the examples in the help', async () => {
    const written: string[] = [];
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => written.push(String(text)) > 0);
    await createProgram()
      .parseAsync(['account', 'enrol', '--help'], { from: 'user' })
      .catch(() => {});
    vi.restoreAllMocks();
    expect(written.join('')).toMatch(/^Examples:\n {2}passerelle account enrol insurer-\d+ --party \d+ /m);
  });

  it('is in the documents, every command of it', () => {
    const all = documents.map(readDocument).join('\n').replaceAll(/\s+/g, ' ');
    const missing = commands
      .filter((command) => command.commands.length === 0)
      .map(nameOf)
      .filter((name) => !all.includes(name));
    expect(missing).toEqual([]);
  });

  it('describes every command and every option', () => {
    const silent = commands.flatMap((command) => [
      ...(command.description() === '' ? [nameOf(command)] : []),
      ...command.options
        .filter(({ description }) => description === '')
        .map(({ long }) => `${nameOf(command)} ${long}`),
    ]);
    expect(silent).toEqual([]);
  });

  it('calls one thing by one name', () => {
    const forms = new Map<string, Set<string>>();
    for (const command of [program, ...commands]) {
      for (const { long, flags } of command.options) {
        const known = forms.getOrInsertComputed(long ?? flags, () => new Set<string>());
        known.add(flags.replace(/^\S+ ?/, ''));
      }
    }
    const several = [...forms].filter(([, values]) => values.size > 1).map(([name]) => name);
    // An account has several keys, and a recipe one. An entry is made a proof of, which is verified for a file.
    // A record is returned for one of the reasons there are; a person gives others in its own words.
    expect(several.sort()).toEqual(['--entry', '--key', '--reason']);
  });
});

describe('the manual page', () => {
  const page = () => manPage({ program, day: Temporal.PlainDate.from('2022-03-01') });

  it('names every command, every option and every exit status', () => {
    const text = page().replaceAll('\\-', '-');
    for (const command of commands) {
      expect(text).toContain(`\n.Ss ${nameOf(command)}\n`);
      for (const { long } of command.options) expect(text).toContain(`\n.It Fl ${long?.slice(1)}`);
    }
    const statuses = [...text.matchAll(/^\.It (\d+)$/gm)].map(([, status]) => Number(status));
    expect(statuses).toEqual([0, ...exitStatuses]);
    expect(text).toMatch(/^\.Dd March 1, 2022\n\.Dt PASSERELLE 1\n/);
  });

  describeWithProgram('mandoc', 'for mandoc', () => {
    it('has nothing that it warns of', async () => {
      const file = path.join(await temporaryFolder(), 'passerelle.1');
      await writeFile(file, page());
      expect(await runProgram('mandoc', ['-T', 'lint', '-W', 'warning', file])).toEqual({
        status: 0,
        output: '',
      });
      expect((await runProgram('mandoc', ['-T', 'utf8', file])).output).toContain('passerelle');
    });
  });

  describeWithProgram(['man', 'groff'], 'for man', () => {
    it('has nothing that it warns of', async () => {
      const file = path.join(await temporaryFolder(), 'passerelle.1');
      await writeFile(file, page());
      const { status, output } = await runProgram('man', ['--warnings', '-l', file]);
      expect(status).toBe(0);
      expect(output).toContain('doctor client');
      expect(output).not.toMatch(/warning|error:/);
    });
  });
});

/** What each shell offers where `line` ends. */
interface Offers {
  readonly shell: keyof typeof shells;
  offered(script: string, line: string): Promise<readonly string[]>;
}

async function inFolder(name: string, script: string): Promise<string> {
  const file = path.join(await temporaryFolder(), name);
  await writeFile(file, script);
  return file;
}

const asked: readonly Offers[] = [
  {
    shell: 'bash',
    async offered(script, line) {
      const words = line.split(' ').map((word) => `'${word}'`);
      const ask = [
        `source '${await inFolder('passerelle', script)}'`,
        'complete -p passerelle',
        `COMP_WORDS=(${words.join(' ')}); COMP_CWORD=${words.length - 1}; _passerelle; printf '%s\\n' "\${COMPREPLY[@]}"`,
      ];
      const { status, output } = await runProgram('bash', ['--norc', '-euc', ask.join('\n')]);
      const [registered, ...replies] = output.trim().split('\n');
      expect([status, registered]).toEqual([0, 'complete -o default -F _passerelle passerelle']);
      return replies;
    },
  },
  {
    shell: 'fish',
    async offered(script, line) {
      const file = await inFolder('passerelle.fish', script);
      const ask = `source '${file}'; complete -C'${line}'`;
      const { status, output } = await runProgram('fish', ['--no-config', '-c', ask]);
      expect([status, output]).toEqual([0, expect.any(String)]);
      return output
        .trim()
        .split('\n')
        .map((reply) => reply.split('\t')[0] ?? '');
    },
  },
  {
    shell: 'zsh',
    async offered(script, line) {
      const file = await inFolder('_passerelle', script);
      const words = line.split(' ').map((word) => `'${word}'`);
      // What would be shown is caught where it is handed to the line editor.
      const ask = `
        autoload -Uz compinit; compinit -u -D
        words=(${words.join(' ')}); CURRENT=\${#words}
        _describe() { local name=\${@[-1]}; print -rl -- \${\${(P)name}%%:*}; }
        compadd() { [[ $1 == -a ]] && print -rl -- \${(P)2} || print -rl -- "$@"; }
        _files() { print FILES; }
        source '${file}'; _passerelle`;
      const { status, output } = await runProgram('zsh', ['-f', '-c', ask]);
      expect([status, output]).toEqual([0, expect.any(String)]);
      return output.trim().split('\n');
    },
  },
];

describe('the completions', () => {
  for (const { shell, offered } of asked) {
    describeWithProgram(shell, `for ${shell}`, () => {
      const offeredBy = async (line: string) =>
        (await offered(shells[shell](wordsOf(program)), `passerelle ${line}`)).filter((word) => word !== '');

      it('offer commands, options, choices, and nothing of a database', async () => {
        expect((await offeredBy('acc')).filter((word) => word.startsWith('acc'))).toEqual(['account']);
        expect(await offeredBy('account ')).toEqual(
          expect.arrayContaining(['enrol', 'list', 'activate', 'revoke']),
        );
        expect(await offeredBy('account enrol --')).toEqual(
          expect.arrayContaining(['--party', '--role', '--key', '--totp', '--config', '--rehearsal']),
        );
        expect(await offeredBy('--config other.toml keys generate ')).toEqual(
          expect.arrayContaining(['openpgp', 'host', 'login', 'ledger', 'master']),
        );
        expect(await offeredBy('--language ')).toEqual(expect.arrayContaining(['fr', 'nl', 'en']));
        expect(await offeredBy('doctor client insurer-300 --client ')).toEqual(
          expect.arrayContaining(['openssh', 'winscp', 'filezilla']),
        );
      });
    });
  }

  it('are all in the help of their command', async () => {
    const source = await readFile(path.resolve(import.meta.dirname, '../../src/cli/completions.ts'), 'utf8');
    for (const shell of Object.keys(shells)) expect(source).toContain(`passerelle completions ${shell} >`);
  });
});
