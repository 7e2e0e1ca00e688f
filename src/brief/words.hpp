#pragma once

#include "papers/values.hpp"

#include <string>
#include <string_view>
#include <vector>

// How a paper writes the words of a case file. A word that is none gives nothing.

namespace recourse::brief {

using papers::Words;

/// A text of the case in the language in which it was written: one with Chinese characters is Chinese, any other
/// English. What it says in the other language is not known.
Words words_of(std::string const& text);
/// Without a letter of a language in it: numbers, codes, addresses of mail. Kept in both.
using papers::same;

Words purpose_of_payment(std::string_view);
Words method_of_payment(std::string_view);
Words kind_of_problem(std::string_view);
Words kind_of_evidence(std::string_view);
Words decision_of_platform(std::string_view);
/// "NL": "the Netherlands". The code itself for a country that is not among those that trade much.
Words country(std::string_view code);

/// "6 %", "6%" of a share "0.06"; empty where it is no number.
Words percent_of(std::string const& share);

/// Sentences as one clause, "a; b": without the point at the end of each, because the paper sets its own.
Words one_clause(std::vector<std::string> const& en, std::vector<std::string> const& zh);

/// "a; b", "a；b".
Words joined(Words const&, Words const&);

} // namespace recourse::brief
