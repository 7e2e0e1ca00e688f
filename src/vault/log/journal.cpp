#include "vault/log/journal.hpp"

#include "base/check.hpp"
#include "vault/log/tiles.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace recourse::vault::log {

namespace {

// Stored: docs/formats/vault.md. Numbers have their most significant byte first.
constexpr std::string_view first_line = "recourse journal 1\n";
constexpr std::size_t digest_size = 32;
constexpr std::size_t head_size = 8 + 4 + 4 + 4; ///< first, count, bytes of entries, bytes of checkpoint

void put(std::string& out, std::uint64_t number, unsigned bytes)
{
    for (unsigned i = bytes; i-- > 0;)
        out += static_cast<char>(number >> (8 * i) & 0xff);
}

std::uint64_t get(std::string_view& in, unsigned bytes)
{
    std::uint64_t number = 0;
    for (char const byte : in.substr(0, bytes))
        number = number << 8 | static_cast<std::uint8_t>(byte);
    in.remove_prefix(bytes);
    return number;
}

std::string_view text_of(Digest const& digest)
{
    return { reinterpret_cast<char const*>(digest.bytes.data()), digest.bytes.size() };
}

Digest continued(Digest const& last, std::string_view bytes)
{
    Digester digester;
    return digester.add(last.bytes).add(bytes).finish();
}

std::span<std::uint8_t const> bytes_of(std::string_view text)
{
    return { reinterpret_cast<std::uint8_t const*>(text.data()), text.size() };
}

std::string beginning(std::string_view base)
{
    std::string out { first_line };
    put(out, base.size(), 4);
    out += base;
    return out;
}

/// Reads on in a file.
class Cursor {
public:
    Cursor(Files& files, std::filesystem::path const& path) : files_(files), path_(path) { }
    /// Exactly so many bytes; nothing when the file ends before.
    Outcome<std::optional<std::string>> take(std::size_t count)
    {
        std::string bytes(count, '\0');
        auto const got
            = RECOURSE_TRY(files_.read(path_, at_, { reinterpret_cast<std::uint8_t*>(bytes.data()), bytes.size() }));
        if (got < count)
            return std::nullopt;
        at_ += count;
        return bytes;
    }

private:
    Files& files_;
    std::filesystem::path const& path_;
    std::uint64_t at_ = 0;
};

struct Beginning {
    std::string base;
    std::uint64_t size = 0;
    Digest last {};
};

Outcome<Beginning> read_beginning(Cursor& cursor, std::filesystem::path const& path)
{
    auto const corrupt = [&] {
        return std::unexpected(Fault { FaultKind::corrupt, fmt::format("{}: is no journal of a log", path.string()) });
    };
    auto const start = RECOURSE_TRY(cursor.take(first_line.size() + 4));
    if (!start || !start->starts_with(first_line))
        return corrupt();
    auto rest = std::string_view { *start }.substr(first_line.size());
    auto const base_size = get(rest, 4);
    if (base_size > note_size_max)
        return corrupt();
    auto const base = RECOURSE_TRY(cursor.take(base_size + digest_size));
    if (!base)
        return corrupt();
    Beginning begun;
    begun.base = base->substr(0, base_size);
    begun.size = start->size() + base->size();
    begun.last = continued({}, beginning(begun.base));
    if (text_of(begun.last) != base->substr(base_size))
        return corrupt();
    return begun;
}

/// The next batch with the bytes that its digest covers; nothing where no whole one follows.
Outcome<std::optional<std::pair<std::string, JournalBatch>>> next_batch(Cursor& cursor, Digest const& last)
{
    auto bytes = RECOURSE_TRY(cursor.take(head_size));
    if (!bytes)
        return std::nullopt;
    std::string_view head = *bytes;
    JournalBatch batch;
    batch.first = get(head, 8);
    auto const count = get(head, 4);
    auto const entries_size = get(head, 4);
    auto const checkpoint_size = get(head, 4);
    if (entries_size > Journal::batch_size_max || checkpoint_size > note_size_max || count > entries_size / 2)
        return std::nullopt;
    auto const rest = RECOURSE_TRY(cursor.take(entries_size + checkpoint_size + digest_size));
    if (!rest)
        return std::nullopt;
    std::string_view body = *rest;
    auto const digest = body.substr(body.size() - digest_size);
    body.remove_suffix(digest_size);
    *bytes += body;
    if (text_of(continued(last, *bytes)) != digest)
        return std::nullopt;
    batch.checkpoint = body.substr(entries_size);
    body = body.substr(0, entries_size);
    for (std::uint64_t i = 0; i < count; ++i) {
        if (body.size() < 2)
            return std::nullopt;
        auto const size = get(body, 2);
        if (body.size() < size)
            return std::nullopt;
        batch.entries.emplace_back(body.substr(0, size));
        body.remove_prefix(size);
    }
    if (!body.empty())
        return std::nullopt;
    return std::pair { std::move(*bytes), std::move(batch) };
}

} // namespace

