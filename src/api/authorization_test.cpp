#include "api/authorization_rows_test.hpp"
#include "api/matter_test.hpp"

#include <gmock/gmock.h>

#include <map>

// Who may do what: every row of the API for every kind of caller, on what is his and on what is not.

namespace recourse::api {

namespace {

using act::Role;
using testing::HasSubstr;
using testing::Not;

/// A body that has the form of the row's, mostly with values that are refused (422) once it is clear that the caller
/// may.
std::string body_of(std::string_view id, Case const& one)
{
    static std::map<std::string_view, std::string> const bodies {
        { "parties.register", "{'profile':{'name':'','country':'CN'}}" },
        { "parties.correct", "{'profile':{'name':'','country':'CN'}}" },
        { "suppliers.give-points", "{'act':'none','cure':'never','claim':'C-1'}" },
        { "suppliers.take-measure", "{'measure':'','reason':'r'}" },
        { "suppliers.appeal", "{'target':{'subject':'measure','number':1},'reason':''}" },
        { "suppliers.recompute-limit", "{'month':'2020-01-01'}" },
        { "suppliers.propose-link", "{'other':'P-1','reasons':[]}" },
        { "suppliers.confirm-link", "{'other':'P-1','reason':''}" },
        { "suppliers.reject-link", "{'other':'P-1','reason':''}" },
        { "orders.draft-many", "{'orders':[]}" },
        { "orders.receive-many", "{'payments':[{'order':'%O','payment':{'amount':%M}}]}" },
        { "orders.agree", "{'terms':'%D'}" },
        { "orders.accept-amendment", "{'terms':'%D'}" },
        { "orders.announce-payment", "{'amount':%M,'reference':''}" },
        { "orders.receive-payment", "{'amount':%M,'reference':''}" },
        { "orders.fail-payment", "{'reference':'%O'}" },
        { "orders.reverse-payment", "{'reference':'%O','amount':%M}" },
        // Nothing comes again: the claim stays stopped by the chargeback, with its draft.
        { "orders.restore-payment", "{'reference':'%O','amount':{'amount':'0.00','currency':'USD'}}" },
        { "orders.release", "{'amount':%M}" },
        { "orders.ship", "{'statement':{'on':'2020-01-01'}}" },
        { "orders.deliver", "{'statement':{'on':'2020-01-01'}}" },
        { "orders.name-carrier", "{'carrier':'%S'}" },
        { "orders.propose-cancel", "{'to_supplier':%M,'reason':''}" },
        { "orders.accept-cancel", "{'to_supplier':%M}" },
        { "orders.decide-unpaid", "{'to_supplier':%M,'reason':''}" },
        { "claims.open", "{'lines':[],'amount':%M}" },
        { "claims.add-exhibit", "{'exhibit':{'digest':'%D','name':'','kind':'other','compartment':'shared'}}" },
        { "claims.withdraw-exhibit", "{'exhibit':1,'reason':''}" },
        { "claims.acknowledge-exhibit", "{'exhibit':1}" },
        { "claims.ask-evidence", "{'last':'2020-01-01'}" },
        { "claims.make-offer", "{'offer':{'amount':%M,'valid_until':'2020-01-01'}}" },
        { "claims.accept-offer", "{'offer':1}" },
        { "claims.reject-offer", "{'offer':1}" },
        { "claims.withdraw-offer", "{'offer':1}" },
        { "claims.order-inspection", "{'inspector':'P-1','fee':%M}" },
        { "claims.report-inspection", "{'report':{'lot':1,'sample':2,'share':'0','digest':'%D'}}" },
        { "claims.determine", "{'ruling':{'findings':[],'amount':%M}}" },
        { "claims.confirm-determination", "{'draft':1}" },
        { "claims.withdraw-determination", "{'draft':1}" },
        { "dossiers.open", "{'title':''}" },
        { "dossiers.open-alone", "{'against':''}" },
        { "dossiers.add-exhibit",
            "{'compartment':'shared','exhibit':{'digest':'%D','source':{},'collected':{},'origin':{},"
            "'description':{}}}" },
        { "dossiers.describe-exhibit", "{'exhibit':'%X','origin':{},'description':{}}" },
        { "dossiers.withdraw-exhibit", "{'exhibit':'%X','reason':''}" },
        { "dossiers.make-group", "{'compartment':'shared','group':{}}" },
        { "dossiers.put-in-group", "{'group':'%G','exhibits':[]}" },
        { "dossiers.number", "{'compartment':'shared'}" },
        { "dossiers.add-fact", "{'compartment':'shared','fact':{'when':{}}}" },
        { "dossiers.revise-fact", "{'id':'%F','fact':{'when':{}}}" },
        { "dossiers.drop-fact", "{'id':'%F'}" },
        { "dossiers.add-issue", "{'compartment':'shared','issue':{}}" },
        { "dossiers.revise-issue", "{'id':'%I','issue':{}}" },
        { "dossiers.drop-issue", "{'id':'%I'}" },
        { "dossiers.add-link", "{'compartment':'shared','link':{}}" },
        { "dossiers.drop-link", "{'id':'%L'}" },
        { "dossiers.view-original", "{'exhibit':'%X','on':'2020-01-01'}" },
        { "dossiers.record-step", "{'exhibit':'%X','done':{'on':'2020-01-01'}}" },
        { "dossiers.place-hold", "{'compartment':'shared','hold':{}}" },
        { "dossiers.let-go", "{'hold':'%H','reason':''}" },
        { "dossiers.propose-erasure", "{'digest':'%1'}" },
        { "dossiers.confirm-erasure", "{'digest':'%1'}" },
        { "dossiers.decline-erasure", "{'digest':'%1'}" },
        { "dossiers.take-out", "{'compartment':'shared','handing':{}}" },
        { "dossiers.hand-over", "{'compartment':'shared','handing':{}}" },
        { "dossiers.seal", "{'compartment':'shared','handing':{}}" },
        { "bundles.seal", "{'compartment':'shared','to':''}" },
        { "packets.check", "{'compartment':'shared','receiver':'cietac'}" },
        { "packets.make", "{'compartment':'shared','receiver':'cietac'}" },
        { "bundles.import", "{'compartment':'shared','digest':'%D','from':'x'}" },
        { "uploads.append", "bytes" },
        { "remittances.propose", "{'purpose':'supplier-payout','amount':%N,'party':'%S'}" },
        { "remittances.record", "{'purpose':'pool-deposit','amount':%N}" },
        { "bank.import", "<Document/>" },
        { "parties.propose-account", "{'account':{'name':''}}" },
        { "parties.confirm-account", "{'account':{'name':''}}" },
        { "movements.assign", "{'order':'%O','instalment':0,'amount':%N}" },
        { "movements.send-back", "{'reason':''}" },
        { "movements.explain", "{'treatment':'ours','reason':''}" },
        { "payouts.make", "{'execute_on':'2020-01-01','remittances':[]}" },
        { "payouts.approve", "{'digest':'%D'}" },
        { "payouts.discard", "{'reason':''}" },
        { "rule-books.upload", "{'files':[]}" },
        { "editions.propose", "{'programme':'x','edition':'x','digest':'%D','from':'2020-01-01'}" },
        { "editions.confirm", "{'digest':'%D'}" },
        { "clauses.read", "{'text':''}" },
        { "assessments.of-case", "{}" },
        { "interviews.ask", "{'case':{}}" },
        { "assessments.precheck", "{}" },
        { "sandbox.clock", "{}" },
        { "people.act-as", "{'membership':'UM-1'}" },
        { "keys.make", "{'name':'','role':'supplier','party':'%S','scopes':['read'],'days':1}" },
        { "invitations.make", "{'role':'supplier-counsel','party':'%S','only_case':'%O','email':'','days':0}" },
        { "webhooks.make", "{'url':'http://example.org/','role':'supplier','party':'%S'}" },
        { "webhooks.replay", "{'since':''}" },
        { "notices.change", "{'kind':''}" },
        { "people.sign-in", "{'email':'%U@example.org'}" },
        { "people.change-profile", "{'name':'','language':'en'}" },
        { "people.change-email", "{'password':'','email':''}" },
        { "people.renew-codes", "{'password':''}" },
        { "memberships.add", "{'person':'%P','role':'supplier','party':'%S'}" },
        { "people.change-password", "{'current':'a long phrase for the desk','next':'short'}" },
        { "people.begin-factor", "{'password':'a long phrase for the desk'}" },
        { "people.remove-factor", "{'password':'a long phrase for the desk'}" },
    };
    auto const& all = id.starts_with("matters.") ? matter_bodies() : bodies;
    auto const found = all.find(id);
    auto body = found == all.end() ? std::string { "{}" } : found->second;
    if (id == "orders.draft" || id == "orders.revise" || id == "orders.amend")
        body = fmt::format("{{'terms':{}}}", terms(one.buyer, one.supplier, 0));
    auto const fill = [&](std::string_view hole, std::string const& with) {
        for (auto at = body.find(hole); at != std::string::npos; at = body.find(hole))
            body.replace(at, hole.size(), with);
    };
    fill("%O", one.order);
    fill("%S", one.supplier);
    fill("%P", one.person);
    fill("%M", usd(1));
    fill("%N", usd(0));
    fill("%D", digest_of('9'));
    fill("%1", kept_digest('1'));
    fill("%X", one.exhibit);
    fill("%G", one.group);
    fill("%F", one.fact);
    fill("%I", one.issue);
    fill("%L", one.link);
    fill("%H", one.hold);
    static int strangers = 0;
    fill("%U", fmt::format("stranger{}", ++strangers));
    return body;
}

/// The path of a row for a case; what a call may use up is made anew.
std::string path_of(Market& market, Operation const& row, Case const& one)
{
    auto path = row.path;
    auto const fill = [&](std::string_view hole, auto const& with) {
        if (auto const at = path.find(hole); at != std::string::npos)
            path.replace(at, hole.size(), with());
    };
    auto& accounts = market.desk.desk().accounts();
    auto const by = accounts::Caller::command_line();
    auto const supplier = *parse_id<Party>(one.supplier);
    fill("{order}", [&] { return one.order; });
    fill("{claim}", [&] { return one.claim; });
    fill("{party}", [&] { return one.supplier; });
    fill("{dossier}", [&] { return one.dossier; });
    fill("{matter}", [&] { return one.matter; });
    fill("{exhibit}", [&] { return one.exhibit; });
    fill("{upload}", [] { return std::string(32, '0'); });
    fill("{remittance}", [&] { return one.remittance; });
    fill("{number}", [] { return std::string { "1" }; });
    fill("{statement}", [&] { return market.statement; });
    fill("{movement}", [&] { return market.movement; });
    fill("{payout}", [&] { return market.payout; });
    fill("{edition}", [&] { return market.edition; });
    fill("{digest}", [&] { return market.book; });
    fill("{person}", [&] { return one.person; });
    fill("{session}", [] { return std::string { "US-99999" }; });
    fill("{membership}", [&] {
        auto const asked = accounts.invite(by, { Role::supplier, supplier, {} }, "", market.desk.in_days(1)).value();
        (void)market.desk.joined(asked.link.token);
        return to_string(accounts.memberships(market.desk.last_person()).value().front().id);
    });
    fill("{currency}", [] { return "USD"; });
    fill("{owner}", [&] { return one.order; });
    fill("{kind}", [&] {
        return row.id.starts_with("ledger") ? "held" : row.id == "matters.readiness" ? "demand" : "orders";
    });
    fill("{id}", [&] { return one.order; });
    fill("{feed}",
        [&] { return row.id == "feeds.read" ? "rf_" + std::string(43, 'A') + ".ics" : std::string { "UF-999" }; });
    fill("{key}", [&] {
        return to_string(accounts
                .make_key(by, { "spare", Role::supplier, supplier, accounts::Scopes::all(), market.desk.in_days(1) })
                .value()
                .key.id);
    });
    auto& outbox = market.desk.desk().notifier().outbox();
    auto const endpoint = [&] {
        notify::Endpoint made;
        made.role = Role::supplier;
        made.party = supplier;
        made.url = "https://example.org/";
        return outbox.add_endpoint(made, [](auto) { return std::vector<std::uint8_t> { 1 }; }).value();
    };
    fill("{endpoint}", [&] { return to_string(endpoint().id); });
    fill("{delivery}", [&] {
        notify::Entry entry;
        entry.endpoint = endpoint().id;
        entry.message = outbox.message_id(to_string(entry.endpoint));
        (void)outbox.add({ entry });
        return to_string(outbox.deliveries({}).value().front().id);
    });
    fill("{token}", [] { return "U-1.claim-opened.00000000000000000000000000000000"; });
    fill("{invitation}", [&] {
        return to_string(
            accounts.invite(by, { Role::supplier, supplier, {} }, "", market.desk.in_days(1)).value().invitation.id);
    });
    if (row.id == "dossiers.search")
        path += "?q=word";
    if (row.id == "vault.consistency")
        path += "?from=1&to=1";
    if (row.id == "parties.names")
        path += "?ids=" + one.supplier;
    return path;
}

/// What becomes of a call: + it is let in, else the digit of 401, 403 or 404.
char outcome(Answer const& answer)
{
    switch (answer.status) {
    case 401:
        return '1';
    case 403:
        return '3';
    case 404:
        return '4';
    default:
        return '+';
    }
}

} // namespace

TEST(Authorization, every_row_for_every_caller)
{
    Market market;
    auto& desk = market.desk;
    market.bring_before_officers(market.first);
    auto const& [first, other, third] = std::tie(market.first, market.second_case, market.third);
    for (auto* one : { &market.first, &market.second_case, &market.third })
        open_matter(market, *one);
    auto const haulier = desk.made(market.officer, "/v1/parties", "{'profile':{'name':'Haulier','country':'CN'}}");
    desk.must(first.sells, fmt::format("/v1/orders/{}/name-carrier", first.order),
        fmt::format("{{'carrier':'{}'}}", haulier));
    Who const carrier = desk.key(Role::carrier, haulier), auditor = desk.key(Role::auditor, {}),
              officer_key = desk.key(Role::officer, {});
    Who const counsel = desk.person(Role::counsel, first.buyer),
              supplier_counsel = desk.person(Role::supplier_counsel, first.supplier),
              guest = desk.person(Role::buyer, first.buyer, first.order);
    std::map<accounts::Scope, Who> without;
    for (auto const scope : accounts::scopes_all) {
        accounts::Scopes scopes;
        for (auto const one : accounts::scopes_all) {
            if (one != scope)
                scopes.add(one);
        }
        without.emplace(scope, desk.key(Role::buyer, first.buyer, scopes));
    }
    std::size_t known = 0;
    auto rows = desk.table();
    // What a rebuild has not come to yet is not there for readers; and after signing out nobody is signed in.
    for (auto const* id : { "system.rebuild", "people.sign-out" }) {
        auto const last = std::ranges::find(rows, id, &Operation::id);
        std::rotate(last, last + 1, rows.end());
    }
    for (auto const& row : rows) {
        struct Caller {
            Who const& who;
            Case const& on;
        };
        Who const nobody, wrong { "rk_0000000000000000000000000000000000000000000", {} };
        std::vector<Caller> const callers { { nobody, first }, { wrong, first },
            { row.scope ? without.at(*row.scope) : nobody, first }, { first.buys, first }, { first.buys, other },
            { first.sells, first }, { first.sells, other }, { counsel, first }, { counsel, other },
            { supplier_counsel, first }, { supplier_counsel, other }, { first.inspects, first },
            { first.inspects, other }, { market.bank, first }, { carrier, first }, { auditor, first },
            { officer_key, first }, { market.officer, first }, { guest, first }, { guest, third } };
        std::string outcomes;
        auto next = columns.begin();
        std::string codes;
        for (auto const& caller : callers) {
            auto const answer = desk.ask(caller.who, row.method, path_of(market, row, caller.on),
                row.takes ? body_of(row.id, caller.on) : "", row.always);
            EXPECT_NE(answer.status, 429) << row.id;
            EXPECT_NE(answer.status, 0) << row.id;
            EXPECT_LT(answer.status, 500) << row.id << answer.body;
            if (*next == ' ')
                outcomes += *next++;
            outcomes += outcome(answer);
            codes += fmt::format(" {}:{}{}", *next++, answer.status,
                answer.status >= 400 && answer.body.starts_with('{') ? " " + answer.code() : "");
        }
        auto const& table = row.id.starts_with("matters.") ? matter_rows() : expected();
        auto const found = table.find(row.id);
        if (found == table.end()) {
            ADD_FAILURE() << "the table does not name\n        { \"" << row.id << "\", \"" << outcomes << "\" },";
            continue;
        }
        ++known;
        EXPECT_EQ(outcomes, found->second) << columns << " of " << row.id << "\n" << codes;
    }
    EXPECT_EQ(known, expected().size() + matter_rows().size()) << "the table names a row that is gone";
}

// ------------------------------------------------------------------------------ what nobody is told by the way

TEST(Authorization, a_claim_shows_each_side_its_own_compartments)
{
    Market market;
    auto& desk = market.desk;
    market.bring_before_officers(market.first);
    auto const claim = "/v1/claims/" + market.first.claim;
    auto const buyers = desk.get(market.first.buys, claim).body, suppliers = desk.get(market.first.sells, claim).body,
               inspectors = desk.get(market.first.inspects, claim).body,
               officers = desk.get(market.officer, claim).body;
    EXPECT_THAT(buyers, AllOf(HasSubstr("seen-by-all"), HasSubstr("buyers-own"), HasSubstr("3456.00")));
    EXPECT_THAT(buyers, AllOf(Not(HasSubstr("suppliers-")), Not(HasSubstr("officers-own"))));
    EXPECT_THAT(suppliers, AllOf(HasSubstr("seen-by-all"), HasSubstr("suppliers-own"), HasSubstr("suppliers-second")));
    EXPECT_THAT(suppliers, AllOf(Not(HasSubstr("buyers-own")), Not(HasSubstr("officers-own"))));
    EXPECT_THAT(inspectors, HasSubstr("seen-by-all"));
    EXPECT_THAT(inspectors,
        AllOf(Not(HasSubstr("-own")), Not(HasSubstr("suppliers-second")), Not(HasSubstr("3456.00")),
            Not(HasSubstr("lapse-offer"))));
    EXPECT_THAT(officers, AllOf(HasSubstr("officers-own"), HasSubstr("draft-reasons"), HasSubstr("9876.00")));
    for (auto const* one : { &buyers, &suppliers, &inspectors })
        EXPECT_THAT(*one, AllOf(Not(HasSubstr("draft-reasons")), Not(HasSubstr("9876.00"))));
}

TEST(Authorization, an_assessment_rests_on_what_its_reader_may_read)
{
    Market market;
    auto& desk = market.desk;
    auto const path = "/v1/claims/" + market.first.claim + "/assessment";
    // Whatever lies in another compartment changes nothing: the answer is the same with it and without it.
    auto const before = desk.get(market.first.buys, path).body;
    // The programme's track is there, by the book that the order is bound to.
    EXPECT_THAT(before, HasSubstr("\"programme\":\"alibaba-trade-assurance\""));
    EXPECT_THAT(before, Not(HasSubstr("\"coverage\":[]")));
    EXPECT_THAT(before, HasSubstr("\"verdict\":\"covered\""));
    desk.must(market.first.sells, "/v1/claims/" + market.first.claim + "/add-exhibit",
        fmt::format("{{'exhibit':{{'digest':'{}','name':'secret','kind':'inspection-report','note':'secret',"
                    "'compartment':'supplier-and-counsel'}}}}",
            digest_of('7')));
    EXPECT_EQ(desk.get(market.first.buys, path).body, before);
}

TEST(Authorization, history_and_events_do_not_tell_that_something_was_done_in_secret)
{
    Market market;
    auto& desk = market.desk;
    std::map<std::string_view, Who> const who { { "buyer", market.first.buys }, { "supplier", market.first.sells },
        { "inspector", market.first.inspects }, { "officer", market.officer }, { "other", market.second_case.buys } };
    std::map<std::string_view, http::EventStream> streams;
    for (auto const& [name, caller] : who) {
        auto const answer = desk.get(caller, "/v1/events", { { "Last-Event-ID", "0" } });
        ASSERT_EQ(answer.status, 200);
        streams.emplace(name, *answer.events);
    }
    market.bring_before_officers(market.first);
    desk.must(market.officer, "/v1/claims/" + market.first.claim + "/withdraw-determination", "{'draft':1}");
    auto const count = [](std::string_view text, std::string_view what) {
        std::size_t found = 0;
        for (auto at = text.find(what); at != std::string_view::npos; at = text.find(what, at + 1))
            ++found;
        return found;
    };
    std::map<std::string_view, std::string> told;
    for (auto const& [name, caller] : who) {
        auto const history = desk.get(caller, "/v1/history/claims/" + market.first.claim);
        EXPECT_EQ(history.status, name == "other" ? 404 : 200);
        told[name] = history.status == 200 ? history.body : "";
    }
    auto const shared = count(told["inspector"], "\"exhibit-added\"");
    EXPECT_EQ(count(told["buyer"], "\"exhibit-added\""), shared + 1);
    EXPECT_EQ(count(told["supplier"], "\"exhibit-added\""), shared + 2);
    EXPECT_EQ(count(told["officer"], "\"exhibit-added\""), shared + 1);
    EXPECT_THAT(told["officer"], AllOf(HasSubstr("determination-drafted"), HasSubstr("draft-withdrawn")));
    EXPECT_THAT(told["supplier"], HasSubstr("exhibit-withdrawn"));
    EXPECT_THAT(told["inspector"], Not(HasSubstr("offer-made")));
    for (auto const* name : { "buyer", "supplier", "inspector" })
        EXPECT_THAT(told[name], AllOf(Not(HasSubstr("determination-drafted")), Not(HasSubstr("draft-withdrawn"))));
    for (auto const* name : { "buyer", "inspector" })
        EXPECT_THAT(told[name], Not(HasSubstr("exhibit-withdrawn")));

    std::map<std::string_view, std::string> streamed;
    streamed["officer"] = heard(streams.at("officer"), "draft-withdrawn");
    for (auto const& [name, stream] : streams)
        streamed[name] += heard(stream, {});
    auto const id = fmt::format("\"id\":\"{}\"", market.first.claim);
    for (auto const* name : { "buyer", "supplier", "inspector" }) {
        EXPECT_THAT(streamed[name], HasSubstr(id)) << name;
        EXPECT_THAT(streamed[name], AllOf(Not(HasSubstr("determination-drafted")), Not(HasSubstr("draft-withdrawn"))));
        EXPECT_THAT(streamed[name], Not(HasSubstr(fmt::format("\"id\":\"{}\"", market.second_case.claim)))) << name;
        EXPECT_THAT(streamed[name], Not(HasSubstr(fmt::format("\"id\":\"{}\"", market.second_case.order)))) << name;
    }
    EXPECT_THAT(streamed["other"], Not(HasSubstr(id)));
    for (auto const* name : { "buyer", "inspector", "officer" })
        EXPECT_THAT(streamed[name], Not(HasSubstr("exhibit-withdrawn")));
    EXPECT_THAT(streamed["inspector"], Not(HasSubstr("offer-made")));
    EXPECT_THAT(streamed["supplier"], HasSubstr("exhibit-withdrawn"));
}

TEST(Authorization, lists_hold_what_may_be_read_one_by_one)
{
    Market market;
    auto& desk = market.desk;
    // The first buyer sells, too, to the second one: each role of a party sees its own side.
    market.bring_before_officers(market.first); // the inspector is named
    auto const sold = desk.made(market.second_case.buys, "/v1/orders",
        fmt::format("{{'terms':{}}}", terms(market.second_case.buyer, market.first.buyer)));
    auto const as_of = desk.desk().pipeline().durable();
    std::vector<Who> const callers { market.first.buys, market.first.sells, market.first.inspects,
        desk.person(Role::counsel, market.first.buyer), desk.person(Role::supplier_counsel, market.first.buyer),
        market.officer, market.bank };
    std::vector<std::string> const orders { market.first.order, market.third.order, market.second_case.order, sold };
    std::vector<std::string> const claims { market.first.claim, market.third.claim, market.second_case.claim };
    for (auto const& caller : callers) {
        auto const compare = [&](std::string_view kind, std::vector<std::string> const& all) {
            auto const list = desk.get(caller, fmt::format("/v1/{}?as_of={}", kind, as_of));
            if (list.status == 404)
                return;
            ASSERT_EQ(list.status, 200);
            for (auto const& id : all) {
                bool const listed = list.body.find(fmt::format("\"id\":\"{}\"", id)) != std::string::npos;
                auto const read = desk.get(caller, fmt::format("/v1/{}/{}", kind, id)).status == 200;
                EXPECT_EQ(listed, read) << kind << " " << id << " of " << &caller - callers.data();
            }
        };
        compare("orders", orders);
        compare("claims", claims);
        auto const remittances = desk.get(caller, "/v1/remittances");
        if (remittances.status == 200)
            for (auto const& one : { market.first.remittance, market.second_case.remittance })
                EXPECT_EQ(remittances.body.find(fmt::format("\"id\":\"{}\"", one)) != std::string::npos,
                    desk.get(caller, "/v1/remittances/" + one).status == 200);
    }
}

TEST(Authorization, accounts_of_the_ledger_are_their_owners)
{
    Market market;
    auto& desk = market.desk;
    auto const status = [&](Who const& who, std::string const& account) {
        auto const path = fmt::format("/v1/ledger/{}/USD", account);
        auto const status = desk.get(who, path).status;
        EXPECT_EQ(desk.get(who, path + "/csv").status, status);
        return status;
    };
    auto const& [first, other] = std::tie(market.first, market.second_case);
    EXPECT_EQ(status(first.buys, "held/" + first.order), 200);
    EXPECT_EQ(status(first.buys, "held/" + other.order), 404);
    EXPECT_EQ(status(first.sells, "bond/" + first.supplier), 200);
    EXPECT_EQ(status(first.sells, "bond/" + other.supplier), 404);
    EXPECT_EQ(status(first.buys, "bond/" + first.supplier), 404);
    EXPECT_EQ(status(first.buys, "guarantee-pool/-"), 404);
    EXPECT_EQ(status(desk.key(Role::carrier, first.inspector), "held/" + first.order), 404);
    EXPECT_EQ(status(market.officer, "bond/" + other.supplier), 200);
}

TEST(Authorization, nothing_is_done_to_the_standing_of_somebody_who_is_not_there)
{
    Market market;
    EXPECT_EQ(
        market.desk.post(market.officer, "/v1/suppliers/P-999999/blacklist", "{'reason':'no','rule':''}").status, 404);
}

} // namespace recourse::api
