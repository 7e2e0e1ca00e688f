#include "core/matter/viewer.hpp"

#include "core/matter/desk_test.hpp"

#include <gmock/gmock.h>

namespace recourse::matter {

namespace {

bool allows(Desk const& desk, act::Actor const& actor, Act act, std::uint32_t number = 0)
{
    auto const allowed = view(desk.state, desk.context(actor)).allowed;
    return std::ranges::find(allowed, Allowed { act, number }) != allowed.end();
}

} // namespace

TEST(MatterViewer, who_sees_what)
{
    struct Line {
        act::Actor actor;
        bool sees;
        bool sees_when_auditors_are_let_in;
    };
    std::vector<Line> const lines {
        { buyer, true, true },
        { buyers_key, true, true },
        { counsel, true, true },
        { partner, true, true },
        { supplier, false, false },
        { supplier_counsel, false, false },
        { officer, false, false },
        { auditor, false, true },
        { inspector, false, false },
        { other_buyer, false, false },
        { { Role::counsel, stranger, { 9 } }, false, false },
        { { Role::counsel, {}, { 9 } }, false, false },
        { { Role::buyer, {}, { 9 } }, false, false },
        { { Role::carrier, stranger, {} }, false, false },
        { { Role::provider, {}, {} }, false, false },
        { platform, false, false },
        // The supplier's own role does not open it by the client's number.
        { { Role::supplier, client_party, { 9 } }, false, false },
    };
    Ready desk;
    desk.freeze();
    auto const event = desk.last.front();
    for (auto const& [actor, sees, later] : lines) {
        auto const seen = view(desk.state, desk.context(actor));
        EXPECT_EQ(seen.visible, sees) << word(actor.role);
        EXPECT_EQ(seen.matter.heads.size(), sees ? 1 : 0) << word(actor.role);
        EXPECT_EQ(seen.due.empty(), !sees);
        EXPECT_EQ(seen.figures.claim.is_zero(), !sees);
    }
    for (auto const role : { Role::supplier, Role::supplier_counsel, Role::officer, Role::auditor, Role::inspector,
             Role::carrier, Role::provider, Role::platform })
        EXPECT_FALSE(told(role, desk.state, event, desk.today)) << word(role);
    EXPECT_TRUE(told(Role::buyer, desk.state, event, desk.today));
    EXPECT_TRUE(told(Role::counsel, desk.state, event, desk.today));
    EXPECT_EQ(desk(counsel, LetAuditorIn { day("2026-06-10") }), "");
    for (auto const& [actor, sees, later] : lines)
        EXPECT_EQ(view(desk.state, desk.context(actor)).visible, later) << word(actor.role);
    EXPECT_TRUE(view(desk.state, desk.context(auditor)).allowed.empty());
    EXPECT_TRUE(told(Role::auditor, desk.state, event, desk.today));
    EXPECT_FALSE(told(Role::auditor, desk.state, event, day("2026-06-11")));
    desk.today = day("2026-06-11");
    EXPECT_FALSE(view(desk.state, desk.context(auditor)).visible);
    desk.today = day("2026-06-10");
    EXPECT_EQ(desk(buyer, LetAuditorIn { {} }), "");
    EXPECT_FALSE(view(desk.state, desk.context(auditor)).visible);
}

TEST(MatterViewer, is_told_what_it_may_do)
{
    Ready desk;
    EXPECT_TRUE(allows(desk, counsel, Act::check_conflict));
    EXPECT_FALSE(allows(desk, buyer, Act::check_conflict));
    EXPECT_TRUE(allows(desk, buyer, Act::change_head, 1));
    EXPECT_FALSE(allows(desk, buyer, Act::change_head, 2));
    EXPECT_TRUE(allows(desk, buyer, Act::withdraw_head, 1));
    EXPECT_FALSE(allows(desk, buyers_key, Act::withdraw_head, 1));
    EXPECT_TRUE(allows(desk, counsel, Act::file));
    EXPECT_TRUE(allows(desk, counsel, Act::close));
    EXPECT_FALSE(allows(desk, counsel, Act::reopen));
    EXPECT_FALSE(allows(desk, counsel, Act::recount));
    EXPECT_FALSE(allows(desk, counsel, Act::lift_measure, 1));
    desk.freeze();
    EXPECT_TRUE(allows(desk, counsel, Act::lift_measure, 1));
    EXPECT_TRUE(allows(desk, counsel, Act::apply_renewal, 2));
    EXPECT_FALSE(allows(desk, counsel, Act::record_ruling, 1)); // it was ruled
    EXPECT_FALSE(allows(desk, counsel, Act::close)); // it would leave a freeze behind
    EXPECT_EQ(desk(buyer, MakeOffer { { false, usd(1'000), true, false, day("2026-06-10"), "" } }), "");
    EXPECT_TRUE(allows(desk, buyer, Act::accept_offer, 1));
    EXPECT_FALSE(allows(desk, buyers_key, Act::accept_offer, 1));
    EXPECT_EQ(desk(buyer, MakePaper { { PaperKind::complaint, PaperLanguage::zh, sha256("c"), "Complaint", {} } }), "");
    EXPECT_TRUE(allows(desk, counsel, Act::approve_paper, 1));
    EXPECT_FALSE(allows(desk, buyer, Act::approve_paper, 1));
    EXPECT_FALSE(allows(desk, counsel, Act::send_paper, 1));
    EXPECT_EQ(desk(counsel, ApprovePaper { 1, sha256("c") }), "");
    EXPECT_TRUE(allows(desk, buyer, Act::send_paper, 1));
    EXPECT_EQ(desk(buyer, RecordReceipt { receipt_of(Route::voluntary, 100), false }), "");
    EXPECT_EQ(desk(counsel, ProposeDistribution { { { ShareKind::client, usd(100), "the client" } } }), "");
    EXPECT_TRUE(allows(desk, buyer, Act::answer_distribution, 1));
    EXPECT_TRUE(allows(desk, counsel, Act::answer_distribution, 1)); // to take it back
    desk.today = day("2026-06-11");
    EXPECT_FALSE(allows(desk, buyer, Act::accept_offer, 1)); // it has lapsed
}

TEST(MatterViewer, days_stand_in_order_with_their_status)
{
    Ready desk;
    limitation::Footing footing;
    footing.known_on = day("2023-06-08");
    EXPECT_EQ(desk(buyer, StateFooting { footing }), "");
    desk.freeze();
    auto const due = view(desk.state, desk.context(buyer)).due;
    ASSERT_GE(due.size(), 4);
    EXPECT_EQ(due[0], (DueDay { "preservation-review", 1, day("2026-06-01"), limitation::Status::today, false }));
    EXPECT_EQ(due[1].word, "file-after-preservation");
    EXPECT_EQ(due[1].status, limitation::Status::later);
    EXPECT_TRUE(std::ranges::is_sorted(due, {}, &DueDay::due));
    EXPECT_THAT(view(desk.state, desk.context(buyer)).cautions, testing::Contains(Caution::law_open));
    // The law is open: both periods are there.
    EXPECT_EQ(std::ranges::count(due, "limitation", &DueDay::word), 2);
}

} // namespace recourse::matter
