"""The parts of a sealed bundle for verify_bundle.py: the zip, notes and keys, records, the lists that follow from
them, and time stamps.

Python's standard library and the openssl program alone. What is wrong with a file is told with its name; nothing else is
verified here but what can be made anew from the rest.
"""
import base64, datetime, functools, hashlib, io, json, os, pathlib, re, struct, subprocess, tempfile, types, zipfile, zlib

LIMIT = (1 << 32) - 1  # larger bundles are for the first verifier
TEXTS = {"1": ("list.zh-en.pdf", "system-statement.txt"), "2": (new := ("list.zh-en.txt", "system-statement.zh-en.txt")), "3": new}
FIXED = {"seal", "checkpoint", "exhibits.json", "custody.jsonl", "HOW-TO-VERIFY.txt", "bagit.txt", "bag-info.txt",
         *(f"{tag}manifest-{kind}.txt" for tag in ("", "tag") for kind in ("sha256", "sha512"))}
ACTS = ("collected received viewed-original derived translated redacted numbered exported handed-over sealed timestamped key-observed "
        "cosigned imported held erased key-rotated released withdrawn restarted incident").split()
COMING_IN = ("collected", "received", "derived", "translated", "redacted")
SERIES = {"shared": "E", "buyer-and-counsel": "B", "supplier-and-counsel": "S", "officer": "G"}
HARMLESS = ("Unspecified", "Affiliation Changed", "Superseded", "Cessation Of Operation")  # RFC 3161, 4.1
DIGESTS = ("sha256", "sha384", "sha512", "sha3-256", "sha3-384", "sha3-512")
WRONG = (ValueError, LookupError, TypeError, AttributeError, OSError, EOFError, RuntimeError, struct.error, zlib.error, zipfile.BadZipFile)

hex_of = lambda kind, data: hashlib.new(kind, data).hexdigest()
sha256 = lambda data: hashlib.sha256(data).digest()
short = lambda key: "+".join(key.split("+")[:2])
clock = lambda text: datetime.datetime.strptime(text + "+0000", "%b %d %H:%M:%S %Y GMT%z")
EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)
moment = lambda at: (at.replace(tzinfo=None).isoformat().rstrip("0" if at.microsecond else "")) + "Z"

def need(condition, what):
    if not condition:
        raise ValueError(what)

def load(path):
    need(os.path.getsize(path) < LIMIT, "too many bytes")
    return pathlib.Path(path).read_bytes()

def openssl(parts, *words):
    """Whether it agrees, what it says, and what it says aside."""
    with tempfile.TemporaryDirectory() as folder:
        for name, content in parts.items():
            pathlib.Path(folder, name).write_bytes(content)
        done = subprocess.run(("openssl", *words), cwd=folder, capture_output=True)
    return done.returncode == 0, done.stdout, done.stderr.decode("utf-8", "replace")

# ---- reading

def headers(name, data, offset):
    """The local header and the line of the directory in the one form that bundles have (without zip64)."""
    raw = name.encode()
    common = struct.pack("<HHHHHIIIHH", 20, 0x800, 0, 0, 33, zlib.crc32(data), len(data), len(data), len(raw), 0)
    line = struct.pack("<H", 3 << 8 | 20) + common + struct.pack("<HHHII", 0, 0, 0, 0o100644 << 16, offset)
    return b"PK\3\4" + common + raw, b"PK\1\2" + line + raw

def read_zip(path):
    """The files, the folder in which they are, and what is wrong with the zip itself."""
    data = load(path)
    packed, files, flaws = zipfile.ZipFile(io.BytesIO(data)), {}, []
    infos = [info for info in packed.infolist() if not info.is_dir()]
    need(sum(info.file_size for info in infos) < LIMIT, "too many bytes")
    for info in infos:
        with packed.open(info) as member:
            member._expected_crc = None
            files[info.filename] = member.read()
        if zlib.crc32(files[info.filename]) != info.CRC:
            flaws.append((info.filename, "its checksum in the archive is another"))
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
    if ours and b"".join([*pieces, directory, end]) != data:
        flaws.append((first, "the zip is not as a bundle is written"))
    folder = "" if "bagit.txt" in files else next(iter(files), "").split("/")[0] + "/"
    need(all(name.startswith(folder) for name in files), "no single folder in the zip")
    return {name[len(folder):]: content for name, content in files.items()}, folder[:-1], [(name[len(folder):], says) for name, says in flaws]

