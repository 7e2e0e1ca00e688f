#include "api/access.hpp"
#include "api/market_test.hpp"
#include "app/projection.hpp"
#include "app/stored_event.hpp"
#include "notify/payload.hpp"

#include <gmock/gmock.h>

// Dossiers over the API: a case from its first exhibit to the list, and what nobody is told by the way.

namespace recourse::api {

namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

std::string handed_to(std::string_view to, std::string_view exhibit, std::string_view compartment)
{
    return fmt::format(
        "{{'compartment':'{}','handing':{{'exhibits':['{}'],'parcel':'packet','to':'{}'}}}}", compartment, exhibit, to);
}

/// A dossier, with whoever works on it.
struct Work {
    Market market;
    TestDesk& desk = market.desk;
    Case& one = market.first;
    Who counsel = desk.person(act::Role::counsel, one.buyer);
    std::string path = "/v1/dossiers/" + one.dossier;

    /// Carries it out; the id of what it added.
    std::string add(Who const& who, std::string_view prefix, std::string_view what, std::string body)
    {
        return fmt::format(
            "{}-{}", prefix, TestDesk::place_of(desk.must(who, path + "/" + std::string { what }, std::move(body))));
    }
    std::string code(Who const& who, std::string_view what, std::string body)
    {
        return desk.post(who, path + "/" + std::string { what }, std::move(body)).code();
    }
};

} // namespace

TEST(Dossiers, a_case_from_its_first_exhibit_to_the_list)
{
    Work work;
    auto& desk = work.desk;
    auto const& one = work.one;
    EXPECT_EQ(one.dossier.substr(2), one.order.substr(2));
    // The supplier finds the same dossier.
    EXPECT_EQ(desk.must(one.sells, "/v1/orders/" + one.order + "/dossier", "{'title':'x'}").text("id"), one.dossier);
    auto const seen = desk.get(one.sells, work.path);
    EXPECT_EQ(seen.text("title"), "Chairs");
    EXPECT_THAT(seen.body, HasSubstr(fmt::format("\"claims\":[\"{}\"]", one.claim)));
    EXPECT_THAT(seen.body, HasSubstr("\"action\":\"add-exhibit\""));
    EXPECT_THAT(desk.get(one.sells, "/v1/dossiers").body, HasSubstr(one.dossier));

    auto const paper = work.add(work.counsel, "VX", "add-exhibit", exhibit_body("shared", '2', "paper"));
    desk.must(work.counsel, work.path + "/number",
        fmt::format("{{'compartment':'shared','exhibits':['{}','{}'],'group':'{}'}}", paper, one.exhibit, one.group));
    desk.must(work.counsel, work.path + "/record-step",
        fmt::format("{{'exhibit':'{}','done':{{'step':'translated','on':'{}','by':'Wu','language':'zh'}}}}", paper,
            desk.today()));
    desk.must(work.counsel, work.path + "/withdraw-exhibit",
        fmt::format("{{'exhibit':'{}','reason':'wrong photo'}}", one.exhibit));
    auto const list = desk.get(one.sells, work.path + "/list").json();
    auto const& lines = list.find("exhibits")->items;
    ASSERT_EQ(lines.size(), 2);
    EXPECT_EQ(lines[0].find("mark")->text, "E1");
    EXPECT_EQ(lines[0].find("title")->text, "paper title");
    EXPECT_EQ(lines[0].find("group")->integer, 1);
    EXPECT_EQ(lines[1].find("mark")->text, "E2");
    EXPECT_EQ(lines[1].find("withdrawn")->text, desk.today()); // a line stays
    auto const readiness = desk.get(one.sells, work.path + "/readiness?for=cietac&opponents=2&members=1");
    EXPECT_EQ(readiness.json().find("copies")->integer, 4);
    EXPECT_THAT(readiness.body, AllOf(HasSubstr("\"missing\":\"original\""), Not(HasSubstr("translation\""))));
    EXPECT_EQ(desk.get(one.sells, work.path + "/readiness?for=nobody").code(), "query.wrong");
    EXPECT_EQ(desk.get(one.sells, work.path + "/readiness?opponents=0").code(), "query.wrong");
    EXPECT_THAT(desk.get(one.sells, work.path + "/chronology").body, HasSubstr("It cracked"));
    desk.must(work.counsel, work.path + "/hand-over", handed_to("the court", paper, "shared"));
    auto const custody = desk.get(one.sells, fmt::format("{}/exhibits/{}/custody", work.path, paper)).json();
    std::vector<std::string> acts;
    for (auto const& act : custody.find("acts")->items)
        acts.emplace_back(act.find("act")->text);
    EXPECT_EQ(acts, (std::vector<std::string> { "received", "numbered", "handed-over" }));
}

