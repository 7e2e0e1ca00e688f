#!/usr/bin/env python3
"""Kills the server with SIGKILL while evidence comes in, again and again: evidence_kill.py PROGRAM [ROUNDS]

What was acknowledged is in both logs: sent again it gets the same receipt with the same entries, its bytes are there, and its
receipt of the vault's log is given. At the end nothing is there twice and `recourse check` finds nothing. Then a vault of
before is put beside the events, which brings it up to them, and events of before beside the vault, which is refused.
"""
import hashlib
import http.client
import json
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from kill_loop import Books, Server, key  # noqa: E402
from client import Client, Problem  # noqa: E402


def body_of(data):
    return {"compartment": "shared", "exhibit": {
        "digest": hashlib.sha256(data).hexdigest(), "size": len(data), "file_name": "note.txt", "media_type": "text/plain", "kind": "other",
        "source": {"from": "a drawer"}, "collected": {}, "origin": {}, "description": {"title": "Note"}}}


def work(server, token, dossier, number, books, stop):
    """Adds one file after the other until the server goes; of some only the upload."""
    while not stop.is_set():
        name = f"c{number}-{books.sent}"
        books.sent += 1
        data = (f"note {name}\n" * random.randint(1, 3_000)).encode()
        try:
            client = Client(server.url, token)
            client.upload(data, piece=10_000)
            receipt = client.post(f"/v1/dossiers/{dossier}/add-exhibit", body_of(data), name)
            books.acknowledged[name] = (data, receipt)
        except (OSError, http.client.HTTPException, json.JSONDecodeError):
            return
        except Problem as problem:
            if problem.status not in (429, 503):
                raise


def main():
    program, rounds = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 5
    random.seed(11)
    with tempfile.TemporaryDirectory() as folder:
        data, before = str(Path(folder) / "desk"), Path(folder) / "before"
        officer_key = key(program, data, "officer")
        server = Server(program, data)
        server.start()
        officer = Client(server.url, officer_key)
        party = officer.post("/v1/parties", {"profile": {"name": "Buyer", "country": "NO"}})["id"]
        token = officer.post("/v1/keys", {"name": "buyer", "role": "buyer", "party": party, "scopes": ["read", "claims"], "days": 5})["token"]
        dossier = Client(server.url, token).post("/v1/dossiers", {"against": "Teak Co", "title": "Chairs"})["id"]
        path = f"/v1/dossiers/{dossier}"
        clients, checked = [Books() for _ in range(3)], 0
        for round_number in range(rounds):
            stop = threading.Event()
            threads = [threading.Thread(target=work, args=(server, token, dossier, i, books, stop)) for i, books in enumerate(clients)]
            for thread in threads:
                thread.start()
            time.sleep(random.uniform(0.3, 1.2))
            server.kill()
            stop.set()
            for thread in threads:
                thread.join()
            if round_number == 0:
                shutil.copytree(data, before)
            server.start()
            again = Client(server.url, token)
            for books in clients:
                for name, (content, receipt) in list(books.acknowledged.items())[-10:]:
                    repeated = again.post(path + "/add-exhibit", body_of(content), name)
                    if not repeated["repeated"] or repeated["as_of"] != receipt["as_of"] or repeated["entries"] != receipt["entries"]:
                        raise SystemExit(f"{name}: acknowledged as {receipt}, after the kill {repeated}")
                    exhibit = f"{path}/exhibits/VX-{receipt['as_of']}"
                    if again.raw("GET", exhibit + "/content") != content:
                        raise SystemExit(f"{name}: other bytes than were acknowledged")
                    proof = again.raw("GET", exhibit + "/receipt").decode()
                    if f"index {receipt['entries'][0]}" not in proof:
                        raise SystemExit(f"{name}: the receipt is of another entry than {receipt['entries']}: {proof}")
                    checked += 1
        exhibits = Client(server.url, token).get(path)["exhibits"]
        acknowledged = {f"VX-{receipt['as_of']}" for books in clients for _, receipt in books.acknowledged.values()}
        ids = [one["entry"]["id"] for one in exhibits]
        if len(ids) != len(set(ids)) or acknowledged - set(ids):
            raise SystemExit(f"{len(acknowledged - set(ids))} acknowledged exhibits are not there")
        server.stop()

        def check():
            return subprocess.run([program, "check", "--data", data], capture_output=True, text=True)
        found = check()
        if found.returncode != 0:
            raise SystemExit("recourse check: " + found.stdout + found.stderr)
        # An older vault has its records again; the bytes that came since are named as missing.
        shutil.copytree(Path(data) / "vault", Path(folder) / "vault")
        shutil.rmtree(Path(data) / "vault")
        shutil.copytree(before / "vault", Path(data) / "vault")
        found = check()
        if found.returncode == 0 or "its bytes are not there" not in found.stdout + found.stderr:
            raise SystemExit("an older vault: " + found.stdout + found.stderr)
        # Older events are refused, and nothing is changed.
        shutil.rmtree(before / "vault")
        shutil.copytree(Path(folder) / "vault", before / "vault")
        refused = subprocess.run([program, "check", "--data", str(before)], capture_output=True, text=True)
        if refused.returncode == 0 or "restored from an older backup" not in refused.stdout:
            raise SystemExit("older events: " + refused.stdout + refused.stderr)
        print(f"{rounds} kills, {len(acknowledged)} acknowledged exhibits, {checked} asked for again")


if __name__ == "__main__":
    main()
