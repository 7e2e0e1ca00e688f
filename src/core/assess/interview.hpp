#pragma once

#include "core/assess/assess.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

// A guided interview: which one question comes next for a case of which this much is known, and what can be said so
// far. Nothing is kept between two questions: the case and what was declined are all there is.

namespace recourse::assess {

/// How an answer is given.
enum class AnswerKind : std::uint8_t {
    choice, ///< one of the choices; several of them where the question says so
    yes_no,
    money,
    day,
    count, ///< of a list: how many entries it has
    share, ///< "0.35": 35 % of the goods
    percent, ///< "0.5": 0.5 %
    number,
    country, ///< two letters of ISO 3166
    text, ///< the choices are what is usual; anything else may be said
    texts, ///< a list of short texts
};

/// Basics are asked in a fixed order: no answer says much without them. After them comes what moves the answer most.
enum class Stage : std::uint8_t { basics, details };

struct Choice {
    std::string value; ///< as the case file has it
    std::string says; ///< in plain words
};

struct NextQuestion {
    std::string id; ///< "payments[0].amount", or the name of a list whose number of entries is asked for
    std::string ask;
    std::string why; ///< a sentence: why it is asked
    std::string help; ///< may be empty
    AnswerKind kind = AnswerKind::text;
    std::vector<Choice> choices;
    bool several = false; ///< each choice taken is an entry of the list of its own
    std::optional<Currency> currency; ///< of money: that of the case so far
    std::string unit; ///< may be empty
    std::string least, most; ///< both inclusive, as the value is written; empty: no end
    std::string example;
    casework::Moves moves;
    Stage stage = Stage::basics;
};

struct KnownFact {
    std::string id, label; ///< label: the question that it answers
    std::string says; ///< the value in plain words
};

/// The assessment in short.
struct SoFar {
    casework::Coverage const* best = nullptr; ///< of the programme that may pay most; null: none concerns the case
    std::vector<std::string> open, conditional, unknown; ///< ids of routes
    casework::Deadline const* next = nullptr; ///< the first day that has not passed; null: none is known
    std::vector<casework::Warning const*> warnings; ///< those that stop or warn
};

struct Interview {
    std::optional<NextQuestion> question; ///< nothing: nothing else that could be asked would change the answer
    std::size_t answered = 0, declined = 0;
    std::size_t basics_left = 0;
    std::size_t left = 0; ///< questions that would still move something, basics among them; answers may bring others
    std::vector<KnownFact> known; ///< in the order of the schema
    casework::Answer answer; ///< without questions, counterfactuals, forecast and trace
};

/// At most so many entries of one list are asked about.
inline constexpr std::size_t interview_items_max = 50;

/// True for what an interview may ask: a fact of the schema, or the name of a list.
bool is_question(std::string_view id);

/// The next question and what is known. Never one that is answered or declined; of what was declined as a whole
/// ("payments") nothing. Pure. `options` say the day, the language, and which programme and reading.
Interview interview(casework::World const&, casework::Facts const&, BookInputs const&, Options const&, Declined const&);

/// Points into the answer.
SoFar so_far(casework::Answer const&);

/// The ids of the basic questions that are still open, in their order.
std::vector<std::string> open_basics(casework::Facts const&, Declined const&);

/// The question in words: of which entry of a list, where there are several.
std::string asked(std::string const& field, std::string const& ask, casework::Facts const&, Language);

} // namespace recourse::assess
