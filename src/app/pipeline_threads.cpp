#include "app/pipeline.hpp"

// The three threads of the pipeline: each waits until there is something to do and takes its step.

namespace recourse::app {

Pipeline::Pipeline(store::Store& store, Clock& clock, std::shared_ptr<RuleBooks const> books, time::Zone zone,
    PipelineLimits limits, Pause pause)
    : store_(store)
    , clock_(clock)
    , limits_(limits)
    , pause_(std::move(pause))
    , domain_(std::move(books), zone)
    , seen_(0)
    , views_(store, zone)
{
}

std::expected<std::unique_ptr<Pipeline>, std::string> Pipeline::start_by_hand(store::Store& store, Clock& clock,
    std::shared_ptr<RuleBooks const> books, time::Zone zone, std::string_view holder, Pause pause,
    PipelineLimits limits)
{
    std::unique_ptr<Pipeline> pipeline { new Pipeline(store, clock, std::move(books), zone, limits, std::move(pause)) };
    if (auto opened = pipeline->open(holder); !opened)
        return std::unexpected(std::move(opened.error()));
    return pipeline;
}

std::expected<std::unique_ptr<Pipeline>, std::string> Pipeline::start(store::Store& store, Clock& clock,
    std::shared_ptr<RuleBooks const> books, time::Zone zone, std::string_view holder, PipelineLimits limits)
{
    auto pipeline = start_by_hand(
        store, clock, std::move(books), zone, holder,
        [](std::chrono::milliseconds wait) { std::this_thread::sleep_for(wait); }, limits);
    if (pipeline)
        (*pipeline)->start_threads();
    return pipeline;
}

void Pipeline::start_threads()
{
    writer_ = std::thread([this] { run_writer(); });
    committer_ = std::thread([this] { run_committer(); });
    projector_ = std::thread([this] { run_projector(); });
}

Pipeline::~Pipeline()
{
    {
        std::lock_guard const lock(inbox_mutex_);
        closing_ = true;
    }
    inbox_changed_.notify_all();
    for (auto* thread : { &writer_, &committer_, &projector_ }) {
        if (thread->joinable())
            thread->join();
    }
}

void Pipeline::run_writer()
{
    while (wait_for_commands()) {
        wait_for_views();
        decide_gathered();
        while (!hand_over()) {
            std::unique_lock lock(hand_mutex_);
            hand_changed_.wait(lock, [&] { return !hand_; });
        }
    }
    std::lock_guard const lock(hand_mutex_);
    writer_done_ = true;
    hand_changed_.notify_all();
}

bool Pipeline::wait_for_commands()
{
    std::unique_lock lock(inbox_mutex_);
    inbox_changed_.wait(lock, [&] { return closing_ || !inbox_.empty(); });
    return !inbox_.empty();
}

void Pipeline::wait_for_views()
{
    std::unique_lock lock(tail_mutex_);
    auto const far_behind = [&] {
        return tail_.size() > limits_.lag_max && projected_ >= catch_up_ && !rebuild_ && !dropping_
            && !has_stopped_.load(std::memory_order_acquire);
    };
    // Looked at now and then as well, since whatever stops the pipeline tells nobody here.
    while (far_behind())
        tail_changed_.wait_for(lock, std::chrono::milliseconds(10));
}

void Pipeline::run_committer()
{
    while (wait_for_batch())
        commit_some();
    {
        std::lock_guard const lock(tail_mutex_);
        committer_done_ = true;
    }
    tail_changed_.notify_all();
}

bool Pipeline::wait_for_batch()
{
    std::unique_lock lock(hand_mutex_);
    hand_changed_.wait(lock, [&] { return hand_ || writer_done_; });
    return hand_.has_value();
}

void Pipeline::run_projector()
{
    while (wait_for_events())
        project_some();
}

bool Pipeline::wait_for_events()
{
    // Until all ids are known it waits for nothing.
    bool const learning = !has_stopped_.load(std::memory_order_acquire) && learn_ids();
    std::unique_lock lock(tail_mutex_);
    // Once the pipeline has stopped there is nothing to project: what is waited for is its end.
    auto const something
        = [&] { return !has_stopped_.load(std::memory_order_acquire) && (rebuild_ || !tail_.empty()); };
    if (learning)
        return !committer_done_ || something();
    tail_changed_.wait(lock, [&] { return committer_done_ || something(); });
    // More may gather, unless somebody waits.
    tail_changed_.wait_for(lock, limits_.gathering_max, [&] {
        return committer_done_ || rebuild_ || tail_.size() >= limits_.slice_events_max || awaited_ > projected_;
    });
    return !committer_done_ || something();
}

} // namespace recourse::app
