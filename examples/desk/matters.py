"""Legal recovery beside the claims: a matter off the platform whose freeze is about to lapse, and one that has just begun."""
import datetime
from client import usd


def back(world, days):
    return str(datetime.date.fromisoformat(world.today()) - datetime.timedelta(days=days))


def freeze_about_to_lapse(world):
    """A suit that runs: money on an account was frozen nearly a year ago, and such a freeze lasts one year."""
    buyer, counsel = world.buyer, world.counsel
    path = "/v1/matters/" + buyer.post("/v1/matters", {
        "against": "Zhejiang Longteng Machinery Co., Ltd.", "currency": "USD", "language": "bilingual", "counsel": "Li & Partners",
        "title": "Packing line that never worked"})["id"]

    def note(what, body, who=buyer):
        who.post(f"{path}/{what}", body)

    note("add-pursued", {"pursued": {"role": "supplier", "name": "Zhejiang Longteng Machinery Co., Ltd.", "country": "CN", "standing": "operating"}})
    note("check-conflict", {"check": {"names": ["Zhejiang Longteng Machinery Co., Ltd."], "result": "clear", "checked_by": "Li Wen", "on": back(world, 380)}}, counsel)
    note("engage", {"engagement": {"model": "contingency", "share": "0.12", "signed_on": back(world, 380), "budget": [{"line": "court", "amount": usd(18_000)}]}}, counsel)
    note("add-head", {"head": {"kind": "price", "amount": usd(214_000), "interest_from": back(world, 400), "basis": "Civil Code art. 563, 566: the contract was rescinded"}})
    note("add-head", {"head": {"kind": "damages", "amount": usd(38_500), "basis": "Civil Code art. 584: three weeks of idle staff"}})
    note("state-footing", {"footing": {"law": "general", "known_on": back(world, 400), "handed_over_on": back(world, 430), "defect_found_on": back(world, 410)}})
    note("choose-forum", {"choice": {"forum": "prc-court", "bench": "court", "reasons": "no clause; the seat of the seller"}}, counsel)
    note("apply-preservation", {"application": {
        "stage": "pre-action", "court": "Hangzhou Yuhang District People's Court", "on": back(world, 352), "amount": usd(230_000),
        "targets": [{"asset": "bank", "what": "account 3304 at Bank of Hangzhou", "holder": "Longteng", "value": usd(180_000)}],
        "security": "insurer", "security_amount": usd(230_000), "insurer": "a letter of guarantee"}})
    note("record-ruling", {"preservation": 1, "granted": True, "received_on": back(world, 350)})
    note("execute-measure", {"measure": {"preservation": 1, "target": 1, "on": back(world, 347), "amount": usd(163_000)}})
    note("file", {"filing": {"forum": "prc-court", "on": back(world, 330), "amount": usd(252_500), "case_number": "(2026) Zhe 0110 Min Chu 4471"},
                  "read": buyer.get(path)["interlocks"]["against_filing"]}, counsel)
    note("book-cost", {"cost": {"line": "court", "amount": usd(4_860), "on": back(world, 330), "what": "court fee"}})
    note("make-offer", {"offer": {"ours": False, "amount": usd(70_000), "full_and_final": True, "valid_until": world.later(9), "terms": "in two instalments"}})
    return path.rsplit("/", 1)[1]


def just_begun(world, deal):
    """Beside a claim that is open: who is pursued, for what, and a clock."""
    path = "/v1/matters/" + deal.buyer.post(f"/v1/orders/{deal.id}/matter", {
        "currency": "USD", "language": "bilingual", "counsel": "Li & Partners", "title": "Grow lights dead on arrival"})["id"]
    deal.buyer.post(path + "/add-pursued", {"pursued": {"role": "supplier", "name": "Shenzhen Guangyao Lighting Co., Ltd.", "country": "CN", "standing": "operating"}})
    deal.buyer.post(path + "/add-head", {"head": {"kind": "price", "amount": usd(40_000), "basis": "Civil Code art. 582: reduction of the price"}})
    today = world.today()
    deal.buyer.post(path + "/state-footing", {"footing": {"law": "general", "known_on": today, "handed_over_on": today, "defect_found_on": today}})
    return path.rsplit("/", 1)[1]
