#pragma once

#include "accounts/secret.hpp"
#include "core/act/decision.hpp"

#include <cstddef>
#include <optional>
#include <string_view>

namespace recourse::accounts {

inline constexpr std::size_t password_characters_min = 12;
inline constexpr std::size_t password_bytes_max = 1024;

/// Why the password may not be taken: too short, too long, no text, or among the first that anybody would try (a short
/// list, one piece repeated, a run of neighbours, the person's own e-mail address or name). Nothing when it may be. No
/// kind of character is demanded (NIST SP 800-63B, 5.1.1.2).
std::optional<act::Refusal> password_refused(Secret const&, std::string_view email, std::string_view name);

} // namespace recourse::accounts
