#include "api/replies.hpp"
#include "cli/desk.hpp"
#include "cli/report.hpp"
#include "cli/role.hpp"

#include <fmt/format.h>

#include <charconv>
#include <ostream>

// What is done to a data directory at the command line, while no server has it.

namespace recourse::cli {

namespace {

constexpr std::array key_options {
    desk_made,
    Option { "name", "NAME", "what the key is for", {}, true },
    Option { "role", "ROLE", "in which part it acts", {}, true,
        "buyer supplier officer inspector carrier provider auditor" },
    Option { "party", "P-NUMBER", "for whom; left out: for the programme itself" },
    Option { "scopes", "SCOPES", "read,orders,payments,claims,rules,accounts,audit", "all" },
    Option { "days", "DAYS", "how long it is good, at most 400", "90" },
    desk_programme,
    desk_zone,
};
constexpr std::array check_options { desk_data, desk_programme, desk_zone };
constexpr std::array trace_words { Positional { "ID", "what is traced: O-17, C-9, R-5, P-3, M-8, F-4, S-2, E-6" } };
std::optional<accounts::Scopes> parse_scopes(std::string_view text)
{
    if (text.empty() || text == "all")
        return accounts::Scopes::all();
    accounts::Scopes scopes;
    while (!text.empty()) {
        auto const comma = text.find(',');
        auto const scope = accounts::parse_scope(text.substr(0, comma));
        if (!scope)
            return std::nullopt;
        scopes.add(*scope);
        text = comma == std::string_view::npos ? std::string_view {} : text.substr(comma + 1);
    }
    return scopes;
}

int run_key(Given const& given, Streams streams)
{
    auto const wrong = [&](std::string const& message) {
        say("recourse key: " + message, streams.err);
        return input_wrong;
    };
    auto const role = parse_role(value_of(given, "role"));
    if (!role)
        return wrong("--role is buyer, supplier, officer, inspector, carrier, provider or auditor");
    auto const scopes = parse_scopes(value_of(given, "scopes"));
    if (!scopes)
        return wrong("--scopes is a list of read, orders, payments, claims, rules, accounts, audit");
    Id<Party> party;
    if (auto const text = value_of(given, "party"); !text.empty()) {
        auto const parsed = parse_id<Party>(text);
        if (!parsed)
            return wrong(fmt::format("--party is an id such as P-3, not '{}'", text));
        party = *parsed;
    }
    auto const days_text = value_of(given, "days", "90");
    int days = 0;
    auto const [end, error] = std::from_chars(days_text.data(), days_text.data() + days_text.size(), days);
    if (error != std::errc {} || end != days_text.data() + days_text.size() || days < 1 || days > 400)
        return wrong("--days is a whole number from 1 to 400");
    app::SystemClock clock;
    auto const desk = opened_desk("key", given, streams, clock, NoDesk::made);
    if (desk == nullptr)
        return input_wrong;
    constexpr std::int64_t day = 86'400'000'000;
    auto const minted = desk->accounts().make_key(accounts::Caller::command_line(),
        { value_of(given, "name"), *role, party, *scopes, { clock.now().micros + days * day } });
    if (!minted) {
        if (auto const* refusal = minted.error().refusal())
            return wrong(api::problem_of(*refusal, Language::en).title);
        say("recourse key: the accounts give no answer", streams.err);
        return we_failed;
    }
    streams.out << minted->token.reveal() << '\n';
    return answered;
}

int run_check(Given const& given, Streams streams)
{
    app::SystemClock clock;
    auto const looked = looked_through("check", given, streams, clock);
    if (!looked)
        return input_wrong;
    for (auto const& finding : looked->findings)
        say(finding, streams.out);
    streams.out << fmt::format("{} events: {}\n", looked->events,
        looked->findings.empty() ? "chain, invariants, balances, views and vault are as they should be"
                                 : counted(looked->findings.size(), "finding"));
    return looked->findings.empty() ? answered : we_failed;
}

std::optional<codec::Stream> stream_named(std::string_view id)
{
    if (auto const order = parse_id<Order>(id))
        return codec::Stream { codec::Subject::order, order->number };
    if (auto const claim = parse_id<Claim>(id))
        return codec::Stream { codec::Subject::claim, claim->number };
    if (auto const one = parse_id<Remittance>(id))
        return codec::Stream { codec::Subject::remittance, one->number };
    if (auto const party = parse_id<Party>(id))
        return codec::Stream { codec::Subject::party, party->number };
    if (auto const one = parse_id<BankStatement>(id))
        return codec::Stream { codec::Subject::statement, one->number };
    if (auto const one = parse_id<BankMovement>(id))
        return codec::Stream { codec::Subject::movement, one->number };
    if (auto const one = parse_id<PayoutFile>(id))
        return codec::Stream { codec::Subject::payout, one->number };
    if (auto const one = parse_id<Edition>(id))
        return codec::Stream { codec::Subject::edition, one->number };
    if (auto const one = parse_id<Dossier>(id))
        return codec::Stream { codec::Subject::dossier, one->number };
    if (auto const one = parse_id<Matter>(id))
        return codec::Stream { codec::Subject::matter, one->number };
    return std::nullopt;
}

/// The journey of one record: each event with who and when.
void print_journey(api::Desk& desk, codec::Stream stream, std::string_view title, std::ostream& out)
{
    auto const events = desk.store().read_stream(codec::to_number(stream), 1);
    if (!events || events->value.empty())
        return;
    out << title << '\n';
    for (auto const& event : events->value) {
        auto const stored = app::unpacked(event);
        if (!stored)
            continue;
        auto const& by = stored->caused.by;
        auto const at = desk.zone().civil(event.at);
        out << fmt::format("  {:>8}  {}  {:<24} {}{}\n", event.sequence,
            time::to_string(time::CivilTime { at.date, at.hour, at.minute, 0, 0 }), app::event_word(stored->what),
            act::word(by.role), by.party ? " " + to_string(by.party) : "");
    }
}

int run_trace(Given const& given, Streams streams)
{
    auto const id = value_of(given, "ID");
    auto const stream = stream_named(id);
    if (!stream) {
        say(fmt::format("recourse trace: '{}' is no id such as O-17, C-9, L-17, R-5 or P-3", id), streams.err);
        return input_wrong;
    }
    app::SystemClock clock;
    auto const desk = opened_desk("trace", given, streams, clock);
    if (desk == nullptr)
        return input_wrong;
    (void)desk->pipeline().wait_projected(desk->pipeline().durable(), std::chrono::minutes(1));
    auto const subject = desk->pipeline().read(*stream);
    if (!subject || !*subject || version_of(**subject) == 0) {
        say(fmt::format("recourse trace: there is no {}", id), streams.err);
        return input_wrong;
    }
    print_journey(*desk, *stream, id, streams.out);
    if (stream->subject == codec::Subject::order) {
        for (auto const claim : std::get<app::Aggregate<order::State>>(**subject).state.claims)
            print_journey(*desk, { codec::Subject::claim, claim.number }, to_string(claim), streams.out);
    } else if (stream->subject == codec::Subject::party)
        print_journey(*desk, { codec::Subject::standing, stream->number }, id + " as supplier", streams.out);
    return answered;
}

} // namespace

Subcommand const key_command { "key", "make an API key; it is printed once and kept nowhere",
    "recourse key --data desk --name ops --role officer", {}, key_options, run_key };
Subcommand const check_command { "check", "read the whole log again and compare all that was made of it",
    "recourse check --data desk", {}, check_options, run_check };
Subcommand const trace_command { "trace", "print what has happened to a record, and to the claims on it",
    "recourse trace O-17 --data desk", trace_words, check_options, run_trace };

} // namespace recourse::cli
