#pragma once

#include "vault/contents/contents.hpp"
#include "vault/zip/byte_range.hpp"

#include <memory>
#include <vector>

namespace recourse::vault {

struct ZipLimits {
    std::uint64_t members_max = 100'000;
    std::uint64_t directory_bytes_max = 64U << 20U;
    std::uint64_t unpacked_bytes_max = std::uint64_t { 1 } << 40U; ///< of all members together
};

/// One member of a zip as its directory and its local header both say.
struct ZipEntry {
    std::string name;
    std::uint64_t size = 0;
    std::uint64_t packed = 0; ///< bytes in the archive
    std::uint32_t crc = 0;
    std::uint16_t flags = 0; ///< general purpose, as the format numbers them
    std::uint16_t method = 0; ///< 0 stored, 8 deflate
    std::uint64_t offset = 0; ///< of the local header
    std::uint64_t data = 0; ///< of the bytes
    bool folder = false;
};

/// How the structure of a zip stands to the one form in which we write (layout.hpp).
enum class Packing : std::uint8_t {
    ours, ///< every byte of structure is as we write it
    another, ///< none of the members is: another program packed it
};

/// A zip from a stranger, read strictly: every byte belongs to exactly one member or to the directory, and the
/// directory and the local headers say the same. Stored and deflate only. Refused, with the member and the place named:
/// names that name_flaw() refuses, a name twice, a file that is the folder of another, encryption, data descriptors,
/// links, comments, several disks, members that overlap, bytes that belong to nothing, more than the limits allow.
class Archive : public Contents {
public:
    static std::expected<Archive, Flaw> open(std::shared_ptr<ByteRange const>, ZipLimits = {});

    std::span<ContentFile const> entries() const override { return files_; }
    /// Errors: the packed bytes are no deflate, or have another length or checksum than announced.
    std::expected<void, Flaw> read(std::size_t index, PieceSink const& sink) const override;

    /// Of entries()[index].
    ZipEntry const& member(std::size_t index) const { return members_[index]; }

    /// Errors: some of it is as we write it and some is not, which only damage or a forger's hand leaves behind; the
    /// first member that is not.
    std::expected<Packing, Flaw> packing() const;

private:
    std::shared_ptr<ByteRange const> range_;
    std::string tail_; ///< directory and what follows it
    std::vector<ContentFile> files_; ///< without folders, by name
    std::vector<ZipEntry> members_; ///< in the same order
    bool folders_ = false; ///< it has members that are folders
};

} // namespace recourse::vault
