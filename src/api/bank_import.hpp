#pragma once

#include "api/operation.hpp"
#include "core/movement/movement.hpp"
#include "core/payout/payout.hpp"
#include "core/statement/statement.hpp"

namespace recourse::api {

/// What became of a movement of a file.
enum class ImportResult : std::uint8_t {
    recorded, ///< it paid an instalment, or a remittance has gone or come back
    exception, ///< an officer has to say what it was
    known, ///< it was there
    differs, ///< something of the same reference was there, and it is not the same: look at it
};
BOOST_DESCRIBE_ENUM(ImportResult, recorded, exception, known, differs)

struct ImportedMovement {
    Id<BankMovement> movement;
    std::string identity;
    Money amount;
    bool credit = false;
    ImportResult result = ImportResult::known;
    movement::Reason reason = movement::Reason::none;
    Id<Order> order;
    Id<Remittance> remittance;
};
BOOST_DESCRIBE_STRUCT(ImportedMovement, (), (movement, identity, amount, credit, result, reason, order, remittance))

struct ImportedStatement {
    Id<BankStatement> statement;
    std::string statement_id;
    bool known = false; ///< it had been taken in before
    std::uint32_t recorded = 0, exceptions = 0, repeated = 0, differing = 0; ///< movements
    std::uint32_t pending = 0; ///< entries that the bank has not booked yet
    std::vector<std::string> undetailed; ///< references of batches whose payments are not in the file
    std::vector<ImportedMovement> movements;
};
BOOST_DESCRIBE_STRUCT(ImportedStatement, (),
    (statement, statement_id, known, recorded, exceptions, repeated, differing, pending, undetailed, movements))

struct ImportedReport {
    Id<PayoutFile> payout;
    bool known = false; ///< it said nothing new
    std::vector<payout::Word> words;
};
BOOST_DESCRIBE_STRUCT(ImportedReport, (), (payout, known, words))

/// The answer to a file.
struct Imported {
    std::string message; ///< "camt.053.001.08"
    std::string message_id;
    Digest digest; ///< of the file
    std::uint64_t as_of = 0; ///< the event up to which a list has to be read to show all of it
    std::vector<ImportedStatement> statements;
    std::optional<ImportedReport> report; ///< of a pain.002
};
BOOST_DESCRIBE_STRUCT(Imported, (), (message, message_id, digest, as_of, statements, report))

/// Reads the file of the request's body, records what is new in it and answers with what became of each part. A file
/// with any error is refused as a whole, with every error. What it records depends on the bank's references, so that
/// the same file, or the same payment in another one, is recorded once.
void import_bank_file(Call&);

} // namespace recourse::api
