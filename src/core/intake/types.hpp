#pragma once

#include "base/language.hpp"

#include <cstdint>
#include <string>
#include <vector>

// What a file that was read says about a dispute: proposals, each with the passage it comes from. Nothing is taken for
// a fact before a person has said yes to it.

namespace recourse::intake {

/// One line of the text, or one message of a chat, with where a person finds it again.
struct Line {
    std::string place; ///< "line 12", "page 2, line 4", "message 7", "header Subject"
    std::string text; ///< UTF-8
    int speaker = -1; ///< position in Text::speakers; -1: nobody in particular
    bool quoted = false; ///< said before by somebody else and repeated here
};

/// Who wrote: the sender and the receivers of a mail, those who take part in a chat.
struct Speaker {
    std::string name, address;
    std::string place; ///< "header From"
};

/// One row of a table below its heads.
struct Row {
    std::string place; ///< "row 3"
    std::vector<std::string> cells;
};
struct Table {
    std::vector<std::string> heads;
    std::vector<Row> rows;
};

enum class Medium : std::uint8_t { mail, chat, document, table, text };

/// A file as its reader has taken it apart.
struct Text {
    std::string file;
    Medium medium = Medium::text;
    std::vector<Speaker> speakers; ///< of a mail the sender first
    std::vector<Line> lines; ///< an empty one parts paragraphs
    std::vector<Table> tables;
};

/// How sure a proposal is.
enum class Sure : std::uint8_t {
    stated, ///< the file says it of itself, behind a label or in a column of that name
    likely, ///< read out of a sentence
    ambiguous, ///< it can be read in more than one way, or the file says two things: a person chooses
};

/// Why a passage was taken for this fact. `detail` goes into the sentence of some.
enum class Ground : std::uint8_t {
    label, ///< stands behind the label `detail`
    column, ///< stands in the column `detail`
    words, ///< the sentence says `detail`
    sender, ///< the mail, or the messages, come from there, and speak as this side does (`detail`)
    receiver, ///< they go there, and the other one speaks as the other side does (`detail`)
    either_side, ///< who is who is not said
    names_agree, ///< the payee `detail` is the supplier
    names_differ, ///< the payee `detail` is not the supplier
    day_order, ///< day and month stand in the order that `detail` shows
    day_first, ///< the first number read as the day
    month_first, ///< the first number read as the month
    sign, ///< the sign `detail` stands for more than one currency
    currency_elsewhere, ///< the currency stands elsewhere in the file: `detail`
};

struct Candidate {
    std::string value; ///< as a case file has it; "true" and "false" for a truth
    std::string place;
    std::string passage; ///< the words themselves
    Ground ground = Ground::words;
    std::string detail;
    friend bool operator==(Candidate const&, Candidate const&) = default;
};

struct Proposal {
    std::string fact; ///< path of a fact, "payments[0].date"
    Sure sure = Sure::likely;
    std::vector<Candidate> candidates; ///< one, unless it is ambiguous
};

/// Why, as a sentence.
std::string because(Candidate const&, Language);

} // namespace recourse::intake
