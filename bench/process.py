#!/usr/bin/env python3
"""What `recourse assess FILE` takes as a whole process: the best and the median of 25 calls, and the most memory.

    process.py PROGRAM
"""
import resource
import statistics
import subprocess
import sys
import time

for words in (["--no-forecast"], []):
    took = []
    for _ in range(25):
        start = time.perf_counter()
        subprocess.run([sys.argv[1], "assess", "examples/deposit-outside.toml", *words], stdout=subprocess.DEVNULL, check=True)
        took.append(1000 * (time.perf_counter() - start))
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    name = " ".join(["assess FILE", *words])
    print(f"{name:<28} best {min(took):.0f} ms  median {statistics.median(took):.0f} ms  at most {most:.0f} MiB", flush=True)
