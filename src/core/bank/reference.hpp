#pragma once

#include "core/escrow/accounts.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// What a payer writes beside the sum, and how an instalment is found by it. The reference is a structured creditor
// reference (ISO 11649): "RF", two check digits, and at most 21 letters and digits, which are here the order and the
// instalment: RF45O17I1 is the first instalment of the order O-17. Nothing has to be looked up, and a slip of a key is
// seen by the check digits.

namespace recourse::bank {

/// An instalment, counted from 0.
struct Due {
    Id<Order> order;
    std::uint32_t instalment = 0;
    friend bool operator==(Due const&, Due const&) = default;
};

/// "RF45O17I1".
std::string reference_of(Due);
/// In groups of four as people read it: "RF45 O17I 1".
std::string display_reference(std::string_view);

/// Why the text, compact as it is, is no creditor reference; nothing: it is one, of whoever gave it.
std::optional<std::string> flaw_of_reference(std::string_view);
/// The instalment whose reference the text is, spaces and small letters allowed; nothing for another's reference.
std::optional<Due> due_of(std::string_view reference);

/// All instalments whose references stand somewhere in a text that a payer wrote, each once.
std::vector<Due> find_references(std::string_view text);

} // namespace recourse::bank
