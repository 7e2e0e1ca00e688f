#include "core/matter/desk_test.hpp"
#include "core/plan/happened.hpp"

#include <fmt/format.h>

namespace recourse::plan {

using matter::Ready;
using matter::usd;

namespace {

/// "begun cietac 2026-05-26; ..." in the order of the lists.
std::string told(offer::Happened const& all)
{
    std::string text;
    auto const add = [&](std::string one) { text += (text.empty() ? "" : "; ") + std::move(one); };
    for (auto const& one : all.begun)
        add(fmt::format("begun {} {}", one.route, to_string(one.on)));
    for (auto const& one : all.rulings)
        add(fmt::format("ruled {} {} {}", one.route, to_string(one.on), to_string(one.granted)));
    for (auto const& one : all.receipts)
        add(fmt::format("received {} {} {}", one.route, to_string(one.on), to_string(one.amount)));
    for (auto const& one : all.spent)
        add(fmt::format("spent {} {}", one.route, to_string(one.amount)));
    for (auto const& one : all.refusals)
        add(fmt::format("refused {} {} {}", to_string(one.on), to_string(one.amount), one.by_supplier ? "them" : "us"));
    if (all.freeze)
        add(fmt::format("frozen {} {}", to_string(all.freeze->on), to_string(all.freeze->value)));
    if (all.gone)
        add("gone " + to_string(all.gone->on));
    return text;
}

std::string told(matter::Desk const& desk, std::vector<claim::State> const& claims = {})
{
    return told(happened_of(desk.state, claims, desk.today).happened);
}

claim::State claim_of(claim::Phase phase, std::int64_t due = 0, claim::Ending ending = claim::Ending::none)
{
    claim::State one;
    one.phase = phase;
    one.ending = ending;
    one.opened_on = matter::day("2026-05-10");
    one.claimed = usd(20'000);
    one.paid = one.returned = usd(0);
    if (due > 0) {
        one.due.emplace();
        one.due->on = matter::day("2026-05-20");
        one.due->amount = usd(due);
    }
    if (phase == claim::Phase::closed)
        one.closed_on = matter::day("2026-05-22");
    return one;
}

} // namespace

TEST(HappenedOfMatter, NothingHasHappenedOnItsFirstDay)
{
    Ready desk;
    EXPECT_EQ(told(desk), "");
}

TEST(HappenedOfMatter, WhatTheClaimHasCome)
{
    struct Row {
        claim::State claim;
        std::string_view told;
    };
    using enum claim::Phase;
    using claim::Ending;
    std::vector<Row> const rows {
        { claim_of(none), "" },
        { claim_of(negotiation), "begun platform-claim 2026-05-10" },
        { claim_of(reopened, 5'000), "begun platform-claim 2026-05-10" },
        { claim_of(decided, 5'000), "begun platform-claim 2026-05-10; ruled platform-claim 2026-05-20 5000.00 USD" },
        { claim_of(closed, 5'000, Ending::partly),
            "begun platform-claim 2026-05-10; ruled platform-claim 2026-05-20 5000.00 USD" },
        { claim_of(closed, 0, Ending::rejected),
            "begun platform-claim 2026-05-10; ruled platform-claim 2026-05-22 0.00 USD" },
        { claim_of(closed, 0, Ending::no_response),
            "begun platform-claim 2026-05-10; ruled platform-claim 2026-05-22 0.00 USD" },
    };
    Ready desk;
    for (auto const& row : rows)
        EXPECT_EQ(told(desk, { row.claim }), row.told);
}

TEST(HappenedOfMatter, TheLastClaimRules)
{
    Ready desk;
    auto second = claim_of(claim::Phase::negotiation);
    second.opened_on = matter::day("2026-05-25");
    EXPECT_EQ(told(desk, { claim_of(claim::Phase::closed, 0, claim::Ending::no_response), second }),
        "begun platform-claim 2026-05-25");
}

TEST(HappenedOfMatter, WhatTheClaimPaidIsCountedOnce)
{
    Ready desk;
    auto one = claim_of(claim::Phase::closed, 5'000, claim::Ending::partly);
    one.paid = usd(5'000);
    std::string const before = "begun platform-claim 2026-05-10; ruled platform-claim 2026-05-20 5000.00 USD; ";
    EXPECT_EQ(told(desk, { one }), before + "received platform-claim 2026-05-22 5000.00 USD");
    EXPECT_EQ(
        desk(matter::buyer, matter::RecordReceipt { matter::receipt_of(matter::Route::platform, 3'000), {} }), "");
    EXPECT_EQ(told(desk, { one }),
        before + "received platform-claim 2026-05-28 3000.00 USD; received platform-claim 2026-05-22 2000.00 USD");
    EXPECT_EQ(
        desk(matter::buyer, matter::RecordReceipt { matter::receipt_of(matter::Route::platform, 2'000), {} }), "");
    EXPECT_EQ(told(desk, { one }),
        before + "received platform-claim 2026-05-28 3000.00 USD; received platform-claim 2026-05-28 2000.00 USD");
}

TEST(HappenedOfMatter, AClaimOfAnotherCurrencyIsNamed)
{
    Ready desk;
    auto one = claim_of(claim::Phase::closed, 5'000, claim::Ending::partly);
    one.claimed = matter::cny(100'000);
    one.due->amount = one.paid = matter::cny(30'000);
    one.returned = matter::cny(0);
    auto const result = happened_of(desk.state, std::vector { one }, desk.today);
    EXPECT_EQ(told(result.happened), "begun platform-claim 2026-05-10");
    ASSERT_EQ(result.left_out.size(), 2U);
    EXPECT_EQ(result.left_out[1].en,
        "What the programme's claim brought of 30000.00 CNY is not in the matter's currency, USD: book it with its "
        "rate.");
}

TEST(HappenedOfMatter, FiledWonEnforced)
{
    Ready desk;
    EXPECT_EQ(desk.file(), "");
    EXPECT_EQ(told(desk), "begun cietac 2026-05-26");
    desk.award();
    EXPECT_EQ(told(desk), "begun cietac 2026-05-26; ruled cietac 2026-05-29 42000.00 USD");
    EXPECT_EQ(
        desk(matter::counsel, matter::ApplyEnforcement { 1, { matter::day("2026-06-01"), "Ningbo", "E-1" } }), "");
    EXPECT_EQ(told(desk),
        "begun cietac 2026-05-26; begun award-enforcement 2026-06-01; ruled cietac 2026-05-29 42000.00 USD");
}

TEST(HappenedOfMatter, ATitleThatIsChallengedIsNotDecidedYet)
{
    Ready desk;
    EXPECT_EQ(desk.file(), "");
    desk.award();
    auto const challenge = [&](matter::ChallengeStep step, std::string_view on) {
        EXPECT_EQ(desk(matter::counsel, matter::NoteChallenge { 1, step, matter::day(on), {} }), "");
    };
    challenge(matter::ChallengeStep::theirs, "2026-05-30");
    auto const result = happened_of(desk.state, {}, desk.today);
    EXPECT_EQ(told(result.happened), "begun cietac 2026-05-26");
    ASSERT_EQ(result.left_out.size(), 1U);
    EXPECT_NE(result.left_out[0].en.find("2026-05-29"), std::string::npos);
    challenge(matter::ChallengeStep::stands, "2026-05-31");
    EXPECT_EQ(told(desk), "begun cietac 2026-05-26; ruled cietac 2026-05-29 42000.00 USD");
    challenge(matter::ChallengeStep::theirs, "2026-05-31");
    challenge(matter::ChallengeStep::falls, "2026-06-01");
    EXPECT_EQ(told(desk), ""); // any forum is open again
}

TEST(HappenedOfMatter, AMatterClosedAsLostWasRuledAgainst)
{
    Ready desk;
    EXPECT_EQ(desk.file(), "");
    matter::Title title;
    title.filing = 1;
    title.received_on = matter::day("2026-05-29");
    EXPECT_EQ(desk(matter::counsel, matter::RecordTitle { title }), "");
    EXPECT_EQ(told(desk), "begun cietac 2026-05-26; ruled cietac 2026-05-29 0.00 USD");

    Ready other;
    EXPECT_EQ(other.file(), "");
    EXPECT_EQ(other(matter::counsel,
                  matter::EndFiling { 1, matter::FilingEnd::dismissed, matter::day("2026-05-30"), "No jurisdiction" }),
        "");
    EXPECT_EQ(told(other), "");
    EXPECT_EQ(other(matter::buyer, matter::Close { matter::Ending::lost, "Not worth another", usd(40'000) }), "");
    auto const result = happened_of(other.state, {}, other.today);
    EXPECT_EQ(told(result.happened), "ruled cietac 2026-06-01 0.00 USD");
    EXPECT_EQ(result.left_out.size(), 1U); // closed
}

TEST(HappenedOfMatter, WhatIsChargedBackAfterADecisionIsNotPaidByIt)
{
    Ready desk;
    auto one = claim_of(claim::Phase::decided, 5'000);
    one.returned = usd(2'000);
    one.due->returned_before = usd(500);
    EXPECT_EQ(told(desk, { one }),
        "begun platform-claim 2026-05-10; ruled platform-claim 2026-05-20 3500.00 USD; received card-chargeback "
        "2026-06-01 2000.00 USD");
}

TEST(HappenedOfMatter, ASettlementOfTheWholeLeavesNoChoice)
{
    Ready desk;
    matter::Offer offer;
    offer.amount = usd(16'000);
    offer.full_and_final = true;
    offer.valid_until = matter::day("2026-06-20");
    EXPECT_EQ(desk(matter::buyer, matter::MakeOffer { offer }), "");
    EXPECT_EQ(desk(matter::buyer, matter::AcceptOffer { 1, matter::Waiver { usd(24'000), {} } }), "");
    auto const result = happened_of(desk.state, {}, desk.today);
    EXPECT_EQ(told(result.happened),
        "begun negotiated-settlement 2026-06-01; ruled negotiated-settlement 2026-06-01 16000.00 USD");
    EXPECT_EQ(result.left_out.size(), 1U);
}

TEST(HappenedOfMatter, AFilingThatEndedIsNotUnderWay)
{
    Ready desk;
    EXPECT_EQ(desk.file(), "");
    EXPECT_EQ(desk(matter::counsel,
                  matter::EndFiling { 1, matter::FilingEnd::withdrawn, matter::day("2026-05-30"), "Wrong forum" }),
        "");
    EXPECT_EQ(told(desk), "");
}

TEST(HappenedOfMatter, AFreezeHoldsWhatItIsKnownToHaveCaught)
{
    Ready desk;
    desk.freeze();
    auto const unknown = happened_of(desk.state, {}, desk.today);
    EXPECT_EQ(told(unknown.happened), "frozen 2026-05-27 0.00 USD");
    EXPECT_EQ(unknown.left_out.size(), 1U);
    desk.state.measures[0].measure.amount = usd(12'000);
    desk.state.measures[1].measure.amount = usd(9'000);
    EXPECT_EQ(told(desk), "frozen 2026-05-27 21000.00 USD");
    desk.state.measures[1].measure.queued = true;
    EXPECT_EQ(told(desk), "frozen 2026-05-27 12000.00 USD");
    desk.state.measures[0].phase = matter::MeasurePhase::lapsed;
    EXPECT_EQ(told(desk), "");
}

TEST(HappenedOfMatter, OffersThatCameToNothing)
{
    Ready desk;
    matter::Offer theirs;
    theirs.amount = usd(16'000);
    theirs.valid_until = matter::day("2026-06-20");
    auto ours = theirs;
    ours.ours = true;
    ours.amount = usd(35'000);
    EXPECT_EQ(desk(matter::buyer, matter::MakeOffer { theirs }), "");
    EXPECT_EQ(desk(matter::buyer, matter::MakeOffer { ours }), "");
    EXPECT_EQ(told(desk), "begun negotiated-settlement 2026-06-01");
    desk.state.offers[0].phase = matter::OfferPhase::rejected;
    desk.state.offers[1].phase = matter::OfferPhase::rejected;
    EXPECT_EQ(told(desk),
        "begun negotiated-settlement 2026-06-01; refused 2026-06-01 16000.00 USD us; refused 2026-06-01 35000.00 USD "
        "them");
}

TEST(HappenedOfMatter, CostsFallOnTheirRoute)
{
    Ready desk;
    auto const book = [&](matter::CostLine line, std::int64_t whole) {
        EXPECT_EQ(
            desk(matter::counsel, matter::BookCost { { line, usd(whole), matter::day("2026-05-28"), "x", {} } }), "");
    };
    book(matter::CostLine::counsel, 3'000);
    book(matter::CostLine::security, 400);
    book(matter::CostLine::enforcement, 50);
    EXPECT_EQ(
        told(desk), "spent cietac 3000.00 USD; spent asset-preservation 400.00 USD; spent award-enforcement 50.00 USD");
    desk.state.choice.reset();
    auto const result = happened_of(desk.state, {}, desk.today);
    EXPECT_EQ(told(result.happened), "spent asset-preservation 400.00 USD; spent award-enforcement 50.00 USD");
    EXPECT_EQ(result.left_out.size(), 1U);
}

TEST(HappenedOfMatter, ASupplierThatWasStruckOffIsGone)
{
    Ready desk;
    auto changed = matter::teak_co();
    changed.standing = matter::Standing::deregistered;
    changed.checked_on = matter::day("2026-05-30");
    EXPECT_EQ(desk(matter::buyer, matter::ChangePursued { 1, changed }), "");
    EXPECT_EQ(told(desk), "gone 2026-05-30");
    // Its shareholder is not: what can be collected of him counts.
    auto other = matter::teak_co();
    other.role = matter::PursuedRole::shareholder;
    other.name = "Mr Chen";
    EXPECT_EQ(desk(matter::buyer, matter::AddPursued { other }), "");
    auto const result = happened_of(desk.state, {}, desk.today);
    EXPECT_EQ(told(result.happened), "");
    EXPECT_EQ(result.left_out.size(), 1U);
}

/// What is told fits what the forecast asks for.
TEST(HappenedOfMatter, TheForecastTakesIt)
{
    Ready desk;
    EXPECT_EQ(desk.file(), "");
    desk.award();
    auto one = claim_of(claim::Phase::closed, 5'000, claim::Ending::partly);
    one.paid = usd(5'000);
    casework::Route cietac;
    cietac.id = "cietac";
    cietac.recoverable = { usd(40'000), usd(40'000) };
    cietac.weeks.low = 17;
    cietac.weeks.likely = 26;
    cietac.weeks.high = 43;
    casework::Route unknown;
    unknown.id = "icc";
    auto const basis = basis_of(std::vector { cietac, unknown }, {}, usd(40'000), matter::day("2026-05-01"), false);
    ASSERT_EQ(basis.routes.size(), 1U);
    auto const position = offer::condition(basis, happened_of(desk.state, std::vector { one }, desk.today).happened);
    ASSERT_TRUE(position) << position.error().front();
    // The award of 42,000 takes the claim's place; what the programme paid came before it.
    EXPECT_EQ(position->open, usd(42'000));
    EXPECT_EQ(position->received, usd(5'000));
}

} // namespace recourse::plan
