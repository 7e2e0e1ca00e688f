#include "sim/plan.hpp"

#include "sim/random.hpp"

namespace recourse::sim {

namespace {

/// Of a kind of fault: mostly never, sometimes now and then, seldom often.
unsigned strength(Random& random, unsigned most)
{
    auto const kind = random.below(10);
    if (kind < 4)
        return 0;
    return static_cast<unsigned>(kind < 8 ? 1 + random.below(most / 4 + 1) : 1 + random.below(most));
}

store::FaultChances faults_of(Random& random)
{
    store::FaultChances faults;
    if (random.below(6) == 0)
        return faults; // a calm run
    faults.lost_reply = strength(random, 40);
    faults.lost_call = strength(random, 40);
    faults.repeated = strength(random, 40);
    faults.conflict = strength(random, 10);
    faults.full = strength(random, 8);
    faults.torn = strength(random, 12);
    faults.transient = strength(random, 60);
    faults.slow = strength(random, 300);
    faults.full_lasts = 1 + static_cast<unsigned>(random.below(4));
    return faults;
}

app::PipelineLimits limits_of(Random& random)
{
    app::PipelineLimits limits;
    limits.batch_commands_max = random.pick<std::size_t>({ 1, 2, 8, 64, 4'096 });
    limits.slice_events_max = random.pick<std::size_t>({ 1, 7, 50, 2'000 });
    limits.aggregates_max = random.pick<std::size_t>({ 1, 4, 20, 200'000 });
    limits.inbox_max = random.pick<std::size_t>({ 3, 16'384 });
    return limits;
}

app::RunProgramme programme_of(Plan const& plan, Random& random, cover::Book const& book, std::string reading)
{
    app::RunProgramme run { book.id, std::move(reading), { plan.fee_bp } };
    auto const some_days = [&](std::uint64_t most) -> std::optional<std::uint16_t> {
        if (random.below(3) == 0)
            return std::nullopt;
        return static_cast<std::uint16_t>(random.below(most));
    };
    for (auto const* code : { "USD", "EUR", "CNY", "JPY", "KWD" })
        run.claims.four_eyes.push_back({ plan.four_eyes_above, *Currency::from_code(code) });
    run.claims.execute_days = some_days(6).value_or(0);
    run.claims.review_days = some_days(20);
    run.claims.review_rounds = static_cast<std::uint16_t>(1 + random.below(2));
    run.claims.evidence_days = some_days(6);
    run.claims.return_days = some_days(15);
    run.claims.receipt_days = some_days(10);
    run.claims.leg_days = static_cast<std::uint16_t>(1 + random.below(12));
    if (random.below(3) > 0)
        run.claims.funds = { escrow::Fund::supplier_balance, escrow::Fund::bond, escrow::Fund::guarantee_pool };
    run.claims.chargeback = random.pick(
        { claim::ChargebackEffect::deducts, claim::ChargebackEffect::suspends, claim::ChargebackEffect::closes });
    if (random.below(4) > 0)
        run.standing.limit_least
            = Money { random.pick<std::int64_t>({ 300'00, 5'000'00, 1'000'000'00 }), book.currency };
    run.standing.points_days = some_days(90);
    run.standing.appeal_days = some_days(30);
    return run;
}

} // namespace

Plan plan_of(std::uint64_t seed, int days, std::optional<Ground> ground, casework::World const& world)
{
    Random random(seed ^ 0x7265'636F'7572'7365u);
    Plan plan;
    plan.seed = seed;
    plan.days = days;
    plan.ground = ground ? *ground : seed % 50 == 25 ? Ground::disk : Ground::memory;
    plan.evidence = seed % 5 == 2; // it costs more than all the rest
    plan.faults = faults_of(random);
    plan.limits = limits_of(random);
    plan.zone = *time::Zone::find(random.pick({ "Asia/Shanghai", "Asia/Shanghai", "America/New_York", "UTC" }));
    plan.first_day = Date::of(2026, 4, 1).plus_days(random.between(0, 200));
    plan.fee_bp = random.pick<std::int64_t>({ 0, 200, 333 });
    plan.four_eyes_above = random.pick<std::int64_t>({ 0, 150'00, 1'000'000'00 });
    plan.turns_a_day = static_cast<unsigned>(random.between(30, 120));
    plan.kills = strength(random, 12);
    plan.rebuilds = strength(random, 4);
    plan.answers_lost = strength(random, 150);
    plan.repeats = strength(random, 150);
    plan.clock_steps = strength(random, 20);
    plan.hostile = static_cast<unsigned>(random.between(50, 350));
    // The marketplace's own programme first, then others whose claims go other ways.
    for (auto const& book : world.books) {
        bool const own = book.id == "alibaba-trade-assurance";
        bool const known
            = std::ranges::any_of(plan.programmes, [&](auto const& one) { return one.programme == book.id; });
        if (known || book.readings.empty() || (!own && random.below(5) != 0))
            continue;
        auto run = programme_of(plan, random, book, book.readings[random.below(book.readings.size())].id);
        plan.programmes.insert(own ? plan.programmes.begin() : plan.programmes.end(), std::move(run));
    }
    if (random.below(2) == 0)
        plan.notice_on = plan.first_day.plus_days(random.between(1, 60));
    return plan;
}

} // namespace recourse::sim
