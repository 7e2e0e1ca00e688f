#!/usr/bin/env python3
"""Fills a sandbox with an example marketplace: suppliers of several standings, orders in every state, claims at every stage.

    examples/desk/marketplace.py URL TOKEN [KEYS]   TOKEN is what the first start of the server printed; keys are written to KEYS, if it is given
"""
import json
import os
import sys
from client import usd
from market import PASSWORD, Deal, World, agreed, offered, receive, terms


def orders(world):
    """One order in each state."""
    supplier_id, supplier = world.supplier("Hangzhou Teak Works")
    of = terms(world.buyer_id, supplier_id, 4_800, "teak benches", "drawing 12, moisture 8 to 12 %", freight=200,
               instalments=[{"purpose": "deposit", "amount": usd(1_500)}, {"purpose": "balance", "amount": usd(3_500)}])
    made = {}
    made["draft"] = world.buyer.post("/v1/orders", {"terms": of})["id"]
    made["awaiting the supplier"] = offered(world.buyer, of)
    made["awaiting payment"] = agreed(world.buyer, supplier, of)
    made["half paid"] = agreed(world.buyer, supplier, of)
    receive(world.bank, made["half paid"], 1_500, f"{made['half paid']}-deposit")
    made["cancelled"] = agreed(world.buyer, supplier, of)
    supplier.post(f"/v1/orders/{made['cancelled']}/cancel", {"reason": "no timber of that grade"})
    return made


def claims(world):
    """One claim at each stage."""
    officer, made = world.officer, {}

    made["granted"] = Deal(world, "Dongguan Bags").ship().deliver().claim(10_000).show().escalate().determine(10_000)
    made["partly granted"] = Deal(world, "Qingdao Pumps").ship().deliver().claim(9_000).show().escalate().determine(3_000)
    made["rejected"] = Deal(world, "Xiamen Stone").ship().deliver().claim(4_000).show().escalate().determine(0)

    deal = Deal(world, "Wuxi Motors").ship().deliver().claim(7_000)
    deal.act(deal.buyer, "withdraw", {"reason": "settled by a new delivery"})
    made["withdrawn"] = deal

    deal = Deal(world, "Ningde Cells", price=25_000).ship().deliver().confirm_receipt()
    world.pay_out(deal, 25_000)
    made["the pool paid, part is left"] = deal.claim(25_000).show().escalate().determine(25_000)
    officer.post(f"/v1/suppliers/{deal.supplier_id}/blacklist", {"reason": "paid out and gone", "rule": ""})

    deal = Deal(world, "Cixi Kettles").ship().deliver().claim(3_000).offer(2_000, days=20)
    deal.act(deal.buyer, "accept-offer", {"offer": 1, "acknowledged": usd(8_000)})
    made["settled"] = deal

    # Open ones last: bringing a claim before officers moves the clock, and what nobody answers goes there by itself.
    made["an officer's turn"] = Deal(world, "Shenzhen Boards").ship().deliver().claim(5_000).show().escalate()

    made["the supplier's turn"] = Deal(world, "Ningbo Tools").ship().deliver().claim(6_000)

    made["an offer lies open"] = Deal(world, "Foshan Ceramics").ship().deliver().claim(8_000).offer(2_000, days=20)

    deal = Deal(world, "Yiwu Lights").ship().deliver().claim(10_000)
    deal.act(deal.supplier, "answer", {"stance": "contests", "text": "tested before shipment"})
    made["contested"] = deal.show()
    return made


def main():
    url, token = sys.argv[1:3]
    keys = sys.argv[3] if len(sys.argv) > 3 else os.devnull
    world = World(url, token)
    world.officer.post("/v1/receipts", {"purpose": "pool-deposit", "amount": usd(50_000), "reference": "seed of the pool"})
    all_orders, all_claims = orders(world), claims(world)
    paid = Deal(world, "Suzhou Textiles")
    all_orders["awaiting shipment"] = paid.id
    all_orders["awaiting receipt"] = Deal(world, "Jinan Machines").ship().id
    done = Deal(world, "Taizhou Moulds").ship().deliver().confirm_receipt()
    all_orders["completed"] = done.id
    claim = all_claims["an offer lies open"]
    written = {"officer": world.key_of("officer", None, ["read", "orders", "payments", "claims", "rules", "accounts", "audit"]).key,
               "buyer": world.buyer.key, "supplier": claim.supplier.key, "bank": world.bank.key}
    with open(os.open(keys, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as out:
        json.dump(written, out, indent=1)
    print("Orders  " + ", ".join(f"{order} {state}" for state, order in all_orders.items()))
    print("Claims  " + ", ".join(f"{deal.claim_id} {stage}" for stage, deal in all_claims.items()))
    print(f"Officer ada@example.org, password: {PASSWORD}")
    print(f"Keys    {keys} (officer, buyer, supplier of {claim.claim_id}, bank)")


if __name__ == "__main__":
    main()
