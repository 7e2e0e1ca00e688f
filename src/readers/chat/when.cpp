#include "readers/chat/when.hpp"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

namespace recourse::readers::chat {

namespace {

class Cursor {
public:
    explicit Cursor(std::string_view text) : text_(text) { }

    std::size_t at() const { return at_; }
    void go(std::size_t at) { at_ = at; }
    std::string_view rest() const { return text_.substr(at_); }
    bool digit() const { return at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9'; }

    bool take(std::string_view word)
    {
        if (!rest().starts_with(word))
            return false;
        at_ += word.size();
        return true;
    }

    /// Without regard to case.
    bool take_word(std::string_view word)
    {
        auto const part = rest().substr(0, word.size());
        bool const same = part.size() == word.size() && std::ranges::equal(part, word, {}, [](char c) {
            return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
        });
        if (same)
            at_ += word.size();
        return same;
    }

    /// Spaces of every kind that exports have, and the marks of direction that iOS puts in.
    bool blanks()
    {
        auto const before = at_;
        while (take(" ") || take("\t") || take("\xc2\xa0") || take("\xe2\x80\xaf") || take("\xe2\x80\x8e")
            || take("\xe2\x80\x8f")) { }
        return at_ > before;
    }

    /// At least `low` and at most `high` digits.
    std::optional<int> number(int low, int high)
    {
        int value = 0, count = 0;
        auto const before = at_;
        while (count < high && digit()) {
            value = value * 10 + (text_[at_++] - '0');
            ++count;
        }
        if (count < low || digit()) {
            at_ = before;
            return std::nullopt;
        }
        return value;
    }

private:
    std::string_view text_;
    std::size_t at_ = 0;
};

constexpr std::array months { "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec" };

std::optional<int> month_word(Cursor& in)
{
    for (std::size_t i = 0; i < months.size(); ++i) {
        if (in.take_word(months[i])) {
            while (!in.rest().empty() && ((in.rest()[0] >= 'a' && in.rest()[0] <= 'z') || in.rest()[0] == '.'))
                in.go(in.at() + 1);
            return static_cast<int>(i) + 1;
        }
    }
    return std::nullopt;
}

std::optional<int> year_of(Cursor& in)
{
    auto const before = in.at();
    auto const value = in.number(2, 4);
    if (!value || in.at() - before == 3)
        return std::nullopt;
    return *value < 100 ? *value + 2000 : *value;
}

bool year_first(Cursor& in, Written& out)
{
    auto const year = in.number(4, 4);
    if (!year)
        return false;
    out.year = *year;
    out.settled = true;
    if (in.take("年")) {
        auto const month = in.number(1, 2);
        if (!month || !in.take("月"))
            return false;
        auto const day = in.number(1, 2);
        if (!day || !(in.take("日") || in.take("号")))
            return false;
        std::tie(out.first, out.second) = std::pair(*month, *day);
        return true;
    }
    for (char const* const sign : { "-", "/", "." }) {
        if (!in.take(sign))
            continue;
        auto const month = in.number(1, 2);
        if (!month || !in.take(sign))
            return false;
        auto const day = in.number(1, 2);
        if (!day)
            return false;
        std::tie(out.first, out.second) = std::pair(*month, *day);
        return true;
    }
    return false;
}

bool year_last(Cursor& in, Written& out)
{
    if (auto const month = month_word(in)) { // "Mar 3, 2026"
        in.blanks();
        auto const day = in.number(1, 2);
        if (!day)
            return false;
        in.take(",");
        in.blanks();
        auto const year = year_of(in);
        if (!year)
            return false;
        out.year = *year;
        std::tie(out.first, out.second, out.settled) = std::tuple(*month, *day, true);
        return true;
    }
    auto const first = in.number(1, 2);
    if (!first)
        return false;
    auto const after = in.at();
    in.blanks();
    if (auto const month = month_word(in)) { // "3 Mar 2026"
        in.blanks();
        auto const year = year_of(in);
        if (!year)
            return false;
        out.year = *year;
        std::tie(out.first, out.second, out.settled) = std::tuple(*month, *first, true);
        return true;
    }
    in.go(after);
    for (char const* const sign : { "/", ".", "-" }) {
        if (!in.take(sign))
            continue;
        in.blanks();
        auto const second = in.number(1, 2);
        if (!second || !in.take(sign))
            return false;
        in.blanks();
        auto const year = year_of(in);
        if (!year)
            return false;
        out.year = *year;
        std::tie(out.first, out.second) = std::pair(*first, *second);
        return true;
    }
    return false;
}

bool clock(Cursor& in, Written& out)
{
    enum class Half : unsigned char { none, morning, afternoon } half = Half::none;
    if (in.take("上午") || in.take("凌晨") || in.take("早上"))
        half = Half::morning;
    else if (in.take("下午") || in.take("晚上") || in.take("中午"))
        half = Half::afternoon;
    in.blanks();
    auto const hour = in.number(1, 2);
    if (!hour)
        return false;
    auto const* const sign = in.take(":") ? ":" : in.take(".") ? "." : in.take("：") ? "：" : nullptr;
    if (sign == nullptr)
        return false;
    auto const minute = in.number(2, 2);
    if (!minute)
        return false;
    out.hour = *hour;
    out.minute = *minute;
    auto const before = in.at();
    if (in.take(sign)) {
        if (auto const second = in.number(2, 2)) {
            out.second_of_minute = *second;
            out.has_seconds = true;
        } else
            in.go(before);
    }
    auto const end = in.at();
    in.blanks();
    if (in.take_word("am") || in.take_word("a.m.") || in.take_word("a. m."))
        half = Half::morning;
    else if (in.take_word("pm") || in.take_word("p.m.") || in.take_word("p. m."))
        half = Half::afternoon;
    else
        in.go(end);
    if (half != Half::none && (out.hour > 12 || out.hour == 0) && half == Half::afternoon && out.hour == 0)
        return false;
    if (half == Half::afternoon && out.hour < 12)
        out.hour += 12;
    else if (half == Half::morning && out.hour == 12)
        out.hour = 0;
    return out.hour <= 23 && out.minute <= 59 && out.second_of_minute <= 59;
}

void zone(Cursor& in, Written& out)
{
    auto const before = in.at();
    in.blanks();
    bool const bracket = in.take("(");
    bool const named = in.take("UTC") || in.take("GMT");
    if (in.take("Z") && !named)
        out.offset_seconds = 0;
    else {
        int const sign = in.take("+") ? 1 : in.take("-") ? -1 : 0;
        auto const hours = sign == 0 ? std::nullopt : in.number(1, 2);
        std::optional<int> minutes;
        if (hours && in.take(":"))
            minutes = in.number(2, 2);
        // "- Name" follows a time in some exports: only a sign with digits is an offset.
        if (hours && *hours <= 14 && (named || minutes))
            out.offset_seconds = sign * (*hours * 3600 + minutes.value_or(0) * 60);
        else if (named && sign == 0)
            out.offset_seconds = 0;
        else {
            in.go(before);
            return;
        }
    }
    if (bracket && !in.take(")")) {
        out.offset_seconds.reset();
        in.go(before);
    }
}

bool possible(Written const& time)
{
    auto const either = [](int month, int day) { return month >= 1 && month <= 12 && day >= 1 && day <= 31; };
    return time.year >= 1990 && time.year <= 2100
        && (either(time.first, time.second) || (!time.settled && either(time.second, time.first)));
}

} // namespace

std::optional<Written> written_time(std::string_view text)
{
    Written out;
    Cursor in { text };
    in.blanks();
    auto const begin = in.at();
    if (!year_first(in, out)) {
        in.go(begin);
        out = {};
        if (!year_last(in, out))
            return std::nullopt;
    }
    in.take(",");
    if (!in.take("T"))
        in.blanks();
    for (char const* const word : { "klo ", "um ", "at ", "kl. ", "a las ", "à " })
        (void)in.take_word(word);
    if (!clock(in, out) || !possible(out))
        return std::nullopt;
    zone(in, out);
    out.length = in.at();
    return out;
}

std::optional<Written> written_date(std::string_view text)
{
    Written out;
    Cursor in { text };
    in.blanks();
    if (!year_first(in, out) || !possible(out))
        return std::nullopt;
    out.length = in.at();
    return out;
}

std::optional<Written> written_clock(std::string_view text)
{
    Written out;
    Cursor in { text };
    in.blanks();
    if (!clock(in, out))
        return std::nullopt;
    out.length = in.at();
    return out;
}

} // namespace recourse::readers::chat
