#!/usr/bin/env python3
"""verify_bundle.py BUNDLE [OTHER]: a second verifier of sealed bundles, written apart from the first.

Needs Python's standard library and the openssl program, nothing else: no network, no configuration. BUNDLE is a zip or
the folder that was in it, OTHER another one or a checkpoint. Prints five lines (holds, fails, undetermined, absent) and
what is wrong with which file. Exit status 0 when the first three hold, and the others where there is something to ask.
"""
import base64, datetime, hashlib, io, json, os, pathlib, re, struct, subprocess, sys, tempfile, zipfile, zlib

QUESTIONS = ("complete", "in_log", "signed_by", "existed", "consistent")
LIMIT = (1 << 32) - 1  # larger bundles are for the first verifier
PLAIN = re.compile(r"(data/)?[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}\Z")
FIXED = re.compile(r"entries/\d{12}\.entry\Z|proofs/\d{12}\.tlog-proof\Z|keys/\d{3}\.vkey\Z|earlier/\d{3}\.(checkpoint|consistency)\Z"
                   r"|tokens/\d{3}\.(tsr|checkpoint|consistency|chain\.pem|crl\.pem)\Z")
UNLISTED = ("seal", "tagmanifest-sha256.txt", "tagmanifest-sha512.txt")
WRONG = (ValueError, LookupError, TypeError, AttributeError, OSError, EOFError, RuntimeError, struct.error, zlib.error, zipfile.BadZipFile)

hex_of = lambda kind, data: hashlib.new(kind, data).hexdigest()
sha256 = lambda data: hashlib.sha256(data).digest()
node = lambda left, right: sha256(b"\1" + left + right)
shown = lambda text: "".join(c if c.isprintable() else "?" for c in str(text))
half = lambda size: 1 << ((size - 1).bit_length() - 1)  # the largest power of two below the size

def need(condition, what):
    if not condition:
        raise ValueError(what)

def load(path):
    need(os.path.getsize(path) < LIMIT, "too many bytes")
    return pathlib.Path(path).read_bytes()

def openssl(parts, *words):
    with tempfile.TemporaryDirectory() as folder:
        for name, content in parts.items():
            pathlib.Path(folder, name).write_bytes(content)
        done = subprocess.run(("openssl", *words), cwd=folder, capture_output=True)
    return done.returncode == 0, done.stdout

# ---- reading

def headers(name, data, offset):
    """The local header and the line of the directory in the one form that bundles have (without zip64)."""
    raw = name.encode()
    common = struct.pack("<HHHHHIIIHH", 20, 0x800, 0, 0, 33, zlib.crc32(data), len(data), len(data), len(raw), 0)
    line = struct.pack("<H", 3 << 8 | 20) + common + struct.pack("<HHHII", 0, 0, 0, 0o100644 << 16, offset)
    return b"PK\3\4" + common + raw, b"PK\1\2" + line + raw

def read_zip(path):
    data = load(path)
    packed = zipfile.ZipFile(io.BytesIO(data))
    infos = [info for info in packed.infolist() if not info.is_dir()]
    need(sum(info.file_size for info in infos) < LIMIT, "too many bytes")
    files = {info.filename: packed.read(info) for info in infos}
    pieces, directory, at, first = [], b"", 0, ""
    for name, content in sorted(files.items(), key=lambda item: item[0].encode()):
        need(not set(name.split("/")) & {"", ".", ".."} and "\\" not in name and name.isprintable(), f"{name}: a name that is refused")
        local, line = headers(name, content, at)
        first = first or (name if data[at:at + len(local)] != local else "")
        pieces += [local, content]
        directory += line
        at += len(local) + len(content)
    end = b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, len(files), len(files), len(directory), at, 0)
    ours = any(info.flag_bits == 0x800 and info.date_time[:3] == (1980, 1, 1) and info.create_version == 20 for info in infos)
    need(not ours or b"".join([*pieces, directory, end]) == data, f"{first}: the zip is not as a bundle is written")
    folder = "" if "bagit.txt" in files else next(iter(files), "").split("/")[0] + "/"
    need(all(name.startswith(folder) for name in files), "no single folder in the zip")
    return {name[len(folder):]: content for name, content in files.items()}, folder[:-1]

def read_folder(path):
    files = {}
    for whole in (os.path.join(folder, name) for folder, _, names in os.walk(path) for name in names):
        need(os.path.isfile(whole) and not os.path.islink(whole), f"{whole}: no regular file")
        files[os.path.relpath(whole, path)] = load(whole)
    return files, ""

# ---- notes, checkpoints, Merkle trees (RFC 6962)

def unbase64(text):
    data = base64.b64decode(text, validate=True)
    need(base64.b64encode(data).decode() == text, "base64 that is not in its one form")
    return data

def keys_of(files):
    """Public keys by name and id."""
    keys = {}
    for path in filter(lambda path: path.startswith("keys/"), files):
        name, number, data = files[path].decode().removesuffix("\n").split("+", 2)
        key = unbase64(data)
        need(len(key) == 33 and key[0] == 1 and sha256(name.encode() + b"\n" + key)[:4].hex() == number, f"{path}: no key")
        keys[name, number] = key[1:]
    return keys

