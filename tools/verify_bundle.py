#!/usr/bin/env python3
"""verify_bundle.py BUNDLE [OTHER] [--trust KEYS]: a second verifier of bundles (docs/formats/bundle.md, also of what is
left to the first), apart from `recourse verify`, with which it has to agree. It needs Python 3.11 and openssl 3 and no
network. OTHER: a zip, a checkpoint, a receipt. Exit status 0: the first four answers hold, and the rest if asked."""
import argparse, base64, functools, hashlib, itertools, json, os, re, struct, subprocess, tempfile, types, zipfile, zlib
from datetime import datetime, timedelta; from pathlib import Path
ABOUT = {"complete": "", "in_log": r"(entries|proofs|earlier|data)/|(checkpoint|exhibits\.json|custody\.jsonl)\Z",
         "signed_by": "(?!)", "sealed_by": r"seal\Z", "existed": "tokens/", "consistent": "(?!)"}  # and their files
ACTS = """- collected received viewed-original derived translated redacted numbered exported handed-over sealed
    timestamped key-observed cosigned imported held erased key-rotated released withdrawn restarted incident""".split()
COMES = ("collected", "received", "derived", "translated", "redacted")
SERIES = {"shared": "E", "buyer-and-counsel": "B", "supplier-and-counsel": "S", "officer": "G"}
EXHIBIT = {"number": str, "file": str, "original_name": str, "media_type": str, "sha256": str, "size": int}
CUSTODY = "index exhibits act at actor how subject sha256 size parents note nonce".split()
TEXTS = {"list.zh-en.txt", "system-statement.zh-en.txt"}, {"list.zh-en.pdf", "system-statement.txt"}
LISTS = ["manifest-sha256.txt", "manifest-sha512.txt", "tagmanifest-sha256.txt", "tagmanifest-sha512.txt"]
HARMLESS = r"Reason Code: *\n +(Unspecified|Affiliation Changed|Superseded|Cessation Of Operation)\n"  # RFC 3161, 4.1
UNSIGNED, WORK = "is not signed by a key of the bundle", tempfile.TemporaryDirectory()  # WORK: where openssl runs
def Seal(note, version, name, at, sha256, sha512): return types.SimpleNamespace(**locals())
def View(head, note, proof, begin): return types.SimpleNamespace(**locals())
def digest(kind, data): return hashlib.new(kind, data).hexdigest()
def bytes_of(one): return one["sha256"], one["size"]  # of an exhibit or a record
def moment(at): return at.replace(tzinfo=None).isoformat().rstrip("0" if at.microsecond else "") + "Z"
def clock(text): return datetime.strptime(text + "+0000", "%b %d %H:%M:%S %Y GMT%z")  # as openssl writes it
def need(condition, what="is not of its form"):
    if not condition: raise ValueError(what)
def attempt(function, *given):  # None where it raises: what it read is not what it should be
    try: return function(*given)
    except Exception: return None
def openssl(command, **files):  # runs it among these files: whether it agrees, and all that it says
    for name, content in files.items(): Path(WORK.name, name).write_bytes(content)
    done = subprocess.run(["openssl", *command.split()], cwd=WORK.name, capture_output=True)
    return done.returncode == 0, (done.stdout + done.stderr).decode("utf-8", "replace")
def opened(path):  # the files, the name of the folder that they are in, and which are damaged ("": the zip itself)
    packed, data, files, damaged = zipfile.ZipFile(path), Path(path).read_bytes(), {}, []
    infos = [info for info in packed.infolist() if not info.is_dir()]
    need(sum(info.file_size for info in infos) < 1 << 32, "too many bytes")
    for info in infos:
        name, stated, info.CRC = info.filename, info.CRC, None  # without it zipfile gives what is damaged too
        need(name not in files and not {*re.split(r"[/\\]", name)} & {"", ".", ".."}, "a name is refused, or twice")
        files[name] = packed.read(info)
        damaged += [name] if zlib.crc32(files[name]) != stated else []
    ours = any((info.flag_bits, info.date_time) == (0x800, (1980, 1, 1, 0, 0, 0)) for info in infos)
    damaged, top = damaged + ([""] if ours and as_written(files) != data else []), os.path.commonpath(files) + "/"
    files = {name.removeprefix(top): b"" if name in damaged else data for name, data in files.items()}
    return files, top[:-1], [name.removeprefix(top) for name in damaged]
