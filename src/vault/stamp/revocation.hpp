#pragma once

#include "base/instant.hpp"
#include "vault/stamp/handles.hpp"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace recourse::vault::stamp {

/// Whether a certificate of the chain (the root left out) was revoked so that a token of that moment does not count:
/// which, as a clause. Lists count when they are signed by the issuer in the chain and had not ended before that
/// moment. What does not change the answer is added to the notes: no list, a revocation that leaves earlier tokens
/// valid, how old the list is.
std::optional<std::string> check_revocation(
    STACK_OF(X509) * chain, std::span<RevocationList const> lists, Instant at, std::vector<std::string>& notes);

} // namespace recourse::vault::stamp
