#pragma once

#include "api/desk_test.hpp"

/// A desk on which much goes on, for tests of who may see and do what.
namespace recourse::api {

/// An order with all that hangs on it.
struct Case {
    std::string buyer, supplier, inspector;
    Who buys, sells, inspects;
    std::string order, claim, remittance;
    std::string person; ///< of the supplier
    std::string dossier; ///< of the order, with one of each that the buyer has put there for all
    std::string exhibit, group, fact, issue, link, hold;
    std::string matter; ///< of the order; see open_matter
};

/// The body of an exhibit whose texts all begin with `text`.
inline std::string exhibit_body(std::string_view compartment, char digest, std::string_view text)
{
    return fmt::format("{{'compartment':'{0}','exhibit':{{'digest':'{1}','size':4,'file_name':'{2}.jpg',"
                       "'media_type':'image/jpeg','kind':'photo','form':'copy','source':{{'from':'{2} phone',"
                       "'collected_by':'{2} clerk','device':'{2} device','account':'{2} account','tool':'{2} tool'}},"
                       "'collected':{{'as_known':'{2} when'}},'origin':{{'language':'en'}},"
                       "'description':{{'title':'{2} title','brief':'{2} brief','note':'{2} note'}}}}}}",
        compartment, kept_digest(digest), text);
}

/// Three cases: of two pairs of parties, and another one of the first pair.
class Market {
public:
    TestDesk desk;
    Who officer, second, bank;
    Case first, second_case, third;
    std::string statement, movement, payout; ///< of the bank's files
    std::string book, edition; ///< a book that waits for a second officer