def as_written(files):  # the one zip that a bundle of these files is
    parts, directory = bytearray(), bytearray()
    for name, data in sorted((name.encode(), data) for name, data in files.items()):
        header = struct.pack("<5H3I2H", 20, 0x800, 0, 0, 33, zlib.crc32(data), len(data), len(data), len(name), 0)
        directory += b"PK\1\2\x14\3" + header + struct.pack("<3H2I", 0, 0, 0, 0o100644 << 16, len(parts)) + name
        parts += b"PK\3\4" + header + name + data
    return parts + directory + b"PK\5\6" + struct.pack("<4H2IH", 0, 0, *[len(files)] * 2, len(directory), len(parts), 0)
# ---- what is signed and proved: each reader raises where the bytes are not of its one form
def fits(form, data): return (re.fullmatch(form, data.decode()) or need(False)).groups()  # the parts of a text
def unbase64(text, *sizes):
    data = base64.b64decode(text, validate=True)
    return need(base64.b64encode(data).decode() == text and (not sizes or len(data) in sizes)) or data
def key_of(data):
    name, number, rest = fits(r"([^\s+]+)\+([0-9a-f]{8})\+(.+)\n", data)
    need(unbase64(rest, 33)[0] == 1 and digest("sha256", name.encode() + b"\n" + unbase64(rest))[:8] == number)
    return data.decode()[:-1]
def note_of(data):  # a text, and its signatures: the name of a key and the bytes of each
    text, tail = fits("([^\0-\t\x0b-\x1f]*\n)\n((?:\u2014 [^\\s+]+ [A-Za-z0-9+/=]+\n)+)", data)
    return text.encode(), [(name, unbase64(raw)) for name, raw in re.findall("\u2014 (.*) (.*)\n", tail)]
def checkpoint_of(data):
    origin, size, root = fits("(.+)\n(0|[1-9][0-9]{0,18})\n(.+)\n(?:.+\n)*", note_of(data)[0])
    return (origin, int(size), unbase64(root, 32)), note_of(data)
def proof_of(data): return [unbase64(line, 32) for line in fits("((?:.+\n)*)", data)[0].splitlines()]
def receipt_of(data):  # a place in the log, the proof of what is there, and the checkpoint
    form = r"c2sp\.org/tlog-proof@v1\n(?:extra .*\n)?index (0|[1-9][0-9]{0,18})\n((?:.+\n)*)\n((?s:.*))"
    return [read(part.encode()) for read, part in zip((int, proof_of, bytes), fits(form, data))]
def seal_of(data):
    form = ("recourse evidence bundle ([123])\n([A-Za-z0-9_-][A-Za-z0-9._-]{0,99})\nsealed (.+)\n"
            "sha256 ([0-9a-f]{64}) tagmanifest-sha256.txt\nsha512 ([0-9a-f]{128}) tagmanifest-sha512.txt\n")
    version, name, at, *sums = fits(form, note_of(data)[0])
    return need(moment(day := datetime.fromisoformat(at)) == at) or Seal(note_of(data), version, name, day, *sums)
def record_of(data, place):  # its fields, in the order in which they are stored
    rest, text, take = iter(data), lambda: take(number()).decode(), lambda size: bytes(next(rest) for _ in range(size))
    def number(): return (byte := next(rest)) & 127 | (byte > 127 and number() << 7)  # 7 bits a byte, the least first
    one = {"version": number(), "index": number(), "sha256": take(32).hex(), "size": number(), "nonce": take(32).hex(),
           "act": ACTS[next(rest)], "subject": text(), "actor": text(), "at": number(), "how": text(),
           "parents": [take(32).hex() for _ in range(number())], "note": text()}
    need((one["version"], one["index"], [*rest]) == (1, place, []))
    at = moment(datetime(1970, 1, 1) + timedelta(0, 0, one["at"] >> 1 ^ -(one["at"] & 1)))
    return one | {"at": at, "sha256": one["sha256"].strip("0") and one["sha256"]}
