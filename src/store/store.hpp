#pragma once

#include "base/currency.hpp"
#include "base/digest.hpp"
#include "base/instant.hpp"

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// The port to what is kept: a log of events that only grows, and projections of it that can be dropped and made anew.
/// It deals in bytes and versions and knows no event. One Store is one partition. An implementation is right when it
/// passes tests/contract unchanged.
namespace recourse::store {

using Bytes = std::vector<std::uint8_t>;
/// Bytes by which rows are found and sorted: compared as unsigned bytes, a prefix before what it begins. keys.hpp makes
/// them from numbers.
using Key = std::string;

/// The place of an event in the log: 1, 2, 3 ... without a gap, given by the one writer. 0 stands before the first.
using Sequence = std::uint64_t;
/// The number of a lease; each is greater than the one before. 0 was never given.
using Epoch = std::uint64_t;
/// What events of one subject have in common; 0: the event belongs to none.
using StreamId = std::uint64_t;
using AccountId = std::int64_t;
/// Which read model a row or a list belongs to; the numbers are the caller's.
using View = std::uint16_t;

/// Given by the client, or made from its key: whoever sends a command again sends the same.
struct CommandId {
    std::array<std::uint8_t, 16> bytes {};
    friend auto operator<=>(CommandId const&, CommandId const&) = default;
};

// ---------------------------------------------------------------------------------------------------- the log

/// The type of the row that closes a batch. Stored: it never changes, and no other event has it.
inline constexpr std::uint16_t header_type = 0;

struct Event {
    Sequence sequence = 0;
    StreamId stream = 0;
    std::uint32_t version = 0; ///< of the stream after this event; the caller's to keep gapless
    std::uint16_t type = 0;
    Instant at;
    CommandId command; ///< the command that caused it
    Bytes body;
    friend bool operator==(Event const&, Event const&) = default;
};

/// What closes a batch. It stands in the log as an event of `header_type` with the sequence first + count.
struct Header {
    Sequence first = 0; ///< of the batch's events
    std::uint32_t count = 0; ///< of its events, this row not among them; never 0
    Epoch epoch = 0; ///< the lease under which it was written
    Instant at; ///< the moment at which the batch was decided
    std::uint64_t seed = 0; ///< from which random values of these decisions were drawn; opaque
    Digest previous {}; ///< hash of the batch before; all zeros for the first
    Digest hash {}; ///< SHA-256 over previous, events and the fields above, as chain.hpp says
    friend bool operator==(Header const&, Header const&) = default;
};

/// Events that become durable together or not at all; chain.hpp's `seal` makes one.
struct Batch {
    Header header;
    std::vector<Event> events;
    friend bool operator==(Batch const&, Batch const&) = default;
};

/// Where the log ends.
struct Head {
    Sequence last = 0; ///< of the last header; 0: the log is empty
    Digest hash {}; ///< of the last batch; all zeros: the log is empty
    Epoch epoch = 0; ///< of the latest lease, whoever holds it; 0: none yet
    Sequence projected = 0; ///< the watermark: projections are those of the events up to this one, inclusive
    friend bool operator==(Head const&, Head const&) = default;
};

/// A batch is on the disk.
struct Durable {
    Sequence last = 0; ///< of its header
    Digest hash;
    friend bool operator==(Durable const&, Durable const&) = default;
};

// --------------------------------------------------------------------------------------------- what may go wrong

enum class AppendError : std::uint8_t {
    conflict, ///< the log does not end where the batch begins: another writer was there. Drop memory, read on
    fenced, ///< a later lease was given: stop writing
    unknown, ///< it may be durable or not: look for the batch's hash at its header's sequence (see `append`)
    transient, ///< nothing was written; the same again may succeed
    full, ///< nothing was written, and the medium takes no more or has failed: stop
    corrupt, ///< what is stored contradicts itself: stop
};

enum class ProjectError : std::uint8_t {
    stale, ///< the watermark is not where the slice begins, or the log ends before the slice does: read `head`
    unknown, ///< it may have been done or not: the watermark of `head` tells
    transient,
    full,
    corrupt,
};

enum class ReadError : std::uint8_t {
    transient, ///< the same again may succeed
    failed, ///< the medium gives no answer, or the store has to be opened anew: stop
    corrupt,
};

/// What the world did, never what the rules say: it is not an answer to a client. `detail` is for the log.
template <class Kind>
struct Fault {
    Kind kind {};
    std::string detail;
};

template <class T>
using Read = std::expected<T, Fault<ReadError>>;

std::string_view name(AppendError);
std::string_view name(ProjectError);
std::string_view name(ReadError);

// ---------------------------------------------------------------------------------------------- the projections

/// What was read, with the watermark of that moment: true of the events up to `as_of`, inclusive, and silent about
/// later ones.
template <class T>
struct AsOf {
    T value {};
    Sequence as_of = 0;
};

/// Where the events of a command stand in the log, which says all else about it; kept for ever.
struct CommandRecord {
    CommandId id;
    Sequence first = 0; ///< of its events
    std::uint32_t count = 0; ///< of its events
    friend bool operator==(CommandRecord const&, CommandRecord const&) = default;
};

/// Where a version of a stream stands in the log.
struct Indexed {
    StreamId stream = 0;
    std::uint32_t version = 0;
    Sequence sequence = 0;
    friend bool operator==(Indexed const&, Indexed const&) = default;
};

/// Sums in minor units of the currency.
struct Account {
    AccountId id = 0;
    Currency currency;
    std::int64_t debits = 0;
    std::int64_t credits = 0;
    std::int64_t pending_debits = 0;
    std::int64_t pending_credits = 0;
    std::uint64_t version = 0;
    Sequence as_of = 0; ///< the event that changed it last
    friend bool operator==(Account const&, Account const&) = default;
};

/// Nothing stands in it and nothing is pending.
constexpr bool is_settled(Account const& account)
{
    return account.debits == account.credits && account.pending_debits == 0 && account.pending_credits == 0;
}

/// The state of a stream after the event `as_of`.
struct Snapshot {
    StreamId stream = 0;
    std::uint32_t version = 0;
    Sequence as_of = 0;
    Bytes body;
    friend bool operator==(Snapshot const&, Snapshot const&) = default;
};

/// A row of a read model. In a slice: no body takes the row away.
struct Row {
    View view = 0;
    Key key;
    std::optional<Bytes> body;
    friend bool operator==(Row const&, Row const&) = default;
};

/// A place in a list: within (view, scope) items are in the order of (sort, key).
struct ListItem {
    View view = 0;
    Key scope;
    Key sort;
    Key key;
    friend auto operator<=>(ListItem const&, ListItem const&) = default;
};

struct Timer {
    Key id;
    Instant due;
    Bytes body;
    friend bool operator==(Timer const&, Timer const&) = default;
};

/// The state of an outbox row that waits to be delivered; every other number is the caller's.
inline constexpr std::uint8_t outbox_pending_state = 0;

/// Something to be told to the outside.
struct OutboxItem {
    std::uint64_t id = 0; ///< below 2^63; in the order in which it is to be delivered
    std::uint16_t kind = 0;
    std::uint8_t state = outbox_pending_state;
    Bytes body;
    friend bool operator==(OutboxItem const&, OutboxItem const&) = default;
};

/// What the events after `from`, up to and including `upto`, change in the projections. What is to be taken away goes
/// first, then the rest replaces what has the same key; one key stands at most once in each member.
struct Slice {
    Sequence from = 0; ///< the watermark as the caller knows it
    Sequence upto = 0; ///< the watermark afterwards
    std::vector<CommandRecord> commands; ///< an id that is there already keeps its first record
    std::vector<Indexed> index;
    std::vector<Account> accounts;
    std::vector<Snapshot> snapshots;
    std::vector<Row> rows;
    std::vector<ListItem> lists;
    std::vector<ListItem> lists_removed;
    std::vector<Timer> timers; ///< one id has one due moment: a later one replaces it
    std::vector<Key> timers_removed;
    std::vector<OutboxItem> outbox;
    std::vector<std::uint64_t> outbox_removed;
};

enum class Direction : std::uint8_t { ascending, descending };

/// Which part of a list is wanted.
struct PageRequest {
    /// The last item of the page before; the page begins after it, in the direction of reading. It need not exist.
    struct Cursor {
        Key sort;
        Key key;
    };
    View view = 0;
    std::vector<Key> scopes {}; ///< their lists are read as one; an item that stands in several comes as often
    std::optional<Cursor> after {};
    Direction direction = Direction::ascending;
    std::size_t limit = 100;
    std::optional<View> bodies {}; ///< the view whose rows of the same keys come with the items
};

struct PageItem {
    Key sort;
    Key key;
    std::optional<Bytes> body; ///< where `bodies` was asked for and the row exists
    friend bool operator==(PageItem const&, PageItem const&) = default;
};

/// Rows of one kind of projection: how many, and a digest over all of them in the order of their keys. Two stores with
/// equal digests hold the same.
struct ProjectionDigest {
    std::string_view kind; ///< "commands", "index", ...
    std::uint64_t count = 0;
    Digest digest;
    friend bool operator==(ProjectionDigest const&, ProjectionDigest const&) = default;
};

// ------------------------------------------------------------------------------------------------------ the port

/// Every operation may be called from any thread. Those that write wait for each other; those that read never wait for
/// one that writes, and see each append and each slice whole or not at all. What has returned successfully is seen by
/// every read that begins afterwards.
class Store {
public:
    Store() = default;
    virtual ~Store() = default;
    Store(Store const&) = delete;
    Store& operator=(Store const&) = delete;

