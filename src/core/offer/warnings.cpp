#include "core/offer/offer.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace recourse::offer {

using casework::Severity;
using casework::SourceRef;

namespace {

SourceRef inference(std::string says = "practice of the two tracks")
{
    SourceRef source;
    source.title = std::move(says);
    source.mark = "inference";
    return source;
}

SourceRef law(std::string document, std::string clause, std::string mark = "primary")
{
    SourceRef source;
    source.document = std::move(document);
    source.clause = std::move(clause);
    source.mark = std::move(mark);
    return source;
}

class Warnings {
public:
    Warnings(Offer const& offer, Position const& position) : offer_(offer), position_(position) { }

    std::vector<Warning> run()
    {
        waivers();
        performance();
        words();
        std::ranges::stable_sort(list_, {}, &Warning::severity);
        return std::move(list_);
    }

private:
    void warn(std::string id, Severity severity, std::string en, std::string zh, SourceRef source)
    {
        list_.push_back({ std::move(id), severity, { std::move(en), std::move(zh) }, std::move(source) });
    }

    void waivers()
    {
        auto const above = position_.open - offer_.total();
        if (offer_.full_and_final()) {
            if (above.minor > 0)
                warn("full-and-final", Severity::stop,
                    fmt::format("'Full and final' gives up everything beyond the offer: {}.", display(above)),
                    fmt::format("“全部了结”意味着放弃方案之外的一切：{}。", display(above)), inference());
        } else if (offer_.waives_legal)
            warn("waives-other-track", Severity::stop,
                "It gives up the legal track: what the programme does not pay is lost.",
                "该方案放弃法律途径：平台不赔付的部分将无从追回。", inference());
        else if (offer_.waives_assurance)
            warn("waives-other-track", Severity::stop,
                "It gives up the programme's claim: take that only against money that has come in.",
                "该方案放弃平台索赔：仅应以已到账款项为对价。", inference());
        if (!offer_.revival_clause && unsecured())
            warn("no-revival-clause", Severity::stop,
                "There is no clause by which the whole claim stands again where it is not paid: the claim may be "
                "limited to the agreed sum.",
                "没有“未付则恢复全部债权”条款：请求可能仅限于和解金额。",
                { "", "a settlement replaces the debt", "", "", "inference", "unverified", {} });
        if (offer_.on_platform)
            warn("platform-closes", Severity::stop,
                "An agreement in the platform's form closes its case, and the platform does not see to its "
                "performance.",
                "在平台达成协议即结案，平台不负责其履行。", law("help-20155175", "", "secondary"));
    }

    bool unsecured() const
    {
        return std::ranges::any_of(offer_.instalments, [](auto const& one) { return !one.secured; });
    }

    void performance()
    {
        switch (offer_.before) {
        case Before::nothing:
            break;
        case Before::originals:
            warn("paid-after-originals", Severity::stop,
                "Payment follows the delivery of originals: they are your proof. Hand them to a third party, against "
                "payment.",
                "先交原件后付款：原件是证据。应交第三方保管，付款时交付。", inference());
            break;
        case Before::goods_back:
            warn("do-not-return-goods-first", Severity::stop,
                "Do not send goods back before the refund is secured: the goods are your proof and your lever.",
                "退款有保障前不要退货：货物是证据也是筹码。", inference());
            break;
        case Before::claim_withdrawn:
            warn("withdrawn-before-paid", Severity::stop,
                "The claim is withdrawn before anything is paid: it may not be opened again.",
                "付款前先撤回索赔：撤回后可能无法再次提出。", inference());
            break;
        case Before::freeze_lifted:
            warn("freeze-lifted-first", Severity::stop,
                "The freeze is lifted before anything is paid: it is what makes them pay. Lift it when the money is "
                "there.",
                "付款前先解除保全：保全正是促使付款的手段。应在款项到账后解除。", inference());
            break;
        }
        if (offer_.instalments.size() > 1 && !offer_.acceleration_clause && unsecured())
            warn("no-acceleration", Severity::warn, "Where one instalment fails, the others do not fall due.",
                "一期未付时，其余各期并不立即到期。", inference());
        if (position_.frozen && offer_.before != Before::freeze_lifted && unsecured()) {
            auto const last = offer_.instalments.back().day;
            warn("freeze-must-hold", Severity::warn,
                fmt::format("The last payment comes on day {}: the freeze has to be renewed until it is there.", last),
                fmt::format("最后一期在第{}天支付：保全须续至款项到账。", last), inference());
        }
        if (!unsecured())
            return;
        warn("cleared-funds", Severity::note, "Nothing is given up before the money has come in for good.",
            "款项最终到账前不放弃任何权利。", inference());
    }

    void words()
    {
        if (!offer_.authority_shown)
            warn("authority", Severity::warn,
                "Who signs has to show authority, with the company's chop: else the company is hardly bound.",
                "签署人应出示授权并加盖公章：否则难以约束公司。", inference());
        if (!offer_.acknowledges_debt)
            warn("acknowledgement", Severity::note,
                "Ask for an acknowledgement of the debt: an agreement to pay lets the limitation period run anew.",
                "应要求承认债务：同意履行可使诉讼时效重新计算。", law("civil-code-general", "art. 195"));
        warn("propose-without-admission", Severity::note,
            "Propose sums without admitting facts: talks before a suit are not clearly protected.",
            "只谈金额，不承认事实：诉前协商内容不当然受保护。", law("cplint", "art. 107"));
    }

    Offer const& offer_;
    Position const& position_;
    std::vector<Warning> list_;
};

} // namespace

std::vector<Warning> warnings_of(Offer const& offer, Position const& position)
{
    return Warnings(offer, position).run();
}

} // namespace recourse::offer
