#include "core/claim/desk_test.hpp"

namespace recourse::claim {

namespace {

using act::Role;

std::vector<std::uint32_t> exhibits(Desk& desk, act::Actor const& who)
{
    std::vector<std::uint32_t> numbers;
    for (auto const* one : view(desk.state(), desk.context(who)).exhibits)
        numbers.push_back(one->number);
    return numbers;
}

bool allows(Desk& desk, act::Actor const& who, Allowed const& what)
{
    auto const seen = view(desk.state(), desk.context(who));
    return std::ranges::find(seen.allowed, what) != seen.allowed.end();
}

std::vector<Role> turn(Desk& desk)
{
    return view(desk.state(), desk.context(officer)).turn;
}

} // namespace

TEST(Viewer, sees_the_exhibits_of_its_compartments)
{
    Desk desk;
    desk.shipped();
    run(desk,
        {
            { 0, buyer, opening(), "ok" },
            { 0, buyer, OrderInspection { party_of_inspector, "SGS", usd_of(30'00), Role::buyer }, "ok" },
            { 0, buyer, AddExhibit { exhibit_of("1"), "" }, "ok" },
            { 0, counsel, AddExhibit { exhibit_of("2", ExhibitKind::other, Compartment::buyer_and_counsel), "" },
                "ok" },
            { 0, supplier, AddExhibit { exhibit_of("3", ExhibitKind::other, Compartment::supplier_and_counsel), "" },
                "ok" },
            { 0, officer, AddExhibit { exhibit_of("4", ExhibitKind::other, Compartment::officer), "" }, "ok" },
            { 0, supplier, MakeOffer { offer_of(100'00), {} }, "ok" },
        });
    using Numbers = std::vector<std::uint32_t>;
    auto other_buyer = buyer;
    other_buyer.party = stranger;
    EXPECT_EQ(exhibits(desk, buyer), (Numbers { 1, 2 }));
    EXPECT_EQ(exhibits(desk, counsel), (Numbers { 1, 2 }));
    EXPECT_EQ(exhibits(desk, supplier), (Numbers { 1, 3 }));
    EXPECT_EQ(exhibits(desk, supplier_counsel), (Numbers { 1, 3 }));
    EXPECT_EQ(exhibits(desk, officer), (Numbers { 1, 4 }));
    EXPECT_EQ(exhibits(desk, auditor), (Numbers { 1, 4 }));
    EXPECT_EQ(exhibits(desk, inspector), (Numbers { 1 }));
    EXPECT_EQ(exhibits(desk, other_buyer), (Numbers {}));
    EXPECT_FALSE(view(desk.state(), desk.context(other_buyer)).visible);
    EXPECT_EQ(view(desk.state(), desk.context(buyer)).offers.size(), 1);
    EXPECT_TRUE(view(desk.state(), desk.context(inspector)).offers.empty());
    EXPECT_TRUE(view(desk.state(), desk.context(auditor)).allowed.empty());
}

TEST(Viewer, is_told_whose_turn_it_is_and_what_it_may_do)
{
    using Turn = std::vector<Role>;
    Desk desk;
    desk.rules.four_eyes = usd_of(100'00);
    desk.rules.review_wait = 1;
    desk.shipped();
    EXPECT_TRUE(allows(desk, buyer, { Act::open, 0, "" }));
    EXPECT_FALSE(allows(desk, supplier, { Act::open, 0, "" }));
    run(desk, { { 0, buyer, opening(), "ok" } });
    EXPECT_EQ(turn(desk), (Turn { Role::supplier }));
    EXPECT_TRUE(allows(desk, supplier, { Act::answer, 0, "accepts" }));
    EXPECT_FALSE(allows(desk, buyer, { Act::escalate, 0, "" }));
    run(desk, { { 1, supplier, MakeOffer { offer_of(50'00), {} }, "ok" } });
    EXPECT_EQ(turn(desk), (Turn { Role::buyer }));
    EXPECT_TRUE(allows(desk, buyer, { Act::accept_offer, 1, "" }));
    EXPECT_TRUE(allows(desk, supplier, { Act::withdraw_offer, 1, "" }));
    run(desk, { { 4, buyer, RejectOffer { 1 }, "ok" } });
    EXPECT_TRUE(allows(desk, buyer, { Act::escalate, 0, "" }));
    run(desk,
        {
            { 4, buyer, Escalate {}, "ok" },
            { 4, officer, Determine { ruling_of(500'00) }, "ok" },
        });
    EXPECT_EQ(turn(desk), (Turn { Role::officer }));
    EXPECT_FALSE(allows(desk, officer, { Act::confirm_determination, 1, "" }));
    EXPECT_TRUE(allows(desk, second, { Act::confirm_determination, 1, "" }));
    EXPECT_EQ(view(desk.state(), desk.context(buyer)).draft, nullptr);
    EXPECT_NE(view(desk.state(), desk.context(second)).draft, nullptr);
    run(desk, { { 4, second, ConfirmDetermination { 1 }, "ok" } });
    EXPECT_EQ(turn(desk), (Turn { Role::platform }));
    EXPECT_TRUE(allows(desk, supplier, { Act::request_review, 0, "" }));
    EXPECT_FALSE(allows(desk, platform, { Act::execute, 0, "" }));
    run(desk, { { 5, platform, Execute {}, "ok" } });
    EXPECT_EQ(turn(desk), (Turn {}));
}

TEST(Viewer, is_not_offered_what_no_value_could_bring_through)
{
    Desk kind; // goods instead of money are agreed by an offer, not by a plain yes
    kind.shipped();
    run(kind, { { 0, buyer, opening(500'00, Remedy::replacement), "ok" } });
    EXPECT_FALSE(allows(kind, supplier, { Act::answer, 0, "accepts" }));
    EXPECT_TRUE(allows(kind, supplier, { Act::answer, 0, "contests" }));

    Desk less; // a draft of more than is claimed once a chargeback has brought some of it back
    less.rules.chargeback = ChargebackEffect::deducts;
    less.rules.four_eyes = usd_of(100'00);
    less.shipped();
    run(less,
        {
            { 0, buyer, opening(), "ok" },
            { 4, buyer, Escalate {}, "ok" },
            { 4, officer, Determine { ruling_of(500'00) }, "ok" },
        });
    EXPECT_TRUE(allows(less, second, { Act::confirm_determination, 1, "" }));
    ASSERT_EQ(less.run_order(provider, order::ReversePayment { "R1", usd_of(350'00), "chargeback" }), "ok");
    run(less, { { 4, platform, NoteChargeback {}, "ok" } });
    EXPECT_EQ(less.run(second, ConfirmDetermination { 1 }), "claim.exceeds_claim");
    EXPECT_FALSE(allows(less, second, { Act::confirm_determination, 1, "" }));
    EXPECT_TRUE(allows(less, officer, { Act::withdraw_determination, 1, "" }));
}

TEST(Viewer, is_told_what_is_due_by_when_and_by_which_rule)
{
    Desk desk;
    desk.rules.asked = { { "photos", Role::buyer, ExhibitKind::photo, Need::required, Date::from_days(3), "" } };
    desk.shipped();
    run(desk, { { 0, buyer, opening(), "ok" } });
    std::vector<std::string> seen;
    for (auto const& one : view(desk.state(), desk.context(buyer)).due)
        seen.push_back(fmt::format("{} {} {} {}{}", to_string(one.day), one.rule, one.what, word(one.who),
            one.not_before ? " not before" : ""));
    std::vector<std::string> const expected { "2026-03-05 photos evidence buyer",
        "2026-03-06 escalate escalate buyer not before", "2026-03-07 silent-supplier refund supplier",
        "2026-03-09 automatic escalate platform" };
    EXPECT_EQ(seen, expected);
    EXPECT_EQ(wakes(desk.state()).size(), 2);
    EXPECT_EQ(wakes(desk.state()).front().on, day(8)); // the day after the last
}

} // namespace recourse::claim
