#include "vault/zip/layout.hpp"

namespace recourse::vault {

namespace {

constexpr std::uint16_t version_plain = 20;
constexpr std::uint16_t version_zip64 = 45;
constexpr std::uint16_t made_on_unix = 3U << 8U;
constexpr std::uint32_t mode = 0100644U << 16U;
constexpr std::uint16_t first_day = 1U << 5U | 1U; ///< 1980-01-01

/// Numbers, least significant byte first.
class Writer {
public:
    Writer& two(std::uint64_t number) { return put(number, 2); }
    Writer& four(std::uint64_t number) { return put(number, 4); }
    Writer& eight(std::uint64_t number) { return put(number, 8); }
    Writer& text(std::string_view text)
    {
        bytes_ += text;
        return *this;
    }
    std::string take() { return std::move(bytes_); }

private:
    Writer& put(std::uint64_t number, int count)
    {
        for (; count > 0; --count, number >>= 8U)
            bytes_ += static_cast<char>(static_cast<unsigned char>(number));
        return *this;
    }
    std::string bytes_;
};

bool is_long(std::uint64_t number)
{
    return number >= zip::in_zip64;
}

std::uint64_t short_form(std::uint64_t number)
{
    return is_long(number) ? zip::in_zip64 : number;
}

std::uint16_t version(bool zip64)
{
    return zip64 ? version_zip64 : version_plain;
}

} // namespace

std::string local_header(ZipMember const& member)
{
    bool const zip64 = is_long(member.size);
    Writer out;
    out.four(zip::local_mark).two(version(zip64)).two(zip::utf8_flag).two(0).two(0).two(first_day).four(member.crc);
    out.four(short_form(member.size)).four(short_form(member.size)).two(member.name.size()).two(zip64 ? 20 : 0);
    out.text(member.name);
    if (zip64)
        out.two(zip::zip64_field).two(16).eight(member.size).eight(member.size);
    return out.take();
}

std::string directory_line(ZipMember const& member, std::uint64_t offset)
{
    bool const long_size = is_long(member.size);
    bool const zip64 = long_size || is_long(offset);
    std::uint64_t const extra = (long_size ? 16U : 0U) + (is_long(offset) ? 8U : 0U);
    Writer out;
    out.four(zip::directory_mark).two(made_on_unix | version(zip64)).two(version(zip64)).two(zip::utf8_flag).two(0);
    out.two(0).two(first_day).four(member.crc).four(short_form(member.size)).four(short_form(member.size));
    out.two(member.name.size()).two(zip64 ? extra + 4 : 0).two(0).two(0).two(0).four(mode).four(short_form(offset));
    out.text(member.name);
    if (zip64)
        out.two(zip::zip64_field).two(extra);
    if (long_size)
        out.eight(member.size).eight(member.size);
    if (is_long(offset))
        out.eight(offset);
    return out.take();
}

std::string directory_end(std::uint64_t members, std::uint64_t directory_bytes, std::uint64_t directory_offset)
{
    bool const many = members >= zip::in_zip64_short;
    bool const zip64 = many || is_long(directory_bytes) || is_long(directory_offset);
    Writer out;
    if (zip64) {
        out.four(zip::end64_mark).eight(zip::end64_bytes - 12).two(made_on_unix | version_zip64).two(version_zip64);
        out.four(0).four(0).eight(members).eight(members).eight(directory_bytes).eight(directory_offset);
        out.four(zip::locator_mark).four(0).eight(directory_offset + directory_bytes).four(1);
    }
    auto const count = many ? zip::in_zip64_short : members;
    out.four(zip::end_mark).two(0).two(0).two(count).two(count).four(short_form(directory_bytes));
    out.four(short_form(directory_offset)).two(0);
    return out.take();
}

std::vector<std::uint64_t> offsets_of(std::span<ZipMember const> members)
{
    std::vector<std::uint64_t> offsets { 0 };
    for (auto const& member : members)
        offsets.push_back(offsets.back() + local_header(member).size() + member.size);
    return offsets;
}

} // namespace recourse::vault
