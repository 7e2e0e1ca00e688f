#include "handover/steps.hpp"

#include "codec/described.hpp"

#include <fmt/format.h>

#include <tuple>

namespace recourse::handover {

namespace {

using limitation::ActKind;
using matter::State;

std::uint32_t number_at(std::size_t position)
{
    return static_cast<std::uint32_t>(position + 1);
}

/// One matter on its way into steps.
class Taking {
public:
    explicit Taking(State const& state) : state_(state) { }

    Steps take() &&
    {
        open();
        parties();
        heads();
        basis();
        acts();
        rest_of_filings();
        rest_of_preservations();
        titles();
        rest_of_receipts();
        offers();
        for (auto const& one : state_.needed_papers)
            step(matter::NotePaper { one.paper });
        left_to_others();
        return std::move(all_);
    }

private:
    template <class Command>
    void step(Command command)
    {
        all_.steps.push_back({ matter::Command { std::move(command) }, {}, 0 });
    }
    /// Numbers follow from the order.
    template <class Command>
    void entry(std::string_view list, Command command)
    {
        auto const number = ++made_[std::string { list }];
        all_.steps.push_back({ matter::Command { std::move(command) }, std::string { list }, number });
    }
    void left(std::string what, std::string why) { all_.left_out.push_back({ std::move(what), std::move(why) }); }

    void open()
    {
        matter::OpenOutside command;
        command.against = state_.against;
        if (command.against.empty())
            for (auto const& one : state_.pursued)
                if (command.against.empty())
                    command.against = one.pursued.name.empty() ? one.pursued.name_zh : one.pursued.name;
        if (command.against.empty())
            command.against = "not known";
        command.currency = state_.nothing.currency.code();
        command.language = state_.language;
        command.title = state_.title;
        step(std::move(command)); // the firm and the dossier are the receiver's own
    }

    void parties()
    {
        for (std::size_t i = 0; i < state_.pursued.size(); ++i) {
            entry("pursued", matter::AddPursued { state_.pursued[i].pursued });
            if (state_.pursued[i].dropped)
                step(matter::DropPursued { number_at(i), "dropped before the hand-over" });
        }
    }

    void heads()
    {
        for (std::size_t i = 0; i < state_.heads.size(); ++i)
            entry("heads", matter::AddHead { state_.heads[i].head });
    }

    /// After the receipts, which were counted against them.
    void withdraw_heads()
    {
        for (std::size_t i = 0; i < state_.heads.size(); ++i)
            if (state_.heads[i].withdrawn)
                step(matter::WithdrawHead { number_at(i), "withdrawn before the hand-over" });
    }

    void basis()
    {
        if (state_.clause)
            step(matter::RecordClause { *state_.clause });
        step(matter::StateFooting { state_.footing });
        for (auto const& [obstacle, note] : state_.obstacles)
            entry("obstacles", matter::RecordObstacle { obstacle, note });
        for (auto const& [notice, paper] : state_.notices)
            entry("notices", matter::GiveNotice { notice });
        for (std::size_t i = 0; i < state_.avoidables.size(); ++i) {
            auto const& [avoidable, sought_on] = state_.avoidables[i];
            entry("avoidables", matter::RecordAvoidable { avoidable });
            if (sought_on)
                step(matter::SeekAvoidance { number_at(i), *sought_on });
        }
    }

    /// Each act by what brought it, so that it has its number again: a filing, a preservation before suit, money that
    /// came, or itself.
    void acts()
    {
        for (std::size_t i = 0; i < state_.acts.size(); ++i) {
            auto const& one = state_.acts[i];
            if (one.filing != 0)
                filings_upto(one.filing);
            else if (one.act.kind == ActKind::preservation && preservation_of(one))
                preservations_upto(*preservation_of(one));
            else if (one.act.kind == ActKind::part_payment && receipt_of(one))
                receipts_upto(*receipt_of(one));
            else {
                matter::RecordAct command { one.act, one.party, one.exhibits, note_of(one) };
                entry("acts", std::move(command));
                continue;
            }
            ++made_["acts"]; // by the way
            prove(number_at(i), one);
        }
    }

