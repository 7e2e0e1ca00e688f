#!/usr/bin/env python3
"""A copy of a running desk under load, and a desk made of it again: backup_restore.py PROGRAM

What was acknowledged before the copy was asked for is in it, evidence too, and gets the same answer when it is sent again. A copy that
is damaged, a directory that is in use and one that is not empty are refused, and leave everything as it was.
"""
import os
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from evidence_kill import body_of  # noqa: E402
from kill_loop import Books, Server, key, work  # noqa: E402
from client import Client, usd  # noqa: E402


def run(*words, expect=0):
    done = subprocess.run(words, capture_output=True, text=True)
    if done.returncode != expect:
        raise SystemExit(f"{' '.join(words)}: {done.returncode} instead of {expect}\n{done.stdout}{done.stderr}")
    return done.stdout + done.stderr


def wanted(text, *parts):
    for part in parts:
        if part not in text:
            raise SystemExit(f"'{part}' is not in: {text}")


def main():
    program = sys.argv[1]
    with tempfile.TemporaryDirectory() as folder:
        data, copies, again = (str(Path(folder) / name) for name in ("desk", "copies", "again"))
        os.mkdir(copies)
        key_file = Path(folder) / "key"
        key_file.write_text(key(program, data, "officer"))
        key_file.chmod(0o600)
        server = Server(program, data, "--backups", copies)
        server.start()
        officer = Client(server.url, key_file.read_text().strip())
        parties = [officer.post("/v1/parties", {"profile": {"name": name, "country": "CN"}})["id"] for name in ("Buyer", "Supplier")]
        buyer = officer.post("/v1/keys", {"name": "buyer", "role": "buyer", "party": parties[0], "scopes": ["read", "orders", "claims"], "days": 5})["token"]
        evidence = {}
        client = Client(server.url, buyer)
        dossier = "/v1/dossiers/" + client.post("/v1/dossiers", {"against": "Teak Co", "title": "Chairs"})["id"]
        for data_of in (b"small", b"large " * 20_000):
            body = body_of(data_of)
            client.upload(data_of)
            evidence[f"{dossier}/exhibits/VX-{client.post(dossier + '/add-exhibit', body)['as_of']}/content"] = data_of
        terms = {"programme": "alibaba-trade-assurance", "buyer": parties[0], "supplier": parties[1], "price_goods": usd(100),
                 "price_freight": usd(0), "price_tax": usd(0), "instalments": [{"purpose": "full", "amount": usd(100)}]}
        clients, stop = [Books() for _ in range(4)], threading.Event()
        threads = [threading.Thread(target=work, args=(server, buyer, terms, i, books, stop)) for i, books in enumerate(clients)]
        for thread in threads:
            thread.start()
        while any(len(books.acknowledged) < 20 for books in clients):
            time.sleep(0.02)
        before = [dict(books.acknowledged) for books in clients]
        at = ["--server", server.url, "--key-file", str(key_file)]
        said = run(program, "backup", *at)
        rebuilt = run(program, "rebuild", *at)
        stop.set()
        for thread in threads:
            thread.join()
        wanted(rebuilt, "the views are made anew")
        copy = str(Path(copies) / said.split(",")[0])
        assert (os.stat(copy).st_mode & 0o077) == 0, "the copy is open to others"
        wanted(run(program, "restore", copy, "--data", data, expect=2), f"{data} is in use by pid {server.process.pid}")
        server.stop()

        wanted(run(program, "restore", copy, "--data", data, expect=2), "is not empty")
        damaged = Path(folder) / "damaged"
        damaged.write_bytes(Path(copy).read_bytes())
        database = sqlite3.connect(damaged)
        place, body = database.execute("SELECT sequence, body FROM events WHERE instr(body, ?) > 0 LIMIT 1", (b"lot c",)).fetchone()
        database.execute("UPDATE events SET body = ? WHERE sequence = ?", (body.replace(b"lot c", b"lot d"), place))
        database.commit()
        database.close()
        Path(f"{damaged}.accounts").write_bytes(Path(f"{copy}.accounts").read_bytes())
        for more in ([], ["--quick"]):
            refused = run(program, "restore", str(damaged), "--data", again, *more, expect=2)
            wanted(refused, "event", "nothing was restored")
        os.remove(f"{damaged}.accounts")
        wanted(run(program, "restore", str(damaged), "--data", again, expect=2), "damaged.accounts is missing")
        left = sorted(os.listdir(folder))
        if left != ["copies", "damaged", "desk", "key"]:
            raise SystemExit(f"something was left behind: {left}")

        wanted(run(program, "restore", copy, "--data", again, expect=2), "records of evidence", "--vault-key")
        if Path(again).exists():
            raise SystemExit("a desk without the key of its vault was made")
        under = ["--vault-key", str(Path(data) / "vault" / "key")]
        wanted(run(program, "restore", copy, "--data", again, *under), "chain, invariants, balances, views and vault are as they should be")
        wanted(run(program, "check", "--data", again), "as they should be")
        wanted(run(program, "rebuild", "--data", again), "the views are made anew")
        wanted(run(program, "check", "--data", again), "as they should be")
        restored = Server(program, again)
        restored.start()
        client = Client(restored.url, buyer)
        for path, content in evidence.items():
            if client.raw("GET", path) != content:
                raise SystemExit(f"{path} is another in the desk made of the copy")
        for acknowledged in before:
            for name, (body, receipt) in acknowledged.items():
                repeated = client.post("/v1/orders", body, name)
                if not repeated["repeated"] or repeated["id"] != receipt["id"]:
                    raise SystemExit(f"{name}: acknowledged as {receipt} before the copy, now {repeated}")
        restored.stop()
        print(f"{sum(len(one) for one in before)} orders acknowledged before a copy under load are in the desk made of it")


if __name__ == "__main__":
    main()
