#pragma once

#include "bank/values.hpp"

#include <expected>
#include <string>
#include <vector>

// What a bank says of payments that it was asked to make: CustomerPaymentStatusReport, pain.002.001.03 and .10.

namespace recourse::bank {

enum class PaymentStatus : std::uint8_t {
    accepted, ///< ACCP, ACTC, ACSP, ACWC, ACFC, ACSC, ACCC: on its way or done; only a statement says that it was
              ///< booked
    pending, ///< RCVD, PDNG, PATC: nobody knows yet
    rejected, ///< RJCT, CANC
};

/// Of one payment, or of all in a message or a group of it that are not named.
struct StatusLine {
    std::uint32_t line = 0;
    std::string group; ///< OrgnlPmtInfId; empty: of the whole message
    std::string end_to_end_id; ///< empty: of the whole group
    PaymentStatus status = PaymentStatus::pending;
    std::string code; ///< "ACSP", as the bank says it
    std::string reason; ///< "AC04", or the bank's own word
    std::string text; ///< its explanation
};

struct StatusReport {
    MessageName name;
    std::string message_id;
    std::optional<When> created;
    std::string original_id; ///< of our message
    std::vector<StatusLine> lines; ///< the wider ones first: what stands later overrules
};

/// Errors: everything that is wrong, in the order of the document.
std::expected<StatusReport, std::vector<XmlFlaw>> read_pain002(std::string_view bytes);

} // namespace recourse::bank
