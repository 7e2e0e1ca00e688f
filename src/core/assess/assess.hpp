#pragma once

#include "core/case/answer.hpp"
#include "core/case/evaluation.hpp"
#include "core/case/world.hpp"
#include "core/cover/assess.hpp"
#include "core/forecast/forecast.hpp"

#include <map>
#include <set>
#include <string>

// The whole answer for one case: cover, routes, deadlines, warnings, plan, evidence, questions, counterfactuals.

namespace recourse::assess {

struct Options {
    Date as_of;
    bool as_of_given = false;
    Language language = Language::en;
    std::string reading; ///< empty: all
    std::string programme; ///< empty: all that are listed
    bool questions = true; ///< with counterfactuals: each needs the engine again
    bool trace = true;
    bool forecast = true;
    bool sampled = true; ///< false: what the forecast is made from is put together, and no sample is drawn
};

/// Facts of single books, by programme: `[inputs.<programme>]`.
using BookInputs = std::map<std::string, cover::Inputs, std::less<>>;

/// Works everything out. Pure: the same case, world and options give the same answer.
casework::Answer assess(casework::World const&, casework::Facts const&, BookInputs const&, Options const&);

/// The same without a forecast, with what one would be made from: for whoever makes his own of what has happened since.
/// `input` is absent where none could be made (the answer says why); its list of routes is empty: `routes` are their
/// places in the answer.
struct Assessed {
    casework::Answer answer;
    std::optional<forecast::Input> input;
    std::vector<std::size_t> routes; ///< places in `answer.routes`, in the order of the input's
};
Assessed assess_with_basis(casework::World const&, casework::Facts const&, BookInputs const&, Options const&);

/// The figures that decide, without words: what questions and counterfactuals compare.
struct Figures {
    std::map<std::string, cover::Outcome> cover; ///< by programme and edition
    std::map<std::string, casework::RouteStatus> routes;
    std::vector<std::string> missing; ///< facts that keep something open: what programmes pay, then routes
    std::optional<Money> claimed; ///< the most that can be claimed
    std::optional<Money> cover_low, cover_high; ///< of the programme that may pay most
};
Figures figures(casework::World const&, casework::Facts const&, BookInputs const&, Options const&);

/// How often the engine may be run again for the questions of one answer, and as often for the counterfactuals. The
/// longer the case the dearer a run, so a case of hundreds of payments or defects gets fewer of them.
class Tries {
public:
    explicit Tries(casework::Facts const&);
    /// False where there are no more.
    bool take();
    std::size_t taken() const { return taken_; }
    std::size_t most() const { return most_; }

private:
    std::size_t taken_ = 0, most_ = 0;
};

/// Facts, or whole lists, of which whoever would answer has said that they are not known.
using Declined = std::set<std::string, std::less<>>;

/// Which unknown facts are most worth asking for, the most valuable first: each is tried with the values it may have.
/// Of a list each field is asked for once, of the first item where it matters. What was declined is
/// not asked for.
std::vector<casework::Question> questions(casework::World const&, casework::Facts const&, BookInputs const&,
    Options const&, Figures const&, Tries&, Declined const& declined = {});
inline std::vector<casework::Question> questions(casework::World const& world, casework::Facts const& facts,
    BookInputs const& inputs, Options const& options, Figures const& base)
{
    Tries tries(facts);
    return questions(world, facts, inputs, options, base, tries);
}
std::vector<casework::Counterfactual> counterfactuals(casework::World const&, casework::Facts const&, BookInputs const&,
    Options const&, Figures const&, casework::Frame& guide, Tries&);

} // namespace recourse::assess
