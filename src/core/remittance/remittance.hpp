#pragma once

#include "core/act/four_eyes.hpp"
#include "core/bank/account.hpp"
#include "core/escrow/book.hpp"

#include <array>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

// A remittance: a sum that comes into the book or leaves it beside the payments of orders. What comes in is recorded
// once it is there. What goes out is proposed by one person, approved by another, sent, and settled or returned; from
// the proposal on it is pending, so that it cannot be drawn twice. Through files of a bank it is picked for a file once
// it is approved; what the bank rejects, or sends back later, is due again.

namespace recourse {

struct Remittance {
    static constexpr std::string_view prefix = "R";
};
struct PayoutFile {
    static constexpr std::string_view prefix = "F";
};

} // namespace recourse

namespace recourse::remittance {

/// What the money is for. Stored: don't renumber.
enum class Purpose : std::uint8_t {
    pool_deposit = 1, ///< in: the programme adds to its guarantee pool
    bond_deposit = 2, ///< in: a supplier's deposit
    recourse_payment = 3, ///< in: a supplier pays back what the pool paid for it
    recourse_offset = 4, ///< no money moves: what the pool wants back is taken from the supplier's balance
    unmatched = 5, ///< in: nobody knows yet what for
    supplier_payout = 6, ///< out: a supplier draws on its balance
    buyer_refund = 7, ///< out: what an order owes its buyer
    bond_return = 8, ///< out: of a supplier's deposit
    unmatched_return = 9, ///< out: back to whoever sent it
    buyer_repayment = 10, ///< in: a buyer pays back what it was refunded and does not have coming by its claim
};
BOOST_DESCRIBE_ENUM(Purpose, pool_deposit, bond_deposit, recourse_payment, recourse_offset, unmatched, supplier_payout,
    buyer_refund, bond_return, unmatched_return, buyer_repayment)
std::string_view word(Purpose);
constexpr bool goes_out(Purpose purpose)
{
    return purpose >= Purpose::supplier_payout && purpose <= Purpose::unmatched_return;
}

/// Where a remittance stands. Stored: don't renumber.
enum class Phase : std::uint8_t {
    none = 0,
    proposed = 1,
    approved = 2,
    sent = 3,
    settled = 4, ///< the money has moved
    rejected = 5, ///< a person did not approve it
    returned = 6, ///< the bank did not carry it out
};
BOOST_DESCRIBE_ENUM(Phase, none, proposed, approved, sent, settled, rejected, returned)
std::string_view word(Phase);

/// What is to move, and for whom.
struct Detail {
    Purpose purpose = Purpose::unmatched;
    Money amount; ///< above zero, at most amount_minor_max
    Id<Party> party; ///< the supplier, or the buyer of the order
    Id<Order> order; ///< of a buyer's refund, or of what it pays back
    Id<Claim> claim; ///< for which the pool paid, that is carried out, or by which the buyer owes
    std::uint32_t provider = 0; ///< the holder of the funds
    std::string reference; ///< the bank's, of what came in; ours, of what goes out
    std::optional<bank::Account> to = {}; ///< of what goes back to a sender who is no party
    friend bool operator==(Detail const&, Detail const&) = default;
};
BOOST_DESCRIBE_STRUCT(Detail, (), (purpose, amount, party, order, claim, provider, reference, to))

/// The holder of the funds has the money, or an officer sets one sum off against another.
struct Record {
    Detail detail;
};
/// Somebody wants money to go out.
struct Propose {
    Detail detail;
};
/// Another person agrees.
struct Approve { };
/// It is not to go out: an officer does not agree, or the supplier that wanted its own money no longer wants it.
struct Reject {
    std::string reason;
};
/// It is on its way, in this message to the bank.
struct Send {
    std::string message;
};
/// The bank has carried it out.
struct Settle { };
/// The bank has not.
struct Return {
    std::string reason;
};
/// It goes into this file, and into no other meanwhile.
struct Pick {
    Id<PayoutFile> payout;
};
/// It goes into no file.
struct Drop { };
/// The bank has rejected it, or sent back what had gone: it is due again.
struct Reopen {
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(Record, (), (detail))
BOOST_DESCRIBE_STRUCT(Propose, (), (detail))
BOOST_DESCRIBE_STRUCT(Approve, (), ())
BOOST_DESCRIBE_STRUCT(Reject, (), (reason))
BOOST_DESCRIBE_STRUCT(Send, (), (message))
BOOST_DESCRIBE_STRUCT(Settle, (), ())
BOOST_DESCRIBE_STRUCT(Return, (), (reason))
BOOST_DESCRIBE_STRUCT(Pick, (), (payout))
BOOST_DESCRIBE_STRUCT(Drop, (), ())
BOOST_DESCRIBE_STRUCT(Reopen, (), (reason))

using Command = std::variant<Record, Propose, Approve, Reject, Send, Settle, Return, Pick, Drop, Reopen>;

/// What of a payment settles what the pool paid for one claim.
struct Share {
    Id<Claim> claim;
    Money amount;
    friend bool operator==(Share const&, Share const&) = default;
};
BOOST_DESCRIBE_STRUCT(Share, (), (claim, amount))

// Stored: alternatives are added at the end, fields at the end of their struct.
namespace events {
struct Recorded {
    Date on;
    Detail detail;
    std::vector<escrow::Transfer> transfers;
    std::vector<Share> shares {}; ///< of what is paid back to the pool: they add up to it
};
struct Proposed {
    Date on;
    Detail detail;
    act::Actor by;
    std::vector<escrow::Transfer> transfers;
    Id<Person> maker {}; ///< of the key with which it was done; 0: none is known
};
struct Approved {
    Date on;
    act::Actor by;
};
struct Rejected {
    Date on;
    std::string reason;
    std::vector<escrow::Transfer> transfers;
};
struct Sent {
    Date on;
    std::string message;
};
struct Settled {
    Date on;
    std::vector<escrow::Transfer> transfers;
};
struct Returned {
    Date on;
    std::string reason;
    std::vector<escrow::Transfer> transfers;
};
struct Picked {
    Date on;
    Id<PayoutFile> payout;
};
struct Dropped {
    Date on;
};
struct Reopened {
    Date on;
    std::string reason;
    std::vector<escrow::Transfer> transfers; ///< where it had been settled: back, and pending again
};
BOOST_DESCRIBE_STRUCT(Recorded, (), (on, detail, transfers, shares))
BOOST_DESCRIBE_STRUCT(Proposed, (), (on, detail, by, transfers, maker))
BOOST_DESCRIBE_STRUCT(Approved, (), (on, by))
BOOST_DESCRIBE_STRUCT(Rejected, (), (on, reason, transfers))
BOOST_DESCRIBE_STRUCT(Sent, (), (on, message))
BOOST_DESCRIBE_STRUCT(Settled, (), (on, transfers))
BOOST_DESCRIBE_STRUCT(Returned, (), (on, reason, transfers))
BOOST_DESCRIBE_STRUCT(Picked, (), (on, payout))
BOOST_DESCRIBE_STRUCT(Dropped, (), (on))
BOOST_DESCRIBE_STRUCT(Reopened, (), (on, reason, transfers))
} // namespace events

using Event = std::variant<events::Recorded, events::Proposed, events::Approved, events::Rejected, events::Sent,
    events::Settled, events::Returned, events::Picked, events::Dropped, events::Reopened>;
/// The transfers of an event; none for most.
std::span<escrow::Transfer const> transfers(Event const&);

struct State {
    Phase phase = Phase::none;
    Detail detail;
    Date since; ///< of the phase
    act::Actor proposed_by;
    act::Actor approved_by;
    std::string message; ///< to the bank
    std::string reason; ///< why it was rejected or returned, or is due again
    Id<PayoutFile> payout; ///< the file it is in
    Id<Person> proposed_maker; ///< of the key with which it was proposed; 0: none is known
    friend bool operator==(State const&, State const&) = default;
};
BOOST_DESCRIBE_STRUCT(
    State, (), (phase, detail, since, proposed_by, approved_by, message, reason, payout, proposed_maker))

/// What a bank is told to bring back with each payment, and with what becomes of it: "R-5.F-9".
std::string end_to_end_id(Id<Remittance>, Id<PayoutFile>);
struct EndToEnd {
    Id<Remittance> remittance;
    Id<PayoutFile> payout;
    friend bool operator==(EndToEnd const&, EndToEnd const&) = default;
};
/// Exactly what end_to_end_id writes; nothing for any other text.
std::optional<EndToEnd> parse_end_to_end(std::string_view);

void evolve(State&, Event const&);

namespace refusals {
inline constexpr act::RefusalKind not_found { "remittance.not_found", 404, "There is no such remittance.",
    "没有该笔汇款。" };
inline constexpr act::RefusalKind wrong_role { "remittance.wrong_role", 403, "This is not for the {role} to do.",
    "{role}无权进行此操作。" };
inline constexpr act::RefusalKind not_yours { "remittance.not_yours", 403, "A supplier draws on its own balance alone.",
    "供应商只能提取自己的余额。" };
inline constexpr act::RefusalKind same_person { "remittance.same_person", 403,
    "Whoever proposed it, or made the key that did, cannot approve it: a second person has to.",
    "提出人或创建该密钥的人不得自行批准，须由另一人批准。" };
inline constexpr act::RefusalKind needs_person { "remittance.needs_person", 403,
    "An officer in person has to approve it, no key.", "须由官员本人批准，不能使用密钥。" };
inline constexpr act::RefusalKind claim_reviewed { "remittance.claim_reviewed", 409,
    "The claim {claim} is looked at again: what is due is known once its review is decided.",
    "索赔{claim}正在复核：复核决定后方知应付金额。" };
inline constexpr act::RefusalKind determined_it { "remittance.determined_it", 403,
    "Whoever determined {claim} cannot approve what is paid for it: a second officer has to.",
    "裁定{claim}的人员不得批准其付款，须由另一名人员批准。" };
inline constexpr act::RefusalKind wrong_phase { "remittance.wrong_phase", 409,
    "The remittance is {phase}; this cannot be done now.", "汇款状态为{phase}，现在不能进行此操作。" };
inline constexpr act::RefusalKind not_enough { "remittance.not_enough", 409, "Only {available} may be drawn.",
    "可提取金额仅为{available}。" };
inline constexpr act::RefusalKind claimed { "remittance.claimed", 409,
    "{claim} is open against the supplier: its deposit stays until no claim is.",
    "{claim}仍在处理中：供应商的保证金须保留至全部申诉结束。" };
inline constexpr act::RefusalKind not_covered { "remittance.not_covered", 409,
    "The supplier owes {debts}, what it lacks in other currencies among it, and open claims may take {claims} beyond "
    "what is held for their orders: {missing} is missing for this. It can be approved once that is there, or be "
    "rejected by an officer or taken back by the "
    "supplier.",
    "供应商欠款{debts}（含其他币种的欠缺），未决申诉可能另需{claims}（超出相关订单托管额的部分）：尚缺{missing}。"
    "补足后方可批准，也可由官员驳回或由供应商撤回。" };
inline constexpr act::RefusalKind no_rate { "remittance.no_rate", 409,
    "The supplier lacks {missing} for what it owes and what open claims may take in that currency, and no recorded "
    "rate "
    "leads from there to {currency}: it can be approved once that is paid, or be "
    "rejected by an officer or taken back by the supplier.",
    "供应商在该币种尚缺{missing}用于清偿欠款及未决申诉，且无该币种兑{currency}的已登记汇率：补足该款后"
    "方可批准，也可由官员驳回或由供应商撤回。" };
inline constexpr act::RefusalKind nothing_open { "remittance.nothing_open", 409,
    "The pool wants nothing back of {party} for {claim}.", "保障基金无须就{claim}向{party}追偿。" };
inline constexpr act::RefusalKind wrong_direction { "remittance.wrong_direction", 422,
    "Money for {purpose} does not move this way.", "{purpose}的资金不按此方向流动。" };
inline constexpr act::RefusalKind not_positive { "remittance.not_positive", 422, "The amount must be above zero.",
    "金额须大于零。" };
inline constexpr act::RefusalKind too_much { "remittance.too_much", 422, "The amount is too large.", "金额过大。" };
inline constexpr act::RefusalKind nobody { "remittance.nobody", 422,
    "Money for {purpose} needs the {who} that it is for.", "{purpose}的资金须指明{who}。" };
inline constexpr act::RefusalKind picked { "remittance.picked", 409, "The remittance is in the payout file {payout}.",
    "该笔汇款已列入付款文件{payout}。" };
inline constexpr act::RefusalKind buyer_owes { "remittance.buyer_owes", 409,
    "By {claim} the buyer owes {owed} back: reject this refund, and what is undue of it goes back to where it came "
    "from.",
    "依{claim}买方应退回{owed}：请驳回此笔退款，多付部分将退回原处。" };
inline constexpr act::RefusalKind withheld { "remittance.withheld", 409,
    "The refund is no longer due as it stands; an officer has to look at it.",
    "该退款已不应照原额支付，须由专员处理。" };
inline constexpr act::RefusalKind bad_account { "remittance.bad_account", 422,
    "The account to which it is to go: {why}.", "收款账户有误：{why}。" };
inline constexpr std::array all { &not_found, &wrong_role, &not_yours, &needs_person, &same_person, &determined_it,
    &claim_reviewed, &wrong_phase, &not_enough, &claimed, &not_covered, &no_rate, &nothing_open, &wrong_direction,
    &not_positive, &too_much, &nobody, &picked, &bad_account, &buyer_owes, &withheld };
} // namespace refusals

/// What stands against a supplier's money, in the currency in which it would go out.
struct Against {
    Id<Claim> claim; ///< the first that is open against the supplier, in whatever currency; 0: none is
    Money claims; ///< what the open ones of this currency may take beyond what is held for their orders
    Money elsewhere {}; ///< what it lacks in other currencies (lacking), by the recorded rates of the day
    std::optional<Money> no_rate {}; ///< lacking in a currency from which no rate leads here
    Money linked {}; ///< what the pool wants back of accounts to which a confirmed link stands
};

/// What the supplier's balance in the currency of `claims` does not cover: what the pool wants back in it, what open
/// claims in it may take, and what the balance is below zero. Zero or more.
Money lacking(Id<Party> supplier, Money claims, escrow::Book const&);

/// What the pool paid for a claim and still wants back.
struct Open {
    Id<Claim> claim;
    Money owed; ///< above zero, in the currency of the remittance
};

struct Context {
    act::Actor actor;
    act::Moment moment;
    escrow::Book const& book;
    /// Of Approve: who determined the claim that it pays, where the sum asks for two pairs of eyes.
    std::vector<Id<Person>> determined_by {};
    /// What the buyer whom it refunds, or who pays back, owes back by the claim or the order; nothing: nothing, and a
    /// refund is due as it stands.
    std::optional<Money> owed {};
    act::Behind behind {};
    Against against {}; ///< of Propose, Approve and Send of a supplier's money
    std::vector<Open> open {}; ///< of Record: for the supplier, the oldest first
    bool reviewed = false; ///< the claim that it pays is looked at again, and that is not decided
};

/// What is missing for the supplier's money to go out beside what the supplier owes, what is on its way out already and
/// what open claims may take; nothing: it may, or it is not a supplier's. `proposed`: it is pending in the book.
/// claimed, no_rate and not_covered are refused by it.
std::optional<act::Refusal> not_free(Detail const&, Against const&, escrow::Book const&, bool proposed);

/// Events, none where it is so already, or the first guard that stands against it.
act::Decision<Event> decide(State const&, Command const&, Context const&);

} // namespace recourse::remittance
