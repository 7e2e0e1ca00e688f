#include "notify/payload.hpp"

#include "app/stored_event.hpp"
#include "codec/described.hpp"
#include "codec/names.hpp"
#include "core/evidence/viewer.hpp"
#include "core/matter/viewer.hpp"

#include <algorithm>

namespace recourse::notify {

namespace {

using codec::JsonWriter;
namespace described = codec::described;

template <class T>
inline constexpr bool is_kept_back = std::is_same_v<T, Id<Person>> || std::is_same_v<T, std::vector<escrow::Transfer>>;

template <class T>
inline constexpr bool is_struct
    = boost::describe::has_describe_members<T>::value && !std::is_same_v<T, Money> && !std::is_same_v<T, Date>
    && !std::is_same_v<T, Ratio> && !std::is_same_v<T, Digest> && !std::is_same_v<T, Instant>;

/// As the wire form, without what is kept back.
template <class T>
void write(JsonWriter& json, T const& value)
{
    if constexpr (described::is<T, std::vector>) {
        json.begin_array();
        for (auto const& item : value)
            write(json, item);
        json.end_array();
    } else if constexpr (described::is<T, std::optional>) {
        if (value)
            write(json, *value);
        else
            json.null();
    } else if constexpr (is_struct<T>) {
        json.begin_object();
        boost::mp11::mp_for_each<described::members<T>>([&](auto member) {
            using Field = std::remove_cvref_t<decltype(value.*member.pointer)>;
            if constexpr (!is_kept_back<Field>) {
                json.key(member.name);
                write(json, value.*member.pointer);
            }
        });
        json.end_object();
    } else
        codec::to_json(json, value);
}

std::string subject_word(codec::Subject subject)
{
    return boost::describe::enum_to_string(subject, "");
}

template <class Variant>
void add_types(std::vector<std::string>& all, codec::Subject subject)
{
    for (auto const& word : codec::alternative_words<Variant>())
        all.push_back(subject_word(subject) + "." + word);
}

std::string subject_id(codec::Stream stream)
{
    switch (stream.subject) {
    case codec::Subject::order:
        return to_string(Id<Order> { stream.number });
    case codec::Subject::claim:
        return to_string(Id<Claim> { stream.number });
    case codec::Subject::party:
    case codec::Subject::standing:
        return to_string(Id<Party> { stream.number });
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

/// Whether the reader is told what the event says, beside that it happened.
bool is_told_content(act::Role reader, codec::Happening const& what)
{
    if (reader != act::Role::inspector)
        return true;
    auto const* of_claim = std::get_if<claim::Event>(&what);
    return of_claim != nullptr
        && (std::holds_alternative<claim::events::InspectionOrdered>(*of_claim)
            || std::holds_alternative<claim::events::InspectionReported>(*of_claim)
            || std::holds_alternative<claim::events::ExhibitAdded>(*of_claim));
}

template <class T>
void member(JsonWriter& json, std::string_view name, T const& value)
{
    json.key(name);
    codec::to_json(json, value);
}

} // namespace

std::string type_of(codec::Stream stream, codec::Happening const& what)
{
    auto const word = app::event_word(what);
    return word.empty() ? word : subject_word(stream.subject) + "." + word;
}

std::vector<std::string> const& event_types()
{
    static auto const types = [] {
        std::vector<std::string> all;
        add_types<order::Event>(all, codec::Subject::order);
        add_types<claim::Event>(all, codec::Subject::claim);
        add_types<party::Event>(all, codec::Subject::party);
        add_types<standing::Event>(all, codec::Subject::standing);
        add_types<remittance::Event>(all, codec::Subject::remittance);
        add_types<statement::Event>(all, codec::Subject::statement);
        add_types<movement::Event>(all, codec::Subject::movement);
        add_types<payout::Event>(all, codec::Subject::payout);
        add_types<edition::Event>(all, codec::Subject::edition);
        add_types<evidence::Event>(all, codec::Subject::dossier);
        add_types<matter::Event>(all, codec::Subject::matter);
        std::ranges::sort(all);
        return all;
    }();
    return types;
}

bool is_type_or_all(std::string_view type)
{
    auto const& all = event_types();
    if (!type.ends_with(".*"))
        return std::ranges::binary_search(all, type);
    auto const subject = type.substr(0, type.size() - 1);
    return std::ranges::any_of(all, [&](auto const& one) { return one.starts_with(subject); }) && subject.size() > 1;
}

bool wants(std::vector<std::string> const& types, std::string_view type)
{
    return types.empty() || std::ranges::any_of(types, [&](std::string_view one) {
        return one == type || (one.ends_with(".*") && type.starts_with(one.substr(0, one.size() - 1)));
    });
}

std::string payload(
    store::Event const& event, codec::Stored const& stored, app::AnyAggregate const& after, act::Role reader)
{
    auto const stream = codec::stream_of(event.stream);
    JsonWriter json(codec::JsonStyle::line);
    json.begin_object();
    member(json, "type", type_of(stream, stored.what));
    member(json, "timestamp", event.at);
    json.key("data");
    json.begin_object();
    member(json, "id", subject_id(stream));
    member(json, "sequence", event.sequence);
    member(json, "version", event.version);
    json.key("by");
    write(json, stored.caused.by);
    if (auto const* claim = std::get_if<app::Aggregate<claim::State>>(&after)) {
        member(json, "order", claim->state.order);
        member(json, "buyer", claim->state.buyer);
        member(json, "supplier", claim->state.supplier);
    } else if (auto const* order = std::get_if<app::Aggregate<order::State>>(&after)) {
        member(json, "buyer", order->state.terms.buyer);
        member(json, "supplier", order->state.terms.supplier);
    } else if (auto const* dossier = std::get_if<app::Aggregate<evidence::State>>(&after)) {
        member(json, "order", dossier->state.order);
        member(json, "buyer", dossier->state.buyer);
        member(json, "supplier", dossier->state.supplier);
    } else if (auto const* matter = std::get_if<app::Aggregate<matter::State>>(&after)) {
        member(json, "order", matter->state.order);
        member(json, "client", matter->state.client);
    }
    json.key("event");
    if (is_told_content(reader, stored.what)) {
        std::visit(
            [&]<class One>(One const& one) {
                if constexpr (std::is_same_v<One, evidence::Event>) {
                    // What lies where the reader does not read is not named in what he is told either.
                    auto const told
                        = evidence::told(reader, std::get<app::Aggregate<evidence::State>>(after).state, one);
                    if (told)
                        std::visit([&](auto const& alternative) { write(json, alternative); }, *told);
                    else
                        json.null();
                } else if constexpr (std::is_same_v<One, matter::Event>) {
                    auto const& state = std::get<app::Aggregate<matter::State>>(after).state;
                    // Nobody but the client's side is told of it, whatever day it is.
                    if (matter::told(reader, state, one, state.opened_on) && reader != act::Role::auditor)
                        std::visit([&](auto const& alternative) { write(json, alternative); }, one);
                    else
                        json.null();
                } else if constexpr (requires { one.index(); })
                    std::visit([&](auto const& alternative) { write(json, alternative); }, one);
                else
                    json.null();
            },
            stored.what);
    } else
        json.null();
    json.end_object();
    json.end_object();
    return json.take();
}

std::string ping_payload(Instant at, std::string_view endpoint)
{
    JsonWriter json(codec::JsonStyle::line);
    json.begin_object();
    member(json, "type", std::string { "ping" });
    member(json, "timestamp", at);
    json.key("data");
    json.begin_object();
    member(json, "endpoint", std::string { endpoint });
    json.end_object();
    json.end_object();
    return json.take();
}

} // namespace recourse::notify
