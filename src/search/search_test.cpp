#include "search/search.hpp"

#include "search/query.hpp"
#include "search/words.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>

#include <unistd.h>

namespace recourse::search {

namespace {

std::string folded(std::string_view text)
{
    std::string out;
    for (auto const& word : words_of(text))
        out += (out.empty() ? "" : "|") + word.text;
    return out;
}

std::unique_ptr<Search> opened(std::filesystem::path const& file = {})
{
    auto search = Search::open(file);
    if (!search)
        throw std::runtime_error(search.error().detail);
    return std::move(*search);
}

Document document(std::string id, std::string compartment, std::vector<std::string> texts)
{
    Document made { std::move(id), std::move(compartment), {} };
    for (auto& text : texts)
        made.pieces.push_back({ std::move(text), fmt::format("page {}", made.pieces.size() + 1), 0, 0 });
    return made;
}

void put(Search& search, std::vector<Document> const& documents)
{
    auto const done = search.put(documents, 1);
    if (!done)
        throw std::runtime_error(done.error().detail);
}

Answer asked(Search& search, std::string text, std::vector<std::string> compartments = { "A" }, std::size_t limit = 100,
    std::string cursor = {})
{
    auto answer = search.query({ std::move(text), std::move(compartments), limit, std::move(cursor) });
    if (!answer)
        throw std::runtime_error(answer.error().detail);
    return std::move(*answer);
}

std::string found(Search& search, std::string text, std::vector<std::string> compartments = { "A" })
{
    std::vector<std::string> ids;
    for (auto const& hit : asked(search, std::move(text), std::move(compartments)).hits)
        ids.push_back(hit.document);
    std::ranges::sort(ids);
    return fmt::format("{}", fmt::join(ids, " "));
}

std::string marked(Hit const& hit)
{
    std::string out = hit.snippet;
    for (auto mark = hit.marks.rbegin(); mark != hit.marks.rend(); ++mark) {
        out.insert(mark->second, "]");
        out.insert(mark->first, "[");
    }
    return out;
}

} // namespace

TEST(Words, are_runs_of_letters_and_single_characters_of_chinese)
{
    EXPECT_EQ(folded("The pumps leak."), "the|pumps|leak");
    EXPECT_EQ(folded("产品质量 OK"), "产|品|质|量|ok");
    EXPECT_EQ(folded("型号AB-12的泵"), "型|号|ab|12|的|泵");
    EXPECT_EQ(folded("ＡＢＣ１２ ｱ ①"), "abc12|ア|1");
    EXPECT_EQ(folded("Straße ﬁne ÉCOLE e\u0301cole"), "strasse|fine|école|école");
    EXPECT_EQ(folded("a\xFF\xFE\x62"), "a|b"); // no UTF-8
    EXPECT_EQ(folded("カタカナ"), "カ|タ|カ|ナ");
    EXPECT_EQ(folded("\U00020000x"), "\U00020000|x");
    EXPECT_EQ(folded(""), "");
    EXPECT_EQ(folded(" ,;。！"), "");
    EXPECT_EQ(words_of(std::string(1000, 'x')).at(0).text.size(), word_bytes_max);
    auto const words = words_of("Ａ质 b");
    EXPECT_THAT(words, ::testing::ElementsAre(Word { "a", 0, 3 }, Word { "质", 3, 6 }, Word { "b", 7, 8 }));
}

TEST(Query, is_understood_and_never_wrong)
{
    struct Row {
        char const* text;
        char const* fts;
    };
    Row const rows[] = {
        { "pump leak", R"(("pump") AND ("leak"))" },
        { "质量", R"(("质 量"))" },
        { "\"two words\" three", R"(("two words") AND ("three"))" },
        { "“质量 问题” 三", R"(("质 量 问 题") AND ("三"))" },
        { "a OR b c", R"(("a" OR "b") AND ("c"))" },
        { "a OR b OR c", R"(("a" OR "b" OR "c"))" },
        { "a -b", R"((("a")) NOT ("b"))" },
        { "a -\"b c\" －d", R"((("a")) NOT ("b c" OR "d"))" },
        { "a　b", R"(("a") AND ("b"))" },
        { "e-mail", R"(("e mail"))" },
        // What is not well formed is taken for what it is.
        { "", "" },
        { "!!! - \"\"", "" },
        { "\"a b", R"(("a") AND ("b"))" },
        { "OR", R"(("or"))" },
        { "OR a", R"(("or") AND ("a"))" },
        { "a OR", R"(("a") AND ("or"))" },
        { "a OR OR b", R"(("a" OR "or") AND ("b"))" },
        { "a or b", R"(("a") AND ("or") AND ("b"))" },
        { "a -", R"(("a"))" },
        { "-a", R"(("a"))" },
        { "-a -b", R"(("a") AND ("b"))" },
        { "a OR -b", R"((("a") AND ("or")) NOT ("b"))" },
        { "NEAR(a b) AND text:c*", R"(("near a") AND ("b") AND ("and") AND ("text c"))" },
        { "a'; DROP TABLE words; --", R"(("a") AND ("drop") AND ("table") AND ("words"))" },
        { "a\"b c\"d", R"(("a") AND ("b c") AND ("d"))" },
    };
    for (auto const& row : rows) {
        auto const query = parse_query(row.text);
        ASSERT_TRUE(query) << row.text;
        EXPECT_EQ(to_fts(*query), row.fts) << row.text;
    }
    EXPECT_FALSE(parse_query(std::string(query_bytes_max + 1, 'x')));
    std::string many;
    for (std::size_t i = 0; i <= query_words_max; ++i)
        many += "w ";
    EXPECT_FALSE(parse_query(many));
}

TEST(Search, finds_english_and_chinese)
{
    auto const search = opened();
    put(*search,
        { document("contract", "A", { "We deliver 500 pumps by 1 October.", "质量保证期为十二个月，违约金 10%。" }),
            document("mail", "A", { "The shaft seal leaks; quality is poor." }),
            document("chat", "A", { "这个质量不行", "量质" }) });
    EXPECT_EQ(found(*search, "pumps"), "contract");
    EXPECT_EQ(found(*search, "PUMPS"), "contract");
    EXPECT_EQ(found(*search, "pump"), ""); // words as they are written
    EXPECT_EQ(found(*search, "质量"), "chat contract");
    EXPECT_EQ(found(*search, "量"), "chat chat contract");
    EXPECT_EQ(found(*search, "质量 十二"), "contract");
    EXPECT_EQ(found(*search, "量保证期"), "contract");
    EXPECT_EQ(found(*search, "质量 -违约金"), "chat");
    EXPECT_EQ(found(*search, "pumps OR quality"), "contract mail");
    EXPECT_EQ(found(*search, "\"seal leaks\""), "mail");
    EXPECT_EQ(found(*search, "\"leaks seal\""), "");
    EXPECT_EQ(found(*search, "pumps seal"), ""); // of one piece
    EXPECT_EQ(found(*search, "５００"), "contract");
    EXPECT_EQ(found(*search, "***"), "");
}

TEST(Search, shows_where_it_was_found)
{
    auto const search = opened();
    Document one { "chat", "A", { { "你好，质量有问题\x02！", "message 12", 100, 140 } } };
    put(*search, { one });
    auto const answer = asked(*search, "质量");
    ASSERT_EQ(answer.hits.size(), 1);
    EXPECT_EQ(answer.hits[0].place, "message 12");
    EXPECT_EQ(answer.hits[0].begin, 100);
    EXPECT_EQ(answer.hits[0].end, 140);
    EXPECT_EQ(marked(answer.hits[0]), "你好，[质量]有问题 ！");
    put(*search, { document("long", "A", { std::string(5000, 'x') + " needle " + std::string(5000, 'y') }) });
    auto const cut = asked(*search, "needle");
    ASSERT_EQ(cut.hits.size(), 1);
    EXPECT_THAT(marked(cut.hits[0]), ::testing::HasSubstr("x [needle] y"));
    EXPECT_LT(cut.hits[0].snippet.size(), 2'001);
}

TEST(Search, replaces_moves_and_removes_documents)
{
    auto const search = opened();
    put(*search, { document("one", "A", { "first text" }) });
    put(*search, { document("one", "A", { "second text" }) });
    EXPECT_EQ(found(*search, "first"), "");
    EXPECT_EQ(found(*search, "text"), "one");
    EXPECT_TRUE(search->move("one", "B").value());
    EXPECT_EQ(found(*search, "text"), "");
    EXPECT_EQ(found(*search, "text", { "B" }), "one");
    EXPECT_FALSE(search->move("two", "B").value());
    EXPECT_TRUE(search->remove("one").value());
    EXPECT_FALSE(search->remove("one").value());
    EXPECT_EQ(found(*search, "text", { "A", "B" }), "");
}

TEST(Search, says_nothing_of_what_may_not_be_seen)
{
    auto const alone = opened(), beside = opened();
    std::vector<Document> own, others;
    for (int i = 0; i < 30; ++i)
        own.push_back(document(fmt::format("own {}", i), "A",
            { fmt::format("pump {} leaks {}", i % 3 == 0 ? "pump" : "seal", i % 5 == 0 ? "pump" : "") }));
    for (int i = 0; i < 500; ++i)
        others.push_back(document(fmt::format("other {}", i), "B", { "seal seal leaks and pump" }));
    put(*alone, own);
    put(*beside, own);
    put(*beside, others);
    for (auto const* const text : { "pump", "pump leaks", "seal OR pump", "leaks -seal" }) {
        auto const one = asked(*alone, text), two = asked(*beside, text);
        EXPECT_EQ(one.count, two.count);
        ASSERT_EQ(one.hits.size(), two.hits.size());
        for (std::size_t i = 0; i < one.hits.size(); ++i) {
            EXPECT_EQ(one.hits[i].document, two.hits[i].document);
            EXPECT_EQ(one.hits[i].snippet, two.hits[i].snippet);
        }
    }
    EXPECT_EQ(asked(*beside, "seal", {}).count, 0);
    EXPECT_EQ(asked(*beside, "seal", { "C" }).count, 0);
    EXPECT_EQ(asked(*beside, "seal", { "B" }).count, 500);
}

TEST(Search, refuses_what_is_too_long_and_a_cursor_that_is_none)
{
    auto const search = opened();
    put(*search, { document("one", "A", { "text" }) });
    for (auto const* const cursor : { "x", "-", "1", "1-", "-1-2", "1-2x", "1-2-3" })
        EXPECT_EQ(search->query({ "text", { "A" }, 10, cursor }).error().kind, Fault::Kind::limit) << cursor;
    EXPECT_EQ(search->query({ std::string(2000, 'x'), { "A" }, 10, {} }).error().kind, Fault::Kind::limit);
    Document const bad { std::string(600, 'x'), "A", {} };
    EXPECT_EQ(search->put({ &bad, 1 }, 2).error().kind, Fault::Kind::limit);
}

TEST(Search, is_kept_in_a_file_that_may_be_dropped)
{
    auto const folder = std::filesystem::temp_directory_path() / fmt::format("search-{}", getpid());
    std::filesystem::create_directories(folder);
    auto search = opened(folder / "search.db");
    EXPECT_EQ(search->filled_upto().value(), 0);
    std::vector<Document> const one { document("one", "A", { "some text" }) };
    ASSERT_TRUE(search->put(one, 4711));
    search.reset();
    search = opened(folder / "search.db");
    EXPECT_EQ(search->filled_upto().value(), 4711);
    EXPECT_EQ(found(*search, "text"), "one");
    search.reset();
    std::ofstream(folder / "search.db", std::ios::binary) << std::string(8192, 'x');
    search = opened(folder / "search.db");
    EXPECT_EQ(search->filled_upto().value(), 0);
    EXPECT_EQ(found(*search, "text"), "");
    search.reset();
    std::filesystem::remove_all(folder);
}

TEST(Search, leaves_no_words_of_what_was_removed_in_its_file)
{
    auto const folder = std::filesystem::temp_directory_path() / fmt::format("search-gone-{}", getpid());
    std::filesystem::create_directories(folder);
    auto search = opened(folder / "search.db");
    put(*search, { document("one", "A", { "confidentialword here" }), document("two", "A", { "other words" }) });
    auto const files_with = [&](std::string_view word) {
        std::size_t count = 0;
        for (auto const& file : std::filesystem::directory_iterator(folder)) {
            std::ifstream stream(file.path(), std::ios::binary);
            std::string const bytes { std::istreambuf_iterator<char>(stream), {} };
            count += bytes.contains(word);
        }
        return count;
    };
    ASSERT_GT(files_with("confidentialword"), 0u);
    EXPECT_TRUE(search->remove("one").value());
    // While it is open: a desk runs for months.
    EXPECT_EQ(files_with("confidentialword"), 0u);
    EXPECT_GT(files_with("other words"), 0u);
    EXPECT_FALSE(search->remove("one").value());
    search.reset();
    EXPECT_EQ(files_with("confidentialword"), 0u);
    std::filesystem::remove_all(folder);
}

// ------------------------------------------------------------------------------------------- beside a naive search

namespace {

/// A bit of text and what it means: part of a word, a character by itself, or nothing.
struct Unit {
    char const* raw;
    char const* word;
    bool alone;
};
constexpr Unit units[] = {
    { "a", "a", false },
    { "B", "b", false },
    { "Ａ", "a", false },
    { "1", "1", false },
    { "质", "质", true },
    { "量", "量", true },
    { "合", "合", true },
    { "同", "同", true },
    { " ", "", false },
    { " ", "", false },
    { "，", "", false },
    { "-", "", false },
    { ". ", "", false },
    { "\n", "", false },
};

using Words = std::vector<std::string>;

struct Text {
    std::string raw;
    Words words;
};

Text text_of(std::vector<std::size_t> const& picked)
{
    Text text;
    std::string word;
    auto const finish = [&] {
        if (!word.empty())
            text.words.push_back(std::exchange(word, {}));
    };
    for (auto const i : picked) {
        auto const& unit = units[i % std::size(units)];
        text.raw += unit.raw;
        if (unit.alone || *unit.word == '\0')
            finish();
        word += unit.word;
        if (unit.alone)
            finish();
    }
    finish();
    return text;
}

bool has(Words const& text, Words const& phrase)
{
    return !std::ranges::search(text, phrase).empty();
}

} // namespace

TEST(Search, finds_what_a_naive_search_finds)
{
    rc::check("the same pieces, page by page", [] {
        auto const picked = [](std::size_t most) {
            return rc::gen::resize(static_cast<int>(most),
                rc::gen::container<std::vector<std::size_t>>(rc::gen::inRange<std::size_t>(0, std::size(units))));
        };
        auto const search = opened();
        std::map<std::string, std::pair<std::string, Words>> texts; // by id: compartment and words
        auto const count = *rc::gen::inRange(1, 12);
        for (int i = 0; i < count; ++i) {
            auto const text = text_of(*picked(24));
            auto const id = fmt::format("d{}", i);
            std::string const compartment = *rc::gen::element('A', 'B') == 'A' ? "A" : "B";
            texts[id] = { compartment, text.words };
            put(*search, { document(id, compartment, { text.raw }) });
        }
        // Each term in quotes, with or without a minus; between the first two perhaps an OR.
        std::vector<std::pair<Words, bool>> terms;
        std::string question;
        auto const many = *rc::gen::inRange(1, 4);
        bool const either = *rc::gen::arbitrary<bool>();
        for (int i = 0; i < many; ++i) {
            auto const text = text_of(*picked(3));
            bool const minus = i > 1 && *rc::gen::arbitrary<bool>();
            terms.emplace_back(text.words, minus);
            if (i == 1 && either)
                question += "OR ";
            question += fmt::format("{}\"{}\" ", minus ? "-" : "", text.raw);
        }
        RC_PRE(!terms[0].first.empty() && (many < 2 || !terms[1].first.empty()));
        std::vector<std::string> expected;
        for (auto const& [id, text] : texts) {
            auto const& [compartment, words] = text;
            bool fits = compartment == "A";
            if (many > 1 && either)
                fits = fits && (has(words, terms[0].first) || has(words, terms[1].first));
            else
                fits = fits && has(words, terms[0].first) && (many < 2 || has(words, terms[1].first));
            for (std::size_t i = 2; i < terms.size(); ++i)
                if (!terms[i].first.empty())
                    fits = fits && has(words, terms[i].first) != terms[i].second;
            if (fits)
                expected.push_back(id);
        }
        std::vector<std::string> ids;
        std::string cursor;
        std::uint64_t told = 0;
        do {
            auto const answer = asked(*search, question, { "A" }, 2, cursor);
            RC_ASSERT(answer.hits.size() <= 2);
            for (auto const& hit : answer.hits)
                ids.push_back(hit.document);
            told = answer.count;
            cursor = answer.next;
        } while (!cursor.empty());
        RC_ASSERT(told == ids.size());
        std::ranges::sort(ids);
        std::ranges::sort(expected);
        RC_ASSERT(ids == expected);
    });
}

TEST(Search, takes_any_question)
{
    auto const search = opened();
    put(*search, { document("one", "A", { "some text, 质量" }) });
    rc::check("it is answered or too long", [&](std::string const& text) {
        auto const answer = search->query({ text, { "A" }, 5, {} });
        RC_ASSERT(answer || answer.error().kind == Fault::Kind::limit);
    });
}

} // namespace recourse::search
