#include "core/edition/edition.hpp"

#include <gtest/gtest.h>

namespace recourse::edition {

namespace {

using act::Role;

Date day(int of_month)
{
    return Date::of(2026, 12, of_month);
}

Digest const book_digest = sha256(std::string_view { "the book" });

Book book()
{
    return { book_digest, "acme", "2027-01-01", day(10), true, false, {}, "text", { "strict", "text" } };
}

act::Actor officer(std::uint64_t person)
{
    return { Role::officer, {}, { person } };
}

/// What becomes of commands on one edition: the code of the refusal, or "".
struct Desk {
    State state;
    std::optional<Book> kept = book();
    Date today = day(1);

    std::string operator()(Command const& command, act::Actor const& actor = officer(1))
    {
        auto const decision = decide(state, command, { actor, { {}, today }, kept ? &*kept : nullptr });
        if (!decision)
            return std::string { decision.error().kind->code };
        for (auto const& event : *decision)
            evolve(state, event);
        return {};
    }
};

Propose propose(Date from = day(15))
{
    return { "acme", "2027-01-01", book_digest, from };
}

} // namespace

TEST(Edition, is_not_proposed_again_while_a_proposal_of_it_waits)
{
    Desk desk;
    desk.kept->waiting = { 6 };
    EXPECT_EQ(desk(propose()), "edition.waits");
    desk.kept->waiting = {};
    EXPECT_EQ(desk(propose()), "");
    desk.kept->waiting = { 6 };
    EXPECT_EQ(desk(Confirm { book_digest }, officer(2)), "");
}

TEST(Edition, two_officers_bring_it_into_force)
{
    Desk desk;
    EXPECT_EQ(desk(propose()), "");
    EXPECT_EQ(desk.state.phase, Phase::proposed);
    EXPECT_EQ(desk(Confirm { book_digest }, officer(2)), "");
    EXPECT_EQ(desk.state.phase, Phase::confirmed);
    EXPECT_EQ(desk.state.from, day(15));
    EXPECT_EQ(desk.state.proposed_by, officer(1));
    EXPECT_EQ(desk.state.confirmed_by, officer(2));
    EXPECT_EQ(desk(Confirm { book_digest }, officer(2)), "edition.confirmed");
    EXPECT_EQ(desk(Withdraw { "no" }), "edition.confirmed");
    EXPECT_EQ(desk(propose()), "edition.exists");
}

TEST(Edition, every_guard_of_a_proposal)
{
    auto const refused = [](auto const& change, Date from = day(15), act::Actor const& actor = officer(1)) {
        Desk desk;
        change(desk);
        return desk(propose(from), actor);
    };
    auto const nothing = [](Desk&) { };
    EXPECT_EQ(refused(nothing, day(15), { Role::auditor, {}, { 1 } }), "edition.wrong_role");
    EXPECT_EQ(refused(nothing, day(15), { Role::officer, {}, {} }), "edition.not_a_person");
    EXPECT_EQ(refused([](Desk& desk) { desk.kept.reset(); }), "edition.unknown");
    EXPECT_EQ(refused([](Desk& desk) { desk.kept->digest = {}; }), "edition.unknown");
    EXPECT_EQ(refused([](Desk& desk) { desk.kept->edition = "2027-02-01"; }), "edition.unknown");
    EXPECT_EQ(refused([](Desk& desk) { desk.kept->programme = "other"; }), "edition.unknown");
    EXPECT_EQ(refused([](Desk& desk) { desk.kept->runs = false; }), "edition.not_run");
    EXPECT_EQ(refused([](Desk& desk) { desk.kept->in_force = true; }), "edition.in_force");
    EXPECT_EQ(refused([](Desk& desk) { desk.kept->reading = "loose"; }), "edition.no_reading");
    // Today and every day before it are over; the day of the book itself is the first that can be.
    EXPECT_EQ(refused([](Desk& desk) { desk.today = day(15); }), "edition.too_early");
    EXPECT_EQ(refused([](Desk& desk) { desk.today = day(14); }), "");
    EXPECT_EQ(refused(nothing, day(9)), "edition.before_own");
    EXPECT_EQ(refused(nothing, day(10)), "");
    EXPECT_EQ(refused([](Desk& desk) { desk.kept->from.reset(); }, day(2)), "");
}

TEST(Edition, the_second_person_is_another_and_looks_at_the_same_book_in_time)
{
    Desk desk;
    EXPECT_EQ(desk(Confirm { book_digest }), "edition.not_found");
    EXPECT_EQ(desk(Withdraw { "no" }), "edition.not_found");
    EXPECT_EQ(desk(propose()), "");
    EXPECT_EQ(desk(Confirm { book_digest }), "edition.same_person");
    EXPECT_EQ(desk(Confirm { book_digest }, { Role::officer, {}, {} }), "edition.not_a_person");
    EXPECT_EQ(desk(Confirm { book_digest }, { Role::supplier, { 3 }, { 2 } }), "edition.wrong_role");
    EXPECT_EQ(desk(Confirm { Digest {} }, officer(2)), "edition.other_book");
    desk.kept->in_force = true; // another proposal of the same edition was quicker
    EXPECT_EQ(desk(Confirm { book_digest }, officer(2)), "edition.in_force");
    desk.kept.reset();
    EXPECT_EQ(desk(Confirm { book_digest }, officer(2)), "edition.unknown");
    desk.kept = book();
    desk.today = day(15); // the proposal waited too long
    EXPECT_EQ(desk(Confirm { book_digest }, officer(2)), "edition.too_early");
    EXPECT_EQ(desk(Withdraw { "too late" }), "");
    EXPECT_EQ(desk.state.reason, "too late");
    EXPECT_EQ(desk(Withdraw { "again" }), "edition.withdrawn");
    EXPECT_EQ(desk(Confirm { book_digest }, officer(2)), "edition.withdrawn");
}

} // namespace recourse::edition
