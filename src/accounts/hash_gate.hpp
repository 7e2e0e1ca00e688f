#pragma once

#include <condition_variable>
#include <mutex>
#include <optional>
#include <utility>

namespace recourse::accounts {

/// Lets a few threads through at a time and a bounded number wait: hashing a password takes much memory, and a queue of
/// strangers may not hold all of the server's threads.
class HashGate {
public:
    HashGate(unsigned at_once, unsigned waiting_max) : free_(at_once), waiting_max_(waiting_max) { }

    /// A place, for as long as the value lives.
    class Place {
    public:
        explicit Place(HashGate& gate) : gate_(&gate) { }
        ~Place()
        {
            if (gate_ != nullptr)
                gate_->leave();
        }
        Place(Place&& other) noexcept : gate_(std::exchange(other.gate_, nullptr)) { }
        Place& operator=(Place&&) = delete;
        Place(Place const&) = delete;
        Place& operator=(Place const&) = delete;

    private:
        HashGate* gate_;
    };

    /// Waits for a place; nothing when too many wait already.
    std::optional<Place> enter()
    {
        std::unique_lock lock(mutex_);
        if (free_ == 0) {
            if (waiting_ == waiting_max_)
                return std::nullopt;
            ++waiting_;
            left_.wait(lock, [this] { return free_ > 0; });
            --waiting_;
        }
        --free_;
        return Place(*this);
    }

private:
    void leave()
    {
        {
            std::scoped_lock const lock(mutex_);
            ++free_;
        }
        left_.notify_one();
    }

    std::mutex mutex_;
    std::condition_variable left_;
    unsigned free_;
    unsigned waiting_ = 0;
    unsigned waiting_max_;
};

} // namespace recourse::accounts
