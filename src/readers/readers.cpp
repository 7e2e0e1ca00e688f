#include "readers/readers.hpp"

#include "base/packed.hpp"
#include "readers/text/charset.hpp"
#include "readers/text/html.hpp"

#include <fmt/format.h>

namespace recourse::readers {

namespace {

constexpr std::string_view reader_name = "evidence";

std::string read_packed(std::string_view file, std::string_view input)
{
    auto const told = packed::unpack<Told>(input);
    return packed::pack(read_bytes(file, told ? *told : Told {}));
}

constexpr cell::NamedReader named[] = { { reader_name, &read_packed } };

/// What comes out of a child is not trusted more than the file: it has to be a reading, within its limits.
std::expected<Read, cell::Stop> taken(cell::Outcome outcome)
{
    auto reading = packed::unpack<Reading>(outcome.bytes);
    if (!reading)
        return std::unexpected(cell::Stop { cell::Stopped::crashed,
            fmt::format(
                "could not be read: the reader answered with something else ({})", packed::word(reading.error())) });
    return Read { *std::move(reading), outcome.walls };
}

/// Poppler is under the GPL: its programs are run, its library is not linked.
std::expected<void, cell::Stop> read_pdf(int file, cell::Limits const& limits, char const* program, Reading& reading)
{
    auto const info = cell::run({ "/usr/bin/pdfinfo", { "-isodates", "-" }, file, "" }, limits, program);
    auto const text = cell::run({ "/usr/bin/pdftotext", { "-enc", "UTF-8", "-", "-" }, file, "" }, limits, program);
    auto const unread = std::move(reading.remarks);
    reading.remarks.clear();
    if (!info && !text) {
        // They gave up: it is the file. A limit, or a program that is not installed, is none of its.
        for (auto const* const one : { &info, &text })
            if (one->error().why != cell::Stopped::crashed)
                return std::unexpected(one->error());
        reading.remarks = unread;
        return {};
    }
    for (auto const* const one : { &info, &text }) {
        if (!*one)
            reading.remarks.push_back({ "partly-read", one->error().says });
    }
    Pieces pieces;
    reading.pdf = files::read_pdf(info ? info->bytes : "", text ? text->bytes : "", pieces, reading.remarks);
    reading.text_complete = !pieces.full();
    reading.text = pieces.take();
    return {};
}

} // namespace

Reading read_bytes(std::string_view bytes, Told const& told)
{
    Reading reading;
    Pieces text;
    reading.kind = kind_of(bytes, told.name);
    auto& remarks = reading.remarks;
    switch (reading.kind) {
    case Kind::unknown:
        remarks.push_back({ "kind-unknown", "this is of no kind that is read; it is kept as it is" });
        break;
    case Kind::outlook_message:
        remarks.push_back(
            { "not-read", "a message of Outlook (.msg) is kept and not read; hand in the mail as .eml too" });
        break;
    case Kind::other_picture:
        remarks.push_back({ "not-read", "a picture of this form is kept and not read" });
        break;
    case Kind::mail:
    case Kind::saved_page:
        reading.mail = mail::read(bytes, told.keys, told.collected, text, remarks);
        break;
    case Kind::chat:
        reading.chat = chat::read(bytes, told.chat, text, remarks);
        break;
    case Kind::photo:
        reading.photo = photo::read_photo(bytes, told.collected);
        break;
    case Kind::video:
        reading.video = photo::read_video(bytes, told.collected);
        break;
    case Kind::pdf: // read by programs; what they say where they cannot is not worth much
        reading.pdf = files::Pdf { .encrypted = files::pdf_marks(bytes).encrypted };
        remarks.push_back(files::why_unread(files::pdf_marks(bytes)));
        break;
    case Kind::web_capture:
        reading.web = files::read_warc(bytes, text, remarks);
        break;
    case Kind::inspection:
        reading.inspection = record::read_inspection(bytes, text, remarks);
        break;
    case Kind::payment:
        reading.payments.push_back(record::read_mt103(bytes, text, remarks));
        break;
    case Kind::statement:
        reading.payments = record::read_statement(bytes, text, remarks);
        break;
    case Kind::web_capture_bundle:
    case Kind::office_file:
    case Kind::archive:
        reading.archive = files::list(bytes, remarks);
        break;
    case Kind::web_page:
        text.add("page", html_text(decode_text(bytes).text));
        break;
    case Kind::text:
        text.add("text", decode_text(bytes).text);
        break;
    }
    reading.text_complete = !text.full();
    reading.text = text.take();
    return reading;
}

std::expected<Read, cell::Stop> read(int file, Told const& told, cell::Limits const& limits, char const* program)
{
    auto result = RECOURSE_TRY(
        taken(RECOURSE_TRY(cell::run({ std::string { reader_name }, {}, file, packed::pack(told) }, limits, program))));
    if (result.reading.kind == Kind::pdf)
        RECOURSE_TRY_DONE(read_pdf(file, limits, program, result.reading));
    return result;
}

std::optional<int> run_as_reader(std::span<char const* const> arguments, std::span<cell::NamedReader const> more)
{
    std::vector<cell::NamedReader> all(std::begin(named), std::end(named));
    all.insert(all.end(), more.begin(), more.end());
    return cell::entry(arguments, all, &mail::prepare);
}

} // namespace recourse::readers
