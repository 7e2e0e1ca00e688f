"""Some months of trade, told by stories that take turns: each goes on when its day has come, and the desk's clock moves from day to day."""
import heapq
import random
from market import Deal, usd

ENDINGS = ["quiet", "quiet", "granted", "quiet", "settled", "partly", "quiet", "withdrawn", "rejected", "quiet", "settled", "granted"]
DEFECTS = [("quality", "drivers flicker and fail within a week"), ("quality", "leaks at the shaft seal under pressure"),  # by supplier, as in crew.py
           ("wrong-goods", "another shade than the sample that was sealed"), ("damaged", "pallets were wet, a third is stained"),
           ("quantity", "cartons are short of what the list says"), ("quality", "one battery of three does not charge"),
           ("quality", "flash at two cavities of eight"), ("quality", "cable is H03, not H05")]
GONE = ["Ningde Lanhai Battery Co., Ltd.", "Cixi Kangle Appliance Co., Ltd.", "Jinhua Xinyuan Cycle Co., Ltd.", "Wenzhou Dafeng Valve Co., Ltd.",
        "Zhongshan Yuelong Fan Co., Ltd.", "Quanzhou Shengda Bag Co., Ltd."]


class Calendar:
    """Stories are generators; what one yields are the days until it goes on."""

    def __init__(self, world):
        self.world, self.now, self.waiting, self.made = world, 0, [], 0

    def begin(self, story, after=0):
        heapq.heappush(self.waiting, (self.now + after, self.made, story))
        self.made += 1

    def run(self, until):
        """Up to that day, counted from the first one."""
        while self.waiting and self.waiting[0][0] <= until:
            day, _, story = heapq.heappop(self.waiting)
            self.to(day)
            days = next(story, None)
            if days is not None:
                self.begin(story, days)
        self.to(until)

    def to(self, day):
        if day > self.now:
            self.world.days(day - self.now)
            self.now = day


def trade(world, number, buyer, price, ending):
    """An order from its agreement to its end."""
    goods, standard = world.goods(number)
    deal = Deal(world, "", price, world.suppliers[number], world.buyers[buyer], goods, standard)
    yield 3 + number % 4
    deal.ship()
    yield 14 + number % 9
    deal.deliver()
    yield 2
    if ending == "quiet":
        deal.confirm_receipt()
        return
    kind, description = DEFECTS[number]
    share = {"granted": 4, "partly": 2, "settled": 3, "withdrawn": 5, "rejected": 4}[ending]
    claimed = price // share // 100 * 100
    deal.claim(claimed, kind, description=description)
    yield 1 + number % 3
    if ending == "withdrawn":
        deal.act(deal.buyer, "withdraw", {"reason": "the missing cartons have come"})
        return
    if ending == "settled":
        offered = claimed * 3 // 5
        deal.act(deal.supplier, "answer", {"stance": "contests", "text": "the goods passed our test; we offer something for the sake of peace"})
        deal.offer(offered, days=20)
        yield 2 + number % 5
        given_up = deal.buyer.get(f"/v1/claims/{deal.claim_id}")["offers"][0]["given_up"]
        deal.act(deal.buyer, "accept-offer", {"offer": 1, "acknowledged": given_up})
        return
    deal.act(deal.supplier, "answer", {"stance": "contests", "text": "tested before shipment, the report is with the papers"})
    deal.show()
    yield deal.until_escalation()
    deal.escalate_now()
    yield 1 + number % 7
    deal.determine({"granted": claimed, "partly": claimed * 2 // 5, "rejected": 0}[ending])


def paid_out(world, name, buyer, price):
    """The supplier has drawn what it earned before the defect was found: the pool pays, and half of it comes back."""
    deal = Deal(world, name, price, buyer=world.buyers[buyer], goods="household goods", specification="sealed sample 4").ship().deliver().confirm_receipt()
    world.pay_out(deal, price)
    yield 6
    claimed = price // 4
    deal.claim(claimed, description="fails after three days of use").show()
    yield deal.until_escalation()
    deal.escalate_now().determine(claimed)
    yield 25
    owed = deal.state()["by_pool"]
    if float(owed["amount"]) > 0:
        half = usd(float(owed["amount"]) / 2)
        world.officer.post("/v1/receipts", {"purpose": "recourse-payment", "amount": half, "party": deal.supplier_id, "claim": deal.claim_id,
                                            "reference": f"recourse {deal.claim_id}"})


def payments(world, days, every=9):
    """The second officer approves what is due and the bank pays it, up to some days before today."""
    for _ in range(days // every):
        yield every
        for one in world.second.get("/v1/remittances?phase=proposed&limit=200")["items"]:
            world.second.post(f"/v1/remittances/{one['id']}/approve")
            world.bank.post(f"/v1/remittances/{one['id']}/settle")


def trades(world, calendar, months, each):
    """So many orders each month, of suppliers and buyers in turn; the same ones whenever it is run."""
    chance, made = random.Random(7), 0
    for month in range(months):
        for _ in range(each):
            number, buyer = made % len(world.suppliers), made % len(world.buyers)
            price = chance.randrange(120, 900) * 100
            calendar.begin(trade(world, number, buyer, price, chance.choice(ENDINGS)), month * 30 + chance.randrange(28))
            made += 1
        calendar.begin(paid_out(world, GONE[month % len(GONE)], month % 3, 28_000 + 7_000 * month), month * 30 + 9)
