#pragma once

#include "base/date.hpp"
#include "base/language.hpp"
#include "base/money.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

// What a paper is filled with. Every figure is worked out elsewhere; here it is only written down.

namespace recourse::papers {

/// A text in both languages; one that is empty is not known in that language.
struct Words {
    std::string en, zh;

    std::string const& in(Language language) const { return language == Language::zh ? zh : en; }
    bool empty() const { return en.empty() && zh.empty(); }
    friend bool operator==(Words const&, Words const&) = default;
};
/// What is the same in both languages: a number of registration, an address of mail.
inline Words same(std::string text)
{
    return { text, text };
}

/// A decimal number: {435, 2} is 4.35. 0 to 9 decimals.
struct Number {
    std::int64_t digits = 0;
    int decimals = 0;
    friend bool operator==(Number const&, Number const&) = default;
};

/// One of the case's exhibits, by its id, and which of its pages. 0: the whole.
struct ExhibitPages {
    std::string exhibit;
    int first = 0, last = 0; ///< both count from 1; last 0 or the same as first: one page
    friend bool operator==(ExhibitPages const&, ExhibitPages const&) = default;
};

struct Row;

/// The value of a field: of the alternative that its kind names (docs/formats/document.md).
struct Value {
    std::variant<Words, Money, Date, Number, bool, ExhibitPages, std::vector<Row>> is;
    Words source {}; ///< where it comes from, as a note for counsel; may be empty
};

/// A row of a list: its columns by id. A column that is not there is not known.
struct Row {
    std::map<std::string, Value, std::less<>> cells;
};

/// An exhibit of the case as papers name it.
struct Exhibit {
    std::string id;
    std::string mark; ///< "3" or "E12"
    int pages = 0; ///< 0: not known
};

struct Values {
    std::map<std::string, Value, std::less<>> fields; ///< by id; one that is not there is not known
    std::vector<Exhibit> exhibits;
};

} // namespace recourse::papers
