#!/usr/bin/env python3
"""The second verifier against published vectors: inclusion and consistency proofs, checkpoints, time stamps."""
import base64
import csv
import json
import sys
from pathlib import Path

sys.dont_write_bytecode = True
root = Path(__file__).parents[2]
sys.path.insert(0, str(root / "tools"))
import verify_bundle as second

vectors = root / "tests/vectors"
wrong = []


def holds(probe):
    unpacked = lambda name: base64.b64decode(probe[name] or "")
    proof = [base64.b64decode(one) for one in probe["proof"] or []]
    if any(len(one) != 32 for one in proof):
        return False
    if probe["kind"] == "inclusion":
        return probe["leafIdx"] < probe["treeSize"] and second.included(
            unpacked("leafHash"), probe["leafIdx"], probe["treeSize"], unpacked("root"), proof)
    if min(probe["size1"], probe["size2"]) == 0 or probe["size1"] > probe["size2"]:
        return False
    return second.extends(("log", probe["size1"], unpacked("root1")), ("log", probe["size2"], unpacked("root2")), proof)


merkle = 0
for line in (vectors / "merkle/rfc6962_proof_vectors.jsonl").read_text().splitlines():
    probe = json.loads(line)
    if probe["kind"] in ("inclusion", "consistency"):
        merkle += 1
        if holds(probe) == probe["wantErr"]:
            wrong.append(f"{probe['kind']} {probe['case']}")
if merkle != 196:
    wrong.append(f"{merkle} probes of Merkle trees, 196 expected")

stamps = 0
for row in csv.DictReader((vectors / "rfc3161/expected.csv").open()):
    if row["data"].startswith("@query"):
        continue  # a nonce: no bundle has one
    stamps += 1
    data = row["data"].encode()
    if row["data"].startswith("@file:"):
        data = (vectors / "rfc3161" / row["data"][6:]).read_bytes()
    chain = (vectors / "rfc3161" / row["trust_chain"]).read_bytes() if row["trust_chain"] else b""
    if chain and not chain.startswith(b"-----"):
        chain = b"-----BEGIN CERTIFICATE-----\n" + base64.encodebytes(chain) + b"-----END CERTIFICATE-----\n"
    good = second.judged((vectors / "rfc3161" / row["token"]).read_bytes(), data, chain, b"")[0] == "good"
    if good != row["expected"].startswith("ok"):
        wrong.append(f"{row['token']} of {row['data']} under {row['trust_chain']}")
if stamps != 13:
    wrong.append(f"{stamps} time stamps, 13 expected")

print(f"{merkle} proofs, {stamps} time stamps:", "all as expected" if not wrong else "\n".join(wrong))
sys.exit(1 if wrong else 0)
