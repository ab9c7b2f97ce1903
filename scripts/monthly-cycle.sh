#!/usr/bin/env bash
# Lives a month at this site, and stops at the first refusal.
#
#   scripts/monthly-cycle.sh [--config FILE] [--rehearsal [--at DAY]] [MONTH [EVALUATIONS]]
#
# First it verifies the ledger. Then it does what is due at the place that the configuration gives the site:
#   publisher (Opgroeien)   shows in figures what MONTH (YYYY-MM) would send, and publishes it
#   relay (INAMI)           fetches, routes, seals and delivers, and counts the records that are held
#   recipient (an insurer)  fetches, opens, hands in receipts
# Last it shows the months, and the head of the ledger, to be noted outside this machine.
#
# When: Opgroeien first, then INAMI, then the insurers; at a terminal if secrets are to be typed. It may be run again
# at any moment: nothing is published, delivered or opened twice.
# Leaves: what those commands leave, and nothing of its own.
# Ends with the exit code of the command that refused, after saying what to do (docs/exit-codes.md). That records are
# held for too long, or files or receipts overdue, stops nothing: all steps are done, and the exit code is that one.

. "$(dirname "$(realpath "$0")")/site.sh"

# What docs/exit-codes.md advises for an exit code.
advice() {
  awk -F ' *[|] *' -v code="$1" '$2 == code { print $4 }' "$root/docs/exit-codes.md"
}

# True for the exit codes that say so.
is_alarm() { [ "$1" -eq 12 ] || [ "$1" -eq 15 ]; }
ending=0

# step TITLE COMMAND…
step() {
  local title=$1 status=0
  shift
  printf '\n== %s\n' "$title" >&2
  passerelle "$@" || status=$?
  [ "$status" -eq 0 ] && return
  if is_alarm "$status"; then
    ending=$status
    return
  fi
  printf '\nStopped at «passerelle %s», exit code %s.\n' "$*" "$status" >&2
  printf 'What to do: %s\n' "$(advice "$status")" >&2
  exit "$status"
}

step 'The ledger is verified' ledger verify
place=$({ passerelle status --json --quiet || is_alarm $?; } | json it.place)
case $place in
  publisher)
    [ ${#arguments[@]} -ge 1 ] || fail 'the month to publish is expected, YYYY-MM'
    step 'What the month would send' select "${arguments[@]:1}"
    step 'The month is published' publish "${arguments[@]}"
    ;;
  relay)
    [ ${#arguments[@]} -eq 0 ] || fail 'no month is expected: the relay takes whatever is new'
    step 'What is new is relayed' relay
    step 'Records without a single insurer' held
    ;;
  recipient)
    [ ${#arguments[@]} -eq 0 ] || fail 'no month is expected: whatever is new is collected'
    step 'What is new is collected' collect
    ;;
esac
step 'Where the site stands' status
step 'Note this outside the machine' ledger head
exit "$ending"
