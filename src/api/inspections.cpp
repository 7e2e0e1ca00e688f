#include "api/replies.hpp"
#include "core/inspection/plan.hpp"
#include "core/inspection/tables.hpp"

#include <charconv>

namespace recourse::api {

namespace {

/// How a lot is sampled and judged, with what was asked.
struct PlanView {
    std::uint64_t lot = 0;
    std::string level; ///< "II"
    inspection::Severity severity = inspection::Severity::normal;
    std::string aql; ///< "2.5"; "0": none is tolerated
    std::string letter; ///< of the row of the table that applies, after its arrows
    std::uint32_t sample = 0; ///< units to look at
    std::uint32_t accept = 0; ///< up to this many, included: accepted
    std::uint32_t reject = 1; ///< from this many on: rejected
    bool whole = false; ///< the sample is the whole lot
    bool defects_only = false; ///< the AQL counts defects in a hundred units, never defective units
};
BOOST_DESCRIBE_STRUCT(PlanView, (), (lot, level, severity, aql, letter, sample, accept, reject, whole, defects_only))

constexpr std::uint64_t lot_max = 1'000'000'000'000;

std::optional<inspection::Level> level_of(std::string_view text)
{
    std::optional<inspection::Level> found;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<inspection::Level>>([&](auto one) {
        if (inspection::word(one.value) == text)
            found = one.value;
    });
    return found;
}

std::optional<inspection::Severity> severity_of(std::string_view text)
{
    std::optional<inspection::Severity> found;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<inspection::Severity>>([&](auto one) {
        if (inspection::word(one.value) == text)
            found = one.value;
    });
    return found;
}

void plan(Call& call)
{
    auto const& query = call.request.query;
    http::Problem problem { 400, "query.wrong", "The query does not have the form that is described.", {}, {} };
    auto const lot_text = query.get("lot");
    std::uint64_t lot = 0;
    auto const [end, error] = std::from_chars(lot_text.data(), lot_text.data() + lot_text.size(), lot);
    if (error != std::errc {} || end != lot_text.data() + lot_text.size() || lot < 2 || lot > lot_max)
        problem.errors.push_back(
            { "lot", "a whole number of units from 2 to 1000000000000: a single unit is not sampled" });
    auto const level = level_of(query.find("level").value_or("II"));
    if (!level)
        problem.errors.push_back({ "level", "one of S-1, S-2, S-3, S-4, I, II, III" });
    auto const severity = severity_of(query.find("severity").value_or("normal"));
    if (!severity)
        problem.errors.push_back({ "severity", "normal or tightened" });
    auto const aql = inspection::parse_aql(query.get("aql"));
    if (!aql)
        problem.errors.push_back(
            { "aql", "a value of the tables, such as 0.65, 1.0, 2.5 or 4.0; 0: none is tolerated" });
    if (!problem.errors.empty())
        return call.refuse(problem);
    auto const found = inspection::plan_for(lot, *level, *severity, *aql);
    if (!found)
        return call.refuse(unavailable());
    call.answer(http::Response::json(json_of(PlanView { lot, std::string { inspection::word(*level) }, *severity,
        inspection::to_string(*aql), found->letter, found->sample, found->accept, found->reject, found->whole,
        aql->thousandths > inspection::tables::aql_of_units_max })));
}

} // namespace

void add_inspections(std::vector<Operation>& table)
{
    table.push_back({ .path = "/v1/inspection-plans",
        .id = "inspections.plan",
        .summary = "The single sampling plan of ISO 2859-1 for a lot: sample, acceptance and rejection number",
        .gives = given<PlanView>(),
        .query = { "lot", "level", "aql", "severity" },
        .run = plan });
}

} // namespace recourse::api