    // --- the log

    virtual Read<Head> head() = 0;

    /// Begins a new lease, durably, and returns its number; batches under any other are refused from now on. `holder`
    /// says who it is to whoever looks into the store.
    /// Errors: unknown (a number may have been used up: ask again), transient, full, corrupt.
    virtual std::expected<Epoch, Fault<AppendError>> lease(std::string_view holder) = 0;

    /// Appends the events and the header, all or nothing, durable when it returns. The gapless sequence is the lock:
    /// the batch must begin right after the last header and continue its hash. Nothing else is written, so that one
    /// append is one write at the end of one tree.
    /// The batch must be as `seal` makes it; another is a bug and asserts.
    /// Errors: fenced (checked first), conflict, unknown, transient, full, corrupt.
    /// After `unknown`: open the store anew if it says so, then read the event at header.first + header.count. With the
    /// batch's hash it was this one and is durable; otherwise the same batch may be appended again. A batch that is
    /// already there is a conflict, so that a repeat never counts twice.
    virtual std::expected<Durable, Fault<AppendError>> append(Batch const&) = 0;

    /// Events of the log, headers among them, from `from` (inclusive) on, at most `max`, in order. Fewer than `max`
    /// means that the log ended there.
    virtual Read<std::vector<Event>> read(Sequence from, std::size_t max) = 0;

