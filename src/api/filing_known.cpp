#include "api/filing_views.hpp"

#include "api/case_now.hpp"
#include "base/check.hpp"
#include "brief/paper_signs.hpp"
#include "core/evidence/viewer.hpp"
#include "core/party/party.hpp"

#include <algorithm>

// What the desk knows before it looks at the filings of a matter.

namespace recourse::api {

namespace {

/// Whether some of the evidence is in another language than Chinese; nothing: no language is known.
std::optional<bool> is_foreign(Call& call, matter::State const& state)
{
    auto const folder = state.order ? std::optional { Id<Dossier> { state.order.number } } : state.dossier;
    if (!folder)
        return std::nullopt;
    auto const dossier = peek<evidence::State>(call.desk, { codec::Subject::dossier, folder->number });
    if (dossier.version == 0 || !may_see(call.caller, dossier.state))
        return std::nullopt;
    bool known = false;
    for (auto const& one : evidence::seen(dossier.state, call.caller.actor).exhibits) {
        auto const& language = one.exhibit.origin.language;
        if (!is_live(one) || language.empty())
            continue;
        if (!language.starts_with("zh"))
            return true;
        known = true;
    }
    return known ? std::optional { false } : std::nullopt;
}

} // namespace

FilingKnown filing_known(Call& call, matter::State const& state)
{
    FilingKnown known;
    auto const books = call.desk.books();
    auto const track = track_of(call.desk, state.order);
    auto const facts = facts_of(*books, state, track);
    auto const today = call.desk.today();
    if (state.clause && !state.clause->text.empty()) {
        if (auto read = forum::ClauseReader(forum_book()).read(state.clause->text))
            known.clause = *std::move(read);
    }
    known.ground
        = { nullptr, state.order ? track.order.terms.arbitration : std::string {}, brief::says_fraud(facts), today };
    known.facts = brief::paper_facts(facts, today);
    auto& signs = known.facts.signs;
    auto const client = peek<party::State>(call.desk, { codec::Subject::party, state.client.number }).state.profile;
    if (!client.country.empty()) {
        known.facts.claimant_country = client.country;
        signs.holds.erase("claimant_abroad");
        signs.fails.erase("claimant_abroad");
        (client.country == "CN" ? signs.fails : signs.holds).emplace("claimant_abroad");
    }
    if (client.country == "CN")
        signs.fails.emplace("signed_abroad");
    signs.holds.emplace("claimant_company"); // parties of a desk are companies
    if (auto const foreign = is_foreign(call, state))
        (*foreign ? signs.holds : signs.fails).emplace("foreign_language");
    std::optional<bool> abroad;
    if (signs.knows("claimant_abroad"))
        abroad = signs.holds.contains("claimant_abroad");
    brief::add_signs(state, abroad, signs);
    known.facts.papers = brief::papers_known(forum_book(), state);
    return known;
}

forum::Words question_of_paper_sign(std::string_view sign)
{
    struct Question {
        std::string_view sign, en, zh;
    };
    static constexpr std::array<Question, 12> questions { {
        { "claimant_abroad", "Is the claimant from outside mainland China?", "申请人是否在中国内地以外？" },
        { "claimant_company", "Is the claimant a company?", "申请人是否为企业？" },
        { "by_lawyer", "Does a lawyer act for the claimant?", "是否委托律师？" },
        { "signed_abroad", "Will the power of attorney be signed outside China?", "授权委托书是否在境外签署？" },
        { "foreign_papers", "Is there evidence made by an authority abroad?", "是否有境外形成的公文书证？" },
        { "foreign_language", "Is some of the evidence not in Chinese?", "是否有外文证据？" },
        { "guarantee_asked", "Does the court ask for security?", "法院是否要求提供担保？" },
        { "urgent", "Is it urgent: may assets or evidence be gone soon?", "情况是否紧急，财产或证据可能灭失？" },
        { "paid_to_third_party", "Was somebody else paid than the contract party?", "是否付款至合同方以外的第三方？" },
        { "goods_defective", "Are the goods defective?", "货物是否有质量问题？" },
        { "arbitration_pending", "Does an arbitration run?", "仲裁是否正在进行？" },
        { "award_abroad", "Was the award or judgment made outside mainland China?", "裁决或判决是否在内地以外作出？" },
    } };
    static_assert(questions.size() == forum::paper_signs.size());
    auto const found = std::ranges::find(questions, sign, &Question::sign);
    RECOURSE_ASSERT(found != questions.end());
    return { std::string { found->en }, std::string { found->zh } };
}

} // namespace recourse::api
