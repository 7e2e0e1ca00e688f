#include "core/order/terms_check.hpp"

#include "core/order/refusals.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace recourse::order {

namespace {

using Guard = std::optional<act::Refusal>;

constexpr std::size_t instalments_max = 100;
constexpr std::int64_t sum_max = 1'000'000'000'000'000; ///< minor units: sums of terms stay far from 64 bits

Guard stop(act::RefusalKind const& kind, std::vector<std::pair<std::string, std::string>> values = {})
{
    return act::Refusal { &kind, std::move(values), {} };
}

bool fits(Money sum)
{
    return sum.minor >= 0 && sum.minor <= sum_max;
}

/// Sums and parties: the first that does not fit.
Guard check_sums(Terms const& terms)
{
    if (terms.buyer == terms.supplier)
        return stop(refusals::same_party);
    auto const currency = terms.price_goods.currency;
    auto const same = [&](Money sum) { return sum.currency == currency; };
    bool const one_currency = currency != Currency::none() && same(terms.price_freight) && same(terms.price_tax)
        && std::ranges::all_of(terms.instalments, same, &Instalment::amount);
    if (!one_currency)
        return stop(refusals::currencies);
    bool const all_fit = fits(terms.price_goods) && fits(terms.price_freight) && fits(terms.price_tax)
        && terms.instalments.size() <= instalments_max
        && std::ranges::all_of(terms.instalments, fits, &Instalment::amount);
    if (!all_fit)
        return stop(refusals::too_much);
    if (terms.price_goods.minor == 0)
        return stop(refusals::no_price);
    Money instalments { 0, currency };
    for (auto const& one : terms.instalments)
        instalments = instalments + one.amount;
    if (instalments != price(terms))
        return stop(refusals::instalments_differ,
            { { "instalments", display(instalments) }, { "price", display(price(terms)) } });
    return {};
}

using Flaws = std::vector<std::pair<std::string, std::string>>;

bool has_control_character(std::string_view text, bool lines)
{
    return std::ranges::any_of(text, [&](char c) {
        bool const allowed = lines && (c == '\n' || c == '\t');
        return (static_cast<unsigned char>(c) < 0x20 && !allowed) || c == 0x7F;
    });
}

/// The flaws of terms, one by one. A day that stood in the terms `before` may be over by now.
class FlawsOf {
public:
    FlawsOf(Terms const& terms, Terms const* before, Date today) : before_(before), today_(today)
    {
        text("goods", terms.goods, { .bytes_max = 4'096, .required = true });
        text("programme", terms.programme, { .bytes_max = 200, .required = true });
        text("specification", terms.specification, { .bytes_max = 65'536, .lines = true });
        text("incoterm", terms.incoterm, { .bytes_max = 200 });
        text("arbitration", terms.arbitration, { .bytes_max = 200 });
        text("governing_law", terms.governing_law, { .bytes_max = 200 });
        for (std::size_t i = 0; i < terms.instalments.size() && i < instalments_max; ++i) {
            auto const& one = terms.instalments[i];
            if (one.amount.minor <= 0)
                add(fmt::format("instalments/{}/amount", i), act::flaws::not_positive);
            bool const stood = before_ != nullptr && i < before_->instalments.size();
            day(fmt::format("instalments/{}/due", i), one.due, stood ? before_->instalments[i].due : std::nullopt);
        }
        day("ship_by", terms.ship_by, before_ == nullptr ? std::nullopt : before_->ship_by);
        day("deliver_by", terms.deliver_by, before_ == nullptr ? std::nullopt : before_->deliver_by);
        if (terms.ship_by && terms.deliver_by && *terms.deliver_by < *terms.ship_by)
            add("deliver_by", act::flaws::before, to_string(*terms.ship_by));
        if (terms.liquidated_damages_bp < 0 || terms.liquidated_damages_bp > 10'000)
            add("liquidated_damages_bp", act::flaws::out_of_range, "0-10000");
        if (terms.acceptance)
            for (auto& [place, flaw] : inspection::flaws_of(*terms.acceptance))
                flaws_.emplace_back("/terms/acceptance" + place, std::move(flaw));
    }
    Flaws take() { return std::move(flaws_); }

private:
    struct Shape {
        std::size_t bytes_max = 0;
        bool required = false;
        bool lines = false; ///< line breaks and tabs are fine
    };
    void add(std::string_view place, act::FlawKind const& kind, std::string_view value = {})
    {
        flaws_.push_back(act::flaw(fmt::format("/terms/{}", place), kind, value));
    }
    void text(std::string_view place, std::string_view text, Shape const& shape)
    {
        if (shape.required && text.find_first_not_of(" \t\r\n") == std::string_view::npos)
            add(place, act::flaws::empty);
        if (text.size() > shape.bytes_max)
            add(place, act::flaws::too_long, fmt::format("{}", shape.bytes_max));
        if (has_control_character(text, shape.lines))
            add(place, act::flaws::control_character);
    }
    void day(std::string_view place, std::optional<Date> const& day, std::optional<Date> const& stood)
    {
        if (!day || day == stood)
            return;
        if (*day < today_)
            add(place, act::flaws::past_day, to_string(*day));
        else if (*day > today_.plus_days(3'653))
            add(place, act::flaws::too_far, to_string(*day));
    }

    Terms const* before_;
    Date today_;
    Flaws flaws_;
};

} // namespace

std::optional<act::Refusal> check(Terms const& terms, Terms const* before, Date today)
{
    auto flaws = FlawsOf(terms, before, today).take();
    auto wrong = check_sums(terms);
    if (!wrong && !flaws.empty())
        wrong = stop(refusals::bad_terms);
    if (wrong)
        std::ranges::move(flaws, std::back_inserter(wrong->values));
    return wrong;
}

bool is_reason(std::string_view text)
{
    return text.find_first_not_of(" \t\r\n") != std::string_view::npos && text.size() <= 4'096
        && !has_control_character(text, true);
}

} // namespace recourse::order
