#include "base/wrap.hpp"
#include "cli/commands.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace recourse::cli {

namespace {

constexpr std::string_view purpose = "Recourse: trade assurance and recovery for cross-border purchases";

std::string usage(Subcommand const& command)
{
    auto text = fmt::format("recourse {}", command.path);
    for (auto const& positional : command.positionals)
        text += fmt::format(" {}{}{}{}", positional.required ? "" : "[", positional.name, positional.many ? "..." : "",
            positional.required ? "" : "]");
    for (auto const& option : command.options)
        if (option.required)
            text += fmt::format(" --{} {}", option.name, option.value);
    bool const more = std::ranges::any_of(command.options, [](Option const& option) { return !option.required; });
    return more ? text + " [options]" : text;
}

/// A call over as many lines as it needs: a shell takes them as one.
std::string broken(std::string_view call, std::size_t used)
{
    constexpr std::size_t width = 80;
    constexpr std::string_view indent = "    ";
    std::string text;
    while (used + call.size() > width) {
        auto const at = call.rfind(" --", width - used - 2);
        if (at == std::string_view::npos || at == 0)
            break;
        text.append(call.substr(0, at)).append(" \\\n").append(indent);
        call.remove_prefix(at + 1);
        used = indent.size();
    }
    return text.append(call);
}

Subcommand const* find(std::string_view path)
{
    for (auto const& command : subcommands())
        if (command.path == path)
            return &command;
    return nullptr;
}

/// The commands that begin with this word: "rules" of "rules eval". Empty where there is none.
std::string family(std::string_view word)
{
    std::string text;
    for (auto const& command : subcommands())
        if (command.path.starts_with(std::string { word } + " "))
            text += fmt::format("  {:<14}{}\n", command.path, command.summary);
    return text.empty() ? text : fmt::format("usage: recourse {} COMMAND [options]\n\n{}", word, text);
}

std::string option_head(Option const& option)
{
    return option.value.empty() ? fmt::format("--{}", option.name) : fmt::format("--{} {}", option.name, option.value);
}

/// A word and what it means, in two columns of 80; a word that leaves no room between them stands in a line of its own,
/// and so does a standard value that leaves none behind the meaning.
std::string entry(std::string_view word, std::string_view meaning, std::string_view standard = {})
{
    constexpr std::size_t column = 24, width = 80;
    std::string const indent(column, ' ');
    auto const head = fmt::format("  {:<{}}", word, column - 2);
    auto const first = word.size() + 4 > column ? fmt::format("  {}\n{}", word, indent) : head;
    auto const otherwise = standard.empty() ? std::string {} : fmt::format("(default: {})", standard);
    if (column + meaning.size() + 1 + otherwise.size() <= width)
        return fmt::format("{}{}{}{}\n", first, meaning, otherwise.empty() ? "" : " ", otherwise);
    auto const text = first + wrap(meaning, width, indent, indent).substr(column);
    return otherwise.empty() ? text : text + wrap(otherwise, width, indent, indent);
}

/// The hyphens of roff: a plain one would be set as a dash.
std::string roff(std::string_view text)
{
    std::string out;
    for (char const c : text) {
        if (c == '-' || c == '\\')
            out += '\\';
        out += c;
    }
    return out.starts_with('.') || out.starts_with('\'') ? "\\&" + out : out;
}

} // namespace

std::string help_text(std::string_view path)
{
    std::string text;
    auto const out = std::back_inserter(text);
    if (path.empty()) {
        fmt::format_to(out, "{}\n\nusage: recourse COMMAND [options]\n\n", purpose);
        for (auto const& command : subcommands())
            fmt::format_to(out, "  {:<14}{}\n", command.path, command.summary);
        fmt::format_to(out,
            "\nrecourse help COMMAND explains one.\nExit status: 0 answered, 2 the input is wrong, 1 the program "
            "failed.\n");
        return text;
    }
    auto const* command = find(path);
    if (command == nullptr)
        return family(path);
    fmt::format_to(out, "{}\n\n{}", command->summary, wrap(usage(*command), 80, "usage: ", "         "));
    if (!command->positionals.empty() || !command->options.empty())
        text += '\n';
    for (auto const& positional : command->positionals)
        text += entry(positional.name, positional.help);
    for (auto const& option : command->options)
        text += entry(option_head(option), option.help, option.standard);
    if (!command->details.empty())
        fmt::format_to(out, "\n{}", wrap(command->details, 80));
    fmt::format_to(out, "\nexample: {}\n", broken(command->example, std::string_view { "example: " }.size()));
    return text;
}

std::string man_page()
{
    std::string text;
    auto const out = std::back_inserter(text);
    fmt::format_to(out, ".TH RECOURSE 1 \"\" \"recourse\" \"User Commands\"\n.SH NAME\nrecourse \\- {}\n",
        roff(purpose.substr(10)));
    fmt::format_to(out, ".SH SYNOPSIS\n.B recourse\n.I COMMAND\n[options]\n.SH COMMANDS\n");
    for (auto const& command : subcommands()) {
        fmt::format_to(out, ".SS {}\n{}{}\n.PP\n.B {}\n", roff(command.path), roff(command.summary),
            command.summary.ends_with('?') ? "" : ".", roff(usage(command)));
        for (auto const& positional : command.positionals)
            fmt::format_to(out, ".TP\n.I {}\n{}\n", roff(positional.name), roff(positional.help));
        for (auto const& option : command.options) {
            fmt::format_to(out, ".TP\n.B {}\n{}", roff(option_head(option)), roff(option.help));
            fmt::format_to(
                out, "{}\n", option.standard.empty() ? "" : fmt::format(" (default: {})", roff(option.standard)));
        }
        if (!command.details.empty())
            fmt::format_to(out, ".PP\n{}\n", roff(command.details));
        fmt::format_to(out, ".PP\nExample:\n.PP\n.RS\n.nf\n{}\n.fi\n.RE\n", roff(command.example));
    }
    text += ".SH EXIT STATUS\n0 answered; 2 what was given is wrong; 1 the program failed.\n";
    return text;
}

} // namespace recourse::cli
