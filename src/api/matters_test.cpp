#include "api/access.hpp"
#include "api/matter_test.hpp"
#include "api/replies.hpp"

#include <gmock/gmock.h>

// Matters over the API: what the buyer's side is shown, and that nobody else is told of one.

namespace recourse::api {

namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

/// A matter with one of each entry, and whoever works on it.
struct Suit {
    Market market;
    TestDesk& desk = market.desk;
    Case& one = market.first;
    Who counsel = desk.person(act::Role::counsel, one.buyer);
    Who auditor = desk.key(act::Role::auditor, {});
    std::string path;

    Suit()
    {
        open_matter(market, one);
        path = "/v1/matters/" + one.matter;
    }
    std::string code(Who const& who, std::string_view what, std::string body)
    {
        return desk.post(who, fmt::format("{}/{}", path, what), std::move(body)).code();
    }
};

} // namespace

TEST(Matters, show_the_buyers_side_where_it_stands)
{
    Suit suit;
    auto& desk = suit.desk;
    EXPECT_EQ(suit.one.matter.substr(2), suit.one.order.substr(2));
    auto const seen = desk.get(suit.one.buys, suit.path);
    ASSERT_EQ(seen.status, 200);
    EXPECT_EQ(seen.text("matter/phase"), "decided");
    EXPECT_EQ(seen.text("figures/claim/amount"), "10000.00");
    EXPECT_EQ(seen.text("figures/left/amount"), "9950.00");
    EXPECT_THAT(seen.body, HasSubstr("\"action\":\"send-paper\",\"number\":1"));
    EXPECT_THAT(seen.body, AllOf(HasSubstr("platform-claim-pending"), Not(HasSubstr("conflict-unchecked"))));
    // A key lets no offer be accepted; counsel in person does.
    EXPECT_THAT(seen.body, Not(HasSubstr("\"accept-offer\"")));
    EXPECT_THAT(desk.get(suit.counsel, suit.path).body, HasSubstr("\"action\":\"accept-offer\",\"number\":1"));
    // The other track: the claim that is open, and what filing does to it.
    EXPECT_EQ(seen.text("interlocks/claimable/amount"), "10000.00");
    EXPECT_THAT(seen.body,
        AllOf(HasSubstr(fmt::format("\"claims\":[{{\"id\":\"{}\"", suit.one.claim)),
            HasSubstr("\"against_filing\":[\"suit-ends-claim\"]")));
    auto const listed = desk.get(suit.one.buys, "/v1/matters?phase=decided").body;
    EXPECT_THAT(listed, AllOf(HasSubstr(suit.one.matter), HasSubstr("\"title\":\"Chairs\"")));
    EXPECT_THAT(desk.get(suit.one.buys, "/v1/matters?phase=closed").body, HasSubstr("\"items\":[]"));
    EXPECT_EQ(desk.get(suit.one.buys, "/v1/history/matters/" + suit.one.matter).status, 200);
}