@functools.cache
def verifies(key, text, raw):
    der = bytes.fromhex("302a300506032b6570032100") + unbase64(key.split("+", 2)[2])[1:]  # Ed25519: RFC 8410
    return openssl("pkeyutl -verify -pubin -inkey key -rawin -in text -sigfile raw", key=der, text=text, raw=raw)[0]
def signers(note, keys):  # which of the keys signed; none where one of their signatures is wrong
    found = [(key, raw[4:]) for name, raw in note[1] for key in keys if key.startswith(f"{name}+{raw[:4].hex()}+")]
    return [key for key, _ in found] if all(verifies(key, note[0], raw) for key, raw in found) else []
# ---- Merkle trees (RFC 6962, 2.1): a proof is read from its end, from the whole tree down
def roots_of(start, end, size, proof, known):  # of the entries from start to end (one, or the first), and of the tree
    if (start, end) == (0, size): return (known or proof[0],) * 2 if len(proof) == (known is None) else None
    *rest, last = proof if end <= size else ()
    half, node = 1 << ((size - 1).bit_length() - 1), lambda left, right: hashlib.sha256(b"\1" + left + right).digest()
    if end <= half:  # they are all on the left; then all on the right; then on both sides
        part, whole = roots_of(start, end, half, rest, known)
        return part, node(whole, last)
    part, whole = roots_of(max(start - half, 0), end - half, size - half, rest, known if start >= half else None)
    return part if start >= half else node(last, part), node(last, whole)
def included(leaf, at, size, root, proof): return attempt(roots_of, at, at + 1, size, proof, leaf) == (leaf, root)
def extends(one, two, proof):  # that the larger of two heads extends the smaller
    (origin, old, root), (same, new, new_root) = sorted((one, two), key=lambda head: head[1])
    proved = attempt(roots_of, 0, old, new, proof, root) if old else (not proof and hashlib.sha256().digest(), new_root)
    return origin == same and proved == (root, new_root)
def plain(name):  # an original name as a part of the name of a file: 60 bytes at most, the ending kept
    def cut(raw, most):
        ending = re.search(rb"(\.[^.]{0,9})?\Z", raw)[0]
        return raw if len(raw) <= most else raw[:most - len(ending)].decode("utf-8", "ignore").encode() + ending
    raw = cut(re.sub('[\0-\x1f\x7f"]', "", re.split(r"[/\\]", name)[-1]).encode(), 200).lstrip(b".") or b"file"
    raw = cut(re.sub(rb"_?[^A-Za-z0-9._-]+", b"_", raw), 60).decode()
    return raw if raw.strip("_.") else "file"
def gone(records):  # the numbers that were withdrawn or erased, each with the record that says so
    given, found = {}, {}
    for one in records:
        own, mark = given.setdefault(bytes_of(one), []), re.match(r"number: ([A-Z])([1-9]\d{0,8})(\n|\Z)", one["note"])
        marks, act = {mark[1] + mark[2].zfill(3)} if mark else {*()}, one["act"]
        own += marks if act == "numbered" else ()
        for x in {"erased": own, "withdrawn": marks & {*own}}.get(act, ()):
            if x not in found or (act, found[x]["act"]) == ("erased", "withdrawn"): found[x] = one
    return [{"number": x, "act": y["act"], "at": y["at"], "entry": y["index"]} for x, y in sorted(found.items())]
def derived(item, records):  # that records of its bytes, if there are any, say what the list says of an exhibit
    own, number, name = [x for x in records if bytes_of(x) == bytes_of(item)], item["number"], item["original_name"]
    def said(one, what): return (re.search(f"^{what}: (.*)", one["note"], re.M) or ("", ""))[1]
    marks = [said(one, "number") for one in own if one["act"] == "numbered"]
    numbers = [mark[0] + mark[1:].zfill(3) for mark in marks if re.fullmatch("[A-Z][1-9][0-9]{0,8}", mark)]
    named = any((said(one, "original name"), said(one, "media type")) == (name, item["media_type"]) and
                SERIES.get(said(one, "compartment"), number[:1]) == number[:1] for one in own if one["act"] in COMES)
    return not own or (number in numbers and named and item["file"] == f"data/{number}_{plain(name)}")
