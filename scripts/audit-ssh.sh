#!/usr/bin/env bash
# Lets ssh-audit judge the SSH of a gateway, and prints its report.
#
#   scripts/audit-ssh.sh HOST PORT
#   scripts/audit-ssh.sh                 without a gateway: starts a rehearsal for it
#
# The status is 0 only if the report shows no failure, and no warning but that ssh-audit does not know the name of an
# algorithm, since some of ours are younger than its releases.
#
# When: after the program or its Node was updated, and whenever somebody asks what the gateway offers.
# Leaves: nothing. The gateway notes some connections that did not log in.

. "$(dirname "$(realpath "$0")")/site.sh"

case ${#arguments[@]} in
  2)
    host=${arguments[0]}
    port=${arguments[1]}
    ;;
  0)
    folder=$(mktemp -d)
    mkfifo "$folder/guide"
    "$root/bin/passerelle" rehearse --stay --json --folder "$folder/rehearsal" >"$folder/guide" 2>"$folder/errors" &
    rehearsal=$!
    trap 'kill "$rehearsal" 2>/dev/null || true; wait "$rehearsal" || true; rm -rf "$folder"' EXIT
    # The first line tells where the gateways are.
    if ! read -r guide <"$folder/guide"; then
      cat "$folder/errors" >&2
      fail 'the rehearsal did not start' 1
    fi
    host=$(json 'it.gateways[0].host' <<<"$guide")
    port=$(json 'it.gateways[0].port' <<<"$guide")
    ;;
  *) fail 'needs a host and a port, or neither: see --help' ;;
esac

# Its own status counts unknown names as warnings: what the report says is judged here.
report=$(ssh-audit --no-colors --port "$port" "$host" || true)
printf '%s\n' "$report"
grep -q '^(kex) ' <<<"$report" || fail 'ssh-audit reached no gateway' 1
if found=$(grep -E '\[(fail|warn)\]|^\(cve\)' <<<"$report" | grep -v -- '-- \[warn\] unknown algorithm$'); then
  fail "ssh-audit objects:"$'\n'"$found" 1
fi
