#!/usr/bin/env python3
"""A real time-stamp authority (tests/vault/authority, over HTTP) stamps the log of a desk's evidence: stamps.py PROGRAM

The desk asks it by itself, goes on while it does not answer, and keeps no stamp that is not of its own question. A bundle carries
what was stamped, so that `recourse verify` says by when the exhibits existed according to whom. The key that signs the log is changed
by an officer in person, and whoever knew the old one believes the next bundle.
"""
import atexit
import http.server
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(Path(__file__).resolve().parent), str(ROOT / "examples/desk"), str(ROOT / "tests/api")]
from client import Client, Problem  # noqa: E402
from kill_loop import Server, key  # noqa: E402
from market import PASSWORD, expect, refused  # noqa: E402
from with_desk import started  # noqa: E402

AUTHORITY = ROOT / "tests/vault/authority"


class Authority(http.server.BaseHTTPRequestHandler):
    folder, mood, asked, types = None, "well", 0, set()

    def do_POST(self):
        cls = type(self)
        cls.asked += 1
        cls.types.add(self.headers["Content-Type"])
        query, reply = cls.folder / "query", cls.folder / "reply"
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if cls.mood == "down":
            self.send_response(503)
            self.end_headers()
            return
        if cls.mood == "well":
            query.write_bytes(body)
            subprocess.run([AUTHORITY, "reply", cls.folder, query, reply], check=True)
        data = reply.read_bytes()  # "stale": the answer to an earlier question
        self.send_response(200)
        self.send_header("Content-Type", "application/timestamp-reply")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_):
        pass


def until(what, look):
    for _ in range(200):
        found = look()
        if found:
            return found
        time.sleep(0.1)
    raise SystemExit(f"{what} did not come about")


def exhibit(client, dossier, text):
    digest = client.upload(text.encode(), piece=1_000)
    return client.post(f"/v1/dossiers/{dossier}/add-exhibit", {"compartment": "shared", "exhibit": {
        "digest": digest, "size": len(text), "file_name": "note.txt", "media_type": "text/plain", "kind": "other",
        "source": {"from": "a drawer"}, "collected": {}, "origin": {}, "description": {"title": "Note"}}})


def verified(program, status, *words):
    done = subprocess.run([program, "verify", *words], capture_output=True, text=True)
    expect(f"verify\n{done.stdout}{done.stderr}", done.returncode, status)
    return done.stdout


