#pragma once

#include "http/message.hpp"

#include <functional>
#include <utility>

namespace recourse::http {

/// The one place to put the answer to a request: once, now or later, from any thread. A responder that goes without an
/// answer answers 500 (status 0 is how it tells the server so).
class Responder {
public:
    explicit Responder(std::move_only_function<void(Response)> answer) : answer_(std::move(answer)) { }
    Responder(Responder&& other) noexcept : answer_(std::exchange(other.answer_, nullptr)) { }
    Responder& operator=(Responder&& other) noexcept
    {
        std::swap(answer_, other.answer_);
        return *this;
    }
    ~Responder()
    {
        if (answer_)
            answer_(Response { .status = 0, .headers = {}, .body = {}, .events = {}, .pieces = {} });
    }

    /// A second answer is passed over.
    void operator()(Response response)
    {
        if (answer_)
            std::exchange(answer_, nullptr)(std::move(response));
    }

private:
    std::move_only_function<void(Response)> answer_;
};

} // namespace recourse::http
