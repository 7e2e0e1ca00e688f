#include "catalog/calendars.hpp"
#include "catalog/schedules.hpp"
#include "catalog/world.hpp"
#include "cli/commands.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

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
std::string in_quotes(std::string_view text)
{
    std::string out = "'";
    for (char const c : text)
        out += c == '\'' ? std::string { "'\\''" } : std::string { c };
    return out + "'";
}

/// The names of what the data holds, for a choice that is written "@...": each once, in order.
std::string names_in_data(std::string_view of)
{
    std::set<std::string> names;
    if (of == "@commands") {
        for (auto const first : first_words())
            names.emplace(first);
        return fmt::format("{}", fmt::join(names, " "));
    }
    if (of == "@calendars") {
        names.emplace("none");
        if (auto const calendars = catalog::shipped_calendars())
            for (auto const& [name, calendar] : *calendars)
                names.insert(name);
        return fmt::format("{}", fmt::join(names, " "));
    }
    if (of == "@fees")
        if (auto const schedules = catalog::shipped_schedules())
            for (auto const& one : *schedules)
                names.insert(one.forum);
    auto const loaded = catalog::shipped_world();
    if (!loaded)
        return {};
    for (auto const& book : loaded->world->books) {
        if (of == "@programmes" || of == "@rules")
            names.insert(book.id);
        for (auto const& reading : book.readings)
            if (of == "@readings")
                names.insert(reading.id);
    }
    for (auto const& route : loaded->world->routes)
        if (of == "@rules" || (of == "@fees" && route.kind == "arbitration"))
            names.insert(route.id);
    return fmt::format("{}", fmt::join(names, " "));
}

std::string choices_of(std::string_view choices)
{
    if (!choices.starts_with('@'))
        return std::string { choices };
    static std::map<std::string, std::string, std::less<>> known; // to read the data takes a while
    auto const found = known.find(choices);
    return found != known.end() ? found->second : known.emplace(choices, names_in_data(choices)).first->second;
}

/// What may stand where a word that is no option does: "1) words=...". A file is left to the shell.
std::string places_of(Subcommand const& command)
{
    std::string text;
    for (std::size_t i = 0; i < command.positionals.size(); ++i)
        if (auto const words = choices_of(command.positionals[i].choices); !words.empty())
            text += fmt::format("        {}) words=\"{}\" ;;\n", i, words);
    return text;
}

/// One function: it finds the command, then whether an option's value, an option or a plain word is being typed. Where
/// it offers nothing, the shell offers files.
std::string for_bash()
{
    std::string text;
    auto const out = std::back_inserter(text);
    text += R"(_recourse() {
  local words="" first="${COMP_WORDS[1]}" second="${COMP_WORDS[2]}" cur="${COMP_WORDS[COMP_CWORD]}"
  local before="${COMP_WORDS[COMP_CWORD-1]}" command options="" valued="" at=2 place=0 i
  [ "$cur" = "=" ] && cur=""
  [ "$before" = "=" ] && before="${COMP_WORDS[COMP_CWORD-2]}"
)";
    fmt::format_to(out, "  if [ \"$COMP_CWORD\" -eq 1 ]; then\n    words=\"{}\"\n", fmt::join(first_words(), " "));
    text += "    COMPREPLY=($(compgen -W \"$words\" -- \"$cur\"))\n    return\n  fi\n  case \"$first\" in\n";
    for (auto const first : first_words())
        if (auto const second = second_words(first); !second.empty())
            fmt::format_to(out, "    {}) words=\"{}\"; command=\"$first $second\"; at=3 ;;\n", first, second);
    text += R"(    help)
      if [ "$COMP_CWORD" -eq 3 ]; then
        case "$second" in
)";
    for (auto const first : first_words())
        if (auto const second = second_words(first); !second.empty())
            fmt::format_to(out, "          {}) words=\"{}\" ;;\n", first, second);
    text += R"(        esac
        COMPREPLY=($(compgen -W "$words" -- "$cur"))
        return
      fi
      command="$first" ;;
    *) command="$first" ;;
  esac
  if [ "$COMP_CWORD" -lt "$at" ]; then
    COMPREPLY=($(compgen -W "$words" -- "$cur"))
    return
  fi
  words=""
  case "$command" in
)";
    for (auto const& command : subcommands()) {
        std::string valued;
        for (auto const& option : command.options)
            if (!option.value.empty())
                valued += fmt::format(" --{}", option.name);
        fmt::format_to(
            out, "    \"{}\") options=\"{}\"; valued=\"{} \" ;;\n", command.path, options_of(command), valued);
    }
    text += R"(  esac
  if [[ "$valued" == *" $before "* ]]; then
    case "$command $before" in
)";
    for (auto const& command : subcommands())
        for (auto const& option : command.options)
            if (auto const words = choices_of(option.choices); !words.empty())
                fmt::format_to(out, "      \"{} --{}\") words=\"{}\" ;;\n", command.path, option.name, words);
    text += R"(    esac
  elif [[ "$cur" == -* ]]; then
    words="$options"
  else
    for ((i = at; i < COMP_CWORD; i++)); do
      if [[ "$valued" == *" ${COMP_WORDS[i]} "* ]]; then
        i=$((i + 1))
        [ "${COMP_WORDS[i]}" = "=" ] && i=$((i + 1))
      elif [[ "${COMP_WORDS[i]}" != -* ]]; then
        place=$((place + 1))
      fi
    done
    case "$command" in
)";
    for (auto const& command : subcommands()) {
        if (command.positionals.empty() && !command.options.empty())
            fmt::format_to(out, "      \"{}\") words=\"$options\" ;;\n", command.path);
        else if (auto const places = places_of(command); !places.empty())
            fmt::format_to(out, "      \"{}\") case \"$place\" in\n{}      esac ;;\n", command.path, places);
    }
    text += "    esac\n  fi\n  COMPREPLY=()\n  [ -z \"$words\" ] || COMPREPLY=($(compgen -W \"$words\" -- "
            "\"$cur\"))\n}\n"
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
                out, "complete -c recourse -n __fish_use_subcommand -a {} -d {}\n", first, in_quotes(command.summary));
        } else {
            fmt::format_to(out, "complete -c recourse -n __fish_use_subcommand -a {}\n", first);
            fmt::format_to(out, "complete -c recourse -n '{}' -a {} -d {}\n", seen, second, in_quotes(command.summary));
            seen += fmt::format("; and __fish_seen_subcommand_from {}", second);
        }
        for (auto const& option : command.options)
            fmt::format_to(out, "complete -c recourse -n '{}' -l {}{} -d {}\n", seen, option.name,
                option.value.empty()         ? std::string {}
                    : option.choices.empty() ? std::string { " -r" }
                                             : fmt::format(" -x -a {}", in_quotes(choices_of(option.choices))),
                in_quotes(option.help));
        for (auto const& positional : command.positionals)
            if (!positional.choices.empty())
                fmt::format_to(
                    out, "complete -c recourse -f -n '{}' -a {}\n", seen, in_quotes(choices_of(positional.choices)));
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
