#include "vault/keeper/shown.hpp"

#include "base/base64.hpp"
#include "base/check.hpp"
#include "vault/keeper/small_files.hpp"
#include "vault/log/lines.hpp"

#include <fmt/format.h>

namespace recourse::vault::keeper {

namespace {

// Stored: docs/formats/vault.md.
constexpr std::size_t check_digits = 16;
constexpr std::size_t line_size_max = std::size_t { 64 } << 10U;
constexpr std::size_t piece_size = std::size_t { 256 } << 10U;

std::string check_of(std::string_view text)
{
    return to_string(sha256(text)).substr(0, check_digits);
}

/// Takes the next word off.
std::string_view take_word(std::string_view& text)
{
    auto const at = std::min(text.find(' '), text.size());
    auto const word = text.substr(0, at);
    text.remove_prefix(std::min(at + 1, text.size()));
    return word;
}

} // namespace

std::string shown_line(ShownCheckpoint const& one)
{
    auto const text = fmt::format("{} {} {} {} ", one.size, static_cast<unsigned>(one.kind),
        one.whom.empty() ? "-" : to_base64(one.whom), to_base64(one.note));
    return text + check_of(text) + "\n";
}

std::optional<ShownCheckpoint> parse_shown_line(std::string_view line)
{
    if (line.size() < check_digits
        || check_of(line.substr(0, line.size() - check_digits)) != line.substr(line.size() - check_digits))
        return std::nullopt;
    auto const size = log::parse_decimal(take_word(line));
    auto const kind = log::parse_decimal(take_word(line));
    auto const whom = take_word(line);
    auto const note = from_base64(take_word(line));
    auto const decoded = whom == "-" ? std::optional<std::string> { std::in_place } : from_base64(whom);
    if (!size || !kind || *kind < 1 || *kind > 3 || !note || !decoded)
        return std::nullopt;
    return ShownCheckpoint { static_cast<ShownCheckpoint::Kind>(*kind), *size, *decoded, *note };
}

Outcome<void> Shown::open()
{
    auto const there = RECOURSE_TRY(files_.size(file_));
    if (!there) {
        auto const file = RECOURSE_TRY(files_.create(file_));
        RECOURSE_TRY_DONE(file->flush());
        RECOURSE_TRY_DONE(files_.flush_folder(file_.parent_path()));
        size_ = 0;
        return index_.add_shown({}, 0);
    }
    size_ = RECOURSE_TRY(index_.shown_bytes());
    std::string rest;
    std::vector<std::uint8_t> piece(piece_size);
    for (auto at = size_; at < *there;) {
        auto const got = RECOURSE_TRY(files_.read(file_, at, piece));
        if (got == 0)
            break;
        at += got;
        rest.append(reinterpret_cast<char const*>(piece.data()), got);
        std::vector<ShownCheckpoint> whole;
        std::size_t used = 0;
        for (auto end = rest.find('\n'); end != std::string::npos; end = rest.find('\n', used)) {
            auto one = parse_shown_line(std::string_view { rest }.substr(used, end - used));
            if (!one && size_ + end + 1 < *there)
                return fault(FaultKind::corrupt,
                    fmt::format("{}: the line at byte {} is damaged", file_.string(), size_ + used));
            if (!one)
                break;
            whole.push_back(std::move(*one));
            used = end + 1;
        }
        if (rest.size() - used > line_size_max)
            return fault(
                FaultKind::corrupt, fmt::format("{}: the line at byte {} has no end", file_.string(), size_ + used));
        rest.erase(0, used);
        size_ += used;
        RECOURSE_TRY_DONE(index_.add_shown(whole, size_));
    }
    if (size_ < *there) {
        auto const file = RECOURSE_TRY(files_.reopen(file_));
        RECOURSE_TRY_DONE(file->cut(size_));
        return file->flush();
    }
    return {};
}

Outcome<void> Shown::add(ShownCheckpoint const& one)
{
    std::scoped_lock const lock(mutex_);
    if (RECOURSE_TRY(index_.was_shown(one)))
        return {};
    auto const line = shown_line(one);
    auto const file = RECOURSE_TRY(files_.reopen(file_));
    RECOURSE_TRY_DONE(file->cut(size_)); // what an attempt that failed may have left
    RECOURSE_TRY_DONE(file->append(bytes_of(line)));
    RECOURSE_TRY_DONE(file->flush());
    size_ += line.size();
    return index_.add_shown({ &one, 1 }, size_);
}

std::uint64_t Shown::size() const
{
    std::scoped_lock const lock(mutex_);
    return size_;
}

} // namespace recourse::vault::keeper
