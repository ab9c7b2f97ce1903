/** Completions for fish (fish's `complete`). */

import type { OptionWord, WordsAt } from './words.ts';

export function fishCompletions(words: readonly WordsAt[]): string {
  const paths = words.map(({ path }) => path).filter((path) => path !== '');
  const taking = new Set(
    words.flatMap(({ options }) => options.filter(({ value }) => value !== 'none').map(({ word }) => word)),
  );
  return `# Completions of passerelle for fish. Made by: passerelle completions fish
function __passerelle_path
    set -l path
    set -l taken
    for word in (commandline -opc)[2..]
        if set -q taken[1]
            set -e taken
            continue
        end
        switch $word
            case ${[...taking].join(' ')}
                set taken 1
            case '-*'
            case '*'
                set -l longer (string join ' ' $path $word)
                if contains -- $longer ${paths.map(quoted).join(' ')}
                    set path $longer
                end
        end
    end
    echo "$path"
end
function __passerelle_at
    test (__passerelle_path) = "$argv[1]"
end
${words.flatMap(lines).join('\n')}
`;
}

function lines({ path, commands, options, choices }: WordsAt): readonly string[] {
  const at = `complete -c passerelle -n ${quoted(`__passerelle_at ${quoted(path)}`)}`;
  return [
    ...commands.map(({ word, says }) => `${at} -f -a ${quoted(word)} -d ${quoted(says)}`),
    ...choices.map((choice) => `${at} -f -a ${quoted(choice)}`),
    ...options.map(
      (option) => `${at} -l ${option.word.slice('--'.length)} -d ${quoted(option.says)}${behind(option)}`,
    ),
  ];
}

function behind({ value }: OptionWord): string {
  if (value === 'none') return '';
  if (value === 'file') return ' -r -F';
  return value === 'any' ? ' -x' : ` -x -a ${quoted(value.join(' '))}`;
}

function quoted(words: string): string {
  return `'${words.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
