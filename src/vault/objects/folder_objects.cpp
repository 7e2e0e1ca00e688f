#include "vault/objects/folder_objects.hpp"

#include "base/check.hpp"
#include "vault/files/gathering.hpp"
#include "vault/objects/packs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <bitset>
#include <limits>
#include <set>

namespace recourse::vault {

namespace {

constexpr std::size_t piece_size = 256 * 1024;
/// Objects up to this size wait in memory and go into a pack; larger ones are files of their own.
constexpr std::size_t in_memory_max = 16 * 1024;
/// So many objects share a flush at most, unless one call has more.
constexpr std::size_t gathered_max = 4096;
/// Up to so many new files are flushed one by one; from there on everything is flushed at once.
constexpr std::size_t flushed_singly_max = 2;
constexpr std::size_t findings_max = 100;

std::string two_digits(std::size_t byte)
{
    return fmt::format("{:02x}", byte);
}

std::unexpected<Fault> missing(Digest const& digest)
{
    return std::unexpected(Fault { FaultKind::missing, fmt::format("there is no object {}", to_string(digest)) });
}

Outcome<std::pair<Digest, std::uint64_t>> hash_file(Files& files, std::filesystem::path const& path)
{
    Digester digester;
    std::vector<std::uint8_t> piece(piece_size);
    std::uint64_t size = 0;
    for (;;) {
        auto const got = RECOURSE_TRY(files.read(path, size, piece));
        if (got == 0)
            return std::pair { digester.finish(), size };
        digester.add(std::span(piece).first(got));
        size += got;
    }
}

/// On its way: small ones are bytes, others a file that nobody else knows and that goes with this.
class Incoming : public StagedObject {
public:
    Incoming(Files& files, Digest const& digest, std::uint64_t size) : files_(files), digest_(digest), size_(size) { }
    ~Incoming() override { drop(); }

    Digest const& digest() const override { return digest_; }
    std::uint64_t size() const override { return size_; }

    void drop()
    {
        file.reset();
        if (!path.empty()) // what is left over goes when the folder is opened
            [[maybe_unused]]
            auto const gone = files_.remove(path);
        path.clear();
    }

    std::string bytes;
    std::filesystem::path path; ///< empty: no file, or it is an object now
    std::unique_ptr<WrittenFile> file;

private:
    Files& files_;
    Digest digest_;
    std::uint64_t size_;
};

class FolderObjects : public Objects {
public:
    FolderObjects(Files& files, std::filesystem::path folder)
        : files_(files)
        , folder_(std::move(folder))
        , packs_(files_, folder_ / "packs")
    {
    }

    Outcome<void> open(std::string_view holder);

    Outcome<std::unique_ptr<StagedObject>> stage(ByteSource const& source, std::uint64_t size_max) override;
    Outcome<std::vector<StoredObject>> keep(std::vector<std::unique_ptr<StagedObject>> staged) override;
    Outcome<std::optional<std::uint64_t>> size(Digest const& digest) override
    {
        if (auto const packed = packs_.find(digest))
            return packed->size;
        return files_.size(path_of(digest));
    }
    Outcome<void> get(Digest const&, std::uint64_t offset, std::uint64_t count, ByteSink const&) override;
    Outcome<std::optional<std::filesystem::path>> file_of(Digest const& digest) override
    {
        auto path = path_of(digest);
        if (packs_.find(digest) || !RECOURSE_TRY(files_.size(path)))
            return std::nullopt;
        return path;
    }
    Outcome<bool> erase(Digest const&) override;
    Outcome<std::vector<Digest>> list(std::optional<Digest> const& after, std::size_t max) override;
    Outcome<ObjectsCheck> check() override;

private:
    /// A call of keep that waits.
    struct Keeping {
        std::vector<std::unique_ptr<StagedObject>> staged;
        std::optional<Outcome<std::vector<StoredObject>>> outcome;
    };

    std::filesystem::path incoming() const { return folder_ / "incoming"; }
    std::filesystem::path objects() const { return folder_ / "objects"; }
    std::filesystem::path folder_of(Digest const& digest) const
    {
        return objects() / two_digits(digest.bytes[0]) / two_digits(digest.bytes[1]);
    }
    std::filesystem::path path_of(Digest const& digest) const { return folder_of(digest) / to_string(digest); }
    /// The name under which an object waits for its place: what opening finds under it, with that digest, was kept.
    std::filesystem::path sealed_name(Digest const& digest)
    {
        return incoming() / fmt::format("{}.{}", to_string(digest), ++last_);
    }

