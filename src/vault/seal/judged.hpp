#pragma once

#include "vault/seal/read_bundle.hpp"
#include "vault/seal/verify.hpp"

// The questions one by one; verify.cpp asks them.

namespace recourse::vault::seal {

inline constexpr std::size_t answer_flaws_max = 100;

/// What has been found out about a bundle so far.
struct Case {
    Opened const& opened;
    ReadBundle read;
    Trust const& trust;
    Instant now;
    std::vector<log::Verifier> keys; ///< of the bundle and those that are trusted
    std::vector<log::Verifier> trusted; ///< and those that follow from them by rotations in the bundle
    std::map<std::string, Digest, std::less<>> digests; ///< of the files
    bool checkpoint_signed = false; ///< by one of `keys`
};

void add_flaw(Answer&, std::string_view file, std::string says);

/// "2 of its files are wrong" and the state, from the flaws; the sentence given where there are none.
void conclude(Answer&, std::string when_good);

Answer answer_complete(Case&);
Answer answer_in_log(Case const&);
Answer answer_signed_by(Case&);
Answer answer_existed(Case const&);
Answer answer_consistent(Case const&, std::optional<OtherView> const& other);

} // namespace recourse::vault::seal
