#include "sim/auditor.hpp"

#include "app/stored_event.hpp"
#include "sim/permits.hpp"

#include <fmt/format.h>

namespace recourse::sim {

namespace {

bool stands(app::Outcome const& outcome)
{
    return outcome.result == app::Result::done || outcome.result == app::Result::refused;
}

/// The day that an event says it happened on; nothing: it says none.
std::optional<Date> day_of(codec::Happening const& what)
{
    auto const inside = [](auto const& event) -> std::optional<Date> {
        if constexpr (requires { std::optional<Date> { event.on }; })
            return event.on;
        else
            return std::nullopt;
    };
    return std::visit(
        [&](auto const& one) -> std::optional<Date> {
            if constexpr (requires { one.index(); })
                return std::visit(inside, one);
            else
                return std::nullopt;
        },
        what);
}

} // namespace

Auditor::Auditor(Plan const& plan) : plan_(plan), books_(plan.fee_bp, plan.four_eyes_above) { }

void Auditor::finds(std::string what)
{
    if (found_.empty())
        found_ = std::move(what);
}

void Auditor::sends(Request const& request)
{
    sent_[request.envelope.id].bodies.try_emplace(request.envelope.content, request.envelope);
}

void Auditor::answered(Request const& request, app::Outcome const& outcome, store::Store& disk)
{
    if (!stands(outcome))
        return;
    auto const head = disk.head();
    if (!head || head->last < outcome.as_of)
        finds(fmt::format("request {} is answered with event {}, the disk ends at {}", request.number, outcome.as_of,
            head ? head->last : 0));
}

void Auditor::told(Request const& request, app::Outcome const& outcome, store::Store& disk)
{
    auto const known = kept_.find(request.envelope.id);
    if (outcome.result == app::Result::key_reused) {
        // Only what is in the log stands against another body; and this body must not be the one.
        auto const head = disk.head();
        if (head)
            follow(disk, head->last);
        auto const kept = kept_.find(request.envelope.id);
        if (kept == kept_.end() || kept->second.content == request.envelope.content)
            finds(fmt::format("request {} is said to be another command under its id", request.number));
        return;
    }
    if (!stands(outcome))
        return;
    if (known == kept_.end() || known->second.last < outcome.as_of) {
        if (auto const head = disk.head())
            follow(disk, head->last);
    }
    auto const kept = kept_.find(request.envelope.id);
    if (kept == kept_.end())
        return finds(fmt::format("request {} was answered, and the log does not have it", request.number));
    if (auto wrong = contradicts(kept->second, request, outcome))
        return finds(fmt::format("request {}: {}", request.number, *wrong));
    if (!outcome.repeated && !new_.insert(request.envelope.id).second)
        return finds(fmt::format("request {} is said for the second time to be new", request.number));
    if (outcome.result == app::Result::done) {
        auto& newest = shown_[codec::to_number(outcome.target)];
        newest = std::max(newest, outcome.version);
    }
}

std::optional<std::string> Auditor::contradicts(
    Kept const& kept, Request const& request, app::Outcome const& outcome) const
{
    auto const& log = kept.outcome;
    if (kept.content != request.envelope.content)
        return "the log has another command under its id";
    if (outcome.result != log.result)
        return fmt::format(
            "the answer is {}, the log says {}", static_cast<int>(outcome.result), static_cast<int>(log.result));
    if (outcome.as_of != kept.last)
        return fmt::format("the answer stands at event {}, the command's last is {}", outcome.as_of, kept.last);
    if (outcome.code != log.code || outcome.values != log.values || outcome.rule != log.rule)
        return fmt::format("the answer is \"{}\", the log says \"{}\"", outcome.code, log.code);
    if (outcome.target != log.target)
        return "the answer names another subject than the log";
    if (outcome.result == app::Result::done && outcome.version != log.version)
        return fmt::format("the answer has version {}, the log {}", outcome.version, log.version);
    return {};
}

void Auditor::follow(store::Store& disk, store::Sequence durable)
{
    if (durable <= chain_.last() || !found_.empty())
        return;
    auto const head = disk.head();
    if (!head || durable > head->last)
        return finds(fmt::format("event {} is shown, the disk ends at {}", durable, head ? head->last : 0));
    auto const events = disk.read(chain_.last() + 1, durable - chain_.last());
    if (!events)
        return finds("the log cannot be read: " + events.error().detail);
    for (auto const& event : *events) {
        auto const linked = chain_.add(event);
        if (!linked)
            return finds(fmt::format("event {}: {}", linked.error().at, linked.error().what));
        take(event);
        if (!found_.empty())
            return;
    }
    if (!chain_.between_batches() || chain_.last() != durable)
        finds(fmt::format("the log up to {} ends at {}", durable, chain_.last()));
}

void Auditor::take(store::Event const& event)
{
    if (event.type == store::header_type) {
        current_.reset();
        if (auto wrong = books_.batch_ends())
            finds(fmt::format("event {}: {}", event.sequence, *wrong));
        return;
    }
    auto const stored = app::unpacked(event);
    if (!stored)
        return finds(fmt::format("event {} cannot be read", event.sequence));
    if (event.at < last_at_)
        return finds(fmt::format("event {} is older than the one before", event.sequence));
    last_at_ = event.at;
    auto const day = day_of(stored->what);
    if (day && *day != plan_.zone.civil(event.at).date && !closes_again(event, *stored, *day))
        return finds(fmt::format("event {} ({}) of {} says {}", event.sequence, app::event_word(stored->what),
            to_string(event.at), to_string(*day)));
    if (event.stream != 0) {
        auto& version = versions_[event.stream];
        if (event.version != ++version)
            return finds(fmt::format("event {} is version {} of {} {} after {}", event.sequence, event.version,
                static_cast<int>(codec::stream_of(event.stream).subject), codec::stream_of(event.stream).number,
                version - 1));
    }
    bool const first = stored->caused.content.has_value();
    if (first)
        begins(event, *stored);
    else if (current_ != event.command)
        return finds(fmt::format("event {} belongs to a command that does not begin", event.sequence));
    if (!found_.empty())
        return;

    auto& kept = kept_[event.command];
    kept.last = event.sequence;
    auto& outcome = kept.outcome;
    outcome.result = app::Result::done;
    std::visit(match {
                   [&](codec::Refused const& e) {
                       outcome.result = app::Result::refused;
                       outcome.target = e.stream;
                       outcome.code = e.code;
                       outcome.rule = e.rule;
                       for (std::size_t i = 0; i < e.names.size() && i < e.values.size(); ++i)
                           outcome.values.emplace_back(e.names[i], e.values[i]);
                   },
                   [&](codec::AlreadySo const& e) {
                       outcome.target = e.stream;
                       outcome.version = e.version;
                   },
                   [&](auto const&) {
                       outcome.target = codec::stream_of(event.stream);
                       outcome.version = event.version;
                   },
               },
        stored->what);
    if (!first && (outcome.result == app::Result::refused || event.stream == 0))
        return finds(fmt::format("event {}: a command does something and is refused, too", event.sequence));
    if (auto wrong = books_.take(event, *stored))
        return finds(fmt::format("event {}: {}", event.sequence, *wrong));
    counts(*stored);
    auto const stream = codec::stream_of(event.stream);
    if (event.stream != 0 && event.version == 1) {
        auto* numbers = stream.subject == codec::Subject::party ? &directory_.parties
            : stream.subject == codec::Subject::order           ? &directory_.orders
            : stream.subject == codec::Subject::claim           ? &directory_.claims
            : stream.subject == codec::Subject::remittance      ? &directory_.remittances
            : stream.subject == codec::Subject::dossier         ? &directory_.dossiers
            : stream.subject == codec::Subject::matter          ? &directory_.matters
                                                                : nullptr;
        if (numbers != nullptr)
            numbers->push_back(stream.number);
    }
}

/// An order that is over and whose money came again is closed once more, with the day on which it was.
bool Auditor::closes_again(store::Event const& event, codec::Stored const& stored, Date day) const
{
    auto const* what = std::get_if<order::Event>(&stored.what);
    auto const* book = books_.order(codec::stream_of(event.stream).number);
    return what != nullptr && std::holds_alternative<order::events::Closed>(*what) && book != nullptr
        && book->closed_on == day;
}

/// The first event of a command: it is there once, somebody has sent it, and he may do that.
void Auditor::begins(store::Event const& event, codec::Stored const& stored)
{
    current_ = event.command;
    auto const [kept, fresh] = kept_.try_emplace(event.command);
    if (!fresh)
        return finds(fmt::format(
            "event {}: its command was carried out before, from event {} on", event.sequence, kept->second.first));
    kept->second.content = *stored.caused.content;
    kept->second.first = event.sequence;
    auto const sent = sent_.find(event.command);
    auto const& by = stored.caused.by;
    if (sent == sent_.end()) {
        // What nobody sent is the machinery's own: time, or what follows from an event.
        if (by != act::Actor { act::Role::platform, {}, {} })
            finds(fmt::format("event {} by the {}: nobody sent its command", event.sequence, act::word(by.role)));
        return;
    }
    auto const body = sent->second.bodies.find(*stored.caused.content);
    if (body == sent->second.bodies.end())
        return finds(fmt::format("event {}: nobody sent this body", event.sequence));
    if (by != body->second.actor)
        return finds(fmt::format("event {} is said to be somebody else's", event.sequence));
    if (std::holds_alternative<codec::Refused>(stored.what))
        return;
    if (auto wrong = forbidden(body->second, books_))
        return finds(fmt::format("event {} was not for him to bring about: {}", event.sequence, *wrong));
    ++done_[word_of(body->second.command)];
}

void Auditor::counts(codec::Stored const& stored)
{
    std::visit(match {
                   [&](codec::Refused const& e) { ++refused_[e.code]; },
                   [&](codec::AlreadySo const&) { ++words_["already-so"]; },
                   [&](claim::Event const& e) {
                       ++words_["claim." + codec::word_of(e)];
                       if (auto const* closed = std::get_if<claim::events::Closed>(&e))
                           ++endings_[std::string { claim::word(closed->ending) }];
                   },
                   [&](party::Event const& e) { ++words_["party." + codec::word_of(e)]; },
                   [&](order::Event const& e) { ++words_["order." + codec::word_of(e)]; },
                   [&](standing::Event const& e) { ++words_["standing." + codec::word_of(e)]; },
                   [&](remittance::Event const& e) { ++words_["remittance." + codec::word_of(e)]; },
                   [&](statement::Event const& e) { ++words_["statement." + codec::word_of(e)]; },
                   [&](movement::Event const& e) { ++words_["movement." + codec::word_of(e)]; },
                   [&](payout::Event const& e) { ++words_["payout." + codec::word_of(e)]; },
                   [&](edition::Event const& e) { ++words_["edition." + codec::word_of(e)]; },
                   [&](evidence::Event const& e) { ++words_["dossier." + codec::word_of(e)]; },
                   [&](matter::Event const& e) { ++words_["matter." + codec::word_of(e)]; },
               },
        stored.what);
}

void Auditor::reads(codec::Stream stream, std::uint32_t version, store::Sequence last, store::Store& disk)
{
    auto const head = disk.head();
    if (!head || last > head->last)
        finds(fmt::format("a reader sees event {}, the disk ends at {}", last, head ? head->last : 0));
    auto const told = shown_.find(codec::to_number(stream));
    if (told != shown_.end() && version < told->second)
        finds(fmt::format("a reader sees version {} of {}, somebody was told of {}", version, codec::to_number(stream),
            told->second));
}

void Auditor::views(store::Store& disk)
{
    auto const accounts = disk.accounts_from(0, 1'000'000);
    if (!accounts)
        return finds("the accounts cannot be read: " + accounts.error().detail);
    if (accounts->as_of != chain_.last())
        return;
    if (auto wrong = books_.differ(accounts->value))
        finds(*wrong);
}

void Auditor::at_the_end(std::vector<Request> const& requests)
{
    for (auto const& request : requests) {
        auto const kept = kept_.find(request.envelope.id);
        if (request.answer && kept == kept_.end())
            return finds(fmt::format("request {} was answered, and is not in the log at the end", request.number));
        if (!request.answer && !request.given_up)
            return finds(fmt::format("request {} has no answer at the end", request.number));
    }
}

} // namespace recourse::sim
