#include "codec/case_schema.hpp"

#include "codec/case_file.hpp"
#include "codec/json_shape_test.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

namespace recourse::codec {
namespace {

std::vector<std::string> errors(std::string_view json)
{
    auto const schema = boost::json::parse(case_schema()).as_object();
    return ShapeCheck { schema, false }(boost::json::parse({ json.data(), json.size() }));
}

TEST(CaseSchema, is_the_published_file)
{
    auto const path = RECOURSE_SOURCE_DIR "/docs/formats/case.schema.json";
    if (std::getenv("RECOURSE_UPDATE_GOLDENS"))
        std::ofstream { path } << case_schema();
    std::ifstream file { path };
    std::ostringstream text;
    text << file.rdbuf();
    EXPECT_EQ(text.str(), case_schema()) << "run tools/update-goldens";
}

/// What the schema lets pass and what the reader takes are the same, as far as a schema can say it.
TEST(CaseSchema, agrees_with_the_reader)
{
    constexpr std::array right {
        R"({})",
        R"({"title": "x", "as_of": "2026-03-01", "language": null, "order": null, "payments": []})",
        R"({"order": {"value": "48000.00 USD", "channel": "direct", "custom_made": true}})",
        R"({"payments": [{"amount": "1 JPY"}, {}], "inputs": {"dhgate": {"tracking_entered_on": "2026-01-03"}}})",
        R"({"problems": [{"kind": "quality", "share": 0.35}, {"share": "1"}], "communication": {"channels": ["email"]}})",
        R"({"rates": [{"from": "USD", "to": "CNY", "rate": "7.1", "date": "2026-03-01"}, {"from": "USD"}]})",
        R"({"supplier": {"country": "CN"}, "buyer": {"country": "Germany"}, "payments": [{"payee_country": "EU"}]})",
    };
    for (auto const* json : right) {
        EXPECT_THAT(errors(json), testing::IsEmpty()) << json;
        EXPECT_TRUE(read_case(json, "case", CaseFormat::json)) << json;
    }
    constexpr std::array wrong {
        R"({"titel": "x"})",
        R"({"title": ""})",
        R"({"as_of": "1 March 2026"})",
        R"({"order": []})",
        R"({"order": {"value": 48000}})",
        R"({"order": {"value": "-1.00 USD"}})",
        R"({"order": {"channel": "platfrom"}})",
        R"({"order": {"worth": "1.00 USD"}})",
        R"({"payments": {"amount": "1.00 USD"}})",
        R"({"payments": [1]})",
        R"({"problems": [{"share": true}]})",
        R"({"communication": {"channels": "email"}})",
        R"({"inputs": {"dhgate": 1}})",
        R"({"rates": [{"from": "usd"}]})",
        R"({"rates": [{"from": "USD", "to": "CNY", "rate": "7.1"}]})",
    };
    for (auto const* json : wrong) {
        EXPECT_THAT(errors(json), testing::SizeIs(1)) << json;
        EXPECT_FALSE(read_case(json, "case", CaseFormat::json)) << json;
    }
}

} // namespace
} // namespace recourse::codec
