#!/usr/bin/env bash
# The relay's cycle by the tools at hand: fetch, prove and open, split by the extract, sign and seal, deliver.
# It keeps no ledger and no register, holds nothing back, hands in no receipt and cannot be repeated safely:
# it is the yardstick for speed only.
#
#   relay-by-shell.sh FOLDER
#
# FOLDER holds ssh_config (hosts «publisher» and «insurers»), gnupg/ (all keys), passphrase (if the relay's own
# key has one), cin-extract.csv, and names: the parcel, the signer's fingerprint, the relay, then the insurers.
set -euo pipefail
cd "$1"
read -r parcel signer relay insurers <names
work=$(mktemp -d "$PWD/work.XXXXXX")
trap 'rm -rf "$work"' EXIT
gpg=(gpg --homedir gnupg --batch --quiet --trust-model always)
[ ! -f passphrase ] || gpg+=(--pinentry-mode loopback --passphrase-file passphrase)

sftp -q -F ssh_config -b - publisher >/dev/null <<<"get inbox/$parcel $work/month.pgp"

"${gpg[@]}" --status-file "$work/status" --output "$work/month.xml" --decrypt "$work/month.pgp" 2>/dev/null
grep -q "^\[GNUPG:\] VALIDSIG .*$signer\$" "$work/status"

# A record of the monthly file is a line: «    <record><ssin>…</ssin>…».
awk -v work="$work" -F '[<>,]' '
  NR == FNR { insurer[$1] = $2; next }
  $2 == "record" { print > (work "/" insurer[$5] ".xml") }
' cin-extract.csv "$work/month.xml"

for insurer in $insurers; do
  "${gpg[@]}" --local-user "<$relay@passerelle.example>" --recipient "<$insurer@passerelle.example>" \
    --output "$work/$insurer.pgp" --sign --encrypt "$work/$insurer.xml"
done

for insurer in $insurers; do echo "put $work/$insurer.pgp outbox/$insurer.pgp"; done |
  sftp -q -F ssh_config -b - insurers >/dev/null
