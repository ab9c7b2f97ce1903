/** Completions for bash (bash(1), «Programmable Completion»); needs nothing of bash-completion. */

import type { OptionWord, WordsAt } from './words.ts';

export function bashCompletions(words: readonly WordsAt[]): string {
  const paths = words.map(({ path }) => path).filter((path) => path !== '');
  const taking = new Set(
    words.flatMap(({ options }) => options.filter(({ value }) => value !== 'none').map(({ word }) => word)),
  );
  return `# Completions of passerelle for bash. Made by: passerelle completions bash
_passerelle() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]} path='' word number taken=''
  for ((number = 1; number < COMP_CWORD; number++)); do
    word=\${COMP_WORDS[number]}
    if [[ -n $taken ]]; then taken=''; continue; fi
    case $word in
      ${[...taking].join(' | ')}) taken=1 ;;
      -*) ;;
      *)
        case "\${path:+$path }$word" in
          ${paths.map(quoted).join(' | ')}) path="\${path:+$path }$word" ;;
        esac
        ;;
    esac
  done
  local commands='' options='' choices=''
  case $path in
${words.map(branch).join('\n')}
  esac
  case "$path $previous" in
${words.flatMap(valueBranches).join('\n')}
  esac
  if [[ $current == -* ]]; then
    COMPREPLY=($(compgen -W "$options" -- "$current"))
  else
    COMPREPLY=($(compgen -W "$commands $choices" -- "$current"))
  fi
}
complete -o default -F _passerelle passerelle
`;
}

function branch({ path, commands, options, choices }: WordsAt): string {
  const list = (entries: readonly string[]) => quoted(entries.join(' '));
  return `    ${quoted(path)}) commands=${list(commands.map(({ word }) => word))} options=${list(
    options.map(({ word }) => word),
  )} choices=${list(choices)} ;;`;
}

/** What may stand behind an option of a command. Where files may, bash offers them by itself. */
function valueBranches({ path, options }: WordsAt): readonly string[] {
  return options.flatMap(({ word, value }: OptionWord) => {
    if (value === 'none') return [];
    const offered = typeof value === 'string' ? '' : value.join(' ');
    const reply =
      offered === '' ? 'COMPREPLY=()' : `COMPREPLY=($(compgen -W ${quoted(offered)} -- "$current"))`;
    return [`    ${quoted(`${path} ${word}`)}) ${reply}; return ;;`];
  });
}

function quoted(words: string): string {
  return `'${words.replaceAll("'", "'\\''")}'`;
}