def list_of(data): return [{key: kind(x[key]) for key, kind in EXHIBIT.items()} for x in json.loads(data)["exhibits"]]
READERS = {"vkey": key_of, "checkpoint": checkpoint_of, "consistency": proof_of}
def read(files):  # a bundle, each file read as far as it can be; flaws: for each question, what speaks against it
    flaws, expected, leaves, records, items = {question: [] for question in ABOUT}, {"bagit.txt", *LISTS}, {}, [], []
    def check(good, file, what, *questions):  # notes it, by default for the questions to which the file is an answer
        for q in questions or [q for q in ABOUT if re.match(ABOUT[q], file)]: flaws[q] += [] if good else [(file, what)]
        return good
    def get(name, reader=bytes):
        found = attempt(reader, files.get(name, expected.add(name)))
        return found if check(found is not None, name, "is missing or not of its form") else None
    def numbered(place, *endings):  # of each number what the files say, where all can be read
        there = lambda x: x + endings[0] in files and (files[x + endings[0]] or place == "earlier")
        begins = itertools.takewhile(there, (f"{place}/{i:03}." for i in range(1, 1000)))
        found = [(begin, *(get(begin + ending, READERS.get(ending, bytes)) for ending in endings)) for begin in begins]
        return [one for one in found if None not in one]
    seal, signed = get("seal", seal_of), get("checkpoint", checkpoint_of)
    own, keys = signed and View(*signed, [], ""), [key for _, key in numbered("keys", "vkey")]
    check(keys, "keys/", "has no key")
    for index in sorted(name[8:20] for name in files if re.fullmatch(r"entries/[0-9]{12}\.entry", name)):
        entry, proof, place = f"entries/{index}.entry", f"proofs/{index}.tlog-proof", int(index)
        record, found = get(entry, lambda data: record_of(data, place)), get(proof, receipt_of)
        if found and check(found[0] == place, proof, "proves another place"):
            leaf = hashlib.sha256(b"\0" + files[entry]).digest()
            good = own and included(leaf, place, *own.head[1:], found[1])
            check(good and found[2] == files["checkpoint"], proof, "does not prove its entry", "in_log")
            leaves, records = leaves | {place: leaf} if good else leaves, records + ([record] if record else [])
    stamps = [(View(*signed, proof, begin), tsr, *more) for begin, tsr, signed, proof, *more in
              numbered("tokens", "tsr", "checkpoint", "consistency", "chain.pem", "crl.pem")]
    earlier = [View(*signed, proof, begin) for begin, signed, proof in numbered("earlier", "checkpoint", "consistency")]
    for item in get("exhibits.json", list_of) or []:
        once = check(item["file"] not in expected, "exhibits.json", "lists a file twice")
        items += [item] if get(item["file"]) is not None and once else []
        check(derived(item, records), "exhibits.json", f"no record says this of {item['file']}")
    written = functools.partial(json.dumps, ensure_ascii=False)  # and what follows from all this, made anew
    for one in records: one["exhibits"] = [item["number"] for item in items if item["sha256"] == one["sha256"]]
    lines = [written({key: one[key] for key in CUSTODY}, separators=(",", ":")) + "\n" for one in records]
    version, oxum = seal.version if seal else "3", f"{sum(item['size'] for item in items)}.{len(items)}"
    tables = {"exhibits": sorted(items, key=lambda item: item["number"]), "gone": gone(records)}
    made = {"exhibits.json": written(tables if version > "2" else {"exhibits": tables["exhibits"]}, indent=2) + "\n",
            "custody.jsonl": "".join(lines), "HOW-TO-VERIFY.txt": None, "bag-info.txt": seal and
            f"Bagging-Date: {seal.at:%Y-%m-%d}\nExternal-Identifier: {seal.name}\nPayload-Oxum: {oxum}\n"}
    for name, text in made.items():
        check(get(name) in (None, text and text.encode()) or text is None, name, "is not what follows from the rest")
    for name in {*files} - expected - TEXTS[version == "1"]: check(False, name, "is no file of a bundle")
    return types.SimpleNamespace(**locals(), views=[own, *earlier, *(one[0] for one in stamps)])