Outcome<std::string> Journal::read_base(Files& files, std::filesystem::path const& path)
{
    Cursor cursor(files, path);
    auto begun = RECOURSE_TRY(read_beginning(cursor, path));
    return std::move(begun.base);
}

Outcome<Journal::Read> Journal::read(
    Files& files, std::filesystem::path const& path, std::function<Outcome<void>(JournalBatch&&)> const& visit)
{
    auto const file_size = RECOURSE_TRY(files.size(path));
    if (!file_size)
        return std::unexpected(Fault { FaultKind::missing, fmt::format("{}: no such file", path.string()) });
    Cursor cursor(files, path);
    auto const begun = RECOURSE_TRY(read_beginning(cursor, path));
    Read read;
    read.last = begun.last;
    read.size = begun.size;
    while (read.size < *file_size) {
        auto next = RECOURSE_TRY(next_batch(cursor, read.last));
        if (!next) {
            read.torn = true;
            break;
        }
        read.last = continued(read.last, next->first);
        read.size += next->first.size() + digest_size;
        ++read.batches;
        RECOURSE_TRY_DONE(visit(std::move(next->second)));
    }
    return read;
}

Outcome<Journal> Journal::begin(Files& files, std::filesystem::path const& path, std::string_view base)
{
    auto const fresh = path.string() + ".new";
    Journal journal;
    journal.file_ = RECOURSE_TRY(files.create(fresh));
    auto bytes = beginning(base);
    journal.last_ = continued({}, bytes);
    bytes += text_of(journal.last_);
    RECOURSE_TRY_DONE(journal.file_->append(bytes_of(bytes)));
    RECOURSE_TRY_DONE(journal.file_->flush());
    RECOURSE_TRY_DONE(files.rename(fresh, path));
    RECOURSE_TRY_DONE(files.flush_folder(path.parent_path()));
    journal.size_ = bytes.size();
    return journal;
}

Outcome<Journal> Journal::go_on(Files& files, std::filesystem::path const& path, Read const& read)
{
    RECOURSE_ASSERT(!read.torn);
    Journal journal;
    journal.file_ = RECOURSE_TRY(files.reopen(path));
    journal.size_ = read.size;
    journal.last_ = read.last;
    return journal;
}

Outcome<void> Journal::add(JournalBatch const& batch)
{
    std::string bytes;
    std::string entries;
    for (auto const& entry : batch.entries)
        add_to_bundle(entries, entry);
    RECOURSE_ASSERT(entries.size() <= batch_size_max);
    put(bytes, batch.first, 8);
    put(bytes, batch.entries.size(), 4);
    put(bytes, entries.size(), 4);
    put(bytes, batch.checkpoint.size(), 4);
    bytes += entries;
    bytes += batch.checkpoint;
    auto const digest = continued(last_, bytes);
    bytes += text_of(digest);
    if (auto const written = file_->append(bytes_of(bytes)); !written) {
        // What is left of it would stand before the next batch.
        if (!file_->cut(size_))
            return std::unexpected(Fault { FaultKind::unknown, written.error().detail });
        return written;
    }
    RECOURSE_TRY_DONE(file_->flush());
    size_ += bytes.size();
    last_ = digest;
    return {};
}

} // namespace recourse::vault::log
