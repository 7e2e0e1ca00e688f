// Nanoseconds for one evaluation of each expression of a table: parsed once, no trace. One JSON object a line:
// {"name": "field", "ns": 21.4, "answer": {"value": true, "type": "bool"}}

#include "codec/json_reader.hpp"
#include "codec/json_writer.hpp"
#include "codec/rule_value.hpp"
#include "core/rules/rules.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <string>
#include <vector>

namespace {

using namespace recourse;
using Clock = std::chrono::steady_clock;

double nanoseconds(rules::Program const& program, rules::Activation& activation, int rounds)
{
    auto const start = Clock::now();
    rules::LocalArena arena;
    std::uint64_t kinds = 0;
    for (int i = 0; i < rounds; ++i) {
        arena.reset();
        kinds += static_cast<std::uint64_t>(rules::evaluate(program, activation, arena).kind);
    }
    auto const spent = std::chrono::duration<double, std::nano>(Clock::now() - start).count();
    return kinds == 0 ? 0 : spent / rounds;
}

bool measure(codec::Node const& request)
{
    rules::LocalArena facts;
    rules::Schema schema;
    std::vector<rules::Value> slots;
    for (auto const& [name, line, column, type] : request.find("types")->members) {
        auto const value = codec::read_rule_value(*request.find("bindings")->find(name), facts);
        if (!value)
            return false;
        schema.declare(name, *rules::parse_type(type.text));
        slots.push_back(*value);
    }
    auto const program = rules::compile(request.find("expr")->text, schema);
    if (!program) {
        fmt::print(stderr, "{}\n", to_string(program.error().front()));
        return false;
    }
    rules::Activation activation { .slots = slots };
    // The median of many short runs: one core is shared with everything else.
    int const rounds
        = std::max(1000, static_cast<int>(2e6 / std::max(nanoseconds(**program, activation, 20'000), 1.0)));
    std::vector<double> times(101);
    for (auto& time : times)
        time = nanoseconds(**program, activation, rounds);
    std::ranges::sort(times);
    rules::LocalArena arena;
    codec::JsonWriter answer { codec::JsonStyle::line };
    codec::write_rule_value(rules::evaluate(**program, activation, arena), answer);
    fmt::print("{{\"name\": \"{}\", \"ns\": {:.1f}, \"answer\": {}}}\n", request.find("name")->text,
        times[times.size() / 2], answer.take());
    return true;
}

} // namespace

int main(int count, char** words)
{
    if (count != 2) {
        fmt::print(stderr, "usage: cel_bench EXPRESSIONS.jsonl\n");
        return 2;
    }
    std::ifstream table(words[1]);
    if (!table) {
        fmt::print(stderr, "{}: cannot be read\n", words[1]);
        return 2;
    }
    for (std::string line; std::getline(table, line);) {
        auto const document = codec::read_json(line, words[1]);
        if (!document.problems.empty() || !measure(document.root)) {
            fmt::print(stderr, "not measured: {}\n", line);
            return 1;
        }
    }
    return 0;
}
