#include "cli/case_template.hpp"
#include "cli/commands.hpp"
#include "cli/files.hpp"
#include "cli/report.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <ostream>

namespace recourse::cli {

namespace {

constexpr std::array words { Positional { "FILE", "a new file (default: standard output)", false } };
constexpr std::array options { Option {
    "language", "LANGUAGE", "of the help in the file: en or zh", "en", false, "en zh" } };

int case_new(Given const& given, Streams streams)
{
    Problems problems;
    auto const text = case_template({}, language_of("case new", given, Language::en, problems));
    if (!problems.empty()) {
        say(problems, streams.err);
        return input_wrong;
    }
    auto const file = value_of(given, "FILE");
    if (file.empty() || file == "-") {
        streams.out << text;
        return answered;
    }
    std::error_code error;
    if (std::filesystem::exists(file, error)) {
        say(fmt::format("recourse case new: {} is there already and is left as it is", file), streams.err);
        return input_wrong;
    }
    if (auto const written = write_file(file, text); !written) {
        say(fmt::format("recourse case new: {}", written.error()), streams.err);
        return input_wrong;
    }
    say(fmt::format("Wrote {}. Fill in what you know, then: recourse assess {}", file, file), streams.out);
    return answered;
}

} // namespace

Subcommand const case_new_command { "case new", "Write an empty case file to fill in", "recourse case new my-case.toml",
    words, options, &case_new };

} // namespace recourse::cli
