#pragma once

#include "packets/pdf/job.hpp"
#include "packets/pdf/refused.hpp"

#include <string>
#include <string_view>

// The only file that knows qpdf. Its headers do not compile as C++20 with libstdc++ 12 (a class that holds a vector of
// itself), so qpdf.cpp is C++17, and nothing of the language since then stands in this header or in what it includes.

namespace recourse::packets::pdf {

/// Throws Refused, or what qpdf throws.
Survey survey_pdf(std::string_view bytes);

/// Binds the job's pieces, which lie in `file`; says in the report how many pages it became. Throws like survey_pdf.
std::string bind_pieces(std::string_view file, Job const& job, Report& report);

} // namespace recourse::packets::pdf
