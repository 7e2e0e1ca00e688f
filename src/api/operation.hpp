#pragma once

#include "api/desk.hpp"
#include "codec/described.hpp"
#include "http/problem.hpp"
#include "http/router.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

// One row of the API: where it is, who may call it, what goes in and out, and what it does. The routes of the server,
// the description that it publishes and the test of who may do what are all made from the table of these.

namespace recourse::api {

/// One request on its way through a row of the table.
class Call {
public:
    Call(Desk& desk, http::Request const& request, http::Responder to)
        : desk(desk)
        , request(request)
        , to_(std::make_unique<http::Responder>(std::move(to)))
    {
    }
    Call(Call const&) = delete;
    Call& operator=(Call const&) = delete;
    ~Call()
    {
        if (answer_)
            (*to_)(*std::move(answer_));
    }

    Desk& desk;
    http::Request const& request;
    accounts::Caller caller; ///< of a row that needs one
    accounts::Secret token {}; ///< by which the caller was known
    std::vector<http::Field> always {}; ///< headers of every answer

    /// The answer; once: a second is passed over. It goes out when the row has run: what the row held, a lock above
    /// all, is free again before its caller can ask for the next thing.
    void answer(http::Response response)
    {
        if (answer_)
            return;
        for (auto const& field : always)
            response.headers.set(field.name, field.value);
        answer_ = std::move(response);
    }
    /// In the language of the request where the catalogue or the server has the sentence in it; what may be tried again
    /// soon says so.
    void refuse(http::Problem problem);
    void refuse(act::Refusal const&);
    /// For answers that come later, from another thread.
    http::Responder take_responder() { return std::move(*to_); }

private:
    std::unique_ptr<http::Responder> to_;
    std::optional<http::Response> answer_;
};

using Schema = std::function<void(codec::JsonWriter&)>;

/// One member of a query. What else a query holds, and what does not fit here, is refused before the row runs.
struct QueryMember {
    std::string name;
    std::string says {}; ///< what it is for: a clause
    std::string takes {}; ///< its values, where they are not words: "a whole number from 1 to 200"
    std::vector<std::string> words {}; ///< the only values
    std::function<std::vector<std::string>(Call&)> words_now {}; ///< words that only a running desk knows
    std::function<bool(Call&, std::string_view)> fits {}; ///< instead of words
    bool is_list = false; ///< several words with commas between them
    bool is_needed = false;
};

struct Operation {
    http::Method method = http::Method::get;
    std::string path;
    std::string id; ///< "orders.read"
    std::string summary; ///< one line
    std::optional<accounts::Scope> scope = {}; ///< nothing: for everybody, signed in or not
    bool without_account = false; ///< also for who is not signed in, where the desk lets guests ask
    Schema takes = {}; ///< of the body; null: none is taken
    Schema gives = {}; ///< null: no body
    int status = 200;
    bool is_command = false; ///< it needs an Idempotency-Key and takes If-Match
    http::Runs runs = http::Runs::here;
    std::vector<QueryMember> query = {}; ///< what the query may hold
    std::function<void(Call&)> run;
    std::string gives_type = "application/json";
    std::string takes_type = "application/json";
    std::optional<std::size_t> body_bytes_max = {}; ///< instead of the server's
    std::vector<http::Field> options = {}; ///< what an answer to OPTIONS of the path says beside Allow
    std::vector<http::Field> always = {}; ///< headers of every answer, of problems too
};

/// The schema of a described type, as it is taken or as it is given.
template <class T>
Schema taken()
{
    return [](codec::JsonWriter& json) { codec::described::schema<T>(json, true); };
}
template <class T>
Schema given()
{
    return [](codec::JsonWriter& json) { codec::described::schema<T>(json, false); };
}
/// { "items": [item], "next": cursor or null }.
Schema page_of(Schema item);
template <class T>
Schema given_page()
{
    return page_of(given<T>());
}

/// Every row, in the order in which the description lists them.
std::vector<Operation> operations();

/// The routes of the table for one desk, which must outlive them. Each first finds out who calls, then whether the
/// scope of the key covers it. `always`: it is known who calls, for a desk that is not served.
std::vector<http::Route> routes(
    Desk&, std::vector<Operation> const&, std::optional<accounts::Caller> const& always = std::nullopt);

/// The description of the table: OpenAPI 3.1.
std::string openapi(std::vector<Operation> const&);

} // namespace recourse::api
