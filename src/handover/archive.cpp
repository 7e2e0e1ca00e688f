#include "handover/archive.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <vector>

#include <zip.h>

namespace recourse::handover {

namespace {

constexpr std::uint16_t first_day = 1U << 5U | 1U; ///< 1980-01-01 as a zip writes it: when it was made is nobody's
constexpr std::size_t piece_bytes = std::size_t { 256 } << 10U;

struct ErrorText {
    ErrorText() { zip_error_init(&error); }
    ~ErrorText() { zip_error_fini(&error); }
    ErrorText(ErrorText const&) = delete;
    ErrorText& operator=(ErrorText const&) = delete;
    std::string text() { return zip_error_strerror(&error); }
    zip_error_t error {};
};

/// Where the bytes of a member come from while the zip is written.
struct Feed {
    std::shared_ptr<vault::ByteRange const> bytes;
    std::uint64_t at = 0;
    zip_error_t error {};
};

zip_int64_t fail(Feed& feed)
{
    zip_error_set(&feed.error, ZIP_ER_READ, 0);
    return -1;
}

zip_int64_t read_piece(Feed& feed, void* into, zip_uint64_t length)
{
    auto const count = std::min<std::uint64_t>(length, feed.bytes->size() - feed.at);
    if (!feed.bytes->read(feed.at, { static_cast<std::uint8_t*>(into), static_cast<std::size_t>(count) }))
        return fail(feed);
    feed.at += count;
    return static_cast<zip_int64_t>(count);
}

zip_int64_t feed_command(void* user, void* data, zip_uint64_t length, zip_source_cmd_t command)
{
    auto& feed = *static_cast<Feed*>(user);
    if (command == ZIP_SOURCE_OPEN || command == ZIP_SOURCE_CLOSE) {
        feed.at = 0;
        return 0;
    }
    if (command == ZIP_SOURCE_READ)
        return read_piece(feed, data, length);
    if (command == ZIP_SOURCE_STAT) {
        auto& stat = *static_cast<zip_stat_t*>(data);
        zip_stat_init(&stat);
        stat.valid = ZIP_STAT_SIZE;
        stat.size = feed.bytes->size();
        return static_cast<zip_int64_t>(sizeof stat);
    }
    if (command == ZIP_SOURCE_ERROR)
        return zip_error_to_data(&feed.error, data, length);
    if (command == ZIP_SOURCE_FREE) {
        zip_error_fini(&feed.error);
        delete &feed;
        return 0;
    }
    if (command == ZIP_SOURCE_SUPPORTS)
        return zip_source_make_command_bitmap(
            ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE, ZIP_SOURCE_STAT, ZIP_SOURCE_ERROR, ZIP_SOURCE_FREE, -1);
    zip_error_set(&feed.error, ZIP_ER_OPNOTSUPP, 0);
    return -1;
}

/// A zip that is being written; what was not finished is given up.
class Writing {
public:
    explicit Writing(zip_t* zip) : zip_(zip) { }
    ~Writing()
    {
        if (zip_ != nullptr)
            zip_discard(zip_);
    }
    Writing(Writing const&) = delete;
    Writing& operator=(Writing const&) = delete;

    std::string error() const { return zip_strerror(zip_); }

