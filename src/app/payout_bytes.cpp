#include "app/payout_bytes.hpp"

#include "bank/pain001.hpp"

namespace recourse::app {

std::string bytes_of(payout::File const& file)
{
    auto const payout = payout::parse_message_id(file.message_id);
    bank::PaymentFile out;
    out.version = static_cast<int>(file.version);
    out.message_id = file.message_id;
    out.created = file.created;
    out.from = file.from;
    out.execute_on = file.execute_on;
    for (auto const& line : file.lines)
        out.transfers.push_back({ remittance::end_to_end_id(line.remittance, payout.value_or(Id<PayoutFile> {})),
            line.amount, line.to, line.about });
    return bank::write_pain001(out);
}

} // namespace recourse::app
