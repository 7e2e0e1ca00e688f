#!/usr/bin/env python3
"""Plays a trade whose money goes through files of a bank, against a desk that has an account there:

    recourse serve --data DIR --sandbox --provider bank --bank-account "NO93 8601 1117 947" --bank-bic DNBANOKK \\
        --bank-holder "Example Trade Desk AS"
    examples/desk/bank.py URL TOKEN

An order is paid by a camt.054, a payout goes out by pain.001 under two officers, pain.002 and camt.053 tell what became of
it, and a return makes it due again. The pain.001 is read back by Python's own XML reader. Fails where one step is not as
it should be.
"""
import sys
import xml.etree.ElementTree as ET
from client import usd
from market import Market, agreed, expect, refused, terms

OWN, BIC = "NO9386011117947", "DNBANOKK"
SPACE = "urn:iso:std:iso:20022:tech:xsd:"


def entry(reference, amount, credit, end_to_end="NOTPROVIDED", text="", returned=""):
    """One booked entry of one payment, as camt.053 and camt.054 of version 08 have it."""
    side = "Dbtr" if credit else "Cdtr"
    back = f"<RtrInf><Rsn><Cd>{returned}</Cd></Rsn></RtrInf>" if returned else ""
    return (f'<Ntry><Amt Ccy="USD">{amount:.2f}</Amt><CdtDbtInd>{"CRDT" if credit else "DBIT"}</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>'
            f"<AcctSvcrRef>{reference}</AcctSvcrRef><BkTxCd/><NtryDtls><TxDtls><Refs><EndToEndId>{end_to_end}</EndToEndId></Refs>"
            f"<RltdPties><{side}><Pty><Nm>Somebody &amp; Co</Nm></Pty></{side}><{side}Acct><Id><IBAN>GB29NWBK60161331926819</IBAN></Id></{side}Acct>"
            f"</RltdPties><RmtInf><Ustrd>{text}</Ustrd></RmtInf>{back}</TxDtls></NtryDtls></Ntry>")


def header(message):
    return f"<GrpHdr><MsgId>{message}</MsgId><CreDtTm>2026-11-30T10:00:00+01:00</CreDtTm></GrpHdr>"


def notification(message, *entries):
    return (f'<Document xmlns="{SPACE}camt.054.001.08"><BkToCstmrDbtCdtNtfctn>{header(message)}<Ntfctn><Id>{message}</Id>'
            f'<Acct><Id><IBAN>{OWN}</IBAN></Id></Acct>{"".join(entries)}</Ntfctn></BkToCstmrDbtCdtNtfctn></Document>')


def statement(message, opening, closing, *entries):
    def balance(code, amount):
        return (f'<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp><Amt Ccy="USD">{amount:.2f}</Amt><CdtDbtInd>CRDT</CdtDbtInd>'
                "<Dt><Dt>2026-11-30</Dt></Dt></Bal>")
    return (f'<Document xmlns="{SPACE}camt.053.001.08"><BkToCstmrStmt>{header(message)}<Stmt><Id>{message}</Id>'
            f'<Acct><Id><IBAN>{OWN}</IBAN></Id></Acct>{balance("OPBD", opening)}{balance("CLBD", closing)}{"".join(entries)}</Stmt>'
            "</BkToCstmrStmt></Document>")


def status(message, original, end_to_end, code, reason=""):
    why = f"<StsRsnInf><Rsn><Cd>{reason}</Cd></Rsn></StsRsnInf>" if reason else ""
    return (f'<Document xmlns="{SPACE}pain.002.001.10"><CstmrPmtStsRpt>{header(message)}<OrgnlGrpInfAndSts><OrgnlMsgId>{original}</OrgnlMsgId>'
            f"<OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId></OrgnlGrpInfAndSts><OrgnlPmtInfAndSts><OrgnlPmtInfId>{original}-USD</OrgnlPmtInfId>"
            f"<TxInfAndSts><OrgnlEndToEndId>{end_to_end}</OrgnlEndToEndId><TxSts>{code}</TxSts>{why}</TxInfAndSts></OrgnlPmtInfAndSts>"
            "</CstmrPmtStsRpt></Document>")


