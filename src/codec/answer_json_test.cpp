#include "codec/answer_json.hpp"

#include "base/text.hpp"
#include "codec/answer_schema.hpp"
#include "codec/json_shape_test.hpp"
#include "codec/utf8.hpp"
#include "tests/samples/answers.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <unistd.h>

namespace recourse::codec {
namespace {

namespace json = boost::json;

std::string keys(json::value const& object)
{
    std::string out;
    for (auto const& [key, ignored] : object.as_object())
        out += (out.empty() ? "" : " ") + std::string { key };
    return out;
}

std::vector<samples::Named> everything()
{
    auto out = samples::all();
    out.push_back({ "hostile", samples::hostile() });
    return out;
}

TEST(AnswerJson, has_the_pinned_keys_in_one_order)
{
    auto const answer = json::parse(to_json(samples::not_covered()));
    EXPECT_EQ(keys(answer),
        "title language as_of as_of_given loss coverage routes forecast deadlines plan evidence warnings questions "
        "counterfactuals rates notes");
    EXPECT_EQ(keys(answer.at("loss")), "paid claimed claimed_low missing");
    EXPECT_EQ(keys(answer.at("coverage").at(0)),
        "programme name edition route verdict low high cap shortfall because reasons readings missing trace");
    EXPECT_EQ(
        keys(answer.at("coverage").at(0).at("reasons").at(0)), "rule outcome text source reading problem missing");
    EXPECT_EQ(
        keys(answer.at("coverage").at(0).at("reasons").at(0).at("source")), "document title url clause kind mark read");
    auto const& route = answer.at("routes").at(4);
    EXPECT_EQ(keys(route), "id name track status why recoverable cost weeks net compare missing");
    EXPECT_EQ(keys(route.at("cost")), "low likely high parts");
    EXPECT_EQ(keys(route.at("weeks")), "low likely high estimate source");
    EXPECT_EQ(keys(route.at("net")), "p10 p50 p90 mean");
    EXPECT_EQ(keys(route.at("compare")),
        "max_recovery speed cost covers_fraud covers_ip covers_off_platform asset_freezing international_enforcement "
        "supplier_consequences consequential_damages evidence_requirements");
    EXPECT_EQ(keys(route.at("compare").at("speed")), "text value");
    EXPECT_EQ(keys(answer.at("forecast")),
        "made not_made_because together by_month drivers freeze_delay seed samples remarks");
    EXPECT_EQ(keys(answer.at("deadlines").at(0)),
        "id what from from_what opens due due_latest done met time status if_missed counting provisional route reading "
        "source "
        "missing");
    EXPECT_EQ(keys(answer.at("plan").at(0)), "id step track do by who needs why source");
    EXPECT_EQ(keys(answer.at("evidence").at(0)), "kind have for form why source");
    EXPECT_EQ(keys(answer.at("questions").at(0)), "field ask changes");
}

TEST(AnswerJson, writes_money_dates_and_unknowns_as_pinned)
{
    auto const answer = json::parse(to_json(samples::undecided()));
    EXPECT_EQ(answer.at("loss").at("paid"), (json::value { { "amount", "42000.00" }, { "currency", "USD" } }));
    auto const& cover = answer.at("coverage").at(0);
    EXPECT_EQ(cover.at("verdict"), "undecided");
    EXPECT_EQ(cover.at("because"), (json::array { "facts_missing", "readings_differ" }));
    EXPECT_TRUE(cover.at("cap").at("high").is_null());
    EXPECT_EQ(cover.at("reasons").at(0).at("reading"), "official");
    EXPECT_TRUE(cover.at("reasons").at(2).at("reading").is_null());
    EXPECT_EQ(answer.at("deadlines").at(1).at("due"), "2026-11-25");
    EXPECT_TRUE(answer.at("deadlines").at(0).at("due").is_null());
    EXPECT_EQ(answer.at("forecast").at("seed"), "1");
    // A source that names nothing says that it is unverified.
    EXPECT_EQ(answer.at("deadlines").at(2).at("source").at("mark"), "unverified");
}

TEST(AnswerJson, both_styles_say_the_same_and_one_of_them_on_one_line)
{
    for (auto const& [name, answer] : everything()) {
        auto const line = to_json(answer, JsonStyle::line);
        EXPECT_EQ(line.find('\n'), std::string::npos) << name;
        EXPECT_EQ(json::parse(line), json::parse(to_json(answer))) << name;
        EXPECT_EQ(json::serialize(json::parse(line)).size(), line.size()) << name << ": white space outside strings";
        EXPECT_TRUE(is_utf8(line)) << name;
    }
}

TEST(AnswerJson, is_pretty_for_people)
{
    auto const text = to_json(samples::covered());
    EXPECT_THAT(
        text, testing::StartsWith("{\n  \"title\": \"Stainless bottles: coating peels off 1,840 of 2,000\",\n"));
    EXPECT_THAT(text, testing::HasSubstr("\n    \"paid\": { \"amount\": \"20000.00\", \"currency\": \"USD\" },\n"));
    EXPECT_THAT(text, testing::HasSubstr("\"because\": [],\n"));
}

TEST(AnswerSchema, lists_every_key_that_is_written_and_no_other)
{
    auto const schema = json::parse(answer_schema()).as_object();
    for (auto const& [name, answer] : everything())
        EXPECT_THAT((ShapeCheck { schema, true }(json::parse(to_json(answer)))), testing::IsEmpty()) << name;
}

TEST(AnswerSchema, refuses_damaged_answers)
{
    auto const schema = json::parse(answer_schema()).as_object();
    auto const damaged = [&](auto damage) {
        auto answer = json::parse(to_json(samples::covered()));
        damage(answer);
        return ShapeCheck { schema, false }(answer).size();
    };
    EXPECT_EQ(damaged([](json::value&) { }), 0U);
    EXPECT_EQ(damaged([](json::value& a) { a.as_object()["added_later"] = 1; }), 0U);
    EXPECT_EQ(damaged([](json::value& a) { a.as_object().erase("plan"); }), 1U);
    EXPECT_EQ(damaged([](json::value& a) { a.at("coverage").at(0).as_object()["verdict"] = "maybe"; }), 1U);
    EXPECT_EQ(damaged([](json::value& a) { a.at("loss").at("paid").as_object()["amount"] = 20000; }), 1U);
    EXPECT_EQ(damaged([](json::value& a) { a.at("plan").at(0).as_object()["step"] = 6; }), 1U);
    EXPECT_EQ(damaged([](json::value& a) { a.as_object()["as_of"] = "24.11.2026"; }), 1U);
    EXPECT_EQ(damaged([](json::value& a) { a.at("routes").at(0).at("compare").as_object().erase("speed"); }), 1U);
}

TEST(AnswerSchema, is_the_published_file)
{
    if (std::getenv("RECOURSE_UPDATE_GOLDENS"))
        std::ofstream { RECOURSE_SOURCE_DIR "/docs/formats/answer.schema.json" } << answer_schema();
    std::ifstream file { RECOURSE_SOURCE_DIR "/docs/formats/answer.schema.json" };
    std::ostringstream text;
    text << file.rdbuf();
    EXPECT_EQ(text.str(), answer_schema()) << "run tools/update-goldens";
}

TEST(AnswerSchema, a_second_checker_agrees)
{
    auto const folder = std::filesystem::temp_directory_path() / ("recourse-schema-" + std::to_string(::getpid()));
    std::filesystem::create_directories(folder);
    std::ofstream { folder / "schema.json" } << answer_schema();
    for (auto const& [name, answer] : everything())
        std::ofstream { folder / (name + ".answer") } << to_json(answer);
    auto const command = "cd '" + folder.string()
        + "' && python3 -c 'import json,glob,jsonschema as j\n"
          "s=json.load(open(\"schema.json\")); j.Draft202012Validator.check_schema(s)\n"
          "v=j.Draft202012Validator(s)\n"
          "[v.validate(json.load(open(f))) for f in glob.glob(\"*.answer\")]\n"
          "a=json.load(open(\"covered.answer\")); a[\"as_of\"]=1\n"
          "assert not v.is_valid(a)'";
    EXPECT_EQ(std::system(command.c_str()), 0);
    std::filesystem::remove_all(folder);
}

TEST(Utf8, repairs_bytes_that_are_no_text)
{
    EXPECT_EQ(well_formed("a\xff"
                          "b"),
        "a\uFFFDb");
    EXPECT_EQ(well_formed("\xe2\x80"), "\uFFFD\uFFFD");
    EXPECT_EQ(well_formed("财产"), "财产");
}

TEST(Utf8, printable_text_cannot_steer_a_terminal_or_reorder_a_line)
{
    EXPECT_EQ(printable("a\x1b[31mb\x07"), "a[31mb");
    EXPECT_EQ(printable("a\tb\r\nc"), "a b c");
    EXPECT_EQ(printable("a\u202Eb\u2066c\u0085d"), "abcd");
    EXPECT_EQ(printable("桌面\u2029开裂"), "桌面 开裂");
}

} // namespace
} // namespace recourse::codec
