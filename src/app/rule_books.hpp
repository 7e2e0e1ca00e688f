#pragma once

#include "core/case/world.hpp"
#include "core/programme/order_rules.hpp"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace recourse::app {

/// What an operator chooses for a programme that it runs.
struct RunProgramme {
    std::string programme;
    std::string reading; ///< of those the book has
    programme::Charges charges;
};

/// The books of the programmes that this desk runs, by the edition that binds.
class RuleBooks {
public:
    /// Asserts that the world has each programme with its reading.
    RuleBooks(std::shared_ptr<casework::World const>, std::vector<RunProgramme>);

    /// The edition in force on that day; null where the desk does not run the programme, or no edition was in force.
    order::Rules const* in_force(std::string_view programme, Date) const;
    /// The edition that binds an agreed order.
    order::Rules const* binding(std::string_view programme, std::string_view edition, std::string_view reading) const;
    std::shared_ptr<casework::World const> const& world() const { return world_; }

private:
    struct Edition {
        cover::Book const* book;
        std::unique_ptr<programme::OrderRules> rules;
    };
    std::shared_ptr<casework::World const> world_;
    std::map<std::string, std::vector<Edition>, std::less<>> editions_; ///< of each programme, the latest first
};

} // namespace recourse::app
