#include "papers/compose.hpp"

#include "papers/numbers.hpp"
#include "papers/sample_test.hpp"
#include "papers/wording.hpp"
#include "tests/golden.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace recourse::papers {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

TEST(Compose, says_what_the_golden_files_say)
{
    for (auto const& id : { "letter", "agreement" })
        for (auto const setting : samples::settings) {
            auto const name = fmt::format("papers/{}.{}.txt", id, samples::name(setting));
            expect_golden(name, to_text(samples::paper(id, samples::values(), samples::wish(setting))));
        }
}

TEST(Compose, without_a_single_value_everything_is_open_and_nothing_is_lost)
{
    for (auto const setting : samples::settings) {
        auto const paper = samples::paper("letter", {}, samples::wish(setting));
        expect_golden(fmt::format("papers/letter.open.{}.txt", samples::name(setting)), to_text(paper));
        auto const document = samples::document("letter");
        for (auto const& needed : document.needs)
            EXPECT_TRUE(std::ranges::any_of(paper.open, [&](Open const& one) {
                return one.field == needed && one.needed;
            })) << needed;
    }
}

/// A value that is taken away is open in the paper, under its name, in each language.
TEST(Compose, every_value_that_is_missing_is_named)
{
    for (auto const& [id, value] : samples::values().fields) {
        auto values = samples::values();
        values.fields.erase(id);
        for (auto const setting : { Setting::en, Setting::zh }) {
            auto const paper = samples::paper("letter", values, samples::wish(setting));
            auto const& name = samples::vocabulary().fields.at(id).name;
            auto const shown = setting == Setting::en ? name.en : name.zh;
            if (id == "quantity") { // asked by a condition only, so it is left out
                EXPECT_THAT(paper.open, IsEmpty());
                continue;
            }
            if (id != "waiver") // nothing of it is written: it decides
                EXPECT_THAT(to_text(paper), HasSubstr(open_mark(shown))) << id;
            ASSERT_EQ(paper.open.size(), 1U) << id << "\n" << to_text(paper);
            EXPECT_EQ(paper.open.front().field, id);
        }
    }
}

TEST(Compose, a_cell_that_is_not_known_names_its_row)
{
    auto values = samples::values();
    auto& rows = std::get<std::vector<Row>>(values.fields.at("heads").is);
    rows[1].cells.erase("amount");
    auto const paper = samples::paper("letter", values, samples::wish(Setting::both));
    ASSERT_EQ(paper.open.size(), 1U);
    EXPECT_EQ(paper.open.front().field, "heads[2].amount");
    EXPECT_TRUE(paper.open.front().needed);
    EXPECT_THAT(to_text(paper), HasSubstr("[● heads of claim, row 2: amount]"));
    EXPECT_THAT(to_text(paper), HasSubstr("[● 请求项目第2行：金额]"));
}

TEST(Compose, a_text_in_the_other_language_only_is_to_be_translated)
{
    auto values = samples::values();
    values.fields["goods"] = Value { Words { "mouse pads", "" } };
    auto const chinese = samples::paper("letter", values, samples::wish(Setting::zh));
    ASSERT_EQ(chinese.open.size(), 1U);
    EXPECT_EQ(chinese.open.front().kind, OpenKind::untranslated);
    EXPECT_THAT(to_text(chinese), AllOf(HasSubstr("mouse pads"), HasSubstr("待译：货物（必填）")));
    EXPECT_THAT(samples::paper("letter", values, samples::wish(Setting::en)).open, IsEmpty());
}

TEST(Compose, a_flag_decides_only_when_it_is_known_and_yes)
{
    auto values = samples::values();
    auto const with = [&](std::optional<bool> flag) {
        values.fields.erase("waiver");
        if (flag)
            values.fields.emplace("waiver", Value { *flag });
        return samples::paper("agreement", values, samples::wish(Setting::en));
    };
    EXPECT_THAT(to_text(with(true)), HasSubstr("With payment under Article 1, all claims are settled"));
    EXPECT_THAT(to_text(with(false)), HasSubstr("Claims beyond this agreement stay"));
    auto const unknown = with(std::nullopt);
    EXPECT_THAT(to_text(unknown), HasSubstr("Claims beyond this agreement stay"));
    ASSERT_EQ(unknown.open.size(), 1U);
    EXPECT_EQ(unknown.open.front().kind, OpenKind::unanswered);
}

TEST(Compose, an_approved_paper_has_no_mark_of_a_draft)
{
    auto values = samples::values();
    auto wish = samples::wish(Setting::both);
    wish.approved = true;
    values.fields.emplace("reference", Value { same("R-1") });
    auto const paper = samples::paper("letter", values, wish);
    auto const text = to_text(paper);
    EXPECT_THAT(
        text, AllOf(Not(HasSubstr("Draft")), Not(HasSubstr("草稿")), Not(HasSubstr("[")), Not(HasSubstr("counsel"))));
    EXPECT_THAT(paper.notes, IsEmpty());
    EXPECT_THAT(text, HasSubstr("Our reference: R-1"));
}

