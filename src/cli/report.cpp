#include "cli/report.hpp"

#include "base/printable.hpp"
#include "cli/files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>

namespace recourse::cli {

void say(std::string_view line, std::ostream& err)
{
    err << printable_message(line) << '\n';
}

void say(Problems const& problems, std::ostream& err)
{
    for (auto const& problem : problems)
        say(to_string(problem), err);
}

std::string counted(std::size_t number, std::string_view thing)
{
    return fmt::format("{} {}{}", number, thing, number == 1 ? "" : "s");
}

std::optional<codec::CaseFile> load_case(std::string_view command, std::string const& name, Streams streams)
{
    auto const text = read_file(name, streams.in);
    if (!text) {
        say(fmt::format("recourse {}: {}", command, text.error()), streams.err);
        return std::nullopt;
    }
    auto file = read_case(*text, name);
    if (file)
        return std::move(*file);
    say(file.error(), streams.err);
    return std::nullopt;
}

namespace {

/// The key whose value holds that place of the text; empty where the line has none before it.
std::string key_before(std::string_view text, Place const& place)
{
    for (int line = 1; line < place.line; ++line)
        text.remove_prefix(std::min(text.size(), text.find('\n') + 1));
    auto const before
        = text.substr(0, std::min<std::size_t>(text.find('\n'), static_cast<std::size_t>(std::max(place.column, 1))));
    auto const equals = before.rfind('=');
    if (equals == std::string_view::npos || equals == 0)
        return {};
    auto const last = before.find_last_not_of(" \t", equals - 1);
    auto const first = before.find_last_of(" \t,{", last);
    return std::string { before.substr(first + 1, last - first) };
}

} // namespace

std::expected<codec::CaseFile, Problems> read_case(std::string const& text, std::string const& name)
{
    auto const format = codec::case_format(name, text);
    auto file = codec::read_case(text, name, format);
    if (!file && format == codec::CaseFormat::toml)
        for (auto& problem : file.error())
            if (auto const key = key_before(text, problem.place);
                !key.empty() && problem.message.starts_with("expected ") && !problem.message.contains(key))
                problem.message = fmt::format("{}: {}", key, problem.message);
    return file;
}

void warn_of_empty(std::string_view command, codec::CaseFile const& file, std::string const& name, std::ostream& err)
{
    auto const groups = casework::fact_groups();
    for (std::uint16_t group = 0; group < groups.size(); ++group) {
        if (file.facts.list_known(group) && groups[group].list)
            return;
        for (std::uint16_t field = 0; field < groups[group].fields.size() && file.facts.items(group) > 0; ++field)
            if (!file.facts.get({ group, 0, field }).is(rules::Kind::absent))
                return;
    }
    if (file.inputs.members.empty())
        say(fmt::format("recourse {}: {}: the file states no fact, so the answer knows none", command, name), err);
}

Language language_of(std::string_view command, Given const& given, Language standard, Problems& problems)
{
    if (!given.contains("language"))
        return standard;
    auto const word = value_of(given, "language");
    if (word != "en" && word != "zh")
        problems.push_back(
            { {}, fmt::format("recourse {}: --language is '{}'; expected en or zh", command, word), {} });
    return word == "zh" ? Language::zh : Language::en;
}

} // namespace recourse::cli
