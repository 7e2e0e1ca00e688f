#include "core/plan/plan.hpp"

#include <boost/mp11.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace recourse::plan {

namespace {

/// What is to be done with what is left.
struct Course {
    std::string_view en, zh;
};

Course course_of(matter::State const& state, bool waits)
{
    bool const title = std::ranges::any_of(state.titles, [](auto const& one) { return !one.fell; });
    if (title)
        return { "enforce", "执行" };
    if (pending_filing(state) != 0)
        return { "go on with the case", "继续本案主张" };
    if (state.settled_claim)
        return { "see that the settlement is kept", "督促履行和解" };
    if (waits)
        return { "await the programme, then file", "待平台处理后申请仲裁或起诉，主张" };
    return { "file", "申请仲裁或起诉，主张" };
}

Said verdict_says(Verdict verdict, Course course, Money left)
{
    switch (verdict) {
    case Verdict::open:
        return { "No claim is stated yet.", "尚未列明请求。" };
    case Verdict::none:
        return { fmt::format("Nothing has come: {} for {}.", course.en, display(left)),
            fmt::format("分文未得：{}{}。", course.zh, display(left)) };
    case Verdict::partial:
        return { fmt::format("Part has come: {} for the rest, {}.", course.en, display(left)),
            fmt::format("部分受偿：就其余部分{}{}。", course.zh, display(left)) };
    case Verdict::full:
        return { "All has come: close the matter on both tracks.", "已全额受偿：两条途径同时结案。" };
    }
    return {};
}

} // namespace

Recoveries recoveries_of(Sources const& sources, bool filing_waits)
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
    all.says = verdict_says(all.verdict, course_of(state, filing_waits), all.left);
    return all;
}

} // namespace recourse::plan
