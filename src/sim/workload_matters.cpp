#include "sim/workload.hpp"

#include "app/platform_facts.hpp"
#include "sim/pursuit.hpp"

#include <algorithm>

// What a buyer and its counsel do with the legal recovery of a case: what the service says may be done, with values
// that fit.

namespace recourse::sim {

using act::Role;
using codec::Subject;

namespace {

/// Another person than the buyer's own, so that two can look at one thing.
act::Actor lawyer_of(Id<Party> client)
{
    return { Role::counsel, client, { 500 + client.number } };
}

} // namespace

std::optional<Workload::Wish> Workload::new_matter(Machine& machine, Directory const& known)
{
    auto const language = random_.pick({ matter::PaperLanguage::en, matter::PaperLanguage::bilingual });
    if (random_.below(6) == 0) {
        matter::OpenOutside open { {}, "Oak Co", "", random_.pick<std::string>({ "USD", "CNY" }), language, "Chairs" };
        auto const by = at(random_.pick({ Role::buyer, Role::counsel }), buyer(known));
        return Wish { { {}, {}, by, { Subject::matter, 0 }, matter::Command { std::move(open) }, {}, {} } };
    }
    if (known.orders.empty())
        return std::nullopt;
    // Rather of an order on which there is a claim.
    std::uint64_t number = recent(known.orders);
    if (!known.claims.empty() && random_.below(3) > 0) {
        auto const claim = read<claim::State>(machine, Subject::claim, recent(known.claims));
        if (claim && claim->state.order)
            number = claim->state.order.number;
    }
    auto const order = read<order::State>(machine, Subject::order, number);
    if (!order || order->state.phase == order::Phase::none)
        return std::nullopt;
    auto const& terms = order->state.terms;
    auto const currency
        = random_.below(10) == 0 ? std::string { "CNY" } : std::string { terms.price_goods.currency.code() };
    matter::Open open { "Li & Partners", currency, language, "Pumps" };
    auto const by = random_.below(2) == 0 ? at(Role::buyer, terms.buyer) : lawyer_of(terms.buyer);
    return Wish { { {}, {}, by, { Subject::matter, number }, matter::Command { std::move(open) }, {}, {} } };
}

std::optional<Workload::Wish> Workload::of_matter(Machine& machine, Directory const& known)
{
    if (known.matters.empty() || random_.below(14) == 0)
        return new_matter(machine, known);
    // Mostly the latest: a recovery has many steps.
    auto const& all = known.matters;
    auto const window = random_.below(5) > 0 ? std::min<std::size_t>(all.size(), 2) : all.size();
    auto const number = all[all.size() - 1 - random_.below(window)];
    auto const found = read<matter::State>(machine, Subject::matter, number);
    if (!found || found->state.phase == matter::Phase::none)
        return std::nullopt;
    auto const& state = found->state;
    auto const lawyer = lawyer_of(state.client);
    auto by = random_.below(2) == 0 ? at(Role::buyer, state.client) : lawyer;

    auto const books = machine.books();
    auto const today = machine.today();
    auto context_of = [&](act::Actor const& actor) {
        return matter::Context { actor, { machine.clock().now(), today }, app::chinese_calendar(*books) };
    };
    auto context = context_of(by);
    std::vector<app::Aggregate<claim::State>> claims;
    if (state.order) {
        auto const order = read<order::State>(machine, Subject::order, state.order.number);
        if (!order)
            return std::nullopt;
        for (auto const claim : order->state.claims) {
            auto one = read<claim::State>(machine, Subject::claim, claim.number);
            if (!one)
                return std::nullopt;
            claims.push_back(*std::move(one));
        }
        std::vector<claim::State const*> states;
        for (auto const& one : claims)
            states.push_back(&one.state);
        context.order = app::order_facts(state.order, order->state);
        context.platform = app::platform_of(*books, order->state, states, today);
    }
    Pursuit pursuit(random_, state, context);
    std::optional<matter::Allowed> aim;
    if (auto const step = pursuit.next_step(); step && random_.below(4) > 0) {
        aim = matter::Allowed { *step, 0 };
        context.actor = by = lawyer;
    } else
        aim = pursuit.some_of(matter::view(state, context).allowed);
    // Now and then something is tried that is not offered.
    if (!aim || random_.below(10) == 0)
        aim = matter::Allowed { static_cast<matter::Act>(random_.below(50)),
            static_cast<std::uint32_t>(random_.below(4)) };
    // A matter ends only now and then, or nothing else would ever come of one.
    bool const ends = aim->act == matter::Act::close || aim->act == matter::Act::drop_pursued
        || aim->act == matter::Act::withdraw_head;
    if (ends && random_.below(4) > 0)
        return std::nullopt;
    auto command = pursuit.command(*aim);
    if (!command)
        return std::nullopt;
    Wish wish { { {}, {}, by, { Subject::matter, number }, *std::move(command), {}, {} } };
    if (random_.below(8) == 0)
        wish.envelope.expected_version = found->version;
    return wish;
}

} // namespace recourse::sim
