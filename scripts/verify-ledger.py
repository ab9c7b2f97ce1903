#!/usr/bin/env python3
"""Audits exported ledgers and checkpoints, as `passerelle ledger audit` does, and shares no code with it.

    scripts/verify-ledger.py inami.jsonl opgroeien.jsonl seen.checkpoint --keys inami.vkey opgroeien.vkey

Needs Python 3.9 and nothing else. Written from docs/ledger.md, RFC 6962, RFC 8032 and the C2SP specifications,
so that nobody has to believe the program that wrote the ledgers. It keeps no list of events: any word will do.

Of a ledger whose first entries were pruned, what is left is verified, and that no more is gone than its entry
`log-pruned` says and than ten years allow.

Exit status: 0 nothing contradicts, 10 something does, 5 a signature does not hold, 2 a file is none of these.
"""

import argparse
import base64
import binascii
import datetime
import hashlib
import json
import re
import sys
import zoneinfo

MEMBERS = ["sequence", "at", "site", "deliberation", "policy", "event", "actor", "details", "previous"]
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")
HASH = re.compile(r"[0-9a-f]{64}")
ORIGIN = re.compile(r"passerelle/(?:rehearsal/)?(\d+)-(\d+)/([a-z0-9]+)(?:/restored-[1-9][0-9]*)?")
NOTE_TEXT = re.compile(r"(?P<origin>\S{1,200})\n(?P<size>0|[1-9][0-9]{0,14})\n(?P<root>[A-Za-z0-9+/]{43}=)\n(?:clauses [0-9a-f]{64}\n)?")
NOTE_LINE = re.compile(r"— (?P<name>[^\s+]{1,200}) (?P<blob>[A-Za-z0-9+/]{8,400}={0,2})")
# How long an entry must be kept, from the day in Brussels on which it was written (docs/ledger.md).
YEARS_KEPT = 10
BRUSSELS = zoneinfo.ZoneInfo("Europe/Brussels")
VERIFIER_KEY = re.compile(r"([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]{44})")


class Unusable(Exception):
    """A file that is neither an exported ledger, nor a checkpoint, nor a key."""


class Unproven(Exception):
    """A checkpoint that its site did not sign."""


def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


# Ed25519 (RFC 8032): points are (X, Y, Z, T) with x = X/Z, y = Y/Z, xy = T/Z.

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)


def add(a, b):
    s, t = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    u, v = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = t - s, v - u, v + u, t + s
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def multiply(scalar, point):
    result = (0, 1, 1, 0)
    while scalar > 0:
        if scalar & 1:
            result = add(result, point)
        point = add(point, point)
        scalar >>= 1
    return result


def point_of(data):
    number = int.from_bytes(data, "little")
    sign, y = number >> 255, number & (2**255 - 1)
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P != 0:
        x = x * ROOT_OF_MINUS_ONE % P
    if (x * x - square) % P != 0 or (x == 0 and sign):
        return None
    if x & 1 != sign:
        x = P - x
    return (x, y, 1, x * y % P)


