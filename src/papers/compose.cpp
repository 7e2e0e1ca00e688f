#include "papers/compose.hpp"

#include "papers/gather.hpp"
#include "papers/line_composer.hpp"
#include "papers/value_check.hpp"
#include "papers/wording.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace recourse::papers {

namespace {

/// Walks the texts of the languages side by side: their skeletons are the same, or there is one only.
class Composer {
public:
    Composer(Document const& document, Values const& values, Wish const& wish)
        : document_(document)
        , lines_(document, values, wish.notes && !wish.approved)
    {
        paper_.id = document.id;
        paper_.name = document.name;
        paper_.setting = wish.setting;
        paper_.numbering = document.numbering;
        paper_.draft = !wish.approved;
        paper_.landscape = document.landscape;
        paper_.day = wish.day;
        values_ = &values;
    }

    Paper compose()
    {
        auto const& en = document_.texts.find(Language::en);
        auto const& zh = document_.texts.find(Language::zh);
        walk(paper_.shows(Language::en) ? &en->second : nullptr, paper_.shows(Language::zh) ? &zh->second : nullptr);
        fill_references();
        for (auto const& id : document_.needs)
            if (!values_->fields.contains(id))
                lines_.remember({ OpenKind::unknown, id, 0, document_.vocabulary->fields.at(id).name, true });
        list_open_points();
        paper_.notes = lines_.notes();
        if (paper_.draft)
            appendices();
        return std::move(paper_);
    }

    bool too_long() const { return paper_.blocks.size() > blocks_max || lines_.too_long(); }

private:
    using Nodes = std::vector<Node>;

    /// A node in the languages of the paper.
    struct Pair {
        Node const* en;
        Node const* zh;
        Node const& any() const { return en != nullptr ? *en : *zh; }
    };

    static Pair pair(Nodes const* en, Nodes const* zh, std::size_t i)
    {
        return { en != nullptr ? &(*en)[i] : nullptr, zh != nullptr ? &(*zh)[i] : nullptr };
    }

    template <class F>
    static void below(Pair const& node, Nodes Node::* part, F const& with)
    {
        with(node.en != nullptr ? &(node.en->*part) : nullptr, node.zh != nullptr ? &(node.zh->*part) : nullptr);
    }

    Text cell(Pair const& node, std::size_t i)
    {
        return lines_.text(
            node.en != nullptr ? &node.en->cells[i] : nullptr, node.zh != nullptr ? &node.zh->cells[i] : nullptr);
    }

    std::vector<Text> cells(Pair const& node)
    {
        std::vector<Text> out;
        for (std::size_t i = 0; i < node.any().cells.size(); ++i)
            out.push_back(cell(node, i));
        return out;
    }

    void add(Block block)
    {
        if (!too_long())
            paper_.blocks.push_back(std::move(block));
    }

    void walk(Nodes const* en, Nodes const* zh)
    {
        auto const count = en != nullptr ? en->size() : zh->size();
        for (std::size_t i = 0; i < count && !too_long(); ++i)
            put(pair(en, zh, i));
    }

    /// The branch of a condition, or the rows of a list, by `with`; and by `unknown` a list that is not known.
    template <class F, class U>
    bool turn(Pair const& node, F const& with, U const& unknown)
    {
        auto const& any = node.any();
        if (any.kind == NodeKind::choice) {
            below(node, lines_.holds(any.name, any.unless) ? &Node::yes : &Node::no, with);
            return true;
        }
        if (any.kind != NodeKind::each)
            return false;
        auto const* rows = lines_.rows(any.name);
        if (rows == nullptr) {
            unknown(lines_.open_text(any.name, node.en != nullptr, node.zh != nullptr));
            return true;
        }
        int number = 0;
        for (auto const& row : *rows) {
            lines_.enter(any.name, row, ++number);
            below(node, &Node::yes, with);
            lines_.leave();
        }
        return true;
    }

