#include "vault/keeper/keys.hpp"

#include "base/base64.hpp"
#include "base/check.hpp"
#include "vault/keeper/small_files.hpp"
#include "vault/log/lines.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace recourse::vault::keeper {

namespace {

// Stored: docs/formats/vault.md.
constexpr std::string_view first_line = "recourse vault key 1";
constexpr std::size_t key_file_size_max = 4096;
constexpr std::size_t list_file_size_max = 1U << 20U;

/// The file may be on a disk of a test, which has no rights; then nothing is said.
bool is_open_to_others(std::filesystem::path const& path)
{
    std::error_code error;
    auto const status = std::filesystem::status(path, error);
    using std::filesystem::perms;
    return !error && status.type() == std::filesystem::file_type::regular
        && (status.permissions() & (perms::group_all | perms::others_all)) != perms::none;
}

} // namespace

std::filesystem::path Keys::next_file() const
{
    auto path = key_file_;
    path += ".next";
    return path;
}

Outcome<std::optional<log::Seed>> Keys::read_seed(std::filesystem::path const& path) const
{
    auto const bytes = read_small(files_, path, key_file_size_max);
    if (!bytes && bytes.error().kind == FaultKind::missing)
        return std::nullopt;
    if (!bytes)
        return std::unexpected(bytes.error());
    if (is_open_to_others(path))
        return fault(FaultKind::failed,
            fmt::format("{}: others may read the signing key; take their rights away (chmod 600)", path.string()));
    auto const wrong = [&](std::string_view says) {
        return fault(FaultKind::corrupt, fmt::format("{}: {}; restore the file", path.string(), says));
    };
    std::string_view rest = *bytes;
    auto const first = log::take_line(rest), origin = log::take_line(rest), key = log::take_line(rest);
    if (first != first_line || !origin || !key || !rest.empty())
        return wrong("this is no signing key");
    if (*origin != origin_)
        return wrong(fmt::format("this is the key of the log \"{}\", not \"{}\"", *origin, origin_));
    auto const decoded = from_base64(*key);
    log::Seed seed;
    if (!decoded || decoded->size() != seed.size())
        return wrong("this is no signing key");
    std::ranges::copy(*decoded, reinterpret_cast<char*>(seed.data()));
    return seed;
}

Outcome<void> Keys::write_seed(std::filesystem::path const& path, log::Seed const& seed) const
{
    auto const key = to_base64({ reinterpret_cast<char const*>(seed.data()), seed.size() });
    return write_durably(files_, path, fmt::format("{}\n{}\n{}\n", first_line, origin_, key));
}

Outcome<void> Keys::read_list()
{
    auto const bytes = read_small(files_, list_file_, list_file_size_max);
    if (!bytes)
        return bytes.error().kind == FaultKind::missing ? Outcome<void> {} : std::unexpected(bytes.error());
    std::string_view rest = *bytes;
    while (auto const line = log::take_line(rest)) {
        auto key = log::parse_verifier(*line);
        if (!key)
            return fault(FaultKind::corrupt, fmt::format("{}: {}", list_file_.string(), key.error()));
        all_.push_back(std::move(*key));
    }
    return {};
}

Outcome<void> Keys::write_list() const
{
    std::string text;
    for (auto const& key : all_)
        text += log::to_string(key) + "\n";
    return write_durably(files_, list_file_, text);
}

Outcome<void> Keys::open(bool fresh)
{
    if (!log::is_key_name(origin_))
        return fault(FaultKind::limit,
            fmt::format(
                "\"{}\" cannot be the origin of a log: a name like desk.example/evidence, without spaces and '+'",
                origin_));
    auto seed = RECOURSE_TRY(read_seed(key_file_));
    if (!seed && !fresh)
        return fault(FaultKind::missing,
            fmt::format("{}: the signing key of the log is missing; restore it from where it is kept apart",
                key_file_.string()));
    if (!seed) {
        seed = log::new_seed();
        if (key_file_.has_parent_path())
            RECOURSE_TRY_DONE(files_.make_folder(key_file_.parent_path()));
        RECOURSE_TRY_DONE(write_seed(key_file_, *seed));
    }
    seed_ = *seed;
    next_ = RECOURSE_TRY(read_seed(next_file()));
    RECOURSE_TRY_DONE(read_list());
    auto const own = signer().verifier;
    if (std::ranges::find(all_, own) == all_.end()) {
        all_.push_back(own);
        RECOURSE_TRY_DONE(write_list());
    }
    return {};
}

std::optional<log::Signer> Keys::next() const
{
    if (!next_)
        return std::nullopt;
    return log::make_signer(origin_, *next_);
}

Outcome<log::Signer> Keys::prepare()
{
    auto const seed = log::new_seed();
    RECOURSE_TRY_DONE(write_seed(next_file(), seed));
    next_ = seed;
    all_.push_back(next()->verifier);
    RECOURSE_TRY_DONE(write_list());
    return *next();
}

Outcome<void> Keys::settle()
{
    RECOURSE_ASSERT(next_.has_value());
    auto const key = next()->verifier;
    if (std::ranges::find(all_, key) == all_.end()) {
        all_.push_back(key);
        RECOURSE_TRY_DONE(write_list());
    }
    RECOURSE_TRY_DONE(files_.rename(next_file(), key_file_));
    seed_ = *std::exchange(next_, {});
    return files_.flush_folder(key_file_.parent_path());
}

Outcome<void> Keys::forget()
{
    RECOURSE_ASSERT(next_.has_value());
    if (std::erase(all_, next()->verifier) > 0)
        RECOURSE_TRY_DONE(write_list());
    next_.reset();
    return files_.remove(next_file());
}

} // namespace recourse::vault::keeper
