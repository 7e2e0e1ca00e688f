#pragma once

#include "app/clock.hpp"
#include "app/domain.hpp"
#include "app/projection.hpp"
#include "app/seen_ids.hpp"
#include "store/chain.hpp"
#include "store/store.hpp"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <unordered_map>
#include <unordered_set>

namespace recourse::app {

struct PipelineLimits {
    std::size_t inbox_max = 16'384; ///< commands that may wait; beyond them: busy
    std::size_t batch_commands_max = 4'096;
    std::size_t batch_bytes_max = 1u << 20;
    /// Events that one slice of projections takes. Where more wait than that, slices grow with what waits, up to eight
    /// times as much: what changed several times is written once, so that the views catch up.
    std::size_t slice_events_max = 2'000;
    /// How long events may gather for a slice. Many changes of one page are written once, and a slice shares the medium
    /// with what commands wait for; whoever waits for projections ends the gathering.
    std::chrono::milliseconds gathering_max { 100 };
    /// Events not projected yet at which commands wait for a slice; not while views are made anew.
    std::size_t lag_max = 50'000;
    std::size_t aggregates_max = 200'000; ///< kept in memory when nothing waits for them
};

/// Lets time pass before the same is tried again.
using Pause = std::function<void(std::chrono::milliseconds)>;

/// Why the pipeline no longer takes commands. It stays as it is until it is started anew.
struct Stopped {
    std::string because; ///< for the log and the operator; never an answer to a client
};

/// How far the views follow the log.
struct ViewsProgress {
    bool rebuilding = false; ///< taken away, and not back yet at what they showed then
    store::Sequence shown = 0; ///< they show all events up to this one
    store::Sequence last = 0; ///< on disk
};

/// The one way in. Commands gather in an inbox; one thread decides all that has gathered, in memory; a second one makes
/// the batch durable in one append while the next is being decided; only then are the answers given. A third follows
/// the log and writes projections in slices. What each of them does is a step, which can also be taken by hand: then
/// one thread does all of it, in an order that somebody chooses (src/sim).
///
/// Nothing leaves before it is on disk: neither an answer nor an event to a reader. A command that is sent again gets
/// the answer it got. When an append fails for good, everything that was decided after it is dropped with the memory it
/// was decided in: the pipeline stops, and its answers are `unknown`.
class Pipeline {
public:
    /// Takes the lease of the store and replays what is not in snapshots.
    /// Errors: a sentence; the log is broken, an event is newer than the program, the store gives no answer.
    static std::expected<std::unique_ptr<Pipeline>, std::string> start(store::Store&, Clock&,
        std::shared_ptr<RuleBooks const>, time::Zone, std::string_view holder, PipelineLimits = {});
    /// The same without threads: nothing happens but what `submit` and the steps do, all from one thread. `pause` is
    /// called where a thread would wait before it tries the same again. Errors: as for `start`.
    static std::expected<std::unique_ptr<Pipeline>, std::string> start_by_hand(store::Store&, Clock&,
        std::shared_ptr<RuleBooks const>, time::Zone, std::string_view holder, Pause, PipelineLimits = {});
    /// Carries out what has gathered, projects it, and stops. By hand it stops where it is, as a process that is
    /// killed: what is not on disk is lost, and its answers never come.
    ~Pipeline();

    /// Puts a command into the inbox; from any thread. It may read the store for a subject that is not in memory, so
    /// not from a thread that must not wait.
    void submit(Envelope, Answer);

    /// What the command of that id was, if one has been decided under it: the digest of its content. It may read the
    /// store, so not from a thread that must not wait.
    store::Read<std::optional<Digest>> content_known(store::CommandId const&);

    /// The last event that is on disk.
    store::Sequence durable() const { return durable_.load(std::memory_order_acquire); }
    /// The subject with all that is on disk; nothing where there is none. From any thread.
    store::Read<std::optional<AnyAggregate>> read(Stream);
    /// What the guarantee pool can pay now, in that currency alone. From any thread.
    Money pool_left(Currency) const;
    /// Waits until projections show the event (or the time is over: false).
    bool wait_projected(store::Sequence, std::chrono::milliseconds);
    /// Takes projections away and makes them anew while commands go on and are read; until that is done the whole log
    /// waits in memory.
    void rebuild();
    ViewsProgress views_progress();

    std::optional<Stopped> stopped() const;

    // The steps, by hand: what each thread does when it has something to do. False: there was nothing.
    /// Decides what has gathered and hands the batch over; where the one before has not been taken yet, it waits until
    /// the next step.
    bool decide_some();
    /// Makes the batch that was handed over durable and gives its answers.
    bool commit_some();
    /// Brings projections forward by a slice.
    bool project_some();

private:
    struct Recent {
        Digest content;
        Outcome outcome;
    };
    struct Waiting {
        Envelope envelope;
        Answer answer;
        std::optional<Recent> known; ///< it was carried out before
        std::unique_ptr<AnyAggregate> loaded; ///< the target, where it was not in memory and there is one
        store::Sequence as_of = 0; ///< the watermark at which the store was asked for the command
        store::Sequence loaded_as_of = 0; ///< what was on disk when the target was read
    };
    struct IdHash {
        std::size_t operator()(store::CommandId const&) const;
    };
    using Commands = std::unordered_map<store::CommandId, Recent, IdHash>;
    /// An event on disk; those of a batch are kept together and go together.
    using Written = std::shared_ptr<store::Event const>;
    struct Told {
        Answer answer;
        Outcome outcome;
    };
    struct InFlight {
        store::Batch batch;
        std::vector<Told> told;
        std::optional<Pools> pools; ///< as they are after the batch, where it moved them
    };

