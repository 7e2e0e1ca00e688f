#!/usr/bin/env python3
"""Runs a program against a desk of its own: with_desk.py RECOURSE [--check] [--bank | --options FILE] -- COMMAND...

Starts `recourse serve` as a sandbox on an empty directory and a free port of the loopback, appends the address and the
token of the first officer to the command, with --bank gives the programme an account at a bank, with --options serves with those of a file, stops the server by its pid, and, with --check, lets `recourse check` read
what it left. Succeeds when all of them do.
"""
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile

def started(server):
    """The address and the token that the server prints."""
    text = ""
    for line in server.stdout:
        text += line
        address = re.search(r"Serving (\S+)", text)
        if address:
            token = re.search(r"^  (\S+)$", text, re.MULTILINE)
            return address[1], token[1] if token else ""
    sys.exit(f"the desk did not start; it said:\n{text}")


def main():
    at = sys.argv.index("--")
    recourse, check, command = sys.argv[1], "--check" in sys.argv[2:at], sys.argv[at + 1:]
    bank = []
    if "--bank" in sys.argv[2:at]:
        bank = ["--provider", "bank", "--bank-account", "NO93 8601 1117 947", "--bank-bic", "DNBANOKK", "--bank-holder", "Example Trade Desk AS"]
    options = ["--sandbox", "--limit-least", "20000 USD", *bank]
    if "--options" in sys.argv[2:at]:
        options = pathlib.Path(sys.argv[sys.argv.index("--options") + 1]).read_text().splitlines()
    if not shutil.which(command[0]):
        sys.exit(f"{command[0]} is missing: run `tools/setup contract`, then this test again.")
    with tempfile.TemporaryDirectory(prefix="recourse-desk-") as folder:
        log = pathlib.Path(folder) / "log"
        data, copies = (str(pathlib.Path(folder) / name) for name in ("desk", "copies"))
        pathlib.Path(copies).mkdir()
        with log.open("w") as errors:
            server = subprocess.Popen([recourse, "serve", "--data", data, "--listen", "127.0.0.1:0", "--backups", copies,
                                       *options], stdout=subprocess.PIPE, stderr=errors, text=True)
        try:
            address, token = started(server)
            status = subprocess.run([*command, address, token], check=False).returncode
        finally:
            server.send_signal(signal.SIGTERM)
            try:
                stopped = server.wait(30)
            except subprocess.TimeoutExpired:
                server.kill()
                stopped = "only when it was killed"
        if status != 0:
            print("the last lines of the desk's log:", *log.read_text().splitlines()[-20:], sep="\n", file=sys.stderr)
            return 1
        if stopped != 0:
            print(f"the desk stopped with {stopped}", file=sys.stderr)
            return 1
        if check:
            return subprocess.run([recourse, "check", "--data", data], check=False).returncode
    return 0


if __name__ == "__main__":
    sys.exit(main())
