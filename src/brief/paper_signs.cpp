#include "brief/paper_signs.hpp"

#include <algorithm>
#include <array>

namespace recourse::brief {

std::string_view filing_of(Study const& study)
{
    auto const named = [&](std::string_view id) {
        if (!study.clause)
            return study.facts.text("order.arbitration") == id;
        return contains(study.clause->institutions, id, &forum::NamedInstitution::id);
    };
    return named("cietac") ? "cietac" : "complaint";
}

std::optional<bool> goes_to_arbitration(Study const& study)
{
    if (study.clause)
        return study.clause->arbitration;
    auto const named = study.facts.text("order.arbitration");
    return named ? std::optional { *named != "none" } : std::nullopt;
}

forum::PaperFacts paper_facts(casework::Facts const& of, Date today)
{
    forum::PaperFacts facts;
    facts.today = today;
    auto const sign
        = [&](bool holds, std::string_view name) { (holds ? facts.signs.holds : facts.signs.fails).emplace(name); };
    if (auto const buyer = of.text("buyer.country")) {
        facts.claimant_country = *buyer;
        sign(*buyer != "CN", "claimant_abroad");
    }
    auto const count
        = [&](std::string_view group) { return of.items(static_cast<std::uint16_t>(casework::find_group(group))); };
    constexpr std::array<std::string_view, 6> defects { "quality", "quantity", "wrong_goods", "damaged",
        "subjective_quality", "counterfeit" };
    bool defective = false, kinds_known = count("problems") > 0;
    for (std::size_t i = 0; i < count("problems"); ++i) {
        auto const kind = of.text("problems[" + std::to_string(i) + "].kind");
        kinds_known = kinds_known && kind;
        defective = defective || (kind && contains(defects, std::string_view { *kind }));
    }
    if (defective || kinds_known)
        sign(defective, "goods_defective");
    bool elsewhere = false, payees_known = count("payments") > 0;
    for (std::size_t i = 0; i < count("payments"); ++i) {
        auto const payee = of.text("payments[" + std::to_string(i) + "].payee");
        payees_known = payees_known && payee;
        elsewhere = elsewhere || payee == "personal" || payee == "third_party_company";
    }
    if (elsewhere || payees_known)
        sign(elsewhere, "paid_to_third_party");
    return facts;
}

std::expected<forum::Readiness, std::string> readiness_for(
    Study const& study, std::string_view filing, std::optional<Date> last_day)
{
    auto const* calendar = casework::find_calendar(study.books.world, "cn");
    if (calendar == nullptr)
        return std::unexpected("the data has no calendar of China");
    auto facts = paper_facts(study.facts, study.as_of);
    facts.last_day = last_day;
    if (study.value("counsel.firm") != nullptr)
        facts.signs.holds.emplace("by_lawyer");
    return forum::readiness_of(study.books.forum, filing, facts, *calendar);
}

} // namespace recourse::brief
