#include "api/forecast_keeper.hpp"
#include "api/forecast_views.hpp"
#include "api/matter_test.hpp"
#include "api/own_history.hpp"
#include "api/replies.hpp"

#include <gmock/gmock.h>

// The forecast of a live case over the API: what it says, what is kept of it, and how it is scored.

namespace recourse::api {

namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

struct Live {
    Market market;
    TestDesk& desk = market.desk;
    Case& one = market.first;
    Who counsel = desk.person(act::Role::counsel, one.buyer);
    std::string path;

    Live()
    {
        open_matter(market, one);
        path = "/v1/matters/" + one.matter;
    }
    Answer get(std::string_view what, std::vector<http::Field> headers = {})
    {
        return desk.get(one.buys, fmt::format("{}/{}", path, what), std::move(headers));
    }
    matter::State state() { return peek<matter::State>(desk.desk(), stream_of(*parse_id<Matter>(one.matter))).state; }
    void next_day() { desk.must(market.officer, "/v1/sandbox/clock", "{'days':1}"); }
    void close()
    {
        desk.must(one.buys, path + "/lift-measure",
            fmt::format("{{'measure':1,'on':'{}','reason':'at our request'}}", desk.today()));
        desk.must(one.buys, path + "/end-filing",
            fmt::format("{{'filing':1,'end':'withdrawn','on':'{}','reason':'not worth it'}}", desk.today()));
        desk.must(counsel, path + "/close",
            fmt::format("{{'ending':'uneconomic','reasons':'it costs more','left':{}}}", usd(9'950)));
    }
};

codec::Node const& at(codec::Node const& node, std::string_view path)
{
    auto const* found = &node;
    while (!path.empty()) {
        auto const slash = path.find('/');
        found = found->find(path.substr(0, slash));
        if (found == nullptr)
            throw std::runtime_error("no " + std::string { path });
        path = slash == std::string_view::npos ? std::string_view {} : path.substr(slash + 1);
    }
    return *found;
}

} // namespace

TEST(Forecasts, tell_what_can_still_come_of_a_matter)
{
    Live live;
    auto const answer = live.get("forecast?samples=5000");
    ASSERT_EQ(answer.status, 200) << answer.body;
    // The award of 9,000 stands in the place of the claim, less what came on a later day.
    EXPECT_EQ(answer.text("position/claim/amount"), "10000.00");
    EXPECT_EQ(answer.text("position/received/amount"), "50.00");
    EXPECT_EQ(answer.text("position/open/amount"), "9000.00");
    auto const seen = answer.json();
    EXPECT_EQ(at(seen, "samples").integer, 5'000);
    EXPECT_FALSE(at(seen, "routes").items.empty());
    for (auto const& route : at(seen, "routes").items) {
        EXPECT_GE(at(route, "chance").integer, 0);
        EXPECT_LE(at(route, "chance").integer, 10'000);
        EXPECT_FALSE(at(route, "name").text.empty());
    }
    EXPECT_FALSE(at(seen, "own_cases_count").boolean);
    EXPECT_THAT(answer.body, AllOf(HasSubstr("\"id\":\"received\""), HasSubstr("\"estimates\":[{")));
    // The same request gives the same figures.
    EXPECT_EQ(live.get("forecast?samples=5000").body, answer.body);
    auto const chinese = live.get("forecast?samples=5000", { { "Accept-Language", "zh" } });
    EXPECT_THAT(chinese.body, HasSubstr("已收"));
}

TEST(Forecasts, keep_within_their_limits)
{
    Live live;
    for (auto const* query : { "forecast?samples=999", "forecast?samples=200001", "cash?months=61", "cash?months=0",
             "sensitivity?samples=x" })
        EXPECT_EQ(live.get(query).code(), "query.wrong") << query;
}

TEST(Forecasts, of_a_matter_on_which_nothing_is_known_are_refused_with_the_reason)
{
    Live live;
    auto const matter = live.desk.made(live.one.buys, "/v1/matters",
        "{'against':'Teak Co','currency':'USD','language':'en','title':'Off the platform'}");
    auto const answer = live.desk.get(live.one.buys, "/v1/matters/" + matter + "/forecast");
    EXPECT_EQ(answer.status, 409);
    EXPECT_EQ(answer.code(), "forecast.not_made");
    live.desk.must(live.one.buys, "/v1/matters/" + matter + "/add-head",
        fmt::format("{{'head':{{'amount':{},'basis':'art. 566'}}}}", usd(7'000)));
    auto const made = live.desk.get(live.one.buys, "/v1/matters/" + matter + "/forecast?samples=2000");
    ASSERT_EQ(made.status, 200) << made.body;
    EXPECT_EQ(made.text("position/open/amount"), "7000.00");
}

TEST(Forecasts, show_both_tracks_month_by_month_and_what_they_hang_on)
{
    Live live;
    auto const cash = live.get("cash?months=6&samples=2000");
    ASSERT_EQ(cash.status, 200) << cash.body;
    auto const tree = cash.json();
    ASSERT_FALSE(at(tree, "tracks").items.empty());
    for (auto const& track : at(tree, "tracks").items)
        EXPECT_EQ(at(track, "months").items.size(), 6);
    auto const swings = live.get("sensitivity?samples=1000");
    ASSERT_EQ(swings.status, 200) << swings.body;
    EXPECT_EQ(at(swings.json(), "offer").integer, 1); // the one that lies open
    EXPECT_THAT(swings.body, HasSubstr("\"swings\":[{"));
}

TEST(Forecasts, are_kept_when_asked_and_once_for_one_key)
{
    Live live;
    auto const before = live.state().forecasts.size();
    std::vector<http::Field> const key { { "Idempotency-Key", "keep-1" } };
    auto const ask
        = [&] { return live.desk.ask(live.one.buys, http::Method::post, live.path + "/keep-forecast", "", key); };
    auto const kept = ask();
    ASSERT_EQ(kept.status, 200) << kept.body;
    ASSERT_EQ(live.state().forecasts.size(), before + 1);
    live.next_day(); // the same request, though the forecast would say something else by now
    auto const again = ask();
    EXPECT_EQ(again.status, 200) << again.body;
    EXPECT_TRUE(at(again.json(), "repeated").boolean);
    EXPECT_EQ(live.state().forecasts.size(), before + 1);
    auto const shown = live.desk.get(live.one.buys, live.path);
    EXPECT_THAT(shown.body, HasSubstr("\"forecasts\":[{\"prediction\":{\"open\":"));
}

TEST(Forecasts, are_kept_by_themselves_once_and_when_a_route_has_ended)
{
    Live live;
    ForecastKeeper keeper(live.desk.desk());
    EXPECT_EQ(keeper.turn(), 1);
    ASSERT_EQ(live.state().forecasts.size(), 1);
    EXPECT_EQ(live.state().forecasts[0].by.role, act::Role::platform);
    EXPECT_EQ(live.state().forecasts[0].prediction.ended, 1); // the award
    EXPECT_EQ(keeper.turn(), 0);
    ForecastKeeper another(live.desk.desk()); // as after a new start
    EXPECT_EQ(another.turn(), 0);
    live.desk.must(live.one.buys, "/v1/claims/" + live.one.claim + "/accept-offer",
        fmt::format("{{'offer':1,'acknowledged':{}}}", usd(6'544)));
    EXPECT_EQ(keeper.turn(), 1);
    EXPECT_EQ(live.state().forecasts.back().prediction.ended, 2);
}

TEST(Calibration, scores_what_was_kept_against_what_came)
{
    Live live;
    ForecastKeeper keeper(live.desk.desk());
    ASSERT_EQ(keeper.turn(), 1);
    auto const waiting = live.desk.get(live.one.buys, "/v1/calibration").json();
    EXPECT_EQ(at(waiting, "scored").integer, 0);
    EXPECT_GT(at(waiting, "waiting").integer, 0);
    live.next_day();
    live.close();
    auto const table = live.desk.get(live.one.buys, "/v1/calibration");
    ASSERT_EQ(table.status, 200) << table.body;
    auto const scored = table.json();
    EXPECT_EQ(at(scored, "scored").integer, at(waiting, "waiting").integer);
    EXPECT_EQ(at(scored, "tenths").items.size(), 10);
    EXPECT_FALSE(at(scored, "enough").boolean);
    EXPECT_THAT(at(scored, "remark").text, HasSubstr("Too few"));
    // Of one matter the programme would be told how it went.
    auto const officers = live.desk.get(live.market.officer, "/v1/calibration").json();
    EXPECT_EQ(at(officers, "scored").integer, 0);
    EXPECT_EQ(at(officers, "matters").integer, 0);
    // Another party's matters are none of its business.
    auto const others = live.desk.get(live.market.second_case.buys, "/v1/calibration").json();
    EXPECT_EQ(at(others, "matters").integer, 0);
}

TEST(Portfolio, adds_up_what_the_caller_reads)
{
    Live live;
    auto const answer = live.desk.get(live.one.buys, "/v1/portfolio?samples=1000&months=12");
    ASSERT_EQ(answer.status, 200) << answer.body;
    auto const seen = answer.json();
    ASSERT_EQ(at(seen, "matters").items.size(), 1);
    auto const& usd_line = at(seen, "matters").items[0];
    EXPECT_EQ(at(usd_line, "currency").text, "USD");
    EXPECT_EQ(at(usd_line, "cases").integer, 1);
    EXPECT_EQ(at(usd_line, "open/amount").text, "9000.00");
    EXPECT_EQ(at(usd_line, "months").items.size(), 12);
    EXPECT_TRUE(at(seen, "claims").items.empty());
    // The programme is told of the claims with it, and of no matter.
    auto const officers = live.desk.get(live.market.officer, "/v1/portfolio").json();
    EXPECT_TRUE(at(officers, "matters").items.empty());
    ASSERT_EQ(at(officers, "claims").items.size(), 1);
    EXPECT_EQ(at(at(officers, "claims").items[0], "claims").integer, 3);
    EXPECT_EQ(at(at(officers, "claims").items[0], "open/amount").text, "30000.00");
}

TEST(OwnHistory, moves_estimates_visibly)
{
    Live live;
    auto const id = *parse_id<Matter>(live.one.matter);
    auto& desk = live.desk.desk();
    offer::OwnCases own;
    own.cases = 20;
    auto& record = own.routes["platform-claim"];
    record.cases = 20;
    record.successes = 1;
    auto const state = live.state();
    auto const books = desk.books();
    auto const track = track_of(desk, state.order);
    auto const plain = case_now(*books, id, state, track, { desk.today() });
    auto const moved = case_now(*books, id, state, track, { desk.today(), Language::en, &own });
    ASSERT_TRUE(plain && moved);
    EXPECT_TRUE(plain->moved.empty());
    ASSERT_EQ(moved->moved.size(), 1);
    EXPECT_EQ(moved->own_cases, 20);
    auto const view = forecast_view(*moved, offer::prospect(moved->position, { 1'000 }), {}, Language::en);
    EXPECT_TRUE(view.own_cases_count);
    ASSERT_EQ(view.moved.size(), 1);
    EXPECT_EQ(view.moved[0].cases, 20);
    EXPECT_NE(view.moved[0].from, view.moved[0].to);
    EXPECT_THAT(view.moved[0].says, HasSubstr("of 20 cases"));
}

TEST(OwnHistory, counts_closed_claims_and_no_route_of_a_few)
{
    Live live;
    auto& desk = live.desk.desk();
    auto const none = own_cases(desk);
    ASSERT_TRUE(none);
    EXPECT_EQ(none->cases, 0);
    live.desk.must(live.one.buys, "/v1/claims/" + live.one.claim + "/accept-offer",
        fmt::format("{{'offer':1,'acknowledged':{}}}", usd(6'544)));
    (void)desk.pipeline().wait_projected(desk.pipeline().durable(), std::chrono::seconds(10));
    auto const claim
        = peek<claim::State>(desk, { codec::Subject::claim, parse_id<Claim>(live.one.claim)->number }).state;
    ASSERT_EQ(claim.phase, claim::Phase::closed);
    auto const own = own_cases(desk);
    ASSERT_TRUE(own);
    ASSERT_TRUE(own->routes.contains("platform-claim"));
    EXPECT_EQ(own->routes.at("platform-claim").cases, 1);
    EXPECT_EQ(own->routes.at("platform-claim").successes, 1);
    OwnHistory history;
    auto const counted = history.now(desk);
    ASSERT_NE(counted, nullptr);
    EXPECT_TRUE(counted->routes.empty());
}

} // namespace recourse::api
