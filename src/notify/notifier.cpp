#include "notify/notifier.hpp"

#include "notify/mail.hpp"
#include "notify/matter_notices.hpp"
#include "notify/unsubscribe.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

namespace recourse::notify {

namespace {

constexpr std::size_t senders = 4;
constexpr std::chrono::milliseconds pause { 50 }; ///< between looks at a log that has not grown
constexpr std::chrono::minutes between_housekeeping { 60 };
constexpr unsigned rest_doublings_max = 6; ///< a lane that fails rests a second, two, four ... about a minute

} // namespace

Notifier::Notifier(Parts parts, Options options, std::unique_ptr<Outbox> outbox)
    : parts_(std::move(parts))
    , options_(std::move(options))
    , outbox_(std::move(outbox))
{
}

std::expected<std::unique_ptr<Notifier>, std::string> Notifier::open(
    std::filesystem::path const& directory, Parts parts, Options options)
{
    auto outbox = Outbox::open(directory, parts.pipeline.durable());
    if (!outbox)
        return std::unexpected(fmt::format("the outbox cannot be opened: {}", outbox.error().detail));
    return std::unique_ptr<Notifier>(new Notifier(std::move(parts), std::move(options), *std::move(outbox)));
}

void Notifier::start()
{
    threads_.emplace_back([this] { run_follower(); });
    for (std::size_t i = 0; i < senders; ++i)
        threads_.emplace_back([this] { run_sender(); });
}

Notifier::~Notifier()
{
    {
        std::lock_guard const lock(mutex_);
        closing_ = true;
    }
    changed_.notify_all();
    for (auto& thread : threads_)
        thread.join();
}

void Notifier::run_follower()
{
    Follower follower({ *outbox_, parts_.pipeline, parts_.store, parts_.accounts, parts_.clock, parts_.zone,
        parts_.concerns, options_.mail.has_value() });
    auto housekept = parts_.real_clock.now();
    std::unique_lock lock(mutex_);
    while (!closing_) {
        auto const locked = std::exchange(locked_, {});
        lock.unlock();
        for (auto const& email : locked)
            tell_locked(email);
        bool const more = follower.step();
        if (more)
            changed_.notify_all();
        auto const now = parts_.real_clock.now();
        if (now.micros - housekept.micros > std::chrono::microseconds { between_housekeeping }.count()) {
            std::ignore = outbox_->maintain(parts_.clock.now());
            housekept = now;
        }
        lock.lock();
        if (!more)
            changed_.wait_for(lock, pause, [&] { return closing_.load(); });
    }
}

void Notifier::run_sender()
{
    while (!closing_) {
        auto const work = next();
        if (work) {
            done(*work, send(*work));
            continue;
        }
        std::unique_lock lock(mutex_);
        changed_.wait_for(lock, pause * 4, [&] { return closing_.load(); });
    }
}

std::optional<Notifier::Work> Notifier::next()
{
    auto const now = parts_.clock.now();
    auto const any = outbox_->any_due(now);
    if (!any || !*any)
        return std::nullopt;
    auto const endpoints = outbox_->endpoints();
    if (!endpoints)
        return std::nullopt;
    std::lock_guard const lock(mutex_);
    // After the lane that was served last, so that each has its turn.
    std::vector<Endpoint const*> lanes;
    for (auto const& one : *endpoints)
        lanes.push_back(&one);
    if (options_.mail)
        lanes.push_back(nullptr);
    auto const number = [](Endpoint const* one) { return one == nullptr ? 0 : one->id.number; };
    auto const last = std::ranges::find(lanes, last_lane_, number);
    if (last != lanes.end())
        std::rotate(lanes.begin(), last + 1, lanes.end());
    for (auto const* one : lanes) {
        auto& lane = lanes_[number(one)];
        if (lane.busy || lane.rests_until > now)
            continue;
        auto found = outbox_->due({ number(one) }, now);
        if (!found || !*found)
            continue;
        lane.busy = true;
        last_lane_ = number(one);
        return Work { **std::move(found), one == nullptr ? std::nullopt : std::optional { *one } };
    }
    return std::nullopt;
}

void Notifier::wake(Id<Endpoint> endpoint)
{
    {
        std::lock_guard const lock(mutex_);
        auto& lane = lanes_[endpoint.number];
        lane.failures = 0;
        lane.rests_until = {};
    }
    changed_.notify_all();
}

void Notifier::done(Work const& work, Tried const& tried)
{
    // Ended by the stop: it was no try.
    bool const ended = closing_ && !tried.success && tried.status == 0;
    if (!ended)
        std::ignore
            = outbox_->settle(work.delivery, tried); // where it fails the same message is sent again: that is known
    std::lock_guard const lock(mutex_);
    auto& lane = lanes_[work.delivery.entry.endpoint.number];
    lane.busy = false;
    // A mail that its recipient's server refuses says nothing of the next one.
    bool const well = tried.success || tried.dropped || tried.for_good;
    lane.failures = well ? 0 : std::min(lane.failures + 1, rest_doublings_max);
    lane.rests_until = well ? Instant {} : Instant { tried.at.micros + (std::int64_t { 500'000 } << lane.failures) };
}

Tried Notifier::send(Work const& work)
{
    auto tried = work.delivery.entry.channel == Channel::mail ? send_mail(work.delivery) : send_webhook(work);
    tried.at = parts_.clock.now();
    return tried;
}

bool Notifier::still_runs(StillRuns const& still)
{
    if (still.matter) {
        auto const read = parts_.pipeline.read({ codec::Subject::matter, still.matter.number });
        return read && *read && day_runs(std::get<app::Aggregate<matter::State>>(**read).state, still);
    }
    auto const read = parts_.pipeline.read({ codec::Subject::claim, still.claim.number });
    if (!read || !*read)
        return false;
    auto const& state = std::get<app::Aggregate<claim::State>>(**read).state;
    if (state.suspended_on || state.review_request)
        return false; // its clocks stand still
    if (!still.slot.empty()) {
        auto const slot = std::ranges::find(state.slots, still.slot, &claim::Slot::id);
        bool const open = state.phase != claim::Phase::closed && state.phase != claim::Phase::decided;
        return slot != state.slots.end() && open && !claim::filled(state, *slot);
    }
    return std::ranges::any_of(state.clocks, [&](claim::ClockState const& one) {
        return one.clock.rule == still.rule && one.clock.due == still.due && claim::runs(state, one);
    });
}

Tried Notifier::send_mail(Delivery const& delivery)
{
    auto const& entry = delivery.entry;
    auto const dropped = [](std::string why) { return Tried { .dropped = true, .said = std::move(why) }; };
    auto const unusable = [](std::string why) { return Tried { .for_good = true, .said = std::move(why) }; };
    auto notice = unpack_notice(entry.body);
    if (!notice)
        return unusable("its values cannot be read");
    auto& [values, still] = *notice;
    if ((still.claim || still.matter) && !still_runs(still))
        return dropped("it is over by now");
    Mail mail;
    mail.from = options_.mail->from;
    mail.to = entry.address;
    mail.at = entry.at;
    std::string name = entry.address;
    if (entry.person) {
        auto const person = parts_.accounts.person(entry.person);
        if (!person) {
            if (person.error().fault() != nullptr)
                return { .said = "the accounts gave no answer" };
            return dropped("the person is gone");
        }
        if (person->is_disabled)
            return dropped("the person was disabled");
        auto const* kind = find_kind(entry.type);
        if (kind != nullptr && kind->may_be_silenced) {
            auto const silenced = outbox_->silenced(entry.person);
            if (silenced && std::ranges::find(*silenced, entry.type) != silenced->end())
                return dropped("the person does not want it");
            if (options_.public_url.starts_with("https:")) // RFC 8058, 3.1
                mail.unsubscribe = fmt::format("{}/v1/notices/unsubscribe/{}", options_.public_url,
                    unsubscribe_token(parts_.accounts, { entry.person, entry.type }));
        }
        mail.to = person->email;
        mail.language = person->language;
        name = person->name;
    }
    values.emplace_back("name", name);
    values.emplace_back("desk", options_.public_url.empty() ? "-" : options_.public_url);
    auto text = text_of(entry.type, mail.language, values);
    auto footer = footer_of(mail.language, values);
    if (text && !entry.person) { // nobody knows which language the stranger reads
        auto const chinese = text_of(entry.type, Language::zh, values);
        if (chinese)
            text->body += "\n" + chinese->body;
    }
    if (!text || !footer)
        return unusable(text ? footer.error() : text.error());
    mail.subject = std::move(text->subject);
    mail.body = text->body + "\n-- \n" + *footer;
    auto const at = mail.from.rfind('@');
    mail.message_id = fmt::format("{}@{}", entry.message, mail.from.substr(at + 1));
    auto const message = to_message(mail);
    if (!message)
        return unusable(message.error());
    auto const reply = notify::send_mail(options_.mail->server, mail.from, mail.to, *message, closing_);
    Tried tried;
    tried.success = reply.accepted;
    tried.for_good = reply.refused_for_good;
    tried.said = reply.said;
    return tried;
}

void Notifier::sign_in_locked(std::string_view email)
{
    constexpr std::size_t waiting_max = 1'000;
    std::lock_guard const lock(mutex_);
    if (options_.mail && locked_.size() < waiting_max)
        locked_.emplace_back(email);
}

void Notifier::tell_locked(std::string_view email)
{
    auto const person = parts_.accounts.person_of(email);
    if (!person)
        return;
    auto const now = parts_.clock.now();
    constexpr std::int64_t day = 86'400'000'000;
    Entry entry;
    entry.message = outbox_->message_id(fmt::format("locked {} {}", person->id.number, now.micros / day));
    entry.channel = Channel::mail;
    entry.person = person->id;
    entry.type = "sign-in-locked";
    entry.at = now;
    entry.body = pack({});
    entry.due = now;
    std::ignore = outbox_->add({ entry });
}

} // namespace recourse::notify
