#pragma once

#include "core/act/decision.hpp"

#include <array>

namespace recourse::api::packet_refusals {

using act::RefusalKind;

inline constexpr RefusalKind no_receiver { "packet.no_receiver", 422,
    "There is no receiver {receiver}: GET /v1/receivers lists them.", "没有接收方{receiver}：见GET /v1/receivers。" };
inline constexpr RefusalKind empty { "packet.empty", 422, "There is no numbered exhibit that could go along.",
    "没有可随附的已编号证据。" };
inline constexpr RefusalKind not_numbered { "packet.not_numbered", 422,
    "{exhibit} has no number yet: only numbered exhibits go into a packet.",
    "{exhibit}尚无编号：只有已编号的证据可以提交。" };
inline constexpr RefusalKind twice { "packet.twice", 422, "{exhibit} is named twice.", "{exhibit}重复列出。" };
inline constexpr RefusalKind too_large { "packet.too_large", 422,
    "The exhibits have {bytes} bytes together, and a packet takes at most {most}: choose fewer.",
    "证据合计{bytes}字节，提交包上限{most}：请减少。" };
inline constexpr RefusalKind too_long { "packet.too_long", 422,
    "A text of the packet has more than 4000 bytes, or a list more than 100 lines.",
    "提交包的文字超过4000字节，或列表超过100项。" };
inline constexpr RefusalKind breaches { "packet.breaches", 422,
    "The receiver will not take it so; despite_breaches makes it all the same.",
    "接收方不会接受；如仍需制作，请设despite_breaches。" };
inline constexpr RefusalKind not_made { "packet.not_made", 422, "The packet could not be made: {why}.",
    "无法制作提交包：{why}。" };
inline constexpr RefusalKind busy { "packet.busy", 503, "Another packet is being made.", "正在制作另一份提交包。" };

inline constexpr std::array all { &no_receiver, &empty, &not_numbered, &twice, &too_large, &too_long, &breaches,
    &not_made, &busy };

} // namespace recourse::api::packet_refusals
