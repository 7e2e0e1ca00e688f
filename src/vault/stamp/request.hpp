#pragma once

#include "base/digest.hpp"

#include <cstdint>
#include <expected>
#include <functional>
#include <string>
#include <string_view>

// Asking a time-stamp authority (RFC 3161).

namespace recourse::vault::stamp {

/// The DER of a request to stamp that digest, with the signer's certificate in the answer. `nonce` should be random; it
/// ties the answer to the request.
std::string make_request(Digest const& of, std::uint64_t nonce);

/// That the reply of an authority is a token for this request: granted, over the same imprint, with the same nonce. Its
/// signature is not looked at: see judge(). Errors: what the authority or we have against it, as a clause.
std::expected<void, std::string> check_reply(std::string_view reply, std::string_view request);

/// What a server answered to a POST.
struct Answer {
    int status = 0;
    std::string type; ///< Content-Type
    std::string body;
};
/// Sends bytes of a type to an address. Timeouts and the largest answer are its own. Errors: a clause.
using Post = std::function<std::expected<Answer, std::string>(
    std::string const& url, std::string_view type, std::string_view body)>;

/// Asks the authority over HTTP (RFC 3161, 3.4) and returns its reply as it came, after check_reply. Errors: a clause
/// that names the address.
std::expected<std::string, std::string> ask(Post const&, std::string const& url, Digest const& of, std::uint64_t nonce);

} // namespace recourse::vault::stamp
