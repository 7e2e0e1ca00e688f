#include "readers/mail/mail.hpp"

#include "base/printable.hpp"
#include "base/text.hpp"
#include "readers/dkim/canonical.hpp"
#include "readers/text/charset.hpp"
#include "readers/text/html.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include <gmime/gmime.h>

namespace recourse::readers::mail {

namespace {

constexpr std::size_t field_bytes_max = 4000, list_max = 500;

struct Unref {
    void operator()(void* object) const { g_object_unref(object); }
};
template <class T>
using Owned = std::unique_ptr<T, Unref>;

std::string text_of(char const* text, std::size_t bytes_max = field_bytes_max)
{
    return text == nullptr ? std::string {} : printable(clean(text, bytes_max));
}

std::string small(std::string text)
{
    std::ranges::transform(
        text, text.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return text;
}

std::optional<Instant> moment(GDateTime* time)
{
    if (time == nullptr)
        return std::nullopt;
    auto const seconds = g_date_time_to_unix(time);
    if (seconds < -62'135'596'800 || seconds > 253'402'300'799)
        return std::nullopt;
    return Instant { seconds * 1'000'000 };
}

/// The time a date field or the end of a Received field names.
std::optional<Instant> moment(std::string const& text)
{
    auto* const time = g_mime_utils_header_decode_date(text.c_str());
    auto const at = moment(time);
    if (time != nullptr)
        g_date_time_unref(time);
    return at;
}

void flatten(InternetAddressList* list, std::vector<Address>& into, int depth = 0)
{
    if (list == nullptr || depth > 4)
        return;
    int const length = internet_address_list_length(list);
    for (int i = 0; i < length && into.size() < list_max; ++i) {
        auto* const one = internet_address_list_get_address(list, i);
        if (INTERNET_ADDRESS_IS_GROUP(one))
            flatten(internet_address_group_get_members(INTERNET_ADDRESS_GROUP(one)), into, depth + 1);
        else if (INTERNET_ADDRESS_IS_MAILBOX(one))
            into.push_back({ text_of(internet_address_get_name(one)),
                text_of(internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(one))) });
    }
}

std::string word_after(std::string_view text, std::string_view word)
{
    auto at = text.starts_with(word) ? word.size() : text.find(" " + std::string { word });
    if (at == std::string_view::npos)
        return {};
    if (!text.starts_with(word))
        at += word.size() + 1;
    auto rest = text.substr(std::min(at, text.size()));
    while (rest.starts_with(' '))
        rest.remove_prefix(1);
    return std::string { rest.substr(0, rest.find_first_of(" ;")) };
}

class Walk {
public:
    Walk(Mail& mail, Pieces& text, std::vector<Remark>& remarks) : mail_(mail), text_(text), remarks_(remarks) { }

    void visit(GMimeObject* object, std::string const& path, std::size_t depth)
    {
        if (object == nullptr)
            return;
        if (mail_.parts.size() >= parts_max)
            return once("too-many-parts", fmt::format("only the first {} parts are listed", parts_max));
        if (depth > depth_max)
            return once("too-deep", fmt::format("parts below {} levels are not listed", depth_max));
        Part part;
        part.path = path;
        if (auto* const type = g_mime_object_get_content_type(object)) {
            auto* const word = g_mime_content_type_get_mime_type(type);
            part.type = small(text_of(word, 200));
            g_free(word);
            part.charset = text_of(g_mime_content_type_get_parameter(type, "charset"), 100);
            part.name = text_of(g_mime_content_type_get_parameter(type, "name"), 1000);
        }
        part.disposition = small(text_of(g_mime_object_get_disposition(object), 100));
        part.location = text_of(g_mime_object_get_header(object, "Content-Location"), 2000);
        if (GMIME_IS_MULTIPART(object)) {
            part.container = true;
            mail_.parts.push_back(part);
            auto* const multipart = GMIME_MULTIPART(object);
            int const count = g_mime_multipart_get_count(multipart);
            for (int i = 0; i < count && mail_.parts.size() < parts_max; ++i)
                visit(g_mime_multipart_get_part(multipart, i), fmt::format("{}.{}", path, i + 1), depth + 1);
            if (mail_.parts.size() >= parts_max)
                once("too-many-parts", fmt::format("only the first {} parts are listed", parts_max));
            return;
        }
        if (GMIME_IS_MESSAGE_PART(object)) {
            part.container = part.attachment = true;
            mail_.parts.push_back(part);
            if (auto* const inner = g_mime_message_part_get_message(GMIME_MESSAGE_PART(object)))
                visit(g_mime_message_get_mime_part(inner), path + ".1", depth + 1);
            return;
        }
        if (GMIME_IS_PART(object))
            leaf(GMIME_PART(object), part);
    }

private:
    void once(std::string id, std::string says)
    {
        if (std::ranges::none_of(remarks_, [&](auto const& one) { return one.id == id; }))
            remarks_.push_back({ std::move(id), std::move(says) });
    }

