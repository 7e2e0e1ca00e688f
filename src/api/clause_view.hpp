#pragma once

#include "api/forum_words.hpp"
#include "core/forum/clause.hpp"

#include <optional>
#include <string>
#include <vector>

// What a clause on disputes says, as `recourse clause --format json` has it, with the sources beside.

namespace recourse::api {

struct ClauseInstitution {
    std::string id; ///< empty: none of the book
    std::string name; ///< of the book, in English; the words of the clause where it has none
    std::string name_zh;
    std::string text; ///< as the clause calls it
    bool only_rules = false; ///< its rules are taken, it is not chosen
};
BOOST_DESCRIBE_STRUCT(ClauseInstitution, (), (id, name, name_zh, text, only_rules))

struct ClauseFinding {
    std::string code;
    std::string says;
    std::string says_zh;
    std::string remedy; ///< empty: nothing is to be done
    std::string remedy_zh;
    std::string mark; ///< how far it rests on a source
    SourceLine source;
};
BOOST_DESCRIBE_STRUCT(ClauseFinding, (), (code, says, says_zh, remedy, remedy_zh, mark, source))

struct ClauseView {
    std::string verdict; ///< "valid", "defective", ...: docs/forum-check.md
    bool arbitration = false, court = false; ///< as the way to settle
    std::vector<ClauseInstitution> institutions;
    std::vector<std::string> seats; ///< ids of places
    std::vector<std::string> languages; ///< ISO 639, of the proceedings
    std::optional<std::uint32_t> arbitrators;
    std::vector<std::string> courts; ///< in the words of the clause
    std::vector<ClauseFinding> findings;
};
BOOST_DESCRIBE_STRUCT(
    ClauseView, (), (verdict, arbitration, court, institutions, seats, languages, arbitrators, courts, findings))

ClauseView shown(forum::Clause const&);

} // namespace recourse::api
