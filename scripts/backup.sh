#!/usr/bin/env bash
# Backs up a site while it runs, and destroys the backups that are older than the newest so many.
#
#   scripts/backup.sh [--config FILE] [--rehearsal] FOLDER [KEEP]
#
# When: every day, and before an update. No command need be stopped for it.
# Leaves: FOLDER/<site>-<time, UTC>/ as «passerelle backup make» makes it, whole and proven, or nothing; its path is
# the last line on stdout. Of the older ones KEEP stay (14 if left out, the new one included): a backup still holds
# what the site has purged since.
# It holds neither the master key nor a private key: back those up once, apart from it, or no restored byte can be read.
#
# Encrypting (age, gpg) and taking it elsewhere are yours (docs/every-site.md, «Backup»).

. "$(dirname "$(realpath "$0")")/site.sh"

case ${#arguments[@]} in 1 | 2) ;; *) fail 'a folder and a number are expected: see --help' ;; esac
keep=${arguments[1]-14}
[[ $keep =~ ^[1-9][0-9]{0,3}$ ]] || fail 'KEEP is the number of backups that stay, at least 1'

made=$(passerelle backup make "${arguments[0]}" --json)
backup=$(json it.backup <<<"$made")
site=$(basename "$backup")
site=${site%-*}
# Names end with the time: their order is that of their making.
find "$(dirname "$backup")" -mindepth 1 -maxdepth 1 -type d -name "$site-[0-9]*T[0-9]*Z" -print0 | sort -z |
  head -z -n "-$keep" | while IFS= read -r -d '' old; do
    rm -rf -- "$old"
    # A backup that the ledger of a restored site lost is gone all the same.
    passerelle backup destroyed "$old" >/dev/null </dev/null || true
  done
echo "$backup"
