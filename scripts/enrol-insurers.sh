#!/usr/bin/env bash
# Enrols every insurer at INAMI's gateway, with two factors of different kinds, and activates it.
#
#   scripts/enrol-insurers.sh [--config FILE] [--rehearsal [--at DAY]] FOLDER
#
# FOLDER holds three files for each insurer, named by its code:
#   300.pub          its public SSH key, as it stands in id_ed25519.pub
#   300.password     its first password: one line, readable by you alone (chmod 600)
#   300.undertaking  the day on which its holder signed the undertaking of confidentiality, YYYY-MM-DD
#
# When: once, as INAMI's site is set up, and again whenever the folder has grown. Whoever is active already is left
# as it is, whoever was half enrolled is completed: running it again is harmless.
# Leaves: an active account insurer-300 for each, and the ledger's entries of it. Nothing is done unless every file is
# there, of its form, and private where it must be. Destroy the password files once the holders have them.
# Ends with the exit code of the command that refused (docs/exit-codes.md); with 2 if FOLDER is not as above; with 5 if
# an account is active with another key than FOLDER has.

. "$(dirname "$(realpath "$0")")/site.sh"

[ ${#arguments[@]} -eq 1 ] || fail 'one folder is expected: see --help'
folder=${arguments[0]}
[ -d "$folder" ] || fail "there is no folder $folder"

problems=()
private() {
  [ -O "$1" ] && [[ $(ls -ld -- "$1") == -???------* ]]
}
check_insurer() {
  local code=$1 part
  [[ $code =~ ^[0-9]{3}$ ]] || {
    problems+=("$folder/$code.*: is not named by the code of an insurer")
    return
  }
  for part in pub password undertaking; do
    [ -f "$folder/$code.$part" ] && [ ! -L "$folder/$code.$part" ] || problems+=("$folder/$code.$part: is missing, or no regular file")
  done
  [ ! -e "$folder/$code.password" ] || private "$folder/$code.password" ||
    problems+=("$folder/$code.password: may be read by others. Run: chmod 600 $folder/$code.password")
  [ ! -e "$folder/$code.undertaking" ] || grep -qxE '[0-9]{4}-[0-9]{2}-[0-9]{2}' "$folder/$code.undertaking" ||
    problems+=("$folder/$code.undertaking: is not one day, YYYY-MM-DD")
  [ ! -e "$folder/$code.pub" ] || ssh-keygen -l -f "$folder/$code.pub" >/dev/null 2>&1 ||
    problems+=("$folder/$code.pub: is no public SSH key")
}

mapfile -t codes < <(find "$folder" -mindepth 1 -maxdepth 1 ! -name '.*' -exec basename {} \; | sed 's/\.[^.]*$//' | sort -u)
[ ${#codes[@]} -gt 0 ] || fail "$folder is empty"
for code in "${codes[@]}"; do check_insurer "$code"; done
if [ ${#problems[@]} -gt 0 ]; then
  printf '%s\n' "${problems[@]}" >&2
  fail 'nothing was done'
fi

accounts=$(passerelle account list --json)
status_of() {
  json "it.find(({ name }) => name === '$1')?.status ?? 'absent'" <<<"$accounts"
}
has_key() {
  local fingerprint
  fingerprint=$(ssh-keygen -l -f "$2" | cut -d ' ' -f 2)
  json "it.find(({ name }) => name === '$1').keys.some(({ fingerprint }) => fingerprint === '$fingerprint')" <<<"$accounts" |
    grep -qx true
}
activate() {
  passerelle account activate "$1" --undertaking "$(cat "$2")" --quiet >/dev/null
  echo "$1: active"
}

end=0
for code in "${codes[@]}"; do
  name=insurer-$code
  files=$folder/$code
  case $(status_of "$name") in
    absent)
      passerelle account enrol "$name" --party "$code" --key "$files.pub" --password-file "$files.password" --quiet >/dev/null
      activate "$name" "$files.undertaking"
      ;;
    pending)
      has_key "$name" "$files.pub" || passerelle account add-key "$name" "$files.pub" --quiet >/dev/null
      passerelle account password "$name" --password-file "$files.password" --quiet >/dev/null
      activate "$name" "$files.undertaking"
      ;;
    active)
      if has_key "$name" "$files.pub"; then
        echo "$name: active already, left as it is"
      else
        echo "$name: active already, but with another key. If this one is right: passerelle account add-key $name $files.pub" >&2
        end=5
      fi
      ;;
    *) echo "$name: disabled or revoked, left as it is" ;;
  esac
done
echo 'Each insurer also needs its OpenPGP key under [openpgp.correspondents]: see which are there with «passerelle keys fingerprint».' >&2
exit "$end"