    void leaf(GMimePart* leaf, Part& part)
    {
        if (auto const name = text_of(g_mime_part_get_filename(leaf), 1000); !name.empty())
            part.name = name;
        std::string bytes;
        if (auto* const content = g_mime_part_get_content(leaf)) {
            Owned<GMimeStream> const out { g_mime_stream_mem_new() };
            g_mime_data_wrapper_write_to_stream(content, out.get());
            auto* const array = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(out.get()));
            bytes.assign(reinterpret_cast<char const*>(array->data), array->len);
        }
        part.size = bytes.size();
        part.digest = sha256(bytes);
        bool const is_text = part.type.starts_with("text/");
        part.attachment = part.disposition == "attachment" || !part.name.empty() || !is_text;
        if (is_text)
            add_text(part, bytes);
        mail_.parts.push_back(std::move(part));
    }

    void add_text(Part const& part, std::string const& bytes)
    {
        auto const given = small(part.charset);
        std::string text;
        if (given.empty() || given == "utf-8" || given == "us-ascii")
            text = decode_text(bytes).text;
        else if (given == "gb2312" || given == "gbk") // senders mean the larger set
            text = to_utf8(bytes, "GB18030").value_or("");
        else if (auto converted = to_utf8(bytes, part.charset))
            text = *std::move(converted);
        else {
            once("charset-not-known", fmt::format("part {} is in {}, which is not known", part.path, part.charset));
            text = decode_text(bytes).text;
        }
        text_.add("part " + part.path, part.type == "text/html" ? html_text(text) : text);
    }

    Mail& mail_;
    Pieces& text_;
    std::vector<Remark>& remarks_;
};

std::string unfolded(std::string_view value)
{
    return squeezed(value);
}

void read_way(dkim::TakenApart const& fields, Mail& mail, std::vector<Remark>& remarks)
{
    for (auto const& field : fields.fields) {
        if (!field.is("received") || mail.received.size() >= list_max)
            continue;
        auto const line = printable(clean(unfolded(field.value), field_bytes_max));
        Received one { line, word_after(line, "from "), word_after(line, "by "), std::nullopt };
        if (auto const semicolon = line.rfind(';'); semicolon != std::string::npos)
            one.at = moment(line.substr(semicolon + 1));
        mail.received.push_back(std::move(one));
    }
    // The last station stands first: times may not grow down the list. Clocks differ by minutes.
    for (std::size_t i = 1; i < mail.received.size(); ++i) {
        auto const &later = mail.received[i - 1].at, &earlier = mail.received[i].at;
        if (later && earlier && earlier->micros > later->micros + 300'000'000)
            remarks.push_back({ "received-out-of-order",
                fmt::format("station {} is said to be more than five minutes later than the one after it",
                    mail.received.size() - i) });
    }
}

void read_remarks(dkim::TakenApart const& fields, Mail const& mail, std::vector<Remark>& remarks)
{
    for (char const* const name : { "from", "date", "subject", "message-id", "to" }) {
        auto const count = std::ranges::count_if(fields.fields, [&](auto const& field) { return field.is(name); });
        if (count > 1)
            remarks.push_back({ fmt::format("{}-more-than-once", name),
                fmt::format("the field {} stands {} times; programs differ in which they show", name, count) });
        if (count == 0 && std::string_view { name } != "subject" && std::string_view { name } != "to")
            remarks.push_back({ fmt::format("no-{}", name), fmt::format("there is no field {}", name) });
    }
    if (mail.signatures.empty())
        remarks.push_back({ "not-signed", "nobody signed the mail (DKIM)" });
    for (auto const& one : mail.from) {
        auto const at = one.name.find('@');
        if (at != std::string::npos && one.name.find(one.address) == std::string::npos)
            remarks.push_back({ "name-is-an-address",
                fmt::format("the name of the sender looks like an address, '{}', but the address is {}", one.name,
                    one.address) });
    }
    if (!mail.reply_to.empty() && !mail.from.empty()) {
        auto const domain = [](Address const& one) { return small(one.address.substr(one.address.rfind('@') + 1)); };
        if (domain(mail.reply_to.front()) != domain(mail.from.front()))
            remarks.push_back({ "answers-go-elsewhere",
                fmt::format("answers go to {}, another domain than the sender's", mail.reply_to.front().address) });
    }
    if (mail.date && !mail.received.empty() && mail.received.back().at) {
        auto const apart = mail.received.back().at->micros - mail.date->micros;
        if (apart > 86'400'000'000 || apart < -86'400'000'000)
            remarks.push_back({ "date-far-from-received",
                "the date of the mail is more than a day from the time at which the first station took it" });
    }
}

} // namespace

