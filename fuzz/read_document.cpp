// Any bytes as the English text of a document give a document, whose paper can be composed with values and without, and
// set as .docx, or every problem with its file.

#include "base/check.hpp"
#include "papers/compose.hpp"
#include "papers/docx.hpp"
#include "papers/reader.hpp"
#include "planted.hpp"

using namespace recourse;
using namespace recourse::papers;

namespace {

constexpr std::string_view fields = R"(
field = [
  { id = "a", kind = "text", name = "a", name_zh = "a" },
  { id = "m", kind = "money", name = "m", name_zh = "m" },
  { id = "d", kind = "date", name = "d", name_zh = "d" },
  { id = "n", kind = "number", name = "n", name_zh = "n" },
  { id = "f", kind = "flag", name = "f", name_zh = "f" },
  { id = "e", kind = "exhibit", name = "e", name_zh = "e" },
  { id = "l", kind = "list", name = "l", name_zh = "l", column = [
    { id = "a", kind = "text", name = "a", name_zh = "a" }, { id = "e", kind = "exhibit", name = "e", name_zh = "e" } ] },
]
)";
constexpr std::string_view sources = "[sources.s]\ntitle = \"s\"\nkind = \"own\"\n";

Vocabulary const& vocabulary()
{
    static Vocabulary const read = *read_vocabulary(fields, sources);
    return read;
}

Values some_values()
{
    Values out;
    out.fields["a"] = { Words { "one\ntwo", "" }, same("from") };
    out.fields["m"] = { Money { 123'45, *Currency::from_code("CNY") } };
    out.fields["d"] = { Date::of(2026, 3, 1) };
    out.fields["n"] = { Number { 7, 0 } };
    out.fields["f"] = { true };
    out.fields["e"] = { ExhibitPages { "x", 1, 2 } };
    out.fields["l"] = { std::vector<Row> { { { { "a", { same("row") } } } }, {} } };
    out.exhibits = { { "x", "1", 2 } };
    return out;
}

/// A table inside a condition within a repetition, which no seed has.
bool deep_table(std::vector<Node> const& nodes, int depth)
{
    return std::ranges::any_of(nodes, [&](Node const& node) {
        return (node.kind == NodeKind::table && depth >= 2) || deep_table(node.yes, depth + 1)
            || deep_table(node.no, depth + 1);
    });
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size)
{
    std::string_view const text { reinterpret_cast<char const*>(bytes), size };
    // All that the text uses is declared: a first reading says what that is.
    std::string takes;
    for (auto const& [id, field] : vocabulary().fields)
        takes += "\"" + id + "\", ";
    std::string all;
    for (auto const& [id, field] : vocabulary().fields)
        all += id == "l" ? "\n{each l}\n- {l.a}{if l.e}{exhibit:l.e}{end}\n{end}\n"
            : id == "f"  ? "\n- {if f}f{end}\n"
            : id == "e"  ? "\n- {exhibit:e}\n"
                         : "\n- {" + id + "}\n";
    auto const about = "[document]\nid = \"x\"\nname = \"x\"\nname_zh = \"x\"\nkind = \"memo\"\nto = \"anyone\"\n"
                       "settings = [\"en\"]\nneeds = []\ntakes = ["
        + takes + "]\n";
    auto const whole = std::string { text } + "\n" + all;
    auto const document = read_document({ "documents/x", about, whole, {} }, vocabulary());
    if (!document) {
        for (auto const& problem : document.error())
            RECOURSE_ASSERT(!problem.message.empty() && !problem.place.file.empty());
        return 0;
    }
    for (auto const& values : { Values {}, some_values() }) {
        auto const paper = compose(*document, values, { .day = Date::of(2026, 3, 1) });
        if (!paper) { // only its length can be wrong
            RECOURSE_ASSERT(paper.error().size() == 1);
            continue;
        }
        RECOURSE_ASSERT(!to_docx(*paper).empty());
        for (auto const& block : paper->blocks)
            each_text(block, [](Text const& one) { RECOURSE_ASSERT(one.zh.empty()); });
    }
    fuzz::planted(deep_table(document->texts.at(Language::en), 0));
    return 0;
}