    /// A paper that went out is told in words: it lies in the package, and who approved it was somebody else.
    std::string note_of(matter::ActState const& one) const
    {
        auto const* paper = matter::entry(state_.papers, one.paper);
        if (paper == nullptr || !paper->sending)
            return one.note;
        auto note = fmt::format("{}, sent by {} to {}", paper->paper.title, paper->sending->how, paper->sending->to);
        return one.note.empty() ? note : one.note + "\n" + note;
    }

    void prove(std::uint32_t number, matter::ActState const& one)
    {
        if (one.act.arrived_on || one.act.ended_on)
            step(matter::ProveAct { number, one.act.arrived_on, one.act.proof, one.act.ended_on, {} });
    }

    std::optional<std::uint32_t> preservation_of(matter::ActState const& one) const
    {
        for (std::size_t i = made("preservations"); i < state_.preservations.size(); ++i) {
            auto const& application = state_.preservations[i].application;
            if (application.stage == matter::Stage::pre_action && !application.of_evidence
                && application.on == one.act.on && application.court == one.note)
                return number_at(i);
        }
        return std::nullopt;
    }
    std::optional<std::uint32_t> receipt_of(matter::ActState const& one) const
    {
        for (std::size_t i = made("receipts"); i < state_.receipts.size(); ++i) {
            auto const& receipt = state_.receipts[i].receipt;
            bool const pays = receipt.route == matter::Route::voluntary || receipt.route == matter::Route::settlement;
            if (pays && receipt.on == one.act.on && receipt.note == one.note)
                return number_at(i);
        }
        return std::nullopt;
    }
    std::size_t made(std::string_view list) const
    {
        auto const found = made_.find(list);
        return found == made_.end() ? 0 : found->second;
    }

    void filings_upto(std::uint32_t last)
    {
        for (auto number = number_at(made("filings")); number <= last; ++number) {
            auto const& [filing, bench] = std::tie(state_.filings[number - 1].filing, state_.filings[number - 1].bench);
            if (!chosen_ || chosen_->forum != filing.forum || chosen_->bench != bench)
                choose(state_.choice && state_.choice->forum == filing.forum && state_.choice->bench == bench
                        ? *state_.choice
                        : matter::Choice { filing.forum, bench, "It was filed there before the hand-over." });
            entry("filings", matter::File { filing, interlocks_ });
        }
    }
    void choose(matter::Choice choice)
    {
        step(matter::ChooseForum { choice, interlocks_ });
        chosen_ = std::move(choice);
    }
    void preservations_upto(std::uint32_t last)
    {
        for (auto number = number_at(made("preservations")); number <= last; ++number)
            entry("preservations", applied(state_.preservations[number - 1].application));
    }
    /// Where only evidence was to be secured there may be no sum: nothing then, in a currency that can be written.
    matter::ApplyPreservation applied(matter::Application application) const
    {
        application.amount = said(application.amount);
        return { std::move(application) };
    }
    Money said(Money amount) const { return amount.currency == Currency {} ? state_.nothing : amount; }
    void receipts_upto(std::uint32_t last)
    {
        for (auto number = number_at(made("receipts")); number <= last; ++number) {
            auto const& one = state_.receipts[number - 1];
            entry("receipts", matter::RecordReceipt { one.receipt, one.over_recovery });
        }
    }

