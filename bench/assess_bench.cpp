// How long an answer takes in process, over the case files of a folder: with and without questions and counterfactuals.
//   assess_bench FOLDER...

#include "catalog/world.hpp"
#include "codec/case_file.hpp"
#include "core/assess/assess.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <sstream>

using namespace recourse;

namespace {

double microseconds(auto const& work)
{
    auto const start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - start).count();
}

void report(std::string_view what, std::vector<double> times)
{
    std::ranges::sort(times);
    double total = 0;
    for (double const time : times)
        total += time;
    fmt::print("{:<34} p50 {:>8.0f} us   p99 {:>8.0f} us   {:>8.0f} cases/s\n", what, times[times.size() / 2],
        times[times.size() * 99 / 100], 1e6 * static_cast<double>(times.size()) / total);
}

} // namespace

int main(int count, char** words)
{
    auto const loaded = catalog::shipped_world();
    if (!loaded || count < 2)
        return 1;
    std::vector<codec::CaseFile> cases;
    for (int i = 1; i < count; ++i) {
        for (auto const& entry : std::filesystem::directory_iterator(words[i])) {
            if (entry.path().extension() != ".toml")
                continue;
            std::ifstream file { entry.path() };
            std::stringstream text;
            text << file.rdbuf();
            if (auto read = codec::read_case(text.str(), entry.path().string(), codec::CaseFormat::toml))
                cases.push_back(std::move(*read));
        }
    }
    assess::Options options;
    options.as_of = Date::of(2026, 11, 20);
    options.forecast = false;
    for (bool const all : { false, true }) {
        options.questions = all;
        options.trace = all;
        std::vector<double> times;
        for (int round = 0; round < 200; ++round) {
            for (auto const& file : cases)
                times.push_back(microseconds([&] { (void)assess::assess(*loaded->world, file.facts, {}, options); }));
        }
        report(all ? "with questions and what-ifs, traced" : "cover, routes, deadlines, warnings", std::move(times));
    }
    options.questions = options.trace = false;
    options.forecast = true;
    std::vector<double> times;
    for (int round = 0; round < 34; ++round) { // with three cases a hundred times: p99 is the slowest but one
        for (auto const& file : cases)
            times.push_back(microseconds([&] { (void)assess::assess(*loaded->world, file.facts, {}, options); }));
    }
    report("with the forecast", std::move(times));
    return 0;
}