    void put(Pair const& node)
    {
        auto const& any = node.any();
        switch (any.kind) {
        case NodeKind::title:
            return add(Title { cell(node, 0) });
        case NodeKind::heading:
            return add(Heading { any.level, cell(node, 0) });
        case NodeKind::paragraph:
            return add(Paragraph { cell(node, 0), Stand::plain });
        case NodeKind::right:
            return add(Paragraph { cell(node, 0), Stand::right });
        case NodeKind::middle:
            return add(Paragraph { cell(node, 0), Stand::middle });
        case NodeKind::quote:
            return add(Paragraph { cell(node, 0), Stand::quote });
        case NodeKind::bullet:
            return add(Bullet { any.level, cell(node, 0) });
        case NodeKind::numbered:
            return numbered(node);
        case NodeKind::particular:
            return particular(node);
        case NodeKind::page:
            return add(PageBreak {});
        case NodeKind::restart:
            counts_ = {};
            restart_ = true;
            return;
        case NodeKind::table:
            return table(node);
        case NodeKind::sign:
            return sign(node);
        case NodeKind::choice:
        case NodeKind::each:
            turn(
                node, [this](Nodes const* en, Nodes const* zh) { walk(en, zh); },
                [this](Text text) { add(Paragraph { std::move(text), Stand::plain }); });
            return;
        case NodeKind::titles:
        case NodeKind::row:
        case NodeKind::sums:
        case NodeKind::line:
        case NodeKind::seal:
        case NodeKind::next_column:
            return; // the reader lets them stand in tables and signatures only
        }
    }

    void numbered(Pair const& node)
    {
        auto const& any = node.any();
        auto const level = static_cast<std::size_t>(any.level - 1);
        ++counts_.at(level);
        for (auto below = level + 1; below < counts_.size(); ++below)
            counts_.at(below) = 0;
        // A level that is skipped counts as its first.
        for (std::size_t above = 0; above < level; ++above)
            counts_.at(above) = std::max(counts_.at(above), 1);
        Numbered block { .level = any.level,
            .counted = counts_.at(level),
            .restart = restart_,
            .number = { number_of(document_.numbering, counts_, any.level, Language::en),
                number_of(document_.numbering, counts_, any.level, Language::zh) },
            .name = any.name,
            .text = cell(node, 0) };
        restart_ = false;
        if (!any.name.empty())
            references_[any.name] = { reference_to(document_.numbering, counts_, any.level, Language::en),
                reference_to(document_.numbering, counts_, any.level, Language::zh) };
        add(std::move(block));
    }

    void particular(Pair const& node)
    {
        Particulars::Row row { cell(node, 0), cell(node, 1) };
        if (!paper_.blocks.empty())
            if (auto* before = std::get_if<Particulars>(&paper_.blocks.back())) {
                before->rows.push_back(std::move(row));
                return;
            }
        add(Particulars { { std::move(row) } });
    }

    void table(Pair const& node)
    {
        Table out { .columns = node.any().columns, .rows = {} };
        below(node, &Node::yes, [&](Nodes const* en, Nodes const* zh) { rows(out, en, zh); });
        if (!out.rows.empty())
            add(std::move(out));
    }

    void rows(Table& out, Nodes const* en, Nodes const* zh)
    {
        auto const count = en != nullptr ? en->size() : zh->size();
        for (std::size_t i = 0; i < count && out.rows.size() <= blocks_max; ++i) {
            auto const node = pair(en, zh, i);
            auto const turned = turn(
                node, [&](Nodes const* in_en, Nodes const* in_zh) { rows(out, in_en, in_zh); },
                [&](Text text) {
                    Table::Row row { .cells = std::vector<Text>(out.columns.size()) };
                    auto const widest = std::ranges::max_element(out.columns, {}, &ColumnShape::percent);
                    row.cells.at(static_cast<std::size_t>(widest - out.columns.begin())) = std::move(text);
                    out.rows.push_back(std::move(row));
                });
            if (turned)
                continue;
            auto const kind = node.any().kind == NodeKind::titles ? Table::Row::Kind::titles
                : node.any().kind == NodeKind::sums               ? Table::Row::Kind::sums
                                                                  : Table::Row::Kind::usual;
            out.rows.push_back({ kind, cells(node) });
        }
    }

    void sign(Pair const& node)
    {
        Signature out;
        out.columns.emplace_back();
        below(node, &Node::yes, [&](Nodes const* en, Nodes const* zh) { items(out, en, zh); });
        add(std::move(out));
    }

