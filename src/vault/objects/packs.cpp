#include "vault/objects/packs.hpp"

#include "base/check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace recourse::vault {

namespace {

// Stored: docs/formats/vault.md. Numbers have their most significant byte first.
constexpr std::size_t head_size = 4 + 32; ///< size and digest, before the bytes
constexpr std::size_t index_entry_size = 32 + 4 + 4; ///< digest, offset, size
constexpr std::size_t erased_entry_size = 4 + 4 + 4; ///< pack, offset, size
constexpr std::uint64_t pack_size_max = std::uint64_t { 64 } << 20;
constexpr std::size_t digest_size = 32;

void put(std::string& out, std::uint32_t number)
{
    for (int shift = 24; shift >= 0; shift -= 8)
        out += static_cast<char>(number >> shift & 0xff);
}

std::uint32_t get(std::string_view in, std::size_t at)
{
    std::uint32_t number = 0;
    for (char const byte : in.substr(at, 4))
        number = number << 8 | static_cast<std::uint8_t>(byte);
    return number;
}

std::string_view text_of(Digest const& digest)
{
    return { reinterpret_cast<char const*>(digest.bytes.data()), digest.bytes.size() };
}

Digest digest_at(std::string_view in, std::size_t at)
{
    Digest digest;
    std::ranges::copy(in.substr(at, digest_size), reinterpret_cast<char*>(digest.bytes.data()));
    return digest;
}

std::span<std::uint8_t const> bytes_of(std::string_view text)
{
    return { reinterpret_cast<std::uint8_t const*>(text.data()), text.size() };
}

} // namespace

std::filesystem::path Packs::pack_path(std::uint32_t number) const
{
    return folder_ / fmt::format("{:08}", number);
}

std::filesystem::path Packs::index_path(std::uint32_t number) const
{
    return folder_ / fmt::format("{:08}.index", number);
}

Outcome<void> Packs::open()
{
    RECOURSE_TRY_DONE(files_.make_folder(folder_));
    RECOURSE_TRY_DONE(read_erased());
    for (auto const& name : RECOURSE_TRY(files_.list(folder_))) {
        std::uint32_t number = 0;
        auto const [end, error] = std::from_chars(name.data(), name.data() + name.size(), number);
        if (name.size() != 8 || error != std::errc {} || end != name.data() + name.size())
            continue;
        number_ = std::max(number_, number);
        if (!RECOURSE_TRY(read_index(number)))
            RECOURSE_TRY_DONE(scan(number));
    }
    return {};
}

/// Places whose bytes have to be gone: a stop may have come before they were.
Outcome<void> Packs::read_erased()
{
    auto const bytes = read_small(files_, erased_path(), std::size_t { 1 } << 30);
    if (!bytes)
        return bytes.error().kind == FaultKind::missing ? Outcome<void> {} : std::unexpected(bytes.error());
    for (std::size_t at = 0; at + erased_entry_size <= bytes->size(); at += erased_entry_size) {
        Place const place { get(*bytes, at), get(*bytes, at + 4), get(*bytes, at + 8) };
        // A torn end reads as anything; a place is never within the first head.
        auto const there = RECOURSE_TRY(files_.size(pack_path(place.pack)));
        if (!there || place.offset < head_size || std::uint64_t { place.offset } + place.size > *there)
            continue;
        std::string head(head_size, '\0');
        RECOURSE_TRY_DONE(files_.read(pack_path(place.pack), place.offset - head_size,
            { reinterpret_cast<std::uint8_t*>(head.data()), head.size() }));
        if (get(head, 0) != place.size)
            continue;
        std::string left(place.size, '\0');
        RECOURSE_TRY_DONE(files_.read(
            pack_path(place.pack), place.offset, { reinterpret_cast<std::uint8_t*>(left.data()), left.size() }));
        if (std::ranges::any_of(left, [](char byte) { return byte != 0; }))
            RECOURSE_TRY_DONE(files_.blank(pack_path(place.pack), place.offset, place.size));
        erased_.emplace(place.pack, place.offset);
    }
    return {};
}

/// False when there is no index, or not all of it.
Outcome<bool> Packs::read_index(std::uint32_t number)
{
    auto const bytes = read_small(files_, index_path(number), pack_size_max * 2);
    if (!bytes && bytes.error().kind == FaultKind::missing)
        return false;
    if (!bytes)
        return std::unexpected(bytes.error());
    if (bytes->size() < digest_size || (bytes->size() - digest_size) % index_entry_size != 0)
        return false;
    auto const body = std::string_view { *bytes }.substr(0, bytes->size() - digest_size);
    if (sha256(body) != digest_at(*bytes, body.size()))
        return false;
    std::vector<Entry> entries;
    for (std::size_t at = 0; at < body.size(); at += index_entry_size)
        entries.push_back({ digest_at(body, at), { number, get(body, at + 32), get(body, at + 36) } });
    show(entries);
    return true;
}

