#!/usr/bin/env python3
"""Plays a case from its files to a sealed bundle, against a desk that nobody has set up yet:

    recourse serve --data DIR --sandbox
    examples/desk/evidence.py URL TOKEN [PROGRAM]

The files of examples/evidence go into the dossier of an order. They are read, searched, numbered, linked to what they show,
given out in part and whole, sealed, and made into a packet; what lies in a compartment is not told to the other side. With PROGRAM, a recourse,
the bundle is verified by it. Fails where one step is not as it should be.
"""
import hashlib
import io
import json
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path
from market import Market, agreed, expect, refused, terms

FILES = Path(__file__).resolve().parent.parent / "evidence"
KINDS = {"alibaba-chat.csv": "platform-chat", "contract.pdf": "contract", "inspection.csv": "inspection-report",
         "mail-1-contract.eml": "email", "mail-2-complaint.eml": "email", "mail-3-admission.eml": "email",
         "payment-balance.xml": "payment-record", "payment-deposit.mt103": "payment-record", "photo-carton.jpg": "photo",
         "photo-leak.jpg": "photo", "wechat-chat.txt": "other-chat"}
TYPES = {".csv": "text/csv", ".pdf": "application/pdf", ".eml": "message/rfc822", ".xml": "application/xml", ".jpg": "image/jpeg", ".txt": "text/plain"}


def add(who, dossier, name, compartment="shared", device=""):
    data = (FILES / name).read_bytes()
    digest = who.upload(data, piece=10_000)
    expect(f"the digest of {name}", digest, hashlib.sha256(data).hexdigest())
    made = who.post(f"/v1/dossiers/{dossier}/add-exhibit", {"compartment": compartment, "exhibit": {
        "digest": digest, "size": len(data), "file_name": name, "media_type": TYPES.get(Path(name).suffix, "application/octet-stream"),
        "kind": KINDS[name], "form": "copy", "source": {"from": "Lakeside Hardware", "collected_by": "Ms Li", "device": device},
        "collected": {}, "origin": {"made_by": "unknown"}, "description": {"title": name}}})
    expect(f"the records of {name}", len(made["entries"]), 1)
    return f"VX-{made['as_of']}"


