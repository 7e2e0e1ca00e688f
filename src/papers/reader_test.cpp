#include "papers/reader.hpp"

#include "papers/sample_test.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>

namespace recourse::papers {
namespace {

using testing::HasSubstr;

constexpr std::string_view about = R"([document]
id = "letter"
name = "Letter"
name_zh = "函"
kind = "letter"
to = "supplier"
settings = ["en"]
needs = []
takes = [{}]
)";

/// What is wrong with an English text that may use every field.
std::string wrong(std::string_view text, ReadLimits limits = {})
{
    std::string fields;
    for (auto const& [id, field] : samples::vocabulary().fields)
        if (text.find(id) != std::string_view::npos)
            fields += fmt::format("\"{}\", ", id);
    auto const file = fmt::format(fmt::runtime(about), fields);
    auto const found = read_document({ "documents/letter", file, text, {} }, samples::vocabulary(), limits);
    return found ? "" : samples::told(found.error());
}

TEST(Reader, names_what_is_wrong_with_a_text)
{
    struct Row {
        std::string_view text; ///< after "# T\n\n"
        std::string_view says; ///< of the first problem
    };
    for (auto const& [text, says] : std::initializer_list<Row> {
             { "{total", "en.md:3:1: '{' is not closed (write \\{ for the sign itself)" },
             { "a } b", "en.md:3:3: '}' closes nothing (write \\} for the sign itself)" },
             { "中文 {totl}", "en.md:3:4: documents/fields.toml has no field 'totl' (did you mean 'total'?)" },
             { "{contract}", "en.md:3:1: 'contract' is of the kind exhibit ({exhibit:...} refers to it)" },
             { "{waiver}", "en.md:3:1: 'waiver' is of the kind flag (a flag stands in conditions: {if ...})" },
             { "{exhibit:total}", "en.md:3:1: 'total' is money, not an exhibit" },
             { "{total:digits}", "en.md:3:1: a money has no form 'digits' (words or full)" },
             { "{heads.what}", "en.md:3:1: 'heads.what' stands outside of its list ({each heads} around it)" },
             { "{row}", "en.md:3:1: {row} stands in no repetition ({each ...} around it)" },
             { "{source:cod art. 1}", "en.md:3:1: documents/sources.toml has no source 'cod' (did you mean 'code'?)" },
             { "+ @a b\n\n{ref:b}", "en.md:5:1: no numbered paragraph is named 'b'" },
             { "+ @a b\n\n+ @a c", "en.md:5:1: two paragraphs are named 'a'" },
             { "{if total}a", "en.md:3:1: this condition does not end in its line ({end})" },
             { "{if total}\n\na", "en.md:3:1: this {if} is not closed ({end} on a line of its own)" },
             { "a\n{end}", "en.md:4:1: {end} ends nothing" },
             { "a {page} b", "en.md:3:3: {page} stands within a line (it stands alone on its line)" },
             { "{each total}\na\n{end}", "en.md:3:1: 'total' is no list of documents/fields.toml" },
             { "{each heads}\n{each heads}\na\n{end}\n{end}", "en.md:4:1: 'heads' is being repeated already" },
             { "{table 50 40}\n| a | b |\n{end}", "en.md:3:1: the widths are 90 together (100)" },
             { "{table 50 50}\n| a |\n{end}", "en.md:4:1: the row has 1 cells, the table 2 columns" },
             { "{table 100}\n| a |\n! b\n{end}", "en.md:5:1: titles stand in the first row of a table" },
             { "{table 100}\nword\n{end}", "en.md:4:1: this is no row of a table (| cell | cell |)" },
             { "| a | b |", "en.md:3:1: a row stands outside of a table" },
             { "{seal}", "en.md:3:1: {seal} has no place here" },
             { "{sign}\n{page}\n{end}", "en.md:4:1: {page} has no place here" },
             { "= alone", "en.md:3:1: a row of particulars is a name and a value (= Name | value)" },
             { "a **b", "en.md:3:6: bold begins here or before and does not end (** begins and ends it)" },
             { "# Second", "en.md:3:1: a second title (## is a heading)" },
             { "a\u202Eb", "en.md:3:1: the line holds characters that cannot be seen" },
             { "{note {total}}", "en.md:3:1: a note holds something else than words and sources" },
             { "{if total or day}a{end}", "en.md:3:1: 'total or day' is no condition ({if field} or {if not field})" },
         }) {
        auto const said = wrong(fmt::format("# T\n\n{}\n", text));
        EXPECT_TRUE(said.starts_with(fmt::format("documents/letter/{}", says))) << text << "\n" << said;
    }
    EXPECT_THAT(wrong("a\n"), HasSubstr("en.md:1:1: the text does not begin with its title (# Title)"));
    EXPECT_THAT(wrong("# T\n\xFF\n"), HasSubstr("the text is not UTF-8"));
    EXPECT_EQ(wrong("# T\n"), "");
}

TEST(Reader, everything_at_once)
{
    auto const said = wrong("# T\n\n{totl}\n\n{table 10}\n{end}\n\n{sign}\n");
    EXPECT_EQ(std::ranges::count(said, '\n'), 4) << said;
}

TEST(Reader, lines_of_a_paragraph_are_joined_and_places_stay_right)
{
    auto const said = wrong("# T\n\nfirst line\n  second {totl} line\n");
    EXPECT_THAT(said, HasSubstr("en.md:4:10:"));
}

TEST(Reader, limits)
{
    std::string deep = "# T\n";
    for (int i = 0; i < 12; ++i)
        deep += "{if total}\n";
    EXPECT_THAT(wrong(deep), HasSubstr("directives are more than 8 deep"));
    std::string line = "# T\n";
    for (int i = 0; i < 12; ++i)
        line += "{if total}";
    EXPECT_THAT(wrong(line), HasSubstr("conditions are more than 8 deep"));
    std::string many = "# T\n";
    for (int i = 0; i < 50; ++i)
        many += "- a\n";
    EXPECT_THAT(wrong(many, { .nodes_max = 20 }), HasSubstr("there are more than 20 blocks"));
    std::string parts = "# T\n";
    for (int i = 0; i < 200; ++i)
        parts += "{total}{row}\n";
    EXPECT_THAT(wrong(parts, { .pieces_max = 100 }), HasSubstr("there are more than 100 parts of lines"));
    EXPECT_THAT(wrong(std::string(300U << 10U, 'a')), HasSubstr("the text is larger than 262144 bytes"));
    EXPECT_THAT(wrong("# T\n" + std::string(5'000, 'a')), HasSubstr("the line is longer than 4000 bytes"));
    std::string bad = "# T\n";
    for (int i = 0; i < 500; ++i)
        bad += "} ";
    EXPECT_LE(std::ranges::count(wrong(bad), '\n'), 100);
}

TEST(Reader, a_document_that_is_not_what_it_says)
{
    auto const told = [](std::string_view file, std::string_view en, std::string_view zh) {
        auto const found = read_document({ "documents/letter", file, en, zh }, samples::vocabulary());
        return found ? std::string {} : samples::told(found.error());
    };
    auto const said = told("[document]\nid = \"other\"\nname = \"N\"\nkind = \"leter\"\nto = \"court\"\n"
                           "settings = [\"en\", \"fr\"]\nneeds = [\"total\", \"totl\", \"total\"]\ncolour = 1\n",
        "# T\n", "# T\n");
    for (std::string_view const part : {
             ":2:6: the document 'other' lies in the folder 'letter'",
             "[document] has no 'name_zh'",
             "'leter'",
             "'fr' is no setting",
             "has no field 'totl' (did you mean 'total'?)",
             "'total' is named twice",
             "knows no 'colour'",
             "zh.md:1:1: no setting of the document uses this text",
             "en.md does not use 'total'",
         })
        EXPECT_THAT(said, HasSubstr(std::string { part }));
    EXPECT_THAT(
        told(fmt::format(fmt::runtime(about), ""), "# {total}\n", ""), HasSubstr("en.md uses 'total' (name it"));
}

TEST(Reader, texts_that_stand_side_by_side_have_one_skeleton)
{
    auto const both = fmt::format(fmt::runtime(about), "\"total\", \"heads\"");
    std::string file { both };
    file.replace(file.find("[\"en\"]"), 6, "[\"both\"]");
    auto const told = [&](std::string_view en, std::string_view zh) {
        auto const found = read_document({ "documents/letter", file, en, zh }, samples::vocabulary());
        return found ? std::string {} : samples::told(found.error());
    };
    std::string_view const en = "# T\n{if total}\n+ @a {total}\n{end}\n{each heads}\n- x\n{end}\n";
    EXPECT_EQ(told(en, "# 题\n{if total}\n+ @a {total}\n{end}\n{each heads}\n- 项\n{end}\n"), "");
    EXPECT_THAT(told(en, "# 题\n{if total}\n++ @a {total}\n{end}\n{each heads}\n- 项\n{end}\n"),
        HasSubstr(
            "zh.md:3:1: here is the numbered paragraph 'a' of level 2, where en.md has the numbered paragraph 'a' "
            "of level 1 (line 3)"));
    EXPECT_THAT(told(en, "# 题\n{if not total}\n+ @a {total}\n{end}\n{each heads}\n- 项\n{end}\n"),
        HasSubstr("here is {if not total}, where en.md has {if total}"));
    EXPECT_THAT(told(en, "# 题\n{if total}\n+ @a {total}\n{end}\n{each heads}\n- 项\n- 项\n{end}\n"),
        HasSubstr("zh.md:7:1: here is a bullet of level 1, where en.md has nothing more"));
}

/// The samples cut anywhere give a document or problems, each with its file; never anything else.
TEST(Reader, samples_cut_anywhere)
{
    auto const text = samples::file(samples::folder() / "letter/en.md");
    auto const file = samples::file(samples::folder() / "letter/document.toml");
    auto const zh = samples::file(samples::folder() / "letter/zh.md");
    for (std::size_t end = 0; end < text.size(); end += 7) {
        auto const found = read_document(
            { "documents/letter", file, std::string_view { text }.substr(0, end), zh }, samples::vocabulary());
        if (!found)
            for (auto const& one : found.error())
                EXPECT_FALSE(one.message.empty() || one.place.file.empty());
    }
}

/// The shipped documents: each can be read, and composed without a single value.
TEST(Documents, each_can_be_read_and_composed)
{
    auto const all = std::filesystem::path { RECOURSE_SOURCE_DIR } / "documents";
    auto const vocabulary = read_vocabulary(samples::file(all / "fields.toml"), samples::file(all / "sources.toml"));
    ASSERT_TRUE(vocabulary) << samples::told(vocabulary.error());
    std::set<std::filesystem::path> folders;
    for (auto const& one : std::filesystem::directory_iterator { all })
        if (one.is_directory())
            folders.insert(one.path());
    EXPECT_FALSE(folders.empty());
    for (auto const& folder : folders) {
        auto const optional = [&](std::string_view name) {
            return exists(folder / name) ? samples::file(folder / name) : std::string {};
        };
        auto const about_file = samples::file(folder / "document.toml");
        auto const en = optional("en.md");
        auto const zh = optional("zh.md");
        auto const document
            = read_document({ "documents/" + folder.filename().string(), about_file, en, zh }, *vocabulary);
        ASSERT_TRUE(document) << samples::told(document.error());
        for (auto const setting : document->settings) {
            auto const paper = compose(*document, {}, samples::wish(setting));
            ASSERT_TRUE(paper) << folder << samples::told(paper.error());
            for (auto const& needed : document->needs)
                EXPECT_TRUE(std::ranges::any_of(paper->open, [&](Open const& one) { return one.field == needed; }))
                    << folder << needed;
        }
    }
}

} // namespace
} // namespace recourse::papers
