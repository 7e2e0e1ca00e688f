#pragma once

#include "bank/xml.hpp"
#include "base/date.hpp"
#include "base/instant.hpp"
#include "base/money.hpp"
#include "core/bank/account.hpp"

#include <optional>
#include <string>
#include <string_view>

// The simple types of ISO 20022 as values. Whatever is wrong is told to the place; the value is then nothing.

namespace recourse::bank {

/// Which version of a message a document follows: "camt.053.001.08".
struct MessageName {
    std::string family; ///< "camt.053"
    int version = 0; ///< 8
    friend bool operator==(MessageName const&, MessageName const&) = default;
};
std::string to_string(MessageName const&);
/// Of a namespace "urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"; nothing for another.
std::optional<MessageName> message_of(std::string_view space);

/// The beginning of a text, of at most so many bytes and whole characters.
std::string_view head(std::string_view, std::size_t bytes);
/// The beginning of a stranger's text, for a sentence about it.
std::string excerpt(std::string_view);

/// ActiveOrHistoricCurrencyAndAmount: digits with at most one point, and Ccy. Exact: digits beyond the currency's
/// exponent are wrong unless they are zeros; below zero, more than amount_minor_max and unknown currencies are wrong.
std::optional<Money> amount(XmlPlace const&);
/// A sum without a currency, in `currency`.
std::optional<Money> amount_in(XmlPlace const&, Currency);

/// ISODate, or the day of an ISODateTime; a zone may stand after it and changes no day.
std::optional<Date> day(XmlPlace const&);
/// DateAndDateTimeChoice: Dt or DtTm within.
std::optional<Date> day_within(XmlPlace const&);
/// ISODateTime with a zone as a moment. Without one it is the bank's own clock, of which the zone is unknown: nothing,
/// and not wrong.
struct When {
    Date day; ///< where the bank's clock stood
    std::optional<Instant> moment;
    friend bool operator==(When const&, When const&) = default;
};
std::optional<When> when(XmlPlace const&);

/// CdtDbtInd: true for CRDT.
std::optional<bool> is_credit(XmlPlace const&);
/// true, false, 1, 0.
std::optional<bool> truth(XmlPlace const&);
/// A whole number of at most 15 digits.
std::optional<std::uint64_t> count(XmlPlace const&);

/// AccountIdentification4Choice: IBAN, whose check digits have to fit, or Othr/Id.
std::optional<Account> account_id(XmlPlace const&);

/// The same of somebody else's account, which need not be right: an IBAN whose check digits do not fit is a number.
Account other_account(XmlPlace const&);

/// The BIC of an agent; empty where there is none. It stands in BICFI, in the older versions in BIC.
std::string bic_of(XmlPlace const& agent, bool bicfi);

} // namespace recourse::bank
