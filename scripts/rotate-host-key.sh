#!/usr/bin/env bash
# Gives a gateway another SSH host key, in two steps, so that its peers can be told in between.
#
#   scripts/rotate-host-key.sh [--config FILE] prepare
#   scripts/rotate-host-key.sh [--config FILE] swap
#
# prepare  makes the next key beside the one in use, and prints its fingerprint for the peers
# swap     puts the next key in the place of the one in use, which it keeps, and says to reload the gateway
#
# When: after somebody who could read the key has left or a machine was lost, and at the pace of your own policy. With
# next_host_key = "<host_key>.next" under [gateway] and a reload, OpenSSH learns the next key in advance; a peer of ours
# pins both (next_host_key_fingerprint); whoever trusts one fingerprint only changes it at the moment of the swap.
# Leaves: after prepare <host_key>.next and .next.pub; after swap <host_key>.retired-<time> and its .pub, to be destroyed
# when all peers have logged in again. The gateway uses the old key until it is reloaded.

. "$(dirname "$(realpath "$0")")/site.sh"

# Of the public half that stands at $1: «SHA256:…», as peers configure it.
fingerprint() {
  ssh-keygen -l -f "$1" | cut -d ' ' -f 2
}

key=$(passerelle keys fingerprint --json | json 'it.find(({ key }) => key === "host")?.file.slice(0, -".pub".length) ?? ""')
[ -n "$key" ] || fail 'this site has no host key yet: passerelle keys generate host'

case ${arguments[*]} in
  prepare)
    [ -e "$key.next" ] || ssh-keygen -q -t ed25519 -N '' -C 'passerelle host key' -f "$key.next"
    echo "In use: $(fingerprint "$key.pub")"
    echo "Next:   $(fingerprint "$key.next.pub")"
    echo "Tell every peer the next fingerprint by another way than this gateway, and the moment of the swap." >&2
    ;;
  swap)
    if [ -e "$key.next" ]; then
      # The key in use keeps a second name, so that at no moment the gateway is without one.
      retired=$key.retired-$(date -u +%Y%m%dT%H%M%SZ)
      ln "$key" "$retired"
      ln "$key.pub" "$retired.pub"
      mv -f "$key.next" "$key"
    elif [ ! -e "$key.next.pub" ]; then
      fail "there is no $key.next: run «prepare» first"
    fi
    # Also what a swap that was cut short has left to do.
    mv -f "$key.next.pub" "$key.pub"
    echo "In use: $(fingerprint "$key.pub")"
    echo 'Reload the gateway now (SIGHUP). Destroy the retired key beside it when all peers have logged in again.' >&2
    ;;
  *) fail '«prepare» or «swap» is expected: see --help' ;;
esac
