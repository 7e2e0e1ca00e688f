#include "vault/record/record.hpp"

#include "base/check.hpp"
#include "base/packed.hpp"
#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>

#include <sys/random.h>

namespace recourse::vault {

namespace {

/// In the order of their numbers, from 1 on.
constexpr std::string_view act_names[] = { "collected", "received", "viewed-original", "derived", "translated",
    "redacted", "numbered", "exported", "handed-over", "sealed", "timestamped", "key-observed", "cosigned", "imported",
    "held", "erased", "key-rotated", "released", "withdrawn", "restarted", "incident" };
static_assert(std::size(act_names) == act_last);

bool is_plain(std::string_view text, std::string_view allowed)
{
    return is_utf8(text) && std::ranges::none_of(text, [&](char c) {
        return (static_cast<unsigned char>(c) < ' ' && allowed.find(c) == std::string_view::npos) || c == 0x7f;
    });
}

std::optional<std::string> flaw_of_text(
    std::string_view what, std::string_view text, std::size_t size_max, std::string_view allowed)
{
    if (text.size() > size_max)
        return fmt::format("{} has {} bytes; at most {}", what, text.size(), size_max);
    if (!is_plain(text, allowed))
        return fmt::format("{} has a control character or is not UTF-8", what);
    return std::nullopt;
}

std::string said(std::string_view field, packed::Fault fault)
{
    return fmt::format("{}: {}", field, packed::word(fault));
}

} // namespace

std::string_view name(Act act)
{
    auto const number = static_cast<std::size_t>(act);
    RECOURSE_ASSERT(number >= 1 && number <= act_last);
    return act_names[number - 1];
}

std::optional<Act> parse_act(std::string_view text)
{
    auto const* const found = std::ranges::find(act_names, text);
    if (found == std::end(act_names))
        return std::nullopt;
    return static_cast<Act>(found - std::begin(act_names) + 1);
}

Nonce new_nonce()
{
    Nonce nonce;
    RECOURSE_ASSERT(getrandom(nonce.data(), nonce.size(), 0) == static_cast<ssize_t>(nonce.size()));
    return nonce;
}

std::optional<std::string> flaw(Record const& record)
{
    auto const number = static_cast<std::uint8_t>(record.act);
    if (number < 1 || number > act_last)
        return fmt::format("act {} is none", number);
    if (record.parents.size() > Record::parents_max)
        return fmt::format("{} parents; at most {}", record.parents.size(), Record::parents_max);
    for (auto const& [what, text] :
        { std::pair { "subject", &record.subject }, { "actor", &record.actor }, { "how", &record.how } }) {
        if (auto found = flaw_of_text(what, *text, Record::text_size_max, ""))
            return found;
    }
    return flaw_of_text("note", record.note, Record::note_size_max, "\n\t");
}

std::string encode(Record const& record)
{
    RECOURSE_ASSERT(!flaw(record));
    packed::Writer out;
    out.number(Record::version);
    out.number(record.sequence);
    out.bytes(record.digest.bytes);
    out.number(record.size);
    out.bytes(record.nonce);
    out.byte(static_cast<std::uint8_t>(record.act));
    out.text(record.subject);
    out.text(record.actor);
    out.signed_number(record.at.micros);
    out.text(record.how);
    out.number(record.parents.size());
    for (auto const& parent : record.parents)
        out.bytes(parent.bytes);
    out.text(record.note);
    return out.take();
}

std::expected<Record, std::string> decode_record(std::string_view bytes)
{
    packed::Reader in(bytes);
    Record record;
    std::uint64_t version = 0;
    // Each line reads one field and names it when it cannot.
    auto const into = [](std::string_view field, auto&& read, auto& value) -> std::expected<void, std::string> {
        if (!read)
            return std::unexpected(said(field, read.error()));
        value = std::move(*read);
        return {};
    };
    auto const raw = [&](std::string_view field, std::span<std::uint8_t> value) -> std::expected<void, std::string> {
        if (auto const read = in.bytes(value); !read)
            return std::unexpected(said(field, read.error()));
        return {};
    };
    RECOURSE_TRY_DONE(into("version", in.number(), version));
    if (version != Record::version)
        return std::unexpected(fmt::format("version {} is not known; this program knows 1", version));
    RECOURSE_TRY_DONE(into("sequence", in.number(), record.sequence));
    RECOURSE_TRY_DONE(raw("digest", record.digest.bytes));
    RECOURSE_TRY_DONE(into("size", in.number(), record.size));
    RECOURSE_TRY_DONE(raw("nonce", record.nonce));
    std::uint8_t act = 0;
    RECOURSE_TRY_DONE(into("act", in.byte(), act));
    if (act < 1 || act > act_last)
        return std::unexpected(fmt::format("act {} is not known", act));
    record.act = static_cast<Act>(act);
    RECOURSE_TRY_DONE(into("subject", in.text(), record.subject));
    RECOURSE_TRY_DONE(into("actor", in.text(), record.actor));
    RECOURSE_TRY_DONE(into("at", in.signed_number(), record.at.micros));
    RECOURSE_TRY_DONE(into("how", in.text(), record.how));
    std::size_t parents = 0;
    RECOURSE_TRY_DONE(into("parents", in.size(), parents));
    if (parents > Record::parents_max)
        return std::unexpected(fmt::format("{} parents; at most {}", parents, Record::parents_max));
    for (std::size_t i = 0; i < parents; ++i)
        RECOURSE_TRY_DONE(raw("parents", record.parents.emplace_back().bytes));
    RECOURSE_TRY_DONE(into("note", in.text(), record.note));
    if (!in.done())
        return std::unexpected("bytes are left over after the note");
    if (auto found = flaw(record))
        return std::unexpected(std::move(*found));
    return record;
}

} // namespace recourse::vault
