#include "papers/document.hpp"

#include <algorithm>

namespace recourse::papers {

std::string_view name(Kind kind)
{
    switch (kind) {
    case Kind::text:
        return "text";
    case Kind::money:
        return "money";
    case Kind::date:
        return "date";
    case Kind::number:
        return "number";
    case Kind::flag:
        return "flag";
    case Kind::exhibit:
        return "exhibit";
    case Kind::list:
        return "list";
    }
    return "";
}

Field const* Field::column(std::string_view column_id) const
{
    auto const found = std::ranges::find(columns, column_id, &Field::id);
    return found == columns.end() ? nullptr : &*found;
}

std::optional<Vocabulary::Column> Vocabulary::column(std::string_view name) const
{
    auto const point = name.rfind('.');
    if (point == std::string_view::npos)
        return std::nullopt;
    auto const list = fields.find(name.substr(0, point));
    if (list == fields.end() || list->second.kind != Kind::list)
        return std::nullopt;
    auto const* found = list->second.column(name.substr(point + 1));
    return found == nullptr ? std::nullopt : std::optional { Column { &list->second, found } };
}

bool Document::needs_field(std::string_view field) const
{
    return std::ranges::find(needs, field) != needs.end();
}

} // namespace recourse::papers
