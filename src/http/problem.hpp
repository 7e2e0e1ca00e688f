#pragma once

#include "base/language.hpp"
#include "http/message.hpp"

#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace recourse::http {

/// One flaw of what was sent.
struct ProblemError {
    /// JSON pointer into the body, "/amount/minor"; or the name of a field of query or header; empty: no place is
    /// known.
    std::string pointer;
    std::string detail;
    std::string code = {}; ///< stable; may be empty
    // Of a text that was sent: where in it, counted from 1 (0: not known), and what would put it right.
    std::string file = {};
    int line = 0;
    int column = 0;
    std::string remedy = {};
};

/// What went wrong, in the form of RFC 9457. `code` is what programs look at: once published it keeps its meaning.
/// `title` says the same for every occurrence, `detail` what is particular to this one; neither may hold what another
/// person told us in confidence.
struct Problem {
    int status = 500;
    std::string code;
    std::string title;
    std::string detail = {};
    std::vector<ProblemError> errors = {};
};

/// Members in this order: type ("/docs/problems#" and the code), title, status, code, detail, instance (the request's
/// id, which support finds in the log), errors; the last three only where there is something to say.
std::string to_json(Problem const&, std::string_view request_id);
Response to_response(Problem const&, Request const&);
Response to_response(Problem const&, std::string_view request_id);

/// A problem that this layer itself finds. Don't rename the codes.
struct StandardProblem {
    int status;
    std::string_view code;
    std::string_view title_en;
    std::string_view title_zh;
};

/// All of them, by status; for the documentation.
std::span<StandardProblem const> standard_problems();

/// The one of that status; RECOURSE_ASSERTs that there is one.
Problem standard_problem(int status, std::string_view detail = {}, Language = Language::en);

/// The language that the request asks for, English where it does not.
Language language_of(Request const&);

/// Refuses a body whose type is none of these, that says to be in another character set than UTF-8, or that is coded
/// (gzip): 415 with what is taken in Accept or Accept-Encoding and in the errors. Nothing where it fits.
std::optional<Response> refuse_other_media(Request const&, std::initializer_list<std::string_view> types);

} // namespace recourse::http