    /// Takes the source, also where it fails. The place of the member; below 0: it failed.
    zip_int64_t add(std::string_view name, zip_source_t* source)
    {
        if (source == nullptr)
            return -1;
        auto const at = zip_file_add(zip_, std::string { name }.c_str(), source, ZIP_FL_ENC_UTF_8);
        if (at < 0) {
            zip_source_free(source);
            return -1;
        }
        auto const index = static_cast<zip_uint64_t>(at);
        bool const set = zip_set_file_compression(zip_, index, ZIP_CM_STORE, 0) == 0
            && zip_file_set_dostime(zip_, index, 0, first_day, 0) == 0;
        return set ? at : -1;
    }
    bool encrypt(zip_int64_t at, std::string_view passphrase)
    {
        return zip_file_set_encryption(
                   zip_, static_cast<zip_uint64_t>(at), ZIP_EM_AES_256, std::string { passphrase }.c_str())
            == 0;
    }
    bool finish()
    {
        if (zip_close(zip_) != 0)
            return false;
        zip_ = nullptr;
        return true;
    }
    zip_t* get() const { return zip_; }

private:
    zip_t* zip_;
};

class Reading {
public:
    explicit Reading(zip_t* zip) : zip_(zip) { }
    ~Reading() { zip_discard(zip_); }
    Reading(Reading const&) = delete;
    Reading& operator=(Reading const&) = delete;
    zip_t* get() const { return zip_; }

private:
    zip_t* zip_;
};

class Member {
public:
    explicit Member(zip_file_t* file) : file_(file) { }
    ~Member()
    {
        if (file_ != nullptr)
            zip_fclose(file_);
    }
    Member(Member const&) = delete;
    Member& operator=(Member const&) = delete;
    zip_file_t* get() const { return file_; }

private:
    zip_file_t* file_;
};

std::expected<void, std::string> fault(std::string says)
{
    return std::unexpected(std::move(says));
}

/// What is wrong with the encrypted member before a byte of it is read; nothing: it is as we write it.
std::optional<std::string> flaw(zip_stat_t const& stat, ArchiveLimits const& limits)
{
    constexpr zip_uint64_t needed = ZIP_STAT_SIZE | ZIP_STAT_COMP_METHOD | ZIP_STAT_ENCRYPTION_METHOD;
    if ((stat.valid & needed) != needed)
        return "its directory does not say what handover.zip is";
    if (stat.encryption_method == ZIP_EM_NONE)
        return "handover.zip is not encrypted in it: it is no package as it was made";
    if (stat.encryption_method != ZIP_EM_AES_256)
        return "handover.zip is encrypted otherwise than with AES-256";
    if (stat.comp_method != ZIP_CM_STORE)
        return "handover.zip is compressed in it: it was packed anew by another program";
    if (stat.size > limits.inner_bytes_max)
        return fmt::format("handover.zip has {} bytes; at most {} are read", stat.size, limits.inner_bytes_max);
    return std::nullopt;
}

std::string said_of(zip_error_t& error)
{
    switch (zip_error_code_zip(&error)) {
    case ZIP_ER_WRONGPASSWD:
        return "the passphrase is another";
    case ZIP_ER_NOPASSWD:
        return "a passphrase is needed";
    case ZIP_ER_CRC:
        return "its encrypted bytes were changed on the way, or the passphrase is another";
    default:
        return fmt::format("handover.zip in it cannot be read ({})", zip_error_strerror(&error));
    }
}

std::expected<void, std::string> give(
    zip_t* zip, zip_uint64_t index, std::uint64_t size, std::string_view passphrase, vault::PieceSink const& sink)
{
    Member const member { zip_fopen_index_encrypted(zip, index, 0, std::string { passphrase }.c_str()) };
    if (member.get() == nullptr)
        return fault(said_of(*zip_get_error(zip)));
    std::vector<std::uint8_t> piece(piece_bytes);
    std::uint64_t given = 0;
    for (;;) {
        auto const got = zip_fread(member.get(), piece.data(), piece.size());
        if (got < 0)
            return fault(said_of(*zip_file_get_error(member.get())));
        if (got == 0)
            break;
        given += static_cast<std::uint64_t>(got);
        if (given > size)
            return fault("handover.zip in it has more bytes than its directory says");
        sink(std::span { piece }.first(static_cast<std::size_t>(got)));
    }
    if (given != size)
        return fault("handover.zip in it has fewer bytes than its directory says");
    return {};
}

std::expected<void, std::string> read(
    zip_t* zip, std::string_view passphrase, vault::PieceSink const& sink, ArchiveLimits const& limits)
{
    auto const members = zip_get_num_entries(zip, 0);
    if (members < 0 || static_cast<std::uint64_t>(members) > limits.members_max)
        return fault(fmt::format("it has {} files; a package has two, README.txt and handover.zip", members));
    std::optional<zip_uint64_t> found;
    for (zip_uint64_t i = 0; i < static_cast<zip_uint64_t>(members); ++i) {
        auto const* name = zip_get_name(zip, i, ZIP_FL_ENC_RAW);
        if (name == nullptr || inner_member != name)
            continue;
        if (found)
            return fault("it has two files of the name handover.zip");
        found = i;
    }
    if (!found)
        return fault("there is no handover.zip in it: it is no package, or only a part of one");
    zip_stat_t stat {};
    zip_stat_init(&stat);
    if (zip_stat_index(zip, *found, 0, &stat) != 0)
        return fault("its directory does not say what handover.zip is");
    if (auto const wrong = flaw(stat, limits))
        return fault(*wrong);
    return give(zip, *found, stat.size, passphrase, sink);
}

/// Takes the source.
std::expected<void, std::string> read(zip_source_t* source, ErrorText& said, std::string_view passphrase,
    vault::PieceSink const& sink, ArchiveLimits const& limits)
{
    auto* const zip = zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &said.error);
    if (zip == nullptr) {
        zip_source_free(source);
        return fault(fmt::format("it is no zip that can be read ({})", said.text()));
    }
    Reading const reading { zip };
    return read(zip, passphrase, sink, limits);
}

} // namespace

