#!/usr/bin/env python3
"""What `make run` serves: example.py TOOLS_DESK RECOURSE. Starts it on a port of its own, lets everybody of its table sign in and look at what
waits for him, and starts it once more on what is there. Fails where somebody finds nothing, or a line is wider than a terminal."""
import json
import os
import pathlib
import signal
import socket
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(sys.argv[1]).resolve().parents[1] / "examples/desk"))
from client import Client  # noqa: E402
from market import expect  # noqa: E402

SECONDS = 60  # twenty are meant; other tests may run beside this one


def started(data, port):
    """The program, and what it said until it serves."""
    begun = time.monotonic()
    desk = subprocess.Popen([sys.argv[1], sys.argv[2]], stdout=subprocess.PIPE, text=True, start_new_session=True,
                            env={**os.environ, "DATA": data, "LISTEN": f"127.0.0.1:{port}"})
    lines = []
    for line in desk.stdout:
        lines.append(line.rstrip("\n"))
        if line.startswith("Interrupt"):
            seconds = time.monotonic() - begun
            print(f"up after {seconds:.1f} s")
            if seconds > SECONDS:
                sys.exit(f"it took {seconds:.0f} s to come up")
            return desk, lines
    sys.exit("the desk did not come up; it said:\n" + "\n".join(lines))


def stop(desk):
    desk.send_signal(signal.SIGTERM)
    desk.wait(30)


def main():
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    with tempfile.TemporaryDirectory(prefix="recourse-example-") as data:
        desk, lines = started(data, port)
        try:
            for line in lines:
                if len(line) > 80:
                    sys.exit(f"wider than 80 columns: {line}")
            file = pathlib.Path(data) / "people.json"
            expect("who may read the table", oct(file.stat().st_mode & 0o777), "0o600")
            people = json.loads(file.read_text())
            for one in people:
                if not any(line.startswith(one["role"]) and one["email"] in line for line in lines):
                    sys.exit(f"{one['email']} stands in no line of the table")
                client = Client(url)
                client.sign_in(one["email"], one["password"])
                now = client.get("/v1/sessions/current")
                expect(f"the part of {one['email']}", (now["memberships"][0]["role"], now["memberships"][0]["party"]), (one["role"], one["party"]))
                waits = {queue["id"]: queue["count"] for queue in client.get("/v1/desk")["queues"]}
                print(one["role"], waits)
                if not any(waits.values()):
                    sys.exit(f"nothing waits for {one['email']}")
                if one["role"] == "officer":
                    seen = client.get("/v1/overview")
                    told = [month for month in seen["resolution"]["months"] if month["closed"]]
                    if len(told) < 5 or not seen["resolution"]["enough"] or not seen["pool"]:
                        sys.exit(f"the plots have too little to show: {seen}")
            expect("the roles", {one["role"] for one in people}, {"officer", "buyer", "supplier", "counsel", "supplier-counsel", "provider", "auditor", "inspector", "carrier"})
        finally:
            stop(desk)
        desk, lines = started(data, port)
        try:
            expect("the table once more", sum(one["email"] in line for one in people for line in lines), len(people))
        finally:
            stop(desk)


if __name__ == "__main__":
    main()