    Outcome<void> recover();
    void commit(std::span<Keeping* const>);
    Outcome<void> make_durable(std::span<Incoming* const>);
    Outcome<void> publish(std::filesystem::path const& from, Digest const&);
    Outcome<void> make_folder_of(Digest const&);

    Files& files_;
    std::filesystem::path folder_;
    Packs packs_;
    std::shared_ptr<void> lock_;
    std::atomic<std::uint64_t> last_ = 0; ///< number of the last file in incoming
    Gathering<Keeping> waiting_ { gathered_max };
    std::bitset<65536> made_; ///< folders that are there; of the one who commits
};

// ------------------------------------------------------------------------------------------------------- opening

Outcome<void> FolderObjects::open(std::string_view holder)
{
    RECOURSE_TRY_DONE(files_.make_folder(folder_));
    lock_ = RECOURSE_TRY(files_.lock(folder_ / "lock", holder));
    RECOURSE_TRY_DONE(files_.make_folder(incoming()));
    RECOURSE_TRY_DONE(files_.make_folder(objects()));
    RECOURSE_TRY_DONE(packs_.open());
    return recover();
}

/// What is in incoming under its digest was kept, or was about to be: it gets its place when its bytes are all there.
/// The rest was never acknowledged.
Outcome<void> FolderObjects::recover()
{
    std::vector<std::pair<std::filesystem::path, Digest>> whole;
    for (auto const& name : RECOURSE_TRY(files_.list(incoming()))) {
        auto const path = incoming() / name;
        auto const digest = name.size() > 65 && name[64] == '.' ? parse_digest(name.substr(0, 64)) : std::nullopt;
        if (digest && RECOURSE_TRY(hash_file(files_, path)).first == *digest)
            whole.emplace_back(path, *digest);
        else if (name.ends_with('/'))
            RECOURSE_TRY_DONE(files_.remove_folder(path));
        else
            RECOURSE_TRY_DONE(files_.remove(path));
    }
    // The bytes may be in memory only, when the program was stopped and the machine was not; and the folders are new.
    RECOURSE_TRY_DONE(files_.flush_all(folder_));
    for (auto const& [path, digest] : whole)
        RECOURSE_TRY_DONE(publish(path, digest));
    return {};
}

// ------------------------------------------------------------------------------------------------------- keeping

Outcome<std::unique_ptr<StagedObject>> FolderObjects::stage(ByteSource const& source, std::uint64_t size_max)
{
    Digester digester;
    std::vector<std::uint8_t> piece(in_memory_max + 1);
    std::string head; // what is written later or never
    auto part = std::make_unique<Incoming>(files_, Digest {}, 0); // takes the file away when anything goes wrong
    std::uint64_t size = 0;
    for (;;) {
        auto const got = source(piece);
        if (!got)
            return std::unexpected(Fault { FaultKind::failed, got.error() });
        if (*got == 0)
            break;
        RECOURSE_ASSERT(*got <= piece.size());
        size += *got;
        if (size > size_max)
            return std::unexpected(
                Fault { FaultKind::limit, fmt::format("the object has more than {} bytes", size_max) });
        auto const bytes = std::span(std::as_const(piece)).first(*got);
        digester.add(bytes);
        if (part->file == nullptr) {
            head.append(reinterpret_cast<char const*>(bytes.data()), bytes.size());
            if (head.size() <= in_memory_max)
                continue;
            part->path = incoming() / fmt::format("{}.part", ++last_);
            part->file = RECOURSE_TRY(files_.create(part->path));
            RECOURSE_TRY_DONE(part->file->append({ reinterpret_cast<std::uint8_t const*>(head.data()), head.size() }));
            head.clear();
            piece.resize(piece_size);
            continue;
        }
        RECOURSE_TRY_DONE(part->file->append(bytes));
    }
    auto staged = std::make_unique<Incoming>(files_, digester.finish(), size);
    staged->bytes = std::move(head);
    staged->file = std::move(part->file);
    staged->path = std::exchange(part->path, {});
    return staged;
}

Outcome<std::vector<StoredObject>> FolderObjects::keep(std::vector<std::unique_ptr<StagedObject>> staged)
{
    Keeping own { std::move(staged), {} };
    auto const weight = own.staged.size();
    waiting_.submit(own, weight, [this](std::span<Keeping* const> batch) { commit(batch); });
    return std::move(*own.outcome);
}

void FolderObjects::commit(std::span<Keeping* const> batch)
{
    std::vector<Incoming*> fresh;
    for (auto* const keeping : batch)
        keeping->outcome.emplace();
    auto const outcome = [&]() -> Outcome<void> {
        for (auto* const keeping : batch) {
            auto& stored = **keeping->outcome;
            for (auto const& one : keeping->staged) {
                auto* const staged = dynamic_cast<Incoming*>(one.get());
                RECOURSE_ASSERT(staged != nullptr);
                auto const there = RECOURSE_TRY(size(staged->digest()));
                stored.push_back({ staged->digest(), staged->size(), there == staged->size() });
                if (!stored.back().was_there)
                    fresh.push_back(staged);
                else
                    staged->drop();
            }
        }
        // The same bytes twice in one batch: the first is written, and the others were there by then.
        std::ranges::sort(fresh, {}, [](Incoming const* one) { return one->digest(); });
        auto const twice = std::ranges::unique(fresh, {}, [](Incoming const* one) { return one->digest(); });
        fresh.erase(twice.begin(), twice.end());
        auto const small = std::ranges::partition(fresh, [](Incoming const* one) { return one->file != nullptr; });
        std::vector<Packs::Small> packed;
        for (auto const* const one : small)
            packed.push_back({ one->digest(), one->bytes });
        fresh.erase(small.begin(), small.end());
        RECOURSE_TRY_DONE(make_durable(fresh));
        RECOURSE_TRY_DONE(packs_.add(packed));
        for (auto* const one : fresh) {
            one->file.reset();
            if (auto const published = publish(one->path, one->digest()); !published)
                return std::unexpected(Fault { FaultKind::unknown, published.error().detail });
            one->path.clear();
        }
        return {};
    }();
    std::set<Digest> told;
    for (auto* const keeping : batch) {
        for (auto& one : **keeping->outcome) {
            auto const first = told.insert(one.digest).second;
            one.was_there = one.was_there || !first;
        }
        keeping->staged.clear(); // those that are not objects now leave nothing
    }
    if (outcome)
        return;
    // Also after a cut of the power: files that were to be objects may have been flushed under their digests.
    auto error = outcome.error();
    if (auto const gone = files_.flush_folder(incoming()); !gone)
        error = gone.error();
    for (auto* const keeping : batch)
        keeping->outcome = std::unexpected(error);
}

/// The files get the names under which opening would find them, and are flushed.
Outcome<void> FolderObjects::make_durable(std::span<Incoming* const> fresh)
{
    if (fresh.empty())
        return {};
    for (auto* const one : fresh) {
        auto const path = sealed_name(one->digest());
        RECOURSE_TRY_DONE(files_.rename(one->path, path));
        one->path = path;
        if (fresh.size() > flushed_singly_max)
            one->file.reset();
    }
    if (fresh.size() > flushed_singly_max)
        return files_.flush_all(folder_);
    for (auto* const one : fresh)
        RECOURSE_TRY_DONE(one->file->flush());
    return files_.flush_folder(incoming());
}

Outcome<void> FolderObjects::publish(std::filesystem::path const& from, Digest const& digest)
{
    auto const number = static_cast<std::size_t>(digest.bytes[0] << 8 | digest.bytes[1]);
    if (!made_[number]) {
        RECOURSE_TRY_DONE(files_.make_folder(folder_of(digest)));
        made_[number] = true;
    }
    return files_.rename(from, path_of(digest));
}

// ------------------------------------------------------------------------------------------------------- reading

Outcome<void> FolderObjects::get(Digest const& digest, std::uint64_t offset, std::uint64_t count, ByteSink const& sink)
{
    auto const packed = packs_.find(digest);
    auto const path = path_of(digest);
    auto const there = packed ? std::optional<std::uint64_t>(packed->size) : RECOURSE_TRY(files_.size(path));
    if (!there)
        return missing(digest);
    offset = std::min(offset, *there);
    auto const end = offset + std::min(count, *there - offset);
    bool const whole = offset == 0 && end == *there;
    Digester digester;
    std::vector<std::uint8_t> piece(static_cast<std::size_t>(std::min<std::uint64_t>(piece_size, end - offset)));
    for (auto at = offset; at < end;) {
        auto const into
            = std::span(piece).first(static_cast<std::size_t>(std::min<std::uint64_t>(piece.size(), end - at)));
        auto const got = RECOURSE_TRY(packed ? packs_.read(*packed, at, into) : files_.read(path, at, into));
        if (got == 0)
            return std::unexpected(
                Fault { FaultKind::corrupt, fmt::format("the object {} is shorter than it was", to_string(digest)) });
        auto const bytes = std::span(std::as_const(piece)).first(got);
        if (whole)
            digester.add(bytes);
        if (!sink(bytes))
            return {};
        at += got;
    }
    if (whole && digester.finish() != digest)
        return std::unexpected(
            Fault { FaultKind::corrupt, fmt::format("the object {} has bytes of another digest", to_string(digest)) });
    return {};
}

Outcome<bool> FolderObjects::erase(Digest const& digest)
{
    return waiting_.between([&]() -> Outcome<bool> {
        auto const packed = RECOURSE_TRY(packs_.erase(digest));
        auto const removed = files_.remove(path_of(digest));
        if (!removed && removed.error().kind == FaultKind::missing)
            return packed;
        if (!removed)
            return std::unexpected(removed.error());
        RECOURSE_TRY_DONE(files_.flush_folder(folder_of(digest)));
        return true;
    });
}

Outcome<std::vector<Digest>> FolderObjects::list(std::optional<Digest> const& after, std::size_t max)
{
    auto const packed = packs_.list(after, max);
    std::vector<Digest> loose;
    auto const first = after ? static_cast<std::size_t>(after->bytes[0] << 8 | after->bytes[1]) : 0;
    for (auto high = first >> 8; high < 256 && loose.size() < max; ++high) {
        auto const upper = files_.list(objects() / two_digits(high));
        if (!upper && upper.error().kind == FaultKind::missing)
            continue;
        if (!upper)
            return std::unexpected(upper.error());
        for (auto const& name : *upper) {
            if (high == first >> 8 && name < two_digits(first & 0xff))
                continue;
            for (auto const& object : RECOURSE_TRY(files_.list(objects() / two_digits(high) / name))) {
                auto const digest = parse_digest(object);
                if (!digest || (after && *digest <= *after))
                    continue;
                if (loose.size() < max)
                    loose.push_back(*digest);
            }
        }
    }
    std::vector<Digest> both;
    std::ranges::set_union(packed, loose, std::back_inserter(both));
    both.resize(std::min(both.size(), max));
    return both;
}

Outcome<ObjectsCheck> FolderObjects::check()
{
    ObjectsCheck check;
    auto const find = [&](ObjectFinding::Kind kind, std::string name, std::string says) {
        if (check.findings.size() < findings_max)
            check.findings.push_back({ kind, std::move(name), std::move(says) });
    };
    std::optional<Digest> last;
    for (auto digests = packs_.list(last, 1000); !digests.empty(); digests = packs_.list(last, 1000)) {
        for (auto const& digest : digests) {
            auto const bytes
                = get(digest, 0, std::numeric_limits<std::uint64_t>::max(), [&](std::span<std::uint8_t const> piece) {
                      check.bytes += piece.size();
                      return true;
                  });
            if (!bytes && bytes.error().kind == FaultKind::missing)
                continue; // erased meanwhile
            ++check.objects;
            if (!bytes && bytes.error().kind != FaultKind::corrupt)
                return std::unexpected(bytes.error());
            if (!bytes)
                find(ObjectFinding::Kind::damaged, to_string(digest), bytes.error().detail);
        }
        last = digests.back();
    }
    for (auto const& high : RECOURSE_TRY(files_.list(objects()))) {
        if (!high.ends_with('/')) {
            find(ObjectFinding::Kind::misplaced, high, "a file where folders belong");
            continue;
        }
        for (auto const& low : RECOURSE_TRY(files_.list(objects() / high))) {
            if (!low.ends_with('/')) {
                find(ObjectFinding::Kind::misplaced, high + low, "a file where folders belong");
                continue;
            }
            for (auto const& name : RECOURSE_TRY(files_.list(objects() / high / low))) {
                auto const path = objects() / high / low / name;
                auto const digest = parse_digest(name);
                if (!digest || path.lexically_normal() != path_of(*digest).lexically_normal()) {
                    find(ObjectFinding::Kind::misplaced, high + low + name,
                        "its name or place is not that of an object");
                    continue;
                }
                auto const hashed = hash_file(files_, path);
                if (!hashed && hashed.error().kind == FaultKind::missing)
                    continue; // erased meanwhile
                if (!hashed)
                    return std::unexpected(hashed.error());
                ++check.objects;
                check.bytes += hashed->second;
                if (hashed->first != *digest)
                    find(ObjectFinding::Kind::damaged, high + low + name,
                        fmt::format("its bytes have the digest {}", to_string(hashed->first)));
            }
        }
    }
    return check;
}

} // namespace

Outcome<std::unique_ptr<Objects>> open_folder_objects(
    Files& files, std::filesystem::path folder, std::string_view holder)
{
    auto objects = std::make_unique<FolderObjects>(files, std::move(folder));
    RECOURSE_TRY_DONE(objects->open(holder));
    return objects;
}

} // namespace recourse::vault
