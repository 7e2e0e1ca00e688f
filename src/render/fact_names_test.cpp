#include "render/fact_names.hpp"

#include "core/case/facts.hpp"

#include <gtest/gtest.h>

namespace recourse::render {
namespace {

TEST(FactNames, every_fact_of_the_schema_that_may_be_missing_has_a_name_in_both_languages)
{
    for (auto const& group : casework::fact_groups()) {
        if (group.name == "rates" || group.name == "evidence")
            continue; // no rule waits for one of their fields
        for (auto const& field : group.fields) {
            auto const path = group.name.empty() ? field.name : group.name + (group.list ? "[0]." : ".") + field.name;
            if (path == "language")
                continue;
            EXPECT_FALSE(fact_name(path, Language::en).empty()) << path;
            EXPECT_FALSE(fact_name(path, Language::zh).empty()) << path;
        }
    }
}

TEST(FactNames, things_of_a_list_are_counted_from_one)
{
    EXPECT_EQ(fact_name("payments[1].method", Language::en), "method of payment 2");
    EXPECT_EQ(fact_name("problems[0].loss", Language::zh), "问题1造成的损失");
    EXPECT_EQ(fact_name("payments", Language::en), "payments");
    EXPECT_EQ(fact_name("inputs.somewhere.x", Language::en), "");
    EXPECT_EQ(fact_name("payments[", Language::en), "");
    EXPECT_EQ(fact_name("payments[99999999999999].method", Language::en), "method of payment 1");
}

} // namespace
} // namespace recourse::render
