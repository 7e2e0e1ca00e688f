#pragma once

#include "core/case/answer.hpp"
#include "core/case/evaluation.hpp"
#include "core/case/world.hpp"
#include "core/cover/assess.hpp"

#include <map>
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
};

/// Facts of single books, by programme: `[inputs.<programme>]`.
using BookInputs = std::map<std::string, cover::Inputs, std::less<>>;

/// Works everything out. Pure: the same case, world and options give the same answer.
casework::Answer assess(casework::World const&, casework::Facts const&, BookInputs const&, Options const&);

/// The figures that decide, without words: what questions and counterfactuals compare.
struct Figures {
    std::map<std::string, cover::Outcome> cover; ///< by programme and edition
    std::map<std::string, casework::RouteStatus> routes;
    std::vector<std::string> missing; ///< facts that keep something open
    std::optional<Money> claimed; ///< the most that can be claimed
    std::optional<Money> cover_low, cover_high; ///< of the programme that may pay most
};
Figures figures(casework::World const&, casework::Facts const&, BookInputs const&, Options const&);

std::vector<casework::Question> questions(
    casework::World const&, casework::Facts const&, BookInputs const&, Options const&, Figures const&);
std::vector<casework::Counterfactual> counterfactuals(casework::World const&, casework::Facts const&, BookInputs const&,
    Options const&, Figures const&, casework::Frame& guide);

} // namespace recourse::assess
