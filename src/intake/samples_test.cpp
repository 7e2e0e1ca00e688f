#include "core/case/facts.hpp"
#include "intake/view.hpp"
#include "tests/golden.hpp"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <unistd.h>

// The ten samples of examples/intake: what docs/intake.md says is read from each of them is what is read.

namespace recourse::intake {

namespace {

using testing::HasSubstr;

constexpr std::array samples { "shortage.eml", "apology-zh.eml", "new-account.eml", "order-platform.csv",
    "orders-zh.csv", "orders-europe.csv", "chat.txt", "invoice.pdf", "contract-zh.pdf", "scan.pdf" };

std::filesystem::path root()
{
    return RECOURSE_SOURCE_DIR;
}

std::expected<Intake, Unread> read_sample(std::string const& name, std::string_view row = {})
{
    auto const path = root() / "examples/intake" / name;
    int const file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    auto read = read_file(file, std::filesystem::file_size(path), name, row);
    ::close(file);
    return read;
}

std::string_view word(Sure sure)
{
    return sure == Sure::stated ? "stated" : sure == Sure::likely ? "likely" : "ambiguous";
}

void list(std::string& table, Intake const& intake)
{
    for (auto const& one : intake.proposals) {
        std::string values;
        for (auto const& candidate : one.candidates)
            values += (values.empty() ? "" : " or ") + candidate.value;
        table
            += fmt::format("| `{}` | {} | {} | {} |\n", one.fact, values, word(one.sure), one.candidates.front().place);
    }
}

/// A table for each sample, as the page has it.
std::string tables()
{
    std::string all;
    for (auto const* name : samples) {
        all += fmt::format("### {}\n\n", name);
        auto const intake = read_sample(name);
        if (!intake) {
            all += fmt::format("Nothing is read: {}.\n\n", intake.error().says);
            continue;
        }
        for (auto const& remark : intake->remarks)
            if (remark.id == "several-orders" || remark.id == "attachment-not-read")
                all += fmt::format("{}\n\n", remark.says);
        auto const rows = intake->records.size() > 1 ? intake->records : std::vector<Record> { Record {} };
        for (auto const& record : rows) {
            if (!record.place.empty())
                all += fmt::format("Of {} ({}):\n\n", record.place, record.says);
            all += "| fact | value | how sure | where |\n|---|---|---|---|\n";
            list(all, record.place.empty() ? *intake : *read_sample(name, record.place));
            all += '\n';
        }
    }
    return all;
}

} // namespace

TEST(Samples, say_what_the_page_says_of_them)
{
    auto const all = tables();
    expect_golden("intake/samples.md", all);
    std::ifstream file { root() / "docs/intake.md" };
    std::ostringstream page;
    page << file.rdbuf();
    EXPECT_THAT(page.str(), HasSubstr(all)) << "docs/intake.md shows the tables of tests/golden/intake/samples.md";
}

TEST(Samples, every_candidate_has_its_passage_in_the_file)
{
    for (auto const* name : samples) {
        auto const intake = read_sample(name);
        if (!intake)
            continue;
        for (auto const& one : intake->proposals) {
            EXPECT_TRUE(casework::parse_path(one.fact)) << one.fact;
            EXPECT_EQ(one.candidates.size() > 1, one.sure == Sure::ambiguous && one.candidates.size() > 1) << one.fact;
            for (auto const& candidate : one.candidates) {
                EXPECT_FALSE(candidate.place.empty()) << name << " " << one.fact;
                EXPECT_FALSE(candidate.passage.empty()) << name << " " << one.fact;
            }
        }
    }
}

TEST(Samples, of_other_files_it_is_said_why_nothing_is_read)
{
    struct Row {
        std::string_view bytes, name, says;
    };
    using namespace std::string_view_literals;
    for (auto const& row : std::vector<Row> {
             { "\xff\xd8\xff\xe0 picture", "a.jpg", "pictures are not read" },
             { "PK\x03\x04 [Content_Types].xml", "a.xlsx", "office files" },
             { "PK\x03\x04 other", "a.zip", "archives" },
             { "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 x", "a.msg", "save the mail as .eml" },
             { "\0\0\0\0"sv, "a.bin", "no kind that is read" },
             { "%PDF-1.5\nhalf", "a.pdf", "no text in this PDF" },
         }) {
        auto const read = intake::read(row.bytes, std::string { row.name });
        ASSERT_FALSE(read) << row.name;
        EXPECT_THAT(read.error().says, HasSubstr(row.says)) << row.name;
        EXPECT_FALSE(read.error().says_zh.empty()) << row.name;
    }
}

TEST(Samples, what_is_sure_is_a_case_file)
{
    for (auto const* name : samples) {
        auto const intake = read_sample(name);
        if (!intake)
            continue;
        codec::JsonWriter json(codec::JsonStyle::line);
        write(json, view_of(*intake, {}, Language::zh));
        EXPECT_THAT(json.take(), HasSubstr("\"case\":{")) << name;
    }
}

} // namespace recourse::intake