def read_folder(path):
    files = {}
    for whole in (os.path.join(folder, name) for folder, _, names in os.walk(path) for name in names):
        need(os.path.isfile(whole) and not os.path.islink(whole), f"{whole}: no regular file")
        files[os.path.relpath(whole, path)] = load(whole)
    return files, "", []

def unbase64(text):
    data = base64.b64decode(text, validate=True)
    need(base64.b64encode(data).decode() == text, "base64 that is not in its one form")
    return data

def vkey(line):
    name, number, data = line.split("+", 2)
    key = unbase64(data)
    need(name and len(key) == 33 and key[0] == 1 and sha256(name.encode() + b"\n" + key)[:4].hex() == number, "is no key")
    return line

def parse_note(data):
    text, _, tail = data.decode().rpartition("\n\n")
    need(text and re.fullmatch("(\u2014 [^ +\n]+ [A-Za-z0-9+/=]+\n)+", tail), "is no signed note")
    return text + "\n", [(line.split(" ")[1], unbase64(line.split(" ")[2])) for line in tail.splitlines()]

@functools.lru_cache(None)
def verifies(text, key, signature):
    der = bytes.fromhex("302a300506032b6570032100") + unbase64(key.split("+", 2)[2])[1:]
    return openssl({"key": der, "text": text.encode(), "signature": signature}, "pkeyutl", "-verify", "-pubin", "-keyform", "DER",
                   "-inkey", "key", "-rawin", "-in", "text", "-sigfile", "signature")[0]

def signers(note, keys):
    """Which of the keys signed; none where one of the signatures is wrong."""
    found = [(key, raw[4:]) for name, raw in note[1] for key in dict.fromkeys(keys) if short(key) == f"{name}+{raw[:4].hex()}"]
    return [key for key, _ in found] if all(verifies(note[0], *one) for one in found) else []

def parse_head(note):
    origin, size, root = note[0].split("\n")[:3]
    need(origin and re.fullmatch("0|[1-9][0-9]*", size) and len(unbase64(root)) == 32, "is no checkpoint")
    return origin, int(size), unbase64(root)

def proof_lines(data):
    lines = data.decode().split("\n")
    need(lines.pop() == "" and all(len(unbase64(line)) == 32 for line in lines), "is no proof")
    return [unbase64(line) for line in lines]

def record(data):
    """The fields of a record, as a line of custody.jsonl has them."""
    at = 0
    def number():
        nonlocal at
        value = shift = 0
        while True:
            value |= (data[at] & 127) << shift
            at, shift = at + 1, shift + 7
            if data[at - 1] < 128:
                return value
    def take(count):
        nonlocal at
        need(at + count <= len(data), "is cut")
        at += count
        return data[at - count:at]
    need(number() == 1, "is of a version that is not known")
    index, digest, size, nonce, act = number(), take(32), number(), take(32), take(1)[0]
    subject, actor = take(number()).decode(), take(number()).decode()
    when = number()
    how, parents = take(number()).decode(), [take(32).hex() for _ in range(number())]
    note = take(number()).decode()
    need(at == len(data) and 1 <= act <= len(ACTS), "is no record")
    time = moment(EPOCH + datetime.timedelta(microseconds=when >> 1 if when % 2 == 0 else -(when >> 1) - 1))
    return {"index": index, "exhibits": [], "act": ACTS[act - 1], "at": time, "actor": actor, "how": how, "subject": subject,
            "sha256": digest.hex() if any(digest) else "", "size": size, "parents": parents, "note": note, "nonce": nonce.hex()}

