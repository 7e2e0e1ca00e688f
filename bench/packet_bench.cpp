// How long the packet of a filing takes: a case of 200 pages in two languages, bound for a tribunal.
//   packet_bench [RUNS]
// Twelve PDFs of 15 pages (our own sheets of English and Chinese lines), ten pictures and ten texts of a page each; the
// receiver is CIETAC, whose index is in both languages. Medians of so many runs (5): every file read in its cell and
// counted, and the packet made (which reads them, too). What a child costs before it reads anything is
// told beside, because each file has one of its own.

#include "catalog/receivers.hpp"
#include "packets/packet.hpp"
#include "readers/cell/entry.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <sstream>

using namespace recourse;
using namespace recourse::packets;

namespace {

using Clock = std::chrono::steady_clock;

[[noreturn]] void fail(std::string const& says)
{
    fmt::print(stderr, "{}\n", says);
    std::exit(1);
}
template <class T>
T must(std::expected<T, std::string> found)
{
    if (!found)
        fail(found.error());
    return *std::move(found);
}

std::string file(std::string const& name)
{
    std::ifstream in { std::string { RECOURSE_SOURCE_DIR } + "/examples/evidence/" + name, std::ios::binary };
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

/// So many lines of both languages.
std::string text(int lines)
{
    std::string all;
    for (int i = 1; i <= lines; ++i)
        all += fmt::format("{}. The pumps leak at the shaft seal at 2 bar. 水泵在二巴压力下轴封漏水。\n", i);
    return all;
}

/// A PDF of about 15 pages.
std::string pages()
{
    Press const press;
    return must(
        press.write({ press.set_text(text(750), "Exhibit", "made for the measurement", Date::of(2026, 3, 1)).run }));
}

void add(Dossier& dossier, std::string const& bytes, std::string media_type, std::string kind)
{
    auto const number = static_cast<int>(dossier.exhibits.size()) + 1;
    Exhibit one { .number = number,
        .group = 1,
        .name = { fmt::format("Exhibit {}", number), fmt::format("证据{}", number) },
        .kind = std::move(kind),
        .category = Category::document,
        .source = { "The buyer", "买方" },
        .collected_by = { "J. Ortiz", "J. Ortiz" },
        .collected_on = Date::of(2026, 4, 2),
        .proves = { "That the pumps leak", "水泵漏水" },
        .content = { "Lines of both languages", "中英文各行" },
        .original = Originality::original,
        .form = { .language = "zh" },
        .from = Date::of(2026, 3, 1) };
    one.size = bytes.size();
    one.digest = sha256(bytes);
    one.media_type = std::move(media_type);
    one.read = [bytes]() -> std::expected<std::string, std::string> { return bytes; };
    dossier.exhibits.push_back(std::move(one));
}

Dossier case_of_200_pages()
{
    Dossier out { .case_id = "C-2026-0017",
        .title
        = { "Lakeside Hardware LLC v. Ningbo Yongjiang Pump Co., Ltd.", "湖畔五金有限公司诉宁波甬江水泵有限公司" },
        .own = { { .name = { "Lakeside Hardware LLC", "湖畔五金有限公司" } } },
        .opponents = { { .name = { "Ningbo Yongjiang Pump Co., Ltd.", "宁波甬江水泵有限公司" } } },
        .reference = {},
        .asks = { "Repayment of USD 50,000.00.", "返还货款 50,000.00 美元。" },
        .groups = { { 1, { "the goods", "货物" } } },
        .exhibits = {},
        .chronology = {},
        .questions = {},
        .signer = { "J. Ortiz", "J. Ortiz" },
        .day = Date::of(2026, 11, 30) };
    auto const pdf = pages();
    auto const picture = file("photo-leak.jpg");
    for (int i = 0; i < 12; ++i)
        add(out, pdf, "application/pdf", "contract");
    for (int i = 0; i < 10; ++i)
        add(out, picture, "image/jpeg", "photo");
    for (int i = 0; i < 10; ++i)
        add(out, text(20), "text/plain", "other_chat");
    return out;
}

void report(std::string_view what, int runs, std::function<void()> const& work)
{
    std::vector<double> times;
    for (int i = 0; i < runs; ++i) {
        auto const start = Clock::now();
        work();
        times.push_back(std::chrono::duration<double, std::milli>(Clock::now() - start).count());
    }
    std::ranges::sort(times);
    fmt::print("{:<44} median {:>7.0f} ms   best {:>7.0f} ms   worst {:>7.0f} ms\n", what, times[times.size() / 2],
        times.front(), times.back());
}

} // namespace

int main(int argc, char** argv)
{
    if (auto const status
        = readers::cell::entry({ argv, static_cast<std::size_t>(argc) }, pdf::cell_readers(), nullptr))
        return *status;
    int const runs = argc > 1 ? std::max(1, std::atoi(argv[1])) : 5;
    auto const receivers = catalog::shipped_receivers();
    if (!receivers)
        fail("the receivers cannot be read");
    auto const cietac = std::ranges::find(*receivers, "cietac", &receiver::Receiver::id);
    if (cietac == receivers->end())
        fail("there is no receiver cietac");
    auto const dossier = case_of_200_pages();
    auto packet = must(make(*cietac, dossier));
    std::uint64_t pages_of_packet = 0, bytes = 0;
    for (auto const& one : packet.files) {
        pages_of_packet += one.pages;
        bytes += one.bytes.size();
    }
    fmt::print("{} exhibits, a packet of {} pages and {} kB\n", dossier.exhibits.size(), pages_of_packet, bytes >> 10U);
    auto const one = dossier.exhibits[12].read();
    report("one picture counted in its cell", runs, [&] { must(pdf::survey(*one, pdf::Form::jpeg)); });
    report("every file read and counted", runs, [&] { static_cast<void>(survey(dossier)); });
    report("the packet made", runs, [&] { packet = must(make(*cietac, dossier)); });
    return 0;
}
