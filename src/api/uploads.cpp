#include "api/dossier_replies.hpp"
#include "api/vault_refusals.hpp"
#include "base/base64.hpp"

#include <charconv>
#include <chrono>

// Files come in after the tus protocol 1.0 (tus.io/protocols/resumable-upload): creation, termination, expiration,
// checksum. An upload that has all its bytes is an object of the vault, and its digest is what an exhibit names.

namespace recourse::api {

namespace {

using accounts::Scope;
namespace keeper = vault::keeper;

constexpr std::string_view tus_version = "1.0.0";
/// A request is read whole before anybody looks at it: larger files come in several.
constexpr std::size_t piece_bytes_max = std::size_t { 8 } << 20U;

struct UploadView {
    std::string id;
    std::uint64_t size = 0; ///< bytes in all
    std::uint64_t offset = 0; ///< so many are on the disk
    std::string metadata; ///< as it was given
    Instant created;
    Instant expires;
    std::optional<Digest> digest; ///< SHA-256 of the whole, once all is there: what an exhibit names
};
BOOST_DESCRIBE_STRUCT(UploadView, (), (id, size, offset, metadata, created, expires, digest))

/// "Mon, 30 Nov 2026 09:45:00 GMT" (RFC 9110, 5.6.7).
std::string http_date(Instant at)
{
    auto const seconds = std::chrono::sys_seconds { std::chrono::seconds { at.micros / 1'000'000 } };
    auto const day = std::chrono::floor<std::chrono::days>(seconds);
    std::chrono::year_month_day const date { day };
    std::chrono::hh_mm_ss const time { seconds - day };
    constexpr std::array<std::string_view, 7> days { "Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat" };
    constexpr std::array<std::string_view, 12> months { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep",
        "Oct", "Nov", "Dec" };
    return fmt::format("{}, {:02} {} {} {:02}:{:02}:{:02} GMT", days[std::chrono::weekday { day }.c_encoding()],
        static_cast<unsigned>(date.day()), months[static_cast<unsigned>(date.month()) - 1],
        static_cast<int>(date.year()), time.hours().count(), time.minutes().count(), time.seconds().count());
}

std::optional<std::uint64_t> whole_number(std::string_view text)
{
    std::uint64_t value = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || error != std::errc {} || end != text.data() + text.size())
        return std::nullopt;
    return value;
}

/// Which header it is about; empty: none.
std::string_view header_of(keeper::UploadError error)
{
    using keeper::UploadError;
    switch (error) {
    case UploadError::offset:
    case UploadError::unfinished:
        return "Upload-Offset";
    case UploadError::checksum:
    case UploadError::digest:
    case UploadError::algorithm:
        return "Upload-Checksum";
    case UploadError::quota:
        return "Upload-Length";
    case UploadError::metadata:
        return "Upload-Metadata";
    case UploadError::missing:
    case UploadError::expired:
    case UploadError::busy:
    case UploadError::too_large: // of what was announced, or of what came
    case UploadError::source:
    case UploadError::full:
    case UploadError::failed:
        break;
    }
    return {};
}

void refuse(Call& call, keeper::UploadRefusal const& refusal)
{
    using keeper::UploadError;
    auto const header = header_of(refusal.error);
    auto const says = [&](act::RefusalKind const& kind) {
        auto problem = problem_of(
            { &kind, { { "offset", fmt::format("{}", refusal.offset) } }, {} }, http::language_of(call.request));
        if (!header.empty())
            problem.errors.push_back({ std::string { header }, refusal.says });
        else
            problem.detail = refusal.says;
        call.refuse(std::move(problem));
    };
    switch (refusal.error) {
    case UploadError::missing:
        return call.refuse(not_found());
    case UploadError::expired:
        return says(vault_refusals::expired);
    case UploadError::offset:
    case UploadError::unfinished:
        return says(vault_refusals::offset);
    case UploadError::busy:
        return says(vault_refusals::writing);
    case UploadError::checksum:
    case UploadError::digest:
        return says(vault_refusals::checksum);
    case UploadError::algorithm:
        return says(vault_refusals::bad_checksum);
    case UploadError::too_large:
        return says(vault_refusals::too_large);
    case UploadError::quota:
        return says(vault_refusals::quota);
    case UploadError::metadata:
        return says(vault_refusals::metadata);
    case UploadError::source:
        return says(vault_refusals::source);
    case UploadError::full: // what the disk says is the operator's
        return call.refuse(vault_failed(call, { vault::FaultKind::full, refusal.says }));
    case UploadError::failed:
        break;
    }
    call.refuse(vault_failed(call, { vault::FaultKind::failed, refusal.says }));
}

void refuse_header(Call& call, act::RefusalKind const& kind, std::string_view header)
{
    auto problem = problem_of({ &kind, {}, {} }, http::language_of(call.request));
    problem.errors.push_back({ std::string { header }, problem.title });
    call.refuse(std::move(problem));
}

/// Whoever works on dossiers uploads; false: a problem has been answered.
bool may_upload(Call& call)
{
    if (call.request.headers.get("Tus-Resumable") != tus_version && call.request.method != http::Method::get) {
        call.always.push_back({ "Tus-Version", std::string { tus_version } });
        refuse_header(call, vault_refusals::version, "Tus-Resumable");
        return false;
    }
    switch (call.caller.actor.role) {
    case act::Role::buyer:
    case act::Role::supplier:
    case act::Role::counsel:
    case act::Role::supplier_counsel:
    case act::Role::officer:
        return true;
    default:
        call.refuse(act::Refusal {
            &vault_refusals::not_uploader, { { "role", std::string { act::word(call.caller.actor.role) } } }, {} });
        return false;
    }
}

/// An upload that has all its bytes becomes an object. False: a problem has been answered.
bool finish_if_whole(
    Call& call, std::string_view id, std::uint64_t offset, std::uint64_t size, std::optional<Digest>& digest)
{
    if (offset < size)
        return true;
    auto const object = call.desk.vault().keeper().uploads().finish(id, uploader_of(call.caller));
    if (!object) {
        refuse(call, object.error());
        return false;
    }
    digest = object->digest;
    return true;
}

UploadView view_of(keeper::UploadStatus const& status)
{
    return { status.id, status.size, status.offset, status.metadata, status.created, status.expires, {} };
}

http::Response with_digest(http::Response response, std::optional<Digest> const& digest)
{
    if (digest)
        response.headers.set("Upload-Digest", "sha-256=" + to_string(*digest));
    return response;
}

void create(Call& call)
{
    if (!may_upload(call))
        return;
    auto const& headers = call.request.headers;
    auto const length = whole_number(headers.get("Upload-Length"));
    if (!length)
        return refuse_header(call, vault_refusals::no_length, "Upload-Length");
    auto& uploads = call.desk.vault().keeper().uploads();
    (void)uploads.sweep();
    auto const owner = uploader_of(call.caller);
    auto const id = uploads.create(*length, headers.get("Upload-Metadata"), owner);
    if (!id)
        return refuse(call, id.error());
    auto const status = uploads.status(*id, owner);
    if (!status)
        return refuse(call, status.error());
    auto view = view_of(*status);
    if (!finish_if_whole(call, *id, 0, *length, view.digest))
        return;
    call.answer(with_digest(http::Response::json(json_of(view), 201)
                                .with("Location", "/v1/uploads/" + *id)
                                .with("Upload-Offset", "0")
                                .with("Upload-Expires", http_date(status->expires)),
        view.digest));
}

void append(Call& call)
{
    if (!may_upload(call))
        return;
    if (auto refused = http::refuse_other_media(call.request, { "application/offset+octet-stream" }))
        return call.answer(*std::move(refused));
    auto const& headers = call.request.headers;
    auto const offset = whole_number(headers.get("Upload-Offset"));
    if (!offset)
        return refuse_header(call, vault_refusals::no_offset, "Upload-Offset");
    std::optional<keeper::UploadChecksum> checksum;
    if (auto const said = headers.find("Upload-Checksum")) {
        auto const space = said->find(' ');
        auto bytes = space == std::string_view::npos ? std::nullopt : from_base64(said->substr(space + 1));
        if (!bytes || bytes->empty())
            return refuse_header(call, vault_refusals::bad_checksum, "Upload-Checksum");
        checksum = keeper::UploadChecksum { std::string { said->substr(0, space) }, *std::move(bytes) };
    }
    auto const id = call.request.parameter("upload");
    auto const owner = uploader_of(call.caller);
    auto& uploads = call.desk.vault().keeper().uploads();
    // The body is all here: of one that is too long nothing is kept.
    auto const before = uploads.status(id, owner);
    if (!before)
        return refuse(call, before.error());
    if (*offset == before->offset && call.request.body.size() > before->size - before->offset)
        return refuse(call,
            { keeper::UploadError::too_large,
                fmt::format(
                    "{} bytes are still to come, not {}", before->size - before->offset, call.request.body.size()),
                before->offset });
    auto const end = uploads.append(id, owner, *offset, vault::source_of(call.request.body), checksum);
    if (!end)
        return refuse(call, end.error());
    auto const status = uploads.status(id, owner);
    if (!status)
        return refuse(call, status.error());
    std::optional<Digest> digest;
    if (!finish_if_whole(call, id, *end, status->size, digest))
        return;
    call.answer(with_digest(http::Response::empty()
                                .with("Upload-Offset", fmt::format("{}", *end))
                                .with("Upload-Expires", http_date(status->expires)),
        digest));
}

/// Of GET, and of HEAD by which the protocol asks where to go on.
void read(Call& call)
{
    if (call.request.method == http::Method::head && !may_upload(call))
        return;
    auto& uploads = call.desk.vault().keeper().uploads();
    auto const id = call.request.parameter("upload");
    auto const status = uploads.status(id, uploader_of(call.caller));
    if (!status)
        return refuse(call, status.error());
    auto view = view_of(*status);
    // It may have been stopped between the last byte and the object.
    if (!finish_if_whole(call, id, status->offset, status->size, view.digest))
        return;
    auto response = http::Response::json(json_of(view))
                        .with("Upload-Offset", fmt::format("{}", status->offset))
                        .with("Upload-Length", fmt::format("{}", status->size))
                        .with("Upload-Expires", http_date(status->expires))
                        .with("Cache-Control", "no-store");
    if (!status->metadata.empty())
        response.headers.set("Upload-Metadata", status->metadata);
    call.answer(with_digest(std::move(response), view.digest));
}

void abandon(Call& call)
{
    if (!may_upload(call))
        return;
    auto const done
        = call.desk.vault().keeper().uploads().abandon(call.request.parameter("upload"), uploader_of(call.caller));
    if (!done)
        return refuse(call, done.error());
    call.answer(http::Response::empty());
}

} // namespace

