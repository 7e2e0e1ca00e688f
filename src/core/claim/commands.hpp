#pragma once

#include "core/claim/types.hpp"

#include <variant>

namespace recourse::claim {

/// The buyer claims: one line for each defect, what it seeks and how much.
struct Open {
    std::vector<Line> lines;
    Remedy remedy = Remedy::refund;
    Money amount;
};
/// Adds an exhibit; with a slot's id it is the evidence that was asked for.
struct AddExhibit {
    Exhibit exhibit;
    std::string slot;
};
/// Who added an exhibit takes it back. It stays on record.
struct WithdrawExhibit {
    std::uint32_t exhibit = 0;
    std::string reason;
};
/// The other side accepts as genuine what would not count otherwise.
struct AcknowledgeExhibit {
    std::uint32_t exhibit = 0;
};
/// An officer asks a side for more.
struct AskEvidence {
    act::Role from = act::Role::buyer;
    ExhibitKind kind = ExhibitKind::other;
    Need need = Need::required;
    Date last;
    std::string note;
};
/// The supplier accepts the claim as it stands, or contests it. An offer is an answer too.
struct Answer {
    Stance stance = Stance::contests;
    std::string text;
};
/// A side offers; its earlier offer, if still open, is superseded. A buyer that offers to take less, or full and final,
/// says exactly what it gives up.
struct MakeOffer {
    Offer offer;
    std::optional<Money> acknowledged;
};
/// The other side takes an offer. A buyer that gets less than it claims, or settles full and final, says exactly what
/// it gives up.
struct AcceptOffer {
    std::uint32_t offer = 0;
    std::optional<Money> acknowledged;
};
struct RejectOffer {
    std::uint32_t offer = 0;
};
struct WithdrawOffer {
    std::uint32_t offer = 0;
};
/// A party asks the programme to decide.
struct Escalate { };
/// The buyer gives the claim up.
struct Withdraw {
    std::string reason;
};
struct OrderInspection {
    Id<Party> inspector;
    std::string firm;
    Money fee;
    act::Role advanced_by = act::Role::buyer; ///< buyer or supplier, who pays the inspector first
};
struct ReportInspection {
    Stated report;
};
/// An officer decides. Above the book's sum a second one has to confirm.
struct Determine {
    Ruling ruling;
};
struct ConfirmDetermination {
    std::uint32_t draft = 0;
};
/// The officer that drafted takes the draft back.
struct WithdrawDetermination {
    std::uint32_t draft = 0;
};
/// Carries out what was decided or agreed.
struct Execute { };
/// The buyer has sent the goods back.
struct ShipReturn {
    std::string tracking;
    std::optional<Digest> proof; ///< of the document that shows it
};
/// The supplier has the goods back.
struct ConfirmReturn { };
/// A party asks for another look, on facts that were not there; or the buyer has an officer determine what the
/// guarantee pool adds to a settlement that no other fund could pay, for which no new facts are needed.
struct RequestReview {
    std::string reasons;
    std::vector<Exhibit> exhibits;
};
struct AdmitReview {
    std::string reasons;
};
struct RefuseReview {
    std::string reasons;
};
/// The order's payment was taken back; how much, the order itself says.
struct NoteChargeback { };
/// The chargeback that suspended the claim has come to its end.
struct Resume { };
/// A day that a clock named is over.
struct PassTimer {
    std::string rule;
    Date due;
    std::uint32_t number = 0; ///< of the offer
};
/// So much of what the claim was to pay was not sent: what of it is undue goes back to where it came from.
struct TakeBack {
    Money unsent;
};

/// The supplier has sent what was agreed instead of money, or has done the work.
struct ShipReplacement {
    std::string tracking;
    std::optional<Digest> proof; ///< of the document that shows it
};
/// The buyer has what was agreed instead of money.
struct ConfirmReplacement { };
/// An officer ends a leg that stands still, where no clock of the book does.
struct EndLeg {
    LegOutcome outcome = LegOutcome::received;
    std::string reasons;
};

BOOST_DESCRIBE_STRUCT(Open, (), (lines, remedy, amount))
BOOST_DESCRIBE_STRUCT(AddExhibit, (), (exhibit, slot))
BOOST_DESCRIBE_STRUCT(WithdrawExhibit, (), (exhibit, reason))
BOOST_DESCRIBE_STRUCT(AcknowledgeExhibit, (), (exhibit))
BOOST_DESCRIBE_STRUCT(AskEvidence, (), (from, kind, need, last, note))
BOOST_DESCRIBE_STRUCT(Answer, (), (stance, text))
BOOST_DESCRIBE_STRUCT(MakeOffer, (), (offer, acknowledged))
BOOST_DESCRIBE_STRUCT(AcceptOffer, (), (offer, acknowledged))
BOOST_DESCRIBE_STRUCT(RejectOffer, (), (offer))
BOOST_DESCRIBE_STRUCT(WithdrawOffer, (), (offer))
BOOST_DESCRIBE_STRUCT(Escalate, (), ())
BOOST_DESCRIBE_STRUCT(Withdraw, (), (reason))
BOOST_DESCRIBE_STRUCT(OrderInspection, (), (inspector, firm, fee, advanced_by))
BOOST_DESCRIBE_STRUCT(ReportInspection, (), (report))
BOOST_DESCRIBE_STRUCT(Determine, (), (ruling))
BOOST_DESCRIBE_STRUCT(ConfirmDetermination, (), (draft))
BOOST_DESCRIBE_STRUCT(WithdrawDetermination, (), (draft))
BOOST_DESCRIBE_STRUCT(Execute, (), ())
BOOST_DESCRIBE_STRUCT(ShipReturn, (), (tracking, proof))
BOOST_DESCRIBE_STRUCT(ConfirmReturn, (), ())
BOOST_DESCRIBE_STRUCT(RequestReview, (), (reasons, exhibits))
BOOST_DESCRIBE_STRUCT(AdmitReview, (), (reasons))
BOOST_DESCRIBE_STRUCT(RefuseReview, (), (reasons))
BOOST_DESCRIBE_STRUCT(NoteChargeback, (), ())
BOOST_DESCRIBE_STRUCT(Resume, (), ())
BOOST_DESCRIBE_STRUCT(PassTimer, (), (rule, due, number))
BOOST_DESCRIBE_STRUCT(TakeBack, (), (unsent))
BOOST_DESCRIBE_STRUCT(ShipReplacement, (), (tracking, proof))
BOOST_DESCRIBE_STRUCT(ConfirmReplacement, (), ())
BOOST_DESCRIBE_STRUCT(EndLeg, (), (outcome, reasons))

using Command = std::variant<Open, AddExhibit, WithdrawExhibit, AcknowledgeExhibit, AskEvidence, Answer, MakeOffer,
    AcceptOffer, RejectOffer, WithdrawOffer, Escalate, Withdraw, OrderInspection, ReportInspection, Determine,
    ConfirmDetermination, WithdrawDetermination, Execute, ShipReturn, ConfirmReturn, RequestReview, AdmitReview,
    RefuseReview, NoteChargeback, Resume, PassTimer, TakeBack, ShipReplacement, ConfirmReplacement, EndLeg>;

/// The kinds of command, in the order of the variant.
enum class Act : std::uint8_t {
    open,
    add_exhibit,
    withdraw_exhibit,
    acknowledge_exhibit,
    ask_evidence,
    answer,
    make_offer,
    accept_offer,
    reject_offer,
    withdraw_offer,
    escalate,
    withdraw,
    order_inspection,
    report_inspection,
    determine,
    confirm_determination,
    withdraw_determination,
    execute,
    ship_return,
    confirm_return,
    request_review,
    admit_review,
    refuse_review,
    note_chargeback,
    resume,
    pass_timer,
    take_back,
    ship_replacement,
    confirm_replacement,
    end_leg,
};
BOOST_DESCRIBE_ENUM(Act, open, add_exhibit, withdraw_exhibit, acknowledge_exhibit, ask_evidence, answer, make_offer,
    accept_offer, reject_offer, withdraw_offer, escalate, withdraw, order_inspection, report_inspection, determine,
    confirm_determination, withdraw_determination, execute, ship_return, confirm_return, request_review, admit_review,
    refuse_review, note_chargeback, resume, pass_timer, take_back, ship_replacement, confirm_replacement, end_leg)
std::string_view word(Act);

inline Act act_of(Command const& command)
{
    return static_cast<Act>(command.index());
}

} // namespace recourse::claim
