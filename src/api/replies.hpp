#pragma once

#include "api/access.hpp"
#include "api/catalogue.hpp"
#include "api/form_refusals.hpp"
#include "api/operation.hpp"
#include "app/stored_event.hpp"
#include "app/views.hpp"
#include "codec/json_reader.hpp"
#include "codec/names.hpp"
#include "http/etag.hpp"

#include <fmt/format.h>

// What the rows of the API have in common: bodies read, commands sent, resources and pages answered.

namespace recourse::api {

/// What became of a command.
struct Receipt {
    std::string id; ///< of the subject: "O-17"
    std::uint32_t version = 0; ///< of the subject afterwards
    std::uint64_t as_of = 0; ///< the event up to which a list has to be read to show it
    bool repeated = false; ///< the same command had been carried out before
};
BOOST_DESCRIBE_STRUCT(Receipt, (), (id, version, as_of, repeated))

/// The problem of a refusal; each flaw among its values is an error with its place.
http::Problem problem_of(act::Refusal const&, Language);
/// The answer that says so; what may be tried again soon has Retry-After.
http::Response refused(http::Problem const&, http::Request const&);
/// The JSON pointer of what begins at that place of a document that was read; empty where nothing does.
std::string pointer_at(codec::Node const& root, int line, int column);
/// What became of a command, as its sender is told.
std::expected<Receipt, http::Problem> receipt_of(app::Outcome const&, Language);

/// Where the programme's own people make something for a party, the party is registered; anybody else makes it for its
/// own party alone, which is asked elsewhere. False: a problem has been answered.
bool names_known_party(Call&, Id<Party>);

/// Whoever reads a view sees what was answered before; false: an answer has been given, the views do not follow.
bool caught_up(Call&);

http::Problem not_found();
http::Problem unavailable();

/// True with a value; otherwise the refusal has been answered.
template <class T>
bool went(Call& call, accounts::Result<T> const& result)
{
    if (result)
        return true;
    if (auto const* refusal = result.error().refusal())
        call.refuse(*refusal);
    else
        call.refuse(unavailable());
    return false;
}

/// An answer that nothing on its way may keep.
inline void give_secret(Call& call, std::string json, int status = 200)
{
    call.answer(http::Response::json(std::move(json), status).with("Cache-Control", "no-store"));
}

/// The body as a value; nothing when a problem has been answered.
std::optional<codec::Node> body_tree(Call&);
template <class T>
std::optional<T> body(Call& call)
{
    auto const tree = body_tree(call);
    if (!tree)
        return std::nullopt;
    auto value = codec::from_tree<T>(*tree);
    if (value)
        return *std::move(value);
    auto problem = problem_of({ &form_refusals::body_wrong, {}, {} }, http::language_of(call.request));
    for (auto& flaw : value.error())
        problem.errors.push_back({ std::move(flaw.pointer), std::move(flaw.says) });
    call.refuse(problem);
    return std::nullopt;
}

/// "O-17" of a stream.
std::string id_of(codec::Stream);

/// The subject named in the path, with what made it; nothing when a problem has been answered (404 also for what the
/// caller may not see, which the caller of this checks).
template <class State>
std::optional<app::Aggregate<State>> load(Call& call, codec::Stream stream)
{
    auto const read = call.desk.pipeline().read(stream);
    if (!read) {
        call.refuse(unavailable());
        return std::nullopt;
    }
    if (!*read || version_of(**read) == 0) {
        call.refuse(not_found());
        return std::nullopt;
    }
    return std::get<app::Aggregate<State>>(**read);
}
/// The same without an answer: an empty one where there is none.
template <class State>
app::Aggregate<State> peek(Desk& desk, codec::Stream stream)
{
    auto const read = desk.pipeline().read(stream);
    return read && *read ? std::get<app::Aggregate<State>>(**read) : app::Aggregate<State> {};
}

template <class Kind>
std::optional<Id<Kind>> path_id(Call& call, std::string_view name)
{
    auto const id = parse_id<Kind>(call.request.parameter(name));
    if (!id)
        call.refuse(not_found());
    return id;
}

/// A subject of the programme's own, named in the path; nothing when a problem has been answered: nobody else is told
/// that there is one.
template <class Kind, class State>
std::optional<app::Aggregate<State>> of_programme(
    Call& call, codec::Subject subject, std::string_view name, Id<Kind>& id)
{
    auto const named = path_id<Kind>(call, name);
    if (!named)
        return std::nullopt;
    if (!is_of_programme(call.caller)) {
        call.refuse(not_found());
        return std::nullopt;
    }
    id = *named;
    return load<State>(call, { subject, named->number });
}

/// The command of the caller with its key and the version that it is meant for; nothing when a problem has been
/// answered.
std::optional<app::Envelope> envelope_of(Call&, codec::Stream target, app::Command, Id<Order> about = {});
/// Carries a command out and waits until it is on disk; not for a row that runs here.
app::Outcome carry_out(Desk&, app::Envelope);
/// Answers with what became of a command to that target: see send.
void answer(Call&, codec::Stream target, app::Outcome const&);
/// Sends a command for the caller; the answer is given once it is on disk: 201 with Location for something new, 200
/// otherwise, with a Receipt.
void send(Call&, codec::Stream target, app::Command, Id<Order> about = {});

/// A resource with its tag; 304 where the client has it.
void give(Call&, std::uint32_t version, std::string json);
/// The same for what a viewer is shown of a record today, made only where it is not at hand: of nothing but the
/// caller's actor, the day, the rule books, and the subjects whose latest events are named.
void give(Call&, codec::Stream, std::uint32_t version, std::vector<store::Sequence> latest,
    std::function<std::string()> const& json);

template <class T>
std::string json_of(T const& value)
{
    codec::JsonWriter json(codec::JsonStyle::line);
    codec::to_json(json, value);
    return json.take();
}

/// Notes in the access log that the caller read or changed the record.
void note(Call&, std::string_view kind, std::uint64_t number, accounts::Deed);

/// How a command goes out and what became of it is answered: as `send` does, or otherwise.
using Sender = void (*)(Call&, codec::Stream target, app::Command);

/// Rows for the commands of a subject: POST `path`/action for each alternative that `offered` lets through. `Answer` is
/// what `sender` answers with.
template <class Variant, class Answer = Receipt, class Access>
void add_actions(
    std::vector<Operation>& table, std::string const& path, std::string const& subject,
    accounts::Scope (*scope)(std::size_t), Access const& access, std::initializer_list<std::string_view> left_out,
    Sender sender
    = [](Call& call, codec::Stream target, app::Command command) { send(call, target, std::move(command)); })
{
    [&]<std::size_t... i>(std::index_sequence<i...>) {
        auto const add = [&]<class Command>(std::type_identity<Command>, std::size_t at) {
            auto const& word = codec::alternative_words<Variant>()[at];
            if (std::ranges::find(left_out, std::string_view { word }) != left_out.end())
                return;
            Operation row;
            row.method = http::Method::post;
            row.path = fmt::format("{}/{}", path, word);
            row.id = fmt::format("{}.{}", subject, word);
            row.summary = fmt::format("Command: {}", word);
            row.scope = scope(at);
            row.takes = taken<Command>();
            row.gives = given<Answer>();
            row.is_command = true;
            row.runs = http::Runs::aside;
            row.run = [access, sender](Call& call) {
                auto const target = access(call);
                if (!target)
                    return;
                auto command = body<Command>(call);
                if (command)
                    sender(call, *target, app::Command { Variant { *std::move(command) } });
            };
            table.push_back(std::move(row));
        };
        (add(std::type_identity<std::variant_alternative_t<i, Variant>> {}, i), ...);
    }(std::make_index_sequence<std::variant_size_v<Variant>> {});
}

} // namespace recourse::api
