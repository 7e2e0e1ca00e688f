#include "codec/ecb.hpp"

#include "base/text.hpp"
#include "codec/ecb_scan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <utility>

namespace recourse::codec {

namespace {

/// What both forms share: the place of everything wrong, and the checks on days and rates.
class Reader {
public:
    Reader(std::string_view text, std::string file, EcbLimits const& limits)
        : limits_(limits)
        , text_(text)
        , file_(std::move(file))
    {
    }

    std::expected<std::vector<time::Rate>, Problems> finish() &&
    {
        if (problems_.empty() && rates_.empty())
            problem(text_.substr(0, 0), "the file holds no exchange rate", form_remedy);
        if (!problems_.empty())
            return std::unexpected(std::move(problems_));
        return std::move(rates_);
    }

    bool full() const { return problems_.size() >= limits_.problems_max; }

    /// `at` is a part of the text; its start is the place.
    void problem(std::string_view at, std::string message, std::string remedy = {})
    {
        if (full())
            return;
        auto const before = text_.substr(0, static_cast<std::size_t>(at.data() - text_.data()));
        auto const line_start = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
        Place place { file_, static_cast<int>(std::ranges::count(before, '\n')) + 1,
            static_cast<int>(code_points(before.substr(line_start))) + 1 };
        problems_.push_back({ std::move(place), std::move(message), std::move(remedy) });
    }

    void begin_day(std::string_view field, std::optional<Date> day)
    {
        day_ = day;
        quoted_.clear();
        if (!day) {
            problem(field, fmt::format("'{}' is not a day", field),
                "a day is written 2026-10-08, or 08 October 2026 in the daily list");
            return;
        }
        if (!days_.insert(*day).second) {
            problem(field, fmt::format("{} stands in the file twice", to_string(*day)),
                "keep one list of rates for each day");
            day_.reset();
        } else if (days_.size() > limits_.days_max) {
            problem(field, fmt::format("the file holds more than {} days", limits_.days_max), "split it");
            day_.reset();
        }
    }

    void rate(std::string_view code, std::string_view field)
    {
        if (!is_code(code)) {
            problem(
                code, fmt::format("'{}' is not a currency code", code), "a code is three capital letters, such as USD");
            return;
        }
        if (!quoted_.insert(code).second) {
            problem(code, fmt::format("{} is quoted twice for one day", code), "keep one of the two rates");
            return;
        }
        if (field == "N/A" || field.empty())
            return;
        auto const ratio = parse_ratio(field);
        if (!ratio) {
            problem(field, ratio.error(), "a rate is digits with a decimal point, such as 1.1186");
            return;
        }
        if (!(Ratio::whole(0) < *ratio)) {
            problem(field, fmt::format("the rate '{}' of {} is not above zero", field, code));
            return;
        }
        // The history quotes currencies that have since been withdrawn, such as the Cyprus pound; no amount can be in
        // them.
        auto const currency = Currency::from_code(code);
        if (!day_ || !currency || *currency == Currency::none() || *currency == euro_)
            return;
        rates_.push_back({ euro_, *currency, *ratio, *day_, "ecb-" + to_string(*day_) });
    }

    static bool is_code(std::string_view code)
    {
        return code.size() == 3 && std::ranges::all_of(code, [](char c) { return c >= 'A' && c <= 'Z'; });
    }

    static constexpr char const* form_remedy
        = "give a file of the European Central Bank: eurofxref.csv, eurofxref-hist.csv or eurofxref-daily.xml";

