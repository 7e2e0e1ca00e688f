#include "cli/commands.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace recourse::cli {

namespace {

std::string_view first_word(std::string_view path)
{
    return path.substr(0, path.find(' '));
}

/// The words that may come first, each once, in the order of the table.
std::vector<std::string_view> first_words()
{
    std::vector<std::string_view> words;
    for (auto const& command : subcommands())
        if (std::ranges::find(words, first_word(command.path)) == words.end())
            words.push_back(first_word(command.path));
    return words;
}

/// The words that may follow a first one, separated by spaces: "new ask" after "case".
std::string second_words(std::string_view first)
{
    std::string words;
    for (auto const& command : subcommands())
        if (command.path.size() > first.size() && first_word(command.path) == first)
            words += fmt::format("{}{}", words.empty() ? "" : " ", command.path.substr(first.size() + 1));
    return words;
}

std::string options_of(Subcommand const& command)
{
    std::string options;
    for (auto const& option : command.options)
        options += fmt::format("{}--{}", options.empty() ? "" : " ", option.name);
    return options;
}

/// Quoted for a shell between single quotes.
std::string quoted(std::string_view text)
{
    std::string out = "'";
    for (char const c : text)
        out += c == '\'' ? std::string { "'\\''" } : std::string { c };
    return out + "'";
}

std::string for_bash()
{
    std::string text;
    auto const out = std::back_inserter(text);
    fmt::format_to(
        out, "_recourse() {{\n  local words=\"\" first=\"${{COMP_WORDS[1]}}\" second=\"${{COMP_WORDS[2]}}\"\n");
    fmt::format_to(out,
        "  if [ \"$COMP_CWORD\" -eq 1 ]; then\n    words=\"{}\"\n  elif [ \"$COMP_CWORD\" -eq 2 ]; then\n    case "
        "\"$first\" in\n",
        fmt::join(first_words(), " "));
    for (auto const first : first_words())
        if (auto const second = second_words(first); !second.empty())
            fmt::format_to(out, "      {}) words=\"{}\" ;;\n", first, second);
    text += "    esac\n  fi\n  [ -n \"$words\" ] || case \"$first $second\" in\n";
    for (auto const& command : subcommands())
        if (auto const options = options_of(command); !options.empty())
            fmt::format_to(out, "    \"{}\"{}) words=\"{}\" ;;\n", command.path,
                command.path.contains(' ') ? "" : "\" \"*", options);
    text += "  esac\n  COMPREPLY=($(compgen -W \"$words\" -- \"${COMP_WORDS[COMP_CWORD]}\"))\n}\n"
            "complete -o default -F _recourse recourse\n";
    return text;
}

std::string for_fish()
{
    std::string text;
    auto const out = std::back_inserter(text);
    for (auto const& command : subcommands()) {
        auto const first = first_word(command.path);
        auto const second = command.path.substr(std::min(command.path.size(), first.size() + 1));
        std::string seen = fmt::format("__fish_seen_subcommand_from {}", first);
        if (second.empty()) {
            fmt::format_to(
                out, "complete -c recourse -n __fish_use_subcommand -a {} -d {}\n", first, quoted(command.summary));
        } else {
            fmt::format_to(out, "complete -c recourse -n __fish_use_subcommand -a {}\n", first);
            fmt::format_to(out, "complete -c recourse -n '{}' -a {} -d {}\n", seen, second, quoted(command.summary));
            seen += fmt::format("; and __fish_seen_subcommand_from {}", second);
        }
        for (auto const& option : command.options)
            fmt::format_to(out, "complete -c recourse -n '{}' -l {}{} -d {}\n", seen, option.name,
                option.value.empty() ? "" : " -r", quoted(option.help));
    }
    return text;
}

} // namespace

std::string completion(std::string_view shell)
{
    if (shell == "bash")
        return for_bash();
    if (shell == "zsh")
        return "autoload -Uz bashcompinit && bashcompinit\n" + for_bash();
    if (shell == "fish")
        return for_fish();
    return {};
}

} // namespace recourse::cli
