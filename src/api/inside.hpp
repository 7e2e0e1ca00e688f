#pragma once

#include "api/operation.hpp"

#include <cstdint>
#include <expected>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace recourse::api {

/// The API of a desk without a server: the same rows, checks and answers, for somebody of whom it is known who he is.
class Inside {
public:
    /// The desk must outlive it.
    Inside(Desk&, accounts::Caller const&);

    /// The answer to one request, when it is there. Errors: a sentence; the target is none.
    std::expected<http::Response, std::string> ask(
        http::Method, std::string_view target, std::string body, std::span<http::Field const> headers);

private:
    std::vector<Operation> table_;
    http::Router router_;
    std::uint64_t requests_ = 0;
};

} // namespace recourse::api