    EcbLimits const& limits_;

private:
    std::string_view text_;
    std::string file_;
    Problems problems_;
    std::vector<time::Rate> rates_;
    std::set<Date> days_;
    std::set<std::string_view> quoted_;
    std::optional<Date> day_;
    Currency euro_ = *Currency::from_code("EUR");
};

/// "06 February 2026", as the daily list writes its day.
std::optional<Date> parse_long_date(std::string_view text)
{
    constexpr std::array<std::string_view, 12> months { "January", "February", "March", "April", "May", "June", "July",
        "August", "September", "October", "November", "December" };
    auto const first = text.find(' ');
    auto const last = text.rfind(' ');
    if (first == std::string_view::npos || last == first)
        return std::nullopt;
    auto const month = std::ranges::find(months, text.substr(first + 1, last - first - 1));
    if (month == months.end())
        return std::nullopt;
    auto const day = text.substr(0, first);
    auto const iso = fmt::format(
        "{}-{:02}-{}{}", text.substr(last + 1), month - months.begin() + 1, day.size() == 1 ? "0" : "", day);
    auto const parsed = parse_date(iso);
    return parsed ? std::optional { *parsed } : std::nullopt;
}

/// The fields of a line, trimmed. The published lines end with a comma, which begins no field.
std::vector<std::string_view> fields_of(std::string_view line)
{
    std::vector<std::string_view> fields;
    for (;;) {
        auto const comma = line.find(',');
        fields.push_back(trimmed(line.substr(0, comma)));
        if (comma == std::string_view::npos)
            break;
        line.remove_prefix(comma + 1);
    }
    if (fields.size() > 1 && fields.back().empty())
        fields.pop_back();
    return fields;
}

void read_csv(Reader& reader, std::string_view text)
{
    std::vector<std::string_view> heading;
    while (!text.empty() && !reader.full()) {
        auto const end = text.find('\n');
        auto const line = trimmed(text.substr(0, end));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        if (line.empty())
            continue;
        auto const fields = fields_of(line);
        if (fields.size() > reader.limits_.columns_max) {
            reader.problem(line, fmt::format("the line has more than {} columns", reader.limits_.columns_max));
            return;
        }
        if (heading.empty()) {
            heading = fields;
            if (heading.front() != "Date" || heading.size() < 2) {
                reader.problem(line,
                    "the first line is not the heading of a list of reference rates, 'Date,USD,JPY,...'",
                    Reader::form_remedy);
                return;
            }
            std::set<std::string_view> codes;
            for (std::size_t i = 1; i < heading.size(); ++i) {
                if (!Reader::is_code(heading[i]))
                    reader.problem(heading[i], fmt::format("'{}' is not a currency code", heading[i]),
                        "a code is three capital letters, such as USD");
                else if (!codes.insert(heading[i]).second)
                    reader.problem(heading[i], fmt::format("the heading names {} twice", heading[i]),
                        "keep one of the two columns");
            }
            // Every line would repeat what is wrong with the heading.
            if (codes.size() + 1 != heading.size())
                return;
            continue;
        }
        if (fields.size() != heading.size()) {
            reader.problem(line, fmt::format("the line has {} fields, the heading {}", fields.size(), heading.size()),
                "the line was cut or joined; take the file anew");
            continue;
        }
        auto const iso = parse_date(fields.front());
        reader.begin_day(fields.front(), iso ? std::optional { *iso } : parse_long_date(fields.front()));
        for (std::size_t i = 1; i < fields.size(); ++i)
            reader.rate(heading[i], fields[i]);
    }
}

void read_xml(Reader& reader, std::string_view text)
{
    bool in_day = false;
    TagScan scan(text);
    while (auto const tag = scan.next()) {
        if (reader.full())
            return;
        if (tag->local_name() != "Cube")
            continue;
        if (auto const time = tag->attribute("time")) {
            auto const day = parse_date(*time);
            in_day = true;
            reader.begin_day(*time, day ? std::optional { *day } : std::nullopt);
            continue;
        }
        auto const currency = tag->attribute("currency");
        auto const rate = tag->attribute("rate");
        if (!currency && !rate)
            continue; // the outer Cube around the days
        if (!currency || !rate)
            reader.problem(tag->text,
                fmt::format("a rate has no {}", currency ? "rate attribute" : "currency attribute"),
                "write <Cube currency='USD' rate='1.1186'/>");
        else if (!in_day)
            reader.problem(tag->text, "a rate stands before any day", "put it inside <Cube time='2026-10-08'>");
        else
            reader.rate(*currency, *rate);
    }
    if (auto const broken = scan.broken())
        reader.problem(broken->at, broken->message, "take the file anew");
}

} // namespace

std::expected<std::vector<time::Rate>, Problems> read_ecb(
    std::string_view text, std::string file, EcbLimits const& limits)
{
    Reader reader(text, std::move(file), limits);
    if (text.size() > limits.bytes_max) {
        reader.problem(text.substr(0, 0), fmt::format("the file is larger than {} bytes", limits.bytes_max),
            "give a shorter history");
        return std::move(reader).finish();
    }
    if (!is_utf8(text)) {
        reader.problem(text.substr(0, 0), "the file is not UTF-8 text", Reader::form_remedy);
        return std::move(reader).finish();
    }
    auto body = text;
    if (body.starts_with("\xEF\xBB\xBF"))
        body.remove_prefix(3);
    if (trimmed(body).starts_with('<'))
        read_xml(reader, body);
    else
        read_csv(reader, body);
    return std::move(reader).finish();
}

} // namespace recourse::codec
