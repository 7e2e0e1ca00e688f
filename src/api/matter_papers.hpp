#pragma once

#include "api/matter_package.hpp"
#include "brief/shelf.hpp"
#include "papers/paper.hpp"

#include <expected>
#include <memory>
#include <string>
#include <string_view>

// Papers of a live matter: the same filling as that of a case file, with what the matter says before what the case
// does.

namespace recourse::api {

/// All that papers of one matter are filled from, on one day. It holds what it points to.
class MatterPapers {
public:
    /// `fields`: TOML as `recourse paper make --with` takes it; empty: none. Errors: what is wrong with it, all at
    /// once, with line and column; what keeps the documents from being read.
    static std::expected<std::unique_ptr<MatterPapers>, Problems> of(
        Desk&, MatterPackage const&, Track const&, std::string_view fields);

    brief::Shelf const& shelf() const { return *shelf_; }
    papers::Values values(papers::Document const&) const;

private:
    struct Ground; ///< books, world and the study made of them
    std::shared_ptr<Ground const> ground_;
    brief::Shelf const* shelf_ = nullptr;
};

} // namespace recourse::api
