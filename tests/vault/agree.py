#!/usr/bin/env python3
"""agree.py FOLDER: what the second verifier says of each case in FOLDER/cases, a line "BUNDLE OTHER KEYS" each, "-" for
none: the six states, a blank between; after a tab the files that are wrong, each "question=file"; after a tab by when all
existed."""
import sys
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).parents[2] / "tools"))
import verify_bundle

folder = Path(sys.argv[1])
for line in (folder / "cases").read_text().splitlines():
    bundle, other, keys = (None if name == "-" else str(folder / name) for name in line.split())
    trust = Path(keys).read_text().split() if keys else ()
    answers = verify_bundle.verify(bundle, other, trust)
    wrong = ";".join(f"{question}={file}" for question, (_, _, flaws) in answers.items() for file, _ in flaws)
    print(" ".join(answer[0] for answer in answers.values()), wrong, answers["existed"][1], sep="\t")
