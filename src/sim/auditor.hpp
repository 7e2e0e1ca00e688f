#pragma once

#include "sim/books.hpp"
#include "sim/plan.hpp"
#include "sim/request.hpp"
#include "store/chain.hpp"

#include <map>
#include <set>

namespace recourse::sim {

/// What the log tells, for those who make work of it.
struct Directory {
    std::vector<std::uint64_t> parties, orders, claims, remittances, dossiers, matters;
};

/// Holds the service to its word. It knows what clients sent and what they were told, reads the log as any reader
/// does, and keeps books of its own; the first thing that does not fit ends the run.
class Auditor {
public:
    explicit Auditor(Plan const&);

    /// A client sends a command, for the first time or again.
    void sends(Request const&);
    /// An answer comes out of the service; its events have to be on disk by now.
    void answered(Request const&, app::Outcome const&, store::Store& disk);
    /// The answer reaches the client, which may have got one before.
    void told(Request const&, app::Outcome const&, store::Store& disk);
    /// Reads what the service shows as durable.
    void follow(store::Store& disk, store::Sequence durable);
    /// Somebody reads a subject from the service.
    void reads(codec::Stream, std::uint32_t version, store::Sequence last, store::Store& disk);
    /// The views follow the whole log: they are held against the books.
    void views(store::Store& disk);
    /// Every command that clients were told of is there, and every other one is not.
    void at_the_end(std::vector<Request> const&);
    /// The service says, or shows, what it must not; the first of all.
    void finds(std::string what);

    std::string const& found() const { return found_; } ///< empty: nothing
    Directory const& directory() const { return directory_; }
    std::map<std::string, std::uint64_t> const& commands_done() const { return done_; }
    std::map<std::string, std::uint64_t> const& refusals() const { return refused_; }
    std::map<std::string, std::uint64_t> const& events() const { return words_; }
    std::map<std::string, std::uint64_t> const& endings() const { return endings_; }

private:
    /// A command as the log has it.
    struct Kept {
        Digest content;
        store::Sequence first = 0;
        store::Sequence last = 0;
        app::Outcome outcome; ///< as it follows from the events
    };
    /// What clients have sent under one id.
    struct Sent {
        std::map<Digest, app::Envelope> bodies;
    };

    void take(store::Event const&);
    bool closes_again(store::Event const&, codec::Stored const&, Date) const;
    void begins(store::Event const&, codec::Stored const&);
    void counts(codec::Stored const&);
    std::optional<std::string> contradicts(Kept const&, Request const&, app::Outcome const&) const;

    Plan const& plan_;
    Books books_;
    store::ChainReader chain_;
    Instant last_at_;
    std::map<store::CommandId, Sent> sent_;
    std::map<store::CommandId, Kept> kept_;
    std::set<store::CommandId> new_; ///< what a client was told of as carried out just now
    std::optional<store::CommandId> current_; ///< of the event before, in its batch
    std::map<std::uint64_t, std::uint32_t> versions_; ///< by stream
    std::map<std::uint64_t, std::uint32_t> shown_; ///< the newest version that anybody was told of, by stream
    Directory directory_;
    std::map<std::string, std::uint64_t> done_, refused_, words_, endings_;
    std::string found_;
};

} // namespace recourse::sim
