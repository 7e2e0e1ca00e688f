#include "vault/keeper/stamping.hpp"

#include "base/check.hpp"
#include "base/printable.hpp"
#include "vault/log/lines.hpp"
#include "vault/seal/seal_note.hpp"
#include "vault/stamp/request.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>

namespace recourse::vault::keeper {

namespace {

constexpr std::int64_t second = 1'000'000;
constexpr std::int64_t day_seconds = 86'400;
constexpr std::int64_t wait_seconds_max = 3600; ///< between two tries that fail
/// Tokens are looked at from the latest on until one lasts, at most so many.
constexpr std::size_t tokens_max = 10'000;

std::uint64_t new_number()
{
    auto const random = new_nonce();
    std::uint64_t number = 0;
    std::memcpy(&number, random.data(), sizeof number);
    return number >> 1U; // as a positive number of 8 bytes
}

Date day_of(Instant at)
{
    auto const days = at.micros / (day_seconds * second);
    return Date::from_days(static_cast<std::int32_t>(days));
}

std::optional<std::string_view> take(std::string_view& text, std::string_view word)
{
    auto line = log::take_line(text);
    if (!line && !text.empty())
        line = std::exchange(text, {});
    if (!line || !line->starts_with(word))
        return std::nullopt;
    return line->substr(word.size());
}

} // namespace

std::string to_text(StampNote const& note)
{
    return fmt::format("over {}\nat {}\nends {}\nimprint {}", note.over, to_string(note.at),
        note.ends ? to_string(*note.ends) : "-", note.imprint);
}

std::optional<StampNote> parse_stamp_note(std::string_view text)
{
    auto const over = take(text, "over "), at = take(text, "at "), ends = take(text, "ends "),
               imprint = take(text, "imprint ");
    auto const size = over ? log::parse_decimal(*over) : std::nullopt;
    auto const moment = at ? seal::parse_instant(*at) : std::nullopt;
    auto const end = ends && *ends != "-" ? seal::parse_instant(*ends) : std::nullopt;
    if (!size || !moment || !ends || (*ends != "-" && !end) || !imprint)
        return std::nullopt;
    return StampNote { *size, *moment, end, std::string { *imprint } };
}

std::optional<StampObjects> stamp_objects(Record const& record)
{
    if (record.act != Act::timestamped || record.parents.empty() || record.parents.size() > 3)
        return std::nullopt;
    StampObjects objects { record.parents[0], {}, {} };
    if (record.parents.size() > 1)
        objects.chain = record.parents[1];
    if (record.parents.size() > 2)
        objects.revocations = record.parents[2];
    return objects;
}

Outcome<std::optional<stamp::HeldToken>> Stamping::last()
{
    auto* const index = RECOURSE_TRY(keeper_.index());
    auto const entries = RECOURSE_TRY(index->last_stamps(1));
    if (entries.empty())
        return std::nullopt;
    auto const record = RECOURSE_TRY(keeper_.record(entries.front()));
    auto const note = parse_stamp_note(record.note);
    if (!note)
        return std::nullopt;
    // By the desk's own clock, which also says when the next one is due.
    return stamp::HeldToken { {}, record.at, note->ends, note->imprint, note->over, record.sequence };
}

/// A token that lasts covers all before it, so that only the latest have to be looked at.
Outcome<std::vector<stamp::Renewal>> Stamping::to_renew(Date by)
{
    auto* const index = RECOURSE_TRY(keeper_.index());
    auto const entries = RECOURSE_TRY(index->last_stamps(tokens_max));
    std::vector<stamp::HeldToken> tokens;
    for (auto const entry : entries) {
        auto const record = RECOURSE_TRY(keeper_.record(entry));
        auto const note = parse_stamp_note(record.note);
        if (!note)
            continue;
        tokens.push_back(
            { fmt::format("{}", entry), note->at, note->ends, note->imprint, note->over, record.sequence });
        if (stamp::to_renew({ &tokens.back(), 1 }, by, options_.weak_digests).empty())
            break; // it lasts, and covers whatever came before
    }
    return stamp::to_renew(tokens, by, options_.weak_digests);
}

Outcome<bool> Stamping::is_due(Instant now, std::uint64_t size)
{
    auto const before = RECOURSE_TRY(last());
    auto* const index = RECOURSE_TRY(keeper_.index());
    if (!before)
        return size > 0 && RECOURSE_TRY(index->others_from(0)) > 0;
    if (now.micros - before->at.micros >= options_.every_seconds * second && size > before->log_size
        && RECOURSE_TRY(index->others_from(before->log_size)) > 0)
        return true;
    if (renewed_ && now.micros - renewed_->micros < day_seconds * second)
        return false;
    if (RECOURSE_TRY(to_renew(day_of(now).plus_days(options_.renew_days))).empty())
        return false;
    // At most once a day, should the authority's own certificate be about to run out.
    if (now.micros - before->at.micros < day_seconds * second)
        return false;
    renewed_ = now;
    return true;
}

StampingTurn Stamping::put_off(Instant now, std::string says)
{
    auto const wait = std::min(wait_seconds_max, std::int64_t { 15 } << std::min(failures_++, 8));
    not_before_ = Instant { now.micros + wait * second };
    renewed_.reset();
    return { StampingTurn::Did::failed, {}, std::move(says) };
}

Outcome<StampingTurn> Stamping::turn()
{
    std::scoped_lock const lock(mutex_);
    auto const now = keeper_.now();
    if (!options_.ask || (not_before_ && now < *not_before_))
        return StampingTurn {};
    auto const checkpoint = keeper_.checkpoint();
    if (!RECOURSE_TRY(is_due(now, checkpoint.checkpoint.head.size)))
        return StampingTurn {};
    return stamp(now, checkpoint);
}

Outcome<StampingTurn> Stamping::stamp(Instant now, log::SignedCheckpoint const& checkpoint)
{
    auto const note = log::to_string(checkpoint.note);
    auto const request = stamp::make_request(sha256(note), new_number());
    auto const reply = options_.ask(request);
    if (!reply)
        return put_off(now, "the time-stamp authority: " + printable(reply.error()));
    if (auto const checked = stamp::check_reply(*reply, request); !checked)
        return put_off(now, "the time-stamp authority's answer is no stamp of ours: " + printable(checked.error()));
    auto const lists = options_.revocations ? options_.revocations() : std::string {};
    auto const judged = stamp::judge(*reply, { note, request }, { options_.chain, options_.chain, lists }, now);
    if (judged.verdict == stamp::Verdict::bad || !judged.at)
        return put_off(now, "the time-stamp authority's stamp is bad: " + printable(judged.says));

    std::vector<std::unique_ptr<StagedObject>> staged;
    for (std::string_view const bytes : { std::string_view { *reply }, std::string_view { note },
             std::string_view { options_.chain }, std::string_view { lists } })
        if (!bytes.empty())
            staged.push_back(RECOURSE_TRY(keeper_.objects().stage(source_of(bytes), bytes.size())));
    auto const kept = RECOURSE_TRY(keeper_.objects().keep(std::move(staged)));
    Draft draft;
    draft.digest = kept[0].digest;
    draft.size = kept[0].size;
    draft.act = Act::timestamped;
    draft.actor = options_.authority;
    draft.at = now;
    draft.how = "RFC 3161";
    draft.parents.push_back(kept[1].digest);
    if (!options_.chain.empty() || !lists.empty()) {
        // The place among the parents says what an object is; without a chain its place is taken by the checkpoint.
        draft.parents.push_back(options_.chain.empty() ? kept[1].digest : kept[2].digest);
        if (!lists.empty())
            draft.parents.push_back(kept.back().digest);
    }
    draft.note = to_text({ checkpoint.checkpoint.head.size, *judged.at, judged.ends, judged.imprint });
    auto const appended = RECOURSE_TRY(keeper_.append_own({ &draft, 1 }));
    failures_ = 0;
    not_before_.reset();
    return StampingTurn { StampingTurn::Did::stamped, appended.first,
        judged.verdict == stamp::Verdict::good ? std::string {}
                                               : "it cannot be told whether it holds: " + judged.says };
}

} // namespace recourse::vault::keeper
