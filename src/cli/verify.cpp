#include "vault/seal/verify.hpp"
#include "base/printable.hpp"
#include "base/wrap.hpp"
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
    Positional { "FILE", "a bundle (zip or folder), or a receipt (.tlog-proof)" },
    Positional { "OTHER", "what was seen before: a bundle, checkpoint or receipt", false },
};

constexpr std::array options {
    Option { "trust", "KEYFILE", "keys of logs that you trust, a line for each" },
    Option { "trust-authority", "PEMFILE", "roots of time-stamp authorities" },
    Option { "ask", "LINES", "the lines that decide: complete,in_log,..." },
    Option { "format", "FORMAT", "text or json", "text", false, "text json" },
};

constexpr std::string_view details
    = "Answers six questions, each by itself: are all bytes there (complete), does every record stand in the log "
      "(in_log), who signed the log (signed_by), who sealed the bundle and when (sealed_by), by when did it all exist "
      "(existed), does it agree with what was seen before (consistent). The exit status is 0 only when every line "
      "asked for holds, 2 when one does not: the first four; existed where there are time stamps or a "
      "--trust-authority; consistent where OTHER is given; or those of --ask. A key is a line name+id+base64. Without "
      "--trust a key is said to be unknown, and the seal has to be by the key that signed the log or one that it "
      "announced; with it, all have to be by those or ones that follow from them. Where FILE is a receipt, OTHER is "
      "the file that it is about: its record has to be of these bytes, to stand in the log (in_log) and the log to be "
      "signed by a key of --trust. "
      "Nothing is fetched.";

constexpr std::string_view limits = "A proof shows that nothing changed since the moment named. It does not show that\n"
                                    "a file was true before it was taken in, or who made it: that rests on its source\n"
                                    "and the records in custody.jsonl.";

