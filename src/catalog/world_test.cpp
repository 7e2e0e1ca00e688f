#include "catalog/world.hpp"

#include "core/case/evaluation.hpp"
#include "core/cover/assess.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace recourse::catalog {

namespace {

using testing::HasSubstr;
using testing::Not;

constexpr std::string_view terms = R"([[term]]
id = "paid"
is = 'sum(payments.map(p, p.amount))'
says = "paid"
says_zh = "已付"
source = { mark = "inference", note = "sum" }
)";

constexpr std::string_view book = R"([programme]
id = "p"
edition = "2026-01-01"
name = "P"
name_zh = "P"
from = 2026-01-01
currency = "USD"
source = { mark = "unverified", note = "made for a test" }

[[cap]]
id = "as-paid"
amount = 'paid'
says = "as paid"
says_zh = "已付"
source = { mark = "unverified", note = "made for a test" }
)";

constexpr std::string_view court = R"([forum]
id = "prc-court"
name = "Court"
name_zh = "法院"
track = "legal"
kind = "court"
country = "CN"
from = 2026-01-01
step = 4
source = { mark = "unverified", note = "made for a test" }
)";

std::string problems_of(std::vector<FileText> const& files)
{
    auto const loaded = load_world(files, true);
    std::string text;
    if (!loaded) {
        for (auto const& problem : loaded.error())
            text += to_string(problem) + "\n";
    }
    return text;
}

std::string with(std::string_view text, std::string_view more)
{
    return std::string { text } + "\n" + std::string { more };
}

} // namespace

TEST(World, terms_books_and_routes_find_each_other)
{
    std::vector<FileText> const files { { "forums/any/terms.toml", terms },
        { "programmes/p/2026-01-01/programme.toml", book } };
    auto const loaded = load_world(files, true);
    ASSERT_TRUE(loaded) << problems_of(files);
    ASSERT_EQ(loaded->world->books.size(), 1u);
    auto const& read = loaded->world->books[0];
    EXPECT_EQ(read.folder, "programmes/p/2026-01-01");
    ASSERT_EQ(read.readings.size(), 1u);
    EXPECT_EQ(read.readings[0].id, "text"); // a book that names none has one
    casework::Facts facts;
    auto const payments = static_cast<std::uint16_t>(casework::find_group("payments"));
    facts.set({ payments, 0, static_cast<std::uint16_t>(casework::fact_groups()[payments].find("amount")) },
        rules::Value::of(*parse_money("30.00 USD")));
    casework::Evaluation evaluation(*loaded->world, facts, *parse_date("2026-03-01"));
    EXPECT_EQ(evaluation.money_term("paid"), parse_money("30.00 USD").value());
}

TEST(World, the_files_of_a_folder_are_one_book_and_folders_below_belong_to_it)
{
    auto const reasons = R"([[scope]]
id = "inside"
says = "inside"
says_zh = "内"
source = { mark = "unverified", note = "made for a test" }
)";
    std::vector<FileText> const files { { "forums/any/terms.toml", terms },
        { "programmes/p/2026-01-01/programme.toml", book }, { "programmes/p/2026-01-01/reasons/late.toml", reasons } };
    auto const loaded = load_world(files, true);
    ASSERT_TRUE(loaded) << problems_of(files);
    ASSERT_EQ(loaded->world->books.size(), 1u);
    EXPECT_EQ(loaded->world->books[0].scopes.size(), 1u);
}

TEST(World, every_problem_of_every_file_is_told_at_once)
{
    auto const wrong_book = with(book, "[[cover]]\nid = 'c'\nwhen = 'problem.knd == \"quality\"'\ncolour = 'red'\n");
    auto const wrong_terms = with(terms, "[[term]]\nid = 'paid'\nis = '1'\nsource = 'nowhere'\n");
    auto const said = problems_of(
        { { "forums/any/terms.toml", wrong_terms }, { "programmes/p/2026-01-01/programme.toml", wrong_book } });
    EXPECT_THAT(said, HasSubstr("'paid' is already the name of something else"));
    EXPECT_THAT(said, HasSubstr("no register in sight has the source 'nowhere'"));
    EXPECT_THAT(said, HasSubstr("programmes/p/2026-01-01/programme.toml"));
    EXPECT_THAT(said, HasSubstr("problem.knd"));
    EXPECT_THAT(said, HasSubstr("colour"));
    EXPECT_THAT(said, HasSubstr("has no 'says'"));
}

TEST(World, a_route_that_two_folders_describe_is_a_problem)
{
    std::vector<FileText> const files { { "forums/cn/a/forum.toml", court }, { "forums/cn/b/forum.toml", court } };
    EXPECT_THAT(problems_of(files), HasSubstr("the route 'prc-court' is described twice"));
}

TEST(World, a_folder_below_programmes_without_a_book_is_a_problem)
{
    EXPECT_THAT(problems_of({ { "programmes/p/2026-01-01/reasons.toml", "[[scope]]\nid = 'a'\n" } }),
        HasSubstr("the folder has no [programme]"));
}

TEST(World, without_the_cases_their_files_are_not_even_read)
{
    std::vector<FileText> const files { { "forums/any/terms.toml", terms },
        { "programmes/p/2026-01-01/programme.toml", book },
        { "programmes/p/2026-01-01/cases.toml", "[[case]]\nname = 'x'\ncolour = 'red'\n" } };
    EXPECT_TRUE(load_world(files, false));
    EXPECT_THAT(problems_of(files), HasSubstr("colour"));
}

TEST(World, a_case_states_sentences_and_transitions_by_id)
{
    auto const cases = R"([[case]]
name = "x"
given = { order = { platform = "example.com" } }
then = { says = { a = "one", b = ["two", "three"] }, transitions = { t = true, u = false } }
)";
    std::vector<FileText> const files { { "forums/any/terms.toml", terms },
        { "programmes/p/2026-01-01/programme.toml", book }, { "programmes/p/2026-01-01/cases.toml", cases } };
    auto const loaded = load_world(files, true);
    ASSERT_TRUE(loaded) << problems_of(files);
    auto const& read = loaded->cases.at(0);
    EXPECT_EQ(read.says.at("a"), std::vector<std::string> { "one" });
    EXPECT_EQ(read.says.at("b"), (std::vector<std::string> { "two", "three" }));
    EXPECT_TRUE(read.transitions.at("t"));
    EXPECT_FALSE(read.transitions.at("u"));
    auto const wrong = R"([[case]]
name = "x"
given = {}
then = { says = { a = 3 }, transitions = { t = "yes" } }
)";
    auto const said = problems_of({ files[0], files[1], { "programmes/p/2026-01-01/cases.toml", wrong } });
    EXPECT_THAT(said, HasSubstr("says: 'a'"));
    EXPECT_THAT(said, HasSubstr("transitions: 't'"));
}

} // namespace recourse::catalog
