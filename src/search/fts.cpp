#include "search/fts.hpp"

#include "search/words.hpp"

#include <algorithm>
#include <vector>

namespace recourse::search {

namespace {

namespace sql = store::sqlite;

constexpr int phrases_max = 128;
constexpr int hits_weighed_max = 100;

int make(void*, char const**, int, Fts5Tokenizer** made)
{
    static int nothing = 0; // it has no state
    *made = reinterpret_cast<Fts5Tokenizer*>(&nothing);
    return SQLITE_OK;
}

void drop(Fts5Tokenizer*) { }

int tokenize(Fts5Tokenizer*, void* context, int, char const* text, int size,
    int (*token)(void*, int, char const*, int, int, int))
{
    int code = SQLITE_OK;
    each_word({ text, static_cast<std::size_t>(std::max(size, 0)) }, [&](Word const& word) {
        code = token(context, 0, word.text.data(), static_cast<int>(word.text.size()), static_cast<int>(word.begin),
            static_cast<int>(word.end));
        return code == SQLITE_OK;
    });
    return code;
}

void nearness(Fts5ExtensionApi const* api, Fts5Context* context, sqlite3_context* result, int, sqlite3_value**)
{
    int count = 0;
    if (int const code = api->xInstCount(context, &count); code != SQLITE_OK)
        return sqlite3_result_error_code(result, code);
    std::array<bool, phrases_max> seen {};
    sqlite3_int64 different = 0;
    for (int i = 0; i < count; ++i) {
        int phrase = 0, column = 0, offset = 0;
        if (int const code = api->xInst(context, i, &phrase, &column, &offset); code != SQLITE_OK)
            return sqlite3_result_error_code(result, code);
        auto& known = seen[static_cast<std::size_t>(std::clamp(phrase, 0, phrases_max - 1))];
        different += known ? 0 : 1;
        known = true;
    }
    sqlite3_result_int64(result, different * 1000 + std::min(count, hits_weighed_max));
}

} // namespace

sql::Result<void> add_words(sql::Connection& connection)
{
    fts5_api* api = nullptr;
    sqlite3_stmt* statement = nullptr;
    int code = sqlite3_prepare_v2(connection.handle(), "SELECT fts5(?1)", -1, &statement, nullptr);
    if (code == SQLITE_OK) {
        sqlite3_bind_pointer(statement, 1, static_cast<void*>(&api), "fts5_api_ptr", nullptr);
        sqlite3_step(statement);
    }
    sqlite3_finalize(statement);
    if (api == nullptr)
        return std::unexpected(sql::Error { SQLITE_ERROR, "SQLite was built without full-text search (FTS5)" });
    fts5_tokenizer words { &make, &drop, &tokenize };
    code = api->xCreateTokenizer(api, "words", nullptr, &words, nullptr);
    if (code == SQLITE_OK)
        code = api->xCreateFunction(api, "nearness", nullptr, &nearness, nullptr);
    if (code != SQLITE_OK)
        return std::unexpected(sql::Error { code, sqlite3_errmsg(connection.handle()) });
    return {};
}

} // namespace recourse::search
