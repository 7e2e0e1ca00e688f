#include "sim/machine.hpp"

#include <fmt/format.h>

namespace recourse::sim {

Machine::Machine(Plan const& plan, Books books, Books later, Random random, Trace& trace)
    : plan_(plan)
    , books_(std::move(books))
    , later_(std::move(later))
    , random_(random)
    , trace_(trace)
    , clock_(plan.zone.instant({ plan.first_day, 9, 0, 0, 0 }, time::Unclear::first))
    , disk_(Disk::make(plan.ground))
{
    store_ = std::make_unique<store::FaultyStore>(
        disk_->store(), random_.draw(), plan_.faults, [this](std::chrono::microseconds wait) { let_pass(wait); });
    if (plan_.evidence)
        evidence_ = std::make_unique<Evidence>(random_.draw(), clock_);
}

Date Machine::today()
{
    return plan_.zone.civil(clock_.now()).date;
}

void Machine::start()
{
    if (pipeline_ != nullptr)
        return;
    if (plan_.notice_on && today() >= *plan_.notice_on)
        books_ = later_;
    store_->restart();
    hard_faults_at_start_ = hard_faults();
    auto started = app::Pipeline::start_by_hand(
        *store_, clock_, books_, plan_.zone, "simulation", [this](std::chrono::milliseconds wait) { let_pass(wait); },
        plan_.limits);
    if (!started) {
        trace_.line("does not start: " + started.error());
        bool const known = started.error().find("(injected)") != std::string::npos;
        if (!known && gave_up_.empty())
            gave_up_ = started.error();
        return;
    }
    pipeline_ = *std::move(started);
    scheduler_ = std::make_unique<app::Scheduler>(*pipeline_, *store_, clock_, plan_.zone);
    recounts_ = std::make_unique<app::Recounts>(*pipeline_, *store_, [this] { return books_; });
    scheduler_->beside([this](std::size_t most) { return recounts_->next(most); });
    ++starts_;
    trace_.line(fmt::format("starts at {}", pipeline_->durable()));
    if (evidence_ == nullptr)
        return;
    // As a desk does, which is not there without its vault. Nothing follows for it before it is open.
    busy_[3] = true;
    auto const opened = evidence_->open(*store_, [this] { return pipeline_->durable(); });
    busy_[3] = false;
    if (!opened) {
        trace_.line("the vault does not open: " + opened.error());
        kill();
    }
}

void Machine::kill()
{
    scheduler_.reset();
    recounts_.reset();
    if (evidence_ != nullptr)
        evidence_->end(random_.below(2) == 0);
    pipeline_.reset();
    busy_ = {};
    ++kills_;
    if (disk_->lose_power([this] { return random_.draw(); })) {
        // Another store stands on what is left.
        for (std::size_t i = 0; i < earlier_.size(); ++i)
            earlier_[i] += store_->count(static_cast<store::InjectedFault>(i));
        store_ = std::make_unique<store::FaultyStore>(
            disk_->store(), random_.draw(), plan_.faults, [this](std::chrono::microseconds wait) { let_pass(wait); });
    }
}

bool Machine::step(std::size_t thread)
{
    if (pipeline_ == nullptr || busy_[thread])
        return false;
    busy_[thread] = true;
    bool const did = thread == 0 ? pipeline_->decide_some()
        : thread == 1            ? pipeline_->commit_some()
        : thread == 2            ? pipeline_->project_some()
                                 : evidence_ != nullptr && evidence_->step();
    busy_[thread] = false;
    return did;
}

void Machine::settle(unsigned most)
{
    bool any = true;
    while (any && most > 0) {
        any = false;
        for (std::size_t thread = 0; thread < threads; ++thread)
            any = step(thread) || any;
        --most;
    }
}

void Machine::heal()
{
    store_->set({});
    if (evidence_ != nullptr)
        evidence_->heal();
}

void Machine::let_pass(std::chrono::microseconds wait)
{
    clock_.move(wait);
    // Whoever waits for the store lets the others go on.
    auto const threads_here = evidence_ == nullptr ? threads - 1 : threads;
    for (auto turns = random_.below(4); turns > 0; --turns)
        (void)step(random_.below(threads_here));
}

std::uint64_t Machine::count(store::InjectedFault fault) const
{
    return earlier_[static_cast<std::size_t>(fault)] + store_->count(fault);
}

/// Those after which a process may give up: nobody knows what is on the disk, or another one seems to write there. What
/// is only late, lost or repeated it has to bear.
std::uint64_t Machine::hard_faults() const
{
    using enum store::InjectedFault;
    return count(full) + count(conflict) + count(torn);
}

bool Machine::has_ended()
{
    if (pipeline_ == nullptr)
        return true;
    auto const stopped = pipeline_->stopped();
    if (!stopped && evidence_ != nullptr && evidence_->has_stopped()) {
        trace_.line("the disk of the vault stopped");
        return true;
    }
    if (!stopped)
        return false;
    trace_.line("stopped: " + stopped->because);
    bool const breach = stopped->because.find("(injected)") == std::string::npos;
    if ((breach || hard_faults() == hard_faults_at_start_) && gave_up_.empty())
        gave_up_ = stopped->because;
    return true;
}

} // namespace recourse::sim
