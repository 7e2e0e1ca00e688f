#!/usr/bin/env python3
"""Plays every way in which a protected order can end, against a running sandbox:

    recourse serve --data DIR --sandbox --limit-least "20000 USD"     (in another terminal; it prints the token that sets up the first officer)
    examples/desk/outcomes.py URL TOKEN

Prints one line for each outcome, with the money as the ledger has it, and fails where one is not as it should be.
"""
import hashlib
import sys
from client import usd
from market import Deal, World, expect, refused


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

    deal = Deal(world, "Settled Co").ship().deliver().claim(10_000).offer(3_500, days=5)
    unread = refused("claim.waiver_not_read", lambda: deal.act(deal.buyer, "accept-offer", {"offer": 1}))
    deal.act(deal.buyer, "accept-offer", {"offer": 1, "acknowledged": usd(6_500)})
    line("settled", deal.wait().expect("settled", 3_500), f"   (without the waiver: {unread['code']})")

    deal = Deal(world, "Withdrawn Co").ship().deliver().claim(10_000)
    deal.act(deal.buyer, "withdraw", {"reason": "found the missing parts"})
    line("withdrawn", deal.expect("withdrawn", 0))

    # The book lets nobody win by the other's silence alone: it brings the claim before an officer, who decides on what is there.
    deal = Deal(world, "Silent Supplier Co").ship().deliver().claim(10_000).wait("review").determine(10_000).wait()
    line("silent supplier", deal.expect("granted", 10_000))

    deal = Deal(world, "Silent Buyer Co").ship().deliver().claim(10_000)
    deal.act(deal.supplier, "answer", {"stance": "contests", "text": "the goods were as agreed"})
    deal.wait("review")
    deal.act(officer, "ask-evidence", {"from": "buyer", "kind": "photo", "need": "required", "last": world.later(3), "note": "the damage"})
    line("silent buyer", deal.wait().expect("no-response", 0))

    # Goods go back, and the supplier never says that they came: no rule ends it, so an officer finds that they did.
    deal = Deal(world, "Returned Co").ship().deliver().claim(10_000, remedy="return-and-refund")
    deal.act(deal.supplier, "answer", {"stance": "accepts", "text": ""})
    deal.act(deal.buyer, "ship-return", {"tracking": "DHL 47 11"})
    found = {"outcome": "received", "reasons": "the carrier's record of delivery"}
    early = refused("claim.leg_too_early", lambda: deal.act(officer, "end-leg", found))
    world.days(31)
    expect("whom the return waits for", "officer" in deal.state()["turn"], True)
    deal.act(officer, "end-leg", found)
    line("return, supplier silent", deal.wait().expect("settled", 10_000), f"   (before its day: {early['code']})")

    deal = Deal(world, "Replaced Co").ship().deliver().claim(10_000, remedy="replacement")
    deal.act(deal.supplier, "make-offer", {"offer": {"amount": usd(0), "remedy": "replacement", "full_and_final": False,
                                                     "return_required": True, "valid_until": world.later(5)}})
    deal.act(deal.buyer, "accept-offer", {"offer": 1, "acknowledged": usd(10_000)})
    deal.act(deal.buyer, "ship-return", {"tracking": "DHL 47 12"})
    deal.act(deal.supplier, "confirm-return")
    deal.act(deal.supplier, "ship-replacement", {"tracking": "DHL 47 13"})
    deal.act(deal.buyer, "confirm-replacement")
    line("replacement", deal.wait().expect("settled", 0))

    deal = Deal(world, "Reviewed Co").ship().deliver().claim(10_000).show().escalate().determine(2_000)
    deal.act(deal.buyer, "request-review", {"reasons": "the laboratory's report has come", "exhibits": [
        {"digest": hashlib.sha256(b"report").hexdigest(), "name": "lab.pdf", "kind": "lab-report"}]})
    deal.act(world.second, "admit-review", {"reasons": "it is new"})  # never the officer who decided
    deal.determine(9_000, by=world.second).wait()
    line("review won", deal.expect("partly", 9_000))

    deal = Deal(world, "Paid Out Co").ship().deliver().confirm_receipt()
    world.pay_out(deal, 10_000)
    deal.claim(8_000).show().escalate().determine(8_000).wait()
    deal.expect("granted", 8_000, by_pool=8_000)
    officer.post("/v1/receipts", {"purpose": "recourse-payment", "amount": usd(8_000), "party": deal.supplier_id, "claim": deal.claim_id})
    left = world.balance(f"recourse/{deal.supplier_id}")
    expect("what is wanted back", left, 0)
    line("pool pays and recovers", deal, f"   by the pool {deal.state()['by_pool']['amount']}, wanted back {left:.2f}")

    # What two parties agree on draws nothing from the pool; the buyer asks, and an officer determines what it adds.
    deal = Deal(world, "Agreed Co").ship().deliver().confirm_receipt()
    world.pay_out(deal, 10_000)
    deal.claim(8_000).show().act(deal.supplier, "answer", {"stance": "accepts", "text": ""})
    deal.wait().expect("settled", 0, unfunded=8_000)
    deal.act(deal.buyer, "request-review", {"reasons": "the supplier has drawn its money", "exhibits": []})
    deal.act(officer, "admit-review", {"reasons": "the photographs show the damage"})
    deal.determine(6_000).wait()
    deal.expect("settled", 6_000, by_pool=6_000, unfunded=2_000)
    line("settled, the pool adds", deal, f"   by the pool {deal.state()['by_pool']['amount']}, the supplier owes {deal.state()['unfunded']['amount']}")

    deal = Deal(world, "Capped Co", price=30_000).ship().deliver().confirm_receipt()
    world.pay_out(deal, 30_000)
    deal.claim(30_000).show().escalate()
    expect("the most that is proposed", float(deal.state()["proposal"]["high"]["amount"]), 20_000)  # the supplier's limit
    deal.determine(30_000).wait()
    deal.expect("granted", 20_000, by_pool=20_000, unfunded=10_000)
    line("cap reached", deal, f"   left to the legal track {deal.state()['unfunded']['amount']}")

    deal = Deal(world, "Reversed Co").ship().deliver().confirm_receipt()
    world.pay_out(deal, 10_000)
    deal.bank.post(f"/v1/orders/{deal.id}/reverse-payment", {"reference": deal.reference, "amount": usd(10_000), "reason": "chargeback"})
    owed = world.balance(f"supplier-balance/{deal.supplier_id}")
    expect("what the supplier has", owed, -10_000)
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
        expect("the trial balance", row["debits"], row["credits"])
    print(f"trial balance: {row['debits']['amount']} {row['currency']} on both sides, {len(ledger['accounts'])} accounts")


if __name__ == "__main__":
    main()
