#include "api/intake_limits.hpp"
#include "api/query.hpp"
#include "api/replies.hpp"
#include "api/rows.hpp"
#include "base/file_name.hpp"
#include "intake/view.hpp"

#include <semaphore>

// A file that somebody has, read for the facts of a new case. It is read in a cell and gone with the request.

namespace recourse::api {

namespace {

using accounts::Scope;

constexpr std::size_t name_bytes_max = 255;

/// Each reading takes a process and as much as half a gigabyte: one at a time, so that a desk is never busy with files
/// of guests alone.
std::binary_semaphore& reading()
{
    static std::binary_semaphore one(1);
    return one;
}

Language language_asked(Call const& call)
{
    auto const asked = call.request.query.find("language");
    return asked ? (*asked == "zh" ? Language::zh : Language::en) : http::language_of(call.request);
}

void read_file(Call& call)
{
    if (auto refused = http::refuse_other_media(call.request, { "application/octet-stream" }))
        return call.answer(*std::move(refused));
    auto const language = language_asked(call);
    auto const refuse = [&](act::RefusalKind const& kind, std::string detail) {
        auto problem = problem_of({ &kind, {}, {} }, language);
        problem.detail = std::move(detail);
        call.refuse(std::move(problem));
    };
    if (call.request.body.empty())
        return refuse(form_refusals::file_empty,
            language == Language::zh ? "请求内容须为文件的字节" : "the body is the bytes of the file");
    if (!reading().try_acquire_for(std::chrono::seconds(5)))
        return refuse(form_refusals::file_busy, language == Language::zh ? "请稍后重试" : "try again in a few seconds");
    auto const name = call.request.query.get("name");
    auto const read
        = intake::read(call.request.body, name.empty() ? "file" : std::string { name }, call.request.query.get("row"));
    reading().release();
    if (!read)
        return refuse(read.error().is_of_file ? form_refusals::file_unread : form_refusals::file_busy,
            language == Language::zh ? read.error().says_zh : read.error().says);
    codec::JsonWriter json(codec::JsonStyle::line);
    intake::write(json, intake::view_of(*read, call.desk.world()->guide.facts, language));
    call.answer(http::Response::json(json.take()).with("Cache-Control", "no-store"));
}

} // namespace

void add_intakes(std::vector<Operation>& table)
{
    auto const is_name = [](std::string_view name) {
        return !name.empty() && name.size() <= name_bytes_max && name.find_first_of("/\\") == std::string_view::npos;
    };
    auto const is_row = [](std::string_view row) { return row.starts_with("row ") && row.size() <= 20; };
    table.push_back({ .method = http::Method::post,
        .path = "/v1/intakes",
        .id = "intakes.read",
        .summary
        = "Reads a mail, a table of orders, a chat or a PDF with text for the facts of a new case, each with its "
          "passage; nothing is kept",
        .scope = Scope::read,
        .without_account = true,
        .takes =
            [](codec::JsonWriter& json) {
                json.begin_object(true);
                json.key("type");
                json.string("string");
                json.key("format");
                json.string("binary");
                json.end_object();
            },
        .gives = intake::write_schema,
        .runs = http::Runs::aside,
        .query = { query::one_of("language", "of the answer; Accept-Language if nothing is said", { "en", "zh" }),
            query::text("name", "of the file, which decides between kinds of text", "at most 255 bytes without slashes",
                is_name),
            query::text("row", "of a table of several orders: the one to read", "the row of one of the orders listed",
                is_row) },
        .run = read_file,
        .takes_type = "application/octet-stream",
        .body_bytes_max = intake_bytes_max });
}

} // namespace recourse::api
