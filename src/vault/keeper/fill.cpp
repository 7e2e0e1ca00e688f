#include "vault/keeper/fill.hpp"

#include "base/check.hpp"
#include "vault/keeper/small_files.hpp"
#include "vault/keeper/stamping.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

namespace recourse::vault::keeper {

namespace {

constexpr std::size_t step = 1000;
constexpr std::size_t earlier_max = 900; ///< a bundle has room for 999
constexpr std::size_t stamps_max = 900;
constexpr std::size_t stamp_object_size_max = 4U << 20U;
constexpr std::size_t ancestors_max = 10'000; ///< objects that exhibits were made from, in all

std::string const& audience_of(BundleRequest const& request)
{
    return request.audience.empty() ? request.subject : request.audience;
}

class Filling {
public:
    Filling(Keeper& keeper, BundleRequest const& request)
        : keeper_(keeper)
        , request_(request)
        , checkpoint_(keeper.checkpoint())
        , size_(checkpoint_.checkpoint.head.size)
        , tiles_(keeper.files(), keeper.folder() / "log", size_)
    {
    }

    Outcome<seal::Bundle> run()
    {
        bundle_.name = request_.name;
        bundle_.checkpoint = checkpoint_;
        bundle_.keys = keeper_.keys();
        bundle_.texts = request_.texts;
        std::ranges::sort(bundle_.texts, {}, &seal::Text::name);
        index_ = RECOURSE_TRY(keeper_.index());
        RECOURSE_TRY_DONE(add_exhibits());
        for (auto const& digest : request_.gone)
            RECOURSE_TRY_DONE(add_gone(digest));
        RECOURSE_TRY_DONE(add_entries());
        RECOURSE_TRY_DONE(add_stamps());
        RECOURSE_TRY_DONE(add_earlier());
        bundle_.sealed_at = sealed_at();
        return std::move(bundle_);
    }

private:
    /// The same bytes may have been handed in about something else, which is nobody's business here.
    bool belongs(Record const& record) const
    {
        return (record.subject.empty() || record.subject == request_.subject)
            && (!request_.may_leave || request_.may_leave(record));
    }
    Outcome<void> add_exhibits();
    /// The entries that gave the bytes numbers, withdrew those or erased the bytes.
    Outcome<void> add_gone(Digest const&);
    /// All entries about the bytes of an object, and then about those that it was made from.
    Outcome<void> collect(Digest const&);
    Outcome<void> add_entries();
    Outcome<void> add_stamps();
    Outcome<seal::Stamp> stamp_of(Record const&, std::uint64_t over);
    Outcome<void> add_earlier();
    Instant sealed_at() const;
    Outcome<merkle::Proof> proof_from(std::uint64_t size);

