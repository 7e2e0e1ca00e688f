#include "api/market_test.hpp"

#include <gmock/gmock.h>

#include <set>

// What may be asked of lists, in which order they come, and what their cursors are good for.

namespace recourse::api {

namespace {

using act::Role;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using Ids = std::vector<std::string>;

/// Buyers and suppliers with a few drafts between them.
class Lists : public testing::Test {
protected:
    TestDesk desk;
    Who officer = desk.person(Role::officer);
    std::string buyer = party("Buyer"), first = party("First"), second = party("Second");
    Who buys = desk.key(Role::buyer, buyer), sells = desk.key(Role::supplier, first);

    std::string party(std::string_view name)
    {
        return desk.made(officer, "/v1/parties", fmt::format("{{'profile':{{'name':'{}','country':'CN'}}}}", name));
    }
    std::string draft(std::string const& supplier)
    {
        return desk.made(buys, "/v1/orders", fmt::format("{{'terms':{}}}", terms(buyer, supplier)));
    }
    Answer ok(Who const& who, std::string const& target)
    {
        auto answer = desk.get(who, target);
        EXPECT_EQ(answer.status, 200) << target << " " << answer.body;
        return answer;
    }
    Ids ids(Who const& who, std::string const& target)
    {
        auto const tree = ok(who, target).json();
        Ids found;
        for (auto const& item : tree.find("items")->items)
            found.emplace_back(item.find("id")->text);
        return found;
    }
    /// All pages of a list.
    Ids all(Who const& who, std::string const& target, int limit)
    {
        Ids found;
        std::string cursor;
        for (int i = 0; i < 50; ++i) {
            auto const page
                = ok(who, fmt::format("{}&limit={}{}", target, limit, cursor.empty() ? "" : "&cursor=" + cursor));
            auto const tree = page.json();
            for (auto const& item : tree.find("items")->items)
                found.emplace_back(item.find("id")->text);
            cursor = page.text("next");
            if (cursor.empty())
                break;
        }
        return found;
    }
};

} // namespace

TEST_F(Lists, come_in_the_order_of_numbers_or_of_changes_upwards_and_downwards)
{
    auto const a = draft(first), b = draft(second), c = draft(first);
    desk.must(buys, "/v1/orders/" + a + "/offer"); // it changed last
    for (auto const* who : { &buys, &officer }) {
        for (int const limit : { 1, 2, 200 }) {
            EXPECT_THAT(all(*who, "/v1/orders?sort=number", limit), ElementsAre(a, b, c));
            EXPECT_THAT(all(*who, "/v1/orders?sort=-number", limit), ElementsAre(c, b, a));
            EXPECT_THAT(all(*who, "/v1/orders?sort=changed", limit), ElementsAre(b, c, a));
            EXPECT_THAT(all(*who, "/v1/orders?sort=-changed", limit), ElementsAre(a, c, b));
            EXPECT_THAT(all(*who, "/v1/orders?phase=draft", limit), ElementsAre(c, b));
            EXPECT_THAT(all(*who, "/v1/orders?sort=number&phase=draft", limit), ElementsAre(b, c));
            EXPECT_THAT(all(*who, "/v1/orders?sort=number&party=" + first, limit), ElementsAre(a, c));
            EXPECT_THAT(all(*who, "/v1/orders?phase=draft&party=" + first, limit), ElementsAre(c));
        }
    }
    EXPECT_THAT(ids(sells, "/v1/orders?sort=number"), ElementsAre(a, c)) << "its own";
    EXPECT_THAT(ids(sells, "/v1/orders?party=" + second), ElementsAre());
    EXPECT_THAT(ids(officer, "/v1/parties?sort=number"), ElementsAre(buyer, first, second));
    EXPECT_THAT(ids(officer, "/v1/parties?sort=-number&limit=1"), ElementsAre(second));
}

TEST_F(Lists, are_asked_by_when_things_were_made_and_changed)
{
    auto const a = draft(first);
    auto const b = draft(first);
    desk.must(officer, "/v1/sandbox/clock", "{'days':10}");
    auto const then = desk.today();
    auto const c = draft(first);
    desk.must(buys, "/v1/orders/" + a + "/offer");
    EXPECT_THAT(ids(buys, "/v1/orders?created_since=" + then), ElementsAre(c));
    EXPECT_THAT(ids(buys, "/v1/orders?sort=number&created_since=" + then), ElementsAre(c));
    EXPECT_THAT(ids(buys, "/v1/orders?sort=number&created_before=" + then), ElementsAre(a, b));
    EXPECT_THAT(ids(buys, "/v1/orders?sort=-number&created_before=" + then), ElementsAre(b, a));
    EXPECT_THAT(ids(buys, "/v1/orders?created_before=" + then), ElementsAre(a, b));
    EXPECT_THAT(ids(buys, "/v1/orders?changed_since=" + then), ElementsAre(a, c));
    EXPECT_THAT(ids(buys, "/v1/orders?sort=changed&changed_since=" + then), ElementsAre(c, a));
    EXPECT_THAT(ids(buys, "/v1/orders?changed_before=" + then), ElementsAre(b));
    EXPECT_THAT(ids(buys, "/v1/orders?sort=number&changed_before=" + then), ElementsAre(b));
    auto const changed = std::string {
        ok(buys, "/v1/orders?fields=changed&limit=1").json().find("items")->items.at(0).find("changed")->text
    };
    EXPECT_THAT(ids(buys, "/v1/orders?changed_since=" + changed), ElementsAre(a)) << "the moment itself is in it";
    EXPECT_THAT(ids(buys, "/v1/orders?sort=changed&changed_before=" + changed), ElementsAre(b, c));
}

TEST_F(Lists, give_only_the_members_that_are_wanted)
{
    auto const order = draft(first);
    EXPECT_EQ(ok(buys, "/v1/orders?fields=phase,price").body,
        fmt::format(
            R"({{"items":[{{"id":"{}","price":{{"amount":"10000.00","currency":"USD"}},"phase":"draft"}}],"next":null}})",
            order));
    EXPECT_EQ(ok(buys, "/v1/orders?fields=id").body, fmt::format(R"({{"items":[{{"id":"{}"}}],"next":null}})", order));
}

TEST_F(Lists, of_many_that_do_not_fit_a_page_looks_at_some_and_says_where_to_go_on)
{
    for (int i = 0; i < 4; ++i)
        draft(second);
    std::string drafts;
    for (int i = 0; i < 700; ++i)
        drafts += fmt::format("{}{{'terms':{}}}", i == 0 ? "" : ",", terms(buyer, first));
    for (int i = 0; i < 3; ++i)
        desk.must(buys, "/v1/bulk/orders", "{'orders':[" + drafts + "]}");
    // Its own list is looked through for the other party: 2,104 lines, of which a page looks at 2,000.
    auto const page = ok(buys, "/v1/orders?party=" + second);
    EXPECT_THAT(page.body, HasSubstr(R"("items":[],"next":")"));
    EXPECT_EQ(all(buys, "/v1/orders?party=" + second, 3).size(), 4u);
    EXPECT_EQ(ids(officer, "/v1/orders?party=" + second).size(), 4u) << "here the party has a list of its own";
}

TEST_F(Lists, cursors_are_good_for_their_own_list_and_filters)
{
    for (int i = 0; i < 3; ++i)
        draft(first);
    auto const cursor = ok(buys, "/v1/orders?limit=1&phase=draft").text("next");
    EXPECT_EQ(ids(buys, "/v1/orders?limit=2&phase=draft&cursor=" + cursor).size(), 2u) << "another limit is fine";
    EXPECT_EQ(desk.get(buys, "/v1/orders?phase=draft&fields=id&cursor=" + cursor).status, 200);
    for (auto const& target : { "/v1/claims?phase=review&cursor=" + cursor, "/v1/claims?cursor=" + cursor,
             "/v1/orders?cursor=" + cursor, "/v1/orders?phase=draft&sort=number&cursor=" + cursor,
             "/v1/orders?phase=draft&party=" + first + "&cursor=" + cursor,
             "/v1/orders?phase=draft&cursor=" + cursor.substr(2) }) {
        auto const refused = desk.get(buys, target);
        EXPECT_EQ(refused.status, 400) << target;
        EXPECT_EQ(refused.code(), "query.wrong");
        EXPECT_THAT(refused.body, HasSubstr("\"pointer\":\"cursor\""));
    }
}

TEST_F(Lists, name_everything_that_is_wrong_with_a_query_at_once)
{
    auto const refused = desk.get(
        buys, "/v1/orders?phase=nowhere&limit=0&sort=price&colour=red&fields=id,colour&changed_since=soon&party=O-1");
    EXPECT_EQ(refused.status, 400);
    for (auto const* part : { "\"pointer\":\"phase\",\"detail\":\"one of draft, awaiting-seller",
             "\"pointer\":\"limit\",\"detail\":\"a whole number from 1 to 200\"",
             "\"pointer\":\"sort\",\"detail\":\"one of -changed, changed, number, -number\"",
             "\"pointer\":\"colour\",\"detail\":\"there is no such member here; there are phase, party, sort",
             "\"pointer\":\"fields\"", "\"pointer\":\"changed_since\"", "\"pointer\":\"party\"" })
        EXPECT_THAT(refused.body, HasSubstr(part));
    EXPECT_THAT(desk.get(buys, "/v1/orders?limit=1&limit=2").body, HasSubstr("once only"));
    EXPECT_THAT(desk.get(buys, "/v1/clock?x=1").body, HasSubstr("this takes no query"));
}

TEST_F(Lists, an_assessment_takes_the_words_that_the_books_know)
{
    Market market;
    auto const claim = "/v1/claims/" + market.first.claim + "/assessment";
    EXPECT_EQ(market.desk
                  .get(market.officer,
                      claim + "?programme=alibaba-trade-assurance&reading=current-help&forecast=no&language=zh")
                  .status,
        200);
    auto const refused = market.desk.get(
        market.officer, claim + "?programme=alibaba-trade-assurance&reading=none&forecast=maybe&language=fr");
    EXPECT_EQ(refused.status, 400);
    for (auto const* part : { "\"pointer\":\"reading\",\"detail\":\"one of ", "current-help",
             "\"pointer\":\"forecast\",\"detail\":\"one of yes, no\"",
             "\"pointer\":\"language\",\"detail\":\"one of en, zh\"" })
        EXPECT_THAT(refused.body, HasSubstr(part));
    auto const programme
        = market.desk.post(market.officer, "/v1/assessments?programme=nobody&reading=current-help", "{}");
    EXPECT_EQ(programme.status, 400);
    EXPECT_THAT(programme.body, HasSubstr("\"pointer\":\"programme\",\"detail\":\"one of "));
    EXPECT_THAT(programme.body, Not(HasSubstr("\"pointer\":\"reading\"")));
    EXPECT_EQ(market.desk.post(market.officer, "/v1/prechecks?language=fr", "{}").status, 400);
}

} // namespace recourse::api
