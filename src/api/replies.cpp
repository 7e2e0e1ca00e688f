#include "api/replies.hpp"

#include "app/refusals.hpp"
#include "base/text.hpp"

#include <boost/describe/enum_to_string.hpp>

#include <algorithm>
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
    if (!receipt)
        return refused(receipt.error(), request);
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
    case codec::Subject::matter:
        return "/v1/matters";
    case codec::Subject::statement:
        return "/v1/bank/statements";
    case codec::Subject::standing:
    case codec::Subject::none:
        break;
    }
    return {};
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

/// What a flaw says, as act::flaw has written it: a kind of flaw with one value, or a refusal with several.
std::string flaw_text(std::string const& written, std::string_view code, bool zh)
{
    if (auto const* kind = refusal_kind(code)) {
        std::vector<std::pair<std::string, std::string>> values;
        for (auto at = code.size(); at < written.size();) {
            auto const line = written.substr(at + 1, written.find('\n', at + 1) - at - 1);
            auto const equals = line.find('=');
            if (equals != std::string::npos)
                values.emplace_back(line.substr(0, equals), line.substr(equals + 1));
            at += line.size() + 1;
        }
        return filled(zh ? kind->says_zh : kind->says, values);
    }
    auto const with = code.size() < written.size() ? written.substr(code.size() + 1) : std::string {};
    auto const flaw = std::ranges::find(act::flaws::all, code, [](auto const* one) { return one->code; });
    return flaw == act::flaws::all.end() ? written
                                         : filled(zh ? (*flaw)->says_zh : (*flaw)->says, { { "value", with } });
}

} // namespace

http::Problem problem_of(act::Refusal const& refusal, Language language)
{
    bool const zh = language == Language::zh;
    http::Problem problem;
    problem.status = refusal.kind->status;
    problem.code = refusal.kind->code;
    problem.title = filled(zh ? refusal.kind->says_zh : refusal.kind->says, refusal.values);
    if (!refusal.rule.empty())
        problem.detail = fmt::format("{}: {}", zh ? "规则" : "Rule", refusal.rule);
    for (auto const& [name, value] : refusal.values) {
        if (!name.starts_with('/'))
            continue;
        auto const code = std::string_view { value }.substr(0, value.find_first_of(" \n"));
        problem.errors.push_back({ name, flaw_text(value, code, zh), std::string { code } });
    }
    return problem;
}

http::Response refused(http::Problem const& problem, http::Request const& request)
{
    auto response = http::to_response(problem, request);
    if (problem.status == 429 || problem.status == 503)
        response.headers.set("Retry-After", problem.code == "command.unknown" ? "2" : "1");
    return response;
}

void Call::refuse(http::Problem problem)
{
    if (http::language_of(request) == Language::zh) {
        auto const* kind = refusal_kind(problem.code);
        auto const standard = std::ranges::find(http::standard_problems(), problem.code, &http::StandardProblem::code);
        if (kind != nullptr && problem.title == kind->says)
            problem.title = kind->says_zh;
        else if (standard != http::standard_problems().end() && problem.title == standard->title_en)
            problem.title = standard->title_zh;
    }
    answer(refused(problem, request));
}

void Call::refuse(act::Refusal const& refusal)
{
    refuse(problem_of(refusal, http::language_of(request)));
}

std::expected<Receipt, http::Problem> receipt_of(app::Outcome const& outcome, Language language)
{
    auto const problem = [&](act::RefusalKind const& kind, std::string detail = {}) {
        auto made = problem_of({ &kind, {}, {} }, language);
        made.detail = std::move(detail);
        return std::unexpected(std::move(made));
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
        return problem(form_refusals::key_reused);
    case app::Result::version_differs:
        return problem(form_refusals::version_differs, fmt::format("Its version is {} now.", outcome.version));
    case app::Result::busy:
        return problem(form_refusals::busy);
    case app::Result::unknown:
        return problem(form_refusals::unknown);
    }
    return problem(form_refusals::failed);
}

