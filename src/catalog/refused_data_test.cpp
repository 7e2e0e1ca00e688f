#include "catalog/world.hpp"

#include "catalog/embedded.hpp"

#include <gtest/gtest.h>

namespace recourse::catalog {

namespace {

/// What is wrong with the shipped data when this file stands beside the others, or in place of one.
std::string problems_with(std::string const& path, std::string_view text)
{
    std::vector<FileText> files;
    for (auto const& file : embedded_files())
        if (file.path != path)
            files.push_back({ std::string { file.path }, file.text });
    files.push_back({ path, text });
    auto const loaded = load_world(files, false);
    std::string all;
    if (!loaded)
        for (auto const& problem : loaded.error())
            all += to_string(problem) + "\n";
    return all;
}

std::string book(std::string_view more)
{
    return R"([programme]
id = "p"
edition = "2026-01-01"
name = "P"
name_zh = "P"
from = 2026-01-01
binds = "order.date"
currency = "USD"
source = { mark = "unverified", note = "made for this test" }
)" + std::string { more };
}

constexpr std::string_view book_path = "programmes/p/2026-01-01/programme.toml";

} // namespace

TEST(RefusedData, a_deadline_over_a_calendar_there_is_not_is_an_error_and_not_an_abort_at_run)
{
    auto const with = [](std::string_view calendar) {
        return problems_with(std::string { book_path }, book(R"([[deadline]]
id = "d"
what = "x"
what_zh = "x"
from = "order.date"
from_what = "x"
from_what_zh = "x"
period = "3 days"
calendar = ")" + std::string { calendar } + R"("
source = { mark = "unverified", note = "made for this test" }
)"));
    };
    EXPECT_EQ(with("cn"), "");
    EXPECT_EQ(with("none"), "");
    EXPECT_EQ(with("us"), std::string { book_path } + ":18:12: there is no calendar 'us'\n");
    EXPECT_EQ(
        with("nonne"), std::string { book_path } + ":18:12: there is no calendar 'nonne' (did you mean 'none'?)\n");
}

TEST(RefusedData, a_term_with_the_name_of_something_that_comes_later_is_an_error_and_not_an_abort)
{
    auto const term = [](std::string_view id) {
        return "[[term]]\nid = \"" + std::string { id }
        + "\"\nis = \"true\"\nsource = { mark = \"unverified\", note = \"made for this test\" }\n";
    };
    EXPECT_EQ(problems_with(std::string { book_path }, book(term("own_name"))), "");
    for (auto const* id : { "problem_claim", "problem", "input", "paid", "order" })
        EXPECT_EQ(problems_with(std::string { book_path }, book(term(id))),
            std::string { book_path } + ":10:1: '" + id + "' is already the name of something else\n");

    std::string terms;
    for (auto const& file : embedded_files())
        if (file.path == "forums/any/terms.toml")
            terms = file.text;
    EXPECT_EQ(problems_with("forums/any/terms.toml", terms + "\n" + term("own_name")), "");
    for (auto const* id : { "due", "cover", "route", "input", "problem", "table" }) {
        auto const text = problems_with("forums/any/terms.toml", terms + "\n" + term(id));
        EXPECT_TRUE(text.ends_with(std::string { "'" } + id + "' is already the name of something else\n")) << text;
    }
}

TEST(RefusedData, a_short_row_of_a_table_of_law_is_an_error_and_not_read_beyond)
{
    auto const text = problems_with("forums/cn/law/odd.toml", R"([[table]]
id = "odd"
columns = ["country", "since"]
list = "since"
rows = [ ["DE"], ["FR", "1987"], [] ]
source = { mark = "unverified", note = "made for this test" }
)");
    EXPECT_EQ(text,
        "forums/cn/law/odd.toml:5:10: the row has 1 cells, the table 2 columns\n"
        "forums/cn/law/odd.toml:5:34: the row has 0 cells, the table 2 columns\n");
}

TEST(RefusedData, what_runs_a_claim_or_a_standing_says_all_that_it_needs)
{
    struct Case {
        std::string_view table;
        std::string_view keys; ///< separated by semicolons
        std::string_view problem; ///< empty: it is fine
    };
    for (auto const& [table, keys, problem] :
        {
            Case { "transition", "starts='opened';after='5 days';effect='refund';awaits='answer';silent='seller'", "" },
            Case { "transition", "starts='evidence-asked';after='evidence-slot';effect='close'", "" },
            Case { "transition", "starts='opened';after='5 days'", "starts and lacks 'after' or 'effect'" },
            Case { "transition", "after='5 days';effect='close'", "has 'effect' and never starts" },
            Case { "transition", "starts='opened';after='evidence-slot';effect='close'",
                "which is no period and no deadline of the book" },
            Case { "transition", "starts='opened';after='3 working days';effect='close'", "has no calendar for them" },
            Case { "transition", "starts='opened';after='5 days';effect='close';awaits='reply';silent='seller'",
                "awaits 'reply', which is the buyer's to give" },
            Case { "transition", "starts='opened';after='5 days';effect='close';awaits='evidence'",
                "does not say whose silence it is" },
            Case { "transition", "starts='opened';after='5 days';effect='close';share='0.5'",
                "gives a share of no refund" },
            Case { "transition", "starts='opened';after='5 days';effect='refund';share='1.5'",
                "'share' is no share of what is claimed" },
            Case { "transition", "starts='open';after='5 days';effect='close'", "'starts' is 'open'" },
            Case { "transition", "earliest='4 days'", "says when an act is too early and names no act" },
            Case { "evidence", "kind='photo';from='supplier';need='required'", "'from' is 'supplier'" },
            Case { "evidence", "kind='weights';from='buyer';need='required'", "'kind' is 'weights'" },
            Case { "evidence", "kind=['photo', 'video'];from='buyer';need='required'",
                "evidence that is asked for is of one kind" },
            Case { "evidence", "kind=['email', 'other_chat'];from=['buyer', 'seller'];need='inadmissible'", "" },
            Case { "evidence", "kind='photo';from='buyer';need='required';within='soon'", "'within' is no period" },
            Case { "interaction", "with='chargeback';does='stops'", "'does' is 'stops'" },
            Case { "sanction", "act='a';points=3;cured=['early', 'later']", "'cured' is 'later'" },
            Case { "sanction", "act='a';points=3;lapses='12 months'", "" },
            Case { "limit", "amount='record.recourse'", "" },
            Case { "limit", "amount='order.value'", "order" },
            Case { "limit", "amount='record.points'", "money" },
            Case { "limit", "amount='record.recourse';when='true'", "a limit has no condition" },
        }) {
        std::string text = "[[" + std::string { table } + "]]\nid = 'x'\n";
        for (auto const c : keys)
            text += c == ';' ? '\n' : c;
        text += "\nsource = { mark = \"unverified\", note = \"made for this test\" }\n";
        auto const found = problems_with(std::string { book_path }, book(text));
        if (problem.empty())
            EXPECT_EQ(found, "") << keys;
        else
            EXPECT_NE(found.find(problem), std::string::npos) << keys << "\n" << found;
    }
}

} // namespace recourse::catalog
