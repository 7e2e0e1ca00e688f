#include "sim/evidence.hpp"

#include "app/stored_event.hpp"
#include "core/evidence/records.hpp"
#include "store/chain.hpp"

#include <fmt/format.h>

#include <map>

namespace recourse::sim {

namespace {

namespace keeper = vault::keeper;

constexpr std::string_view folder = "/vault";

/// What a record of the log says of an act, without what differs from log to log.
std::string line_of(vault::Record const& record)
{
    return fmt::format("{} {} {} {} {} {} {} {}", static_cast<int>(record.act), to_string(record.digest), record.size,
        record.subject, record.actor, record.at.micros, record.how, keeper::without_place(record.note));
}

std::string line_of(evidence::ActRecord const& record)
{
    return fmt::format("{} {} {} {} {} {} {} {}", static_cast<int>(record.deed), to_string(record.digest), record.size,
        record.subject, record.actor, record.at.micros, record.how, record.note);
}

} // namespace

Evidence::Evidence(std::uint64_t seed, VirtualClock& clock) : clock_(clock), files_(seed) { }

void Evidence::finds(std::string what)
{
    if (found_.empty())
        found_ = "the vault: " + std::move(what);
}

std::expected<void, std::string> Evidence::open(store::Store& store, std::function<store::Sequence()> durable)
{
    keeper::KeeperOptions options;
    options.origin = "simulation/evidence";
    options.now = [this] { return clock_.now(); };
    options.index_in_memory = true;
    auto opened = keeper::Keeper::open(files_, folder, std::move(options));
    if (!opened) {
        // A disk may be full at the start, too, and stop there again.
        if (!files_.stopped() && opened.error().kind != vault::FaultKind::full)
            finds("does not open: " + opened.error().detail);
        return std::unexpected(opened.error().detail);
    }
    keeper_ = *std::move(opened);
    look_after_start();
    follower_ = std::make_unique<custody::Follower>(custody::Follower::Parts { store, *keeper_, std::move(durable),
        [this](custody::Erasure const& erasure) {
            kept_.erase(erasure.digest);
            return keeper_->objects().erase(erasure.digest).has_value();
        },
        [this](std::string const& because) {
            if (!files_.stopped())
                finds("it gave up: " + because);
        } });
    auto begun = follower_->begin(0);
    if (!begun && begun.error().find("gives no answer") == std::string::npos)
        finds(begun.error());
    return begun;
}

/// Nothing acknowledged is lost, and what is there is whole.
void Evidence::look_after_start()
{
    if (keeper_->place() < told_)
        finds(fmt::format("it was told of {} and has {}", to_string(told_), to_string(keeper_->place())));
    for (auto const& digest : kept_) {
        auto const there = keeper_->objects().has(digest);
        if (!there || !*there)
            finds(fmt::format("the object {} was kept and is not there", to_string(digest)));
    }
    if (files_.stopped())
        return;
    for (auto const& one : keeper_->check().findings)
        finds(fmt::format("{}, {}: {}", one.where, one.what, one.says));
}

void Evidence::end(bool power_fails)
{
    stops_ += files_.stopped() ? 1 : 0;
    follower_.reset();
    keeper_.reset();
    files_.restart(power_fails ? vault::SimulatedFiles::End::cut : vault::SimulatedFiles::End::killed);
    files_.changes_until_stop = -1;
}

bool Evidence::step()
{
    if (follower_ == nullptr || files_.stopped() || !follower_->follow_some())
        return false;
    told_ = std::max(told_, keeper_->place());
    return true;
}

void Evidence::heal()
{
    files_.changes_until_stop = -1;
    files_.room.reset();
}

std::optional<evidence::Kept> Evidence::put(std::string const& bytes)
{
    if (keeper_ == nullptr)
        return std::nullopt;
    auto const kept = keeper_->objects().put(bytes);
    if (!kept)
        return std::nullopt;
    kept_.insert(kept->digest);
    return evidence::Kept { kept->digest, kept->size };
}

void Evidence::compare(store::Store& disk, store::Sequence last)
{
    if (keeper_ == nullptr)
        return finds("it is not open although all is well");
    if (followed() != last)
        return finds(fmt::format("it has followed up to event {}, and the log ends at {}", followed(), last));
    std::map<keeper::Place, std::string> expected;
    std::map<std::uint64_t, evidence::State> dossiers;
    auto const events = disk.read(1, last);
    if (!events)
        return finds("the log cannot be read: " + events.error().detail);
    for (auto const& event : *events) {
        if (event.type == store::header_type)
            continue;
        auto const stream = codec::stream_of(event.stream);
        if (stream.subject != codec::Subject::dossier)
            continue;
        auto const stored = app::unpacked(event);
        auto const* what = stored ? std::get_if<evidence::Event>(&stored->what) : nullptr;
        if (what == nullptr)
            continue; // what was refused, or was so already
        auto& state = dossiers[stream.number];
        evolve(state, *what);
        for (auto const& record :
            evidence::records_of(*what, { { stream.number }, state, stored->caused.by, event.at, event.sequence }))
            expected.emplace(keeper::Place { record.place.sequence, record.place.index }, line_of(record));
    }
    auto const size = keeper_->checkpoint().checkpoint.head.size;
    for (std::uint64_t index = 0; index < size; ++index) {
        auto const record = keeper_->record(index);
        auto const place = record ? keeper::place_of(record->note) : std::nullopt;
        if (!place)
            return finds(fmt::format("entry {} is of no event", index));
        auto const wanted = expected.find(*place);
        if (wanted == expected.end())
            return finds(fmt::format("{} has a record, and nothing follows from it", to_string(*place)));
        if (wanted->second != line_of(*record))
            return finds(fmt::format("{} has the record \"{}\", and \"{}\" follows from it", to_string(*place),
                line_of(*record), wanted->second));
        expected.erase(wanted);
    }
    if (!expected.empty())
        finds(fmt::format("{} has no record", to_string(expected.begin()->first)));
    records_ = size;
    look_after_start();
}

} // namespace recourse::sim
