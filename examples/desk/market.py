"""What the stories in this folder begin with: a marketplace with two officers, its parties, and orders up to where a story starts."""
import datetime
import hashlib
from client import Client, Problem, usd

PASSWORD = "a long phrase for the desk"
PROGRAMME = "alibaba-trade-assurance"


def expect(what, found, wanted):
    if found != wanted:
        raise SystemExit(f"{what}: {found!r}, expected {wanted!r}")


def refused(code, act):
    """The refusal that the act gets; it has to be this one."""
    try:
        act()
    except Problem as problem:
        expect("the refusal", problem.code, code)
        return problem.body
    raise SystemExit(f"{code} was expected, and it was done")


class Market:
    """A desk that nobody has set up yet: Ada sets it up with the token of its first start, and invites Bo."""

    def __init__(self, url, token):
        self.url, self.officer, self.second = url, Client(url), Client(url)
        Client(url).post("/v1/setup", {"token": token, "name": "Ada Officer", "email": "ada@example.org", "language": "en", "password": PASSWORD})
        self.officer.sign_in("ada@example.org", PASSWORD)
        invited = self.officer.post("/v1/invitations", {"role": "officer", "email": "bo@example.org", "days": 7})
        Client(url).post("/v1/invitations/accept", {"token": invited["token"], "name": "Bo Officer", "email": "bo@example.org",
                                                    "language": "en", "password": PASSWORD})
        self.second.sign_in("bo@example.org", PASSWORD)

    def party(self, name, country, name_zh=""):
        return self.officer.post("/v1/parties", {"profile": {"name": name, "country": country, "name_zh": name_zh}})["id"]

    def person(self, role, party, name, email, language="en", only_case=None):
        """Somebody who was asked to take that part, and has signed in."""
        invited = self.officer.post("/v1/invitations", {"role": role, "party": party, "only_case": only_case, "email": email, "days": 7})
        Client(self.url).post("/v1/invitations/accept", {"token": invited["token"], "name": name, "email": email, "language": language, "password": PASSWORD})
        client = Client(self.url)
        client.sign_in(email, PASSWORD)
        return client

    def key_of(self, role, party, scopes):
        """A machine that acts for the party; without one, for the programme itself."""
        made = self.officer.post("/v1/keys", {"name": f"{role} {party or ''}".strip(), "role": role, "party": party, "scopes": scopes, "days": 90})
        return Client(self.url, made["token"])

    def today(self):
        return self.officer.get("/v1/clock")["today"]

    def later(self, days):
        return str(datetime.date.fromisoformat(self.today()) + datetime.timedelta(days=days))

    def days(self, number):
        self.officer.post("/v1/sandbox/clock", {"days": number})

    def until(self, day):
        self.officer.post("/v1/sandbox/clock", {"to": day})

    def balance(self, account):
        return float(self.officer.get(f"/v1/ledger/{account}/USD")["balance"]["amount"])


def terms(buyer, supplier, price, goods="pumps", specification="drawing 7", freight=0, instalments=None):
    return {"programme": PROGRAMME, "buyer": buyer, "supplier": supplier, "goods": goods, "price_goods": usd(price), "price_freight": usd(freight),
            "price_tax": usd(0), "instalments": instalments or [{"purpose": "full", "amount": usd(price + freight)}],
            "specification": specification, "shipping_mode": "sea"}


def offered(buyer, of):
    order = buyer.post("/v1/orders", {"terms": of})["id"]
    buyer.post(f"/v1/orders/{order}/offer")
    return order


def agreed(buyer, supplier, of):
    """Drafted, offered, and agreed to as it stands."""
    order = offered(buyer, of)
    supplier.post(f"/v1/orders/{order}/agree", {"terms": supplier.get(f"/v1/orders/{order}")["terms"]})
    return order


def receive(bank, order, amount, reference, instalment=0):
    bank.post(f"/v1/orders/{order}/receive-payment", {"instalment": instalment, "amount": usd(amount), "provider": 0, "reference": reference})


def ship(supplier, order, day):
    supplier.post(f"/v1/orders/{order}/ship", {"statement": {"on": day, "by": "supplier", "reference": "BL-1"}})


def deliver(supplier, order, day):
    supplier.post(f"/v1/orders/{order}/deliver", {"statement": {"on": day, "by": "supplier", "reference": "POD"}})


