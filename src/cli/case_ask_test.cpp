#include "cli/case_ask.hpp"

#include "cli/calling_test.hpp"
#include "cli/case_reply.hpp"
#include "core/case/fact_forms.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

namespace recourse::cli {
namespace {

std::string understood(std::string_view path, std::string_view typed)
{
    auto const reply = understand(*casework::parse_path(path), typed, nullptr);
    if (!reply)
        return "refused: " + reply.error();
    if (std::holds_alternative<Unknown>(*reply))
        return "unknown";
    if (std::holds_alternative<Enough>(*reply))
        return "enough";
    return std::get<Known>(*reply).toml;
}

TEST(CaseReply, takes_what_a_person_types)
{
    EXPECT_EQ(understood("order.custom_made", "Yes"), "true");
    EXPECT_EQ(understood("order.custom_made", " n "), "false");
    EXPECT_EQ(understood("order.custom_made", "perhaps"), "refused: 'perhaps' is neither yes nor no");
    EXPECT_EQ(understood("order.channel", "2"), "\"direct\"");
    EXPECT_EQ(understood("problems[0].kind", "Shipped late"), "\"shipped_late\"");
    EXPECT_EQ(understood("order.channel", "platfrom").substr(0, 9), "refused: ");
    EXPECT_EQ(understood("order.date", "2026-03-01"), "2026-03-01");
    EXPECT_EQ(understood("order.date", "2026-02-30").substr(0, 9), "refused: ");
    EXPECT_EQ(understood("order.value", "48000.00 USD"), "\"48000.00 USD\"");
    EXPECT_NE(understood("order.value", "48000 usd").find("write \"48000.00 USD\""), std::string::npos);
    EXPECT_EQ(understood("problems[0].share", "35 %"), "\"0.35\"");
    EXPECT_EQ(understood("problems[0].share", "350 %").substr(0, 9), "refused: ");
    EXPECT_EQ(understood("communication.channels", "wechat, email"), "[\"wechat\", \"email\"]");
    EXPECT_EQ(understood("order.goods", "\"best\" pumps"), "\"\\\"best\\\" pumps\"");
    for (auto const* typed : { "", "  ", "?", "Don't know", "不知道" })
        EXPECT_EQ(understood("order.goods", typed), "unknown") << typed;
    EXPECT_EQ(understood("order.goods", "stop"), "enough");
    for (auto const* typed : { "I don't know", "i don\u2019t know.", "dunno", "IDK", "not sure", "不清楚" })
        EXPECT_EQ(understood("order.goods", typed), "unknown") << typed;
}

TEST(CaseReply, what_is_typed_to_get_past_a_question_is_no_fact)
{
    for (auto const* typed : { "no", "N/A", "-", "help", "没有" }) {
        EXPECT_EQ(understood("order.goods", typed).substr(0, 9), "refused: ") << typed;
        EXPECT_EQ(understood("communication.channels", typed).substr(0, 9), "refused: ") << typed;
    }
    EXPECT_NE(understood("order.arbitration", "no").find("wanted is none, cietac, hkiac"), std::string::npos);
    EXPECT_EQ(understood("order.arbitration", "none"), "\"none\"");
    EXPECT_NE(understood("order.date", "help").find("a day such as 2026-03-01"), std::string::npos);
    EXPECT_EQ(understood("payments[0].payee", "个人账户"), "\"personal\"");
    auto const zh = understand(*casework::parse_path("order.date"), "soon", nullptr, Language::zh);
    ASSERT_FALSE(zh);
    EXPECT_EQ(zh.error(), "无法理解“soon”：日期，如2026-03-01");
}

TEST(CaseReply, every_word_of_the_schema_has_a_chinese_name)
{
    for (auto const& group : casework::fact_groups())
        for (auto const& field : group.fields)
            for (auto const& word : field.words)
                EXPECT_TRUE(casework::chinese_name(word) != word) << field.name << " " << word;
}

/// Asks for three things in turn, whatever is known of the others.
std::vector<casework::Question> three_questions(codec::CaseFile const& read)
{
    std::vector<casework::Question> questions;
    auto const payments = static_cast<std::uint16_t>(casework::find_group("payments"));
    if (!read.facts.list_known(payments))
        questions.push_back({ .field = "payments", .ask = "What was paid?", .changes = "" });
    else if (read.facts.items(payments) > 0 && !read.facts.money("payments[0].amount"))
        questions.push_back({ .field = "payments[0].amount", .ask = "How much was paid?", .changes = "the sum" });
    if (!read.facts.boolean("order.spec_written"))
        questions.push_back(
            { .field = "order.spec_written", .ask = "Is there a written standard?", .changes = "the verdict" });
    questions.push_back({ .field = "calendar.cn.2027", .ask = "not a fact", .changes = "" });
    return questions;
}

struct Asked {
    int status = 0;
    std::string out;
    std::string err;
    std::string file;
};

Asked ask(std::string const& replies, std::string const& before = {}, std::string const& name = "case.toml")
{
    auto const folder = std::filesystem::temp_directory_path() / ("recourse-ask-" + std::to_string(::getpid()));
    std::filesystem::create_directories(folder);
    auto const file = folder / name;
    if (!before.empty())
        std::ofstream { file } << before;
    std::istringstream in { replies };
    std::ostringstream out;
    std::ostringstream err;
    int const status = run_case_ask(file.string(), Language::en, three_questions, {}, { in, out, err });
    std::ifstream written { file };
    std::ostringstream text;
    text << written.rdbuf();
    std::filesystem::remove_all(folder);
    return { status, out.str(), err.str(), text.str() };
}

TEST(CaseAsk, fills_in_what_is_answered_and_leaves_the_rest)
{
    auto const asked = ask("1\nfifteen\n15000.00 USD\n\n", "# mine\ntitle = \"x\" # keep\n");
    EXPECT_EQ(asked.status, answered) << asked.err;
    EXPECT_EQ(asked.file, "# mine\ntitle = \"x\" # keep\n\n[[payments]]\namount = \"15000.00 USD\"\n");
    EXPECT_NE(asked.out.find("1. What was paid?"), std::string::npos);
    EXPECT_NE(asked.out.find("'fifteen' is not an amount"), std::string::npos) << asked.out;
    EXPECT_NE(asked.out.find("3. Is there a written standard?"), std::string::npos);
    EXPECT_NE(asked.out.find("Nothing else that could be asked would change the answer."), std::string::npos);
    EXPECT_EQ(asked.out.find("not a fact"), std::string::npos);
}

TEST(CaseAsk, asks_for_what_every_answer_begins_with)
{
    auto const file
        = (std::filesystem::temp_directory_path() / ("recourse-basics-" + std::to_string(::getpid()) + ".toml"))
              .string();
    std::ofstream {
        file
    } << "[order]\nplatform = \"alibaba.com\"\n[[payments]]\namount = \"500.00 USD\"\n[[payments]]\n"
         "[[problems]]\n[delivery]\nstate = \"delivered\"\n";
    std::string many;
    for (int i = 0; i < 40; ++i)
        many += "\n";
    auto const called = call({ "case", "ask", file }, many);
    EXPECT_EQ(called.status, answered) << called.err;
    for (auto const* question : { "How much was payment 2?", "Did payment 1 (USD 500.00) go through the platform?",
             "What kind of problem is it?", "When did the goods arrive?",
             "In which country is the supplier registered?", "(two letters, such as CN or HK)", "(yes or no)" })
        EXPECT_NE(called.out.find(question), std::string::npos) << question << "\n" << called.out;
    auto const zh = call({ "case", "ask", file, "--language", "zh" }, many);
    EXPECT_NE(zh.out.find("一直没有发货"), std::string::npos);
    EXPECT_EQ(zh.out.find("not_shipped"), std::string::npos);
    std::filesystem::remove(file);
}

TEST(CaseAsk, who_does_not_know_it_of_one_payment_is_asked_of_the_next)
{
    auto const asked = ask("\n700.00 USD\nyes\n", "[[payments]]\n[[payments]]\n[[problems]]\nkind = \"quality\"\n");
    EXPECT_NE(asked.out.find("Payment 1: How much was paid?"), std::string::npos) << asked.out;
    EXPECT_NE(asked.out.find("Payment 2: How much was paid?"), std::string::npos) << asked.out;
    EXPECT_EQ(asked.out.find("the sum"), asked.out.rfind("the sum")) << "of the second it is not known what it changes";
    EXPECT_NE(asked.file.find("[[payments]]\n[[payments]]\namount = \"700.00 USD\""), std::string::npos) << asked.file;
}

TEST(CaseAsk, begins_a_new_file)
{
    auto const asked = ask("0\nyes\n");
    EXPECT_EQ(asked.status, answered) << asked.err;
    EXPECT_NE(asked.file.find("\npayments = []\n"), std::string::npos);
    EXPECT_NE(asked.file.find("\nspec_written = true\n"), std::string::npos);
    EXPECT_EQ(asked.file.find("#spec_written"), std::string::npos);
}

TEST(CaseAsk, keeps_what_was_said_when_it_ends_early)
{
    EXPECT_NE(ask("2\n").file.find("[[payments]]\n\n[[payments]]\n"), std::string::npos);
    EXPECT_NE(ask("2\nstop\nyes\n").out.find("Saved."), std::string::npos);
    EXPECT_EQ(ask("", "title = \"x\"\n").file, "title = \"x\"\n");
}

TEST(CaseAsk, refuses_a_file_that_is_wrong)
{
    auto const wrong = ask("1\n", "titel = \"x\"\n");
    EXPECT_EQ(wrong.status, input_wrong);
    EXPECT_NE(wrong.err.find("did you mean 'title'?"), std::string::npos) << wrong.err;
    EXPECT_EQ(ask("1\n", "{}", "case.json").status, input_wrong);
}

} // namespace
} // namespace recourse::cli
