#!/usr/bin/env python3
"""Brings the next edition of a rule book into force on a running desk, against a sandbox:

    recourse serve --data DIR --sandbox
    examples/desk/editions.py URL TOKEN

The shipped book of Alibaba.com Trade Assurance, copied as an edition of next year with a cap of US$95,000 and 45 days to
pay, is uploaded; a copy with a slip in it is refused with its place. What it would change for open orders and claims is
asked, two officers bring it into force, and an order that is agreed from its day on is bound to it. Fails where one step
is not as it should be.
"""
import pathlib
import sys
from market import PROGRAMME, Market, agreed, claim, deliver, expect, receive, refused, ship, terms

EDITION = "2027-01-01"
SHIPPED = pathlib.Path(__file__).resolve().parents[2] / "programmes" / PROGRAMME / "2026-03-17"
CAP = """
[[cap]]
id = "pilot-cap"
amount = 'convert(money("95000.00 USD"), case_currency)'
says = "No order is covered for more than US$95,000."
says_zh = "每单最高95,000美元。"
source = "limit-page"
"""


def next_edition():
    files = []
    for path in sorted(SHIPPED.glob("*.toml")):
        text = path.read_text()
        if path.name == "programme.toml":
            text = text.replace('edition = "2026-03-17"', f'edition = "{EDITION}"') + CAP
        if path.name == "order.toml":
            text = text.replace('after = "60 days"\nsilent = "buyer"\nsays = "An order that is not paid',
                                'after = "45 days"\nsilent = "buyer"\nsays = "An order that is not paid')
        files.append({"name": f"programmes/{PROGRAMME}/{EDITION}/{path.name}", "text": text})
    return files


def main():
    market = Market(sys.argv[1], sys.argv[2])
    first, second = market.officer, market.second
    buyer_id, supplier_id = market.party("Nordic Garden AS", "NO"), market.party("Ningbo Pumps Co., Ltd.", "CN")
    buyer = market.key_of("buyer", buyer_id, ["read", "orders", "claims"])
    supplier = market.key_of("supplier", supplier_id, ["read", "orders", "claims"])
    holder = market.key_of("provider", None, ["read", "payments"])

    def agreed_for(price):
        return agreed(buyer, supplier, terms(buyer_id, supplier_id, price))

    def claimed(price):
        order = agreed_for(price)
        receive(holder, order, price, reference=order)
        ship(supplier, order, market.today())
        deliver(supplier, order, market.today())
        return claim(buyer, order, price, market.today(), "cracks")

    small, large, unpaid = claimed(10000), claimed(100000), agreed_for(500)

    # A slip is named with its place, and nothing is kept.
    files = next_edition()
    wrong = [dict(one) for one in files]
    wrong[-1]["text"] += '\n[[cap]]\nid = "slip"\namount = \'paid_insede\'\nsays = "x"\nsays_zh = "x"\nsource = "limit-page"\n'
    [slip] = refused("rule_book.wrong", lambda: first.post("/v1/rule-books", {"files": wrong}))["errors"]
    print(f"refused: {slip['detail']}")
    expect("what is kept", first.get("/v1/rule-books")["rule_books"], [])

    book = first.post("/v1/rule-books", {"files": files})
    expect("the same again", first.post("/v1/rule-books", {"files": files})["digest"], book["digest"])
    print(f"kept: {book['programme']} {book['edition']}, {book['rules']} rules, {book['cases']} cases, {book['digest'][:12]}...")

    changes = first.post(f"/v1/rule-books/{book['digest']}/what-if")
    expect("the rules that differ", sorted(one["id"] for one in changes["rules"]), ["pilot-cap", "unpaid-60-days"])
    # To the small one the new cap applies as well; it takes nothing from it.
    paid_otherwise = [one for one in changes["claims"] if one["before"]["high"] != one["after"]["high"]]
    expect("the claims that would be paid otherwise", [one["claim"] for one in paid_otherwise], [large])
    expect("the orders that differ", [one["order"] for one in changes["orders"]], [unpaid])
    [one] = paid_otherwise
    print(f"what if: {one['claim']} at most {one['before']['high']['amount']} -> {one['after']['high']['amount']}, {small} as before, "
          f"{unpaid} closed on {changes['orders'][0]['timers_after'][0]['due']} instead of {changes['orders'][0]['timers_before'][0]['due']}")
    expect("the sum", changes["sums"][0]["high"], {"amount": "-5000.00", "currency": "USD"})

    # Two officers, and a day that is still to come.
    day = f"{int(market.today()[:4]) + 1}-02-01"
    wanted = {"programme": PROGRAMME, "edition": EDITION, "digest": book["digest"], "from": day}
    refused("edition.too_early", lambda: first.post("/v1/editions", {**wanted, "from": market.today()}))
    edition = first.post("/v1/editions", wanted)["id"]
    refused("edition.same_person", lambda: first.post(f"/v1/editions/{edition}/confirm", {"digest": book["digest"]}))
    second.post(f"/v1/editions/{edition}/confirm", {"digest": book["digest"]})
    refused("edition.confirmed", lambda: second.post(f"/v1/editions/{edition}/withdraw", {"reason": "too late"}))

    def bound(order):
        return buyer.get(f"/v1/orders/{order}")["order"]["edition"]

    before = agreed_for(700)
    market.until(day)
    after = agreed_for(700)
    expect("agreed before the day", bound(before), "2026-03-17")
    expect("agreed on the day", bound(after), EDITION)
    expect("what was agreed long before", bound(unpaid), "2026-03-17")
    print(f"{edition}: in force from {day}; {before} stays bound to {bound(before)}, {after} is bound to {bound(after)}")


if __name__ == "__main__":
    main()