TEST(Dossiers, without_an_order_are_the_buyers_and_the_programmes)
{
    Work work;
    auto& desk = work.desk;
    auto const& one = work.one;
    auto const alone = desk.made(one.buys, "/v1/dossiers", "{'against':'Teak Co','title':'Off the platform'}");
    EXPECT_EQ(desk.get(work.counsel, "/v1/dossiers/" + alone).status, 200);
    EXPECT_EQ(desk.get(work.market.officer, "/v1/dossiers/" + alone).status, 200);
    EXPECT_EQ(desk.get(one.sells, "/v1/dossiers/" + alone).status, 404);
    EXPECT_EQ(desk.get(work.market.second_case.buys, "/v1/dossiers/" + alone).status, 404);
    auto const guest = desk.person(act::Role::buyer, one.buyer, one.order);
    EXPECT_EQ(desk.get(guest, "/v1/dossiers/" + alone).status, 404);
    auto const for_buyer = desk.made(work.market.officer, "/v1/dossiers",
        fmt::format("{{'buyer':'{}','against':'Teak Co','title':'t'}}", one.buyer));
    EXPECT_EQ(desk.get(one.buys, "/v1/dossiers/" + for_buyer).status, 200);
}

TEST(Dossiers, an_exhibit_whose_bytes_the_vault_lacks_is_refused)
{
    Work work;
    EXPECT_EQ(work.code(work.one.buys, "add-exhibit", exhibit_body("shared", '0', "lost")), "dossier.not_kept");
    auto body = exhibit_body("shared", '3', "new");
    body.replace(body.find("'size':4"), 8, "'size':5");
    EXPECT_EQ(work.code(work.one.buys, "add-exhibit", body), "dossier.size_differs");
    EXPECT_EQ(work.code(work.one.buys, "add-exhibit", exhibit_body("shared", '1', "again")), "dossier.same_bytes");
    body = exhibit_body("shared", '3', "new");
    body.replace(body.find("'compartment':'shared',"), 23, "");
    EXPECT_EQ(work.code(work.one.buys, "add-exhibit", body), "dossier.no_compartment");
}