    void items(Signature& out, Nodes const* en, Nodes const* zh)
    {
        using Item = Signature::Item;
        auto const count = en != nullptr ? en->size() : zh->size();
        for (std::size_t i = 0; i < count; ++i) {
            auto const node = pair(en, zh, i);
            auto const& any = node.any();
            if (turn(
                    node, [&](Nodes const* in_en, Nodes const* in_zh) { items(out, in_en, in_zh); },
                    [](Text const&) {}))
                continue;
            if (any.kind == NodeKind::next_column)
                out.columns.emplace_back();
            else if (any.kind == NodeKind::seal)
                out.columns.back().push_back({ Item::Kind::seal, {}, {} });
            else if (any.kind == NodeKind::particular)
                out.columns.back().push_back({ Item::Kind::row, cell(node, 0), cell(node, 1) });
            else
                out.columns.back().push_back({ Item::Kind::line, cell(node, 0), {} });
        }
    }

    void fill_references()
    {
        for (auto& block : paper_.blocks)
            each_text(block, [&](Text& text) {
                for (auto const language : { Language::en, Language::zh })
                    for (auto& run : text.in(language)) {
                        if (run.manner != Manner::reference)
                            continue;
                        if (auto const found = references_.find(run.paragraph); found != references_.end()) {
                            run.text = found->second.in(language);
                            continue;
                        }
                        lines_.remember({ OpenKind::left_out, run.paragraph, 0, same(run.paragraph), false });
                        run = { open_mark(run.paragraph), Manner::open };
                    }
            });
    }

    /// Needed ones first.
    void list_open_points()
    {
        // A flag that a condition asked for is one point, not two.
        std::set<std::string> asked;
        for (auto const& one : lines_.open())
            if (one.kind == OpenKind::unanswered)
                asked.insert(one.field);
        for (bool const needed : { true, false })
            for (auto const& one : lines_.open())
                if (one.needed == needed && (one.kind != OpenKind::unknown || !asked.contains(one.field)))
                    paper_.open.push_back(one);
    }

    Text both(Words const& words) const
    {
        Text out;
        for (auto const language : { Language::en, Language::zh })
            if (paper_.shows(language) && !words.in(language).empty())
                out.in(language).push_back({ words.in(language) });
        return out;
    }

    void appendices()
    {
        if (paper_.open.empty() && paper_.notes.empty())
            return;
        paper_.blocks.emplace_back(PageBreak {});
        if (!paper_.open.empty()) {
            paper_.blocks.emplace_back(Heading { 1, both(open_points()) });
            for (auto const& one : gathered(paper_.open, *document_.vocabulary))
                paper_.blocks.emplace_back(Remark { "●", 0, both(says(one)) });
        }
        if (paper_.notes.empty())
            return;
        paper_.blocks.emplace_back(Heading { 1, both(notes_for_counsel()) });
        for (bool const warnings : { true, false })
            for (auto const& one : paper_.notes)
                if (one.warning == warnings)
                    paper_.blocks.emplace_back(
                        Remark { fmt::format(fmt::runtime(warnings ? "[!{}]" : "[{}]"), one.number), one.number,
                            both(one.words) });
    }

    Document const& document_;
    Values const* values_ = nullptr;
    LineComposer lines_;
    Paper paper_;
    Counts counts_ {};
    bool restart_ = false;
    std::map<std::string, Words> references_;
};

} // namespace

std::expected<Paper, Problems> compose(Document const& document, Values const& values, Wish const& wish)
{
    auto problems = flaws_of(document, values);
    if (std::ranges::find(document.settings, wish.setting) == document.settings.end())
        problems.push_back({ {}, fmt::format("'{}' cannot be set in this language", document.id),
            "its document.toml names the settings it has" });
    if (!problems.empty())
        return std::unexpected(std::move(problems));
    Composer composer { document, values, wish };
    auto paper = composer.compose();
    if (paper.blocks.size() > blocks_max || composer.too_long())
        problems.push_back(
            { {}, fmt::format("the paper has more than {} blocks or {} bytes of text", blocks_max, bytes_max),
                "shorten its lists" });
    if (wish.approved)
        for (auto const& one : paper.open)
            problems.push_back({ {}, fmt::format("the paper is not finished: {}", says(one).en),
                "settle it before the paper is approved" });
    if (!problems.empty())
        return std::unexpected(std::move(problems));
    return paper;
}

} // namespace recourse::papers
