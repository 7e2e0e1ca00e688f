#!/usr/bin/env python3
"""The second verifier stays one file that can be read in an hour: at most 300 lines of at most 120 characters, and nothing
but Python's standard library beside it."""
import ast
import sys
from pathlib import Path

tools = Path(__file__).parents[2] / "tools"
text = (tools / "verify_bundle.py").read_text()
lines = text.splitlines()
wrong = [f"{len(lines)} lines, 300 at most"] if len(lines) > 300 else []
wrong += [f"line {number}: {len(line)} characters, 120 at most" for number, line in enumerate(lines, 1) if len(line) > 120]
for node in ast.walk(ast.parse(text)):
    names = [one.name for one in node.names] if isinstance(node, ast.Import) else [node.module] if isinstance(node, ast.ImportFrom) else []
    wrong += [f"line {node.lineno}: imports {name}" for name in names if name not in sys.stdlib_module_names]
print("\n".join(wrong) or f"{len(lines)} lines")
sys.exit(1 if wrong else 0)
