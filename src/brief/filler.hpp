#pragma once

#include "brief/study.hpp"
#include "brief/words.hpp"
#include "papers/document.hpp"

#include <string>
#include <string_view>

// Shared by the files that fill one group of fields each.

namespace recourse::brief {

class Filler {
public:
    Filler(Study const& study, papers::Document const& document) : study(study), document(document)
    {
        values.fields = study.given;
        values.exhibits = study.exhibits;
    }

    /// What was given stays as it is.
    template <class Is>
    void put(std::string_view id, Is is, Words source = {})
    {
        values.fields.try_emplace(std::string { id }, papers::Value { std::move(is), std::move(source) });
    }
    void put_words(std::string_view id, Words words, Words source = {})
    {
        if (!words.empty())
            put(id, std::move(words), std::move(source));
    }
    void put_rows(std::string_view id, std::vector<papers::Row> rows)
    {
        if (!rows.empty())
            put(id, std::move(rows));
    }

    // A fact of the case, if it is known.
    void put_text(std::string_view id, std::string_view fact)
    {
        if (auto const text = study.facts.text(fact))
            put(id, words_of(*text));
    }
    /// A name, a number, a code: the same in both languages.
    void put_same(std::string_view id, std::string_view fact)
    {
        if (auto const text = study.facts.text(fact))
            put(id, same(*text));
    }
    void put_date(std::string_view id, std::string_view fact)
    {
        if (auto const date = study.facts.date(fact))
            put(id, *date);
    }
    void put_money(std::string_view id, std::string_view fact)
    {
        if (auto const money = study.facts.money(fact))
            put(id, *money);
    }

    papers::Value const* find(std::string_view id) const
    {
        auto const found = values.fields.find(id);
        return found == values.fields.end() ? nullptr : &found->second;
    }
    /// Number of the items of a list of the case.
    std::size_t count(std::string_view group) const
    {
        return study.facts.items(static_cast<std::uint16_t>(casework::find_group(group)));
    }
    /// An exhibit of these kinds, where the case has exactly one.
    std::optional<papers::ExhibitPages> only_exhibit(std::span<std::string_view const> kinds) const;

    bool to(papers::Receiver receiver) const { return document.to == receiver; }
    /// A court, a tribunal or an authority.
    bool to_a_judge() const
    {
        return to(papers::Receiver::court) || to(papers::Receiver::tribunal) || to(papers::Receiver::police)
            || to(papers::Receiver::registry);
    }
    bool to_the_other_side() const { return to(papers::Receiver::supplier) || to(papers::Receiver::platform); }

    Study const& study;
    papers::Document const& document;
    papers::Values values;
};

/// A cell of a row, if there is something to put into it.
template <class Is>
void cell(papers::Row& row, std::string_view id, std::optional<Is> is)
{
    if (is)
        row.cells.emplace(std::string { id }, papers::Value { *std::move(is) });
}
inline void cell(papers::Row& row, std::string_view id, Words words)
{
    if (!words.empty())
        row.cells.emplace(std::string { id }, papers::Value { std::move(words) });
}

// In this order: later ones use what the earlier ones put.
void fill_parties(Filler&);
void fill_order(Filler&);
void fill_story(Filler&);
void fill_sums(Filler&);
void fill_evidence(Filler&);
void fill_law(Filler&);
void fill_plan(Filler&);

} // namespace recourse::brief
