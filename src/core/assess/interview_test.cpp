#include "core/assess/interview.hpp"

#include "core/assess/question_words.hpp"
#include "core/cover/book_test.hpp"

#include <gmock/gmock.h>

namespace recourse::assess {

namespace {

using casework::day;
using casework::Facts;
using casework::facts_of;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

Options plain(Language language = Language::en)
{
    Options options;
    options.as_of = day("2026-03-01");
    options.language = language;
    return options;
}

casework::World world()
{
    auto world = cover::cover_world();
    auto book = cover::TestBook { world }
                    .scope("order.platform == \"alibaba.com\"")
                    .scope("payments.all(p, p.through_platform)")
                    .cover("problem.kind == \"quality\" && problem.verifiable")
                    .get();
    book.platform = "alibaba.com";
    world.books.push_back(std::move(book));
    return world;
}

std::string next(Facts const& facts, Declined const& declined = {})
{
    auto const asked = interview(world(), facts, {}, plain(), declined);
    return asked.question ? asked.question->id : "";
}

} // namespace

TEST(Interview, begins_with_what_went_wrong_where_the_money_went_how_much_and_when)
{
    struct Row {
        std::vector<std::pair<std::string, std::string>> known;
        std::size_t payments;
        Declined declined;
        std::string next;
    };
    std::vector<std::pair<std::string, std::string>> const wrong { { "problems[0].kind", "quality" } };
    auto const with = [&](std::vector<std::pair<std::string, std::string>> more) {
        more.insert(more.begin(), wrong.begin(), wrong.end());
        return more;
    };
    std::vector<Row> const rows {
        { {}, 0, {}, "problems[0].kind" },
        { {}, 0, { "problems[0].kind" }, "payments" },
        { wrong, 0, {}, "payments" },
        { wrong, 1, {}, "payments[0].through_platform" },
        { with({ { "payments[0].through_platform", "true" } }), 1, {}, "payments[0].amount" },
        { with({ { "payments[0].through_platform", "false" } }), 1, {}, "payments[0].payee" },
        { with({ { "payments[0].through_platform", "false" } }), 1, { "payments[0].payee" }, "payments[0].amount" },
        { wrong, 2, { "payments[0].through_platform", "payments[0].amount", "payments[0].date" },
            "payments[1].through_platform" },
        { wrong, 0, { "payments" }, "order.channel" },
        { with({ { "order.channel", "platform" } }), 0, { "payments" }, "order.platform" },
        { with({ { "order.channel", "direct" } }), 0, { "payments" }, "delivery.state" },
        { wrong, 0, { "payments", "order.channel" }, "order.platform" },
        { with({ { "order.platform", "alibaba.com" } }), 0, { "payments" }, "delivery.state" },
        { with({ { "order.platform", "alibaba.com" }, { "delivery.state", "delivered" } }), 0, { "payments" },
            "delivery.delivered_on" },
        { with({ { "order.platform", "alibaba.com" }, { "delivery.state", "shipped" } }), 0, { "payments" },
            "supplier.country" },
    };
    for (auto const& row : rows) {
        Facts facts;
        for (std::size_t i = 0; i < row.payments; ++i)
            facts.add_item(static_cast<std::uint16_t>(casework::find_group("payments")));
        for (auto const& [path, value] : row.known) {
            auto const at = *casework::parse_path(path);
            if (value == "true" || value == "false")
                facts.set(at, rules::Value::of(value == "true"));
            else
                facts.set_text(at, value);
        }
        EXPECT_EQ(next(facts, row.declined), row.next) << row.known.size() << " " << row.next;
    }
}

TEST(Interview, goes_on_with_what_moves_the_answer_and_ends_when_nothing_does)
{
    auto const facts = facts_of({ { "problems[0].kind", "quality" }, { "order.platform", "alibaba.com" },
        { "delivery.state", "shipped" }, { "supplier.country", "CN" } });
    Declined declined { "payments" };
    std::vector<std::string> asked;
    for (auto id = next(facts, declined); !id.empty(); id = next(facts, declined)) {
        ASSERT_THAT(asked, Not(Contains(id))) << "asked twice";
        asked.push_back(id);
        declined.insert(id);
        ASSERT_LT(asked.size(), 40u);
    }
    EXPECT_THAT(asked, Contains("problems[0].verifiable"));
    for (auto const& id : asked)
        EXPECT_FALSE(id.starts_with("payments")) << id;
    auto const last = interview(world(), facts, {}, plain(), declined);
    EXPECT_EQ(last.left, 0u);
    EXPECT_EQ(last.answered, 4u);
}

TEST(Interview, says_why_it_asks_and_how_the_answer_is_given)
{
    auto const facts = facts_of({ { "problems[0].kind", "quality" } });
    auto const first = interview(world(), {}, {}, plain(), {});
    ASSERT_TRUE(first.question);
    EXPECT_EQ(first.question->kind, AnswerKind::choice);
    EXPECT_TRUE(first.question->several);
    EXPECT_EQ(first.question->choices.size(), 14u);
    EXPECT_TRUE(first.question->moves.verdict);
    EXPECT_EQ(first.question->stage, Stage::basics);
    auto const count = interview(world(), facts, {}, plain(), {});
    ASSERT_TRUE(count.question);
    EXPECT_EQ(count.question->kind, AnswerKind::count);
    EXPECT_EQ(count.question->ask, "How many payments did you make for this order?");
    EXPECT_EQ(count.question->most, "50");
}

TEST(Interview, names_the_payment_that_it_asks_of)
{
    auto facts = facts_of({ { "payments[0].amount", "480.00 USD" }, { "payments[1].amount", "20.00 USD" } });
    EXPECT_EQ(asked("payments[1].date", "When was this payment made?", facts, Language::en),
        "When was payment 2 (USD 20.00) made?");
    EXPECT_EQ(asked("payments[1].date", "该笔付款是何时？", facts, Language::zh), "第2笔付款（USD 20.00）是何时？");
    EXPECT_EQ(asked("order.date", "When?", facts, Language::en), "When?");
}

TEST(Interview, what_an_answer_may_be_hangs_on_what_is_known)
{
    auto const facts = facts_of({ { "order.value", "480.00 EUR" }, { "delivery.shipped_on", "2026-02-01" } });
    struct Row {
        std::string id;
        AnswerKind kind;
        std::string least, most, unit;
    };
    for (auto const& row : std::vector<Row> {
             { "payments[0].amount", AnswerKind::money, "0", "", "" },
             { "delivery.delivered_on", AnswerKind::day, "2026-02-01", "2026-03-01", "" },
             { "order.ship_by", AnswerKind::day, "", "", "" },
             { "problems[0].share", AnswerKind::share, "0", "1", "of the goods" },
             { "order.liquidated_damages_percent", AnswerKind::percent, "0", "100", "%" },
             { "supplier.country", AnswerKind::country, "", "", "" },
             { "order.custom_made", AnswerKind::yes_no, "", "", "" },
             { "communication.channels", AnswerKind::texts, "", "", "" },
             { "order.goods", AnswerKind::text, "", "", "" },
         }) {
        NextQuestion question;
        question.id = row.id;
        describe_answer(question, world(), facts, plain(), nullptr);
        EXPECT_EQ(question.kind, row.kind) << row.id;
        EXPECT_EQ(question.least, row.least) << row.id;
        EXPECT_EQ(question.most, row.most) << row.id;
        EXPECT_EQ(question.unit, row.unit) << row.id;
        if (row.kind == AnswerKind::money)
            EXPECT_EQ(question.currency, Currency::from_code("EUR"));
    }
    NextQuestion platform;
    platform.id = "order.platform";
    describe_answer(platform, world(), facts, plain(), nullptr);
    ASSERT_EQ(platform.choices.size(), 1u);
    EXPECT_EQ(platform.choices[0].value, "alibaba.com");
}

TEST(Interview, why_is_a_sentence_in_both_languages)
{
    casework::Moves const moves { .verdict = true, .stake = false, .sum = {}, .routes = { "cietac", "hkiac" } };
    EXPECT_EQ(
        why_of(moves, Language::en), "It may change whether you are covered and which of 2 ways to recover are open.");
    EXPECT_EQ(why_of(moves, Language::zh), "这可能影响是否受保障、2条追偿途径是否可行。");
    EXPECT_EQ(why_of({}, Language::en), "Parts of the answer may hang on it.");
}

TEST(Interview, tells_what_is_known_in_plain_words)
{
    auto facts = facts_of({ { "problems[0].kind", "not_received" }, { "order.value", "480.00 USD" } });
    facts.set(*casework::parse_path("order.custom_made"), rules::Value::of(true));
    facts.set_list_known(static_cast<std::uint16_t>(casework::find_group("payments")));
    auto const known = interview(world(), facts, {}, plain(), {}).known;
    std::vector<std::string> says;
    for (auto const& one : known)
        says.push_back(one.id + "=" + one.says);
    EXPECT_THAT(says,
        ElementsAre(
            "order.value=USD 480.00", "order.custom_made=yes", "payments=none", "problems[0].kind=not received"));
}

TEST(Interview, knows_a_question_from_other_texts)
{
    for (auto const* id : { "payments", "payments[3].amount", "order.value", "offers" })
        EXPECT_TRUE(is_question(id)) << id;
    for (auto const* id : { "", "order", "payments[0]", "payments.amount", "order.valeu", "calendar.cn.2027" })
        EXPECT_FALSE(is_question(id)) << id;
}

} // namespace recourse::assess
