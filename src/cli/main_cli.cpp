// The only file that knows the option parser. It finds the subcommand, builds the parser from its row of the table
// and hands on what was given.

#include "base/printable.hpp"
#include "base/text.hpp"
#include "cli/commands.hpp"
#include "cli/report.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <ostream>

namespace recourse::cli {

namespace {

using Words = std::span<char const* const>;

std::size_t words_of(std::string_view path)
{
    return static_cast<std::size_t>(std::ranges::count(path, ' ')) + 1;
}

/// The subcommand whose path the first words are: of "rules" and "rules eval" the longer.
Subcommand const* find(Words words)
{
    Subcommand const* found = nullptr;
    for (auto const& command : subcommands()) {
        auto const count = words_of(command.path);
        if (count > words.size() || (found != nullptr && words_of(found->path) >= count))
            continue;
        std::string start;
        for (std::size_t i = 0; i < count; ++i)
            start += fmt::format("{}{}", i == 0 ? "" : " ", words[i]);
        if (start == command.path)
            found = &command;
    }
    return found;
}

/// What was meant by a word that is no command or no option, as " (did you mean ...?)".
std::string suggestion(std::string_view word, Subcommand const* command)
{
    std::vector<std::string> names;
    if (command != nullptr)
        for (auto const& option : command->options)
            names.push_back(fmt::format("--{}", option.name));
    else
        for (auto const& each : subcommands())
            names.emplace_back(each.path);
    std::vector<std::string_view> const views { names.begin(), names.end() };
    auto const meant = did_you_mean(word.substr(0, word.find('=')), views);
    return meant.empty() ? "" : fmt::format(" ({})", meant);
}

/// The parser's complaint in our words: it stops at the first option whose value is missing or is there twice.
std::string why_unread(Subcommand const& command, Words words, CLI::ParseError const& error)
{
    for (std::size_t i = 0; i < words.size(); ++i) {
        std::string_view const word = words[i];
        for (auto const& option : command.options) {
            auto const name = fmt::format("--{}", option.name);
            bool const bare = i + 1 == words.size() || std::string_view { words[i + 1] }.starts_with("--");
            if (word == name && !option.value.empty() && bare)
                return fmt::format("{} wants its {} after it: {}", name, option.value, option.help);
            if (option.value.empty() && word.starts_with(name + "="))
                return fmt::format("{} takes no value", name);
            auto const is_it = [&](std::string_view one) { return one == name || one.starts_with(name + "="); };
            if (is_it(word) && std::ranges::count_if(words, is_it) > 1)
                return fmt::format("{} is given more than once", name);
        }
    }
    return error.what();
}

/// Parses the words of one subcommand. Errors: every one, as clauses.
std::expected<Given, std::vector<std::string>> parse(Subcommand const& command, Words words)
{
    CLI::App app;
    app.set_help_flag();
    app.allow_extras();
    std::map<std::string, std::string> values;
    std::map<std::string, bool> switches;
    std::vector<std::string> several; // of the last word, where it takes several
    for (auto const& positional : command.positionals) {
        if (positional.many)
            app.add_option(std::string { positional.name }, several);
        else
            app.add_option(std::string { positional.name }, values[std::string { positional.name }]);
    }
    for (auto const& option : command.options) {
        std::string const name { option.name };
        if (option.value.empty())
            app.add_flag("--" + name, switches[name]);
        else
            app.add_option("--" + name, values[name]);
    }

    std::vector<std::string> wrong;
    try {
        app.parse(std::vector<std::string> { words.rbegin(), words.rend() }); // the parser takes them from the back
    } catch (CLI::ParseError const& error) {
        return std::unexpected(std::vector { why_unread(command, words, error) });
    }
    for (auto const& word : app.remaining())
        wrong.push_back(
            fmt::format("'{}' is not understood{}", word, word.starts_with('-') ? suggestion(word, &command) : ""));

    Given given;
    for (auto const& positional : command.positionals) {
        std::string const name { positional.name };
        if (app.count(name) > 0)
            given[name] = positional.many ? fmt::format("{}", fmt::join(several, "\n")) : values[name];
        else if (positional.required)
            wrong.push_back(fmt::format("{} is missing: {}", name, positional.help));
    }
    for (auto const& option : command.options) {
        std::string const name { option.name };
        if (option.value.empty() ? switches[name] : app.count("--" + name) > 0)
            given[name] = option.value.empty() ? "yes" : values[name];
        else if (option.required)
            wrong.push_back(fmt::format("--{} {} is missing: {}", name, option.value, option.help));
    }
    if (!wrong.empty())
        return std::unexpected(std::move(wrong));
    return given;
}

/// Why the first words name no command, and what was meant or may follow.
std::string no_command(Words words)
{
    auto const first = printable(words[0]);
    if (auto const family = help_text(first); !family.empty()) {
        if (words.size() == 1 || words[1][0] == '-')
            return fmt::format("recourse: '{}' wants a second word\n\n{}", first, family);
        auto const both = fmt::format("{} {}", first, printable(words[1]));
        return fmt::format("recourse: '{}' is no command{}\n\n{}", both, suggestion(both, nullptr), family);
    }
    return fmt::format("recourse: '{}' is no command{}; recourse help lists them\n", first, suggestion(first, nullptr));
}

int run_words(Words words, Streams streams)
{
    auto const is_help = [](std::string_view word) { return word == "--help" || word == "-h"; };
    if (words.empty() || is_help(words[0])) {
        (words.empty() ? streams.err : streams.out) << help_text();
        return words.empty() ? input_wrong : answered;
    }
    std::vector<char const*> as_command { words.begin(), words.end() };
    if (std::string_view { words[0] } == "--version")
        as_command[0] = "version";
    words = as_command;
    auto const* command = find(words);
    if (command == nullptr && words.size() > 1 && is_help(words[1])) {
        if (auto const family = help_text(printable(words[0])); !family.empty()) {
            streams.out << family;
            return answered;
        }
    }
    if (command == nullptr) {
        streams.err << no_command(words);
        return input_wrong;
    }
    auto const rest = words.subspan(words_of(command->path));
    if (std::ranges::any_of(rest, is_help)) {
        streams.out << help_text(command->path);
        return answered;
    }
    auto const given = parse(*command, rest);
    if (!given) {
        for (auto const& wrong : given.error())
            say(fmt::format("recourse {}: {}", command->path, wrong), streams.err);
        streams.err << fmt::format("recourse help {} explains it\n", command->path);
        return input_wrong;
    }
    return command->run(*given, streams);
}

} // namespace

int run(Words words, Streams streams)
{
    auto const status = run_words(words, streams);
    errno = 0;
    streams.out.flush();
    if (streams.out)
        return status;
    // Whatever the command thought it answered, nobody has read all of it.
    say(fmt::format(
            "recourse: the answer could not be written{}{}", errno == 0 ? "" : ": ", errno == 0 ? "" : strerror(errno)),
        streams.err);
    return we_failed;
}

} // namespace recourse::cli
