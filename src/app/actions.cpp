#include "app/actions.hpp"

#include "codec/names.hpp"
#include "core/order/decide.hpp"

namespace recourse::app {

namespace {

/// The guards that look at who and when have let it through.
template <class Decision>
bool passes(Decision const& decision)
{
    return decision ? true : decision.error().kind->status == 422;
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
    std::vector<claim::Earlier> const& earlier, act::Actor const& actor, RuleBooks const& books, act::Moment moment)
{
    std::vector<std::string> words;
    auto const* rules = state.agreed_on ? books.binding(state.terms.programme, state.edition, state.reading)
                                        : books.in_force(state.terms.programme, moment.today);
    if (rules == nullptr)
        return words;
    order::Context const context { actor, moment, *rules, number, { 1 } };
    auto const try_it = [&]<class Command>(Command command, std::string const& word) {
        if constexpr (std::is_same_v<Command, order::Draft> || std::is_same_v<Command, order::PassTimer>)
            return;
        if constexpr (std::is_same_v<Command, order::Agree>)
            command.terms = digest(state.terms);
        if constexpr (std::is_same_v<Command, order::AcceptAmendment>) {
            if (!state.amendment)
                return;
            command.terms = digest(*state.amendment);
        }
        auto const decision = order::decide(state, order::Command { std::move(command) }, context);
        // What changes nothing is nothing to do.
        if (passes(decision) && !(decision && decision->empty()))
            words.push_back(word);
    };
    [&]<std::size_t... i>(std::index_sequence<i...>) {
        (try_it(std::variant_alternative_t<i, order::Command> {}, codec::alternative_words<order::Command>()[i]), ...);
    }(std::make_index_sequence<std::variant_size_v<order::Command>> {});
    auto const* claims = books.claims(state.terms.programme, state.edition, state.reading);
    if (claims != nullptr
        && passes(claim::decide({}, claim::Open {}, context_of({}, number, state, actor, *claims, moment, earlier))))
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
