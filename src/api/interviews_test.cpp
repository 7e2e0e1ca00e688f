#include "api/desk_test.hpp"

#include <gmock/gmock.h>

#include <fstream>
#include <map>
#include <sstream>

// The first page of the console over the API: who may ask, in which order it is asked, and files that are read.

namespace recourse::api {

namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

std::vector<http::Field> const bytes_follow { { "Content-Type", "application/octet-stream" } };

std::string sample(std::string const& name)
{
    std::ifstream file { std::filesystem::path { RECOURSE_SOURCE_DIR } / "examples/intake" / name, std::ios::binary };
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

class Strangers : public testing::Test {
protected:
    void SetUp() override
    {
        desk.without_account = true;
        desk.reopen();
    }
    Answer post(
        std::string_view target, std::string body, std::vector<http::Field> const& headers = {}, Who const& who = {})
    {
        return desk.ask(who, http::Method::post, target, std::move(body), headers);
    }
    TestDesk desk;
};

/// A case file that grows: "payments[0].amount" to JSON text.
class Growing {
public:
    void put(std::string const& id, std::string const& json) { facts_[id] = json; }
    void count(std::string const& list, std::size_t items) { lists_[list] = items; }

    std::string json() const
    {
        std::map<std::string, std::map<std::size_t, std::string>> groups;
        std::map<std::string, std::size_t> items = lists_;
        for (auto const& [id, value] : facts_) {
            auto const path = *casework::parse_path(id);
            auto const& group = casework::fact_groups()[path.group];
            auto& fields = groups[group.name][path.item];
            fields += fmt::format("{}'{}':{}", fields.empty() ? "" : ",", group.fields[path.field].name, value);
            if (group.list)
                items[group.name] = std::max<std::size_t>(items[group.name], path.item + 1u);
        }
        for (auto const& [list, count] : items)
            groups.try_emplace(list);
        std::string body;
        for (auto const& [name, entries] : groups) {
            auto const entry = [&](std::size_t at) {
                auto const found = entries.find(at);
                return fmt::format("{{{}}}", found == entries.end() ? "" : found->second);
            };
            body += fmt::format("{}'{}':", body.empty() ? "" : ",", name);
            auto const list = items.find(name);
            if (list == items.end()) {
                body += entry(0);
                continue;
            }
            body += '[';
            for (std::size_t i = 0; i < list->second; ++i)
                body += (i == 0 ? "" : ",") + entry(i);
            body += ']';
        }
        return "{" + body + "}";
    }

private:
    std::map<std::string, std::string> facts_;
    std::map<std::string, std::size_t> lists_;
};

} // namespace

TEST_F(Strangers, ask_what_shows_nothing_of_the_desk_and_nothing_else)
{
    EXPECT_EQ(post("/v1/interviews", "{'case':{}}").status, 200);
    EXPECT_EQ(post("/v1/intakes", "", bytes_follow).code(), "intake.empty");
    EXPECT_EQ(post("/v1/assessments?forecast=no", "{'problems':[{'kind':'quality'}]}").status, 200);
    EXPECT_EQ(post("/v1/prechecks", "{'order':{'value':'1.00 USD'}}").status, 200);
    for (auto const* path : { "/v1/orders", "/v1/programmes", "/v1/claims", "/v1/clock" })
        EXPECT_EQ(desk.ask({}, http::Method::get, path).status, 401) << path;
    EXPECT_EQ(post("/v1/interviews", "{'case':{}}", {}, { "rk_wrong", "" }).status, 401) << "a key is always looked at";
    EXPECT_EQ(post("/v1/interviews", "{'case':{}}", {}, { "", "a session that is over" }).status, 200);
    EXPECT_THAT(desk.ask({}, http::Method::get, "/v1/start").body, HasSubstr("\"without_account\":true"));
}

TEST(Start, a_desk_that_lets_no_guests_in_says_so_and_refuses_them)
{
    TestDesk desk;
    EXPECT_THAT(desk.ask({}, http::Method::get, "/v1/start").body, HasSubstr("\"without_account\":false"));
    for (auto const* path : { "/v1/interviews", "/v1/intakes", "/v1/assessments", "/v1/prechecks" })
        EXPECT_EQ(desk.ask({}, http::Method::post, path, "{}").status, 401) << path;
    auto const buyer = desk.key(act::Role::buyer,
        desk.made(desk.key(act::Role::officer, {}), "/v1/parties", "{'profile':{'name':'Buyer','country':'NO'}}"));
    EXPECT_EQ(desk.post(buyer, "/v1/interviews", "{'case':{}}").status, 200);
}

TEST_F(Strangers, wait_when_they_come_too_often)
{
    int status = 0;
    for (int i = 0; i < 2'000 && status != 429; ++i) {
        auto const answer = post("/v1/interviews", "[]");
        status = answer.status;
        if (status == 429)
            EXPECT_NE(answer.headers.get("Retry-After"), "");
    }
    EXPECT_EQ(status, 429);
}

TEST_F(Strangers, are_asked_in_a_sensible_order_never_twice_until_nothing_would_change)
{
    std::map<std::string, std::string> const story { { "problems[0].kind", "'quality'" },
        { "payments[0].through_platform", "true" }, { "payments[0].amount", "'1440.00 USD'" },
        { "payments[0].date", "'2026-02-12'" }, { "payments[1].through_platform", "false" },
        { "payments[1].payee", "'personal'" }, { "payments[1].amount", "'3360.00 USD'" },
        { "payments[1].date", "'2026-03-02'" }, { "order.platform", "'alibaba.com'" },
        { "delivery.state", "'delivered'" }, { "delivery.delivered_on", "'2026-03-20'" },
        { "supplier.country", "'CN'" } };
    Growing file;
    std::vector<std::string> asked, declined;
    for (int turn = 0; turn < 60; ++turn) {
        std::string unknown;
        for (auto const& id : declined)
            unknown += fmt::format("{}'{}'", unknown.empty() ? "" : ",", id);
        auto const language = turn % 2 == 0 ? "en" : "zh";
        auto const answer = post("/v1/interviews",
            fmt::format("{{'case':{},'unknown':[{}],'language':'{}'}}", file.json(), unknown, language));
        ASSERT_EQ(answer.status, 200) << answer.body;
        auto const tree = answer.json();
        auto const* question = tree.find("question");
        if (!question->is_table())
            break;
        auto const& id = question->find("id")->text;
        ASSERT_THAT(asked, Not(Contains(id)));
        asked.push_back(id);
        EXPECT_FALSE(question->find("ask")->text.empty()) << id;
        EXPECT_FALSE(question->find("why")->text.empty()) << id;
        if (question->find("kind")->text == "choice")
            for (auto const& choice : question->find("choices")->items)
                EXPECT_FALSE(choice.find("says")->text.contains('_')) << id << " " << choice.find("says")->text;
        if (id == "payments")
            file.count("payments", 2);
        else if (auto const told = story.find(id); told != story.end())
            file.put(id, told->second);
        else
            declined.push_back(id);
    }
    ASSERT_GT(asked.size(), 14u);
    EXPECT_LT(asked.size(), 59u) << "it has to end";
    asked.resize(13);
    EXPECT_THAT(asked,
        ElementsAre("problems[0].kind", "payments", "payments[0].through_platform", "payments[0].amount",
            "payments[0].date", "payments[1].through_platform", "payments[1].payee", "payments[1].amount",
            "payments[1].date", "order.platform", "delivery.state", "delivery.delivered_on", "supplier.country"));
}

TEST_F(Strangers, see_the_answer_so_far)
{
    auto const answer = post("/v1/interviews",
        "{'case':{'as_of':'2026-03-24','order':{'platform':'alibaba.com','value':'4800.00 USD'},"
        "'payments':[{'amount':'4800.00 USD','through_platform':true}],'problems':[{'kind':'quality'}],"
        "'delivery':{'state':'delivered','delivered_on':'2026-03-20'}},'unknown':['supplier.country']}");
    ASSERT_EQ(answer.status, 200) << answer.body;
    EXPECT_EQ(answer.text("as_of"), "2026-03-24");
    EXPECT_EQ(answer.text("so_far/programme"), "alibaba-trade-assurance");
    EXPECT_EQ(answer.text("so_far/paid/amount"), "4800.00");
    EXPECT_EQ(answer.text("question/stage"), "basics");
    EXPECT_EQ(answer.text("question/id"), "payments[0].date");
    auto const tree = answer.json();
    EXPECT_FALSE(tree.find("known")->items.empty());
    EXPECT_FALSE(tree.find("so_far")->find("routes")->find("open")->items.empty());
    EXPECT_EQ(tree.find("progress")->find("declined")->integer, 1);
}

TEST_F(Strangers, learn_at_which_place_a_value_is_wrong)
{
    struct Row {
        std::string body, code, pointer, says;
    };
    for (auto const& row : std::vector<Row> {
             { "{'case':{'payments':[{'amount':'4800 usd'}]}}", "case.wrong", "/case/payments/0/amount",
                 "write \\\"4800.00 USD\\\"" },
             { "{'case':{'problems':[{'kind':'qualty'}]}}", "case.wrong", "/case/problems/0/kind", "quality" },
             { "{'case':{'delivery':{'shipped_on':'2026-03-02','delivered_on':'2026-03-01'}}}", "case.wrong",
                 "/case/delivery/delivered_on", "before they were shipped" },
             { "{'case':{'payments':[{'amount':'x'}]},'language':'zh'}", "case.wrong", "/case/payments/0/amount", "" },
             { "{}", "body.wrong", "/case", "this is needed" },
             { "{'case':{},'unknown':['payments.amount']}", "body.wrong", "/unknown/0", "payments[0].amount" },
             { "{'case':{},'language':'fr'}", "body.wrong", "/language", "en or zh" },
             { "{'case':{},'casse':{}}", "body.wrong", "/casse", "wanted are" },
         }) {
        auto const answer = post("/v1/interviews", row.body);
        EXPECT_EQ(answer.status, 422) << row.body;
        EXPECT_EQ(answer.code(), row.code) << row.body;
        EXPECT_THAT(answer.body, HasSubstr("\"pointer\":\"" + row.pointer + "\"")) << row.body;
        EXPECT_THAT(answer.body, HasSubstr(row.says)) << row.body;
    }
    auto const chinese
        = post("/v1/interviews", "{'case':{'payments':[{'amount':'x'}]}}", { { "Accept-Language", "zh" } });
    EXPECT_THAT(chinese.body, HasSubstr("应为金额和币种"));
}

TEST_F(Strangers, have_a_file_read_and_nothing_is_kept)
{
    auto const before = desk.desk().pipeline().durable();
    auto const answer = post("/v1/intakes?name=shortage.eml", sample("shortage.eml"), bytes_follow);
    ASSERT_EQ(answer.status, 200) << answer.body;
    EXPECT_EQ(answer.text("file/kind"), "mail");
    EXPECT_EQ(answer.text("case/order/number"), "QH-20260211");
    EXPECT_EQ(answer.text("case/supplier/name"), "Qinghe Lamps Co., Ltd.");
    // What was read goes straight back in.
    auto const json = answer.body.substr(answer.body.find("\"case\":") + 7);
    auto const next = post("/v1/interviews", fmt::format("{{\"case\":{}}}", json.substr(0, json.size() - 1)));
    EXPECT_EQ(next.status, 200) << next.body;
    EXPECT_EQ(desk.desk().pipeline().durable(), before);
}

TEST_F(Strangers, choose_an_order_of_a_table)
{
    auto const all = post("/v1/intakes?name=o.csv", sample("orders-zh.csv"), bytes_follow);
    ASSERT_EQ(all.status, 200) << all.body;
    auto const tree = all.json();
    ASSERT_EQ(tree.find("orders")->items.size(), 2u);
    EXPECT_TRUE(tree.find("facts")->items.empty());
    auto const one = post("/v1/intakes?name=o.csv&row=row 3", sample("orders-zh.csv"), bytes_follow);
    EXPECT_EQ(one.text("case/order/number"), "DD20260305") << one.body;
    EXPECT_EQ(post("/v1/intakes?name=o.csv&row=row 9", sample("orders-zh.csv"), bytes_follow).code(), "intake.unread");
}

TEST_F(Strangers, are_told_why_a_file_is_not_read)
{
    auto const scan = post("/v1/intakes?name=scan.pdf&language=en", sample("scan.pdf"), bytes_follow);
    EXPECT_EQ(scan.status, 422);
    EXPECT_EQ(scan.code(), "intake.unread");
    EXPECT_THAT(scan.text("detail"), HasSubstr("no text in this PDF"));
    auto const picture = post("/v1/intakes?language=zh", "\x89PNG\r\n\x1a\n", bytes_follow);
    EXPECT_THAT(picture.text("detail"), HasSubstr("不读取图片"));
    EXPECT_EQ(post("/v1/intakes", "x").status, 415);
    EXPECT_EQ(post("/v1/intakes?name=a/b", "x", bytes_follow).status, 400);
}

} // namespace recourse::api
