"""The evidence of one claim, from the files of examples/evidence: received, read, numbered, tied to what it shows."""
from evidence import KINDS, add


def fill(world, deal):
    """Puts the files into the dossier of the order; what the seller said on WeChat the buyer keeps to itself."""
    dossier = deal.buyer.post(f"/v1/orders/{deal.id}/dossier", {"title": "Leaking pumps", "title_zh": "水泵渗漏"})["id"]
    path = f"/v1/dossiers/{dossier}"
    shared = {name: add(deal.buyer, dossier, name) for name in sorted(KINDS) if name != "wechat-chat.txt"}
    add(deal.buyer, dossier, "wechat-chat.txt", "buyer-and-counsel", "Huawei P60 of Ms Li")
    deal.buyer.post(path + "/number", {"compartment": "shared", "exhibits": list(shared.values())[:8]})
    deal.buyer.post(path + "/number", {"compartment": "buyer-and-counsel"})

    def fact(text, day=None):
        when = {"earliest": day, "latest": day} if day else {}
        return f"VF-{deal.buyer.post(path + '/add-fact', {'compartment': 'shared', 'fact': {'text': text, 'when': when}})['as_of']}"

    def tie(text, exhibit, proves):
        deal.buyer.post(path + "/add-link", {"compartment": "shared", "link": {"fact": text, "exhibit": shared[exhibit], "proves": proves}})

    bought, leak, admitted = (fact("500 pumps are bought by a written contract."), fact("Pumps leak at the seal."), fact("The seller admits a wrong batch of seals."))
    tie(bought, "contract.pdf", "what was agreed")
    tie(leak, "inspection.csv", "23 of 125 leak")
    tie(leak, "photo-leak.jpg", "where it leaks")
    tie(admitted, "mail-3-admission.eml", "in the seller's own words")
    deal.buyer.post(path + "/add-issue", {"compartment": "shared", "issue": {"text": "Were the seals of the agreed batch?"}})
    world.officer.post(path + "/place-hold", {"compartment": "shared", "hold": {"reference": f"claim {deal.claim_id}"}})
    return dossier
