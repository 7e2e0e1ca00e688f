#!/usr/bin/env python3
"""The command line beside a running desk and on a directory: command_line.py PROGRAM"""
import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from kill_loop import Server, key  # noqa: E402
from client import usd  # noqa: E402
from backup_restore import wanted  # noqa: E402


class Line:
    def __init__(self, program, *at, key_text=None):
        self.program, self.at = program, at
        self.environment = {name: value for name, value in os.environ.items() if name != "RECOURSE_KEY"}
        if key_text:
            self.environment["RECOURSE_KEY"] = key_text

    def run(self, *words, body=None, expect=0):
        if body is not None:
            words += ("--body", "-")
        done = subprocess.run([self.program, *words, *self.at], input=None if body is None else json.dumps(body),
                              capture_output=True, text=True, env=self.environment)
        if done.returncode != expect:
            raise SystemExit(f"{' '.join(words)}: {done.returncode} instead of {expect}\n{done.stdout}{done.stderr}")
        for line in done.stdout.splitlines():
            if len(line) > 80 and not line.startswith("{"):
                raise SystemExit(f"a line of {len(line)} columns: {line}")
        return done

    def made(self, *words, body=None):
        return json.loads(self.run("do", *words, body=body).stdout)["id"]


def play(officer, line_of, again):
    """An order from its draft to a claim; `line_of` gives the line of a role and party."""
    buyer, supplier = (officer.made("parties.register", body={"profile": {"name": name, "country": "CN"}}) for name in ("Buyer", "Teak Co"))
    buys, sells, bank = line_of("buyer", buyer), line_of("supplier", supplier), line_of("provider", None)
    terms = {"programme": "alibaba-trade-assurance", "buyer": buyer, "supplier": supplier, "goods": "柚木 garden chairs " + "long " * 20,
             "price_goods": usd(500), "price_freight": usd(0), "price_tax": usd(0), "instalments": [{"purpose": "full", "amount": usd(500)}], "shipping_mode": "sea"}
    order = buys.made("orders.draft", body={"terms": terms})
    buys.run("do", "orders.offer", order)
    shown = buys.run("order", "show", order).stdout
    wanted(shown, f"{order} awaiting-seller, version 2", "You may", "cancel")
    digest = re.search(r"Terms +([0-9a-f]{64})", shown)[1]
    first = sells.run("do", "orders.agree", order, body={"terms": digest})
    sent = re.search(r"Idempotency-Key: (\S+)", first.stderr)[1]
    repeated = json.loads(sells.run("do", "orders.agree", order, "--again", sent, body={"terms": digest}).stdout)
    if not repeated["repeated"]:
        raise SystemExit(f"sent again under its key, it was another command: {repeated}")
    wanted(buys.run("do", "orders.confirm-receipt", order, "--if-match", "1", expect=2).stderr, "412")
    wanted(buys.run("order", "show", order).stdout, "500.00 USD open of instalment 1", "last day, then")
    bank.run("do", "orders.receive-payment", order, body={"instalment": 0, "amount": usd(500), "provider": 0, "reference": "B1"})
    wanted(sells.run("order", "show", order).stdout, "500.00 USD in the hold", "500.00 USD received", "ship")
    today = json.loads(officer.run("do", "clock.read").stdout)["today"]
    for what in ("ship", "deliver"):
        sells.run("do", f"orders.{what}", order, body={"statement": {"on": today, "by": "supplier", "reference": "X"}})
    claim = buys.made("claims.open", order, body={"lines": [{"kind": "quality", "description": "cracks \x1b[31m", "share": "1", "verifiable": True, "found_on": today}],
                                                  "remedy": "refund", "amount": usd(500)})
    shown = sells.run("claim", "show", claim).stdout
    wanted(shown, f"{claim} negotiation", "cracks", "make-offer", "last day: ", "supplier")
    if "\x1b" in shown:
        raise SystemExit("what somebody typed steers the terminal")
    listed = officer.run("order", "list").stdout
    wanted(listed, order, "awaiting-receipt", "500.00 USD")
    wanted(officer.run("order", "list", "--phase", "closed").stdout, "none")
    wanted(officer.run("claim", "list").stdout, claim, order, "negotiation")
    wanted(again.run("order", "show", "O-999999", expect=2).stderr, "404")
    evidence(buys, sells, order)
    pursued(buys, sells, order)
    return order