def main():
    market = Market(sys.argv[1], sys.argv[2])
    buyer_id, supplier_id = market.party("Lakeside Hardware LLC", "US"), market.party("Ningbo Yongjiang Pump Co., Ltd", "CN")
    scopes = ["read", "orders", "claims"]
    buyer, supplier = market.key_of("buyer", buyer_id, scopes), market.key_of("supplier", supplier_id, scopes)
    order = agreed(buyer, supplier, terms(buyer_id, supplier_id, 50_000))
    dossier = buyer.post(f"/v1/orders/{order}/dossier", {"title": "Leaking pumps", "title_zh": "水泵渗漏"})["id"]
    expect("the dossier", dossier, "V" + order[1:])
    path = f"/v1/dossiers/{dossier}"

    # What both sides have is for all; the seller's own words on WeChat the buyer keeps to itself for now.
    exhibits = {name: add(buyer, dossier, name) for name in sorted(KINDS) if name != "wechat-chat.txt"}
    chat = add(buyer, dossier, "wechat-chat.txt", "buyer-and-counsel", "Huawei P60 of Ms Li")
    refused("dossier.same_bytes", lambda: add(supplier, dossier, "contract.pdf"))

    # Whole, in part, and not at all.
    photo = (FILES / "photo-leak.jpg").read_bytes()
    content = f"{path}/exhibits/{exhibits['photo-leak.jpg']}/content"
    expect("the photo", supplier.raw("GET", content), photo)
    expect("a part of it", supplier.raw("GET", content, Range="bytes=100-199"), photo[100:200])
    expect("which part", supplier.headers["Content-Range"], f"bytes 100-199/{len(photo)}")
    expect("that it is kept and not shown", supplier.headers["Content-Disposition"].split(";")[0], "attachment")
    refused("http.not_found", lambda: supplier.raw("GET", f"{path}/exhibits/{chat}/content"))
    receipt = buyer.raw("GET", f"{path}/exhibits/{exhibits['contract.pdf']}/receipt").decode()
    expect("the receipt", receipt.split("\n")[0], "c2sp.org/tlog-proof@v1")

    # It is read in the background.
    for _ in range(300):
        found = buyer.get(f"{path}/search?q=seals")
        if found["unread"] == 0:
            break
        time.sleep(0.2)
    expect("what is still to be read", found["unread"], 0)
    if found["count"] == 0:
        raise SystemExit("nothing was found of the seals")
    own = {hit["exhibit"] for hit in buyer.get(f"{path}/search?q=account&limit=100")["hits"]}
    seen = {hit["exhibit"] for hit in supplier.get(f"{path}/search?q=account&limit=100")["hits"]}
    expect("what the supplier finds of the buyer's own", chat in seen, False)
    expect("what it finds beside that", seen <= own, True)
    expect("the reading of a photo", buyer.get(f"{path}/exhibits/{exhibits['photo-leak.jpg']}/reading")["was_read"], True)

    # Numbers for ever, and what they show.
    order_of_list = ["contract.pdf", "mail-1-contract.eml", "payment-deposit.mt103", "payment-balance.xml", "inspection.csv", "photo-leak.jpg",
                     "photo-carton.jpg", "mail-2-complaint.eml", "mail-3-admission.eml", "alibaba-chat.csv"]
    buyer.post(path + "/number", {"compartment": "shared", "exhibits": [exhibits[name] for name in order_of_list]})
    buyer.post(path + "/number", {"compartment": "buyer-and-counsel"})
    fact = f"VF-{buyer.post(path + '/add-fact', {'compartment': 'shared', 'fact': {'text': 'Pumps leak at the seal.', 'when': {}}})['as_of']}"
    buyer.post(path + "/add-link", {"compartment": "shared", "link": {"fact": fact, "exhibit": exhibits["inspection.csv"], "proves": "23 of 125 leak"}})
    marks = [line["mark"] for line in supplier.get(path + "/list")["exhibits"]]
    expect("the numbers that the supplier sees", marks, [f"E{number}" for number in range(1, 11)])

    # Sealed for the tribunal.
    bundle = buyer.raw("POST", path + "/bundles", b'{"compartment":"shared","to":"CIETAC","how":"online filing"}',
                       Content_Type="application/json", Idempotency_Key="seal-1")
    expect("the digest of the bundle", buyer.headers["ETag"].strip('"'), hashlib.sha256(bundle).hexdigest())
    names = zipfile.ZipFile(io.BytesIO(bundle)).namelist()
    expect("exhibits in the bundle", len([name for name in names if "/data/E" in name]), 10)
    expect("the buyer's own in it", b"Huawei P60" in bundle, False)
    # A packet for a court: first what is wrong with it, then the zip, with the statement on the system.
    asked = {"receiver": "prc-court", "compartment": "shared", "papers": ["article-93"], "signer": "Ms Li, counsel", "signer_zh": "李女士（律师）"}
    flaws = buyer.post(path + "/packet-check", asked)
    if flaws["breaches"] == 0 or not all(flaw["remedy"] for flaw in flaws["findings"] if flaw["weight"] == "breach"):
        raise SystemExit(f"the check of a packet that lacks most of what a list needs: {flaws}")
    refused("packet.breaches", lambda: buyer.post(path + "/packets", asked))
    packet = buyer.raw("POST", path + "/packets", json.dumps({**asked, "despite_breaches": True}).encode(),
                       Content_Type="application/json", Idempotency_Key="packet-1")
    expect("the digest of the packet", buyer.headers["ETag"].strip('"'), hashlib.sha256(packet).hexdigest())
    expect("what is in it", zipfile.ZipFile(io.BytesIO(packet)).namelist(),
           ["READ-FIRST.txt", "beside/system-statement.pdf", "hand-in/evidence-prc-court.pdf"])
    acts = [act["act"] for act in supplier.get(f"{path}/exhibits/{exhibits['contract.pdf']}/custody")["acts"]]
    expect("what was done with the contract", acts, ["received", "numbered", "sealed", "exported"])
    if len(sys.argv) > 3:
        with tempfile.NamedTemporaryFile(suffix=".zip") as file:
            file.write(bundle)
            file.flush()
            done = subprocess.run([sys.argv[3], "verify", file.name], capture_output=True, text=True)
            print(done.stdout, end="")
            expect("what verify answers with", done.returncode, 0)
    print("the evidence is in, found, numbered and sealed")


if __name__ == "__main__":
    main()
