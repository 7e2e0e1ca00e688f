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
from client import Client, Problem, usd

PASSWORD = "a long phrase for the desk"
PROGRAMME, EDITION = "alibaba-trade-assurance", "2027-01-01"
SHIPPED = pathlib.Path(__file__).resolve().parents[2] / "programmes" / PROGRAMME / "2026-03-17"
CAP = """
[[cap]]
id = "pilot-cap"
amount = 'convert(money("95000.00 USD"), case_currency)'
says = "No order is covered for more than US$95,000."
says_zh = "每单最高95,000美元。"
source = "limit-page"
"""


def expect(what, found, wanted):
    if found != wanted:
        raise SystemExit(f"{what}: {found!r}, expected {wanted!r}")


def refused(code, act):
    try:
        act()
    except Problem as problem:
        expect("the refusal", problem.code, code)
        return problem.body
    raise SystemExit(f"{code} was expected, and it was done")


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


def officers(url, token):
    Client(url).post("/v1/setup", {"token": token, "name": "Ada Officer", "email": "ada@example.org", "language": "en", "password": PASSWORD})
    first, second = Client(url), Client(url)
    first.sign_in("ada@example.org", PASSWORD)
    invited = first.post("/v1/invitations", {"role": "officer", "email": "bo@example.org", "days": 7})
    Client(url).post("/v1/invitations/accept", {"token": invited["token"], "name": "Bo Officer", "email": "bo@example.org",
                                                "language": "en", "password": PASSWORD})
    second.sign_in("bo@example.org", PASSWORD)
    return first, second


def main():
    url, token = sys.argv[1], sys.argv[2]
    first, second = officers(url, token)

    def party(name, country):
        return first.post("/v1/parties", {"profile": {"name": name, "country": country}})["id"]

    def key(role, of):
        return Client(url, first.post("/v1/keys", {"name": role, "role": role, "party": of,
                                                   "scopes": ["read", "orders", "claims", "payments"], "days": 90})["token"])

    buyer_id, supplier_id = party("Nordic Garden AS", "NO"), party("Ningbo Pumps Co., Ltd.", "CN")
    buyer, supplier, holder = key("buyer", buyer_id), key("supplier", supplier_id), key("provider", None)

    def agreed(price):
        terms = {"programme": PROGRAMME, "buyer": buyer_id, "supplier": supplier_id, "goods": "pumps", "price_goods": usd(price),
                 "price_freight": usd(0), "price_tax": usd(0), "instalments": [{"purpose": "full", "amount": usd(price)}],
                 "specification": "drawing 7", "shipping_mode": "sea"}
        order = buyer.post("/v1/orders", {"terms": terms})["id"]
        buyer.post(f"/v1/orders/{order}/offer")
        supplier.post(f"/v1/orders/{order}/agree", {"terms": supplier.get(f"/v1/orders/{order}")["terms"]})
        return order

    def today():
        return first.get("/v1/clock")["today"]

    def claimed(price):
        order = agreed(price)
        holder.post(f"/v1/orders/{order}/receive-payment",
                    {"instalment": 0, "amount": usd(price), "provider": 0, "reference": order})
        for step in ("ship", "deliver"):
            supplier.post(f"/v1/orders/{order}/{step}", {"statement": {"on": today(), "by": "supplier", "reference": "x"}})
        line = {"kind": "quality", "description": "cracks", "share": "1", "verifiable": True, "found_on": today()}
        return buyer.post(f"/v1/orders/{order}/claims", {"lines": [line], "remedy": "refund", "amount": usd(price)})["id"]

    small, large, unpaid = claimed(10000), claimed(100000), agreed(500)

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
    day = f"{int(today()[:4]) + 1}-02-01"
    wanted = {"programme": PROGRAMME, "edition": EDITION, "digest": book["digest"], "from": day}
    refused("edition.too_early", lambda: first.post("/v1/editions", {**wanted, "from": today()}))
    edition = first.post("/v1/editions", wanted)["id"]
    refused("edition.same_person", lambda: first.post(f"/v1/editions/{edition}/confirm", {"digest": book["digest"]}))
    second.post(f"/v1/editions/{edition}/confirm", {"digest": book["digest"]})
    refused("edition.confirmed", lambda: second.post(f"/v1/editions/{edition}/withdraw", {"reason": "too late"}))

    def bound(order):
        return buyer.get(f"/v1/orders/{order}")["order"]["edition"]

    before = agreed(700)
    first.post("/v1/sandbox/clock", {"to": day})
    after = agreed(700)
    expect("agreed before the day", bound(before), "2026-03-17")
    expect("agreed on the day", bound(after), EDITION)
    expect("what was agreed long before", bound(unpaid), "2026-03-17")
    print(f"{edition}: in force from {day}; {before} stays bound to {bound(before)}, {after} is bound to {bound(after)}")


if __name__ == "__main__":
    main()