def plain(name):
    """The file name of an exhibit, from its original name."""
    def cut(raw, most):
        dot = raw.rfind(b".")
        ending = raw[dot:] if dot >= 0 and len(raw) - dot <= 10 else b""
        return raw if len(raw) <= most else raw[:most - len(ending)].decode("utf-8", "ignore").encode() + ending
    raw = cut(re.sub('[\0-\x1f\x7f"]', "", re.split(r"[/\\]", name)[-1]).encode(), 200).lstrip(b".") or b"file"
    raw = cut(re.sub(rb"_?[^A-Za-z0-9._-]+", b"_", raw), 60).decode()
    return raw if raw.strip("_.") else "file"

line = lambda one, name: next((row[len(name) + 2:] for row in one["note"].split("\n") if row.startswith(name + ": ")), "")
written = lambda mark: f"{mark[0]}{int(mark[1:]):03}" if re.fullmatch("[A-Z][1-9][0-9]{0,8}", mark) else ""

def gone(records):
    """The numbers that were withdrawn or erased, each with the record that says so."""
    given, found = {}, {}
    for one in records:
        about, number = (one["sha256"], one["size"]), written(line({"note": one["note"].split("\n")[0]}, "number"))
        given.setdefault(about, []).extend([number] if number and one["act"] == "numbered" else [])
        for number in {"withdrawn": [number] if number in given[about] else [], "erased": given[about]}.get(one["act"], []):
            if number not in found or (one["act"], found[number]["act"]) == ("erased", "withdrawn"):
                found[number] = {"number": number, "act": one["act"], "at": one["at"], "entry": one["index"]}
    return [found[number] for number in sorted(found)]

def underived(item, records):
    """What an exhibit says of itself and no record does."""
    own = [one for one in records if (one["sha256"], one["size"]) == (item["sha256"], item["size"])]
    marks = [line(one, "number") for one in own if one["act"] == "numbered"]
    if own and item["number"] not in [written(mark) for mark in marks if written(mark)]:
        return f"no record gives the bytes of {item['file']} the number {item['number']}"
    if own and not any((line(one, "original name"), line(one, "media type")) == (item["original_name"], item["media_type"]) and
                       SERIES.get(line(one, "compartment"), item["number"][0]) == item["number"][0] for one in own if one["act"] in COMING_IN):
        return f"no record says that {item['file']} came in under that name and kind"
    return f"{item['file']} is not named after its number" if own and item["file"] != f"data/{item['number']}_{plain(item['original_name'])}" else ""