def pursued(buys, sells, order):
    """The legal recovery of the order: for the buyer's side alone."""
    matter = buys.made("matters.open", order, body={"currency": "USD", "title": "Leaking pumps", "language": "en", "counsel": ""})
    buys.run("do", "matters.add-pursued", matter, body={"pursued": {"name": "Teak Co", "country": "CN"}})
    buys.run("do", "matters.add-head", matter, body={"head": {"amount": usd(500), "basis": "Civil Code art. 566"}})
    wanted(buys.run("do", "matters.add-head", matter, body={"head": {"amount": usd(0), "basis": "x"}}, expect=2).stderr, "matter.not_positive")
    wanted(buys.run("matter", "show", matter).stdout, f"{matter} open, version", "Leaking pumps", "500.00 USD", "supplier: Teak Co", "conflict-unchecked", "add-head")
    wanted(buys.run("matter", "list").stdout, matter, "open", "Leaking pumps")
    wanted(buys.run("matter", "list", "--phase", "filed").stdout, "none")
    wanted(sells.run("matter", "show", matter, expect=2).stderr, "404")
    wanted(buys.run("matter", "show", "L17", expect=2).stderr, "no id of a matter")


def evidence(buys, sells, order):
    """The files of a case into its dossier, found, numbered, sealed, and taken into another one."""
    files = Path(__file__).resolve().parents[2] / "examples" / "evidence"
    count = len(list(files.iterdir()))
    dossier = buys.made("dossiers.open", order, body={"title": "Leaking pumps"})
    add = ["vault", "add", dossier, str(files), "--compartment", "shared", "--from", "the warehouse"]
    added = buys.run(*add).stdout
    wanted(added, f"{count} exhibits added", "contract.pdf, other", "photo-leak.jpg, photo", "mail-1-contract.eml, email", "payment-deposit.mt103, payment-record",
           "inspection.csv, inspection-report", "entry ")
    wanted(buys.run(*add).stdout, "0 exhibits added", f"{count} there before", "already")
    wanted(buys.run("vault", "list").stdout, dossier, "Leaking pumps")
    exhibit = re.search(r"(VX-[0-9]+) inspection.csv", added)[1]
    fact = json.loads(buys.run("do", "dossiers.add-fact", dossier, body={"compartment": "shared", "fact": {"text": "They leak", "when": {}}}).stdout)["as_of"]
    buys.run("vault", "link", dossier, "--compartment", "shared", "--fact", f"VF-{fact}", "--exhibit", exhibit, "--proves", "23 of 125")
    wanted(buys.run("vault", "number", dossier, "--all", "--compartment", "shared").stdout, "E1 ", f"E{count} ")
    wanted(buys.run("vault", "number", dossier, "--compartment", "shared", expect=2).stderr, "--all")
    wanted(sells.run("vault", "show", dossier).stdout, "E1 VX-", "contract.pdf", "They leak", "23 of 125")
    wanted(buys.run("vault", "search", dossier, "pumps").stdout, " found")
    wanted(buys.run("vault", "show", "V17", expect=2).stderr, "no id of a dossier")
    wanted(buys.run("vault", "add", dossier, "/no/such/file", "--compartment", "shared", "--from", "x", expect=2).stderr, "no file and no folder")
    with tempfile.TemporaryDirectory() as folder:
        bundle = str(Path(folder) / "b.zip")
        buys.run("vault", "seal", dossier, "--compartment", "shared", "--for", "CIETAC", "--to", bundle)
        wanted(buys.run("vault", "seal", dossier, "--compartment", "shared", "--for", "x", "--to", bundle, expect=2).stderr, "there already")
        packet = str(Path(folder) / "p.zip")
        to = ["--for", "alibaba-trade-assurance", "--compartment", "shared"]
        wanted(sells.run("packet", "list").stdout, "cietac ", "one PDF", "paypal ")
        checked = buys.run("packet", "check", dossier, *to, expect=2).stdout
        wanted(checked, "E001 ", "breach   E001 column-empty", "-> fill it in", "unknown  packet unknown-types", " breaches, ")
        wanted(buys.run("packet", "make", dossier, *to, "--to", packet, expect=2).stderr, "despite_breaches", "E001: 'proves' is empty")
        if Path(packet).exists():
            raise SystemExit("a packet that was refused is there")
        wanted(buys.run("packet", "make", dossier, *to, "--to", packet, "--despite-breaches").stdout, packet, "on record")
        names = zipfile.ZipFile(packet).namelist()
        if "READ-FIRST.txt" not in names or len(names) != count + 2:
            raise SystemExit(f"the packet holds {names}")
        wanted(buys.run("do", "dossiers.read", dossier).stdout, "exported", "Alibaba.com Trade Assurance dispute", hashlib.sha256(Path(packet).read_bytes()).hexdigest())
        verified = subprocess.run([buys.program, "verify", bundle], capture_output=True, text=True)
        if verified.returncode != 0:
            raise SystemExit(f"recourse verify: {verified.returncode}\n{verified.stdout}{verified.stderr}")
        other = buys.made("dossiers.open-alone", body={"against": "Teak Co", "title": "Another"})
        taken = buys.run("vault", "import", other, bundle, "--compartment", "buyer-and-counsel", "--from", "ourselves").stdout
        wanted(taken, "complete: holds", "in-log: holds", "data/E001")
        twins = Path(folder) / "twins"
        twins.mkdir()
        for name in ("one.txt", "two.txt"):
            (twins / name).write_text("the same")
        (twins / "three.txt").symlink_to("one.txt")
        done = buys.run("vault", "add", other, str(twins), "--compartment", "shared", "--from", "a drawer")
        wanted(done.stdout, "one.txt, ", "two.txt: the same bytes as one.txt", "1 exhibit added, 1 with the bytes of another")
        wanted(done.stderr, "three.txt is left out: it is a symbolic link")
        wanted(buys.run("vault", "show", other).stdout, "one.txt")
        wanted(buys.run("vault", "show", "V-999999", expect=2).stderr, "there is no dossier V-999999")
        damaged = Path(bundle).read_bytes()
        at = damaged.find(b"JFIF") + 2000
        Path(bundle).write_bytes(damaged[:at] + bytes([damaged[at] ^ 1]) + damaged[at + 1:])
        refused = buys.run("vault", "import", other, bundle, "--compartment", "shared", "--from", "x", expect=2).stderr
        wanted(refused, "photo-", ".jpg: its checksum in the archive (CRC-32) is another")