/// Finds what is whole in a pack without an index, and writes one. What is not is left alone: it was never
/// acknowledged, or it is damaged, and then what follows it is found all the same.
Outcome<void> Packs::scan(std::uint32_t number)
{
    auto const path = pack_path(number);
    auto const size = RECOURSE_TRY(files_.size(path)).value_or(0);
    entries_.clear();
    for (std::uint64_t at = 0; at + head_size <= size;) {
        std::string head(head_size, '\0');
        RECOURSE_TRY_DONE(files_.read(path, at, { reinterpret_cast<std::uint8_t*>(head.data()), head.size() }));
        auto const count = get(head, 0);
        if (at + head_size + count > size)
            break;
        std::string bytes(count, '\0');
        RECOURSE_TRY_DONE(
            files_.read(path, at + head_size, { reinterpret_cast<std::uint8_t*>(bytes.data()), bytes.size() }));
        Entry const entry { digest_at(head, 4), { number, static_cast<std::uint32_t>(at + head_size), count } };
        if (erased_.contains({ number, entry.place.offset }) || sha256(bytes) == entry.digest)
            entries_.push_back(entry);
        at += head_size + count;
    }
    RECOURSE_TRY_DONE(files_.flush_all(folder_)); // the bytes may be in memory only
    show(entries_);
    number_ = number;
    end_pack();
    return {};
}

void Packs::show(std::span<Entry const> entries)
{
    std::unique_lock const lock(mutex_);
    for (auto const& entry : entries) {
        if (!erased_.contains({ entry.place.pack, entry.place.offset }))
            places_[entry.digest] = entry.place;
    }
}

Outcome<void> Packs::begin_pack()
{
    ++number_;
    size_ = 0;
    entries_.clear();
    auto file = RECOURSE_TRY(files_.create(pack_path(number_)));
    RECOURSE_TRY_DONE(files_.flush_folder(folder_));
    file_ = std::move(file);
    return {};
}

/// Writes the index of the last pack, which is not written any more. The index only saves time: half of one is
/// seen for what it is, and the pack read through.
void Packs::end_pack()
{
    file_.reset();
    std::string index;
    for (auto const& entry : entries_) {
        index += text_of(entry.digest);
        put(index, entry.place.offset);
        put(index, entry.place.size);
    }
    auto const digest = sha256(index);
    index += text_of(digest);
    entries_.clear();
    if (auto const file = files_.create(index_path(number_))) [[maybe_unused]]
        auto const written = (*file)->append(bytes_of(index));
}

Outcome<void> Packs::add(std::span<Small const> group)
{
    if (group.empty())
        return {};
    if (file_ == nullptr)
        RECOURSE_TRY_DONE(begin_pack());
    std::string bytes;
    std::vector<Entry> entries;
    for (auto const& one : group) {
        RECOURSE_ASSERT(one.bytes.size() < pack_size_max);
        put(bytes, static_cast<std::uint32_t>(one.bytes.size()));
        bytes += text_of(one.digest);
        entries.push_back({ one.digest,
            { number_, static_cast<std::uint32_t>(size_ + bytes.size()),
                static_cast<std::uint32_t>(one.bytes.size()) } });
        bytes += one.bytes;
    }
    if (auto const written = file_->append(bytes_of(bytes)); !written) {
        // Half a group may stand at the end now: what comes next goes there only if it can be cut off.
        if (!file_->cut(size_))
            end_pack();
        return written;
    }
    if (auto const flushed = file_->flush(); !flushed) {
        end_pack();
        return flushed;
    }
    size_ += bytes.size();
    entries_.insert(entries_.end(), entries.begin(), entries.end());
    show(entries);
    if (size_ >= pack_size_max)
        end_pack(); // without its index a pack is read through when it is opened
    return {};
}

std::optional<Packs::Place> Packs::find(Digest const& digest) const
{
    std::shared_lock const lock(mutex_);
    auto const found = places_.find(digest);
    return found == places_.end() ? std::nullopt : std::optional(found->second);
}

Outcome<std::size_t> Packs::read(Place const& place, std::uint64_t offset, std::span<std::uint8_t> into)
{
    if (offset >= place.size)
        return 0;
    auto const count = static_cast<std::size_t>(std::min<std::uint64_t>(into.size(), place.size - offset));
    return files_.read(pack_path(place.pack), place.offset + offset, into.first(count));
}

/// First the place is written down, then its bytes go: a stop between them is made up for by opening.
Outcome<bool> Packs::erase(Digest const& digest)
{
    auto const place = find(digest);
    if (!place)
        return false;
    std::string line;
    put(line, place->pack);
    put(line, place->offset);
    put(line, place->size);
    auto const there = RECOURSE_TRY(files_.size(erased_path()));
    auto const file = RECOURSE_TRY(there ? files_.reopen(erased_path()) : files_.create(erased_path()));
    if (there && *there % erased_entry_size != 0) // a torn end
        RECOURSE_TRY_DONE(file->cut(*there - *there % erased_entry_size));
    RECOURSE_TRY_DONE(file->append(bytes_of(line)));
    RECOURSE_TRY_DONE(file->flush());
    RECOURSE_TRY_DONE(files_.flush_folder(folder_));
    {
        std::unique_lock const lock(mutex_);
        erased_.emplace(place->pack, place->offset);
        places_.erase(digest);
    }
    RECOURSE_TRY_DONE(files_.blank(pack_path(place->pack), place->offset, place->size));
    return true;
}

std::vector<Digest> Packs::list(std::optional<Digest> const& after, std::size_t max) const
{
    std::shared_lock const lock(mutex_);
    std::vector<Digest> found;
    for (auto one = after ? places_.upper_bound(*after) : places_.begin(); one != places_.end() && found.size() < max;
        ++one)
        found.push_back(one->first);
    return found;
}

} // namespace recourse::vault
