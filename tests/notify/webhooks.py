#!/usr/bin/env python3
"""Webhooks as their receivers meet them: a real server, a real receiver that checks every signature with code of its own.

    webhooks.py PROGRAM

The receiver fails at first, is too slow, redirects, answers with far too much, says 410; the server is killed with SIGKILL
while deliveries wait. At the end everything has arrived, each event under one id, and nobody was told of what is another's.
"""
import base64
import hashlib
import hmac
import json
import ssl
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from desk_process import Market, Problem, Server, fail, must, usd, wait_for


class Receiver:
    """Takes messages on any path; what a path answers is set beforehand."""

    def __init__(self):
        self.secrets = defaultdict(list)  # of a path: the secrets that are good
        self.answers = {}  # of a path: a function of the number of the try, giving (status, body)
        self.got = defaultdict(list)  # of a path: (id, payload, how many signatures fit, how many there were)
        self.lock = threading.Lock()
        self.down = False
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                status, text = receiver.take(self.path, self.headers, body)
                try:
                    self.send_response(status)
                    if status == 302:
                        self.send_header("Location", "/redirected")
                    self.send_header("Content-Length", str(len(text)))
                    self.end_headers()
                    self.wfile.write(text)
                except OSError:
                    pass  # the sender has gone

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def encrypted(self, folder):
        """The same behind TLS, with a certificate of its own; the certificate's file and the port."""
        key, certificate = f"{folder}/key.pem", f"{folder}/certificate.pem"
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", "/CN=localhost",
                        "-addext", "subjectAltName=DNS:localhost", "-days", "2", "-keyout", key, "-out", certificate],
                       check=True, capture_output=True)
        server = ThreadingHTTPServer(("127.0.0.1", 0), self.server.RequestHandlerClass)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        server.socket = context.wrap_socket(server.socket, server_side=True)
        server.handle_error = lambda *_: None  # clients that do not trust it hang up
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return certificate, server.server_address[1]

    def url(self, path):
        return f"http://127.0.0.1:{self.server.server_address[1]}{path}"

    def take(self, path, headers, body):
        message, moment = headers["webhook-id"], headers["webhook-timestamp"]
        must(abs(time.time() - int(moment)) < 60, "the moment of a signature is not now")
        given = headers["webhook-signature"].split(" ")
        good = set()
        for secret in self.secrets[path]:
            key = base64.b64decode(secret.removeprefix("whsec_"))
            mac = hmac.new(key, f"{message}.{moment}.".encode() + body, hashlib.sha256).digest()
            good.add("v1," + base64.b64encode(mac).decode())
        with self.lock:
            if self.down:
                return 503, b"down"
            self.got[path].append((message, json.loads(body), len(good & set(given)), len(given)))
            tries = len(self.got[path])
        return self.answers.get(path, lambda _: (204, b""))(tries)

    def of(self, path):
        with self.lock:
            return list(self.got[path])


def main():
    program = sys.argv[1]
    receiver = Receiver()
    with tempfile.TemporaryDirectory(prefix="recourse-webhooks-") as folder:
        server = Server(program, f"{folder}/desk", "--webhook-timeout", "1")
        certificate, port = receiver.encrypted(folder)
        officer_key, bank_key = server.key("officer"), server.key("provider")
        server.start()
        try:
            market = Market(server, officer_key, bank_key)
            play(server, market, receiver)
            over_tls(server, market, receiver, certificate, port)
        finally:
            server.stop()
        server.check()


