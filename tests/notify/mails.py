#!/usr/bin/env python3
"""Mail notices through a real SMTP conversation, read back with Python's email package.

    mails.py PROGRAM
"""
import email
import email.policy
import re
import socketserver
import sys
import tempfile
import threading
import urllib.request
from email.utils import parsedate_to_datetime

from desk_process import PASSWORD, Client, Market, Problem, Server, must, wait_for


class Peer:
    """As much of a mail server as RFC 5321 asks of one that only takes mail."""

    def __init__(self):
        self.mails = []  # (from, to, bytes)
        self.later, self.never = set(), set()  # recipients that are put off once, or refused
        self.lock = threading.Lock()
        peer = self

        class Handler(socketserver.StreamRequestHandler):
            def say(self, line):
                self.wfile.write(line.encode() + b"\r\n")

            def handle(self):
                self.say("220 peer")
                sender, recipients = None, []
                while line := self.rfile.readline():
                    must(line.endswith(b"\r\n"), "a line without CRLF")
                    word = line[:4].upper()
                    if word in (b"EHLO", b"HELO"):
                        self.say("250-peer")
                        self.say("250 8BITMIME")
                    elif word == b"MAIL":
                        sender, recipients = re.search(rb"<(.*)>", line)[1].decode(), []
                        self.say("250 ok")
                    elif word == b"RCPT":
                        to = re.search(rb"<(.*)>", line)[1].decode()
                        with peer.lock:
                            put_off = to in peer.later
                            peer.later.discard(to)
                        if put_off:
                            self.say("451 try again later")
                        elif to in peer.never:
                            self.say("550 no such mailbox")
                        else:
                            recipients.append(to)
                            self.say("250 ok")
                    elif word == b"DATA":
                        self.say("354 go on")
                        data = b""
                        while (line := self.rfile.readline()) not in (b".\r\n", b""):
                            must(len(line) <= 1000, "a line longer than RFC 5321 allows")
                            data += line[1:] if line.startswith(b".") else line
                        with peer.lock:
                            peer.mails += [(sender, to, data) for to in recipients]
                        self.say("250 taken")
                    elif word == b"QUIT":
                        self.say("221 bye")
                        return
                    else:
                        self.say("250 ok")

        class Threading(socketserver.ThreadingTCPServer):
            daemon_threads = True

        self.server = Threading(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def url(self):
        return f"smtp://127.0.0.1:{self.server.server_address[1]}"

    def to(self, address):
        with self.lock:
            mails = [data for _, to, data in self.mails if to == address]
        return [email.message_from_bytes(data, policy=email.policy.default) for data in mails]


def main():
    program = sys.argv[1]
    peer = Peer()
    with tempfile.TemporaryDirectory(prefix="recourse-mails-") as folder:
        server = Server(program, folder, "--smtp", peer.url, "--mail-from", "desk@example.org", "--public-url", "https://desk.example.org/")
        officer_key, bank_key = server.key("officer"), server.key("provider")
        server.start()
        try:
            play(server, Market(server, officer_key, bank_key), peer)
        finally:
            server.stop()


def play(server, market, peer):
    def person(role, party, name, language):
        address = f"{name.split()[0].lower()}@example.org"
        token = market.as_("officer").post("/v1/invitations", {"role": role, "party": party, "email": address, "days": 7})["token"]
        invitation = wait_for("the invitation", lambda: peer.to(address))[0]
        must("您受邀参与" in invitation.get_content() and "You are invited" in invitation.get_content(), "not in both languages")
        must(token not in invitation.as_string() and token not in invitation.get_content() and "http" not in invitation.get_content().split("-- ")[0],
             "an invitation holds its token or a link")
        Client(server.url).post("/v1/invitations/accept", {"token": token, "name": name, "email": address, "language": language, "password": PASSWORD})
        return address

    buyer = person("buyer", market.buyer, "Bea Buyer", "en")
    supplier = person("supplier", market.supplier, "Su 苏", "zh")
    person("supplier", market.other, "Otto Other", "en")
    peer.never.add("otto@example.org")
    peer.later.add(supplier)

    order = market.delivered()
    claim = market.claim(order)
    market.as_("supplier").post(f"/v1/claims/{claim}/make-offer", {"offer": {
        "amount": {"amount": "1000.00", "currency": "USD"}, "remedy": "refund", "full_and_final": True, "return_required": False,
        "valid_until": market.today()}})

    def subjects(address):
        return [one["Subject"] for one in peer.to(address)]

    wait_for("the offer's mail", lambda: any("an offer of USD 1,000.00" in one for one in subjects(buyer)))
    # Put off once (451): it comes with the next try, under the same id.
    market.days(1)
    wait_for("the claim's mail", lambda: f"订单{order}收到索赔{claim}" in subjects(supplier))
    must(f"Order {order} was shipped" in subjects(buyer), f"{subjects(buyer)}")
    wait_for("the payment's mail", lambda: f"订单{order}收到付款USD 4,800.00" in subjects(supplier))

    mail = next(one for one in peer.to(supplier) if claim in one["Subject"])
    must("Su 苏，您好：" in mail.get_content() and "USD 2,400.00" in mail.get_content(), mail.get_content())
    seen = set()
    for address in (buyer, supplier):
        for one in peer.to(address):
            must(not one.defects and one["From"] == "desk@example.org" or one["From"] == "<desk@example.org>", f"{one.defects} {one['From']}")
            must(one["To"].addresses[0].addr_spec == address, one["To"])
            must(re.fullmatch(r"<msg_[\w-]+@example\.org>", one["Message-ID"]), one["Message-ID"])
            must(one["Message-ID"] not in seen, "two mails have one id")
            seen.add(one["Message-ID"])
            parsedate_to_datetime(one["Date"])
            must(one["Auto-Submitted"] == "auto-generated" and one.get_content_type() == "text/plain", "the header is not whole")
            must(one.get_content_charset() == "utf-8" and "{" not in one.get_content(), one.get_content())
            for line in one.as_bytes().split(b"\n"):
                must(len(line) <= 998 and all(byte < 0x80 for byte in line), "a line is too long or no ASCII")

    # The link of the header: looked at it does nothing, posted it ends mails of that kind.
    link = re.fullmatch(r"<https://desk\.example\.org(/v1/notices/unsubscribe/[\w.-]+)>", mail["List-Unsubscribe"])[1]
    must(mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click", "no one-click")
    bea = next(one for one in peer.to(buyer) if "offer" in one["Subject"])
    must("/U-1." not in bea["List-Unsubscribe"] or "/U-1." not in mail["List-Unsubscribe"], "one link for two people")
    with urllib.request.urlopen(server.url + link) as page:
        must(b"<form" in page.read(), "the link leads to no form")

    def settings():
        su = Client(server.url)
        su.sign_in(supplier, PASSWORD)
        return {one["kind"]: one["on"] for one in su.get("/v1/notices")["kinds"]}, su

    must(settings()[0]["claim-opened"], "a look at the page has changed something")
    request = urllib.request.Request(server.url + link, b"List-Unsubscribe=One-Click", {"Content-Type": "application/x-www-form-urlencoded"})
    with urllib.request.urlopen(request) as answer:
        must(answer.status == 204, f"{answer.status}")
    for wrong in (link[:-1] + ("0" if link[-1] != "0" else "1"), link.replace("claim-opened", "your-turn"), link.replace("/U-", "/U-9")):
        try:
            Client(server.url).ask("POST", wrong)
            must(False, "a forged link was taken")
        except Problem as problem:
            must(problem.code == "notice.link_unknown", problem.code)
    kinds, su = settings()
    must(not kinds["claim-opened"] and kinds["your-turn"], f"{kinds}")
    su.post("/v1/notices", {"kind": "order-paid", "on": False})
    try:
        su.post("/v1/notices", {"kind": "sign-in-locked", "on": False})
        must(False, "a notice about safety was switched off")
    except Problem as problem:
        must(problem.code == "notice.kind", problem.code)
    count = len([one for one in subjects(supplier) if "收到" in one])
    second = market.delivered(price=500)
    market.claim(second, 100)
    wait_for("the second order's mail", lambda: any(second in one and "shipped" in one for one in subjects(buyer)))
    must(len([one for one in subjects(supplier) if "收到" in one]) == count, "what was switched off came")

    # Refused for good (550): a dead letter at once, and no other mail waits for it.
    order = market.draft(market.other)
    market.as_("buyer").post(f"/v1/orders/{order}/offer")
    dead = wait_for("a dead letter", lambda: market.as_("officer").get("/v1/deliveries?channel=mail&state=dead")["items"])
    must(dead[0]["tries"] == 1 and "550" in dead[0]["said"], f"{dead[0]}")
    must(market.as_("supplier").get("/v1/deliveries")["items"] == [], "a party sees mails")

    # Time: what is due soon is called to mind, what passed is told.
    def idle():
        now = market.as_("officer").get("/v1/clock")["now"]
        waiting = market.as_("officer").get("/v1/deliveries?channel=mail&state=pending&limit=200")["items"]
        return not [one for one in waiting if one["due"] <= now] and "recourse_outbox_lag_events 0" in market.as_("officer").get("/metrics")

    for _ in range(40):
        market.days(1)
        wait_for("the mails of the day", idle)
        if any("last day has passed" in one for one in subjects(buyer)) and any("the last day is" in one for one in subjects(buyer)):
            break
    must(any(re.fullmatch(rf"Claim {claim}: the last day is [\d-]+", one) for one in subjects(buyer)), f"{subjects(buyer)}")
    wait_for("what passed", lambda: any("last day has passed" in one for one in subjects(buyer)))

    # Locked: told to the person, once.
    for _ in range(12):
        try:
            Client(server.url).sign_in(buyer, "wrong")
        except Problem as problem:
            if problem.code == "account.locked":
                break
    wait_for("the lock's mail", lambda: [one for one in subjects(buyer) if "locked" in one])
    # Stopped and started: nothing comes twice.
    server.stop()
    count = len(peer.mails)
    server.start()
    wait_for("the outbox", lambda: "recourse_outbox_lag_events 0" in market.as_("officer").get("/metrics"))
    must(len(peer.mails) == count, "a mail came twice")
    ids = [re.search(rb"^Message-ID: (.*)\r$", data, re.MULTILINE)[1] for _, _, data in peer.mails]
    must(len(ids) == len(set(ids)), "a mail came twice")
    print(f"{len(ids)} mails to {len({to for _, to, _ in peer.mails})} people, all read back, none twice")


if __name__ == "__main__":
    main()