def checked(text, amount, to, end_to_end):
    """The pain.001 as another reader sees it: elements in their places, sums that add up."""
    space = {"p": SPACE + "pain.001.001.09"}
    root = ET.fromstring(text)
    expect("the root", root.tag, "{%s}Document" % space["p"])
    head, groups = root.find("p:CstmrCdtTrfInitn/p:GrpHdr", space), root.findall("p:CstmrCdtTrfInitn/p:PmtInf", space)
    payments = root.findall(".//p:CdtTrfTxInf", space)
    expect("the number of payments", head.findtext("p:NbOfTxs", None, space), str(len(payments)))
    expect("the control sum", float(head.findtext("p:CtrlSum", None, space)),
           sum(float(one.findtext("p:CtrlSum", None, space)) for one in groups))
    for group in groups:
        order = [child.tag.split("}")[1] for child in group]
        expect("the order of a group's elements", order[:8],
               ["PmtInfId", "PmtMtd", "NbOfTxs", "CtrlSum", "ReqdExctnDt", "Dbtr", "DbtrAcct", "DbtrAgt"])
        expect("what follows", set(order[8:]), {"CdtTrfTxInf"})
        expect("the account it is paid from", group.findtext("p:DbtrAcct/p:Id/p:IBAN", None, space), OWN)
        expect("its bank", group.findtext("p:DbtrAgt/p:FinInstnId/p:BICFI", None, space), BIC)
        expect("the sum of a group", float(group.findtext("p:CtrlSum", None, space)),
               sum(float(one.text) for one in group.findall(".//p:InstdAmt", space)))
    [payment] = payments
    expect("the amount", (payment.findtext("p:Amt/p:InstdAmt", None, space), payment.find("p:Amt/p:InstdAmt", space).get("Ccy")), (amount, "USD"))
    expect("the account it is paid to", payment.findtext("p:CdtrAcct/p:Id/p:Othr/p:Id", None, space), to)
    expect("the end-to-end id", payment.findtext("p:PmtId/p:EndToEndId", None, space), end_to_end)


