#include "core/standing/desk_test.hpp"

// Accounts that belong together: what a link carries over, from which end, and how it is undone.

namespace recourse::standing {

TEST(Standing, a_person_confirms_a_link_and_what_stands_against_the_other_account_comes_over)
{
    Desk old;
    old.whose = twin;
    ASSERT_EQ(old.runs(GivePoints { "forged-evidence", Cure::late, { 3 } }), "ok"); // restricted
    ASSERT_EQ(old.runs(GivePoints { "late-shipping", Cure::late, { 4 } }), "ok");
    ASSERT_EQ(old.officer(Blacklist { "swindler", "list-1" }), "ok");

    Desk desk;
    desk.other = old.state;
    ASSERT_EQ(desk.runs(forged), "ok"); // 12 of its own: restricted
    std::vector<std::string> const reasons { "same telephone" };
    EXPECT_EQ(desk.runs(ProposeLink { supplier, reasons }), "standing.same_party");
    EXPECT_EQ(desk.runs(ProposeLink { twin, {} }), "standing.no_reason");
    EXPECT_EQ(desk.officer(ConfirmLink { twin, "the same director" }), "standing.no_link");
    EXPECT_EQ(desk.runs(ProposeLink { twin, reasons }), "ok");
    EXPECT_EQ(desk.runs(ProposeLink { twin, reasons }), "already so");
    EXPECT_EQ(points(desk.state, desk.today), 12u); // a proposal does nothing
    EXPECT_EQ(desk.sells(Appeal { { Subject::link, 1 }, "x" }), "standing.nothing_to_appeal");
    EXPECT_EQ(desk.runs(ConfirmLink { twin, "the same director" }), "standing.needs_person");
    EXPECT_EQ(desk.officer(ConfirmLink { twin, "the same director" }), "ok");
    EXPECT_EQ(desk.officer(ConfirmLink { twin, "the same director" }), "already so");
    EXPECT_EQ(desk.officer(RejectLink { twin, "no" }), "standing.link_confirmed");
    EXPECT_EQ(points(desk.state, desk.today), 26u);
    EXPECT_EQ(desk.measures(), "restricted; restricted; restricted"); // its own, the other's, and that of 24 points
    EXPECT_TRUE(badge(desk.state, &desk.rules, desk.today).blacklisted);
    EXPECT_EQ(desk.sells(Appeal { { Subject::points, 2 }, "not mine" }), "standing.carried");
    EXPECT_EQ(desk.sells(Appeal { { Subject::blacklisting, 1 }, "not mine" }), "standing.carried");

    ASSERT_EQ(desk.sells(Appeal { { Subject::link, 1 }, "another company" }), "ok");
    EXPECT_EQ(desk.officer(DecideAppeal { 1, true, "indeed" }, anna), "standing.same_person");
    EXPECT_EQ(desk.officer(DecideAppeal { 1, true, "indeed" }, boris), "ok");
    EXPECT_EQ(points(desk.state, desk.today), 12u);
    EXPECT_EQ(desk.measures(), "restricted");
    EXPECT_FALSE(badge(desk.state, &desk.rules, desk.today).blacklisted);
}

TEST(Standing, what_came_over_one_link_does_not_go_over_the_next)
{
    Desk first, second;
    first.whose = twin;
    ASSERT_EQ(first.runs(GivePoints { "late-shipping", Cure::late, { 3 } }), "ok");
    second.other = first.state;
    ASSERT_EQ(second.runs(ProposeLink { twin, { "same bank" } }), "ok");
    ASSERT_EQ(second.officer(ConfirmLink { twin, "yes" }), "ok");
    EXPECT_EQ(points(second.state, second.today), 2u);
    // And back: nothing of its own returns to it.
    first.other = second.state;
    ASSERT_EQ(first.runs(ProposeLink { supplier, { "same bank" } }), "ok");
    ASSERT_EQ(first.officer(ConfirmLink { supplier, "yes" }), "ok");
    EXPECT_EQ(points(first.state, first.today), 2u);
}

TEST(Standing, a_measure_that_came_over_is_not_taken_once_more_for_the_points)
{
    Desk old;
    old.whose = twin;
    ASSERT_EQ(old.runs(GivePoints { "not-delivered", Cure::never, { 3 } }), "ok");
    ASSERT_EQ(old.officer(ConfirmMeasure { 1, "nothing came" }), "ok");
    ASSERT_EQ(old.measures(), "membership ended");
    Desk desk;
    desk.other = old.state;
    ASSERT_EQ(desk.runs(ProposeLink { twin, { "same bank" } }), "ok");
    ASSERT_EQ(desk.officer(ConfirmLink { twin, "yes" }), "ok");
    EXPECT_EQ(points(desk.state, desk.today), 48u);
    EXPECT_EQ(desk.measures(), "membership ended");
    EXPECT_TRUE(desk.state.proposals.empty());
}

TEST(Standing, a_link_is_confirmed_and_undone_at_both_ends)
{
    Desk bad, fresh; // the link is confirmed in the account that things stand against
    bad.whose = twin;
    ASSERT_EQ(bad.runs(GivePoints { "not-delivered", Cure::never, { 3 } }), "ok");
    ASSERT_EQ(bad.officer(ConfirmMeasure { 1, "nothing came" }), "ok");
    ASSERT_EQ(bad.officer(Blacklist { "swindler", "list-1" }), "ok");
    ASSERT_EQ(fresh.runs(GivePoints { "late-shipping", Cure::late, { 4 } }), "ok");

    auto const act = [&](Id<Person> who, Command const& command) {
        auto const before = bad.state;
        Context const context { { act::Role::officer, {}, who }, { {}, bad.today }, bad.rules, twin, &fresh.state };
        auto const events = decide(before, command, context);
        ASSERT_TRUE(events.has_value()) << events.error().kind->code;
        auto const there = at_the_other_end(before, *events, context);
        auto const was = fresh.state;
        for (auto const& event : *events)
            evolve(bad.state, event);
        for (auto const& event : there)
            evolve(fresh.state, event);
        EXPECT_EQ(broken_invariant(before, bad.state, *events), "");
        EXPECT_EQ(broken_invariant(was, fresh.state, there), "");
    };
    act(boris, ProposeLink { supplier, { "same bank" } });
    EXPECT_TRUE(fresh.state.links.empty()) << "a proposal does nothing";
    act(anna, ConfirmLink { supplier, "yes" });
    EXPECT_EQ(points(bad.state, bad.today), 50u);
    EXPECT_EQ(points(fresh.state, fresh.today), 50u);
    EXPECT_EQ(bad.measures(), "membership ended");
    EXPECT_EQ(fresh.measures(), "membership ended");
    EXPECT_TRUE(badge(fresh.state, &fresh.rules, fresh.today).blacklisted);
    EXPECT_EQ(find_link(fresh.state, twin)->phase, Link::Phase::confirmed);
    EXPECT_EQ(find_link(fresh.state, twin)->reasons, std::vector<std::string> { "same bank" });

    // Whoever confirms it at the other end too changes nothing.
    fresh.other = bad.state;
    EXPECT_EQ(fresh.officer(ProposeLink { twin, { "same bank" } }), "already so");
    EXPECT_EQ(fresh.officer(ConfirmLink { twin, "yes" }), "already so");

    ASSERT_EQ(bad.sells(Appeal { { Subject::link, 1 }, "another company" }), "ok");
    EXPECT_EQ(linked_to(bad.state, DecideAppeal { 1, true, "indeed" }), supplier);
    act(boris, DecideAppeal { 1, true, "indeed" });
    EXPECT_EQ(points(bad.state, bad.today), 48u);
    EXPECT_EQ(points(fresh.state, fresh.today), 2u);
    EXPECT_EQ(fresh.measures(), "");
    EXPECT_FALSE(badge(fresh.state, &fresh.rules, fresh.today).blacklisted);
    EXPECT_TRUE(badge(bad.state, &bad.rules, bad.today).blacklisted);
    EXPECT_EQ(find_link(fresh.state, twin)->phase, Link::Phase::undone);
}

// An officer once ended a company's membership alone, through a link to one that she had given points herself.
TEST(Standing, another_officer_than_who_proposed_a_link_confirms_it)
{
    Desk desk;
    ASSERT_EQ(desk.officer(ProposeLink { twin, { "same bank" } }, anna), "ok");
    EXPECT_EQ(desk.officer(ConfirmLink { twin, "yes" }, anna), "standing.same_person");
    // Nor one who let her in again, or whom she did.
    Context context { { act::Role::officer, {}, boris }, { {}, desk.today }, desk.rules, supplier, &desk.other };
    context.behind = { {}, { { anna, Instant { 1 } } } };
    auto const apart = decide(desk.state, ConfirmLink { twin, "yes" }, context);
    ASSERT_FALSE(apart.has_value());
    EXPECT_EQ(apart.error().kind->code, "four_eyes.let_in_again");
    EXPECT_EQ(desk.officer(RejectLink { twin, "a shared office" }, anna), "ok"); // this harms nobody
    ASSERT_EQ(desk.officer(ProposeLink { twin, { "same director" } }, anna), "ok");
    EXPECT_EQ(desk.officer(ConfirmLink { twin, "yes" }, boris), "ok");
}

TEST(Standing, what_the_pool_wants_back_of_a_linked_account_takes_of_what_is_free)
{
    Desk desk;
    desk.limited(20'000'00);
    ASSERT_EQ(desk.runs(ReserveLimit { { 1 }, usd_of(4'000'00) }), "ok");
    auto const free = [&](Money wanted) { return badge(desk.state, &desk.rules, desk.today, wanted).free; };
    EXPECT_EQ(free({}), usd_of(16'000'00));
    EXPECT_EQ(free(usd_of(15'000'00)), usd_of(1'000'00));
    EXPECT_EQ(free(usd_of(90'000'00)), usd_of(0));
    desk.wanted_of_linked = usd_of(15'000'00);
    ASSERT_EQ(desk.runs(ReserveLimit { { 2 }, usd_of(4'000'00) }), "ok");
    EXPECT_EQ(find_reservation(desk.state, { 2 })->amount, usd_of(1'000'00));
    EXPECT_EQ(find_reservation(desk.state, { 1 })->amount, usd_of(4'000'00)) << "what was promised stays";
}

TEST(Standing, only_a_confirmed_link_counts)
{
    Desk desk;
    ASSERT_EQ(desk.runs(ProposeLink { twin, { "same bank" } }), "ok");
    EXPECT_TRUE(linked(desk.state).empty());
    ASSERT_EQ(desk.officer(ConfirmLink { twin, "yes" }), "ok");
    EXPECT_EQ(linked(desk.state), std::vector { twin });
    ASSERT_EQ(desk.sells(Appeal { { Subject::link, 1 }, "another company" }), "ok");
    ASSERT_EQ(desk.officer(DecideAppeal { 1, true, "indeed" }, boris), "ok");
    EXPECT_TRUE(linked(desk.state).empty());
}

TEST(Standing, a_rejected_link_comes_back_only_with_a_new_reason)
{
    Desk desk;
    ASSERT_EQ(desk.runs(ProposeLink { twin, { "same telephone" } }), "ok");
    EXPECT_EQ(desk.officer(RejectLink { stranger, "x" }), "standing.no_link");
    EXPECT_EQ(desk.officer(RejectLink { twin, "a shared office" }), "ok");
    EXPECT_EQ(desk.officer(RejectLink { twin, "a shared office" }), "already so");
    EXPECT_EQ(desk.officer(ConfirmLink { twin, "yes" }), "standing.link_rejected");
    EXPECT_EQ(desk.runs(ProposeLink { twin, { "same telephone" } }), "standing.link_rejected");
    EXPECT_EQ(desk.runs(ProposeLink { twin, { "same telephone", "same bank account" } }), "ok");
    EXPECT_EQ(desk.officer(ConfirmLink { twin, "yes" }), "ok");
}

} // namespace recourse::standing