    Pipeline(store::Store&, Clock&, std::shared_ptr<RuleBooks const>, time::Zone, PipelineLimits, Pause);
    /// Makes views of all but an end of the log, slice by slice, where they are far behind: what they do not show has
    /// to be held in memory.
    std::expected<void, std::string> follow_from_afar();
    std::expected<void, std::string> know_unsent_refunds();
    std::expected<void, std::string> open(std::string_view holder);
    void start_threads();
    void run_writer();
    void run_committer();
    void run_projector();
    bool wait_for_commands();
    void wait_for_views();
    bool wait_for_batch();
    bool wait_for_events();

    std::deque<Waiting> gather();
    void decide_gathered();
    bool hand_over();
    void decide(Waiting, Instant, InFlight&, std::vector<store::Event>&);
    /// Carries out one command and what follows from it; nothing where the pipeline had to stop.
    std::optional<Outcome> perform(Envelope const&, Instant, std::vector<store::Event>&, int depth);
    /// The answer that the command got before, if it did; as_of is the watermark at which the store was asked.
    store::Read<std::optional<Recent>> recorded(store::CommandId const&, store::Sequence& as_of);
    store::Read<std::optional<Recent>> look_up(store::CommandId const&, store::Sequence& as_of);
    /// Looks in memory and then in the store, and once more where views were taken away meanwhile.
    auto undisturbed(auto const& look) -> decltype(look());
    /// False: it has stopped, and said why.
    bool bring_into_memory(Waiting&);
    /// Adds to what readers add to the views; under `tail_mutex_`.
    void add_to_tail(std::vector<store::Event>);
    /// Reads some of the ids that were recorded before the start. True: there are more.
    bool learn_ids();
    bool commit(store::Batch const&);
    store::Read<bool> is_there(store::Batch const&);
    void publish(InFlight);
    void forget_if_many();
    bool project_slice();
    bool drop_views();
    void stop(std::string because);
    /// Asks the store again as long as the same may succeed; for the threads of the pipeline, which may wait.
    auto patiently(auto const& ask) -> decltype(ask());

    store::Store& store_;
    Clock& clock_;
    PipelineLimits limits_;
    Pause pause_;
    Domain domain_; ///< of the writer alone
    std::optional<InFlight> decided_; ///< of the writer alone: not handed over yet

    std::mutex inbox_mutex_;
    std::condition_variable inbox_changed_;
    std::deque<Waiting> inbox_;
    bool closing_ = false;

    std::mutex hand_mutex_; ///< between writer and committer: one batch at a time
    std::condition_variable hand_changed_;
    std::optional<InFlight> hand_;
    bool writer_done_ = false;

    mutable std::mutex known_mutex_; ///< of what other threads look up
    Commands recent_; ///< commands not in projections yet
    SeenIds seen_; ///< commands in projections and those of `recent_`, ...
    bool seen_all_ = false; ///< ... once this is so; until then the store is asked
    std::unordered_set<std::uint64_t> in_memory_; ///< streams that the writer has
    store::Sequence recorded_upto_ = 0; ///< commands up to here may have gone from `recent_` into projections
    store::Sequence forgotten_upto_ = 0; ///< nothing that was forgotten, stream or command, is newer

    std::mutex tail_mutex_; ///< events on disk that projections do not show yet
    std::condition_variable tail_changed_;
    std::deque<Written> tail_;
    std::unordered_map<std::uint64_t, std::vector<Written>> tail_of_; ///< the same by stream
    store::Sequence projected_ = 0;
    store::Sequence awaited_ = 0; ///< the last event for which somebody has waited until projections showed it
    bool committer_done_ = false;
    bool rebuild_ = false; ///< asked for, and not begun
    bool dropping_ = false; ///< asked for, and the old views are still there
    store::Sequence rebuild_upto_ = 0; ///< the views are as before once they show this; 0: nothing is being made anew
    store::Sequence catch_up_ = 0; ///< until the views show this, no command waits for them

    mutable std::mutex pools_mutex_; ///< of what the pool can pay, by all that is on disk
    Pools pools_;

    mutable std::mutex stopped_mutex_;
    std::optional<Stopped> stopped_;
    std::atomic<bool> has_stopped_ = false;

    std::atomic<store::Sequence> durable_ = 0;
    std::atomic<std::uint64_t> drops_ = 0; ///< how often memory took over what the store is about to lose
    store::Sequence next_ = 1; ///< of the writer
    Digest hash_ {}; ///< of the last batch the writer sealed
    store::Epoch epoch_ = 0;
    Instant last_ {};

    Projector views_; ///< of the projector alone
    store::Sequence learned_upto_ = 0; ///< likewise: the ids of commands up to here are in `seen_`
    store::Sequence learn_upto_ = 0; ///< what the views showed at the start

    std::thread writer_, committer_, projector_;
};

} // namespace recourse::app
