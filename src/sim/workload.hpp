#pragma once

#include "core/claim/viewer.hpp"
#include "sim/auditor.hpp"
#include "sim/machine.hpp"

namespace recourse::sim {

/// Everybody who uses the service, well or badly: buyers, suppliers, their counsel, officers, inspectors, a carrier,
/// the holder of the funds, and whoever tries what he may not. They know what the event stream and the service tell
/// them.
class Workload {
public:
    Workload(Plan const&, Random);

    /// What somebody wants now; nothing: nobody wants anything, or the service gives no answer. Without id and content.
    struct Wish {
        app::Envelope envelope;
        bool hostile = false;
    };
    std::optional<Wish> next(Machine&, Directory const&);

private:
    using Actor = act::Actor;
    /// The subject as the service shows it; nothing: it gives no answer, or there is none.
    template <class State>
    std::optional<app::Aggregate<State>> read(Machine& machine, codec::Subject subject, std::uint64_t number)
    {
        auto found = machine.pipeline()->read({ subject, number });
        if (!found || !*found)
            return std::nullopt;
        return std::get<app::Aggregate<State>>(**found);
    }
    std::uint64_t recent(std::vector<std::uint64_t> const&);

    bool enough(Directory const&) const;
    Id<Party> buyer(Directory const&);
    Id<Party> supplier(Directory const&);
    Id<Party> inspector(Directory const&) const;
    Actor officer();
    Actor at(act::Role, Id<Party>) const;
    Actor provider() const { return { act::Role::provider, {}, {} }; }
    Money some(Money most);
    std::string reference();

    std::optional<Wish> of_party(Machine&, Directory const&);
    std::optional<Wish> of_account(Machine&, Directory const&);
    std::optional<Wish> draft(Machine&, Directory const&);
    order::Terms terms(Machine&, Directory const&);
    std::optional<Wish> of_order(Machine&, Directory const&);
    order::Command order_command(Machine&, order::State const&, Actor&);
    order::Command payment(order::State const&);
    order::ShippingMode mode();
    claim::Open opening(order::State const&, Date today);
    std::optional<Wish> of_claim(Machine&, Directory const&);
    std::optional<claim::Command> claim_command(
        claim::State const&, order::State const&, claim::Allowed const&, Actor const&, Date today, Directory const&);
    claim::Offer offer(claim::State const&, Date today);
    std::optional<Wish> of_standing(Machine&, Directory const&);
    std::optional<Wish> of_matter(Machine&, Directory const&);
    std::optional<Wish> new_matter(Machine&, Directory const&);
    std::optional<Wish> of_dossier(Machine&, Directory const&);
    std::optional<Wish> of_remittance(Machine&, Directory const&);
    std::optional<Wish> new_remittance(Machine&, Directory const&);
    std::optional<Wish> repayment(Machine&, Directory const&, remittance::Detail);
    void turn_bad(Wish&, Directory const&);

    Plan const& plan_;
    Random random_;
    std::uint64_t references_ = 0;
};

} // namespace recourse::sim
