#include "brief/filler.hpp"

#include <fmt/format.h>

#include <array>

// The exhibits of the case, and which of them a paper means. An exhibit is named only where the case has one alone of
// its kind: which of two photographs shows a defect, a person says.

namespace recourse::brief {

namespace {

constexpr std::array<std::string_view, 1> contracts { "contract" };
constexpr std::array<std::string_view, 1> orders { "order_record" };
constexpr std::array<std::string_view, 2> reports { "inspection_report", "lab_report" };
constexpr std::array<std::string_view, 4> core { "contract", "order_record", "inspection_report", "payment_record" };

Words form_of(std::optional<bool> original)
{
    if (!original)
        return {};
    return *original ? Words { "original", "原件" } : Words { "copy", "复印件" };
}

/// Why a kind of evidence matters, as the answer of the case says.
Words why(Study const& study, std::string_view kind)
{
    Words words;
    for (auto const& item : study.en.evidence)
        if (item.kind == kind)
            words.en = item.why;
    for (auto const& item : study.zh.evidence)
        if (item.kind == kind)
            words.zh = item.why;
    return words;
}

} // namespace

void fill_evidence(Filler& filler)
{
    auto const& facts = filler.study.facts;
    std::vector<papers::Row> exhibits, documents;
    for (std::size_t i = 0; i < filler.study.exhibits.size(); ++i) {
        auto const at = fmt::format("evidence[{}]", i);
        papers::ExhibitPages const whole { filler.study.exhibits[i].id };
        auto const kind = facts.text(at + ".kind");
        auto const note = facts.text(at + ".note");
        papers::Row row;
        cell(row, "exhibit", std::optional { whole });
        if (kind)
            cell(row, "kind", kind_of_evidence(*kind));
        cell(row, "name", note ? words_of(*note) : kind ? kind_of_evidence(*kind) : Words {});
        cell(row, "day", facts.date(at + ".date"));
        cell(row, "form", form_of(facts.boolean(at + ".original")));
        exhibits.push_back(std::move(row));
        if (!kind || !contains(core, std::string_view { *kind }))
            continue;
        papers::Row document;
        cell(document, "document", std::optional { whole });
        cell(document, "why", why(filler.study, *kind));
        if (auto const original = facts.boolean(at + ".original"))
            cell(document, "gap",
                *original ? Words { "nothing: the original is there", "无：已有原件" }
                          : Words { "the original", "原件" });
        documents.push_back(std::move(document));
    }
    filler.put_rows("exhibits", std::move(exhibits));
    filler.put_rows("core_documents", std::move(documents));
    auto contract = filler.only_exhibit(contracts);
    if (!contract && marks_of(facts, filler.study.exhibits, contracts).empty())
        contract = filler.only_exhibit(orders);
    if (contract)
        filler.put("exhibit.contract", *contract);
    if (auto const report = filler.only_exhibit(reports))
        filler.put("exhibit.inspection", *report);
    // Which paper holds the clause is not a fact of its own: the contract, for counsel to check.
    bool const clause
        = filler.find("order.arbitration_clause") != nullptr || filler.find("order.court_clause") != nullptr;
    if (auto const* known = filler.find("exhibit.contract"); known != nullptr && clause)
        filler.put("exhibit.clause", std::get<papers::ExhibitPages>(known->is),
            { "taken to stand in the contract: check", "推定载于合同：请核对" });
}

} // namespace recourse::brief
