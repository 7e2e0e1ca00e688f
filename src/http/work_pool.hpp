#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace recourse::http {

/// A few threads for work that would hold up a connection's thread, with a bounded queue.
class WorkPool {
public:
    using Work = std::move_only_function<void()>;

    WorkPool(std::size_t threads, std::size_t waiting_max);
    /// Ends what runs; what still waits is destroyed without having run.
    ~WorkPool();
    WorkPool(WorkPool const&) = delete;
    WorkPool& operator=(WorkPool const&) = delete;

    /// False when too much waits already; `work` is then untouched.
    bool add(Work& work);

private:
    void run();

    std::size_t waiting_max_;
    std::mutex mutex_;
    std::condition_variable has_work_;
    std::deque<Work> waiting_;
    bool ends_ = false;
    std::vector<std::thread> threads_;
};

} // namespace recourse::http
