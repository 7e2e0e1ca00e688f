#pragma once

#include "base/instant.hpp"
#include "vault/files/files.hpp"
#include "vault/keeper/upload_file.hpp"
#include "vault/objects/objects.hpp"

#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <vector>

namespace recourse::vault::keeper {

struct UploadLimits {
    std::uint64_t upload_bytes_max = std::uint64_t { 16 } << 30U; ///< of one upload
    std::uint64_t owner_bytes_max = std::uint64_t { 64 } << 30U; ///< announced by one owner and not finished
    std::uint64_t bytes_max = std::uint64_t { 256 } << 30U; ///< the same of all
    std::size_t owner_uploads_max = 100; ///< of one owner, not finished
    std::size_t uploads_max = 10'000; ///< of all, not finished
    std::size_t owner_finished_max = 1'000; ///< of one owner, finished and remembered: the next one forgets the oldest
    std::size_t metadata_size_max = std::size_t { 8 } << 10U; ///< bytes
    std::int64_t lifetime_seconds = 604'800; ///< seven days from its creation; then it is swept
};

enum class UploadError : std::uint8_t {
    missing, ///< there is no such upload, or it is somebody else's: the answers are the same
    expired, ///< its time is over
    offset, ///< the bytes do not go on where the upload ends: `offset` says where that is
    busy, ///< another call is writing to it
    checksum, ///< the bytes are not those that the checksum is of; none of this call were kept
    algorithm, ///< no such checksum is known
    too_large, ///< more bytes than were announced, or than one upload may have
    quota, ///< of the owner or of all
    metadata, ///< too long, or no text
    unfinished, ///< it does not have all its bytes yet
    digest, ///< the whole has another SHA-256 than was expected; the upload is gone
    source, ///< the bytes stopped coming; what came before is kept unless a checksum was announced
    full, ///< the disk is full; what was acknowledged is kept
    failed, ///< the disk gives no answer
};
std::string_view name(UploadError);

struct UploadRefusal {
    UploadError error {};
    std::string says; ///< a sentence
    std::uint64_t offset = 0; ///< so many bytes of the upload are durable, where it is known
};

template <class T>
using Uploaded = std::expected<T, UploadRefusal>;

/// What a checksum of the bytes of one call must be.
struct UploadChecksum {
    std::string algorithm; ///< "sha1", "sha256", "sha512", "md5"
    std::string digest; ///< its bytes
};
/// "sha1,sha256,sha512,md5".
std::string_view upload_checksums();

struct UploadStatus {
    std::string id;
    std::uint64_t size = 0; ///< in all
    std::uint64_t offset = 0; ///< so many bytes are durable
    std::string metadata; ///< as it was given
    Instant created;
    Instant expires;
    std::optional<StoredObject> object; ///< when it was finished
};

/// Files that come in pieces and may be interrupted, as the tus protocol 1.0 has them
/// (tus.io/protocols/resumable-upload: creation, termination, expiration, checksum), without HTTP. Bytes that were
/// acknowledged, by append or status, are on the disk. Memory does not grow with the size. Any thread may call any of
/// it; one call at a time writes to an upload.
///
/// `owner` is a name that the caller knows somebody by; each call names it again. Ids are 32 hexadecimal digits that
/// nobody can guess.
class Uploads {
public:
    Uploads(
        Files& files, std::filesystem::path folder, Objects& objects, UploadLimits limits, std::function<Instant()> now)
        : files_(files)
        , folder_(std::move(folder))
        , objects_(objects)
        , limits_(limits)
        , now_(std::move(now))
    {
    }

    /// Finds what was there. What a stop left half is gone.
    Outcome<void> open();

    /// Errors: too_large, quota, metadata, full, failed.
    Uploaded<std::string> create(std::uint64_t size, std::string_view metadata, std::string_view owner);

    /// Adds the bytes at `offset`, which has to be the present end; gives the new one. With a checksum all of them
    /// count or none. Flushed now and then while they come, so that an upload in one piece can be resumed too. Errors:
    /// missing, expired, offset, busy, algorithm, checksum, too_large, source, full, failed.
    Uploaded<std::uint64_t> append(std::string_view id, std::string_view owner, std::uint64_t offset,
        ByteSource const& source, std::optional<UploadChecksum> const& checksum = {});

    /// A finished one is remembered until it expires, or until its owner has finished many later ones. Errors: missing,
    /// expired.
    Uploaded<UploadStatus> status(std::string_view id, std::string_view owner);
    /// Of one owner, by id; finished ones too while they are remembered.
    std::vector<UploadStatus> all_of(std::string_view owner);

    /// Whether the owner has brought these bytes in by an upload that is still remembered.
    bool has_brought(std::string_view owner, Digest const&);

    /// Whether anybody has, by an upload that is still remembered and not over.
    bool remembers(Digest const&);
    /// As long as it is held no upload becomes an object: what was not there before does not come back meanwhile.
    std::unique_lock<std::shared_mutex> while_none_finishes() { return std::unique_lock { finishing_ }; }

    /// Takes it away. Errors: missing, busy, failed.
    Uploaded<void> abandon(std::string_view id, std::string_view owner);
    /// Takes away what has expired; so many. What fails is tried again at the next call.
    std::size_t sweep();

    /// Makes an object of the bytes. Asked again it gives the same answer until the upload expires.
    /// Errors: missing, expired, busy, unfinished, digest, full, failed.
    Uploaded<StoredObject> finish(
        std::string_view id, std::string_view owner, std::optional<Digest> const& expected = {});

private:
    struct Upload {
        UploadHead head;
        bool busy = false;
        std::optional<UploadEnd> end; ///< where its bytes end; unknown until somebody asks
        std::optional<StoredObject> object;
    };
    /// Keeps others from writing to an upload.
    class Turn;

    std::filesystem::path head_path(std::string_view id) const { return folder_ / (std::string { id } + ".upload"); }
    std::filesystem::path part_path(std::string_view id) const { return folder_ / (std::string { id } + ".part"); }

    Outcome<void> read(std::string const& id);
    Uploaded<Upload*> find(std::string_view id, std::string_view owner);
    Uploaded<Turn> take_turn(std::string_view id, std::string_view owner);
    Uploaded<std::uint64_t> end_of(Turn&);
    std::optional<UploadRefusal> over_quota(std::uint64_t size, std::string_view owner) const;
    Uploaded<std::uint64_t> write(Turn&, ByteSource const&, std::optional<UploadChecksum> const&);
    UploadStatus status_of(std::string const& id, Upload const&) const;
    Outcome<void> remove(std::string const& id);
    void forget_oldest_of(std::string_view owner);

    Files& files_;
    std::filesystem::path folder_;
    Objects& objects_;
    UploadLimits limits_;
    std::function<Instant()> now_;
    std::shared_mutex finishing_; ///< taken before mutex_
    std::mutex mutex_;
    std::map<std::string, Upload, std::less<>> uploads_;
};

} // namespace recourse::vault::keeper
