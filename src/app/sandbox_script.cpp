#include "app/sandbox_script.hpp"

#include "base/check.hpp"
#include "codec/described.hpp"
#include "codec/toml_reader.hpp"

#include <fmt/format.h>

#include <set>

extern "C" {
extern char const recourse_sandbox_scripts[];
extern char const recourse_sandbox_scripts_end[];
}

namespace recourse::app::sandbox {

std::expected<Scripts, std::vector<std::string>> read_scripts(std::string_view toml, std::string const& file)
{
    auto const document = codec::read_toml(toml, file);
    std::vector<std::string> wrong;
    for (auto const& problem : document.problems)
        wrong.push_back(to_string(problem));
    if (!wrong.empty())
        return std::unexpected(std::move(wrong));
    auto scripts = codec::from_tree<Scripts>(document.root);
    if (!scripts) {
        for (auto const& flaw : scripts.error())
            wrong.push_back(fmt::format("{}: {}: {}", file, flaw.pointer, flaw.says));
        return std::unexpected(std::move(wrong));
    }
    std::set<std::string> names;
    std::set<std::uint32_t> endings;
    for (auto const& script : scripts->scripts) {
        if (!names.insert(script.name).second)
            wrong.push_back(fmt::format("{}: the script {} is there twice", file, script.name));
        if (script.ending == 0 || script.ending > 99 || !endings.insert(script.ending).second)
            wrong.push_back(
                fmt::format("{}: {}: an ending is a number from 1 to 99 that no other script has", file, script.name));
        for (auto const& step : script.steps) {
            bool const wants = step.act == Deed::offer || step.act == Deed::report;
            bool const fits
                = step.share && step.share->numerator > 0 && step.share->numerator <= step.share->denominator;
            if (wants ? !fits : step.share.has_value())
                wrong.push_back(
                    fmt::format("{}: {}: offer and report have a share above 0 and at most 1, nothing else has", file,
                        script.name));
        }
    }
    if (!wrong.empty())
        return std::unexpected(std::move(wrong));
    return *std::move(scripts);
}

Scripts const& shipped_scripts()
{
    static auto const scripts = [] {
        auto read = read_scripts({ recourse_sandbox_scripts, recourse_sandbox_scripts_end }, "sandbox/scripts.toml");
        RECOURSE_ASSERT(read.has_value()); // a test reads it, too
        return *std::move(read);
    }();
    return scripts;
}

Script const* script_of(Scripts const& scripts, order::Terms const& terms)
{
    constexpr std::string_view mark = "[sandbox:";
    std::string_view const goods = terms.goods;
    if (auto const at = goods.find(mark); at != std::string_view::npos) {
        auto name = goods.substr(at + mark.size());
        name = name.substr(0, name.find(']'));
        while (name.starts_with(' '))
            name.remove_prefix(1);
        while (name.ends_with(' '))
            name.remove_suffix(1);
        auto const found = std::ranges::find(scripts.scripts, name, &Script::name);
        return found == scripts.scripts.end() ? nullptr : &*found;
    }
    auto const ending = static_cast<std::uint32_t>(order::price(terms).minor % 100);
    auto const found = std::ranges::find(scripts.scripts, ending, &Script::ending);
    return found == scripts.scripts.end() ? nullptr : &*found;
}

} // namespace recourse::app::sandbox
