#include "core/inspection/acceptance.hpp"

#include "core/inspection/tables.hpp"

namespace recourse::inspection {

std::vector<std::pair<std::string, std::string>> flaws_of(Acceptance const& agreed)
{
    std::vector<std::pair<std::string, std::string>> flaws;
    if (agreed.lot < 2)
        flaws.push_back(act::flaw("/lot", act::flaws::out_of_range, "2-4294967295"));
    if (!agreed.critical && !agreed.major && !agreed.minor)
        flaws.push_back(act::flaw("", act::flaws::empty));
    auto const aql = [&](std::string place, std::optional<Aql> const& one) {
        if (one && (!in_tables(*one) || one->thousandths > tables::aql_of_units_max))
            flaws.push_back(act::flaw(std::move(place), act::flaws::out_of_range, "0, 0.01-10"));
    };
    aql("/critical", agreed.critical);
    aql("/major", agreed.major);
    aql("/minor", agreed.minor);
    return flaws;
}

Terms terms_of(Acceptance const& agreed)
{
    Terms terms { agreed.level, Severity::normal, Counting::units, {} };
    if (agreed.critical)
        terms.criteria.push_back({ DefectClass::critical, *agreed.critical });
    if (agreed.major)
        terms.criteria.push_back({ DefectClass::major, *agreed.major });
    if (agreed.minor)
        terms.criteria.push_back({ DefectClass::minor, *agreed.minor });
    return terms;
}

} // namespace recourse::inspection
