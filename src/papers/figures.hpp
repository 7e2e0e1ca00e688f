#pragma once

#include "papers/values.hpp"

#include <optional>
#include <string>

// Figures as each language writes them in a paper.

namespace recourse::papers {

/// "USD 48,000.00" / "48,000.00美元" (of a currency without a Chinese name here: "48,000.00 KES").
std::string figure_of(Money, Language);

/// "forty-eight thousand US dollars and 50/100" / "美元肆万捌仟元伍角整", capital numerals as the People's Bank of
/// China prescribes for notes and receipts (Uniform rules for filling in bills, annex 1 of the Payment and Settlement
/// Measures, 1997): 整 after yuan and after jiao, 零 for gaps. Nothing for amounts below zero and currencies without a
/// name or with other than no or two decimals: then the figure alone is written.
std::optional<std::string> words_of(Money, Language);

/// Figure and words: "USD 48,000.00 (forty-eight thousand US dollars)" /
/// "人民币48,000.00元（大写：人民币肆万捌仟元整）". Without words the figure alone.
std::string full_of(Money, Language);

/// "1 March 2026" / "2026年3月1日".
std::string day_of(Date, Language);

/// "4,000.50", the same in both languages.
std::string figure_of(Number);
/// "four thousand" / "四千"; nothing below zero and with decimals.
std::optional<std::string> words_of(Number, Language);

/// "forty-eight thousand" of any number from zero.
std::string english_number(std::uint64_t);
/// "四万八千" of any number from zero; ten to nineteen without the leading one, as read.
std::string chinese_number(std::uint64_t);

} // namespace recourse::papers
