#include "brief/filler.hpp"

#include "core/forum/uscc.hpp"

#include <algorithm>

// Buyer, supplier, and whom a filing names as respondent.

namespace recourse::brief {

namespace {

/// The name of the status as the book has it for the word of a case.
Words status(forum::Book const& book, std::string_view fact)
{
    auto const found = std::ranges::find(book.statuses, fact, &forum::SupplierStatus::fact);
    return found == book.statuses.end() ? Words {} : Words { found->name.en, found->name.zh };
}

/// What is odd about the code, for counsel.
Words code_note(std::string const& code)
{
    auto const read = forum::read_code(code);
    Words note;
    for (auto const warning : read.warnings)
        note = joined(note, { forum::say(warning, read, Language::en), forum::say(warning, read, Language::zh) });
    return note;
}

void respondents(Filler& filler)
{
    auto const words = [&](std::string_view field) {
        auto const* value = filler.find(field);
        return value == nullptr ? Words {} : std::get<Words>(value->is);
    };
    papers::Row row;
    auto const chinese = words("supplier.name_zh");
    auto const english = words("supplier.name");
    cell(row, "name", chinese.empty() ? english : chinese);
    if (!chinese.empty())
        cell(row, "name_en", english);
    cell(row, "identity", words("supplier.uscc"));
    cell(row, "address", words("supplier.address"));
    cell(row, "representative", words("supplier.representative"));
    cell(row, "contact", words("supplier.email"));
    if (row.cells.contains("name"))
        filler.put("respondents", std::vector { std::move(row) });
    if (auto const* all = filler.find("respondents")) {
        auto const count = std::get<std::vector<papers::Row>>(all->is).size();
        filler.put("opponents", papers::Number { static_cast<std::int64_t>(count), 0 });
        if (count == 1) // one alone is not jointly liable with anybody
            filler.put("claim.joint", false);
    }
}

} // namespace

void fill_parties(Filler& filler)
{
    auto const& facts = filler.study.facts;
    filler.put_same("buyer.name", "buyer.name");
    if (auto const code = facts.text("buyer.country"))
        filler.put_words("buyer.country", country(*code));
    filler.put_same("supplier.name", "supplier.name");
    filler.put_same("supplier.name_zh", "supplier.name_zh");
    if (auto const code = facts.text("supplier.uscc"))
        filler.put("supplier.uscc", same(*code), code_note(*code));
    if (auto const word = facts.text("supplier.status"))
        filler.put_words("supplier.status", status(filler.study.books.forum, *word));
    filler.put_date("supplier.status_checked_on", "supplier.status_checked_on");
    respondents(filler);
}

} // namespace recourse::brief
