#include "core/plan/plan.hpp"

#include <boost/mp11.hpp>

#include <fmt/format.h>

namespace recourse::plan {

namespace {

Said verdict_says(Verdict verdict, Money left)
{
    switch (verdict) {
    case Verdict::open:
        return { "No claim is stated yet.", "尚未列明请求。" };
    case Verdict::none:
        return { fmt::format("Nothing has come: file for {}.", display(left)),
            fmt::format("分文未得：就{}申请仲裁或起诉。", display(left)) };
    case Verdict::partial:
        return { fmt::format("Part has come: file for the rest, {}.", display(left)),
            fmt::format("部分受偿：就其余{}申请仲裁或起诉。", display(left)) };
    case Verdict::full:
        return { "All has come: close the matter on both tracks.", "已全额受偿：两条途径同时结案。" };
    }
    return {};
}

} // namespace

Recoveries recoveries_of(Sources const& sources)
{
    auto const& state = sources.matter;
    Recoveries all;
    all.claim = whole_claim(state, sources.context);
    all.received = state.received;
    all.left = left_of_claim(state, sources.context);
    all.over = max(state.received - all.claim, state.nothing);
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<matter::Route>>([&](auto named) {
        Recovery one { named.value, state.nothing, state.nothing, all.left };
        bool any = false;
        for (auto const& receipt : state.receipts) {
            if (receipt.receipt.route != named.value)
                continue;
            one.received = one.received + receipt.counted;
            any = true;
        }
        one.others = all.received - one.received;
        auto const& claimable = sources.context.platform.claimable;
        bool const programme
            = named.value == matter::Route::platform && claimable && claimable->currency == all.left.currency;
        if (programme)
            one.left = min(*claimable, all.left);
        if (any || programme)
            all.routes.push_back(one);
    });
    all.verdict = all.claim.is_zero() ? Verdict::open
        : all.received.is_zero()      ? Verdict::none
        : all.left.is_zero()          ? Verdict::full
                                      : Verdict::partial;
    all.says = verdict_says(all.verdict, all.left);
    return all;
}

} // namespace recourse::plan
