#pragma once

#include "vault/seal/read_bundle.hpp"
#include "vault/seal/verify.hpp"

// The questions one by one; verify.cpp asks them.

namespace recourse::vault::seal {

inline constexpr std::size_t answer_flaws_max = 100;
inline constexpr std::int64_t clocks_differ_seconds = 3600; ///< of a desk and a time-stamp authority

/// What has been found out about a bundle so far.
struct Case {
    Opened const& opened;
    ReadBundle read;
    Trust const& trust;
    Instant now;
    std::vector<log::Verifier> keys; ///< of the bundle and those that are trusted
    /// Those that are trusted, or without any the log's own as the bundle shows them, and those that follow from them.
    std::vector<log::Verifier> known;
    std::map<std::string, Digest, std::less<>> digests; ///< of the files
    std::vector<std::pair<std::string, Instant>> stamped; ///< the good time stamps and their moments
    bool checkpoint_signed = false; ///< by one of `keys`
};

void add_flaw(Answer&, std::string_view file, std::string says);

/// "2 of its files are wrong" and the state, from the flaws; the sentence given where there are none.
void conclude(Answer&, std::string when_good);

Answer answer_complete(Case&);
Answer answer_in_log(Case const&);
Answer answer_signed_by(Case const&);
Answer answer_sealed_by(Case const&);
Answer answer_existed(Case&);
Answer answer_consistent(Case const&, std::optional<OtherView> const& other);

} // namespace recourse::vault::seal
