#pragma once

#include "bank/values.hpp"

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <vector>

// Statements (camt.053) and notifications of debits and credits (camt.054) as the bank of an account sends them:
// ISO 20022, versions 02 to 08 of each. docs/bank.md lists the elements that are followed; others are passed over.

namespace recourse::bank {

/// Why a payment came back.
struct ReturnReason {
    std::string code; ///< "AC04", or the bank's own word
    std::string text;
    friend bool operator==(ReturnReason const&, ReturnReason const&) = default;
};

/// One payment within an entry.
struct Transaction {
    std::uint32_t line = 0;
    std::string path;
    Money amount; ///< in the entry's currency
    bool credit = false;
    std::string servicer_reference; ///< Refs/AcctSvcrRef
    std::string instruction_id, end_to_end_id, transaction_id; ///< empty, also where the bank says NOTPROVIDED
    std::vector<std::string> creditor_references; ///< RmtInf/Strd/CdtrRefInf/Ref
    std::vector<std::string> unstructured; ///< RmtInf/Ustrd
    Account other; ///< who paid, or was paid, and from or to which account
    std::optional<Money> instructed; ///< what the payer ordered, where the bank says so
    std::optional<ReturnReason> returned;
};

enum class EntryStatus : std::uint8_t { booked, pending, information };

/// One line of the account.
struct Entry {
    std::uint32_t line = 0;
    std::string path;
    std::string reference; ///< NtryRef
    std::string servicer_reference; ///< AcctSvcrRef
    Money amount; ///< above zero or zero
    bool credit = false;
    bool reversal = false; ///< RvslInd: it undoes an earlier entry of the other direction
    EntryStatus status = EntryStatus::booked;
    std::optional<Date> booked_on, value_on;
    std::string code; ///< BkTxCd: "PMNT/RCDT/ESCT", or the bank's own
    std::string note; ///< AddtlNtryInf
    std::optional<std::uint64_t> batch; ///< how many payments the bank says it has put together
    std::vector<Transaction> transactions; ///< one at least, unless `undetailed`
    bool undetailed = false; ///< a batch whose payments are not in this message
};

struct Balance {
    std::string code; ///< "OPBD"
    Money amount; ///< below zero: overdrawn
    std::optional<Date> on;
};

/// Stmt or Ntfctn.
struct Statement {
    std::uint32_t line = 0;
    std::string id;
    std::optional<std::uint64_t> electronic_number; ///< ElctrncSeqNb
    std::optional<When> created, from, to;
    Account account; ///< ours
    std::vector<Balance> balances;
    std::optional<Money> opening, closing; ///< of a statement; they add up with the booked entries
    std::vector<Entry> entries;
};

struct CamtMessage {
    MessageName name;
    std::string message_id;
    std::optional<When> created;
    std::vector<Statement> statements; ///< one at least
};

/// Errors: everything that is wrong, in the order of the document; one thing only where it is no XML or another
/// message. Beside the form: balances that do not add up, batches that are not the sum of their payments, currencies
/// that differ within an account, amounts with surplus digits, check digits of our own IBAN.
std::expected<CamtMessage, std::vector<XmlFlaw>> read_camt(std::string_view bytes);

/// What tells this payment from every other of the account, the same in camt.053 and camt.054: the bank's references of
/// entry and payment; where it gives none, a digest of what it says, with `ordinal` for payments that are alike in all.
std::string identity(Entry const&, Transaction const&, std::size_t ordinal);

/// A payment that is booked, with its entry and its identity; of batches without details there is none.
struct Movement {
    Entry const* entry;
    Transaction const* transaction;
    std::string identity;
};
/// Those of a statement, debits first: what was sent stands before what came back.
std::vector<Movement> movements(Statement const&);

} // namespace recourse::bank
