// How long one paper takes, from its values to the bytes of each form.
//   papers_bench [FOLDER [OUT]]
// FOLDER holds fields.toml, sources.toml and a folder for each document; tests/papers of the source without it. Every
// document is set in each of its settings, with a made value in every field and lists of four rows: read, composed,
// .docx, PDF; medians of so many runs, and of the PDF what the processor worked, which a busy machine does not
// lengthen. The first PDF of a process looks the fonts up and is told apart. With OUT the papers are written there, to
// be looked at, with their values and with everything open.

#include "papers/compose.hpp"
#include "papers/docx.hpp"
#include "papers/pdf.hpp"
#include "papers/reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <functional>
#include <set>
#include <sstream>

using namespace recourse;
using namespace recourse::papers;

namespace {

using Clock = std::chrono::steady_clock;
constexpr int runs = 15;

std::string file(std::filesystem::path const& path)
{
    std::ifstream in { path, std::ios::binary };
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

[[noreturn]] void fail(Problems const& problems)
{
    for (auto const& one : problems)
        fmt::print(stderr, "{}\n", to_string(one));
    std::exit(1);
}

template <class T>
T must(std::expected<T, Problems> found)
{
    if (!found)
        fail(found.error());
    return *std::move(found);
}

double milliseconds_of(std::function<void()> const& work)
{
    auto const start = Clock::now();
    work();
    return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

/// Of the processor, which a busy machine does not lengthen.
double processor_milliseconds_of(std::function<void()> const& work)
{
    auto const start = std::clock();
    work();
    return static_cast<double>(std::clock() - start) * 1000.0 / CLOCKS_PER_SEC;
}

struct Times {
    double median, slowest, processor;
};
Times timed(std::function<void()> const& work)
{
    std::vector<double> found;
    std::vector<double> processor;
    for (int i = 0; i < runs; ++i)
        processor.push_back(processor_milliseconds_of([&] { found.push_back(milliseconds_of(work)); }));
    std::ranges::sort(found);
    std::ranges::sort(processor);
    return { found[found.size() / 2], found.back(), processor[processor.size() / 2] };
}

Value made(Field const& field, bool in_list)
{
    switch (field.kind) {
    case Kind::text:
        return { Words {
            fmt::format("({} as the case has it)", field.name.en), fmt::format("（案件中的{}）", field.name.zh) } };
    case Kind::money:
        return { Money { in_list ? 12'345'00 : 48'120'50, *Currency::from_code("USD") },
            { "worked out by an engine", "由引擎计算" } };
    case Kind::date:
        return { Date::of(2026, 3, 1) };
    case Kind::number:
        return { Number { 4'000, 0 } };
    case Kind::flag:
        return { true };
    case Kind::exhibit:
        return { ExhibitPages { "e", 12, 15 } };
    case Kind::list: {
        std::vector<Row> rows(4);
        for (auto& row : rows)
            for (auto const& column : field.columns)
                row.cells.emplace(column.id, made(column, true));
        return { std::move(rows) };
    }
    }
    std::abort();
}

Values made(Vocabulary const& vocabulary)
{
    Values out;
    for (auto const& [id, field] : vocabulary.fields)
        out.fields.emplace(id, made(field, false));
    out.exhibits = { { "e", "3", 20 } };
    return out;
}

void write(std::filesystem::path const& folder, std::string const& name, std::string const& bytes)
{
    std::filesystem::create_directories(folder);
    std::ofstream { folder / name, std::ios::binary } << bytes;
}

} // namespace

int main(int count, char** arguments)
{
    std::filesystem::path const folder = count > 1 ? std::filesystem::path { arguments[1] }
                                                   : std::filesystem::path { RECOURSE_SOURCE_DIR } / "tests/papers";
    auto const vocabulary = must(read_vocabulary(file(folder / "fields.toml"), file(folder / "sources.toml")));
    auto const values = made(vocabulary);
    std::set<std::filesystem::path> folders;
    for (auto const& one : std::filesystem::directory_iterator { folder })
        if (one.is_directory())
            folders.insert(one.path());
    Press const press;
    bool first = true;
    double all = 0;
    int papers = 0;
    std::uint32_t sheets = 0;
    fmt::print("{:<32} {:<5} {:>7} {:>9} {:>9} {:>9} {:>9} {:>9} {:>9}\n", "document", "in", "sheets", "read",
        "compose", "docx", "PDF", "processor", "docx kB");
    for (auto const& one : folders) {
        auto const about = file(one / "document.toml");
        auto const en = file(one / "en.md");
        auto const zh = file(one / "zh.md");
        DocumentFiles const files { "documents/" + one.filename().string(), about, en, zh };
        auto const document = must(read_document(files, vocabulary));
        auto const read = timed([&] { must(read_document(files, vocabulary)); });
        for (auto const setting : document.settings) {
            Wish const wish { .setting = setting, .day = Date::of(2026, 3, 1) };
            auto const paper = must(compose(document, values, wish));
            if (first)
                fmt::print("the first PDF, with its fonts looked up: {:.1f} ms\n",
                    milliseconds_of([&] { static_cast<void>(press.print(paper)); }));
            first = false;
            auto const composed = timed([&] { must(compose(document, values, wish)); });
            std::size_t bytes = 0;
            auto const docx = timed([&] { bytes = to_docx(paper).size(); });
            std::uint32_t its_sheets = 0;
            auto const pdf = timed([&] {
                auto const found = press.print(paper);
                if (!found) {
                    fmt::print(stderr, "{}\n", found.error());
                    std::exit(1);
                }
                its_sheets = found->sheets;
            });
            fmt::print("{:<32} {:<5} {:>7} {:>6.2f} ms {:>6.2f} ms {:>6.2f} ms {:>6.1f} ms {:>6.1f} ms {:>9}\n",
                document.id,
                setting == Setting::en       ? "en"
                    : setting == Setting::zh ? "zh"
                                             : "both",
                its_sheets, read.median, composed.median, docx.median, pdf.median, pdf.processor, bytes >> 10U);
            if (count > 2) {
                auto const name = fmt::format("{}.{}", document.id,
                    setting == Setting::en       ? "en"
                        : setting == Setting::zh ? "zh"
                                                 : "both");
                auto const open = must(compose(document, {}, wish));
                write(arguments[2], name + ".docx", to_docx(paper));
                write(arguments[2], name + ".pdf", press.print(paper)->bytes);
                write(arguments[2], name + ".open.docx", to_docx(open));
                write(arguments[2], name + ".open.pdf", press.print(open)->bytes);
            }
            all += composed.median + docx.median + pdf.median;
            sheets += its_sheets;
            ++papers;
        }
    }
    fmt::print("all {} papers, {} sheets, composed and in both forms: {:.0f} ms\n", papers, sheets, all);
    return 0;
}
