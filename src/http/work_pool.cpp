#include "http/work_pool.hpp"

#include <utility>

namespace recourse::http {

WorkPool::WorkPool(std::size_t threads, std::size_t waiting_max) : waiting_max_(waiting_max)
{
    for (std::size_t i = 0; i < threads; ++i)
        threads_.emplace_back([this] { run(); });
}

WorkPool::~WorkPool()
{
    std::deque<Work> left;
    {
        std::lock_guard const lock { mutex_ };
        ends_ = true;
        left.swap(waiting_); // destroyed unlocked: work that goes unrun may answer somebody
    }
    has_work_.notify_all();
    for (auto& thread : threads_)
        thread.join();
}

bool WorkPool::add(Work& work)
{
    {
        std::lock_guard const lock { mutex_ };
        if (waiting_.size() >= waiting_max_ || threads_.empty())
            return false;
        waiting_.push_back(std::move(work));
    }
    has_work_.notify_one();
    return true;
}

void WorkPool::run()
{
    for (;;) {
        Work work;
        {
            std::unique_lock lock { mutex_ };
            has_work_.wait(lock, [this] { return ends_ || !waiting_.empty(); });
            if (ends_)
                return;
            work = std::move(waiting_.front());
            waiting_.pop_front();
        }
        work();
    }
}

} // namespace recourse::http
