#!/usr/bin/env bash
# Backs up a site while it runs: its database, its configuration, and the public keys.
#
#   scripts/backup.sh [--config FILE] FOLDER
#
# When: every day, and before an update. No command need be stopped for it.
# Leaves: FOLDER/<site>-<time, UTC>/ with the database, passerelle.toml, public-keys/, LEDGER-HEAD and SHA256SUMS,
# readable by you alone; its path is the last line on stdout. It is there whole and proven, or not at all: the copy is
# opened as the site opens it, and its whole ledger verified.
# It holds neither the master key nor a private key: back those up once, apart from it, or no restored byte can be read.
#
# Encrypting (age, gpg), taking it elsewhere and rotating are yours. Mind that a backup still holds what the site has
# purged since: destroy backups in time (docs/inami.md, «Backup»).

. "$(dirname "$(realpath "$0")")/site.sh"

[ ${#arguments[@]} -eq 1 ] || fail 'one folder is expected: see --help'
mkdir -p "${arguments[0]}"
folder=$(realpath "${arguments[0]}")
partial=$(mktemp -d "$folder/.partial-XXXXXXXX")
trap 'rm -rf "$partial"' EXIT

site=$(node "$root/scripts/copy-site.ts" "$config" "$partial")
sums=$(cd "$partial" && find . -type f -exec sha256sum {} + | sort -k 2)
printf '%s\n' "$sums" >"$partial/SHA256SUMS"
sync -f "$partial"
backup=$folder/$site-$(date -u +%Y%m%dT%H%M%SZ)
[ ! -e "$backup" ] || fail "$backup is there already: one backup a second is enough"
mv -T "$partial" "$backup"
trap - EXIT
echo "$backup"
