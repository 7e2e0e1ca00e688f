#include "base/check.hpp"
#include "core/claim/deciding.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>
#include <ranges>

// What an inspector's report comes to, or all that is wrong with it, each fault at its place.

namespace recourse::claim {

namespace {

using inspection::DefectClass;

constexpr std::int64_t units_max = std::numeric_limits<std::uint32_t>::max();

/// The figures of one class of defects.
struct Figures {
    DefectClass of;
    std::string_view place; ///< of the defective units in the report
    std::string_view sample_place; ///< of their own sample
    std::int64_t units;
    std::optional<std::int64_t> own_sample;
};

std::array<Figures, 3> figures(Stated const& stated)
{
    return { Figures { DefectClass::critical, "critical", "sample_critical", stated.critical, stated.sample_critical },
        Figures { DefectClass::major, "major", "sample_major", stated.major, stated.sample_major },
        Figures { DefectClass::minor, "minor", "sample_minor", stated.minor, stated.sample_minor } };
}

/// Faults of a report, in the order in which they are found. The first one is the refusal; each stands at its place.
class Faults {
public:
    void add(std::string_view place, act::Refusal fault)
    {
        flaws_.push_back(act::flaw(place.empty() ? "/report" : fmt::format("/report/{}", place), fault));
        if (!first_)
            first_ = std::move(fault);
    }
    void add(std::string_view place, act::RefusalKind const& kind,
        std::vector<std::pair<std::string, std::string>> values = {})
    {
        add(place, { &kind, std::move(values), {} });
    }
    /// False, and a fault, where the figure is not from `least` to `most`.
    bool within(std::string_view place, std::int64_t figure, std::int64_t least, std::int64_t most)
    {
        if (figure >= least && figure <= most)
            return true;
        add(place, refusals::report_does_not_add_up,
            { { "field", std::string { place } }, { "least", fmt::format("{}", least) },
                { "most", fmt::format("{}", most) } });
        return false;
    }
    bool none() const { return !first_; }
    act::Refusal take()
    {
        std::ranges::move(flaws_, std::back_inserter(first_->values));
        return *std::move(first_);
    }

private:
    std::optional<act::Refusal> first_;
    std::vector<std::pair<std::string, std::string>> flaws_;
};

/// Where a fault of the judge stands in the report.
std::string_view place_of(act::Refusal const& fault, Stated const& stated)
{
    std::string_view of;
    for (auto const& [name, value] : fault.values) {
        if (name == "class")
            of = value;
    }
    bool const of_units = fault.kind->code == "inspection.units_exceed_sample";
    for (auto const& one : figures(stated)) {
        if (word(one.of) == of)
            return of_units ? one.place : one.own_sample ? one.sample_place : "sample";
    }
    return {};
}

/// By the agreed terms; nothing where a fault stands against it. Classes whose own figures cannot be are left out.
std::optional<inspection::Verdict> judge(
    Faults& faults, Stated const& stated, inspection::Acceptance const& agreed, std::vector<DefectClass> const& sound)
{
    auto terms = terms_of(agreed);
    bool const whole = std::erase_if(terms.criteria, [&](auto const& one) {
        return std::ranges::find(sound, one.defect_class) == sound.end();
    }) == 0;
    if (terms.criteria.empty())
        return std::nullopt;
    inspection::Report report { agreed.lot, {} };
    for (auto const& one : figures(stated)) {
        // Classes that the terms do not speak of are not judged.
        if (std::ranges::find(terms.criteria, one.of, &inspection::Criterion::defect_class) != terms.criteria.end())
            report.found.push_back({ one.of, static_cast<std::uint32_t>(one.own_sample.value_or(stated.sample)),
                static_cast<std::uint32_t>(one.units), 0 });
    }
    auto verdict = inspection::judge(terms, report);
    if (!verdict) {
        for (auto& fault : verdict.error()) {
            auto const place = place_of(fault, stated);
            faults.add(place, std::move(fault));
        }
        return std::nullopt;
    }
    return whole && faults.none() ? std::optional { *std::move(verdict) } : std::nullopt;
}

/// What the inspector says of the whole and the desk works out is the same, where it is said.
void compare(Faults& faults, Stated const& stated, std::optional<Ratio> share, inspection::Verdict const& verdict)
{
    auto const contradicts = [&](std::string_view place) {
        faults.add(place, refusals::report_contradicts,
            { { "verdict", verdict.accepted ? "accepted" : "rejected" }, { "share", to_string(verdict.share) } });
    };
    if (stated.accepted && *stated.accepted != verdict.accepted)
        contradicts("accepted");
    if (share && *share != verdict.share)
        contradicts("share");
}

} // namespace

std::expected<Report, act::Refusal> judged(Deciding const& d, Stated const& stated)
{
    Faults faults;
    auto const& agreed = d.context.order.terms.acceptance;
    auto lot = stated.lot;
    if (agreed)
        lot = agreed->lot;
    else if (!faults.within("lot", lot, 1, units_max))
        lot = units_max;
    bool const sampled = faults.within("sample", stated.sample, 1, lot);
    std::vector<DefectClass> sound;
    for (auto const& one : figures(stated)) {
        bool const units = faults.within(one.place, one.units, 0, units_max);
        bool const own = !one.own_sample || faults.within(one.sample_place, *one.own_sample, 1, lot);
        if (units && own && (one.own_sample || sampled))
            sound.push_back(one.of);
    }
    auto share = stated.share;
    if (share) {
        if (auto checked = share_of_goods(*share))
            share = *checked;
        else {
            faults.add("share", std::move(checked.error()));
            share.reset();
        }
    }
    Report report { stated.lot, stated.sample, stated.critical, stated.major, stated.minor, false, {}, stated.digest,
        {}, stated.sample_critical, stated.sample_major, stated.sample_minor };
    if (!agreed) {
        if (!stated.accepted)
            faults.add("accepted", refusals::report_needs_statement);
        if (!stated.share)
            faults.add("share", refusals::report_needs_statement);
        if (!faults.none())
            return std::unexpected(faults.take());
        report.accepted = *stated.accepted;
        report.share = *share;
        return report;
    }
    if (stated.lot != agreed->lot)
        faults.add("lot", refusals::lot_differs,
            { { "agreed", fmt::format("{}", agreed->lot) }, { "lot", fmt::format("{}", stated.lot) } });
    auto verdict = judge(faults, stated, *agreed, sound);
    if (verdict)
        compare(faults, stated, share, *verdict);
    if (!faults.none())
        return std::unexpected(faults.take());
    RECOURSE_ASSERT(verdict.has_value());
    report.accepted = verdict->accepted;
    report.share = verdict->share;
    report.verdict = *std::move(verdict);
    return report;
}

} // namespace recourse::claim
