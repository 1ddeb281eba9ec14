#!/usr/bin/env python3
"""Verifies an audit export from docs/audit-format.md alone: the standard library, no code of the console.

usage: verify_export.py FOLDER       an export
       verify_export.py --vectors F  docs/audit-chain-vectors.json

Prints each fault, and what could not be judged; exit status 0 when there is no fault, else 1. Signatures are not checked (no Ed25519 in the
standard library): compare the printed root with a checkpoint's.
"""
import datetime
import hashlib
import hmac
import json
import pathlib
import struct
import sys


RETENTION = datetime.timedelta(seconds=315360000)


def unique(pairs):
    members = dict(pairs)
    if len(members) != len(pairs):
        raise ValueError("a name occurs twice in an object")
    return members


def parse(text):
    return json.loads(text, object_pairs_hook=unique)


def canonical(value):
    """JCS for objects, arrays, strings, booleans and null; no number ever stands alone."""
    if value is None or isinstance(value, bool):
        return json.dumps(value)
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, list):
        return "[" + ",".join(map(canonical, value)) + "]"
    if isinstance(value, dict):
        names = sorted(value, key=lambda name: name.encode("utf-16-be"))
        return "{" + ",".join(f"{canonical(name)}:{canonical(value[name])}" for name in names) + "}"
    raise ValueError("a bare number")


def sha256(data):
    return hashlib.sha256(data).digest()


def body_root(body):
    digests = {path: bytes.fromhex(digest) for path, digest in body["redacted"].items()}
    for path, field in body["disclosed"].items():
        if path in digests:
            raise ValueError("a path is disclosed and redacted")
        message = b"field\0" + path.encode() + b"\0" + canonical(field["value"]).encode()
        digests[path] = hmac.new(bytes.fromhex(field["salt"]), message, hashlib.sha256).digest()
    root = b"\x03"
    for path in sorted(digests, key=str.encode):
        root += struct.pack(">I", len(path.encode())) + path.encode() + digests[path]
    return sha256(root).hex()


def header_hash(header):
    hashed = {name: header[name] for name in ("v", "seq", "eventId", "ts", "type", "phase", "bodyRoot", "prev")}
    return sha256(b"\0" + canonical(hashed).encode())


def merkle(leaves):
    if not leaves:
        return sha256(b"")
    if len(leaves) == 1:
        return leaves[0]
    split = 1 << ((len(leaves) - 1).bit_length() - 1)
    return sha256(b"\x01" + merkle(leaves[:split]) + merkle(leaves[split:]))


def check_chain(records, faults):
    """Appends what is wrong; answers first sequence, previous hash, head and leaves."""
    first = previous = head = None
    leaves = []
    for number, record in enumerate(records):
        header, body = record["header"], record["body"]
        sequence = int(header["seq"])
        if first is None:
            first, head = sequence, header["prev"]
            previous = head
            if first == 0 and head != "0" * 64:
                faults.append("record 0 does not begin a chain")
        if sequence != first + number:
            faults.append(f"record {first + number} is missing")
        if header["prev"] != head:
            faults.append(f"record {sequence} does not follow the one before")
        leaf = header_hash(header)
        if leaf.hex() != header["hash"]:
            faults.append(f"record {sequence} does not have its hash")
        if body is not None:
            if body["eventId"] != header["eventId"] or body_root(body) != header["bodyRoot"]:
                faults.append(f"record {sequence} has another body")
        head = header["hash"]
        leaves.append(leaf)
    return first, previous, head, leaves


def instant(text):
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))


def named(body, prefix):
    """What a record of redactions or erasures names: the objects under redacted.N or erased.N."""
    return [field["value"] for path, field in body["disclosed"].items() if path.startswith(prefix)]


def check_absent(records, manifest, faults, open_questions):
    """Redacted fields and absent bodies are lawful when a record of the chain names them, or with age."""
    now = min(instant(manifest["exportedAt"]), datetime.datetime.now(datetime.timezone.utc))
    redacted, absent, expired_record = {}, {}, -1
    for record in records:
        header, body = record["header"], record["body"]
        sequence = int(header["seq"])
        if body is None:
            if not manifest["run"]["bodiesRead"]:
                continue
            if now - instant(header["ts"]) < RETENTION:
                absent[header["eventId"]] = sequence
            elif header["type"] == "audit.redact":
                expired_record = sequence
            continue
        for path in body["redacted"]:
            redacted[header["eventId"], path] = sequence
        if header["type"] == "audit.redact":
            for entry in named(body, "redacted."):
                redacted.pop((entry["eventId"], entry["path"]), None)
        if header["type"] == "audit.erase":
            for entry in named(body, "erased."):
                absent.pop(entry["eventId"], None)
    if not manifest["run"]["bodiesRead"]:
        open_questions.append("absent bodies and redacted fields: whoever exported may not read bodies")
        return
    found = [f"record {n}: the body is gone before its time" for n in absent.values()]
    for (_, path), sequence in redacted.items():
        if sequence < expired_record:
            open_questions.append(f"record {sequence}: field {path} is redacted, its record may have expired")
        else:
            found.append(f"record {sequence}: field {path} is redacted and no record says so")
    run = manifest["run"]
    is_whole = run["last"] is None or int(run["last"]) + 1 >= int(run["chainSize"])
    # A record that names something comes after it: in a part that ends earlier it may be missing.
    (faults if is_whole else open_questions).extend(found)


def check_export(folder):
    faults = []
    manifest = parse((folder / "manifest.json").read_text(encoding="utf-8"))
    if manifest["format"] != "holdfast audit export 1":
        return ["another format"]
    for file in manifest["files"]:
        data = (folder / file["name"]).read_bytes()
        if len(data) != int(file["bytes"]) or sha256(data).hex() != file["sha256"]:
            faults.append(f"{file['name']} was changed")
    lines = (folder / "audit.ndjson").read_bytes().decode().split("\n")
    records = [parse(line) for line in lines if line]
    first, previous, head, leaves = check_chain(records, faults)
    open_questions = []
    check_absent(records, manifest, faults, open_questions)
    for question in open_questions:
        print(f"NOT CHECKED  {question}")
    run = manifest["run"]
    if (str(len(leaves)), head, previous) != (run["records"], run["head"], run["prev"]):
        faults.append("the manifest speaks of other records")
    root = merkle(leaves).hex() if first == 0 else None
    if root != run["root"]:
        faults.append("the manifest speaks of another root")
    print(f"{len(leaves)} records, root {root}")
    return faults


def check_vectors(path):
    faults = []
    vectors = parse(path.read_text(encoding="utf-8"))
    records = [{"header": h, "body": b} for h, b in zip(vectors["headers"], vectors["bodies"])]
    _, _, _, leaves = check_chain(records, faults)
    if merkle(leaves).hex() != vectors["merkleRoot3"]:
        faults.append("another root")
    if body_root(vectors["body0RedactedSubjectEmail"]) != vectors["bodyRoot0"]:
        faults.append("redacting changed the root")
    return faults


def main(arguments):
    if len(arguments) == 2 and arguments[0] == "--vectors":
        faults = check_vectors(pathlib.Path(arguments[1]))
    elif len(arguments) == 1:
        try:
            faults = check_export(pathlib.Path(arguments[0]))
        except (KeyError, TypeError, ValueError, OSError) as fault:
            faults = [f"not an export: {fault}"]
    else:
        sys.exit(__doc__)
    for fault in faults:
        print(f"FAULT  {fault}")
    sys.exit(1 if faults else 0)


main(sys.argv[1:])
