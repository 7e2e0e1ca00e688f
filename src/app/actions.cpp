#include "app/actions.hpp"

#include "app/limits.hpp"
#include "codec/names.hpp"
#include "core/order/decide.hpp"
#include "core/order/promises.hpp"

#include <algorithm>

namespace recourse::app {

namespace {

/// Terms that differ from these in words alone.
order::Terms reworded(order::Terms terms)
{
    terms.goods += '.';
    return terms;
}

/// A reference that no payment of the order has.
std::string new_reference(order::State const& state)
{
    std::string reference = "new";
    while (order::find_payment(state, reference) != nullptr)
        reference += '.';
    return reference;
}

/// What is neither paid nor announced of an instalment.
Money open_of(order::State const& state, std::uint32_t instalment)
{
    auto left = state.terms.instalments[instalment].amount - received(state, instalment);
    for (auto const& payment : state.payments) {
        if (payment.instalment == instalment)
            left = left - payment.announced;
    }
    return left;
}

/// Commands of one kind whose values suit the state: where any values at all would go through, one of these does.
template <class Command>
std::vector<Command> suitable(order::State const& state, Date today)
{
    using std::is_same_v;
    std::vector<Command> all;
    if constexpr (is_same_v<Command, order::Revise> || is_same_v<Command, order::Amend>) {
        all.push_back({ reworded(state.terms) });
        all.push_back({ state.terms }); // no new promise
    } else if constexpr (is_same_v<Command, order::Agree>)
        all.push_back({ digest(state.terms) });
    else if constexpr (is_same_v<Command, order::AcceptAmendment>)
        all.push_back({ state.amendment ? digest(*state.amendment) : Digest {} });
    else if constexpr (is_same_v<Command, order::AnnouncePayment> || is_same_v<Command, order::ReceivePayment>) {
        for (std::uint32_t i = 0; i < state.terms.instalments.size(); ++i) {
            if (auto const open = open_of(state, i); open.minor > 0)
                all.push_back({ i, open, 0, new_reference(state) });
        }
        if constexpr (is_same_v<Command, order::ReceivePayment>) {
            for (auto const& one : state.payments) {
                if (!one.announced.is_zero())
                    all.push_back({ one.instalment, one.announced, one.provider, one.reference });
            }
        }
    } else if constexpr (is_same_v<Command, order::FailPayment>) {
        for (auto const& one : state.payments)
            all.push_back({ one.reference });
    } else if constexpr (is_same_v<Command, order::ReversePayment>) {
        for (auto const& one : state.payments)
            all.push_back({ one.reference, one.received - one.reversed, {} });
    } else if constexpr (is_same_v<Command, order::RestorePayment>) {
        for (auto const& one : state.payments)
            all.push_back({ one.reference, min(one.reversed, open_of(state, one.instalment)), {} });
    } else if constexpr (is_same_v<Command, order::Ship>)
        all.push_back({ { today, {}, {} } });
    else if constexpr (is_same_v<Command, order::Deliver>)
        all.push_back({ { today, {}, state.delivered ? state.delivered->reference + '.' : std::string {} }, "why" });
    else if constexpr (is_same_v<Command, order::Release>)
        all.push_back({ held(state), "why" });
    else if constexpr (is_same_v<Command, order::ProposeCancel>) {
        Money const nothing { 0, state.terms.price_goods.currency };
        all.push_back({ nothing, "why" });
        all.push_back({ nothing, "why then" });
    } else if constexpr (is_same_v<Command, order::AcceptCancel>)
        all.push_back({ state.cancel ? state.cancel->to_supplier : Money {} });
    else if constexpr (is_same_v<Command, order::CloseUnpaid>)
        all.push_back({ "why" });
    else if constexpr (is_same_v<Command, order::DecideUnpaid>)
        all.push_back({ Money { 0, state.terms.price_goods.currency }, "why" });
    else if constexpr (!is_same_v<Command, order::Draft> && !is_same_v<Command, order::PassTimer>)
        all.push_back({});
    return all;
}

claim::Context context_of(Id<Claim> claim, Id<Order> number, order::State const& order, act::Actor const& actor,
    claim::Rules const& rules, act::Moment moment, std::vector<claim::Earlier> const& earlier)
{
    // Funds are a matter of values: whether there are any changes nothing of what may be done.
    static escrow::Book const no_book;
    Money const nothing { 0, order.terms.price_goods.currency };
    return { actor, moment, rules, claim, number, order, no_book, nothing, nothing, earlier };
}

} // namespace

std::vector<std::string> allowed(Id<Order> number, order::State const& state,
    std::vector<claim::Earlier> const& earlier, standing::State const& supplier, act::Actor const& actor,
    RuleBooks const& books, act::Moment moment)
{
    std::vector<std::string> words;
    auto const* rules = state.agreed_on ? books.binding(state.terms.programme, state.edition, state.reading)
                                        : books.in_force(state.terms.programme, moment.today);
    if (rules == nullptr)
        return words;
    order::Context const context { actor, moment, *rules, number, { 1 } };
    bool const covered = !no_new_order(state.terms.supplier, supplier, books, moment.today);
    auto const try_it = [&]<class Command>(std::vector<Command> const& all, std::string const& word) {
        bool const may = std::ranges::any_of(all, [&](Command const& command) {
            if (!covered && order::promises(state, command))
                return false;
            auto const decision = order::decide(state, order::Command { command }, context);
            // What changes nothing is nothing to do.
            return decision && !decision->empty();
        });
        if (may)
            words.push_back(word);
    };
    [&]<std::size_t... i>(std::index_sequence<i...>) {
        (try_it(suitable<std::variant_alternative_t<i, order::Command>>(state, moment.today),
             codec::alternative_words<order::Command>()[i]),
            ...);
    }(std::make_index_sequence<std::variant_size_v<order::Command>> {});
    auto const* claims = books.claims(state.terms.programme, state.edition, state.reading);
    if (claims == nullptr)
        return words;
    // Which defects there are, nobody knows yet: a claim without any is refused for that alone.
    auto const opened
        = claim::decide({}, claim::Open {}, context_of({}, number, state, actor, *claims, moment, earlier));
    if (opened || opened.error().kind->status == 422)
        words.emplace_back("open-claim");
    return words;
}

claim::View view(Id<Claim> number, claim::State const& state, Id<Order> order, order::State const& order_state,
    act::Actor const& actor, RuleBooks const& books, act::Moment moment)
{
    auto const* rules = books.claims(order_state.terms.programme, order_state.edition, order_state.reading);
    if (rules == nullptr)
        return {};
    std::vector<claim::Earlier> const none;
    return claim::view(state, context_of(number, order, order_state, actor, *rules, moment, none));
}

} // namespace recourse::app
