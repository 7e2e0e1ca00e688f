#pragma once

#include "brief/claim.hpp"
#include "core/assess/assess.hpp"
#include "core/forum/clause.hpp"

#include <expected>
#include <optional>

// Everything that is worked out of one case before a paper is filled.

namespace recourse::brief {

/// What the data folders say; all of it outlives a study.
struct Books {
    casework::World const& world;
    forum::Book const& forum;
};

struct Study {
    Books books;
    casework::Facts facts;
    Date as_of;
    Fields given; ///< what a person added: it goes before what is worked out
    std::vector<papers::Exhibit> exhibits; ///< of the case's evidence
    casework::Answer en, zh; ///< the same answer in both languages, item by item
    std::optional<Money> paid;
    std::optional<bool> cisg; ///< whether the UN sales convention governs; nothing where a fact is missing
    Basis basis; ///< of the statement
    std::expected<quantum::Statement, quantum::Faults> statement;
    std::optional<forum::Clause> clause; ///< of the words that are given; nothing where there are none

    papers::Value const* value(std::string_view field) const; ///< of a given field; null where it was not
};

/// The exhibits of a case: E1, E2, ... in the order of its evidence.
std::vector<papers::Exhibit> exhibits_of(casework::Facts const&);

struct Options {
    Date as_of;
    quantum::Mode mode = quantum::Mode::segmented;
    Ratio uplift = Ratio::percent(50);
};

/// Works everything out. Pure. The clause read is `order.arbitration_clause` of the given fields, else their or the
/// case's `order.court_clause`; a text beyond what the reader takes is not read.
Study study(Books const&, casework::Facts, assess::BookInputs const&, Fields given, Options const&);

} // namespace recourse::brief
