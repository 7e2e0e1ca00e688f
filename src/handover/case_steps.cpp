#include "handover/case_steps.hpp"

#include "core/quantum/head.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace recourse::handover {

namespace {

using quantum::Head;

matter::HeadKind kind_of(Head head)
{
    switch (head) {
    case Head::price_refund:
    case Head::price_reduction:
        return matter::HeadKind::price;
    case Head::lost_profit:
        return matter::HeadKind::lost_profit;
    case Head::liquidated_damages:
        return matter::HeadKind::liquidated_damages;
    case Head::deposit_doubled:
        return matter::HeadKind::deposit;
    case Head::damages:
    case Head::substitute_purchase:
    case Head::freight:
    case Head::inspection:
    case Head::storage:
        return matter::HeadKind::damages;
    case Head::preservation_cost:
    case Head::notary:
    case Head::translation:
    case Head::legal_costs:
    case Head::forum_fee:
    case Head::enforcement_fee:
        return matter::HeadKind::costs;
    }
    return matter::HeadKind::other;
}

matter::Route route_of(quantum::Via via)
{
    switch (via) {
    case quantum::Via::platform_refund:
        return matter::Route::platform;
    case quantum::Via::part_payment:
        return matter::Route::voluntary;
    case quantum::Via::settlement_instalment:
        return matter::Route::settlement;
    case quantum::Via::chargeback:
        return matter::Route::chargeback;
    case quantum::Via::set_off:
        return matter::Route::set_off;
    case quantum::Via::insurance:
        return matter::Route::insurance;
    case quantum::Via::enforcement:
        return matter::Route::enforcement;
    }
    return matter::Route::other;
}

/// The word of a case file as that of a matter: the same words.
matter::Standing standing_of(std::string const& word)
{
    auto standing = matter::Standing::unknown;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<matter::Standing>>([&](auto one) {
        if (word == one.name)
            standing = one.value;
    });
    return standing;
}

class OfCase {
public:
    explicit OfCase(brief::Study const& study) : study_(study), facts_(study.facts) { }

    MatterFile take() &&
    {
        open();
        supplier();
        heads();
        clause();
        footing();
        acts();
        receipts();
        left_to_people();
        file_.counted_on = study_.as_of;
        return std::move(file_);
    }

private:
    template <class Command>
    void step(Command command, std::string list = {})
    {
        auto const number = list.empty() ? 0 : ++made_[list];
        file_.steps.steps.push_back({ matter::Command { std::move(command) }, std::move(list), number });
    }
    void left(std::string what, std::string why)
    {
        file_.steps.left_out.push_back({ std::move(what), std::move(why) });
    }
    std::string text(std::string_view fact) const { return facts_.text(fact).value_or(std::string {}); }
    std::size_t count(std::string_view group) const
    {
        return facts_.items(static_cast<std::uint16_t>(casework::find_group(group)));
    }
    std::string given_text(std::string_view field) const
    {
        auto const* value = study_.value(field);
        auto const* words = value == nullptr ? nullptr : std::get_if<papers::Words>(&value->is);
        return words == nullptr ? std::string {} : words->zh.empty() ? words->en : words->zh;
    }
    std::optional<Date> earliest(std::string_view of_problem) const
    {
        std::optional<Date> first;
        for (std::size_t i = 0; i < count("problems"); ++i)
            if (auto const day = facts_.date(fmt::format("problems[{}].{}", i, of_problem)))
                first = std::min(first.value_or(*day), *day);
        return first;
    }

    Currency currency() const
    {
        auto const of = study_.basis.particulars.currency;
        if (of != Currency {})
            return of;
        auto const value = facts_.money("order.value");
        return value ? value->currency : Currency {};
    }

    void open()
    {
        matter::OpenOutside command;
        command.against = text("supplier.name");
        if (command.against.empty())
            command.against = text("supplier.name_zh");
        if (command.against.empty())
            command.against = "not known";
        command.currency = currency() == Currency {} ? "USD" : std::string { currency().code() };
        command.title = text("title");
        if (command.title.empty())
            command.title = text("order.number").empty() ? "Case" : "Order " + text("order.number");
        if (currency() == Currency {})
            left("the currency of the contract", "the case does not say it; the matter is opened in USD");
        step(std::move(command));
    }

    void supplier()
    {
        matter::Pursued one;
        one.name = text("supplier.name");
        one.name_zh = text("supplier.name_zh");
        if (one.name.empty() && one.name_zh.empty())
            return left("who is pursued", "the case names no supplier");
        one.uscc = text("supplier.uscc");
        if (auto const country = text("supplier.country"); country.size() == 2)
            one.country = country;
        one.address = given_text("supplier.address");
        one.standing = standing_of(text("supplier.status"));
        one.checked_on = facts_.date("supplier.status_checked_on");
        step(matter::AddPursued { std::move(one) }, "pursued");
    }

