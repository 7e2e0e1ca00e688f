// Any bytes give a statement that adds up, or flaws with a line; and every movement has an identity of its own.

#include "bank/camt.hpp"
#include "base/check.hpp"
#include "planted.hpp"

#include <set>

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size)
{
    using namespace recourse;
    auto const message = bank::read_camt({ reinterpret_cast<char const*>(bytes), size });
    if (!message) {
        RECOURSE_ASSERT(!message.error().empty());
        for (auto const& flaw : message.error())
            RECOURSE_ASSERT(!flaw.says.empty() && flaw.path.starts_with('/'));
        return 0;
    }
    bool reversal = false;
    for (auto const& statement : message->statements) {
        if (statement.opening) {
            auto sum = *statement.opening;
            for (auto const& entry : statement.entries) {
                if (entry.status == bank::EntryStatus::booked)
                    sum = entry.credit ? sum + entry.amount : sum - entry.amount;
            }
            RECOURSE_ASSERT(sum == *statement.closing);
        }
        for (auto const& entry : statement.entries)
            reversal = reversal || entry.reversal;
        std::set<std::string> identities;
        for (auto const& one : bank::movements(statement))
            RECOURSE_ASSERT(identities.insert(one.identity).second);
    }
    // No seed undoes an entry.
    fuzz::planted(reversal);
    return 0;
}
