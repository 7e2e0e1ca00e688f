#include "api/matter_test.hpp"

#include <gmock/gmock.h>

// Feeds over the API: a calendar program reads without signing in what the person may see, and nothing else.

namespace recourse::api {

namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

struct Feeding {
    Market market;
    TestDesk& desk = market.desk;
    Case& one = market.first;
    Who counsel = desk.person(act::Role::counsel, one.buyer);
    Id<Person> const person = desk.last_person(); ///< counsel
    Who const nobody;

    Feeding() { open_matter(market, one); }
    std::string made(Who const& who, std::string body)
    {
        auto const answer = desk.must(who, "/v1/feeds", std::move(body));
        EXPECT_EQ(answer.headers.get("Cache-Control"), "no-store");
        return answer.text("path");
    }
};

} // namespace

TEST(Feeds, show_the_days_of_matters_and_claims_without_signing_in)
{
    Feeding feeding;
    auto& [market, desk, one, counsel, person, nobody] = feeding;
    auto const path = feeding.made(counsel, "{'name':'phone'}");
    EXPECT_THAT(path, AllOf(testing::StartsWith("/v1/feeds/rf_"), testing::EndsWith(".ics")));
    auto const read = desk.get(nobody, path);
    ASSERT_EQ(read.status, 200) << read.body;
    EXPECT_EQ(read.headers.get("Content-Type"), "text/calendar; charset=utf-8");
    EXPECT_EQ(read.headers.get("Cache-Control"), "private, no-cache");
    EXPECT_THAT(read.body,
        AllOf(HasSubstr("BEGIN:VCALENDAR\r\n"), HasSubstr(fmt::format("UID:{}-hearing-1-", one.matter)),
            HasSubstr("END:VCALENDAR\r\n"), Not(HasSubstr("rf_"))));
    // Only one matter: no claim, and no other matter.
    auto const only
        = desk.get(nobody, feeding.made(counsel, fmt::format("{{'name':'one','matter':'{}'}}", one.matter)));
    EXPECT_THAT(only.body, AllOf(HasSubstr("hearing-1-"), Not(HasSubstr(one.claim + "-"))));
    // A supplier's shows what its claim asks of it, and no matter.
    auto const supplier = desk.person(act::Role::supplier, one.supplier);
    auto const sells = desk.get(nobody, feeding.made(supplier, "{'name':'desk'}"));
    EXPECT_EQ(sells.status, 200);
    EXPECT_THAT(sells.body, Not(HasSubstr(one.matter + "-")));
}

TEST(Feeds, are_given_once_more_only_where_something_has_changed)
{
    Feeding feeding;
    auto& [market, desk, one, counsel, person, nobody] = feeding;
    auto const path = feeding.made(counsel, "{'name':'phone'}");
    std::string const tag { desk.get(nobody, path).headers.get("ETag") };
    EXPECT_FALSE(tag.empty());
    auto const again = desk.get(nobody, path, { { "If-None-Match", tag } });
    EXPECT_EQ(again.status, 304);
    EXPECT_EQ(again.body, "");
    desk.must(one.buys, fmt::format("/v1/matters/{}/set-hearing", one.matter),
        fmt::format("{{'filing':1,'on':'{}'}}", desk.day(50)));
    auto const changed = desk.get(nobody, path, { { "If-None-Match", tag } });
    EXPECT_EQ(changed.status, 200);
    EXPECT_THAT(changed.body, HasSubstr(fmt::format("UID:{}-hearing-2-", one.matter)));
}

TEST(Feeds, ask_for_the_rights_at_each_reading)
{
    Feeding feeding;
    auto& [market, desk, one, counsel, who, nobody] = feeding;
    auto const path = feeding.made(counsel, "{'name':'phone'}");
    auto& accounts = desk.desk().accounts();
    auto const officer
        = accounts.authenticate(accounts::Secret { std::string_view { market.officer.session } }).value();
    EXPECT_EQ(desk.get(nobody, path).status, 200);
    ASSERT_TRUE(accounts.disable(officer, who));
    EXPECT_EQ(desk.get(nobody, path).status, 404);
    ASSERT_TRUE(accounts.enable(officer, who));
    EXPECT_EQ(desk.get(nobody, path).status, 200);
    ASSERT_TRUE(accounts.end_membership(officer, accounts.memberships(who).value().front().id));
    EXPECT_EQ(desk.get(nobody, path).status, 404);
}

TEST(Feeds, are_the_persons_own_and_end_when_they_are_revoked)
{
    Feeding feeding;
    auto& [market, desk, one, counsel, person, nobody] = feeding;
    auto const path = feeding.made(counsel, "{'name':'phone','days':30}");
    auto const id = desk.get(counsel, "/v1/feeds").body;
    EXPECT_THAT(id, AllOf(HasSubstr("\"name\":\"phone\""), Not(HasSubstr("rf_"))));
    auto const other = desk.person(act::Role::counsel, one.buyer);
    EXPECT_EQ(desk.get(other, "/v1/feeds").body, "{\"feeds\":[]}");
    EXPECT_EQ(desk.post(other, "/v1/feeds/UF-1/revoke").status, 404);
    EXPECT_EQ(desk.get(nobody, path).status, 200);
    EXPECT_EQ(desk.post(counsel, "/v1/feeds/UF-1/revoke").status, 204);
    EXPECT_EQ(desk.post(counsel, "/v1/feeds/UF-1/revoke").status, 404);
    EXPECT_EQ(desk.get(nobody, path).status, 404);
}

TEST(Feeds, refuse_what_is_not_there_in_one_way_and_never_say_the_secret)
{
    Feeding feeding;
    auto& [market, desk, one, counsel, person, nobody] = feeding;
    auto const path = feeding.made(counsel, "{'name':'phone'}");
    ASSERT_EQ(desk.post(counsel, "/v1/feeds/UF-1/revoke").status, 204);
    auto const form = [](Answer const& answer) {
        auto text = answer.body;
        if (auto const at = text.find("\"instance\""); at != std::string::npos)
            text.erase(at, text.find(',', at) - at);
        return fmt::format("{} {}", answer.status, text);
    };
    auto const wrong = desk.get(nobody, "/v1/feeds/rf_" + std::string(43, 'A') + ".ics");
    EXPECT_EQ(wrong.status, 404);
    EXPECT_EQ(form(desk.get(nobody, path)), form(wrong));
    EXPECT_EQ(form(desk.get(nobody, "/v1/feeds/nothing")), form(wrong));
    EXPECT_THAT(desk.get(nobody, path).body, Not(HasSubstr("rf_")));
    // A matter that is not the person's is not there for a feed either.
    auto const stranger = desk.person(act::Role::counsel, market.second_case.buyer);
    EXPECT_EQ(desk.post(stranger, "/v1/feeds", fmt::format("{{'name':'x','matter':'{}'}}", one.matter)).status, 404);
    EXPECT_EQ(desk.post(one.buys, "/v1/feeds", "{'name':'x'}").code(), "account.feed_person");
    EXPECT_EQ(desk.post(market.officer, "/v1/feeds", "{'name':'x'}").code(), "account.may_not");
    EXPECT_EQ(desk.post(counsel, "/v1/feeds", "{'name':'x','days':0}").code(), "account.feed_life");
}

} // namespace recourse::api