def signed(note, keys):
    """The text of a signed note and who signed it; a signature by one of the keys that is wrong is an error."""
    text, _, tail = note.decode().rpartition("\n\n")
    need(text and re.fullmatch("(\u2014 [^ +\n]+ [A-Za-z0-9+/=]+\n)+", tail), "no signed note")
    text, good = text + "\n", []
    for line in tail.splitlines():
        name, raw = line.split(" ")[1], unbase64(line.split(" ")[2])
        key = keys.get((name, raw[:4].hex()))
        if key:
            good.append(f"{name}+{raw[:4].hex()}")
            der = bytes.fromhex("302a300506032b6570032100") + key
            need(openssl({"key": der, "text": text.encode(), "signature": raw[4:]}, "pkeyutl", "-verify", "-pubin", "-keyform", "DER",
                         "-inkey", "key", "-rawin", "-in", "text", "-sigfile", "signature")[0], "a signature that is none")
    need(good, "signed by none of the keys")
    return text, good

def checkpoint(note, keys):
    origin, size, root = signed(note, keys)[0].split("\n")[:3]
    need(origin and re.fullmatch("0|[1-9][0-9]*", size) and len(unbase64(root)) == 32, "no checkpoint")
    return origin, int(size), unbase64(root)

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

def proof_lines(data):
    lines = data.decode().split("\n")
    need(lines.pop() == "" and all(len(unbase64(line)) == 32 for line in lines), "no proof")
    return [unbase64(line) for line in lines]

def record(data):
    """Place, digest and size of the object, from the beginning of a record."""
    def number(at):
        value = shift = 0
        while True:
            value |= (data[at] & 127) << shift
            at, shift = at + 1, shift + 7
            if data[at - 1] < 128:
                return value, at
    version, at = number(0)
    place, at = number(at)
    size, end = number(at + 32)
    need(version == 1 and len(data) > end + 32, "no record")
    return place, (data[at:at + 32].hex(), size)

# ---- the five questions

def complete(files, folder, keys):
    flaws = [(path, "is none of the files of a bundle") for path in files if not PLAIN.match(path) and not FIXED.match(path)]
    if files.get("bagit.txt") != b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n":
        flaws.append(("bagit.txt", "is not that of a bundle"))
    seal = ""
    try:
        seal = signed(files["seal"], keys)[0]
        form = r"recourse evidence bundle 1\n([^\n]+)\nsealed [0-9T:.-]+Z\nsha256 [0-9a-f]{64} \S+\nsha512 [0-9a-f]{128} \S+\n"
        need(folder in ("", re.fullmatch(form, seal)[1]), "is of another bundle than the folder")
    except WRONG as error:
        flaws.append(("seal", error))
    for kind in ("sha256", "sha512"):
        tags, seen = f"tagmanifest-{kind}.txt", set()
        if f"\n{kind} {hex_of(kind, files.get(tags, b''))} {tags}\n" not in seal:
            flaws.append((tags, "is not what was sealed"))
        for name in (f"manifest-{kind}.txt", tags):
            for line in files.get(name, b"").decode("utf-8", "replace").split("\n")[:-1]:
                checksum, _, path = line.partition("  ")
                path = re.sub("%(25|0A|0D)", lambda found: chr(int(found[1], 16)), path)
                if path in seen or path.startswith("data/") == (name == tags):
                    flaws.append((name, f"lists {path}, which has no place in it"))
                elif path not in files:
                    flaws.append((path, "is missing"))
                elif hex_of(kind, files[path]) != checksum:
                    flaws.append((path, f"its {kind} is another"))
                seen.add(path)
        flaws += [(path, "was not sealed") for path in files if path not in seen and path not in UNLISTED]
    return flaws

def in_log(files, head):
    """What is wrong, and for each object its first place in the log."""
    flaws, first = [], {}
    for path in sorted(path for path in files if path.startswith("entries/")):
        try:
            place, of = record(files[path])
            top, _, note = files[f"proofs/{place:012}.tlog-proof"].decode().partition("\n\n")
            lines = top.split("\n")
            need(path == f"entries/{place:012}.entry" and note.encode() == files["checkpoint"]
                 and lines[:2] == ["c2sp.org/tlog-proof@v1", f"index {place}"], "its proof is another's")
            proof = [unbase64(line) for line in lines[2:]]
            need(included(sha256(b"\0" + files[path]), place, *head[1:], proof), "its proof does not lead to the root")
            first.setdefault(of, place)
        except WRONG as error:
            flaws.append((path, error))
    names = {item["file"] for item in json.loads(files["exhibits.json"])["exhibits"]}
    flaws += [(path, "no record in the log is about it") for path, data in files.items()
              if path.startswith("data/") and (path not in names or (hex_of("sha256", data), len(data)) not in first)]
    return flaws, first

