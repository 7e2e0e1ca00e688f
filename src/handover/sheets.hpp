#pragma once

#include "base/date.hpp"
#include "base/language.hpp"

#include <optional>
#include <span>
#include <string>
#include <vector>

// Tables and lists of a package that common programs open.

namespace recourse::handover {

struct DeadlineRow {
    std::string what;
    std::optional<Date> due; ///< the last day
    std::string status; ///< in words
    std::string from; ///< what it runs from, with the day
    std::string if_missed;
    std::string source;
    std::vector<std::string> counting;
};

/// A table as CSV (RFC 4180) with a byte order mark, by which spreadsheets know UTF-8: what is to be done, the last
/// day, its state, what it runs from, what is lost, source, counting. A cell that a spreadsheet would take for a
/// formula begins with an apostrophe.
std::string deadline_table(std::span<DeadlineRow const>, Language);

/// One thing that is open.
struct Question {
    std::string asks;
    std::string because; ///< what it changes, or what it is for; may be empty
};
struct QuestionPart {
    std::string title;
    std::vector<Question> questions;
};

/// The parts one after the other, as plain text; one without questions is left out, and where all are, that is said.
std::string question_page(std::span<QuestionPart const>, Language);

} // namespace recourse::handover
