#include "api/access.hpp"
#include "api/desk_test.hpp"
#include "notify/follower.hpp"

#include <gmock/gmock.h>

#include <fstream>
#include <set>

// What is written to be told to others follows from the log alone.

namespace recourse::api {

namespace {

using act::Role;
using testing::HasSubstr;
using testing::Not;

notify::Follower follower_of(Desk& desk, bool mails)
{
    return notify::Follower(
        { desk.notifier().outbox(), desk.pipeline(), desk.store(), desk.accounts(), desk.clock(), desk.zone(),
            [](auto const& caller, auto stream, auto const& subject, auto const& what) {
                return may_be_told(caller, stream, subject, what);
            },
            mails });
}

void follow(notify::Follower& follower, Desk& desk)
{
    ASSERT_TRUE(desk.pipeline().wait_projected(desk.pipeline().durable(), std::chrono::seconds(30)));
    while (follower.step()) { }
    EXPECT_EQ(desk.notifier().outbox().cursor(), desk.pipeline().durable());
}

std::vector<notify::Delivery> all(Desk& desk, notify::DeliveryFilter filter = {})
{
    filter.limit = 10'000;
    return desk.notifier().outbox().deliveries(filter).value();
}

std::string bodies(std::vector<notify::Delivery> const& deliveries)
{
    std::string text;
    for (auto const& one : deliveries)
        text += one.entry.body + "\n";
    return text;
}

struct Trade {
    TestDesk desk;
    Who officer, bank, buys, sells;
    std::string buyer, supplier, inspector, order, claim;
    Who inspects;

    Trade()
    {
        officer = desk.person(Role::officer);
        bank = desk.key(Role::provider, {});
        auto const party = [&](std::string_view name) {
            return desk.made(officer, "/v1/parties", fmt::format("{{'profile':{{'name':'{}','country':'CN'}}}}", name));
        };
        buyer = party("Buyer");
        supplier = party("Supplier");
        inspector = party("Inspector");
        buys = desk.key(Role::buyer, buyer);
        sells = desk.key(Role::supplier, supplier);
        inspects = desk.key(Role::inspector, inspector);
    }

    std::string endpoint(Who const& who, std::string_view role, std::string_view party, std::string_view types = "[]")
    {
        auto const given = desk.must(who, "/v1/webhooks",
            fmt::format("{{'url':'https://example.org/','role':'{}',{}'types':{}}}", role,
                party.empty() ? "" : fmt::format("'party':'{}',", party), types));
        EXPECT_THAT(given.text("secret"), testing::StartsWith("whsec_"));
        return given.text("endpoint/id");
    }

