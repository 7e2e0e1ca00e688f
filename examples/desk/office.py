"""What lies on the officers' desks: money on its way, a file of the bank, suppliers' standing, the next edition of the book, and who else is told."""
import editions
from bank import entry, notification
from client import usd
from market import PROGRAMME


def account(world):
    """To which a supplier's money goes; a new one can be used after a week."""
    party = world.suppliers[4][0]
    wanted = {"account": {"name": "Suzhou Meili Textiles Co., Ltd.", "iban": "", "bic": "BKCHCNBJ95B", "number": "5312-004417"}}
    world.officer.post(f"/v1/parties/{party}/propose-account", wanted)
    world.second.post(f"/v1/parties/{party}/confirm-account", wanted)


def money(world):
    """Payouts to approve and to send, a payout file that waits for a second officer, and movements that nobody knows."""
    party, key = world.suppliers[4]

    def wanted(amount, by=key, of=party):
        return by.post("/v1/remittances", {"purpose": "supplier-payout", "amount": usd(amount), "party": of})["id"]

    for amount in (6_400, 4_150):
        wanted(amount)
    other, other_key = world.suppliers[1]
    wanted(9_900, other_key, other)
    due = wanted(8_200)
    world.second.post(f"/v1/remittances/{due}/approve")
    world.officer.post("/v1/bank/payouts", {"execute_on": world.today(), "remittances": [due]})
    world.bank.send_file(notification("N-2027-0611", entry("BNK-7001", 12_480, True, text="INV 7731 thank you"), entry("BNK-7002", 310.5, True, text="no idea"),
                                      entry("BNK-7003", 45, False)))


def standing(world, claimed):
    """Points, a measure under appeal, and an account that looks like another one."""
    supplier, key = claimed.supplier_id, claimed.supplier
    world.officer.post(f"/v1/suppliers/{supplier}/give-points", {"act": "not-delivered", "cure": "late", "claim": claimed.claim_id})
    world.officer.post(f"/v1/suppliers/{supplier}/take-measure", {"measure": "cover lowered", "days": 60, "reason": "late shipment in three orders of ten", "lowers_to": {"share": "0.5"}})
    number = len(world.officer.get(f"/v1/suppliers/{supplier}")["standing"]["measures"])
    key.post(f"/v1/suppliers/{supplier}/appeal", {"target": {"subject": "measure", "number": number}, "reason": "two of the three were held by customs"})
    twin, _ = world.supplier("Yiwu Mingtong Lamps Co., Ltd.", "义乌市明通灯饰有限公司")
    world.officer.post(f"/v1/suppliers/{world.suppliers[7][0]}/propose-link",
                       {"other": twin, "reasons": ["the same account at the bank", "the same warehouse in Yiwu", "opened a week after the blacklisting"]})


def book(world):
    """Two editions of next year, laid beside the shipped one: one waits for the second officer."""
    made = world.officer.post("/v1/rule-books", {"files": editions.next_edition()})
    day = f"{int(world.today()[:4]) + 1}-01-01"
    return world.officer.post("/v1/editions", {"programme": PROGRAMME, "edition": made["edition"], "digest": made["digest"], "from": day})["id"]


def endpoint(world, role, party):
    """A webhook that nobody serves: on loopback, where a sandbox may call."""
    world.officer.post("/v1/webhooks", {"url": f"http://127.0.0.1:9/{role}", "role": role, "party": party, "types": ["claim.*", "order.*"], "description": "orders and claims"})


def others(world):
    """Invitations that wait, and a key that was revoked."""
    for role, party, email in (("officer", None, "cy@example.org"), ("supplier", world.suppliers[1][0], "sales@yongjiang.example"), ("buyer", world.buyers[2][0], "")):
        world.officer.post("/v1/invitations", {"role": role, "party": party, "email": email, "days": 14})
    spare = world.officer.post("/v1/keys", {"name": "old ERP", "role": "buyer", "party": world.buyer_id, "scopes": ["read"], "days": 30})
    world.officer.ask("DELETE", f"/v1/keys/{spare['key']['id']}")
