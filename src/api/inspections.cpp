#include "api/query.hpp"
#include "api/replies.hpp"
#include "core/inspection/plan.hpp"
#include "core/inspection/tables.hpp"

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

/// The member of an enumeration whose word of the tables this is.
template <class Enum>
std::optional<Enum> word_in(std::string_view text)
{
    std::optional<Enum> found;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<Enum>>([&](auto one) {
        if (inspection::word(one.value) == text)
            found = one.value;
    });
    return found;
}

template <class Enum>
std::vector<std::string> words_of_tables()
{
    std::vector<std::string> words;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<Enum>>(
        [&](auto one) { words.emplace_back(inspection::word(one.value)); });
    return words;
}

std::vector<QueryMember> plan_query()
{
    auto lot = query::whole_number("lot", "units of the lot; a single one is not sampled", 2, lot_max);
    auto aql = query::text("aql", "the acceptance quality limit",
        "a value of the tables, such as 0.65, 1.0, 2.5 or 4.0; 0: none is tolerated",
        [](std::string_view value) { return inspection::parse_aql(value).has_value(); });
    lot.is_needed = aql.is_needed = true;
    return { std::move(lot), query::one_of("level", "II if nothing is said", words_of_tables<inspection::Level>()),
        std::move(aql),
        query::one_of("severity", "normal if nothing is said", words_of_tables<inspection::Severity>()) };
}

void plan(Call& call)
{
    auto const& query = call.request.query;
    auto const lot = query::number_asked(call, "lot").value_or(0);
    auto const level = word_in<inspection::Level>(query.find("level").value_or("II"));
    auto const severity = word_in<inspection::Severity>(query.find("severity").value_or("normal"));
    auto const aql = inspection::parse_aql(query.get("aql"));
    if (!level || !severity || !aql)
        return call.refuse(unavailable()); // the query was checked before
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
        .query = plan_query(),
        .run = plan });
}

} // namespace recourse::api
