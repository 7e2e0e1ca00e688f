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

} // namespace recourse::catalog
