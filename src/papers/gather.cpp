#include "papers/gather.hpp"

#include <fmt/format.h>

#include <map>
#include <string>
#include <tuple>

namespace recourse::papers {

namespace {

/// List and column of "exhibits[3].pages"; null where it is no cell.
struct Cell {
    Field const* list = nullptr;
    Field const* column = nullptr;
};

Cell cell_of(Open const& open, Vocabulary const& vocabulary)
{
    auto const bracket = open.field.find('[');
    auto const end = open.field.find("].");
    if (bracket == std::string::npos || end == std::string::npos)
        return {};
    auto const list = vocabulary.fields.find(open.field.substr(0, bracket));
    if (list == vocabulary.fields.end())
        return {};
    return { &list->second, list->second.column(open.field.substr(end + 2)) };
}

/// "1 to 3 and 5", "1至3、5" of rows in order.
Words rows_in_words(std::vector<int> const& rows)
{
    std::vector<Words> runs;
    for (std::size_t i = 0; i < rows.size();) {
        auto j = i;
        while (j + 1 < rows.size() && rows[j + 1] == rows[j] + 1)
            ++j;
        runs.push_back(i == j
                ? same(fmt::format("{}", rows[i]))
                : Words { fmt::format("{} to {}", rows[i], rows[j]), fmt::format("{}至{}", rows[i], rows[j]) });
        i = j + 1;
    }
    Words out;
    for (std::size_t i = 0; i < runs.size(); ++i) {
        out.en += (i == 0 ? "" : i + 1 == runs.size() ? " and " : ", ") + runs[i].en;
        out.zh += (i == 0 ? "" : "、") + runs[i].zh;
    }
    return out;
}

} // namespace

std::vector<Open> gathered(std::vector<Open> const& all, Vocabulary const& vocabulary)
{
    std::vector<Open> out;
    std::vector<std::vector<int>> rows; ///< of each of `out`
    std::map<std::tuple<Field const*, Field const*, OpenKind, bool>, std::size_t> seen;
    for (auto const& one : all) {
        auto const [list, column] = cell_of(one, vocabulary);
        if (column != nullptr) {
            auto const [at, is_new] = seen.try_emplace({ list, column, one.kind, one.needed }, out.size());
            if (!is_new) {
                rows[at->second].push_back(one.row);
                continue;
            }
        }
        out.push_back(one);
        rows.push_back({ one.row });
    }
    for (auto const& [key, at] : seen) {
        if (rows[at].size() < 2)
            continue;
        auto const& [list, column, kind, needed] = key;
        auto const told = rows_in_words(rows[at]);
        out[at].field = fmt::format("{}[].{}", list->id, column->id);
        out[at].row = 0;
        out[at].name = { fmt::format("{}, rows {}: {}", list->name.en, told.en, column->name.en),
            fmt::format("{}第{}行：{}", list->name.zh, told.zh, column->name.zh) };
    }
    return out;
}

} // namespace recourse::papers
