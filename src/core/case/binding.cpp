#include "core/case/facts.hpp"
#include "core/case/results.hpp"

#include <fmt/format.h>

namespace recourse::casework {

namespace {

using rules::Kind;
using rules::RecordType;
using rules::Type;
using rules::TypeKind;
using rules::Value;

Type type_of(FactField const& field)
{
    switch (field.kind) {
    case FactKind::text:
    case FactKind::decimal:
        return TypeKind::string;
    case FactKind::word:
        return Type::words(field.words);
    case FactKind::text_list:
        return Type::list(TypeKind::string);
    case FactKind::boolean:
        return TypeKind::boolean;
    case FactKind::date:
        return TypeKind::date;
    case FactKind::money:
        return TypeKind::money;
    }
    return TypeKind::dyn;
}

/// Types of the groups, and the unknown values of absent facts: made once, since most facts of most cases are absent.
class Shapes {
public:
    static Shapes const& get()
    {
        static Shapes const shapes;
        return shapes;
    }

    std::vector<std::shared_ptr<RecordType const>> records; ///< by group; the first is null
    rules::Schema schema;

    Value absent(FactPath path) const { return fields_[path.group][path.item * width(path.group) + path.field]; }
    Value absent_list(std::size_t group) const { return lists_[group]; }
    bool covers(FactPath path) const { return path.item < items_kept; }

private:
    static constexpr std::size_t items_kept = 16; ///< of a list

    static std::size_t width(std::size_t group) { return fact_groups()[group].fields.size(); }

    Shapes()
    {
        auto const groups = fact_groups();
        records.resize(groups.size());
        fields_.resize(groups.size());
        lists_.resize(groups.size());
        for (std::size_t g = 0; g < groups.size(); ++g) {
            auto const& group = groups[g];
            if (group.name.empty()) {
                for (auto const& field : group.fields)
                    schema.declare(field.name, type_of(field));
            } else {
                auto record = std::make_shared<RecordType>();
                record->name = group.name;
                for (auto const& field : group.fields)
                    record->fields.push_back({ field.name, type_of(field) });
                records[g] = record;
                auto const type = Type::record(record);
                schema.declare(group.name, group.list ? Type::list(type) : type);
                lists_[g] = Value::unknown(arena_, group.name);
            }
            for (std::size_t item = 0; item < (group.list ? items_kept : 1); ++item) {
                for (std::size_t f = 0; f < group.fields.size(); ++f) {
                    FactPath const path { static_cast<std::uint16_t>(g), static_cast<std::uint16_t>(item),
                        static_cast<std::uint16_t>(f) };
                    fields_[g].push_back(Value::unknown(arena_, to_string(path)));
                }
            }
        }
    }

    rules::LocalArena arena_;
    std::vector<std::vector<Value>> fields_;
    std::vector<Value> lists_;
};

} // namespace

rules::Schema const& fact_schema()
{
    return Shapes::get().schema;
}

Type fact_type(std::string_view group)
{
    auto const slot = fact_schema().slot(group);
    RECOURSE_ASSERT(slot >= 0);
    auto const& type = fact_schema().type(static_cast<std::uint32_t>(slot));
    return type.kind() == TypeKind::list ? type.element() : type;
}

std::vector<Value> bind(Facts const& facts, rules::Arena& arena)
{
    auto const& shapes = Shapes::get();
    auto const groups = fact_groups();
    std::vector<Value> slots;
    slots.reserve(shapes.schema.size());

    // Of a long list the first unknown facts are named one by one; those after them go by the name of the first of
    // their kind. What a rule over the whole list hangs on stays short, and so does the time it takes.
    std::vector<Value> further;
    auto const value_at = [&](FactPath path) {
        Value const v = facts.get(path);
        if (!v.is(Kind::absent))
            return v;
        if (shapes.covers(path))
            return shapes.absent(path);
        auto& named = further[path.field];
        if (named.is(Kind::absent))
            named = Value::unknown(arena, to_string(path));
        return named;
    };
    for (std::uint16_t g = 0; g < groups.size(); ++g) {
        auto const& group = groups[g];
        auto const width = static_cast<std::uint16_t>(group.fields.size());
        further.assign(width, Value {});
        auto const record = [&](std::uint16_t item) {
            auto values = arena.array<Value>(width);
            for (std::uint16_t f = 0; f < width; ++f)
                values[f] = value_at({ g, item, f });
            return Value::record_of(arena, *shapes.records[g], values);
        };
        if (group.name.empty()) {
            for (std::uint16_t f = 0; f < width; ++f)
                slots.push_back(value_at({ g, 0, f }));
        } else if (!group.list) {
            slots.push_back(record(0));
        } else if (!facts.list_known(g)) {
            slots.push_back(shapes.absent_list(g));
        } else {
            auto items = arena.array<Value>(facts.items(g));
            for (std::uint16_t item = 0; item < items.size(); ++item)
                items[item] = record(item);
            slots.push_back(Value::list_of(arena, items));
        }
    }
    return slots;
}

} // namespace recourse::casework
