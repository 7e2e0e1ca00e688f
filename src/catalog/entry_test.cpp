#include "catalog/entry.hpp"

#include "codec/toml_reader.hpp"
#include "core/case/facts.hpp"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

namespace recourse::catalog {

namespace {

using testing::HasSubstr;

struct ReadText {
    casework::Said said;
    std::string problems;
};

/// Reads `says` and `says_zh` of the file's one table.
ReadText read(std::string const& toml)
{
    SourceRegister const sources;
    Problems problems;
    DataFile const file { codec::read_toml(toml, "programmes/x/1/programme.toml"), "programmes/x/1", "programme.toml" };
    Entry entry(file, file.document.root, "[[cap]]", casework::fact_schema(), { sources, problems });
    ReadText result { entry.said("says"), {} };
    for (auto const& problem : problems)
        result.problems += to_string(problem) + "\n";
    return result;
}

ReadText sentence(std::string_view text)
{
    return read(fmt::format("says = '{}'\nsays_zh = '未知。'\n", text));
}

/// "literal{hole}@option|...", so that a test sees how it was cut.
std::string cut(casework::Template const& text)
{
    std::string result;
    for (auto const& piece : text.pieces)
        result += fmt::format("{}{}{}@{}", result.empty() ? "" : "|", piece.literal,
            piece.hole ? "{" + std::string { rules::text_of(*piece.hole) } + "}" : std::string {}, piece.option);
    return result;
}

} // namespace

TEST(Sentence, is_cut_at_holes_and_brackets)
{
    for (auto const& [text, pieces] :
        { std::pair<std::string_view, std::string_view> { "Paid {order.value}.", "Paid {order.value}@0|.@0" },
            { "A[: {order.value}] b.", "A@0|: {order.value}@1| b.@0" },
            { "[a {order.value}][ b {order.date} c]", "a {order.value}@1| b {order.date}@2| c@2" },
            { "No holes.", "No holes.@0" },
            { "{{order.value}} and [[1]]", "{order.value} and [1]@0" }, // doubled: as they stand
            { "{order.goods == \"}\" ? \"{\" : \"b\"}", "{order.goods == \"}\" ? \"{\" : \"b\"}@0" }, // in quotes
            { "{[1, 2].map(x, {\"a\": x}).size()}", "{[1, 2].map(x, {\"a\": x}).size()}@0" } }) { // its own brackets
        auto const found = sentence(text);
        EXPECT_EQ(found.problems, "") << text;
        EXPECT_EQ(cut(found.said.en), pieces);
    }
}

TEST(Sentence, a_brace_or_bracket_that_does_not_match_is_named_with_its_place)
{
    EXPECT_THAT(sentence("Paid {order.value.").problems, HasSubstr("1:14: a brace is opened and not closed"));
    EXPECT_THAT(sentence("A [b [c]]").problems, HasSubstr("1:14: a bracket is opened inside another"));
    EXPECT_THAT(sentence("A b] c").problems, HasSubstr("1:12: a bracket is closed that was not opened"));
    EXPECT_THAT(sentence("A [b c").problems, HasSubstr("a bracket is opened and not closed"));
    EXPECT_THAT(sentence("Paid {order.valeu}.").problems, HasSubstr("1:21: there is no field 'valeu'"));
}

TEST(Sentence, one_language_without_the_other_is_a_problem)
{
    EXPECT_THAT(read("says = 'Paid.'").problems, HasSubstr("'says' is given without 'says_zh'"));
    EXPECT_THAT(read("says_zh = '已付。'").problems, HasSubstr("'says_zh' is given without 'says'"));
    EXPECT_EQ(read("").problems, "");
}

RC_GTEST_PROP(Sentence, what_was_cut_is_written_as_it_was, ())
{
    static constexpr std::array parts { "Paid ", "{order.value}", "; ", "{order.date}", "。" };
    std::string text;
    for (int i = *rc::gen::inRange(1, 6); i > 0; --i) {
        // Two bracketed parts that touch would be written as they stand; so do they here.
        bool const optional = *rc::gen::arbitrary<bool>();
        text += optional ? "[" : "";
        for (int j = *rc::gen::inRange(1, 4); j > 0; --j)
            text += *rc::gen::elementOf(parts);
        text += optional ? "]" : "";
    }
    auto const found = sentence(text);
    RC_ASSERT(found.problems.empty());
    RC_ASSERT(written(found.said.en) == text);
}

} // namespace recourse::catalog
