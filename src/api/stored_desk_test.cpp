#include "api/desk_test.hpp"
#include "api/inside.hpp"
#include "app/audit.hpp"
#include "store/sqlite/connection.hpp"
#include "store/sqlite/files.hpp"

#include <gmock/gmock.h>

#include <fstream>
#include <sstream>

// A data directory of each version of the tables, as its program left it (tests/stored/, made by dump.py): every later
// program opens it, and it says what it said.

namespace recourse::api {

namespace {

using act::Role;
using testing::HasSubstr;

/// A day after the desk was used for the last time.
class Then : public app::Clock {
public:
    explicit Then(Instant at) : at_(at) { }
    Instant now() override { return { at_.micros + 1'000 * ++asked_ }; }

private:
    Instant at_;
    std::atomic<std::int64_t> asked_ = 0;
};

std::string text_of(std::filesystem::path const& file)
{
    std::ifstream in { file, std::ios::binary };
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

void build(std::filesystem::path const& sql, std::filesystem::path const& file)
{
    namespace sqlite = store::sqlite;
    ASSERT_TRUE(sqlite::create_private(file));
    auto connection = sqlite::Connection::open(file, sqlite::Access::write, {});
    ASSERT_TRUE(connection);
    auto const made = connection->execute(text_of(sql));
    ASSERT_TRUE(made) << made.error().message;
}

struct Version {
    std::string_view name;
    Instant used; ///< the last time
    std::string_view buyer, supplier, order, claim; ///< their ids
    std::string_view buyers_key;
};

class StoredDesk : public testing::TestWithParam<Version> { };

} // namespace

TEST_P(StoredDesk, opens_and_says_what_it_said)
{
    auto const& version = GetParam();
    Folder const folder;
    auto const kept = std::filesystem::path { RECOURSE_SOURCE_DIR } / "tests/stored" / version.name;
    for (auto const* name : { "recourse", "accounts", "deliveries" })
        build(kept / (std::string { name } + ".sql"), folder.path() / (std::string { name } + ".db"));
    Then clock({ version.used.micros + std::int64_t { 86'400'000'000 } });
    static auto const loaded = catalog::shipped_world(false);
    DeskOptions options;
    options.directory = folder.path();
    app::RunProgramme run { "alibaba-trade-assurance", "current-help", {} };
    run.claims.funds = { escrow::Fund::supplier_balance, escrow::Fund::bond, escrow::Fund::guarantee_pool };
    run.claims.review_days = 7;
    options.programmes.push_back(std::move(run));
    auto const desk = Desk::open(std::move(options), loaded->world, clock);
    ASSERT_TRUE(desk) << desk.error();
    ASSERT_TRUE((*desk)->pipeline().wait_projected((*desk)->pipeline().durable(), std::chrono::seconds(10)));
    auto const audit = app::audit((*desk)->store(), (*desk)->books(), (*desk)->zone());
    ASSERT_TRUE(audit) << audit.error();
    EXPECT_EQ(audit->findings, std::vector<std::string> {});

    // Who could come in can come in.
    auto const caller = (*desk)->accounts().authenticate(accounts::Secret { version.buyers_key });
    ASSERT_TRUE(caller);
    EXPECT_EQ(to_string(caller->actor.party), version.buyer);
    EXPECT_TRUE((*desk)->accounts().sign_in({ "ada@example.org",
        accounts::Secret { std::string_view { "a long phrase for the desk" } }, {}, { "192.0.2.1", "test" } }));

    // What was so is so, and what was answered is answered again.
    Inside inside(**desk, *caller);
    auto const ask = [&](http::Method method, std::string const& target, std::string body = {}, std::string key = {}) {
        std::vector<http::Field> headers;
        if (!key.empty())
            headers = { { "Idempotency-Key", std::move(key) }, { "Content-Type", "application/json" } };
        auto const response = inside.ask(method, target, std::move(body), headers);
        return response ? Answer { response->status, std::string { response->body.view() }, {}, {} } : Answer {};
    };
    auto const order_path = fmt::format("/v1/orders/{}", version.order);
    auto const order = ask(http::Method::get, order_path);
    EXPECT_EQ(order.status, 200) << order.body;
    EXPECT_EQ(order.text("order/phase"), "awaiting-receipt");
    EXPECT_EQ(order.text("held/amount"), "500.00");
    EXPECT_EQ(order.text("order/terms/supplier"), version.supplier);
    EXPECT_EQ(order.text("order/frozen_by"), version.claim);
    EXPECT_EQ(ask(http::Method::get, fmt::format("/v1/claims/{}", version.claim)).text("phase"), "negotiation");
    auto const again = ask(http::Method::post, order_path + "/offer", "{}", "second");
    EXPECT_EQ(again.status, 200) << again.body;
    EXPECT_THAT(again.body, HasSubstr("\"repeated\":true"));
    auto const refused = ask(http::Method::post, order_path + "/confirm-receipt", "{}", "refused");
    EXPECT_EQ(refused.status, 409) << refused.body; // by now the goods have come, and yet
    EXPECT_THAT(ask(http::Method::get, "/v1/orders").body, HasSubstr(fmt::format("\"id\":\"{}\"", version.order)));
}

INSTANTIATE_TEST_SUITE_P(Versions, StoredDesk,
    testing::Values(Version { "v1", { 1'796'004'824'012'384 }, "P-1", "P-3", "O-5", "C-22",
        "rk_h5QXLYIfzjg_Afd6SK7x5feOZLE5l9dYU9j0tfG9en4" }),
    [](auto const& one) { return std::string { one.param.name }; });

} // namespace recourse::api
