#pragma once

#include "core/case/answer.hpp"
#include "core/case/deadline_rule.hpp"
#include "core/case/facts.hpp"
#include "core/case/text.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// A programme's rule book as typed, compiled values (docs/formats/programme.md says what each table means).
// catalog/ fills it from TOML; core/cover reads it.

namespace recourse::cover {

using casework::DeadlineRule;
using casework::Expression;
using casework::Said;
using casework::SourceRef;

enum class Discretion : std::uint8_t { mandatory, presumptive, discretionary };

/// What every rule of a book has.
struct Rule {
    std::string id;
    Expression when; ///< null: always
    Said says;
    Said fails;
    std::vector<std::string> readings; ///< empty: all but those that stand alone
    Discretion discretion = Discretion::mandatory;
    SourceRef source;
    std::string note;
    Place place;
};

struct Reading {
    std::string id;
    Said says;
    SourceRef source;
    bool alone = false; ///< takes only the rules that name it

    /// Does a rule that names these readings take part?
    bool takes(std::vector<std::string> const& readings) const
    {
        return readings.empty() ? !alone : std::ranges::find(readings, id) != readings.end();
    }
};

/// A named formula. Its slot comes after the shared terms; in each reading at most one alternative holds.
struct Term {
    std::string id;
    std::uint32_t slot = 0;
    bool per_problem = false;
    std::vector<std::string> readings;
    Expression is;
    Said says;
    SourceRef source;
    Place place;
};

struct Input {
    std::string id;
    rules::Type type;
    Said ask;
};

enum class Effect : std::uint8_t { void_all, bar, reduce };

struct Scope : Rule { };
struct Cover : Rule {
    Expression amount; ///< null: what is claimed for the defect
    std::vector<std::string> remedies;
};
struct Exclusion : Rule {
    bool per_problem = false;
    Effect effect = Effect::void_all;
    Expression amount; ///< for reduce
    Expression cures;
};
struct Cap : Rule {
    Expression low, high; ///< `amount` sets both; null: open
    bool open_ended = false; ///< no `high` was given
};

/// A table that answers "what happens next" (reason, evidence, transition, ...): its keys as typed values.
struct Provision : Rule {
    std::string table; ///< "transition"
    std::map<std::string, std::vector<std::string>> words; ///< keys that hold words or lists of words
    std::map<std::string, std::int64_t> numbers;
    std::map<std::string, bool> flags;
    std::map<std::string, Expression> expressions;
    std::map<std::string, Said> texts;
};

struct Book {
    std::string id;
    std::string edition;
    Said name;
    std::optional<Date> from, seen_on, until; ///< until exclusive
    std::string route = "platform-claim"; ///< of the answer: by which a claim under this programme goes
    std::string platform; ///< what `order.platform` is for orders that this programme runs; empty: not known
    Expression binds;
    Expression listed;
    bool listed_when_unknown = false;
    Currency currency;
    std::string language;
    std::vector<std::string> precedence;
    SourceRef source;

    std::shared_ptr<rules::Schema const> schema; ///< facts, shared terms, `input`, this book's terms
    std::shared_ptr<rules::Schema const> problem_schema; ///< the same and then `problem` and the per-problem terms
    std::uint32_t input_slot = 0;
    std::uint32_t problem_slot = 0;
    std::shared_ptr<rules::RecordType const> input_type;
    std::vector<Input> inputs;
    std::vector<Reading> readings; ///< at least one; a book that names none has the reading "text"
    std::vector<Term> terms;
    std::vector<Scope> scopes;
    std::vector<Cover> covers;
    std::vector<Exclusion> exclusions;
    std::vector<Cap> caps;
    std::vector<DeadlineRule> deadlines;
    std::vector<Provision> provisions;
    std::string folder; ///< "programmes/alibaba-trade-assurance/2026-03-17"

    /// Null where the book has none of that name.
    Reading const* find_reading(std::string_view wanted) const
    {
        auto const found = std::ranges::find(readings, wanted, &Reading::id);
        return found == readings.end() ? nullptr : &*found;
    }
};

} // namespace recourse::cover
