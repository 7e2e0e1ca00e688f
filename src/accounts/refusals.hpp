#pragma once

#include "core/act/decision.hpp"

#include <array>

// Why an account does not do what it is asked, one code for each guard. What would tell a stranger whether somebody has
// an account here has one sentence for both cases.

namespace recourse::accounts::refusals {

using act::RefusalKind;

// Who is there
inline constexpr RefusalKind wrong_sign_in { "account.wrong_sign_in", 401, "E-mail address, password or code is wrong.",
    "邮箱、密码或验证码有误。" };
inline constexpr RefusalKind locked { "account.locked", 429,
    "Too many attempts have failed. Try again in {seconds} seconds.", "失败次数过多，请在{seconds}秒后重试。" };
inline constexpr RefusalKind address_locked { "account.address_locked", 429,
    "Too many attempts from this address have failed. Try again in {seconds} seconds.",
    "来自该地址的失败次数过多，请在{seconds}秒后重试。" };
inline constexpr RefusalKind busy { "account.busy", 503, "Too many people sign in at this moment. Try again shortly.",
    "当前登录人数过多，请稍后重试。" };
inline constexpr RefusalKind code_needed { "account.code_needed", 401,
    "The password is right; the code of the second factor is needed too.", "密码正确，还需第二因素的验证码。" };
inline constexpr RefusalKind disabled { "account.disabled", 403, "The account is disabled.", "该账户已停用。" };
inline constexpr RefusalKind not_signed_in { "account.not_signed_in", 401, "Nobody is signed in.", "尚未登录。" };
inline constexpr RefusalKind session_over { "account.session_over", 401, "The session is over. Sign in again.",
    "会话已结束，请重新登录。" };
inline constexpr RefusalKind no_session { "account.no_session", 404, "There is no such session.", "没有该会话。" };
inline constexpr RefusalKind no_person { "account.no_person", 404, "There is no such person.", "没有该人员。" };

// In which part
inline constexpr RefusalKind no_membership { "account.no_membership", 403,
    "The person acts for nobody here, or has not said for whom.", "该人员未代表任何一方，或尚未选择身份。" };
inline constexpr RefusalKind membership_over { "account.membership_over", 403,
    "The person no longer acts in this part.", "该人员不再具有此身份。" };
inline constexpr RefusalKind membership_not_found { "account.membership_not_found", 404, "There is no such membership.",
    "没有该身份。" };
inline constexpr RefusalKind membership_exists { "account.membership_exists", 409,
    "The person acts in this part already.", "该人员已具有此身份。" };
inline constexpr RefusalKind factor_required { "account.factor_required", 403,
    "In the part of {role} a second factor is required. Set one up first.",
    "以{role}身份行事须有第二因素，请先设置。" };
inline constexpr RefusalKind role_needs_party { "account.role_needs_party", 422, "The role {role} acts for a party.",
    "{role}须代表一方。" };
inline constexpr RefusalKind role_without_party { "account.role_without_party", 422,
    "The role {role} belongs to the programme, not to a party.", "{role}属于计划，不属于任何一方。" };
inline constexpr RefusalKind role_not_given { "account.role_not_given", 422,
    "The part of {role} is the program's own; nobody is given it.", "{role}身份属于程序本身，不授予任何人。" };
inline constexpr RefusalKind may_not { "account.may_not", 403,
    "This is for an officer, or for somebody of the party with the right to it.", "须由专员或该方有权人员操作。" };
inline constexpr RefusalKind other_side_is_here { "account.other_side_is_here", 403,
    "{party} has people or keys of its own here: it asks in whom it wants, and an officer can.",
    "{party}在本台已有自己的人员或密钥：由其自行邀请，或由专员邀请。" };
inline constexpr RefusalKind oneself { "account.oneself", 403, "Another officer has to do this, not oneself.",
    "须由另一名专员操作，不得由本人操作。" };
inline constexpr RefusalKind last_officer { "account.last_officer", 409, "The last officer who can sign in stays one.",
    "最后一名可登录的专员不得移除。" };

// What is said of a person, and the password
inline constexpr RefusalKind bad_email { "account.bad_email", 422, "This is no e-mail address.", "邮箱地址无效。" };
inline constexpr RefusalKind email_taken { "account.email_taken", 409,
    "Somebody has an account under this e-mail address. Sign in with it.", "该邮箱已有账户，请直接登录。" };
inline constexpr RefusalKind bad_name { "account.bad_name", 422, "A name has 1 to {max} bytes of printable text.",
    "名称须为1至{max}字节的可显示文本。" };
inline constexpr RefusalKind not_text { "account.not_text", 422, "The {field} is no text in UTF-8.",
    "{field}不是UTF-8文本。" };
inline constexpr RefusalKind password_too_short { "account.password_too_short", 422,
    "A password has at least {min} characters.", "密码至少{min}个字符。" };
inline constexpr RefusalKind password_too_long { "account.password_too_long", 422,
    "A password has at most {max} bytes.", "密码最多{max}字节。" };
inline constexpr RefusalKind password_common { "account.password_common", 422,
    "This password is among the first that anybody would try.", "该密码过于常见。" };
inline constexpr RefusalKind wrong_password { "account.wrong_password", 403, "The password is wrong.", "密码有误。" };

// The second factor
inline constexpr RefusalKind wrong_code { "account.wrong_code", 403, "The code is wrong, or was used before.",
    "验证码有误或已使用。" };
inline constexpr RefusalKind factor_exists { "account.factor_exists", 409,
    "There is a second factor already. Remove it first.", "已设置第二因素，请先移除。" };
inline constexpr RefusalKind no_factor { "account.no_factor", 409, "There is no second factor.", "未设置第二因素。" };
inline constexpr RefusalKind no_factor_begun { "account.no_factor_begun", 409,
    "No second factor waits for its first code.", "没有等待首个验证码的第二因素。" };
inline constexpr RefusalKind factor_unreadable { "account.factor_unreadable", 409,
    "The second factor cannot be read here any more. Use a recovery code, or have an officer remove it.",
    "第二因素在此已无法读取，请使用恢复码或由专员移除。" };

// Links
inline constexpr RefusalKind link_unknown { "account.link_unknown", 404,
    "The link is none of ours, or has been used, withdrawn or replaced.", "链接无效，或已使用、撤回、被替换。" };
inline constexpr RefusalKind link_expired { "account.link_expired", 410,
    "The link was good until {until}. Ask for another.", "链接有效期至{until}，请重新索取。" };
inline constexpr RefusalKind set_up_already { "account.set_up_already", 409,
    "There are people already: the first start is over.", "已有人员，初始设置已完成。" };
inline constexpr RefusalKind other_email { "account.other_email", 403, "The invitation is to another e-mail address.",
    "该邀请发往另一邮箱。" };
inline constexpr RefusalKind no_invitation { "account.no_invitation", 404,
    "There is no such invitation that still waits.", "没有仍待接受的该邀请。" };
inline constexpr RefusalKind link_life { "account.link_life", 422, "A link ends after now, and within {days} days.",
    "链接须在此刻之后、{days}天之内到期。" };

// Keys
inline constexpr RefusalKind key_unknown { "account.key_unknown", 401, "There is no such key.", "没有该密钥。" };
inline constexpr RefusalKind key_revoked { "account.key_revoked", 401, "The key has been revoked.", "该密钥已撤销。" };
inline constexpr RefusalKind key_expired { "account.key_expired", 401, "The key was good until {until}.",
    "该密钥有效期至{until}。" };
inline constexpr RefusalKind no_key { "account.no_key", 404, "There is no such key to be revoked.",
    "没有可撤销的该密钥。" };
inline constexpr RefusalKind key_life { "account.key_life", 422, "A key ends after now, and within {days} days.",
    "密钥须在此刻之后、{days}天之内到期。" };
inline constexpr RefusalKind no_scopes { "account.no_scopes", 422, "A key has at least one scope.",
    "密钥至少须有一项权限范围。" };
inline constexpr RefusalKind scopes_beyond { "account.scopes_beyond", 403,
    "Nobody gives a key more than he has himself.", "不得授予超出自身的权限范围。" };

// Feeds
inline constexpr RefusalKind feed_unknown { "account.feed_unknown", 404, "There is no such feed.", "没有该日历订阅。" };
inline constexpr RefusalKind no_feed { "account.no_feed", 404, "There is no such feed to be revoked.",
    "没有可撤销的该日历订阅。" };
inline constexpr RefusalKind feed_person { "account.feed_person", 403, "A feed is a person's own: sign in to make one.",
    "日历订阅属于个人，请登录后创建。" };
inline constexpr RefusalKind feed_life { "account.feed_life", 422, "A feed ends after now, and within {days} days.",
    "日历订阅须在此刻之后、{days}天之内到期。" };
inline constexpr RefusalKind feeds_full { "account.feeds_full", 409,
    "There are {count} feeds already: revoke one first.", "已有{count}个日历订阅，请先撤销其中之一。" };

inline constexpr std::array all { &wrong_sign_in, &locked, &address_locked, &busy, &code_needed, &disabled,
    &not_signed_in, &session_over, &no_session, &no_person, &no_membership, &membership_over, &membership_not_found,
    &membership_exists, &factor_required, &role_needs_party, &role_without_party, &role_not_given, &may_not,
    &other_side_is_here, &oneself, &last_officer, &bad_email, &email_taken, &bad_name, &not_text, &password_too_short,
    &password_too_long, &password_common, &wrong_password, &wrong_code, &factor_exists, &no_factor, &no_factor_begun,
    &factor_unreadable, &link_unknown, &link_expired, &set_up_already, &other_email, &no_invitation, &link_life,
    &key_unknown, &key_revoked, &key_expired, &no_key, &key_life, &no_scopes, &scopes_beyond, &feed_unknown, &no_feed,
    &feed_person, &feed_life, &feeds_full };

} // namespace recourse::accounts::refusals
