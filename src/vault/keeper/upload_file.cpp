#include "vault/keeper/upload_file.hpp"

#include "base/check.hpp"
#include "base/packed.hpp"
#include "base/text.hpp"
#include "vault/keeper/small_files.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace recourse::vault::keeper {

namespace {

// Stored: docs/formats/vault.md.
constexpr std::string_view first_line = "recourse upload 1\n";
constexpr std::size_t digest_size = 32;
/// Number of bytes in 4, the greatest first; whether it is open in 1; the digest.
constexpr std::size_t frame_head_size = 4 + 1 + digest_size;

struct FrameHead {
    std::uint32_t size = 0;
    bool open = false;
    Digest digest;
};

Digest digest_of(Digest const& before, FrameHead const& head, std::span<std::uint8_t const> bytes)
{
    Digester digester;
    digester.add(std::span<std::uint8_t const> { before.bytes });
    digester.add(std::uint64_t { head.size } << 1U | (head.open ? 1U : 0U));
    digester.add(bytes);
    return digester.finish();
}

/// Walks over the frames that are whole.
class Frames {
public:
    Frames(Files& files, std::filesystem::path path, std::uint64_t file_max)
        : files_(files)
        , path_(std::move(path))
        , file_max_(file_max)
        , buffer_(frame_head_size + UploadWriter::frame_bytes_max)
    {
    }

    /// False: no whole frame follows.
    Outcome<bool> next()
    {
        std::array<std::uint8_t, frame_head_size> raw;
        if (end_.file + raw.size() > file_max_ || RECOURSE_TRY(files_.read(path_, end_.file, raw)) != raw.size())
            return false;
        head_.size = 0;
        for (int i = 0; i < 4; ++i)
            head_.size = head_.size << 8U | raw[static_cast<std::size_t>(i)];
        head_.open = raw[4] == 1;
        std::copy(raw.begin() + 5, raw.end(), head_.digest.bytes.begin());
        if (raw[4] > 1 || head_.size == 0 || head_.size > UploadWriter::frame_bytes_max
            || end_.file + raw.size() + head_.size > file_max_)
            return false;
        auto const into = std::span(buffer_).first(head_.size);
        if (RECOURSE_TRY(files_.read(path_, end_.file + raw.size(), into)) != into.size()
            || digest_of(end_.last, head_, into) != head_.digest)
            return false;
        end_ = { end_.bytes + head_.size, end_.file + raw.size() + head_.size, head_.digest };
        return true;
    }
    std::span<std::uint8_t const> bytes() const { return std::span(buffer_).first(head_.size); }
    bool open() const { return head_.open; }
    UploadEnd const& end() const { return end_; }

private:
    Files& files_;
    std::filesystem::path path_;
    std::uint64_t file_max_;
    std::vector<std::uint8_t> buffer_;
    FrameHead head_;
    UploadEnd end_;
};

} // namespace

std::string to_bytes(UploadHead const& head)
{
    auto bytes = std::string { first_line } + packed::pack(head);
    auto const digest = sha256(bytes);
    bytes.append(reinterpret_cast<char const*>(digest.bytes.data()), digest.bytes.size());
    return bytes;
}

std::optional<UploadHead> parse_upload_head(std::string_view bytes)
{
    if (bytes.size() < first_line.size() + digest_size || !bytes.starts_with(first_line))
        return std::nullopt;
    auto const body = bytes.substr(0, bytes.size() - digest_size);
    auto const digest = sha256(body);
    if (!std::ranges::equal(digest.bytes, bytes_of(bytes.substr(body.size()))))
        return std::nullopt;
    auto head = packed::unpack<UploadHead>(body.substr(first_line.size()));
    return head ? std::optional(std::move(*head)) : std::nullopt;
}

Outcome<void> UploadWriter::add(std::span<std::uint8_t const> bytes, bool open)
{
    RECOURSE_ASSERT(!bytes.empty() && bytes.size() <= frame_bytes_max);
    FrameHead head { static_cast<std::uint32_t>(bytes.size()), open, {} };
    head.digest = digest_of(end_.last, head, bytes);
    std::array<std::uint8_t, frame_head_size> raw;
    for (std::size_t i = 0; i < 4; ++i)
        raw[i] = static_cast<std::uint8_t>(head.size >> (24 - 8 * i));
    raw[4] = open ? 1 : 0;
    std::ranges::copy(head.digest.bytes, raw.begin() + 5);
    RECOURSE_TRY_DONE(file_->append(raw));
    RECOURSE_TRY_DONE(file_->append(bytes));
    end_ = { end_.bytes + bytes.size(), end_.file + raw.size() + bytes.size(), head.digest };
    return {};
}

Outcome<void> UploadWriter::commit()
{
    if (end_ == durable_)
        return {};
    RECOURSE_TRY_DONE(file_->flush());
    durable_ = end_;
    return {};
}

Outcome<void> UploadWriter::roll_back()
{
    RECOURSE_TRY_DONE(file_->cut(durable_.file));
    end_ = durable_;
    return {};
}

Outcome<UploadEnd> read_upload(
    Files& files, std::filesystem::path const& path, std::uint64_t bytes_max, ByteSink const& sink)
{
    auto const size = RECOURSE_TRY(files.size(path)).value_or(0);
    Frames frames(files, path, size);
    UploadEnd counts;
    while (RECOURSE_TRY(frames.next())) {
        if (frames.end().bytes > bytes_max)
            break;
        if (!frames.open())
            counts = frames.end();
        if (sink && !sink(frames.bytes()))
            break;
    }
    return counts;
}

ByteSource upload_source(Files& files, std::filesystem::path path, UploadEnd end)
{
    struct State {
        Frames frames;
        std::span<std::uint8_t const> rest;
    };
    auto const state = std::make_shared<State>(State { Frames(files, std::move(path), end.file), {} });
    return [state, end](std::span<std::uint8_t> into) -> std::expected<std::size_t, std::string> {
        if (state->rest.empty() && state->frames.end() != end) {
            auto const next = state->frames.next();
            if (!next)
                return std::unexpected(next.error().detail);
            if (!*next)
                return std::unexpected("a piece of the upload was damaged on the disk");
            state->rest = state->frames.bytes();
        }
        auto const count = std::min(into.size(), state->rest.size());
        std::ranges::copy(state->rest.first(count), into.begin());
        state->rest = state->rest.subspan(count);
        return count;
    };
}

} // namespace recourse::vault::keeper
