/** Completions for zsh (zshcompsys(1)): a function `_passerelle` for a folder of `fpath`. */

import type { WordsAt } from './words.ts';

export function zshCompletions(words: readonly WordsAt[]): string {
  const paths = words.map(({ path }) => path).filter((path) => path !== '');
  const taking = new Set(
    words.flatMap(({ options }) => options.filter(({ value }) => value !== 'none').map(({ word }) => word)),
  );
  return `#compdef passerelle
# Completions of passerelle for zsh. Made by: passerelle completions zsh
_passerelle() {
  local path_='' word taken=''
  local -a commands options choices
  for word in \${words[2,CURRENT-1]}; do
    if [[ -n $taken ]]; then taken=''; continue; fi
    case $word in
      (${[...taking].join('|')}) taken=1 ;;
      (-*) ;;
      (*)
        case "\${path_:+$path_ }$word" in
          (${paths.map(quoted).join('|')}) path_="\${path_:+$path_ }$word" ;;
        esac
        ;;
    esac
  done
  case "$path_ \${words[CURRENT-1]}" in
${words.flatMap(valueBranches).join('\n')}
  esac
  case $path_ in
${words.map(branch).join('\n')}
  esac
  if [[ \${words[CURRENT]} == -* ]]; then
    _describe -o option options
  elif (( \${#commands} + \${#choices} )); then
    if (( \${#commands} )); then _describe command commands; fi
    if (( \${#choices} )); then compadd -a choices; fi
  else
    _files
  fi
}
if [[ \${funcstack[1]} == _passerelle ]]; then _passerelle "$@"; else compdef _passerelle passerelle; fi
`;
}

function branch({ path, commands, options, choices }: WordsAt): string {
  const described = (entries: WordsAt['commands']) =>
    entries.map(({ word, says }) => quoted(`${word}:${says}`)).join(' ');
  return `    (${quoted(path)})
      commands=(${described(commands)})
      options=(${described(options)})
      choices=(${choices.map(quoted).join(' ')})
      ;;`;
}

function valueBranches({ path, options }: WordsAt): readonly string[] {
  return options.flatMap(({ word, value }) => {
    if (value === 'none') return [];
    const offer =
      value === 'file' ? '_files' : value === 'any' ? ':' : `compadd ${value.map(quoted).join(' ')}`;
    return [`    (${quoted(`${path} ${word}`)}) ${offer}; return ;;`];
  });
}

function quoted(words: string): string {
  return `'${words.replaceAll("'", "'\\''")}'`;
}
