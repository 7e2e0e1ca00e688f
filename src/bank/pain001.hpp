#pragma once

#include "base/date.hpp"
#include "base/instant.hpp"
#include "base/money.hpp"
#include "core/bank/account.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

// Orders to pay for the bank: CustomerCreditTransferInitiation, pain.001.001.03 and .09.

namespace recourse::bank {

struct CreditTransfer {
    std::string end_to_end_id; ///< comes back in reports and statements
    Money amount; ///< above zero
    Account to;
    std::string about; ///< unstructured, for whoever gets it
};

struct PaymentFile {
    int version = 9; ///< 3 or 9, asserted
    std::string message_id;
    Instant created; ///< said in whole seconds
    Account from; ///< with the name of its holder
    Date execute_on;
    std::vector<CreditTransfer> transfers; ///< one at least
};

/// The file: one PmtInf for each currency, in the order in which they first come, named after the message and the
/// currency; control sums and numbers for the message and each group. The same file always has the same bytes.
std::string write_pain001(PaymentFile const&);

/// The id of the group of a currency.
std::string group_id(PaymentFile const&, Currency);

/// What a control sum says of amounts of several currencies: the plain sum of their numbers, "1250.5".
std::string control_sum(std::vector<Money> const&);

} // namespace recourse::bank
