#!/usr/bin/env python3
"""Kills the server with SIGKILL under load, again and again, and holds it to every answer that it gave.

    kill_loop.py PROGRAM [ROUNDS]

Clients keep books of their own: which command was acknowledged with which receipt. After each kill the server is started
anew and acknowledged commands are sent again: each must get the same receipt, marked as repeated. At the end every
acknowledged order is there, hardly one more, and `recourse check` finds nothing.
"""
import http.client
import json
import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "examples" / "desk"))
from client import Client, Problem, usd  # noqa: E402


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Server:
    def __init__(self, program, folder, *more):
        self.program, self.folder, self.more, self.port = program, folder, more, free_port()
        self.process = None

    def start(self):
        self.process = subprocess.Popen([self.program, "serve", "--data", self.folder, "--listen", f"127.0.0.1:{self.port}", "--log", "none", *self.more],
                                        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        for _ in range(600):
            if self.process.poll() is not None:
                raise SystemExit("the server did not start: " + self.process.stderr.read().decode())
            try:
                Client(self.url).get("/readyz")
                return
            except (OSError, http.client.HTTPException, Problem):
                time.sleep(0.05)
        raise SystemExit("the server did not answer within half a minute")

    def kill(self):
        os.kill(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        if self.process.wait(30) != 0:
            raise SystemExit("the server did not stop well: " + self.process.stderr.read().decode())

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"


def key(program, folder, role, *more):
    made = subprocess.run([program, "key", "--data", folder, "--name", role, "--role", role, *more], capture_output=True, text=True, check=True)
    return made.stdout.strip()


class Books:
    """What one client knows: the commands that were acknowledged, by their keys."""

    def __init__(self):
        self.acknowledged, self.sent = {}, 0


def work(server, buyer, terms, number, books, stop):
    """Drafts one order after the other until the server goes."""
    while not stop.is_set():
        key_of = f"c{number}-{books.sent}"
        books.sent += 1
        body = {"terms": dict(terms, goods=f"lot {key_of}")}
        try:
            receipt = Client(server.url, buyer).post("/v1/orders", body, key_of)
            books.acknowledged[key_of] = (body, receipt)
        except (OSError, http.client.HTTPException, json.JSONDecodeError):
            return  # the server is gone: nobody knows whether it was carried out
        except Problem as problem:
            if problem.status not in (429, 503):
                raise


def main():
    program, rounds = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 5
    random.seed(7)
    with tempfile.TemporaryDirectory() as folder:
        ops = key(program, folder, "officer")
        server = Server(program, folder)
        server.start()
        officer = Client(server.url, ops)
        parties = [officer.post("/v1/parties", {"profile": {"name": name, "country": "CN"}})["id"] for name in ("Buyer", "Supplier")]
        buyer = officer.post("/v1/keys", {"name": "buyer", "role": "buyer", "party": parties[0], "scopes": ["read", "orders"], "days": 5})["token"]
        terms = {"programme": "alibaba-trade-assurance", "buyer": parties[0], "supplier": parties[1], "price_goods": usd(100),
                 "price_freight": usd(0), "price_tax": usd(0), "instalments": [{"purpose": "full", "amount": usd(100)}]}
        clients = [Books() for _ in range(6)]
        checked = 0
        for round_number in range(rounds):
            stop = threading.Event()
            threads = [threading.Thread(target=work, args=(server, buyer, terms, i, books, stop)) for i, books in enumerate(clients)]
            for thread in threads:
                thread.start()
            time.sleep(random.uniform(0.2, 1.0))
            server.kill()
            stop.set()
            for thread in threads:
                thread.join()
            server.start()
            again = Client(server.url, buyer)
            for books in clients:
                for name, (body, receipt) in list(books.acknowledged.items())[-40:]:
                    repeated = again.post("/v1/orders", body, name)
                    if not repeated["repeated"] or repeated["id"] != receipt["id"] or repeated["version"] != receipt["version"]:
                        raise SystemExit(f"{name}: acknowledged as {receipt}, after the kill {repeated}")
                    checked += 1
        numbers = [receipt["id"] for books in clients for _, receipt in books.acknowledged.values()]
        if len(numbers) != len(set(numbers)):
            raise SystemExit("two commands were acknowledged with one order")
        again = Client(server.url, buyer)
        listed, cursor = set(), ""
        while cursor is not None:
            page = again.get("/v1/orders?limit=200" + cursor)
            listed.update(item["id"] for item in page["items"])
            cursor = f"&cursor={page['next']}" if page["next"] else None
        if lost := set(numbers) - listed:
            raise SystemExit(f"{len(lost)} acknowledged orders are not there, {sorted(lost)[:3]} among them")
        # At most one command of each client and kill was carried out without its answer having arrived.
        if len(listed) > len(numbers) + rounds * len(clients):
            raise SystemExit(f"{len(listed)} orders are there, {len(numbers)} were acknowledged")
        server.kill()
        found = subprocess.run([program, "check", "--data", folder], capture_output=True, text=True)
        print(found.stdout.strip())
        if found.returncode != 0:
            raise SystemExit(found.stderr)
        print(f"{rounds} kills, {len(numbers)} orders acknowledged, {checked} commands sent again: nothing lost, nothing twice")


if __name__ == "__main__":
    main()
