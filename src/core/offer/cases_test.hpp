#pragma once

#include "core/offer/offer.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

// A case that the tests of this folder begin with.

namespace recourse::offer {

inline Currency const usd = *Currency::from_code("USD");
inline Date const today = Date::of(2026, 6, 1);

inline Money dollars(std::int64_t whole)
{
    return { whole * 100, usd };
}

inline casework::Route route(std::string id, casework::Track track, Money most, Money cost, int weeks)
{
    casework::Route one;
    one.id = std::move(id);
    one.track = track;
    one.status = casework::RouteStatus::open;
    one.recoverable = { most, most };
    one.cost.low = one.cost.likely = one.cost.high = cost;
    one.weeks = { weeks, weeks, weeks, true, {} };
    return one;
}

inline forecast::Assumption assume(std::string of, double low, double likely, double high, std::string of_route = {})
{
    auto id = of_route.empty() ? of : of + "-" + of_route;
    return { id, std::move(of), std::move(of_route), low, likely, high, id, {} };
}

inline forecast::Assumption sure(std::string of, double value, std::string of_route = {})
{
    return assume(std::move(of), value, value, value, std::move(of_route));
}

/// A claim of USD 100,000: USD 20,000 from the platform, the rest by arbitration with a freeze.
inline Basis basis()
{
    Basis one;
    one.made = today;
    one.claim = dollars(100'000);
    one.routes = {
        route("platform-claim", casework::Track::assurance, dollars(20'000), dollars(0), 6),
        route("negotiated-settlement", casework::Track::other, dollars(60'000), dollars(0), 8),
        route("demand-letter", casework::Track::legal, dollars(100'000), dollars(500), 4),
        route("asset-preservation", casework::Track::legal, dollars(0), dollars(2'000), 3),
        route("cietac", casework::Track::legal, dollars(100'000), dollars(12'000), 26),
        route("prc-court", casework::Track::legal, dollars(100'000), dollars(9'000), 40),
    };
    one.routes[0].weeks = { 3, 6, 10, true, {} };
    one.routes[1].weeks = { 2, 8, 16, true, {} };
    one.routes[2].weeks = { 2, 4, 8, true, {} };
    one.routes[4].weeks = { 17, 26, 43, true, {} };
    one.routes[4].cost.low = dollars(8'000);
    one.routes[4].cost.high = dollars(20'000);
    one.assumptions = {
        assume("success", 0.6, 0.8, 0.95, "platform-claim"),
        assume("success", 0.1, 0.2, 0.4, "negotiated-settlement"),
        assume("success", 0.05, 0.15, 0.3, "demand-letter"),
        assume("success", 0.4, 0.65, 0.85, "cietac"),
        assume("success", 0.4, 0.65, 0.85, "prc-court"),
        assume("collect", 0.35, 0.6, 0.85),
        assume("decay_per_week", 0.003, 0.01, 0.03),
        assume("freeze_effect", 0.3, 0.6, 0.9),
        assume("freeze_settles", 0.1, 0.35, 0.6),
        assume("freeze_settles_weeks", 2, 6, 16),
    };
    return one;
}

inline Happened nothing_yet(Date now = today)
{
    Happened happened;
    happened.now = now;
    return happened;
}

inline Position position(Basis const& from, Happened const& happened)
{
    auto result = condition(from, happened);
    EXPECT_TRUE(result) << (result ? "" : result.error().front());
    return result ? std::move(*result) : Position {};
}

inline Position position()
{
    return position(basis(), nothing_yet());
}

/// Full and final, paid at once, without a word on what follows.
inline Offer offer_of(Money sum, double risk = 0)
{
    Offer one;
    one.instalments = { { 0, sum, false } };
    one.default_risk = sure("default", risk);
    one.waives_assurance = one.waives_legal = one.waives_other = true;
    return one;
}

inline Comparison compared(Position const& at, Offer const& offer, DiscountRate const& rate = {},
    forecast::Options const& options = { 20'000, 7 })
{
    auto result = compare(at, offer, rate, options);
    EXPECT_TRUE(result) << (result ? "" : result.error().front());
    return result ? std::move(*result) : Comparison {};
}

inline DiscountRate no_discount()
{
    return { Ratio::whole(0), { "none", "无" } };
}

/// Only one route, of which everything is certain but whether it succeeds.
inline Basis one_route(std::string id, double chance, Money most, Money cost, int weeks)
{
    Basis one;
    one.made = today;
    one.claim = most;
    auto const track = id == "platform-claim" ? casework::Track::assurance : casework::Track::legal;
    one.routes = { route(std::move(id), track, most, cost, weeks) };
    one.assumptions = { sure("success", chance), sure("collect", 1) };
    return one;
}

} // namespace recourse::offer
