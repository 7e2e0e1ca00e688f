#pragma once

#include <string>

/// A small book of a programme of the operator's own, and one case of it, for tests of what such a book can do.
namespace recourse::catalog {

struct House {
    std::string id = "house";
    std::string edition = "2027-02-01";
    std::string begins = "from = 2026-01-01"; ///< the line that says since when it is in force
    bool has_case = true;
    std::string more = {}; ///< tables behind the rest
};

inline std::string house_book(House const& house = {})
{
    auto const text = R"([sources.terms]
title = "House rules"
kind = "official"
read = 2026-01-02

[programme]
id = ")" + house.id
        + R"("
edition = ")"
        + house.edition + R"("
name = "House Protection"
name_zh = "自营保障"
)" + house.begins
        + R"(
listed = 'order.platform == "house.example"'
currency = "USD"
source = "terms"

[[cover]]
id = "broken-goods"
when = 'problem.kind == "quality"'
says = "Broken goods are paid."
says_zh = "破损货物予以赔付。"
source = "terms"

)";
    auto const one_case = R"([[case]]
name = "broken goods are covered"
as_of = 2026-05-01
[case.given]
payments = [{ amount = "100.00 USD", through_platform = true }]
problems = [{ kind = "quality", share = "1" }]
[case.given.order]
date = 2026-02-01
platform = "house.example"
value = "100.00 USD"
[case.then]
verdict = "covered"

)";
    return text + (house.has_case ? one_case : "") + house.more;
}

} // namespace recourse::catalog
