#pragma once

#include "base/ratio.hpp"
#include "codec/tree.hpp"
#include "core/case/facts.hpp"

#include <expected>
#include <optional>
#include <string>

namespace recourse::codec {

/// What is wrong with one value, without its place.
struct Complaint {
    std::string message;
    std::string remedy = {};
};

/// Between which numbers a decimal fact must lie; both ends are allowed unless said otherwise.
struct DecimalRange {
    Ratio low = Ratio::whole(0);
    bool low_allowed = true;
    std::optional<Ratio> high;
    std::string says; ///< "between 0 and 1 (0.35 is 35 % of the goods)"
};

/// The range of the decimal fact of this name.
DecimalRange decimal_range(std::string_view group, std::string_view field);

/// Puts one value of a case file into the facts, if it is what the field wants. Countries become their code of ISO
/// 3166, platforms their host ("alibaba.com"), arbitration and forum small letters, as rules compare them. `name` is
/// how the message calls it, e.g. "payments.amount". A null is no value and changes nothing.
std::optional<Complaint> set_fact(casework::Facts&, casework::FactPath, std::string const& name,
    casework::FactGroup const&, casework::FactField const&, Node const&, std::size_t text_max);

} // namespace recourse::codec