    /// Events of one stream from `from` (inclusive) on, in the order of versions. It sees what is indexed: events
    /// after `as_of` are not among them.
    virtual Read<AsOf<std::vector<Event>>> read_stream(StreamId, std::uint32_t from) = 0;

    // --- writing projections

    /// Applies a slice and moves the watermark from `from` to `upto`, all or nothing, durable when it returns. A slice
    /// repeated or overtaken by another changes nothing. `from` must not be greater than `upto`.
    /// Errors: stale, unknown, transient, full, corrupt.
    virtual std::expected<void, Fault<ProjectError>> project(Slice const&) = 0;

    /// Empties every projection and puts the watermark at 0; the log stays. Until slices have been written again,
    /// reads of projections say as_of 0 and find nothing.
    /// Errors: unknown, transient, full, corrupt.
    virtual std::expected<void, Fault<ProjectError>> drop_projections() = 0;

    // --- reading projections; answers stand in the order of what was asked

    /// Nothing for an id without record: it is new only if it is not among the events after `as_of` either.
    virtual Read<AsOf<std::vector<std::optional<CommandRecord>>>> find_commands(std::span<CommandId const>) = 0;
    /// Ids of the records whose first event lies from `from` to `upto`, both inclusive, in any order.
    virtual Read<AsOf<std::vector<CommandId>>> command_ids(Sequence from, Sequence upto) = 0;
    virtual Read<AsOf<std::vector<std::optional<Snapshot>>>> load(std::span<StreamId const>) = 0;
    virtual Read<AsOf<std::vector<std::optional<Account>>>> accounts(std::span<AccountId const>) = 0;
    /// Accounts with an id from `from` (inclusive) on, ascending, at most `max`.
    virtual Read<AsOf<std::vector<Account>>> accounts_from(AccountId from, std::size_t max) = 0;
    /// The same, those left out that are settled: quick however many of these there are.
    virtual Read<AsOf<std::vector<Account>>> unsettled_from(AccountId from, std::size_t max) = 0;
    /// The bodies of the rows of one view.
    virtual Read<AsOf<std::vector<std::optional<Bytes>>>> rows(View, std::span<Key const>) = 0;
    virtual Read<AsOf<std::vector<PageItem>>> page(PageRequest const&) = 0;
    /// Timers due at `until` or before, the earliest first (then by id), at most `max`.
    virtual Read<AsOf<std::vector<Timer>>> timers_due(Instant until, std::size_t max) = 0;
    /// Outbox rows in `outbox_pending_state` with an id greater than `after`, ascending, at most `max`.
    virtual Read<AsOf<std::vector<OutboxItem>>> outbox_pending(std::uint64_t after, std::size_t max) = 0;
    /// One entry for each kind of projection, of one moment. It reads everything.
    virtual Read<AsOf<std::vector<ProjectionDigest>>> projection_digests() = 0;

    // --- keeping house

    /// Work that no append should have to do; soon over when there is none. To be called now and then, best between
    /// slices.
    virtual std::expected<void, Fault<ReadError>> maintain() = 0;

    /// A copy of the store as of one moment in a new file, while it is written to; durable and complete when it
    /// returns, and otherwise no file of that name is made. To restore it, put it in place of a store's file. A store
    /// may put a copy of its projections beside it, which spares the restored one making them anew.
    /// Errors: failed (the file exists, the medium fails, this store has no files), transient, corrupt.
    virtual std::expected<void, Fault<ReadError>> backup_to(std::filesystem::path const&) = 0;
};

} // namespace recourse::store
