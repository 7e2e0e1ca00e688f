#pragma once

#include "api/kept_bundles.hpp"
#include "app/pipeline.hpp"
#include "custody/follower.hpp"
#include "search/search.hpp"
#include "vault/keeper/incidents.hpp"
#include "vault/keeper/keeper.hpp"
#include "vault/keeper/readings.hpp"
#include "vault/keeper/unnamed.hpp"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <expected>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

namespace recourse::api {

/// Where an exhibit's text stands in the search, and which of its readers may find it.
std::string search_id(Id<Dossier>, Id<evidence::Exhibit>);
std::string search_compartment(Id<Dossier>, evidence::Compartment);

/// The vault of a desk: the bytes of exhibits, the log of what was done to them, and what was read out of them. One
/// thread follows the events of dossiers and writes what they say into the log of the vault, in their order; what an
/// order of erasure takes away it takes away there. Another one reads what came in, for the search. Both go on where
/// they stopped: the place is in what they write. Any thread may call any of it.
class Vault {
public:
    struct Parts {
        app::Pipeline& pipeline;
        store::Store& store;
        std::function<Instant()> now; ///< the desk's clock
        std::string holder; ///< what others are told who find the folder taken
        bool reads = true; ///< exhibits are read in the background
        std::string program = {}; ///< and its version, for records of what happens to it
        std::int64_t unnamed_kept
            = 0; ///< seconds that bytes stay which were uploaded and are named by nothing; 0: for ever
    };
    /// Opens the folder, which is made when it is missing. Errors: a sentence with what to do; it is taken, damaged,
    /// the key is missing, or its log is ahead of the events or made from other ones.
    static std::expected<std::unique_ptr<Vault>, std::string> open(std::filesystem::path const& folder, Parts);
    ~Vault();
    Vault(Vault const&) = delete;
    Vault& operator=(Vault const&) = delete;

    vault::keeper::Keeper& keeper() { return *keeper_; }
    search::Search& search() { return *search_; }
    vault::keeper::Incidents& incidents() { return *incidents_; }

    /// A desk begins to serve: that is recorded with the next `record_what_happened`, and at the end that it was
    /// orderly.
    void begins_to_serve();
    /// Records the start, and what went wrong. What cannot be recorded now waits for the next call.
    void record_what_happened();
    /// Takes away what was uploaded and named by no exhibit, claim or import for as long as was said: how many objects;
    /// nothing: not now. It reads the log of events through where something is to go.
    std::optional<std::size_t> sweep_unnamed();
    /// The vault does not do what it should: what that was is taken down where it is an incident. The sentence for the
    /// log of the server, without places outside of the vault.
    std::string tell(vault::Fault const&, Digest const& object = {});
    /// What keeps the vault from recording for now; nothing: all is well, or it has stopped.
    std::optional<std::string> trouble() const;

    /// Of an object that is there.
    std::optional<std::uint64_t> object_size(Digest const&);
    /// While it is held nothing is taken away: between the look whether an object is there and the event that names it.
    std::shared_lock<std::shared_mutex> keeping() { return std::shared_lock { taking_away_ }; }

    /// Waits until the log of the vault has what follows from the events up to this one. False: the time is over, or
    /// the vault has stopped.
    bool wait_followed(store::Sequence, std::chrono::milliseconds);
    /// The last event on disk.
    store::Sequence durable() const { return parts_.pipeline.durable(); }
    store::Sequence followed() const { return following_->followed(); }
    /// Why the vault takes nothing in any more, for the log and the operator.
    std::optional<std::string> stopped() const;
    /// Where the records of an event stand in the log of the vault, in their order.
    vault::Outcome<std::vector<std::uint64_t>> entries_of(store::Sequence);

    /// What was read out of an exhibit, read now where it was not yet; one at a time. Errors: as Readings; failed:
    /// others are being read, and it did not come to this one's turn.
    vault::Outcome<vault::keeper::KeptReading> reading(Digest const&, std::string const& file_name);
    /// Exhibits that came in up to this event have been read, for the search.
    store::Sequence read_upto() const { return read_upto_.load(std::memory_order_acquire); }
    /// Reads some of what was not read yet, as the thread does; for a vault that does not read by itself. False: there
    /// is nothing more to do for now.
    bool read_some();

    /// Held by whoever seals a bundle: one at a time.
    std::mutex& sealing() { return sealing_; }
    /// Those that were sealed lately.
    KeptBundles& kept_bundles() { return kept_bundles_; }

private:
    using Erasure = custody::Erasure;

    Vault(std::filesystem::path folder, Parts parts)
        : folder_(std::move(folder))
        , parts_(std::move(parts))
        , kept_bundles_(folder_ / "sealed")
    {
    }

    std::expected<void, std::string> open_parts();
    std::expected<void, std::string> begin();
    store::Sequence noted_place();
    void note_place();

    void run_follower();
    void run_reader();
    void stop(std::string because);
    void set_trouble(std::optional<std::string>);

    bool take_away(Erasure const&);
    bool forget_text(Erasure const&);
    vault::Outcome<void> take_away_readings(Digest const&);
    bool take_away_archives(Digest const&);
    /// Whether a claim or another dossier still names the bytes; nothing: the store gives no answer.
    std::optional<bool> named_by_claim(Digest const&, store::Sequence& upto);
    std::optional<bool> named_by_dossier(Digest const&);
    /// Takes those off the list that a claim names; false: the store gives no answer.
    bool leave_out_claimed(std::vector<Digest>&, store::Sequence& upto);

    /// False: not now.
    bool read_exhibit(store::Event const&, Id<Dossier>, evidence::events::ExhibitAdded const&);
    bool record_reading(Id<Dossier>, evidence::events::ExhibitAdded const&, vault::keeper::KeptReading const&);

    std::filesystem::path folder_;
    Parts parts_;
    KeptBundles kept_bundles_;
    std::unique_ptr<vault::keeper::Keeper> keeper_;
    std::unique_ptr<search::Search> search_;
    std::unique_ptr<vault::keeper::Readings> readings_;
    std::unique_ptr<vault::keeper::Incidents> incidents_;
    std::unique_ptr<vault::keeper::Unnamed> unnamed_; ///< null: all stay
    std::unique_ptr<custody::Follower> following_;
    store::Sequence noted_ = 0; ///< of the thread that follows: the place that is in the file

    std::shared_mutex taking_away_;
    std::timed_mutex reading_; ///< taken before taking_away_
    std::mutex sealing_;

    mutable std::mutex mutex_;
    std::condition_variable changed_;
    bool closing_ = false;
    store::Sequence wanted_ = 0; ///< somebody waits for it
    std::optional<std::string> stopped_;
    std::optional<std::string> trouble_;
    enum class Start : std::uint8_t { none, to_record, recorded };
    Start start_ = Start::none; ///< of a desk that serves
    std::atomic<store::Sequence> read_upto_ = 0;
    std::thread follower_, reader_;
};

} // namespace recourse::api
