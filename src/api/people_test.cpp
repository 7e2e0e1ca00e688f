#include "api/market_test.hpp"

#include <gmock/gmock.h>

// What a browser asks about whoever sits before it, and what is done about people.

namespace recourse::api {

using act::Role;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

namespace {

std::vector<std::string> ids_of(Answer const& page)
{
    auto const tree = page.json();
    std::vector<std::string> ids;
    for (auto const& one : tree.find("items")->items)
        ids.emplace_back(one.find("id")->text);
    return ids;
}

constexpr std::string_view password = "a long phrase for the desk";

} // namespace

TEST(People, a_page_that_is_loaded_again_finds_out_who_is_signed_in)
{
    Market market;
    auto& desk = market.desk;
    auto const nora = desk.person(Role::buyer, market.first.buyer);
    auto const id = to_string(desk.last_person());
    auto const now = desk.get(nora, "/v1/sessions/current");
    ASSERT_EQ(now.status, 200) << now.body;
    EXPECT_EQ(now.headers.get("Cache-Control"), "no-store");
    EXPECT_EQ(now.text("person/id"), id);
    EXPECT_EQ(now.text("person/name"), "Somebody");
    EXPECT_EQ(now.text("person/language"), "en");
    auto const token = accounts::Secret { std::string_view { nora.session } };
    EXPECT_EQ(now.text("csrf"), accounts::Accounts::csrf_token(token).reveal());
    auto const part = now.json().find("memberships")->items.at(0);
    EXPECT_EQ(part.find("party_name")->text, "Buyer A");
    EXPECT_EQ(now.text("acting"), part.find("id")->text);
    EXPECT_GT(now.text("until"), to_string(desk.in_days(6)));

    EXPECT_EQ(desk.get({}, "/v1/sessions/current").code(), "account.not_signed_in");
    EXPECT_EQ(desk.get({ {}, "rs_none" }, "/v1/sessions/current").status, 401);
    EXPECT_EQ(desk.get(market.first.buys, "/v1/sessions/current").status, 401) << "a key is no session";

    // Without a part that is his he is still told who he is.
    auto const membership = part.find("id")->text;
    desk.must(nora, fmt::format("/v1/memberships/{}/end", membership));
    auto const left = desk.get(nora, "/v1/sessions/current");
    EXPECT_EQ(left.status, 200);
    EXPECT_THAT(left.body, HasSubstr("\"acting\":null"));
    EXPECT_THAT(left.body, HasSubstr("\"memberships\":[]"));
    EXPECT_EQ(desk.get(nora, "/v1/orders").code(), "account.membership_over");
}

TEST(People, somebody_sees_and_ends_his_own_sessions)
{
    Market market;
    auto& desk = market.desk;
    auto const first = desk.person(Role::buyer, market.first.buyer);
    auto const other = desk.person(Role::supplier, market.first.supplier);
    auto const profile = desk.desk().accounts().person(desk.last_person()).value();
    auto const again = desk.desk()
                           .accounts()
                           .sign_in({ profile.email, accounts::Secret { password }, {}, { "198.51.100.7", "phone" } })
                           .value();
    Who const phone { {}, std::string { again.token.reveal() } };
    auto const sessions = desk.get(other, "/v1/sessions").json();
    auto const& all = sessions.find("sessions")->items;
    ASSERT_EQ(all.size(), 2U);
    EXPECT_TRUE(all[0].find("is_this")->boolean);
    EXPECT_FALSE(all[1].find("is_this")->boolean);
    EXPECT_EQ(all[1].find("agent")->text, "phone");
    EXPECT_EQ(all[1].find("network")->text, "198.51.100.0/24");

    auto const end
        = [&](Who const& who, std::string const& id) { return desk.ask(who, http::Method::del, "/v1/sessions/" + id); };
    std::string const second { all[1].find("id")->text };
    EXPECT_EQ(end(first, second).code(), "account.no_session") << "somebody else's";
    EXPECT_EQ(end(other, "US-0").status, 404);
    EXPECT_EQ(desk.get(phone, "/v1/sessions/current").status, 200);
    EXPECT_EQ(end(other, second).status, 204);
    EXPECT_EQ(desk.get(phone, "/v1/sessions/current").status, 401);
    EXPECT_EQ(end(other, second).code(), "account.no_session");
    desk.must(other, "/v1/sessions/end-others");
    auto const last = end(other, std::string { all[0].find("id")->text });
    EXPECT_EQ(last.status, 204);
    EXPECT_THAT(std::string { last.headers.get("Set-Cookie") }, HasSubstr("Max-Age=0"));
    EXPECT_EQ(desk.get(other, "/v1/sessions").status, 401);
    // A page of somebody else's cannot do it for him.
    auto const token
        = desk.ask(first, http::Method::post, "/v1/sessions/end-others", "{}", { { "X-CSRF-Token", "x" } });
    EXPECT_EQ(token.code(), "session.csrf");
}

TEST(People, somebody_changes_what_is_said_of_him)
{
    Market market;
    auto& desk = market.desk;
    auto const nora = desk.person(Role::buyer, market.first.buyer);
    auto const change = [&](std::string const& body) { return desk.post(nora, "/v1/me/change", body); };
    EXPECT_EQ(change("{'name':'Nora Berg','language':'zh'}").status, 204);
    EXPECT_EQ(desk.get(nora, "/v1/sessions/current").text("person/name"), "Nora Berg");
    EXPECT_EQ(desk.get(nora, "/v1/sessions/current").text("person/language"), "zh");
    EXPECT_EQ(change("{'name':' ','language':'en'}").code(), "account.bad_name");
    auto const wrong = change("{'name':'Nora','language':'no'}");
    EXPECT_EQ(wrong.status, 422);
    EXPECT_THAT(wrong.body, HasSubstr("/language"));
    auto const mail = [&](std::string_view secret, std::string_view address) {
        return desk.post(nora, "/v1/me/email", fmt::format("{{'password':'{}','email':'{}'}}", secret, address));
    };
    EXPECT_EQ(mail("another long phrase", "nora@example.org").code(), "account.wrong_password");
    EXPECT_EQ(mail(password, "nora").code(), "account.bad_email");
    EXPECT_EQ(mail(password, "person1@example.org").code(), "account.email_taken");
    EXPECT_EQ(mail(password, "nora@example.org").status, 204);
    EXPECT_EQ(desk.get(nora, "/v1/sessions/current").text("person/email"), "nora@example.org");
    EXPECT_EQ(
        desk.post(nora, "/v1/factor/codes", fmt::format("{{'password':'{}'}}", password)).code(), "account.no_factor");
}

TEST(People, an_officer_sees_everybody_and_a_party_its_own)
{
    Market market;
    auto& desk = market.desk;
    auto const& first = market.first;
    auto const nora = desk.person(Role::buyer, first.buyer);
    auto const nora_id = to_string(desk.last_person());
    auto const li = desk.person(Role::counsel, first.buyer);
    auto const li_id = to_string(desk.last_person());
    auto const guest = desk.person(Role::buyer, first.buyer, first.order);
    auto const guest_id = to_string(desk.last_person());
    // Counsel of somebody else, too: that is nobody's business here.
    desk.must(market.officer, "/v1/memberships",
        fmt::format("{{'person':'{}','role':'counsel','party':'{}'}}", li_id, market.second_case.buyer));

    EXPECT_THAT(ids_of(desk.get(nora, "/v1/people")), ElementsAre(nora_id, li_id, guest_id));
    EXPECT_THAT(desk.get(nora, "/v1/people").body, Not(HasSubstr("Buyer B")));
    EXPECT_THAT(ids_of(desk.get(guest, "/v1/people")), ElementsAre(guest_id));
    EXPECT_THAT(ids_of(desk.get(market.second_case.buys, "/v1/people")), ElementsAre(li_id));
    auto const asks
        = [&](Who const& who, std::string const& party) { return desk.get(who, "/v1/people?party=" + party); };
    EXPECT_EQ(asks(nora, first.supplier).code(), "account.may_not");
    EXPECT_EQ(asks(nora, first.buyer).status, 200);
    EXPECT_EQ(desk.get(market.bank, "/v1/people").code(), "account.may_not") << "who works for the programme";
    EXPECT_THAT(ids_of(asks(market.officer, first.buyer)), ElementsAre(nora_id, li_id, guest_id));

    // In pages, everybody once.
    std::vector<std::string> found;
    for (std::string next = "/v1/people?limit=2"; !next.empty();) {
        auto const page = desk.get(market.officer, next);
        ASSERT_EQ(page.status, 200) << page.body;
        for (auto const& id : ids_of(page))
            found.push_back(id);
        auto const cursor = page.text("next");
        next = cursor.empty() ? "" : "/v1/people?limit=2&cursor=" + cursor;
    }
    EXPECT_THAT(found, testing::IsSupersetOf({ nora_id, li_id, guest_id }));
    EXPECT_EQ(std::set<std::string>(found.begin(), found.end()).size(), found.size());
    EXPECT_EQ(desk.get(market.officer, "/v1/people?limit=0").code(), "query.wrong");
    EXPECT_EQ(desk.get(market.officer, "/v1/people?cursor=00").code(), "query.wrong");
}

TEST(People, an_officer_lets_somebody_in_no_more_and_again)
{
    Market market;
    auto& desk = market.desk;
    auto const nora = desk.person(Role::buyer, market.first.buyer);
    auto const path = "/v1/people/" + to_string(desk.last_person());
    EXPECT_EQ(desk.post(nora, path + "/disable").code(), "account.may_not");
    EXPECT_EQ(desk.post(market.officer, path + "/disable").status, 204);
    EXPECT_EQ(desk.get(nora, "/v1/sessions/current").status, 401) << "the session is gone";
    EXPECT_THAT(
        desk.get(market.officer, "/v1/people?party=" + market.first.buyer).body, HasSubstr("\"disabled\":true"));
    EXPECT_EQ(desk.post(market.officer, path + "/enable").status, 204);
    EXPECT_EQ(desk.post(market.officer, "/v1/people/U-99999/disable").code(), "account.no_person");
    EXPECT_EQ(desk.post(market.officer, "/v1/people/nobody/disable").status, 404);
}

TEST(People, a_part_is_given_to_whom_one_knows)
{
    Market market;
    auto& desk = market.desk;
    auto const& first = market.first;
    auto const sue = desk.person(Role::supplier, first.supplier);
    auto const sue_id = to_string(desk.last_person());
    (void)desk.person(Role::buyer, first.buyer);
    auto const stranger = to_string(desk.last_person());
    auto const give = [&](Who const& who, std::string const& person, std::string_view role, std::string const& party,
                          std::string_view more = "") {
        return desk.post(who, "/v1/memberships",
            fmt::format("{{'person':'{}','role':'{}','party':'{}'{}}}", person, role, party, more));
    };
    auto const given = give(sue, sue_id, "supplier-counsel", first.supplier);
    EXPECT_EQ(given.status, 201) << given.body;
    EXPECT_EQ(given.text("party_name"), "Supplier A");
    EXPECT_EQ(give(sue, sue_id, "supplier-counsel", first.supplier).code(), "account.membership_exists");
    EXPECT_EQ(give(sue, stranger, "supplier", first.supplier).code(), "account.no_person")
        << "he is asked, and takes it himself";
    EXPECT_EQ(give(sue, "U-99999", "supplier", first.supplier).code(), "account.no_person");
    EXPECT_EQ(give(sue, sue_id, "buyer", first.buyer).code(), "account.may_not");
    EXPECT_EQ(give(market.officer, stranger, "supplier", "P-999999").status, 422);
    EXPECT_EQ(give(market.officer, stranger, "supplier", first.supplier,
                  fmt::format(",'only_case':'{}'", market.second_case.order))
                  .status,
        404);
    EXPECT_EQ(give(market.officer, stranger, "platform", first.supplier).code(), "account.role_not_given");
    EXPECT_EQ(desk.post(sue, fmt::format("/v1/memberships/{}/end", given.text("id"))).status, 204);
    EXPECT_EQ(
        desk.post(sue, fmt::format("/v1/memberships/{}/end", given.text("id"))).code(), "account.membership_not_found");
}

TEST(People, a_link_says_what_it_offers_before_it_is_taken)
{
    Market market;
    auto& desk = market.desk;
    auto const& first = market.first;
    auto const nora = desk.person(Role::buyer, first.buyer);
    auto const token = desk.must(nora, "/v1/invitations",
                               fmt::format("{{'role':'counsel','party':'{}','only_case':'{}','email':'li@example.org',"
                                           "'days':3}}",
                                   first.buyer, first.order))
                           .text("token");
    auto const look = [&](std::string_view of) {
        return desk.post({}, "/v1/invitations/look", fmt::format("{{'token':'{}'}}", of));
    };
    for (int i = 0; i < 2; ++i) { // it is not used up
        auto const seen = look(token);
        ASSERT_EQ(seen.status, 200) << seen.body;
        EXPECT_EQ(seen.text("role"), "counsel");
        EXPECT_EQ(seen.text("party_name"), "Buyer A");
        EXPECT_EQ(seen.text("only_case"), first.order);
        EXPECT_EQ(seen.text("email"), "li@example.org");
        EXPECT_EQ(seen.text("invited_by"), "Somebody");
        EXPECT_EQ(seen.headers.get("Cache-Control"), "no-store");
    }
    EXPECT_EQ(look("rl_none").code(), "account.link_unknown");
    EXPECT_EQ(look("").code(), "account.link_unknown");
}

TEST(People, names_are_told_of_whom_one_deals_with)
{
    Market market;
    auto& desk = market.desk;
    auto const& [first, other] = std::tie(market.first, market.second_case);
    auto const all = fmt::format(
        "/v1/party-names?ids={},{},{},P-999999,{}", first.buyer, first.supplier, other.supplier, first.buyer);
    auto const names = [&](Who const& who) {
        auto const tree = desk.get(who, all).json();
        std::vector<std::string> found;
        for (auto const& one : tree.find("parties")->items)
            found.emplace_back(one.find("name")->text);
        return found;
    };
    EXPECT_THAT(names(first.buys), ElementsAre("Buyer A", "Supplier A"));
    EXPECT_THAT(names(other.sells), ElementsAre("Supplier B"));
    EXPECT_THAT(names(market.officer), ElementsAre("Buyer A", "Supplier A", "Supplier B"));
    EXPECT_THAT(names(market.bank), ElementsAre("Buyer A", "Supplier A", "Supplier B"));
    EXPECT_THAT(names(desk.person(Role::counsel, first.buyer, first.order)), ElementsAre("Buyer A", "Supplier A"));
    for (auto const* wrong : { "", "?ids=", "?ids=P-1,", "?ids=O-1", "?ids=P-1;P-2" })
        EXPECT_EQ(desk.get(first.buys, std::string { "/v1/party-names" } + wrong).code(), "query.wrong") << wrong;
    std::string many = "/v1/party-names?ids=P-1";
    for (int i = 2; i <= 401; ++i)
        many += fmt::format(",P-{}", i);
    EXPECT_EQ(desk.get(first.buys, many).code(), "query.wrong");
}

} // namespace recourse::api
