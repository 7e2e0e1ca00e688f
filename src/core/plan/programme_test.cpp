#include "core/claim/desk_test.hpp"
#include "core/matter/decide.hpp"
#include "core/plan/plan.hpp"

#include "time/shipped_calendar.hpp"

#include <fmt/format.h>

// The programme's steps, on a claim that runs.

namespace recourse::plan {

using claim::buyer;
using claim::officer;
using claim::supplier;
using claim::usd_of;

namespace {

time::Calendar const& cn()
{
    static auto const calendar = time::shipped_cn();
    return calendar;
}

/// A claim desk beside an empty matter of the same order.
struct Both : claim::Desk {
    matter::State matter;

    Both()
    {
        matter.phase = matter::Phase::open;
        matter.order = claim::number;
        matter.client = claim::party_of_buyer;
        matter.nothing = matter.received = matter.distributed = matter.closed_left = usd_of(0);
        matter.opened_on = claim::day_one;
    }

    Plan plan()
    {
        auto const seen = claim::view(state(), context(buyer));
        matter::Context const of_matter { { act::Role::buyer, claim::party_of_buyer, { 1 } }, { {}, today }, cn() };
        Sources sources { matter, of_matter };
        sources.claims = { { &state(), &seen } };
        sources.claim_possible = true;
        return recourse::plan::plan(sources);
    }

    /// "claim-open done; claim-negotiate now supplier 2026-03-07"
    std::string steps()
    {
        std::string text;
        for (auto const& one : plan().steps) {
            if (one.track != Track::programme)
                continue;
            text += fmt::format("{}{} {}", text.empty() ? "" : "; ", word(one.id).substr(6), word(one.standing));
            if (one.standing == Standing::now)
                text += fmt::format(" {}", word(one.owner));
            if (one.action)
                text += fmt::format(" {}", one.action->command);
            if (one.due)
                text += fmt::format(" by day {}", days_between(claim::day_one, one.due->day));
            // What the plan tells to do, the claim lets its buyer do.
            if (one.action && state().phase != claim::Phase::none) {
                auto const allowed = claim::view(state(), context(buyer)).allowed;
                EXPECT_TRUE(std::ranges::any_of(allowed, [&](auto const& may) {
                    return word(may.act) == one.action->command && may.number == one.action->number
                        && may.name == one.action->name;
                })) << one.action->command;
            }
        }
        return text;
    }
};

} // namespace

TEST(PlanOfTheProgramme, goes_from_the_claim_to_its_payment)
{
    Both desk;
    desk.rules.asked
        = { { "photos", act::Role::buyer, claim::ExhibitKind::photo, claim::Need::required, Date::from_days(3), "" } };
    desk.shipped();
    EXPECT_EQ(desk.steps(),
        "open now buyer open; evidence next; negotiate next; escalate next; determination next; execution next");
    EXPECT_EQ(desk.run(buyer, claim::opening()), "ok");
    EXPECT_EQ(desk.steps(),
        "open done; evidence now buyer add_exhibit by day 3; negotiate now supplier by day 5; escalate next; "
        "determination next; execution next");
    EXPECT_EQ(desk.run(buyer, claim::AddExhibit { claim::exhibit_of("1"), "photos" }), "ok");
    EXPECT_EQ(desk.run(supplier, claim::MakeOffer { claim::offer_of(200'00, 30, true), {} }), "ok");
    EXPECT_EQ(desk.steps(),
        "open done; evidence done; negotiate now buyer make_offer by day 7; escalate next; determination next; "
        "execution next");
    auto const locks = desk.plan().interlocks;
    auto const waiver = std::ranges::find(locks, "claim-settlement-and-suit-1", &Interlock::id);
    ASSERT_NE(waiver, locks.end());
    EXPECT_EQ(waiver->waives_there, usd_of(300'00));
    desk.today = claim::day(4);
    EXPECT_EQ(desk.run(buyer, claim::RejectOffer { 1 }), "ok");
    EXPECT_EQ(desk.run(buyer, claim::Escalate {}), "ok");
    EXPECT_EQ(desk.steps(),
        "open done; evidence done; negotiate done; escalate done; determination now programme; execution next");
    EXPECT_EQ(desk.run(officer, claim::Determine { claim::ruling_of(500'00) }), "ok");
    EXPECT_EQ(desk.steps(),
        "open done; evidence done; negotiate done; escalate done; determination done; execution now programme");
    EXPECT_EQ(desk.run(claim::platform, claim::Execute {}), "ok");
    EXPECT_EQ(
        desk.steps(), "open done; evidence done; negotiate done; escalate done; determination done; execution done");
}

} // namespace recourse::plan
