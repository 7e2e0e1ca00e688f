#include "readers/chat/chat.hpp"

#include "base/base64.hpp"
#include "codec/json_writer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>

#include <archive.h>
#include <archive_entry.h>

namespace recourse::readers::chat {

namespace {

std::string_view word(Platform platform)
{
    switch (platform) {
    case Platform::unknown:
        return "unknown";
    case Platform::alibaba:
        return "alibaba";
    case Platform::whatsapp:
        return "whatsapp";
    case Platform::wechat:
        return "wechat";
    }
    return "unknown";
}

/// Participants of the manifest by what tells them apart.
std::map<std::pair<std::string, std::string>, std::string> ids_of(Chat const& chat)
{
    std::map<std::pair<std::string, std::string>, std::string> ids;
    for (auto const& message : chat.messages) {
        if (!message.sender.empty() || !message.sender_id.empty())
            ids.try_emplace({ message.sender_id, message.sender }, fmt::format("p{}", ids.size() + 1));
    }
    return ids;
}

std::string manifest(Chat const& chat, std::string const& conversation)
{
    codec::JsonWriter json { codec::JsonStyle::pretty };
    auto const text = [&](std::string_view key, std::string_view value) {
        json.key(key);
        json.string(value);
    };
    auto const ids = ids_of(chat);
    json.begin_object();
    text("version", "2.0.0");
    json.key("participants");
    json.begin_array();
    for (auto const& [who, id] : ids) {
        json.begin_object();
        text("id", id);
        text("display", who.second.empty() ? who.first : who.second);
        if (!who.first.empty())
            text("account_id", who.first);
        json.end_object();
    }
    json.end_array();
    json.key("conversations");
    json.begin_array();
    json.begin_object();
    text("id", "c1");
    text("display", conversation);
    text("platform", word(chat.platform));
    json.key("participants");
    json.begin_array(true);
    for (auto const& one : ids)
        json.string(one.second);
    json.end_array();
    json.end_object();
    json.end_array();
    json.key("events");
    json.begin_array();
    for (auto const& message : chat.messages) {
        json.begin_object();
        bool const said
            = message.kind != MessageKind::system && (!message.sender.empty() || !message.sender_id.empty());
        text("type", said ? "message" : "disclaimer");
        text("id", fmt::format("m{}", message.number));
        text("conversation", "c1");
        if (said)
            text("participant", ids.at({ message.sender_id, message.sender }));
        if (message.at)
            text("timestamp", to_string(*message.at));
        text("body", message.text);
        if (message.kind == MessageKind::recalled) {
            json.key("deleted");
            json.boolean(true);
        }
        json.key("custom");
        json.begin_array();
        auto const custom = [&](std::string_view name, std::string_view value) {
            json.begin_object(true);
            text("name", name);
            text("value", value);
            json.end_object();
        };
        custom("time as written", message.time_as_written);
        custom("bytes of the export", fmt::format("{}-{}", message.begin, message.end));
        for (auto const& name : message.attachments)
            custom("attachment named", name);
        json.end_array();
        json.end_object();
    }
    json.end_array();
    json.end_object();
    return json.take();
}

/// A zip with one entry, stored, of a fixed time: the same bytes for the same content.
std::string zip(std::string const& name, std::string const& content)
{
    std::string out(content.size() + 4096, '\0');
    std::size_t used = 0;
    std::unique_ptr<archive, decltype(&archive_write_free)> const writer { archive_write_new(), &archive_write_free };
    archive_write_set_format_zip(writer.get());
    archive_write_set_options(writer.get(), "zip:compression=store,zip:!experimental");
    if (archive_write_open_memory(writer.get(), out.data(), out.size(), &used) != ARCHIVE_OK)
        return {};
    std::unique_ptr<archive_entry, decltype(&archive_entry_free)> const entry { archive_entry_new(),
        &archive_entry_free };
    archive_entry_set_pathname(entry.get(), name.c_str());
    archive_entry_set_size(entry.get(), static_cast<la_int64_t>(content.size()));
    archive_entry_set_filetype(entry.get(), AE_IFREG);
    archive_entry_set_perm(entry.get(), 0644);
    archive_entry_set_mtime(entry.get(), 315'576'000, 0); // 1 January 1980, the first day of a zip
    archive_write_header(writer.get(), entry.get());
    archive_write_data(writer.get(), content.data(), content.size());
    archive_write_close(writer.get());
    out.resize(used);
    return out;
}

} // namespace

std::string to_rsmf(Chat const& chat, std::string const& conversation)
{
    std::optional<Instant> first, last;
    for (auto const& message : chat.messages) {
        if (!message.at)
            continue;
        first = std::min(first.value_or(*message.at), *message.at);
        last = std::max(last.value_or(*message.at), *message.at);
    }
    std::string mail = "X-RSMF-Version: 2.0.0\r\nX-RSMF-Generator: Recourse\r\n";
    mail += fmt::format("X-RSMF-EventCount: {}\r\nX-RSMF-AttachmentCount: 0\r\nX-RSMF-Application: {}\r\n",
        chat.messages.size(), word(chat.platform));
    if (first)
        mail += fmt::format("X-RSMF-BeginDate: {}\r\nX-RSMF-EndDate: {}\r\n", to_string(*first), to_string(*last));
    mail += "Subject: =?UTF-8?B?" + to_base64(beginning(conversation, 40)) + "?=\r\n";
    mail += "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"rsmf\"\r\n\r\n--rsmf\r\n"
            "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n";
    auto const folded = [&](std::string const& bytes) {
        auto const text = to_base64(bytes);
        for (std::size_t at = 0; at < text.size(); at += 76)
            mail += text.substr(at, 76) + "\r\n";
    };
    std::string said;
    for (auto const& message : chat.messages)
        said += fmt::format("[{}] {}: {}\r\n", message.time_as_written, message.sender, message.text);
    folded(said);
    mail += "--rsmf\r\nContent-Type: application/zip; name=\"rsmf.zip\"\r\n"
            "Content-Disposition: attachment; filename=\"rsmf.zip\"\r\nContent-Transfer-Encoding: base64\r\n\r\n";
    folded(zip("rsmf_manifest.json", manifest(chat, conversation)));
    mail += "--rsmf--\r\n";
    return mail;
}

} // namespace recourse::readers::chat
