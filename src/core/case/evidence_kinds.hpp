#pragma once

#include <array>
#include <string_view>

namespace recourse::casework {

/// The kinds of evidence that a case names (`evidence[].kind`), in the order of the schema.
inline constexpr std::array<std::string_view, 15> evidence_kinds { "contract", "order_record", "payment_record",
    "platform_chat", "other_chat", "email", "photo", "video", "inspection_report", "lab_report", "shipping_document",
    "customs_record", "web_capture", "witness", "other" };

} // namespace recourse::casework
