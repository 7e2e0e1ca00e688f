#include "render/html.hpp"

#include "base/text.hpp"
#include "render/figure.hpp"
#include "render/markup.hpp"
#include "tests/golden.hpp"
#include "tests/samples/answers.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>
#include <set>

namespace recourse::render {
namespace {

using testing::HasSubstr;
using testing::Not;

std::vector<samples::Named> everything()
{
    auto out = samples::all();
    out.push_back({ "hostile", samples::hostile() });
    return out;
}

struct Tags {
    std::set<std::string> names;
    std::vector<std::string> errors;
};

/// Reads the tags and checks that they nest and that attributes are quoted and known.
Tags read_tags(std::string const& html)
{
    static std::set<std::string> const empty { "meta", "br", "col", "path", "rect", "circle" };
    static std::set<std::string> const attributes { "lang", "charset", "name", "content", "http-equiv", "class", "href",
        "id", "aria-labelledby", "aria-label", "role", "scope", "data-name", "rel", "style", "viewBox", "d",
        "stroke-width", "stroke-dasharray", "x", "y", "width", "height", "rx", "opacity", "cx", "cy", "r", "font-size",
        "text-anchor", "font-weight" };
    static std::regex const tag { R"re(^<(/?)([A-Za-z0-9]+)((?: [A-Za-z-]+="[^"<>]*")*) ?(/?)>)re" };
    static std::regex const attribute { R"re( ([A-Za-z-]+)=")re" };
    Tags found;
    std::vector<std::string> open;
    for (auto at = html.find('<'); at != std::string::npos; at = html.find('<', at + 1)) {
        if (html.compare(at, 15, "<!doctype html>") == 0)
            continue;
        if (!open.empty() && open.back() == "style" && html.compare(at, 8, "</style>") != 0)
            continue;
        std::smatch match;
        auto const rest = html.substr(at, 400000);
        if (!std::regex_search(rest, match, tag)) {
            found.errors.push_back("no tag: " + html.substr(at, 60));
            continue;
        }
        auto const name = match[2].str();
        found.names.insert(name);
        auto const list = match[3].str();
        for (std::sregex_iterator i { list.begin(), list.end(), attribute }; i != std::sregex_iterator {}; ++i)
            if (!attributes.contains((*i)[1].str()))
                found.errors.push_back("attribute " + (*i)[1].str());
        if (match[1].matched && match[1].length() > 0) {
            if (open.empty() || open.back() != name)
                found.errors.push_back("</" + name + "> closes " + (open.empty() ? "nothing" : open.back()));
            else
                open.pop_back();
        } else if (!empty.contains(name)) {
            open.push_back(name);
        }
    }
    for (auto const& name : open)
        found.errors.push_back("<" + name + "> stays open");
    return found;
}

TEST(Html, golden_pages)
{
    for (auto const& [name, answer] : samples::all())
        expect_golden("render/" + name + ".html", render_html(answer));
}

TEST(Html, is_well_formed_and_holds_nothing_of_ours_that_could_run_or_load)
{
    static std::set<std::string> const allowed { "html", "head", "meta", "title", "style", "body", "a", "header",
        "main", "section", "nav", "footer", "article", "h1", "h2", "h3", "h4", "p", "ul", "ol", "li", "dl", "dt", "dd",
        "div", "span", "strong", "code", "table", "colgroup", "col", "thead", "tbody", "tr", "th", "td", "figure",
        "figcaption", "details", "summary", "br", "svg", "desc", "path", "rect", "circle", "text" };
    for (auto const& [name, answer] : everything()) {
        auto const html = render_html(answer);
        EXPECT_TRUE(is_utf8(html)) << name;
        auto const tags = read_tags(html);
        EXPECT_THAT(tags.errors, testing::IsEmpty()) << name;
        for (auto const& tag : tags.names)
            EXPECT_TRUE(allowed.contains(tag)) << name << ": " << tag;
        EXPECT_THAT(html, Not(HasSubstr("url("))) << name;
        EXPECT_THAT(html, Not(HasSubstr("@import"))) << name;
        EXPECT_THAT(html, HasSubstr("default-src 'none'")) << name;
    }
}

TEST(Html, hostile_texts_stay_texts)
{
    auto const html = render_html(samples::hostile());
    EXPECT_THAT(html, Not(HasSubstr("<script")));
    EXPECT_THAT(html, Not(HasSubstr("<img")));
    EXPECT_THAT(html, Not(HasSubstr("href=\"javascript")));
    EXPECT_THAT(html, Not(HasSubstr("\x1b")));
    EXPECT_THAT(html, Not(HasSubstr("\u202E")));
    EXPECT_THAT(html, HasSubstr("&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&gt;"));
}

TEST(Html, any_cut_of_a_hostile_text_stays_text)
{
    auto const bad = samples::hostile().title;
    for (std::size_t cut = 1; cut < std::min<std::size_t>(bad.size(), 160); cut += 7) {
        auto answer = samples::covered();
        answer.title = bad.substr(cut);
        answer.coverage.front().reasons.front().rule = bad.substr(0, cut);
        answer.plan.front().act = bad.substr(cut / 2, cut);
        answer.language = bad.substr(0, cut);
        answer.coverage.front().reasons.front().source.url = "https://a.example/" + bad.substr(cut);
        EXPECT_THAT(read_tags(render_html(answer)).errors, testing::IsEmpty()) << cut;
    }
}

TEST(Html, every_reference_has_its_source_and_every_id_is_unique)
{
    static std::regex const id { R"re( id="([^"]+)")re" };
    static std::regex const target { R"re(href="#([^"]+)")re" };
    for (auto const& [name, answer] : everything()) {
        auto const html = render_html(answer);
        std::set<std::string> ids;
        for (std::sregex_iterator i { html.begin(), html.end(), id }; i != std::sregex_iterator {}; ++i)
            EXPECT_TRUE(ids.insert((*i)[1].str()).second) << name << ": " << (*i)[1].str();
        for (std::sregex_iterator i { html.begin(), html.end(), target }; i != std::sregex_iterator {}; ++i)
            EXPECT_TRUE(ids.contains((*i)[1].str())) << name << ": " << (*i)[1].str();
    }
}

TEST(Html, says_its_language_and_names_its_pictures)
{
    EXPECT_THAT(render_html(samples::covered()), HasSubstr("<html lang=\"en\">"));
    auto const html = render_html(samples::chinese());
    EXPECT_THAT(html, HasSubstr("<html lang=\"zh-Hans\">"));
    EXPECT_THAT(html, HasSubstr("<title id=\"net-wide-title\">各途径的净结果</title>"));
    EXPECT_THAT(html, HasSubstr("<desc id=\"timeline-wide-desc\">"));
    EXPECT_THAT(html, HasSubstr("<th scope=\"row\""));
}

TEST(Figure, steps_of_an_axis_are_round)
{
    EXPECT_EQ(round_steps(-14000, 45000, 6), (std::vector<double> { -10000, 0, 10000, 20000, 30000, 40000 }));
    EXPECT_EQ(round_steps(0, 1, 4), (std::vector<double> { 0, 0.5, 1 }));
    EXPECT_EQ(round_steps(3, 3, 4), (std::vector<double> { 3 }));
}

TEST(Markup, escapes_what_has_meaning)
{
    EXPECT_EQ(escaped("<a href='x'>\"&\"</a>"), "&lt;a href=&#39;x&#39;&gt;&quot;&amp;&quot;&lt;/a&gt;");
}

} // namespace
} // namespace recourse::render
