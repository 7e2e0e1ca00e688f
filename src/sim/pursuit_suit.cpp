#include "sim/pursuit.hpp"

#include <algorithm>

// Freezes, filings, titles; settlement and money.

namespace recourse::sim {

using namespace matter;

Application Pursuit::application()
{
    Application one;
    one.stage = random_.pick({ Stage::pre_action, Stage::urgent, Stage::suit, Stage::arbitration });
    one.of_evidence = random_.below(8) == 0;
    one.court = "Ningbo Intermediate People's Court";
    one.on = past(3);
    one.amount = sum();
    for (auto targets = 1 + random_.below(2); targets > 0; --targets)
        one.targets.push_back({ random_.pick({ limitation::Asset::bank, limitation::Asset::account,
                                    limitation::Asset::movable, limitation::Asset::real, limitation::Asset::rights }),
            name("account"), "Debtor", {} });
    one.security = SecurityForm::insurer;
    one.insurer = "PICC";
    one.security_amount = one.amount;
    return one;
}

std::optional<Command> Pursuit::of_freeze(Allowed const& aim)
{
    auto const number = aim.number;
    auto const* measure = entry(state_.measures, number);
    if (aim.act == Act::apply_preservation)
        return ApplyPreservation { application() };
    if (aim.act == Act::record_ruling)
        return RecordRuling { number, random_.below(6) > 0, today(), name("ruling") };
    if (aim.act == Act::execute_measure) {
        auto const* one = entry(state_.preservations, number);
        if (one == nullptr)
            return std::nullopt;
        Measure made { number, static_cast<std::uint32_t>(1 + random_.below(one->application.targets.size())), today(),
            {}, {}, random_.below(6) == 0 };
        if (random_.below(2) == 0)
            made.amount = sum();
        if (random_.below(3) > 0)
            made.until = to_come(12);
        return ExecuteMeasure { std::move(made) };
    }
    if (aim.act == Act::apply_renewal)
        return ApplyRenewal { number, today() };
    if (aim.act == Act::grant_renewal) {
        if (measure == nullptr)
            return std::nullopt;
        auto const from = std::max(today(), measure->from.plus_days(1));
        return GrantRenewal { number, from,
            random_.below(2) == 0 ? std::optional { from.plus_days(random_.between(0, 15)) } : std::nullopt };
    }
    if (aim.act == Act::lift_measure)
        return LiftMeasure { number, today(), "at our request" };
    if (aim.act == Act::note_wrongful_freeze)
        return NoteWrongfulFreeze { number, today(), "Debtor", sum(), name("letter") };
    return std::nullopt;
}

Title Pursuit::title()
{
    Title one;
    one.kind = random_.pick({ limitation::TitleKind::award, limitation::TitleKind::judgment,
        limitation::TitleKind::ruling, limitation::TitleKind::mediation });
    if (auto const filing = pending_filing(state_); filing != 0)
        one.filing = filing;
    one.received_on = today();
    if (random_.below(2) == 0)
        one.performance_until = to_come(20);
    one.effective_on = today();
    bool const lost = random_.below(8) == 0;
    one.principal = lost ? state_.nothing : sum();
    one.interest = one.costs = state_.nothing;
    if (!lost && random_.below(2) == 0)
        one.interest = sum();
    return one;
}

std::optional<Command> Pursuit::of_forum(Allowed const& aim)
{
    auto const number = aim.number;
    if (aim.act == Act::file) {
        if (!state_.choice)
            return std::nullopt;
        return File { { state_.choice->forum, today(), name("DX"), sum(), {} },
            interlocks(state_, *state_.choice, context_.platform, true) };
    }
    if (aim.act == Act::note_progress) {
        Progress progress;
        progress.note = name("note");
        if (random_.below(2) == 0)
            progress.fee_noticed_on = today();
        else
            progress.served_on = today();
        if (random_.below(3) == 0)
            progress.fee_paid_on = today();
        if (random_.below(3) == 0)
            progress.answer_set = to_come(20);
        return NoteProgress { number, std::move(progress) };
    }
    if (aim.act == Act::set_hearing) {
        SetHearing set { number, to_come(20), "Beijing", {} };
        for (std::uint32_t n = 1; n <= state_.hearings.size(); ++n) {
            auto const& one = state_.hearings[n - 1];
            if (one.filing == number && !one.replaced && random_.below(2) == 0)
                set.replaces = n;
        }
        return set;
    }
    if (aim.act == Act::end_filing)
        return EndFiling { number,
            random_.pick({ FilingEnd::withdrawn, FilingEnd::refused, FilingEnd::dismissed, FilingEnd::settled }),
            today(), "as the order says" };
    if (aim.act == Act::record_title)
        return RecordTitle { title() };
    if (aim.act == Act::note_challenge)
        return NoteChallenge { number,
            random_.pick({ ChallengeStep::ours, ChallengeStep::theirs, ChallengeStep::stands, ChallengeStep::falls }),
            today(), {} };
    if (aim.act == Act::apply_enforcement)
        return ApplyEnforcement { number, { today(), "Ningbo", {} } };
    if (aim.act == Act::note_pressure)
        return NotePressure { number,
            random_.pick({ Pressure::consumption_list, Pressure::dishonest_list, Pressure::exit_ban }), today(),
            name("Mr Chen") };
    return std::nullopt;
}

RecordReceipt Pursuit::receipt()
{
    auto const left = left_of_claim(state_, context_);
    Receipt one;
    one.route = random_.pick({ Route::bank_recall, Route::voluntary, Route::settlement, Route::enforcement,
        Route::platform, Route::insurance });
    one.on = past(3);
    one.amount = left.is_zero() || random_.below(10) == 0 ? sum() : some(left);
    auto counted = one.amount;
    // Now and then it comes in another currency.
    auto const other = *Currency::from_code("CHF");
    if (random_.below(5) == 0) {
        one.amount = { one.amount.minor, other };
        one.rate = Ratio::of(random_.between(80, 120), 100);
        one.rate_source = "the bank's slip";
        auto const worth = exchange(one.amount, state_.nothing.currency, *one.rate, Rounding::half_up);
        if (worth && worth->minor > 0) {
            one.counted = worth;
            counted = *worth;
        }
    }
    return { one, compare(counted, left) > 0 };
}

Close Pursuit::close()
{
    auto const left = left_of_claim(state_, context_);
    Close one;
    one.ending = left.is_zero()
        ? Ending::full
        : random_.pick({ Ending::settled, Ending::uneconomic, Ending::lost, Ending::withdrawn });
    one.reasons = "the file is complete";
    if (!left.is_zero())
        one.left = left;
    return one;
}

std::optional<Command> Pursuit::of_money(Allowed const& aim)
{
    auto const number = aim.number;
    auto const* offer = entry(state_.offers, number);
    if (aim.act == Act::make_offer) {
        auto const left = left_of_claim(state_, context_);
        return MakeOffer { { random_.below(2) == 0, left.is_zero() ? sum() : some(left), random_.below(2) == 0,
            random_.below(2) == 0, to_come(9), "at once" } };
    }
    if (aim.act == Act::accept_offer) {
        if (offer == nullptr)
            return std::nullopt;
        return AcceptOffer { number,
            offer->offer.full_and_final ? std::optional { given_up(state_, offer->offer, context_) } : std::nullopt };
    }
    if (aim.act == Act::end_offer)
        return EndOffer { number };
    if (aim.act == Act::declare_broken)
        return DeclareBroken { number, "nothing came" };
    if (aim.act == Act::record_receipt)
        return receipt();
    if (aim.act == Act::propose_distribution) {
        auto const most = state_.received - state_.distributed;
        if (most.minor <= 0)
            return std::nullopt;
        auto const client = some(most);
        std::vector<Share> shares { { ShareKind::client, client, "Buyer" } };
        if (auto const rest = most - client; rest.minor > 0 && random_.below(2) == 0)
            shares.push_back({ ShareKind::success_fee, rest, "Li & Partners" });
        return ProposeDistribution { std::move(shares) };
    }
    if (aim.act == Act::answer_distribution) {
        bool const confirm = random_.below(4) > 0;
        return AnswerDistribution { number, confirm, confirm ? "" : "counted wrongly" };
    }
    if (aim.act == Act::close)
        return close();
    if (aim.act == Act::reopen)
        return Reopen { "an asset was found" };
    if (aim.act == Act::let_auditor_in)
        return LetAuditorIn { random_.below(2) == 0 ? std::optional { to_come(5) } : std::nullopt };
    return std::nullopt;
}

} // namespace recourse::sim
