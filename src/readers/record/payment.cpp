#include "readers/record/payment.hpp"

#include "bank/camt.hpp"
#include "base/printable.hpp"
#include "readers/text/charset.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace recourse::readers::record {

namespace {

std::string_view trimmed(std::string_view text)
{
    auto const first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

struct Field {
    std::string tag; ///< "50K"
    std::vector<std::string> lines;
};

/// ":20:REF" and the lines below it. "F20:" or "20:" with a space, as some banks print them, are not guessed at.
std::vector<Field> fields_of(std::string_view text)
{
    std::vector<Field> fields;
    while (!text.empty() && fields.size() < 200) {
        auto const end = text.find('\n');
        auto line = trimmed(text.substr(0, end));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        auto const close = line.starts_with(':') ? line.find(':', 1) : std::string_view::npos;
        if (close != std::string_view::npos && close >= 3 && close <= 4) {
            fields.push_back({ std::string { line.substr(1, close - 1) }, {} });
            line = trimmed(line.substr(close + 1));
        } else if (line.starts_with("-}") || line == "-")
            break;
        if (!fields.empty() && !line.empty() && fields.back().lines.size() < 50)
            fields.back().lines.push_back(printable(clean(line, 200)));
    }
    return fields;
}

std::string joined(std::vector<std::string> const& lines, std::size_t from)
{
    std::string result;
    for (auto i = from; i < lines.size(); ++i)
        result += (i == from ? "" : ", ") + lines[i];
    return result;
}

/// A party: the account behind a slash in the first line, the rest its name and address.
void party(Field const& field, std::string& name, std::string& account)
{
    bool const has_account = !field.lines.empty() && field.lines[0].starts_with('/');
    if (has_account)
        account = field.lines[0].substr(1);
    name = joined(field.lines, has_account ? 1 : 0);
}

/// "260301USD50000,00".
void amount_and_day(std::string_view value, Payment& payment, std::vector<Remark>& remarks)
{
    bool const dated
        = value.size() > 9 && std::ranges::all_of(value.substr(0, 6), [](char c) { return c >= '0' && c <= '9'; });
    if (!dated)
        return remarks.push_back({ "payment-malformed", "field 32A is not a day, a currency and an amount" });
    auto const date = parse_date(fmt::format("20{}-{}-{}", value.substr(0, 2), value.substr(2, 2), value.substr(4, 2)));
    if (date)
        payment.on = *date;
    else
        remarks.push_back({ "payment-malformed", fmt::format("field 32A: {}", date.error()) });
    std::string digits { value.substr(9) };
    std::ranges::replace(digits, ',', '.');
    if (digits.ends_with('.')) // SWIFT writes the comma even where nothing follows it
        digits.pop_back();
    auto const money = parse_money(digits + " " + std::string { value.substr(6, 3) });
    if (!money)
        remarks.push_back({ "payment-malformed", fmt::format("field 32A: {}", money.error()) });
    else if (money->minor < 0 || money->minor > amount_minor_max)
        remarks.push_back({ "payment-malformed", "field 32A: nobody pays such an amount" });
    else
        payment.amount = *money;
}

} // namespace

bool looks_like_mt103(std::string_view text)
{
    auto const head = text.substr(0, 4096);
    auto const has = [&](std::string_view word) { return head.find(word) != std::string_view::npos; };
    return has(":20:") && has(":32A:") && (has(":59:") || has(":59A:") || has(":59F:"));
}

Payment read_mt103(std::string_view bytes, Pieces& text, std::vector<Remark>& remarks)
{
    Payment payment;
    payment.form = "MT103";
    auto const decoded = decode_text(bytes.substr(0, 1u << 20));
    if (auto const at = decoded.text.find("{121:"); at != std::string::npos)
        payment.end_to_end = printable(
            clean(decoded.text.substr(at + 5, std::min<std::size_t>(decoded.text.find('}', at) - at - 5, 36)), 36));
    auto const start = decoded.text.find(":20:");
    for (auto const& field :
        fields_of(std::string_view { decoded.text }.substr(std::min(start, decoded.text.size())))) {
        auto const number = field.tag.substr(0, 2);
        if (field.tag == "20")
            payment.reference = joined(field.lines, 0);
        else if (field.tag == "32A" && !field.lines.empty())
            amount_and_day(field.lines[0], payment, remarks);
        else if (number == "50")
            party(field, payment.payer, payment.payer_account);
        else if (number == "59")
            party(field, payment.payee, payment.payee_account);
        else if (number == "57")
            payment.payee_bank = joined(field.lines, 0);
        else if (field.tag == "70")
            payment.purpose = joined(field.lines, 0);
        else if (field.tag == "71A")
            payment.charges = joined(field.lines, 0);
    }
    for (auto const& [what, value] :
        { std::pair { "20", &payment.reference }, { "50", &payment.payer }, { "59", &payment.payee } }) {
        if (value->empty())
            remarks.push_back({ "payment-malformed", fmt::format("field {} is missing", what) });
    }
    text.add("payment", decoded.text);
    return payment;
}

std::vector<Payment> read_statement(std::string_view bytes, Pieces& text, std::vector<Remark>& remarks)
{
    std::vector<Payment> payments;
    auto const message = bank::read_camt(bytes);
    if (!message) {
        for (auto const& flaw : message.error()) {
            if (remarks.size() < 100)
                remarks.push_back({ "statement-flaw", printable(clean(to_string(flaw), 500)) });
        }
        return payments;
    }
    for (auto const& statement : message->statements) {
        for (auto const& entry : statement.entries) {
            for (auto const& one : entry.transactions) {
                if (payments.size() >= 10'000) {
                    remarks.push_back({ "too-many-payments", "only the first 10000 payments are read" });
                    return payments;
                }
                Payment payment;
                payment.form = to_string(message->name);
                payment.reference = one.servicer_reference.empty() ? entry.servicer_reference : one.servicer_reference;
                payment.on = entry.value_on ? entry.value_on : entry.booked_on;
                payment.amount = one.amount;
                payment.credit = one.credit;
                auto const& payer = one.credit ? one.other : statement.account;
                auto const& payee = one.credit ? statement.account : one.other;
                payment.payer = payer.name;
                payment.payer_account = key_of(payer);
                payment.payee = payee.name;
                payment.payee_account = key_of(payee);
                payment.payee_bank = payee.bic;
                for (auto const& line : one.unstructured)
                    payment.purpose += (payment.purpose.empty() ? "" : ", ") + line;
                payment.end_to_end = one.end_to_end_id;
                text.add(fmt::format("line {}", one.line),
                    fmt::format("{} {} {} {}", payment.payer, payment.payee, payment.purpose, payment.reference));
                payments.push_back(std::move(payment));
            }
        }
    }
    return payments;
}

} // namespace recourse::readers::record