    void heads()
    {
        for (auto const& item : study_.basis.particulars.items) {
            auto const worth = quantum::measured(item, item.id);
            if (!worth || worth->amount.currency != currency() || worth->amount.minor <= 0) {
                left(fmt::format("head {}", item.id),
                    "its sum is in another currency than the contract's, or not known");
                continue;
            }
            auto const basis = quantum::basis_of(item.head);
            matter::Head head { kind_of(item.head), worth->amount,
                item.clause.empty() ? fmt::format("{} {}", basis.title, basis.clause) : item.clause, item.interest_from,
                {}, {} };
            head.note = item.what.empty() ? quantum::word(item.head).en : item.what.en;
            step(matter::AddHead { std::move(head) }, "heads");
        }
        for (auto const& remark : study_.basis.remarks)
            left(remark.fact, remark.says.en);
    }

    void clause()
    {
        auto words = given_text("order.arbitration_clause");
        if (words.empty())
            words = given_text("order.court_clause");
        if (words.empty())
            words = text("order.court_clause");
        matter::Clause clause;
        clause.text = words;
        clause.law = text("order.governing_law");
        if (auto const institution = text("order.arbitration"); institution != "none")
            clause.institution = institution;
        if (clause.text.empty())
            return left("the clause on disputes", "its words are not given: order.arbitration_clause has them");
        if (study_.clause)
            clause.worth = worth_of(study_.clause->verdict);
        step(matter::RecordClause { std::move(clause) });
    }

    static matter::ClauseWorth worth_of(forum::Verdict verdict)
    {
        switch (verdict) {
        case forum::Verdict::valid:
            return matter::ClauseWorth::valid;
        case forum::Verdict::defective:
            return matter::ClauseWorth::defective;
        case forum::Verdict::competing:
        case forum::Verdict::either_or:
            return matter::ClauseWorth::competing;
        case forum::Verdict::none:
            return matter::ClauseWorth::none;
        case forum::Verdict::unclear:
            return matter::ClauseWorth::unknown;
        }
        return matter::ClauseWorth::unknown;
    }

    void footing()
    {
        limitation::Footing footing;
        footing.cisg = study_.cisg.value_or(false);
        footing.defect_found_on = earliest("found_on");
        footing.handed_over_on = facts_.date("delivery.delivered_on");
        // What the assessment counts limitation from.
        auto const limitation = std::ranges::find(study_.en.deadlines, "limitation", &casework::Deadline::id);
        if (limitation != study_.en.deadlines.end())
            footing.known_on = limitation->from;
        step(matter::StateFooting { footing });
    }

    void act(limitation::ActKind kind, std::string_view fact)
    {
        auto const on = facts_.date(fact);
        if (!on)
            return;
        limitation::Act one;
        one.kind = kind;
        one.on = *on;
        step(matter::RecordAct { one, 0, {}, "by the case file, without a proof" }, "acts");
    }

    void acts()
    {
        if (auto const on = earliest("notified_on"))
            step(matter::GiveNotice { { matter::NoticeKind::non_conformity, *on, "by the case file", {} } }, "notices");
        act(limitation::ActKind::demand, "legal.demand_sent_on");
        act(limitation::ActKind::part_payment, "legal.part_paid_on");
        act(limitation::ActKind::platform_claim, "claim.filed_on");
    }

    void receipts()
    {
        for (auto const& one : study_.basis.particulars.receipts) {
            if (one.amount.currency != currency()) {
                left(fmt::format("receipt {}", one.id), "it came in another currency: its rate has to be said");
                continue;
            }
            matter::Receipt receipt;
            receipt.route = route_of(one.via);
            receipt.amount = one.amount;
            receipt.on = one.date;
            receipt.note = one.note.en;
            step(matter::RecordReceipt { std::move(receipt), false }, "receipts");
        }
    }

    void left_to_people()
    {
        if (facts_.date("legal.filed_on"))
            left("the filing", "the case does not say its amount: record it once the forum is chosen");
        if (facts_.date("legal.frozen_on"))
            left("the freeze", "the case does not say what was frozen: record it");
        if (facts_.date("legal.award_on"))
            left("the award", "the case does not say its sums: record it");
        if (count("offers") > 0)
            left("offers", "they are in case/: record those that are open");
    }

    brief::Study const& study_;
    casework::Facts const& facts_;
    MatterFile file_;
    std::map<std::string, std::uint32_t, std::less<>> made_;
};

} // namespace

MatterFile case_steps(brief::Study const& study)
{
    return OfCase { study }.take();
}

} // namespace recourse::handover
