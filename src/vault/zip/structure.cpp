#include "vault/zip/structure.hpp"

#include "vault/zip/layout.hpp"

#include <array>

namespace recourse::vault::zip {

namespace {

/// Numbers of the format from bytes, least significant first. Reading beyond the end makes it bad.
class Reader {
public:
    explicit Reader(std::string_view bytes) : bytes_(bytes) { }

    std::uint16_t two() { return static_cast<std::uint16_t>(number(2)); }
    std::uint32_t four() { return static_cast<std::uint32_t>(number(4)); }
    std::uint64_t eight() { return number(8); }
    std::string_view text(std::size_t size)
    {
        if (size > bytes_.size()) {
            good_ = false;
            return {};
        }
        auto const text = bytes_.substr(0, size);
        bytes_.remove_prefix(size);
        return text;
    }
    std::size_t left() const { return bytes_.size(); }
    bool good() const { return good_; }

private:
    std::uint64_t number(std::size_t count)
    {
        std::uint64_t value = 0;
        auto const text = this->text(count);
        for (std::size_t i = text.size(); i > 0; --i)
            value = value << 8U | static_cast<unsigned char>(text[i - 1]);
        return value;
    }
    std::string_view bytes_;
    bool good_ = true;
};

std::optional<std::string> bytes_at(ByteRange const& range, std::uint64_t offset, std::size_t size)
{
    std::string bytes(size, '\0');
    if (!range.read(offset, { reinterpret_cast<std::uint8_t*>(bytes.data()), bytes.size() }))
        return std::nullopt;
    return bytes;
}

constexpr std::uint16_t encrypted_flags = 1U | 1U << 6U | 1U << 13U;
constexpr std::uint16_t descriptor_flag = 1U << 3U;
constexpr std::uint16_t known_flags
    = utf8_flag | 1U << 1U | 1U << 2U; ///< the others of these tell how well it is packed
constexpr std::uint16_t unicode_path_field = 0x7075;
constexpr std::uint16_t version_max = 45;
constexpr std::uint16_t method_deflate = 8;
constexpr std::uint64_t expansion_max = 1'032; ///< what deflate can do at most

/// What both headers of a member say.
struct Common {
    std::uint16_t version = 0, flags = 0, method = 0, time = 0, day = 0;
    std::uint32_t crc = 0;
    std::uint64_t packed = 0, size = 0;
    std::uint16_t name_bytes = 0, extra_bytes = 0;

