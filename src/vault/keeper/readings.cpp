#include "vault/keeper/readings.hpp"

#include "base/check.hpp"
#include "base/packed.hpp"
#include "codec/described.hpp"
#include "vault/keeper/small_files.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

namespace recourse::vault::keeper {

namespace {

/// What lies in `readings/` before the packed reading.
struct KeptHead {
    bool was_read = false;
    std::string says;
    readers::cell::Walls walls;
    Digest json {};
    std::uint64_t json_size = 0;
    std::uint64_t reading_size = 0; ///< bytes of the packed reading
};
BOOST_DESCRIBE_STRUCT(KeptHead, (), (was_read, says, walls, json, json_size, reading_size))

constexpr std::size_t kept_size_max = std::size_t { 64 } << 20U;
constexpr std::size_t digest_size = 32;

/// A descriptor that closes itself.
class Descriptor {
public:
    explicit Descriptor(int number) : number_(number) { }
    ~Descriptor()
    {
        if (number_ >= 0)
            ::close(number_);
    }
    Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) { }
    Descriptor& operator=(Descriptor&&) = delete;
    Descriptor(Descriptor const&) = delete;
    Descriptor& operator=(Descriptor const&) = delete;
    int number() const { return number_; }

private:
    int number_;
};

std::unexpected<Fault> system_says(std::string_view what)
{
    return fault(FaultKind::failed, fmt::format("{}: {}", what, std::strerror(errno)));
}

bool write_all(int file, std::span<std::uint8_t const> bytes)
{
    while (!bytes.empty()) {
        auto const written = ::write(file, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return false;
        bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
    return true;
}

/// The object's bytes behind a descriptor, hashed on the way: its own file, or a copy in memory where it shares one.
Outcome<Descriptor> opened(Objects& objects, Digest const& digest)
{
    auto const path = RECOURSE_TRY(objects.file_of(digest));
    Descriptor file(
        path ? ::open(path->c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW) : ::memfd_create("evidence", MFD_CLOEXEC));
    if (file.number() < 0)
        return system_says(path ? path->string() : "memory for a file");
    bool well = true;
    RECOURSE_TRY_DONE(objects.get(digest, 0, ~std::uint64_t { 0 }, [&](std::span<std::uint8_t const> piece) {
        well = path.has_value() || write_all(file.number(), piece);
        return well;
    }));
    if (!well)
        return system_says("memory for a file");
    if (!path && ::lseek(file.number(), 0, SEEK_SET) != 0)
        return system_says("memory for a file");
    return file;
}

/// What a kept file holds, where it is whole.
struct KeptParts {
    KeptHead head;
    std::string_view reading; ///< packed
};
std::optional<KeptParts> parts_of(std::string_view bytes)
{
    if (bytes.size() < digest_size + 8)
        return std::nullopt;
    auto rest = bytes.substr(0, bytes.size() - digest_size);
    if (!std::ranges::equal(sha256(rest).bytes, bytes_of(bytes.substr(rest.size()))))
        return std::nullopt;
    std::uint64_t head_size = 0;
    for (char const c : rest.substr(0, 8))
        head_size = head_size << 8U | static_cast<std::uint8_t>(c);
    rest.remove_prefix(8);
    if (head_size > rest.size())
        return std::nullopt;
    auto head = packed::unpack<KeptHead>(rest.substr(0, head_size));
    rest.remove_prefix(head_size);
    if (!head || head->reading_size != rest.size())
        return std::nullopt;
    return KeptParts { std::move(*head), rest };
}

} // namespace

std::string to_json(readers::Reading const& reading)
{
    codec::JsonWriter json(codec::JsonStyle::pretty);
    codec::to_json(json, reading);
    return json.take() + "\n";
}

std::filesystem::path Readings::file_of(Digest const& object, Digest const& key) const
{
    auto const name = to_string(object);
    return folder_ / name.substr(0, 2) / fmt::format("{}.{}", name, to_string(key).substr(0, 16));
}

std::optional<KeptReading> Readings::kept(Digest const& object, Digest const& key)
{
    auto const bytes = read_small(keeper_.files(), file_of(object, key), kept_size_max);
    auto parts = bytes ? parts_of(*bytes) : std::nullopt;
    if (!parts)
        return std::nullopt;
    auto& head = parts->head;
    KeptReading found;
    found.says = std::move(head.says);
    found.walls = head.walls;
    if (!head.was_read)
        return found;
    auto reading = packed::unpack<readers::Reading>(parts->reading);
    auto const there = keeper_.objects().has(head.json);
    if (!reading || !there || !*there) // it may have been erased: then it is read again
        return std::nullopt;
    found.reading = std::move(*reading);
    found.json = StoredObject { head.json, head.json_size, true };
    return found;
}

Outcome<void> Readings::keep(Digest const& object, Digest const& key, KeptReading const& read)
{
    KeptHead head { read.reading.has_value(), read.says, read.walls, {}, 0, 0 };
    if (read.json) {
        head.json = read.json->digest;
        head.json_size = read.json->size;
    }
    auto const reading = read.reading ? packed::pack(*read.reading) : std::string {};
    head.reading_size = reading.size();
    auto const packed_head = packed::pack(head);
    std::string bytes;
    for (int shift = 56; shift >= 0; shift -= 8)
        bytes += static_cast<char>(packed_head.size() >> shift & 0xFFU);
    bytes += packed_head;
    bytes += reading;
    auto const digest = sha256(bytes);
    bytes.append(reinterpret_cast<char const*>(digest.bytes.data()), digest.bytes.size());
    // Unflushed: half of one is seen for what it is, and the object read again.
    auto const path = file_of(object, key);
    RECOURSE_TRY_DONE(keeper_.files().make_folder(path.parent_path()));
    auto fresh = path;
    fresh += ".new";
    auto const file = RECOURSE_TRY(keeper_.files().create(fresh));
    RECOURSE_TRY_DONE(file->append(bytes_of(bytes)));
    return keeper_.files().rename(fresh, path);
}

Outcome<std::vector<std::filesystem::path>> Readings::files_of(Digest const& object)
{
    auto const name = to_string(object);
    auto const folder = folder_ / name.substr(0, 2);
    std::vector<std::filesystem::path> found;
    auto const files = keeper_.files().list(folder);
    if (!files && files.error().kind == FaultKind::missing)
        return found;
    if (!files)
        return std::unexpected(files.error());
    for (auto const& file : *files) {
        if (file.starts_with(name))
            found.push_back(folder / file);
    }
    return found;
}

Outcome<std::vector<Digest>> Readings::made_of(Digest const& object)
{
    std::vector<Digest> made;
    for (auto const& file : RECOURSE_TRY(files_of(object))) {
        auto const bytes = read_small(keeper_.files(), file, kept_size_max);
        if (!bytes && bytes.error().kind != FaultKind::missing && bytes.error().kind != FaultKind::limit)
            return std::unexpected(bytes.error());
        auto const parts = bytes ? parts_of(*bytes) : std::nullopt;
        if (parts && parts->head.was_read)
            made.push_back(parts->head.json);
    }
    return made;
}

Outcome<void> Readings::forget(Digest const& object)
{
    for (auto const& file : RECOURSE_TRY(files_of(object)))
        RECOURSE_TRY_DONE(keeper_.files().remove(file));
    return {};
}

Outcome<KeptReading> Readings::read_now(Digest const& digest, readers::Told const& told)
{
    auto const file = RECOURSE_TRY(opened(keeper_.objects(), digest));
    KeptReading made;
    made.fresh = true;
    auto read = readers::read(file.number(), told, options_.limits, options_.program);
    if (!read) {
        if (read.error().why == readers::cell::Stopped::not_started)
            return fault(FaultKind::failed, read.error().says);
        made.says = read.error().says;
        return made;
    }
    made.walls = read->walls;
    made.reading = std::move(read->reading);
    made.json = RECOURSE_TRY(keeper_.objects().put(to_json(*made.reading)));
    return made;
}

Outcome<KeptReading> Readings::read_object(Digest const& digest, readers::Told const& told)
{
    auto const key = sha256(tool() + "\n" + packed::pack(told));
    auto found = kept(digest, key);
    if (!found) {
        found = RECOURSE_TRY(read_now(digest, told));
        // It was read all the same where it cannot be kept.
        [[maybe_unused]] auto const done = keep(digest, key, *found);
    }
    if (found->json) {
        found->derived.digest = found->json->digest;
        found->derived.size = found->json->size;
        found->derived.act = Act::derived;
        found->derived.how = tool();
        found->derived.parents = { digest };
    }
    return std::move(*found);
}

} // namespace recourse::vault::keeper
