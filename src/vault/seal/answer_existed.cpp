#include "vault/seal/judged.hpp"

#include "base/date.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <limits>

namespace recourse::vault::seal {

namespace {

/// A stamp that holds: everything before that place in the log existed no later than that.
struct Covering {
    std::uint64_t size = 0;
    Instant latest;
    std::string by;
};

/// That the stamped checkpoint is of the same history as the bundle's. What is wrong, with the file.
std::optional<Flaw> foreign(Case const& all, OtherCheckpoint const& over, std::size_t number, std::uint64_t& size)
{
    auto const stamped = log::parse_signed_checkpoint(over.note);
    if (!stamped)
        return Flaw { stamp_file(number, "checkpoint"), stamped.error() };
    if (!log::verify(stamped->note, all.keys))
        return Flaw { stamp_file(number, "checkpoint"), "its signature is not that of a key of the bundle" };
    auto const& own = all.read.bundle.checkpoint.checkpoint;
    size = stamped->checkpoint.head.size;
    if (!is_of_one_history(stamped->checkpoint, own, over.proof))
        return Flaw { stamp_file(number, "consistency"),
            "does not show that the stamped checkpoint and the bundle's are of one history" };
    return std::nullopt;
}

/// For each exhibit the earliest moment by which it existed; then the latest of those.
void conclude_time(Case const& all, std::vector<Covering> const& stamps, Answer& answer)
{
    Covering last { 0, { std::numeric_limits<std::int64_t>::min() }, {} };
    for (auto const& exhibit : all.read.bundle.exhibits) {
        auto first = std::numeric_limits<std::uint64_t>::max();
        for (auto const& record : all.read.records)
            if (record.digest == exhibit.digest && record.size == exhibit.size)
                first = std::min(first, record.sequence);
        Covering const* earliest = nullptr;
        for (auto const& stamp : stamps)
            if (first < stamp.size && (earliest == nullptr || stamp.latest < earliest->latest))
                earliest = &stamp;
        if (earliest == nullptr)
            add_flaw(answer, "data/" + exhibit.file, "no time stamp covers its record");
        else if (earliest->latest > last.latest)
            last = *earliest;
    }
    if (!answer.flaws.empty()) {
        answer.state = State::undetermined;
        answer.says = fmt::format("{} of {} exhibits are not covered by a time stamp that holds", answer.flaws.size(),
            all.read.bundle.exhibits.size());
        return;
    }
    if (all.read.bundle.exhibits.empty()) {
        answer.state = State::absent;
        answer.says = "there is no exhibit";
        return;
    }
    answer.state = State::holds;
    answer.says = fmt::format("all exhibits existed no later than {}, {}", to_string(last.latest), last.by);
}

} // namespace

Answer answer_existed(Case& all)
{
    Answer answer;
    auto const& bundle = all.read.bundle;
    auto const own = find(*all.opened.contents, stamp_file(1, "tsr"));
    if (!own || !all.read.has_checkpoint) {
        answer.says = "the bundle has no time stamp";
        return answer;
    }
    std::vector<Covering> good;
    bool open = false;
    for (std::size_t i = 0; i < bundle.stamps.size(); ++i) {
        auto const& stamp = bundle.stamps[i];
        auto const file = stamp_file(i + 1, "tsr");
        bool const own_anchors = all.trust.anchors.empty();
        auto const judged = stamp::judge(stamp.reply, { stamp.over.note, {} },
            { own_anchors ? stamp.chain : all.trust.anchors, stamp.chain, stamp.revocations }, all.now);
        for (auto const& note : judged.notes)
            answer.notes.push_back(fmt::format("{}: {}", file, note));
        if (judged.verdict == stamp::Verdict::good)
            all.stamped.emplace_back(file, *judged.at);
        std::uint64_t size = 0;
        if (judged.verdict != stamp::Verdict::good) {
            open = open || judged.verdict == stamp::Verdict::undetermined;
            add_flaw(answer, file, fmt::format("{}: {}", name(judged.verdict), judged.says));
        } else if (auto const flaw = foreign(all, stamp.over, i + 1, size)) {
            add_flaw(answer, flaw->file, flaw->says);
        } else {
            good.push_back({ size, *judged.latest,
                fmt::format("by {}, under the root {} ({})", judged.signer, judged.root,
                    own_anchors ? "which the bundle brings: nobody here vouches for it" : "which is trusted") });
        }
    }
    for (auto const& flaw : all.read.flaws)
        if (flaw.file.starts_with("tokens/"))
            add_flaw(answer, flaw.file, flaw.says);
    if (!answer.flaws.empty()) {
        conclude(answer, {});
        if (open && answer.flaws.size() == 1) {
            answer.state = State::undetermined;
            answer.says = "cannot be told";
        }
        return answer;
    }
    conclude_time(all, good, answer);
    return answer;
}

} // namespace recourse::vault::seal