    void rest_of_filings()
    {
        filings_upto(static_cast<std::uint32_t>(state_.filings.size()));
        if (state_.choice && chosen_ != state_.choice)
            choose(*state_.choice);
        for (std::size_t i = 0; i < state_.filings.size(); ++i) {
            matter::Progress begun;
            begun.case_number = state_.filings[i].filing.case_number;
            if (state_.filings[i].progress != begun)
                step(matter::NoteProgress { number_at(i), state_.filings[i].progress });
        }
        hearings();
        for (std::size_t i = 0; i < state_.filings.size(); ++i) {
            auto const& one = state_.filings[i];
            if (one.end && one.ended_on)
                step(matter::EndFiling { number_at(i), *one.end, *one.ended_on, "ended before the hand-over" });
        }
    }

    /// Which one took the place of which is not kept: the next one of the same filing did.
    void hearings()
    {
        std::map<std::uint32_t, std::uint32_t> put_off; // the last one of each filing that waits for its like
        for (std::size_t i = 0; i < state_.hearings.size(); ++i) {
            auto const& [filing, on, place, replaced] = state_.hearings[i];
            matter::SetHearing command { filing, on, place, {} };
            if (auto const before = put_off.find(filing); before != put_off.end()) {
                command.replaces = before->second;
                put_off.erase(before);
            }
            entry("hearings", std::move(command));
            if (replaced)
                put_off[filing] = number_at(i);
        }
    }

    void rest_of_preservations()
    {
        preservations_upto(static_cast<std::uint32_t>(state_.preservations.size()));
        for (std::size_t i = 0; i < state_.preservations.size(); ++i) {
            auto const& one = state_.preservations[i];
            if (one.granted && one.ruled_on)
                step(matter::RecordRuling { number_at(i), *one.granted, *one.ruled_on, one.note });
            if (one.wrongful_on)
                step(matter::NoteWrongfulFreeze {
                    number_at(i), *one.wrongful_on, one.wrongful_by, one.wrongful_amount, {} });
        }
        for (std::size_t i = 0; i < state_.measures.size(); ++i)
            measure(number_at(i), state_.measures[i]);
    }

    void measure(std::uint32_t number, matter::MeasureState const& one)
    {
        entry("measures", matter::ExecuteMeasure { one.measure });
        if (one.renewals > 0)
            step(matter::GrantRenewal { number, one.from, one.until });
        if (one.renewal_applied_on)
            step(matter::ApplyRenewal { number, *one.renewal_applied_on });
        if (one.phase == matter::MeasurePhase::lifted && one.over_on)
            step(matter::LiftMeasure { number, *one.over_on, one.reason });
        if (one.phase == matter::MeasurePhase::lapsed)
            left(fmt::format("the lapse of freeze {}", number), "the receiving desk notes it when it passes the day");
    }

    void titles()
    {
        for (std::size_t i = 0; i < state_.titles.size(); ++i) {
            auto const& one = state_.titles[i];
            auto const number = number_at(i);
            auto title = one.title;
            for (auto* sum : { &title.principal, &title.interest, &title.costs })
                *sum = said(*sum);
            entry("titles", matter::RecordTitle { std::move(title) });
            if (one.challenged_on)
                step(matter::NoteChallenge { number, matter::ChallengeStep::ours, *one.challenged_on, {} });
            else if (one.challenge_open)
                left(fmt::format("the other side's challenge of title {}", number), "its day is not kept: record it");
            if (one.fell)
                left(fmt::format("that title {} was set aside", number), "its day is not kept: record it");
            else if (one.challenged_on && !one.challenge_open)
                left(fmt::format("that title {} was upheld", number), "its day is not kept: record it");
            if (one.enforcement)
                step(matter::ApplyEnforcement { number, *one.enforcement });
            for (auto const& [pressure, on, against] : one.pressed)
                step(matter::NotePressure { number, pressure, on, against });
        }
    }

    void rest_of_receipts()
    {
        receipts_upto(static_cast<std::uint32_t>(state_.receipts.size()));
        withdraw_heads();
    }

