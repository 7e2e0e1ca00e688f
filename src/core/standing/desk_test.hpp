#pragma once

#include "core/standing/badge.hpp"
#include "core/standing/decide.hpp"
#include "core/standing/invariants.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

/// What the tests of standing share: fixed rules, and a desk for one supplier.
namespace recourse::standing {

inline Currency const usd = *Currency::from_code("USD");
inline Currency const eur = *Currency::from_code("EUR");
inline Id<Party> const supplier { 7 }, twin { 8 }, stranger { 9 };
inline Id<Person> const anna { 1 }, boris { 2 };

inline Money usd_of(std::int64_t minor)
{
    return { minor, usd };
}

/// Fixed rules. Points and ladder are those that programmes/alibaba-trade-assurance/2026-03-17 states; the last rung
/// needs a person here. The limit is half the volume of the record's months, less 1 % of it for each point, and none
/// from 48 points on. 15 days to appeal; late shipping lapses after a year, nothing else does.
class PlainRules : public Rules {
public:
    std::string const& edition() const override { return edition_; }
    std::string const& reading() const override { return reading_; }
    Currency currency() const override { return usd; }
    std::optional<Sanction> sanction(std::string_view act, Cure cure) const override
    {
        if (act == "not-delivered")
            return Sanction { cure == Cure::never ? 48u : 6u, "not-delivered" };
        if (act == "forged-evidence")
            return Sanction { 12, "forged-evidence" };
        if (act == "late-shipping" && cure != Cure::never)
            return Sanction { cure == Cure::early ? 1u : 2u, "late-shipping" };
        return std::nullopt;
    }
    std::vector<Rung> ladder() const override
    {
        return {
            { 6, "severe warning", 0, false, "points-6" },
            { 12, "restricted", 7, false, "points-12" },
            { 24, "restricted", 14, false, "points-24" },
            { 36, "restricted, listings removed", 21, false, "points-36" },
            { 48, "membership ended", 0, true, "points-48" },
        };
    }
    std::optional<Date> lapse(std::string_view act, Date given) const override
    {
        if (act == "late-shipping")
            return given.plus_days(364);
        return std::nullopt;
    }
    std::optional<Limit> limit(Record const& record) const override
    {
        if (!formula)
            return std::nullopt;
        Money volume { 0, usd };
        for (auto const& month : record.months)
            volume = volume + month.volume;
        auto const kept = record.points >= 48 ? 0 : 100 - static_cast<std::int64_t>(record.points);
        return Limit { portion(volume, Ratio::of(kept, 200), Rounding::down), "half-of-volume" };
    }
    bool limited() const override { return formula; }
    std::vector<std::string> measures() const override
    {
        std::vector<std::string> all { "watched", "slowed", "cover stopped", "cover lowered", "cover halved" };
        for (auto const& rung : ladder())
            all.push_back(rung.measure);
        return all;
    }
    bool has_rule(std::string_view id) const override { return id == "rule-7" || id == "list-1"; }
    bool stops_cover(std::string_view measure) const override
    {
        return measure == "membership ended" || measure == "cover stopped";
    }
    std::optional<Lowering> lowers_cover(std::string_view measure) const override
    {
        if (measure == "cover lowered")
            return Lowering {};
        if (measure == "cover halved")
            return Lowering { Ratio::percent(50), {} };
        return std::nullopt;
    }
    std::optional<Date> appeal_until(Subject subject, Date on) const override
    {
        if (subject == Subject::link)
            return std::nullopt;
        return on.plus_days(15);
    }

    bool formula = true;

private:
    std::string edition_ = "2026-03-17", reading_ = "text";
};

/// One supplier, one command after the other.
class Desk {
public:
    PlainRules rules;
    Date today = Date::of(2026, 3, 2);
    Id<Party> whose = supplier;
    State other; ///< of the account that a link names
    Money wanted_of_linked {};
    State state;
    std::vector<Event> log;

    /// "ok", "already so", or the code of the refusal.
    std::string run(act::Actor const& actor, Command const& command)
    {
        auto const decision
            = decide(state, command, { actor, { {}, today }, rules, whose, &other, {}, wanted_of_linked });
        if (!decision)
            return std::string { decision.error().kind->code };
        auto const before = state;
        for (auto const& event : *decision) {
            evolve(state, event);
            log.push_back(event);
        }
        EXPECT_EQ(broken_invariant(before, state, *decision), "");
        return decision->empty() ? "already so" : "ok";
    }
    std::string runs(Command const& command) { return run({ act::Role::platform, {}, {} }, command); }
    std::string officer(Command const& command, Id<Person> person = anna)
    {
        return run({ act::Role::officer, {}, person }, command);
    }
    std::string sells(Command const& command)
    {
        return run({ act::Role::supplier, whose, Id<Person> { 77 } }, command);
    }

    /// The measures in force, in order.
    std::string measures() const { return fmt::format("{}", fmt::join(badge(state, &rules, today).measures, "; ")); }

    /// A completed order of this volume.
    void trades(std::uint64_t order, std::int64_t minor)
    {
        ASSERT_EQ(runs(FreeLimit { { order }, OrderEnd::completed, usd_of(minor) }), "ok");
    }
    /// A limit of this much, earned by twice as much of trade.
    void limited(std::int64_t minor)
    {
        rules.formula = false;
        trades(1000, 2 * minor);
        rules.formula = true;
        ASSERT_EQ(runs(RecomputeLimit { today.plus_days(1 - static_cast<int>(today.day())) }), "ok");
    }
};

inline GivePoints const forged { "forged-evidence", Cure::late, {} };

} // namespace recourse::standing
