#include "api/suit_test.hpp"

#include <gmock/gmock.h>

// What the forum book says of a matter: its clause, its filings and their papers, whom it pursues.

namespace recourse::api {

namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr std::string_view cietac_clause
    = "Any dispute arising from or in connection with this Contract shall be submitted to China International Economic "
      "and Trade Arbitration Commission (CIETAC) for arbitration. The seat is Beijing. The award is final and binding.";

/// The item of a list whose member has this value.
codec::Node const& item(codec::Node const& tree, std::string_view list, std::string_view member, std::string_view value)
{
    static codec::Node const none;
    for (auto const& one : tree.find(list)->items)
        if (one.find(member)->text == value)
            return one;
    ADD_FAILURE() << list << " has no " << value;
    return none;
}
std::string text(codec::Node const& of, std::string_view member)
{
    auto const* found = of.find(member);
    return found == nullptr || !found->is_string() ? std::string {} : std::string { found->text };
}

} // namespace

TEST(Clauses, are_read_for_anybody_who_has_signed_in)
{
    TestDesk desk;
    auto const officer = desk.person(act::Role::officer);
    auto const ask = [&](std::string_view words) {
        return desk.post(officer, "/v1/clauses/read", fmt::format("{{'text':'{}'}}", words));
    };
    auto const read = ask(cietac_clause);
    ASSERT_EQ(read.status, 200) << read.body;
    EXPECT_EQ(read.text("verdict"), "valid");
    auto const tree = read.json();
    EXPECT_EQ(text(tree.find("institutions")->items.at(0), "id"), "cietac");
    EXPECT_EQ(tree.find("seats")->items.at(0).text, "beijing");
    for (auto const& finding : tree.find("findings")->items) {
        EXPECT_FALSE(text(finding, "says").empty());
        EXPECT_FALSE(text(finding, "says_zh").empty());
        EXPECT_FALSE(text(finding, "mark").empty());
    }
    EXPECT_EQ(ask("Disputes are settled by arbitration or by a court.").text("verdict"), "either_or");
    EXPECT_EQ(ask("Goods as sample.").text("verdict"), "none");
    for (auto const& wrong : { std::string { " " }, std::string(70'000, 'a') }) {
        auto const refused = ask(wrong);
        EXPECT_EQ(refused.status, 422);
        EXPECT_EQ(refused.code(), "body.wrong");
        EXPECT_THAT(refused.body, HasSubstr("/text"));
    }
    EXPECT_EQ(desk.post(officer, "/v1/clauses/read", "{'words':'x'}").status, 422);
    EXPECT_EQ(desk.post({}, "/v1/clauses/read", "{'text':'x'}").status, 401);
}

TEST(MatterClause, is_that_of_the_matter_and_says_plainly_that_there_is_none)
{
    Suit suit;
    auto const none = suit.get("clause");
    ASSERT_EQ(none.status, 200);
    EXPECT_EQ(none.text("kept_by"), "nobody");
    EXPECT_THAT(none.text("says"), HasSubstr("record-clause"));
    EXPECT_EQ(none.json().find("read")->kind, codec::NodeKind::null);
    suit.put(suit.one.buys, "record-clause",
        fmt::format("{{'clause':{{'text':'{}','law':'CN','worth':'valid'}}}}", cietac_clause));
    auto const kept = suit.get("clause");
    EXPECT_EQ(kept.text("kept_by"), "matter");
    EXPECT_EQ(kept.text("read/verdict"), "valid");
    EXPECT_EQ(kept.text("worth"), "valid");
    EXPECT_EQ(kept.text("governing_law"), "CN");
    EXPECT_EQ(kept.text("text"), cietac_clause);
    suit.put(suit.one.buys, "record-clause", "{'clause':{'text':'','worth':'none'}}");
    EXPECT_EQ(suit.get("clause").json().find("read")->kind, codec::NodeKind::null);
    EXPECT_THAT(suit.get("clause").text("says"), HasSubstr("no clause"));
    for (auto const* path : { "clause", "filings", "filings/cietac/readiness", "pursuit", "account" })
        for (auto const* who :
            { &suit.one.sells, &suit.market.officer, &suit.one.inspects, &suit.market.second_case.buys })
            EXPECT_EQ(suit.desk.get(*who, fmt::format("{}/{}", suit.path, path)).status, 404) << path;
}

TEST(MatterFilings, say_which_concern_it_and_by_when)
{
    Suit suit;
    auto& desk = suit.desk;
    auto const early = suit.get("filings");
    ASSERT_EQ(early.status, 200) << early.body;
    EXPECT_EQ(text(item(early.json(), "filings", "kind", "complaint"), "standing"), "perhaps");
    EXPECT_EQ(text(item(early.json(), "filings", "kind", "enforcement"), "standing"), "later");
    EXPECT_EQ(item(early.json(), "filings", "kind", "demand").find("last_day")->kind, codec::NodeKind::null);
    suit.put(suit.one.buys, "state-footing",
        fmt::format("{{'footing':{{'law':'general','known_on':'{}'}}}}", desk.day(-400)));
    suit.put(suit.one.buys, "record-clause", fmt::format("{{'clause':{{'text':'{}'}}}}", cietac_clause));
    auto const later = suit.get("filings");
    auto const tree = later.json();
    auto const& cietac = item(tree, "filings", "kind", "cietac");
    EXPECT_EQ(text(cietac, "standing"), "now");
    auto const limitation = suit.get("deadlines");
    EXPECT_EQ(text(*cietac.find("last_day"), "due"),
        text(item(limitation.json(), "deadlines", "deadline", "limitation"), "due"));
    EXPECT_FALSE(cietac.find("last_day")->find("counting")->items.empty());
    EXPECT_GT(cietac.find("lacking")->integer, 3);
    EXPECT_FALSE(text(cietac, "first_start").empty());
    EXPECT_LT(text(cietac, "first_start"), text(*cietac.find("last_day"), "due"));
    EXPECT_EQ(text(item(tree, "filings", "kind", "complaint"), "standing"), "no");
    EXPECT_THAT(suit.get("filings", { { "Accept-Language", "zh" } }).body, HasSubstr("贸仲"));
}

TEST(MatterFilings, need_papers_that_are_noted_as_they_come)
{
    Suit suit;
    auto& desk = suit.desk;
    suit.put(suit.one.buys, "state-footing",
        fmt::format("{{'footing':{{'law':'general','known_on':'{}'}}}}", desk.day(-400)));
    auto const before = suit.get("filings/cietac/readiness");
    ASSERT_EQ(before.status, 200) << before.body;
    auto tree = before.json();
    EXPECT_FALSE(tree.find("ready")->boolean);
    auto const& contract = item(tree, "papers", "paper", "contract");
    EXPECT_EQ(text(contract, "state"), "unknown");
    EXPECT_EQ(contract.find("days_high")->integer, 5);
    EXPECT_EQ(text(*tree.find("filing")->find("last_day"), "due"),
        text(item(suit.get("deadlines").json(), "deadlines", "deadline", "limitation"), "due"));
    EXPECT_FALSE(tree.find("timetable")->items.empty());
    EXPECT_EQ(before.text("formality/country"), "CN"); // the market's parties are Chinese
    auto const lacking = tree.find("filing")->find("lacking")->integer;

    suit.put(suit.one.buys, "note-paper",
        fmt::format("{{'paper':{{'paper':'contract','state':'have','exhibits':['{}'],'note':'with the chop'}}}}",
            suit.one.exhibit));
    auto const after = suit.get("filings/cietac/readiness");
    tree = after.json();
    EXPECT_EQ(tree.find("filing")->find("lacking")->integer, lacking - 1);
    auto const& noted = item(tree, "papers", "paper", "contract");
    EXPECT_EQ(text(noted, "state"), "have");
    EXPECT_EQ(text(noted, "note"), "with the chop");
    EXPECT_EQ(text(noted, "noted_on"), desk.today());
    EXPECT_EQ(noted.find("exhibits")->items.at(0).text, suit.one.exhibit);
    EXPECT_TRUE(text(noted, "start_by").empty());

    auto const post = [&](std::string body) {
        return desk.post(suit.one.buys, suit.path + "/note-paper", fmt::format("{{'paper':{}}}", body));
    };
    EXPECT_EQ(post("{'paper':'contracts','state':'have'}").code(), "filing.no_paper");
    EXPECT_THAT(post("{'paper':'contracts','state':'have'}").body, HasSubstr("contract?"));
    EXPECT_EQ(post("{'paper':'','state':'have'}").code(), "matter.no_text");
    EXPECT_EQ(post("{'paper':'contract','state':'lost'}").code(), "body.wrong");
    EXPECT_EQ(post("{'paper':'contract','state':'have','exhibits':['VX-99999']}").status, 404);
    EXPECT_EQ(suit.get("filings/appeal/readiness").code(), "filing.unknown");
    EXPECT_THAT(suit.get("filings/appeal/readiness").body, HasSubstr("cietac"));
    EXPECT_EQ(suit.get("filings/complaint/readiness").status, 200);
}

TEST(MatterPursuit, says_who_else_answers_and_counts_as_the_matter_does)
{
    Suit suit;
    auto& desk = suit.desk;
    EXPECT_TRUE(suit.get("pursuit").json().find("parties")->items.empty());
    suit.put(suit.one.buys, "add-pursued",
        fmt::format("{{'pursued':{{'name':'Teak Co','country':'CN','uscc':'91350211M0000XUF46','standing':"
                    "'deregistering','checked_on':'{0}','deregistration_notice_on':'{0}'}}}}",
            desk.day(-3)));
    suit.put(suit.one.buys, "add-pursued", "{'pursued':{'name':'Oak Ltd','country':'HK','role':'payee'}}");
    suit.put(suit.one.buys, "add-pursued", "{'pursued':{'name':'Mr Wu','country':'CN','role':'guarantor'}}");
    suit.put(suit.one.buys, "add-pursued", "{'pursued':{'name':'Elm Co','country':'CN','standing':'deregistered'}}");
    suit.put(suit.one.buys, "add-pursued", "{'pursued':{'name':'Gone Co','country':'CN'}}");
    suit.put(suit.one.buys, "drop-pursued", "{'number':5,'reason':'not the seller'}");
    auto const seen = suit.get("pursuit");
    ASSERT_EQ(seen.status, 200) << seen.body;
    auto const tree = seen.json();
    auto const& parties = tree.find("parties")->items;
    ASSERT_EQ(parties.size(), 4u);

    auto const& teak = parties[0];
    ASSERT_EQ(teak.find("statuses")->items.size(), 1u);
    auto const& status = teak.find("statuses")->items[0];
    EXPECT_EQ(text(status, "status"), "simplified-notice");
    auto const& object = item(status, "periods", "period", "simplified-notice.object");
    auto const days = suit.get("deadlines").json();
    EXPECT_EQ(text(object, "due"), text(item(days, "deadlines", "deadline", "deregistration-objection"), "due"));
    EXPECT_FALSE(object.find("counting")->items.empty());
    // The code fails its check: that is said, and it stays.
    EXPECT_EQ(text(*teak.find("code"), "code"), "91350211M0000XUF46");
    EXPECT_EQ(text(teak.find("code")->find("warnings")->items.at(0), "warning"), "check");
    // A guarantor has promised, and a Hong Kong company was paid: both follow from whom the matter pursues.
    EXPECT_EQ(text(item(teak, "others", "person", "payee-hong-kong"), "applies"), "yes");
    EXPECT_EQ(text(item(teak, "others", "person", "veil-sole"), "applies"), "unknown");
    EXPECT_THAT(text(item(teak, "find_out", "sign", "sole_shareholder"), "question"), HasSubstr("single shareholder"));
    EXPECT_FALSE(item(teak, "others", "person", "veil-sole").find("needs")->items.empty());
    EXPECT_FALSE(teak.find("in_enforcement")->items.empty());

    EXPECT_EQ(text(parties[1].find("statuses")->items.at(0), "status"), "hong-kong");
    EXPECT_EQ(parties[1].find("code")->kind, codec::NodeKind::null);
    EXPECT_TRUE(parties[2].find("statuses")->items.empty());
    EXPECT_TRUE(parties[2].find("others")->items.empty());
    EXPECT_FALSE(parties[2].find("remarks")->items.empty());
    // Struck off: in which way is to be found out, and each has its own who answer.
    EXPECT_EQ(parties[3].find("statuses")->items.size(), 4u);
    EXPECT_EQ(text(*parties[3].find("code"), "code"), "");
    EXPECT_EQ(text(parties[3].find("code")->find("warnings")->items.at(0), "warning"), "empty");
    EXPECT_THAT(seen.body, Not(HasSubstr("Gone Co")));
    EXPECT_THAT(suit.get("pursuit", { { "Accept-Language", "zh" } }).body,
        AllOf(HasSubstr("公示系统"), HasSubstr("是否只有一名股东")));
}

TEST(MatterAccount, balances_at_any_time)
{
    Suit suit;
    auto& desk = suit.desk;
    auto const empty = suit.get("account");
    ASSERT_EQ(empty.status, 200) << empty.body;
    EXPECT_EQ(empty.text("open/own/amount"), "0.00");
    suit.put(suit.one.buys, "add-head", fmt::format("{{'head':{{'amount':{},'basis':'art. 566'}}}}", usd(10'000)));
    suit.put(suit.one.buys, "record-receipt",
        fmt::format("{{'receipt':{{'route':'voluntary','amount':{},'on':'{}'}}}}", usd(1'000), desk.today()));
    suit.put(suit.one.buys, "book-cost",
        fmt::format("{{'cost':{{'line':'court','amount':{},'on':'{}','what':'fee'}}}}", usd(120), desk.today()));
    auto const drawn = suit.get("account");
    EXPECT_EQ(drawn.text("open/own/amount"), "9000.00");
    EXPECT_EQ(drawn.text("open/rmb/currency"), "CNY");
    EXPECT_EQ(drawn.text("received/total/own/amount"), "1000.00");
    EXPECT_EQ(drawn.text("to_share/own/amount"), "1000.00");
    auto const tree = drawn.json();
    EXPECT_EQ(text(*item(tree, "shares", "kind", "client").find("due")->find("own"), "amount"), "880.00");
    ASSERT_GE(tree.find("checks")->items.size(), 6u);
    for (auto const& check : tree.find("checks")->items)
        EXPECT_EQ(text(*check.find("left"), "amount"), text(*check.find("right"), "amount")) << text(check, "says");
    auto const page = suit.get("account?format=text");
    EXPECT_THAT(page.headers.get("Content-Type"), HasSubstr("text/plain"));
    EXPECT_THAT(page.body, AllOf(HasSubstr("USD 9,000.00"), HasSubstr("CNY")));
    EXPECT_THAT(suit.get("account?format=text", { { "Accept-Language", "zh" } }).body, HasSubstr("未受偿"));
    EXPECT_EQ(suit.get("account?format=pdf").code(), "query.wrong");
}

} // namespace recourse::api
