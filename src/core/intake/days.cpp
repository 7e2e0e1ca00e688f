#include "core/intake/days.hpp"

#include <fmt/format.h>

#include <array>
#include <optional>
#include <string>

namespace recourse::intake {

namespace {

bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}
bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

constexpr std::array<std::string_view, 12> months { "january", "february", "march", "april", "may", "june", "july",
    "august", "september", "october", "november", "december" };

class DayScan {
public:
    explicit DayScan(std::string_view text) : text_(text) { }

    std::vector<FoundDay> run()
    {
        while (at_ < text_.size()) {
            bool const inside = at_ > 0 && (is_digit(text_[at_ - 1]) || is_letter(text_[at_ - 1]));
            auto const begin = at_;
            if (!inside && (is_digit(text_[at_]) ? of_digits() : is_letter(text_[at_]) && of_month_name())) {
                found_.back().begin = begin;
                found_.back().end = at_;
            } else
                at_ = begin + 1;
        }
        return std::move(found_);
    }

private:
    std::string_view rest() const { return text_.substr(at_); }

    /// A number of at most `most` digits, moving on.
    std::optional<int> number(std::size_t most)
    {
        std::size_t length = 0;
        int value = 0;
        while (at_ + length < text_.size() && is_digit(text_[at_ + length]) && length < most + 1)
            value = value * 10 + (text_[at_ + length++] - '0');
        if (length == 0 || length > most)
            return std::nullopt;
        at_ += length;
        return value;
    }

    bool take(std::string_view word)
    {
        if (!rest().starts_with(word))
            return false;
        at_ += word.size();
        return true;
    }

    void blanks()
    {
        while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t'))
            ++at_;
    }

    bool ends_here() const { return at_ >= text_.size() || (!is_digit(text_[at_]) && !is_letter(text_[at_])); }

    std::optional<Date> day_of(int year, int month, int day) const
    {
        if (year < 2000 || year > 2099)
            return std::nullopt;
        auto const date = parse_date(fmt::format("{:04}-{:02}-{:02}", year, month, day));
        return date ? std::optional { *date } : std::nullopt;
    }

    bool keep(std::optional<Date> day)
    {
        if (!day)
            return false;
        found_.push_back({ 0, 0, { *day }, Order::unknown });
        return true;
    }

    /// "mar", "march", "sept"; moving on.
    std::optional<int> month_name()
    {
        std::string word;
        auto at = at_;
        while (at < text_.size() && is_letter(text_[at]) && word.size() < 10)
            word += static_cast<char>(text_[at++] | 0x20);
        for (std::size_t i = 0; i < months.size(); ++i) {
            if (word.size() >= 3
                && (months[i] == word || months[i].substr(0, 3) == word || (word == "sept" && i == 8))) {
                at_ = at;
                if (at_ < text_.size() && text_[at_] == '.')
                    ++at_;
                return static_cast<int>(i) + 1;
            }
        }
        return std::nullopt;
    }

    void ordinal()
    {
        for (auto const* end : { "st", "nd", "rd", "th" }) {
            if (take(end))
                return;
        }
    }

    bool of_month_name()
    {
        auto const month = month_name();
        if (!month)
            return false;
        blanks();
        auto const day = number(2);
        if (!day)
            return false;
        ordinal();
        take(",");
        blanks();
        auto const year = number(4);
        return year && ends_here() && keep(day_of(*year, *month, *day));
    }

    bool of_digits()
    {
        auto const start = at_;
        auto const first = number(4);
        if (!first)
            return false;
        if (at_ - start == 4)
            return year_first(*first);
        return at_ - start <= 2 && year_last(*first);
    }

    bool year_first(int year)
    {
        blanks();
        if (take("年")) {
            blanks();
            auto const month = number(2);
            blanks();
            if (!month || !take("月"))
                return false;
            blanks();
            auto const day = number(2);
            blanks();
            return day && (take("日") || take("号")) && keep(day_of(year, *month, *day));
        }
        for (auto const* sign : { "-", "/", "." }) {
            if (!take(sign))
                continue;
            auto const month = number(2);
            if (!month || !take(sign))
                return false;
            auto const day = number(2);
            // A time may follow: "2026-03-12T08:30".
            return day && (ends_here() || text_[at_] == 'T') && keep(day_of(year, *month, *day));
        }
        return false;
    }

    bool year_last(int first)
    {
        auto const after_number = at_;
        for (auto const* sign : { "/", ".", "-" }) {
            if (!take(sign))
                continue;
            if (auto const second = number(2)) {
                if (!take(sign))
                    return false;
                auto const year = number(4);
                return year && ends_here() && either_way(*year, first, *second);
            }
            break;
        }
        at_ = after_number;
        ordinal();
        take("-") || take(".");
        blanks();
        if (take("of "))
            blanks();
        auto const month = month_name();
        if (!month)
            return false;
        take("-") || take(",");
        blanks();
        auto const year = number(4);
        return year && ends_here() && keep(day_of(*year, *month, first));
    }

    bool either_way(int year, int first, int second)
    {
        auto const day_first = day_of(year, second, first), month_first = day_of(year, first, second);
        FoundDay found;
        if (day_first)
            found.readings.push_back(*day_first);
        if (month_first && month_first != day_first)
            found.readings.push_back(*month_first);
        if (found.readings.empty())
            return false;
        if (!month_first)
            found.shows = Order::day_first;
        else if (!day_first)
            found.shows = Order::month_first;
        found_.push_back(std::move(found));
        return true;
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::vector<FoundDay> found_;
};

} // namespace

std::vector<FoundDay> find_days(std::string_view text)
{
    return DayScan { text }.run();
}

void OrderOfDays::see(FoundDay const& day, std::string_view text)
{
    if (day.shows == Order::unknown)
        return;
    both_ |= order_ != Order::unknown && order_ != day.shows;
    if (order_ == Order::unknown)
        shown_by_ = text.substr(day.begin, day.end - day.begin);
    order_ = day.shows;
}

} // namespace recourse::intake
