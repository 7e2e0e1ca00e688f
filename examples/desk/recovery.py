#!/usr/bin/env python3
"""Plays one case on both tracks from the first day to the final account, against a running sandbox:

    recourse serve --data DIR --sandbox --limit-least "250000 USD"     (in another terminal; it prints the token that sets up the first officer)
    examples/desk/recovery.py URL TOKEN

12,000 lights were bought, 8,000 came, and some of these are below their standard. The programme pays a part, an offer of 40 % of the rest is
declined, an account is frozen, a tribunal awards the rest, and a court collects it. Fails where a step is not as it should be.
"""
import hashlib
import json
import sys
from client import usd
from market import Deal, World, expect, refused

PRICE, SHORT, DAMAGES, GRANTED = 192_000, 64_000, 56_000, 40_000
INTEREST, COSTS, PRESERVING = 2_400, 9_800, 2_100
CLAIMED = SHORT + DAMAGES
CLAUSE = ("Any dispute arising from or in connection with this Contract shall be submitted to the China International Economic and Trade Arbitration "
          "Commission (CIETAC) for arbitration in Beijing in accordance with its rules in force. The arbitral award is final and binding upon both parties.")


class Recovery:
    """The matter of a deal: the buyer's key for what is only noted, its people for what binds it."""

    def __init__(self, deal, counsel, owner, tell=print):
        self.world, self.deal, self.counsel, self.owner, self.tell = deal.world, deal, counsel, owner, tell
        made = deal.buyer.post(f"/v1/orders/{deal.id}/matter", {"currency": "USD", "language": "bilingual", "counsel": "Li & Partners", "title": "Grow lights"})
        self.id = made["id"]
        self.path = "/v1/matters/" + self.id

    def note(self, what, body, who=None):
        return (who or self.deal.buyer).post(f"{self.path}/{what}", body)

    def state(self):
        return self.deal.buyer.get(self.path)

    def say(self, title):
        figures = self.state()["figures"]
        self.tell(f"{self.world.today()}  {title:<58} claim {figures['claim']['amount']:>9}  came {figures['received']['amount']:>9}  "
              f"left {figures['left']['amount']:>9}", flush=True)

    def deadlines(self, names):
        for line in self.deal.buyer.get(self.path + "/deadlines")["deadlines"]:
            if line["deadline"] in names and line.get("due"):
                self.tell(f"            {line['due']}  {line['what']}: {line['status']}")

    def plan(self):
        """Whose turn it is."""
        for step in self.deal.buyer.get(self.path + "/plan")["steps"]:
            if step["standing"] in ("now", "blocked"):
                stands = ", ".join(one["kind"] for one in step["blockers"] if one["stops"])
                due = f" until {step['due']['day']} ({step['due']['kind']})" if "due" in step and step["due"] else ""
                self.tell(f"            plan: {step['track']}: {step['step']} is {step['standing']}, {step['owner']}{due}{': ' + stands if stands else ''}")

    def statement(self):
        sums, rmb = (self.deal.buyer.get(self.path + "/statement")[name] for name in ("sums", "rmb"))
        self.tell(f"            statement: {sums['heads']['amount']} and interest {sums['interest']['amount']}, less {sums['received']['amount']}: "
              f"{sums['total']['amount']} USD, {rmb['total']['amount']} CNY; {sums['interest_a_day']['amount']} USD more each day")

    def forecast(self):
        seen = self.deal.buyer.get(self.path + "/forecast")
        net = seen["net"]
        self.tell(f"            forecast: of {seen['position']['open']['amount']} still open {net['p10']['amount']} to {net['p90']['amount']}, half the time more than "
              f"{net['p50']['amount']}, costs taken off; by {', '.join(one['route'] for one in seen['routes'])}")

    def interlocks(self):
        """What one track may do to the other as things stand, and what whoever files has to have read."""
        seen = self.state()["interlocks"]
        holds = [name for name, is_so in seen.items() if is_so is True] + [f"before filing, read {one}" for one in seen["against_filing"]]
        self.tell(f"            interlocks: {', '.join(holds) or 'none'}")

    def weigh(self, number):
        seen = self.deal.buyer.get(f"{self.path}/offers/{number}/weighing")
        counter, even = seen["counter"], seen.get("break_even")
        self.tell(f"            weighed: taking it {seen['accept']['p50']['amount']}, going on {seen['go_on']['p50']['amount']} and better in {seen['go_on_better']} of 100; "
              f"as good as going on at {even['amount'] if even else 'nothing'}; ask for {counter['ask']['amount']}")

    def paper(self, kind, document, title):
        """A draft of the matter as it stands, in both languages; counsel reads it and lets it go out."""
        asked = json.dumps({"document": document, "format": "docx", "language": "both"})
        draft = self.deal.buyer.raw("POST", self.path + "/drafts", asked, Content_Type="application/json")
        digest = hashlib.sha256(draft).hexdigest()
        self.tell(f"            draft: {document}, {self.deal.buyer.headers['Open-Fields']} places open")
        self.note("make-paper", {"paper": {"kind": kind, "language": "bilingual", "digest": digest, "title": title}})
        number = len(self.state()["matter"]["papers"])
        self.note("approve-paper", {"number": number, "digest": digest}, self.counsel)
        return number


