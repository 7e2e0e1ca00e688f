#pragma once

#include "base/check.hpp"
#include "core/case/facts.hpp"

#include <optional>
#include <string_view>

namespace recourse::programme {

/// Writes facts by their paths. Asserts that the schema has the path and that the value fits; what is empty or absent
/// stays unknown.
class FactWriter {
public:
    explicit FactWriter(casework::Facts& facts) : facts_(facts) { }

    void set(std::string_view path, rules::Value value) { facts_.set(place(path), value); }
    void text(std::string_view path, std::string_view value)
    {
        if (!value.empty())
            facts_.set_text(place(path), value);
    }
    void date(std::string_view path, std::optional<Date> const& value)
    {
        if (value)
            set(path, rules::Value::of(*value));
    }
    void list_known(std::string_view group)
    {
        facts_.set_list_known(static_cast<std::uint16_t>(casework::find_group(group)));
    }

private:
    static casework::FactPath place(std::string_view path)
    {
        auto const found = casework::parse_path(path);
        RECOURSE_ASSERT(found.has_value());
        return *found;
    }

    casework::Facts& facts_;
};

} // namespace recourse::programme
