#include "vault/zip/inflate.hpp"

#include "vault/zip/crc32.hpp"

#include "base/check.hpp"

#include <array>
#include <zlib.h>

namespace recourse::vault {

namespace {

constexpr std::size_t piece_bytes = 64U << 10U;

class Inflater {
public:
    Inflater() { RECOURSE_ASSERT(inflateInit2(&stream_, -MAX_WBITS) == Z_OK); }
    ~Inflater() { inflateEnd(&stream_); }
    Inflater(Inflater const&) = delete;
    Inflater& operator=(Inflater const&) = delete;
    z_stream& stream() { return stream_; }

private:
    z_stream stream_ {};
};

} // namespace

std::uint32_t crc32_of(std::uint32_t before, std::span<std::uint8_t const> bytes)
{
    return static_cast<std::uint32_t>(crc32_z(before, bytes.data(), bytes.size()));
}

std::optional<std::string> inflate(ByteRange const& from, Packed const& packed, PieceSink const& sink)
{
    Inflater inflater;
    auto& stream = inflater.stream();
    std::array<std::uint8_t, piece_bytes> in;
    std::array<std::uint8_t, piece_bytes> out;
    std::uint64_t taken = 0;
    std::uint64_t given = 0;
    while (true) {
        if (stream.avail_in == 0) {
            auto const size = std::min<std::uint64_t>(in.size(), packed.bytes - taken);
            if (size == 0)
                return "its packed bytes end too early";
            if (!from.read(packed.offset + taken, { in.data(), static_cast<std::size_t>(size) }))
                return "cannot be read";
            taken += size;
            stream.next_in = in.data();
            stream.avail_in = static_cast<uInt>(size);
        }
        stream.next_out = out.data();
        stream.avail_out = static_cast<uInt>(out.size());
        int const result = ::inflate(&stream, Z_NO_FLUSH);
        if (result != Z_OK && result != Z_STREAM_END && result != Z_BUF_ERROR)
            return "its packed bytes are no deflate";
        auto const made = out.size() - stream.avail_out;
        given += made;
        if (given > packed.unpacked)
            return "it unpacks to more bytes than announced";
        if (made > 0)
            sink({ out.data(), made });
        if (result == Z_STREAM_END)
            break;
    }
    if (stream.avail_in > 0 || taken < packed.bytes)
        return "bytes are left over after its packed ones";
    if (given != packed.unpacked)
        return "it unpacks to fewer bytes than announced";
    return std::nullopt;
}

} // namespace recourse::vault
