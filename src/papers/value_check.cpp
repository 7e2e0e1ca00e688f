#include "papers/value_check.hpp"

#include "base/text.hpp"
#include "papers/compose.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace recourse::papers {

namespace {

class Checker {
public:
    explicit Checker(Values const& values) : values_(values)
    {
        std::set<std::string_view> seen;
        for (auto const& one : values.exhibits)
            if (!seen.insert(one.id).second)
                wrong(fmt::format("the case has two exhibits '{}'", one.id));
    }

    void check(Field const& field, Value const& value, std::string const& called)
    {
        // The kinds stand in the order of the alternatives.
        if (value.is.index() != static_cast<std::size_t>(field.kind))
            return wrong(fmt::format("the value of '{}' is of the kind {}, the field of the kind {}", called,
                name(static_cast<Kind>(value.is.index())), name(field.kind)));
        check_texts(value.source, called);
        if (auto const* words = std::get_if<Words>(&value.is)) {
            check_texts(*words, called);
        } else if (auto const* number = std::get_if<Number>(&value.is)) {
            if (number->decimals < 0 || number->decimals > 9)
                wrong(fmt::format("'{}' has {} decimals", called, number->decimals), "0 to 9");
        } else if (auto const* pages = std::get_if<ExhibitPages>(&value.is)) {
            check_pages(*pages, called);
        } else if (auto const* rows = std::get_if<std::vector<Row>>(&value.is)) {
            check_rows(field, *rows, called);
        }
    }

    Problems problems;

private:
    void wrong(std::string says, std::string remedy = {})
    {
        problems.push_back({ {}, std::move(says), std::move(remedy) });
    }

    void check_texts(Words const& words, std::string const& called)
    {
        if (std::max(words.en.size(), words.zh.size()) > text_bytes_max)
            wrong(fmt::format("the text of '{}' is longer than {} bytes", called, text_bytes_max),
                "attach it as an exhibit");
        else if (!is_utf8(words.en) || !is_utf8(words.zh))
            wrong(fmt::format("the text of '{}' is not UTF-8", called));
    }

    void check_pages(ExhibitPages const& pages, std::string const& called)
    {
        auto const found = std::ranges::find(values_.exhibits, pages.exhibit, &Exhibit::id);
        if (found == values_.exhibits.end())
            return wrong(
                fmt::format("'{}' refers to the exhibit '{}', which the case does not have", called, pages.exhibit),
                "number it first");
        bool const in_order
            = pages.first == 0 ? pages.last == 0 : pages.first > 0 && (pages.last == 0 || pages.last >= pages.first);
        if (!in_order || (found->pages > 0 && std::max(pages.first, pages.last) > found->pages))
            wrong(fmt::format("'{}' refers to pages {} to {} of the exhibit '{}'{}", called, pages.first, pages.last,
                pages.exhibit, found->pages > 0 ? fmt::format(", which has {}", found->pages) : ""));
    }

    void check_rows(Field const& field, std::vector<Row> const& rows, std::string const& called)
    {
        if (rows.size() > rows_max)
            return wrong(fmt::format("'{}' has more than {} rows", called, rows_max));
        for (std::size_t i = 0; i < rows.size(); ++i)
            for (auto const& [id, value] : rows[i].cells) {
                auto const cell = fmt::format("{}[{}].{}", called, i + 1, id);
                if (auto const* column = field.column(id))
                    check(*column, value, cell);
                else
                    wrong(fmt::format("the list '{}' has no column '{}' ({})", field.id, id, cell));
            }
    }

    Values const& values_;
};

} // namespace

Problems flaws_of(Document const& document, Values const& values)
{
    Checker checker { values };
    for (auto const* list : { &document.needs, &document.takes })
        for (auto const& id : *list)
            if (auto const value = values.fields.find(id); value != values.fields.end())
                checker.check(document.vocabulary->fields.at(id), value->second, id);
    return std::move(checker.problems);
}

} // namespace recourse::papers
