#include "core/limitation/types.hpp"

#include "base/check.hpp"
#include "core/limitation/clock.hpp"

#include <boost/describe/enum_to_string.hpp>

namespace recourse::limitation {

namespace {

template <class Enum>
std::string_view name(Enum value)
{
    std::string_view const found = boost::describe::enum_to_string(value, "");
    RECOURSE_ASSERT(!found.empty());
    return found;
}

} // namespace

std::string_view word(ActKind kind)
{
    switch (kind) {
    case ActKind::part_payment:
        return "part-payment";
    case ActKind::payment_order:
        return "payment-order";
    case ActKind::insolvency_claim:
        return "insolvency-claim";
    case ActKind::set_off:
        return "set-off";
    case ActKind::police_report:
        return "police-report";
    case ActKind::platform_claim:
        return "platform-claim";
    case ActKind::demand:
    case ActKind::promise:
    case ActKind::filing:
    case ActKind::preservation:
    case ActKind::enforcement:
    case ActKind::joinder:
    case ActKind::body:
    case ActKind::notice:
    case ActKind::refusal:
        return name(kind);
    }
    RECOURSE_ASSERT(false);
}

std::string_view word(Proof proof)
{
    return name(proof);
}

std::string_view word(ObstacleKind kind)
{
    switch (kind) {
    case ObstacleKind::force_majeure:
        return "force majeure";
    case ObstacleKind::no_representative:
        return "no representative";
    case ObstacleKind::no_heir:
        return "no heir";
    case ObstacleKind::controlled:
    case ObstacleKind::other:
        return name(kind);
    }
    RECOURSE_ASSERT(false);
}

std::string_view word(Asset asset)
{
    return name(asset);
}

std::string_view word(Ground ground)
{
    return name(ground);
}

std::string_view word(Bench bench)
{
    return bench == Bench::cietac_summary ? "cietac-summary" : name(bench);
}

std::string_view word(TitleKind kind)
{
    return name(kind);
}

std::string_view word(Status status)
{
    return status == Status::not_started ? "not-started" : name(status);
}

void Record::clear()
{
    closed = false;
    footing = {};
    acts.clear();
    obstacles.clear();
    notified_on = terminated_on = filed_on = std::nullopt;
    avoidables.clear();
    pre_actions.clear();
    rulings.clear();
    freezes.clear();
    answers.clear();
    fees.clear();
    titles.clear();
    companies.clear();
    set_days.clear();
}

} // namespace recourse::limitation
