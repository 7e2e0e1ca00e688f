#pragma once

#include "app/pipeline.hpp"

#include <string>
#include <vector>

// Orders as they live in the bench: agreed, paid, shipped, delivered and received, with a claim on some of them, and
// others that come to nothing.

namespace bench {

using namespace recourse;

/// The parties of the bench, and what their commands need.
struct Market {
    std::vector<Id<Party>> buyers;
    std::vector<Id<Party>> suppliers;
    unsigned hot_percent = 0; ///< of the orders, with the first supplier
    unsigned claims_percent = 5; ///< of the orders
    unsigned short_percent = 0; ///< of the orders: drafted and cancelled
    Date today;
};

/// One order after another: each command is made when the one before was answered.
class Life {
public:
    /// `client` makes the keys of its commands different from those of others; `run` from those of runs before.
    Life(Market const& market, std::uint64_t run, std::uint64_t client);

    app::Envelope next();
    /// What became of it. False where it was not done: the bench is wrong, and `outcome.code` says how.
    bool answered(app::Outcome const& outcome);
    std::uint64_t orders() const { return lives_; } ///< that were begun

private:
    enum class Step : std::uint8_t {
        draft,
        cancel,
        offer,
        agree,
        pay,
        ship,
        deliver,
        claim,
        exhibit,
        exhibit_too,
        answer,
        confirm
    };

    void begin();
    app::Envelope envelope(act::Actor actor, app::Stream target, app::Command command);

    Market const& market_;
    std::string name_;
    std::uint64_t made_ = 0; ///< commands
    std::uint64_t lives_ = 0;
    std::uint64_t client_;
    Step step_ = Step::draft;
    bool claims_ = false;
    bool short_ = false;
    act::Actor buys_, sells_;
    order::Terms terms_;
    app::Stream order_, claim_;
};

} // namespace bench
