#include "brief/pursuit_signs.hpp"

#include "base/check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace recourse::brief {

namespace {

using matter::PursuedRole;
using matter::Standing;

void by_payments(casework::Facts const& facts, forum::Signs& signs)
{
    auto const count = facts.items(static_cast<std::uint16_t>(casework::find_group("payments")));
    bool known = count > 0, company = false, person = false, places_known = true, hong_kong = false;
    for (std::size_t i = 0; i < count; ++i) {
        auto const payee = facts.text(fmt::format("payments[{}].payee", i));
        known = known && payee;
        person = person || payee == "personal";
        if (payee != "third_party_company")
            continue;
        company = true;
        auto const place = facts.text(fmt::format("payments[{}].payee_country", i));
        places_known = places_known && place;
        hong_kong = hong_kong || place == "HK";
    }
    auto const say = [&](bool holds, bool is_known, char const* sign) {
        if (holds)
            signs.holds.emplace(sign);
        else if (is_known)
            signs.fails.emplace(sign);
    };
    say(person, known, "payee_personal");
    say(company, known, "payee_company");
    say(hong_kong, known && places_known, "payee_hong_kong");
}

void holds(forum::Signs& signs, char const* sign)
{
    signs.fails.erase(sign);
    signs.holds.emplace(sign);
}

} // namespace

forum::Signs ladder_signs_of(matter::State const& state, casework::Facts const& facts)
{
    forum::Signs signs;
    by_payments(facts, signs);
    for (auto const& [who, on, dropped] : state.pursued) {
        if (dropped)
            continue;
        bool const hong_kong = who.country == "HK" || who.role == PursuedRole::hong_kong;
        if (who.role == PursuedRole::guarantor)
            holds(signs, "promise_to_pay");
        else if (who.role == PursuedRole::payee && hong_kong)
            holds(signs, "payee_hong_kong");
        else if (who.role == PursuedRole::payee && !who.uscc.empty())
            holds(signs, "payee_company"); // only companies have a code
        else if (hong_kong && (who.role == PursuedRole::hong_kong || who.role == PursuedRole::supplier))
            holds(signs, "hong_kong_company");
    }
    return signs;
}

bool is_registered_company(matter::Pursued const& who)
{
    bool const company
        = who.role == PursuedRole::supplier || who.role == PursuedRole::payee || who.role == PursuedRole::other;
    return company && (who.country.empty() || who.country == "CN");
}

std::vector<forum::SupplierStatus const*> statuses_of(forum::Book const& book, matter::Pursued const& who)
{
    std::vector<forum::SupplierStatus const*> all;
    if (who.role == PursuedRole::hong_kong || who.country == "HK") {
        if (auto const* status = book.status("hong-kong"))
            all.push_back(status);
        return all;
    }
    // That nobody answers says nothing about the register.
    if (!is_registered_company(who) || who.standing == Standing::unknown || who.standing == Standing::silent)
        return all;
    for (auto const& status : book.statuses) {
        if (status.fact == matter::word(who.standing))
            all.push_back(&status);
    }
    return all;
}

std::optional<Date> runs_from(forum::LadderPeriod const& period, matter::Pursued const& who)
{
    if (period.id == "simplified-notice.object")
        return who.deregistration_notice_on;
    if (period.id == "liquidating.claim-notice")
        return who.liquidation_notified_on;
    if (period.id == "liquidating.claim-announcement")
        return who.liquidation_announced_on;
    return std::nullopt;
}

forum::Words question_of_ladder_sign(std::string_view sign)
{
    struct Question {
        std::string_view sign, en, zh;
    };
    static constexpr std::array<Question, 15> questions { {
        { "sole_shareholder", "Does the company have a single shareholder?", "公司是否只有一名股东？" },
        { "assets_mixed", "Do accounts, payments or staff of company and shareholder run together?",
            "公司与股东的账目、款项或人员是否混同？" },
        { "sister_company", "Does the same shareholder control another company?", "同一股东是否控制其他公司？" },
        { "capital_unpaid", "Is capital due and unpaid?", "是否有已届期而未缴的出资？" },
        { "capital_due_later", "Is capital promised that is not due yet?", "是否有未届期的认缴出资？" },
        { "capital_withdrawn", "Did a shareholder take capital back?", "股东是否抽逃出资？" },
        { "shares_transferred_unpaid", "Were shares sold that were not paid up?", "是否转让了未缴足出资的股权？" },
        { "promise_to_pay", "Did somebody promise, to us or to the register, to answer for the debts?",
            "是否有人向我方或登记机关承诺承担债务？" },
        { "gratuitous_transfer", "Were assets of the company given away?", "公司财产是否被无偿处分？" },
        { "payee_company", "Was another company paid than the contract party?", "是否付款至合同方以外的公司？" },
        { "payee_personal", "Was a person's account paid?", "是否付款至个人账户？" },
        { "payee_hong_kong", "Was a Hong Kong company paid?", "是否付款至香港公司？" },
        { "hong_kong_company", "Did a Hong Kong company sign or trade?", "是否有香港公司签约或交易？" },
        { "joint_stock", "Is it a joint-stock company?", "是否为股份有限公司？" },
        { "before_2024_07_01", "Do the facts lie before 1 July 2024?", "相关事实是否发生在2024年7月1日之前？" },
    } };
    static_assert(questions.size() == forum::ladder_signs.size());
    auto const found = std::ranges::find(questions, sign, &Question::sign);
    RECOURSE_ASSERT(found != questions.end());
    return { std::string { found->en }, std::string { found->zh } };
}

} // namespace recourse::brief
