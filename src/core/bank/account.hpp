#pragma once

#include <boost/describe.hpp>

#include <optional>
#include <string>
#include <string_view>

// Accounts at banks, as payments name them.

namespace recourse::bank {

/// An account at a bank: an IBAN, or a number with the BIC of the bank that keeps it.
struct Account {
    std::string name; ///< whose it is, as payments to it say
    std::string iban; ///< without spaces, capital letters; empty: it has none
    std::string bic; ///< of 8 or 11 characters; may be empty beside an IBAN
    std::string number; ///< where there is no IBAN
    friend bool operator==(Account const&, Account const&) = default;
};
BOOST_DESCRIBE_STRUCT(Account, (), (name, iban, bic, number))

/// Without the spaces with which people write it, in capital letters.
std::string compact(std::string_view);

/// The remainder of ISO 7064 MOD 97-10 with the first four characters put last: 1 for an IBAN and for a creditor
/// reference with the right check digits. Nothing where a character is no letter or digit, or there are fewer than
/// five.
std::optional<int> remainder_97(std::string_view);

/// Why the text, compact as it is, is no IBAN (ISO 13616): form, length of its country, check digits; nothing: it is
/// one.
std::optional<std::string> flaw_of_iban(std::string_view);
/// The same of a BIC (ISO 9362): four letters or digits, country, two of place, three of branch or none.
std::optional<std::string> flaw_of_bic(std::string_view);
/// The same of an account: it has a name, and an IBAN or a BIC with a number, not both.
std::optional<std::string> flaw_of(Account const&);

/// The IBAN, or the number: what two mentions of one account have in common.
std::string const& key_of(Account const&);
/// "NO93 8601 1117 947", or "12345 at BKCHCNBJ".
std::string display(Account const&);

} // namespace recourse::bank