def stamped_at(reply, data, chain):
    """When the stamp says that the data existed, judged at that moment: a certificate may have run out since."""
    part = {"tsr": reply, "data": data, "chain": chain}
    said = openssl(part, "ts", "-reply", "-in", "tsr", "-text")[1].decode("utf-8", "replace")
    found = re.search(r"Time stamp: (\w+ +\d+ \d+:\d+:\d+)(?:\.\d+)?( \d{4} GMT)", said)
    at = found and datetime.datetime.strptime(found[1] + found[2] + "+0000", "%b %d %H:%M:%S %Y GMT%z")
    return at if at and openssl(part, "ts", "-verify", "-attime", str(int(at.timestamp())), "-data", "data", "-in", "tsr", "-CAfile",
                                "chain", "-untrusted", "chain")[0] else None

def existed(files, head, keys, first):
    """What is wrong, and by when all exhibits existed."""
    flaws, covers, last = [], [], None
    for path in sorted(path for path in files if re.fullmatch(r"tokens/\d{3}\.tsr", path)):
        over, proof, chain = (files[path[:-3] + kind] for kind in ("checkpoint", "consistency", "chain.pem"))
        at, stamped = stamped_at(files[path], over, chain), checkpoint(over, keys)
        if not at or not extends(stamped, head, proof_lines(proof)):
            flaws.append((path, "is no proof that its checkpoint leads to this one" if at else "openssl does not verify it"))
        covers += [(at, stamped[1])] if at else []
    for path, data in files.items():
        if path.startswith("data/"):
            times = [at for at, size in covers if first.get((hex_of("sha256", data), len(data)), size) < size]
            flaws += [] if times else [(path, "no time stamp covers it")]
            last = max([min(times)] + [last] * (last is not None)) if times else last
    return flaws, last

def heads(files, keys):
    """The checkpoints that a bundle shows, its own first, each with the proof between the two."""
    others = [path[:-10] for path in files if re.fullmatch(r"(tokens|earlier)/\d{3}\.checkpoint", path)]
    return [(checkpoint(files["checkpoint"], keys), [])] + [
        (checkpoint(files[name + "checkpoint"], keys), proof_lines(files[name + "consistency"])) for name in others]

def consistent(files, path, keys):
    other = (read_folder(path) if os.path.isdir(path) else read_zip(path) if zipfile.is_zipfile(path) else ({"checkpoint": load(path)},))[0]
    shown, seen = heads(files, keys), heads(other, keys)
    own, before = shown[0][0], seen[0][0]
    if own[0] != before[0]:
        return "undetermined", "two logs"
    records = [(files[name], data) for name, data in other.items() if name.startswith("entries/") and name in files]
    if any(a != b for a, b in records) or any(a[1] == b[1] and a[2] != b[2] for a, _ in shown for b, _ in seen):
        return "fails", "two histories, each signed"
    sealed = [part["seal"].decode().split("\n")[2] for part in (files, other) if "seal" in part]
    if own[1] < before[1] and len(sealed) == 2 and sealed[0] > sealed[1]:
        return "fails", "the log was cut"
    proofs = [proof for head, proof in shown if head == before] + [proof for head, proof in seen if head == own]
    held = any(extends(own, before, proof) for proof in proofs)
    return ("holds", f"{own[1]} and {before[1]} entries of one history") if held else ("undetermined", "no proof between the two")

def verify(path, other=None):
    """The five lines: {question: (state, what it says, [(file, what is wrong)])}."""
    lines = dict.fromkeys(QUESTIONS, ("absent", "", []))
    asking = "complete"
    try:
        files, folder = read_folder(path) if os.path.isdir(path) else read_zip(path)
        keys = keys_of(files)
        for asking in QUESTIONS:
            says, flaws, state = "", [], None
            if asking == "complete":
                flaws = complete(files, folder, keys)
                head, by = checkpoint(files["checkpoint"], keys), signed(files["checkpoint"], keys)[1]
            elif asking == "in_log":
                flaws, first = in_log(files, head)
            elif asking == "signed_by":
                says = f"{by[0]}, a key that the bundle brings: compare it with one that you know"
            elif asking == "existed" and "tokens/001.tsr" in files:
                flaws, when = existed(files, head, keys, first)
                says = f"no later than {when}"
            elif asking == "consistent" and other:
                state, says = consistent(files, other, keys)
            else:
                continue
            lines[asking] = (state or ("fails" if flaws else "holds"), says, flaws)
    except WRONG as error:
        lines[asking] = ("fails", "", [("", f"{type(error).__name__}: {error}")])
    return lines

def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    answers = verify(*sys.argv[1:])
    for question, (state, says, flaws) in answers.items():
        print(f"{question:<12}{state:<14}{shown(says)}", *(f"{'':26}{shown(file)}: {shown(what)}" for file, what in flaws[:20]), sep="\n")
    sys.exit(0 if all(answers[name][0] in ("holds", "absent" if name in QUESTIONS[3:] else "") for name in QUESTIONS) else 2)

if __name__ == "__main__":
    main()