def play(server, market, receiver):
    def register(who, role, party, path, types=()):
        made = market.as_(who).post("/v1/webhooks", {"url": receiver.url(path), "types": list(types), "role": role, "party": party})
        receiver.secrets[path].append(made["secret"])
        return made["endpoint"]["id"]

    def deliveries(query, who="officer"):
        return market.as_(who).get(f"/v1/deliveries?limit=200&{query}")["items"]

    def refused(code, call):
        try:
            call()
        except Problem as problem:
            must(problem.code == code, f"{problem.code} in place of {code}")
            return
        fail(f"{code} was expected")

    # What nobody may make the desk call.
    for url in ("https://10.0.0.1/", "https://169.254.169.254/latest", "https://[fd00::1]/", "https://0x0a000001/"):
        refused("webhook.url_private", lambda: market.as_("supplier").post("/v1/webhooks", {"url": url, "role": "supplier", "party": market.supplier}))
    for url in ("http://example.org/", "ftp://127.0.0.1/", "https://a:b@example.org/", "nonsense"):
        refused("webhook.url", lambda: market.as_("supplier").post("/v1/webhooks", {"url": url, "role": "supplier", "party": market.supplier}))
    refused("account.may_not", lambda: market.as_("supplier").post("/v1/webhooks", {"url": receiver.url("/x"), "role": "supplier", "party": market.other}))

    # Each sees its own: an endpoint of one supplier is not told of another's orders.
    own = register("supplier", "supplier", market.supplier, "/own")
    register("other", "supplier", market.other, "/other")
    register("officer", "officer", None, "/all")
    ours, theirs = market.draft(), market.draft(market.other)
    wait_for("the officer's messages", lambda: len(receiver.of("/all")) == 2)
    wait_for("the supplier's message", lambda: len(receiver.of("/own")) == 1)
    wait_for("the other's message", lambda: len(receiver.of("/other")) == 1)
    must(receiver.of("/own")[0][1]["data"]["id"] == ours and receiver.of("/other")[0][1]["data"]["id"] == theirs, "told of another's order")
    message = receiver.of("/own")[0][1]
    must(message["type"] == "order.drafted" and message["data"]["event"]["terms"]["price_goods"] == usd(4800), f"{message}")

    # A secret that is changed: for a day both sign.
    receiver.secrets["/own"].append(market.as_("supplier").post(f"/v1/webhooks/{own}/rotate-secret")["secret"])
    market.as_("supplier").post(f"/v1/webhooks/{own}/ping")
    wait_for("the test", lambda: [one for one in receiver.of("/own") if one[1]["type"] == "ping"])
    must(receiver.of("/own")[-1][2:] == (2, 2), f"{receiver.of('/own')[-1]}")
    market.days(2)
    market.as_("supplier").post(f"/v1/webhooks/{own}/ping")
    wait_for("the second test", lambda: len([one for one in receiver.of("/own") if one[1]["type"] == "ping"]) == 2)
    must(receiver.of("/own")[-1][2:] == (1, 1), "the old secret still signs")

    # Endpoints that behave badly.
    receiver.answers = {
        "/flaky": lambda tries: (500, b"not yet") if tries == 1 else (200, b"ok"),
        "/slow": lambda tries: (time.sleep(2), (200, b"late"))[1] if tries == 1 else (200, b"ok"),
        "/moved": lambda _: (302, b""),
        "/long": lambda _: (200, b"x" * 1_000_000),
        "/gone": lambda _: (410, b"gone"),
    }
    bad = {path: register("supplier", "supplier", market.supplier, path, ["order.drafted"]) for path in receiver.answers}
    market.draft()

    def state(path):
        found = deliveries(f"endpoint={bad[path]}", "supplier")
        return found and found[0]

    for path, status in (("/flaky", 500), ("/slow", 0), ("/moved", 302)):
        tried = wait_for(path, lambda: (one := state(path)) and one["tries"] == 1 and one)
        must(tried["state"] == "failed" and tried["status"] == status, f"{path}: {tried}")
    must(state("/slow")["said"] == "Timeout was reached", f"{state('/slow')}")
    must(wait_for("/long", lambda: (one := state("/long"))["state"] == "sent" and one)["said"] == "x" * 300, "an answer was kept too long")
    wait_for("/gone", lambda: market.as_("supplier").get(f"/v1/webhooks/{bad['/gone']}")["state"] == "gone")
    must(state("/gone")["state"] == "dead", f"{state('/gone')}")
    market.days(1)
    for path in ("/flaky", "/slow"):
        wait_for(path, lambda: state(path)["state"] == "sent")
    must(len({one[0] for one in receiver.of("/flaky")}) == 1 and len(receiver.of("/flaky")) == 2, "another try has another id")
    must(not receiver.of("/redirected"), "a redirect was followed")
    # One that fails for days is switched off; what waited is kept and can be sent again.
    for _ in range(8):
        tries = state("/moved")["tries"]
        if state("/moved")["state"] == "dead":
            break
        market.days(2)
        wait_for("/moved", lambda: state("/moved")["tries"] > tries or state("/moved")["state"] == "dead")
    dead = wait_for("a dead letter", lambda: [one for one in deliveries("state=dead", "supplier") if one["endpoint"] == bad["/moved"]])
    must(market.as_("supplier").get(f"/v1/webhooks/{bad['/moved']}")["state"] == "failing", "it fails for days and is still on")
    refused("webhook.off", lambda: market.as_("supplier").post(f"/v1/deliveries/{dead[0]['id']}/replay"))
    receiver.answers["/moved"] = lambda _: (200, b"back")
    market.as_("supplier").post(f"/v1/webhooks/{bad['/moved']}/change", {"on": True})
    market.as_("supplier").post(f"/v1/deliveries/{dead[0]['id']}/replay")
    wait_for("the dead letter", lambda: state("/moved")["state"] == "sent")
    refused("delivery.not_found", lambda: market.as_("other").get(f"/v1/deliveries/{dead[0]['id']}"))
    for path in bad:
        market.as_("supplier").ask("DELETE", f"/v1/webhooks/{bad[path]}")

    # Killed while everything waits: nothing is lost, and each event has one id.
    orders = []
    for _ in range(3):
        receiver.down = True
        orders += [market.draft() for _ in range(10)]
        time.sleep(0.1)
        server.kill()
        receiver.down = False
        orders += [] if server.start() is None else [market.draft() for _ in range(3)]
        server.kill()
        server.start()
    market.days(1)
    wait_for("what waited", lambda: {one[1]["data"]["id"] for one in receiver.of("/own") if one[1]["type"] == "order.drafted"} >= set(orders))
    wait_for("an empty outbox", lambda: not [one for one in deliveries("state=failed") + deliveries("state=pending")])
    ids = defaultdict(set)
    for path in ("/own", "/all", "/other"):
        for message, payload, fits, signatures in receiver.of(path):
            must(fits == signatures, f"a signature of {path} does not fit")
            if payload["type"] != "ping":
                ids[path, payload["data"]["sequence"]].add(message)
    must(all(len(one) == 1 for one in ids.values()), "an event came under two ids")
    must(len({next(iter(one)) for one in ids.values()}) == len(ids), "two events have one id")

    # Again from a day on: the same ids.
    before = {one[0] for one in receiver.of("/other")}
    count = len(receiver.of("/other"))
    endpoint = market.as_("other").get("/v1/webhooks")["endpoints"][0]["id"]
    market.as_("other").post(f"/v1/webhooks/{endpoint}/replay", {"since": "2020-01-01"})
    wait_for("the replay", lambda: len(receiver.of("/other")) > count)
    pings = {one[0] for one in receiver.of("/other") if one[1]["type"] == "ping"}
    # What is sent again under another id never comes.
    wait_for("the same ids again", lambda: before - pings <= {one[0] for one in receiver.of("/other")[count:]})
    again = receiver.of("/other")[count:]
    must(all(one[1]["data"]["id"] in (theirs, market.other) for one in again), "a replay tells of what is another's")
    # Views made anew send nothing.
    counts = {path: len(receiver.of(path)) for path in ("/own", "/all")}
    market.as_("officer").post("/v1/views/rebuild")
    time.sleep(1)
    must(counts == {path: len(receiver.of(path)) for path in ("/own", "/all")}, "a rebuild has sent something")
    total = sum(len(receiver.of(path)) for path in list(receiver.got))
    print(f"{len(ids)} events told, {total} messages, 6 kills: every signature fits, nothing lost, no id twice")


def over_tls(server, market, receiver, certificate, port):
    """Whoever vouches for himself is not believed, unless the operator knows him."""
    made = market.as_("officer").post("/v1/webhooks", {"url": f"https://localhost:{port}/tls", "role": "officer", "types": ["party.corrected"]})
    receiver.secrets["/tls"].append(made["secret"])
    endpoint = made["endpoint"]["id"]
    market.as_("officer").post(f"/v1/webhooks/{endpoint}/ping")

    def ping():
        return market.as_("officer").get(f"/v1/deliveries?endpoint={endpoint}")["items"][0]

    refused = wait_for("a try over TLS", lambda: (one := ping())["tries"] == 1 and one)
    must(refused["status"] == 0 and "certificate" in refused["said"] and not receiver.of("/tls"), f"{refused}")
    server.stop()
    server.options = (*server.options, "--webhook-ca", certificate)
    server.start()
    market.as_("officer").post(f"/v1/deliveries/{ping()['id']}/replay")
    wait_for("the test over TLS", lambda: ping()["state"] == "sent")
    must(receiver.of("/tls")[0][2:] == (1, 1), "its signature does not fit")


if __name__ == "__main__":
    main()