TEST(Compose, a_paper_with_open_points_cannot_be_approved)
{
    auto values = samples::values();
    values.fields.erase("price");
    values.fields.erase("goods");
    values.fields.erase("waiver");
    auto wish = samples::wish(Setting::en);
    wish.approved = true;
    auto const refused = compose(samples::document("letter"), values, wish);
    ASSERT_FALSE(refused);
    EXPECT_THAT(samples::told(refused.error()),
        AllOf(
            HasSubstr("not known: price"), HasSubstr("not known: the goods"), HasSubstr("not answered, taken as no")));
}

TEST(Compose, notes_can_be_left_out)
{
    auto wish = samples::wish(Setting::en);
    wish.notes = false;
    auto const text = to_text(samples::paper("letter", samples::values(), wish));
    EXPECT_THAT(
        text, AllOf(Not(HasSubstr("Notes for counsel")), Not(HasSubstr("[1]")), HasSubstr("Draft for counsel")));
}

TEST(Compose, names_everything_that_is_wrong_with_the_values_at_once)
{
    auto values = samples::values();
    values.fields["day"] = Value { Words { "yesterday", "昨天" } };
    values.fields["contract"] = Value { ExhibitPages { "lost", 0, 0 } };
    values.fields["quantity"] = Value { Number { 1, 12 } };
    values.fields["goods"] = Value { same(std::string(text_bytes_max + 1, 'x')) };
    auto& rows = std::get<std::vector<Row>>(values.fields.at("heads").is);
    rows[0].cells["proof"] = Value { ExhibitPages { "contract", 19, 21 } };
    rows[1].cells["colour"] = Value { same("red") };
    values.fields["unused"] = Value { same("ignored") };
    auto const refused = compose(samples::document("letter"), values, samples::wish(Setting::en));
    ASSERT_FALSE(refused);
    EXPECT_EQ(samples::told(refused.error()),
        "the value of 'day' is of the kind text, the field of the kind date\n"
        "the text of 'goods' is longer than 20000 bytes (attach it as an exhibit)\n"
        "'heads[1].proof' refers to pages 19 to 21 of the exhibit 'contract', which has 20\n"
        "the list 'heads' has no column 'colour' (heads[2].colour)\n"
        "'contract' refers to the exhibit 'lost', which the case does not have (number it first)\n"
        "'quantity' has 12 decimals (0 to 9)\n");
}

TEST(Compose, texts_of_the_case_cannot_break_out_of_their_place)
{
    auto values = samples::values();
    values.fields["goods"] = Value { same("{page} **pads** \x1b[31m| \\ {note x}") };
    auto const text = to_text(samples::paper("letter", values, samples::wish(Setting::en)));
    EXPECT_THAT(text, HasSubstr("{page} **pads** [31m| \\ {note x}"));
}

TEST(Compose, lists_that_would_fill_the_memory_are_refused)
{
    auto values = samples::values();
    auto& rows = std::get<std::vector<Row>>(values.fields.at("heads").is);
    rows.assign(rows_max, Row { { { "what", { same(std::string(text_bytes_max, 'x')) } } } });
    auto const refused = compose(samples::document("letter"), values, samples::wish(Setting::en));
    ASSERT_FALSE(refused);
    EXPECT_THAT(samples::told(refused.error()), HasSubstr("bytes of text (shorten its lists)"));
    rows.emplace_back();
    EXPECT_THAT(samples::told(compose(samples::document("letter"), values, samples::wish(Setting::en)).error()),
        HasSubstr("'heads' has more than 2000 rows"));
}

TEST(Numbers, of_each_scheme)
{
    Counts const counts { 12, 3, 28 };
    using enum Numbering;
    struct Row {
        Numbering numbering;
        Language language;
        std::array<std::string_view, 3> numbers, references;
    };
    for (auto const& row : std::initializer_list<Row> {
             { plain, Language::en, { "12.", "(c)", "(xxviii)" }, { "12", "12(c)", "12(c)(xxviii)" } },
             { plain, Language::zh, { "12.", "（3）", "（bb）" }, { "12", "12（3）", "12（3）（bb）" } },
             { clauses, Language::en, { "12.", "12.3", "(bb)" }, { "12", "12.3", "12.3(bb)" } },
             { articles, Language::en, { "Article 12", "12.3", "(bb)" }, { "12", "12.3", "12.3(bb)" } },
             { articles, Language::zh, { "第十二条", "（三）", "28." },
                 { "十二", "十二条第（三）项", "十二条第（三）项第28目" } },
         })
        for (int level = 1; level <= 3; ++level) {
            auto const at = static_cast<std::size_t>(level - 1);
            EXPECT_EQ(number_of(row.numbering, counts, level, row.language), row.numbers.at(at));
            EXPECT_EQ(reference_to(row.numbering, counts, level, row.language), row.references.at(at));
        }
}

} // namespace
} // namespace recourse::papers
