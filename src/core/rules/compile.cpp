#include "base/text.hpp"
#include "core/rules/check.hpp"
#include "core/rules/excerpt.hpp"
#include "core/rules/generate.hpp"
#include "core/rules/parser.hpp"
#include "core/rules/program.hpp"
#include "core/rules/resolve.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>

namespace recourse::rules {

namespace {

Problems problems_of(std::string_view text, std::vector<Fault> faults, Place const& place)
{
    std::ranges::sort(faults, {}, &Fault::at);
    faults.resize(std::min(faults.size(), faults_max));
    Problems problems;
    problems.reserve(faults.size());
    for (auto const& fault : faults)
        problems.push_back(problem_of(text, fault, place));
    return problems;
}

Problem whole_text(Place place, std::string message, std::string remedy)
{
    place.line = std::max(place.line, 1);
    place.column = std::max(place.column, 1);
    return { std::move(place), std::move(message), std::move(remedy) };
}

} // namespace

std::uint32_t Schema::declare(std::string name, Type type)
{
    static std::atomic<std::uint64_t> versions = 0;
    RECOURSE_ASSERT(slot(name) < 0);
    version_ = ++versions;
    names_.push_back(std::move(name));
    types_.push_back(std::move(type));
    return static_cast<std::uint32_t>(names_.size() - 1);
}

int Schema::slot(std::string_view name) const
{
    auto const found = std::ranges::find(names_, name);
    return found == names_.end() ? -1 : static_cast<int>(found - names_.begin());
}

std::expected<std::shared_ptr<Program const>, Problems> compile(
    std::string_view text, Schema const& schema, CompileOptions const& options)
{
    if (text.size() > options.limits.source_bytes_max)
        return std::unexpected(Problems { whole_text(options.place,
            fmt::format("the expression has {} bytes, more than {}", text.size(), options.limits.source_bytes_max),
            "split it into terms") });
    if (!is_utf8(text))
        return std::unexpected(
            Problems { whole_text(options.place, "the expression is not valid UTF-8", "save the file as UTF-8") });
    auto program = std::make_shared<Program>();
    program->text = text;
    std::vector<Fault> faults;
    auto ast = parse(program->text, options.limits, program->memory, faults);
    if (!ast)
        return std::unexpected(problems_of(text, std::move(faults), options.place));
    std::vector<Fault> name_faults;
    program->locals = resolve(*ast, schema, options.container, name_faults);
    // Unchecked, a name without meaning is an error only when it is evaluated.
    if (options.check) {
        faults = std::move(name_faults);
        program->type = check(*ast, schema, options.exact_enums, faults);
    }
    if (faults.empty())
        generate(*ast, *program, options.check, faults);
    if (!faults.empty())
        return std::unexpected(problems_of(text, std::move(faults), options.place));
    collect_reads(*ast, *program);
    program->slots_needed = program->slots.empty() ? 0 : program->slots.back() + 1;
    for (auto const slot : program->slots)
        program->slot_names.push_back(schema.names()[slot]);
    return program;
}

Type const& type_of(Program const& program)
{
    return program.type;
}
std::string_view text_of(Program const& program)
{
    return program.text;
}
std::span<std::string const> paths_of(Program const& program)
{
    return program.paths;
}
std::span<std::uint32_t const> slots_of(Program const& program)
{
    return program.slots;
}

} // namespace recourse::rules