std::string_view title(seal::Question question)
{
    switch (question) {
    case seal::Question::complete:
        return "bytes complete";
    case seal::Question::in_log:
        return "in the log";
    case seal::Question::signed_by:
        return "log signed by";
    case seal::Question::sealed_by:
        return "sealed by";
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
std::expected<std::set<std::size_t>, std::string> asked(
    Given const& given, seal::Verification const& found, bool of_receipt)
{
    std::set<std::size_t> lines;
    auto const line_of = [](seal::Question question) { return static_cast<std::size_t>(question); };
    if (!given.contains("ask") && of_receipt) {
        lines = { line_of(seal::Question::in_log), line_of(seal::Question::signed_by) };
        if (given.contains("OTHER"))
            lines.insert(line_of(seal::Question::complete));
        return lines;
    }
    if (!given.contains("ask")) {
        lines = { line_of(seal::Question::complete), line_of(seal::Question::in_log),
            line_of(seal::Question::signed_by), line_of(seal::Question::sealed_by) };
        if (found.of(seal::Question::existed).state != seal::State::absent || given.contains("trust-authority"))
            lines.insert(line_of(seal::Question::existed));
        if (given.contains("OTHER"))
            lines.insert(line_of(seal::Question::consistent));
        return lines;
    }
    auto const value = value_of(given, "ask");
    for (std::string_view rest = value;;) {
        auto const word = rest.substr(0, rest.find(','));
        std::size_t line = 0;
        while (line < seal::questions && name_of(line) != word)
            ++line;
        if (line == seal::questions)
            return std::unexpected(fmt::format(
                "--ask: '{}' is none of complete, in_log, signed_by, sealed_by, existed, consistent", word));
        lines.insert(line);
        if (word.size() == rest.size())
            return lines;
        rest.remove_prefix(word.size() + 1);
    }
}

/// The text with every word that is wider than `most` in pieces: a key after its '+', the rest where it ends.
std::string in_pieces(std::string_view text, std::size_t most)
{
    std::string out;
    while (!text.empty()) {
        auto const end = std::min(text.find(' '), text.size());
        auto word = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        while (word.size() > most) {
            auto const plus = word.substr(0, most).rfind('+');
            auto cut = plus == std::string_view::npos ? most : plus + 1;
            while (cut < word.size() && (static_cast<unsigned char>(word[cut]) & 0xC0U) == 0x80U)
                --cut;
            out += fmt::format("{} ", word.substr(0, cut));
            word.remove_prefix(cut);
        }
        out += word;
        out += text.empty() ? "" : " ";
    }
    return out;
}

/// At most 80 columns, what follows below the answer.
std::string in_lines(std::string_view text, std::string_view first)
{
    constexpr std::size_t width = 80, indent = 21;
    return wrap(in_pieces(printable(text), width - indent), width, first, std::string(indent, ' '));
}

std::string head_of(seal::Verification const& found, bool of_receipt)
{
    if (of_receipt)
        return "a receipt";
    return found.bundle.empty() ? std::string { "a bag without a seal" }
                                : fmt::format("{}, {}", printable(found.bundle), counted(found.exhibits, "exhibit"));
}

void write_text(seal::Verification const& found, bool of_receipt, std::ostream& out)
{
    out << head_of(found, of_receipt) << "\n\n";
    for (std::size_t i = 0; i < seal::questions; ++i) {
        auto const& answer = found.answers[i];
        out << in_lines(
            answer.says, fmt::format("{:<4} {:<15} ", mark(answer.state), title(static_cast<seal::Question>(i))));
        std::vector<std::string> below;
        for (auto const& flaw : answer.flaws)
            below.push_back(to_string(flaw));
        for (auto const& note : answer.notes)
            below.push_back("(" + note + ")");
        for (std::size_t k = 0; k < std::min(below.size(), shown_max); ++k)
            out << in_lines(below[k], std::string(21, ' '));
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

/// The receipt in that file; nothing where it is none.
std::optional<std::string> receipt_in(std::string const& path)
{
    std::ifstream file(path, std::ios::binary);
    std::string begin(seal::receipt_begin.size(), '\0');
    file.read(begin.data(), static_cast<std::streamsize>(begin.size()));
    if (!file || begin != seal::receipt_begin)
        return std::nullopt;
    std::string rest(small_file_bytes_max + 1, '\0');
    file.read(rest.data(), static_cast<std::streamsize>(rest.size()));
    rest.resize(static_cast<std::size_t>(file.gcount()));
    return begin + rest;
}

/// SHA-256 and size of a file of any size. Error: it cannot be read.
std::expected<seal::ReceiptFile, std::string> measured(std::string const& path)
{
    std::ifstream file(path, std::ios::binary);
    Digester digester;
    seal::ReceiptFile found;
    std::vector<char> piece(std::size_t { 256 } << 10U);
    while (file) {
        file.read(piece.data(), static_cast<std::streamsize>(piece.size()));
        auto const count = static_cast<std::size_t>(file.gcount());
        digester.add({ reinterpret_cast<std::uint8_t const*>(piece.data()), count });
        found.size += count;
    }
    if (!file.eof())
        return std::unexpected(fmt::format("{}: cannot be read", path));
    found.digest = digester.finish();
    return found;
}

/// What is said of a receipt, and of the file that it should be about.
std::expected<seal::Verification, std::string> of_receipt(
    std::string const& path, std::string const& receipt, seal::Trust const& trust, Given const& given)
{
    std::optional<seal::ReceiptFile> file;
    if (given.contains("OTHER"))
        file = RECOURSE_TRY(measured(value_of(given, "OTHER")));
    auto found = seal::verify_receipt(receipt, trust, file);
    if (!found)
        return std::unexpected(fmt::format("{}: {}", path, found.error()));
    return *std::move(found);
}

/// A bundle where it is a folder or begins as a zip does, else the bytes of a checkpoint or receipt.
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
    auto const receipt = receipt_in(path);
    auto const opened
        = receipt ? std::expected<seal::Opened, std::vector<vault::Flaw>> { seal::Opened {} } : seal::open_bundle(path);
    if (!opened)
        for (auto const& flaw : opened.error())
            tell(fmt::format("{}: {}", path, to_string(flaw)));
    std::optional<seal::OtherView> other;
    if (given.contains("OTHER") && !receipt) {
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
    auto const answer = receipt
        ? of_receipt(path, *receipt, trust, given)
        : std::expected<seal::Verification, std::string> { seal::verify_bundle(*opened, trust, other, now) };
    if (!answer) {
        tell(answer.error());
        return input_wrong;
    }
    auto const& found = *answer;
    auto const lines = asked(given, found, receipt.has_value());
    if (!lines) {
        tell(lines.error());
        return input_wrong;
    }
    bool const holds = std::ranges::all_of(
        *lines, [&](std::size_t line) { return found.answers[line].state == seal::State::holds; });
    if (format == "json")
        write_json(found, *lines, holds, streams.out);
    else
        write_text(found, receipt.has_value(), streams.out);
    return holds ? answered : input_wrong;
}

} // namespace

Subcommand const verify_command { "verify", "Check a sealed bundle of evidence, without server or network",
    "recourse verify C-17-2026-11-30.zip --trust operator.vkey", words, options, &verify, details };

} // namespace recourse::cli
