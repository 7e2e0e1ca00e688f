#pragma once

#include "app/provider.hpp"
#include "core/case/world.hpp"
#include "core/programme/claim_rules.hpp"
#include "core/programme/order_rules.hpp"
#include "core/programme/standing_rules.hpp"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace recourse::app {

/// What an operator chooses for a programme that it runs.
struct RunProgramme {
    std::string programme;
    std::string reading; ///< of those the book has
    programme::Charges charges;
    programme::ClaimSettings claims {};
    programme::StandingSettings standing {};
};

/// An edition that was brought into force here, by two officers.
struct Activation {
    std::string programme;
    std::string edition;
    Date from; ///< the first day; where the book's own is later, that one
};

/// The books of the programmes that this desk runs, by the edition that binds; and who holds its funds.
class RuleBooks {
public:
    /// Asserts that the world has each programme with its reading. An edition that was activated begins on its day, the
    /// others on that of their book.
    RuleBooks(std::shared_ptr<casework::World const>, std::vector<RunProgramme>,
        std::shared_ptr<Provider const> = api_provider(), std::vector<Activation> = {});

    /// The edition in force on that day; null where the desk does not run the programme, or no edition was in force.
    order::Rules const* in_force(std::string_view programme, Date) const;
    /// The edition that binds an agreed order.
    order::Rules const* binding(std::string_view programme, std::string_view edition, std::string_view reading) const;
    /// What the same edition says of claims; null where it says nothing that could be run.
    claim::Rules const* claims(std::string_view programme, std::string_view edition, std::string_view reading) const;
    /// What the programme says of its suppliers on that day; empty: the first programme that the desk runs.
    standing::Rules const* standing(std::string_view programme, Date) const;
    /// The amount by the recorded rates; nothing without one.
    std::optional<Money> converted(Money, Currency to, Date) const;
    /// The amount in the currency of suppliers' limits.
    std::optional<Money> converted_for_standing(Money, Date) const;
    /// The book of that name; null where there is none.
    cover::Book const* find_book(std::string_view programme, std::string_view edition) const;
    /// How the desk runs the programme; null where it does not.
    RunProgramme const* run_of(std::string_view programme) const;
    std::vector<Activation> const& activations() const { return activations_; }
    std::shared_ptr<casework::World const> const& world() const { return world_; }
    Provider const& provider() const { return *provider_; }

private:
    struct Edition {
        cover::Book const* book;
        Date begins;
        std::unique_ptr<programme::OrderRules> rules;
        std::unique_ptr<programme::ClaimRules> claims;
        std::unique_ptr<programme::StandingRules> standing;
    };
    std::shared_ptr<casework::World const> world_;
    std::shared_ptr<Provider const> provider_;
    Edition const* edition_on(std::string_view programme, Date) const;
    Edition const* find(std::string_view programme, std::string_view edition, std::string_view reading) const;

    std::vector<RunProgramme> programmes_; ///< as they were named
    std::vector<Activation> activations_;
    std::map<std::string, std::vector<Edition>, std::less<>> editions_; ///< of each programme, the latest first
};

} // namespace recourse::app
