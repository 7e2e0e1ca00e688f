#include "app/limits.hpp"

#include "app/desk_test.hpp"
#include "core/standing/badge.hpp"

// A supplier's limit from its record to the pool: what is shown, reserved, drawn and earned is one number.

namespace recourse::app {

namespace {

act::Actor const officer { act::Role::officer, {}, { 7 } };
act::Actor const bank { act::Role::provider, {}, {} };

Money usd_of(std::int64_t whole)
{
    return { whole * 100, usd };
}

/// Refunds come from the hold, and else from the pool alone.
std::shared_ptr<RuleBooks const> books_with(std::optional<Money> limit_least)
{
    static auto const loaded = catalog::shipped_world(false);
    RunProgramme run { "alibaba-trade-assurance", "current-help", { 0 } };
    run.claims.funds = { escrow::Fund::guarantee_pool };
    run.standing.limit_least = limit_least;
    return std::make_shared<RuleBooks const>(loaded->world, std::vector { run });
}

/// A supplier, buyers, and a pool that is full.
struct Market {
    Desk desk;
    Id<Party> supplier = desk.party("Supplier");
    act::Actor sells { act::Role::supplier, supplier, {} };

    explicit Market(std::optional<Money> limit_least = {})
        : desk(std::make_unique<store::MemoryStore>(), books_with(limit_least))
    {
        done(bank, { Subject::remittance, 0 },
            remittance::Command { remittance::Record {
                { remittance::Purpose::pool_deposit, usd_of(1'000'000), {}, {}, {}, 0, "seed" } } });
    }
    Outcome done(act::Actor const& actor, Stream target, Command command, Id<Order> about = {})
    {
        auto outcome = desk.run(actor, target, std::move(command), {}, {}, about);
        EXPECT_EQ(outcome.result, Result::done) << outcome.code;
        return outcome;
    }
    act::Actor buyer(std::string name) { return { act::Role::buyer, desk.party(std::move(name)), {} }; }
    order::Terms terms(act::Actor const& buys, std::int64_t whole)
    {
        auto terms = Desk::terms(buys.party, supplier);
        terms.price_goods = terms.instalments[0].amount = usd_of(whole);
        return terms;
    }
    Stream offered(act::Actor const& buys, std::int64_t whole)
    {
        auto const order
            = done(buys, { Subject::order, 0 }, order::Command { order::Draft { terms(buys, whole) } }).target;
        done(buys, order, order::Command { order::Offer {} });
        return order;
    }
    Stream agreed(act::Actor const& buys, std::int64_t whole)
    {
        auto const order = offered(buys, whole);
        done(sells, order, order::Command { order::Agree { digest(terms(buys, whole)) } });
        return order;
    }
    Stream completed(act::Actor const& buys, std::int64_t whole)
    {
        auto const order = agreed(buys, whole);
        complete(buys, order, whole);
        return order;
    }
    void complete(act::Actor const& buys, Stream order, std::int64_t whole)
    {
        done(bank, order,
            order::Command { order::ReceivePayment { 0, usd_of(whole), 0, fmt::format("R{}", order.number) } });
        done(sells, order, order::Command { order::Ship { { desk.today(), {}, "BL" } } });
        done(buys, order, order::Command { order::ConfirmReceipt {} });
    }
    /// What the pool pays for a claim of the whole price.
    Money claimed(act::Actor const& buys, Stream order)
    {
        auto const state = desk.order(order);
        claim::Open open;
        open.lines = { { claim::Problem::quality, "cracked", Ratio::whole(1), {}, true, {} } };
        open.amount = price(state.terms);
        auto const claim
            = done(buys, { Subject::claim, 0 }, claim::Command { open }, Id<Order> { order.number }).target;
        desk.wait_until(desk.claim(claim).escalation->day);
        if (desk.claim(claim).phase == claim::Phase::negotiation)
            done(buys, claim, claim::Command { claim::Escalate {} });
        claim::Ruling ruling { { { 0, "seen" } }, open.amount, claim::Remedy::refund, "clear", "as seen", {} };
        done(officer, claim, claim::Command { claim::Determine { ruling } });
        return desk.claim(claim).by_pool;
    }
    standing::State standing()
    {
        // Before its first order nothing is known of a supplier.
        auto const read = desk.pipeline->read({ Subject::standing, supplier.number });
        return read && *read ? std::get<Aggregate<standing::State>>(**read).state : standing::State {};
    }
    standing::Badge badge()
    {
        return standing::badge(standing(), desk.rules->standing({}, desk.today()), desk.today());
    }
    std::optional<PriceCover> cover(Stream order)
    {
        auto const state = desk.order(order);
        auto const pool = desk.pipeline->pool_left(price(state.terms).currency);
        return cover_of({ order.number }, state, standing(), *desk.rules, pool, desk.today(), {});
    }
    std::optional<PriceCover> cover_if_amended(Stream order, order::Terms const& terms)
    {
        auto const pool = desk.pipeline->pool_left(price(terms).currency);
        return cover_with({ order.number }, terms, standing(), *desk.rules, pool, desk.today(), {});
    }
    Money reserved(Stream order)
    {
        auto const state = standing();
        auto const* found = find_reservation(state, { order.number });
        return found == nullptr ? usd_of(-1) : found->amount;
    }
};

} // namespace

TEST(Limits, orders_share_it_in_parts_and_each_is_told_its_own)
{
    Market market(usd_of(20'000));
    auto const buys = market.buyer("Buyer");
    EXPECT_EQ(market.badge().free, usd_of(20'000)) << "as the first order will set it";
    auto const first = market.offered(buys, 19'000);
    EXPECT_EQ(market.cover(first), (PriceCover { usd_of(19'000), usd_of(0) }));
    market.done(market.sells, first, order::Command { order::Agree { digest(market.terms(buys, 19'000)) } });
    EXPECT_EQ(market.badge().free, usd_of(1'000));

    auto const second = market.offered(buys, 19'000);
    EXPECT_EQ(market.cover(second), (PriceCover { usd_of(1'000), usd_of(18'000), CoverBound::limit }))
        << "told before it is agreed";
    market.done(market.sells, second, order::Command { order::Agree { digest(market.terms(buys, 19'000)) } });
    EXPECT_EQ(market.cover(second), (PriceCover { usd_of(1'000), usd_of(18'000), CoverBound::limit }));
    auto const third = market.agreed(buys, 19'000);
    EXPECT_EQ(market.cover(third), (PriceCover { usd_of(0), usd_of(19'000), CoverBound::limit }));
    EXPECT_EQ(market.cover(first), (PriceCover { usd_of(19'000), usd_of(0) }));
    auto const badge = market.badge();
    EXPECT_EQ(badge.used, usd_of(20'000));
    EXPECT_EQ(badge.free, usd_of(0));
    EXPECT_EQ(badge.open_orders, 3u);

    // Terms that are amended are told what they would have, too.
    auto less = market.terms(buys, 500);
    EXPECT_EQ(market.cover_if_amended(second, less), (PriceCover { usd_of(500), usd_of(0) }));
}

TEST(Limits, what_is_reserved_for_one_no_other_draws)
{
    Market market(usd_of(20'000));
    market.desk.wait_until(Date::of(2026, 3, 2)); // what is traded from here on earns more in April only
    auto const a = market.buyer("A"), b = market.buyer("B");
    auto const of_a = market.completed(a, 20'000), of_b = market.completed(b, 20'000);
    EXPECT_EQ(market.claimed(b, of_b), usd_of(0)) << "it claimed first, and nothing was reserved for it";
    EXPECT_EQ(market.claimed(a, of_a), usd_of(20'000));
    EXPECT_EQ(market.badge().free, usd_of(0)) << "the pool wants 20,000 back";
}

TEST(Limits, what_the_pool_paid_is_off_the_badge_and_off_what_the_next_order_is_given)
{
    Market market(usd_of(20'000));
    auto const buys = market.buyer("Buyer");
    EXPECT_EQ(market.claimed(buys, market.completed(buys, 15'000)), usd_of(15'000));
    EXPECT_EQ(market.badge().free, usd_of(5'000));
    auto const next = market.completed(buys, 20'000);
    EXPECT_EQ(market.reserved(next), usd_of(5'000));
    EXPECT_EQ(market.claimed(buys, next), usd_of(5'000));
}

TEST(Limits, recourse_is_taken_off_once_in_the_month_after_too)
{
    Market market; // what the record earns, and nothing else
    auto const buys = market.buyer("Buyer");
    market.completed(buys, 60'000);
    market.desk.wait_until(Date::of(2026, 3, 2));
    EXPECT_EQ(market.badge().limit, usd_of(60'000)) << "its own record has earned it";
    auto const bad = market.completed(buys, 30'000);
    EXPECT_EQ(market.claimed(buys, bad), usd_of(30'000));
    market.desk.wait_until(Date::of(2026, 5, 2)); // no claim can be opened on the first one any more
    // 90,000 traded, 30,000 of it refunded; of these 60,000 the pool wants 30,000 back.
    EXPECT_EQ(market.badge().limit, usd_of(60'000));
    EXPECT_EQ(market.badge().free, usd_of(30'000));
    auto const next = market.completed(buys, 60'000);
    EXPECT_EQ(market.reserved(next), usd_of(30'000));
    EXPECT_EQ(market.claimed(buys, next), usd_of(30'000)) << "as the badge said";
}

TEST(Limits, a_new_supplier_earns_one_by_orders_that_took_nothing_of_it)
{
    Market market;
    auto const buys = market.buyer("Buyer");
    auto const order = market.agreed(buys, 500);
    EXPECT_EQ(market.badge().limit, usd_of(0));
    EXPECT_EQ(market.reserved(order), usd_of(0));
    market.complete(buys, order, 500);
    auto const cancelled = market.agreed(buys, 700);
    market.done(buys, cancelled, order::Command { order::Cancel { "not needed" } });
    EXPECT_EQ(market.standing().orders, 1u) << "completed, though nothing was reserved; the other was no trade";
    market.desk.wait_until(Date::of(2026, 3, 2));
    EXPECT_EQ(market.badge().limit, usd_of(500));
    EXPECT_EQ(market.badge().free, usd_of(500));
}

TEST(Limits, a_reservation_goes_when_no_claim_can_be_opened_any_more)
{
    Market market(usd_of(20'000));
    auto const buys = market.buyer("Buyer");
    auto const order = market.completed(buys, 20'000);
    EXPECT_EQ(market.badge().open_orders, 0u);
    EXPECT_EQ(market.badge().free, usd_of(0));
    auto const until = find_reservation(market.standing(), { order.number })->until;
    EXPECT_EQ(until, market.desk.today().plus_days(30)) << "the window of the book";
    market.desk.wait_until(*until);
    EXPECT_EQ(market.reserved(order), usd_of(20'000));
    market.desk.wait_until(until->plus_days(1));
    EXPECT_EQ(market.reserved(order), usd_of(-1)) << "it is gone";
    EXPECT_EQ(market.badge().free, usd_of(20'000));
}

TEST(Limits, an_amendment_is_no_way_round_what_stops_cover)
{
    Market market(usd_of(60'000));
    auto const buys = market.buyer("Buyer");
    auto const order = market.agreed(buys, 10), other = market.agreed(buys, 10);
    auto more = market.terms(buys, 50'000);
    more.goods = "gold";
    market.done(market.sells, other, order::Command { order::Amend { more } });
    market.done(officer, { Subject::standing, market.supplier.number },
        standing::Command { standing::Blacklist { "swindler", "" } });
    auto const code = [&](act::Actor const& who, Stream which, order::Command command) {
        return market.desk.run(who, which, std::move(command)).code;
    };
    EXPECT_EQ(code(market.sells, order, order::Amend { more }), "order.supplier_blacklisted");
    EXPECT_EQ(code(buys, other, order::AcceptAmendment { digest(more) }), "order.supplier_blacklisted");
    auto dearer = market.terms(buys, 11), goods = market.terms(buys, 10), later = market.terms(buys, 10);
    goods.goods = "gold";
    later.ship_by = market.desk.today().plus_days(30);
    EXPECT_EQ(code(market.sells, order, order::Amend { dearer }), "order.supplier_blacklisted");
    EXPECT_EQ(code(buys, order, order::Amend { goods }), "order.supplier_blacklisted");
    market.done(buys, order, order::Command { order::Amend { later } });
    market.done(market.sells, order, order::Command { order::AcceptAmendment { digest(later) } });
    EXPECT_EQ(market.reserved(order), usd_of(10)) << "what was agreed before goes on";
    market.done(buys, other, order::Command { order::RejectAmendment {} });
}

// It was promised 20,000 and given nothing, for its price had not changed.
TEST(Limits, an_amendment_gives_what_it_was_shown)
{
    Market market(usd_of(20'000));
    auto const buys = market.buyer("Buyer");
    auto const first = market.agreed(buys, 20'000), second = market.agreed(buys, 20'000);
    EXPECT_EQ(market.cover(second), (PriceCover { usd_of(0), usd_of(20'000), CoverBound::limit }));
    market.done(buys, first, order::Command { order::Cancel { "not needed" } });
    EXPECT_EQ(market.cover(second), (PriceCover { usd_of(0), usd_of(20'000), CoverBound::limit }))
        << "what becomes free is not added by itself";
    auto drawing = market.terms(buys, 20'000);
    drawing.specification = "drawing 8";
    auto const shown = market.cover_if_amended(second, drawing);
    EXPECT_EQ(shown, (PriceCover { usd_of(20'000), usd_of(0) }));
    market.done(market.sells, second, order::Command { order::Amend { drawing } });
    market.done(buys, second, order::Command { order::AcceptAmendment { digest(drawing) } });
    EXPECT_EQ(market.cover(second), shown);
    EXPECT_EQ(market.badge().free, usd_of(0));
}

// Cover of an order in euros was told in full beside a pool of dollars, and its claim was paid nothing.
TEST(Limits, cover_is_told_as_far_as_the_pool_can_pay_in_the_currency_of_the_order)
{
    Market market(usd_of(20'000));
    auto const buys = market.buyer("Buyer");
    auto const eur = *Currency::from_code("EUR");
    auto const euros = [&](std::int64_t whole) { return Money { whole * 100, eur }; };
    auto terms = market.terms(buys, 0);
    terms.price_goods = terms.instalments[0].amount = euros(10'000);
    terms.price_freight = terms.price_tax = euros(0);
    auto const order = market.done(buys, { Subject::order, 0 }, order::Command { order::Draft { terms } }).target;
    EXPECT_EQ(market.cover(order), (PriceCover { euros(0), euros(10'000), CoverBound::pool }));
    market.done(buys, order, order::Command { order::Offer {} });
    market.done(market.sells, order, order::Command { order::Agree { digest(terms) } });
    EXPECT_EQ(market.cover(order), (PriceCover { euros(0), euros(10'000), CoverBound::pool }));
    auto const fill = [&](std::int64_t whole) {
        market.done(bank, { Subject::remittance, 0 },
            remittance::Command {
                remittance::Record { { remittance::Purpose::pool_deposit, euros(whole), {}, {}, {}, 0, "more" } } });
    };
    fill(4'000);
    EXPECT_EQ(market.cover(order), (PriceCover { euros(4'000), euros(6'000), CoverBound::pool }));
    fill(6'000);
    EXPECT_EQ(market.cover(order), (PriceCover { euros(10'000), euros(0) }));
    market.desk.start(); // it is known from the log
    EXPECT_EQ(market.cover(order), (PriceCover { euros(10'000), euros(0) }));
    EXPECT_EQ(market.desk.pipeline->pool_left(usd), usd_of(1'000'000));

    // What it has paid and wants back, it cannot pay again.
    auto const drawn = market.completed(buys, 5'000);
    EXPECT_EQ(market.claimed(buys, drawn), usd_of(5'000));
    EXPECT_EQ(market.desk.pipeline->pool_left(usd), usd_of(995'000));
}

TEST(Limits, without_a_rate_to_the_limits_nothing_is_told_to_be_covered)
{
    Market market(usd_of(20'000));
    auto const buys = market.buyer("Buyer");
    auto terms = market.terms(buys, 0);
    auto const none = *Currency::from_code("KPW");
    terms.price_goods = terms.instalments[0].amount = { 10'000, none };
    terms.price_freight = terms.price_tax = { 0, none };
    auto const order = market.done(buys, { Subject::order, 0 }, order::Command { order::Draft { terms } }).target;
    EXPECT_EQ(market.cover(order), (PriceCover { { 0, none }, { 10'000, none }, CoverBound::rate }));
}

TEST(Limits, what_is_wanted_back_of_a_linked_account_is_not_drawn_again)
{
    Market market(usd_of(20'000));
    auto const buys = market.buyer("Buyer");
    auto const order = market.agreed(buys, 5'000);
    auto const left = [&](Money wanted) {
        return limit_left(market.standing(), *market.desk.rules, "alibaba-trade-assurance", usd, market.desk.today(),
            { order.number }, wanted);
    };
    EXPECT_EQ(left({}), usd_of(20'000));
    EXPECT_EQ(left(usd_of(9'000)), usd_of(11'000));
    EXPECT_EQ(left(usd_of(90'000)), usd_of(5'000)) << "what was promised for the order stays";
}

TEST(Limits, a_measure_that_lowers_cover_lowers_what_a_new_order_is_covered)
{
    Market market(usd_of(20'000));
    auto const buys = market.buyer("Buyer");
    auto const before = market.agreed(buys, 4'000);
    Stream const standing { Subject::standing, market.supplier.number };
    standing::TakeMeasure take { "cover lowered", 0, "copies were sold", "cover-lowered" };
    EXPECT_EQ(market.desk.run(officer, standing, standing::Command { take }).code, "standing.how_far");
    take.lowers_to = standing::Lowering { Ratio::percent(50), {} };
    market.done(officer, standing, standing::Command { take });
    EXPECT_EQ(market.badge().limit, usd_of(10'000));
    EXPECT_EQ(market.badge().free, usd_of(6'000));

    auto const offered = market.offered(buys, 19'000);
    EXPECT_EQ(market.cover(offered), (PriceCover { usd_of(6'000), usd_of(13'000), CoverBound::limit }));
    market.done(market.sells, offered, order::Command { order::Agree { digest(market.terms(buys, 19'000)) } });
    EXPECT_EQ(market.reserved(offered), usd_of(6'000));
    EXPECT_EQ(market.cover(before), (PriceCover { usd_of(4'000), usd_of(0) })) << "what it has it keeps";
    market.done(officer, standing, standing::Command { standing::LiftMeasure { 1, "they were licensed" } });
    EXPECT_EQ(market.badge().free, usd_of(10'000));
}

} // namespace recourse::app
