#!/usr/bin/env python3
"""verify_bundle.py BUNDLE [OTHER] [--trust KEYS]: a second verifier of sealed bundles, written apart from the first.

Needs bundle_parts.py beside it, Python's standard library and the openssl program, nothing else: no network, no
configuration. BUNDLE is a zip or the folder that was in it, OTHER another one, a checkpoint or a receipt, KEYS a file of
keys that are trusted. Prints six lines (holds, fails, undetermined, absent) and what is wrong with which file. Exit
status 0 when the first four hold, and the others where there is something to ask.
"""
import datetime, os, pathlib, re, sys, zipfile
from bundle_parts import (WRONG, hex_of, judged, load, moment, need, parse_head, parse_note, read, read_folder, read_zip, sha256, short,
                          signers, unbase64, vkey)

QUESTIONS = ("complete", "in_log", "signed_by", "sealed_by", "existed", "consistent")
UNLISTED = ("seal", "tagmanifest-sha256.txt", "tagmanifest-sha512.txt")
CLOCKS_DIFFER = 3600  # seconds, of a desk and an authority

node = lambda left, right: sha256(b"\1" + left + right)
half = lambda size: 1 << ((size - 1).bit_length() - 1)  # the largest power of two below the size
among = lambda some, keys: bool(some) and all(key in keys for key in some)
shown = lambda text: "".join(c if c.isprintable() else "?" for c in str(text))
instant = lambda text: datetime.datetime.fromisoformat(text.replace("Z", "+00:00")).replace(microsecond=0)

# ---- Merkle trees (RFC 6962)

def included(leaf, index, size, root, proof):
    """From the definition: on which side the leaf is, from the top down."""
    sides = []
    need(index < size, "its place is outside the log")
    while size > 1:
        sides.append(index >= half(size))
        index, size = (index - half(size), size - half(size)) if sides[-1] else (index, half(size))
    for right, other in zip(reversed(sides), proof):
        leaf = node(other, leaf) if right else node(leaf, other)
    return len(sides) == len(proof) and leaf == root and len(root) == 32

def extends(one, two, proof):
    """That the larger of two heads (origin, size, root) extends the smaller: SUBPROOF of RFC 6962, read backwards."""
    (origin, old, old_root), (same, new, new_root) = sorted((one, two), key=lambda head: head[1])
    proof = list(proof)
    def roots(m, n, known):
        if m == n:
            return (old_root, old_root) if known else (proof.pop(0),) * 2
        if m <= half(n):
            first, second = roots(m, half(n), known)
            return first, node(second, proof.pop(0))
        first, second = roots(m - half(n), n - half(n), False)
        left = proof.pop(0)
        return node(left, first), node(left, second)
    if origin != same or old in (0, new):
        return origin == same and not proof and old_root == (new_root if old == new else sha256(b""))
    try:
        return roots(old, new, True) == (old_root, new_root) and not proof
    except IndexError:
        return False

def leaf_of(bundle, index):
    """The hash of an entry, where its proof leads to the root."""
    entry, proof, _ = bundle.entries[index]
    leaf = sha256(b"\0" + entry)
    return leaf if bundle.head and index < bundle.head[1] and included(leaf, index, *bundle.head[1:], proof) else None

# ---- whose signatures count

def followed(bundle, keys):
    """Those keys, and the ones that records of the log announce under them."""
    keys = list(keys)
    views = [(bundle.head, bundle.note)] + [(head, note) for _, head, note, proof in bundle.others if extends(head, bundle.head, proof)]
    while True:
        new = [what["note"] for what in bundle.records if what["act"] == "key-rotated" and what["note"] not in keys
               and leaf_of(bundle, what["index"]) and any(head[1] > what["index"] and signers(note, keys) for head, note in views)]
        new = [key for key in new if is_key(key)]
        if not new:
            return keys
        keys.append(new[0])

def is_key(line):
    try:
        return bool(vkey(line))
    except WRONG:
        return False

def own_keys(bundle, keys):
    """The keys of the log by what the bundle shows: one that signed its checkpoint, and those that follow from it."""
    by = signers(bundle.note, keys)
    return next((all_keys for all_keys in (followed(bundle, [key]) for key in by) if among(by, all_keys)), [])

# ---- the six questions; each gives a state or nothing, what it says, and what is wrong

