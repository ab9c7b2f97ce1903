# shellcheck shell=bash
# What the ops scripts share: sourced by them, not run. It takes the options that every command of the program
# knows (--config FILE, --rehearsal, --at DAY), leaves the rest of the command line in `arguments`, and finds the
# program and its Node in the checkout that the script stands in.

set -euo pipefail
umask 077

script=$(realpath "$0")
root=$(dirname "$(dirname "$script")")
PATH=$root/node_modules/.bin:$PATH

# The comment at the top of the script is its manual.
manual() {
  sed -n '2,/^[^#]/s/^# \{0,1\}//p' "$script"
}

fail() {
  printf '%s: %s\n' "$(basename "$script")" "$1" >&2
  exit "${2:-2}"
}

config=passerelle.toml
mode=()
arguments=()
while [ $# -gt 0 ]; do
  case $1 in
    --config | --at) [ $# -ge 2 ] || fail "$1 needs a value" ;;&
    --config) config=$2 && shift ;;
    --at) mode+=(--at "$2") && shift ;;
    --rehearsal) mode+=(--rehearsal) ;;
    --help) manual && exit ;;
    -*) fail "unknown option $1: see --help" ;;
    *) arguments+=("$1") ;;
  esac
  shift
done

passerelle() {
  "$root/bin/passerelle" "$@" --config "$config" ${mode[@]+"${mode[@]}"}
}

# Evaluates JavaScript on the JSON document `it` that stands on stdin.
json() {
  node -p 'const it = JSON.parse(require("node:fs").readFileSync(0, "utf8")); '"$1"
}
