#!/usr/bin/env bash
# Checks the signature of a NOTICE.txt with openssl (1.1.1 or newer) alone: no site and no Passerelle is needed.
#
#   scripts/verify-notice.sh NOTICE.txt inami.vkey
#
# When: a notice is to be believed that somebody else fetched, or to be kept as evidence.
# Leaves: nothing. Ends with 0 if that key signed the notice as it stands, and says for whom it is and of which day.
#
# A notice is a signed note (C2SP): a text, an empty line, and a line of signature by Ed25519 (RFC 8032). The key is that
# of the ledger of the site, «name+key id+base64».

set -euo pipefail
if [ $# -ne 2 ]; then
  sed -n '2,/^$/s/^# \{0,1\}//p' "$0"
  [ "${1-}" = --help ]
  exit
fi
notice=$1 key=$2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

line=$(tail -n 1 "$notice")
name=$(cut -d + -f 1 "$key")
case $line in
"— $name "*) ;;
*)
  echo "not signed by $name" >&2
  exit 1
  ;;
esac
# What is signed is all before the empty line, its own line feed included.
total=$(wc -l <"$notice")
head -n "$((total - 2))" "$notice" >"$folder/text"
[ -z "$(sed -n "$((total - 1))p" "$notice")" ] || {
  echo "not a note" >&2
  exit 1
}
# Four bytes of key id, then the signature; one byte of kind, then the key, which DER (RFC 8410) has after twelve bytes.
printf '%s' "${line##* }" | openssl base64 -d -A | tail -c +5 >"$folder/signature"
{
  printf '\060\052\060\005\006\003\053\145\160\003\041\000'
  cut -d + -f 3- "$key" | openssl base64 -d | tail -c +2
} >"$folder/key"
openssl pkeyutl -verify -pubin -keyform DER -inkey "$folder/key" -rawin -in "$folder/text" \
  -sigfile "$folder/signature" >/dev/null
# The program told this file from others of the same key by its first line.
head -n 1 "$notice" | grep -qx 'passerelle notice v1'
echo "signed by $name: $(sed -n 2p "$notice")"