def time_stands(program, data):
    """A sandbox that was put forward keeps its day when its server is killed, for commands on its directory too."""
    token = key(program, data, "officer")
    server = Server(program, data, "--sandbox")
    server.start()
    told = json.loads(Line(program, "--server", server.url, key_text=token).run("do", "sandbox.clock", body={"days": 40}).stdout)["now"]
    server.kill()
    if json.loads(Line(program, "--data", data).run("do", "clock.read").stdout)["now"] < told:
        raise SystemExit("the clock of a sandbox went back")
    plain = subprocess.run([program, "serve", "--data", data, "--listen", "127.0.0.1:0"], capture_output=True, text=True, timeout=60)
    wanted(plain.stderr, "is a sandbox whose clock was put forward", "--sandbox")
    server.start()
    if json.loads(Line(program, "--server", server.url, key_text=token).run("do", "clock.read").stdout)["now"] < told:
        raise SystemExit("the clock of a sandbox went back when it was served again")
    server.stop()


def main():
    program = sys.argv[1]
    with tempfile.TemporaryDirectory() as folder:
        on_directory = str(Path(folder) / "quiet")
        officer = Line(program, "--data", on_directory)
        wanted(officer.run("order", "list", expect=2).stderr, f"there is no desk in {on_directory}")
        if os.path.exists(on_directory):
            raise SystemExit("who only looks has made a directory")
        key(program, on_directory, "officer")

        def acting(role, party):
            return Line(program, "--data", on_directory, "--role", role, *(["--party", party] if party else []))
        play(officer, acting, officer)

        served = str(Path(folder) / "served")
        token = key(program, served, "officer")
        server = Server(program, served)
        server.start()
        far = Line(program, "--server", server.url, key_text=token)

        def keyed(role, party):
            body = {"name": role, "role": role, "party": party, "scopes": ["read", "orders", "payments", "claims"], "days": 2}
            file = Path(folder) / f"key-{role}"
            file.write_text(json.loads(far.run("do", "keys.make", body=body).stdout)["token"] + "\n")
            file.chmod(0o600)
            return Line(program, "--server", server.url, "--key-file", str(file))
        order = play(far, keyed, far)

        held = Line(program, "--data", served)
        wanted(held.run("order", "show", order, expect=2).stderr, f"pid {server.process.pid}", f"recourse serve at {server.url}", "--server URL")
        open_key = Path(folder) / "open"
        open_key.write_text(token)
        open_key.chmod(0o644)
        wanted(Line(program, "--server", server.url, "--key-file", str(open_key)).run("order", "list", expect=2).stderr, "chmod 600")
        wanted(Line(program, "--server", server.url).run("order", "list", expect=2).stderr, "RECOURSE_KEY")
        wanted(Line(program, "--server", "http://192.0.2.1:8080", key_text=token).run("order", "list", expect=1).stderr, "this machine")
        wanted(Line(program, "--server", server.url, key_text="rk_wrong").run("order", "list", expect=2).stderr, "401")
        wanted(far.run("do", "orders.shp", order, expect=2).stderr, "did you mean", "orders.ship")
        wanted(far.run("do", "orders.ship", expect=2).stderr, "wants the id of its order")
        wanted(far.run("do", "orders.ship", order, body={"statement": {"on": "soon"}}, expect=2).stderr, "/statement/on")
        server.stop()
        wanted(far.run("order", "list", expect=1).stderr, "gives no answer")
        wanted(subprocess.run([program, "check", "--data", served], capture_output=True, text=True).stdout, "as they should be")
        time_stands(program, str(Path(folder) / "sandbox"))
        print("orders and claims at the command line, beside a server and on a directory")


if __name__ == "__main__":
    main()
