#include "render/wording.hpp"

#include "codec/utf8.hpp"

#include <array>
#include <utility>

namespace recourse::render {

using namespace casework;

namespace {

constexpr std::string_view minus = "\u2212";

using Word = std::pair<std::string_view, Label>;

/// The label of a word of the answer; the word itself, without underscores, where we have none.
template <std::size_t N>
std::string looked_up(std::array<Word, N> const& words, std::string const& word, Language language)
{
    for (auto const& [known, which] : words)
        if (known == word)
            return std::string { label(language, which) };
    auto text = codec::printable(word);
    for (char& c : text)
        if (c == '_')
            c = ' ';
    return text;
}

std::string digits(Money const& money, bool rough)
{
    auto text = display(money).substr(money.currency.code().size() + 1);
    if (auto const point = text.find('.');
        rough && point != std::string::npos && text.find_first_not_of('0', point + 1) == std::string::npos)
        text.resize(point);
    if (auto const sign = text.find('-'); sign != std::string::npos)
        text.replace(sign, 1, minus);
    return text;
}

std::string with_currency(Money const& money, bool rough)
{
    // A neutral zero has met no currency.
    if (money.currency == Currency::none())
        return digits(money, rough);
    return fmt::format("{} {}", money.currency.code(), digits(money, rough));
}

std::string span_of(Wording const& say, std::optional<Money> const& low, std::optional<Money> const& high, bool rough)
{
    if (low && high) {
        if (*low == *high)
            return with_currency(*low, rough);
        if (low->is_zero() && !rough && high->minor > 0)
            return say(Label::up_to, with_currency(*high, rough)); // nothing is always possible
        bool const shared = low->currency == high->currency;
        return say(Label::to, with_currency(*low, rough), shared ? digits(*high, rough) : with_currency(*high, rough));
    }
    if (low && !low->is_zero())
        return say(Label::at_least, with_currency(*low, rough));
    if (high)
        return say(Label::up_to, with_currency(*high, rough));
    return std::string { say(Label::not_known) };
}

} // namespace

std::string Wording::amount(Money const& money) const
{
    return with_currency(money, false);
}
std::string Wording::rough(Money const& money) const
{
    return with_currency(money, true);
}

std::string Wording::range(std::optional<Money> const& low, std::optional<Money> const& high) const
{
    return span_of(*this, low, high, false);
}

std::string Wording::rough_range(std::optional<Money> const& low, std::optional<Money> const& high) const
{
    return span_of(*this, low, high, true);
}

std::string Wording::weeks(Weeks const& weeks) const
{
    auto const low = weeks.low ? weeks.low : weeks.likely;
    auto const high = weeks.high ? weeks.high : weeks.likely;
    if (!low || !high)
        return std::string { (*this)(Label::not_known) };
    if (*low == *high)
        return *low == 1 ? std::string { (*this)(Label::weeks_single) } : (*this)(Label::weeks_one, *low);
    auto const text = (*this)(Label::weeks_range, *low, *high);
    return weeks.likely && *weeks.likely != *low && *weeks.likely != *high ? (*this)(Label::likely, text, *weeks.likely)
                                                                           : text;
}

std::string Wording::list(std::vector<std::string> const& parts) const
{
    std::string text;
    for (auto const& part : parts)
        text += (text.empty() ? "" : std::string { (*this)(Label::separator) }) + codec::printable(part);
    return text;
}

std::string Wording::evidence(std::string const& kind) const
{
    static constexpr std::array words { Word { "contract", Label::evidence_contract },
        Word { "order_record", Label::evidence_order_record },
        Word { "payment_record", Label::evidence_payment_record },
        Word { "platform_chat", Label::evidence_platform_chat }, Word { "other_chat", Label::evidence_other_chat },
        Word { "email", Label::evidence_email }, Word { "photo", Label::evidence_photo },
        Word { "video", Label::evidence_video }, Word { "inspection_report", Label::evidence_inspection_report },
        Word { "lab_report", Label::evidence_lab_report },
        Word { "shipping_document", Label::evidence_shipping_document },
        Word { "customs_record", Label::evidence_customs_record }, Word { "web_capture", Label::evidence_web_capture },
        Word { "witness", Label::evidence_witness }, Word { "other", Label::evidence_other } };
    return looked_up(words, kind, language_);
}

std::string Wording::form(std::string const& form) const
{
    static constexpr std::array words { Word { "original", Label::form_original }, Word { "copy", Label::form_copy },
        Word { "notarised", Label::form_notarised }, Word { "apostilled", Label::form_apostilled },
        Word { "legalised", Label::form_legalised }, Word { "translated", Label::form_translated } };
    return looked_up(words, form, language_);
}

std::string Wording::who(std::string const& who) const
{
    static constexpr std::array words { Word { "buyer", Label::who_buyer }, Word { "counsel", Label::who_counsel },
        Word { "platform", Label::who_platform }, Word { "supplier", Label::who_supplier },
        Word { "bank", Label::who_bank }, Word { "inspector", Label::who_inspector } };
    return looked_up(words, who, language_);
}

std::string Wording::mark(std::string const& mark) const
{
    static constexpr std::array words { Word { "primary", Label::mark_primary },
        Word { "secondary", Label::mark_secondary }, Word { "unverified", Label::mark_unverified },
        Word { "", Label::mark_unverified }, Word { "estimate", Label::mark_estimate },
        Word { "contested", Label::mark_contested }, Word { "inference", Label::mark_inference } };
    return looked_up(words, mark, language_);
}

std::string Wording::kind(std::string const& kind) const
{
    static constexpr std::array words { Word { "official", Label::kind_official }, Word { "copy", Label::kind_copy },
        Word { "news", Label::kind_news }, Word { "analysis", Label::kind_analysis }, Word { "weak", Label::kind_weak },
        Word { "statute", Label::kind_statute }, Word { "interpretation", Label::kind_interpretation },
        Word { "inference", Label::kind_inference }, Word { "estimate", Label::kind_estimate },
        Word { "own", Label::kind_own } };
    return looked_up(words, kind, language_);
}

std::string Wording::outcome(std::string const& outcome) const
{
    static constexpr std::array words { Word { "applies", Label::outcome_applies },
        Word { "fails", Label::outcome_fails }, Word { "unknown", Label::outcome_unknown },
        Word { "limits", Label::outcome_limits }, Word { "passed", Label::outcome_passed },
        Word { "open", Label::outcome_open } };
    return looked_up(words, outcome, language_);
}

std::string_view Wording::track(Track track) const
{
    switch (track) {
    case Track::assurance:
        return (*this)(Label::track_assurance);
    case Track::legal:
        return (*this)(Label::track_legal);
    case Track::other:
        return (*this)(Label::track_other);
    }
    return (*this)(Label::track_other);
}

Label Wording::verdict(Verdict verdict) const
{
    switch (verdict) {
    case Verdict::covered:
        return Label::verdict_word_covered;
    case Verdict::partly:
        return Label::verdict_word_partly;
    case Verdict::not_covered:
        return Label::verdict_word_not_covered;
    case Verdict::undecided:
        return Label::verdict_word_undecided;
    }
    return Label::verdict_word_undecided;
}

Label Wording::comparison_row(std::size_t row) const
{
    static constexpr std::array rows { Label::row_max_recovery, Label::row_speed, Label::row_cost,
        Label::row_covers_fraud, Label::row_covers_ip, Label::row_covers_off_platform, Label::row_asset_freezing,
        Label::row_international_enforcement, Label::row_supplier_consequences, Label::row_consequential_damages,
        Label::row_evidence_requirements };
    static_assert(rows.size() == comparison_rows.size());
    return rows[row];
}

} // namespace recourse::render
