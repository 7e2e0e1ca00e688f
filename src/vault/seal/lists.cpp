#include "vault/seal/lists.hpp"

#include "codec/json_reader.hpp"
#include "codec/json_writer.hpp"

#include <array>

namespace recourse::vault::seal {

namespace {

constexpr std::size_t exhibits_bytes_max = 64U << 20U;
constexpr int version_with_gone = 3;

/// "number": "E001", in the open object.
void field(codec::JsonWriter& out, std::string_view key, std::string_view text)
{
    out.key(key);
    out.string(text);
}

std::string hex(std::span<std::uint8_t const> bytes)
{
    std::string text;
    for (auto const byte : bytes)
        text += fmt::format("{:02x}", byte);
    return text;
}

} // namespace

std::string exhibits_text(std::span<Exhibit const> exhibits, std::span<GoneNumber const> gone, int version)
{
    codec::JsonWriter out(codec::JsonStyle::pretty);
    out.begin_object();
    out.key("exhibits");
    out.begin_array();
    for (auto const& exhibit : exhibits) {
        out.begin_object();
        field(out, "number", exhibit.number);
        field(out, "file", "data/" + exhibit.file);
        field(out, "original_name", exhibit.original_name);
        field(out, "media_type", exhibit.media_type);
        field(out, "sha256", to_string(exhibit.digest));
        out.key("size");
        out.integer(static_cast<std::int64_t>(exhibit.size));
        out.end_object();
    }
    out.end_array();
    if (version >= version_with_gone) {
        out.key("gone");
        out.begin_array();
        for (auto const& one : gone) {
            out.begin_object();
            field(out, "number", one.number);
            field(out, "act", name(one.act));
            field(out, "at", to_string(one.at));
            out.key("entry");
            out.integer(static_cast<std::int64_t>(one.entry));
            out.end_object();
        }
        out.end_array();
    }
    out.end_object();
    return out.take() + "\n";
}

std::expected<std::vector<Exhibit>, std::string> parse_exhibits(std::string_view text)
{
    codec::TreeLimits limits;
    limits.bytes_max = exhibits_bytes_max;
    auto const document = codec::read_json(text, {}, limits);
    if (!document.problems.empty())
        return std::unexpected(to_string(document.problems.front()));
    auto const* const list = document.root.find("exhibits");
    if (list == nullptr || !list->is_array())
        return std::unexpected("has no list \"exhibits\"");
    std::vector<Exhibit> exhibits;
    for (auto const& item : list->items) {
        auto const wrong = [&] {
            return std::unexpected(fmt::format(
                "line {}: not an exhibit with number, file below data/, original_name, media_type, sha256 and size",
                item.line));
        };
        std::array<std::string, 5> words;
        constexpr std::array keys { "number", "file", "original_name", "media_type", "sha256" };
        if (!item.is_table())
            return wrong();
        for (std::size_t i = 0; i < keys.size(); ++i) {
            auto const* const word = item.find(keys[i]);
            if (word == nullptr || !word->is_string())
                return wrong();
            words[i] = word->text;
        }
        auto const* const size = item.find("size");
        auto const digest = parse_digest(words[4]);
        if (size == nullptr || !size->is(codec::NodeKind::integer) || size->integer < 0 || !digest
            || !words[1].starts_with("data/"))
            return wrong();
        exhibits.push_back({ words[0], words[1].substr(5), words[2], words[3], *digest,
            static_cast<std::uint64_t>(size->integer), {} });
    }
    return exhibits;
}

std::string custody_text(std::span<Record const> records, std::span<Exhibit const> exhibits)
{
    std::map<Digest, std::vector<std::string_view>> numbers;
    for (auto const& exhibit : exhibits)
        numbers[exhibit.digest].push_back(exhibit.number);
    std::string text;
    for (auto const& record : records) {
        codec::JsonWriter out(codec::JsonStyle::line);
        out.begin_object();
        out.key("index");
        out.integer(static_cast<std::int64_t>(record.sequence));
        out.key("exhibits");
        out.begin_array();
        if (auto const at = numbers.find(record.digest); at != numbers.end())
            for (auto const number : at->second)
                out.string(number);
        out.end_array();
        field(out, "act", name(record.act));
        field(out, "at", to_string(record.at));
        field(out, "actor", record.actor);
        field(out, "how", record.how);
        field(out, "subject", record.subject);
        field(out, "sha256", record.digest == Digest {} ? std::string {} : to_string(record.digest));
        out.key("size");
        out.number(std::to_string(record.size));
        out.key("parents");
        out.begin_array();
        for (auto const& parent : record.parents)
            out.string(to_string(parent));
        out.end_array();
        field(out, "note", record.note);
        field(out, "nonce", hex(record.nonce));
        out.end_object();
        text += out.take() + "\n";
    }
    return text;
}

} // namespace recourse::vault::seal
