#include "core/rules/worked_test.hpp"

#include <array>

namespace recourse::rules {

namespace {

std::shared_ptr<RecordType const> order_type()
{
    static auto const type = std::make_shared<RecordType const>(RecordType { "order",
        { { "value", TypeKind::money }, { "count", TypeKind::integer },
            { "state", Type::words({ "paid", "sent", "lost" }) }, { "note", TypeKind::string },
            { "shipped", TypeKind::date }, { "late", TypeKind::boolean } } });
    return type;
}

std::shared_ptr<RecordType const> payment_type()
{
    static auto const type = std::make_shared<RecordType const>(
        RecordType { "payment", { { "amount", TypeKind::integer }, { "card", TypeKind::boolean } } });
    return type;
}

Value number(std::int64_t i)
{
    return Value::of(i);
}

} // namespace

World::World()
{
    auto const add = [&](char const* name, Type type, Value value) {
        schema.declare(name, std::move(type));
        slots.push_back(value);
    };
    add("x", TypeKind::integer, number(7));
    add("flag", TypeKind::boolean, Value::of(true));
    add("name", TypeKind::string, Value::string("Ada"));
    add("items", Type::list(TypeKind::integer), Value::list_of(arena, std::array { number(1), number(2), number(3) }));
    add("u", TypeKind::integer, Value::unknown(arena, "u"));
    add("v", TypeKind::integer, Value::unknown(arena, "v"));
    add("w", TypeKind::boolean, Value::unknown(arena, "w"));
    add("some", Type::list(TypeKind::integer),
        Value::list_of(arena, std::array { number(1), Value::unknown(arena, "some[1]"), number(3) }));
    add("order", Type::record(order_type()),
        Value::record_of(arena, *order_type(),
            std::array { Value::of(*parse_money("480.00 USD")), number(3), Value::string("paid"), Value::null_value(),
                Value::unknown(arena, "order.shipped"), Value::unknown(arena, "order.late") }));
    auto const payment = [&](std::int64_t amount, Value card) {
        return Value::record_of(arena, *payment_type(), std::array { number(amount), card });
    };
    add("payments", Type::list(Type::record(payment_type())),
        Value::list_of(arena,
            std::array { payment(10, Value::of(true)), payment(20, Value::unknown(arena, "payments[1].card")) }));
}

std::string worked(std::string_view expression, CompileOptions const& options, Limits const& limits)
{
    World world;
    auto const program = compile(expression, world.schema, options);
    if (!program) {
        auto const text = to_string(program.error().front());
        return text.substr(0, text.find('\n'));
    }
    Activation activation { .slots = world.slots };
    return to_string(evaluate(**program, activation, world.arena, nullptr, limits));
}

std::string traced(std::string_view expression)
{
    World world;
    auto const program = compile(expression, world.schema);
    if (!program)
        return to_string(program.error().front());
    Activation activation { .slots = world.slots };
    Trace trace;
    evaluate(**program, activation, world.arena, &trace);
    std::string all;
    for (auto const& line : trace.lines())
        all += (all.empty() ? "" : "\n") + line;
    return all;
}

} // namespace recourse::rules
