#pragma once

#include "brief/words.hpp"
#include "core/quantum/head.hpp"

// How a paper cites the ground of a head of claim, and writes a sum or a day of its working: as a court reads it.

namespace recourse::brief {

/// "Civil Code, Contracts, art. 566"; "《民法典》第五百六十六条": the mark that says how far to trust it is for counsel
/// and stands in `trust_of`. Empty where there is no source.
Words ground_of(casework::SourceRef const&);

/// The same in the engine's words, with its mark.
Words trust_of(casework::SourceRef const&);

/// The articles of the UN sales convention from which a head follows, where the convention governs; empty for a head
/// that it does not know or whose article was not read (a deposit, agreed damages, costs). Source: Ferrari on arts. 45
/// to 50 and 74, secondary.
Words convention_ground(quantum::Head);
/// Where that was read, for counsel.
Words convention_trust();

/// Days ("2026-03-01") and, in Chinese, sums ("USD 12,000.00") of a working as its language writes them: "1 March
/// 2026", "12,000.00美元".
Words as_written(Words const&);

} // namespace recourse::brief