TEST(Dossiers, nobody_is_told_of_what_lies_where_he_does_not_read)
{
    Work work;
    auto& desk = work.desk;
    auto& market = work.market;
    auto const& one = work.one;
    constexpr std::string_view secret = "MARKER";
    auto const own
        = [&](std::string_view rest) { return fmt::format("{{'compartment':'buyer-and-counsel',{}}}", rest); };
    // Counsel's own case: each text of each kind is marked.
    auto const x = work.add(work.counsel, "VX", "add-exhibit", exhibit_body("buyer-and-counsel", '8', secret));
    auto const g = work.add(work.counsel, "VG", "make-group",
        own("'group':{'title':'MARKER','title_zh':'MARKER','proves':'MARKER','proves_zh':'MARKER'}"));
    auto const f = work.add(work.counsel, "VF", "add-fact",
        own("'fact':{'text':'MARKER','text_zh':'MARKER','when':{'as_known':'MARKER'},'disputed':true}"));
    auto const i = work.add(
        work.counsel, "VI", "add-issue", own("'issue':{'text':'MARKER','text_zh':'MARKER','element':'MARKER'}"));
    auto const l = work.add(work.counsel, "VL", "add-link",
        own(fmt::format(
            "'link':{{'fact':'{}','issue':'{}','exhibit':'{}','pages':'7','proves':'MARKER'}}", one.fact, i, x)));
    auto const h = work.add(work.counsel, "VH", "place-hold",
        own(fmt::format("'hold':{{'reference':'MARKED hold','reason':'MARKED hold','exhibits':['{}']}}", x)));
    desk.must(work.counsel, work.path + "/number", own(fmt::format("'group':'{}'", g)));
    desk.must(work.counsel, work.path + "/view-original",
        fmt::format("{{'exhibit':'{}','on':'{}','by':'MARKER','note':'MARKER'}}", x, desk.today()));
    desk.must(work.counsel, work.path + "/hand-over", handed_to("MARKER", one.exhibit, "buyer-and-counsel"));
    // A redacted copy for all.
    auto copy = exhibit_body("shared", '7', "redacted");
    copy.insert(copy.size() - 1, fmt::format(",'derived':{{'how':'redacted','from':['{}'],'by':'counsel'}}", x));
    auto const r = work.add(work.counsel, "VX", "add-exhibit", copy);
    desk.must(work.counsel, work.path + "/withdraw-exhibit", fmt::format("{{'exhibit':'{}','reason':'MARKER'}}", x));

    auto const digest = kept_digest('8');
    auto const clean = [&](std::string const& body, std::string_view where) {
        EXPECT_THAT(body,
            AllOf(Not(HasSubstr(std::string { secret })), Not(HasSubstr(digest)), Not(HasSubstr(x + "\"")),
                Not(HasSubstr(f + "\"")), Not(HasSubstr(i + "\"")), Not(HasSubstr(l + "\"")), Not(HasSubstr(g + "\""))))
            << where;
    };
    struct Reader {
        Who who;
        accounts::Caller caller;
    };
    auto const supplier = *parse_id<Party>(one.supplier);
    auto const caller = [](act::Role role, Id<Party> party) {
        accounts::Caller caller;
        caller.actor = { role, party, {} };
        return caller;
    };
    std::vector<Reader> const readers { { one.sells, caller(act::Role::supplier, supplier) },
        { desk.person(act::Role::supplier_counsel, one.supplier), caller(act::Role::supplier_counsel, supplier) },
        { market.officer, caller(act::Role::officer, {}) },
        { desk.key(act::Role::auditor, {}), caller(act::Role::auditor, {}) },
        { one.inspects, caller(act::Role::inspector, *parse_id<Party>(one.inspector)) },
        { market.second_case.buys, caller(act::Role::buyer, *parse_id<Party>(market.second_case.buyer)) } };
    for (auto const& [who, as] : readers) {
        auto const word = act::word(as.actor.role);
        for (auto const* what : { "", "/chronology", "/readiness", "/readiness?for=cietac", "/list" })
            clean(desk.get(who, work.path + what).body, word);
        for (auto const& exhibit : { one.exhibit, r, x }) {
            auto const custody = desk.get(who, fmt::format("{}/exhibits/{}/custody", work.path, exhibit));
            if (exhibit == x)
                EXPECT_EQ(custody.status, 404) << word;
            clean(custody.body, word);
        }
        clean(desk.get(who, "/v1/dossiers").body, word);
        clean(desk.get(who, "/v1/history/dossiers/" + one.dossier).body, word);
        clean(desk.get(who, "/v1/claims/" + one.claim).body, word);
        clean(desk.get(who, "/v1/orders/" + one.order).body, word);
        // What he tries gets no word of it either.
        auto const tried = [&](std::string_view what, std::string body) {
            auto const answer = desk.post(who, fmt::format("{}/{}", work.path, what), std::move(body));
            EXPECT_TRUE(answer.status == 403 || answer.status == 404) << word << what << answer.body;
            EXPECT_THAT(answer.body, Not(HasSubstr(std::string { secret })));
        };
        tried("describe-exhibit", fmt::format("{{'exhibit':'{}','origin':{{}},'description':{{}}}}", x));
        tried("withdraw-exhibit", fmt::format("{{'exhibit':'{}','reason':'r'}}", x));
        tried("number", fmt::format("{{'compartment':'shared','exhibits':['{}']}}", x));
        tried("put-in-group", fmt::format("{{'group':'{}','exhibits':['{}']}}", g, one.exhibit));
        tried("add-link", fmt::format("{{'compartment':'shared','link':{{'fact':'{}','exhibit':'{}'}}}}", f, x));
        tried("drop-link", fmt::format("{{'id':'{}'}}", l));
        tried("drop-fact", fmt::format("{{'id':'{}'}}", f));
        tried("drop-issue", fmt::format("{{'id':'{}'}}", i));
        tried("hand-over", handed_to("me", x, "shared"));
        // What comes to endpoints.
        auto const stream = codec::Stream { codec::Subject::dossier, parse_id<Dossier>(one.dossier)->number };
        app::Aggregate<evidence::State> after;
        for (auto const& event : desk.desk().store().read_stream(codec::to_number(stream), 1)->value) {
            auto const stored = *app::unpacked(event);
            evolve(after.state, std::get<evidence::Event>(stored.what));
            if (may_be_told(as, stream, after, stored.what))
                clean(notify::payload(event, stored, after, as.actor.role), word);
        }
    }
    // Its own side reads all of it; of a hold, and of nothing under it, the programme knows.
    EXPECT_THAT(desk.get(one.buys, work.path).body, AllOf(HasSubstr(std::string { secret }), HasSubstr(h)));
    EXPECT_THAT(desk.get(market.officer, work.path).body, HasSubstr("MARKED hold"));
    EXPECT_THAT(desk.get(one.sells, work.path).body, Not(HasSubstr("MARKED hold")));
}

