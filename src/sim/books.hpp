#pragma once

#include "codec/stored.hpp"
#include "store/store.hpp"

#include <map>
#include <optional>
#include <set>
#include <string>

namespace recourse::sim {

/// Whose money, as the auditor names it: a kind, an owner, a currency. Debits count up, credits count down.
struct Place {
    escrow::AccountKind kind {};
    std::uint64_t owner = 0;
    std::string currency;
    friend auto operator<=>(Place const&, Place const&) = default;
};

/// The auditor's own books of the money. They are kept from what events say happened ("released 98.00, fee 2.00"), and
/// the legs that an event carries, the holds, the claims and the accounts that the service shows are held against them.
/// They share the types of events with the service, and no code that moves or counts money.
class Books {
public:
    struct OrderBook {
        Id<Party> buyer;
        Id<Party> supplier;
        std::string currency;
        act::Role drafted_by {};
        std::optional<act::Role> amendment_by;
        std::optional<act::Role> cancel_by; ///< who proposed to end it by agreement
        std::int64_t hold = 0;
        std::int64_t received = 0; ///< less what was taken back
        std::int64_t given_back = 0; ///< to the buyer under any title, costs aside
        std::int64_t clawed_back = 0; ///< taken from the supplier because a payment was taken back
        Id<Claim> frozen_by;
        std::optional<Date> closed_on;
        struct Payment {
            std::int64_t announced = 0;
            std::int64_t received = 0; ///< less what was taken back
            std::int64_t taken_back = 0; ///< and has not come again
            std::uint32_t provider = 0;
        };
        std::map<std::uint64_t, Payment> payments;
    };
    struct ClaimBook {
        Id<Order> order;
        Id<Party> buyer;
        Id<Party> supplier;
        Id<Party> inspector;
        std::int64_t claimed = 0;
        std::int64_t paid = 0;
        std::int64_t fee_paid = 0;
        std::int64_t owed = 0; ///< by the buyer, which was paid more than is due
        std::uint32_t dues = 0;
        std::int64_t due = 0; ///< the latest, in all
        std::int64_t fee = 0;
        std::int64_t returned = 0; ///< by chargebacks, less what of them was undone
        std::int64_t returned_before = 0; ///< what is due was fixed
        std::set<std::uint32_t> carried_out;
        Id<Person> drafter; ///< of the determination that waits for a second officer
        std::optional<act::Role> answers_to; ///< whose offer is the latest
    };
    struct RemittanceBook {
        remittance::Detail detail;
        act::Actor proposed_by;
        Id<Person> proposed_maker;
        remittance::Phase phase {};
        bool in_file = false; ///< picked for a file of payouts
    };

    struct EditionBook {
        std::optional<act::Actor> proposed_by;
        std::optional<act::Actor> decided; ///< confirmed or withdrawn it
    };
    struct DossierBook {
        bool open = false;
        std::set<std::pair<evidence::Compartment, std::uint32_t>> numbers;
        std::map<Digest, act::Actor> proposed; ///< to be erased, by whom
    };

    struct MatterBook {
        Id<Party> client;
        std::string currency;
        std::map<std::uint32_t, std::int64_t> heads; ///< that were not withdrawn
        std::map<std::uint32_t, std::int64_t> titles; ///< that have not fallen
        std::map<std::uint32_t, matter::Offer> offers;
        std::optional<std::pair<std::uint32_t, std::int64_t>> settled; ///< by which offer, and the claim that it left
        std::int64_t received = 0;
        std::int64_t distributed = 0;
        struct Sharing {
            std::int64_t sum = 0;
            act::Actor by;
        };
        std::map<std::uint32_t, Sharing> distributions;
        std::set<std::uint32_t> approved; ///< papers
        std::set<std::uint32_t> freezes; ///< that stand
        std::set<std::uint32_t> filings; ///< under way
        std::vector<std::pair<matter::Route, std::int64_t>> brought; ///< by the programme, and no receipt yet
    };

    Books(std::int64_t fee_bp, std::int64_t four_eyes_above);

    /// Takes an event in; what is wrong with it, or nothing.
    std::optional<std::string> take(store::Event const&, codec::Stored const&);
    /// What has to be so when a batch is complete; what is wrong, or nothing.
    std::optional<std::string> batch_ends() const;
    /// The accounts that the service shows, all of them, against these books.
    std::optional<std::string> differ(std::vector<store::Account> const&) const;

    OrderBook const* order(std::uint64_t number) const;
    ClaimBook const* claim(std::uint64_t number) const;
    RemittanceBook const* remittance(std::uint64_t number) const;
    MatterBook const* matter(std::uint64_t number) const;

private:
    using Sums = std::map<Place, std::int64_t>;
    struct Change {
        Sums posted;
        Sums pending;
    };
    using Wrong = std::optional<std::string>;

    Wrong take(std::uint64_t order, order::Event const&, Change const& legs, Change& expected);
    Wrong take(std::uint64_t claim, claim::Event const&, store::CommandId const&, Change& expected);
    Wrong owes(ClaimBook&, Money said, Change& expected);
    Wrong take(std::uint64_t remittance, remittance::Event const&, Change& expected);
    Wrong take(std::uint64_t edition, edition::Event const&);
    Wrong take(std::uint64_t dossier, evidence::Event const&);
    Wrong take(std::uint64_t matter, matter::Event const&);
    Wrong take(std::uint64_t matter, matter::events::Opened const&);
    Wrong take(MatterBook&, std::uint64_t matter, matter::events::Received const&);
    void brings(Id<Order>, matter::Route, Money);
    Wrong take(movement::Event const&, Change const& legs, Change& expected);
    Wrong take(order::events::Refunded const&, OrderBook&, std::uint64_t number, Change const& legs, Change& expected);
    template <class Event>
    Wrong paid(ClaimBook&, std::uint64_t number, store::CommandId const&, Event const&);
    Wrong fixed(ClaimBook&, std::uint32_t number, std::int64_t amount, std::int64_t fee);
    Wrong post(Change const&, bool by_the_bank);

    std::int64_t fee_bp_;
    std::int64_t four_eyes_above_;
    std::map<std::uint64_t, OrderBook> orders_;
    std::map<std::uint64_t, ClaimBook> claims_;
    std::map<std::uint64_t, RemittanceBook> remittances_;
    std::map<std::uint64_t, EditionBook> editions_;
    std::map<std::uint64_t, DossierBook> dossiers_;
    std::map<std::uint64_t, MatterBook> matters_;
    std::set<std::uint64_t> untold_; ///< matters to which the programme brought what is no receipt yet
    Sums posted_, pending_;
    /// A refund that its claim has not owned up to yet, with the command that brought it.
    struct OpenRefund {
        store::CommandId command;
        std::uint64_t claim;
        std::int64_t amount;
        std::int64_t by_pool;
    };
    std::optional<OpenRefund> open_refund_;
};

} // namespace recourse::sim
