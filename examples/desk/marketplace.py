#!/usr/bin/env python3
"""Fills a sandbox with an example marketplace: suppliers of several standings, orders in every state, claims at every stage.

    examples/desk/marketplace.py URL TOKEN KEYS     TOKEN is what the first start of the server printed; keys are written to KEYS
"""
import json
import os
import sys
from client import usd
from outcomes import PASSWORD, Deal, World, later, pay_out


def orders(world):
    """One order in each state."""
    supplier_id, supplier = world.supplier("Hangzhou Teak Works")
    terms = {"programme": "alibaba-trade-assurance", "buyer": world.buyer_id, "supplier": supplier_id, "goods": "teak benches",
             "price_goods": usd(4_800), "price_freight": usd(200), "price_tax": usd(0),
             "instalments": [{"purpose": "deposit", "amount": usd(1_500)}, {"purpose": "balance", "amount": usd(3_500)}],
             "specification": "drawing 12, moisture 8 to 12 %", "shipping_mode": "sea"}
    made = {}

    def draft():
        return world.buyer.post("/v1/orders", {"terms": terms})["id"]

    def offer():
        order = draft()
        world.buyer.post(f"/v1/orders/{order}/offer")
        return order

    def agree():
        order = offer()
        supplier.post(f"/v1/orders/{order}/agree", {"terms": supplier.get(f"/v1/orders/{order}")["terms"]})
        return order

    def pay(order, instalment, amount):
        world.bank.post(f"/v1/orders/{order}/receive-payment",
                        {"instalment": instalment, "amount": usd(amount), "provider": 0, "reference": f"{order}-{instalment}"})

    made["draft"] = draft()
    made["awaiting the supplier"] = offer()
    made["awaiting payment"] = agree()
    made["half paid"] = agree()
    pay(made["half paid"], 0, 1_500)
    made["cancelled"] = agree()
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

    deal = Deal(world, "Ningde Cells", price=25_000).ship().deliver()
    deal.buyer.post(f"/v1/orders/{deal.id}/confirm-receipt")
    pay_out(world, deal, 25_000)
    made["the pool paid, part is left"] = deal.claim(25_000).show().escalate().determine(25_000)
    officer.post(f"/v1/suppliers/{deal.supplier_id}/blacklist", {"reason": "paid out and gone", "rule": ""})

    deal = Deal(world, "Cixi Kettles").ship().deliver().claim(3_000)
    deal.act(deal.supplier, "make-offer", {"offer": {"amount": usd(2_000), "remedy": "refund", "full_and_final": True,
                                                     "return_required": False, "valid_until": later(world, 20)}})
    deal.act(deal.buyer, "accept-offer", {"offer": 1, "acknowledged": usd(1_000)})
    made["settled"] = deal

    # Open ones last: bringing a claim before officers moves the clock, and what nobody answers goes there by itself.
    made["an officer's turn"] = Deal(world, "Shenzhen Boards").ship().deliver().claim(5_000).show().escalate()

    made["the supplier's turn"] = Deal(world, "Ningbo Tools").ship().deliver().claim(6_000)

    deal = Deal(world, "Foshan Ceramics").ship().deliver().claim(8_000)
    deal.act(deal.supplier, "make-offer", {"offer": {"amount": usd(2_000), "remedy": "refund", "full_and_final": True,
                                                     "return_required": False, "valid_until": later(world, 20)}})
    made["an offer lies open"] = deal

    deal = Deal(world, "Yiwu Lights").ship().deliver().claim(10_000)
    deal.act(deal.supplier, "answer", {"stance": "contests", "text": "tested before shipment"})
    made["contested"] = deal.show()
    return made


def main():
    url, token, keys = sys.argv[1:4]
    world = World(url, token)
    world.officer.post("/v1/receipts", {"purpose": "pool-deposit", "amount": usd(50_000), "reference": "seed of the pool"})
    all_orders, all_claims = orders(world), claims(world)
    paid = Deal(world, "Suzhou Textiles")
    all_orders["awaiting shipment"] = paid.id
    all_orders["awaiting receipt"] = Deal(world, "Jinan Machines").ship().id
    done = Deal(world, "Taizhou Moulds").ship().deliver()
    done.buyer.post(f"/v1/orders/{done.id}/confirm-receipt")
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
