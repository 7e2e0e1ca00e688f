// How long one paper takes, from its values to the bytes of each form; and a packet of many.
//   papers_bench [FOLDER]
// FOLDER holds fields.toml, sources.toml and a folder for each document; tests/papers of the source without it. Every
// document is set in each of its settings, with nothing known and so everything open: read, composed, .docx, PDF; medians
// and the slowest of so many runs. The first PDF of a process looks the fonts up and is told apart.

#include "papers/compose.hpp"
#include "papers/docx.hpp"
#include "papers/pdf.hpp"
#include "papers/reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
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

struct Times {
    double median, slowest;
};
Times timed(std::function<void()> const& work)
{
    std::vector<double> found;
    for (int i = 0; i < runs; ++i)
        found.push_back(milliseconds_of(work));
    std::ranges::sort(found);
    return { found[found.size() / 2], found.back() };
}

} // namespace

int main(int count, char** arguments)
{
    std::filesystem::path const folder
        = count > 1 ? std::filesystem::path { arguments[1] } : std::filesystem::path { RECOURSE_SOURCE_DIR } / "tests/papers";
    auto const vocabulary = must(read_vocabulary(file(folder / "fields.toml"), file(folder / "sources.toml")));
    std::set<std::filesystem::path> folders;
    for (auto const& one : std::filesystem::directory_iterator { folder })
        if (one.is_directory())
            folders.insert(one.path());
    Press const press;
    bool first = true;
    double all = 0;
    int papers = 0;
    std::uint32_t sheets = 0;
    fmt::print("{:<32} {:<5} {:>7} {:>9} {:>9} {:>9} {:>9} {:>9} {:>9}\n", "document", "in", "sheets", "read", "compose",
        "docx", "PDF", "slowest", "docx kB");
    for (auto const& one : folders) {
        auto const about = file(one / "document.toml");
        auto const en = file(one / "en.md");
        auto const zh = file(one / "zh.md");
        DocumentFiles const files { "documents/" + one.filename().string(), about, en, zh };
        auto const document = must(read_document(files, vocabulary));
        auto const read = timed([&] { must(read_document(files, vocabulary)); });
        for (auto const setting : document.settings) {
            Wish const wish { .setting = setting, .day = Date::of(2026, 3, 1) };
            auto const paper = must(compose(document, {}, wish));
            if (first)
                fmt::print("the first PDF, with its fonts looked up: {:.1f} ms\n",
                    milliseconds_of([&] { static_cast<void>(press.print(paper)); }));
            first = false;
            auto const composed = timed([&] { must(compose(document, {}, wish)); });
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
                document.id, setting == Setting::en ? "en" : setting == Setting::zh ? "zh" : "both", its_sheets,
                read.median, composed.median, docx.median, pdf.median, pdf.slowest, bytes >> 10U);
            all += composed.median + docx.median + pdf.median;
            sheets += its_sheets;
            ++papers;
        }
    }
    fmt::print("all {} papers, {} sheets, composed and in both forms: {:.0f} ms\n", papers, sheets, all);
    return 0;
}
