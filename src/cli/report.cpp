#include "cli/report.hpp"

#include "base/printable.hpp"
#include "cli/files.hpp"

#include <fmt/format.h>

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

std::optional<catalog::Loaded> load_shipped(Streams streams, bool cases)
{
    auto loaded = catalog::shipped_world(cases);
    if (loaded)
        return std::move(*loaded);
    say(loaded.error(), streams.err);
    return std::nullopt;
}

std::optional<codec::CaseFile> load_case(std::string_view command, std::string const& name, Streams streams)
{
    auto const text = read_file(name, streams.in);
    if (!text) {
        say(fmt::format("recourse {}: {}", command, text.error()), streams.err);
        return std::nullopt;
    }
    auto file = codec::read_case(*text, name, codec::case_format(name, *text));
    if (file)
        return std::move(*file);
    say(file.error(), streams.err);
    return std::nullopt;
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