def bag(files):
    """What is wrong with a bag (RFC 8493)."""
    if not re.fullmatch(rb"BagIt-Version: (0\.9[3-7]|1\.0)\r?\nTag-File-Character-Encoding: UTF-8\r?\n", files.get("bagit.txt", b"")):
        return [("bagit.txt", "is missing, or not that of a bag")]
    flaws, payload = [], 0
    for name in [name for name in files if re.fullmatch(r"(tag)?manifest-(md5|sha1|sha224|sha256|sha384|sha512)\.txt", name)]:
        kind, tags, seen = name.split("-")[1][:-4], name.startswith("tag"), set()
        payload += not tags
        for line in files[name].decode("utf-8", "replace").splitlines():
            checksum, _, path = line.partition(" ")
            path = re.sub("%(25|0A|0D)", lambda found: chr(int(found[1], 16)), path.lstrip(" *"))
            if path in seen or path.startswith("data/") == tags:
                flaws.append((name, f"lists {path}, which has no place in it"))
            elif path not in files:
                flaws.append((path, "is missing"))
            elif hex_of(kind, files[path]) != checksum.lower():
                flaws.append((path, f"its {kind} is another"))
            seen.add(path)
        flaws += [(path, f"{name} does not list it") for path in files if path.startswith("data/") and path not in seen and not tags]
    oxum = re.search(rb"^Payload-Oxum: *(\S+)", files.get("bag-info.txt", b""), re.M)
    inside = [data for path, data in files.items() if path.startswith("data/")]
    if oxum and oxum[1].decode() != f"{sum(map(len, inside))}.{len(inside)}":
        flaws.append(("bag-info.txt", "its Payload-Oxum is another"))
    return flaws if payload else flaws + [("", "there is no manifest of the payload")]

def complete(bundle, keys, folder, flaws):
    files, flaws = bundle.files, flaws + bag(bundle.files)
    if "seal" not in files:
        return None, "nobody sealed it", flaws
    flaws = flaws + bundle.flaws
    if bundle.seal:
        note, _, name, at, *sums = bundle.seal
        lists = {}
        for kind, expected in zip(("sha256", "sha512"), sums):
            tags = f"tagmanifest-{kind}.txt"
            flaws += [(tags, "is not the one that was sealed")] if hex_of(kind, files.get(tags, b"")) != expected else []
            lists[kind] = {line.partition("  ")[2] for line in files.get(tags, b"").decode("utf-8", "replace").split("\n")}
        flaws += [(path, "was not sealed") for path in files if path not in UNLISTED and not path.startswith("data/")
                  and not all(path in listed for listed in lists.values())]
        flaws += [("", "the folder has another name than the seal")] if folder not in ("", name) else []
        flaws += [] if signers(note, keys) else [("seal", "its signature is not that of a key of the bundle")]
    return None, f"{len(files)} files as they were sealed on {bundle.at}", flaws

def in_log(bundle, keys):
    if not bundle.head:
        return "fails" if "seal" in bundle.files else "absent", "there is no checkpoint", []
    flaws = [] if signers(bundle.note, keys) else [("checkpoint", "its signature is not that of a key of the bundle")]
    for index, (entry, proof, note) in bundle.entries.items():
        if note != bundle.files["checkpoint"] or not leaf_of(bundle, index):
            flaws.append((f"proofs/{index:012}.tlog-proof", "does not prove its entry under the checkpoint"))
    flaws += [flaw for flaw in bundle.flaws if re.match(r"(entries|proofs|earlier)/|(checkpoint|exhibits\.json|custody\.jsonl)\Z", flaw[0])]
    about = {(what["sha256"], what["size"]) for what in bundle.records}
    for item in bundle.items:
        data = bundle.files[item["file"]]
        if hex_of("sha256", data) != item["sha256"] or len(data) != item["size"]:
            flaws.append((item["file"], "is not what exhibits.json says"))
        elif (item["sha256"], item["size"]) not in about:
            flaws.append((item["file"], "no record in the log is about its bytes"))
    files = [item["file"] for item in bundle.items]
    flaws += [(path, "is no exhibit of exhibits.json") for path in bundle.files if path.startswith("data/") and path not in files]
    for begin, head, note, proof in bundle.others:
        if begin.startswith("earlier/") and not signers(note, keys):
            flaws.append((begin + "checkpoint", "its signature is not that of a key of the bundle"))
        elif begin.startswith("earlier/") and not extends(head, bundle.head, proof):
            flaws.append((begin + "consistency", "does not show that the two are of one history"))
    return None, f"{len(files)} exhibits, {len(bundle.entries)} records, {bundle.head[1]} entries of \"{bundle.head[0]}\"", flaws

