#include "core/rules/rules.hpp"
#include "core/rules/trace.hpp"
#include "core/rules/worked_test.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <atomic>
#include <cstdlib>
#include <new>

namespace {

std::atomic<std::uint64_t> allocations = 0;

} // namespace

// Every allocation of this test program is counted; under a sanitizer its own operators stay.
#if !defined(__has_feature) || !__has_feature(address_sanitizer)
void* operator new(std::size_t size)
{
    ++allocations;
    if (void* found = std::malloc(size == 0 ? 1 : size))
        return found;
    throw std::bad_alloc();
}
void operator delete(void* pointer) noexcept
{
    std::free(pointer);
}
void operator delete(void* pointer, std::size_t) noexcept
{
    std::free(pointer);
}
#    define COUNTS_ALLOCATIONS 1
#else
#    define COUNTS_ALLOCATIONS 0
#endif

namespace recourse::rules {

namespace {

using testing::HasSubstr;

/// Two truths, two whole numbers, a text and a sum.
Schema const& schema()
{
    static Schema const made = [] {
        Schema result;
        result.declare("a", TypeKind::boolean);
        result.declare("b", TypeKind::boolean);
        result.declare("x", TypeKind::integer);
        result.declare("y", TypeKind::integer);
        result.declare("t", TypeKind::string);
        result.declare("paid", TypeKind::money);
        return result;
    }();
    return made;
}

std::vector<Value> known()
{
    return { Value::of(true), Value::of(false), Value::of(std::int64_t { 7 }), Value::of(std::int64_t { -2 }),
        Value::string("abc"), Value::of(*parse_money("480.00 USD")) };
}

std::shared_ptr<Program const> compiled(std::string_view text)
{
    auto program = compile(text, schema());
    EXPECT_TRUE(program) << text << ": " << to_string(program.error().front());
    return program ? *program : nullptr;
}

std::string answer(std::string_view text, std::vector<Value> slots = known())
{
    auto const program = compiled(text);
    if (!program)
        return "does not compile";
    LocalArena arena;
    Activation activation { .slots = slots };
    return to_string(evaluate(*program, activation, arena));
}

Problems problems(std::string_view text, CompileOptions const& options = {})
{
    auto program = compile(text, schema(), options);
    return program ? Problems {} : program.error();
}

/// A random expression that gives a truth, with every operator that has something to say about unknowns.
rc::Gen<std::string> truth(int depth)
{
    auto const leaf = rc::gen::element<std::string>("a", "b", "x > y", "x == 3", "y in [1, x]", "x / y > 1", "true",
        "false", "t == \"abc\"", "[x, y].exists(i, i > 2)", "[a, b].all(i, i)", "x % y == 0");
    if (depth == 0)
        return leaf;
    auto const inner = rc::gen::lazy([depth] { return truth(depth - 1); });
    return rc::gen::oneOf(leaf, rc::gen::map(inner, [](std::string const& s) { return "!(" + s + ")"; }),
        rc::gen::apply(
            [](std::string const& l, std::string const& r) { return "(" + l + ") && (" + r + ")"; }, inner, inner),
        rc::gen::apply(
            [](std::string const& l, std::string const& r) { return "(" + l + ") || (" + r + ")"; }, inner, inner),
        rc::gen::apply([](std::string const& c, std::string const& l,
                           std::string const& r) { return "(" + c + ") ? (" + l + ") : (" + r + ")"; },
            inner, inner, inner));
}

} // namespace

RC_GTEST_PROP(Unknowns, a_result_that_is_known_without_a_fact_is_the_same_with_every_value_of_it, ())
{
    auto const text = *truth(3);
    auto const program = compile(text, schema());
    RC_ASSERT(program.has_value());
    LocalArena arena;
    auto slots = known();
    std::vector<std::size_t> open;
    for (std::size_t i = 0; i < 4; ++i) {
        if (*rc::gen::arbitrary<bool>()) {
            open.push_back(i);
            slots[i] = Value::unknown(arena, schema().names()[i]);
        }
    }
    Activation activation { .slots = slots };
    auto const before = evaluate(**program, activation, arena);
    if (before.is_unknown() || before.is_error())
        return;
    for (int i = 0; i < 81; ++i) {
        auto all = slots;
        int rest = i;
        for (auto const slot : open) {
            int const choice = rest % 3;
            rest /= 3;
            all[slot] = slot < 2 ? Value::of(choice == 0)
                                 : Value::of(std::int64_t { choice == 0 ? 0
                                           : choice == 1                ? 3
                                                                        : -5 });
        }
        Activation full { .slots = all };
        auto const after = evaluate(**program, full, arena);
        RC_ASSERT(!after.is_error());
        RC_ASSERT(to_string(after) == to_string(before));
    }
}

RC_GTEST_PROP(Unknowns, a_result_that_is_open_names_only_facts_that_are_open, ())
{
    auto const program = compile(*truth(3), schema());
    RC_ASSERT(program.has_value());
    LocalArena arena;
    auto slots = known();
    slots[0] = Value::unknown(arena, "a");
    slots[2] = Value::unknown(arena, "x");
    Activation activation { .slots = slots };
    auto const result = evaluate(**program, activation, arena);
    if (!result.is_unknown())
        return;
    RC_ASSERT(!result.unknown_paths().empty());
    for (auto const path : result.unknown_paths())
        RC_ASSERT(path == "a" || path == "x");
}

TEST(Evaluation, scalars_do_not_touch_the_heap)
{
    if (!COUNTS_ALLOCATIONS)
        return; // the sanitizer counts for itself
    for (auto const* text : { "a && x > y", "x * 3 - y == 23 ? t == \"abc\" : b", "paid >= money(\"480.00 USD\")",
             "x in [1, 2, 7]", "t.startsWith(\"ab\") && t.size() == 3", "[1, 2, 3].exists(i, i * x == 14)",
             "paid.times(\"0.35\") < paid", "date(\"2026-03-01\").plus_days(x) > date(\"2026-03-02\")" }) {
        auto const program = compiled(text);
        auto slots = known();
        Activation activation { .slots = slots };
        LocalArena arena;
        auto const before = allocations.load();
        for (int i = 0; i < 100; ++i) {
            arena.reset();
            auto const value = evaluate(*program, activation, arena);
            ASSERT_FALSE(value.is_error()) << text;
        }
        EXPECT_EQ(allocations.load() - before, 0U) << text;
    }
}

TEST(Evaluation, neither_do_records_macros_and_what_is_not_known)
{
    if (!COUNTS_ALLOCATIONS)
        return;
    for (std::string_view const text : {
             "order.value > money('1.00 USD') && order.state in ['paid', 'sent']",
             "order.value.percent(15) + order.value * 2",
             "name.startsWith('A') && name.matches('^A.*a$') && size(name) == 3",
             "items.exists(i, i == 3) && items.all(i, i > 0) && items.exists_one(i, i == 2)",
             "payments.all(p, p.amount > 5)",
             "items.map(i, i * i).filter(i, i > 1).size()",
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
        LocalArena arena;
        // The first time a pattern meets a text it keeps what it learned.
        evaluate(**program, activation, arena);
        arena.reset();
        auto const before = allocations.load();
        Value const result = evaluate(**program, activation, arena);
        EXPECT_EQ(allocations.load() - before, 0U) << text;
        EXPECT_FALSE(result.is_error()) << text;
    }
}

TEST(Evaluation, the_counter_of_allocations_counts)
{
    if (!COUNTS_ALLOCATIONS)
        return;
    auto const before = allocations.load();
    auto const some = std::make_unique<std::string>(100, 'x');
    EXPECT_GE(allocations.load() - before, 2U) << some->size();
}

TEST(Limits, hostile_expressions_end_with_a_clear_error)
{
    EXPECT_THAT(to_string(problems(std::string(300, '(') + "1" + std::string(300, ')')).at(0)),
        HasSubstr("more than 256 levels"));
    EXPECT_THAT(to_string(problems(std::string(70'000, ' ') + "1").at(0)), HasSubstr("more than 65536"));
    std::string sum = "1";
    while (sum.size() < 60'000)
        sum += "+1";
    CompileOptions few;
    few.limits.nodes_max = 1000;
    EXPECT_FALSE(problems(sum, few).empty());
    // Ten nested walks over ten items are 10^10 steps.
    std::string const ten = "[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]";
    std::string bomb = "true";
    for (char name = 'c'; name < 'm'; ++name)
        bomb = ten + ".all(" + std::string(1, name) + ", " + bomb + ")";
    EXPECT_THAT(answer(bomb), HasSubstr("too long"));
}

TEST(Limits, memory_is_bounded)
{
    auto const program = compiled("[t, t, t, t].map(p, p + p + p + p).map(q, q + q + q + q).map(r, r + r).size()");
    auto slots = known();
    std::string const big(100'000, 'z');
    slots[4] = Value::string(big);
    Activation activation { .slots = slots };
    LocalArena arena;
    Limits small;
    small.arena_bytes_max = 1 << 20;
    EXPECT_THAT(to_string(evaluate(*program, activation, arena, nullptr, small)), HasSubstr("memory"));
}

TEST(Checking, an_error_shows_its_place_and_the_nearest_name)
{
    auto const found = problems("a &&\n  payd > money(\"1.00 USD\")");
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].place.line, 2);
    EXPECT_EQ(found[0].place.column, 3);
    auto const text = to_string(found[0]);
    EXPECT_THAT(text, HasSubstr("paid"));
    EXPECT_THAT(text, HasSubstr("^"));
}

TEST(Checking, every_error_at_once)
{
    EXPECT_EQ(problems("nope || x == \"text\" || t > 5").size(), 3U);
}

TEST(Checking, where_the_text_stands_moves_the_place)
{
    CompileOptions options;
    options.place = { "book.toml", 40, 9 };
    auto const found = problems("x +", options);
    ASSERT_FALSE(found.empty());
    EXPECT_EQ(found[0].place.file, "book.toml");
    EXPECT_EQ(found[0].place.line, 40);
}

TEST(Traces, tell_what_decided)
{
    auto slots = known();
    LocalArena arena;
    slots[2] = Value::unknown(arena, "order.value");
    Activation activation { .slots = slots };
    Trace trace;
    auto const program = compiled("a && (b || x > 3)");
    EXPECT_TRUE(evaluate(*program, activation, arena, &trace).is_unknown());
    std::string all;
    for (auto const& line : trace.lines())
        all += line + "\n";
    EXPECT_THAT(all, HasSubstr("order.value"));
    EXPECT_THAT(all, HasSubstr("not known"));
    EXPECT_THAT(all, testing::Not(HasSubstr("a is true"))) << "a did not decide: with any x it stays open because of x";
}

} // namespace recourse::rules
