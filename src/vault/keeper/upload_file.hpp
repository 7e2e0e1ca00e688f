#pragma once

#include "base/digest.hpp"
#include "base/instant.hpp"
#include "vault/files/files.hpp"
#include "vault/objects/objects.hpp"

#include <boost/describe.hpp>

#include <functional>
#include <optional>
#include <string>

// How an upload that is not finished lies on the disk. docs/formats/vault.md has the bytes.

namespace recourse::vault::keeper {

/// What is known of an upload beside its bytes.
struct UploadHead {
    std::string owner;
    std::string metadata;
    std::uint64_t size = 0;
    Instant created;
    Instant expires;
    bool finished = false; ///< then digest is of the object
    Digest digest {};
    friend bool operator==(UploadHead const&, UploadHead const&) = default;
};
BOOST_DESCRIBE_STRUCT(UploadHead, (), (owner, metadata, size, created, expires, finished, digest))

std::string to_bytes(UploadHead const&);
std::optional<UploadHead> parse_upload_head(std::string_view bytes);

/// Where the bytes of an upload end: all before it are whole.
struct UploadEnd {
    std::uint64_t bytes = 0; ///< of the upload
    std::uint64_t file = 0; ///< of the file, which has more
    Digest last {}; ///< of the last frame, which the next one hangs on
    friend bool operator==(UploadEnd const&, UploadEnd const&) = default;
};

/// Adds bytes to the file of an upload, in frames that each bear a digest of all before it, so that what a stop left
/// half is told from what was acknowledged. Nothing counts before `commit`.
class UploadWriter {
public:
    UploadWriter(std::unique_ptr<WrittenFile> file, UploadEnd end)
        : file_(std::move(file))
        , end_(end)
        , durable_(end) { }

    /// At most frame_bytes_max. `open`: it counts only if one follows that is not.
    Outcome<void> add(std::span<std::uint8_t const> bytes, bool open);
    /// Makes durable what was added. The last frame must not be open.
    Outcome<void> commit();
    /// Takes back what was added since.
    Outcome<void> roll_back();

    UploadEnd const& end() const { return end_; }
    UploadEnd const& durable() const { return durable_; }

    static constexpr std::size_t frame_bytes_max = std::size_t { 256 } << 10U;

private:
    std::unique_ptr<WrittenFile> file_;
    UploadEnd end_;
    UploadEnd durable_;
};

/// Reads the file through, gives the bytes that count to the sink where there is one, and says where they end.
/// Errors: failed; and that the sink ended it, which is no error: then the end so far.
Outcome<UploadEnd> read_upload(Files&, std::filesystem::path const&, std::uint64_t bytes_max, ByteSink const& sink);

/// The bytes of an upload up to its end, once, checked frame by frame. The file must stay as it is.
ByteSource upload_source(Files&, std::filesystem::path, UploadEnd end);

} // namespace recourse::vault::keeper
