#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace recourse::forum {

/// What there is to say about a clause. The words of forums/check/clause.toml; add at the end only.
enum class FindingCode : std::uint8_t {
    nothing_found,
    arbitration_or_court,
    appeal_to_court,
    competing_institutions,
    competing_court,
    one_sided_choice,
    no_institution,
    name_inexact,
    name_of_several,
    institution_not_listed,
    rules_only,
    rules_of_another,
    ad_hoc,
    even_number,
    two_seats,
    permissive,
    no_seat,
    no_language,
    no_number,
    not_final,
    narrow_scope,
    no_law_of_clause,
    negotiation_first,
    court_not_named,
    court_link,
    court_abroad,
    several_courts,
    bars_court,
};
inline constexpr std::array<std::string_view, 28> finding_words { "nothing_found", "arbitration_or_court",
    "appeal_to_court", "competing_institutions", "competing_court", "one_sided_choice", "no_institution",
    "name_inexact", "name_of_several", "institution_not_listed", "rules_only", "rules_of_another", "ad_hoc",
    "even_number", "two_seats", "permissive", "no_seat", "no_language", "no_number", "not_final", "narrow_scope",
    "no_law_of_clause", "negotiation_first", "court_not_named", "court_link", "court_abroad", "several_courts",
    "bars_court" };

} // namespace recourse::forum
