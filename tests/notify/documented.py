#!/usr/bin/env python3
"""Runs the lines with which docs/webhooks.md verifies a signature: documented.py PROGRAM

A real server sends a real message; the documented function takes it, and neither one that was changed nor an old one.
"""
import re
import sys
import tempfile
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

from desk_process import Client, Server, must

page = (Path(__file__).resolve().parents[2] / "docs" / "webhooks.md").read_text()
exec(re.search(r"```python\n(.*?)```", page, re.S)[1])  # defines verify

messages = []


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        messages.append((dict(self.headers), self.rfile.read(int(self.headers["Content-Length"]))))
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_):
        pass


receiver = HTTPServer(("127.0.0.1", 0), Handler)
with tempfile.TemporaryDirectory(prefix="recourse-documented-") as folder:
    server = Server(sys.argv[1], folder)
    key = server.key("officer")
    server.start()
    try:
        made = Client(server.url, key).post("/v1/webhooks", {"url": f"http://127.0.0.1:{receiver.server_address[1]}/", "role": "officer"})
        Client(server.url, key).post(f"/v1/webhooks/{made['endpoint']['id']}/ping")
        receiver.timeout = 30
        receiver.handle_request()
    finally:
        server.stop()
headers, body = messages[0]
must(verify(made["secret"], headers, body), "the documented lines do not take a true message")  # noqa: F821
must(not verify(made["secret"], headers, body + b" "), "they take a changed body")  # noqa: F821
must(not verify(made["secret"], dict(headers, **{"webhook-id": "msg_other"}), body), "they take another id")  # noqa: F821
must(not verify(made["secret"], dict(headers, **{"webhook-timestamp": "1614265330"}), body), "they take an old one")  # noqa: F821
must(not verify("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", headers, body), "they take another secret")  # noqa: F821
# The vector that the specification's own libraries test themselves with, its moment aside.
import time  # noqa: E402
time.time = lambda: 1614265330
must(verify("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",  # noqa: F821
            {"webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek", "webhook-timestamp": "1614265330",
             "webhook-signature": "v1,bm90IGl0 v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="}, b'{"test": 2432232314}'), "the published vector")
print("the documented lines take what they should, and nothing else")
