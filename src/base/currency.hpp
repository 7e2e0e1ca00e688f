#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace recourse {

/// A currency of ISO 4217 (list one), or `none` (code XXX), the currency of a zero that has not met an amount yet.
/// Two bytes, compared by identity.
class Currency {
public:
    constexpr Currency() = default; ///< none

    /// Three capital letters of ISO 4217 ("XXX" is none); nothing for any other text, for withdrawn codes and for codes
    /// without a minor unit (gold and other metals, bond market and accounting units).
    static std::optional<Currency> from_code(std::string_view code);
    static constexpr Currency none() { return {}; }

    /// By the three-digit numeric code; 999 is none.
    static std::optional<Currency> from_numeric(std::uint64_t numeric);

    /// "USD", "JPY", ...; "XXX" for none.
    std::string_view code() const;
    /// The standard's English name, "Yuan Renminbi".
    std::string_view name() const;
    /// The three-digit numeric code, 156 for CNY.
    int numeric() const;

    /// Decimal digits of the minor unit: 0 (JPY), 2 (USD), 3 (KWD) or 4 (CLF, UYW); 0 for none.
    int exponent() const;

    /// Row of the currency table, for compact storage; from_index undoes it (asserts that the row exists).
    constexpr std::uint16_t index() const { return index_; }
    static Currency from_index(std::uint16_t index);
    static std::uint16_t count(); ///< rows of the table, none among them

    friend constexpr bool operator==(Currency, Currency) = default;

private:
    std::uint16_t index_ = 0;
};

} // namespace recourse
