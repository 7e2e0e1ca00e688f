#include "core/claim/desk_test.hpp"

// Goods that go back, goods that come instead of money, and what happens when one side stands still.

namespace recourse::claim {

namespace {

using act::Role;

/// The supplier accepts a claim for goods that go back, and no rule of the book gives them a day.
void begin_return(Desk& desk)
{
    desk.rules.return_clocks = false;
    desk.shipped();
    run(desk,
        {
            { 0, buyer, opening(500'00, Remedy::return_and_refund), "ok" },
            { 1, supplier, Answer { Stance::accepts, "" }, "ok" },
        });
    EXPECT_EQ(desk.state().phase, Phase::returning);
}

/// The parties agree on new goods for the old ones, and on that sum.
void begin_replacement(Desk& desk, std::int64_t amount, bool goods_go_back)
{
    desk.rules.return_clocks = false;
    desk.shipped();
    run(desk,
        {
            { 0, buyer, opening(500'00, Remedy::replacement), "ok" },
            { 0, supplier, MakeOffer { { usd_of(amount), Remedy::replacement, false, goods_go_back, day(9) }, {} },
                "ok" },
            { 1, buyer, AcceptOffer { 1, usd_of(500'00 - amount) }, "ok" },
        });
}

EndLeg ends(LegOutcome outcome)
{
    return { outcome, "as the carrier's record shows" };
}

std::vector<std::string> due(Desk& desk)
{
    std::vector<std::string> told;
    for (auto const& one : view(desk.state(), desk.context(officer)).due)
        told.push_back(fmt::format("{} {} {} {}{}", to_string(one.day), one.rule, one.what, word(one.who),
            one.not_before ? " not before" : ""));
    return told;
}

std::vector<std::string> endings_offered(Desk& desk, act::Actor const& who)
{
    std::vector<std::string> told;
    for (auto const& one : view(desk.state(), desk.context(who)).allowed) {
        if (one.act == Act::end_leg)
            told.push_back(one.name);
    }
    return told;
}

using Words = std::vector<std::string>;

} // namespace

TEST(Legs, a_supplier_that_never_says_that_the_goods_came_does_not_keep_the_money)
{
    Desk desk;
    begin_return(desk);
    EXPECT_EQ(due(desk), Words { "2026-03-11 operator await_officer buyer" });
    run(desk,
        {
            { 2, buyer, ShipReturn { "BACK", {} }, "ok" },
            { 3, buyer, EndLeg {}, "claim.wrong_role" },
            { 3, platform, ends(LegOutcome::received), "claim.needs_person" },
            { 3, platform, PassTimer { "operator", day(10) }, "claim.timer_too_early" },
            { 10, officer, ends(LegOutcome::received), "claim.leg_too_early" },
        });
    EXPECT_EQ(due(desk), Words { "2026-03-12 operator await_officer supplier" });
    EXPECT_EQ(endings_offered(desk, officer), Words {});
    desk.today = day(11);
    EXPECT_EQ(due(desk), Words { "2026-03-13 operator end-leg officer not before" });
    EXPECT_EQ(view(desk.state(), desk.context(buyer)).turn, (std::vector { Role::supplier, Role::officer }));
    EXPECT_EQ(endings_offered(desk, officer), (Words { "received", "without-goods", "no-refund" }));
    EXPECT_EQ(endings_offered(desk, supplier), Words {});
    EXPECT_TRUE(wakes(desk.state()).empty()); // a person acts, no machine
    run(desk,
        {
            { 11, platform, PassTimer { "operator", day(10) }, "already so" },
            { 11, officer, EndLeg { LegOutcome::received, "" }, "claim.no_text" },
            { 11, officer, ends(LegOutcome::review), "claim.leg_outcome" },
            { 11, officer, ends(LegOutcome::received), "ok" },
            { 11, officer, ends(LegOutcome::received), "claim.no_open_leg" },
            { 11, supplier, ConfirmReturn {}, "already so" },
        });
    EXPECT_EQ(desk.state().leg_ended_by, Id<Person> { 11 });
    auto const follows = react(desk.state(), desk.claims[0].log.back(), desk.today);
    ASSERT_EQ(follows.size(), 1);
    EXPECT_EQ(desk.run(platform, follows.front()), "ok");
    EXPECT_EQ(desk.state().ending, Ending::settled);
    EXPECT_EQ(desk.state().paid, usd_of(500'00));
    EXPECT_FALSE(desk.order.frozen_by);
}

TEST(Legs, a_buyer_that_never_sends_the_goods_does_not_freeze_the_money)
{
    Desk desk;
    begin_return(desk);
    run(desk,
        {
            { 9, officer, ends(LegOutcome::no_refund), "claim.leg_too_early" },
            { 10, officer, ends(LegOutcome::received), "claim.not_sent_back" },
            { 10, officer, ends(LegOutcome::no_refund), "ok" },
        });
    EXPECT_EQ(desk.state().ending, Ending::not_returned);
    EXPECT_FALSE(desk.order.frozen_by);
    EXPECT_EQ(held(desk.order), usd_of(500'00));
    EXPECT_EQ(std::get<events::Closed>(desk.claims[0].log.back()).reason, "as the carrier's record shows");
    EXPECT_TRUE(react(desk.state(), desk.claims[0].log.back(), desk.today).empty());
}

TEST(Legs, an_officer_may_let_the_buyer_keep_the_goods)
{
    Desk desk;
    begin_return(desk);
    run(desk,
        {
            { 10, officer, ends(LegOutcome::without_goods), "ok" },
            { 10, platform, Execute {}, "ok" },
        });
    EXPECT_EQ(desk.state().ending, Ending::settled);
    EXPECT_EQ(desk.state().paid, usd_of(500'00));
}

TEST(Legs, what_was_determined_ends_in_the_same_way)
{
    Desk desk;
    desk.rules.return_clocks = false;
    desk.shipped();
    run(desk,
        {
            { 0, buyer, opening(500'00, Remedy::return_and_refund), "ok" },
            { 4, buyer, Escalate {}, "ok" },
            { 5, officer, Determine { ruling_of(500'00, "", Remedy::return_and_refund) }, "ok" },
            { 6, buyer, ShipReturn { "BACK", {} }, "ok" },
            { 15, supplier, RequestReview { "used wrongly", { exhibit_of("q") } }, "ok" },
            { 15, officer, ends(LegOutcome::received), "claim.review_pending" },
            { 15, second, RefuseReview { "it shows another pump" }, "ok" },
            { 15, officer, ends(LegOutcome::received), "ok" },
            { 15, platform, Execute {}, "ok" },
        });
    EXPECT_EQ(desk.state().ending, Ending::granted);
}

TEST(Legs, a_clock_of_the_book_is_left_to_its_end)
{
    Desk desk;
    desk.shipped();
    run(desk,
        {
            { 0, buyer, opening(500'00, Remedy::return_and_refund), "ok" },
            { 1, supplier, Answer { Stance::accepts, "" }, "ok" },
            { 15, officer, ends(LegOutcome::no_refund), "claim.leg_has_clock" },
            { 17, platform, PassTimer { "return-by", day(16) }, "ok" },
        });
    EXPECT_EQ(desk.refusal.rule, "return-by");
    EXPECT_EQ(desk.state().ending, Ending::not_returned);
}

TEST(Legs, the_buyer_may_keep_the_goods_until_it_has_sent_them)
{
    Desk desk;
    begin_return(desk);
    run(desk, { { 2, supplier, Withdraw { "" }, "claim.wrong_role" }, { 2, buyer, Withdraw { "I keep them" }, "ok" } });
    EXPECT_EQ(desk.state().ending, Ending::withdrawn);
    EXPECT_FALSE(desk.order.frozen_by);

    Desk sent;
    begin_return(sent);
    run(sent,
        {
            { 2, buyer, ShipReturn { "BACK", {} }, "ok" },
            { 2, buyer, Withdraw { "I keep them" }, "claim.not_talking" },
        });
}

TEST(Legs, a_late_return_is_taken_where_no_rule_gives_it_a_day)
{
    Desk desk;
    begin_return(desk);
    run(desk,
        {
            { 40, buyer, ShipReturn { "BACK", {} }, "ok" },
            { 41, supplier, ConfirmReturn {}, "ok" },
            { 41, platform, Execute {}, "ok" },
        });
    EXPECT_EQ(desk.state().paid, usd_of(500'00));
}

TEST(Legs, a_return_from_before_there_were_days_waits_for_an_officer_at_once)
{
    Desk desk;
    begin_return(desk);
    auto& state = desk.claims[0].state;
    state.clocks.clear(); // as a log of that time leaves it
    EXPECT_EQ(due(desk), Words { "2026-03-03 operator end-leg officer not before" });
    run(desk, { { 2, officer, ends(LegOutcome::without_goods), "ok" } });
}

TEST(Legs, goods_that_are_replaced_go_back_and_new_ones_come_before_it_is_over)
{
    for (std::int64_t const amount : { 0, 200'00 }) {
        Desk desk;
        begin_replacement(desk, amount, true);
        EXPECT_EQ(desk.state().phase, Phase::returning);
        EXPECT_TRUE(desk.order.frozen_by);
        run(desk,
            {
                { 1, platform, Execute {}, "claim.not_decided" },
                { 1, supplier, ShipReplacement { "NEW", {} }, "claim.not_replacing" },
                { 1, buyer, ConfirmReplacement {}, "claim.not_replacing" },
                { 2, buyer, ShipReturn { "BACK", {} }, "ok" },
                { 3, supplier, ConfirmReturn {}, "ok" },
            });
        EXPECT_EQ(desk.state().phase, Phase::replacing);
        EXPECT_EQ(due(desk), Words { "2026-03-13 operator await_officer supplier" });
        run(desk,
            {
                { 3, platform, Execute {}, "claim.not_decided" },
                { 4, buyer, ShipReplacement { "NEW", {} }, "claim.wrong_role" },
                { 4, supplier, ShipReplacement { "", {} }, "claim.no_text" },
                { 4, supplier, ShipReplacement { "NEW", {} }, "ok" },
                { 4, supplier, ShipReplacement { "NEW", {} }, "already so" },
                { 4, supplier, ShipReplacement { "OTHER", {} }, "claim.replaced_already" },
                { 5, supplier, ConfirmReplacement {}, "claim.wrong_role" },
                { 5, buyer, ConfirmReplacement {}, "ok" },
                { 5, buyer, ConfirmReplacement {}, "already so" },
                { 5, platform, Execute {}, "ok" },
            });
        EXPECT_EQ(desk.state().ending, Ending::settled);
        EXPECT_EQ(desk.state().paid, usd_of(amount));
        EXPECT_FALSE(desk.order.frozen_by);
    }
}

TEST(Legs, the_buyer_says_that_it_came_also_where_the_supplier_said_nothing)
{
    Desk desk;
    begin_replacement(desk, 0, false);
    EXPECT_EQ(desk.state().phase, Phase::replacing);
    run(desk, { { 2, buyer, ConfirmReplacement {}, "ok" }, { 2, platform, Execute {}, "ok" } });
    EXPECT_EQ(desk.state().ending, Ending::settled);
}

TEST(Legs, a_replacement_that_never_comes_brings_the_claim_before_the_programme_again)
{
    Desk desk;
    begin_replacement(desk, 0, false);
    run(desk,
        {
            { 9, officer, ends(LegOutcome::review), "claim.leg_too_early" },
            { 10, officer, ends(LegOutcome::received), "claim.replacement_not_sent" },
            { 10, officer, ends(LegOutcome::no_refund), "claim.leg_outcome" },
            { 10, officer, ends(LegOutcome::review), "ok" },
        });
    EXPECT_EQ(desk.state().phase, Phase::review);
    EXPECT_EQ(desk.state().offers.front().status, OfferStatus::lapsed); // nothing is given up any more
    EXPECT_FALSE(desk.state().due);
    run(desk, { { 11, officer, Determine { ruling_of(500'00) }, "ok" }, { 11, platform, Execute {}, "ok" } });
    EXPECT_EQ(desk.state().ending, Ending::granted);
    EXPECT_EQ(desk.state().paid, usd_of(500'00));
}

TEST(Legs, a_replacement_that_the_buyer_does_not_confirm_counts_as_received_by_an_officer_s_finding)
{
    Desk desk;
    begin_replacement(desk, 200'00, false);
    run(desk,
        {
            { 2, supplier, ShipReplacement { "NEW", sha256("proof") }, "ok" },
            { 11, officer, ends(LegOutcome::received), "ok" },
            { 11, platform, Execute {}, "ok" },
        });
    EXPECT_EQ(desk.state().ending, Ending::settled);
    EXPECT_EQ(desk.state().paid, usd_of(200'00));
}

TEST(Legs, a_clock_that_a_chargeback_stopped_is_told_as_stopped)
{
    Desk desk;
    begin_return(desk);
    ASSERT_EQ(desk.run_order(provider, order::ReversePayment { "R1", usd_of(1), "chargeback" }), "ok");
    run(desk,
        {
            { 2, platform, NoteChargeback {}, "ok" },
            { 100, officer, ends(LegOutcome::no_refund), "claim.suspended" },
            { 100, buyer, Withdraw { "" }, "claim.suspended" },
        });
    auto seen = view(desk.state(), desk.context(officer));
    EXPECT_TRUE(seen.due.empty());
    ASSERT_EQ(seen.stopped.size(), 1);
    run(desk, { { 100, officer, Resume {}, "ok" } });
    seen = view(desk.state(), desk.context(officer));
    EXPECT_TRUE(seen.stopped.empty());
    EXPECT_EQ(seen.due.size(), 1);
}

TEST(Legs, what_was_refunded_before_a_review_is_known)
{
    Desk desk;
    desk.shipped();
    run(desk,
        {
            { 0, buyer, opening(), "ok" },
            { 4, buyer, Escalate {}, "ok" },
            { 5, officer, Determine { ruling_of(100'00, "one piece leaks") }, "ok" },
            { 5, platform, Execute {}, "ok" },
        });
    EXPECT_FALSE(desk.state().refunded_before);
    run(desk,
        {
            { 6, buyer, RequestReview { "the lab says", { exhibit_of("lab", ExhibitKind::lab_report) } }, "ok" },
            { 6, second, AdmitReview { "a lab report" }, "ok" },
        });
    EXPECT_EQ(desk.state().refunded_before, usd_of(100'00));
}

TEST(Legs, whoever_decided_first_does_not_decide_the_review)
{
    auto const third = actor(Role::officer, 13);
    Desk desk;
    desk.rules.four_eyes = usd_of(300'00);
    desk.shipped();
    run(desk,
        {
            { 0, buyer, opening(), "ok" },
            { 4, buyer, Escalate {}, "ok" },
            { 5, officer, Determine { ruling_of(400'00, "four in five") }, "ok" },
            { 5, second, ConfirmDetermination { 1 }, "ok" },
            { 5, platform, Execute {}, "ok" },
            { 6, buyer, RequestReview { "the lab says", { exhibit_of("lab", ExhibitKind::lab_report) } }, "ok" },
            { 6, third, AdmitReview { "a lab report" }, "ok" },
            { 7, officer, Determine { ruling_of(500'00) }, "claim.decided_before" },
            { 7, second, Determine { ruling_of(500'00) }, "claim.decided_before" },
            { 7, third, Determine { ruling_of(500'00) }, "ok" },
            { 7, officer, ConfirmDetermination { 2 }, "claim.decided_before" },
            { 7, second, ConfirmDetermination { 2 }, "ok" },
            { 7, platform, Execute {}, "ok" },
        });
    EXPECT_EQ(desk.state().paid, usd_of(500'00));
}

TEST(Legs, an_inspector_stands_with_neither_side)
{
    Desk desk;
    desk.shipped();
    run(desk, { { 0, buyer, opening(), "ok" } });
    for (auto const named : { party_of_buyer, party_of_supplier, linked_party })
        EXPECT_EQ(desk.run(officer, OrderInspection { named, "SGS", usd_of(30'00), Role::buyer }),
            "claim.inspector_is_party");
    EXPECT_EQ(desk.run(officer, OrderInspection { party_of_inspector, "SGS", usd_of(30'00), Role::buyer }), "ok");
}

TEST(Legs, a_report_is_judged_by_what_was_agreed)
{
    using inspection::Aql;
    auto const digest = sha256("report");
    struct Case {
        Stated stated;
        std::string expected;
    };
    // A lot of 400 at level II: 50 are looked at; no critical defect, up to 3 major ones; minor ones are not judged.
    for (auto const& [stated, expected] :
        {
            Case { { 400, 50, 0, 3, 9, {}, {}, digest }, "ok" },
            Case { { 400, 50, 0, 3, 9, true, Ratio::whole(0), digest }, "ok" },
            Case { { 400, 50, 0, 3, 9, false, {}, digest }, "claim.report_contradicts" },
            Case { { 400, 50, 0, 50, 0, true, Ratio::whole(0), digest }, "claim.report_contradicts" },
            Case { { 400, 50, 0, 12, 0, {}, Ratio::percent(12), digest }, "claim.report_contradicts" },
            Case { { 400, 50, 0, 12, 0, false, Ratio::percent(24), digest }, "ok" },
            Case { { 400, 50, 0, 12, 0, {}, Ratio { 12, 50 }, digest }, "ok" },
            Case { { 400, 50, 0, 12, 0, {}, Ratio { 3, 2 }, digest }, "claim.share_out_of_range" },
            Case { { 400, 49, 0, 3, 0, {}, {}, digest }, "inspection.sample_too_small" },
            Case { { 400, 49, 0, 4, 0, {}, {}, digest }, "inspection.sample_too_small" }, // critical ones decide it not
            Case { { 400, 51, 0, 3, 0, {}, {}, digest }, "inspection.sample_without_plan" },
            Case { { 400, 50, 0, 51, 0, {}, {}, digest }, "inspection.units_exceed_sample" },
            Case { { 400, 20, 0, 3, 0, {}, {}, digest, 50, 50 }, "ok" },
            Case { { 300, 50, 0, 3, 0, {}, {}, digest }, "claim.lot_differs" },
            Case { { 400, 50, -1, 3, 0, {}, {}, digest }, "claim.report_does_not_add_up" },
            Case { { 400, 50, 0, 3, 0, {}, {}, digest, 0 }, "claim.report_does_not_add_up" },
            Case { { std::int64_t { 1 } << 40, 50, 0, 3, 0, {}, {}, digest }, "claim.lot_differs" },
            Case { { 400, 401, 0, 3, 0, {}, {}, digest }, "claim.report_does_not_add_up" },
        }) {
        Desk desk;
        desk.shipped(inspection::Acceptance { 400, inspection::Level::ii, Aql { 0 }, Aql { 2'500 }, std::nullopt });
        run(desk,
            {
                { 0, buyer, opening(), "ok" },
                { 0, officer, OrderInspection { party_of_inspector, "SGS", usd_of(30'00), Role::buyer }, "ok" },
                { 1, inspector, ReportInspection { stated }, expected },
            });
        if (expected != "ok")
            continue;
        auto const& report = *desk.state().inspection->report;
        ASSERT_TRUE(report.verdict);
        EXPECT_EQ(report.accepted, stated.major <= 3);
        EXPECT_EQ(report.share, stated.major <= 3 ? Ratio::whole(0) : Ratio::of(stated.major, 50));
    }
}

// One correction after the other was asked for.
TEST(Legs, all_that_is_wrong_with_a_report_is_said_at_once_at_its_place)
{
    using inspection::Aql;
    using Places = std::vector<std::pair<std::string, std::string>>; ///< and what is wrong there
    auto const digest = sha256("report");
    auto const agreed = inspection::Acceptance { 400, inspection::Level::ii, Aql { 0 }, Aql { 2'500 }, Aql { 4'000 } };
    struct Case {
        std::optional<inspection::Acceptance> terms;
        Stated stated;
        Places wrong;
    };
    for (auto const& [terms, stated, wrong] : {
             Case { agreed, { 300, 40, 0, 60, 0, {}, Ratio { 3, 2 }, digest, {}, {}, 40 },
                 { { "/report/share", "claim.share_out_of_range" }, { "/report/lot", "claim.lot_differs" },
                     { "/report/major", "inspection.units_exceed_sample" },
                     { "/report/sample", "inspection.sample_too_small" },
                     { "/report/sample_minor", "inspection.sample_too_small" } } },
             Case { agreed, { 400, 40, 0, 0, 0, {}, {}, digest, {}, {}, 49 },
                 { { "/report/sample", "inspection.sample_too_small" },
                     { "/report/sample", "inspection.sample_too_small" },
                     { "/report/sample_minor", "inspection.sample_too_small" } } },
             Case { agreed, { 400, 0, -1, 3, 0, {}, {}, digest, {}, 51, 401 },
                 { { "/report/sample", "claim.report_does_not_add_up" },
                     { "/report/critical", "claim.report_does_not_add_up" },
                     { "/report/sample_minor", "claim.report_does_not_add_up" },
                     { "/report/sample_major", "inspection.sample_without_plan" } } },
             Case { agreed, { 400, 50, 0, 30, 30, {}, {}, digest },
                 { { "/report", "inspection.units_exceed_together" } } },
             Case { agreed, { 400, 50, 0, 12, 0, true, Ratio { 1, 50 }, digest },
                 { { "/report/accepted", "claim.report_contradicts" },
                     { "/report/share", "claim.report_contradicts" } } },
             Case { std::nullopt, { 0, 0, 0, -5, 0, {}, {}, digest },
                 { { "/report/lot", "claim.report_does_not_add_up" },
                     { "/report/sample", "claim.report_does_not_add_up" },
                     { "/report/major", "claim.report_does_not_add_up" },
                     { "/report/accepted", "claim.report_needs_statement" },
                     { "/report/share", "claim.report_needs_statement" } } },
         }) {
        Desk desk;
        desk.shipped(terms);
        run(desk,
            {
                { 0, buyer, opening(), "ok" },
                { 0, officer, OrderInspection { party_of_inspector, "SGS", usd_of(30'00), Role::buyer }, "ok" },
            });
        EXPECT_EQ(desk.run(inspector, ReportInspection { stated }), wrong.front().second);
        Places told;
        for (auto const& [place, value] : desk.refusal.values) {
            if (place.starts_with('/'))
                told.emplace_back(place, value.substr(0, value.find('\n')));
        }
        EXPECT_EQ(told, wrong);
    }
}

TEST(Legs, a_report_without_agreed_terms_is_the_inspector_s_own_statement)
{
    auto const digest = sha256("report");
    Desk desk;
    desk.shipped();
    run(desk,
        {
            { 0, buyer, opening(), "ok" },
            { 0, officer, OrderInspection { party_of_inspector, "SGS", usd_of(30'00), Role::buyer }, "ok" },
            { 1, inspector, ReportInspection { { 400, 50, 0, 12, 0, {}, {}, digest } },
                "claim.report_needs_statement" },
            { 1, inspector, ReportInspection { { 400, 50, 0, 12, 0, true, {}, digest } },
                "claim.report_needs_statement" },
            { 1, inspector, ReportInspection { { 400, 50, 0, 12, 0, true, Ratio::whole(0), digest } }, "ok" },
        });
    EXPECT_TRUE(desk.state().inspection->report->accepted);
    EXPECT_FALSE(desk.state().inspection->report->verdict);
}

TEST(Legs, refusals_speak_the_words_that_the_wire_takes)
{
    Desk desk;
    desk.rules.asked = { { "chat", Role::buyer, ExhibitKind::platform_chat, Need::required, Date::from_days(3), "" } };
    desk.shipped();
    run(desk,
        { { 0, buyer, opening(), "ok" }, { 0, buyer, AddExhibit { exhibit_of("x"), "chat" }, "claim.slot_kind" } });
    std::vector<std::pair<std::string, std::string>> const kind { { "kind", "platform-chat" } };
    EXPECT_EQ(desk.refusal.values, kind);
}

} // namespace recourse::claim