bool caught_up(Call& call)
{
    if (call.desk.pipeline().wait_projected(call.desk.pipeline().durable(), std::chrono::seconds(2)))
        return true;
    call.refuse(unavailable());
    return false;
}

bool names_known_party(Call& call, Id<Party> party)
{
    bool const known = !party || !is_of_programme(call.caller)
        || peek<party::State>(call.desk, { codec::Subject::party, party.number }).state.known;
    if (!known)
        call.refuse(act::Refusal { &app::refusals::unknown_party, { { "party", to_string(party) } }, {} });
    return known;
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
    case codec::Subject::matter:
        return to_string(Id<Matter> { stream.number });
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
    auto problem = problem_of({ &form_refusals::body_not_json, {}, {} }, language_of(call));
    for (auto const& one : document.problems) {
        auto& error = problem.errors.emplace_back();
        error.detail = one.message;
        error.line = one.place.line;
        error.column = one.place.column;
    }
    call.refuse(problem);
    return std::nullopt;
}

std::string pointer_at(codec::Node const& root, int line, int column)
{
    std::string found;
    auto const visit = [&](auto const& self, codec::Node const& node, std::string const& pointer) -> void {
        if (node.line == line && node.column == column && line > 0)
            found = pointer;
        for (auto const& member : node.members) {
            auto step = member.key;
            for (std::size_t at = 0; (at = step.find_first_of("~/", at)) != std::string::npos; at += 2)
                step.replace(at, 1, step[at] == '~' ? "~0" : "~1");
            auto const deeper = pointer + "/" + step;
            if (member.line == line && member.column == column && line > 0)
                found = deeper;
            self(self, member.value, deeper);
        }
        for (std::size_t i = 0; i < node.items.size(); ++i)
            self(self, node.items[i], fmt::format("{}/{}", pointer, i));
    };
    visit(visit, root, {});
    return found;
}

void note(Call& call, std::string_view kind, std::uint64_t number, accounts::Deed deed)
{
    [[maybe_unused]] auto const kept = call.desk.accounts().record(call.caller, { std::string { kind }, number }, deed,
        { call.request.peer, std::string { call.request.headers.get("User-Agent") } });
    // A record that cannot be kept must not stop the work; the next one tells.
}

namespace {

/// Who was asked to one case does nothing outside it: what he may see there was looked at before.
bool within_his_case(Call& call, codec::Stream target, Id<Order> about)
{
    auto const only = call.caller.only_case;
    if (!only || about == only)
        return true;
    auto& desk = call.desk;
    switch (target.subject) {
    case codec::Subject::order:
        return target.number == only.number;
    case codec::Subject::claim:
        return target.number != 0 && peek<claim::State>(desk, target).state.order == only;
    case codec::Subject::dossier:
        // The dossier of an order has its number; one without an order has an event's.
        return target.number == only.number || peek<evidence::State>(desk, target).state.order == only;
    case codec::Subject::matter:
        return target.number == only.number || peek<matter::State>(desk, target).state.order == only;
    default:
        return false;
    }
}

} // namespace

std::optional<app::Envelope> envelope_of(Call& call, codec::Stream target, app::Command command, Id<Order> about)
{
    if (!within_his_case(call, target, about)) {
        call.refuse(not_found());
        return std::nullopt;
    }
    auto const key = call.request.headers.get("Idempotency-Key");
    if (key.empty() || key.size() > 200) {
        call.refuse(act::Refusal { &form_refusals::no_key, {}, {} });
        return std::nullopt;
    }
    app::Envelope envelope { {}, {}, call.caller.actor, target, std::move(command), {}, about };
    envelope.behind = call.caller.behind;
    if (auto const match = call.request.headers.find("If-Match")) {
        auto const version = version_of_tag(*match);
        if (!version || *version > UINT32_MAX) {
            call.refuse(act::Refusal { &form_refusals::bad_tag, {}, {} });
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

} // namespace recourse::api