    Market()
    {
        officer = desk.person(act::Role::officer);
        second = desk.person(act::Role::officer);
        bank = desk.key(act::Role::provider, {});
        parties(first, "A");
        parties(second_case, "B");
        third = first;
        for (auto* one : { &first, &second_case, &third })
            draw(*one);
        for (auto* one : { &first, &second_case, &third })
            build(*one);
        files();
        rule_book();
    }

private:
    void rule_book()
    {
        auto text
            = std::string { "[sources.terms]\ntitle = \"Rules\"\nkind = \"official\"\n\n[programme]\n"
                            "id = \"alibaba-trade-assurance\"\nedition = \"2027-01-01\"\nname = \"N\"\n"
                            "name_zh = \"N\"\nseen_on = 2026-01-01\ncurrency = \"USD\"\nsource = \"terms\"\n\n"
                            "[[reading]]\nid = \"current-help\"\nsays = \"x\"\nsays_zh = \"x\"\n"
                            "source = \"terms\"\n\n[[cover]]\nid = \"c\"\nwhen = \"problem.kind == \\\"quality\\\"\"\n"
                            "says = \"x\"\nsays_zh = \"x\"\nsource = \"terms\"\n" };
        codec::JsonWriter json(codec::JsonStyle::line);
        json.string(text);
        book = desk.must(officer, "/v1/rule-books",
                       fmt::format("{{'files':[{{'name':'programmes/alibaba-trade-assurance/2027-01-01/programme.toml',"
                                   "'text':{}}}]}}",
                           json.take()))
                   .text("digest");
        edition = desk.made(officer, "/v1/editions",
            fmt::format("{{'programme':'alibaba-trade-assurance','edition':'2027-01-01','digest':'{}','from':'{}'}}",
                book, desk.day(400)));
    }
    /// A movement that waits for an officer, and a payout file that waits for a second one.
    void files()
    {
        auto const told = desk.ask(officer, http::Method::post, "/v1/bank/files",
            "<Document xmlns='urn:iso:std:iso:20022:tech:xsd:camt.054.001.02'><BkToCstmrDbtCdtNtfctn><GrpHdr><MsgId>N"
            "</MsgId><CreDtTm>2026-11-30T10:00:00Z</CreDtTm></GrpHdr><Ntfctn><Id>N</Id><Acct><Id><IBAN>NO9386011117947"
            "</IBAN></Id></Acct><Ntry><Amt Ccy='USD'>5</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><AcctSvcrRef>B"
            "</AcctSvcrRef></Ntry></Ntfctn></BkToCstmrDbtCdtNtfctn></Document>",
            { { "Content-Type", "application/xml" } });
        auto const report = told.json();
        auto const& taken = report.find("statements")->items.at(0);
        statement = taken.find("statement")->text;
        movement = taken.find("movements")->items.at(0).find("movement")->text;
        auto const account = "{'account':{'name':'Supplier A','number':'12345','bic':'BKCHCNBJ'}}";
        desk.must(officer, fmt::format("/v1/parties/{}/propose-account", first.supplier), account);
        desk.must(second, fmt::format("/v1/parties/{}/confirm-account", first.supplier), account);
        // A supplier against whom nobody claims anything.
        auto const unclaimed = party("Supplier C");
        desk.must(officer, fmt::format("/v1/parties/{}/propose-account", unclaimed), account);
        desk.must(second, fmt::format("/v1/parties/{}/confirm-account", unclaimed), account);
        desk.must(officer, "/v1/receipts",
            fmt::format(
                "{{'purpose':'bond-deposit','amount':{},'party':'{}','reference':'bond C'}}", usd(50), unclaimed));
        auto const due = desk.made(second, "/v1/remittances",
            fmt::format("{{'purpose':'bond-return','amount':{},'party':'{}'}}", usd(50), unclaimed));
        desk.must(officer, fmt::format("/v1/remittances/{}/approve", due));
        payout = desk.made(
            second, "/v1/bank/payouts", fmt::format("{{'execute_on':'{}','remittances':['{}']}}", desk.today(), due));
    }
    std::string party(std::string_view name)
    {
        return desk.made(officer, "/v1/parties", fmt::format("{{'profile':{{'name':'{}','country':'CN'}}}}", name));
    }
    void parties(Case& one, std::string_view name)
    {
        one.buyer = party(fmt::format("Buyer {}", name));
        one.supplier = party(fmt::format("Supplier {}", name));
        one.inspector = party(fmt::format("Inspector {}", name));
        one.buys = desk.key(act::Role::buyer, one.buyer);
        one.sells = desk.key(act::Role::supplier, one.supplier);
        one.inspects = desk.key(act::Role::inspector, one.inspector);
        (void)desk.person(act::Role::supplier, one.supplier);
        one.person = to_string(desk.last_person());
    }
    void dossier(Case& one)
    {
        one.dossier
            = desk.must(one.buys, fmt::format("/v1/orders/{}/dossier", one.order), "{'title':'Chairs'}").text("id");
        auto const made = [&](Who const& who, std::string_view prefix, std::string_view what, std::string body) {
            auto const receipt = desk.must(who, fmt::format("/v1/dossiers/{}/{}", one.dossier, what), std::move(body));
            return fmt::format("{}-{}", prefix, TestDesk::place_of(receipt));
        };
        one.exhibit = made(one.buys, "VX", "add-exhibit", exhibit_body("shared", '1', "seen"));
        one.group = made(one.buys, "VG", "make-group", "{'compartment':'shared','group':{'title':'Defects'}}");
        one.fact = made(one.buys, "VF", "add-fact", "{'compartment':'shared','fact':{'text':'It cracked','when':{}}}");
        one.issue = made(one.buys, "VI", "add-issue", "{'compartment':'shared','issue':{'text':'Sound?'}}");
        one.link = made(one.buys, "VL", "add-link",
            fmt::format("{{'compartment':'shared','link':{{'fact':'{}','issue':'{}','exhibit':'{}'}}}}", one.fact,
                one.issue, one.exhibit));
        one.hold = made(officer, "VH", "place-hold", "{'compartment':'shared','hold':{'reference':'Order 5'}}");
    }
    /// While nobody claims against the supplier: afterwards its deposit stays.
    void draw(Case& one)
    {
        desk.must(officer, "/v1/receipts",
            fmt::format(
                "{{'purpose':'bond-deposit','amount':{},'party':'{}','reference':'bond'}}", usd(500), one.supplier));
        one.remittance = desk.made(second, "/v1/remittances",
            fmt::format("{{'purpose':'bond-return','amount':{},'party':'{}'}}", usd(100), one.supplier));
    }
    void build(Case& one)
    {
        one.order = desk.made(one.buys, "/v1/orders", fmt::format("{{'terms':{}}}", terms(one.buyer, one.supplier)));
        auto const order = "/v1/orders/" + one.order;
        desk.must(one.buys, order + "/offer");
        desk.must(
            one.sells, order + "/agree", fmt::format("{{'terms':'{}'}}", desk.get(one.sells, order).text("terms")));
        desk.must(bank, order + "/receive-payment",
            fmt::format("{{'instalment':0,'amount':{},'provider':0,'reference':'{}'}}", usd(10'000), one.order));
        for (auto const* what : { "ship", "deliver" })
            desk.must(one.sells, fmt::format("{}/{}", order, what),
                fmt::format("{{'statement':{{'on':'{}','by':'supplier','reference':'x'}}}}", desk.today()));
        one.claim = desk.made(one.buys, order + "/claims",
            fmt::format("{{'lines':[{{'kind':'quality','description':'cracks','share':'1','verifiable':true,"
                        "'found_on':'{}'}}],'remedy':'refund','amount':{}}}",
                desk.today(), usd(10'000)));
        auto const claim = "/v1/claims/" + one.claim;
        auto const exhibit = [&](Who const& who, char digest, std::string_view name, std::string_view compartment) {
            desk.must(who, claim + "/add-exhibit",
                fmt::format("{{'exhibit':{{'digest':'{}','name':'{}','kind':'other','note':'note of {}',"
                            "'compartment':'{}'}}}}",
                    digest_of(digest), name, name, compartment));
        };
        exhibit(one.buys, 'a', "seen-by-all", "shared");
        exhibit(one.buys, 'b', "buyers-own", "buyer-and-counsel");
        exhibit(one.sells, 'c', "suppliers-own", "supplier-and-counsel");
        exhibit(officer, 'd', "officers-own", "officer");
        desk.must(one.sells, claim + "/withdraw-exhibit", "{'exhibit':3,'reason':'no'}");
        exhibit(one.sells, 'e', "suppliers-second", "supplier-and-counsel");
        dossier(one);
        desk.must(one.sells, claim + "/make-offer",
            fmt::format("{{'offer':{{'amount':{},'remedy':'refund','full_and_final':false,'return_required':false,"
                        "'valid_until':'{}'}}}}",
                usd(3'456), desk.day(20)));
        desk.must(officer, fmt::format("/v1/suppliers/{}/take-measure", one.supplier),
            "{'measure':'severe warning','days':30,'reason':'late'}");
    }

public:
    /// The inspector is named, an officer drafts what a second one has to confirm.
    void bring_before_officers(Case& one)
    {
        auto const claim = "/v1/claims/" + one.claim;
        for (auto const* who : { &one.buys, &one.sells }) {
            auto const slots = desk.get(*who, claim).json();
            for (auto const& slot : slots.find("slots")->items) {
                if (slot.find("from")->text == (who == &one.buys ? "buyer" : "supplier"))
                    desk.must(*who, claim + "/add-exhibit",
                        fmt::format("{{'exhibit':{{'digest':'{}','name':'slot','kind':'{}'}},'slot':'{}'}}",
                            digest_of('f'), slot.find("kind")->text, slot.find("id")->text));
            }
        }
        auto const from = desk.get(officer, claim).text("escalation/day");
        if (from > desk.today())
            desk.must(officer, "/v1/sandbox/clock", fmt::format("{{'to':'{}'}}", from));
        if (desk.get(officer, claim).text("phase") == "negotiation")
            desk.must(one.buys, claim + "/escalate");
        desk.must(officer, claim + "/order-inspection",
            fmt::format(
                "{{'inspector':'{}','firm':'Look Ltd','fee':{},'advanced_by':'buyer'}}", one.inspector, usd(300)));
        desk.must(officer, claim + "/determine",
            fmt::format("{{'ruling':{{'findings':[{{'line':0,'facts':'seen'}}],'amount':{},'remedy':'refund',"
                        "'reasons':'draft-reasons','deviation':'the range','fee_borne_by':'supplier'}}}}",
                usd(9'876)));
    }
};

} // namespace recourse::api