def main():
    market = Market(sys.argv[1], sys.argv[2])
    maker, checker = market.officer, market.second
    buyer_id, supplier_id = market.party("Nordic Garden AS", "NO"), market.party("Ningbo Pumps Co., Ltd.", "CN")
    buyer = market.key_of("buyer", buyer_id, ["read", "orders", "claims"])
    supplier = market.key_of("supplier", supplier_id, ["read", "orders", "claims", "payments", "accounts"])
    robot = market.key_of("provider", None, ["read", "payments"])

    order = agreed(buyer, supplier, terms(buyer_id, supplier_id, 1000))
    [way] = buyer.get(f"/v1/orders/{order}")["pay"]
    print(f"{order}: to be paid to {way['to']['iban']} with the reference {way['written']}")

    # Paid: by the notification at noon, and once only, though the statement of the evening tells it again.
    paid = notification("N-1", entry("BNK-1", 1000, True, "PO-7", way["written"]), entry("BNK-2", 25, True, text="no idea"))
    answer = robot.send_file(paid)
    report = answer["statements"][0]
    expect("the notification", (report["recorded"], report["exceptions"]), (1, 1))
    expect("the order", buyer.get(f"/v1/orders/{order}")["order"]["phase"], "awaiting-shipment")
    expect("the same file again", maker.send_file(paid)["statements"][0]["repeated"], 2)
    evening = statement("S-1", 0, 1025, entry("BNK-1", 1000, True, "PO-7", way["written"]), entry("BNK-2", 25, True, text="no idea"))
    expect("the statement", maker.send_file(evening)["statements"][0]["repeated"], 2)
    expect("the hold", buyer.get(f"/v1/orders/{order}")["held"], usd(1000))
    refused("bank.file_wrong", lambda: robot.send_file(statement("S-2", 0, 1, entry("X", 2, True))))
    print(f"{order}: paid by BNK-1, told three times, recorded once")

    # What nobody knows goes back, with a second pair of eyes.
    [open_one] = maker.get(f"/v1/bank/movements?phase=open&reason=no-reference&as_of={answer['as_of']}")["items"]
    maker.post(f"/v1/bank/movements/{open_one['id']}/send-back", {"reason": "nobody expects it"})
    back = maker.get(f"/v1/bank/movements/{open_one['id']}")["movement"]["resolutions"][0]["remittance"]
    refused("remittance.same_person", lambda: maker.post(f"/v1/remittances/{back}/approve"))
    checker.post(f"/v1/remittances/{back}/reject", {"reason": "it is the bank's own bonus"})
    maker.post(f"/v1/bank/movements/{open_one['id']}/explain", {"treatment": "ours", "reason": "bonus of the bank"})
    expect("the movement", maker.get(f"/v1/bank/movements/{open_one['id']}")["movement"]["phase"], "resolved")

    # Released, and paid out by file.
    buyer.post(f"/v1/orders/{order}/release", {"amount": usd(1000)})
    account = {"name": "Ningbo Pumps Co., Ltd.", "iban": "", "bic": "BKCHCNBJ92A", "number": "0012-345678"}
    supplier.post(f"/v1/parties/{supplier_id}/propose-account", {"account": account})
    due = supplier.post("/v1/remittances", {"purpose": "supplier-payout", "amount": usd(600), "party": supplier_id})["id"]
    checker.post(f"/v1/remittances/{due}/approve")
    make = {"execute_on": market.today(), "remittances": [due]}
    refused("payout.not_due", lambda: maker.post("/v1/bank/payouts", make))
    checker.post(f"/v1/parties/{supplier_id}/confirm-account", {"account": account})

    def file_with_the_bank():
        make["execute_on"] = market.today()
        payout = maker.post("/v1/bank/payouts", make)["id"]
        made = maker.get(f"/v1/bank/payouts/{payout}")["payout"]
        refused("payout.same_person", lambda: maker.post(f"/v1/bank/payouts/{payout}/approve", {"digest": made["digest"]}))
        refused("payout.wrong_phase", lambda: checker.get(f"/v1/bank/payouts/{payout}/file"))
        checker.post(f"/v1/bank/payouts/{payout}/approve", {"digest": made["digest"]})
        text = checker.get(f"/v1/bank/payouts/{payout}/file")
        expect("the bytes of another day", maker.get(f"/v1/bank/payouts/{payout}/file"), text)
        checked(text, "600.00", account["number"], f"{due}.{payout}")
        return made["file"]["message_id"], f"{due}.{payout}"

    def phase():
        return maker.get(f"/v1/remittances/{due}")["remittance"]["phase"]

    message, payment = file_with_the_bank()
    robot.send_file(status("P-1", message, payment, "RJCT", "AM09"))
    expect("rejected by the bank", phase(), "approved")
    message, payment = file_with_the_bank()
    robot.send_file(status("P-2", message, payment, "ACSP"))
    expect("accepted by the bank", phase(), "sent")
    robot.send_file(statement("S-3", 1025, 425, entry("BNK-3", 600, False, payment)))
    expect("booked by the bank", phase(), "settled")
    print(f"{due}: made by one officer, approved by another, rejected once, then sent as {payment} and booked as BNK-3")

    robot.send_file(statement("S-4", 425, 1025, entry("BNK-4", 600, True, payment, returned="AC04")))
    expect("come back", phase(), "approved")
    left = maker.get(f"/v1/ledger/supplier-balance/{supplier_id}/USD")["balance"]
    expect("the supplier's balance", left, usd(1000))
    message, payment = file_with_the_bank()
    robot.send_file(statement("S-5", 1025, 425, entry("BNK-5", 600, False, payment)))
    expect("sent again", phase(), "settled")
    print(f"{due}: came back (AC04) and was sent again as {payment}")

    # A fee that nobody ordered.
    answer = robot.send_file(statement("S-6", 425, 424, entry("BNK-6", 1, False)))
    [fee] = maker.get(f"/v1/bank/movements?phase=open&as_of={answer['as_of']}")["items"]
    expect("the fee", fee["reason"], "unordered-debit")
    maker.post(f"/v1/bank/movements/{fee['id']}/explain", {"treatment": "ours", "reason": "the bank's fee"})
    ledger = maker.get("/v1/ledger")
    for row in ledger["trial_balance"]:
        expect("the trial balance", row["debits"], row["credits"])
    expect("what the book has at the bank", maker.get("/v1/ledger/provider/-/USD")["balance"], usd(424))
    print("the book has what the bank has: USD 424.00")


if __name__ == "__main__":
    main()
