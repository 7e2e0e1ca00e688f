#include "vault/keeper/uploads.hpp"

#include "base/check.hpp"
#include "base/text.hpp"
#include "vault/bag/checksum.hpp"
#include "vault/keeper/small_files.hpp"
#include "vault/record/record.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace recourse::vault::keeper {

namespace {

constexpr std::string_view head_ending = ".upload";
constexpr std::string_view part_ending = ".part";
constexpr std::size_t id_digits = 32;
constexpr std::size_t head_size_max = std::size_t { 64 } << 10U;
/// So much comes in at most before it is flushed and shown by `status`.
constexpr std::uint64_t flush_every = std::uint64_t { 16 } << 20U;
constexpr std::array known_checksums { "sha1", "sha256", "sha512", "md5" };

std::unexpected<UploadRefusal> refuse(UploadError error, std::string says, std::uint64_t offset = 0)
{
    return std::unexpected(UploadRefusal { error, std::move(says), offset });
}

UploadRefusal refusal_of(Fault const& fault, std::uint64_t offset = 0)
{
    return { fault.kind == FaultKind::full ? UploadError::full : UploadError::failed, fault.detail, offset };
}

std::string new_id()
{
    auto const random = new_nonce();
    std::string id;
    for (std::size_t i = 0; i < id_digits / 2; ++i)
        id += fmt::format("{:02x}", random[i]);
    return id;
}

bool is_id(std::string_view id)
{
    return id.size() == id_digits
        && std::ranges::all_of(id, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

std::string hex(std::string_view bytes)
{
    std::string digits;
    for (char const byte : bytes)
        digits += fmt::format("{:02x}", static_cast<std::uint8_t>(byte));
    return digits;
}

} // namespace

std::string_view name(UploadError error)
{
    switch (error) {
    case UploadError::missing:
        return "missing";
    case UploadError::expired:
        return "expired";
    case UploadError::offset:
        return "offset";
    case UploadError::busy:
        return "busy";
    case UploadError::checksum:
        return "checksum";
    case UploadError::algorithm:
        return "algorithm";
    case UploadError::too_large:
        return "too_large";
    case UploadError::quota:
        return "quota";
    case UploadError::metadata:
        return "metadata";
    case UploadError::unfinished:
        return "unfinished";
    case UploadError::digest:
        return "digest";
    case UploadError::source:
        return "source";
    case UploadError::full:
        return "full";
    case UploadError::failed:
        return "failed";
    }
    return {};
}

std::string_view upload_checksums()
{
    return "sha1,sha256,sha512,md5";
}

/// The upload stays where it is while somebody has the turn.
class Uploads::Turn {
public:
    Turn(Uploads& all, std::string id, Upload& upload) : all_(&all), id_(std::move(id)), upload_(&upload) { }
    ~Turn()
    {
        if (all_ == nullptr)
            return;
        std::scoped_lock const lock(all_->mutex_);
        upload_->busy = false;
    }
    Turn(Turn&& other) noexcept
        : all_(std::exchange(other.all_, nullptr))
        , id_(std::move(other.id_))
        , upload_(other.upload_)
    {
    }
    Turn& operator=(Turn&&) = delete;
    Turn(Turn const&) = delete;
    Turn& operator=(Turn const&) = delete;

    std::string const& id() const { return id_; }
    UploadHead const& head() const { return upload_->head; }
    std::optional<UploadEnd> end() const
    {
        std::scoped_lock const lock(all_->mutex_);
        return upload_->end;
    }
    void set_end(std::optional<UploadEnd> end)
    {
        std::scoped_lock const lock(all_->mutex_);
        upload_->end = end;
    }
    std::optional<StoredObject> const& object() const { return upload_->object; }
    void finished(StoredObject const& object)
    {
        std::scoped_lock const lock(all_->mutex_);
        upload_->object = object;
        upload_->head.finished = true;
        upload_->head.digest = object.digest;
    }
    /// The upload is gone: nobody gets another turn.
    void gone()
    {
        std::scoped_lock const lock(all_->mutex_);
        all_->uploads_.erase(id_);
        all_ = nullptr;
    }

private:
    Uploads* all_;
    std::string id_;
    Upload* upload_;
};

// -------------------------------------------------------------------------------------------------------- opening

Outcome<void> Uploads::open()
{
    RECOURSE_TRY_DONE(files_.make_folder(folder_));
    uploads_.clear();
    auto const names = RECOURSE_TRY(files_.list(folder_));
    for (auto const& name : names)
        if (name.ends_with(head_ending) && is_id(name.substr(0, name.size() - head_ending.size())))
            RECOURSE_TRY_DONE(read(name.substr(0, name.size() - head_ending.size())));
    for (auto const& name : names) {
        auto const upload = uploads_.find(name.substr(0, std::min(id_digits, name.size())));
        bool const known = upload != uploads_.end()
            && (name == upload->first + std::string { head_ending }
                || (name == upload->first + std::string { part_ending } && !upload->second.object));
        if (!known && !name.ends_with('/'))
            RECOURSE_TRY_DONE(files_.remove(folder_ / name));
    }
    return {};
}

Outcome<void> Uploads::read(std::string const& id)
{
    auto const bytes = RECOURSE_TRY(read_small(files_, head_path(id), head_size_max));
    auto head = parse_upload_head(bytes);
    if (!head)
        return {}; // damaged; it goes
    Upload upload { std::move(*head), false, {}, {} };
    if (upload.head.finished)
        upload.object = StoredObject { upload.head.digest, upload.head.size, true };
    uploads_.emplace(id, std::move(upload));
    return {};
}

// ------------------------------------------------------------------------------------------------------- creating

std::optional<UploadRefusal> Uploads::over_quota(std::uint64_t size, std::string_view owner) const
{
    std::uint64_t bytes = 0, owner_bytes = 0;
    std::size_t count = 0, all = 0;
    for (auto const& [id, upload] : uploads_) {
        if (upload.object)
            continue;
        ++all;
        bytes += upload.head.size;
        if (upload.head.owner != owner)
            continue;
        owner_bytes += upload.head.size;
        ++count;
    }
    auto const over
        = [](std::uint64_t used, std::uint64_t more, std::uint64_t max) { return used > max || more > max - used; };
    if (count >= limits_.owner_uploads_max)
        return UploadRefusal { UploadError::quota,
            fmt::format("{} uploads are not finished; finish or abandon one first", count), 0 };
    if (over(owner_bytes, size, limits_.owner_bytes_max))
        return UploadRefusal { UploadError::quota,
            fmt::format("{} bytes of uploads are not finished and {} more are over {}; finish or abandon one first",
                owner_bytes, size, limits_.owner_bytes_max),
            0 };
    if (all >= limits_.uploads_max || over(bytes, size, limits_.bytes_max))
        return UploadRefusal { UploadError::quota, "too many uploads are on their way; try again later", 0 };
    return std::nullopt;
}

Uploaded<std::string> Uploads::create(std::uint64_t size, std::string_view metadata, std::string_view owner)
{
    if (size > limits_.upload_bytes_max)
        return refuse(UploadError::too_large,
            fmt::format("{} bytes were announced; one file has at most {}", size, limits_.upload_bytes_max));
    if (metadata.size() > limits_.metadata_size_max || !is_utf8(metadata) || !is_utf8(owner))
        return refuse(UploadError::metadata,
            fmt::format("the metadata is a text of at most {} bytes", limits_.metadata_size_max));
    auto const now = now_();
    UploadHead head { std::string { owner }, std::string { metadata }, size, now,
        { now.micros + limits_.lifetime_seconds * 1'000'000 }, false, {} };
    auto id = new_id();
    {
        // Its place is taken before anything is written, so that many at once stay within the quota.
        std::scoped_lock const lock(mutex_);
        if (auto refusal = over_quota(size, owner))
            return std::unexpected(std::move(*refusal));
        uploads_.emplace(id, Upload { head, true, UploadEnd {}, {} });
    }
    auto const made = [&]() -> Outcome<void> {
        {
            auto const part = RECOURSE_TRY(files_.create(part_path(id)));
            RECOURSE_TRY_DONE(part->flush());
        }
        return write_durably(files_, head_path(id), to_bytes(head));
    }();
    std::scoped_lock const lock(mutex_);
    if (made) {
        uploads_.find(id)->second.busy = false;
        return id;
    }
    [[maybe_unused]] auto const gone = remove(id);
    uploads_.erase(id);
    return std::unexpected(refusal_of(made.error()));
}

// -------------------------------------------------------------------------------------------------------- finding

Uploaded<Uploads::Upload*> Uploads::find(std::string_view id, std::string_view owner)
{
    auto const found = uploads_.find(id);
    if (found == uploads_.end() || found->second.head.owner != owner)
        return refuse(UploadError::missing, "there is no such upload");
    if (found->second.head.expires <= now_())
        return refuse(UploadError::expired, "the time for this upload is over; begin a new one");
    return &found->second;
}

Uploaded<Uploads::Turn> Uploads::take_turn(std::string_view id, std::string_view owner)
{
    std::scoped_lock const lock(mutex_);
    auto* const upload = RECOURSE_TRY(find(id, owner));
    if (upload->busy)
        return refuse(UploadError::busy, "another call is writing to this upload");
    upload->busy = true;
    return Turn(*this, std::string { id }, *upload);
}

/// After a start the file is read through once.
Uploaded<std::uint64_t> Uploads::end_of(Turn& turn)
{
    if (auto const known = turn.end())
        return known->bytes;
    auto const end = read_upload(files_, part_path(turn.id()), turn.head().size, {});
    if (!end)
        return std::unexpected(refusal_of(end.error()));
    // What a stop left behind the end goes, durably: nothing may ever follow it. The rest may be in memory only.
    auto const settled = [&]() -> Outcome<void> {
        auto const file = RECOURSE_TRY(files_.reopen(part_path(turn.id())));
        RECOURSE_TRY_DONE(file->cut(end->file));
        return file->flush();
    }();
    if (!settled)
        return std::unexpected(refusal_of(settled.error()));
    turn.set_end(*end);
    return end->bytes;
}

UploadStatus Uploads::status_of(std::string const& id, Upload const& upload) const
{
    return { id, upload.head.size,
        upload.object    ? upload.head.size
            : upload.end ? upload.end->bytes
                         : 0,
        upload.head.metadata, upload.head.created, upload.head.expires, upload.object };
}

Uploaded<UploadStatus> Uploads::status(std::string_view id, std::string_view owner)
{
    {
        std::scoped_lock const lock(mutex_);
        auto const* const upload = RECOURSE_TRY(find(id, owner));
        if (upload->object || upload->end)
            return status_of(std::string { id }, *upload);
    }
    auto turn = RECOURSE_TRY(take_turn(id, owner));
    if (auto const end = end_of(turn); !end)
        return std::unexpected(end.error());
    std::scoped_lock const lock(mutex_);
    return status_of(turn.id(), *RECOURSE_TRY(find(id, owner)));
}

std::vector<UploadStatus> Uploads::all_of(std::string_view owner)
{
    std::vector<std::string> ids;
    {
        std::scoped_lock const lock(mutex_);
        for (auto const& [id, upload] : uploads_)
            if (upload.head.owner == owner)
                ids.push_back(id);
    }
    std::vector<UploadStatus> all;
    for (auto const& id : ids)
        if (auto one = status(id, owner))
            all.push_back(std::move(*one));
    return all;
}

bool Uploads::has_brought(std::string_view owner, Digest const& digest)
{
    auto const now = now_();
    std::scoped_lock const lock(mutex_);
    return std::ranges::any_of(uploads_, [&](auto const& one) {
        auto const& upload = one.second;
        return upload.object && upload.object->digest == digest && upload.head.owner == owner
            && upload.head.expires > now;
    });
}

bool Uploads::remembers(Digest const& digest)
{
    auto const now = now_();
    std::scoped_lock const lock(mutex_);
    return std::ranges::any_of(uploads_, [&](auto const& one) {
        auto const& upload = one.second;
        return upload.object && upload.object->digest == digest && upload.head.expires > now;
    });
}

// ------------------------------------------------------------------------------------------------------- writing

Uploaded<std::uint64_t> Uploads::append(std::string_view id, std::string_view owner, std::uint64_t offset,
    ByteSource const& source, std::optional<UploadChecksum> const& checksum)
{
    if (checksum && std::ranges::find(known_checksums, checksum->algorithm) == known_checksums.end())
        return refuse(UploadError::algorithm, fmt::format("known checksums are {}", upload_checksums()));
    auto turn = RECOURSE_TRY(take_turn(id, owner));
    if (turn.object())
        return refuse(UploadError::offset, "the upload is finished", turn.head().size);
    auto const end = RECOURSE_TRY(end_of(turn));
    if (offset != end)
        return refuse(UploadError::offset, fmt::format("the upload goes on at {}, not at {}", end, offset), end);
    return write(turn, source, checksum);
}

Uploaded<std::uint64_t> Uploads::write(
    Turn& turn, ByteSource const& source, std::optional<UploadChecksum> const& checksum)
{
    auto opened = files_.reopen(part_path(turn.id()));
    if (!opened)
        return std::unexpected(refusal_of(opened.error(), turn.end()->bytes));
    UploadWriter writer(std::move(*opened), *turn.end());
    std::optional<Checksums> checksums;
    ChecksumKind const* const kind = checksum ? checksum_kind(checksum->algorithm) : nullptr;
    if (kind != nullptr)
        checksums.emplace(std::span(&kind, 1));

    // Whatever comes of it, the file ends with what counts, or is looked at anew.
    auto const leave = [&](std::expected<void, UploadRefusal> result) -> Uploaded<std::uint64_t> {
        bool settled = true;
        if (result || result.error().error == UploadError::source || result.error().error == UploadError::too_large) {
            if (result || kind == nullptr) {
                if (auto const done = writer.commit(); !done) {
                    result = std::unexpected(refusal_of(done.error()));
                    settled = false;
                }
            } else {
                settled = writer.roll_back().has_value();
            }
        } else {
            settled = writer.roll_back().has_value();
        }
        turn.set_end(settled ? std::optional(writer.durable()) : std::nullopt);
        if (!result) {
            result.error().offset = writer.durable().bytes;
            return std::unexpected(std::move(result.error()));
        }
        return writer.durable().bytes;
    };

    // A frame is held back until it is known whether it is the last one, which closes those of a checksum.
    std::vector<std::uint8_t> piece(UploadWriter::frame_bytes_max);
    std::vector<std::uint8_t> waiting;
    auto const size = turn.head().size;
    for (bool ended = false; !ended;) {
        auto const got = source(piece);
        if (!got) {
            if (!checksums && !waiting.empty())
                if (auto const added = writer.add(waiting, false); !added)
                    return leave(std::unexpected(refusal_of(added.error())));
            return leave(std::unexpected(UploadRefusal { UploadError::source, got.error(), 0 }));
        }
        RECOURSE_ASSERT(*got <= piece.size());
        ended = *got == 0;
        auto bytes = std::span(std::as_const(piece)).first(*got);
        bool const too_many = bytes.size() > size - writer.end().bytes - waiting.size();
        if (too_many)
            bytes = bytes.first(static_cast<std::size_t>(size - writer.end().bytes - waiting.size()));
        if (checksums)
            checksums->add(bytes);
        if (ended && checksums && checksums->finish().front() != hex(checksum->digest))
            return leave(std::unexpected(UploadRefusal { UploadError::checksum,
                fmt::format("the {} of the bytes is another; send them again", checksum->algorithm), 0 }));
        bool const full_frame = waiting.size() + bytes.size() > UploadWriter::frame_bytes_max;
        if (!waiting.empty() && (ended || full_frame || too_many)) {
            if (auto const added = writer.add(waiting, checksums && !ended); !added)
                return leave(std::unexpected(refusal_of(added.error())));
            waiting.clear();
            if (!checksums && writer.end().bytes - writer.durable().bytes >= flush_every) {
                if (auto const done = writer.commit(); !done) {
                    turn.set_end({});
                    return std::unexpected(refusal_of(done.error(), writer.durable().bytes));
                }
                turn.set_end(writer.durable());
            }
        }
        waiting.insert(waiting.end(), bytes.begin(), bytes.end());
        if (too_many) {
            if (!checksums && !waiting.empty())
                if (auto const added = writer.add(waiting, false); !added)
                    return leave(std::unexpected(refusal_of(added.error())));
            return leave(std::unexpected(UploadRefusal {
                UploadError::too_large, fmt::format("more came than the {} bytes announced", size), 0 }));
        }
    }
    return leave({});
}

// ------------------------------------------------------------------------------------------------------ finishing

Outcome<void> Uploads::remove(std::string const& id)
{
    for (auto const& path : { part_path(id), head_path(id) })
        if (auto const gone = files_.remove(path); !gone && gone.error().kind != FaultKind::missing)
            return gone;
    return {};
}

Uploaded<void> Uploads::abandon(std::string_view id, std::string_view owner)
{
    auto turn = RECOURSE_TRY(take_turn(id, owner));
    if (auto const gone = remove(turn.id()); !gone)
        return std::unexpected(refusal_of(gone.error()));
    turn.gone();
    return {};
}

std::size_t Uploads::sweep()
{
    std::vector<std::string> over;
    auto const now = now_();
    {
        std::scoped_lock const lock(mutex_);
        for (auto& [id, upload] : uploads_)
            if (!upload.busy && upload.head.expires <= now) {
                upload.busy = true;
                over.push_back(id);
            }
    }
    std::size_t count = 0;
    for (auto const& id : over) {
        bool const gone = remove(id).has_value();
        std::scoped_lock const lock(mutex_);
        if (gone) {
            uploads_.erase(id);
            ++count;
        } else {
            uploads_.find(id)->second.busy = false;
        }
    }
    return count;
}

Uploaded<StoredObject> Uploads::finish(
    std::string_view id, std::string_view owner, std::optional<Digest> const& expected)
{
    std::shared_lock const finishing(finishing_);
    auto turn = RECOURSE_TRY(take_turn(id, owner));
    auto const other_digest = [&] {
        return refuse(UploadError::digest, "the file that came has another SHA-256 than was expected; send it again");
    };
    if (turn.object()) {
        if (expected && *expected != turn.object()->digest)
            return other_digest();
        return *turn.object();
    }
    auto const end = RECOURSE_TRY(end_of(turn));
    if (end < turn.head().size)
        return refuse(UploadError::unfinished, fmt::format("{} of {} bytes are here", end, turn.head().size), end);
    auto staged = objects_.stage(upload_source(files_, part_path(turn.id()), *turn.end()), turn.head().size);
    if (!staged)
        return std::unexpected(refusal_of(staged.error(), end));
    if (expected && *expected != (*staged)->digest()) {
        if (remove(turn.id()))
            turn.gone();
        return other_digest();
    }
    std::vector<std::unique_ptr<StagedObject>> one;
    one.push_back(std::move(*staged));
    auto const kept = objects_.keep(std::move(one));
    if (!kept)
        return std::unexpected(refusal_of(kept.error(), end));
    auto const object = kept->front();
    auto head = turn.head();
    head.finished = true;
    head.digest = object.digest;
    // From here on it is an object. Until the head says so a stop only makes it be finished once more.
    if (auto const written = write_durably(files_, head_path(turn.id()), to_bytes(head)); !written)
        return std::unexpected(refusal_of(written.error(), end));
    [[maybe_unused]] auto const gone = files_.remove(part_path(turn.id()));
    turn.finished(object);
    forget_oldest_of(owner);
    return object;
}

/// What was finished is an object; only that it came by an upload is forgotten.
void Uploads::forget_oldest_of(std::string_view owner)
{
    std::scoped_lock const lock(mutex_);
    std::size_t count = 0;
    auto oldest = uploads_.end();
    for (auto one = uploads_.begin(); one != uploads_.end(); ++one) {
        auto const& upload = one->second;
        if (!upload.object || upload.head.owner != owner)
            continue;
        ++count;
        if (!upload.busy && (oldest == uploads_.end() || upload.head.created < oldest->second.head.created))
            oldest = one;
    }
    if (count > limits_.owner_finished_max && oldest != uploads_.end() && remove(oldest->first))
        uploads_.erase(oldest);
}

} // namespace recourse::vault::keeper
