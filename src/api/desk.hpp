#pragma once

#include "accounts/accounts.hpp"
#include "api/caretaker.hpp"
#include "api/event_hub.hpp"
#include "api/forecast_keeper.hpp"
#include "api/movable_clock.hpp"
#include "api/own_history.hpp"
#include "api/running_books.hpp"
#include "api/shelf.hpp"
#include "api/shown.hpp"
#include "api/stamper.hpp"
#include "api/vault.hpp"
#include "app/pipeline.hpp"
#include "app/provider.hpp"
#include "app/recounts.hpp"
#include "app/sandbox_parties.hpp"
#include "app/scheduler.hpp"
#include "core/receiver/receiver.hpp"
#include "http/metrics.hpp"
#include "notify/notifier.hpp"
#include "store/sqlite/sqlite_store.hpp"

#include <expected>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace recourse::api {

struct DeskOptions {
    std::filesystem::path directory; ///< made when it is missing
    std::vector<app::RunProgramme> programmes;
    std::string zone = "Asia/Shanghai"; ///< in which the programme counts its days
    bool sandbox = false; ///< the clock can be moved, and orders that ask for it have a scripted other side
    bool time_acts = false; ///< timers are looked at by themselves; whoever only looks into a desk lets none pass
    bool officers_need_factor = false;
    bool without_account = false; ///< guests may ask what an assessment asks: nothing of the desk is shown to them
    bool own_cases = false; ///< closed cases of this desk move the estimates of its forecasts
    notify::Options notify; ///< nothing goes out unless `time_acts`; whether it is a sandbox is said above
    std::shared_ptr<app::Provider const> provider = app::api_provider(); ///< who holds the funds
    std::vector<receiver::Receiver> receivers {}; ///< to whom packets of evidence can go, by id
    StampOptions stamps; ///< who stamps the vault's log; nobody is asked unless `time_acts`
    bool reads_exhibits = true; ///< in the background, for the search
    int uploads_kept_days = 30; ///< that bytes stay which were uploaded and are named by nothing; 0: for ever
    std::filesystem::path backups; ///< where a running desk puts copies of itself; empty: nowhere
    std::string serves_at; ///< the address that others are told who find the directory taken; empty: it serves nobody
    std::string if_taken = "stop it first"; ///< what whoever finds the directory taken is advised to do
};

/// What a look through a data directory has found.
struct Looked {
    store::Sequence events = 0; ///< read, headers among them
    std::vector<std::string> findings; ///< what is not as it should be, each a sentence
};

/// All that runs on one data directory: the log and its views, the way in, the vault of evidence, what time brings, and
/// who may come in.
class Desk {
public:
    /// Whether a desk has begun in that directory.
    static bool is_in(std::filesystem::path const& directory);
    /// A clock that was put forward goes on from there, also for whoever only looks. Errors: a sentence; the directory
    /// is taken (by whom), damaged, or written by a newer program; time is to act in a sandbox whose clock was put
    /// forward, and it is not opened as one; a book that is in force is missing, changed, or does not fit this program
    /// any more; the vault is damaged, has lost its key, or does not belong to the events; the log ends before what was
    /// made of it, which stays as it is.
    static std::expected<std::unique_ptr<Desk>, std::string> open(
        DeskOptions, std::shared_ptr<casework::World const>, app::Clock&);
    /// Reads everything in a directory again and believes nothing but the log of events; not a byte of it is changed,
    /// so that what is amiss stays there. Views, what is told to others, and the vault may be behind the log, which
    /// they follow, and never ahead of it. Errors: a sentence; as open, and the log is of an older program.
    static std::expected<Looked, std::string> look(DeskOptions, std::shared_ptr<casework::World const>, app::Clock&);
    /// What was taken in is carried out and on disk when it returns.
    ~Desk() = default;

    app::Pipeline& pipeline() { return *pipeline_; }
    app::Scheduler& scheduler() { return *scheduler_; }
    EventHub& events() { return *events_; }
    Shown& shown() { return shown_; }
    OwnHistory& own_history() { return own_history_; }
    ForecastKeeper& forecasts() { return *forecasts_; }
    notify::Notifier& notifier() { return *notifier_; }
    Vault& vault() { return *vault_; }
    /// Held by whoever makes a packet of evidence or looks what one would be: one at a time.
    std::mutex& packing() { return packing_; }
    /// Of failures that an answer does not tell: the request, its operation, and a sentence without persons and places.
    /// To be set before requests come.
    using FailureLog = std::function<void(std::string_view request, std::string_view operation, std::string_view says)>;
    void log_failures(FailureLog log) { failure_log_ = std::move(log); }
    void log_failure(std::string_view request, std::string_view operation, std::string_view says) const
    {
        if (failure_log_)
            failure_log_(request, operation, says);
    }
    /// Null where nobody is asked.
    Stamper* stamper() { return stamper_.get(); }
    store::Store& store() { return *store_; }
    accounts::Accounts& accounts() { return *accounts_; }
    /// By which it runs now; hold on to it while something of it is used.
    std::shared_ptr<app::RuleBooks const> books() const { return running_->now(); }
    std::shared_ptr<casework::World const> world() const { return books()->world(); }
    RunningBooks& running_books() { return *running_; }
    Shelf& shelf() { return *shelf_; }
    app::Clock& clock() { return clock_; }
    /// Of sessions, keys and links: they do not end because somebody tries out what time brings to an order.
    app::Clock& real_clock() { return real_; }
    /// Null where the desk is no sandbox.
    MovableClock* movable_clock() { return options_.sandbox ? &clock_ : nullptr; }
    http::Metrics& metrics() { return metrics_; }
    Date today() { return zone_.civil(clock_.now()).date; }
    time::Zone zone() const { return zone_; }
    DeskOptions const& options() const { return options_; }

private:
    std::expected<void, std::string> take_up_store();
    std::expected<void, std::string> take_up_clock();
    /// The shipped books and the editions that are in force, from their files.
    std::expected<void, std::string> take_up_books(
        std::shared_ptr<casework::World const>, Shelf::Unfinished = Shelf::Unfinished::taken_away);
    Desk(DeskOptions options, app::Clock& real) : options_(std::move(options)), real_(real), clock_(real) { }

    http::Metrics metrics_; ///< before all that it asks
    DeskOptions options_;
    app::Clock& real_;
    MovableClock clock_;
    time::Zone zone_;
    std::unique_ptr<Shelf> shelf_;
    std::unique_ptr<RunningBooks> running_;
    std::unique_ptr<store::Store> store_;
    std::unique_ptr<accounts::Accounts> accounts_;
    std::unique_ptr<app::Pipeline> pipeline_;
    std::unique_ptr<app::sandbox::Parties> parties_; ///< of a sandbox
    std::unique_ptr<app::Recounts> recounts_;
    std::unique_ptr<app::Scheduler> scheduler_;
    std::unique_ptr<EventHub> events_;
    Shown shown_;
    OwnHistory own_history_;
    std::unique_ptr<notify::Notifier> notifier_;
    std::unique_ptr<Vault> vault_;
    std::mutex packing_;
    std::unique_ptr<Caretaker> caretaker_; ///< null where time does not act
    std::unique_ptr<Stamper> stamper_;
    std::unique_ptr<ForecastKeeper> forecasts_; ///< it asks all that stands before it
    FailureLog failure_log_;
};

} // namespace recourse::api
