#pragma once

#include "core/forum/fold.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace recourse::forum {

/// What a phrase of a clause stands for.
enum class TokenKind : std::uint8_t {
    institution, ///< id of the institution
    misnomer, ///< number of the misnomer
    body, ///< "arbitration commission": of some name, or none
    arbitrate,
    ad_hoc,
    arbitrator, ///< id "count": "number of arbitrators"; "1": sole; "3": a presiding or third one
    rules,
    court,
    sue,
    seat,
    place, ///< id of the place
    link, ///< "where the defendant is domiciled"
    language,
    tongue, ///< ISO 639
    number, ///< "1", "2", "3"
    last_word, ///< final
    wide,
    narrow,
    law,
    law_of, ///< ISO 3166
    clause_word, ///< "arbitration clause"
    either, ///< "or"
    may,
    must,
    negative,
    aid, ///< a court in aid of arbitration: interim measures, enforcement
    exclusive,
    negotiate,
    dissatisfied, ///< with an award
    option, ///< of one side
    each_party,
    by, ///< "in accordance with"
    ignored,
};

struct Token {
    TokenKind kind {};
    std::string_view id; ///< owned by the table
    std::uint32_t at = 0, end = 0; ///< in the folded text
    std::uint32_t sentence = 0;
};

/// Phrases that are looked for. At each place the longest one counts, and the next is looked for after it.
class PhraseTable {
public:
    /// The text is folded. A phrase that begins or ends with a letter or digit stands alone there, except at the end
    /// where it is a prefix ("preserv").
    void add(std::string_view text, TokenKind, std::string_view id = {}, bool prefix = false);
    /// Call once, after the last `add`.
    void finish();
    std::vector<Token> scan(Folded const&) const;

private:
    struct Phrase {
        std::string text;
        TokenKind kind {};
        std::string id;
        bool prefix = false;
    };
    static std::uint32_t key(std::string_view text);

    std::unordered_map<std::uint32_t, std::vector<Phrase>> buckets_; // by the first bytes, longest first
};

} // namespace recourse::forum
