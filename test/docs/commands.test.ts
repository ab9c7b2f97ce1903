/** What the documents tell people to type, and where they send them. */

import { existsSync, globSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { createProgram } from '../../src/cli/program.ts';
import { unitsOf } from '../../src/systemd/units.ts';
import { documents, readDocument, root } from '../support/documents.ts';
import { describeWithProgram } from '../support/programs.ts';
import { runProgram } from '../support/run-program.ts';
import { wordsOf } from '../support/typed.ts';

/** A `passerelle …` in a document. */
interface ShownCommand {
  readonly command: string;
  /** In a line of text it may be named without its arguments; in a block of code it is there to be typed. */
  readonly typed: boolean;
}

function commandsIn(text: string): readonly ShownCommand[] {
  const fence = /^ *```.*?^ *```$/gms;
  const lines = (text.match(fence) ?? [])
    .flatMap((block) => block.split('\n'))
    .map((line) => /^ *(?:npm run passerelle --|passerelle) (.*?)(?: +#.*)?$/.exec(line)?.[1])
    .filter((line) => line !== undefined);
  const named = text.replaceAll(fence, '').matchAll(/`(?:npm run passerelle --|passerelle) ([^`]+)`/g);
  return [
    ...lines.map((command) => ({ command, typed: true })),
    ...[...named].map(([, command = '']) => ({ command, typed: false })),
  ];
}

class Understood {
  readonly code = 'understood';
}

/** Has the program read the words, stops it before it does anything, and gives the code of what came of it. */
async function understand(words: readonly string[]): Promise<unknown> {
  const program = createProgram().configureOutput({ writeOut: () => {} });
  program.hook('preAction', () => {
    throw new Understood();
  });
  const { code } = await program
    .parseAsync(words, { from: 'user' })
    .then(() => ({ code: 'did something' }))
    .catch((outcome: { readonly code?: unknown }) => outcome);
  return code;
}

const sound = ['understood', 'commander.helpDisplayed', 'commander.version'];
const soundByName = [...sound, 'commander.help', 'commander.missingArgument'];

describe('the commands that the documents show', () => {
  it.each(documents)('are all understood by the program: %s', async (document) => {
    for (const { command, typed } of commandsIn(readDocument(document))) {
      expect(typed ? sound : soundByName, command).toContain(await understand(wordsOf(command).words));
    }
  });

  it('are found where they stand, and not understood if the program does not know them', async () => {
    const text = 'Run `passerelle pubish 2022-03`.\n\n```sh\n  passerelle status --jason   # all\n```\n';
    expect(commandsIn(text)).toEqual([
      { command: 'status --jason', typed: true },
      { command: 'pubish 2022-03', typed: false },
    ]);
    expect(await understand(wordsOf('status --jason').words)).toBe('commander.unknownOption');
    expect(await understand(wordsOf('pubish 2022-03').words)).toBe('commander.unknownCommand');
    expect(documents.flatMap((document) => commandsIn(readDocument(document))).length).toBeGreaterThan(50);
  });

  it('name scripts that are there and can be run', () => {
    const scripts = documents.flatMap(
      (document) => readDocument(document).match(/scripts\/[a-z-]+\.sh/g) ?? [],
    );
    expect(new Set(scripts).size).toBeGreaterThanOrEqual(4);
    for (const script of new Set(scripts)) {
      expect(statSync(path.join(root, script)).mode & 0o111, script).toBe(0o111);
    }
  });
});

/** Where in a document a line is typed: its blocks of code for a shell. */
const typedIn = (document: string) =>
  [...readDocument(document).matchAll(/^ *```sh\n(.*?)^ *```$/gms)].map(([, code = '']) => code);

describeWithProgram('bash', 'what is typed in a shell', () => {
  it('is sound to it, where it cannot be run either', async () => {
    const unsound = documents.map(async (document) => {
      const { status, output } = await runProgram('bash', ['-n'], { input: typedIn(document).join('\n') });
      return status === 0 ? [] : [`${document}: ${output}`];
    });
    expect((await Promise.all(unsound)).flat()).toEqual([]);
  });

  it('names services as the units do that are written for a site', () => {
    const site = {
      title: '',
      mode: 'real',
      program: [],
      config: '',
      user: '',
      port: 2222,
      credentials: '',
    } as const;
    const written = (['publisher', 'relay', 'recipient'] as const).flatMap((place) =>
      unitsOf({ ...site, place, suffix: '-site', unattended: true }).map(({ name }) =>
        name.replace('.service', ''),
      ),
    );
    const named = documents
      .flatMap((document) => [
        ...readDocument(document).matchAll(/systemctl [a-z -]*?(passerelle[a-z0-9-]*)(?![a-z0-9*-])/g),
      ])
      .map(([, name = '']) => name.replace(/-(inami|opgroeien|\d{3})$/, '-site'));
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((name) => !written.includes(name))).toEqual([]);
  });
});

describe('the links in the documents', () => {
  it('lead from the README to every page', () => {
    const linked = new Set(
      [...readDocument('README.md').matchAll(/\]\((docs\/[^)#]+)/g)].map(([, page]) => page),
    );
    expect(documents.filter((document) => document !== 'README.md' && !linked.has(document))).toEqual([]);
  });

  /** As GitHub makes it of a heading. */
  const anchorOf = (heading: string) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} -]/gu, '')
      .replaceAll(' ', '-');
  const anchorsIn = (text: string) =>
    [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => anchorOf(heading));

  const linking = globSync(['*.md', 'docs/*.md', 'scripts/*/README.md', 'keys-example/README.md'], {
    cwd: root,
  }).sort();

  it.each(linking)('lead somewhere: %s', (document) => {
    for (const [, target = ''] of readDocument(document).matchAll(/\]\((?!https?:|mailto:)([^)]+)\)/g)) {
      const [file = '', anchor] = target.split('#');
      const name = file === '' ? document : path.join(path.dirname(document), file);
      expect(existsSync(path.join(root, name)), target).toBe(true);
      if (anchor !== undefined) expect(anchorsIn(readDocument(name)), target).toContain(anchor);
    }
  });
});
