#!/usr/bin/env python3
"""Plays every way in which a protected order can end, against a running sandbox:

    recourse serve --data DIR --sandbox --limit-least "20000 USD"     (in another terminal; it prints the token that sets up the first officer)
    examples/desk/outcomes.py URL TOKEN

Prints one line for each outcome, with the money as the ledger has it, and fails where one is not as it should be.
"""
import hashlib
import sys
from client import Client, Problem, usd

PASSWORD = "a long phrase for the desk"


class World:
    """The people of an example marketplace."""

    def __init__(self, url, token):
        self.url, self.count = url, 0
        first = Client(url)
        first.post("/v1/setup", {"token": token, "name": "Ada Officer", "email": "ada@example.org", "language": "en", "password": PASSWORD})
        self.officer = Client(url)
        self.officer.sign_in("ada@example.org", PASSWORD)
        invited = self.officer.post("/v1/invitations", {"role": "officer", "email": "bo@example.org", "days": 7})
        Client(url).post("/v1/invitations/accept", {"token": invited["token"], "name": "Bo Officer", "email": "bo@example.org",
                                                    "language": "en", "password": PASSWORD})
        self.second = Client(url)
        self.second.sign_in("bo@example.org", PASSWORD)
        self.bank = self.key_of("provider", None, ["read", "payments", "claims"])
        self.buyer_id = self.party("Nordic Garden AS", "NO")
        self.buyer = self.key_of("buyer", self.buyer_id, ["read", "orders", "claims"])

    def party(self, name, country):
        return self.officer.post("/v1/parties", {"profile": {"name": name, "country": country}})["id"]

    def key_of(self, role, party, scopes):
        made = self.officer.post("/v1/keys", {"name": f"{role} {party or ''}".strip(), "role": role, "party": party, "scopes": scopes, "days": 30})
        return Client(self.url, made["token"])

    def supplier(self, name):
        party = self.party(name, "CN")
        return party, self.key_of("supplier", party, ["read", "orders", "claims", "payments"])

    def today(self):
        return self.buyer.get("/v1/clock")["today"]

    def days(self, number):
        self.officer.post("/v1/sandbox/clock", {"days": number})


class Deal:
    """One order from its draft to where a story begins."""

    def __init__(self, world, name, price=10_000):
        self.world, self.price = world, price
        self.supplier_id, self.supplier = world.supplier(name)
        self.buyer, self.bank, self.officer = world.buyer, world.bank, world.officer
        terms = {"programme": "alibaba-trade-assurance", "buyer": world.buyer_id, "supplier": self.supplier_id,
                 "goods": "garden furniture", "price_goods": usd(price), "price_freight": usd(0), "price_tax": usd(0),
                 "instalments": [{"purpose": "full", "amount": usd(price)}], "specification": "drawing 7, teak, 4 colours",
                 "shipping_mode": "sea"}
        self.id = self.buyer.post("/v1/orders", {"terms": terms})["id"]
        self.buyer.post(f"/v1/orders/{self.id}/offer")
        order = self.supplier.get(f"/v1/orders/{self.id}")
        self.supplier.post(f"/v1/orders/{self.id}/agree", {"terms": order["terms"]})
        self.reference = f"RCV-{self.id}"
        self.bank.post(f"/v1/orders/{self.id}/receive-payment",
                       {"instalment": 0, "amount": usd(price), "provider": 0, "reference": self.reference})

    def ship(self):
        self.supplier.post(f"/v1/orders/{self.id}/ship", {"statement": {"on": self.world.today(), "by": "supplier", "reference": "BL-1"}})
        return self

    def deliver(self):
        self.supplier.post(f"/v1/orders/{self.id}/deliver", {"statement": {"on": self.world.today(), "by": "supplier", "reference": "POD"}})
        return self

    def claim(self, amount, kind="quality"):
        opened = self.buyer.post(f"/v1/orders/{self.id}/claims", {
            "lines": [{"kind": kind, "description": "legs crack under load", "share": "1", "verifiable": True, "found_on": self.world.today()}],
            "remedy": "refund", "amount": usd(amount)})
        self.claim_id = opened["id"]
        return self

    def show(self, slot_of=None):
        """Both sides put in what is asked of them."""
        for client in (self.buyer, self.supplier):
            for slot in client.get(f"/v1/claims/{self.claim_id}")["slots"]:
                mine = slot["from"] == ("buyer" if client is self.buyer else "supplier")
                if mine:
                    digest = hashlib.sha256(f"{self.claim_id} {slot['id']}".encode()).hexdigest()
                    client.post(f"/v1/claims/{self.claim_id}/add-exhibit", {
                        "exhibit": {"digest": digest, "name": slot["kind"] + ".pdf", "kind": slot["kind"]}, "slot": slot["id"]})
        return self

    def act(self, who, action, body=None):
        return who.post(f"/v1/claims/{self.claim_id}/{action}", body)

    def escalate(self):
        """As soon as the book lets the buyer."""
        first = self.state()["escalation"]
        if first and first["day"] > self.world.today():
            self.officer.post("/v1/sandbox/clock", {"to": first["day"]})
        if self.state()["phase"] == "negotiation":
            self.act(self.buyer, "escalate")
        return self

    def determine(self, amount, reasons="the photographs and the report agree", by=None):
        lines = self.state()["lines"]
        ruling = {"findings": [{"line": i, "facts": "seen in the exhibits"} for i in range(len(lines))], "amount": usd(amount),
                  "remedy": "refund", "reasons": reasons, "deviation": "the range leaves it open"}
        self.act(by or self.officer, "determine", {"ruling": ruling})
        return self

    def state(self):
        return self.officer.get(f"/v1/claims/{self.claim_id}")

    def wait(self, phase="closed", days=200):
        for _ in range(days):
            if self.state()["phase"] == phase:
                return self
            self.world.days(1)
        raise SystemExit(f"{self.claim_id} is {self.state()['phase']} and not {phase}")

    def expect(self, ending, paid, **more):
        state = self.state()
        wrong = []
        if state["ending"] != ending:
            wrong.append(f"ending {state['ending']}, expected {ending}")
        if float(state["paid"]["amount"]) != paid:
            wrong.append(f"paid {state['paid']['amount']}, expected {paid:.2f}")
        for name, amount in more.items():
            if float(state[name]["amount"]) != amount:
                wrong.append(f"{name} {state[name]['amount']}, expected {amount:.2f}")
        if wrong:
            raise SystemExit(f"{self.claim_id}: " + "; ".join(wrong))
        return self