std::expected<void, std::string> encrypt(std::filesystem::path const& to, std::string_view readme,
    std::shared_ptr<vault::ByteRange const> inner, std::string_view passphrase)
{
    int code = 0;
    auto* const zip = zip_open(to.c_str(), ZIP_CREATE | ZIP_EXCL, &code);
    if (zip == nullptr) {
        if (code == ZIP_ER_EXISTS)
            return fault(fmt::format("{} is there already and is left as it is", to.string()));
        ErrorText said;
        zip_error_init_with_code(&said.error, code);
        return fault(fmt::format("{} cannot be written ({})", to.string(), said.text()));
    }
    Writing writing { zip };
    auto const clear = writing.add(readme_member, zip_source_buffer(zip, readme.data(), readme.size(), 0));
    auto* const feed = new Feed { std::move(inner), 0, {} };
    zip_error_init(&feed->error);
    auto* const source = zip_source_function(zip, &feed_command, feed);
    if (source == nullptr)
        delete feed;
    auto const hidden = writing.add(inner_member, source);
    bool const made = clear >= 0 && hidden >= 0 && writing.encrypt(hidden, passphrase) && writing.finish();
    if (!made)
        return fault(fmt::format("{} cannot be written ({})", to.string(), writing.error()));
    std::error_code error;
    using std::filesystem::perms;
    std::filesystem::permissions(to, perms::owner_read | perms::owner_write, error);
    return {};
}

std::expected<void, std::string> decrypt(std::filesystem::path const& package, std::string_view passphrase,
    vault::PieceSink const& sink, ArchiveLimits const& limits)
{
    std::error_code error;
    auto const size = std::filesystem::file_size(package, error);
    if (error || !std::filesystem::is_regular_file(package, error))
        return fault("it is no file that can be read");
    if (size > limits.package_bytes_max)
        return fault(fmt::format("it has {} bytes; at most {} are read", size, limits.package_bytes_max));
    ErrorText said;
    auto* const source = zip_source_file_create(package.c_str(), 0, -1, &said.error);
    if (source == nullptr)
        return fault(fmt::format("it cannot be read ({})", said.text()));
    return read(source, said, passphrase, sink, limits);
}

std::expected<void, std::string> decrypt_bytes(
    std::string_view package, std::string_view passphrase, vault::PieceSink const& sink, ArchiveLimits const& limits)
{
    if (package.size() > limits.package_bytes_max)
        return fault(fmt::format("it has {} bytes; at most {} are read", package.size(), limits.package_bytes_max));
    ErrorText said;
    auto* const source = zip_source_buffer_create(package.data(), package.size(), 0, &said.error);
    if (source == nullptr)
        return fault(fmt::format("it cannot be read ({})", said.text()));
    return read(source, said, passphrase, sink, limits);
}

} // namespace recourse::handover
