#pragma once

#include "base/date.hpp"
#include "base/digest.hpp"
#include "base/money.hpp"
#include "core/act/actor.hpp"
#include "core/inspection/acceptance.hpp"

#include <boost/describe.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace recourse {

struct Payment {
    static constexpr std::string_view prefix = "Y";
};

} // namespace recourse

namespace recourse::order {

/// Where an order stands. The words are those that books use for the machine "order". Stored: don't renumber.
enum class Phase : std::uint8_t {
    none = 0,
    draft = 1, ///< one side is still writing
    awaiting_seller = 2, ///< offered, the other side has not agreed
    awaiting_payment = 3, ///< agreed
    awaiting_shipment = 4, ///< enough is paid for the supplier to begin
    awaiting_receipt = 5, ///< shipped
    completed = 6, ///< received, by the buyer's word or by time
    closed = 7, ///< cancelled
};
BOOST_DESCRIBE_ENUM(
    Phase, none, draft, awaiting_seller, awaiting_payment, awaiting_shipment, awaiting_receipt, completed, closed)

/// "awaiting-shipment", as books write it.
std::string_view word(Phase);

/// Stored: don't renumber.
enum class ShippingMode : std::uint8_t { unknown = 0, express = 1, air = 2, sea = 3, land = 4, post = 5 };
BOOST_DESCRIBE_ENUM(ShippingMode, unknown, express, air, sea, land, post)
/// "express", ...; empty for unknown.
std::string_view word(ShippingMode);

/// What a payment is for. Stored: don't renumber.
enum class Purpose : std::uint8_t { deposit = 0, balance = 1, full = 2, other = 3 };
BOOST_DESCRIBE_ENUM(Purpose, deposit, balance, full, other)
std::string_view word(Purpose);

/// One of the payments that make up the price.
struct Instalment {
    Purpose purpose = Purpose::full;
    Money amount;
    std::optional<Date> due;
    friend bool operator==(Instalment const&, Instalment const&) = default;
};
BOOST_DESCRIBE_STRUCT(Instalment, (), (purpose, amount, due))

/// What both sides agree to. Its digest is that of its packed form, without acceptance terms where there are none: the
/// same terms always have the same digest.
struct Terms {
    Id<Party> buyer;
    Id<Party> supplier;
    std::string programme; ///< id of the rule book's programme
    std::string goods;
    Money price_goods; ///< the three add up to the instalments
    Money price_freight;
    Money price_tax;
    std::vector<Instalment> instalments; ///< in the order in which they are paid
    std::string specification; ///< the measurable standard; empty: none is written
    std::string incoterm;
    ShippingMode shipping_mode = ShippingMode::unknown;
    std::optional<Date> ship_by;
    std::optional<Date> deliver_by;
    std::string arbitration; ///< id of an institution, "none"; empty: not stated
    std::string governing_law;
    bool custom_made = false;
    std::int32_t liquidated_damages_bp = 0; ///< hundredths of a percent of the price; 0: none agreed
    std::optional<inspection::Acceptance> acceptance {}; ///< by which an inspector's report is judged
    friend bool operator==(Terms const&, Terms const&) = default;
};
BOOST_DESCRIBE_STRUCT(Terms, (),
    (buyer, supplier, programme, goods, price_goods, price_freight, price_tax, instalments, specification, incoterm,
        shipping_mode, ship_by, deliver_by, arbitration, governing_law, custom_made, liquidated_damages_bp, acceptance))

Digest digest(Terms const&);
/// Goods, freight and tax.
Money price(Terms const&);

/// A statement of fact in the life of an order, by whom it was made. What the carrier says weighs more than what a
/// party says.
struct Statement {
    Date on;
    act::Role by = act::Role::platform;
    std::string reference; ///< tracking number, report, ...
    friend bool operator==(Statement const&, Statement const&) = default;
};
BOOST_DESCRIBE_STRUCT(Statement, (), (on, by, reference))

/// An end by agreement, as it was proposed.
struct Cancellation {
    Date on;
    act::Role by = act::Role::buyer;
    Money to_supplier; ///< of what is held; the rest goes back to the buyer
    std::string reason;
    friend bool operator==(Cancellation const&, Cancellation const&) = default;
};
BOOST_DESCRIBE_STRUCT(Cancellation, (), (on, by, to_supplier, reason))

/// What a party was called when it agreed, with its country.
struct Name {
    std::string name;
    std::string name_zh; ///< as registered; may be empty
    std::string country; ///< ISO 3166 alpha-2
    friend bool operator==(Name const&, Name const&) = default;
};
struct Names {
    Name buyer;
    Name supplier;
    friend bool operator==(Names const&, Names const&) = default;
};
BOOST_DESCRIBE_STRUCT(Name, (), (name, name_zh, country))
BOOST_DESCRIBE_STRUCT(Names, (), (buyer, supplier))

} // namespace recourse::order
