#pragma once

#include "base/instant.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Judging a time-stamp token (RFC 3161) by what is given, at the moment that it names: nothing is looked up.

namespace recourse::vault::stamp {

enum class Verdict : std::uint8_t {
    good, ///< by the certificates given, the authority stamped these bytes
    bad, ///< it did not, or had no right to
    undetermined, ///< a piece is missing, which `says` names, or a form is not known
};
std::string_view name(Verdict);

/// What a token should be of: the bytes themselves, or the request (DER) that it has to answer.
struct Stamped {
    std::string_view data;
    std::string_view request; ///< when not empty, its imprint and nonce count and `data` does not
};

/// Certificates and revocation lists, each as PEM (several in a text) or as one DER.
struct Evidence {
    std::string_view anchors; ///< those of them that sign themselves are trusted; the others only help
    std::string_view others; ///< help to build the chain
    std::string_view revocations;
};

struct Judgement {
    Verdict verdict = Verdict::undetermined;
    std::string says; ///< a clause: why not good
    std::optional<Instant> at; ///< the moment that the token names
    std::optional<Instant> latest; ///< with the accuracy that it claims: not later than this
    std::string signer; ///< the subject of the certificate that SignerInfo and ESSCertID name; known when good
    std::string root; ///< the subject of the anchor
    std::string policy; ///< an object identifier
    std::string imprint; ///< the digest over the data, "sha256"
    std::string signature; ///< digest that was signed, "sha256"
    std::optional<Instant> ends; ///< when the first certificate of the chain runs out
    std::vector<std::string> notes; ///< what is reported and does not change the verdict, as clauses
};

/// The chain, its validity and the usage (timeStamping alone, critical) are judged at the token's own time; that a
/// certificate ran out before `now` is a note. The signer is the certificate that both SignerInfo and ESSCertID or
/// ESSCertIDv2 name, wherever in the token or the evidence it stands.
///
/// Revocation counts by the lists given: a certificate revoked before the token's time makes it bad; one revoked later
/// too, unless the list gives a reason by which earlier tokens stay valid (RFC 3161, 4.1: unspecified,
/// affiliationChanged, superseded, cessationOfOperation). Without a list that is a note.
///
/// Undetermined: the signer's or an issuer's certificate is missing, no root is given, a digest or signature is of a
/// kind that is not known, or the imprint is of one that is broken (SHA-1, MD5).
Judgement judge(std::string_view reply_or_token, Stamped const&, Evidence const&, Instant now);

} // namespace recourse::vault::stamp
