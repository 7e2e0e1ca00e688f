#include "bank/camt.hpp"
#include "bank/pain002.hpp"
#include "cli/commands.hpp"
#include "cli/files.hpp"
#include "cli/report.hpp"
#include "core/bank/reference.hpp"

#include "base/printable.hpp"

#include <fmt/format.h>

#include <ostream>

// What the desk would see in a file of a bank, for whoever connects the two: nothing is recorded.

namespace recourse::cli {

namespace {

constexpr std::array words { Positional { "FILE", "camt.053, camt.054 or pain.002; - for standard input", true } };

constexpr std::string_view details
    = "Every error is named with its line and the path of its element. Where a payment names an instalment, the order "
      "is said; nothing is looked up and nothing is recorded.";

std::string when_text(std::optional<bank::When> const& when)
{
    if (!when)
        return "at an unknown time";
    return when->moment ? to_string(*when->moment) : to_string(when->day) + " (no zone)";
}

std::string_view word(bank::EntryStatus status)
{
    switch (status) {
    case bank::EntryStatus::booked:
        return "booked";
    case bank::EntryStatus::pending:
        return "pending";
    case bank::EntryStatus::information:
        return "for information";
    }
    return {};
}

std::string_view word(bank::PaymentStatus status)
{
    switch (status) {
    case bank::PaymentStatus::accepted:
        return "accepted";
    case bank::PaymentStatus::pending:
        return "pending";
    case bank::PaymentStatus::rejected:
        return "rejected";
    }
    return {};
}

/// One line, indented; what comes from the file cannot steer the terminal.
void line(std::ostream& out, int depth, std::string_view text)
{
    auto shown = printable(text);
    shown.erase(shown.find_last_not_of(' ') + 1);
    out << std::string(static_cast<std::size_t>(depth) * 2, ' ') << shown << "\n";
}

void references(std::ostream& out, bank::Transaction const& one)
{
    for (auto const& reference : one.creditor_references) {
        auto const due = bank::due_of(reference);
        auto const flaw = bank::flaw_of_reference(bank::compact(reference));
        line(out, 3,
            due ? fmt::format(
                      "reference {}: order {}, instalment {}", reference, to_string(due->order), due->instalment + 1)
                : flaw ? fmt::format("reference {}: {}", reference, *flaw)
                       : fmt::format("reference {}: another's", reference));
    }
    for (auto const& text : one.unstructured) {
        line(out, 3, fmt::format("text \"{}\"", text));
        for (auto const& due : bank::find_references(text))
            line(out, 3, fmt::format("in it: order {}, instalment {}", to_string(due.order), due.instalment + 1));
    }
    if (one.returned)
        line(out, 3, fmt::format("returned: {} {}", one.returned->code, one.returned->text));
    if (one.instructed)
        line(out, 3, fmt::format("ordered as {}", display(*one.instructed)));
}

void entry(std::ostream& out, bank::Entry const& entry)
{
    auto const day = entry.booked_on ? to_string(*entry.booked_on) : "no day";
    line(out, 1,
        fmt::format("{} {} {}{} {}{}", word(entry.status), day, entry.credit ? "+" : "-", display(entry.amount),
            entry.reversal ? "(reversal) " : "", entry.note));
    if (entry.undetailed)
        line(out, 2, fmt::format("{} payments, which are not in this file", *entry.batch));
}

void statement(std::ostream& out, bank::Statement const& one)
{
    line(out, 0,
        fmt::format("Statement {}{} of {} ({})", one.id,
            one.electronic_number ? fmt::format(", number {}", *one.electronic_number) : "", display(one.account),
            one.account.name.empty() ? "no name" : one.account.name));
    if (one.opening)
        line(out, 1,
            fmt::format("opening balance {}, closing balance {}: they add up with the booked entries",
                display(*one.opening), display(*one.closing)));
    auto const all = bank::movements(one);
    for (auto const& of : one.entries) {
        entry(out, of);
        for (auto const& payment : of.transactions) {
            auto const found = std::ranges::find(all, &payment, &bank::Movement::transaction);
            line(out, 2,
                fmt::format("{} {} {}{}", found == all.end() ? "-" : found->identity, display(payment.amount),
                    payment.credit ? "from " : "to ",
                    payment.other.name.empty() ? "somebody unnamed" : payment.other.name));
            if (!payment.end_to_end_id.empty())
                line(out, 3, fmt::format("end-to-end id {}", payment.end_to_end_id));
            references(out, payment);
        }
    }
}

int failed(std::vector<bank::XmlFlaw> const& flaws, std::string const& name, Streams streams)
{
    for (auto const& flaw : flaws)
        say(fmt::format("{}: {}", name, to_string(flaw)), streams.err);
    say(fmt::format("recourse bank check: {}", counted(flaws.size(), "problem")), streams.err);
    return input_wrong;
}

int run_bank_check(Given const& given, Streams streams)
{
    auto const name = value_of(given, "FILE");
    auto const bytes = read_file(name, streams.in);
    if (!bytes) {
        say("recourse bank check: " + bytes.error(), streams.err);
        return input_wrong;
    }
    auto const document = bank::read_xml(*bytes);
    if (!document)
        return failed({ document.error() }, name, streams);
    auto const message = bank::message_of(document->space);
    auto& out = streams.out;
    if (message && message->family == "pain.002") {
        auto const report = bank::read_pain002(*bytes);
        if (!report)
            return failed(report.error(), name, streams);
        line(out, 0,
            fmt::format("{}, message {}, made {}, about our message {}", to_string(report->name), report->message_id,
                when_text(report->created), report->original_id));
        for (auto const& one : report->lines)
            line(out, 1,
                fmt::format("{}: {} ({}){}{}",
                    !one.end_to_end_id.empty() ? one.end_to_end_id
                        : !one.group.empty()   ? "all others of " + one.group
                                               : "all others",
                    word(one.status), one.code, one.reason.empty() ? "" : ", " + one.reason,
                    one.text.empty() ? "" : ": " + one.text));
        return answered;
    }
    auto const camt = bank::read_camt(*bytes);
    if (!camt)
        return failed(camt.error(), name, streams);
    line(out, 0,
        fmt::format("{}, message {}, made {}", to_string(camt->name), camt->message_id, when_text(camt->created)));
    for (auto const& one : camt->statements)
        statement(out, one);
    return answered;
}

} // namespace

Subcommand const bank_check_command { "bank check", "say what the desk sees in a file of a bank",
    "recourse bank check statement.xml", words, {}, run_bank_check, details };

} // namespace recourse::cli
