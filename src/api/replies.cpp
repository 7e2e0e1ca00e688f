#include "api/replies.hpp"

#include "base/text.hpp"
#include "store/keys.hpp"

#include <boost/describe/enum_to_string.hpp>

#include <algorithm>
#include <charconv>
#include <future>
#include <memory>

namespace recourse::api {

namespace {

std::string filled(std::string_view sentence, std::vector<std::pair<std::string, std::string>> const& values)
{
    std::string result { sentence };
    for (auto const& [name, value] : values) {
        auto const hole = "{" + name + "}";
        for (auto at = result.find(hole); at != std::string::npos; at = result.find(hole, at + value.size()))
            result.replace(at, hole.size(), value);
    }
    return result;
}

Language language_of(Call const& call)
{
    return http::language_of(call.request);
}

http::Response response_to(
    http::Request const& request, app::Outcome const& outcome, std::string const& location, Language language)
{
    auto const receipt = receipt_of(outcome, language);
    if (!receipt) {
        auto response = http::to_response(receipt.error(), request.id);
        if (response.status == 503)
            response.headers.set("Retry-After", outcome.result == app::Result::busy ? "1" : "2");
        return response;
    }
    auto response = http::Response::json(json_of(*receipt), location.empty() ? 200 : 201)
                        .with("ETag", http::version_tag(receipt->version));
    if (!location.empty())
        response.headers.set("Location", fmt::format("{}/{}", location, receipt->id));
    return response;
}

/// The folder of the new thing in the API: "/v1/orders" of a POST to it, nothing where the target was there before.
std::string location_of(codec::Stream target, codec::Stream made)
{
    if (target.number != 0)
        return {};
    switch (made.subject) {
    case codec::Subject::party:
        return "/v1/parties";
    case codec::Subject::order:
        return "/v1/orders";
    case codec::Subject::claim:
        return "/v1/claims";
    case codec::Subject::remittance:
        return "/v1/remittances";
    case codec::Subject::movement:
        return "/v1/bank/movements";
    case codec::Subject::payout:
        return "/v1/bank/payouts";
    case codec::Subject::edition:
        return "/v1/editions";
    case codec::Subject::dossier:
        return "/v1/dossiers";
    case codec::Subject::statement:
        return "/v1/bank/statements";
    case codec::Subject::standing:
    case codec::Subject::none:
        break;
    }
    return {};
}

std::string to_hexadecimal(std::string_view bytes)
{
    std::string text;
    for (char const c : bytes)
        text += fmt::format("{:02x}", static_cast<unsigned char>(c));
    return text;
}

std::optional<std::string> from_hexadecimal(std::string_view text)
{
    std::string bytes;
    for (std::size_t i = 0; i + 1 < text.size(); i += 2) {
        unsigned value = 0;
        auto const [end, error] = std::from_chars(text.data() + i, text.data() + i + 2, value, 16);
        if (error != std::errc {} || end != text.data() + i + 2)
            return std::nullopt;
        bytes += static_cast<char>(value);
    }
    return text.size() % 2 == 0 ? std::optional { std::move(bytes) } : std::nullopt;
}

/// `"v17-1f2e3d4c"`: what is shown depends on the viewer and the day, too; the version is what commands are meant for.
std::string tag_of(std::uint32_t version, std::string_view shown)
{
    return fmt::format("\"v{}-{}\"", version, http::content_tag(shown).substr(1, 16));
}

/// Of a tag of a view or of a receipt.
std::optional<std::uint64_t> version_of_tag(std::string_view tag)
{
    auto const hyphen = tag.find('-');
    bool const of_view = hyphen != std::string_view::npos && tag.size() == hyphen + 18 && tag.ends_with('"')
        && tag.substr(hyphen).find(',') == std::string_view::npos;
    return http::tagged_version(of_view ? std::string { tag.substr(0, hyphen) } + '"' : std::string { tag });
}

std::string cursor_of(store::PageItem const& item)
{
    return to_hexadecimal(item.sort + item.key);
}

} // namespace

http::Problem problem_of(act::Refusal const& refusal, Language language)
{
    http::Problem problem;
    problem.status = refusal.kind->status;
    problem.code = refusal.kind->code;
    problem.title = filled(language == Language::zh ? refusal.kind->says_zh : refusal.kind->says, refusal.values);
    if (!refusal.rule.empty())
        problem.detail = fmt::format("{}: {}", language == Language::zh ? "规则" : "Rule", refusal.rule);
    return problem;
}

void Call::refuse(act::Refusal const& refusal)
{
    refuse(problem_of(refusal, http::language_of(request)));
}

std::expected<Receipt, http::Problem> receipt_of(app::Outcome const& outcome, Language language)
{
    auto const problem = [](int status, char const* code, std::string title, std::string detail = {}) {
        return std::unexpected(http::Problem { status, code, std::move(title), std::move(detail), {} });
    };
    switch (outcome.result) {
    case app::Result::done:
        return Receipt { id_of(outcome.target), outcome.version, outcome.as_of, outcome.repeated };
    case app::Result::refused: {
        auto const* kind = refusal_kind(outcome.code);
        act::RefusalKind const unknown { outcome.code, 409, "The rules do not allow it.", "规则不允许。" };
        return std::unexpected(
            problem_of({ kind == nullptr ? &unknown : kind, outcome.values, outcome.rule }, language));
    }
    case app::Result::key_reused:
        return problem(422, "command.key_reused", "The Idempotency-Key belongs to another command.");
    case app::Result::version_differs:
        return problem(412, "command.version_differs", "It has changed since it was read.",
            fmt::format("Its version is {} now.", outcome.version));
    case app::Result::busy:
        return problem(503, "command.busy", "Too many commands wait.");
    case app::Result::unknown:
        return problem(503, "command.unknown",
            "Nobody knows yet whether the command was carried out: send it again with the same key.");
    }
    return problem(500, "server.failed", "The server failed.");
}

bool caught_up(Call& call)
{
    if (call.desk.pipeline().wait_projected(call.desk.pipeline().durable(), std::chrono::seconds(2)))
        return true;
    call.refuse(unavailable());
    return false;
}

http::Problem not_found()
{
    return http::standard_problem(404);
}

http::Problem unavailable()
{
    return http::standard_problem(503);
}

std::string id_of(codec::Stream stream)
{
    switch (stream.subject) {
    case codec::Subject::party:
    case codec::Subject::standing:
        return to_string(Id<Party> { stream.number });
    case codec::Subject::order:
        return to_string(Id<Order> { stream.number });
    case codec::Subject::claim:
        return to_string(Id<Claim> { stream.number });
    case codec::Subject::remittance:
        return to_string(Id<Remittance> { stream.number });
    case codec::Subject::statement:
        return to_string(Id<BankStatement> { stream.number });
    case codec::Subject::movement:
        return to_string(Id<BankMovement> { stream.number });
    case codec::Subject::payout:
        return to_string(Id<PayoutFile> { stream.number });
    case codec::Subject::edition:
        return to_string(Id<Edition> { stream.number });
    case codec::Subject::dossier:
        return to_string(Id<Dossier> { stream.number });
    case codec::Subject::none:
        break;
    }
    return {};
}

std::optional<codec::Node> body_tree(Call& call)
{
    if (auto refused = http::refuse_other_media(call.request, { "application/json" })) {
        call.answer(*std::move(refused));
        return std::nullopt;
    }
    auto document = codec::read_json(call.request.body, "body");
    if (document.problems.empty())
        return std::move(document.root);
    http::Problem problem { 400, "body.not_json", "The body is no JSON object.", {}, {} };
    for (auto const& one : document.problems)
        problem.errors.push_back({ fmt::format("line {}, column {}", one.place.line, one.place.column), one.message });
    call.refuse(problem);
    return std::nullopt;
}

void note(Call& call, std::string_view kind, std::uint64_t number, accounts::Deed deed)
{
    [[maybe_unused]] auto const kept = call.desk.accounts().record(call.caller, { std::string { kind }, number }, deed,
        { call.request.peer, std::string { call.request.headers.get("User-Agent") } });
    // A record that cannot be kept must not stop the work; the next one tells.
}

std::optional<app::Envelope> envelope_of(Call& call, codec::Stream target, app::Command command, Id<Order> about)
{
    auto const key = call.request.headers.get("Idempotency-Key");
    if (key.empty() || key.size() > 200) {
        call.refuse(
            http::Problem { 400, "command.no_key", "A command needs an Idempotency-Key of at most 200 characters.",
                "The same key with the same body gets the same answer for ever.", {} });
        return std::nullopt;
    }
    app::Envelope envelope { {}, {}, call.caller.actor, target, std::move(command), {}, about };
    if (auto const match = call.request.headers.find("If-Match")) {
        auto const version = version_of_tag(*match);
        if (!version || *version > UINT32_MAX) {
            call.refuse(
                http::Problem { 400, "command.bad_tag", "If-Match takes one strong ETag of this API.", {}, {} });
            return std::nullopt;
        }
        envelope.expected_version = static_cast<std::uint32_t>(*version);
    }
    envelope.content = content_of(envelope);
    envelope.id = app::command_id(call.caller.actor.party, key);
    if (target.number != 0)
        note(call, boost::describe::enum_to_string(target.subject, ""), target.number, accounts::Deed::changed);
    return envelope;
}

app::Outcome carry_out(Desk& desk, app::Envelope envelope)
{
    auto const promise = std::make_shared<std::promise<app::Outcome>>();
    auto future = promise->get_future();
    desk.pipeline().submit(
        std::move(envelope), [promise](app::Outcome outcome) { promise->set_value(std::move(outcome)); });
    return future.get();
}

void answer(Call& call, codec::Stream target, app::Outcome const& outcome)
{
    auto const location = outcome.result == app::Result::done ? location_of(target, outcome.target) : "";
    call.answer(response_to(call.request, outcome, location, language_of(call)));
}

void send(Call& call, codec::Stream target, app::Command command, Id<Order> about)
{
    auto envelope = envelope_of(call, target, std::move(command), about);
    if (!envelope)
        return;
    auto const language = language_of(call);
    // The request lives as long as the responder.
    call.desk.pipeline().submit(*std::move(envelope),
        [to = call.take_responder(), &request = call.request, target, language](app::Outcome const& outcome) mutable {
            auto const location = outcome.result == app::Result::done ? location_of(target, outcome.target) : "";
            to(response_to(request, outcome, location, language));
        });
}

namespace {

void give(Call& call, std::shared_ptr<ShownRecord const> const& record)
{
    auto const& tag = record->tag;
    if (http::check_preconditions(call.request.method, call.request.headers, tag) == http::Precondition::not_modified)
        return call.answer(http::Response::empty(304).with("ETag", tag));
    auto response = http::Response::json({});
    response.body = http::Body::shared(record->json, record);
    call.answer(std::move(response).with("ETag", tag).with("Cache-Control", "private, no-cache"));
}

} // namespace

void give(Call& call, std::uint32_t version, std::string json)
{
    auto tag = tag_of(version, json);
    give(call, std::make_shared<ShownRecord const>(ShownRecord { std::move(json), std::move(tag) }));
}

void give(Call& call, codec::Stream stream, std::uint32_t version, std::vector<store::Sequence> latest,
    std::function<std::string()> const& json)
{
    MadeOf made { codec::to_number(stream), call.caller.actor, call.desk.today(), call.desk.books().get(),
        std::move(latest) };
    auto record = call.desk.shown().find(made);
    if (!record) {
        auto text = json();
        auto tag = tag_of(version, text);
        record = std::make_shared<ShownRecord const>(ShownRecord { std::move(text), std::move(tag) });
        call.desk.shown().keep(std::move(made), record);
    }
    give(call, record);
}

void give_page(Call& call, PageQuery const& query, std::function<std::string(store::Bytes const&)> const& item)
{
    auto const wrong = [&](std::string name, std::string says) {
        call.refuse(http::Problem { 400, "query.wrong", "The query does not have the form that is described.", {},
            { { std::move(name), std::move(says) } } });
    };
    auto const number = [&](std::string_view name, std::uint64_t standard) -> std::optional<std::uint64_t> {
        auto const text = call.request.query.find(name);
        if (!text)
            return standard;
        std::uint64_t value = 0;
        auto const [end, error] = std::from_chars(text->data(), text->data() + text->size(), value);
        if (error != std::errc {} || end != text->data() + text->size())
            return std::nullopt;
        return value;
    };
    auto const limit = number("limit", 50);
    if (!limit || *limit < 1 || *limit > 200)
        return wrong("limit", "a whole number from 1 to 200");
    auto const as_of = number("as_of", 0);
    if (!as_of)
        return wrong("as_of", "the as_of of a receipt");
    store::PageRequest page { .view = static_cast<store::View>(query.view),
        .scopes = app::lists_of(query.view, query.phase, query.party),
        .direction = store::Direction::descending,
        .limit = *limit + 1,
        .bodies = static_cast<store::View>(query.view) };
    if (auto const cursor = call.request.query.find("cursor")) {
        auto const bytes = from_hexadecimal(*cursor);
        if (!bytes || bytes->size() != 16)
            return wrong("cursor", "the next of the page before");
        page.after = { bytes->substr(0, 8), bytes->substr(8) };
    }
    // Everybody sees what was acknowledged before the question, unless that would take long; behind a cursor a list
    // goes on where it was.
    auto const upto = *as_of > 0 ? *as_of : call.request.query.find("cursor") ? 0 : call.desk.pipeline().durable();
    if (!call.desk.pipeline().wait_projected(upto, std::chrono::seconds(2)) && *as_of > 0)
        return call.refuse(unavailable());
    auto const found = call.desk.store().page(page);
    if (!found)
        return call.refuse(unavailable());
    std::string json = R"({"items":[)";
    auto const& items = found->value;
    auto const shown = std::min<std::size_t>(items.size(), *limit);
    bool first = true;
    for (std::size_t i = 0; i < shown; ++i) {
        auto const one = items[i].body ? item(*items[i].body) : std::string { "null" };
        if (one.empty())
            continue;
        json += first ? "" : ",";
        json += one;
        first = false;
    }
    json += R"(],"next":)";
    json += items.size() > *limit ? fmt::format("\"{}\"", cursor_of(items[shown - 1])) : "null";
    json += "}";
    call.answer(http::Response::json(std::move(json)).with("Cache-Control", "private, no-cache"));
}

} // namespace recourse::api