def signed_by(bundle, keys, known, trusting):
    if not bundle.head:
        return "absent", "", []
    by = signers(bundle.note, keys)
    flaws = [] if by else [("checkpoint", "its signature is not that of a key of the bundle")]
    if by and not trusting and not known:
        flaws.append(("checkpoint", "is signed by keys of which none announced the others"))
    flaws += [("checkpoint", f"is signed by {short(key)}, none of those trusted") for key in by if trusting and key not in known]
    return None, f"{'a known' if trusting else 'an unknown'} key, {by[0] if by else ''}", flaws

def sealed_by(bundle, keys, known, stamped):
    if "seal" not in bundle.files or not bundle.seal:
        return ("fails", "is no seal", [("seal", "is not of the form of a seal")]) if "seal" in bundle.files else ("absent", "", [])
    by, at = signers(bundle.seal[0], keys), instant(bundle.at)
    flaws = [] if by else [("seal", "its signature is not that of a key of the bundle")]
    flaws += [("seal", f"is by {short(key)}, no key of the log") for key in by if key not in known]
    flaws += [("seal", f"is dated before record {what['index']}") for what in bundle.records if instant(what["at"]) > at][:1]
    flaws += [("seal", f"is dated before the stamp {file}") for file, when in stamped if (when - at).total_seconds() > CLOCKS_DIFFER]
    return None, f"{' and '.join(map(short, by))}, on {bundle.at}", flaws

def existed(bundle, keys):
    """And the good stamps with their moments."""
    if "tokens/001.tsr" not in bundle.files or not bundle.head:
        return ("absent", "there is no time stamp", []), []
    flaws, covers, stamped, open_ends = [], [], [], False
    for begin, head, note, proof, tsr, chain, lists in bundle.stamps:
        verdict, says, at, latest = judged(tsr, bundle.files[begin + "checkpoint"], chain, lists)
        stamped += [(begin + "tsr", at)] if verdict == "good" else []
        open_ends = open_ends or verdict == "undetermined"
        if verdict != "good":
            flaws.append((begin + "tsr", f"{verdict}: {says}"))
        elif not signers(note, keys):
            flaws.append((begin + "checkpoint", "its signature is not that of a key of the bundle"))
        elif not extends(head, bundle.head, proof):
            flaws.append((begin + "consistency", "does not show that the two are of one history"))
        else:
            covers.append((latest, head[1], says))
    flaws += [flaw for flaw in bundle.flaws if flaw[0].startswith("tokens/")]
    if flaws:
        return ("undetermined" if open_ends and len(flaws) == 1 else "fails", "", flaws), stamped
    last = None
    for item in bundle.items:
        first = min([what["index"] for what in bundle.records if (what["sha256"], what["size"]) == (item["sha256"], item["size"])], default=1 << 64)
        times = [(latest, says) for latest, size, says in covers if first < size]
        flaws += [] if times else [(item["file"], "no time stamp covers its record")]
        last = max(last or min(times), min(times)) if times else last
    if flaws or not bundle.items:
        return ("undetermined" if flaws else "absent", "", flaws), stamped
    return (None, f"all no later than {moment(last[0])}, {last[1]}, which the bundle brings: nobody here vouches for it", []), stamped

def view(bundle, keys, known):
    """The heads that it shows, its own first: the head, who signed it, whether all of those are keys of the log, the proof."""
    shows = [(bundle.head, bundle.note, [])] + [(head, note, proof) for _, head, note, proof in bundle.others]
    heads = [(head, signers(note, keys), proof) for head, note, proof in shows]
    heads = [(head, by, among(by, known), proof) for at, (head, by, proof) in enumerate(heads) if by or at == 0]
    sealed = bundle.at if bundle.seal and among(signers(bundle.seal[0], keys), known) else ""
    return heads, sealed, {index: leaf_of(bundle, index) for index in bundle.entries if leaf_of(bundle, index)}

