"""A real server on a directory of its own, and what its tests share."""
import hashlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "examples" / "desk"))
from client import Client, Problem, usd  # noqa: E402

PASSWORD = "a long phrase for the desk"


def fail(text):
    raise SystemExit(text)


def must(condition, text):
    if not condition:
        fail(text)


def wait_for(what, condition, seconds=30):
    """The first true value of the condition."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        value = condition()
        if value:
            return value
        time.sleep(0.05)
    fail(f"{what}: not within {seconds} seconds")


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Server:
    def __init__(self, program, folder, *options):
        self.program, self.folder, self.options, self.port, self.process = program, folder, options, free_port(), None

    def start(self):
        self.process = subprocess.Popen(
            [self.program, "serve", "--data", self.folder, "--listen", f"127.0.0.1:{self.port}", "--log", "none", "--sandbox",
             "--limit-least", "20000 USD", *self.options], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)

        def answers():
            if self.process.poll() is not None:
                fail("the server did not start: " + self.process.stderr.read().decode())
            try:
                Client(self.url).get("/readyz")
                return True
            except (OSError, http.client.HTTPException, Problem):
                return False

        wait_for("the server", answers)
        return self

    def kill(self):
        os.kill(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self):
        if self.process is None or self.process.poll() is not None:
            return
        self.process.send_signal(signal.SIGTERM)
        try:
            must(self.process.wait(30) == 0, f"the server stopped with {self.process.returncode}: {self.process.stderr.read().decode()}")
        except subprocess.TimeoutExpired:
            self.process.kill()
            fail("the server stopped only when it was killed")

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def key(self, role):
        made = subprocess.run([self.program, "key", "--data", self.folder, "--name", role, "--role", role],
                              capture_output=True, text=True, check=True)
        return made.stdout.strip()

    def check(self):
        found = subprocess.run([self.program, "check", "--data", self.folder], capture_output=True, text=True)
        must(found.returncode == 0, found.stdout + found.stderr)


class Market:
    """Parties, their keys and orders between them."""

    def __init__(self, server, officer_key, bank_key):
        self.server = server
        self.keys = {"officer": officer_key, "bank": bank_key}
        self.clients = {}
        self.buyer = self.party("Nordic Garden AS", "NO")
        self.supplier = self.party("Hangzhou Teak Works", "CN")
        self.other = self.party("Another Supplier", "CN")
        for name, role, party in (("buyer", "buyer", self.buyer), ("supplier", "supplier", self.supplier), ("other", "supplier", self.other)):
            made = self.as_("officer").post("/v1/keys", {"name": name, "role": role, "party": party, "days": 5,
                                                          "scopes": ["read", "orders", "claims", "payments", "accounts"]})
            self.keys[name] = made["token"]

    def as_(self, who):
        """A client of its own for each: a connection does not outlive a server."""
        if self.clients.get(who, (None, 0))[1] != self.server.process.pid:
            self.clients[who] = (Client(self.server.url, self.keys[who]), self.server.process.pid)
        return self.clients[who][0]

    def party(self, name, country):
        return self.as_("officer").post("/v1/parties", {"profile": {"name": name, "country": country}})["id"]

    def draft(self, supplier=None, price=4800):
        terms = {"programme": "alibaba-trade-assurance", "buyer": self.buyer, "supplier": supplier or self.supplier, "goods": "teak benches",
                 "specification": "drawing 12", "shipping_mode": "sea", "price_goods": usd(price), "price_freight": usd(0),
                 "price_tax": usd(0), "instalments": [{"purpose": "full", "amount": usd(price)}]}
        return self.as_("buyer").post("/v1/orders", {"terms": terms})["id"]

    def today(self):
        return self.as_("officer").get("/v1/clock")["today"]

    def days(self, number):
        self.as_("officer").post("/v1/sandbox/clock", {"days": number})

    def delivered(self, price=4800):
        order = self.draft(price=price)
        self.as_("buyer").post(f"/v1/orders/{order}/offer")
        terms = self.as_("supplier").get(f"/v1/orders/{order}")["terms"]
        self.as_("supplier").post(f"/v1/orders/{order}/agree", {"terms": terms})
        self.as_("bank").post(f"/v1/orders/{order}/receive-payment", {"instalment": 0, "amount": usd(price), "reference": f"wire {order}"})
        for act in ("ship", "deliver"):
            self.as_("supplier").post(f"/v1/orders/{order}/{act}", {"statement": {"on": self.today(), "by": "supplier", "reference": "x"}})
        return order

    def claim(self, order, amount=2400):
        claim = self.as_("buyer").post(f"/v1/orders/{order}/claims", {
            "lines": [{"kind": "quality", "description": "legs crack", "share": "0.5", "verifiable": True, "found_on": self.today()}],
            "remedy": "refund", "amount": usd(amount)})["id"]
        return claim


def digest(text):
    return hashlib.sha256(text.encode()).hexdigest()