def followed(bundle, keys):  # those, and what records announce under them: proved, and signed beyond the record
    news = [(one["index"], attempt(key_of, one["note"].encode() + b"\n")) for one in bundle.records
            if one["act"] == "key-rotated" and one["index"] in bundle.leaves]
    for _ in news:  # each may make another one count
        views = [x for x in bundle.views if signers(x.note, keys) and extends(x.head, bundle.own.head, x.proof)]
        keys = [*keys, *(key for at, key in news if key and key not in keys and any(x.head[1] > at for x in views))]
    return keys
def pems(kind, data): return re.findall(b"-----BEGIN %b-----.*?-----END %b-----\n?" % (kind, kind), data, re.S)
def judged(tsr, data, chain, lists):  # RFC 3161: a verdict, why or by whom, its moment, the same with accuracy
    chain = b"".join(itertools.takewhile(lambda x: openssl("x509 -in x -noout", x=x)[0], pems(b"CERTIFICATE", chain)))
    said = openssl("ts -reply -in tsr -text", tsr=tsr, data=data, roots=chain, lists=lists, inside=b"")[1]
    found = re.search(r"Hash Algorithm: (\S+)\nMessage data:\n +0000 - (.{23}).*Serial number: .*"
                      r"Time stamp: (\w+ +\d+ [\d:]+)(\.\d+)?( \d{4} GMT)\nAccuracy: (.*?)\n", said, re.S)
    if not found: return "bad", "is no time stamp"
    kind, begin, day, part, year, off = found.groups()
    if not re.fullmatch("(?i)sha(3-)?(256|384|512)", kind): return "undetermined", f"{kind} is not known"
    if digest(kind.replace("-", "_"), data)[:16] != begin.replace(" ", ""): return "bad", "is of other bytes"
    at = clock(day + year) + timedelta(seconds=float(part or 0))
    latest = at + timedelta(0, sum(int(x or "0", 16) / n for x, n in zip(re.findall(r"0x(\w+)|u", off), (1, 1e3, 1e6))))
    openssl("ts -reply -in tsr -token_out -out token")
    openssl("pkcs7 -inform DER -in token -print_certs -out inside")
    openssl("version", pool=chain + Path(WORK.name, "inside").read_bytes())
    when, names = f"-attime {int(at.timestamp())} -CAfile roots -untrusted pool", []
    path = f"verify {when} -no-CApath -no-CAstore -check_ss_sig -show_chain -nameopt RFC2253"
    steps = {"cms -verify -noverify -inform DER -in token -certfile pool -signer signer -out info": "not (found|read)",
             f"{path} signer": "unable to get" if b"BEGIN CERT" in chain else "",
             f"ts -verify {when} -data data -in tsr": "(?!)"}
    for command, missing in steps.items():
        good, said = openssl(command)
        if not good: return "undetermined" if re.search(missing, said) else "bad", "openssl does not verify it"
        names += re.findall(r"^depth=\d+: (.*?)(?: \(untrusted\))?$", said, re.M)
    if "certificate revoked" in openssl(f"{path} -crl_check_all -CRLfile lists signer")[1]:
        serial = openssl("x509 -in signer -noout -serial")[1].strip().removeprefix("serial=")
        said = "".join(openssl("crl -in one -noout -text", one=x)[1] for x in pems(b"X509 CRL", lists))
        entries = re.findall(rf"Serial Number: {serial}\n +Revocation Date: (.* GMT)\n((?: {{8}}.*\n)*)", said)
        spared = [clock(day) > at and re.search(HARMLESS, reason) for day, reason in entries] or [False]
        if not all(spared): return "bad", "a certificate of its chain was revoked"
    return "good", f"by {names[0]}, under the root {names[-1]}", at, latest
