#pragma once

#include "core/case/answer.hpp"
#include "core/case/evaluation.hpp"
#include "core/cover/book.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

// What a programme pays in one case: every reading of a book is run; an open fact is decided against the buyer for the
// least and for the buyer for the most.

namespace recourse::cover {

using casework::Truth;

/// Facts that only one book asks for (`[inputs.<programme>]`), already of the input's type; absent ones are unknown.
using Inputs = std::map<std::string, rules::Value>;

/// The variables of one book under one reading.
class BookFrame {
public:
    BookFrame(Book const&, Reading const&, casework::Evaluation&, Inputs const&);
    BookFrame(BookFrame const&) = delete;

    Book const& book() const { return book_; }
    std::string const& reading() const { return reading_.id; }
    casework::Frame& frame() { return *frame_; }
    /// The variables of one defect, until another one is asked for.
    casework::Frame& problem(std::size_t index);
    std::size_t problems() const { return evaluation_.problems(); }
    /// A term of the book by name; absent where this reading has none.
    rules::Value term(std::string_view id);
    /// True when a rule that names these readings takes part in this one.
    bool holds(std::vector<std::string> const& readings) const { return reading_.takes(readings); }

private:
    rules::Value lazy(std::uint32_t slot);
    rules::Value lazy_of_problem(std::uint32_t slot);

    Book const& book_;
    Reading const& reading_;
    casework::Evaluation& evaluation_;
    std::optional<casework::Frame> frame_;
    std::optional<casework::Frame> problem_; ///< of the defect at `problem_at_`
    std::size_t problem_at_ = 0;
};

enum class RuleKind : std::uint8_t { scope, cover, exclusion, cap, window };

/// What one rule came to under one reading.
struct Finding {
    RuleKind kind = RuleKind::scope;
    Rule const* rule = nullptr; ///< null for a window
    casework::DeadlineRule const* window = nullptr;
    int problem = -1; ///< position of the defect; -1: the order
    Truth truth = Truth::open; ///< of the condition; for a window: yes = met or still open
    std::vector<std::string> missing;
};

/// One reading, in figures.
struct ReadingOutcome {
    std::string reading;
    casework::Verdict verdict = casework::Verdict::undecided;
    Money low; ///< paid at least: open facts against the buyer, least claim
    std::optional<Money> high; ///< paid at most: open facts for the buyer, greatest claim; absent: no sum is known
    Money sure; ///< of the greatest claim, what is paid even with open facts against the buyer
    std::optional<Money> cap_low, cap_high;
    std::vector<Finding> findings;
    std::vector<std::string> missing; ///< facts that keep the result open, or that a cap left out hangs on
    bool facts_missing = false; ///< knowing them could change what is paid
};

struct Outcome {
    casework::Verdict verdict = casework::Verdict::undecided;
    casework::MoneyRange range;
    casework::MoneyRange cap;
    bool facts_missing = false;
    bool readings_differ = false;
    std::vector<ReadingOutcome> readings;
    std::vector<std::string> missing;
};

/// Is the programme reported on in this case at all?
bool is_listed(Book const&, casework::Evaluation&, Inputs const&);
/// True when the edition may bind: in force on the day that `binds` names, or that day or the edition's is not known.
bool may_bind(Book const&, casework::Evaluation&, Inputs const&);

/// Runs the readings (all, or only the one named). Figures only; explain() adds the words.
Outcome decide(Book const&, casework::Evaluation&, Inputs const&, std::string_view only_reading = {});

/// The same with reasons, trace and sources in the language.
casework::Coverage explain(
    Book const&, casework::Evaluation&, Inputs const&, Outcome const&, Language, bool with_trace = true);

} // namespace recourse::cover
