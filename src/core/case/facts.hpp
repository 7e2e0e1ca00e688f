#pragma once

#include "base/date.hpp"
#include "core/rules/rules.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace recourse::casework {

/// How a fact is written in a case file and what the rule language sees.
enum class FactKind : std::uint8_t {
    text, ///< a string
    word, ///< one of a list of words
    text_list, ///< a list of strings
    boolean,
    date, ///< a civil day (Date)
    money, ///< "48000.00 USD"
    decimal, ///< digits kept as written ("0.35"): a string in the rule language
};

/// One fact of the schema, e.g. `payments.through_platform`.
struct FactField {
    std::string name; ///< "through_platform"
    FactKind kind;
    std::vector<std::string> words; ///< for FactKind::word
};

/// A group of facts: `order` (one record), or `payments` (a list of records).
struct FactGroup {
    std::string name;
    bool list = false;
    std::vector<FactField> fields;
    int find(std::string_view field) const; ///< -1 where there is none
};

/// Every group, in the order of the published schema. The top-level facts `title`, `as_of` and `language` form the
/// first group, whose name is empty.
std::span<FactGroup const> fact_groups();
int find_group(std::string_view name); ///< -1 where there is none

/// Where one fact stands: group, item of a list (0 for a record), field.
struct FactPath {
    std::uint16_t group = 0;
    std::uint16_t item = 0;
    std::uint16_t field = 0;
    friend bool operator==(FactPath const&, FactPath const&) = default;
    friend auto operator<=>(FactPath const&, FactPath const&) = default;
};
/// "payments[1].amount", "order.value", "as_of".
std::string to_string(FactPath);
/// Undoes to_string; nothing for a text that is no path of the schema (the item need not exist).
std::optional<FactPath> parse_path(std::string_view);

/// What is known of one dispute. An absent fact is unknown; a list may be unknown as a whole or known and empty.
/// Copying is cheap enough to try "what if" (texts are shared).
class Facts {
public:
    Facts();

    /// The value (never unknown); asserts that its kind fits the field. Grows a list to hold the item.
    void set(FactPath, rules::Value);
    void set_text(FactPath, std::string_view);
    void set_texts(FactPath, std::span<std::string const>);
    void forget(FactPath);
    /// A list that is known and, as long as nothing is added, empty.
    void set_list_known(std::uint16_t group);
    /// One more item of which nothing is known yet.
    void add_item(std::uint16_t group);

    /// Kind::absent where the fact is not known.
    rules::Value get(FactPath) const;
    std::size_t items(std::uint16_t group) const;
    bool list_known(std::uint16_t group) const;

    std::optional<Money> money(std::string_view path) const;
    std::optional<Date> date(std::string_view path) const;
    std::optional<bool> boolean(std::string_view path) const;
    std::optional<std::string> text(std::string_view path) const; ///< text, word or decimal

private:
    struct Group {
        bool known = false; ///< for lists
        std::vector<std::vector<rules::Value>> items; ///< fields in schema order; Kind::absent = unknown
    };
    std::vector<Group> groups_;
    std::shared_ptr<rules::Arena> texts_; ///< shared by copies, only ever added to
};

/// The variables that every rule may use, in slot order: `as_of`, `title`, `language`, then one per group (record or
/// list of records). Shared terms and a book's own names are declared after these.
rules::Schema const& fact_schema();

/// The record type of a group, e.g. of one of `problems`. Asserts that there is such a group.
rules::Type fact_type(std::string_view group);

/// The facts as values of the slots of fact_schema(); absent facts become unknowns that name their path.
/// Lives as long as the arena and the facts.
std::vector<rules::Value> bind(Facts const&, rules::Arena&);

} // namespace recourse::casework