BASE = point_of((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def is_signed(public_key, message, signature):
    if len(public_key) != 32 or len(signature) != 64:
        return False
    key, commitment = point_of(public_key), point_of(signature[:32])
    scalar = int.from_bytes(signature[32:], "little")
    if key is None or commitment is None or scalar >= ORDER:
        return False
    challenge = hashlib.sha512(signature[:32] + public_key + message).digest()
    left = multiply(scalar, BASE)
    right = add(commitment, multiply(int.from_bytes(challenge, "little") % ORDER, key))
    return (left[0] * right[2] - right[0] * left[2]) % P == 0 and (left[1] * right[2] - right[1] * left[2]) % P == 0


# Notes, keys, checkpoints


def strict_base64(text):
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None
    return data if base64.b64encode(data).decode() == text else None


def key_id(name, public_key):
    return sha256(name.encode(), b"\n\x01", public_key)[:4]


def read_key(path):
    found = VERIFIER_KEY.fullmatch(read_text(path).strip())
    data = strict_base64(found.group(3)) if found else None
    if data is None or data[0] != 1 or key_id(found.group(1), data[1:]).hex() != found.group(2):
        raise Unusable(f"{path} is no verifier key of a ledger")
    return found.group(1), data[1:]


def read_text(path):
    with open(path, "rb") as file:
        return file.read(64 * 1024).decode("utf-8", "replace")


def split_note(note):
    """The text and the signature lines, or None."""
    border = note.rfind("\n\n")
    lines = note[border + 2 :].split("\n")
    if border < 0 or lines[-1] != "" or len(lines) < 2 or any(ord(c) < 32 and c != "\n" for c in note):
        return None
    signatures = [NOTE_LINE.fullmatch(line) for line in lines[:-1]]
    return None if None in signatures else (note[: border + 1], signatures)


def read_checkpoint(note):
    parts = split_note(note)
    found = NOTE_TEXT.fullmatch(parts[0]) if parts else None
    root = strict_base64(found.group("root")) if found else None
    return None if root is None else (found.group("origin"), int(found.group("size")), root.hex())


def is_checkpoint_signed(note, origin, public_key):
    text, signatures = split_note(note)
    wanted = key_id(origin, public_key)
    blobs = [strict_base64(line.group("blob")) for line in signatures if line.group("name") == origin]
    own = [blob[4:] for blob in blobs if blob is not None and blob[:4] == wanted]
    return own != [] and all(is_signed(public_key, text.encode(), signature) for signature in own)


def read_claim(path, keys):
    text = read_text(path)
    for note in (text, text[text.find("\n\n") + 2 :]):
        checkpoint = read_checkpoint(note)
        if checkpoint is not None:
            break
    else:
        raise Unusable(f"{path} is neither an exported ledger nor a checkpoint")
    origin, size, root = checkpoint
    if keys:
        names = [name for name in keys if re.fullmatch(re.escape(name) + r"(/restored-[1-9][0-9]{0,3})?", origin)]
        if not names or not is_checkpoint_signed(note, origin, keys[names[0]]):
            raise Unproven(f"{path} is not signed by a key of {origin}")
    return {"source": path, "origin": origin, "size": size, "root": root}


# Entries and the tree over them


class Tree:
    """RFC 6962 section 2.1, leaf after leaf: the complete subtrees from the left, as (leaves, hash)."""

    def __init__(self, subtrees=()):
        self.subtrees = list(subtrees)

    def append(self, leaf):
        width, node = 1, leaf
        while self.subtrees and self.subtrees[-1][0] == width:
            node = sha256(b"\x01", self.subtrees.pop()[1], node)
            width *= 2
        self.subtrees.append((width, node))

    def root(self):
        if not self.subtrees:
            return sha256().hex()
        node = self.subtrees[-1][1]
        for _, left in reversed(self.subtrees[:-1]):
            node = sha256(b"\x01", left, node)
        return node.hex()


class Kept:
    """What is kept of a tree whose first entries were pruned, from the line before the others."""

    def __init__(self, heading):
        self.entries = heading["entries"]
        self.hashes = {(level, index): bytes.fromhex(node) for level, index, node in heading["subtrees"]}

    def node(self, level, index):
        found = self.hashes.get((level, index))
        if found is not None or level == 0:
            return found
        left = self.node(level - 1, 2 * index)
        right = self.node(level - 1, 2 * index + 1) if left is not None else None
        return None if right is None else sha256(b"\x01", left, right)

    def tree(self, size):
        """The tree as it was with so many leaves, or None if too little of it is kept."""
        subtrees, start = [], 0
        while start < size:
            level = (size - start).bit_length() - 1
            node = self.node(level, start >> level)
            if node is None:
                return None
            subtrees.append((1 << level, node))
            start += 1 << level
        return Tree(subtrees)


def read_heading(line):
    """What a first line says that is no entry, or None."""
    if not line.startswith(b'{"pruned":'):
        return None
    try:
        (name, heading), = json.loads(line.decode("utf-8"), object_pairs_hook=list)
        heading = dict(heading)
        triples = [tuple(triple) for triple in heading["subtrees"]]
        whole = all(type(number) is int and number >= 0 for triple in triples for number in triple[:2])
        named = all(len(triple) == 3 and HASH.fullmatch(triple[2]) for triple in triples)
        if set(heading) != {"entries", "subtrees"} or not whole or not named:
            return None
        return Kept(heading) if type(heading["entries"]) is int and heading["entries"] > 0 else None
    except (ValueError, TypeError, KeyError):
        return None


def day_of(moment):
    """The day in Brussels of a time in UTC."""
    return moment.replace(tzinfo=datetime.timezone.utc).astimezone(BRUSSELS).date()


def moment_of(at):
    return datetime.datetime.strptime(at, "%Y-%m-%dT%H:%M:%S.%fZ")


def last_day_kept(day):
    try:
        return day.replace(year=day.year + YEARS_KEPT)
    except ValueError:  # 29 February
        return day.replace(year=day.year + YEARS_KEPT, day=28)


def read_pruning(entry):
    """What an entry says was pruned, or None if it does not say it."""
    said = dict(entry["details"])
    texts = [said.get(name) for name in ("root", "hash", "written", "lastDay", "points", "seen", "months")]
    if not all(isinstance(text, str) for text in texts) or type(said.get("entries")) is not int:
        return None
    days = [day if re.fullmatch("[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}", day) else "" for day in texts[2:4]]
    try:
        written, last_day = [datetime.date.fromisoformat(day) for day in days]
    except ValueError:
        return None
    if said["entries"] <= 0 or not HASH.fullmatch(said["root"]) or not HASH.fullmatch(said["hash"]):
        return None
    return {**said, "written": written, "lastDay": last_day, "at": moment_of(entry["at"]), "by": entry["sequence"]}


def as_written(value):
    """The one form in which a value may stand in an entry."""
    if isinstance(value, str):
        text = json.dumps(value, ensure_ascii=False)
        return re.sub("[\ud800-\udfff]", lambda half: f"\\u{ord(half.group()):04x}", text)
    if value is None or isinstance(value, bool):
        return json.dumps(value)
    if isinstance(value, (int, float)):
        text = repr(value)
        return text[:-2] if text.endswith(".0") else text
    raise ValueError(value)


def read_entry(line):
    """The members of an entry in canonical form, or None."""
    try:
        pairs = json.loads(line.decode("utf-8"), object_pairs_hook=list)
        entry = dict(pairs)
        details = entry["details"]
        if [name for name, _ in pairs] != MEMBERS or not isinstance(details, list):
            return None
        names = [name for name, _ in details]
        if names != sorted(set(names)):
            return None
        inner = ",".join(f"{as_written(name)}:{as_written(value)}" for name, value in details)
        outer = [f"{as_written(m)}:" + (f"{{{inner}}}" if m == "details" else as_written(entry[m])) for m in MEMBERS]
        if ("{" + ",".join(outer) + "}").encode() != line:
            return None
        return entry if has_right_types(entry) else None
    except (ValueError, TypeError, KeyError, RecursionError):
        return None


def has_right_types(entry):
    texts = ["at", "site", "deliberation", "policy", "event", "actor", "previous"]
    if not all(isinstance(entry[name], str) for name in texts) or not entry["site"] or not entry["deliberation"]:
        return False
    if type(entry["sequence"]) is not int or entry["sequence"] < 0:
        return False
    if not TIME.fullmatch(entry["at"]) or not HASH.fullmatch(entry["previous"]):
        return False
    datetime.datetime.strptime(entry["at"], "%Y-%m-%dT%H:%M:%S.%fZ")
    return re.fullmatch("[a-z]+(-[a-z]+)*", entry["event"]) is not None


def lines_of(path):
    with open(path, "rb") as file:
        for line in file:
            yield line[:-1] if line.endswith(b"\n") else line


class Ledger:
    """One copy of a ledger: read from its first entry on, up to the first that is not in order."""

    def __init__(self, source):
        self.source, self.site, self.deliberation = source, "", ""
        self.size, self.fault, self.start, self.pruned = 0, None, 0, None
        self.claims, self.losses = [], []
        self.roots_at((), first=True)

    def roots_at(self, sizes, first=False):
        """The roots that the tree had at these sizes, where enough is left to tell. Reads the whole copy anew."""
        tree, roots, previous, at, site = Tree(), {}, "0" * 64, "", None
        number, kept, begun, prunings = 0, None, None, []
        for line in lines_of(self.source):
            if number == 0 and kept is None:
                kept = read_heading(line)
                if kept is not None:
                    number = kept.entries
                    continue
            entry = read_entry(line)
            fault = None
            if kept is not None and begun is None:
                tree = kept.tree(number)
                fault = "unreadable" if entry is None else "not-pruned-so" if tree is None else None
                if fault is None:
                    previous = entry["previous"]
                    begun = (number, previous, tree.root(), day_of(moment_of(entry["at"])))
                    trees = {size: kept.tree(size) for size in sizes if 0 < size <= number}
                    roots.update({size: old.root() for size, old in trees.items() if old is not None})
            if first and number == (0 if kept is None else kept.entries):
                self.start = number
            fault = fault or fault_of(entry, number, previous, site, at) or pruning_fault(entry, prunings)
            if fault is not None:
                self.fault = (number, fault)
                return roots
            leaf = sha256(b"\x00", line)
            tree.append(leaf)
            previous, at, site = leaf.hex(), entry["at"], entry["site"]
            number += 1
            if number in sizes:
                roots[number] = tree.root()
            if first:
                self.study(entry)
        pruned = prunings[-1] if prunings else None
        if not is_said_by(begun, pruned):
            self.fault = (pruned["by"] if pruned else begun[0], "not-pruned-so")
        elif first:
            self.pruned = pruned
        return roots

    def study(self, entry):
        self.size = entry["sequence"] + 1
        self.site, self.deliberation = entry["site"], entry["deliberation"]
        details = dict(entry["details"])
        if entry["event"] == "checkpoint-noted" and type(details.get("size")) is int:
            claim = {name: details.get(name) for name in ("origin", "size", "root")}
            self.claims.append({"source": self.source, "at": moment_of(entry["at"]), **claim})
        if entry["event"] == "restore-acknowledged" and type(details.get("lostSize")) is int:
            kept = details.get("keptSize")
            self.losses.append((details.get("lostOrigin"), kept if type(kept) is int else None))

    def is_meant_by(self, claim):
        named = ORIGIN.fullmatch(claim["origin"])
        if named is None or named.group(3) != self.site:
            return False
        if f"{named.group(1)}/{named.group(2)}" != self.deliberation:
            return False
        lost = [kept for origin, kept in self.losses if origin == claim["origin"] and kept is not None]
        return not any(claim["size"] > kept for kept in lost)


def fault_of(entry, number, previous, site, at):
    if entry is None:
        return "unreadable"
    if entry["sequence"] != number:
        return "out-of-sequence"
    if entry["previous"] != previous:
        return "broken-chain"
    if site is not None and entry["site"] != site:
        return "foreign"
    return "time-ran-back" if entry["at"] < at else None


def pruning_fault(entry, prunings):
    """What is wrong with an entry that tells of a pruning; it is added to those that are in order."""
    if entry["event"] != "log-pruned":
        return None
    pruning = read_pruning(entry)
    before = prunings[-1]["entries"] if prunings else 0
    if pruning is None or not before < pruning["entries"] <= entry["sequence"]:
        return "not-pruned-so"
    if last_day_kept(pruning["written"]) != pruning["lastDay"] or day_of(pruning["at"]) <= pruning["lastDay"]:
        return "pruned-early"
    prunings.append(pruning)
    return None


def is_said_by(begun, pruned):
    """True if all that is gone, and nothing that is left, is what was said to be pruned last."""
    if begun is None or pruned is None:
        return begun is None and pruned is None
    entries, previous, root, day = begun
    return (pruned["entries"], pruned["hash"], pruned["root"]) == (entries, previous, root) and pruned["written"] <= day


def is_over(written, now):
    return day_of(now) > last_day_kept(day_of(written))


# What contradicts what


def audit(ledger_files, claims, tell=lambda note: None):
    """All contradictions; an empty list if there is none. What else is to be known is told."""
    ledgers = [Ledger(path) for path in ledger_files]
    for ledger in ledgers:
        tell(f"{ledger.source}: ledger of {ledger.site}, {ledger.size} entries")
        if ledger.pruned is not None:
            gone, written, points = (ledger.pruned[name] for name in ("entries", "written", "points"))
            tell(f"{ledger.source}: entries 0 to {gone - 1} were pruned (points {points}), the last written on {written}")
    claims = claims + [claim for ledger in ledgers for claim in ledger.claims]
    findings = forks(claims)
    for ledger in ledgers:
        same = [other for other in ledgers if (other.site, other.deliberation) == (ledger.site, ledger.deliberation)]
        longer = any(other.size > ledger.size for other in same)
        findings += against(ledger, [claim for claim in claims if ledger.is_meant_by(claim)], longer)
    return findings + between_copies(ledgers)


def forks(claims):
    seen, findings = {}, []
    for claim in claims:
        before = seen.setdefault((claim["origin"], claim["size"]), claim)
        if before["root"] != claim["root"]:
            pair = {"source": before["source"], "by": claim["source"], "size": claim["size"]}
            findings.append({"finding": "forked", **pair})
    return findings


def against(ledger, claims, longer):
    """`longer`: there is another copy that goes on, so that this one may be older and end where it does."""
    if ledger.fault is not None:
        entry, problem = ledger.fault
        return [{"finding": "broken", "source": ledger.source, "entry": entry, "problem": problem}]
    roots = ledger.roots_at({claim["size"] for claim in claims}) if claims else {}
    agreed = 0
    for claim in sorted(claims, key=lambda one: one["size"]):
        size, found = claim["size"], {"source": ledger.source, "by": claim["source"]}
        pruned, seen_at = ledger.pruned, claim.get("at")
        if size > ledger.size and longer:
            break
        if size > ledger.size:
            return [{"finding": "dropped", **found, "entry": ledger.size}]
        # Others wrote down a little later, at midnight on the next day, what they saw: what followed is younger.
        if pruned and size < pruned["entries"] and seen_at:
            if not is_over(seen_at - datetime.timedelta(days=1), pruned["at"]):
                return [{"finding": "pruned-early", **found, "entry": size}]
        if size > 0 and size not in roots and pruned:
            continue  # too little is left to tell
        if size > 0 and roots[size] != claim["root"]:
            return [{"finding": "rewritten", **found, "entry": agreed, "last": size - 1}]
        agreed = size
    return []


def between_copies(ledgers):
    first, findings = {}, []
    for ledger in ledgers:
        kept = first.setdefault((ledger.deliberation, ledger.site), ledger)
        if kept is ledger:
            continue
        fuller, shorter = (ledger, kept) if ledger.start < kept.start else (kept, ledger)
        if fuller.start < shorter.start:
            findings += before_pruning(fuller, shorter)
        start = shorter.start
        pairs = zip(entry_lines(kept.source, start), entry_lines(ledger.source, start))
        for entry, pair in enumerate(pairs, start):
            if pair[0] != pair[1]:
                found = {"source": ledger.source, "by": kept.source, "entry": entry}
                findings.append({"finding": "copies-differ", **found})
                break
    return findings


def before_pruning(fuller, shorter):
    """What a copy that holds more entries tells of those that another has pruned."""
    pruned = shorter.pruned
    if pruned is None or fuller.fault is not None or fuller.size < pruned["entries"]:
        return []
    found = {"source": shorter.source, "by": fuller.source}
    last = pruned["entries"] - 1
    if fuller.roots_at({last + 1}).get(last + 1) != pruned["root"]:
        return [{"finding": "rewritten", **found, "entry": fuller.start, "last": last}]
    for number, line in enumerate(entry_lines(fuller.source, fuller.start), fuller.start):
        if number > last:
            break
        if not is_over(moment_of(read_entry(line)["at"]), pruned["at"]):
            return [{"finding": "pruned-early", **found, "entry": number}]
    return []


def entry_lines(path, start):
    """The lines of entries from number `start` on."""
    number = 0
    for line in lines_of(path):
        kept = read_heading(line) if number == 0 else None
        if kept is not None:
            number = kept.entries
            continue
        if number >= start:
            yield line
        number += 1


def is_ledger(path):
    with open(path, "rb") as file:
        return file.read(1) in (b"", b"{")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("files", nargs="+", help="exported ledgers and checkpoints")
    parser.add_argument("--keys", nargs="+", default=[], help="verifier keys; without them no signature is checked")
    arguments = parser.parse_args()
    try:
        keys = dict(read_key(path) for path in arguments.keys)
        ledgers = [path for path in arguments.files if is_ledger(path)]
        claims = [read_claim(path, keys) for path in arguments.files if path not in ledgers]
        findings = audit(ledgers, claims, lambda note: print(note, file=sys.stderr))
    except (Unusable, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    except Unproven as error:
        print(error, file=sys.stderr)
        return 5
    for finding in findings:
        print(json.dumps(finding))
    print("No contradiction was found." if not findings else f"{len(findings)} contradictions", file=sys.stderr)
    return 10 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
