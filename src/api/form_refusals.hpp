#pragma once

#include "core/act/decision.hpp"

#include <array>

// What is said against a request before it becomes a command, or where the desk cannot do it.

namespace recourse::api::form_refusals {

using act::RefusalKind;

inline constexpr RefusalKind csrf { "session.csrf", 403, "X-CSRF-Token is missing or wrong.",
    "X-CSRF-Token缺失或错误。" };
inline constexpr RefusalKind scope { "key.scope", 403, "This needs the scope {scope}.", "此操作需要权限范围{scope}。" };
inline constexpr RefusalKind query_wrong { "query.wrong", 400, "The query does not have the form that is described.",
    "查询参数与说明不符。" };
inline constexpr RefusalKind body_not_json { "body.not_json", 400, "The body is no JSON object.",
    "请求内容不是JSON对象。" };
inline constexpr RefusalKind body_wrong { "body.wrong", 422, "The body does not have the form that is described.",
    "请求内容与说明不符。" };
inline constexpr RefusalKind case_wrong { "case.wrong", 422, "The case cannot be read.", "无法读取该案件。" };
inline constexpr RefusalKind file_empty { "intake.empty", 422, "There is no file in the body.",
    "请求内容中没有文件。" };
inline constexpr RefusalKind file_unread { "intake.unread", 422, "No facts can be read from this file.",
    "无法从该文件读取事实。" };
inline constexpr RefusalKind file_busy { "intake.busy", 503, "Other files are being read.", "正在读取其他文件。" };
inline constexpr RefusalKind bulk_size { "bulk.size", 422, "A bulk request holds from 1 to 1,000 commands.",
    "批量请求须包含1至1,000条命令。" };
inline constexpr RefusalKind no_key { "command.no_key", 400,
    "A command needs an Idempotency-Key of at most 200 characters.", "命令须带有Idempotency-Key，最多200个字符。" };
inline constexpr RefusalKind bad_tag { "command.bad_tag", 400, "If-Match takes one strong ETag of this API.",
    "If-Match须为本接口的一个强ETag。" };
inline constexpr RefusalKind key_reused { "command.key_reused", 422, "The Idempotency-Key belongs to another command.",
    "该Idempotency-Key属于另一条命令。" };
inline constexpr RefusalKind version_differs { "command.version_differs", 412, "It has changed since it was read.",
    "内容自读取后已被更改。" };
inline constexpr RefusalKind busy { "command.busy", 503, "Too many commands wait.", "等待处理的命令过多。" };
inline constexpr RefusalKind unknown { "command.unknown", 503,
    "Nobody knows yet whether the command was carried out: send it again with the same key.",
    "尚不知该命令是否已执行：请以相同的键重新发送。" };
inline constexpr RefusalKind last_event { "events.last", 400, "Last-Event-ID is the id of an event of this stream.",
    "Last-Event-ID须为本事件流中的编号。" };
inline constexpr RefusalKind stopped { "server.stopped", 503, "The desk takes no commands.", "平台不接受命令。" };
inline constexpr RefusalKind failed { "server.failed", 500, "The server failed.", "服务器出错。" };
inline constexpr RefusalKind clock_where { "clock.where", 422, "Say `to` which day, or how many `days`, at most 3,660.",
    "请指明to（日期）或days（天数，最多3,660）。" };
inline constexpr RefusalKind clock_back { "clock.back", 422, "A clock goes forward only, ten years at most.",
    "时钟只能向前，最多十年。" };
inline constexpr RefusalKind backup_nowhere { "backup.nowhere", 409, "The desk has no folder for backups.",
    "平台没有备份目录。" };
inline constexpr RefusalKind backup_failed { "backup.failed", 503, "The copy could not be made.", "无法完成备份。" };
inline constexpr std::array all { &csrf, &scope, &query_wrong, &body_not_json, &body_wrong, &case_wrong, &file_empty,
    &file_unread, &file_busy, &bulk_size, &no_key, &bad_tag, &key_reused, &version_differs, &busy, &unknown,
    &last_event, &stopped, &failed, &clock_where, &clock_back, &backup_nowhere, &backup_failed };

} // namespace recourse::api::form_refusals
