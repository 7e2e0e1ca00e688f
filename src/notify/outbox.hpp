#pragma once

#include "accounts/types.hpp"
#include "store/store.hpp"

#include <cstdint>
#include <expected>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// What is to be told to others and what became of it: `deliveries.db` in the data directory, beside the log and the
// accounts. No view is made of it: dropping and making views anew sends nothing again.

namespace recourse::notify {

using accounts::Result;

/// Where an organisation takes webhooks.
enum class EndpointState : std::uint8_t {
    on = 1,
    off = 2, ///< its owner switched it off
    failing = 3, ///< it failed for days and was switched off
    gone = 4, ///< it answered 410
};
BOOST_DESCRIBE_ENUM(EndpointState, on, off, failing, gone)

struct Endpoint {
    static constexpr std::string_view prefix = "W";
    Id<Endpoint> id;
    act::Role role = act::Role::buyer; ///< it is told what this role of the party may see
    Id<Party> party; ///< 0: the programme itself
    std::string url;
    std::string description;
    std::vector<std::string> types; ///< "claim.opened", "order.*"; none: all
    EndpointState state = EndpointState::on;
    Instant since;
    store::Sequence after = 0; ///< the last event before it was registered
    std::optional<Instant> failing_since;
    std::optional<Instant> old_secret_until;
    bool replaying = false; ///< what it missed is being looked up in the log
};

/// Stored: don't renumber. Those up to `failed` wait.
enum class DeliveryState : std::uint8_t {
    pending = 1,
    failed = 2, ///< tried; it is tried again
    sent = 3,
    dead = 4, ///< given up: a dead letter
    dropped = 5, ///< there is no one left to tell, or nothing to say any more
};
BOOST_DESCRIBE_ENUM(DeliveryState, pending, failed, sent, dead, dropped)

/// Stored: don't renumber.
enum class Channel : std::uint8_t { webhook = 1, mail = 2 };
BOOST_DESCRIBE_ENUM(Channel, webhook, mail)

/// Something to be told to somebody.
struct Entry {
    std::string message; ///< its id; the same however often it is sent: receivers tell by it
    Channel channel = Channel::webhook;
    Id<Endpoint> endpoint; ///< of a webhook
    Id<Person> person; ///< of a mail; 0: to the address
    std::string address;
    std::string type; ///< "claim.opened"; of a mail its kind, "claim-opened"
    store::Sequence sequence = 0; ///< of the event; 0: none
    Instant at; ///< of the event
    std::string body; ///< of a webhook, as it is sent; of a mail what fills its template
    Instant due; ///< not before
};

struct Delivery {
    static constexpr std::string_view prefix = "D";
    Id<Delivery> id;
    Entry entry;
    DeliveryState state = DeliveryState::pending;
    std::uint32_t tries = 0;
    std::optional<Instant> finished;
    int status = 0; ///< of the last answer; 0: none
    std::string said; ///< the beginning of the last answer
};

/// Who asks: those of a part, or everybody's.
struct Owner {
    act::Role role = act::Role::buyer;
    Id<Party> party;
};

struct DeliveryFilter {
    std::optional<Owner> of {}; ///< webhooks of this part; nothing: all
    Id<Endpoint> endpoint {};
    std::optional<DeliveryState> state {};
    std::optional<Channel> channel {};
    Id<Delivery> before {}; ///< 0: from the latest on
    std::size_t limit = 50;
};

/// What one step along the log brings, written together or not at all.
struct Taken {
    store::Sequence cursor = 0; ///< events up to here are done
    std::vector<Entry> entries; ///< one that is there already stays as it is
};

/// The end of one try.
struct Tried {
    bool success = false;
    bool for_good = false; ///< no other try would do
    bool gone = false; ///< the endpoint wants nothing any more (410)
    bool dropped = false; ///< not tried: there is nothing to say any more
    int status = 0;
    std::string said {};
    Instant at {}; ///< of the clock by which tries are due
};

struct Counts {
    std::int64_t waiting = 0; ///< pending or to be tried again
    std::int64_t dead = 0;
};

/// Any thread may call anything. What changes something has written it durably when it returns.
class Outbox {
public:
    /// Makes the file where it is missing: it then begins at the end of the log as it is, so that nobody is told what
    /// was long ago. It is written after the events that it tells of are durable: one that has told of more than there
    /// are shows that the log has lost its end, and stays as it is. Errors: that, with both numbers; as Accounts::open.
    static std::expected<std::unique_ptr<Outbox>, accounts::Fault> open(
        std::filesystem::path const& directory, store::Sequence head, std::string const& vfs = {});
    /// What `open` would refuse for that; the file stays as it is, byte for byte. Nobody may have it open.
    static std::expected<std::optional<std::string>, std::string> ahead_of(
        std::filesystem::path const& directory, store::Sequence head);
    /// Of a copy that is restored with an older log: what it told of later than that is told again.
    static std::expected<void, std::string> set_back(std::filesystem::path const& file, store::Sequence head);
    ~Outbox();
    Outbox(Outbox const&) = delete;
    Outbox& operator=(Outbox const&) = delete;

