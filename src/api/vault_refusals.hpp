#pragma once

#include "core/act/decision.hpp"

#include <array>

// What is said where files come in and go out.

namespace recourse::api::vault_refusals {

using act::RefusalKind;

inline constexpr RefusalKind behind { "vault.behind", 503,
    "It was carried out, but the vault has not recorded it yet: send it again with the same key.",
    "已执行，但证据库尚未记录：请以相同的键重新发送。" };
inline constexpr RefusalKind full { "vault.full", 507, "The vault's disk is full.", "证据库磁盘已满。" };
inline constexpr RefusalKind damaged { "vault.damaged", 500,
    "What the vault kept is damaged: recourse check says where.", "证据库内容已损坏：recourse check可指出位置。" };
inline constexpr RefusalKind failed { "vault.failed", 503, "The vault gives no answer.", "证据库没有响应。" };
inline constexpr RefusalKind busy { "vault.busy", 503, "Another bundle is being sealed or taken in.",
    "正在封存或收入另一个证据包。" };
inline constexpr RefusalKind not_read { "vault.not_read", 404, "Nothing has been read out of the exhibit.",
    "尚未从该证据读取内容。" };
inline constexpr RefusalKind search_wrong { "search.wrong", 422, "The search cannot be understood.",
    "无法理解该搜索。" };
inline constexpr RefusalKind range { "range.not_there", 416, "The exhibit has no such bytes.", "该证据没有这些字节。" };
inline constexpr RefusalKind consistency { "vault.consistency", 422,
    "Name two sizes of the log, the smaller first, neither above its present one.",
    "请给出日志的两个大小，小者在前，均不超过当前大小。" };
inline constexpr RefusalKind not_numbered { "bundle.not_numbered", 422,
    "{exhibit} has no number yet: only numbered exhibits go into a bundle.",
    "{exhibit}尚无编号：只有已编号的证据可以封存。" };
inline constexpr RefusalKind empty_bundle { "bundle.empty", 422, "There is no numbered exhibit to seal.",
    "没有可封存的已编号证据。" };
inline constexpr RefusalKind bundle_wrong { "bundle.wrong", 500, "The bundle could not be made.", "无法制作证据包。" };

inline constexpr RefusalKind sealed_before { "bundle.sealed_before", 410,
    "The bundle was sealed under this key; its SHA-256 is {digest}. It is not kept here any more: seal anew under "
    "another "
    "key.",
    "该证据包已以此键封存，SHA-256为{digest}；此处不再保留。请以新键重新封存。" };
inline constexpr RefusalKind import_wrong { "bundle.not_taken", 422, "The bundle is not taken in.",
    "未收入该证据包。" };

inline constexpr RefusalKind not_uploader { "upload.wrong_role", 403, "The role {role} uploads nothing here.",
    "{role}不能在此上传。" };
inline constexpr RefusalKind version { "upload.version", 412, "Tus-Resumable is 1.0.0 here.",
    "Tus-Resumable须为1.0.0。" };
inline constexpr RefusalKind no_length { "upload.no_length", 400,
    "Upload-Length says how many bytes are to come: a whole number.", "Upload-Length须为将上传的字节数：整数。" };
inline constexpr RefusalKind no_offset { "upload.no_offset", 400,
    "Upload-Offset says where the bytes go on: a whole number.", "Upload-Offset须为续传位置：整数。" };
inline constexpr RefusalKind bad_checksum { "upload.bad_checksum", 400,
    "Upload-Checksum is one of sha1, sha256, sha512 or md5 and a digest in base64.",
    "Upload-Checksum须为sha1、sha256、sha512或md5及base64摘要。" };
inline constexpr RefusalKind expired { "upload.expired", 410, "The upload's time is over: begin it again.",
    "上传已过期：请重新开始。" };
inline constexpr RefusalKind offset { "upload.offset", 409, "The upload goes on at {offset}.",
    "上传须从{offset}处继续。" };
inline constexpr RefusalKind writing { "upload.busy", 423, "Another request is writing to the upload.",
    "另一请求正在写入该上传。" };
inline constexpr RefusalKind checksum { "upload.checksum", 460,
    "The bytes are not those that the checksum is of; none of them were kept.", "字节与校验和不符；未保留任何字节。" };
inline constexpr RefusalKind too_large { "upload.too_large", 413, "That is more than an upload may have.",
    "超过上传允许的大小。" };
inline constexpr RefusalKind quota { "upload.quota", 413, "Too much is on its way already.", "正在上传的内容过多。" };
inline constexpr RefusalKind metadata { "upload.metadata", 400, "Upload-Metadata is too long, or no text.",
    "Upload-Metadata过长或不是文本。" };
inline constexpr RefusalKind source { "upload.cut", 400, "The bytes stopped coming.", "字节传输中断。" };

inline constexpr std::array all { &behind, &full, &damaged, &failed, &busy, &not_read, &search_wrong, &range,
    &consistency, &not_numbered, &empty_bundle, &bundle_wrong, &sealed_before, &import_wrong, &not_uploader, &version,
    &no_length, &no_offset, &bad_checksum, &expired, &offset, &writing, &checksum, &too_large, &quota, &metadata,
    &source };

} // namespace recourse::api::vault_refusals