    Keeper& keeper_;
    BundleRequest const& request_;
    log::SignedCheckpoint checkpoint_;
    std::uint64_t size_;
    log::TileReader tiles_;
    Index* index_ = nullptr;
    seal::Bundle bundle_;
    std::set<std::uint64_t> entries_;
    std::set<Digest> looked_at_;
    std::map<Digest, std::uint64_t> first_about_; ///< the first entry about an object
    std::vector<std::uint64_t> firsts_; ///< of each exhibit
    Instant newest_ {}; ///< of the records
};

Outcome<void> Filling::add_exhibits()
{
    for (auto const& wanted : request_.exhibits) {
        auto const size = RECOURSE_TRY(keeper_.objects().size(wanted.digest));
        if (!size)
            return fault(FaultKind::missing,
                fmt::format("{}: the bytes of {} are not here", wanted.number, to_string(wanted.digest)));
        RECOURSE_TRY_DONE(collect(wanted.digest));
        auto const first = first_about_.find(wanted.digest);
        if (first == first_about_.end())
            return fault(FaultKind::missing, fmt::format("{}: no record is about its bytes yet", wanted.number));
        firsts_.push_back(first->second);
        bundle_.exhibits.push_back({ wanted.number, wanted.file, wanted.original_name, wanted.media_type, wanted.digest,
            *size,
            [&objects = keeper_.objects(), digest = wanted.digest](PieceSink const& sink) -> std::expected<void, Flaw> {
                auto const got = objects.get(digest, 0, ~std::uint64_t { 0 }, [&](std::span<std::uint8_t const> piece) {
                    sink(piece);
                    return true;
                });
                if (!got)
                    return std::unexpected(Flaw { {}, got.error().detail });
                return {};
            } });
    }
    std::ranges::sort(bundle_.exhibits, {}, &seal::Exhibit::number);
    for (auto const entry : RECOURSE_TRY(index_->rotations()))
        if (entry < size_)
            entries_.insert(entry);
    return {};
}

Outcome<void> Filling::add_gone(Digest const& digest)
{
    constexpr std::array of_numbers { Act::numbered, Act::withdrawn, Act::erased };
    for (std::optional<std::uint64_t> after;;) {
        auto const found = RECOURSE_TRY(index_->about_object(digest, after, step));
        for (auto const entry : found) {
            after = entry;
            if (entry >= size_)
                continue;
            auto const record = RECOURSE_TRY(keeper_.record(entry));
            if (belongs(record) && std::ranges::find(of_numbers, record.act) != of_numbers.end())
                entries_.insert(entry);
        }
        if (found.size() < step)
            return {};
    }
}

Outcome<void> Filling::collect(Digest const& digest)
{
    std::vector<Digest> open { digest };
    while (!open.empty()) {
        auto const one = open.back();
        open.pop_back();
        if (one == Digest {} || !looked_at_.insert(one).second || looked_at_.size() > ancestors_max)
            continue;
        for (std::optional<std::uint64_t> after;;) {
            auto const found = RECOURSE_TRY(index_->about_object(one, after, step));
            for (auto const entry : found) {
                after = entry;
                if (entry >= size_)
                    continue;
                auto const record = RECOURSE_TRY(keeper_.record(entry));
                if (!belongs(record))
                    continue;
                entries_.insert(entry);
                first_about_.emplace(one, entry);
                open.insert(open.end(), record.parents.begin(), record.parents.end());
            }
            if (found.size() < step)
                break;
        }
    }
    return {};
}

Outcome<void> Filling::add_entries()
{
    for (auto const index : entries_) {
        newest_ = std::max(newest_, RECOURSE_TRY(keeper_.record(index)).at);
        auto hashes = merkle::make_inclusion(tiles_, index, size_);
        if (!hashes)
            return fault(FaultKind::corrupt, hashes.error());
        bundle_.entries.push_back(
            { RECOURSE_TRY(tiles_.entry(index)), { std::nullopt, index, std::move(*hashes), checkpoint_ } });
    }
    return {};
}

Outcome<merkle::Proof> Filling::proof_from(std::uint64_t size)
{
    auto hashes = merkle::make_consistency(tiles_, size, size_);
    if (!hashes)
        return fault(FaultKind::corrupt, hashes.error());
    return std::move(*hashes);
}

Outcome<seal::Stamp> Filling::stamp_of(Record const& record, std::uint64_t over)
{
    auto& objects = keeper_.objects();
    auto const parts = stamp_objects(record);
    if (!parts)
        return fault(FaultKind::corrupt, fmt::format("entry {} does not name what it stamps", record.sequence));
    seal::Stamp stamp;
    stamp.reply = RECOURSE_TRY(objects.get_small(record.digest, stamp_object_size_max));
    stamp.over.note = RECOURSE_TRY(objects.get_small(parts->checkpoint, stamp_object_size_max));
    stamp.over.proof = RECOURSE_TRY(proof_from(over));
    if (parts->chain && parts->chain != parts->checkpoint)
        stamp.chain = RECOURSE_TRY(objects.get_small(*parts->chain, stamp_object_size_max));
    if (parts->revocations)
        stamp.revocations = RECOURSE_TRY(objects.get_small(*parts->revocations, stamp_object_size_max));
    return stamp;
}

/// For each exhibit the first stamp that covers it, and the latest, which renews them all.
Outcome<void> Filling::add_stamps()
{
    std::set<std::uint64_t> wanted;
    for (auto const first : firsts_)
        if (auto const entry = RECOURSE_TRY(index_->first_stamp_over(first)))
            wanted.insert(*entry);
    if (!wanted.empty())
        for (auto const entry : RECOURSE_TRY(index_->last_stamps(1)))
            wanted.insert(entry);
    for (auto const entry : wanted) {
        auto const record = RECOURSE_TRY(keeper_.record(entry));
        auto const over = stamped_size(record);
        if (over && *over <= size_ && bundle_.stamps.size() < stamps_max)
            bundle_.stamps.push_back(RECOURSE_TRY(stamp_of(record, *over)));
    }
    return {};
}

Outcome<void> Filling::add_earlier()
{
    std::map<std::uint64_t, std::string> notes; // those of changes of the key first: they carry trust
    std::set<std::uint64_t> keys;
    for (auto& shown : RECOURSE_TRY(index_->of_keys())) {
        keys.insert(shown.size);
        notes.emplace(shown.size, std::move(shown.note));
    }
    auto const sees = request_.sees.empty() ? std::vector { audience_of(request_) } : request_.sees;
    for (auto const& whom : sees)
        for (auto& shown : RECOURSE_TRY(index_->shown_about(whom, earlier_max)))
            notes.emplace(shown.size, std::move(shown.note));
    while (notes.size() > earlier_max) { // the oldest that carries no trust goes first
        auto const oldest = std::ranges::find_if(notes, [&](auto const& one) { return !keys.contains(one.first); });
        notes.erase(oldest == notes.end() ? notes.begin() : oldest);
    }
    for (auto& [size, note] : notes)
        if (size > 0 && size < size_)
            bundle_.earlier.push_back({ std::move(note), RECOURSE_TRY(proof_from(size)) });
    return {};
}

/// A seal is put on last, also where the clock was put back.
Instant Filling::sealed_at() const
{
    if (seal::seconds_of(request_.sealed_at) >= seal::seconds_of(newest_))
        return request_.sealed_at;
    return { seal::seconds_of(newest_) * 1'000'000 };
}

} // namespace

Outcome<seal::Bundle> fill(Keeper& keeper, BundleRequest const& request)
{
    return Filling(keeper, request).run();
}

std::expected<void, std::vector<Flaw>> write(Keeper& keeper, BundleRequest const& request, Output const& output)
{
    auto const bundle = fill(keeper, request);
    if (!bundle)
        return std::unexpected(std::vector { Flaw { {}, bundle.error().detail } });
    if (auto const remembered
        = keeper.remember(ShownCheckpoint::Kind::bundle, audience_of(request), bundle->checkpoint);
        !remembered)
        return std::unexpected(std::vector { Flaw { {}, remembered.error().detail } });
    auto const signer = keeper.signer();
    return seal::write_bundle(*bundle, { &signer, 1 }, output);
}

} // namespace recourse::vault::keeper
