#!/usr/bin/env python3
"""how_to_verify.py BUNDLE.zip...: does what HOW-TO-VERIFY.txt in each bundle says, in bash, and the same with bundles in
which two exhibits were exchanged, one was changed, or a record was. The commands must tell, and leave the folder as it
was."""
import hashlib
import re
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

wrong = []


def tree(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def say(folder):
    """What the commands say of the bundle in the folder."""
    text = (folder / "HOW-TO-VERIFY.txt").read_text()
    blocks = re.findall(r"^~~~~\n(.*?)^~~~~\n", text, re.S | re.M)
    if len(blocks) != 4:
        sys.exit(f"{len(blocks)} blocks of commands, 4 expected")
    before = tree(folder)
    done = subprocess.run(["bash"], input="".join(blocks), cwd=folder, capture_output=True, text=True, timeout=60)
    if tree(folder) != before:
        wrong.append(f"{folder}: the commands changed the folder")
    if done.returncode != 0:
        wrong.append(f"{folder}: status {done.returncode}\n{done.stderr}")
    return done.stdout


def listed_anew(folder):
    """The lists of checksums, made again by whoever changed a file; the seal is as it was."""
    for tag in ("", "tag"):
        for kind in ("sha256", "sha512"):
            path = folder / f"{tag}manifest-{kind}.txt"
            names = [line.split("  ", 1)[1] for line in path.read_text().splitlines()]
            path.write_text("".join(f"{hashlib.new(kind, (folder / name).read_bytes()).hexdigest()}  {name}\n" for name in names))


def expect(what, said, words, not_words=()):
    for word in words:
        if not re.search(word, said, re.M):
            wrong.append(f"{what}: does not say {word}\n{said}")
    for word in not_words:
        if re.search(word, said, re.M):
            wrong.append(f"{what}: says {word}\n{said}")


def unpacked(bundle, into):
    with zipfile.ZipFile(bundle) as packed:
        packed.extractall(into)
    return next(Path(into).iterdir())


for bundle in sys.argv[1:]:
    with tempfile.TemporaryDirectory() as folder:
        root = unpacked(bundle, folder)
        keys, exhibits = list((root / "keys").iterdir()), sorted((root / "data").iterdir())
        by = f"keys/00{len(keys)}.vkey"
        good = [rf"^seal: signed by {by}, ", rf"^checkpoint: signed by {by}, ", "^tagmanifest-sha512.txt: is the one that was sealed$"]
        good += [rf"^data/{one.name}: is the one of its records$" for one in exhibits]
        good += [rf"^record {one.name[:12]}: in the log$" for one in (root / "entries").iterdir()]
        good += ["announces the key"] if len(keys) > 1 else []
        expect(bundle, say(root), good, ["NOT", "FAILED"])
    with tempfile.TemporaryDirectory() as folder:
        root = unpacked(bundle, folder)
        first = sorted((root / "data").iterdir())[0]
        first.write_bytes(b"forged\n")
        (root / "order.txt").write_text("of a court\n")
        expect(f"{bundle}, changed", say(root), [rf"^data/{first.name}: FAILED$", rf"^data/{first.name}: is NOT the one",
                                                 "^NOT sealed: order.txt$"])
    with tempfile.TemporaryDirectory() as folder:
        root = unpacked(bundle, folder)
        entry = sorted((root / "entries").iterdir())[0]
        data = bytearray(entry.read_bytes())
        data[-1] ^= 1
        entry.write_bytes(data)
        seal = (root / "seal").read_text()
        (root / "seal").write_text(seal.replace("sealed 2", "sealed 1", 1))
        listed_anew(root)
        expect(f"{bundle}, a record changed", say(root), [rf"^record {entry.name[:12]}: NOT in the log$", rf"^seal: NOT signed by {by}$"])
    with tempfile.TemporaryDirectory() as folder:
        if len(exhibits) < 2:
            continue
        root = unpacked(bundle, folder)
        first, second = sorted((root / "data").iterdir())[:2]
        one, two = first.read_bytes(), second.read_bytes()
        first.write_bytes(two), second.write_bytes(one)
        listed_anew(root)
        expect(f"{bundle}, exchanged", say(root), [rf"^data/{first.name}: is NOT the one", rf"^data/{second.name}: is NOT the one",
                                                   "^tagmanifest-sha256.txt: is NOT the one that was sealed$"], ["FAILED"])

print("\n".join(wrong) or "said as it should")
sys.exit(1 if wrong else 0)
