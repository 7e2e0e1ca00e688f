#pragma once

#include "app/domain.hpp"
#include "store/store.hpp"

#include <expected>
#include <string>
#include <vector>

namespace recourse::app {

struct Audit {
    store::Sequence events = 0; ///< read, headers among them
    std::vector<std::string> findings; ///< what is not as it should be; none in a good database
};

/// Reads the whole log again and believes nothing but it: the chain of hashes holds, every event can be read, what has
/// to hold holds after each, every currency balances, book and standing want the same back of each supplier, and the
/// views are those that the log makes. Errors: a sentence; the store gave no answer.
std::expected<Audit, std::string> audit(store::Store&, std::shared_ptr<RuleBooks const>, time::Zone);

/// The part that needs no memory for it: the chain of hashes holds and every event can be read.
std::expected<Audit, std::string> audit_chain(store::Store&);

} // namespace recourse::app
