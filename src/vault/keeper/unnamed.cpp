#include "vault/keeper/unnamed.hpp"

#include "base/check.hpp"
#include "vault/keeper/small_files.hpp"
#include "vault/log/lines.hpp"

#include <fmt/format.h>

namespace recourse::vault::keeper {

namespace {

constexpr std::size_t step = 1000;
constexpr std::size_t file_bytes_max = std::size_t { 256 } << 20U;
/// So many fit into the note of one record: 64 digits, a size and a line break each.
constexpr std::size_t record_max = 100;

std::filesystem::path file_of(Keeper const& keeper)
{
    return keeper.folder() / "unnamed";
}

/// Lines "<64 digits> <microseconds>". What is no such line is passed over: its object's time begins anew.
std::map<Digest, Instant> parse(std::string_view text)
{
    std::map<Digest, Instant> since;
    while (auto const line = log::take_line(text)) {
        auto const blank = line->find(' ');
        auto const digest = parse_digest(line->substr(0, blank));
        auto const at = blank == std::string_view::npos ? std::nullopt : log::parse_decimal(line->substr(blank + 1));
        if (digest && at)
            since.emplace(*digest, Instant { static_cast<std::int64_t>(*at) });
    }
    return since;
}

} // namespace

Unnamed::Unnamed(Keeper& keeper, std::int64_t kept) : keeper_(keeper), kept_(kept) { }

Outcome<bool> Unnamed::is_named(Digest const& digest)
{
    return !RECOURSE_TRY(keeper_.about_object(digest, {}, 1)).empty()
        || !RECOURSE_TRY(keeper_.made_from(digest, {}, 1)).empty();
}

Outcome<std::vector<Digest>> Unnamed::due(std::size_t max)
{
    std::scoped_lock const lock(mutex_);
    if (!since_) {
        auto const text = read_small(keeper_.files(), file_of(keeper_), file_bytes_max);
        if (!text && text.error().kind == FaultKind::failed)
            return std::unexpected(text.error());
        since_ = parse(text ? std::string_view { *text } : std::string_view {});
    }
    auto const now = keeper_.now();
    std::map<Digest, Instant> since;
    std::vector<Digest> over;
    for (std::optional<Digest> after;;) {
        auto const all = RECOURSE_TRY(keeper_.objects().list(after, step));
        for (auto const& digest : all) {
            after = digest;
            if (RECOURSE_TRY(is_named(digest)))
                continue;
            auto const before = since_->find(digest);
            // A clock that was ahead must not keep it for ever.
            auto const at = before == since_->end() || now < before->second ? now : before->second;
            since.emplace(digest, at);
            if (over.size() < max && now.micros - at.micros >= kept_ * 1'000'000
                && !keeper_.uploads().remembers(digest))
                over.push_back(digest);
        }
        if (all.size() < step)
            break;
    }
    if (since != *since_) {
        std::string text;
        for (auto const& [digest, at] : since)
            text += fmt::format("{} {}\n", to_string(digest), at.micros);
        RECOURSE_TRY_DONE(write_durably(keeper_.files(), file_of(keeper_), text));
        since_ = std::move(since);
    }
    return over;
}

Outcome<std::size_t> Unnamed::take_away(std::vector<Digest> const& digests, std::string how)
{
    auto const alone = keeper_.uploads().while_none_finishes();
    std::vector<Digest> going;
    for (auto const& digest : digests)
        if (going.size() < record_max && !RECOURSE_TRY(is_named(digest)) && !keeper_.uploads().remembers(digest)
            && RECOURSE_TRY(keeper_.objects().has(digest)))
            going.push_back(digest);
    if (going.empty())
        return 0;
    // The record is about no object: nothing of it goes along with the same bytes of somebody else.
    Draft draft;
    draft.act = Act::erased;
    draft.actor = "recourse";
    draft.at = keeper_.now();
    draft.how = std::move(how);
    draft.note = "reason: uploaded, and named by nothing";
    for (auto const& digest : going)
        draft.note += fmt::format("\nsha256: {}", to_string(digest));
    RECOURSE_TRY_DONE(keeper_.append_own({ &draft, 1 }));
    for (auto const& digest : going)
        RECOURSE_TRY_DONE(keeper_.objects().erase(digest));
    std::scoped_lock const lock(mutex_);
    if (since_)
        for (auto const& digest : going)
            since_->erase(digest);
    return going.size();
}

} // namespace recourse::vault::keeper
