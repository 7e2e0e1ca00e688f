#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <span>
#include <vector>

namespace recourse::vault {

/// Lets what arrives while a batch is being made durable go together in the next one: of the threads that wait, one
/// commits for all.
template <class Request>
class Gathering {
public:
    /// Batches are not made heavier than that, unless one request alone is.
    explicit Gathering(std::size_t weight_max) : weight_max_(weight_max) { }

    /// Returns when a batch with the request in it was committed, by this thread or another. `commit` gets the requests
    /// of a batch and leaves in each what became of it; it is never run twice at the same time.
    template <class Commit>
    void submit(Request& request, std::size_t weight, Commit&& commit)
    {
        Waiting own { &request, weight };
        std::unique_lock lock(mutex_);
        queue_.push_back(&own);
        moved_.wait(lock, [&] { return own.done || !busy_; });
        if (own.done)
            return;
        busy_ = true;
        while (!own.done) {
            auto const batch = take();
            std::vector<Request*> requests;
            for (auto const* const one : batch)
                requests.push_back(one->request);
            lock.unlock();
            commit(std::span<Request* const>(requests));
            lock.lock();
            for (auto* const one : batch)
                one->done = true;
            moved_.notify_all();
        }
        busy_ = false;
        moved_.notify_all();
    }

    /// Runs something between two batches.
    template <class Work>
    auto between(Work&& work)
    {
        std::unique_lock lock(mutex_);
        moved_.wait(lock, [&] { return !busy_; });
        busy_ = true;
        lock.unlock();
        auto result = work();
        lock.lock();
        busy_ = false;
        moved_.notify_all();
        return result;
    }

private:
    struct Waiting {
        Request* request;
        std::size_t weight;
        bool done = false;
    };

    std::vector<Waiting*> take()
    {
        std::vector<Waiting*> batch;
        std::size_t weight = 0;
        while (!queue_.empty() && (batch.empty() || weight + queue_.front()->weight <= weight_max_)) {
            weight += queue_.front()->weight;
            batch.push_back(queue_.front());
            queue_.pop_front();
        }
        return batch;
    }

    std::size_t weight_max_;
    std::mutex mutex_;
    std::condition_variable moved_;
    std::deque<Waiting*> queue_;
    bool busy_ = false;
};

} // namespace recourse::vault
