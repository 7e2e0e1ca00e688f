#pragma once

#include "api/replies.hpp"
#include "core/escrow/book.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

// What the statements of the book have in common.

namespace recourse::api {

struct AccountLine {
    std::string account; ///< "held/O-17/USD"
    escrow::AccountKind kind = escrow::AccountKind::held;
    Money balance; ///< as its kind counts it: what an asset is worth, what a liability owes
    Money pending; ///< announced, not there yet; below zero: on its way out
};
BOOST_DESCRIBE_STRUCT(AccountLine, (), (account, kind, balance, pending))

/// The line of an account as the views have it; nothing for a number that names none.
std::optional<AccountLine> account_line(store::Account const&);

/// One side of what an event of the log posted.
struct Entry {
    std::uint64_t sequence = 0;
    Instant at;
    escrow::Account account;
    std::string subject; ///< whose event moved it: "O-17"
    std::string event; ///< "payment-received"
    Money debit;
    Money credit;
};

/// The latest entries of an account, latest first, at most `max`, those with a sequence from `from` up to but not
/// including `before` (0: to the end). Nothing when the store gives no answer.
std::optional<std::vector<Entry>> entries_of(
    Desk&, escrow::Account const&, store::Sequence from, store::Sequence before, std::size_t max);

/// A field of a CSV: quoted where it has to be; what a spreadsheet would take for a formula is kept from being one.
std::string csv(std::string_view);
/// The answer that a spreadsheet reads.
http::Response csv_response(std::string text);

} // namespace recourse::api
