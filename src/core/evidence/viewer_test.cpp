#include "core/evidence/viewer.hpp"

#include "core/evidence/desk_test.hpp"

namespace recourse::evidence {

namespace {

bool allows(
    Desk const& desk, act::Actor const& actor, Act act, std::string const& id = {}, std::string const& name = {})
{
    auto const allowed = desk.view_of(actor).allowed;
    return std::ranges::find(allowed, Allowed { act, id, name }) != allowed.end();
}

} // namespace

TEST(DossierViewer, is_told_what_it_may_do)
{
    Desk desk;
    EXPECT_FALSE(desk.view_of(buyer).visible);
    desk.open();
    EXPECT_TRUE(allows(desk, buyer, Act::add_exhibit, "", "buyer-and-counsel"));
    EXPECT_FALSE(allows(desk, buyer, Act::add_exhibit, "", "supplier-and-counsel"));
    EXPECT_FALSE(allows(desk, buyer, Act::number, "", "shared")); // there is none to number
    EXPECT_FALSE(allows(desk, buyer, Act::place_hold, "", "shared"));
    EXPECT_TRUE(allows(desk, counsel, Act::place_hold, "", "shared"));
    auto const e = desk.exhibit(buyer, shared, "e"), b = desk.exhibit(buyer, own, "b");
    EXPECT_TRUE(allows(desk, buyer, Act::number, "", "shared"));
    EXPECT_FALSE(allows(desk, supplier, Act::number, "", "shared"));
    EXPECT_TRUE(allows(desk, officer, Act::number, "", "shared"));
    EXPECT_TRUE(allows(desk, buyer, Act::withdraw_exhibit, to_string(e)));
    EXPECT_FALSE(allows(desk, supplier, Act::withdraw_exhibit, to_string(e)));
    EXPECT_TRUE(allows(desk, supplier, Act::view_original, to_string(e)));
    EXPECT_TRUE(desk.view_of(auditor).allowed.empty());
    auto const digest = to_string(sha256("e"));
    EXPECT_FALSE(allows(desk, officer, Act::propose_erasure, digest)); // the order still runs
    desk.order.over_on = day(10);
    desk.today = day(10).plus_years(3).plus_days(1);
    EXPECT_TRUE(allows(desk, officer, Act::propose_erasure, digest));
    EXPECT_FALSE(allows(desk, officer, Act::propose_erasure, to_string(sha256("b"))));
    EXPECT_EQ(desk(officer, ProposeErasure { sha256("e"), "r", "o" }), "");
    EXPECT_FALSE(allows(desk, officer, Act::confirm_erasure, digest));
    EXPECT_TRUE(allows(desk, second, Act::confirm_erasure, digest));
    EXPECT_TRUE(allows(desk, officer, Act::decline_erasure, digest));
    for (auto const& one : desk.view_of(supplier).allowed)
        EXPECT_NE(one.id, to_string(b));
}

TEST(DossierViewer, everybody_sees_what_is_his)
{
    Desk desk;
    desk.open();
    desk.exhibit(buyer, shared, "e");
    desk.exhibit(counsel, own, "b");
    desk.exhibit(supplier, theirs, "s");
    desk.exhibit(officer, caucus, "g");
    auto const count = [&](act::Actor const& actor) { return seen(desk.state, actor).exhibits.size(); };
    for (auto const& actor : { buyer, counsel, supplier, supplier_counsel, officer, auditor })
        EXPECT_EQ(count(actor), 2) << word(actor.role);
    for (auto const& actor : { inspector, act::Actor { Role::buyer, stranger, {} },
             act::Actor { Role::supplier, buyer_party, {} }, act::Actor { Role::counsel, {}, {} },
             act::Actor { Role::carrier, stranger, {} }, act::Actor { Role::provider, {}, {} } }) {
        EXPECT_FALSE(seen(desk.state, actor).visible) << word(actor.role);
        EXPECT_EQ(count(actor), 0) << word(actor.role);
    }
}

TEST(DossierViewer, a_redacted_copy_does_not_name_its_original)
{
    Desk desk;
    desk.open();
    auto const open = desk.exhibit(buyer, shared, "open"), closed = desk.exhibit(buyer, own, "closed");
    EXPECT_EQ(
        desk(buyer,
            AddExhibit { shared, exhibit_of("copy"), Derived { Derivation::redacted, { open, closed }, "", "" } }),
        "");
    EXPECT_EQ(seen(desk.state, buyer).exhibits.back().derived->from.size(), 2);
    EXPECT_EQ(seen(desk.state, supplier).exhibits.back().derived->from, std::vector { open });
    auto const told_of = told(Role::supplier, desk.state, desk.last.front());
    ASSERT_TRUE(told_of);
    EXPECT_EQ(std::get<events::ExhibitAdded>(*told_of).derived->from, std::vector { open });
}

TEST(DossierViewer, the_programme_knows_of_every_hold_but_not_of_what_lies_under_it)
{
    Desk desk;
    desk.open();
    auto const e = desk.exhibit(buyer, shared, "e"), b = desk.exhibit(buyer, own, "b");
    EXPECT_EQ(desk(counsel, PlaceHold { own, { "O", "", {}, { e, b } } }), "");
    auto const placed = desk.last.front();
    EXPECT_EQ(seen(desk.state, counsel).holds.front().hold.exhibits.size(), 2);
    EXPECT_EQ(seen(desk.state, auditor).holds.front().hold.exhibits, std::vector { e });
    EXPECT_TRUE(seen(desk.state, supplier).holds.empty());
    EXPECT_FALSE(told(Role::supplier, desk.state, placed));
    EXPECT_EQ(std::get<events::HoldPlaced>(*told(Role::officer, desk.state, placed)).hold.exhibits, std::vector { e });
}

} // namespace recourse::evidence