TEST(Matters, name_what_an_offer_gives_up_on_both_tracks)
{
    Suit suit;
    auto const waiver = fmt::format("{{'here':{},'there':{}}}", usd(5'950), usd(10'000));
    EXPECT_EQ(suit.code(suit.counsel, "accept-offer", fmt::format("{{'number':1,'read':{{'here':{}}}}}", usd(5'950))),
        "matter.waiver_unread");
    auto const seen = suit.desk.get(suit.one.buys, suit.path);
    EXPECT_THAT(seen.body,
        HasSubstr(quoted(
            fmt::format("'waivers':[{{'offer':1,'gives_up':{{'here':{},'there':{}}}}}]", usd(5'950), usd(10'000)))));
    suit.desk.must(suit.counsel, suit.path + "/accept-offer", fmt::format("{{'number':1,'read':{}}}", waiver));
    EXPECT_THAT(suit.desk.get(suit.one.buys, suit.path).body, HasSubstr("\"waivers\":[]"));
}

TEST(Matters, show_a_settlement_with_the_programme)
{
    Suit suit;
    suit.desk.must(suit.one.buys, "/v1/claims/" + suit.one.claim + "/accept-offer",
        fmt::format("{{'offer':1,'acknowledged':{}}}", usd(6'544)));
    auto const seen = suit.desk.get(suit.one.buys, suit.path);
    EXPECT_THAT(seen.body,
        AllOf(HasSubstr(quoted(fmt::format("'settled':{{'amount':{}", usd(3'456)))),
            HasSubstr(quoted(fmt::format("'given_up':{}", usd(6'544))))));
}

TEST(Matters, count_their_days_in_both_languages_and_for_calendars)
{
    Suit suit;
    auto& desk = suit.desk;
    desk.must(suit.counsel, suit.path + "/state-footing",
        fmt::format("{{'footing':{{'law':'general','known_on':'{}'}}}}", desk.day(-10)));
    auto const english = desk.get(suit.one.buys, suit.path + "/deadlines").body;
    EXPECT_THAT(english,
        AllOf(HasSubstr("\"deadline\":\"limitation\""), HasSubstr("\"status\":\"later\""),
            HasSubstr("\"verdict\":\"argument\"")));
    auto const chinese = desk.get(suit.one.buys, suit.path + "/deadlines", { { "Accept-Language", "zh" } }).body;
    EXPECT_THAT(chinese, AllOf(HasSubstr("\"deadline\":\"limitation\""), HasSubstr("诉讼时效")));
    auto const calendar = desk.get(suit.one.buys, suit.path + "/deadlines.ics");
    EXPECT_EQ(calendar.headers.get("Content-Type"), "text/calendar; charset=utf-8");
    EXPECT_THAT(calendar.body,
        AllOf(HasSubstr("BEGIN:VCALENDAR\r\n"), HasSubstr("PRODID:-//Recourse//Matter//EN\r\n"),
            HasSubstr("UID:hearing-1-"), HasSubstr("UID:freeze-"), HasSubstr("END:VCALENDAR\r\n")));
}

TEST(Matters, are_there_for_nobody_else)
{
    Suit suit;
    auto& desk = suit.desk;
    auto const& [market, one] = std::tie(suit.market, suit.one);
    for (auto const* who : { &one.sells, &market.officer, &one.inspects, &suit.auditor, &market.second_case.buys }) {
        EXPECT_EQ(desk.get(*who, suit.path).status, 404);
        EXPECT_EQ(desk.get(*who, suit.path + "/deadlines").status, 404);
        EXPECT_EQ(desk.get(*who, "/v1/history/matters/" + one.matter).status, 404);
        EXPECT_EQ(
            desk.post(*who, suit.path + "/book-cost", "{'cost':{'amount':" + usd(1) + ",'on':'2026-01-01'}}").status,
            404);
    }
    // Nor by the way: in the events that go out, or in the dossier that both sides share.
    auto const stream = codec::Stream { codec::Subject::matter, parse_id<Matter>(one.matter)->number };
    auto const matter = peek<matter::State>(desk.desk(), stream);
    app::AnyAggregate const any { matter };
    codec::Happening const what { matter::Event { matter::events::Opened {} } };
    auto const told = [&](act::Role role, std::string const& party) {
        accounts::Caller caller;
        caller.actor = { role, party.empty() ? Id<Party> {} : *parse_id<Party>(party), {} };
        return may_be_told(caller, stream, any, what);
    };
    EXPECT_TRUE(told(act::Role::buyer, one.buyer));
    EXPECT_TRUE(told(act::Role::counsel, one.buyer));
    EXPECT_FALSE(told(act::Role::supplier, one.supplier));
    EXPECT_FALSE(told(act::Role::officer, ""));
    EXPECT_FALSE(told(act::Role::auditor, ""));
    EXPECT_FALSE(told(act::Role::buyer, market.second_case.buyer));
}

TEST(Matters, tell_the_clients_side_who_read_them)
{
    Suit suit;
    auto& desk = suit.desk;
    auto const log = "/v1/access-log/matters/" + suit.one.matter;
    EXPECT_EQ(desk.get(suit.one.buys, suit.path).status, 200);
    EXPECT_EQ(desk.get(suit.counsel, suit.path + "/deadlines").status, 200);
    for (auto const* who : { &suit.one.buys, &suit.counsel }) {
        auto const seen = desk.get(*who, log);
        ASSERT_EQ(seen.status, 200);
        EXPECT_THAT(seen.body,
            AllOf(HasSubstr("\"deed\":\"read\",\"role\":\"buyer\""),
                HasSubstr("\"deed\":\"read\",\"role\":\"counsel\""), HasSubstr("\"deed\":\"changed\"")));
    }
    auto& market = suit.market;
    for (auto const* who :
        { &suit.one.sells, &market.officer, &suit.one.inspects, &suit.auditor, &market.second_case.buys })
        EXPECT_EQ(desk.get(*who, log).status, 404);
    EXPECT_EQ(desk.get(suit.one.buys, "/v1/access-log/matters/L-999999").status, 404);
}

TEST(Matters, are_read_by_an_auditor_while_he_is_let_in)
{
    Suit suit;
    auto& desk = suit.desk;
    EXPECT_THAT(desk.get(suit.auditor, "/v1/matters").body, HasSubstr("\"items\":[]"));
    desk.must(suit.counsel, suit.path + "/let-auditor-in", fmt::format("{{'until':'{}'}}", desk.day(3)));
    EXPECT_EQ(desk.get(suit.auditor, suit.path).status, 200);
    EXPECT_THAT(desk.get(suit.auditor, "/v1/matters").body, HasSubstr(suit.one.matter));
    EXPECT_EQ(desk.post(suit.auditor, suit.path + "/add-pursued", "{'pursued':{'name':'x'}}").status, 403);
    desk.must(suit.counsel, suit.path + "/let-auditor-in", "{}");
    EXPECT_EQ(desk.get(suit.auditor, suit.path).status, 404);
}

} // namespace recourse::api