void prepare()
{
    g_mime_init();
    prepare_charsets();
    // The formats of dates and the charsets' table are made at their first use.
    (void)moment(std::string { "Mon, 30 Nov 2026 08:00:00 +0800" });
}

Mail read(std::string_view bytes, std::vector<dkim::KeyRecord> const& keys, std::optional<Instant> as_of, Pieces& text,
    std::vector<Remark>& remarks)
{
    Mail mail;
    auto const fields = dkim::take_apart(bytes);
    Owned<GMimeStream> const stream { g_mime_stream_mem_new_with_buffer(bytes.data(), bytes.size()) };
    Owned<GMimeParser> const parser { g_mime_parser_new_with_stream(stream.get()) };
    Owned<GMimeMessage> const message { g_mime_parser_construct_message(parser.get(), nullptr) };
    if (message == nullptr) {
        remarks.push_back({ "no-mail", "this is no mail: it has no header" });
        return mail;
    }
    flatten(g_mime_message_get_from(message.get()), mail.from);
    flatten(g_mime_message_get_sender(message.get()), mail.sender);
    flatten(g_mime_message_get_reply_to(message.get()), mail.reply_to);
    flatten(g_mime_message_get_to(message.get()), mail.to);
    flatten(g_mime_message_get_cc(message.get()), mail.cc);
    auto* const object = GMIME_OBJECT(message.get());
    mail.return_path = text_of(g_mime_object_get_header(object, "Return-Path"));
    mail.subject = text_of(g_mime_message_get_subject(message.get()));
    mail.message_id = text_of(g_mime_message_get_message_id(message.get()));
    mail.in_reply_to = text_of(g_mime_object_get_header(object, "In-Reply-To"));
    if (auto const* const list = g_mime_object_get_header(object, "References")) {
        auto const all = squeezed(text_of(list));
        for (std::size_t at = 0; at < all.size() && mail.references.size() < list_max;) {
            auto const end = std::min(all.find(' ', at), all.size());
            mail.references.push_back(all.substr(at, end - at));
            at = end + 1;
        }
    }
    mail.date_as_written = text_of(g_mime_object_get_header(object, "Date"));
    mail.date = moment(g_mime_message_get_date(message.get()));
    read_way(fields, mail, remarks);
    text.add("subject", mail.subject);
    Walk(mail, text, remarks).visit(g_mime_message_get_mime_part(message.get()), "1", 1);
    mail.signatures = dkim::check(bytes, keys, as_of);
    for (auto const& name : dkim::needed_keys(bytes)) {
        if (std::ranges::none_of(keys, [&](auto const& key) { return small(key.name) == small(name); }))
            mail.keys_missing.push_back(name);
    }
    read_remarks(fields, mail, remarks);
    return mail;
}

} // namespace recourse::readers::mail
