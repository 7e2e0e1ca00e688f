#pragma once

#include "store/store.hpp"

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <map>
#include <mutex>
#include <thread>
#include <vector>

namespace recourse::api {

class Desk;

/// Keeps the forecast of every matter by itself: once as soon as one can be made, and again whenever another route has
/// ended with a decision. Only the first of each is scored; the others show how it came to be what it was.
class ForecastKeeper {
public:
    /// The desk must outlive it.
    explicit ForecastKeeper(Desk&, std::chrono::seconds every = std::chrono::seconds(60));
    ~ForecastKeeper();
    ForecastKeeper(ForecastKeeper const&) = delete;
    ForecastKeeper& operator=(ForecastKeeper const&) = delete;

    /// In a thread of its own from now on.
    void start();
    /// One round through all matters that are not closed, by hand; how many forecasts were kept.
    std::size_t turn();

private:
    /// By number, what was there when a matter was looked at last: nothing is worked out again before that has changed.
    using Seen = std::map<std::uint64_t, std::vector<store::Sequence>>;
    void run();
    bool keep(std::uint64_t number, Seen& looked);

    Desk& desk_;
    std::chrono::seconds every_;
    Seen seen_;
    std::mutex mutex_;
    std::condition_variable changed_;
    bool closing_ = false;
    std::thread thread_;
};

} // namespace recourse::api