    /// The id of a message to somebody about something: the same for the same, and no other outbox has it.
    std::string message_id(std::string_view about) const;

    // ------------------------------------------------------------------------------------------------- along the log

    store::Sequence cursor();
    /// The invitation up to which mails have been written.
    std::uint64_t invitations_cursor();
    Result<void> take(Taken const&);
    Result<void> take_invitations(std::uint64_t cursor, std::vector<Entry> const&);
    /// Entries that no event has caused.
    Result<void> add(std::vector<Entry> const&);

    // ----------------------------------------------------------------------------------------------------- endpoints

    using Seal = std::function<std::vector<std::uint8_t>(Id<Endpoint>)>;
    /// The endpoint's id is given here. It is told of events after `after` that the cursor has not passed.
    Result<Endpoint> add_endpoint(Endpoint, Seal const&);
    Result<std::vector<Endpoint>> endpoints();
    Result<std::vector<Endpoint>> endpoints(Owner);
    Result<std::optional<Endpoint>> endpoint(Id<Endpoint>);
    /// URL, description, types, state (on or off). What waits for one that is switched off becomes dead letters.
    Result<void> change_endpoint(Endpoint const&, Instant now);
    Result<void> rotate(Id<Endpoint>, std::vector<std::uint8_t> const& sealed, Instant old_until);
    /// With its deliveries.
    Result<void> remove_endpoint(Id<Endpoint>);
    /// The secret, and the one before as long as it is good at that moment; both sealed.
    Result<std::vector<std::vector<std::uint8_t>>> secrets(Id<Endpoint>, Instant now);

    /// Endpoints that were switched off because of failures and whose owners have not been told.
    Result<std::vector<Endpoint>> untold();
    Result<void> tell_owner(Id<Endpoint>, std::vector<Entry> const&);

    /// Everything from that event on is to be sent to it (again): the follower looks it up.
    Result<void> begin_replay(Id<Endpoint>, store::Sequence from);
    struct Replay {
        Endpoint endpoint;
        store::Sequence from = 0;
        store::Sequence upto = 0; ///< inclusive: the cursor when it began
    };
    Result<std::vector<Replay>> replays();
    /// Entries of the endpoint are to be sent, also those that were; the replay goes on from there, or is over.
    Result<void> replay(Id<Endpoint>, std::vector<Entry> const&, std::optional<store::Sequence> next);

    // ---------------------------------------------------------------------------------------------------- deliveries

    /// Whether anything is due at all.
    Result<bool> any_due(Instant now);
    /// The next one that is due for the endpoint; for id 0 the next mail.
    Result<std::optional<Delivery>> due(Id<Endpoint>, Instant now);
    /// Says whether the endpoint was switched off by it.
    Result<bool> settle(Delivery const&, Tried const&);
    Result<std::optional<Delivery>> delivery(Id<Delivery>);
    Result<std::vector<Delivery>> deliveries(DeliveryFilter const&);
    /// To be sent (again) from that moment on, from its first try.
    Result<void> requeue(Id<Delivery>, Instant due);
    Result<Counts> counts();
    /// Removes what was sent or dropped 30 days ago and what was given up 90 days ago.
    Result<void> maintain(Instant now);

    // ------------------------------------------------------------------------------------------------------- silence

    /// Kinds of mail that a person does not want.
    Result<std::vector<std::string>> silenced(Id<Person>);
    Result<void> silence(Id<Person>, std::string_view kind, bool on);

    /// A copy of one moment in a new file; secrets stay sealed in it.
    Result<void> backup_to(std::filesystem::path const& file);

private:
    struct State;
    explicit Outbox(std::unique_ptr<State>);
    std::unique_ptr<State> state_;
};

} // namespace recourse::notify
