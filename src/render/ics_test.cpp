#include <gtest/gtest.h>

#include "base/text.hpp"
#include "render/ics.hpp"
#include "tests/golden.hpp"
#include "tests/samples/answers.hpp"

#include <gmock/gmock.h>

#include <map>
#include <regex>
#include <set>

namespace recourse::render {
namespace {

struct Component {
    std::string name;
    std::vector<std::pair<std::string, std::string>> lines; ///< name with parameters, raw value
    std::vector<Component> inside;

    int count(std::string const& key) const
    {
        return static_cast<int>(std::ranges::count_if(lines, [&](auto const& line) { return line.first == key; }));
    }
    std::string value(std::string const& key) const
    {
        for (auto const& [name_of, text] : lines)
            if (name_of == key)
                return text;
        return "absent";
    }
};

std::string unescaped(std::string const& text)
{
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\\') {
            EXPECT_TRUE(text[i] != ';' && text[i] != ',') << "bare separator in " << text;
            out += text[i];
            continue;
        }
        ++i;
        EXPECT_TRUE(i < text.size() && (text[i] == '\\' || text[i] == ';' || text[i] == ',' || text[i] == 'n')) << text;
        out += text[i] == 'n' ? '\n' : text[i];
    }
    return out;
}

/// Reads a calendar by the letter of RFC 5545; every departure is a failure.
Component parsed(std::string const& ics)
{
    EXPECT_TRUE(ics.ends_with("\r\n"));
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < ics.size();) {
        auto const end = ics.find("\r\n", at);
        auto const raw = ics.substr(at, end - at);
        EXPECT_LE(raw.size(), 75U) << raw;
        EXPECT_TRUE(is_utf8(raw)) << "a fold inside a character";
        EXPECT_EQ(raw.find_first_of("\r\n"), std::string::npos);
        EXPECT_FALSE(raw.empty());
        if (raw.starts_with(' ') && !lines.empty())
            lines.back() += raw.substr(1);
        else
            lines.push_back(raw);
        at = end + 2;
    }
    static std::regex const content { R"re(^([A-Z][A-Z-]*(?:;[A-Z]+=[A-Z]+)*):(.*)$)re" };
    std::vector<Component> stack { {} };
    for (auto const& line : lines) {
        std::smatch match;
        if (!std::regex_match(line, match, content)) {
            ADD_FAILURE() << "no content line: " << line;
            continue;
        }
        EXPECT_TRUE(std::ranges::none_of(line, [](char c) {
            return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
        })) << line;
        if (match[1] == "BEGIN") {
            stack.push_back({ match[2].str(), {}, {} });
        } else if (match[1] == "END") {
            EXPECT_EQ(match[2].str(), stack.back().name);
            auto done = std::move(stack.back());
            stack.pop_back();
            stack.back().inside.push_back(std::move(done));
        } else {
            stack.back().lines.emplace_back(match[1].str(), match[2].str());
        }
    }
    EXPECT_EQ(stack.size(), 1U);
    EXPECT_EQ(stack.front().inside.size(), 1U);
    return stack.front().inside.empty() ? Component {} : stack.front().inside.front();
}

std::vector<samples::Named> everything()
{
    auto out = samples::all();
    out.push_back({ "hostile", samples::hostile() });
    return out;
}

TEST(Ics, golden_calendars)
{
    for (auto const& [name, answer] : samples::all())
        expect_golden("render/" + name + ".ics", render_ics(answer));
}

TEST(Ics, reads_back_by_the_letter)
{
    static std::regex const day { "^[0-9]{8}$" };
    static std::regex const stamp { "^[0-9]{8}T[0-9]{6}Z$" };
    for (auto const& [name, answer] : everything()) {
        auto const calendar = parsed(render_ics(answer));
        EXPECT_EQ(calendar.name, "VCALENDAR") << name;
        EXPECT_EQ(calendar.value("VERSION"), "2.0");
        EXPECT_EQ(calendar.count("PRODID"), 1);
        std::set<std::string> uids;
        EXPECT_FALSE(calendar.inside.empty()) << name;
        for (auto const& event : calendar.inside) {
            if (event.name == "VJOURNAL")
                continue; // nothing is due
            EXPECT_EQ(event.name, "VEVENT") << name;
            for (auto const* key : { "UID", "DTSTAMP", "SEQUENCE", "DTSTART;VALUE=DATE", "DTEND;VALUE=DATE", "SUMMARY",
                     "STATUS", "TRANSP", "CATEGORIES" })
                EXPECT_EQ(event.count(key), 1) << name << ": " << key;
            EXPECT_LE(event.count("DESCRIPTION"), 1);
            EXPECT_TRUE(uids.insert(event.value("UID")).second) << event.value("UID");
            EXPECT_TRUE(std::regex_match(event.value("DTSTAMP"), stamp));
            auto const begin = event.value("DTSTART;VALUE=DATE");
            EXPECT_TRUE(std::regex_match(begin, day));
            EXPECT_LT(begin, event.value("DTEND;VALUE=DATE"));
            unescaped(event.value("SUMMARY"));
            unescaped(event.value("DESCRIPTION"));
            EXPECT_FALSE(event.inside.empty()) << name << ": no alarm";
            for (auto const& alarm : event.inside) {
                EXPECT_EQ(alarm.name, "VALARM");
                EXPECT_EQ(alarm.value("ACTION"), "DISPLAY");
                EXPECT_EQ(alarm.count("DESCRIPTION"), 1);
                EXPECT_THAT(alarm.value("TRIGGER"), testing::AnyOf("-P90D", "-P30D", "-P7D", "-P1D", "PT9H"));
            }
        }
    }
}

