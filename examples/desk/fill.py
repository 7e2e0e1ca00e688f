#!/usr/bin/env python3
"""Lays many orders beside the example marketplace, to see how the desk and its pages bear them: drafts of one buyer, a thousand a request.

    examples/desk/fill.py URL KEYS COUNT      KEYS is the file that marketplace.py wrote
"""
import json
import sys
import threading
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from client import Client, usd
from market import terms

BULK, CLIENTS = 1_000, 4


def main():
    url, keys, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
    with open(keys) as file:
        officer = Client(url, json.load(file)["officer"])
    buyer, supplier = (officer.post("/v1/parties", {"profile": {"name": name, "country": country}})["id"]
                       for name, country in (("Bulk Imports Ltd.", "GB"), ("Thousand Lamps Co., Ltd.", "CN")))
    made = officer.post("/v1/keys", {"name": "fill", "role": "buyer", "party": buyer, "scopes": ["read", "orders"], "days": 30})
    draft = json.dumps({"terms": terms(buyer, supplier, 1_000, "desk lamps")})
    sizes = [BULK] * (count // BULK) + ([count % BULK] if count % BULK else [])
    clients = threading.local()

    def send(size):
        if not hasattr(clients, "own"):
            clients.own = Client(url, made["token"])
        body = ('{"orders":[' + ",".join([draft] * size) + "]}").encode()
        answer = clients.own.raw("POST", "/v1/bulk/orders", body, Content_Type="application/json", Idempotency_Key=str(uuid.uuid4()))
        if answer.count(b'"version"') != size:
            raise SystemExit(f"not all were drafted: {answer[:400]}")
        return size

    begun, done = time.monotonic(), 0
    with ThreadPoolExecutor(CLIENTS) as pool:
        for size in pool.map(send, sizes):
            done += size
            print(f"\r{done:,} of {count:,}", end="", file=sys.stderr, flush=True)
    seconds = time.monotonic() - begun
    print(f"\n{count:,} drafts of {buyer} in {seconds:.0f} s, {count / seconds:,.0f} a second")


if __name__ == "__main__":
    main()
