#!/usr/bin/env python3
"""agree.py FOLDER: what the second verifier says of each case in FOLDER/cases, a line "BUNDLE [OTHER]" each: the five
states, a space between."""
import sys
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).parents[2] / "tools"))
import verify_bundle

folder = Path(sys.argv[1])
for line in (folder / "cases").read_text().splitlines():
    names = [str(folder / name) for name in line.split()]
    print(*(answer[0] for answer in verify_bundle.verify(*names).values()))
