#include "notify/follower.hpp"

#include "app/projection.hpp"
#include "app/stored_event.hpp"
#include "notify/payload.hpp"
#include "store/chain.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace recourse::notify {

namespace {

constexpr std::size_t events_at_once = 200;
constexpr std::size_t states_max = 5'000;

} // namespace

accounts::Caller reader_of(Endpoint const& endpoint)
{
    return { { endpoint.role, endpoint.party, {} }, { accounts::Scope::read }, {}, {}, {}, Language::en };
}

Follower::Follower(Parts parts) : parts_(std::move(parts)) { }

bool Follower::step()
{
    // Each in its turn: a replay does not stop what is new.
    bool const followed = follow();
    bool const replayed = replay();
    bool const invited = parts_.mails && invitations();
    bool const told = owners();
    return followed || replayed || invited || told;
}

std::optional<Follower::Looked> Follower::look(store::Event const& event)
{
    auto stored = app::unpacked(event);
    if (!stored)
        return std::nullopt;
    Looked looked { *std::move(stored), codec::stream_of(event.stream), nullptr };
    if (along_->size() > states_max)
        along_->clear();
    auto found = along_->find(event.stream);
    if (found != along_->end() && version_of(found->second) >= event.version) {
        along_->erase(found); // looked at again: a write has failed
        found = along_->end();
    }
    if (found == along_->end() || version_of(found->second) + 1 != event.version) {
        auto state = app::empty_aggregate(looked.stream.subject);
        if (event.version > 1) {
            auto const before = parts_.store.read_stream(event.stream, 1);
            if (!before)
                return std::nullopt;
            for (auto const& one : before->value) {
                if (one.version >= event.version)
                    break;
                auto const earlier = app::unpacked(one);
                if (!earlier)
                    return std::nullopt;
                app::apply(state, one, *earlier);
            }
            if (version_of(state) + 1 != event.version)
                return std::nullopt; // not indexed yet
        }
        found = along_->insert_or_assign(event.stream, std::move(state)).first;
    }
    app::apply(found->second, event, looked.stored);
    looked.after = &found->second;
    return looked;
}

std::optional<Entry> Follower::webhook(Endpoint const& endpoint, store::Event const& event, Looked const& looked) const
{
    auto type = type_of(looked.stream, looked.stored.what);
    if (type.empty() || !wants(endpoint.types, type)
        || !parts_.concerns(reader_of(endpoint), looked.stream, *looked.after, looked.stored.what))
        return std::nullopt;
    Entry entry;
    // The moment and the type make it another message where another log was put in place of this one.
    entry.message = parts_.outbox.message_id(
        fmt::format("webhook {} {} {} {}", endpoint.id.number, event.sequence, event.at.micros, type));
    entry.channel = Channel::webhook;
    entry.endpoint = endpoint.id;
    entry.type = std::move(type);
    entry.sequence = event.sequence;
    entry.at = event.at;
    entry.body = payload(event, looked.stored, *looked.after, endpoint.role);
    entry.due = parts_.clock.now();
    return entry;
}

bool Follower::address(Notice const& notice, std::string_view about, store::Event const& event, std::vector<Entry>& to)
{
    auto const members = parts_.accounts.members(notice.party);
    if (!members)
        return false;
    std::vector<Id<Person>> people;
    for (auto const& one : *members) {
        bool const of_case = !one.part.only_case || (notice.order && one.part.only_case == notice.order);
        if (of_case && std::ranges::find(notice.roles, one.part.role) != notice.roles.end()
            && std::ranges::find(people, one.person) == people.end())
            people.push_back(one.person);
    }
    auto const* kind = find_kind(notice.kind);
    RECOURSE_ASSERT(kind != nullptr);
    for (auto const person : people) {
        if (kind->may_be_silenced) {
            auto const silenced = parts_.outbox.silenced(person);
            if (!silenced)
                return false;
            if (std::ranges::find(*silenced, notice.kind) != silenced->end())
                continue;
        }
        Entry entry;
        entry.message = parts_.outbox.message_id(fmt::format("mail {} {} {}", about, notice.kind, person.number));
        entry.channel = Channel::mail;
        entry.person = person;
        entry.type = notice.kind;
        entry.sequence = event.sequence;
        entry.at = event.at;
        entry.body = pack(notice.values, notice.still);
        entry.due = parts_.clock.now();
        if (notice.not_before)
            entry.due
                = std::max(entry.due, parts_.zone.instant({ *notice.not_before, 0, 0, 0, 0 }, time::Unclear::second));
        to.push_back(std::move(entry));
    }
    return true;
}

