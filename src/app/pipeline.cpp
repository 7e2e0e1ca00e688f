#include "app/pipeline.hpp"

#include "app/pipeline_parts.hpp"
#include "app/projection.hpp"
#include "base/check.hpp"

#include <fmt/format.h>

namespace recourse::app {

namespace {

Outcome only(Result result, Stream target)
{
    Outcome outcome;
    outcome.result = result;
    outcome.target = target;
    return outcome;
}

} // namespace

std::size_t Pipeline::IdHash::operator()(store::CommandId const& id) const
{
    return std::hash<std::string_view> {}({ reinterpret_cast<char const*>(id.bytes.data()), id.bytes.size() });
}

std::expected<void, std::string> Pipeline::follow_from_afar()
{
    auto reach = 8 * limits_.slice_events_max;
    std::string why;
    for (int failures = 0; failures < 100;) {
        auto const head = store_.head();
        if (!head)
            return std::unexpected(head.error().detail);
        if (head->last - head->projected <= limits_.lag_max)
            return {};
        auto const events = store_.read(head->projected + 1, reach);
        if (!events)
            return std::unexpected(events.error().detail);
        std::vector<store::Event const*> whole;
        std::size_t batches_end = 0;
        for (auto const& event : *events) {
            whole.push_back(&event);
            if (event.type == store::header_type)
                batches_end = whole.size();
        }
        if (batches_end == 0) { // a batch that is longer than that
            reach *= 2;
            continue;
        }
        whole.resize(batches_end);
        auto const slice = views_.slice_of(head->projected, whole);
        if (slice) {
            auto const done = store_.project(*slice);
            if (done)
                continue;
            why = done.error().detail;
        } else {
            why = slice.error().detail;
        }
        views_.forget();
        // What cannot be read is said more precisely by whoever replays it.
        if (!slice && slice.error().kind == store::ReadError::corrupt)
            return {};
        ++failures;
        pause_(std::chrono::milliseconds(5));
    }
    return std::unexpected("the views cannot be made anew: " + why);
}

/// What is undue later is taken back: the refunds that wait are known from the start.
std::expected<void, std::string> Pipeline::know_unsent_refunds()
{
    constexpr auto view = static_cast<store::View>(View::remittances);
    for (auto const phase : { remittance::Phase::proposed, remittance::Phase::approved }) {
        store::PageRequest request { .view = view,
            .scopes = lists_of(View::remittances, static_cast<std::uint8_t>(phase)),
            .limit = 1'000,
            .bodies = view };
        for (;;) {
            auto const page = store_.page(request);
            if (!page)
                return std::unexpected(page.error().detail);
            for (auto const& one : page->value) {
                auto const line = one.body ? packed::unpack<RemittanceLine>(text_of(*one.body))
                                           : std::unexpected(packed::Fault::cut);
                if (!line)
                    return std::unexpected("the list of remittances cannot be read");
                if (line->detail.claim && line->detail.purpose == remittance::Purpose::buyer_refund)
                    domain_.restore(line->detail.claim, line->id);
            }
            if (page->value.size() < request.limit)
                break;
            request.after = { page->value.back().sort, page->value.back().key };
        }
    }
    return {};
}

std::expected<void, std::string> Pipeline::open(std::string_view holder)
{
    auto const leased = store_.lease(holder);
    if (!leased)
        return std::unexpected(leased.error().detail);
    epoch_ = *leased;
    RECOURSE_TRY(follow_from_afar());
    auto const head = store_.head();
    if (!head)
        return std::unexpected(head.error().detail);

    for (store::AccountId from = 0;;) {
        auto const accounts = store_.unsettled_from(from, 10'000);
        if (!accounts)
            return std::unexpected(accounts.error().detail);
        for (auto const& one : accounts->value) {
            auto const account = escrow::from_number(static_cast<std::uint64_t>(one.id));
            if (!account)
                return std::unexpected(fmt::format("there is no account with the number {}", one.id));
            domain_.restore(*account, { one.debits, one.credits, one.pending_debits, one.pending_credits });
            from = one.id + 1;
        }
        if (accounts->value.size() < 10'000)
            break;
    }

    RECOURSE_TRY(know_unsent_refunds());

    // What projections do not show is replayed on top of what it touches as they have it.
    projected_ = head->projected;
    catch_up_ = head->last;
    learn_upto_ = head->projected;
    seen_ = SeenIds(std::max<std::size_t>(std::size_t { 1 } << 20, head->last));
    for (auto from = projected_ + 1;;) {
        auto events = store_.read(from, limits_.slice_events_max);
        if (!events)
            return std::unexpected(events.error().detail);
        for (auto const& event : *events) {
            from = event.sequence + 1;
            if (event.type == store::header_type)
                continue;
            auto const stored = unpacked(event);
            if (!stored && stored.error() == packed::Fault::newer)
                return std::unexpected(fmt::format("the event {} was written by a newer program: start that one, or "
                                                   "restore a backup from before it",
                    event.sequence));
            if (!stored)
                return std::unexpected(
                    fmt::format("the event {} cannot be read: {}", event.sequence, packed::word(stored.error())));
            if (event.stream != 0) {
                if (!in_memory_.contains(event.stream)) {
                    auto found = event.version > 1 ? load_subject(store_, event.stream)
                                                   : store::Read<std::optional<AnyAggregate>> {};
                    if (!found)
                        return std::unexpected(found.error().detail);
                    if (*found)
                        domain_.restore(codec::stream_of(event.stream), **std::move(found));
                    in_memory_.insert(event.stream);
                }
            }
            if (auto replayed = domain_.replay(event, *stored); !replayed)
                return std::unexpected(fmt::format("{}: {}", replayed.error().invariant, replayed.error().detail));
            if (stored->caused.content) {
                recent_[event.command] = { *stored->caused.content, outcome_of(stored->what, event) };
                seen_.add(event.command);
            } else if (auto const known = recent_.find(event.command); known != recent_.end())
                known->second.outcome = outcome_of(stored->what, event);
        }
        bool const over = events->size() < limits_.slice_events_max;
        add_to_tail(*std::move(events));
        if (over)
            break;
    }
    pools_ = domain_.pools_moved().value_or(Pools {});
    // Time never goes back in the log, also where the clock was set back while nobody ran.
    if (head->last > 0) {
        auto const last = store_.read(head->last, 1);
        if (!last)
            return std::unexpected(last.error().detail);
        if (!last->empty())
            last_ = std::max(last_, last->front().at);
    }
    next_ = head->last + 1;
    hash_ = head->hash;
    durable_.store(head->last, std::memory_order_release);
    return {};
}

void Pipeline::submit(Envelope envelope, Answer answer)
{
    auto const target = envelope.target;
    if (has_stopped_.load(std::memory_order_acquire))
        return answer(only(Result::unknown, target));
    Waiting waiting { std::move(envelope), std::move(answer), {}, {}, 0, 0 };
    auto const known = recorded(waiting.envelope.id, waiting.as_of);
    if (!known)
        return waiting.answer(only(Result::unknown, target));
    // A recorded answer may still be on its way to the disk: the writer gives it out behind its batch.
    waiting.known = *known;
    if (target.number != 0) {
        bool there = false;
        {
            std::lock_guard const lock(known_mutex_);
            there = in_memory_.contains(codec::to_number(target));
        }
        if (!there) {
            waiting.loaded_as_of = durable();
            auto found = read(target);
            if (!found)
                return waiting.answer(only(Result::unknown, target));
            if (*found)
                waiting.loaded = std::make_unique<AnyAggregate>(**std::move(found));
        }
    }
    {
        std::unique_lock lock(inbox_mutex_);
        if (closing_ || inbox_.size() >= limits_.inbox_max) {
            lock.unlock();
            return waiting.answer(only(Result::busy, target));
        }
        inbox_.push_back(std::move(waiting));
    }
    inbox_changed_.notify_one();
}

store::Read<std::optional<Digest>> Pipeline::content_known(store::CommandId const& id)
{
    store::Sequence as_of = 0;
    auto const known = recorded(id, as_of);
    if (!known)
        return std::unexpected(known.error());
    return *known ? std::optional { (*known)->content } : std::nullopt;
}

store::Read<std::optional<Pipeline::Recent>> Pipeline::recorded(store::CommandId const& id, store::Sequence& as_of)
{
    return undisturbed([&] { return look_up(id, as_of); });
}

store::Read<std::optional<Pipeline::Recent>> Pipeline::look_up(store::CommandId const& id, store::Sequence& as_of)
{
    {
        std::lock_guard const lock(known_mutex_);
        if (auto const found = recent_.find(id); found != recent_.end())
            return std::optional { found->second };
        if (seen_all_ && !seen_.may_have(id)) {
            as_of = recorded_upto_;
            return std::optional<Recent> {};
        }
    }
    auto const records = store_.find_commands(std::array { id });
    if (!records)
        return std::unexpected(records.error());
    as_of = records->as_of;
    auto const& record = records->value.front();
    if (!record)
        return std::optional<Recent> {};
    // What was asked and what came of it stands in the log: in the command's first event and its last.
    auto const events = store_.read(record->first, record->count);
    if (!events)
        return std::unexpected(events.error());
    if (events->size() != record->count || events->empty())
        return std::unexpected(
            store::Fault<store::ReadError> { store::ReadError::corrupt, "a command without its events" });
    auto const first = unpacked(events->front());
    if (!first || !first->caused.content)
        return std::unexpected(
            store::Fault<store::ReadError> { store::ReadError::corrupt, "an event that cannot be read" });
    return Recent { *first->caused.content, outcome_of(first->what, events->back()) };
}

// ------------------------------------------------------------------------------------------------------- writer

bool Pipeline::decide_some()
{
    if (!decided_) {
        {
            std::lock_guard const lock(inbox_mutex_);
            if (inbox_.empty())
                return false;
        }
        decide_gathered();
        (void)hand_over();
        return true;
    }
    return hand_over();
}

std::deque<Pipeline::Waiting> Pipeline::gather()
{
    std::deque<Waiting> gathered;
    std::lock_guard const lock(inbox_mutex_);
    while (!inbox_.empty() && gathered.size() < limits_.batch_commands_max) {
        gathered.push_back(std::move(inbox_.front()));
        inbox_.pop_front();
    }
    return gathered;
}

void Pipeline::decide_gathered()
{
    auto gathered = gather();
    InFlight flight;
    std::vector<store::Event> events;
    auto const now = std::max(clock_.now(), Instant { last_.micros + 1 });
    last_ = now;
    std::size_t bytes = 0;
    while (!gathered.empty() && bytes < limits_.batch_bytes_max) {
        auto const before = events.size();
        decide(std::move(gathered.front()), now, flight, events);
        gathered.pop_front();
        for (std::size_t i = before; i < events.size(); ++i)
            bytes += events[i].body.size() + 64;
    }
    if (!gathered.empty()) {
        std::lock_guard const lock(inbox_mutex_);
        for (auto one = gathered.rbegin(); one != gathered.rend(); ++one)
            inbox_.push_front(std::move(*one));
    }
    if (!events.empty()) {
        flight.batch = store::seal({ next_ - 1, hash_, epoch_, now, 0 }, std::move(events));
        next_ += flight.batch.events.size() + 1;
        hash_ = flight.batch.header.hash;
    }
    decided_ = std::move(flight);
}

bool Pipeline::hand_over()
{
    {
        std::lock_guard const lock(hand_mutex_);
        if (hand_)
            return false;
        decided_->pools = domain_.pools_moved();
        hand_ = std::exchange(decided_, std::nullopt);
    }
    hand_changed_.notify_all();
    forget_if_many();
    return true;
}

void Pipeline::decide(Waiting waiting, Instant now, InFlight& flight, std::vector<store::Event>& events)
{
    auto const& envelope = waiting.envelope;
    auto const tell
        = [&](Outcome outcome) { flight.told.push_back({ std::move(waiting.answer), std::move(outcome) }); };
    if (has_stopped_.load(std::memory_order_acquire))
        return tell(only(Result::unknown, envelope.target));

    // Between the look-up and now its twin may have been carried out, and even gone from memory into the projections.
    auto known = waiting.known;
    bool look_again = false;
    if (!known) {
        std::lock_guard const lock(known_mutex_);
        if (auto const found = recent_.find(envelope.id); found != recent_.end())
            known = found->second;
        look_again = !known && waiting.as_of < recorded_upto_ && (!seen_all_ || seen_.may_have(envelope.id));
    }
    if (look_again) {
        // The subject that was read with it is not newer for that: `waiting.loaded_as_of` stays.
        auto recorded_now = patiently([&] { return recorded(envelope.id, waiting.as_of); });
        if (!recorded_now) {
            stop("the store gave no answer: " + recorded_now.error().detail);
            return tell(only(Result::unknown, envelope.target));
        }
        known = *std::move(recorded_now);
    }
    if (known) {
        auto outcome = known->outcome;
        outcome.repeated = true;
        if (known->content != envelope.content)
            outcome = only(Result::key_reused, outcome.target);
        return tell(std::move(outcome));
    }
    if (!bring_into_memory(waiting))
        return tell(only(Result::unknown, envelope.target));
    if (envelope.expected_version) {
        auto const* found = domain_.find(envelope.target);
        auto const version = found == nullptr ? 0u : version_of(*found);
        if (version != *envelope.expected_version) {
            auto outcome = only(Result::version_differs, envelope.target);
            outcome.version = version;
            return tell(std::move(outcome));
        }
    }
    auto outcome = perform(envelope, now, events, 0);
    tell(outcome ? *std::move(outcome) : only(Result::unknown, envelope.target));
}

std::optional<Outcome> Pipeline::perform(
    Envelope const& envelope, Instant now, std::vector<store::Event>& events, int depth)
{
    // What follows from what follows ends soon; if not, a reaction answers itself.
    RECOURSE_ASSERT(depth < 16);
    auto const first = next_ + events.size();
    auto decided = domain_.carry_out(envelope, now, first);
    if (!decided) {
        stop(fmt::format("{} does not hold: {}", decided.error().invariant, decided.error().detail));
        return std::nullopt;
    }
    for (std::size_t i = 0; i < decided->changes.size(); ++i) {
        auto& change = decided->changes[i];
        codec::Stored stored { { envelope.actor, {} }, std::move(change.what) };
        if (i == 0)
            stored.caused.content = envelope.content;
        store::Event event;
        event.stream = change.stream.number == 0 ? 0 : codec::to_number(change.stream);
        event.version = change.version;
        event.type = codec::type_of(stored.what);
        event.at = now;
        event.command = envelope.id;
        event.body = bytes_of(codec::pack(stored));
        events.push_back(std::move(event));
    }
    decided->outcome.as_of = next_ + events.size() - 1;
    {
        std::lock_guard const lock(known_mutex_);
        recent_[envelope.id] = { envelope.content, decided->outcome };
        seen_.add(envelope.id);
        if (decided->outcome.result == Result::done)
            in_memory_.insert(codec::to_number(decided->outcome.target));
    }
    // In the same batch: either all of it is on disk or nothing.
    for (std::size_t i = 0; i < decided->follows.size(); ++i) {
        auto& follow = decided->follows[i];
        Waiting next;
        next.envelope.id = command_id(first + follow.cause, i);
        next.envelope.actor = { act::Role::platform, {}, {} };
        next.envelope.target = follow.target;
        next.envelope.command = std::move(follow.command);
        next.envelope.content = content_of(next.envelope);
        if (!bring_into_memory(next) || !perform(next.envelope, now, events, depth + 1))
            return std::nullopt;
    }
    return std::move(decided->outcome);
}

bool Pipeline::bring_into_memory(Waiting& waiting)
{
    while (auto const stream = domain_.missing(waiting.envelope)) {
        std::unique_ptr<AnyAggregate> aggregate;
        if (*stream == waiting.envelope.target)
            aggregate = std::exchange(waiting.loaded, nullptr);
        {
            std::lock_guard const lock(known_mutex_);
            // Read before something newer was forgotten: what was read may be old.
            if (waiting.loaded_as_of < forgotten_upto_)
                aggregate.reset();
        }
        if (!aggregate) {
            auto found = patiently([&] { return read(*stream); });
            if (!found) {
                stop(fmt::format("the subject {} could not be read from the store: {}", codec::to_number(*stream),
                    found.error().detail));
                return false;
            }
            aggregate = std::make_unique<AnyAggregate>(*found ? **std::move(found) : empty_aggregate(stream->subject));
        }
        domain_.restore(*stream, std::move(*aggregate));
        std::lock_guard const lock(known_mutex_);
        in_memory_.insert(codec::to_number(*stream));
    }
    return true;
}

void Pipeline::forget_if_many()
{
    if (domain_.size() <= limits_.aggregates_max)
        return;
    store::Sequence before = 0;
    {
        std::lock_guard const lock(tail_mutex_);
        before = projected_;
    }
    // Three quarters stay, so that this is not done again at once.
    auto const gone = domain_.forget(before, limits_.aggregates_max / 4 * 3);
    std::lock_guard const lock(known_mutex_);
    forgotten_upto_ = std::max(forgotten_upto_, before);
    for (auto const stream : gone)
        in_memory_.erase(stream);
}

// ---------------------------------------------------------------------------------------------------- committer

bool Pipeline::commit_some()
{
    std::optional<InFlight> flight;
    {
        std::lock_guard const lock(hand_mutex_);
        flight = std::exchange(hand_, std::nullopt);
    }
    if (!flight)
        return false;
    hand_changed_.notify_all();
    bool const nothing = flight->batch.events.empty();
    bool const kept = !has_stopped_.load(std::memory_order_acquire) && (nothing || commit(flight->batch));
    if (kept)
        publish(*std::move(flight));
    else {
        for (auto& told : flight->told)
            told.answer(only(Result::unknown, told.outcome.target));
    }
    return true;
}

bool Pipeline::commit(store::Batch const& batch)
{
    for (int attempt = 0; attempt < 100; ++attempt) {
        if (attempt > 0)
            pause_(std::chrono::milliseconds(attempt));
        auto const done = store_.append(batch);
        if (done)
            return true;
        auto const kind = done.error().kind;
        if (kind == store::AppendError::transient)
            continue;
        // What stands there may be this very batch: its answer was lost, or it arrived twice.
        if (kind == store::AppendError::unknown || kind == store::AppendError::conflict) {
            auto const there = is_there(batch);
            if (there && *there)
                return true;
            if (there && kind == store::AppendError::unknown)
                continue;
        }
        stop(fmt::format("an append failed ({}): {}", store::name(kind), done.error().detail));
        return false;
    }
    stop("an append did not succeed in a hundred attempts");
    return false;
}

store::Read<bool> Pipeline::is_there(store::Batch const& batch)
{
    auto const row = patiently([&] { return store_.read(batch.header.first + batch.header.count, 1); });
    if (!row)
        return std::unexpected(row.error());
    auto const header = row->empty() ? std::nullopt : store::parse_header(row->front());
    return header && header->hash == batch.header.hash;
}

void Pipeline::publish(InFlight flight)
{
    if (!flight.batch.events.empty()) {
        auto const last = flight.batch.header.first + flight.batch.header.count;
        flight.batch.events.push_back(store::header_row(flight.batch.header));
        {
            std::lock_guard const lock(tail_mutex_);
            add_to_tail(std::move(flight.batch.events));
        }
        durable_.store(last, std::memory_order_release);
        tail_changed_.notify_all();
    }
    if (flight.pools) {
        std::lock_guard const lock(pools_mutex_);
        pools_ = *std::move(flight.pools);
    }
    for (auto& told : flight.told)
        told.answer(std::move(told.outcome));
}

void Pipeline::add_to_tail(std::vector<store::Event> events)
{
    auto const together = std::make_shared<std::vector<store::Event> const>(std::move(events));
    for (auto const& event : *together) {
        auto const& written = tail_.emplace_back(together, &event);
        if (event.stream != 0)
            tail_of_[event.stream].push_back(written);
    }
}

void Pipeline::stop(std::string because)
{
    std::lock_guard const lock(stopped_mutex_);
    if (!stopped_)
        stopped_ = Stopped { std::move(because) };
    has_stopped_.store(true, std::memory_order_release);
}

std::optional<Stopped> Pipeline::stopped() const
{
    std::lock_guard const lock(stopped_mutex_);
    return stopped_;
}

} // namespace recourse::app
