#pragma once

#include "base/instant.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace recourse::vault::stamp {

/// Revocation lists that belong to a chain.
struct ListsOfChain {
    std::string pem; ///< one after the other; of each issuer the newest
    std::vector<std::string> notes; ///< what somebody should know of them, as clauses
};

/// Of what is given, each text a DER or PEM, the lists that a certificate of the chain (PEM) signed. They are told by
/// issuer and signature, whatever address a certificate names for them. What is no list, or somebody else's, is passed
/// over; that one ended before `now`, or that an issuer has none, is noted. Not more than `bytes_max` together.
ListsOfChain lists_of_chain(
    std::string_view chain, std::span<std::string const> given, Instant now, std::size_t bytes_max);

} // namespace recourse::vault::stamp
