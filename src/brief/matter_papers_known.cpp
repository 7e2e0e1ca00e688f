#include "brief/contains.hpp"
#include "brief/matter_filings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

// What a matter knows of the papers that filings need.

namespace recourse::brief {

namespace {

/// The kind under which a matter keeps the drafts of a paper of a filing; nothing: under none of its own.
std::optional<matter::PaperKind> kind_of(std::string_view filing, std::string_view paper)
{
    using enum matter::PaperKind;
    struct Row {
        std::string_view filing; ///< empty: each
        std::string_view paper;
        matter::PaperKind kind;
    };
    static constexpr std::array<Row, 9> rows { { { "complaint", "statement", complaint },
        { "cietac", "statement", arbitration_request }, { {}, "preservation-application", preservation_application },
        { {}, "evidence-application", evidence_preservation_application }, { {}, "evidence-list", evidence_list },
        { {}, "power-of-attorney", power_of_attorney }, { {}, "authority", representative_certificate },
        { {}, "story", police_report }, { {}, "objection-ground", deregistration_objection } } };
    for (auto const& row : rows) {
        if (row.paper == paper && (row.filing.empty() || row.filing == filing))
            return row.kind;
    }
    return std::nullopt;
}

} // namespace

bool says_fraud(casework::Facts const& facts)
{
    constexpr std::array<std::string_view, 3> kinds { "deposit_fraud", "payment_diverted", "counterfeit" };
    auto const count = facts.items(static_cast<std::uint16_t>(casework::find_group("problems")));
    for (std::size_t i = 0; i < count; ++i) {
        auto const kind = facts.text(fmt::format("problems[{}].kind", i));
        if (kind && contains(kinds, std::string_view { *kind }))
            return true;
    }
    return false;
}

std::map<std::string, forum::Have, std::less<>> papers_known(forum::Book const& book, matter::State const& state)
{
    std::map<std::string, forum::Have, std::less<>> known;
    constexpr std::string_view list = "evidence-list";
    auto const number = draft_of(state, {}, list);
    if (number != 0 && state.papers[number - 1].approved_on && forum::knows_paper(book, list))
        known[std::string { list }] = forum::Have::have;
    for (auto const& one : state.needed_papers) {
        if (!forum::knows_paper(book, one.paper.paper))
            continue;
        known[one.paper.paper] = one.paper.state == matter::PaperHave::have ? forum::Have::have
            : one.paper.state == matter::PaperHave::missing                 ? forum::Have::missing
                                                                            : forum::Have::unknown;
    }
    return known;
}

std::uint32_t draft_of(matter::State const& state, std::string_view filing, std::string_view paper)
{
    auto const kind = kind_of(filing, paper);
    for (auto number = state.papers.size(); kind && number > 0; --number) {
        auto const& one = state.papers[number - 1];
        if (one.paper.kind == *kind && one.phase != matter::PaperPhase::replaced)
            return static_cast<std::uint32_t>(number);
    }
    return 0;
}

void add_signs(matter::State const& state, std::optional<bool> abroad, forum::Signs& signs)
{
    auto const sign = [&](bool holds, std::string_view name) { (holds ? signs.holds : signs.fails).emplace(name); };
    if (!state.counsel.empty() || state.engagement)
        sign(true, "by_lawyer");
    auto const pending = matter::pending_filing(state);
    bool const arbitration = pending != 0 && state.filings[pending - 1].bench != matter::Bench::court;
    sign(arbitration, "arbitration_pending");
    // Security is compulsory for preservation in a foreign-related arbitration (CPL Interpretation art. 540).
    if (arbitration && abroad.value_or(false))
        sign(true, "guarantee_asked");
    for (auto one = state.titles.rbegin(); one != state.titles.rend(); ++one) {
        if (one->fell)
            continue;
        sign(!one->title.chinese, "award_abroad");
        break;
    }
}

} // namespace recourse::brief
