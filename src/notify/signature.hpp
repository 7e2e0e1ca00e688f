#pragma once

#include "accounts/secret.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

// Signatures of Standard Webhooks (github.com/standard-webhooks/standard-webhooks, specification 1.0.0), version v1.

namespace recourse::notify {

/// "whsec_" and 32 random bytes in base64.
accounts::Secret new_webhook_secret();
/// The bytes of "whsec_..."; nothing for another text, or fewer than 24 or more than 64 bytes.
std::optional<accounts::Secret> key_of(accounts::Secret const& secret);

/// "v1," and the base64 of the HMAC-SHA256 over `id.timestamp.payload`; the timestamp in seconds since 1970.
std::string signature(
    accounts::Secret const& key, std::string_view id, std::int64_t timestamp, std::string_view payload);

} // namespace recourse::notify
