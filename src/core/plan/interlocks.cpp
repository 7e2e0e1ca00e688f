#include "core/plan/plan.hpp"

#include <fmt/format.h>

#include <algorithm>

// What excludes what, by what has happened.

namespace recourse::plan {

namespace {

using Lock = Interlock;

Lock lock(std::string id, std::string first, std::string second, bool active, Said excludes, Said to_do,
    std::string source = {}, std::optional<matter::Interlock> read = {})
{
    Lock one;
    one.id = std::move(id);
    one.first = std::move(first);
    one.second = std::move(second);
    one.active = active;
    one.excludes = std::move(excludes);
    one.to_do = std::move(to_do);
    one.source = std::move(source);
    one.read = read;
    return one;
}

/// An open offer that ends both tracks: what it gives up on each, read by whoever accepts.
Lock waiver(Sources const& sources, std::uint32_t number)
{
    auto const& offer = sources.matter.offers[number - 1].offer;
    auto const waived = given_up(sources.matter, offer, sources.context);
    auto one = lock(fmt::format("settlement-and-rest-{}", number), "settlement", "claim, suit", true,
        { fmt::format("Offer {} over {} is full and final: it gives up {} here{}.", number, display(offer.amount),
              display(waived.here),
              waived.there ? fmt::format(" and {} with the programme", display(*waived.there)) : std::string {}),
            fmt::format("第{}号和解方案（{}）为全部了结：放弃本案{}{}。", number, display(offer.amount),
                display(waived.here),
                waived.there ? fmt::format("及平台索赔{}", display(*waived.there)) : std::string {}) },
        { offer.revives ? "Read both sums and name them when you accept."
                        : "Ask for a clause that brings the old claim back if it is not paid; then read both sums and "
                          "name them when you accept.",
            offer.revives ? "接受时须阅读并列明上述两项金额。"
                          : "要求加入未履行则恢复原请求的条款；接受时须阅读并列明上述两项金额。" });
    one.offer = number;
    one.waives_here = waived.here;
    one.waives_there = waived.there;
    return one;
}

} // namespace

std::vector<Interlock> interlocks_of(Sources const& sources)
{
    auto const& state = sources.matter;
    auto const& platform = sources.context.platform;
    bool const claim = claim_open(sources);
    bool const files = state.phase == matter::Phase::open;
    bool const pending = pending_filing(state) != 0;
    bool const chargeback = platform.chargeback_runs;
    auto const holds = settlement(state);
    bool const whole = holds != 0 && state.offers[holds - 1].offer.full_and_final;
    bool const frozen_before = std::ranges::any_of(state.days, [](auto const& one) {
        return one.row.rule == limitation::RuleId::file_after_preservation && one.row.stand == limitation::Stand::runs
            && !one.row.done;
    });
    std::vector<Lock> all;
    all.push_back(lock("claim-and-chargeback", "claim", "chargeback", (claim && (sources.loss.card || chargeback)),
        { "A chargeback may stop, reduce or end the programme's claim, as its rules say; what it brings comes off "
          "every "
          "other claim.",
            "拒付可能依平台规则使索赔中止、减少或终结；所得从其他请求中扣除。" },
        { chargeback ? "Wait for the issuer; do not ask the programme for the same sum."
                     : "Choose one for each sum; keep the issuer's last day in view while the claim runs.",
            chargeback ? "等待发卡行结果；勿就同一款项再向平台索赔。"
                       : "同一款项择一主张；索赔期间留意发卡行期限。" }));
    all.push_back(lock("claim-and-suit", "claim", "suit", claim && platform.suit_ends_claim && (files || pending),
        { "A suit or an arbitration may end the claim with the programme: its rules say so, or do not say.",
            "起诉或申请仲裁可能终结平台索赔：平台规则如此规定，或未作规定。" },
        { "Let the claim end first if the days allow it; whoever files says that this was read.",
            "期限允许的，先待索赔结束；立案时确认已阅。" },
        {}, matter::Interlock::suit_ends_claim));
    all.push_back(lock("chargeback-and-suit", "chargeback", "suit", chargeback && (files || pending),
        { "An issuer may stop when the same sum is sued for.", "就同一款项起诉的，发卡行可能停止处理。" },
        { "Sue for what the chargeback does not cover, or wait for it; whoever files says that this was read.",
            "就拒付未涵盖部分起诉，或等待其结果；立案时确认已阅。" },
        {}, matter::Interlock::chargeback_runs));
    all.push_back(lock("clause-and-court", "arbitration clause", "court",
        state.clause && state.clause->worth == matter::ClauseWorth::valid,
        { "A valid arbitration clause excludes the courts.", "有效仲裁条款排除法院管辖。" },
        { "Choose the forum that the clause names; whoever chooses a court says that this was read.",
            "选择条款约定的机构；选择法院的，确认已阅。" },
        "cpl", matter::Interlock::clause_excludes_court));
    for (std::uint32_t n = 1; n <= state.offers.size(); ++n) {
        auto const& one = state.offers[n - 1];
        if (one.phase == matter::OfferPhase::open && one.offer.full_and_final
            && one.offer.valid_until >= sources.context.moment.today)
            all.push_back(waiver(sources, n));
    }
    if (auto const* claimed = last_claim(sources)) {
        for (auto const& one : claimed->offers) {
            if (one.status != claim::OfferStatus::open || !one.offer.full_and_final)
                continue;
            auto two = lock(fmt::format("claim-settlement-and-suit-{}", one.number), "claim's settlement", "suit", true,
                { fmt::format("Offer {} of the claim over {} is full and final: it gives up {} with the programme and "
                              "what goes beyond it by law.",
                      one.number, display(one.offer.amount), display(one.given_up)),
                    fmt::format("索赔中第{}号方案（{}）为全部了结：放弃平台索赔{}及其余法律请求。", one.number,
                        display(one.offer.amount), display(one.given_up)) },
                { "Ask for payment on account without a waiver; else have counsel read it before anybody accepts.",
                    "要求作为部分付款且不放弃权利；否则接受前请律师审阅。" });
            two.waives_there = one.given_up;
            auto const left = left_of_claim(state, sources.context);
            if (left.currency == one.offer.amount.currency)
                two.waives_here = max(left - one.offer.amount, state.nothing);
            all.push_back(std::move(two));
        }
    }
    all.push_back(lock("settlement-and-claim", "settlement", "claim", claim && whole,
        { "A full and final settlement gives up the programme's claim too: what that still pays comes off the settled "
          "sum, and beyond it has to go back.",
            "全部了结的和解亦放弃平台索赔：平台仍支付的抵减和解额，超出部分须返还。" },
        { "Withdraw the claim once the settlement is paid; until then tell both what the other pays.",
            "和解款付清后撤回索赔；此前将各方付款情况告知双方。" }));
    all.push_back(lock("settlement-and-title", "settlement", "title", whole && !state.titles.empty(),
        { "A full and final settlement takes the claim's place: a title over more is not enforced beyond it.",
            "全部了结的和解取代原请求：不得就超出部分执行。" },
        { "Enforce only what the settlement leaves; where it is not kept, declare it broken if it revives the claim.",
            "仅就和解余额执行；对方违约且和解约定恢复的，宣告违约。" }));
    all.push_back(lock("freeze-and-claim", "freeze", "claim", claim && platform.suit_ends_claim && frozen_before,
        { "A freeze before suit is lifted unless a suit follows within 30 days, and the suit may end the claim.",
            "诉前保全后30日内不起诉即解除，而起诉可能终结索赔。" },
        { "Weigh what the claim can still bring against what is frozen, before the 30 days are over.",
            "30日届满前，权衡索赔可得与保全财产。" },
        "cpl"));
    return all;
}

} // namespace recourse::plan
