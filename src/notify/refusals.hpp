#pragma once

#include "core/act/decision.hpp"

#include <array>

namespace recourse::notify::refusals {

inline constexpr act::RefusalKind endpoint_not_found { "webhook.not_found", 404, "There is no such endpoint.",
    "没有该接收地址。" };
inline constexpr act::RefusalKind url_wrong { "webhook.url", 422,
    "The URL has to begin with https:// and name a host, without a user, a password or a part after #.",
    "网址须以https://开头并含主机名，不得含用户名、密码或#之后的部分。" };
inline constexpr act::RefusalKind url_private { "webhook.url_private", 422,
    "Webhooks do not go to an address that is not public.", "不得向非公网地址发送。" };
inline constexpr act::RefusalKind types_unknown { "webhook.types", 422,
    "There is no type {type}; GET /v1/event-types lists them.", "没有事件类型{type}；列表见GET /v1/event-types。" };
inline constexpr act::RefusalKind bad_description { "webhook.description", 422,
    "A description has at most 200 bytes and no control characters.", "说明不超过200字节，且不含控制字符。" };
inline constexpr act::RefusalKind too_many { "webhook.too_many", 409,
    "A part has at most {max} endpoints: delete one first.", "每一方最多{max}个接收地址，请先删除一个。" };
inline constexpr act::RefusalKind switched_off { "webhook.off", 409,
    "The endpoint is switched off: switch it on first.", "该接收地址已停用，请先启用。" };
inline constexpr act::RefusalKind delivery_not_found { "delivery.not_found", 404, "There is no such delivery.",
    "没有该投递记录。" };
inline constexpr act::RefusalKind kind_unknown { "notice.kind", 422,
    "There is no such kind of mail that may be switched off.", "没有可关闭的该类通知。" };
inline constexpr act::RefusalKind nobody { "notice.no_person", 403,
    "Mails go to people: a key has no settings of its own.", "通知邮件发给个人，密钥没有此项设置。" };
inline constexpr act::RefusalKind link_unknown { "notice.link_unknown", 404, "The link is not one of this desk.",
    "该链接无效。" };

inline constexpr std::array all { &endpoint_not_found, &url_wrong, &url_private, &types_unknown, &bad_description,
    &too_many, &switched_off, &delivery_not_found, &kind_unknown, &nobody, &link_unknown };

} // namespace recourse::notify::refusals