TEST(Ics, holds_what_is_due_and_nothing_that_has_passed)
{
    auto const calendar = parsed(render_ics(samples::not_covered()));
    std::map<std::string, Component> by_summary;
    for (auto const& event : calendar.inside)
        by_summary[unescaped(event.value("SUMMARY"))] = event;
    EXPECT_FALSE(by_summary.contains("The goods had to leave"));
    EXPECT_FALSE(by_summary.contains("Sue after a freeze that was granted before filing")) << "it has no date";
    ASSERT_TRUE(by_summary.contains("Sue, or interrupt the limitation period by a demand"));
    auto const& limitation = by_summary["Sue, or interrupt the limitation period by a demand"];
    EXPECT_EQ(limitation.value("DTSTART;VALUE=DATE"), "20301123");
    EXPECT_EQ(limitation.value("STATUS"), "TENTATIVE");
    ASSERT_EQ(limitation.inside.size(), 4U);
    for (std::size_t i = 0; auto const* trigger : { "-P90D", "-P30D", "-P7D", "-P1D" })
        EXPECT_EQ(limitation.inside[i++].value("TRIGGER"), trigger);
    auto const& recall = by_summary["Call your bank and ask for a recall of the wire, in writing, today."];
    EXPECT_EQ(recall.inside.size(), 1U);
    EXPECT_EQ(recall.inside[0].value("TRIGGER"), "PT9H");
    EXPECT_EQ(calendar.inside.size(), 3U + 7U);
}

TEST(Ics, identifiers_outlive_a_new_assessment)
{
    auto answer = samples::undecided();
    auto const before = parsed(render_ics(answer));
    answer.as_of = answer.as_of.plus_days(1);
    for (auto& deadline : answer.deadlines)
        if (deadline.due)
            deadline.due = deadline.due->plus_days(3);
    auto const after = parsed(render_ics(answer));
    ASSERT_EQ(before.inside.size(), after.inside.size());
    for (std::size_t i = 0; i < before.inside.size(); ++i) {
        EXPECT_EQ(before.inside[i].value("UID"), after.inside[i].value("UID"));
        EXPECT_LT(std::stol(before.inside[i].value("SEQUENCE")), std::stol(after.inside[i].value("SEQUENCE")));
    }
}

TEST(Ics, two_cases_of_one_title_are_told_apart)
{
    auto const answer = samples::undecided();
    auto const one = parsed(render_ics(answer, "order 1")), other = parsed(render_ics(answer, "order 2"));
    for (std::size_t i = 0; i < one.inside.size(); ++i)
        EXPECT_NE(one.inside[i].value("UID"), other.inside[i].value("UID"));
}

TEST(Ics, a_calendar_is_never_empty)
{
    casework::Answer nothing;
    nothing.as_of = samples::bare().as_of;
    auto const calendar = parsed(render_ics(nothing));
    ASSERT_EQ(calendar.inside.size(), 1U);
    EXPECT_EQ(calendar.inside[0].name, "VJOURNAL");
    EXPECT_EQ(calendar.inside[0].count("UID"), 1);
    EXPECT_EQ(calendar.inside[0].count("DTSTAMP"), 1);
}

TEST(Ics, a_text_cannot_leave_its_line)
{
    auto const ics = render_ics(samples::hostile());
    auto const calendar = parsed(ics);
    ASSERT_EQ(calendar.inside.size(), 2U);
    EXPECT_THAT(unescaped(calendar.inside[0].value("SUMMARY")), testing::HasSubstr("END:VCALENDAR BEGIN:VEVENT;,\\n"));
    EXPECT_EQ(calendar.inside[0].count("URL"), 0) << "no address but http and https";
}

} // namespace
} // namespace recourse::render