    /// Those that are open, numbered anew: what is over cannot be offered again.
    void offers()
    {
        for (std::size_t i = 0; i < state_.offers.size(); ++i) {
            auto const& one = state_.offers[i];
            if (one.phase == matter::OfferPhase::open)
                entry("offers", matter::MakeOffer { one.offer });
            else if (one.phase == matter::OfferPhase::accepted || one.phase == matter::OfferPhase::broken)
                left(fmt::format("offer {}, {}", i + 1, matter::word(one.phase)),
                    "a settlement binds by what was signed: read it, and record it yourself");
            else
                left(fmt::format("offer {}, {}", i + 1, matter::word(one.phase)), "it is over");
        }
    }

    /// What belongs to whoever handed over, or is a person's own word.
    void left_to_others()
    {
        if (!state_.checks.empty())
            left("the search for conflicts", "each firm makes its own");
        if (state_.engagement || !state_.costs.empty())
            left("the engagement, its budget and costs", "they are between the client and the firm that hands over");
        if (!state_.papers.empty())
            left("the state of papers",
                "who takes over makes and approves his own; those that went out are told with "
                "the acts, and lie in papers/ where the desk has them");
        if (!state_.distributions.empty())
            left("who was given what of the money", "it was given out by whoever hands over");
        if (state_.order)
            left("the claim with the programme", "it runs on the platform, where the buyer's side follows it");
        if (state_.phase == matter::Phase::closed)
            left("that the matter was closed", "who takes over goes on with it, or closes it with reasons");
    }

    State const& state_;
    Steps all_;
    std::map<std::string, std::uint32_t, std::less<>> made_;
    std::optional<matter::Choice> chosen_; ///< by the steps so far
    /// Whoever carries the steps out has read what stands against them: they were taken already.
    std::vector<matter::Interlock> const interlocks_ { matter::Interlock::clause_excludes_court,
        matter::Interlock::suit_ends_claim, matter::Interlock::chargeback_runs };
};

/// Calls `with` for every list of exhibits in a described value.
template <class T, class F>
void each_exhibits(T& value, F const& with)
{
    if constexpr (std::is_same_v<T, matter::Exhibits>)
        with(value);
    else if constexpr (codec::described::is<T, std::optional>) {
        if (value)
            each_exhibits(*value, with);
    } else if constexpr (codec::described::is<T, std::vector>) {
        for (auto& one : value)
            each_exhibits(one, with);
    } else if constexpr (boost::describe::has_describe_members<T>::value)
        boost::mp11::mp_for_each<codec::described::members<T>>(
            [&](auto member) { each_exhibits(value.*member.pointer, with); });
}

} // namespace

Steps steps_of(State const& state)
{
    return Taking { state }.take();
}

std::map<std::string, std::uint32_t, std::less<>> counted(State const& state)
{
    auto const count = [](auto const& list) { return static_cast<std::uint32_t>(list.size()); };
    return { { "pursued", count(state.pursued) }, { "heads", count(state.heads) }, { "acts", count(state.acts) },
        { "obstacles", count(state.obstacles) }, { "notices", count(state.notices) },
        { "avoidables", count(state.avoidables) }, { "preservations", count(state.preservations) },
        { "measures", count(state.measures) }, { "filings", count(state.filings) },
        { "hearings", count(state.hearings) }, { "offers", count(state.offers) }, { "titles", count(state.titles) },
        { "receipts", count(state.receipts) } };
}

std::vector<Id<evidence::Exhibit>> rename_exhibits(matter::Command& command, ExhibitIds const& ids)
{
    std::vector<Id<evidence::Exhibit>> unknown;
    auto const rename = [&](matter::Exhibits& exhibits) {
        matter::Exhibits renamed;
        for (auto const id : exhibits) {
            if (auto const found = ids.find(id); found != ids.end())
                renamed.push_back(found->second);
            else
                unknown.push_back(id);
        }
        exhibits = std::move(renamed);
    };
    std::visit([&](auto& one) { each_exhibits(one, rename); }, command);
    return unknown;
}

} // namespace recourse::handover
