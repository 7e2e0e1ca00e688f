#pragma once

#include "brief/shelf.hpp"
#include "brief/study.hpp"
#include "handover/contents.hpp"
#include "papers/document.hpp"

#include <string>
#include <vector>

// A package of a case file, without a desk.

namespace recourse::handover {

struct CaseFiles {
    std::string name; ///< "case.toml" or "case.json"
    std::string text; ///< as it was given
    std::string more; ///< what was added to it, TOML; empty: nothing
};

/// What is asked of a package.
struct Wish {
    std::string from; ///< may be empty
    std::string to; ///< counsel who takes over
    papers::Setting setting = papers::Setting::both; ///< of papers; the tables come in each of its languages
};

/// A calendar in one language.
struct Calendar {
    Language language = Language::en;
    std::string ics;
};

/// Memo, drafts, deadlines, statement, open questions, the facts and the steps of a matter. The memo has the receiver's
/// name from the wish where the fields do not give it. A draft that cannot be made is left out with the reason.
/// Exhibits are not in it: whoever has bundles adds them as items.
Package case_package(
    brief::Study const&, brief::Shelf const&, CaseFiles const&, std::span<Calendar const>, Wish const&);

} // namespace recourse::handover
