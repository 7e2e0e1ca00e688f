#!/usr/bin/env python3
"""Runs the ledger and its peers in turns and prints medians and ratios: what docs/performance.md speaks of.

    compare.py BUILD/bench [ROUNDS [SECONDS]]      a scratch folder is made beside the system's others and removed

Postings of the peers are events of ours: a row of the log that moves money or says what happened. Ours are decided,
checked, hashed and kept with their command's id; the peers only write. Ratios are of medians of one run.
"""
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

programs = Path(sys.argv[1])
rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 5
seconds = sys.argv[3] if len(sys.argv) > 3 else "3"
scratch = Path(tempfile.mkdtemp(prefix="ledger-bench-"))
found = {}


def measure(key, *command):
    """One line of JSON from one program, kept under its key."""
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"compare.py: {' '.join(map(str, command))}: {done.stderr.strip()}")
    found.setdefault(key, []).append(json.loads(done.stdout))


def fresh(name):
    shutil.rmtree(scratch / name, ignore_errors=True)
    return scratch / name


def ours(key, *words):
    measure(key, programs / "ledger_bench", fresh("ours"), "lives", f"seconds={seconds}", *words)


def peer(layout, batch, clients=0):
    measure(f"{layout}/{f'{clients} clients' if clients else batch}",
            programs / "layouts_bench", layout, fresh("peer"), batch, seconds, clients)


def median(key, field):
    return statistics.median(run[field] for run in found[key])


def table(title, rows):
    print(f"\n{title}")
    for name, value in rows:
        print(f"  {name:<58} {value}")


def ratio(ours_key, peer_key, field="events_per_s"):
    each = [a[field] / b[field] for a, b in zip(found[ours_key], found[peer_key]) if b[field]]
    return f"{statistics.median(each):.2f}  (rounds {min(each):.2f} to {max(each):.2f})"


def rates():
    batches, clients = (1, 64, 1000, 8190), (1, 8, 64)
    for _ in range(rounds):
        for batch in batches:
            ours(f"ours/{batch}", f"batch={batch}")
            for layout in ("deferred", "ordinary", "raw-log"):
                peer(layout, batch)
        for count in clients:
            ours(f"ours/{count} clients", f"clients={count}")
            for layout in ("deferred", "ordinary", "raw-log"):
                peer(layout, 4096, count)
        for percent in (0, 50, 100):
            ours(f"hot/{percent}", "clients=64", f"hot={percent}")
        ours("claims/all", "clients=64", "claims=100")
        ours("claims/none", "clients=64", "claims=0")
    table("events a second, full batches", [
        (f"batch {b}: ours / deferred / ordinary / raw log",
         " / ".join(f"{median(f'{one}/{b}', 'events_per_s'):,.0f}" for one in ("ours", "deferred", "ordinary", "raw-log")))
        for b in batches])
    table("ours to 'deferred' (goal 0.80 at 1, 0.65 at 64, 0.60 above)",
          [(f"batch {b}", ratio(f"ours/{b}", f"deferred/{b}")) for b in batches])
    table("ours to 'ordinary' at batch 64 (goal 1.5; bytes at most 0.3)", [
        ("events", ratio("ours/64", "ordinary/64")),
        ("bytes written an event", ratio("ours/64", "ordinary/64", "written_per_event"))])
    table("commands a second and the answer's time in us (p50, p99, p99.9, most)", [
        (f"{c} clients", f"{median(f'ours/{c} clients', 'commands_per_s'):,.0f}   "
         + "  ".join(f"{median(f'ours/{c} clients', f):,.0f}" for f in ("p50_us", "p99_us", "p999_us", "max_us")))
        for c in clients])
    table("one client to the raw log's (goal p50 1.7, p99 3)", [
        (f, ratio("ours/1 clients", "raw-log/1 clients", f)) for f in ("p50_us", "p99_us")])
    table("64 clients (goal 0.70 of 'deferred', 1.5 of 'ordinary'; p50 at most 10 flushes)", [
        ("to deferred", ratio("ours/64 clients", "deferred/64 clients")),
        ("to ordinary", ratio("ours/64 clients", "ordinary/64 clients")),
        ("p50 in flushes (raw log, batch 1)", ratio("ours/64 clients", "raw-log/1", "p50_us"))])
    table("one supplier has 0, 50, 100 % of the orders (goal within 10 %)", [
        (f"{p} % to 0 %", ratio(f"hot/{p}", "hot/0", "commands_per_s")) for p in (50, 100)])
    table("orders with a claim each to orders without, commands (goal 0.9)",
          [("commands", ratio("claims/all", "claims/none", "commands_per_s"))])
    stored = [run["stored_per_event"] for key in found if key.startswith("ours/") for run in found[key]
              if run["stored_per_event"] and run["events"] > 50_000]
    if stored:
        table("stored bytes an event, indexes, entries and views included (goal 743)",
              [("median of the runs of more than 50,000 events", f"{statistics.median(stored):,.0f}")])


def follow():
    """Rebuilding, replay and start, on the database that a longer run has filled."""
    place = fresh("filled")
    program = programs / "ledger_bench"
    measure("filled", program, place, "lives", "batch=1000", f"seconds={10 * float(seconds)}")
    for _ in range(rounds):
        measure("rebuild", program, place, "rebuild")
        measure("replay", program, place, "replay")
        measure("start", program, place, "start")
        peer("ordinary", 1000)
    table(f"a log of {median('replay', 'events'):,.0f} events", [
        ("rebuild of all views, events a second", f"{median('rebuild', 'events_per_s'):,.0f}"),
        ("... to 'ordinary' at batch 1,000 (goal 0.6)",
         f"{median('rebuild', 'events_per_s') / median('ordinary/1000', 'events_per_s'):.2f}"),
        ("replay in memory, chain verified, events a second (goal 500,000)", f"{median('replay', 'events_per_s'):,.0f}"),
        ("ready for commands, s; of it reading the rule books", f"{median('start', 'ready_s'):.2f}; "
         f"{median('start', 'of_it_rule_books_s'):.2f}"),
        ("resident then, MiB", median("start", "resident_mib"))])


try:
    rates()
    follow()
finally:
    shutil.rmtree(scratch, ignore_errors=True)