bool Follower::follow()
{
    auto const from = parts_.outbox.cursor();
    auto const durable = parts_.pipeline.durable();
    if (from >= durable)
        return false;
    auto endpoints = parts_.outbox.endpoints();
    if (!endpoints)
        return false;
    std::erase_if(*endpoints, [](Endpoint const& one) { return one.state != EndpointState::on; });
    Taken taken { from, {} };
    along_ = &states_;
    if (endpoints->empty() && !parts_.mails) {
        // Nobody wants to know: the place is noted now and then.
        auto const now = parts_.clock.now();
        if (now.micros - noted_.micros < 1'000'000)
            return false;
        noted_ = now;
        taken.cursor = durable;
        states_.clear();
    } else {
        auto const events = parts_.store.read(from + 1, events_at_once);
        if (!events)
            return false;
        for (auto const& event : *events) {
            if (event.sequence > durable)
                break;
            if (event.type != store::header_type && event.stream != 0) {
                auto const looked = look(event);
                bool written = looked.has_value();
                if (looked) {
                    for (auto const& endpoint : *endpoints) {
                        if (event.sequence <= endpoint.after)
                            continue;
                        if (auto entry = webhook(endpoint, event, *looked))
                            taken.entries.push_back(*std::move(entry));
                    }
                    std::size_t place = 0;
                    if (parts_.mails) {
                        for (auto const& notice : notices_of(looked->stream, looked->stored, *looked->after)) {
                            auto const about = fmt::format("{} {} {}", event.sequence, event.at.micros, place++);
                            written = written && address(notice, about, event, taken.entries);
                        }
                    }
                }
                if (!written) {
                    // The rest waits for the next look; what came before it is kept.
                    states_.erase(event.stream);
                    std::erase_if(taken.entries, [&](Entry const& one) { return one.sequence == event.sequence; });
                    break;
                }
            }
            taken.cursor = event.sequence;
        }
    }
    if (taken.cursor == from)
        return false;
    if (parts_.outbox.take(taken))
        return true;
    states_.clear();
    return false;
}

bool Follower::replay()
{
    auto const replays = parts_.outbox.replays();
    if (!replays)
        return false;
    bool did = false;
    along_ = &replayed_;
    for (auto const& one : *replays) {
        replayed_.clear();
        std::vector<Entry> entries;
        auto next = one.from;
        auto const events = parts_.store.read(one.from, events_at_once);
        if (!events)
            continue;
        for (auto const& event : *events) {
            if (event.sequence > one.upto)
                break;
            if (event.type != store::header_type && event.stream != 0) {
                auto const looked = look(event);
                if (!looked)
                    break;
                if (auto entry = webhook(one.endpoint, event, *looked))
                    entries.push_back(*std::move(entry));
            }
            next = event.sequence + 1;
        }
        bool const over = next > one.upto || events->empty() || one.endpoint.state != EndpointState::on;
        if (next == one.from && !over)
            continue;
        did = parts_.outbox.replay(one.endpoint.id, entries, over ? std::nullopt : std::optional { next }).has_value()
            || did;
    }
    replayed_.clear();
    along_ = &states_;
    return did;
}

bool Follower::invitations()
{
    auto const waiting = parts_.accounts.invitations(accounts::Caller::command_line());
    if (!waiting)
        return false;
    auto const from = parts_.outbox.invitations_cursor();
    auto upto = from;
    std::vector<Entry> entries;
    for (auto const& one : *waiting) {
        if (one.id.number <= from)
            continue;
        upto = std::max(upto, one.id.number);
        if (one.email.empty())
            continue;
        Entry entry;
        entry.message = parts_.outbox.message_id(fmt::format("invitation {}", one.id.number));
        entry.channel = Channel::mail;
        entry.address = one.email;
        entry.type = "invitation";
        entry.at = one.since;
        entry.body = pack({ { "invitation", to_string(one.id) }, { "until", to_string(one.until).substr(0, 10) } });
        entry.due = parts_.clock.now();
        entries.push_back(std::move(entry));
    }
    return upto > from && parts_.outbox.take_invitations(upto, entries).has_value();
}

bool Follower::owners()
{
    auto const untold = parts_.outbox.untold();
    if (!untold)
        return false;
    bool did = false;
    for (auto const& endpoint : *untold) {
        std::vector<Entry> entries;
        auto const now = parts_.clock.now();
        if (parts_.mails) {
            Notice notice { "webhook-off", { endpoint.role }, endpoint.party, {},
                { { "endpoint", to_string(endpoint.id) }, { "url", endpoint.url } }, {}, {} };
            store::Event about;
            about.at = now;
            auto const since = endpoint.failing_since.value_or(now);
            if (!address(notice, fmt::format("webhook {} {}", endpoint.id.number, since.micros), about, entries))
                continue;
        }
        did = parts_.outbox.tell_owner(endpoint.id, entries).has_value() || did;
    }
    return did;
}

} // namespace recourse::notify
