#pragma once

#include "core/case/facts.hpp"
#include "core/forum/clause.hpp"
#include "core/forum/readiness.hpp"
#include "core/matter/state.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Which filings of the forum book concern a live matter, by when, and what is known of their papers.

namespace recourse::brief {

/// Where a filing stands for a matter.
enum class FilingStanding : std::uint8_t {
    now, ///< it can be made today
    perhaps, ///< it may concern the matter: something has to be found out or decided first
    later, ///< something else comes before it
    done,
    no, ///< it does not concern the matter
};
std::string_view word(FilingStanding);

struct MatterFiling {
    forum::Filing const* filing = nullptr;
    FilingStanding standing = FilingStanding::no;
    forum::Words why; ///< one sentence
    /// The day by which it has to be made, among the days of the matter: the earliest that is still to come, else the
    /// latest that is over. Nothing: the law sets none, or what it runs from is not known.
    std::optional<limitation::Row> last_day;
};

/// What there is to know beside the matter itself.
struct FilingGround {
    forum::Clause const* clause = nullptr; ///< of the clause that the matter keeps; null: none was read
    std::string institution; ///< that the order names; "none", or empty: nothing is known
    bool fraud = false; ///< the case says fraud, or something that the police looks at
    Date today;
};

/// Every filing of the book, in its order. A forum that the book has no papers for leaves none of them.
std::vector<MatterFiling> filings_of(forum::Book const&, matter::State const&, FilingGround const&);

/// The case says something that may be a crime: fraud with a deposit, a payment diverted, counterfeits.
bool says_fraud(casework::Facts const&);

/// What the matter knows of papers: what was noted of each, and that a list of evidence which counsel has approved is
/// there. (Another approved draft is not yet signed: see draft_of.) Ids that the book does not have are left out.
std::map<std::string, forum::Have, std::less<>> papers_known(forum::Book const&, matter::State const&);

/// The number of the latest paper of the matter that is a draft of this paper of a filing; 0: there is none.
std::uint32_t draft_of(matter::State const&, std::string_view filing, std::string_view paper);

/// Signs of papers that follow from the matter itself, added to those that the case gave. `abroad`: the claimant is,
/// as far as that is known.
void add_signs(matter::State const&, std::optional<bool> abroad, forum::Signs&);

} // namespace recourse::brief
