#!/usr/bin/env python3
"""Makes a small desk with the program and writes its databases as SQL: dump.py PROGRAM FOLDER

For whoever adds a step to a schema: the files of the version before stay in tests/stored/ for ever, so that a test can
open them with every later program. What is written is read by a person before it is committed; a published one is never
changed. stored_desk_test.cpp says what is in it.
"""
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "desk"))
from kill_loop import Server  # noqa: E402
from client import Client, Problem, usd  # noqa: E402

PASSWORD = "a long phrase for the desk"


def play(server, token):
    Client(server.url).post("/v1/setup", {"token": token, "name": "Ada Officer", "email": "ada@example.org", "language": "en", "password": PASSWORD})
    officer = Client(server.url)
    officer.sign_in("ada@example.org", PASSWORD)
    buyer_id, supplier_id = (officer.post("/v1/parties", {"profile": {"name": name, "country": country}})["id"]
                             for name, country in (("Nordic Garden AS", "NO"), ("柚木有限公司", "CN")))

    def key(role, party):
        made = officer.post("/v1/keys", {"name": role, "role": role, "party": party, "scopes": ["read", "orders", "payments", "claims"], "days": 400})
        print(f"{role}: {made['token']}")
        return Client(server.url, made["token"])
    buyer, supplier, bank = key("buyer", buyer_id), key("supplier", supplier_id), key("provider", None)
    terms = {"programme": "alibaba-trade-assurance", "buyer": buyer_id, "supplier": supplier_id, "goods": "chairs", "price_goods": usd(500),
             "price_freight": usd(0), "price_tax": usd(0), "instalments": [{"purpose": "full", "amount": usd(500)}], "shipping_mode": "sea"}
    order = buyer.post("/v1/orders", {"terms": terms}, "first")["id"]
    path = f"/v1/orders/{order}"
    buyer.post(f"{path}/offer", {}, "second")
    supplier.post(f"{path}/agree", {"terms": buyer.get(path)["terms"]})
    bank.post(f"{path}/receive-payment", {"instalment": 0, "amount": usd(500), "provider": 0, "reference": "B1"})
    try:
        buyer.post(f"{path}/confirm-receipt", {}, "refused")
    except Problem as problem:
        print(f"refused: {problem.code}")
    today = officer.get("/v1/clock")["today"]
    for what in ("ship", "deliver"):
        supplier.post(f"{path}/{what}", {"statement": {"on": today, "by": "supplier", "reference": "X"}})
    buyer.post(f"{path}/claims", {"lines": [{"kind": "quality", "description": "cracks", "share": "1", "verifiable": True, "found_on": today}],
                                  "remedy": "refund", "amount": usd(500)})
    print(f"on {today}")


def main():
    program, target = sys.argv[1], Path(sys.argv[2])
    with tempfile.TemporaryDirectory() as folder:
        server = Server(program, folder)
        server.start()
        server.stop()
        server.process = subprocess.Popen([program, "serve", "--data", folder, "--listen", f"127.0.0.1:{server.port}", "--log", "none"],
                                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        said = [server.process.stdout.readline() for _ in range(3)]
        play(server, said[1].strip())
        server.process.terminate()
        server.process.wait()
        target.mkdir(parents=True, exist_ok=True)
        for name in ("recourse", "accounts", "deliveries"):
            file = Path(folder) / f"{name}.db"
            if not file.exists():
                continue
            database = sqlite3.connect(file)
            head = [f"PRAGMA {pragma} = {database.execute(f'PRAGMA {pragma}').fetchone()[0]};" for pragma in ("application_id", "user_version")]
            (target / f"{name}.sql").write_text("\n".join([*head, *database.iterdump()]) + "\n")


if __name__ == "__main__":
    main()
