#pragma once

#include "accounts/accounts.hpp"

#include <optional>
#include <string>
#include <string_view>

// The link with which somebody leaves one kind of mail without signing in. It lets nobody see or do anything else.

namespace recourse::notify {

struct Leaving {
    Id<Person> person;
    std::string kind;
    friend bool operator==(Leaving const&, Leaving const&) = default;
};

/// "U-3.claim-opened.<32 hexadecimal digits>": the end is a mark of the rest under a key of the accounts.
std::string unsubscribe_token(accounts::Accounts const&, Leaving const&);
/// Nothing for a text that unsubscribe_token did not make.
std::optional<Leaving> parse_unsubscribe_token(accounts::Accounts const&, std::string_view);

/// The parts of a token, whatever its mark is; nothing for a text of another form.
struct TokenParts {
    Leaving leaving;
    std::string_view signed_text;
    std::string_view mark;
};
std::optional<TokenParts> split_token(std::string_view);

} // namespace recourse::notify
