#pragma once

#include "app/domain.hpp"
#include "store/store.hpp"

#include <optional>
#include <string>
#include <vector>

// What lists show. A view has one row for each subject and the lists in which it stands; both are worked out from the
// subject's state alone, so that the same events always give the same views.

namespace recourse::app {

/// The read models, by the store's number for them. Stored, but dropped and made anew when they change.
enum class View : store::View {
    orders = 1,
    parties = 2,
    claims = 3,
    remittances = 4,
    statements = 5, ///< of accounts of the book
    bank_statements = 6,
    movements = 7,
    payouts = 8,
    editions = 9,
    dossiers = 10,
    matters = 11,
};

struct OrderLine {
    Id<Order> id;
    std::uint32_t version = 0;
    Id<Party> buyer;
    Id<Party> supplier;
    std::string goods;
    Money price;
    Money held;
    order::Phase phase = order::Phase::none;
    Instant changed;
    std::optional<Date> due; ///< the next day that time acts on
    bool frozen = false;
    std::vector<Id<Party>> carriers;
};
BOOST_DESCRIBE_STRUCT(
    OrderLine, (), (id, version, buyer, supplier, goods, price, held, phase, changed, due, frozen, carriers))

struct PartyLine {
    Id<Party> id;
    std::uint32_t version = 0;
    party::Profile profile;
    Instant changed;
};
BOOST_DESCRIBE_STRUCT(PartyLine, (), (id, version, profile, changed))

struct ClaimLine {
    Id<Claim> id;
    std::uint32_t version = 0;
    Id<Order> order;
    Id<Party> buyer;
    Id<Party> supplier;
    claim::Phase phase = claim::Phase::none;
    claim::Ending ending = claim::Ending::none;
    Money claimed;
    Money paid;
    Date opened_on;
    std::string reading; ///< by which the book is read
    Instant changed;
    std::optional<Date> due; ///< the next day that time acts on
    Id<Party> inspector; ///< that was named
};
BOOST_DESCRIBE_STRUCT(ClaimLine, (),
    (id, version, order, buyer, supplier, phase, ending, claimed, paid, opened_on, reading, changed, due, inspector))

struct RemittanceLine {
    Id<Remittance> id;
    std::uint32_t version = 0;
    remittance::Detail detail;
    remittance::Phase phase = remittance::Phase::none;
    Instant changed;
};
BOOST_DESCRIBE_STRUCT(RemittanceLine, (), (id, version, detail, phase, changed))

struct BankStatementLine {
    Id<BankStatement> id;
    statement::Record record;
    Date taken_on;
    Instant changed;
};
BOOST_DESCRIBE_STRUCT(BankStatementLine, (), (id, record, taken_on, changed))

struct MovementLine {
    Id<BankMovement> id;
    std::uint32_t version = 0;
    std::string identity; ///< by which the bank and the desk speak of it
    Money amount;
    bool credit = false;
    std::string other; ///< name of whoever paid or was paid
    std::optional<Date> booked_on;
    movement::Phase phase = movement::Phase::none;
    movement::Reason reason = movement::Reason::none;
    Money left;
    Id<Order> order;
    Id<Remittance> remittance;
    Instant changed;
};
BOOST_DESCRIBE_STRUCT(MovementLine, (),
    (id, version, identity, amount, credit, other, booked_on, phase, reason, left, order, remittance, changed))

struct PayoutLine {
    Id<PayoutFile> id;
    std::uint32_t version = 0;
    payout::Phase phase = payout::Phase::none;
    std::string message_id;
    Date execute_on;
    std::uint32_t remittances = 0;
    Digest digest;
    Instant changed;
};
BOOST_DESCRIBE_STRUCT(PayoutLine, (), (id, version, phase, message_id, execute_on, remittances, digest, changed))

struct EditionLine {
    Id<Edition> id;
    std::uint32_t version = 0;
    edition::Phase phase = edition::Phase::none;
    std::string programme;
    std::string edition;
    Digest digest;
    Date from;
    Instant changed;
};
BOOST_DESCRIBE_STRUCT(EditionLine, (), (id, version, phase, programme, edition, digest, from, changed))

/// Nothing that lies in it: a count would tell everybody of what only some read.
struct DossierLine {
    Id<Dossier> id;
    std::uint32_t version = 0;
    Id<Order> order;
    Id<Party> buyer;
    Id<Party> supplier;
    std::string against; ///< the other side of one without an order
    std::string title;
    std::string title_zh;
    Date opened_on;
    Instant changed;
};
BOOST_DESCRIBE_STRUCT(
    DossierLine, (), (id, version, order, buyer, supplier, against, title, title_zh, opened_on, changed))

/// Of a matter, for whoever reads it.
struct MatterLine {
    Id<Matter> id;
    std::uint32_t version = 0;
    Id<Order> order;
    Id<Party> client;
    Id<Party> supplier; ///< 0: nobody here
    std::string against; ///< the other side of one without an order
    std::string counsel;
    std::string title;
    matter::Phase phase = matter::Phase::none;
    matter::Ending ending = matter::Ending::none;
    Money received;
    Date opened_on;
    std::optional<Date> due; ///< the first last day that is neither met nor over
    std::optional<Date> auditor_until; ///< the programme's auditors read it, that day included
    Instant changed;
};
BOOST_DESCRIBE_STRUCT(MatterLine, (),
    (id, version, order, client, supplier, against, counsel, title, phase, ending, received, opened_on, due,
        auditor_until, changed))

/// The lists that together show the subjects of a view: those in a phase or in any, a party's or everybody's. What
/// changes often stands in few lists, one for each phase; all of it is the lists of all phases read as one.
std::vector<store::Key> lists_of(View, std::optional<std::uint8_t> phase = {}, Id<Party> = {});
/// Whether the subjects of a view also stand in a list by their numbers, which is the order in which they were made.
bool is_numbered(View);
/// That list, of a party's subjects or of everybody's, whatever their phase. Asserts that the view has it.
store::Key numbered_list_of(View, Id<Party> = {});
/// Of a statement: the movements of an account, by sequence and leg.
store::Key scope_of(escrow::Account const&);

/// What a subject shows in its view; nothing for subjects that no list shows.
struct Shown {
    store::Row row;
    std::vector<store::ListItem> items;
};
std::optional<Shown> shown(Stream, AnyAggregate const&, Instant changed);
/// The list items that a row had when it was written.
std::vector<store::ListItem> items_of_row(View, store::Bytes const&);
/// The view in which a subject stands; nothing: in none.
std::optional<View> view_of(Subject);

} // namespace recourse::app
