#pragma once

#include "core/forum/book.hpp"
#include "core/forum/phrases.hpp"

namespace recourse::forum {

/// The phrases of clauses in English and Chinese, with the institutions, misnomers and places of the book.
PhraseTable clause_phrases(Book const&);

} // namespace recourse::forum
