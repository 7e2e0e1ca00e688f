#!/usr/bin/env python3
"""Fills a sandbox with an example marketplace: half a year of trade, orders in every state, claims at every stage, and people who sign in.

    examples/desk/marketplace.py URL TOKEN [KEYS [PEOPLE]]

TOKEN is what the first start of the server printed; KEYS and PEOPLE are files that tell how machines and people come in. The server runs with the
options of examples/desk/marketplace.options. All names are invented; the clock of the sandbox ends half a year ahead.
"""
import os
import sys
import files
import matters
import months
import office
import recovery
import stages
from client import usd
from crew import Crew
from market import Deal

MONTHS, EACH = 6, 12


def quiet(*_, **__):
    """The story of the recovery is told elsewhere."""


def main():
    url, token = sys.argv[1:3]
    keys, people = (sys.argv[3:5] + [os.devnull] * 2)[:2]
    world = Crew(url, token)
    office.others(world)
    office.account(world)
    office.endpoint(world, "supplier", world.suppliers[0][0])  # switched off after days of failures
    world.officer.post("/v1/receipts", {"purpose": "pool-deposit", "amount": usd(400_000), "reference": "seed of the pool"})

    calendar = months.Calendar(world)
    lights = Deal(world, "", recovery.PRICE, world.suppliers[0], goods=world.goods(0)[0], specification=world.goods(0)[1]).ship().deliver()
    calendar.begin(recovery.story(lights, world.counsel, world.owner, tell=quiet))
    months.trades(world, calendar, MONTHS, EACH)
    calendar.begin(months.payments(world, MONTHS * 30 + 25))
    calendar.run(MONTHS * 30 + 40)

    all_claims = stages.claims(world)
    for role, party in (("buyer", world.buyer_id), ("officer", None)):
        office.endpoint(world, role, party)  # failing now
    all_orders = stages.orders(world)
    files.fill(world, all_claims["an officer's turn"])
    running = matters.freeze_about_to_lapse(world)
    begun = matters.just_begun(world, all_claims["offer and counter-offer"])
    office.standing(world, all_claims["the pool paid"])
    edition = office.book(world)
    office.money(world)

    world.save(keys, people, all_claims["an offer lies open"].supplier)
    print(f"today     {world.today()} (the clock of the sandbox)")
    for title, all_of_them in (("order", all_orders), ("claim", {stage: one.claim_id for stage, one in all_claims.items()})):
        for what, number in all_of_them.items():
            print(f"{title} {number:<7}{what}")
    print(f"matter {running} a freeze is about to lapse; {begun} has just begun\nedition {edition} waits for the second officer\n")
    world.table()


if __name__ == "__main__":
    main()
