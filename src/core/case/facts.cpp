#include "core/case/facts.hpp"

#include <limits>

namespace recourse::casework {

namespace {

using rules::Kind;
using rules::Value;

bool fits(FactField const& field, Value value)
{
    switch (field.kind) {
    case FactKind::text:
    case FactKind::decimal:
        return value.is(Kind::string);
    case FactKind::word:
        return value.is(Kind::string) && std::ranges::find(field.words, value.as_text()) != field.words.end();
    case FactKind::text_list:
        return value.is(Kind::list);
    case FactKind::boolean:
        return value.is(Kind::boolean);
    case FactKind::date:
        return value.is(Kind::date);
    case FactKind::money:
        return value.is(Kind::money);
    }
    return false;
}

} // namespace

Facts::Facts() : texts_(std::make_shared<rules::Arena>())
{
    auto const schema = fact_groups();
    groups_.resize(schema.size());
    for (std::size_t i = 0; i < schema.size(); ++i) {
        if (!schema[i].list)
            groups_[i].items.emplace_back(schema[i].fields.size());
    }
}

void Facts::set(FactPath path, Value value)
{
    FactGroup const& schema = fact_groups()[path.group];
    RECOURSE_ASSERT(path.field < schema.fields.size() && fits(schema.fields[path.field], value));
    RECOURSE_ASSERT(schema.list || path.item == 0);
    Group& group = groups_[path.group];
    group.known = true;
    while (group.items.size() <= path.item)
        group.items.emplace_back(schema.fields.size());
    group.items[path.item][path.field] = value;
}

void Facts::set_text(FactPath path, std::string_view text)
{
    RECOURSE_ASSERT(text.size() <= std::numeric_limits<std::uint32_t>::max());
    set(path, Value::string(texts_->copy(text)));
}

void Facts::set_texts(FactPath path, std::span<std::string const> texts)
{
    std::vector<Value> values;
    values.reserve(texts.size());
    for (auto const& text : texts)
        values.push_back(Value::string(texts_->copy(text)));
    set(path, Value::list_of(*texts_, values));
}

void Facts::forget(FactPath path)
{
    Group& group = groups_[path.group];
    if (path.item < group.items.size())
        group.items[path.item][path.field] = Value {};
}

void Facts::set_list_known(std::uint16_t group)
{
    RECOURSE_ASSERT(fact_groups()[group].list);
    groups_[group].known = true;
}

void Facts::add_item(std::uint16_t group)
{
    RECOURSE_ASSERT(fact_groups()[group].list);
    groups_[group].known = true;
    groups_[group].items.emplace_back(fact_groups()[group].fields.size());
}

Value Facts::get(FactPath path) const
{
    Group const& group = groups_[path.group];
    return path.item < group.items.size() ? group.items[path.item][path.field] : Value {};
}

std::size_t Facts::items(std::uint16_t group) const
{
    return groups_[group].items.size();
}

bool Facts::list_known(std::uint16_t group) const
{
    return groups_[group].known;
}

std::optional<Money> Facts::money(std::string_view path) const
{
    auto const parsed = parse_path(path);
    auto const value = parsed ? get(*parsed) : Value {};
    return value.is(Kind::money) ? std::optional { value.as_money() } : std::nullopt;
}

std::optional<Date> Facts::date(std::string_view path) const
{
    auto const parsed = parse_path(path);
    auto const value = parsed ? get(*parsed) : Value {};
    return value.is(Kind::date) ? std::optional { value.as_date() } : std::nullopt;
}

std::optional<bool> Facts::boolean(std::string_view path) const
{
    auto const parsed = parse_path(path);
    auto const value = parsed ? get(*parsed) : Value {};
    return value.is(Kind::boolean) ? std::optional { value.boolean } : std::nullopt;
}

std::optional<std::string> Facts::text(std::string_view path) const
{
    auto const parsed = parse_path(path);
    auto const value = parsed ? get(*parsed) : Value {};
    return value.is(Kind::string) ? std::optional { std::string { value.as_text() } } : std::nullopt;
}

} // namespace recourse::casework