def verify(path, other=None, trust=()):  # of each question the state, what it says, and [(file, what is wrong)]
    try: files, folder, damaged = opened(path)
    except Exception as e: return {q: ("fails", str(e), []) if q == "complete" else ("absent", "", []) for q in ABOUT}
    bundle = read(files if (sealed := "seal" in files) else {})
    check, flaws, seal, own, records = bundle.check, bundle.flaws, bundle.seal, bundle.own, bundle.records
    for found in () if sealed else flaws.values(): found.clear()
    for file in damaged: check(False, file, "is damaged in the zip, or that is not as a bundle is written")
    keys = bundle.keys = [*dict.fromkeys([*bundle.keys, *(trust or [])])]
    by = signers(own.note, keys) if own else []  # without trust, one has to have announced the others
    known = next((those for key in by if {*by} <= {*(those := followed(bundle, [key]))}), [])
    known = bundle.known = followed(bundle, trust) if own and trust else known
    def of_history(view, question):
        good = signers(view.note, keys) and extends(view.head, own.head, view.proof)
        return check(good, view.begin + "consistency", "is of another history, or its checkpoint " + UNSIGNED, question)
    good = files.get("bagit.txt", b"").startswith(b"BagIt-Version: ") and {*LISTS[:2]} & {*files}  # complete
    check(good, "bagit.txt", "is not that of a bag with a list of its payload", "complete")
    for name in LISTS if seal else {*LISTS} & {*files}:
        kind, tags, data = name[-10:-4], name.startswith("tag"), files.get(name, b"")
        lines = data.decode("utf-8", "replace").splitlines()
        made = {f"{digest(kind, files[x])}  {x}" for x in {*files} - {"seal", *LISTS[2:]} if (x[:5] == "data/") != tags}
        for line in {*lines} ^ made if seal or not tags else {*lines} - made:
            check(False, line[line.find("  ") + 2:], f"is not as {name} has it", "complete")
        good = len({*lines}) == len(lines) and (not seal or not tags or digest(kind, data) == getattr(seal, kind))
        check(good, name, "is not the one that was sealed, or lists a file twice", "complete")
    if own:  # in_log, signed_by: every record stands in the log, and who signed that
        check(by, "checkpoint", UNSIGNED, "in_log", "signed_by")
        for key in by: check(key in known, "checkpoint", f"is signed by {key}, which is not known", "signed_by")
        for view in bundle.earlier: of_history(view, "in_log")
        for item in bundle.items:
            good = digest("sha256", files[item["file"]]) == item["sha256"] and bytes_of(item) in map(bytes_of, records)
            check(good, item["file"], "is not what exhibits.json says, or no record is about it", "in_log")
    covers, stamped, latest, wrong = [], [], [], flaws["existed"] if own and "tokens/001.tsr" in files else []
    for view, tsr, chain, lists in bundle.stamps if own else ():  # existed: each covers what was in the log before it
        verdict, says, *times = judged(tsr, files[view.begin + "checkpoint"], chain, lists)
        good = check(times, view.begin + "tsr", f"{verdict}: {says}", "existed") and of_history(view, "existed")
        covers, stamped = covers + ([(times[1], says, view.head[1])] if good else []), stamped + times[:1]
    for item in bundle.items if covers and not wrong else ():
        places = [one["index"] for one in records if bytes_of(one) == bytes_of(item)]
        latest += [min((one for one in covers if any(place < one[2] for place in places)), default=None)]
        check(latest[-1], item["file"], "no time stamp covers its record", "existed")
    unsure = latest or len(wrong) == 1 and wrong[0][1].startswith("undetermined")
    existed = ("undetermined" if unsure else "fails") if wrong else "holds" if latest else "absent"
    why = existed == "holds" and (f"all exhibits existed no later than {moment(max(latest)[0])}, {max(latest)[1]} "
                                  "(which the bundle brings: nobody here vouches for it)")
    if seal:  # sealed_by: by a key of the log, and not before what is in it; the clock of an authority may be another
        check(folder in ("", seal.name), "", "the folder has another name than the seal", "complete")
        check(signers(seal.note, keys), "seal", UNSIGNED, "complete", "sealed_by")
        for key in signers(seal.note, keys): check(key in known, "seal", f"is by {key}, not the log's", "sealed_by")
        late = [datetime.fromisoformat(one["at"]) for one in records] + [when - timedelta(hours=1) for when in stamped]
        check(all(x.replace(microsecond=0) <= seal.at for x in late), "seal", "is older than its files", "sealed_by")
    there, compared = (True, sealed, own, sealed), consistent(bundle, other) if other else ("absent", "")
    answers = [("absent" if not it else "fails" if flaws[q] else "holds", "") for q, it in zip(ABOUT, there)]
    return {q: (*answer, flaws[q]) for q, answer in zip(ABOUT, [*answers, (existed, why), compared])}
