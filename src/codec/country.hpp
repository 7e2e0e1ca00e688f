#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace recourse::codec {

/// The code of ISO 3166-1 (two capital letters) that a text means: a code in any letters, a usual English name, whole
/// ("the Netherlands", "Viet Nam", "P.R. China", "UK"), or a Chinese one of a country that trades much. "EU" is taken
/// as it is: a firm's own country within the Union may not be known. Nothing where it could mean two ("Congo",
/// "Korea").
std::optional<std::string_view> country_code(std::string_view text);

/// One English name for each code, for suggestions.
std::span<std::string_view const> country_names();

} // namespace recourse::codec
