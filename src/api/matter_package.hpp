#pragma once

#include "api/matter_views.hpp"
#include "core/evidence/state.hpp"
#include "handover/contents.hpp"

#include <optional>
#include <string>
#include <vector>

// What a package of a matter holds beside the sealed evidence.

namespace recourse::api {

struct MatterPackage {
    Id<Matter> id;
    matter::State const& state;
    std::vector<evidence::ExhibitState> exhibits; ///< that go along; no step names another
    std::vector<Language> languages; ///< of the tables
    std::string from, to;
    std::vector<matter::Caution> cautions;
    matter::Figures figures;
};

/// The head, and as items: the papers of the matter that the vault has, deadlines as tables and calendars, the heads of
/// claim, what is open, and the matter for another desk.
handover::Package matter_package(Desk&, MatterPackage const&);

} // namespace recourse::api
