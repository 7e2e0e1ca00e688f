// Any text, as lines and as a table, gives proposals of known facts, each with its passage.

#include "base/check.hpp"
#include "core/case/facts.hpp"
#include "core/intake/propose.hpp"
#include "planted.hpp"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size)
{
    using namespace recourse;
    using namespace recourse::intake;
    std::string_view rest { reinterpret_cast<char const*>(bytes), size };
    Text text;
    text.medium = Medium::document;
    text.speakers = { { "A", "a@example.org", "header From" }, { "B", "b@example.org", "header To" } };
    Table table;
    for (std::size_t number = 1; !rest.empty(); ++number) {
        auto const end = rest.find('\n');
        std::string const line { rest.substr(0, end) };
        rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
        text.lines.push_back({ "line " + std::to_string(number), line, static_cast<int>(number % 3) - 1, false });
        std::vector<std::string> cells { {} };
        for (char const c : line) {
            if (c == ';')
                cells.emplace_back();
            else
                cells.back() += c;
        }
        if (table.heads.empty() && is_head(cells))
            table.heads = std::move(cells);
        else
            table.rows.push_back({ "row " + std::to_string(number), std::move(cells) });
    }
    if (!table.heads.empty())
        text.tables.push_back(std::move(table));
    bool ambiguous_day = false;
    for (auto const& one : propose(text, 0)) {
        RECOURSE_ASSERT(casework::parse_path(one.fact));
        RECOURSE_ASSERT(!one.candidates.empty());
        RECOURSE_ASSERT(one.sure == Sure::ambiguous || one.candidates.size() == 1);
        for (auto const& candidate : one.candidates) {
            RECOURSE_ASSERT(!candidate.value.empty() && !because(candidate, Language::en).empty());
            // No seed has days of both orders.
            ambiguous_day = ambiguous_day || candidate.ground == Ground::month_first;
        }
    }
    fuzz::planted(ambiguous_day);
    return 0;
}