void add_uploads(std::vector<Operation>& table)
{
    using http::Method;
    std::vector<http::Field> const always { { "Tus-Resumable", std::string { tus_version } } };
    std::vector<http::Field> const options { { "Tus-Resumable", std::string { tus_version } },
        { "Tus-Version", std::string { tus_version } }, { "Tus-Extension", "creation,termination,expiration,checksum" },
        { "Tus-Max-Size", fmt::format("{}", keeper::UploadLimits {}.upload_bytes_max) },
        { "Tus-Checksum-Algorithm", std::string { keeper::upload_checksums() } } };
    table.push_back({ .method = Method::post,
        .path = "/v1/uploads",
        .id = "uploads.create",
        .summary = "Begins an upload (tus 1.0: Upload-Length, Upload-Metadata); its bytes follow with PATCH",
        .scope = Scope::claims,
        .gives = given<UploadView>(),
        .status = 201,
        .runs = http::Runs::aside,
        .run = create,
        .options = options,
        .always = always });
    table.push_back({ .method = Method::patch,
        .path = "/v1/uploads/{upload}",
        .id = "uploads.append",
        .summary
        = "Adds bytes, at most 8 MiB, where the upload ends (tus 1.0: Upload-Offset, Upload-Checksum); with the "
          "last ones Upload-Digest says the SHA-256 of the whole",
        .scope = Scope::claims,
        .takes =
            [](codec::JsonWriter& json) {
                json.begin_object(true);
                json.key("type");
                json.string("string");
                json.key("format");
                json.string("binary");
                json.end_object();
            },
        .status = 204,
        .runs = http::Runs::aside,
        .run = append,
        .takes_type = "application/offset+octet-stream",
        .body_bytes_max = piece_bytes_max,
        .options = options,
        .always = always });
    table.push_back({ .path = "/v1/uploads/{upload}",
        .id = "uploads.read",
        .summary = "How far an upload has come; HEAD says it in headers (tus 1.0)",
        .scope = Scope::claims,
        .gives = given<UploadView>(),
        .runs = http::Runs::aside,
        .run = read,
        .always = always });
    table.push_back({ .method = Method::del,
        .path = "/v1/uploads/{upload}",
        .id = "uploads.abandon",
        .summary = "Takes an upload away (tus 1.0)",
        .scope = Scope::claims,
        .status = 204,
        .runs = http::Runs::aside,
        .run = abandon,
        .always = always });
}

} // namespace recourse::api