def main():
    program = sys.argv[1]
    with tempfile.TemporaryDirectory() as scratch:
        Authority.folder = Path(scratch) / "authority"
        subprocess.run([AUTHORITY, "make", Authority.folder], check=True)
        web = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Authority)
        threading.Thread(target=web.serve_forever, daemon=True).start()
        chain = Path(scratch) / "chain.pem"
        chain.write_text((Authority.folder / "signer.pem").read_text() + (Authority.folder / "root.pem").read_text())
        data = str(Path(scratch) / "desk")
        options = ["--timestamps", f"http://127.0.0.1:{web.server_port}/tsa", "--timestamp-chain", str(chain)]

        # A first start, to set up an officer in person.
        first = subprocess.Popen([program, "serve", "--data", data, "--listen", "127.0.0.1:0", "--log", "none", *options],
                                 stdout=subprocess.PIPE, text=True)
        url, token = started(first)
        Client(url).post("/v1/setup", {"token": token, "name": "Ada Officer", "email": "ada@example.org", "language": "en", "password": PASSWORD})
        first.terminate()
        expect("the end of the first start", first.wait(30), 0)
        officer_key = key(program, data, "officer")

        server = Server(program, data, *options)
        atexit.register(lambda: server.process and server.process.poll() is None and server.kill())  # where a step fails
        server.start()
        officer = Client(server.url, officer_key)
        party = officer.post("/v1/parties", {"profile": {"name": "Buyer", "country": "NO"}})["id"]
        buyer_key = officer.post("/v1/keys", {"name": "buyer", "role": "buyer", "party": party, "scopes": ["read", "claims"], "days": 5})["token"]
        buyer = Client(server.url, buyer_key)
        dossier = buyer.post("/v1/dossiers", {"against": "Teak Co", "title": "Chairs"})["id"]
        expect("what was asked before there is anything", Authority.asked, 0)

        # What answers another question is not kept, nor is silence; then it goes on.
        (Authority.folder / "query").write_bytes(b"")
        Authority.mood = "down"
        exhibit(buyer, dossier, "one")
        trouble = until("a failure", lambda: officer.get("/v1/vault/stamps")["trouble"])
        expect("the trouble", trouble, "the time-stamp authority: it answered with the status 503")
        expect("what others hear of it", buyer.get("/v1/vault/stamps")["trouble"], None)
        expect("the metric", "recourse_stamp_failures 1" in officer.raw("GET", "/metrics").decode(), True)
        entries = buyer.get("/v1/vault/stamps")["entries"]
        server.stop()
        Authority.mood = "well"
        server.start()
        officer, buyer = Client(server.url, officer_key), Client(server.url, buyer_key)
        stamp = until("a stamp", lambda: buyer.get("/v1/vault/stamps")["stamps"])[0]
        expect("how much it is over: all that was there, and perhaps the start", stamp["over"] - entries in (0, 1), True)
        expect("the authority", stamp["authority"], options[1])
        expect("what it was asked in", Authority.types, {"application/timestamp-query"})

        # The bundle tells strangers.
        path = f"/v1/dossiers/{dossier}"
        buyer.post(path + "/number", {"compartment": "shared"})
        bundles = []
        for name in ("before", "after"):
            bundle = Path(scratch) / f"{name}.zip"
            bundle.write_bytes(buyer.raw("POST", path + "/bundles", b'{"compartment":"shared","to":"a tribunal","how":"by hand"}',
                                         Content_Type="application/json", Idempotency_Key=name))
            bundles.append(bundle)
            if name == "before":
                old = buyer.raw("GET", "/v1/vault/keys").decode()
                refused("dossier.not_a_person", lambda: officer.post("/v1/vault/rotate-key", {"reason": "yearly"}))
                refused("http.not_found", lambda: Client(server.url, officer.post(
                    "/v1/keys", {"name": "s", "role": "auditor", "scopes": ["read", "rules"], "days": 5})["token"]).post("/v1/vault/rotate-key", {"reason": "x"}))
                ada = Client(server.url)
                ada.sign_in("ada@example.org", PASSWORD)
                refused("key.reason", lambda: ada.post("/v1/vault/rotate-key", {"reason": ""}))
                rotated = ada.post("/v1/vault/rotate-key", {"reason": "yearly"})
                keys = buyer.raw("GET", "/v1/vault/keys").decode()
                expect("the keys", keys, old + rotated["key"] + "\n")
                exhibit(buyer, dossier, "two")
                buyer.post(path + "/number", {"compartment": "shared"})
        trusted = Path(scratch) / "old.key"
        trusted.write_text(old)
        authority = ["--trust-authority", Authority.folder / "root.pem"]
        said = verified(program, 0, bundles[0], "--trust", trusted, *authority)
        expect("by when it existed", "all exhibits existed no later than" in said and "CN=Test signer" in said, True)
        # The second exhibit came after the stamp, and the new key is vouched for by the old one.
        said = verified(program, 2, bundles[1], bundles[0], "--trust", trusted, *authority)
        expect("what was not stamped yet", "1 of 2 exhibits are not covered by a time stamp" in said, True)
        expect("the key", "a known key" in said, True)
        expect("one history", "yes  consistent" in said, True)
        # So says the second verifier, and so do plain tools, as the bundles tell how.
        for status, words in ((0, [bundles[0], "--trust", trusted]), (2, [bundles[1], bundles[0], "--trust", trusted])):
            done = subprocess.run([sys.executable, "-B", ROOT / "tools/verify_bundle.py", *map(str, words)], capture_output=True, text=True)
            expect(f"the second verifier of {words}\n{done.stdout}{done.stderr}", done.returncode, status)
        subprocess.run([sys.executable, ROOT / "tests/vault/how_to_verify.py", *bundles], check=True)
        server.stop()
        done = subprocess.run([program, "check", "--data", data], capture_output=True, text=True)
        expect(f"check\n{done.stdout}{done.stderr}", done.returncode, 0)
        web.shutdown()


main()
