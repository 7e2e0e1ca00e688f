#include "core/rules/worked_test.hpp"

#include <atomic>
#include <cstdlib>
#include <new>

namespace {

std::atomic<long> allocations = 0;

} // namespace

// The whole test program counts.
void* operator new(std::size_t bytes)
{
    allocations.fetch_add(1, std::memory_order_relaxed);
    if (void* const memory = std::malloc(bytes != 0 ? bytes : 1))
        return memory;
    throw std::bad_alloc {};
}
void operator delete(void* memory) noexcept
{
    std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept
{
    std::free(memory);
}

namespace recourse::rules {

TEST(Allocations, an_evaluation_with_a_scalar_result_makes_none)
{
    for (std::string_view const text : {
             "x + 1 > 7 && flag",
             "order.value > money('1.00 USD') && order.state in ['paid', 'sent']",
             "order.value.percent(15) + order.value * 2",
             "name.startsWith('A') && name.matches('^A.*a$') && size(name) == 3",
             "items.exists(i, i == 3) && items.all(i, i > 0) && items.exists_one(i, i == 2)",
             "payments.all(p, p.amount > 5)",
             "items.map(i, i * i).filter(i, i > 1).size()",
             "date('2026-03-01').plus_days(x) < date('2026-03-31')",
             "timestamp('2026-03-01T00:00:00Z') + duration('1h') > timestamp(x)",
             "flag ? sum(items) : min(x, 3)",
             "has(order.value) && known(order.late)",
             "order.late && u > 1 || w",
             "x / 0 == 1 || flag",
         }) {
        World world;
        auto const program = compile(text, world.schema);
        ASSERT_TRUE(program.has_value()) << text;
        Activation activation { .slots = world.slots };
        Arena arena;
        // The first time a pattern meets a text it keeps what it learned.
        evaluate(**program, activation, arena);
        arena.reset();
        long const before = allocations;
        Value const result = evaluate(**program, activation, arena);
        long const after = allocations;
        EXPECT_EQ(after - before, 0) << text;
        EXPECT_FALSE(result.is_error()) << text;
    }
    EXPECT_GT(allocations, 0);
}

} // namespace recourse::rules
