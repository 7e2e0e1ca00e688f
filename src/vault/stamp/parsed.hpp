#pragma once

#include "base/instant.hpp"
#include "vault/stamp/handles.hpp"

#include <expected>
#include <optional>
#include <string>
#include <string_view>

namespace recourse::vault::stamp {

/// Larger ones are not read.
inline constexpr std::size_t token_bytes_max = 1U << 20U;

/// A token with what it says.
struct Parsed {
    Token token;
    Info info;
};

/// From a reply that was granted, or from a token alone; all the bytes. Errors: a clause.
std::expected<Parsed, std::string> parse(std::string_view reply_or_token);

/// All the bytes, or nothing.
Request parse_request(std::string_view der);

/// The moment with its fraction; nothing when it is none.
std::optional<Instant> moment(ASN1_TIME const*);

/// "CN=Example,O=Example Ltd", as RFC 2253 writes it, in UTF-8.
std::string name_of(X509_NAME const*);
std::string hex_of(ASN1_INTEGER const*);
std::string_view bytes_of(ASN1_STRING const*);

} // namespace recourse::vault::stamp