    void play()
    {
        order = desk.made(buys, "/v1/orders", fmt::format("{{'terms':{}}}", terms(buyer, supplier)));
        auto const path = "/v1/orders/" + order;
        desk.must(buys, path + "/offer");
        desk.must(sells, path + "/agree", fmt::format("{{'terms':'{}'}}", desk.get(sells, path).text("terms")));
        desk.must(bank, path + "/receive-payment",
            fmt::format("{{'instalment':0,'amount':{},'provider':0,'reference':'r'}}", usd(10'000)));
        for (auto const* what : { "ship", "deliver" })
            desk.must(sells, fmt::format("{}/{}", path, what),
                fmt::format("{{'statement':{{'on':'{}','by':'supplier','reference':'x'}}}}", desk.today()));
        claim = desk.made(buys, path + "/claims",
            fmt::format("{{'lines':[{{'kind':'quality','description':'cracks','share':'1','verifiable':true,"
                        "'found_on':'{}'}}],'remedy':'refund','amount':{}}}",
                desk.today(), usd(9'000)));
        auto const at = "/v1/claims/" + claim;
        for (auto const& [who, letter, compartment] : { std::tuple(&buys, 'b', "buyer-and-counsel"),
                 std::tuple(&sells, 'c', "supplier-and-counsel"), std::tuple(&buys, 'a', "shared") })
            desk.must(*who, at + "/add-exhibit",
                fmt::format("{{'exhibit':{{'digest':'{}','name':'exhibit-{}','kind':'other','note':'n',"
                            "'compartment':'{}'}}}}",
                    digest_of(letter), letter, compartment));
        desk.must(sells, at + "/make-offer",
            fmt::format("{{'offer':{{'amount':{},'remedy':'refund','full_and_final':false,'return_required':false,"
                        "'valid_until':'{}'}}}}",
                usd(3'456), desk.day(20)));
    }
};

} // namespace

TEST(Deliveries, an_endpoint_is_told_what_its_role_may_see_and_nothing_else)
{
    Trade trade;
    auto& desk = trade.desk;
    auto const buyers = trade.endpoint(trade.buys, "buyer", trade.buyer),
               suppliers = trade.endpoint(trade.sells, "supplier", trade.supplier),
               inspectors = trade.endpoint(trade.inspects, "inspector", trade.inspector),
               some = trade.endpoint(trade.officer, "officer", "", "['claim.opened','order.*']"),
               officers = trade.endpoint(trade.officer, "officer", "");
    trade.play();
    auto follower = follower_of(desk.desk(), false);
    follow(follower, desk.desk());
    auto const of = [&](std::string const& endpoint) {
        return all(desk.desk(), { .endpoint = *parse_id<notify::Endpoint>(endpoint) });
    };
    EXPECT_THAT(bodies(of(buyers)),
        AllOf(HasSubstr("exhibit-b"), HasSubstr("exhibit-a"), Not(HasSubstr("exhibit-c")), HasSubstr("3456.00")));
    EXPECT_THAT(bodies(of(suppliers)),
        AllOf(HasSubstr("exhibit-c"), HasSubstr("exhibit-a"), Not(HasSubstr("exhibit-b")), HasSubstr("3456.00")));
    EXPECT_THAT(bodies(of(officers)),
        AllOf(Not(HasSubstr("exhibit-c")), Not(HasSubstr("exhibit-b")), HasSubstr("limit-reserved")));
    EXPECT_THAT(bodies(of(buyers)), Not(HasSubstr("limit-reserved"))) << "the supplier's standing is its own";
    EXPECT_THAT(bodies(of(suppliers)), HasSubstr("limit-reserved"));
    EXPECT_THAT(bodies(of(inspectors)), Not(HasSubstr(trade.claim))) << "nobody has asked the inspector";
    for (auto const& one : of(some))
        EXPECT_TRUE(one.entry.type == "claim.opened" || one.entry.type.starts_with("order.")) << one.entry.type;
    EXPECT_FALSE(of(some).empty());
    for (auto const& one : all(desk.desk())) {
        EXPECT_THAT(one.entry.body, AllOf(Not(HasSubstr("transfers")), Not(HasSubstr("\"person\""))));
        auto const document = codec::read_json(one.entry.body);
        ASSERT_TRUE(document.problems.empty());
        EXPECT_EQ(document.root.find("type")->text, one.entry.type);
        EXPECT_EQ(
            static_cast<std::uint64_t>(document.root.find("data")->find("sequence")->integer), one.entry.sequence);
    }
}

TEST(Deliveries, the_same_log_gives_the_same_messages_wherever_the_follower_was_stopped)
{
    Trade trade;
    auto& desk = trade.desk;
    (void)desk.person(Role::supplier, trade.supplier);
    (void)desk.person(Role::buyer, trade.buyer);
    (void)trade.endpoint(trade.officer, "officer", "");
    (void)trade.endpoint(trade.sells, "supplier", trade.supplier);
    auto& outbox = desk.desk().notifier().outbox();
    auto const begin = outbox.cursor();
    trade.play();
    {
        auto follower = follower_of(desk.desk(), true);
        follow(follower, desk.desk());
    }
    auto const once = all(desk.desk());
    std::set<std::string> kinds;
    for (auto const& one : once) {
        if (one.entry.channel == notify::Channel::mail)
            kinds.insert(one.entry.type);
    }
    EXPECT_EQ(kinds,
        (std::set<std::string> { "answer-due", "claim-opened", "limit-set", "offer-received", "order-offered",
            "order-paid", "order-shipped" }));
    // Again from every place in between, as after a crash that lost the cursor: nothing new, nothing changed.
    for (auto from = begin; from < desk.desk().pipeline().durable(); from += 7) {
        ASSERT_TRUE(outbox.take({ from, {} }));
        auto follower = follower_of(desk.desk(), true);
        follow(follower, desk.desk());
    }
    auto const again = all(desk.desk());
    ASSERT_EQ(again.size(), once.size());
    for (std::size_t i = 0; i < once.size(); ++i) {
        EXPECT_EQ(again[i].entry.message, once[i].entry.message);
        EXPECT_EQ(again[i].entry.body, once[i].entry.body);
    }
    // Views are dropped and made anew: the outbox does not notice.
    desk.post(trade.officer, "/v1/views/rebuild");
    auto follower = follower_of(desk.desk(), true);
    follow(follower, desk.desk());
    EXPECT_EQ(all(desk.desk()).size(), once.size());
    // And after a new start it goes on where it was.
    desk.reopen();
    EXPECT_EQ(desk.desk().notifier().outbox().cursor(), desk.desk().pipeline().durable());
    EXPECT_EQ(all(desk.desk()).size(), once.size());
}

TEST(Deliveries, a_replay_finds_what_was_missed)
{
    Trade trade;
    auto& desk = trade.desk;
    auto const endpoint = trade.endpoint(trade.sells, "supplier", trade.supplier);
    desk.must(trade.sells, fmt::format("/v1/webhooks/{}/change", endpoint), "{'on':false}");
    trade.play();
    auto follower = follower_of(desk.desk(), false);
    follow(follower, desk.desk());
    EXPECT_TRUE(all(desk.desk()).empty()) << "it was off";
    auto const path = fmt::format("/v1/webhooks/{}/replay", endpoint);
    EXPECT_EQ(desk.post(trade.sells, path, "{'since':'2020-01-01'}").code(), "webhook.off");
    desk.must(trade.sells, fmt::format("/v1/webhooks/{}/change", endpoint), "{'on':true}");
    for (auto const* wrong : { "", "yesterday", "2020-01-01T00:00", "2020-13-01", "2020-01-01T24:00:00Z" })
        EXPECT_EQ(desk.post(trade.sells, path, fmt::format("{{'since':'{}'}}", wrong)).status, 422) << wrong;
    EXPECT_EQ(desk.must(trade.sells, path, "{'since':'2020-01-01T08:30:00Z'}").status, 202);
    while (follower.step()) { }
    auto const found = all(desk.desk());
    EXPECT_THAT(bodies(found), AllOf(HasSubstr("order.drafted"), HasSubstr("claim.opened"), HasSubstr("3456.00")));
    // From tomorrow on there is nothing.
    desk.must(trade.sells, path, fmt::format("{{'since':'{}'}}", desk.day(1)));
    while (follower.step()) { }
    EXPECT_EQ(all(desk.desk()).size(), found.size());
}

TEST(Deliveries, secrets_stand_in_no_file_and_in_no_later_answer)
{
    Trade trade;
    auto& desk = trade.desk;
    auto const given = desk.must(trade.sells, "/v1/webhooks",
        fmt::format("{{'url':'https://example.org/','role':'supplier','party':'{}'}}", trade.supplier));
    auto const secret = given.text("secret");
    auto const path = "/v1/webhooks/" + given.text("endpoint/id");
    EXPECT_THAT(desk.get(trade.sells, path).body, Not(HasSubstr("whsec_")));
    EXPECT_THAT(desk.get(trade.sells, "/v1/webhooks").body, Not(HasSubstr("whsec_")));
    EXPECT_NE(desk.must(trade.sells, path + "/rotate-secret").text("secret"), secret);
    std::string files;
    for (auto const& entry : std::filesystem::recursive_directory_iterator(desk.desk().options().directory)) {
        if (!entry.is_regular_file())
            continue;
        std::ifstream in(entry.path(), std::ios::binary);
        files.append(std::istreambuf_iterator<char>(in), {});
    }
    EXPECT_THAT(files, HasSubstr("https://example.org/"));
    EXPECT_EQ(files.find(secret), std::string::npos);
    EXPECT_EQ(files.find(secret.substr(6)), std::string::npos);
    for (int i = 1; i < 16; ++i)
        (void)trade.endpoint(trade.sells, "supplier", trade.supplier);
    EXPECT_EQ(desk.post(trade.sells, "/v1/webhooks",
                      fmt::format("{{'url':'https://example.org/','role':'supplier','party':'{}'}}", trade.supplier))
                  .code(),
        "webhook.too_many");
}

} // namespace recourse::api
