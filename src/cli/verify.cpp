#include "vault/seal/verify.hpp"
#include "base/printable.hpp"
#include "cli/commands.hpp"
#include "cli/files.hpp"
#include "cli/report.hpp"
#include "codec/json_writer.hpp"

#include <fmt/format.h>

#include <chrono>
#include <fstream>
#include <ostream>
#include <set>

// A sealed bundle of evidence, checked where nobody knows the case: no server, no network, no configuration.

namespace recourse::cli {

namespace {

namespace seal = vault::seal;

constexpr std::size_t small_file_bytes_max = 1U << 20U;
constexpr std::size_t shown_max = 20; ///< flaws and notes of one line, for a person; --format json has them all

constexpr std::array words {
    Positional { "FILE", "a bundle: the zip, or the folder that was in it" },
    Positional { "OTHER", "what was seen before: another bundle or a checkpoint", false },
};

constexpr std::array options {
    Option { "trust", "KEYFILE", "keys of logs that you trust, a line for each" },
    Option { "trust-authority", "PEMFILE", "roots of time-stamp authorities" },
    Option { "ask", "LINES", "the lines that decide: complete,in_log,..." },
    Option { "format", "FORMAT", "text or json", "text", false, "text json" },
};

constexpr std::string_view details
    = "Answers five questions, each by itself: are all bytes there (complete), does every record stand in the log "
      "(in_log), who signed it (signed_by), by when did it all exist (existed), does it agree with what was "
      "seen before (consistent). The exit status is 0 only when every line asked for holds, 2 when one does not: the "
      "first three; "
      "existed where there are time stamps or a --trust-authority; consistent where OTHER is given; or those of --ask. "
      "A key is a line name+id+base64. Without --trust a key is said to be unknown; with it, it has to be one of "
      "those. "
      "Nothing is fetched.";

constexpr std::string_view limits
    = "A proof shows that nothing changed since the moment named. It does not show that a file was\n"
      "true before it was taken in, or who made it: that rests on its source and the records in\n"
      "custody.jsonl.";

std::string_view title(seal::Question question)
{
    switch (question) {
    case seal::Question::complete:
        return "bytes complete";
    case seal::Question::in_log:
        return "in the log";
    case seal::Question::signed_by:
        return "log signed by";
    case seal::Question::existed:
        return "existed";
    case seal::Question::consistent:
        return "consistent";
    }
    return {};
}

std::string_view mark(seal::State state)
{
    switch (state) {
    case seal::State::holds:
        return "yes";
    case seal::State::fails:
        return "NO";
    case seal::State::undetermined:
        return "?";
    case seal::State::absent:
        return "-";
    }
    return {};
}

std::string_view name_of(std::size_t question)
{
    return name(static_cast<seal::Question>(question));
}

/// The keys of the file, or every line that is none.
std::expected<std::vector<vault::log::Verifier>, std::vector<std::string>> keys_of(std::string_view text)
{
    std::vector<vault::log::Verifier> keys;
    std::vector<std::string> wrong;
    for (std::size_t number = 1; !text.empty(); ++number) {
        auto const line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(text.size(), line.size() + 1));
        if (line.empty() || line.starts_with('#'))
            continue;
        if (auto key = vault::log::parse_verifier(line))
            keys.push_back(*std::move(key));
        else
            wrong.push_back(fmt::format("line {}: {}", number, key.error()));
    }
    if (keys.empty() && wrong.empty())
        wrong.emplace_back("has no key");
    if (!wrong.empty())
        return std::unexpected(std::move(wrong));
    return keys;
}

/// Which lines decide.
std::expected<std::set<std::size_t>, std::string> asked(Given const& given, seal::Verification const& found)
{
    std::set<std::size_t> lines;
    if (!given.contains("ask")) {
        lines = { 0, 1, 2 };
        if (found.of(seal::Question::existed).state != seal::State::absent || given.contains("trust-authority"))
            lines.insert(static_cast<std::size_t>(seal::Question::existed));
        if (given.contains("OTHER"))
            lines.insert(static_cast<std::size_t>(seal::Question::consistent));
        return lines;
    }
    auto const value = value_of(given, "ask");
    for (std::string_view rest = value;;) {
        auto const word = rest.substr(0, rest.find(','));
        std::size_t line = 0;
        while (line < seal::questions && name_of(line) != word)
            ++line;
        if (line == seal::questions)
            return std::unexpected(
                fmt::format("--ask: '{}' is none of complete, in_log, signed_by, existed, consistent", word));
        lines.insert(line);
        if (word.size() == rest.size())
            return lines;
        rest.remove_prefix(word.size() + 1);
    }
}

void write_text(seal::Verification const& found, std::ostream& out)
{
    out << (found.bundle.empty() ? std::string { "a bag without a seal" }
                                 : fmt::format("{}, {}", printable(found.bundle), counted(found.exhibits, "exhibit")))
        << "\n\n";
    for (std::size_t i = 0; i < seal::questions; ++i) {
        auto const& answer = found.answers[i];
        out << fmt::format(
            "{:<4} {:<15} {}\n", mark(answer.state), title(static_cast<seal::Question>(i)), printable(answer.says));
        std::vector<std::string> below;
        for (auto const& flaw : answer.flaws)
            below.push_back(to_string(flaw));
        for (auto const& note : answer.notes)
            below.push_back("(" + note + ")");
        for (std::size_t k = 0; k < std::min(below.size(), shown_max); ++k)
            out << fmt::format("{:21}{}\n", "", printable(below[k]));
        if (below.size() > shown_max)
            out << fmt::format("{:21}and {} more; --format json has them all\n", "", below.size() - shown_max);
    }
    out << "\n" << limits << "\n";
}

void write_json(seal::Verification const& found, std::set<std::size_t> const& lines, bool holds, std::ostream& out)
{
    codec::JsonWriter json(codec::JsonStyle::pretty);
    json.begin_object();
    json.key("bundle");
    json.string(found.bundle);
    json.key("exhibits");
    json.integer(static_cast<std::int64_t>(found.exhibits));
    json.key("holds");
    json.boolean(holds);
    json.key("lines");
    json.begin_array();
    for (std::size_t i = 0; i < seal::questions; ++i) {
        auto const& answer = found.answers[i];
        json.begin_object();
        json.key("question");
        json.string(name_of(i));
        json.key("state");
        json.string(name(answer.state));
        json.key("asked");
        json.boolean(lines.contains(i));
        json.key("says");
        json.string(answer.says);
        json.key("flaws");
        json.begin_array();
        for (auto const& flaw : answer.flaws) {
            json.begin_object(true);
            json.key("file");
            json.string(flaw.file);
            json.key("says");
            json.string(flaw.says);
            json.end_object();
        }
        json.end_array();
        json.key("notes");
        json.begin_array();
        for (auto const& note : answer.notes)
            json.string(note);
        json.end_array();
        json.end_object();
    }
    json.end_array();
    json.key("limits");
    std::string one_line { limits };
    std::ranges::replace(one_line, '\n', ' ');
    json.string(one_line);
    json.end_object();
    out << json.take() << "\n";
}

/// A bundle where it is a folder or begins as a zip does, else the bytes of a checkpoint.
std::expected<seal::OtherView, std::string> other_view(std::string const& path, std::istream& in)
{
    std::ifstream file(path, std::ios::binary);
    char begin[2] = {};
    file.read(begin, 2);
    if (!file || std::string_view(begin, 2) == "PK") { // a folder cannot be read either
        auto opened = seal::open_bundle(path);
        if (!opened)
            return std::unexpected(fmt::format("{}: {}", path, to_string(opened.error().front())));
        return opened->contents;
    }
    auto text = read_file(path, in, small_file_bytes_max);
    if (!text)
        return std::unexpected(text.error());
    return *std::move(text);
}

int verify(Given const& given, Streams streams)
{
    bool wrong = false;
    auto const tell = [&](std::string_view what) {
        say(fmt::format("recourse verify: {}", what), streams.err);
        wrong = true;
    };
    auto const format = value_of(given, "format", "text");
    if (format != "text" && format != "json")
        tell(fmt::format("--format is '{}'; expected text or json", format));
    seal::Trust trust;
    if (given.contains("trust")) {
        auto const path = value_of(given, "trust");
        if (auto const text = read_file(path, streams.in, small_file_bytes_max); !text)
            tell(text.error());
        else if (auto keys = keys_of(*text))
            trust.keys = *std::move(keys);
        else
            for (auto const& one : keys.error())
                tell(fmt::format("{}: {}", path, one));
    }
    if (given.contains("trust-authority")) {
        auto text = read_file(value_of(given, "trust-authority"), streams.in, small_file_bytes_max);
        if (text && text->find("-----BEGIN CERTIFICATE-----") == std::string::npos)
            text = std::unexpected(fmt::format("{}: has no certificate (PEM)", value_of(given, "trust-authority")));
        if (text)
            trust.anchors = *std::move(text);
        else
            tell(text.error());
    }
    auto const path = value_of(given, "FILE");
    auto const opened = seal::open_bundle(path);
    if (!opened)
        for (auto const& flaw : opened.error())
            tell(fmt::format("{}: {}", path, to_string(flaw)));
    std::optional<seal::OtherView> other;
    if (given.contains("OTHER")) {
        if (auto view = other_view(value_of(given, "OTHER"), streams.in))
            other = *std::move(view);
        else
            tell(view.error());
    }
    if (wrong)
        return input_wrong;
    Instant const now { std::chrono::duration_cast<std::chrono::microseconds>(
        std::chrono::system_clock::now().time_since_epoch())
            .count() };
    auto const found = seal::verify_bundle(*opened, trust, other, now);
    auto const lines = asked(given, found);
    if (!lines) {
        tell(lines.error());
        return input_wrong;
    }
    bool const holds = std::ranges::all_of(
        *lines, [&](std::size_t line) { return found.answers[line].state == seal::State::holds; });
    if (format == "json")
        write_json(found, *lines, holds, streams.out);
    else
        write_text(found, streams.out);
    return holds ? answered : input_wrong;
}

} // namespace

Subcommand const verify_command { "verify", "Check a sealed bundle of evidence, without server or network",
    "recourse verify C-17-2026-11-30.zip --trust operator.vkey", words, options, &verify, details };

} // namespace recourse::cli
