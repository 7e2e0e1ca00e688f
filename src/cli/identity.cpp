#include "cli/identity.hpp"

#include <fmt/format.h>

#include <string_view>
#include <vector>

namespace recourse::cli {

std::string identity(casework::Facts const& facts)
{
    using Paths = std::vector<std::string_view>;
    auto const paths = facts.text("order.number") ? Paths { "order.platform", "order.number" }
        : facts.text("title")
        ? Paths { "title", "supplier.name", "order.date" }
        : Paths { "supplier.name", "supplier.name_zh", "supplier.uscc", "buyer.name", "order.platform", "order.date",
              "order.value", "order.goods", "payments[0].date", "payments[0].amount", "payments[0].bank_reference",
              "delivery.shipped_on", "delivery.delivered_on", "problems[0].kind", "problems[0].found_on",
              "problems[0].description" };
    std::string all;
    for (auto const path : paths)
        if (auto const value = facts.get(*casework::parse_path(path)); !value.is(rules::Kind::absent))
            all += fmt::format("{} {}\n", path, rules::to_string(value));
    return all;
}

} // namespace recourse::cli
