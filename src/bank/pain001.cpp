#include "bank/pain001.hpp"

#include "bank/values.hpp"
#include "base/check.hpp"
#include "base/wide.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace recourse::bank {

namespace {

/// Writes elements one in the other, a line for each that holds text.
class Writer {
public:
    explicit Writer(std::string space)
    {
        out_ = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Document xmlns=\"" + std::move(space) + "\">\n";
        open_.emplace_back("Document");
    }

    template <class Do>
    void within(std::string_view name, Do const& act)
    {
        indent();
        out_ += fmt::format("<{}>\n", name);
        open_.emplace_back(name);
        act();
        open_.pop_back();
        indent();
        out_ += fmt::format("</{}>\n", name);
    }
    void text(std::string_view name, std::string_view value, std::string_view attribute = {})
    {
        indent();
        out_ += fmt::format("<{0}{1}>{2}</{0}>\n", name, attribute, escaped(value));
    }
    std::string take() { return std::move(out_) + "</Document>\n"; }

private:
    void indent() { out_.append(open_.size() * 2, ' '); }

    static std::string escaped(std::string_view text)
    {
        std::string result;
        for (char const c : text) {
            switch (c) {
            case '&':
                result += "&amp;";
                break;
            case '<':
                result += "&lt;";
                break;
            case '>':
                result += "&gt;";
                break;
            default:
                // Control characters have no place in XML 1.0.
                result += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
            }
        }
        return result;
    }

    std::string out_;
    std::vector<std::string> open_;
};

/// The first so many characters, whole ones.
std::string_view points(std::string_view text, std::size_t most)
{
    std::size_t end = 0, count = 0;
    for (; end < text.size(); ++end) {
        bool const begins = (static_cast<unsigned char>(text[end]) & 0xC0u) != 0x80u;
        if (begins && count++ == most)
            break;
    }
    return text.substr(0, end);
}

std::string moment(Instant instant)
{
    return to_string(Instant { instant.micros - instant.micros % 1'000'000 });
}

void account(Writer& out, std::string_view name, Account const& one)
{
    out.within(name, [&] {
        out.within("Id", [&] {
            if (!one.iban.empty())
                out.text("IBAN", one.iban);
            else
                out.within("Othr", [&] { out.text("Id", one.number); });
        });
    });
}

void agent(Writer& out, std::string_view name, std::string const& bic, int version)
{
    out.within(name, [&] {
        out.within("FinInstnId", [&] {
            if (!bic.empty())
                out.text(version >= 9 ? "BICFI" : "BIC", bic);
            else
                out.within("Othr", [&] { out.text("Id", "NOTPROVIDED"); });
        });
    });
}

void totals(Writer& out, std::vector<Money> const& amounts)
{
    out.text("NbOfTxs", fmt::format("{}", amounts.size()));
    out.text("CtrlSum", control_sum(amounts));
}

void transfer(Writer& out, CreditTransfer const& one, int version)
{
    out.within("CdtTrfTxInf", [&] {
        out.within("PmtId", [&] {
            out.text("InstrId", one.end_to_end_id);
            out.text("EndToEndId", one.end_to_end_id);
        });
        out.within("Amt", [&] {
            out.text("InstdAmt", amount_text(one.amount), fmt::format(" Ccy=\"{}\"", one.amount.currency.code()));
        });
        if (!one.to.bic.empty())
            agent(out, "CdtrAgt", one.to.bic, version);
        out.within("Cdtr", [&] { out.text("Nm", points(one.to.name, 140)); });
        account(out, "CdtrAcct", one.to);
        if (!one.about.empty())
            out.within("RmtInf", [&] { out.text("Ustrd", points(one.about, 140)); });
    });
}

} // namespace

std::string control_sum(std::vector<Money> const& amounts)
{
    // In ten-thousandths, the smallest unit that a currency has.
    constexpr int digits = 4;
    Wide sum = 0;
    for (auto const& one : amounts) {
        Wide value = one.minor;
        for (int i = one.currency.exponent(); i < digits; ++i)
            value *= 10;
        sum += value;
    }
    auto const whole = static_cast<std::int64_t>(sum / 10'000);
    auto text = fmt::format("{}.{:04}", whole, static_cast<int>(sum % 10'000));
    while (text.ends_with('0'))
        text.pop_back();
    if (text.ends_with('.'))
        text.pop_back();
    return text;
}

std::string group_id(PaymentFile const& file, Currency currency)
{
    return fmt::format("{}-{}", file.message_id, currency.code());
}

std::string write_pain001(PaymentFile const& file)
{
    RECOURSE_ASSERT((file.version == 3 || file.version == 9) && !file.transfers.empty());
    std::vector<Currency> currencies;
    std::vector<Money> all;
    for (auto const& one : file.transfers) {
        all.push_back(one.amount);
        if (std::ranges::find(currencies, one.amount.currency) == currencies.end())
            currencies.push_back(one.amount.currency);
    }
    Writer out(fmt::format("urn:iso:std:iso:20022:tech:xsd:pain.001.001.{:02}", file.version));
    out.within("CstmrCdtTrfInitn", [&] {
        out.within("GrpHdr", [&] {
            out.text("MsgId", file.message_id);
            out.text("CreDtTm", moment(file.created));
            totals(out, all);
            out.within("InitgPty", [&] { out.text("Nm", points(file.from.name, 140)); });
        });
        for (auto const currency : currencies) {
            std::vector<Money> amounts;
            for (auto const& one : all) {
                if (one.currency == currency)
                    amounts.push_back(one);
            }
            out.within("PmtInf", [&] {
                out.text("PmtInfId", group_id(file, currency));
                out.text("PmtMtd", "TRF");
                totals(out, amounts);
                if (file.version >= 9)
                    out.within("ReqdExctnDt", [&] { out.text("Dt", to_string(file.execute_on)); });
                else
                    out.text("ReqdExctnDt", to_string(file.execute_on));
                out.within("Dbtr", [&] { out.text("Nm", points(file.from.name, 140)); });
                account(out, "DbtrAcct", file.from);
                agent(out, "DbtrAgt", file.from.bic, file.version);
                for (auto const& one : file.transfers) {
                    if (one.amount.currency == currency)
                        transfer(out, one, file.version);
                }
            });
        }
    });
    return out.take();
}

} // namespace recourse::bank
