#include "core/claim/desk_test.hpp"
#include "core/claim/refusals.hpp"

namespace recourse::claim {

namespace {

using act::Role;

Open with_line(Line line)
{
    auto open = opening();
    open.lines = { std::move(line) };
    return open;
}

Line line_of(Ratio share)
{
    return { Problem::quality, "leaks", share, {}, true, {} };
}

act::Actor with_party(act::Actor who, Id<Party> party)
{
    who.party = party;
    return who;
}

} // namespace

TEST(Claim, is_opened_by_the_buyer_inside_the_window_for_what_was_paid)
{
    Desk unknown;
    EXPECT_EQ(unknown.run(buyer, opening()), "claim.no_order");
    EXPECT_EQ(unknown.run(buyer, Escalate {}), "claim.not_found");

    Desk desk;
    desk.shipped();
    auto late = line_of(Ratio::whole(1));
    late.kind = Problem::not_shipped;
    auto lossy = line_of(Ratio::whole(1));
    lossy.loss = Money { 5, eur };
    auto future = line_of(Ratio::whole(1));
    future.found_on = day(2);
    auto wordless = line_of(Ratio::whole(1));
    wordless.description.clear();
    run(desk,
        {
            { 1, supplier, opening(), "claim.wrong_role" },
            { 1, with_party(buyer, stranger), opening(), "claim.not_a_party" },
            { 1, buyer, with_line(late), "claim.too_early" },
            { 20, buyer, with_line(late), "claim.too_early" },
            { 1, buyer, Open { {}, Remedy::refund, usd_of(1) }, "claim.no_lines" },
            { 1, buyer, with_line(wordless), "claim.no_text" },
            { 1, buyer, with_line(line_of(Ratio { 3, 2 })), "claim.share_out_of_range" },
            { 1, buyer, with_line(line_of(Ratio { -1, 2 })), "claim.share_out_of_range" },
            { 1, buyer, with_line(lossy), "claim.currencies" },
            { 1, buyer, with_line(future), "claim.found_in_the_future" },
            { 1, buyer, opening(0), "claim.nothing_sought" },
            { 1, buyer, opening(-1), "claim.negative" },
            { 1, buyer, opening(500'01), "claim.exceeds_paid" },
            { 1, buyer, opening(), "ok" },
            { 1, buyer, opening(), "claim.exists" },
        });
    EXPECT_EQ(desk.state().phase, Phase::negotiation);
    EXPECT_EQ(desk.order.frozen_by, Id<Claim> { 1 });
    desk.next_claim();
    EXPECT_EQ(desk.run(buyer, opening()), "claim.already_open");

    Desk completed;
    completed.completed();
    run(completed,
        {
            { 31, buyer, opening(), "claim.window_closed" },
            { 30, buyer, opening(), "ok" },
        });
    EXPECT_EQ(completed.state().window->day, day(30));

    Desk unpaid;
    unpaid.paid();
    ASSERT_EQ(unpaid.run_order(supplier, order::Cancel { "" }), "ok");
    EXPECT_EQ(unpaid.run(buyer, opening()), "claim.nothing_paid");
}

TEST(Claim, a_share_is_stored_in_lowest_terms)
{
    Desk desk;
    desk.shipped();
    ASSERT_EQ(desk.run(buyer, opening(100'00, Remedy::refund, Ratio::percent(50))), "ok");
    EXPECT_EQ(desk.state().lines.front().share.denominator, 2);
}

TEST(Claim, takes_exhibits_into_the_compartments_of_who_brings_them)
{
    Desk desk;
    desk.rules.asked = { { "photos", Role::buyer, ExhibitKind::photo, Need::required, Date::from_days(3), "" },
        { "shipment", Role::supplier, ExhibitKind::shipping_document, Need::optional, Date::from_days(3), "" } };
    desk.shipped();
    auto const chat = exhibit_of("chat", ExhibitKind::other_chat);
    auto const private_note = exhibit_of("memo", ExhibitKind::other, Compartment::buyer_and_counsel);
    auto nameless = exhibit_of("x");
    nameless.name.clear();
    run(desk,
        {
            { 0, buyer, opening(), "ok" },
            { 0, buyer, AddExhibit { exhibit_of("p1"), "video" }, "claim.no_slot" },
            { 0, platform, AddExhibit { exhibit_of("p1"), "" }, "claim.wrong_role" },
            { 0, auditor, AddExhibit { exhibit_of("p1"), "" }, "claim.wrong_role" },
            { 0, inspector, AddExhibit { exhibit_of("p1"), "" }, "claim.not_the_inspector" },
            { 0, with_party(counsel, stranger), AddExhibit { private_note, "" }, "claim.not_a_party" },
            { 0, supplier, AddExhibit { private_note, "" }, "claim.not_your_compartment" },
            { 0, supplier, AddExhibit { exhibit_of("p1"), "photos" }, "claim.slot_of_other" },
            { 4, buyer, AddExhibit { exhibit_of("p1"), "photos" }, "claim.slot_closed" },
            { 3, buyer, AddExhibit { exhibit_of("p1", ExhibitKind::video), "photos" }, "claim.slot_kind" },
            { 3, buyer, AddExhibit { exhibit_of("p1", ExhibitKind::photo, Compartment::buyer_and_counsel), "photos" },
                "claim.slot_needs_shared" },
            { 3, buyer, AddExhibit { nameless, "" }, "claim.no_text" },
            { 3, buyer, AddExhibit { exhibit_of("p1"), "photos" }, "ok" },
            { 3, buyer, AddExhibit { exhibit_of("p1"), "photos" }, "already so" },
            { 3, counsel, AddExhibit { private_note, "" }, "ok" },
            { 3, buyer, AddExhibit { chat, "" }, "ok" },
            { 3, supplier, WithdrawExhibit { 9, "" }, "claim.no_exhibit" },
            { 3, supplier, WithdrawExhibit { 2, "" }, "claim.no_exhibit" }, // it cannot see it
            { 3, supplier, WithdrawExhibit { 1, "" }, "claim.not_your_exhibit" },
            { 3, buyer, WithdrawExhibit { 1, "" }, "claim.no_text" },
            { 3, buyer, WithdrawExhibit { 1, "the wrong picture" }, "ok" },
            { 3, buyer, WithdrawExhibit { 1, "the wrong picture" }, "already so" },
            { 3, buyer, AcknowledgeExhibit { 3 }, "claim.own_exhibit" },
            { 3, officer, AcknowledgeExhibit { 3 }, "claim.wrong_role" },
            { 3, supplier, AcknowledgeExhibit { 1 }, "claim.exhibit_withdrawn" },
            { 3, supplier, AcknowledgeExhibit { 3 }, "ok" },
            { 3, supplier, AcknowledgeExhibit { 3 }, "already so" },
            { 3, buyer, AddExhibit { exhibit_of("p2"), "photos" }, "ok" },
            { 3, supplier, AcknowledgeExhibit { 4 }, "claim.admissible" },
            { 3, buyer, AddExhibit { exhibit_of("p5"), "" }, "ok" },
            { 3, supplier, AddExhibit { exhibit_of("p5"), "" }, "ok" }, // both sides may bring the same bytes
            { 3, buyer, Withdraw { "" }, "ok" },
            { 3, buyer, AddExhibit { exhibit_of("p3"), "" }, "claim.over" },
        });
    EXPECT_EQ(desk.state().exhibits.size(), 6); // the withdrawn one stays on record
    EXPECT_TRUE(desk.state().exhibits[0].withdrawn);
    EXPECT_EQ(desk.state().exhibits[2].inadmissible, "own-chat");
}

TEST(Claim, is_talked_about_by_the_parties)
{
    Desk desk;
    desk.shipped();
    run(desk,
        {
            { 0, buyer, opening(), "ok" },
            { 0, buyer, Answer { Stance::contests, "no" }, "claim.wrong_role" },
            { 0, supplier, Answer { Stance::contests, "" }, "claim.no_text" },
            { 0, supplier, Answer { Stance::offers, "" }, "claim.not_an_answer" },
            { 0, supplier, Answer { Stance::contests, "it held 6 bar here" }, "ok" },
            { 0, supplier, Answer { Stance::contests, "it held 6 bar here" }, "already so" },
            { 0, supplier, Answer { Stance::contests, "really" }, "claim.answered_already" },
            { 0, officer, MakeOffer { offer_of(1), {} }, "claim.wrong_role" },
            { 0, supplier, MakeOffer { offer_of(0), {} }, "claim.nothing_offered" },
            { 0, supplier, MakeOffer { offer_of(-1), {} }, "claim.negative" },
            { 0, supplier, MakeOffer { offer_of(500'01), {} }, "claim.exceeds_claim" },
            { 1, supplier, MakeOffer { offer_of(200'00, 0), {} }, "claim.past_day" },
            // The day after the last of all days is none: nobody could count from it.
            { 1, supplier, MakeOffer { offer_of(200'00, days_between(day_one, Date::of(9999, 12, 31))), {} },
                "claim.too_far" },
            { 1, supplier, MakeOffer { offer_of(200'00, 10), {} }, "ok" },
            { 1, supplier, MakeOffer { offer_of(200'00, 10), {} }, "already so" },
            { 1, supplier, MakeOffer { offer_of(250'00, 10), {} }, "ok" }, // supersedes the first
            { 1, buyer, AcceptOffer { 9, {} }, "claim.no_offer" },
            { 1, supplier, AcceptOffer { 2, {} }, "claim.not_the_other_side" },
            { 1, buyer, AcceptOffer { 1, usd_of(300'00) }, "claim.offer_not_open" },
            { 1, buyer, WithdrawOffer { 2 }, "claim.not_the_offeror" },
            { 1, buyer, RejectOffer { 2 }, "ok" },
            { 1, buyer, RejectOffer { 2 }, "already so" },
            { 1, buyer, MakeOffer { offer_of(400'00, 5), {} }, "claim.waiver_not_read" },
            { 1, buyer, MakeOffer { offer_of(400'00, 5), usd_of(100'00) }, "ok" },
            { 6, supplier, AcceptOffer { 3, {} }, "claim.offer_lapsed" },
            { 5, supplier, RejectOffer { 3 }, "ok" },
            { 5, supplier, MakeOffer { offer_of(300'00), {} }, "ok" },
            { 5, supplier, WithdrawOffer { 4 }, "ok" },
            { 5, supplier, WithdrawOffer { 4 }, "already so" },
            { 5, supplier, MakeOffer { offer_of(350'00, 5), {} }, "ok" },
            { 5, platform, PassTimer { "offer", day(5), 5 }, "claim.timer_too_early" },
            { 6, platform, PassTimer { "offer", day(5), 5 }, "ok" },
            { 6, platform, PassTimer { "offer", day(5), 5 }, "already so" },
            { 6, buyer, AcceptOffer { 5, usd_of(150'00) }, "claim.offer_not_open" },
        });
    EXPECT_EQ(desk.state().offers[0].status, OfferStatus::superseded);
    EXPECT_EQ(desk.state().offers[4].status, OfferStatus::lapsed);

    Desk last; // its last day is a day on which it is open
    last.shipped();
    run(last,
        {
            { 0, buyer, opening(), "ok" },
            { 0, supplier, MakeOffer { offer_of(500'00, 5), {} }, "ok" },
            { 5, buyer, AcceptOffer { 1, {} }, "ok" },
        });
}

TEST(Claim, nothing_is_given_up_unread)
{
    Desk desk;
    desk.shipped();
    run(desk,
        {
            { 0, buyer, opening(), "ok" },
            { 0, supplier, MakeOffer { offer_of(320'00), {} }, "ok" },
            { 0, buyer, AcceptOffer { 1, {} }, "claim.waiver_not_read" },
            { 0, buyer, AcceptOffer { 1, usd_of(179'99) }, "claim.waiver_not_read" },
            { 0, buyer, AcceptOffer { 1, Money { 180'00, eur } }, "claim.waiver_not_read" },
        });
    std::vector<std::pair<std::string, std::string>> const figures { { "claimed", "USD 500.00" },
        { "offered", "USD 320.00" }, { "given_up", "USD 180.00" } };
    EXPECT_EQ(desk.refusal.values, figures);
    EXPECT_EQ(desk.run(buyer, AcceptOffer { 1, usd_of(180'00) }), "ok");
    EXPECT_EQ(desk.run(buyer, AcceptOffer { 1, usd_of(180'00) }), "already so");
    auto const& settled = std::get<events::Settled>(desk.claims[0].log.back());
    EXPECT_EQ(settled.acknowledged, usd_of(180'00));
    EXPECT_EQ(settled.given_up, usd_of(180'00));

    Desk whole; // all that is claimed, but full and final: losses beyond the claim are given up
    whole.shipped();
    run(whole,
        {
            { 0, buyer, opening(), "ok" },
            { 0, supplier, MakeOffer { offer_of(500'00, 30, true), {} }, "ok" },
            { 0, buyer, AcceptOffer { 1, {} }, "claim.waiver_not_read" },
            { 0, buyer, AcceptOffer { 1, usd_of(0) }, "ok" },
        });

    Desk small; // a full and final settlement of a small claim gives up all that could still be claimed
    small.shipped();
    run(small,
        {
            { 0, buyer, opening(10'00), "ok" },
            { 0, supplier, MakeOffer { offer_of(10'00, 30, true), {} }, "ok" },
            { 0, buyer, AcceptOffer { 1, usd_of(0) }, "claim.waiver_not_read" },
            { 0, buyer, AcceptOffer { 1, usd_of(490'00) }, "ok" },
        });
    EXPECT_EQ(small.state().offers.front().given_up, usd_of(490'00));
    auto const told = earlier_of({ 1 }, small.state());
    EXPECT_TRUE(told.full_and_final);
    EXPECT_EQ(told.kinds, std::vector { Problem::quality });

    Desk deposit; // also what is paid later
    deposit.paid(false);
    run(deposit,
        {
            { 0, buyer, opening(150'00), "ok" },
            { 0, buyer, MakeOffer { offer_of(100'00, 30, true), usd_of(50'00) }, "claim.waiver_not_read" },
            { 0, buyer, MakeOffer { offer_of(100'00, 30, true), usd_of(400'00) }, "ok" },
        });

    Desk all; // all that is claimed and no more said: nothing to read
    all.shipped();
    run(all,
        {
            { 0, buyer, opening(), "ok" },
            { 0, supplier, MakeOffer { offer_of(500'00), {} }, "ok" },
            { 0, buyer, AcceptOffer { 1, {} }, "ok" },
        });
    EXPECT_FALSE(earlier_of({ 1 }, all.state()).full_and_final);

    Desk kind; // goods instead of money give up the whole sum
    kind.shipped();
    Offer const anew { usd_of(0), Remedy::replacement, false, false, day(9) };
    run(kind,
        {
            { 0, buyer, opening(500'00, Remedy::replacement), "ok" },
            { 0, supplier, Answer { Stance::accepts, "" }, "claim.in_kind_needs_offer" },
            { 0, supplier, MakeOffer { anew, {} }, "ok" },
            { 0, buyer, AcceptOffer { 1, {} }, "claim.waiver_not_read" },
            { 0, buyer, AcceptOffer { 1, usd_of(500'00) }, "ok" },
        });
}

TEST(Claim, is_escalated_from_its_day_on_or_by_time)
{
    Desk desk;
    desk.rules.silence_refunds = false;
    desk.shipped();
    run(desk,
        {
            { 0, buyer, opening(), "ok" },
            { 0, supplier, Escalate {}, "claim.may_not" },
            { 3, buyer, Escalate {}, "claim.escalation_too_early" },
            { 4, officer, Escalate {}, "claim.wrong_role" },
            { 4, buyer, Escalate {}, "ok" },
            { 4, buyer, Escalate {}, "already so" },
            { 9, platform, PassTimer { "automatic", day(7) }, "already so" },
        });
    EXPECT_EQ(desk.refusal.rule, "");
    EXPECT_EQ(desk.state().escalated_on, day(4));

    Desk silent;
    silent.rules.silence_refunds = false;
    silent.shipped();
    run(silent,
        {
            { 0, buyer, opening(), "ok" },
            { 9, platform, PassTimer { "other", day(7) }, "claim.timer_not_set" },
            { 7, platform, PassTimer { "automatic", day(7) }, "claim.timer_too_early" },
            { 8, buyer, PassTimer { "automatic", day(7) }, "claim.wrong_role" },
            { 8, platform, PassTimer { "automatic", day(7) }, "ok" },
        });
    EXPECT_EQ(silent.state().phase, Phase::review);
}

TEST(Claim, is_determined_by_people_with_reasons)
{
    Desk desk;
    desk.rules.four_eyes = usd_of(300'00);
    desk.rules.asked = { { "photos", Role::buyer, ExhibitKind::photo, Need::required, Date::from_days(6), "" } };
    desk.shipped();
    auto nameless = officer;
    nameless.person = {};
    auto silent = ruling_of(500'00);
    silent.reasons.clear();
    auto half = ruling_of(500'00);
    half.findings.clear();
    auto twice = ruling_of(500'00);
    twice.findings.push_back(twice.findings.front());
    run(desk,
        {
            { 0, buyer, opening(), "ok" },
            { 4, officer, Determine { ruling_of(500'00) }, "claim.not_in_review" },
            { 4, buyer, Escalate {}, "ok" },
            { 6, officer, Determine { ruling_of(500'00) }, "claim.evidence_open" },
            { 6, buyer, AddExhibit { exhibit_of("p1"), "photos" }, "ok" },
            { 6, platform, Determine { ruling_of(500'00) }, "claim.needs_person" },
            { 6, nameless, Determine { ruling_of(500'00) }, "claim.needs_person" },
            { 6, buyer, Determine { ruling_of(500'00) }, "claim.wrong_role" },
            { 6, officer, Determine { half }, "claim.findings_missing" },
            { 6, officer, Determine { twice }, "claim.findings_missing" },
            { 6, officer, Determine { ruling_of(-1) }, "claim.negative" },
            { 6, officer, Determine { ruling_of(500'01) }, "claim.exceeds_claim" },
            { 6, officer, Determine { ruling_of(500'00, "", Remedy::repair) }, "claim.in_kind_needs_agreement" },
            { 6, officer, Determine { silent }, "claim.no_text" },
            { 6, officer, Determine { ruling_of(499'99) }, "claim.deviation_unexplained" },
            { 6, officer, Determine { ruling_of(500'00) }, "ok" },
            { 6, officer, Determine { ruling_of(500'00) }, "already so" },
            { 6, second, Determine { ruling_of(500'00) }, "claim.awaits_second" },
            { 6, officer, ConfirmDetermination { 1 }, "claim.same_person" },
            { 6, second, ConfirmDetermination { 2 }, "claim.no_draft" },
            { 6, second, WithdrawDetermination { 1 }, "claim.not_the_drafter" },
            { 6, officer, WithdrawDetermination { 1 }, "ok" },
            { 6, second, ConfirmDetermination { 1 }, "claim.no_draft" },
            { 6, officer, Determine { ruling_of(400'00, "a fifth was usable") }, "ok" },
            { 6, platform, Execute {}, "claim.not_decided" },
            { 6, second, ConfirmDetermination { 2 }, "ok" },
        });
    EXPECT_EQ(desk.state().phase, Phase::decided);
    EXPECT_EQ(desk.state().determinations.back().confirmed_by, second.person);

    Desk small; // at the sum itself one officer is enough
    small.rules.four_eyes = usd_of(300'00);
    small.shipped();
    run(small,
        {
            { 0, buyer, opening(300'00), "ok" },
            { 4, buyer, Escalate {}, "ok" },
            { 4, officer, Determine { ruling_of(300'00) }, "ok" },
        });
    EXPECT_EQ(small.state().phase, Phase::decided);
}

TEST(Claim, an_officer_may_ask_for_more)
{
    Desk desk;
    desk.shipped();
    AskEvidence const ask { Role::buyer, ExhibitKind::video, Need::required, day(9), "show the leak" };
    auto other = ask;
    other.last = day(3);
    auto nobody = ask;
    nobody.from = Role::carrier;
    run(desk,
        {
            { 0, buyer, opening(), "ok" },
            { 0, officer, ask, "claim.not_in_review" },
            { 4, buyer, Escalate {}, "ok" },
            { 4, supplier, ask, "claim.wrong_role" },
            { 4, officer, other, "claim.past_day" },
            { 4, officer, nobody, "claim.not_a_side" },
            { 4, officer, ask, "ok" },
            { 4, officer, ask, "already so" },
            { 9, platform, PassTimer { "upload-slot", day(9) }, "claim.timer_too_early" },
            { 9, buyer, AddExhibit { exhibit_of("leak", ExhibitKind::video), "asked-1" }, "ok" },
            { 10, platform, PassTimer { "upload-slot", day(9) }, "already so" },
        });
    EXPECT_EQ(desk.state().phase, Phase::review);
}

TEST(Claim, an_inspection_is_reported_by_the_inspector_that_was_named)
{
    Desk desk;
    desk.shipped();
    OrderInspection const order { party_of_inspector, "SGS", usd_of(30'00), Role::buyer };
    auto by_nobody = order;
    by_nobody.advanced_by = Role::officer;
    auto other = order;
    other.firm = "BV";
    Stated const report { 400, 50, 0, 12, 3, false, Ratio::percent(24), sha256("report") };
    auto more = report;
    more.sample = 401;
    auto later = report;
    later.digest = sha256("another");
    auto otherwise = report; // of the same document
    otherwise.major = 2;
    auto of_the_whole = report;
    of_the_whole.share = Ratio::percent(4);
    run(desk,
        {
            { 0, buyer, opening(), "ok" },
            { 1, inspector, ReportInspection { report }, "claim.no_inspection" },
            { 1, counsel, order, "claim.wrong_role" },
            { 1, platform, order, "claim.needs_person" },
            { 1, buyer, by_nobody, "claim.not_a_side" },
            { 1, buyer, order, "ok" },
            { 1, buyer, order, "already so" },
            { 1, supplier, other, "claim.inspection_ordered" },
            { 2, buyer, ReportInspection { report }, "claim.wrong_role" },
            { 2, with_party(inspector, stranger), ReportInspection { report }, "claim.not_the_inspector" },
            { 2, inspector, ReportInspection { more }, "claim.report_does_not_add_up" },
            { 2, inspector, ReportInspection { report }, "ok" },
            { 2, inspector, ReportInspection { report }, "already so" },
            { 2, inspector, ReportInspection { later }, "claim.reported_already" },
            { 2, inspector, ReportInspection { otherwise }, "claim.reported_already" },
            { 2, inspector, ReportInspection { of_the_whole }, "claim.reported_already" },
            { 4, buyer, Escalate {}, "ok" },
            { 4, officer, Determine { ruling_of(500'00) }, "claim.fee_undecided" },
        });
}

TEST(Claim, no_two_refusals_share_a_code_and_each_has_its_status)
{
    for (auto const* one : refusals::all) {
        EXPECT_EQ(std::ranges::count_if(refusals::all, [&](auto const* other) { return other->code == one->code; }), 1)
            << one->code;
        EXPECT_TRUE(one->code.starts_with("claim."));
        EXPECT_FALSE(one->says_zh.empty());
        EXPECT_TRUE(one->status == 403 || one->status == 404 || one->status == 409 || one->status == 422);
    }
}

} // namespace recourse::claim
