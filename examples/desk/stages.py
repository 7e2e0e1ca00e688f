"""What goes on today: orders in every state, claims at every stage, with their evidence and offers."""
from market import Deal, agreed, offered, receive, terms, usd


def orders(world):
    """One order in each state, of the buyer and the supplier that have people here, and of others."""
    (supplier_id, supplier), (goods, standard) = world.suppliers[0], world.goods(0)
    of = terms(world.buyer_id, supplier_id, 148_000, goods, standard, freight=3_200,
               instalments=[{"purpose": "deposit", "amount": usd(45_000)}, {"purpose": "balance", "amount": usd(106_200)}])
    made = {"draft": world.buyer.post("/v1/orders", {"terms": of})["id"]}
    made["awaiting the supplier"] = offered(world.buyer, of)
    made["awaiting payment"] = agreed(world.buyer, supplier, of)
    made["half paid"] = agreed(world.buyer, supplier, of)
    receive(world.bank, made["half paid"], 45_000, f"{made['half paid']}-deposit")
    made["cancelled"] = agreed(world.buyer, supplier, of)
    supplier.post(f"/v1/orders/{made['cancelled']}/cancel", {"reason": "the chips are not to be had this quarter"})
    amended = Deal(world, "", 64_000, world.suppliers[3], goods=world.goods(3)[0], specification=world.goods(3)[1])
    later = {**amended.buyer.get(f"/v1/orders/{amended.id}")["order"]["terms"], "goods": "teak garden benches, oiled twice"}
    amended.supplier.post(f"/v1/orders/{amended.id}/amend", {"terms": later})
    made["an amendment is proposed"] = amended.id
    made["awaiting shipment"] = deal(world, 1, 86_500).id
    on_its_way = deal(world, 0, 52_300).ship()
    on_its_way.supplier.post(f"/v1/orders/{on_its_way.id}/name-carrier", {"carrier": world.carrier_id})
    made["awaiting receipt"] = on_its_way.id
    made["completed"] = deal(world, 4, 33_900).ship().deliver().confirm_receipt().id
    return made


def deal(world, number, price, buyer=0):
    goods, standard = world.goods(number)
    return Deal(world, "", price, world.suppliers[number], world.buyers[buyer], goods, standard)


def arrived(world, number, price, buyer=0):
    return deal(world, number, price, buyer).ship().deliver()


def claims(world):
    """Claims that are over, paid by the pool as well, and one at each stage that is still open."""
    made = {}
    one = arrived(world, 5, 25_000).confirm_receipt()
    world.pay_out(one, 25_000)
    made["the pool paid"] = one.claim(25_000, description="two batteries of three do not charge").show().escalate().determine(25_000)

    one = arrived(world, 2, 41_000).claim(12_000, description="a third of the tiles is of another shade").offer(8_000, days=20)
    one.act(one.buyer, "accept-offer", {"offer": 1, "acknowledged": one.buyer.get(f"/v1/claims/{one.claim_id}")["offers"][0]["given_up"]})
    made["settled"] = one

    one = arrived(world, 3, 28_000, 1).claim(9_500, remedy="return-and-refund", description="joints open after rain")
    one.act(one.supplier, "answer", {"stance": "accepts", "text": "send them back, we bear the freight"})
    made["goods go back"] = one

    # Open ones last: bringing a claim before officers moves the clock, and what nobody answers goes there by itself.
    one = arrived(world, 6, 47_000).claim(15_000, description="cavity 7 flashes").show().escalate()
    one.act(world.officer, "order-inspection", {"inspector": world.inspector_id, "firm": "East Coast Inspection", "fee": usd(780), "advanced_by": "buyer"})
    made["an inspector's turn"] = one
    made["an officer's turn"] = arrived(world, 1, 38_000).claim(16_200, description="leaks at the shaft seal").show().escalate()
    one = arrived(world, 4, 31_500).claim(31_500, kind="quantity", description="half of the cartons never came").show().escalate()
    made["determined, a review is asked for"] = one.determine(9_000)
    one.act(one.buyer, "request-review", {"reasons": "the carrier's tally has come", "exhibits": [
        {"digest": "7c" * 32, "name": "tally.pdf", "kind": "shipping-document"}]})
    made["a second officer's turn"] = arrived(world, 0, 152_000, 1).claim(68_000, description="drivers fail the flicker test").show().escalate().determine(68_000)
    made["the supplier's turn"] = arrived(world, 0, 96_000).claim(24_500, description="drivers flicker at 80 % load")
    made["an offer lies open"] = arrived(world, 0, 73_000).claim(18_000, description="lenses are scratched").offer(6_000, days=20)

    one = arrived(world, 0, 118_000).claim(40_000, description="600 of 2,000 lights are dead on arrival")
    one.act(one.supplier, "answer", {"stance": "contests", "text": "tested before shipment; we looked at the photographs and see 200"})
    one.offer(9_000, days=12)
    one.act(one.buyer, "reject-offer", {"offer": 1})
    one.act(one.buyer, "make-offer", {"offer": {"amount": usd(30_000), "remedy": "refund", "full_and_final": False,
                                                "return_required": False, "valid_until": world.later(10)}, "acknowledged": usd(10_000)})
    made["offer and counter-offer"] = one
    one = arrived(world, 7, 22_400, 2).claim(6_900, description="cable is H03, not H05")
    one.act(one.supplier, "answer", {"stance": "contests", "text": "the sample was the same"})
    made["contested"] = one.show()
    return made
