#include "core/evidence/readiness.hpp"

#include "base/check.hpp"

#include <boost/describe/enum_to_string.hpp>
#include <fmt/format.h>

#include <algorithm>

namespace recourse::evidence {

namespace {

template <class Enum>
std::string_view name(Enum value)
{
    std::string_view const found = boost::describe::enum_to_string(value, "");
    RECOURSE_ASSERT(!found.empty());
    return found;
}

bool was_done(ExhibitState const& exhibit, Step step)
{
    return std::ranges::find(exhibit.steps, step, &StepDone::step) != exhibit.steps.end();
}

std::string_view in_chinese(Hand hand)
{
    switch (hand) {
    case Hand::unknown:
        return "不明";
    case Hand::buyer:
        return "买方";
    case Hand::supplier:
        return "供应商";
    case Hand::platform:
        return "交易平台";
    case Hand::public_body:
        return "公文机关";
    case Hand::third_party:
        return "第三方";
    }
    RECOURSE_ASSERT(false);
}

std::string provisions(std::string_view article)
{
    return fmt::format("Evidence Provisions (2019), art. {}", article);
}

} // namespace

std::string_view word(Receiver receiver)
{
    return name(receiver);
}

std::string_view word(Missing missing)
{
    return name(missing);
}

std::string_view word(Ground ground)
{
    return name(ground);
}

bool lacks_original(ExhibitState const& exhibit)
{
    return exhibit.exhibit.form != Form::original && !was_done(exhibit, Step::original_seen);
}

std::optional<bool> lacks_authenticity(ExhibitState const& exhibit)
{
    auto const& origin = exhibit.exhibit.origin;
    if (origin.made_by != Hand::public_body)
        return false;
    if (origin.country.empty())
        return std::nullopt;
    if (origin.country == "CN" || was_done(exhibit, Step::apostilled))
        return false;
    bool const notarised = was_done(exhibit, Step::notarised);
    bool const own_way = origin.country == "HK" || origin.country == "MO" || origin.country == "TW";
    return own_way ? !notarised : !(notarised && was_done(exhibit, Step::legalised));
}

std::vector<Lack> lacks(State const& state, ExhibitState const& exhibit, Receiver receiver, act::Role viewer)
{
    std::vector<Lack> all;
    if (!is_live(exhibit))
        return all;
    auto const lack = [&](Missing missing, char const* why, char const* why_zh, std::string source) {
        all.push_back({ missing, why, why_zh, std::move(source) });
    };
    auto const of_list = [&] {
        switch (receiver) {
        case Receiver::prc_court:
            return provisions("19");
        case Receiver::cietac:
            return std::string { "CIETAC Guidelines on Evidence (2015); Arbitration Rules, on language" };
        }
        RECOURSE_ASSERT(false);
    };
    if (lacks_original(exhibit))
        lack(Missing::original,
            "Nobody has seen the original: it has to be shown, so keep the paper, phone or computer.",
            "尚无人核对原件：须出示原件，请保留原始载体。",
            provisions(is_electronic(exhibit.exhibit.kind) ? "15" : "11"));
    auto const authenticity = lacks_authenticity(exhibit);
    if (!authenticity)
        lack(Missing::country, "Say in which country it was issued: a foreign public document has to be proved.",
            "请注明公文书证的形成地：域外公文书证须履行证明手续。", provisions("16"));
    else if (*authenticity)
        lack(Missing::authenticity, "A public document from abroad needs an apostille, or a notary and a consulate.",
            "域外公文书证须办理附加证明书，或公证并经领事认证。", provisions("16"));
    auto const translation
        = lacks_translation(state, exhibit, [&](auto const& one) { return reads(viewer, one.compartment); });
    if (!translation)
        lack(Missing::language, "Say in which language it is; zxx for what has no words.",
            "请注明语言；没有文字的注明zxx。", provisions("17"));
    else if (*translation)
        lack(Missing::translation, "It needs a Chinese translation.", "须附中文译本。", provisions("17"));
    if (exhibit.exhibit.description.title_zh.empty())
        lack(Missing::title, "The list names it in Chinese.", "证据清单须有中文名称。", of_list());
    if (exhibit.number == 0)
        lack(Missing::number, "The list numbers each exhibit.", "证据清单须逐一编号。", of_list());
    return all;
}

std::uint32_t copies_needed(Receiver receiver, std::uint32_t opponents, std::uint32_t members)
{
    switch (receiver) {
    case Receiver::prc_court:
        return opponents + 1;
    case Receiver::cietac:
        return opponents + members + 1;
    }
    RECOURSE_ASSERT(false);
}

bool is_electronic(ExhibitKind kind)
{
    switch (kind) {
    case ExhibitKind::order_record:
    case ExhibitKind::payment_record:
    case ExhibitKind::platform_chat:
    case ExhibitKind::other_chat:
    case ExhibitKind::email:
    case ExhibitKind::photo:
    case ExhibitKind::video:
    case ExhibitKind::web_capture:
        return true;
    case ExhibitKind::contract:
    case ExhibitKind::inspection_report:
    case ExhibitKind::lab_report:
    case ExhibitKind::shipping_document:
    case ExhibitKind::customs_record:
    case ExhibitKind::witness:
    case ExhibitKind::other:
        return false;
    }
    RECOURSE_ASSERT(false);
}

std::vector<Presumption> presumptions(ExhibitState const& exhibit)
{
    std::vector<Presumption> all;
    if (!is_electronic(exhibit.exhibit.kind))
        return all;
    auto const& origin = exhibit.exhibit.origin;
    auto const holds = [&](Ground ground, std::string because, std::string because_zh, char const* article) {
        all.push_back({ ground, std::move(because), std::move(because_zh), provisions(article) });
    };
    bool const of_party = origin.against == Hand::buyer || origin.against == Hand::supplier;
    auto const handed_in_by = exhibit.by.role;
    bool const handed_in = origin.against == Hand::buyer
        ? handed_in_by == act::Role::buyer || handed_in_by == act::Role::counsel
        : handed_in_by == act::Role::supplier || handed_in_by == act::Role::supplier_counsel;
    if (of_party && (origin.made_by == origin.against || origin.kept_by == origin.against || handed_in)) {
        bool const own = origin.made_by == origin.against;
        bool const kept = origin.kept_by == origin.against;
        auto const* thing = exhibit.exhibit.kind == ExhibitKind::platform_chat ? "platform message" : "data";
        auto const whose = own ? fmt::format("the {}'s own {}", word(origin.against), thing)
            : kept             ? fmt::format("kept by the {}", word(origin.against))
                               : fmt::format("handed in by the {}", word(origin.against));
        holds(Ground::against_its_keeper, whose + ", against its interest",
            fmt::format("{}{}的电子数据，且于己不利", in_chinese(origin.against),
                own        ? "自己形成"
                    : kept ? "保管"
                           : "提交"),
            "94(1) no. 1");
    }
    if (origin.kept_by == Hand::platform)
        holds(Ground::neutral_platform, "kept by the platform on which the parties trade, which is no side of the case",
            "由记录和保存电子数据的中立第三方平台提供或确认", "94(1) no. 2");
    if (origin.ordinary_course)
        holds(Ground::ordinary_business, "it came about in ordinary business", "在正常业务活动中形成", "94(1) no. 3");
    if (origin.archived)
        holds(Ground::archived, "it is kept like archives", "以档案管理方式保管", "94(1) no. 4");
    if (origin.as_agreed)
        holds(Ground::as_agreed, "it was kept, sent and taken out as the parties had agreed",
            "以当事人约定的方式保存、传输、提取", "94(1) no. 5");
    if (was_done(exhibit, Step::notarised))
        holds(Ground::notarised, "its content is notarised", "内容经公证机关公证", "94(2)");
    return all;
}

} // namespace recourse::evidence
