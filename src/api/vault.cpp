#include "api/vault.hpp"

#include "api/places_said.hpp"
#include "base/text.hpp"
#include "vault/keeper/small_files.hpp"

#include <fmt/format.h>

#include <charconv>
#include <random>

namespace recourse::api {

namespace keeper = vault::keeper;

namespace {

constexpr std::size_t origin_size_max = 256;
constexpr std::size_t place_size_max = 64;
/// The place is noted when this many events have gone by without a record.
constexpr std::uint64_t note_each = 10'000;
constexpr std::chrono::milliseconds idle { 200 };

/// The name of the log, which stays for ever: made with the vault, and found in its checkpoint where the file is gone.
vault::Outcome<std::string> origin_in(std::filesystem::path const& folder)
{
    auto& files = vault::system_files();
    for (auto const& file : { folder / "origin", folder / "log" / "checkpoint" }) {
        auto const text = vault::read_small(files, file, 1U << 20U);
        if (!text && text.error().kind == vault::FaultKind::missing)
            continue;
        if (!text)
            return std::unexpected(text.error());
        auto line = text->substr(0, text->find('\n'));
        if (!line.empty() && line.size() <= origin_size_max)
            return line;
    }
    std::random_device random;
    auto origin = fmt::format("recourse-{:08x}{:08x}/evidence", random(), random());
    RECOURSE_TRY_DONE(files.make_folder(folder));
    RECOURSE_TRY_DONE(keeper::write_durably(files, folder / "origin", origin + "\n"));
    return origin;
}

} // namespace

std::string search_id(Id<Dossier> dossier, Id<evidence::Exhibit> exhibit)
{
    return fmt::format("{} {}", to_string(dossier), to_string(exhibit));
}

std::string search_compartment(Id<Dossier> dossier, evidence::Compartment compartment)
{
    return fmt::format("{} {}", to_string(dossier), claim::word(compartment));
}

std::expected<std::unique_ptr<Vault>, std::string> Vault::open(std::filesystem::path const& folder, Parts parts)
{
    std::unique_ptr<Vault> vault { new Vault(folder, std::move(parts)) };
    RECOURSE_TRY_DONE(vault->open_parts());
    RECOURSE_TRY_DONE(vault->begin());
    vault->follower_ = std::thread([one = vault.get()] { one->run_follower(); });
    if (vault->parts_.reads)
        vault->reader_ = std::thread([one = vault.get()] { one->run_reader(); });
    return vault;
}

Vault::~Vault()
{
    {
        std::scoped_lock const lock(mutex_);
        closing_ = true;
    }
    changed_.notify_all();
    if (follower_.joinable()) {
        follower_.join();
        note_place();
    }
    if (reader_.joinable())
        reader_.join();
    if (start_ == Start::none || keeper_ == nullptr)
        return;
    record_what_happened();
    // Where it cannot be written, the next start says that it was not.
    if (start_ == Start::recorded) [[maybe_unused]]
        auto const noted = keeper::note_end(*keeper_);
}

void Vault::begins_to_serve()
{
    std::scoped_lock const lock(mutex_);
    start_ = Start::to_record;
}

void Vault::record_what_happened()
{
    auto const starts = [&] {
        std::scoped_lock const lock(mutex_);
        return start_ == Start::to_record;
    }();
    if (starts && keeper::record_start(*keeper_, parts_.program)) {
        std::scoped_lock const lock(mutex_);
        start_ = Start::recorded;
    }
    [[maybe_unused]] auto const done = incidents_->record_waiting();
}

std::string Vault::tell(vault::Fault const& fault, Digest const& object)
{
    using keeper::IncidentKind;
    auto says = without_places(fault.detail, folder_.string());
    if (fault.kind == vault::FaultKind::full)
        incidents_->note({ IncidentKind::disk_full, says, {} });
    if (fault.kind == vault::FaultKind::corrupt)
        incidents_->note({ IncidentKind::damaged, says, object });
    return fmt::format("vault, {}: {}", vault::name(fault.kind), says);
}

std::optional<std::string> Vault::trouble() const
{
    std::scoped_lock const lock(mutex_);
    return trouble_;
}

void Vault::set_trouble(std::optional<std::string> says)
{
    std::scoped_lock const lock(mutex_);
    trouble_ = std::move(says);
}

std::expected<void, std::string> Vault::open_parts()
{
    auto const wrong = [&](std::string const& what) {
        return std::unexpected(fmt::format("the vault {} cannot be opened: {}", folder_.string(), what));
    };
    auto origin = origin_in(folder_);
    if (!origin)
        return wrong(origin.error().detail);
    keeper::KeeperOptions options;
    options.origin = *std::move(origin);
    options.holder = parts_.holder;
    options.now = parts_.now;
    auto opened = keeper::Keeper::open(vault::system_files(), folder_, std::move(options));
    if (!opened && opened.error().kind == vault::FaultKind::missing)
        return wrong(opened.error().detail + "; put the key back that was kept apart from the copy");
    if (!opened)
        return wrong(opened.error().detail);
    keeper_ = *std::move(opened);
    // Bundles that were on their way when it stopped: nobody gets them any more.
    if (auto const done = vault::system_files().remove_folder(folder_ / "sealing"); !done)
        return wrong(done.error().detail);
    kept_bundles_.sweep();
    auto found = search::Search::open(folder_ / "search.db");
    if (!found)
        return wrong(found.error().detail);
    search_ = *std::move(found);
    auto const upto = search_->filled_upto();
    if (!upto)
        return wrong(upto.error().detail);
    read_upto_ = *upto;
    following_ = std::make_unique<custody::Follower>(custody::Follower::Parts { parts_.store, *keeper_,
        [this] { return parts_.pipeline.durable(); }, [this](Erasure const& erasure) { return take_away(erasure); },
        [this](std::string const& because) { stop(because); },
        [this](vault::Fault const* fault) {
            set_trouble(fault == nullptr ? std::nullopt : std::optional { tell(*fault) });
        } });
    incidents_ = std::make_unique<keeper::Incidents>(*keeper_, parts_.program);
    if (parts_.unnamed_kept > 0)
        unnamed_ = std::make_unique<keeper::Unnamed>(*keeper_, parts_.unnamed_kept);
    readings_ = std::make_unique<keeper::Readings>(*keeper_, keeper::Readings::Options {});
    return {};
}

std::expected<void, std::string> Vault::begin()
{
    if (auto const place = keeper_->place(); place.sequence > 0 && place.sequence <= parts_.pipeline.durable())
        (void)parts_.pipeline.wait_projected(place.sequence, std::chrono::seconds(10));
    auto const noted = noted_place();
    RECOURSE_TRY_DONE(following_->begin(noted));
    if (following_->followed() >= noted)
        noted_ = noted;
    return {};
}

/// Up to where events were looked at that gave no records. It only saves time: where it is missing, or the log is
/// another one, they are looked at again.
store::Sequence Vault::noted_place()
{
    auto const text = vault::read_small(vault::system_files(), folder_ / "followed", place_size_max);
    if (!text)
        return 0;
    std::array<std::int64_t, 3> numbers {}; // the event, its microseconds, and how many entries the log had
    auto const* at = text->data();
    auto const* const end = at + text->size();
    for (auto& number : numbers) {
        auto const [next, error] = std::from_chars(at, end, number);
        if (error != std::errc {} || next == end || number < 0)
            return 0;
        at = next + 1;
    }
    auto const sequence = static_cast<store::Sequence>(numbers[0]);
    auto const entries = static_cast<std::uint64_t>(numbers[2]);
    if (sequence == 0 || sequence > parts_.pipeline.durable() || entries > keeper_->checkpoint().checkpoint.head.size)
        return 0;
    auto const events = parts_.store.read(sequence, 1);
    return events && !events->empty() && events->front().at.micros == numbers[1] ? sequence : 0;
}

void Vault::note_place()
{
    auto const at = followed();
    auto const when = following_->followed_at();
    if (at == noted_ || when.micros == 0)
        return;
    auto const text = fmt::format("{} {} {}\n", at, when.micros, keeper_->checkpoint().checkpoint.head.size);
    if (keeper::write_durably(vault::system_files(), folder_ / "followed", text))
        noted_ = at;
}

std::optional<std::uint64_t> Vault::object_size(Digest const& digest)
{
    auto const size = keeper_->objects().size(digest);
    return size ? *size : std::nullopt;
}

bool Vault::wait_followed(store::Sequence sequence, std::chrono::milliseconds time)
{
    std::unique_lock lock(mutex_);
    wanted_ = std::max(wanted_, sequence);
    changed_.notify_all();
    (void)changed_.wait_for(lock, time, [&] { return stopped_ || followed() >= sequence; });
    return followed() >= sequence;
}

std::optional<std::string> Vault::stopped() const
{
    std::scoped_lock const lock(mutex_);
    return stopped_;
}

void Vault::stop(std::string because)
{
    {
        std::scoped_lock const lock(mutex_);
        stopped_ = std::move(because);
    }
    changed_.notify_all();
}

vault::Outcome<std::vector<std::uint64_t>> Vault::entries_of(store::Sequence sequence)
{
    std::vector<std::uint64_t> entries;
    for (std::uint32_t index = 0;; ++index) {
        auto const entry = RECOURSE_TRY(keeper_->find({ sequence, index }));
        if (!entry)
            return entries;
        entries.push_back(*entry);
    }
}

void Vault::run_follower()
{
    for (;;) {
        {
            std::scoped_lock const lock(mutex_);
            if (closing_ || stopped_)
                return;
        }
        auto const durable = parts_.pipeline.durable();
        if (following_->follow_some()) {
            std::scoped_lock const lock(mutex_);
            changed_.notify_all();
            continue;
        }
        if (followed() >= noted_ + note_each)
            note_place();
        std::unique_lock lock(mutex_);
        bool const behind = followed() < durable;
        // Behind without a step: something gives no answer, and is asked again a little later.
        (void)changed_.wait_for(lock, behind ? std::chrono::milliseconds(20) : idle, [&] {
            bool const wanted = wanted_ > followed() && parts_.pipeline.durable() > followed();
            return closing_ || (!behind && wanted);
        });
    }
}

void Vault::run_reader()
{
    for (;;) {
        bool const did = read_some();
        std::unique_lock lock(mutex_);
        if (changed_.wait_for(lock, did ? std::chrono::milliseconds(0) : idle, [&] { return closing_; }))
            return;
    }
}

} // namespace recourse::api