def read(files):
    """A bundle as it is there, with what keeps it from being one; nothing is verified by this."""
    one = types.SimpleNamespace(files=files, flaws=[], keys=[], entries={}, records=[], others=[], stamps=[], head=None, seal=None, items=[], at="")
    known = set(FIXED)
    def get(name, reader, wanted=True):
        if name in files:
            known.add(name)
            try:
                return reader(files[name])
            except WRONG as error:
                one.flaws.append((name, error))
        elif wanted:
            one.flaws.append((name, "is missing"))
    def seal(data):
        note = parse_note(data)
        found = re.fullmatch(r"recourse evidence bundle ([123])\n([A-Za-z0-9_-][A-Za-z0-9._-]{0,99})\nsealed (\S+)\nsha256 ([0-9a-f]{64}) tagmanifest"
                             r"-sha256\.txt\nsha512 ([0-9a-f]{128}) tagmanifest-sha512\.txt\n", note[0])
        need(found and moment(datetime.datetime.fromisoformat(found[3].replace("Z", "+00:00"))) == found[3], "is not of the form of a seal")
        return note, *found.groups()
    one.seal = get("seal", seal, False)
    one.note = get("checkpoint", parse_note)
    one.head = one.note and get("checkpoint", lambda data: parse_head(one.note))
    while f"keys/{len(one.keys) + 1:03}.vkey" in files:
        one.keys.append(get(f"keys/{len(one.keys) + 1:03}.vkey", lambda data: vkey(data.decode().removesuffix("\n"))))
    one.keys = [key for key in one.keys if key]
    for name in sorted(name for name in files if re.fullmatch(r"entries/\d{12}\.entry", name)):
        def proof(data):
            top, _, note = data.decode().partition("\n\n")
            lines = top.split("\n")
            need(lines[:2] == ["c2sp.org/tlog-proof@v1", f"index {int(name[8:20])}"], "is the proof of another place")
            return [unbase64(line) for line in lines[2:]], note.encode()
        what, proved = get(name, record), get(f"proofs/{name[8:20]}.tlog-proof", proof)
        if what and what["index"] != int(name[8:20]):
            one.flaws.append((name, "holds the record of another place"))
        elif what and proved:
            one.records.append(what)
        if proved:
            one.entries[int(name[8:20])] = (files[name], *proved)
    for place in ("tokens", "earlier"):
        number = 1
        while f"{place}/{number:03}.{'tsr' if place == 'tokens' else 'checkpoint'}" in files:
            begin = f"{place}/{number:03}."
            note, proof = get(begin + "checkpoint", parse_note), get(begin + "consistency", proof_lines)
            head = note and get(begin + "checkpoint", lambda data: parse_head(note))
            parts = [get(begin + end, bytes) for end in (("tsr", "chain.pem", "crl.pem") if place == "tokens" else ())]
            if head and proof is not None:
                one.others.append((begin, head, note, proof))
                one.stamps += [(begin, head, note, proof, *parts)] if place == "tokens" and None not in parts else []
            number += 1
    keys = ("number", "file", "original_name", "media_type", "sha256", "size")
    for item in get("exhibits.json", lambda data: [{key: item[key] for key in keys} for item in json.loads(data)["exhibits"]]) or []:
        known.add(item["file"])
        if item["file"] in files:
            one.items.append(item)
            says = underived(item, one.records)
            one.flaws += [("exhibits.json", says)] if says else []
        else:
            one.flaws.append((item["file"], "is missing, and exhibits.json lists it"))
    for what in one.records:
        what["exhibits"] = [item["number"] for item in one.items if item["sha256"] == what["sha256"]]
    version, name, one.at = one.seal[1:4] if one.seal else ("3", "", "")
    lists = {"exhibits": sorted(one.items, key=lambda item: item["number"])} | ({"gone": gone(one.records)} if version > "2" else {})
    made = {"exhibits.json": json.dumps(lists, indent=2, ensure_ascii=False) + "\n",
            "custody.jsonl": "".join(json.dumps(what, ensure_ascii=False, separators=(",", ":")) + "\n" for what in one.records)}
    if one.seal:
        oxum = f"{sum(item['size'] for item in one.items)}.{len(one.items)}"
        made["bag-info.txt"] = f"Bagging-Date: {one.at[:10]}\nExternal-Identifier: {name}\nPayload-Oxum: {oxum}\n"
    for file, text in made.items():
        get(file, lambda data: need(data.decode() == text, "is not what follows from the rest of the bundle"))
    get("HOW-TO-VERIFY.txt", bytes)
    one.flaws += [(file, "is none of the files of a bundle") for file in files if file not in known and file not in TEXTS[version]]
    return one

# ---- time stamps (RFC 3161)

