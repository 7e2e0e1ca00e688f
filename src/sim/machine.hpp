#pragma once

#include "app/recounts.hpp"
#include "app/scheduler.hpp"
#include "sim/clock.hpp"
#include "sim/disk.hpp"
#include "sim/evidence.hpp"
#include "sim/plan.hpp"
#include "sim/random.hpp"
#include "sim/trace.hpp"

namespace recourse::sim {

/// The process under test and the machine it runs on: the application as it is in production on a store that fails, a
/// clock that jumps, and threads whose turns the seed deals out. It can end at any moment and start anew.
class Machine {
public:
    using Books = std::shared_ptr<app::RuleBooks const>;
    /// `later`: the books of processes that start on the plan's day of the notice or after it. The plan and the trace
    /// must outlive it.
    Machine(Plan const&, Books, Books later, Random, Trace&);

    VirtualClock& clock() { return clock_; }
    Date today();
    /// Null while no process runs.
    app::Pipeline* pipeline() { return pipeline_.get(); }
    app::Scheduler* scheduler() { return scheduler_.get(); }
    /// What is on disk, read past all faults: for the auditor alone.
    store::Store& disk() { return disk_->store(); }
    /// Those of the process that runs, or ran last.
    Books const& books() const { return books_; }
    /// Null where the plan has none.
    Evidence* evidence() { return evidence_.get(); }

    /// Starts a process where none runs; faults may keep it from starting.
    void start();
    /// The process ends where it is; on a disk the power fails with it.
    void kill();
    /// Gives a thread its turn; false: it had nothing to do, or it waits for the store.
    bool step(std::size_t thread);
    static constexpr std::size_t threads = 4; ///< those of the pipeline, and the one that follows for the vault
    /// All of them until there is nothing to do; at most `most` steps.
    void settle(unsigned most = 10'000);
    /// From now on the world is well.
    void heal();

    std::uint64_t count(store::InjectedFault) const;
    unsigned starts() const { return starts_; }
    unsigned kills() const { return kills_; }
    /// Why a process gave up that had no reason to; empty: none did.
    std::string const& gave_up() const { return gave_up_; }
    /// To be called where a process may have ended by itself: takes note of why.
    bool has_ended();

private:
    void let_pass(std::chrono::microseconds);
    std::uint64_t hard_faults() const;

    Plan const& plan_;
    Books books_, later_;
    Random random_;
    Trace& trace_;
    VirtualClock clock_;
    std::unique_ptr<Disk> disk_;
    std::unique_ptr<store::FaultyStore> store_;
    std::unique_ptr<app::Pipeline> pipeline_;
    std::unique_ptr<app::Recounts> recounts_;
    std::unique_ptr<app::Scheduler> scheduler_;
    std::unique_ptr<Evidence> evidence_;
    std::array<bool, threads> busy_ {}; ///< it waits inside a step
    std::array<std::uint64_t, store::injected_faults> earlier_ {}; ///< faults of the stores before this one
    std::uint64_t hard_faults_at_start_ = 0;
    unsigned starts_ = 0;
    unsigned kills_ = 0;
    std::string gave_up_;
};

} // namespace recourse::sim
