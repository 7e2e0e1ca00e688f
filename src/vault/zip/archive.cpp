#include "vault/zip/archive.hpp"

#include "vault/zip/crc32.hpp"
#include "vault/zip/inflate.hpp"
#include "vault/zip/layout.hpp"
#include "vault/zip/structure.hpp"

#include <algorithm>
#include <optional>

namespace recourse::vault {

namespace {

constexpr std::size_t piece_bytes = 256U << 10U;

/// Members and directory have to lie one after the other without a gap.
std::optional<Flaw> gap(std::vector<ZipEntry> const& by_place, std::uint64_t directory)
{
    std::uint64_t next = 0;
    for (auto const& entry : by_place) {
        if (entry.offset < next)
            return Flaw { entry.name, fmt::format("overlaps the member before it, at byte {}", entry.offset) };
        if (entry.offset > next)
            return Flaw { entry.name,
                fmt::format("{} bytes before it, from byte {} on, belong to nothing", entry.offset - next, next) };
        next = entry.data + entry.packed;
    }
    if (next > directory)
        return Flaw { by_place.back().name, "reaches into the directory" };
    if (next < directory)
        return Flaw { {}, fmt::format("{} bytes before the directory belong to nothing", directory - next) };
    return std::nullopt;
}

/// In the order of names: twice the same, or a file that is the folder of the next.
std::optional<Flaw> clash(std::vector<ZipEntry> const& by_name)
{
    std::vector<std::string_view> files;
    for (std::size_t i = 0; i < by_name.size(); ++i) {
        if (i > 0 && by_name[i].name == by_name[i - 1].name)
            return Flaw { by_name[i].name, "stands twice in the archive" };
        if (!by_name[i].folder)
            files.push_back(by_name[i].name);
    }
    for (auto const& entry : by_name)
        for (auto slash = entry.name.find('/'); slash != std::string::npos; slash = entry.name.find('/', slash + 1))
            if (std::ranges::binary_search(files, std::string_view { entry.name }.substr(0, slash)))
                return Flaw { entry.name, "lies in a folder that is a file" };
    return std::nullopt;
}

} // namespace

std::expected<Archive, Flaw> Archive::open(std::shared_ptr<ByteRange const> range, ZipLimits limits)
{
    auto const end = zip::read_end(*range);
    if (!end)
        return std::unexpected(Flaw { {}, end.error() });
    if (end->members > limits.members_max || end->directory_bytes > limits.directory_bytes_max)
        return std::unexpected(Flaw { {}, fmt::format("more than {} members", limits.members_max) });
    Archive archive;
    archive.tail_.resize(static_cast<std::size_t>(range->size() - end->directory));
    if (!range->read(end->directory, { reinterpret_cast<std::uint8_t*>(archive.tail_.data()), archive.tail_.size() }))
        return std::unexpected(Flaw { {}, "cannot be read" });
    auto entries = zip::read_directory(
        std::string_view { archive.tail_ }.substr(0, static_cast<std::size_t>(end->directory_bytes)), end->members);
    if (!entries)
        return std::unexpected(entries.error());
    std::uint64_t unpacked = 0;
    for (auto& entry : *entries) {
        if (auto const flaw = zip::match_local(*range, end->directory, entry))
            return std::unexpected(Flaw { entry.name, *flaw });
        if (entry.size > limits.unpacked_bytes_max - unpacked)
            return std::unexpected(
                Flaw { entry.name, fmt::format("with it, more than {} bytes unpacked", limits.unpacked_bytes_max) });
        unpacked += entry.size;
    }
    std::ranges::sort(*entries, {}, &ZipEntry::offset);
    if (auto flaw = gap(*entries, end->directory))
        return std::unexpected(*std::move(flaw));
    std::ranges::sort(*entries, {}, &ZipEntry::name);
    if (auto flaw = clash(*entries))
        return std::unexpected(*std::move(flaw));
    for (auto& entry : *entries) {
        archive.folders_ = archive.folders_ || entry.folder;
        if (entry.folder)
            continue;
        archive.files_.push_back({ entry.name, entry.size });
        archive.members_.push_back(std::move(entry));
    }
    archive.range_ = std::move(range);
    return archive;
}

std::expected<void, Flaw> Archive::read(std::size_t index, PieceSink const& sink) const
{
    auto const& entry = members_[index];
    auto const wrong = [&](std::string says) { return std::unexpected(Flaw { entry.name, std::move(says) }); };
    std::uint32_t crc = 0;
    auto const take = [&](std::span<std::uint8_t const> piece) {
        crc = crc32_of(crc, piece);
        sink(piece);
    };
    if (entry.method == 0) {
        std::vector<std::uint8_t> piece(std::min<std::uint64_t>(piece_bytes, entry.size));
        for (std::uint64_t done = 0; done < entry.size;) {
            auto const size = static_cast<std::size_t>(std::min<std::uint64_t>(piece.size(), entry.size - done));
            if (!range_->read(entry.data + done, { piece.data(), size }))
                return wrong("cannot be read");
            take({ piece.data(), size });
            done += size;
        }
    } else if (auto const flaw = inflate(*range_, { entry.data, entry.packed, entry.size }, take)) {
        return wrong(*flaw);
    }
    if (crc != entry.crc)
        return wrong("its checksum in the archive (CRC-32) is another");
    return {};
}

std::expected<Packing, Flaw> Archive::packing() const
{
    std::vector<ZipMember> members;
    for (auto const& entry : members_)
        members.push_back({ entry.name, entry.size, entry.crc });
    auto const offsets = offsets_of(members);
    std::string directory;
    std::size_t as_ours = 0;
    std::optional<Flaw> first;
    for (std::size_t i = 0; i < members.size(); ++i) {
        auto const header = local_header(members[i]);
        auto const line = directory_line(members[i], offsets[i]);
        std::string found(header.size(), '\0');
        bool const local = members_[i].data - members_[i].offset == header.size()
            && range_->read(members_[i].offset, { reinterpret_cast<std::uint8_t*>(found.data()), found.size() })
            && found == header;
        bool const listed
            = std::string_view { tail_ }.substr(std::min(directory.size(), tail_.size())).starts_with(line);
        directory += line;
        as_ours += (local ? 1U : 0U) + (listed ? 1U : 0U);
        if (!first && !(local && listed))
            first = Flaw { members[i].name, "its header in the archive is not as a bundle is written" };
    }
    auto const end = directory_end(members.size(), directory.size(), offsets.back());
    if (!first && !folders_ && tail_ == directory + end)
        return Packing::ours;
    if (as_ours == 0)
        return Packing::another;
    return std::unexpected(first.value_or(Flaw { {}, "the end of the archive is not as a bundle is written" }));
}

} // namespace recourse::vault