def consistent(bundle, path, keys, known):
    if not bundle.head or not signers(bundle.note, keys):
        return "undetermined", "this bundle has no checkpoint that is signed"
    (shown_here, sealed, leaves), more = view(bundle, keys, known), {}
    if os.path.isdir(path) or zipfile.is_zipfile(path):
        other = read((read_folder(path) if os.path.isdir(path) else read_zip(path))[0])
        if not other.head:
            return "undetermined", "the other has no checkpoint"
        seen, other_sealed, more = view(other, keys + other.keys, followed(other, known))
        if not seen[0][2] and not signers(other.note, keys):
            return "undetermined", "the other has no checkpoint that is signed by a known key of this log"
    else:
        try:
            data = load(path)
            top, _, rest = data.decode().partition("\n\n")
            receipt = top.startswith("c2sp.org/tlog-proof@v1\n")
            note = parse_note(rest.encode() if receipt else data)
            lines = [line for line in top.split("\n")[1:] if not line.startswith("extra ")]
            head, by = parse_head(note), signers(note, keys)
            if receipt and (index := int(lines[0].removeprefix("index "))) in leaves and not (
                    index < head[1] and included(leaves[index], index, *head[1:], [unbase64(line) for line in lines[1:]])):
                return "undetermined", "the receipt does not prove its entry of this bundle"
        except WRONG:
            return "undetermined", "the other is neither a bundle, a checkpoint nor a receipt"
        if not by:
            return "undetermined", "the other checkpoint is not signed by a key of this bundle"
        seen, other_sealed = [(head, by, among(by, known), [])], ""
    own, before = shown_here[0], seen[0]
    if own[0][0] != before[0][0]:
        return "undetermined", "two logs"
    forks = [(a, b) for a in shown_here for b in seen if a[0][:2] == b[0][:2] and a[0][2] != b[0][2]]
    for a, b in forks:
        if a[2] and b[2]:
            return "fails", f"two histories: at {a[0][1]} entries two roots, signed by {short(a[1][0])} and by {short(b[1][0])}"
    if any(a is own and b is before for a, b in forks):
        return "undetermined", "two roots, and one is signed by a key that is not known to be the log's: no evidence against its keeper"
    if any(leaves[index] != more[index] for index in leaves if index in more):
        return "fails" if own[2] and before[2] else "undetermined", "one entry is two different records"
    if own[0][1] < before[0][1] and sealed and other_sealed and sealed > other_sealed:
        return "fails", "the log was cut"
    proofs = [proof for head, _, _, proof in shown_here[1:] if head == before[0]] + [proof for head, _, _, proof in seen[1:] if head == own[0]]
    held = own[0] == before[0] or any(extends(own[0], before[0], proof) for proof in proofs[:1] or [[]])
    return ("holds", f"{own[0][1]} and {before[0][1]} entries of one history") if held else ("undetermined", "no proof between the two")

def verify(path, other=None, trust=()):
    """The six lines: {question: (state, what it says, [(file, what is wrong)])}."""
    try:
        files, folder, flaws = read_folder(path) if os.path.isdir(path) else read_zip(path)
    except WRONG as error:
        return dict.fromkeys(QUESTIONS, ("absent", "", [])) | {"complete": ("fails", "", [("", f"{type(error).__name__}: {error}")])}
    bundle = read(files if "seal" in files else {})
    bundle.files = files
    keys = bundle.keys + [key for key in trust if key not in bundle.keys]
    known = (followed(bundle, trust) if trust else own_keys(bundle, keys)) if bundle.head else []
    existing, stamped = existed(bundle, keys)
    lines = dict(zip(QUESTIONS, (complete(bundle, keys, folder, flaws), in_log(bundle, keys), signed_by(bundle, keys, known, bool(trust)),
                                 sealed_by(bundle, keys, known, stamped), existing,
                                 (*consistent(bundle, other, keys, known), []) if other else ("absent", "", []))))
    return {question: (state or ("fails" if flaws else "holds"), says, flaws) for question, (state, says, flaws) in lines.items()}

def main():
    words = sys.argv[1:]
    trust = []
    if "--trust" in words[:-1]:
        at = words.index("--trust")
        trust = [vkey(line) for line in pathlib.Path(words[at + 1]).read_text().splitlines() if line and not line.startswith("#")]
        del words[at:at + 2]
    if len(words) not in (1, 2):
        sys.exit(__doc__)
    answers = verify(*words, trust=trust)
    for question, (state, says, flaws) in answers.items():
        print(f"{question:<12}{state:<14}{shown(says)}", *(f"{'':26}{shown(file)}: {shown(what)}" for file, what in flaws[:20]), sep="\n")
    wanted = [*QUESTIONS[:4], *(["existed"] if answers["existed"][0] != "absent" else []), *QUESTIONS[5:6 if len(words) == 2 else 5]]
    sys.exit(0 if all(answers[question][0] == "holds" for question in wanted) else 2)

if __name__ == "__main__":
    main()