def consistent(bundle, path):  # the state, and what it says of what was seen before
    def seen(data):
        place, proof, note = receipt_of(data) if data.startswith(b"c2sp.org/") else (None, [], data)
        return place, proof, read(opened(path)[0] if data.startswith(b"PK") else {"checkpoint": note})
    def ours(one, note): return (by := signers(note, one.keys)) and {*by} <= {*one.known}
    own, (place, proof, other) = bundle.own, attempt(lambda: seen(Path(path).read_bytes())) or (None, [], None)
    if not own or not signers(own.note, bundle.keys) or not other or not other.own: return "undetermined", "unsigned"
    other.keys, other.known, (name, size, root) = bundle.keys + other.keys, followed(other, bundle.known), own.head
    theirs, mine = ours(other, other.own.note), ours(bundle, own.note)
    proved = place not in bundle.leaves or included(bundle.leaves[place], place, *other.own.head[1:], proof)
    if not proved or name != other.own.head[0] or not (theirs or signers(other.own.note, bundle.keys)):
        return "undetermined", "the other is of another log, not signed by a known key of this, or proves another entry"
    if any(a.head[:2] == b.head[:2] and a.head != b.head and ours(bundle, a.note) and ours(other, b.note)
           for a in bundle.views for b in other.views): return "fails", "two histories: two roots at one size"
    if size == other.own.head[1] and root != other.own.head[2]: return "undetermined", "two roots, one by a stranger"
    if any(other.leaves.get(at, leaf) != leaf for at, leaf in bundle.leaves.items()):
        return "fails" if mine and theirs else "undetermined", "two histories: one entry is two records"
    sealed = [one.seal.at for one in (bundle, other) if one.seal and ours(one, one.seal.note)]
    if size < other.own.head[1] and sealed[1:] and sealed[0] > sealed[1]: return "fails", "the log was cut"
    proofs = [view.proof for one, two in ((bundle, other), (other, bundle)) for view in one.views[1:]
              if view.head[1:] == two.own.head[1:] and signers(view.note, one.keys)]
    held = own.head == other.own.head or extends(own.head, other.own.head, (proofs or [[]])[0])
    return ("holds", "they are of one history") if held else ("undetermined", "nobody has the proof between the two")
def keys_in(at): return [key_of(x) for x in re.findall(b"(?m)^[^#\n].*\n", Path(at).read_bytes() + b"\n")] or need(0)
if __name__ == "__main__":
    words = argparse.ArgumentParser(usage=__doc__)
    words.add_argument("path"), words.add_argument("other", nargs="?"), words.add_argument("--trust", type=keys_in)
    for question, (state, says, flaws) in (answers := verify(**vars(words.parse_args()))).items():
        flawed = (f"{'':26}{file}: {what}" for file, what in flaws[:20])
        print(*(ascii(line)[1:-1] for line in (f"{question:<12}{state:<14}{says}", *flawed)), sep="\n")
    states = [state for state, _, _ in answers.values()]
    raise SystemExit(0 if {*states[:4]} == {"holds"} and {*states[4:]} <= {"holds", "absent"} else 2)
