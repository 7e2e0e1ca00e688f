#pragma once

#include "core/case/answer.hpp"

#include <string>
#include <vector>

// Answers written by hand, for tests of what shows an answer. The cases are invented; the rules, addresses and
// estimates they cite are those of the data folders.

namespace recourse::samples {

casework::Answer covered(); ///< quality defects, inspected, all paid through the platform: covered in full
casework::Answer undecided(); ///< late shipment: readings differ and a fact is missing
casework::Answer not_covered(); ///< USD 50,000 wired to a private account: the legal routes only
casework::Answer chinese(); ///< part of the payment outside, in Chinese
casework::Answer bare(); ///< next to nothing is known
casework::Answer hostile(); ///< every text is an attack on whatever shows it

struct Named {
    std::string name;
    casework::Answer answer;
};
/// The five that make sense to a reader, in the order above.
std::vector<Named> all();

} // namespace recourse::samples