def judged(tsr, data, chain, lists):
    """Of a time stamp: good, bad or undetermined, why or by whom, its moment and the latest by the accuracy it claims; judged
    at that moment, for a certificate may have run out since."""
    part, more = {"tsr": tsr, "data": data, "chain": chain}, ("-certfile", "chain") if b"BEGIN CERT" in chain else ()
    said = openssl(part, "ts", "-reply", "-in", "tsr", "-text")[1].decode("utf-8", "replace")
    found = re.search(r"Time stamp: (\w+ +\d+ \d+:\d+:\d+)(\.\d+)?( \d{4} GMT)", said)
    if not found:
        return "bad", "is no time stamp", None, None
    at = clock(found[1] + found[3]) + datetime.timedelta(seconds=float(found[2] or 0))
    claims = re.search(r"Accuracy: (\S+) seconds, (\S+) millis, (\S+) micros", said)
    claims = [int(claim, 16) if claim.startswith("0x") else 0 for claim in (claims.groups() if claims else ())] or [0, 0, 0]
    latest = at + datetime.timedelta(seconds=claims[0], milliseconds=claims[1], microseconds=claims[2])
    kind = re.search(r"Hash Algorithm: (\S+)", said)[1].lower()
    dump = re.sub("[^0-9a-f]", "", "".join(re.findall(r"^    [0-9a-f]{4} - (.{48})", said, re.M)))
    if kind not in DIGESTS or hex_of(kind.replace("-", "_"), data) != dump:
        return ("bad", "is of other bytes", at, latest) if kind in DIGESTS else ("undetermined", f"{kind} is not known", at, latest)
    part["token"] = openssl(part, "ts", "-reply", "-in", "tsr", "-token_out")[1]
    good, part["signer"], why = openssl(part, "cms", "-verify", "-noverify", "-binary", "-inform", "DER", "-in", "token", *more,
                                        "-signer", "/dev/stdout", "-out", "/dev/null")
    if not good:
        return "undetermined" if "signer certificate not found" in why else "bad", "its signature does not verify", at, latest
    when = ("-attime", str(int(at.timestamp())))
    under = ("-CAfile", "chain", "-untrusted", "chain")
    good, _, why = openssl(part, "ts", "-verify", *when, "-data", "data", "-in", "tsr", *under) if more else (False, b"", "unable to get")
    if not good:
        open_ends = re.search("unable to get|self.signed certificate", why)
        return "undetermined" if open_ends else "bad", "openssl does not verify it", at, latest
    part["certs"] = chain + openssl(part, "pkcs7", "-inform", "DER", "-in", "token", "-print_certs")[1]
    chain_said = openssl(part, "verify", *when, "-CAfile", "chain", "-untrusted", "certs", "-show_chain", "-nameopt", "RFC2253", "signer")[1].decode("utf-8", "replace")
    names = re.findall(r"^depth=\d+: (.*?)(?: \(untrusted\))?$", chain_said, re.M)
    revoked = next(filter(None, (revocation(*pair, part, lists, at) for pair in zip(names, names[1:]))), "")
    return ("bad", revoked, at, latest) if revoked else ("good", f"by {names[0]}, under the root {names[-1]}", at, latest)

def revocation(name, issuer, part, lists, at):
    """That the list of the issuer revokes the certificate of that name, unless by a reason that spares earlier stamps."""
    serial, newest = None, None
    for pem in [part["signer"], *re.findall(rb"-----BEGIN CERT.*?-----END CERTIFICATE-----\n?", part["certs"], re.S)]:
        said = openssl({"one": pem}, "x509", "-in", "one", "-noout", "-serial", "-subject", "-nameopt", "RFC2253")[1].decode("utf-8", "replace")
        serial = said.split("\n")[0].removeprefix("serial=") if serial is None and f"subject={name}\n" in said else serial
    for pem in re.findall(rb"-----BEGIN X509 CRL-----.*?-----END X509 CRL-----\n?", lists, re.S):
        _, said, aside = openssl({"one": pem, **part}, "crl", "-in", "one", "-noout", "-text", "-nameopt", "RFC2253", "-CAfile", "certs")
        said = said.decode("utf-8", "replace")
        ends = re.search("Next Update: (.* GMT)", said)
        made = re.search("Last Update: (.* GMT)", said)
        if "verify OK" in aside and f"Issuer: {issuer}\n" in said and made and not (ends and clock(ends[1]) < at.replace(microsecond=0)):
            newest = max(newest or (EPOCH, ""), (clock(made[1]), said))
    found = newest and re.search(rf"Serial Number: {serial}\n +Revocation Date: (.*)\n((?: {{8}}.*\n)*)", newest[1])
    spared = found and clock(found[1]) > at and re.search(rf"Reason Code: *\n +({'|'.join(HARMLESS)})\n", found[2])
    return f"the certificate of {name} was revoked on {found[1]}" if found and not spared else ""