def story(deal, counsel, owner, tell=print):
    """The case of a deal that was delivered, from the claim to the final account; yields the days that pass before it goes on."""
    world = deal.world

    # The first day: both tracks begin.
    deal.claim(CLAIMED, kind="quantity")
    case = Recovery(deal, counsel, owner, tell)
    today = world.today
    case.note("add-pursued", {"pursued": {"role": "supplier", "name": "Shenzhen Guangyao Lighting Co., Ltd.", "country": "CN", "standing": "operating"}})
    case.note("check-conflict", {"check": {"names": ["Shenzhen Guangyao Lighting Co., Ltd."], "result": "clear", "checked_by": "Li Wen", "on": today()}}, counsel)
    case.note("engage", {"engagement": {"model": "contingency", "share": "0.15", "signed_on": today(),
                                        "budget": [{"line": "arbitration", "amount": usd(12_000)}, {"line": "preservation", "amount": usd(3_000)}]}}, counsel)
    case.note("add-head", {"head": {"kind": "price", "amount": usd(SHORT), "interest_from": today(),
                                 "basis": "Civil Code art. 577, 566: 4,000 lights never came"}})
    case.note("add-head", {"head": {"kind": "damages", "amount": usd(DAMAGES), "basis": "Civil Code art. 584: drivers below their standard"}})
    case.note("record-clause", {"clause": {"text": CLAUSE, "institution": "CIETAC", "seat": "Beijing", "worth": "valid"}})
    case.note("state-footing", {"footing": {"law": "general", "known_on": today(), "handed_over_on": today(), "defect_found_on": today()}})
    case.say(f"{deal.claim_id} with the programme, {case.id} beside it")
    case.deadlines({"limitation"})
    case.plan()
    case.interlocks()
    case.forecast()
    case.note("keep-forecast", {})  # to be compared with what came

    demand = case.paper("demand-letter", "demand-letter", "Demand, English and Chinese")
    case.note("send-paper", {"number": demand, "sending": {"on": today(), "to": "Shenzhen Guangyao Lighting Co., Ltd.", "party": 1, "how": "EMS 1012345678901", "proof": "sent"}})
    yield 3
    case.note("prove-arrival", {"number": demand, "on": today(), "proof": "arrived"})
    case.say("the demand has arrived: limitation runs anew")
    case.deadlines({"limitation"})

    # The programme grants a part: it is a receipt of the matter by itself.
    deal.show()
    yield deal.until_escalation()
    deal.escalate_now().determine(GRANTED)
    while deal.state()["phase"] != "closed":
        yield 1
    expect("received of the programme", float(case.state()["figures"]["received"]["amount"]), GRANTED)
    case.say("the programme has paid a part; no other route claims it again")
    case.statement()
    case.plan()

    # 40 % of what is left, for everything.
    offered = (CLAIMED - GRANTED) * 0.4
    case.note("make-offer", {"offer": {"ours": False, "amount": usd(offered), "full_and_final": True, "valid_until": world.later(14), "terms": "in four weeks"}})
    waiver = case.state()["waivers"][0]["gives_up"]
    case.weigh(1)
    refused("matter.waiver_unread", lambda: case.note("accept-offer", {"number": 1}, counsel))
    case.note("end-offer", {"number": 1}, counsel)
    case.say(f"an offer of {offered:,.0f} that gave up {float(waiver['here']['amount']):,.0f} is declined")

    # Freeze, before the tribunal is asked.
    case.note("choose-forum", {"choice": {"forum": "cietac", "bench": "cietac", "reasons": "the clause names it, and stands"}}, counsel)
    left = float(case.state()["figures"]["left"]["amount"])
    case.paper("preservation-application", "pre-action-preservation", "Application for preservation before arbitration")
    case.note("apply-preservation", {"application": {"stage": "pre-action", "court": "Shenzhen Intermediate People's Court", "on": today(), "amount": usd(left),
                                                     "targets": [{"asset": "bank", "what": "account 7719 at China Merchants Bank", "holder": "Guangyao", "value": usd(100_000)}],
                                                     "security": "insurer", "security_amount": usd(left), "insurer": "a letter of guarantee"}})
    case.note("book-cost", {"cost": {"line": "preservation", "amount": usd(PRESERVING), "on": today(), "what": "fee and premium"}})
    yield 2
    case.note("record-ruling", {"preservation": 1, "granted": True, "received_on": today()})
    case.note("execute-measure", {"measure": {"preservation": 1, "target": 1, "on": today(), "amount": usd(left)}})
    case.say("an account is frozen; to file within 30 days")
    case.forecast()
    case.deadlines({"file-after-freeze", "freeze-renewal", "freeze"})

    # Arbitrate.
    case.interlocks()
    case.paper("arbitration-request", "cietac-request", "Request for arbitration, CIETAC")
    yield 10
    against = case.state()["interlocks"]["against_filing"]
    case.note("file", {"filing": {"forum": "cietac", "on": today(), "amount": usd(left), "case_number": "DX20260418"}, "read": against}, counsel)
    case.note("book-cost", {"cost": {"line": "arbitration", "amount": usd(COSTS), "on": today(), "what": "CIETAC"}})
    case.note("add-head", {"head": {"kind": "interest", "amount": usd(INTEREST), "basis": "Civil Code art. 577; until the award"}})
    case.note("add-head", {"head": {"kind": "costs", "amount": usd(COSTS), "basis": "the fee of the institution, which the other side is to bear"}})
    case.say("filed with CIETAC, with interest and costs")
    yield 120
    case.note("record-title", {"title": {"kind": "award", "filing": 1, "received_on": today(), "effective_on": today(), "performance_until": world.later(15),
                                         "principal": usd(left), "interest": usd(INTEREST), "costs": usd(COSTS)}})
    case.say("the award: principal, interest and costs")
    case.plan()
    case.deadlines({"enforcement", "title-performance", "apply-enforcement"})

    # Enforce, and give out what came.
    yield 20
    case.paper("enforcement-application", "enforcement-application", "Application for enforcement")
    case.note("apply-enforcement", {"title": 1, "enforcement": {"on": today(), "court": "Shenzhen Intermediate People's Court", "case_number": "(2027) Yue 03 Zhi 118"}})
    case.note("note-pressure", {"title": 1, "pressure": "consumption-list", "on": today(), "against": "its legal representative"})
    awarded = left + INTEREST + COSTS
    yield 30
    case.note("record-receipt", {"receipt": {"route": "enforcement", "amount": usd(awarded), "on": today(), "note": "from the frozen account"}})
    case.note("lift-measure", {"measure": 1, "on": today(), "reason": "all has been paid"})
    case.say("collected from the frozen account")
    share = float(case.state()["figures"]["to_share"]["amount"])
    fee = round(awarded * 0.15, 2)
    case.note("propose-distribution", {"shares": [{"kind": "costs", "amount": usd(COSTS + PRESERVING), "to": "Nordic Garden AS"}, {"kind": "success-fee", "amount": usd(fee), "to": "Li & Partners"},
                                                  {"kind": "client", "amount": usd(share - COSTS - PRESERVING - fee), "to": "Nordic Garden AS"}]}, counsel)
    case.note("answer-distribution", {"number": 1, "confirm": True}, owner)
    case.note("close", {"ending": "full", "reasons": "all that was claimed has come"}, owner)
    case.say("closed: " + case.state()["matter"]["ending"])
    state = case.state()
    for one in state["matter"]["receipts"]:
        tell(f"            came     {one['receipt']['on']}  {one['receipt']['route']:<12} {one['counted']['amount']:>10}")
    for one in state["figures"]["costs"]:
        tell(f"            cost     {one['line']:<24} {one['booked']['amount']:>10} of {one['budgeted']['amount']} budgeted")
    for one in state["matter"]["distributions"][0]["shares"]:
        tell(f"            given to {one['to']:<24} {one['amount']['amount']:>10}  {one['kind']}")


def main():
    world = World(sys.argv[1], sys.argv[2])
    world.officer.post("/v1/receipts", {"purpose": "pool-deposit", "amount": usd(50_000), "reference": "seed of the pool"})
    deal = Deal(world, "Shenzhen Guangyao Lighting Co., Ltd.", PRICE).ship().deliver()
    counsel = world.person("counsel", world.buyer_id, "Li Wen", "li@example.org")
    owner = world.person("buyer", world.buyer_id, "Nora Berg", "nora@example.org")
    for days in story(deal, counsel, owner):
        if days:
            world.days(days)


if __name__ == "__main__":
    main()
