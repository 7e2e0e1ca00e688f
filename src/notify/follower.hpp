#pragma once

#include "accounts/accounts.hpp"
#include "app/pipeline.hpp"
#include "notify/notices.hpp"
#include "notify/outbox.hpp"

#include <functional>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace recourse::notify {

/// Whether the caller may be told of the event, by the state with the event in it.
using Concerns
    = std::function<bool(accounts::Caller const&, codec::Stream, app::AnyAggregate const&, codec::Happening const&)>;

/// Follows the log from the outbox's cursor and writes what is to be told. It sees only what is on disk; entries and
/// cursor are written together, and the ids of messages follow from the event and the receiver, so that a crash at any
/// point neither loses one nor makes a second one of it. For one thread.
class Follower {
public:
    struct Parts {
        Outbox& outbox;
        app::Pipeline& pipeline;
        store::Store& store;
        accounts::Accounts& accounts;
        app::Clock& clock; ///< by which tries are due
        time::Zone zone;
        Concerns concerns;
        bool mails = false; ///< otherwise no mail is written
    };
    explicit Follower(Parts);

    /// Takes some events, or some of what is replayed; false: there is nothing more to do for now.
    bool step();

private:
    struct Looked {
        codec::Stored stored;
        codec::Stream stream;
        app::AnyAggregate const* after = nullptr;
    };

    bool follow();
    bool replay();
    bool invitations();
    bool owners();
    /// The event with the state that it made; nothing where the store gives no answer yet.
    std::optional<Looked> look(store::Event const&);
    std::optional<Entry> webhook(Endpoint const&, store::Event const&, Looked const&) const;
    void mails(store::Event const&, Looked const&, std::vector<Entry>&);
    /// One mail for each of the people whom the notice is for.
    bool address(Notice const&, std::string_view about, store::Event const&, std::vector<Entry>&);

    Parts parts_;
    std::unordered_map<std::uint64_t, app::AnyAggregate> states_; ///< as of the last event that was looked at
    std::unordered_map<std::uint64_t, app::AnyAggregate> replayed_; ///< the same along a replay
    std::unordered_map<std::uint64_t, app::AnyAggregate>* along_ = &states_;
    Instant noted_; ///< when the place was noted last without anything to write
};

/// As whom an endpoint sees events.
accounts::Caller reader_of(Endpoint const&);

} // namespace recourse::notify
