#include "vault/zip/writer.hpp"

#include "base/check.hpp"
#include "vault/zip/crc32.hpp"

namespace recourse::vault {

namespace {

std::span<std::uint8_t const> bytes_of(std::string const& text)
{
    return { reinterpret_cast<std::uint8_t const*>(text.data()), text.size() };
}

} // namespace

std::expected<void, Flaw> write_zip(Contents const& contents, std::span<ZipMember const> members, Output const& output)
{
    auto const files = contents.entries();
    RECOURSE_ASSERT(files.size() == members.size());
    std::expected<void, std::string> written;
    auto const put = [&](std::span<std::uint8_t const> bytes) {
        if (written)
            written = output(bytes);
    };
    std::string directory;
    std::uint64_t offset = 0;
    for (std::size_t i = 0; i < files.size(); ++i) {
        auto const& member = members[i];
        RECOURSE_ASSERT(files[i].name == member.name);
        auto const header = local_header(member);
        put(bytes_of(header));
        std::uint32_t crc = 0;
        std::uint64_t size = 0;
        auto const read = contents.read(i, [&](std::span<std::uint8_t const> piece) {
            crc = crc32_of(crc, piece);
            size += piece.size();
            put(piece);
        });
        if (!written)
            return std::unexpected(Flaw { {}, written.error() });
        if (!read)
            return read;
        if (size != member.size || crc != member.crc)
            return std::unexpected(Flaw { member.name, "it changed while it was written" });
        directory += directory_line(member, offset);
        offset += header.size() + size;
    }
    put(bytes_of(directory));
    put(bytes_of(directory_end(members.size(), directory.size(), offset)));
    if (!written)
        return std::unexpected(Flaw { {}, written.error() });
    return {};
}

} // namespace recourse::vault