def claim(buyer, order, amount, day, description="legs crack under load", kind="quality", remedy="refund"):
    line = {"kind": kind, "description": description, "share": "1", "verifiable": True, "found_on": day}
    return buyer.post(f"/v1/orders/{order}/claims", {"lines": [line], "remedy": remedy, "amount": usd(amount)})["id"]


class World(Market):
    """A marketplace with one buyer and the holder of its funds."""

    def __init__(self, url, token):
        super().__init__(url, token)
        self.bank = self.key_of("provider", None, ["read", "payments", "claims"])
        self.buyer_id = self.party("Nordic Garden AS", "NO")
        self.buyer = self.key_of("buyer", self.buyer_id, ["read", "orders", "claims"])

    def supplier(self, name, name_zh=""):
        party = self.party(name, "CN", name_zh)
        return party, self.key_of("supplier", party, ["read", "orders", "claims", "payments"])

    def pay_out(self, deal, amount):
        """The supplier draws on its balance: proposed by it, approved by another officer than the one who made its key, settled by the bank."""
        made = deal.supplier.post("/v1/remittances", {"purpose": "supplier-payout", "amount": usd(amount), "party": deal.supplier_id})
        self.second.post(f"/v1/remittances/{made['id']}/approve")
        self.bank.post(f"/v1/remittances/{made['id']}/settle")


class Deal:
    """An order with a supplier, of its own where only a name is given, agreed and paid, and what becomes of it."""

    def __init__(self, world, name, price=10_000, supplier=None, buyer=None, goods="garden furniture", specification="drawing 7, teak, 4 colours"):
        self.world, self.price = world, price
        self.supplier_id, self.supplier = supplier or world.supplier(name)
        self.buyer_id, self.buyer = buyer or (world.buyer_id, world.buyer)
        self.bank, self.officer = world.bank, world.officer
        self.id = agreed(self.buyer, self.supplier, terms(self.buyer_id, self.supplier_id, price, goods, specification))
        self.reference = f"RCV-{self.id}"
        receive(self.bank, self.id, price, self.reference)

    def ship(self):
        ship(self.supplier, self.id, self.world.today())
        return self

    def deliver(self):
        deliver(self.supplier, self.id, self.world.today())
        return self

    def confirm_receipt(self):
        self.buyer.post(f"/v1/orders/{self.id}/confirm-receipt")
        return self

    def claim(self, amount, kind="quality", remedy="refund", description="legs crack under load"):
        self.claim_id = claim(self.buyer, self.id, amount, self.world.today(), description, kind, remedy)
        return self

    def act(self, who, action, body=None):
        return who.post(f"/v1/claims/{self.claim_id}/{action}", body)

    def show(self):
        """Both sides put in what is asked of them."""
        for side, client in (("buyer", self.buyer), ("supplier", self.supplier)):
            for slot in client.get(f"/v1/claims/{self.claim_id}")["slots"]:
                if slot["from"] == side:
                    digest = hashlib.sha256(f"{self.claim_id} {slot['id']}".encode()).hexdigest()
                    self.act(client, "add-exhibit", {"exhibit": {"digest": digest, "name": slot["kind"] + ".pdf", "kind": slot["kind"]}, "slot": slot["id"]})
        return self

    def offer(self, amount, days):
        """Full and final, by the supplier."""
        self.act(self.supplier, "make-offer", {"offer": {"amount": usd(amount), "remedy": "refund", "full_and_final": True,
                                                         "return_required": False, "valid_until": self.world.later(days)}})
        return self

    def escalate(self):
        """As soon as the book lets the buyer."""
        if days := self.until_escalation():
            self.world.days(days)
        return self.escalate_now()

    def until_escalation(self):
        """Days until the buyer may bring the claim before an officer."""
        first = self.state()["escalation"]
        return max(0, (datetime.date.fromisoformat(first["day"]) - datetime.date.fromisoformat(self.world.today())).days) if first else 0

    def escalate_now(self):
        if self.state()["phase"] == "negotiation":
            self.act(self.buyer, "escalate")
        return self

    def determine(self, amount, by=None):
        ruling = {"findings": [{"line": i, "facts": "seen in the exhibits"} for i in range(len(self.state()["lines"]))], "amount": usd(amount),
                  "remedy": "refund", "reasons": "the photographs and the report agree", "deviation": "the range leaves it open"}
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
        expect(f"{self.claim_id} ended", state["ending"], ending)
        for name, amount in {"paid": paid, **more}.items():
            expect(f"{self.claim_id}, {name}", float(state[name]["amount"]), float(amount))
        return self
