#pragma once

#include "custody/follower.hpp"
#include "sim/clock.hpp"
#include "vault/files/simulated/simulated_files.hpp"

#include <memory>
#include <optional>
#include <set>
#include <string>

namespace recourse::sim {

/// The vault of the process under test: the keeper as it is in production, on a disk of its own that stops at any
/// write, runs full and loses what was not flushed. What it has acknowledged it has to have after every start.
class Evidence {
public:
    Evidence(std::uint64_t seed, VirtualClock& clock);

    /// Opens it beside a process that has begun. Errors: a sentence; `is_breach` says whether that may be.
    std::expected<void, std::string> open(store::Store& store, std::function<store::Sequence()> durable);
    bool is_open() const { return follower_ != nullptr; }
    /// The process ends; afterwards the disk is as the next one finds it.
    void end(bool power_fails);

    /// Follows the log of events a little. False: there is nothing to do, or not now.
    bool step();
    /// After so many more changes the disk stops, and the process with it.
    void stop_after(int changes) { files_.changes_until_stop = changes; }
    bool has_stopped() const { return files_.stopped(); }
    /// So many more bytes find room; nothing: any number.
    void set_room(std::optional<std::uint64_t> bytes) { files_.room = bytes; }
    /// From now on all is well with the disk.
    void heal();

    /// Takes bytes in; nothing: the disk did not keep them.
    std::optional<evidence::Kept> put(std::string const& bytes);
    store::Sequence followed() const { return follower_ == nullptr ? 0 : follower_->followed(); }

    /// What must not be; empty: nothing was found.
    std::string const& found() const { return found_; }
    /// Holds the whole log of the vault against the events: each record that follows from them is there, once and as it
    /// has to be, and no other.
    void compare(store::Store& disk, store::Sequence last);

    std::uint64_t records() const { return records_; }
    std::uint64_t stops() const { return stops_; }

private:
    void finds(std::string what);
    void look_after_start();

    VirtualClock& clock_;
    vault::SimulatedFiles files_;
    std::unique_ptr<vault::keeper::Keeper> keeper_;
    std::unique_ptr<custody::Follower> follower_;
    vault::keeper::Place told_ {}; ///< up to which it has acknowledged
    std::set<Digest> kept_; ///< objects that it has acknowledged
    std::uint64_t records_ = 0; ///< at the last comparison
    std::uint64_t stops_ = 0;
    std::string found_;
};

} // namespace recourse::sim
