#include "sim/simulation.hpp"

#include "app/audit.hpp"
#include "sim/malice.hpp"
#include "sim/notice.hpp"
#include "sim/permits.hpp"
#include "sim/workload.hpp"

#include <fmt/format.h>

namespace recourse::sim {

namespace {

std::string_view word(app::Result result)
{
    switch (result) {
    case app::Result::done:
        return "done";
    case app::Result::refused:
        return "refused";
    case app::Result::key_reused:
        return "key reused";
    case app::Result::version_differs:
        return "version differs";
    case app::Result::busy:
        return "busy";
    case app::Result::unknown:
        return "unknown";
    }
    return "?";
}

Machine::Books books_of(Plan const& plan, std::shared_ptr<casework::World const> world)
{
    return std::make_shared<app::RuleBooks const>(std::move(world), plan.programmes);
}

/// One run.
class Simulation {
public:
    Simulation(Plan const& plan, std::shared_ptr<casework::World const> const& world, std::ostream* trace)
        : plan_(plan)
        , trace_(trace)
        , random_(plan.seed)
        , machine_(plan_, books_of(plan, world), plan.notice_on ? books_of(plan, with_notice(world)) : nullptr,
              random_.fork(), trace_)
        , workload_(plan_, random_.fork())
        , auditor_(plan_)
    {
    }

    Result run()
    {
        auto const& limits = plan_.limits;
        auto const& faults = plan_.faults;
        trace_.line(
            fmt::format("seed {}: {} days on {}; batches of {}, slices of {}, {} subjects, an inbox of {}; kills "
                        "{}, lost {} {} {}, conflict {}, full {}, torn {}, transient {}, slow {}",
                plan_.seed, plan_.days, plan_.ground == Ground::disk ? "disk" : "memory", limits.batch_commands_max,
                limits.slice_events_max, limits.aggregates_max, limits.inbox_max, plan_.kills, faults.lost_reply,
                faults.lost_call, plan_.answers_lost, faults.conflict, faults.full, faults.torn, faults.transient,
                faults.slow));
        for (int day = 0; day < plan_.days && well();) {
            morning(day);
            for (unsigned turn = 0; turn < plan_.turns_a_day && well(); ++turn)
                one_turn();
            if (well() && random_.chance(20))
                audit();
            day += random_.chance(40) ? static_cast<int>(random_.between(5, 35)) : 1;
        }
        if (well())
            finish();
        return result();
    }

private:
    struct Mail {
        std::size_t request; ///< its place among them
        app::Outcome outcome;
    };

    bool well() const { return auditor_.found().empty(); }

    void morning(int day)
    {
        auto const hour = static_cast<int>(random_.below(24));
        auto const moment = plan_.zone.instant({ plan_.first_day.plus_days(day), hour, 0, 0, 0 }, time::Unclear::first);
        if (machine_.clock().now() < moment)
            machine_.clock().set(moment);
        if (machine_.scheduler() != nullptr)
            machine_.scheduler()->send();
    }

    void one_turn()
    {
        ++turns_;
        machine_.clock().move(std::chrono::microseconds(random_.between(1, 120'000'000)));
        if (machine_.pipeline() == nullptr) {
            if (random_.below(3) == 0)
                machine_.start();
        } else if (random_.chance(plan_.kills))
            end_process("ends");
        else
            something();
        if (machine_.pipeline() != nullptr && machine_.has_ended())
            end_process("ends by itself");
        look();
    }

    void something()
    {
        if (random_.chance(plan_.rebuilds)) {
            trace_.line("rebuild");
            ++coverage_.rebuilds;
            machine_.pipeline()->rebuild();
            return;
        }
        if (random_.chance(plan_.clock_steps)) {
            auto const minutes = random_.between(-600, 600);
            trace_.line(fmt::format("the clock steps by {} minutes", minutes));
            ++coverage_.clock_steps;
            machine_.clock().move(std::chrono::minutes(minutes));
            return;
        }
        if (auto* const vault = machine_.evidence(); vault != nullptr && random_.below(4) == 0)
            return beside(*vault);
        if (random_.chance(plan_.repeats) && !requests_.empty())
            return again(random_.below(requests_.size()));
        auto const kind = random_.below(100);
        if (kind < 30)
            wish();
        else if (kind < 33)
            resend();
        else if (kind < 50)
            step(0);
        else if (kind < 67)
            step(1);
        else if (kind < 77)
            step(2);
        else if (kind < 95)
            deliver();
        else if (kind < 97)
            time_acts();
        else
            read();
    }