TEST(Dossiers, two_officers_erase_what_nothing_holds)
{
    Work work;
    auto& desk = work.desk;
    auto& market = work.market;
    auto const alone = "/v1/dossiers/" + desk.made(work.one.buys, "/v1/dossiers", "{'against':'Teak Co','title':'t'}");
    desk.must(work.one.buys, alone + "/add-exhibit", exhibit_body("buyer-and-counsel", '6', "own"));
    auto const propose = fmt::format("{{'digest':'{}','reason':'r','reference':'Order 9'}}", kept_digest('6'));
    auto const bytes = fmt::format("{{'digest':'{}'}}", kept_digest('6'));
    desk.must(work.counsel, alone + "/place-hold", "{'compartment':'buyer-and-counsel','hold':{'reference':'H'}}");
    EXPECT_EQ(desk.post(market.officer, alone + "/propose-erasure", propose).code(), "dossier.held");
    auto const hold = desk.get(work.counsel, alone).json().find("holds")->items.at(0).find("id")->text;
    desk.must(work.counsel, alone + "/let-go", fmt::format("{{'hold':'{}','reason':'over'}}", hold));
    desk.must(market.officer, alone + "/propose-erasure", propose);
    EXPECT_EQ(desk.post(market.officer, alone + "/confirm-erasure", bytes).code(), "dossier.same_person");
    desk.must(market.second, alone + "/confirm-erasure", bytes);
    EXPECT_THAT(desk.get(work.one.buys, alone).body, HasSubstr("\"phase\":\"erased\""));
    // Of an order the records are kept first.
    EXPECT_EQ(desk.post(market.officer, work.path + "/propose-erasure",
                      fmt::format("{{'digest':'{}','reason':'r','reference':'o'}}", kept_digest('1')))
                  .code(),
        "dossier.held"); // by the market's own hold
}

} // namespace recourse::api