    explicit Common(Reader& in)
        : version(in.two())
        , flags(in.two())
        , method(in.two())
        , time(in.two())
        , day(in.two())
        , crc(in.four())
        , packed(in.four())
        , size(in.four())
        , name_bytes(in.two())
        , extra_bytes(in.two())
    {
    }
};

/// Takes long numbers out of the extra fields. `offset` is null in a local header.
std::optional<std::string> read_extra(std::string_view extra, Common& common, std::uint64_t* offset)
{
    Reader in(extra);
    bool const long_size = common.size == in_zip64, long_packed = common.packed == in_zip64;
    bool const long_offset = offset != nullptr && *offset == in_zip64;
    bool found = false;
    while (in.left() > 0) {
        auto const kind = in.two();
        auto const field = in.text(in.two());
        if (!in.good())
            return "its extra fields are cut off";
        if (kind == unicode_path_field)
            return "a second name in an extra field";
        if (kind != zip64_field)
            continue;
        if (std::exchange(found, true))
            return "two zip64 fields";
        Reader numbers(field);
        if (long_size)
            common.size = numbers.eight();
        if (long_packed)
            common.packed = numbers.eight();
        if (long_offset)
            *offset = numbers.eight();
        if (!numbers.good() || numbers.left() > 0)
            return "its zip64 field is not what its header announces";
    }
    if ((long_size || long_packed || long_offset) && !found)
        return "its zip64 field is missing";
    return std::nullopt;
}

std::optional<std::string> kind_flaw(Common const& common)
{
    if ((common.flags & encrypted_flags) != 0)
        return "is encrypted";
    if ((common.flags & descriptor_flag) != 0)
        return "has a data descriptor in place of its length (unpack the archive and give the folder)";
    if ((common.flags & static_cast<std::uint16_t>(~known_flags)) != 0)
        return "has flags that are not known";
    if (common.version > version_max)
        return "needs a newer version of the format";
    if (common.method != 0 && common.method != method_deflate)
        return fmt::format("is packed by method {}; stored and deflate are read", common.method);
    if (common.method == 0 && common.size != common.packed)
        return "is stored, and has two lengths";
    if (common.size / expansion_max > common.packed)
        return "cannot unpack to so many bytes";
    return std::nullopt;
}

std::optional<std::string> mode_flaw(std::uint16_t made_by, std::uint32_t attributes, bool folder)
{
    constexpr std::uint32_t kind_mask = 0170000, regular = 0100000, directory = 0040000;
    if (made_by >> 8U != 3 && made_by >> 8U != 19) // Unix, and what macOS says
        return std::nullopt;
    auto const kind = attributes >> 16U & kind_mask;
    if (kind == 0 || kind == (folder ? directory : regular))
        return std::nullopt;
    return kind == 0120000 ? "is a symbolic link" : "is neither a file nor a folder";
}

std::string_view without_slash(std::string_view name)
{
    return name.ends_with('/') ? name.substr(0, name.size() - 1) : name;
}

std::optional<std::string> name_flaw_of(std::string_view name, std::uint16_t flags)
{
    if (auto flaw = name_flaw(without_slash(name)))
        return flaw;
    bool const ascii = std::ranges::all_of(name, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    if (!ascii && (flags & utf8_flag) == 0)
        return "a name whose encoding is not said";
    return std::nullopt;
}

} // namespace

std::expected<End, std::string> read_end(ByteRange const& range)
{
    auto const size = range.size();
    auto const bytes = size < end_bytes ? std::nullopt : bytes_at(range, size - end_bytes, end_bytes);
    if (!bytes)
        return std::unexpected("no zip: it is too short");
    Reader in(*bytes);
    if (in.four() != end_mark)
        return std::unexpected(
            "no zip, or one that is cut off or has a comment: its last 22 bytes are not the end of one");
    auto const disk = in.two(), first_disk = in.two(), here = in.two(), all = in.two();
    auto const directory_size = in.four(), directory = in.four();
    if (in.two() != 0 || disk != 0 || first_disk != 0 || here != all)
        return std::unexpected("has a comment or several disks");
    End end { all, directory, directory_size };
    auto end_at = size - end_bytes;
    auto const locator = end_at < locator_bytes ? std::nullopt : bytes_at(range, end_at - locator_bytes, locator_bytes);
    bool const long_numbers = all == in_zip64_short || directory_size == in_zip64 || directory == in_zip64;
    if (locator && Reader(*locator).four() == locator_mark && long_numbers) {
        Reader place(*locator);
        place.four();
        auto const place_disk = place.four();
        auto const end64_at = place.eight();
        auto const disks = place.four();
        end_at -= locator_bytes;
        if (place_disk != 0 || disks != 1 || end_at < end64_bytes || end64_at != end_at - end64_bytes)
            return std::unexpected("its zip64 end is not where it should be");
        auto const record = bytes_at(range, end64_at, end64_bytes);
        if (!record)
            return std::unexpected("cannot be read");
        Reader in64(*record);
        auto const mark = in64.four();
        auto const record_bytes = in64.eight();
        in64.two();
        auto const needs = in64.two();
        auto const disk64 = in64.four(), first_disk64 = in64.four();
        auto const here64 = in64.eight(), all64 = in64.eight();
        auto const size64 = in64.eight(), directory64 = in64.eight();
        bool const agrees = (all == in_zip64_short || all == all64)
            && (directory_size == in_zip64 || directory_size == size64)
            && (directory == in_zip64 || directory == directory64);
        if (mark != end64_mark || record_bytes != end64_bytes - 12 || needs > version_max || disk64 != 0
            || first_disk64 != 0 || here64 != all64 || !agrees)
            return std::unexpected("its zip64 end contradicts its end");
        end = { all64, directory64, size64 };
        end_at = end64_at;
    }
    if (end.directory > end_at || end.directory_bytes != end_at - end.directory)
        return std::unexpected("its directory does not lie before its end");
    if (end.members > end.directory_bytes / directory_bytes)
        return std::unexpected("its directory is too short for its members");
    return end;
}

std::expected<std::vector<ZipEntry>, Flaw> read_directory(std::string_view directory, std::uint64_t members)
{
    Reader in(directory);
    std::vector<ZipEntry> entries;
    for (std::uint64_t i = 0; i < members; ++i) {
        auto const at = [&] { return fmt::format("member {} of the directory", i + 1); };
        bool const marked = in.four() == directory_mark;
        auto const made_by = in.two();
        Common common(in);
        auto const comment_bytes = in.two(), disk = in.two();
        in.two(); // whether somebody took it for text
        auto const attributes = in.four();
        std::uint64_t offset = in.four();
        auto const name = in.text(common.name_bytes);
        auto const extra = in.text(common.extra_bytes);
        if (!marked || !in.good())
            return std::unexpected(Flaw { {}, at() + " is no line of a directory" });
        bool const folder = name.ends_with('/');
        auto flaw = name_flaw_of(name, common.flags);
        if (!flaw && (comment_bytes != 0 || disk != 0))
            flaw = "has a comment or lies on another disk";
        if (!flaw)
            flaw = read_extra(extra, common, &offset);
        if (!flaw)
            flaw = kind_flaw(common);
        if (!flaw)
            flaw = mode_flaw(made_by, attributes, folder);
        if (!flaw && folder && (common.size != 0 || common.packed != 0 || common.crc != 0))
            flaw = "is a folder with bytes of its own";
        if (flaw)
            return std::unexpected(Flaw { std::string { name }, fmt::format("{} ({})", *flaw, at()) });
        entries.push_back({ std::string { name }, common.size, common.packed, common.crc, common.flags, common.method,
            offset, 0, folder });
        entries.back().name = std::string { without_slash(name) };
    }
    if (in.left() > 0)
        return std::unexpected(Flaw { {}, "the directory has more lines than it announces" });
    return entries;
}

std::optional<std::string> match_local(ByteRange const& range, std::uint64_t directory, ZipEntry& entry)
{
    auto const fixed = entry.offset > directory ? std::nullopt : bytes_at(range, entry.offset, local_bytes);
    if (!fixed)
        return fmt::format("its header should be at byte {}, which is outside", entry.offset);
    Reader in(*fixed);
    auto const mark = in.four();
    Common common(in);
    auto const rest
        = bytes_at(range, entry.offset + local_bytes, std::size_t { common.name_bytes } + common.extra_bytes);
    if (mark != local_mark || !rest)
        return fmt::format("there is no header of a member at byte {}", entry.offset);
    auto const name = std::string_view { *rest }.substr(0, common.name_bytes);
    if (auto flaw = read_extra(std::string_view { *rest }.substr(common.name_bytes), common, nullptr))
        return flaw;
    auto const differs = [&](std::string_view what) {
        return fmt::format("its header at byte {} says another {} than the directory", entry.offset, what);
    };
    if (without_slash(name) != entry.name || name.ends_with('/') != entry.folder)
        return differs("name");
    if (common.size != entry.size || common.packed != entry.packed)
        return differs("length");
    if (common.crc != entry.crc)
        return differs("checksum");
    if (common.method != entry.method || common.flags != entry.flags)
        return differs("method");
    if (auto flaw = kind_flaw(common))
        return differs("kind: there it " + *flaw);
    entry.data = entry.offset + local_bytes + common.name_bytes + common.extra_bytes;
    if (entry.packed > directory || entry.data > directory - entry.packed)
        return "reaches into the directory";
    return std::nullopt;
}

} // namespace recourse::vault::zip