    /// The vault follows, or its disk is about to stop in the middle of a write, or is full for a while.
    void beside(Evidence& vault)
    {
        if (random_.chance(4 * plan_.kills)) {
            auto const changes = static_cast<int>(random_.below(30));
            trace_.line(fmt::format("the disk of the vault stops after {} changes", changes));
            return vault.stop_after(changes);
        }
        if (random_.chance(4 * plan_.faults.full)) {
            auto const full = random_.below(2) == 0;
            trace_.line(full ? "the disk of the vault is nearly full" : "the disk of the vault has room");
            return vault.set_room(full ? std::optional { random_.below(3'000) } : std::nullopt);
        }
        step(3);
    }

    void step(std::size_t thread)
    {
        if (machine_.step(thread))
            trace_.line(fmt::format("{} {}",
                thread == 0       ? "decides"
                    : thread == 1 ? "commits"
                    : thread == 2 ? "projects"
                                  : "follows",
                machine_.pipeline()->durable()));
    }

    void end_process(std::string_view how)
    {
        trace_.line(fmt::format("{} {}", to_string(machine_.clock().now()), how));
        machine_.kill();
    }

    /// What has to be so at every moment.
    void look()
    {
        if (!machine_.gave_up().empty())
            auditor_.finds("the service gave up without need: " + machine_.gave_up());
        if (auto const* vault = machine_.evidence(); vault != nullptr && !vault->found().empty())
            auditor_.finds(vault->found());
        if (machine_.pipeline() != nullptr)
            auditor_.follow(machine_.disk(), machine_.pipeline()->durable());
    }

    void wish()
    {
        if (random_.chance(plan_.hostile / 4) && !requests_.empty())
            return other_body();
        auto wanted = workload_.next(machine_, auditor_.directory());
        if (!wanted)
            return;
        Request request;
        request.number = requests_.size();
        request.envelope = std::move(wanted->envelope);
        request.hostile = wanted->hostile;
        request.envelope.id = app::command_id(request.envelope.actor.party, fmt::format("key {}", request.number));
        add(std::move(request));
    }

    /// Somebody uses a key again for something else.
    void other_body()
    {
        auto request = requests_[random_.below(requests_.size())];
        request.number = requests_.size();
        request.hostile = true;
        request.sent = 0;
        request.answer.reset();
        request.given_up = false;
        spoil(request.envelope.command, random_);
        add(std::move(request));
    }

    void add(Request request)
    {
        request.envelope.content = content_of(request.envelope);
        ++coverage_.requests;
        coverage_.hostile += request.hostile ? 1 : 0;
        auto const& e = request.envelope;
        trace_.line(fmt::format("{} #{} {}{} of {} {} by {} P-{} U-{}", to_string(machine_.clock().now()),
            request.number, request.hostile ? "hostile " : "", word_of(e.command), static_cast<int>(e.target.subject),
            e.target.number != 0 ? e.target.number : e.about.number, act::word(e.actor.role), e.actor.party.number,
            e.actor.person.number));
        requests_.push_back(std::move(request));
        open_.push_back(requests_.size() - 1);
        send(requests_.size() - 1);
    }

    void send(std::size_t place)
    {
        auto& request = requests_[place];
        ++request.sent;
        ++coverage_.sendings;
        auditor_.sends(request);
        machine_.pipeline()->submit(request.envelope, [this, place](app::Outcome outcome) {
            auditor_.answered(requests_[place], outcome, machine_.disk());
            mail_.push_back({ place, std::move(outcome) });
        });
    }

    void again(std::size_t place)
    {
        trace_.line(fmt::format("#{} again", requests_[place].number));
        send(place);
    }

    void resend()
    {
        std::erase_if(open_, [&](std::size_t place) { return requests_[place].answer || requests_[place].given_up; });
        if (!open_.empty())
            again(open_[random_.below(open_.size())]);
    }

    /// An answer arrives, not always in the order in which it was given, or never.
    void deliver()
    {
        if (mail_.empty())
            return;
        auto const which = random_.below(std::min<std::size_t>(mail_.size(), 4));
        auto mail = std::move(mail_[which]);
        mail_.erase(mail_.begin() + static_cast<std::ptrdiff_t>(which));
        if (random_.chance(plan_.answers_lost)) {
            ++coverage_.answers_lost;
            trace_.line(fmt::format("#{} loses its answer", requests_[mail.request].number));
            return;
        }
        receive(std::move(mail));
    }

    void receive(Mail mail)
    {
        auto& request = requests_[mail.request];
        auto const& outcome = mail.outcome;
        trace_.line(fmt::format("#{} is told {}{} {} v{} @{}", request.number, word(outcome.result),
            outcome.repeated ? " again" : "", outcome.code, outcome.version, outcome.as_of));
        ++coverage_.answers[std::string { word(outcome.result) }];
        auditor_.told(request, outcome, machine_.disk());
        switch (outcome.result) {
        case app::Result::done:
        case app::Result::refused:
            if (!request.answer)
                request.answer = outcome;
            break;
        case app::Result::key_reused:
        case app::Result::version_differs:
            request.given_up = true;
            break;
        case app::Result::busy:
        case app::Result::unknown:
            break;
        }
        if (outcome.result == app::Result::done)
            read(outcome.target);
    }

    void time_acts()
    {
        machine_.scheduler()->send();
        machine_.scheduler()->collect();
    }

    void read()
    {
        auto const& known = auditor_.directory();
        using enum codec::Subject;
        auto const subject = random_.pick({ claim, order, matter });
        auto const& all = subject == claim ? known.claims : subject == order ? known.orders : known.matters;
        if (!all.empty())
            read({ subject, random_.pick(all) });
    }

    void read(codec::Stream stream)
    {
        if (machine_.pipeline() == nullptr || stream.number == 0)
            return;
        auto const found = machine_.pipeline()->read(stream);
        if (!found)
            return; // the store was busy
        auditor_.reads(stream, *found ? version_of(**found) : 0, *found ? last_of(**found) : 0, machine_.disk());
    }

    /// All of it again from the log, by the service's own auditor.
    void audit()
    {
        ++coverage_.audits;
        auto const head = machine_.disk().head();
        if (head)
            auditor_.follow(machine_.disk(), head->last);
        auditor_.views(machine_.disk());
        auto const found = app::audit(machine_.disk(), machine_.books(), plan_.zone);
        if (!found)
            auditor_.finds("the audit fails: " + found.error());
        else if (!found->findings.empty())
            auditor_.finds("the audit finds: " + found->findings.front());
    }

    /// The world is well again: everything has to come to an end.
    void finish()
    {
        trace_.line("all is well from now on");
        machine_.heal();
        for (int round = 0; round < 200 && well(); ++round) {
            machine_.start();
            if (machine_.pipeline() == nullptr)
                return auditor_.finds("the service does not start although nothing stands in its way");
            std::erase_if(
                open_, [&](std::size_t place) { return requests_[place].answer || requests_[place].given_up; });
            for (auto const place : open_) {
                send(place);
                machine_.settle();
            }
            machine_.settle();
            machine_.scheduler()->send();
            machine_.settle();
            auto const fresh = machine_.scheduler()->collect();
            while (!mail_.empty() && well()) {
                receive(std::move(mail_.front()));
                mail_.pop_front();
            }
            if (machine_.has_ended()) {
                end_process("ends by itself");
                look();
                continue;
            }
            look();
            if (open_.empty() && fresh == 0)
                break;
        }
        auto const head = machine_.disk().head();
        if (well() && (!head || head->projected != head->last))
            auditor_.finds("the views do not follow the log to its end");
        if (well())
            audit();
        if (well())
            auditor_.at_the_end(requests_);
        if (auto* const vault = machine_.evidence(); vault != nullptr && well()) {
            vault->compare(machine_.disk(), head ? head->last : 0);
            coverage_.records = vault->records();
            look();
        }
        if (head)
            trace_.line(fmt::format("the log ends at {} with {}", head->last, to_string(head->hash)));
    }

    Result result()
    {
        Result result;
        if (!well())
            result.failure = Failure { turns_, machine_.today(), auditor_.found(), trace_.last() };
        result.trace = trace_.digest();
        result.turns = turns_;
        coverage_.runs = 1;
        coverage_.starts = machine_.starts();
        coverage_.kills = machine_.kills();
        if (auto const* vault = machine_.evidence())
            coverage_.vault_stops = vault->stops();
        for (std::size_t i = 0; i < store::injected_faults; ++i)
            coverage_.faults[i] = machine_.count(static_cast<store::InjectedFault>(i));
        coverage_.commands = auditor_.commands_done();
        coverage_.refusals = auditor_.refusals();
        coverage_.happened = auditor_.events();
        coverage_.endings = auditor_.endings();
        if (auto const head = machine_.disk().head())
            coverage_.events = head->last;
        result.coverage = std::move(coverage_);
        return result;
    }

    Plan const& plan_;
    Trace trace_;
    Random random_;
    Machine machine_;
    Workload workload_;
    Auditor auditor_;
    std::vector<Request> requests_;
    std::vector<std::size_t> open_; ///< places of those that wait for an answer that stands
    std::deque<Mail> mail_; ///< answers on their way
    std::uint64_t turns_ = 0;
    Coverage coverage_;
};

} // namespace

Result run(Plan const& plan, std::shared_ptr<casework::World const> world, std::ostream* trace)
{
    return Simulation(plan, world, trace).run();
}

} // namespace recourse::sim
