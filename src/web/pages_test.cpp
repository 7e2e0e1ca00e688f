#include "web/pages.hpp"

#include "http/target.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <array>

namespace recourse::web {

namespace {

constexpr std::array some {
    File { "assets/index-BFaqw2fZ.js", "text/javascript; charset=utf-8", "aa", "script", "gz", "b", true },
    File { "favicon.svg", "image/svg+xml", "bb", "<svg/>", "", "", false },
    File { "index.html", "text/html; charset=utf-8", "cc", "<!doctype html>", "packed", "", false },
};

http::Response ask(std::span<File const> files, std::string_view path, std::vector<http::Field> const& fields = {},
    http::Method method = http::Method::get)
{
    http::Request request;
    request.method = method;
    request.path = path;
    request.segments = http::parse_target(path).value().segments;
    for (auto const& field : fields)
        request.headers.set(field.name, field.value);
    return page(files, request);
}

} // namespace

TEST(Pages, paths_without_a_dot_are_pages_of_the_console_and_nothing_below_v1_is)
{
    struct Row {
        std::string_view path;
        int status;
        std::string_view body;
    };
    for (auto const& row : std::vector<Row> {
             { "/", 200, "<!doctype html>" },
             { "/index.html", 200, "<!doctype html>" },
             { "/cases/O-17", 200, "<!doctype html>" },
             { "/cases/", 200, "<!doctype html>" },
             { "/start?x=1.2", 200, "<!doctype html>" },
             { "/favicon.svg", 200, "<svg/>" },
             { "/assets/index-BFaqw2fZ.js", 200, "script" },
             { "/assets/index-00000000.js", 404, "" },
             { "/robots.txt", 404, "" },
             { "/assets%2Findex-BFaqw2fZ.js", 404, "" },
             { "/v1", 404, "" },
             { "/v1/", 404, "" },
             { "/v1/nothing", 404, "" },
             { "/v1/favicon.svg", 404, "" },
         }) {
        auto const answer = ask(some, row.path);
        EXPECT_EQ(answer.status, row.status) << row.path;
        if (row.status == 200)
            EXPECT_EQ(answer.body.view(), row.body) << row.path;
    }
}

TEST(Pages, the_shortest_form_that_is_taken_has_a_tag_of_its_own)
{
    struct Row {
        std::string_view path, accepts, body, coding, tag;
    };
    for (auto const& row : std::vector<Row> {
             { "/assets/index-BFaqw2fZ.js", "gzip, br", "b", "br", "\"aa-br\"" },
             { "/assets/index-BFaqw2fZ.js", "gzip", "gz", "gzip", "\"aa-gzip\"" },
             { "/assets/index-BFaqw2fZ.js", "gzip, br;q=0", "gz", "gzip", "\"aa-gzip\"" },
             { "/assets/index-BFaqw2fZ.js", "", "script", "", "\"aa\"" },
             { "/", "br", "<!doctype html>", "", "\"cc\"" },
             { "/favicon.svg", "gzip, br", "<svg/>", "", "\"bb\"" },
         }) {
        auto const answer = ask(some, row.path, { { "Accept-Encoding", std::string { row.accepts } } });
        EXPECT_EQ(answer.body.view(), row.body) << row.path << " " << row.accepts;
        EXPECT_EQ(answer.headers.get("Content-Encoding"), row.coding) << row.path << " " << row.accepts;
        EXPECT_EQ(answer.headers.get("ETag"), row.tag) << row.path << " " << row.accepts;
    }
}

TEST(Pages, what_never_changes_is_kept_and_the_rest_is_asked_for_again)
{
    auto const script = ask(some, "/assets/index-BFaqw2fZ.js");
    EXPECT_EQ(script.headers.get("Cache-Control"), "public, max-age=31536000, immutable");
    EXPECT_EQ(script.headers.get("Content-Type"), "text/javascript; charset=utf-8");
    EXPECT_EQ(script.headers.get("Vary"), "Accept-Encoding");
    EXPECT_EQ(ask(some, "/").headers.get("Cache-Control"), "no-cache");
    EXPECT_EQ(ask(some, "/favicon.svg").headers.get("Vary"), "");
    auto const again = ask(some, "/", { { "If-None-Match", "\"cc\"" } });
    EXPECT_EQ(again.status, 304);
    EXPECT_EQ(again.body.view(), "");
    EXPECT_EQ(again.headers.get("ETag"), "\"cc\"");
    EXPECT_EQ(ask(some, "/", { { "If-None-Match", "\"cc-gzip\"" } }).status, 200);
    EXPECT_EQ(ask(some, "/", { { "If-None-Match", "\"cc-gzip\"" }, { "Accept-Encoding", "gzip" } }).status, 304);
}

TEST(Pages, every_file_comes_with_walls)
{
    for (auto const* path : { "/", "/assets/index-BFaqw2fZ.js" }) {
        auto const answer = ask(some, path);
        auto const policy = answer.headers.get("Content-Security-Policy");
        EXPECT_NE(policy.find("default-src 'none'"), std::string_view::npos);
        EXPECT_NE(policy.find("frame-ancestors 'none'"), std::string_view::npos);
        EXPECT_EQ(policy.find("unsafe"), std::string_view::npos);
        EXPECT_EQ(answer.headers.get("Cross-Origin-Opener-Policy"), "same-origin");
        EXPECT_EQ(answer.headers.get("Cross-Origin-Resource-Policy"), "same-origin");
        EXPECT_NE(answer.headers.get("Permissions-Policy"), "");
    }
}

TEST(Pages, a_program_without_its_console_says_so)
{
    auto const root = ask({}, "/");
    EXPECT_EQ(root.status, 200);
    EXPECT_NE(root.body.view().find("without its console"), std::string_view::npos);
    EXPECT_EQ(ask({}, "/cases").status, 404);
    EXPECT_EQ(ask({}, "/v1/nothing").status, 404);
}

TEST(Pages, what_was_built_in_is_sorted_and_whole)
{
    auto const all = files();
    EXPECT_TRUE(std::ranges::is_sorted(all, {}, &File::path));
    for (auto const& file : all) {
        EXPECT_EQ(find(all, file.path), &file);
        EXPECT_FALSE(file.bytes.empty()) << file.path;
        EXPECT_EQ(file.digest.size(), 32u) << file.path;
        EXPECT_FALSE(file.type.empty()) << file.path;
        EXPECT_EQ(file.hashed, file.path.starts_with("assets/")) << file.path;
    }
    if (!all.empty())
        EXPECT_NE(find(all, "index.html"), nullptr);
}

} // namespace recourse::web
