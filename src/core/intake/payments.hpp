#pragma once

#include "core/intake/proposals.hpp"
#include "core/intake/readings.hpp"

#include <optional>
#include <vector>

namespace recourse::intake {

/// A payment as far as a passage tells of it.
struct Payment {
    Reading amount, date, purpose, method, through, reference;
    std::optional<Candidate> payee; ///< its value is a name

    bool empty() const;
};

/// The payments of a file: two passages with the same sum, and days that agree, tell of the same one.
class Payments {
public:
    void add(Payment);
    /// Of labels: without a sum it tells more about the payments that are there.
    void add_labelled(Payment);
    /// Proposes them in the order of their passages; whom the money went to is told by the supplier's name.
    void write(Proposals&) const;

private:
    std::vector<Payment> all_;
    std::vector<Payment> without_sum_;
};

} // namespace recourse::intake