def line(name, deal, more=""):
    state = deal.state()
    print(f"{name:<34} {deal.id:<7} {deal.claim_id:<7} {state['ending']:<13} paid {state['paid']['amount']:>9}{more}", flush=True)


def main():
    world = World(sys.argv[1], sys.argv[2])
    officer = world.officer
    officer.post("/v1/receipts", {"purpose": "pool-deposit", "amount": usd(50_000), "reference": "seed of the pool"})
    print(f"{'outcome':<34} {'order':<7} {'claim':<7} {'ending':<13}")

    deal = Deal(world, "Full Refund Co").ship().deliver().claim(10_000).show().escalate().determine(10_000).wait()
    line("full refund", deal.expect("granted", 10_000))

    deal = Deal(world, "Part Co").ship().deliver().claim(10_000).show().escalate().determine(4_000).wait()
    line("part", deal.expect("partly", 4_000))

    deal = Deal(world, "Rejected Co").ship().deliver().claim(10_000).show().escalate().determine(0).wait()
    line("rejected", deal.expect("rejected", 0))

    deal = Deal(world, "Settled Co").ship().deliver().claim(10_000)
    deal.act(deal.supplier, "make-offer", {"offer": {"amount": usd(3_500), "remedy": "refund", "full_and_final": True,
                                                     "return_required": False, "valid_until": later(world, 5)}})
    try:
        deal.act(deal.buyer, "accept-offer", {"offer": 1})
        raise SystemExit("a buyer settled without seeing what it gives up")
    except Problem as problem:
        refused = problem.code
    deal.act(deal.buyer, "accept-offer", {"offer": 1, "acknowledged": usd(6_500)})
    line("settled", deal.wait().expect("settled", 3_500), f"   (without the waiver: {refused})")

    deal = Deal(world, "Withdrawn Co").ship().deliver().claim(10_000)
    deal.act(deal.buyer, "withdraw", {"reason": "found the missing parts"})
    line("withdrawn", deal.expect("withdrawn", 0))

    # The book lets nobody win by the other's silence alone: it brings the claim before an officer, who decides on what is there.
    deal = Deal(world, "Silent Supplier Co").ship().deliver().claim(10_000).wait("review").determine(10_000).wait()
    line("silent supplier", deal.expect("granted", 10_000))

    deal = Deal(world, "Silent Buyer Co").ship().deliver().claim(10_000)
    deal.act(deal.supplier, "answer", {"stance": "contests", "text": "the goods were as agreed"})
    deal.wait("review")
    deal.act(officer, "ask-evidence", {"from": "buyer", "kind": "photo", "need": "required", "last": later(world, 3), "note": "the damage"})
    line("silent buyer", deal.wait().expect("no-response", 0))

    deal = Deal(world, "Reviewed Co").ship().deliver().claim(10_000).show().escalate().determine(2_000)
    deal.act(deal.buyer, "request-review", {"reasons": "the laboratory's report has come", "exhibits": [
        {"digest": hashlib.sha256(b"report").hexdigest(), "name": "lab.pdf", "kind": "lab-report"}]})
    deal.act(world.second, "admit-review", {"reasons": "it is new"})  # never the officer who decided
    deal.determine(9_000, by=world.second).wait()
    line("review won", deal.expect("partly", 9_000))

    deal = Deal(world, "Paid Out Co").ship().deliver()
    deal.buyer.post(f"/v1/orders/{deal.id}/confirm-receipt")
    pay_out(world, deal, 10_000)
    deal.claim(8_000).show().escalate().determine(8_000).wait()
    deal.expect("granted", 8_000, by_pool=8_000)
    officer.post("/v1/receipts", {"purpose": "recourse-payment", "amount": usd(8_000), "party": deal.supplier_id, "claim": deal.claim_id})
    left = balance(world, f"recourse/{deal.supplier_id}")
    assert left == 0, left
    line("pool pays and recovers", deal, f"   by the pool {deal.state()['by_pool']['amount']}, wanted back {left:.2f}")

    deal = Deal(world, "Capped Co", price=30_000).ship().deliver()
    deal.buyer.post(f"/v1/orders/{deal.id}/confirm-receipt")
    pay_out(world, deal, 30_000)
    deal.claim(30_000).show().escalate().determine(30_000).wait()
    deal.expect("granted", 20_000, by_pool=20_000, unfunded=10_000)
    line("cap reached", deal, f"   left to the legal track {deal.state()['unfunded']['amount']}")

    deal = Deal(world, "Reversed Co").ship().deliver()
    deal.buyer.post(f"/v1/orders/{deal.id}/confirm-receipt")
    pay_out(world, deal, 10_000)
    deal.bank.post(f"/v1/orders/{deal.id}/reverse-payment", {"reference": deal.reference, "amount": usd(10_000), "reason": "chargeback"})
    owed = balance(world, f"supplier-balance/{deal.supplier_id}")
    assert owed == -10_000, owed
    print(f"{'reversal after release':<34} {deal.id:<7} {'-':<7} {'':<13} the supplier owes {-owed:.2f}", flush=True)

    deal = Deal(world, "Charged Back Co").ship().deliver().claim(10_000).show().escalate()
    deal.bank.post(f"/v1/orders/{deal.id}/reverse-payment", {"reference": deal.reference, "amount": usd(6_000), "reason": "chargeback"})
    suspended = deal.state()["suspended_on"]
    deal.act(officer, "resume")
    deal.determine(4_000).wait()
    deal.expect("granted", 4_000, returned=6_000)
    line("chargeback during a claim", deal, f"   returned {deal.state()['returned']['amount']}, suspended on {suspended}")

    ledger = officer.get("/v1/ledger")
    for row in ledger["trial_balance"]:
        assert row["debits"] == row["credits"], row
    print(f"trial balance: {row['debits']['amount']} {row['currency']} on both sides, {len(ledger['accounts'])} accounts")


def pay_out(world, deal, amount):
    """The supplier draws on its balance: proposed by it, approved by an officer, settled by the bank."""
    made = deal.supplier.post("/v1/remittances", {"purpose": "supplier-payout", "amount": usd(amount), "party": deal.supplier_id})
    world.officer.post(f"/v1/remittances/{made['id']}/approve")
    world.bank.post(f"/v1/remittances/{made['id']}/settle")


def balance(world, account):
    return float(world.officer.get(f"/v1/ledger/{account}/USD")["balance"]["amount"])


def later(world, days):
    import datetime
    return str(datetime.date.fromisoformat(world.today()) + datetime.timedelta(days=days))


if __name__ == "__main__":
    main()
