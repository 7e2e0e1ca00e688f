#include "api/desk_test.hpp"

#include <gmock/gmock.h>

#include <set>

// Commands and readings as the wire has them: keys that repeat, tags, cursors, flaws that are named, events that
// resume.

namespace recourse::api {

namespace {

using act::Role;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class Commands : public testing::Test {
protected:
    Commands()
    {
        officer = desk.key(Role::officer, {});
        buyer_id = party("Buyer");
        supplier_id = party("Supplier");
        buyer = desk.key(Role::buyer, buyer_id);
        supplier = desk.key(Role::supplier, supplier_id);
    }
    std::string party(std::string_view name)
    {
        return desk.made(officer, "/v1/parties", fmt::format("{{'profile':{{'name':'{}','country':'CN'}}}}", name));
    }
    std::string draft_body(int price = 100) const
    {
        return fmt::format("{{'terms':{}}}", terms(buyer_id, supplier_id, price));
    }
    std::string draft() { return desk.made(buyer, "/v1/orders", draft_body()); }
    static std::vector<http::Field> key(std::string_view key) { return { { "Idempotency-Key", std::string { key } } }; }
    static bool repeated(Answer const& answer) { return answer.json().find("repeated")->boolean; }

    TestDesk desk;
    Who officer, buyer, supplier;
    std::string buyer_id, supplier_id;
};

} // namespace

TEST_F(Commands, the_same_key_and_body_get_the_same_receipt)
{
    auto const first = desk.post(buyer, "/v1/orders", draft_body(), key("draft-1"));
    ASSERT_EQ(first.status, 201);
    EXPECT_EQ(first.headers.get("Location"), "/v1/orders/" + first.text("id"));
    EXPECT_FALSE(repeated(first));
    for (int i = 0; i < 3; ++i) {
        if (i == 2)
            desk.reopen();
        auto const again = desk.post(buyer, "/v1/orders", draft_body(), key("draft-1"));
        EXPECT_EQ(again.status, 201);
        EXPECT_EQ(again.text("id"), first.text("id"));
        EXPECT_EQ(again.json().find("as_of")->integer, first.json().find("as_of")->integer);
        EXPECT_TRUE(repeated(again));
    }
}

TEST_F(Commands, a_key_belongs_to_its_body_and_to_its_party)
{
    auto const first = desk.post(buyer, "/v1/orders", draft_body(), key("draft-1"));
    auto const other = desk.post(buyer, "/v1/orders", draft_body(101), key("draft-1"));
    EXPECT_EQ(other.status, 422);
    EXPECT_EQ(other.code(), "command.key_reused");
    // Another party's key of the same name is another key.
    auto const theirs = desk.post(supplier, "/v1/orders", draft_body(), key("draft-1"));
    EXPECT_EQ(theirs.status, 201);
    EXPECT_NE(theirs.text("id"), first.text("id"));
}

TEST_F(Commands, a_refusal_is_repeated_though_the_command_could_be_carried_out_by_now)
{
    auto const order = "/v1/orders/" + draft();
    auto const agree = fmt::format("{{'terms':'{}'}}", desk.get(supplier, order).text("terms"));
    auto const refused = desk.post(supplier, order + "/agree", agree, key("agree-1"));
    EXPECT_EQ(refused.status, 409);
    EXPECT_EQ(refused.code(), "order.not_offered");
    desk.must(buyer, order + "/offer");
    auto const again = desk.post(supplier, order + "/agree", agree, key("agree-1"));
    EXPECT_EQ(again.status, 409);
    EXPECT_EQ(again.code(), "order.not_offered");
    EXPECT_EQ(desk.post(supplier, order + "/agree", agree, key("agree-2")).status, 200);
}

TEST_F(Commands, a_command_needs_a_key)
{
    auto const long_key = std::string(201, 'k');
    for (auto const& name : { std::string {}, long_key }) {
        auto const refused = desk.post(buyer, "/v1/orders", draft_body(), key(name));
        EXPECT_EQ(refused.status, 400);
        EXPECT_EQ(refused.code(), "command.no_key");
    }
}

TEST_F(Commands, many_at_once_repeat_one_by_one)
{
    auto const body = fmt::format("{{'orders':[{},{{'terms':{}}}]}}", draft_body(), terms(buyer_id, supplier_id, 0));
    auto const first = desk.post(buyer, "/v1/bulk/orders", body, key("bulk-1"));
    ASSERT_EQ(first.status, 200);
    EXPECT_THAT(first.body, AllOf(HasSubstr("\"O-"), HasSubstr("order.no_price")));
    auto const again = desk.post(buyer, "/v1/bulk/orders", body, key("bulk-1"));
    EXPECT_EQ(again.json().find("results")->items[0].find("id")->text,
        first.json().find("results")->items[0].find("id")->text);
    EXPECT_TRUE(again.json().find("results")->items[0].find("repeated")->boolean);
    EXPECT_THAT(again.body, HasSubstr("order.no_price"));
}

TEST_F(Commands, a_key_that_brought_other_rows_brings_none_of_these)
{
    auto const one = draft_body();
    auto const list = [&](std::string const& rows) { return fmt::format("{{'orders':[{}]}}", rows); };
    auto const before = list(one + "," + one);
    ASSERT_EQ(desk.post(buyer, "/v1/bulk/orders", before, key("bulk-2")).status, 200);
    auto const count = [&] { return desk.get(buyer, "/v1/orders").json().find("items")->items.size(); };
    auto const drafted = count();
    for (auto const& other : { list(one + "," + one + "," + one), list(one), list(one + "," + draft_body(120)) }) {
        auto const refused = desk.post(buyer, "/v1/bulk/orders", other, key("bulk-2"));
        EXPECT_EQ(refused.code(), "command.key_reused") << refused.body;
        EXPECT_EQ(refused.status, 422);
    }
    EXPECT_EQ(count(), drafted);
    auto const again = desk.post(buyer, "/v1/bulk/orders", before, key("bulk-2"));
    EXPECT_TRUE(again.json().find("results")->items[1].find("repeated")->boolean);
}

TEST_F(Commands, a_row_that_has_not_its_form_gets_its_problem_and_stops_no_other)
{
    auto const wrong = "{'terms':{'buyer':'nobody'},'more':1}";
    auto const body = fmt::format("{{'orders':[{},{},{}]}}", draft_body(), wrong, draft_body());
    auto const answer = desk.post(buyer, "/v1/bulk/orders", body, key("bulk-3"));
    ASSERT_EQ(answer.status, 200) << answer.body;
    auto const tree = answer.json();
    auto const& results = tree.find("results")->items;
    ASSERT_EQ(results.size(), 3u);
    EXPECT_NE(results[0].find("id"), nullptr);
    EXPECT_EQ(results[1].find("code")->text, "body.wrong");
    EXPECT_THAT(answer.body, HasSubstr("/orders/1/terms/buyer"));
    EXPECT_NE(results[2].find("id"), nullptr);
    auto const again = desk.post(buyer, "/v1/bulk/orders", body, key("bulk-3"));
    EXPECT_TRUE(again.json().find("results")->items[2].find("repeated")->boolean);
    // The list itself is taken whole or not at all.
    EXPECT_EQ(desk.post(buyer, "/v1/bulk/orders", "[]", key("bulk-4")).status, 400);
    for (auto const* envelope : { "{'orders':{}}", "{'orders':[],'more':1}", "{}", "{'orders':[]}" })
        EXPECT_EQ(desk.post(buyer, "/v1/bulk/orders", envelope, key("bulk-4")).status, 422) << envelope;
}

TEST_F(Commands, a_payment_of_an_order_that_is_not_there_stops_no_other)
{
    auto const order = draft();
    desk.must(buyer, "/v1/orders/" + order + "/offer");
    desk.must(supplier, "/v1/orders/" + order + "/agree",
        fmt::format("{{'terms':'{}'}}", desk.get(supplier, "/v1/orders/" + order).text("terms")));
    auto const bank = desk.key(act::Role::provider, {});
    auto const row = [](std::string_view on, std::string_view reference) {
        return fmt::format(
            "{{'order':'{}','payment':{{'instalment':0,'amount':{},'reference':'{}'}}}}", on, usd(1), reference);
    };
    auto const answer = desk.post(bank, "/v1/bulk/payments",
        fmt::format("{{'payments':[{},{},{}]}}", row("O-999999", "a"), row(order, "b"), row(draft(), "c")));
    ASSERT_EQ(answer.status, 200) << answer.body;
    auto const tree = answer.json();
    auto const& results = tree.find("results")->items;
    ASSERT_EQ(results.size(), 3u);
    EXPECT_EQ(results[0].find("code")->text, "order.not_found");
    EXPECT_EQ(results[1].find("id")->text, order);
    EXPECT_EQ(results[2].find("code")->text, "order.not_found") << "not agreed: not the holder's to see";
    auto const alone = desk.post(bank, "/v1/bulk/payments", fmt::format("{{'payments':[{}]}}", row("O-999999", "a")));
    EXPECT_EQ(alone.status, 200);
    EXPECT_THAT(alone.body, HasSubstr("order.not_found"));
}

TEST_F(Commands, if_match_carries_a_command_out_on_that_version_only)
{
    auto const order = "/v1/orders/" + draft();
    auto const tag = std::string { desk.get(buyer, order).headers.get("ETag") };
    EXPECT_TRUE(tag.starts_with("\"v1-")) << tag;
    auto const with
        = [&](std::string_view match) { return std::vector<http::Field> { { "If-Match", std::string { match } } }; };
    EXPECT_EQ(desk.post(buyer, order + "/revise", draft_body(120), with("\"v7\"")).code(), "command.version_differs");
    EXPECT_EQ(desk.post(buyer, order + "/revise", draft_body(120), with("\"v7\"")).status, 412);
    auto const revised = desk.post(buyer, order + "/revise", draft_body(120), with(tag));
    EXPECT_EQ(revised.status, 200);
    EXPECT_EQ(revised.headers.get("ETag"), "\"v2\"");
    EXPECT_EQ(desk.post(buyer, order + "/offer", "{}", with(tag)).status, 412);
    EXPECT_EQ(desk.post(buyer, order + "/revise", draft_body(121), with("\"v2\"")).status, 200); // as a receipt has it
    for (auto const* wrong : { "v2", "W/\"v2\"", "*", "\"v1\", \"v2\"", "\"v99999999999\"" }) {
        auto const refused = desk.post(buyer, order + "/offer", "{}", with(wrong));
        EXPECT_EQ(refused.status, 400) << wrong;
        EXPECT_EQ(refused.code(), "command.bad_tag") << wrong;
    }
}

TEST_F(Commands, what_has_not_changed_is_not_sent_again)
{
    auto const order = "/v1/orders/" + draft();
    auto const tag = std::string { desk.get(buyer, order).headers.get("ETag") };
    auto const same = desk.get(buyer, order, { { "If-None-Match", tag } });
    EXPECT_EQ(same.status, 304);
    EXPECT_EQ(same.body, "");
    EXPECT_EQ(same.headers.get("ETag"), tag);
    desk.must(buyer, order + "/offer");
    EXPECT_EQ(desk.get(buyer, order, { { "If-None-Match", tag } }).status, 200);
}

TEST_F(Commands, what_the_viewer_or_the_day_changes_is_sent_again)
{
    // Who may do what, and until when, is no event: the version is the same, the tag is not.
    auto const order = "/v1/orders/" + draft();
    desk.must(buyer, order + "/offer");
    auto const tag = std::string { desk.get(buyer, order).headers.get("ETag") };
    EXPECT_EQ(desk.get(buyer, order, { { "If-None-Match", tag } }).status, 304);
    EXPECT_EQ(desk.get(supplier, order, { { "If-None-Match", tag } }).status, 200);
    EXPECT_EQ(desk.get(buyer, order).headers.get("Cache-Control"), "private, no-cache");
}

TEST_F(Commands, pages_hold_every_order_once)
{
    std::set<std::string> made;
    std::string as_of;
    for (int i = 0; i < 120; ++i) {
        auto const receipt = desk.must(i % 2 == 0 ? buyer : supplier, "/v1/orders", draft_body(100 + i));
        made.insert(receipt.text("id"));
        as_of = fmt::format("{}", receipt.json().find("as_of")->integer);
    }
    ASSERT_EQ(made.size(), 120u);
    for (int const limit : { 1, 7, 50, 120, 200 }) {
        std::vector<std::string> seen;
        std::string cursor;
        do {
            auto const page = desk.get(buyer,
                fmt::format("/v1/orders?limit={}&as_of={}{}", limit, as_of, cursor.empty() ? "" : "&cursor=" + cursor));
            ASSERT_EQ(page.status, 200) << page.body;
            auto const tree = page.json();
            auto const& items = tree.find("items")->items;
            EXPECT_LE(items.size(), static_cast<std::size_t>(limit));
            for (auto const& item : items)
                seen.emplace_back(item.find("id")->text);
            cursor = page.text("next");
        } while (!cursor.empty());
        EXPECT_EQ(seen.size(), 120u) << limit;
        EXPECT_EQ(std::set<std::string>(seen.begin(), seen.end()), made) << limit;
    }
}

TEST_F(Commands, an_order_that_moves_while_pages_are_read_is_not_lost)
{
    std::vector<std::string> made;
    for (int i = 0; i < 6; ++i)
        made.push_back(draft());
    auto const as_of = desk.desk().pipeline().durable();
    auto const first = desk.get(buyer, fmt::format("/v1/orders?limit=3&as_of={}", as_of));
    auto const offered = desk.must(buyer, "/v1/orders/" + made[0] + "/offer");
    auto const rest = desk.get(buyer,
        fmt::format(
            "/v1/orders?limit=10&cursor={}&as_of={}", first.text("next"), offered.json().find("as_of")->integer));
    // It has gone to the front; whoever reads from there again finds it. The others stand where they stood.
    EXPECT_THAT(rest.body, AllOf(HasSubstr('"' + made[1] + '"'), HasSubstr('"' + made[2] + '"')));
    EXPECT_THAT(desk.get(buyer, "/v1/orders?limit=1").body, HasSubstr('"' + made[0] + '"'));
}

TEST_F(Commands, a_query_that_is_not_described_is_refused)
{
    for (auto const* query : { "limit=0", "limit=201", "limit=ten", "limit=", "cursor=xyz", "cursor=00", "as_of=now",
             "phase=nowhere", "colour=red", "Limit=1" }) {
        auto const refused = desk.get(buyer, fmt::format("/v1/orders?{}", query));
        EXPECT_EQ(refused.status, 400) << query;
        EXPECT_EQ(refused.code(), "query.wrong") << query;
        auto const name = std::string_view { query }.substr(0, std::string_view { query }.find('='));
        EXPECT_THAT(refused.body, HasSubstr(fmt::format("\"pointer\":\"{}\"", name)));
    }
}

TEST_F(Commands, every_flaw_of_a_body_is_named_at_once)
{
    auto const refused = desk.post(buyer, "/v1/orders",
        "{'terms':{'buyer':'O-1','supplier':7,'goodz':'chairs','price_goods':{'amount':'1.234','currency':'USD'},"
        "'price_freight':{'amount':5,'currency':'USD'},'instalments':[{'purpose':'fulll'},{'amount':null}],"
        "'ship_by':'2026-02-30','custom_made':'yes','liquidated_damages_bp':1.5}}");
    EXPECT_EQ(refused.status, 422);
    EXPECT_EQ(refused.code(), "body.wrong");
    for (auto const* where : { "/terms/buyer", "/terms/supplier", "/terms/goodz", "/terms/price_goods",
             "/terms/price_freight", "/terms/price_tax", "/terms/instalments/0/purpose", "/terms/instalments/0/amount",
             "/terms/instalments/1/amount", "/terms/ship_by", "/terms/custom_made", "/terms/liquidated_damages_bp" })
        EXPECT_THAT(refused.body, HasSubstr(fmt::format("\"pointer\":\"{}\"", where)));
    EXPECT_THAT(refused.body, HasSubstr("'goods'")); // what was meant by goodz
}

TEST_F(Commands, a_body_that_is_no_json_object_is_refused)
{
    struct Wrong {
        std::string_view body;
        int status;
        std::string_view code;
    };
    auto const deep = std::string(5'000, '[');
    for (auto const& [body, status, code] : { Wrong { "", 400, "body.not_json" }, Wrong { "{", 400, "body.not_json" },
             Wrong { "{'terms':{},}", 400, "body.not_json" }, Wrong { "{'a':1,'a':2}", 400, "body.not_json" },
             Wrong { "\xff\xfe", 400, "body.not_json" }, Wrong { "{'terms':NaN}", 400, "body.not_json" },
             Wrong { deep, 400, "body.not_json" }, Wrong { "{'terms':[]}", 422, "body.wrong" } }) {
        auto const refused = desk.post(buyer, "/v1/orders", std::string { body });
        EXPECT_EQ(refused.status, status) << body.substr(0, 40) << refused.body;
        EXPECT_EQ(refused.code(), code) << body.substr(0, 40);
    }
    for (auto const* body : { "[]", "null", "7" }) {
        auto const refused = desk.post(buyer, "/v1/orders", body);
        EXPECT_TRUE(refused.status == 400 || refused.status == 422) << refused.body;
    }
    auto const other = desk.post(buyer, "/v1/orders", draft_body(), { { "Content-Type", "text/plain" } });
    EXPECT_EQ(other.status, 415);
}

TEST_F(Commands, problems_speak_the_language_of_the_request)
{
    auto const order = "/v1/orders/" + draft();
    auto const chinese = desk.post(supplier, order + "/agree", fmt::format("{{'terms':'{}'}}", digest_of('a')),
        { { "Accept-Language", "zh-CN" } });
    EXPECT_EQ(chinese.code(), "order.not_offered");
    EXPECT_THAT(chinese.text("title"), HasSubstr("订单"));
    std::vector<http::Field> const zh { { "Accept-Language", "zh-CN" } };
    EXPECT_EQ(desk.get(supplier, "/v1/orders/O-999999", zh).text("title"), "该地址下没有内容");
    EXPECT_EQ(desk.get(supplier, "/v1/orders?limit=0", zh).text("title"), "查询参数与说明不符。");
    EXPECT_EQ(desk.get(supplier, "/v1/orders/O-999999").text("title"), "There is nothing at this address");
}

TEST_F(Commands, every_place_of_terms_that_cannot_stand_is_named_at_once)
{
    auto body = draft_body(0);
    body.replace(body.find("'goods':'chairs'"), 16, "'goods':'','ship_by':'1900-01-01'");
    auto const refused = desk.post(buyer, "/v1/orders", body);
    EXPECT_EQ(refused.status, 422);
    EXPECT_EQ(refused.code(), "order.no_price");
    for (auto const* part : { R"({"pointer":"/terms/goods","detail":"Say something here.","code":"empty"})",
             R"({"pointer":"/terms/ship_by","detail":"1900-01-01 is over.","code":"past-day"})",
             R"("pointer":"/terms/instalments/0/amount")" })
        EXPECT_THAT(refused.body, HasSubstr(part));
    auto const again = desk.post(buyer, "/v1/orders", body, { { "Accept-Language", "zh" } });
    EXPECT_THAT(again.body, HasSubstr(R"("detail":"1900-01-01已过。")"));
}

TEST_F(Commands, a_body_that_is_coded_or_not_utf_8_is_refused)
{
    auto const refused = [&](std::string name, std::string value) {
        auto const answer = desk.post(buyer, "/v1/orders", draft_body(), { { std::move(name), std::move(value) } });
        EXPECT_EQ(answer.code(), "http.media_type") << answer.body;
        return answer.status;
    };
    EXPECT_EQ(refused("Content-Encoding", "gzip"), 415);
    auto const utf16 = desk.post(buyer, "/v1/orders", draft_body(),
        { { "Content-Type", "application/json" }, { "Content-Encoding", "deflate" } });
    EXPECT_EQ(utf16.headers.get("Accept-Encoding"), "identity");
}

TEST_F(Commands, places_of_a_case_are_pointers_into_the_body_or_left_out)
{
    auto const wrong = desk.post(buyer, "/v1/assessments", "{'order':{'value':'much'},'payments':[{'amount':'x'}]}");
    EXPECT_EQ(wrong.code(), "case.wrong") << wrong.body;
    EXPECT_THAT(wrong.body, HasSubstr("\"pointer\":\"/order/value\""));
    EXPECT_THAT(wrong.body, Not(HasSubstr("column")));
    auto const broken = desk.post(buyer, "/v1/assessments", "{'order':");
    EXPECT_THAT(broken.body, AllOf(HasSubstr("\"line\":1"), Not(HasSubstr("pointer"))));
}

TEST_F(Commands, nothing_is_made_for_a_party_that_is_not_there)
{
    auto const in_person = desk.person(Role::officer);
    auto const key = "{'name':'k','role':'buyer','party':'P-9999','scopes':['read'],'days':1}";
    for (auto const& [path, body] : { std::pair("/v1/keys", key),
             std::pair("/v1/invitations", "{'role':'buyer','party':'P-9999','email':'','days':1}"),
             std::pair("/v1/webhooks", "{'url':'https://example.org/','role':'buyer','party':'P-9999'}") }) {
        auto const refused = desk.post(in_person, path, body);
        EXPECT_EQ(refused.status, 422) << path << refused.body;
        EXPECT_EQ(refused.code(), "order.unknown_party") << path;
    }
    // Somebody else learns nothing of who is there.
    EXPECT_EQ(desk.post(buyer, "/v1/keys", key).status, 403);
}

TEST_F(Commands, held_money_is_let_go_of_by_hand_in_person_and_with_a_reason)
{
    auto const order = "/v1/orders/" + draft();
    desk.must(buyer, order + "/offer");
    desk.must(supplier, order + "/agree", fmt::format("{{'terms':'{}'}}", desk.get(supplier, order).text("terms")));
    desk.must(desk.key(Role::provider, {}), order + "/receive-payment",
        fmt::format("{{'amount':{},'reference':'r'}}", usd(100)));
    auto const body
        = [](std::string_view reason) { return fmt::format("{{'amount':{},'reason':'{}'}}", usd(1), reason); };
    EXPECT_EQ(desk.post(officer, order + "/release", body("both asked")).code(), "order.needs_person");
    auto const in_person = desk.person(Role::officer);
    EXPECT_EQ(desk.post(in_person, order + "/release", body("")).code(), "order.no_reason");
    EXPECT_EQ(desk.post(in_person, order + "/release", body("both asked")).status, 200);
}

TEST_F(Commands, events_go_on_after_the_last_one_that_was_heard)
{
    auto const listen = [&](std::string_view last) {
        auto answer = desk.get(buyer, "/v1/events", { { "Last-Event-ID", std::string { last } } });
        EXPECT_EQ(answer.status, 200);
        return *answer.events;
    };
    auto const first = draft(), second = draft();
    auto const ids = [](std::string_view wire) {
        std::vector<std::string> all;
        for (auto at = wire.find("id: "); at != std::string_view::npos; at = wire.find("\nid: ", at + 1)) {
            auto const from = at + (wire[at] == '\n' ? 5 : 4);
            all.emplace_back(wire.substr(from, wire.find('\n', from) - from));
        }
        return all;
    };
    auto const mark = [](std::string_view id) { return fmt::format("\"id\":\"{}\"", id); };
    auto const whole = heard(listen("0"), mark(second));
    EXPECT_THAT(whole, AllOf(HasSubstr(mark(first)), HasSubstr(mark(second)), HasSubstr("event: order\n")));
    EXPECT_THAT(whole, Not(HasSubstr("chairs"))); // whose it is, never its content
    auto const all = ids(whole);
    ASSERT_GE(all.size(), 2u);
    EXPECT_EQ(std::set<std::string>(all.begin(), all.end()).size(), all.size());

    // From each place the rest comes, without the event of the place itself and without a gap.
    for (std::size_t i = 0; i + 1 < all.size(); ++i) {
        auto const rest = ids(heard(listen(all[i]), mark(second)));
        EXPECT_EQ(rest, std::vector<std::string>(all.begin() + static_cast<std::ptrdiff_t>(i) + 1, all.end()));
    }
    // Whoever comes without a place hears what happens from now on.
    auto const fresh = desk.get(buyer, "/v1/events");
    auto const third = draft();
    auto const wire = heard(*fresh.events, mark(third));
    EXPECT_THAT(wire, AllOf(HasSubstr(mark(third)), Not(HasSubstr(mark(second)))));
    // A place that is still to come was never given to anybody.
    for (auto const* place : { "five", "999999999", "18446744073709551615", "-1" }) {
        auto const wrong = desk.get(buyer, "/v1/events", { { "Last-Event-ID", place } });
        EXPECT_EQ(wrong.status, 400) << place;
        EXPECT_EQ(wrong.code(), "events.last") << place;
    }
}

TEST_F(Commands, an_event_stream_ends_when_its_key_is_revoked_and_not_when_another_is)
{
    auto& accounts = desk.desk().accounts();
    auto const line = accounts::Caller::command_line();
    auto const until = Instant { desk.desk().real_clock().now().micros + 3'600'000'000 };
    auto const mint = [&] {
        return accounts.make_key(line, { "listens", Role::officer, {}, accounts::Scopes::all(), until }).value();
    };
    auto const first = mint(), second = mint();
    auto const listen = [&](accounts::MintedKey const& minted) {
        return *desk.get({ std::string { minted.token.reveal() }, {} }, "/v1/events").events;
    };
    auto const ends = listen(first), stays = listen(second);
    ASSERT_TRUE(accounts.revoke_key(line, first.key.id));
    for (int i = 0; i < 30'000 && ends.alive(); ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    EXPECT_FALSE(ends.alive());
    EXPECT_TRUE(stays.alive());
    auto const order = draft();
    EXPECT_THAT(heard(stays, order), HasSubstr(order));
}

TEST_F(Commands, a_session_needs_its_other_token_to_change_something)
{
    auto const person = desk.person(Role::officer);
    auto const wrong
        = desk.post(person, "/v1/parties", "{'profile':{'name':'N','country':'CN'}}", { { "X-CSRF-Token", "x" } });
    EXPECT_EQ(wrong.status, 403);
    EXPECT_EQ(wrong.code(), "session.csrf");
    EXPECT_EQ(desk.get(person, "/v1/me", { { "X-CSRF-Token", "x" } }).status, 200);
    EXPECT_EQ(desk.post(person, "/v1/parties", "{'profile':{'name':'N','country':'CN'}}").status, 201);
}

TEST(Sandbox, only_a_sandbox_has_a_clock_that_moves)
{
    TestDesk real(false);
    EXPECT_EQ(real.post(real.key(Role::officer, {}), "/v1/sandbox/clock", "{'days':1}").status, 404);
    TestDesk sandbox;
    auto const officer = sandbox.key(Role::officer, {});
    auto const before = sandbox.today();
    EXPECT_EQ(sandbox.must(officer, "/v1/sandbox/clock", "{'days':3}").text("today"),
        to_string(parse_date(before)->plus_days(3)));
    for (auto const* wrong : { "{}", "{'days':1,'to':'2999-01-01'}", "{'days':4000}" })
        EXPECT_EQ(sandbox.post(officer, "/v1/sandbox/clock", wrong).code(), "clock.where") << wrong;
    EXPECT_EQ(sandbox.post(officer, "/v1/sandbox/clock", "{'to':'2020-01-01'}").code(), "clock.back");
    sandbox.reopen();
    EXPECT_EQ(sandbox.get(officer, "/v1/me").status, 200);
}

} // namespace recourse::api
