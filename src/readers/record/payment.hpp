#pragma once

#include "base/date.hpp"
#include "base/money.hpp"
#include "readers/text/piece.hpp"

#include <boost/describe.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace recourse::readers::record {

/// One payment as a record of a bank has it.
struct Payment {
    std::string form; ///< "MT103", "camt.053.001.08"
    std::string reference; ///< field 20, or the bank's own reference
    std::optional<Date> on; ///< value date, or the day of booking
    std::optional<Money> amount;
    std::string payer, payer_account, payee, payee_account, payee_bank; ///< lines joined with ", "
    std::string purpose; ///< field 70, or what is written for the payee
    std::string charges; ///< field 71A: OUR, SHA, BEN
    bool credit = false; ///< of a statement: money came in
    std::string end_to_end; ///< end-to-end id, or the UETR of an MT103
};
BOOST_DESCRIBE_STRUCT(Payment, (),
    (form, reference, on, amount, payer, payer_account, payee, payee_account, payee_bank, purpose, charges, credit,
        end_to_end))

bool looks_like_mt103(std::string_view);

/// The text of a SWIFT MT103 as banks hand it out: with or without the blocks in braces. What cannot be read goes to
/// `remarks`. Fields 20, 32A, 50, 57, 59, 70, 71A, and 121 of the header.
Payment read_mt103(std::string_view bytes, Pieces& text, std::vector<Remark>& remarks);

/// The payments of a camt.053 or camt.054, at most 10,000.
std::vector<Payment> read_statement(std::string_view bytes, Pieces& text, std::vector<Remark>& remarks);

} // namespace recourse::readers::record
