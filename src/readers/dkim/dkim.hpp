#pragma once

#include "base/instant.hpp"

#include <boost/describe.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// DKIM signatures (RFC 6376, RFC 8301, RFC 8463) of a mail as it was kept, against key records that were kept with it.
// Nothing is looked up here: a key that is not at hand makes a signature undetermined, never failed.

namespace recourse::readers::dkim {

/// What the name service said when it was asked for a key.
enum class Lookup : std::uint8_t {
    found, ///< `text` is the record
    no_such_name,
    no_answer, ///< a time-out or a failure of a server
};
BOOST_DESCRIBE_ENUM(Lookup, found, no_such_name, no_answer)

/// A key record as it was observed.
struct KeyRecord {
    std::string name; ///< "selector._domainkey.example.com"
    Lookup lookup = Lookup::found;
    std::string text; ///< the TXT record, its strings joined
    std::string resolver; ///< who was asked
    std::optional<Instant> at; ///< when
    std::string dnssec; ///< what the resolver said of it: "secure", "insecure", "bogus", "" for nothing
};
BOOST_DESCRIBE_STRUCT(KeyRecord, (), (name, lookup, text, resolver, at, dnssec))

enum class Verdict : std::uint8_t {
    verified, ///< headers and body are what the holder of the key signed
    failed, ///< something was changed since, or the signature was never made with this key
    undetermined, ///< cannot be told; `says` names the missing piece
};
BOOST_DESCRIBE_ENUM(Verdict, verified, failed, undetermined)

/// Why a verified signature carries less than it seems to.
enum class Weakness : std::uint8_t {
    sha1, ///< rsa-sha1 (RFC 8301 forbids it)
    short_key, ///< an RSA key of fewer than 1,024 bits
    body_length, ///< l=: text after the signed length may be anybody's
    subject_not_signed,
    date_not_signed,
};
BOOST_DESCRIBE_ENUM(Weakness, sha1, short_key, body_length, subject_not_signed, date_not_signed)

/// How the domain that signed stands to the domain of From.
enum class Alignment : std::uint8_t {
    same,
    parent, ///< From is of a subdomain of the one that signed
    child, ///< the one that signed is a subdomain of From's
    other, ///< somebody else signed: this says nothing about From
    no_from, ///< there is not exactly one From with one address
};
BOOST_DESCRIBE_ENUM(Alignment, same, parent, child, other, no_from)

struct Signature {
    Verdict verdict = Verdict::undetermined;
    std::string says; ///< a clause: what was found, or what is missing
    std::string algorithm; ///< "rsa-sha256"
    std::string domain, selector, identity; ///< d=, s=, i=
    std::uint32_t key_bits = 0; ///< 0 where no key was at hand
    std::vector<Weakness> weak; ///< of any verdict, as far as can be told
    std::vector<std::string> signed_headers; ///< h=, in small letters
    std::optional<std::uint64_t> body_length; ///< l=
    std::optional<std::uint64_t> unsigned_bytes; ///< of the body beyond l=
    std::optional<Instant> signed_at, expires_at; ///< t=, x=: as the signer claims
    bool testing = false; ///< t=y in the key: the domain says that it is trying things out
    Alignment alignment = Alignment::no_from;
    std::optional<KeyRecord> key; ///< the one that was used
};
BOOST_DESCRIBE_STRUCT(Signature, (),
    (verdict, says, algorithm, domain, selector, identity, key_bits, weak, signed_headers, body_length, unsigned_bytes,
        signed_at, expires_at, testing, alignment, key))

/// No mail is judged by more signatures; those beyond are undetermined without being looked at.
inline constexpr std::size_t signatures_max = 16;

/// Every DKIM-Signature of the mail, in its order. Bare line feeds are taken as line ends, since mail programs store
/// mail so. `as_of`: when the mail was collected; a signature with x= before it is undetermined.
std::vector<Signature> check(std::string_view mail, std::span<KeyRecord const> keys, std::optional<Instant> as_of);

/// The names of the key records that a mail's signatures need, each once: what to look up and keep.
std::vector<std::string> needed_keys(std::string_view mail);

} // namespace recourse::readers::dkim
