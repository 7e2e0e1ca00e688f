#include "bank/pain002.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace recourse::bank {

namespace {

struct Word {
    std::string_view code;
    PaymentStatus status;
};

/// The codes of ExternalPaymentGroupStatus1Code and ExternalPaymentTransactionStatus1Code that a customer's bank
/// answers an order to pay with.
constexpr std::array words { Word { "ACCC", PaymentStatus::accepted }, Word { "ACCP", PaymentStatus::accepted },
    Word { "ACFC", PaymentStatus::accepted }, Word { "ACSC", PaymentStatus::accepted },
    Word { "ACSP", PaymentStatus::accepted }, Word { "ACTC", PaymentStatus::accepted },
    Word { "ACWC", PaymentStatus::accepted }, Word { "CANC", PaymentStatus::rejected },
    Word { "PATC", PaymentStatus::pending }, Word { "PDNG", PaymentStatus::pending },
    Word { "RCVD", PaymentStatus::pending }, Word { "RJCT", PaymentStatus::rejected } };

/// PART says nothing itself: each payment is named.
void read_status(XmlPlace const& place, std::string_view name, StatusLine line, std::vector<StatusLine>& lines)
{
    auto const status = place.one(name);
    if (!status || status.text() == "PART")
        return;
    auto const word = std::ranges::find(words, status.text(), &Word::code);
    if (word == words.end())
        return status.wrong(fmt::format("'{}' is no status of a payment that is known here", excerpt(status.text())));
    line.line = place.line();
    line.status = word->status;
    line.code = word->code;
    for (auto const& why : place.all("StsRsnInf")) {
        auto const reason = why.one("Rsn");
        auto const code = reason.text_of(reason.one("Cd") ? "Cd" : "Prtry", 35);
        line.reason += (line.reason.empty() || code.empty() ? "" : ", ") + code;
        for (auto const& text : why.all("AddtlInf"))
            line.text += (line.text.empty() ? "" : " ") + std::string { head(text.text(), 105) };
    }
    lines.push_back(std::move(line));
}

StatusReport read_report(XmlPlace const& root, MessageName name)
{
    StatusReport report;
    report.name = std::move(name);
    auto const body = root.need("CstmrPmtStsRpt");
    auto const header = body.need("GrpHdr");
    header.need("MsgId");
    report.message_id = header.text_of("MsgId", 35);
    report.created = when(header.need("CreDtTm"));
    auto const original = body.need("OrgnlGrpInfAndSts");
    original.need("OrgnlMsgId");
    report.original_id = original.text_of("OrgnlMsgId", 35);
    if (auto const kind = original.need("OrgnlMsgNmId"); kind && !kind.text().starts_with("pain.001"))
        kind.wrong(fmt::format("the report is of '{}', not of a pain.001", excerpt(kind.text())));
    std::vector<StatusLine> lines;
    read_status(original, "GrpSts", {}, lines);
    for (auto const& group : body.all("OrgnlPmtInfAndSts")) {
        group.need("OrgnlPmtInfId");
        StatusLine line;
        line.group = group.text_of("OrgnlPmtInfId", 35);
        read_status(group, "PmtInfSts", line, lines);
        for (auto const& payment : group.all("TxInfAndSts")) {
            payment.need("OrgnlEndToEndId");
            line.end_to_end_id = payment.text_of("OrgnlEndToEndId", 35);
            payment.need("TxSts");
            if (!line.end_to_end_id.empty())
                read_status(payment, "TxSts", line, lines);
            else if (payment.one("OrgnlEndToEndId"))
                payment.one("OrgnlEndToEndId").wrong("this is empty");
        }
    }
    auto const width = [](StatusLine const& one) { return one.group.empty() ? 0 : one.end_to_end_id.empty() ? 1 : 2; };
    for (int const wanted : { 0, 1, 2 })
        std::ranges::copy_if(
            lines, std::back_inserter(report.lines), [&](auto const& one) { return width(one) == wanted; });
    return report;
}

} // namespace

std::expected<StatusReport, std::vector<XmlFlaw>> read_pain002(std::string_view bytes)
{
    auto const document = read_xml(bytes);
    if (!document)
        return std::unexpected(std::vector { document.error() });
    std::vector<XmlFlaw> flaws;
    XmlPlace const root(document->root, flaws);
    auto const name = message_of(document->space);
    if (!name || document->root.name != "Document" || name->family != "pain.002")
        root.wrong(fmt::format("this is no pain.002: its namespace is '{}'", excerpt(document->space)));
    else if (name->version != 3 && name->version != 10)
        root.wrong(fmt::format("{} is not read: versions 03 and 10 are", to_string(*name)));
    if (!flaws.empty())
        return std::unexpected(std::move(flaws));
    auto report = read_report(root, *name);
    if (flaws.empty() && report.lines.empty())
        root.wrong("the report says nothing of any payment");
    if (flaws.empty())
        return report;
    return std::unexpected(in_order(std::move(flaws)));
}

} // namespace recourse::bank
