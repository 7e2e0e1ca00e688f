#include "api/bank_import.hpp"

#include "api/bank_refusals.hpp"
#include "api/replies.hpp"
#include "bank/camt.hpp"
#include "bank/pain001.hpp"
#include "bank/pain002.hpp"

#include <algorithm>
#include <condition_variable>
#include <mutex>

namespace recourse::api {

namespace {

constexpr std::size_t commands_at_once = 1'000; ///< well below what may wait in the inbox
constexpr std::size_t flaws_shown = 200;
constexpr std::size_t text_max = 1'000; ///< bytes kept of what a payer wrote

/// Sends commands and waits for what became of them; nothing where nobody knows of one.
std::optional<std::vector<app::Outcome>> carry_out(Desk& desk, std::vector<app::Envelope> envelopes)
{
    struct Waiting {
        std::mutex mutex;
        std::condition_variable changed;
        std::vector<app::Outcome> outcomes;
        std::size_t left = 0;
    };
    auto const waiting = std::make_shared<Waiting>();
    waiting->outcomes.resize(envelopes.size());
    for (std::size_t from = 0; from < envelopes.size(); from += commands_at_once) {
        auto const upto = std::min(from + commands_at_once, envelopes.size());
        waiting->left = upto - from;
        for (auto i = from; i < upto; ++i)
            desk.pipeline().submit(std::move(envelopes[i]), [waiting, i](app::Outcome outcome) {
                std::lock_guard const lock(waiting->mutex);
                waiting->outcomes[i] = std::move(outcome);
                if (--waiting->left == 0)
                    waiting->changed.notify_all();
            });
        std::unique_lock lock(waiting->mutex);
        waiting->changed.wait(lock, [&] { return waiting->left == 0; });
    }
    bool const all_known = std::ranges::none_of(waiting->outcomes,
        [](auto const& one) { return one.result == app::Result::busy || one.result == app::Result::unknown; });
    if (!all_known)
        return std::nullopt;
    return std::move(waiting->outcomes);
}

app::Envelope envelope_of(act::Actor actor, codec::Stream target, app::Command command, store::CommandId id)
{
    app::Envelope envelope { id, {}, actor, target, std::move(command), {}, {} };
    envelope.content = content_of(envelope);
    return envelope;
}

movement::Told told_of(bank::CamtMessage const& message, bank::Statement const& statement, bank::Movement const& one)
{
    auto const& [entry, transaction, identity] = one;
    movement::Told told;
    told.account = key_of(statement.account);
    told.identity = identity;
    told.amount = transaction->amount;
    told.credit = transaction->credit;
    told.reversal = entry->reversal;
    told.returned = transaction->returned.has_value();
    if (told.returned)
        told.return_reason = std::string { bank::head(transaction->returned->code
                + (transaction->returned->text.empty() ? "" : " ") + transaction->returned->text,
            200) };
    told.booked_on = entry->booked_on;
    told.value_on = entry->value_on;
    told.end_to_end_id = transaction->end_to_end_id;
    told.references = transaction->creditor_references;
    std::string text;
    for (auto const& line : transaction->unstructured)
        text += (text.empty() ? "" : " ") + line;
    if (text.empty())
        text = entry->note;
    told.text = std::string { bank::head(text, text_max) };
    told.other = transaction->other;
    told.source = fmt::format("{} {} {}", to_string(message.name), message.message_id, statement.id);
    return told;
}

statement::Record record_of(bank::CamtMessage const& message, bank::Statement const& statement, Digest const& digest)
{
    statement::Record record;
    record.account = key_of(statement.account);
    record.message = to_string(message.name);
    record.message_id = message.message_id;
    record.statement_id = statement.id;
    record.number = statement.electronic_number;
    record.digest = digest;
    if (statement.from)
        record.from = statement.from->day;
    if (statement.to)
        record.to = statement.to->day;
    record.opening = statement.opening;
    record.closing = statement.closing;
    for (auto const& entry : statement.entries) {
        record.booked += entry.status == bank::EntryStatus::booked ? 1 : 0;
        record.pending += entry.status == bank::EntryStatus::pending ? 1 : 0;
        record.undetailed += entry.undetailed ? 1 : 0;
    }
    return record;
}

void refuse_flaws(Call& call, std::vector<bank::XmlFlaw> const& flaws)
{
    auto problem = problem_of({ &bank_refusals::file_wrong, {}, {} }, http::language_of(call.request));
    for (std::size_t i = 0; i < std::min(flaws.size(), flaws_shown); ++i)
        problem.errors.push_back({ fmt::format("line {}, {}", flaws[i].line, flaws[i].path), flaws[i].says });
    if (flaws.size() > flaws_shown)
        problem.errors.push_back({ "", fmt::format("{} more", flaws.size() - flaws_shown) });
    call.refuse(problem);
}

ImportedMovement imported(Desk& desk, bank::Movement const& told, app::Outcome const& outcome)
{
    auto const state = peek<movement::State>(desk, outcome.target).state;
    ImportedMovement one { { outcome.target.number }, told.identity, told.transaction->amount, told.transaction->credit,
        ImportResult::known, state.reason, state.order, state.remittance };
    bool const same = state.told.amount == told.transaction->amount && state.told.credit == told.transaction->credit;
    if (!same)
        one.result = ImportResult::differs;
    else if (outcome.result == app::Result::done && !outcome.repeated)
        one.result = state.phase == movement::Phase::open ? ImportResult::exception : ImportResult::recorded;
    return one;
}

void count(ImportedStatement& statement, ImportResult result)
{
    switch (result) {
    case ImportResult::recorded:
        ++statement.recorded;
        break;
    case ImportResult::exception:
        ++statement.exceptions;
        break;
    case ImportResult::known:
        ++statement.repeated;
        break;
    case ImportResult::differs:
        ++statement.differing;
        break;
    }
}

/// The statement itself first, then its movements in one go: debits before credits.
std::optional<ImportedStatement> take(Call& call, bank::CamtMessage const& message, bank::Statement const& statement,
    Digest const& digest, std::uint64_t& as_of)
{
    auto const record = record_of(message, statement, digest);
    std::vector<app::Envelope> envelopes;
    envelopes.push_back(envelope_of(call.caller.actor, { codec::Subject::statement, 0 },
        statement::Command { statement::Take { record } },
        app::counted_command_id("statement",
            fmt::format("{} {} {} {}", record.account, message.name.family, message.message_id, statement.id))));
    auto const all = bank::movements(statement);
    act::Actor const machine { act::Role::platform, {}, {} };
    for (auto const& one : all) {
        if (one.transaction->amount.is_zero())
            continue; // nothing has moved
        envelopes.push_back(envelope_of(machine, { codec::Subject::movement, 0 },
            movement::Command { movement::Note { told_of(message, statement, one) } },
            app::counted_command_id("movement", fmt::format("{} {}", record.account, one.identity))));
    }
    auto const outcomes = carry_out(call.desk, std::move(envelopes));
    if (!outcomes)
        return std::nullopt;
    for (auto const& one : *outcomes)
        as_of = std::max<std::uint64_t>(as_of, one.as_of);
    ImportedStatement result;
    auto const& taken = outcomes->front();
    result.statement = { taken.target.number };
    result.statement_id = statement.id;
    result.known = taken.repeated || taken.result != app::Result::done;
    result.pending = record.pending;
    for (auto const& entry : statement.entries) {
        if (entry.undetailed)
            result.undetailed.push_back(entry.servicer_reference.empty() ? entry.reference : entry.servicer_reference);
    }
    std::size_t at = 1;
    for (auto const& one : all) {
        if (one.transaction->amount.is_zero())
            continue;
        result.movements.push_back(imported(call.desk, one, (*outcomes)[at++]));
        count(result, result.movements.back().result);
    }
    return result;
}

void import_camt(Call& call, bank::Account const& own, Digest const& digest)
{
    auto const message = bank::read_camt(call.request.body);
    if (!message)
        return refuse_flaws(call, message.error());
    for (auto const& statement : message->statements) {
        if (key_of(statement.account) != key_of(own))
            return call.refuse(
                act::Refusal { &bank_refusals::other_account, { { "account", display(statement.account) } }, {} });
    }
    Imported result { to_string(message->name), message->message_id, digest, 0, {}, {} };
    for (auto const& statement : message->statements) {
        auto one = take(call, *message, statement, digest, result.as_of);
        if (!one)
            return call.refuse(unavailable());
        result.statements.push_back(*std::move(one));
    }
    call.answer(http::Response::json(json_of(result)));
}

/// What a report says of each payment of the file; the names of payments that are not in it.
std::expected<std::vector<payout::Word>, std::vector<std::string>> words_of(
    bank::StatusReport const& report, Id<PayoutFile> number, payout::File const& file)
{
    std::map<Id<Remittance>, payout::Word> words;
    std::vector<std::string> strange;
    auto const status = [](bank::PaymentStatus one) {
        return one == bank::PaymentStatus::accepted ? payout::Status::accepted
            : one == bank::PaymentStatus::pending   ? payout::Status::pending
                                                    : payout::Status::rejected;
    };
    for (auto const& line : report.lines) {
        bool found = false;
        for (auto const& payment : file.lines) {
            auto const group = fmt::format("{}-{}", file.message_id, payment.amount.currency.code());
            bool const meant = line.end_to_end_id.empty()
                ? line.group.empty() || line.group == group
                : line.end_to_end_id == remittance::end_to_end_id(payment.remittance, number);
            if (!meant)
                continue;
            found = true;
            words[payment.remittance] = { payment.remittance, status(line.status), line.code, line.reason, line.text };
        }
        if (!found)
            strange.push_back(line.end_to_end_id.empty() ? line.group : line.end_to_end_id);
    }
    if (!strange.empty())
        return std::unexpected(std::move(strange));
    std::vector<payout::Word> all;
    all.reserve(words.size());
    for (auto& [id, word] : words)
        all.push_back(std::move(word));
    return all;
}

void import_report(Call& call, Digest const& digest)
{
    auto const report = bank::read_pain002(call.request.body);
    if (!report)
        return refuse_flaws(call, report.error());
    auto const number = payout::parse_message_id(report->original_id);
    auto const stream = codec::Stream { codec::Subject::payout, number ? number->number : 0 };
    auto const file = number ? peek<payout::State>(call.desk, stream) : app::Aggregate<payout::State> {};
    if (file.version == 0 || file.state.file.message_id != report->original_id)
        return call.refuse(
            act::Refusal { &bank_refusals::unknown_original, { { "message", report->original_id } }, {} });
    auto words = words_of(*report, *number, file.state.file);
    if (!words)
        return call.refuse(act::Refusal {
            &bank_refusals::unknown_payment, { { "which", fmt::format("{}", fmt::join(words.error(), ", ")) } }, {} });
    std::vector<app::Envelope> envelopes;
    envelopes.push_back(
        envelope_of(call.caller.actor, stream, payout::Command { payout::Report { report->message_id, *words } },
            app::counted_command_id("report", to_string(digest))));
    auto const outcomes = carry_out(call.desk, std::move(envelopes));
    if (!outcomes)
        return call.refuse(unavailable());
    auto const& outcome = outcomes->front();
    if (outcome.result == app::Result::refused)
        return call.refuse(receipt_of(outcome, http::language_of(call.request)).error());
    Imported result { to_string(report->name), report->message_id, digest, outcome.as_of, {}, {} };
    bool const known = outcome.repeated || outcome.result != app::Result::done || outcome.version == file.version;
    result.report = ImportedReport { *number, known, *std::move(words) };
    call.answer(http::Response::json(json_of(result)));
}

} // namespace

void import_bank_file(Call& call)
{
    auto const role = call.caller.actor.role;
    bool const may = !call.caller.only_case && (role == act::Role::officer || role == act::Role::provider);
    if (!may)
        return call.refuse(act::Refusal { &bank_refusals::wrong_role, {}, {} });
    if (auto refused = http::refuse_other_media(call.request, { "application/xml", "text/xml" }))
        return call.answer(*std::move(refused));
    auto const* own = call.desk.books()->provider().account();
    if (own == nullptr)
        return call.refuse(act::Refusal { &bank_refusals::not_the_provider, {}, {} });
    auto const digest = sha256(std::string_view { call.request.body });
    // The name of the message stands near the beginning; what is neither is told so by the reader of statements.
    auto const begin = std::string_view { call.request.body }.substr(0, 4'096);
    if (begin.find("xsd:pain.002.") != std::string_view::npos)
        import_report(call, digest);
    else
        import_camt(call, *own, digest);
}

} // namespace recourse::api
