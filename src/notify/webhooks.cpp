#include "accounts/authority.hpp"
#include "accounts/refusals.hpp"
#include "base/text.hpp"
#include "notify/notifier.hpp"
#include "notify/payload.hpp"
#include "notify/refusals.hpp"
#include "notify/schedule.hpp"
#include "notify/signature.hpp"

#include <fmt/format.h>

#include <algorithm>

// What organisations do with their endpoints.

namespace recourse::notify {

namespace {

constexpr std::size_t endpoints_max = 16; ///< of one part
constexpr std::size_t types_max = 200;
constexpr std::size_t description_bytes_max = 200;

std::string place_of(Id<Endpoint> id)
{
    return fmt::format("webhook {}", id.number);
}

bool may_keep(accounts::Caller const& caller, Endpoint const& endpoint)
{
    return accounts::may_keep_keys(caller, endpoint.role, endpoint.party);
}

std::optional<act::Refusal> types_refused(std::vector<std::string> const& types)
{
    for (auto const& type : types) {
        if (types.size() > types_max || !is_type_or_all(type))
            return act::Refusal { &refusals::types_unknown, { { "type", type } }, {} };
    }
    return std::nullopt;
}

std::optional<act::Refusal> description_refused(std::string_view text)
{
    bool const fits = text.size() <= description_bytes_max && is_utf8(text)
        && std::ranges::none_of(text, [](char c) { return static_cast<unsigned char>(c) < ' ' || c == 0x7F; });
    return fits ? std::nullopt : std::optional(act::Refusal { &refusals::bad_description, {}, {} });
}

} // namespace

Allowed Notifier::allowed() const
{
    if (options_.private_networks)
        return Allowed::all;
    return options_.sandbox ? Allowed::loopback_too : Allowed::everywhere_only;
}

std::optional<act::Refusal> Notifier::url_refused(std::string_view text) const
{
    auto const url = parse_url(text);
    if (!url || url->has_user || url->has_fragment || url->port == 0)
        return act::Refusal { &refusals::url_wrong, {}, {} };
    // A name is looked up when something is sent; what is written as an address can be told now.
    auto const reach = url->host == "localhost" ? std::optional { Reach::loopback } : reach_of_host(url->host);
    bool const own = options_.sandbox && url->scheme == "http" && reach == Reach::loopback;
    if (url->scheme != "https" && !own)
        return act::Refusal { &refusals::url_wrong, {}, {} };
    if (reach && !is_allowed(*reach, allowed()))
        return act::Refusal { &refusals::url_private, {}, {} };
    return std::nullopt;
}

Result<MintedEndpoint> Notifier::add_endpoint(accounts::Caller const& caller, NewEndpoint const& wanted)
{
    if (auto refused = accounts::part_refused({ wanted.role, wanted.party, {} }))
        return std::unexpected(*std::move(refused));
    if (!accounts::may_keep_keys(caller, wanted.role, wanted.party))
        return act::refuse(accounts::refusals::may_not);
    if (auto refused = url_refused(wanted.url))
        return std::unexpected(*std::move(refused));
    if (auto refused = types_refused(wanted.types))
        return std::unexpected(*std::move(refused));
    if (auto refused = description_refused(wanted.description))
        return std::unexpected(*std::move(refused));
    auto const others = RECOURSE_TRY(outbox_->endpoints(Owner { wanted.role, wanted.party }));
    if (others.size() >= endpoints_max)
        return act::refuse(refusals::too_many, { { "max", fmt::format("{}", endpoints_max) } });
    Endpoint endpoint;
    endpoint.role = wanted.role;
    endpoint.party = wanted.party;
    endpoint.url = wanted.url;
    endpoint.description = wanted.description;
    endpoint.types = wanted.types;
    endpoint.since = parts_.clock.now();
    endpoint.after = parts_.pipeline.durable();
    auto secret = new_webhook_secret();
    endpoint = RECOURSE_TRY(outbox_->add_endpoint(
        std::move(endpoint), [&](Id<Endpoint> id) { return parts_.accounts.sealed(secret, place_of(id)); }));
    return MintedEndpoint { std::move(endpoint), std::move(secret) };
}

Result<std::vector<Endpoint>> Notifier::endpoints(accounts::Caller const& caller)
{
    if (!accounts::may_keep_keys(caller, caller.actor.role, caller.actor.party))
        return act::refuse(accounts::refusals::may_not);
    return accounts::is_officer(caller) ? outbox_->endpoints()
                                        : outbox_->endpoints(Owner { caller.actor.role, caller.actor.party });
}

Result<Endpoint> Notifier::endpoint(accounts::Caller const& caller, Id<Endpoint> id)
{
    auto found = RECOURSE_TRY(outbox_->endpoint(id));
    if (!found || !may_keep(caller, *found))
        return act::refuse(refusals::endpoint_not_found);
    return *std::move(found);
}

Result<Endpoint> Notifier::change_endpoint(
    accounts::Caller const& caller, Id<Endpoint> id, EndpointChange const& change)
{
    auto endpoint = RECOURSE_TRY(this->endpoint(caller, id));
    if (change.url) {
        if (auto refused = url_refused(*change.url))
            return std::unexpected(*std::move(refused));
        endpoint.url = *change.url;
    }
    if (change.types) {
        if (auto refused = types_refused(*change.types))
            return std::unexpected(*std::move(refused));
        endpoint.types = *change.types;
    }
    if (change.description) {
        if (auto refused = description_refused(*change.description))
            return std::unexpected(*std::move(refused));
        endpoint.description = *change.description;
    }
    if (change.on)
        endpoint.state = *change.on ? EndpointState::on : EndpointState::off;
    RECOURSE_TRY_DONE(outbox_->change_endpoint(endpoint, parts_.clock.now()));
    wake(id);
    return endpoint;
}

Result<MintedEndpoint> Notifier::rotate(accounts::Caller const& caller, Id<Endpoint> id)
{
    auto endpoint = RECOURSE_TRY(this->endpoint(caller, id));
    auto secret = new_webhook_secret();
    Instant const until { parts_.clock.now().micros + std::chrono::microseconds { old_secret_good }.count() };
    RECOURSE_TRY_DONE(outbox_->rotate(id, parts_.accounts.sealed(secret, place_of(id)), until));
    endpoint.old_secret_until = until;
    return MintedEndpoint { std::move(endpoint), std::move(secret) };
}

Result<void> Notifier::remove_endpoint(accounts::Caller const& caller, Id<Endpoint> id)
{
    RECOURSE_TRY_DONE(endpoint(caller, id));
    return outbox_->remove_endpoint(id);
}

Result<void> Notifier::ping(accounts::Caller const& caller, Id<Endpoint> id)
{
    auto const found = RECOURSE_TRY(endpoint(caller, id));
    if (found.state != EndpointState::on)
        return act::refuse(refusals::switched_off);
    Entry entry;
    auto const now = parts_.clock.now();
    entry.message = outbox_->message_id(
        fmt::format("ping {} {} {}", id.number, now.micros, new_webhook_secret().reveal())); // never the same
    entry.endpoint = id;
    entry.type = "ping";
    entry.at = now;
    entry.body = ping_payload(now, to_string(id));
    entry.due = now;
    RECOURSE_TRY_DONE(outbox_->add({ entry }));
    wake(id);
    return {};
}

Result<void> Notifier::replay(accounts::Caller const& caller, Id<Endpoint> id, Instant since)
{
    auto const found = RECOURSE_TRY(endpoint(caller, id));
    if (found.state != EndpointState::on)
        return act::refuse(refusals::switched_off);
    // The first event that is not before the moment: moments of the log never go back.
    store::Sequence low = 1, high = outbox_->cursor() + 1;
    while (low < high) {
        auto const middle = low + (high - low) / 2;
        auto const event = parts_.store.read(middle, 1);
        if (!event)
            return std::unexpected(accounts::Failure { event.error() });
        if (event->empty() || event->front().at >= since)
            high = middle;
        else
            low = middle + 1;
    }
    return outbox_->begin_replay(id, low);
}

Result<Delivery> Notifier::delivery(accounts::Caller const& caller, Id<Delivery> id)
{
    auto found = RECOURSE_TRY(outbox_->delivery(id));
    if (!found)
        return act::refuse(refusals::delivery_not_found);
    if (found->entry.channel == Channel::mail) {
        if (!accounts::is_officer(caller))
            return act::refuse(refusals::delivery_not_found);
        return *std::move(found);
    }
    auto const endpoint = RECOURSE_TRY(outbox_->endpoint(found->entry.endpoint));
    if (!endpoint || !may_keep(caller, *endpoint))
        return act::refuse(refusals::delivery_not_found);
    return *std::move(found);
}

Result<std::vector<Delivery>> Notifier::deliveries(accounts::Caller const& caller, DeliveryFilter filter)
{
    if (!accounts::may_keep_keys(caller, caller.actor.role, caller.actor.party))
        return act::refuse(accounts::refusals::may_not);
    if (!accounts::is_officer(caller))
        filter.of = Owner { caller.actor.role, caller.actor.party };
    return outbox_->deliveries(filter);
}

Result<void> Notifier::replay(accounts::Caller const& caller, Id<Delivery> id)
{
    auto const found = RECOURSE_TRY(delivery(caller, id));
    if (found.entry.endpoint) {
        auto const endpoint = RECOURSE_TRY(outbox_->endpoint(found.entry.endpoint));
        if (!endpoint || endpoint->state != EndpointState::on)
            return act::refuse(refusals::switched_off);
    }
    RECOURSE_TRY_DONE(outbox_->requeue(id, parts_.clock.now()));
    wake(found.entry.endpoint);
    return {};
}

// ------------------------------------------------------------------------------------------------------------ sending

Tried Notifier::send_webhook(Work const& work)
{
    auto const& entry = work.delivery.entry;
    if (!work.endpoint || work.endpoint->state != EndpointState::on)
        return { .for_good = true, .said = "the endpoint was switched off" };
    auto const sealed = outbox_->secrets(entry.endpoint, parts_.clock.now());
    if (!sealed)
        return { .said = "the outbox gave no answer" };
    auto const seconds = parts_.real_clock.now().micros / 1'000'000;
    std::string signatures;
    for (auto const& one : *sealed) {
        auto const secret = parts_.accounts.opened(one, place_of(entry.endpoint));
        auto const key = secret ? key_of(*secret) : std::nullopt;
        if (key)
            signatures += (signatures.empty() ? "" : " ") + signature(*key, entry.message, seconds, entry.body);
    }
    if (signatures.empty())
        return { .for_good = true,
            .said = "its secret cannot be opened: accounts.key is another one; rotate the secret" };
    HttpPost what;
    what.url = work.endpoint->url;
    what.headers = { { "Content-Type", "application/json" }, { "User-Agent", "Recourse-Webhooks" },
        { "webhook-id", entry.message }, { "webhook-timestamp", fmt::format("{}", seconds) },
        { "webhook-signature", signatures } };
    what.body = entry.body;
    what.allowed = allowed();
    what.http_to_loopback = options_.sandbox;
    what.authorities = options_.webhook_authorities;
    what.timeout = options_.webhook_timeout;
    auto const reply = post(what, closing_);
    Tried tried;
    tried.success = reply.status >= 200 && reply.status < 300;
    tried.gone = reply.status == 410;
    tried.status = reply.status;
    tried.said = reply.said;
    return tried;
}

} // namespace recourse::notify
