#!/usr/bin/env python3
"""The API under load from wrk, on one machine: reads of an order and of a claim, drafts one by one and a hundred at a time.

    run.py PROGRAM LEDGER_BENCH [SECONDS [CONNECTIONS]]

The desk is a sandbox with the example marketplace in a scratch folder. In-process rates of the same commands are taken in
the same run, from ledger_bench with as many clients.
"""
import json
import os
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

here = Path(__file__).resolve().parent
sys.path.insert(0, str(here.parent.parent / "examples/desk"))
from client import Client, usd  # noqa: E402

program, ledger = sys.argv[1], sys.argv[2]
seconds = sys.argv[3] if len(sys.argv) > 3 else "5"
connections = sys.argv[4] if len(sys.argv) > 4 else "64"
scratch = Path(tempfile.mkdtemp(prefix="http-bench-"))


def served():
    """The server, its address, and the token that sets up the first officer."""
    options = (here.parent.parent / "examples/desk/marketplace.options").read_text().splitlines()
    server = subprocess.Popen([program, "serve", "--data", str(scratch / "desk"), "--listen", "127.0.0.1:0", *options, "--log", "none"], stdout=subprocess.PIPE, text=True)
    token = None
    for line in server.stdout:
        token = token or (re.search(r"rl_[\w-]+", line) or [None])[0]
        if line.startswith("Serving"):
            return server, line.split()[1], token
    sys.exit("run.py: the desk did not start")


def wrk(url, path, key, script=None, threads=1):
    """Requests a second, p50 and p99 in ms, and answers that were no success."""
    command = ["wrk", f"-t{threads}", f"-c{connections}", f"-d{seconds}s", "--latency", "-H", f"Authorization: Bearer {key}"]
    if script:
        command += ["-s", str(here / script)]
    said = subprocess.run([*command, url + path], capture_output=True, text=True, check=True).stdout
    milliseconds = {"us": 0.001, "ms": 1, "s": 1000}
    at = {p: float(n) * milliseconds[unit] for p, n, unit in re.findall(r"^\s+(50|99)%\s+([\d.]+)(us|ms|s)$", said, re.M)}
    failed = int((re.search(r"Non-2xx or 3xx responses: (\d+)", said) or [0, 0])[1])
    return float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1]), at.get("50", 0), at.get("99", 0), failed


def show(name, rate, p50, p99, failed, note=""):
    print(f"{name:<34} {rate:>9,.0f}/s  p50 {p50:>7.2f} ms  p99 {p99:>7.2f} ms  failed {failed}{note}", flush=True)


def main():
    server, url, token = served()
    try:
        keys = scratch / "keys.json"
        subprocess.run([sys.executable, str(here.parent.parent / "examples/desk/marketplace.py"), url, token, str(keys)],
                       check=True, stdout=subprocess.DEVNULL)
        key = json.loads(keys.read_text())["buyer"]
        buyer = Client(url, key)
        order = next(one["order"] if "order" in one else one["id"] for one in buyer.get("/v1/orders")["items"])
        claim = next(one["claim"] if "claim" in one else one["id"] for one in buyer.get("/v1/claims")["items"])
        for name, path in (("read an order", f"/v1/orders/{order}"), ("read a claim", f"/v1/claims/{claim}"),
                           ("list orders, 20", "/v1/orders?limit=20"), ("healthz", "/healthz")):
            rounds = [wrk(url, path, key) for _ in range(3)]
            show(name, *(statistics.median(each) for each in zip(*rounds)))
        terms = buyer.get(f"/v1/orders/{order}")["order"]["terms"]
        (scratch / "terms.json").write_text(json.dumps(terms))
        os.environ["RECOURSE_BENCH_TERMS"] = str(scratch / "terms.json")
        single = [wrk(url, "/v1/orders", key, "drafts.lua") for _ in range(3)]
        show("draft an order", *(statistics.median(each) for each in zip(*single)))
        os.environ["RECOURSE_BENCH_BULK"] = "100"
        bulk = [wrk(url, "/v1/bulk/orders", key, "drafts.lua") for _ in range(3)]
        show("draft 100 orders", *(statistics.median(each) for each in zip(*bulk)))
        inside = [json.loads(subprocess.run([ledger, str(scratch / f"in{i}"), "lives", f"clients={connections}",
                                             f"seconds={seconds}"], capture_output=True, text=True, check=True).stdout)
                  for i in range(3)]
        rate = statistics.median(one["commands_per_s"] for one in inside)
        print(f"{'the same clients in process':<34} {rate:>9,.0f} commands/s")
        print(f"single commands to it {statistics.median(r[0] for r in single) / rate:.2f} (goal 0.20), "
              f"a hundred at a time {100 * statistics.median(r[0] for r in bulk) / rate:.2f} (goal 0.60)")
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait()
        shutil.rmtree(scratch, ignore_errors=True)


main()
