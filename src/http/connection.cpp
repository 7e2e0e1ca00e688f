#include "http/connection.hpp"

#include "base/check.hpp"
#include "http/problem.hpp"

#include <algorithm>
#include <exception>
#include <fmt/format.h>
#include <iterator>

namespace recourse::http {

namespace {

constexpr std::size_t input_bytes_least = 4'096;
constexpr std::size_t input_bytes_of_bodies = 16'384;
/// Bodies up to here are copied behind the head: one write is cheaper than two pieces.
constexpr std::size_t copied_bytes_max = 4'096;
constexpr std::size_t reserved_bytes_max = 262'144;
constexpr std::chrono::milliseconds linger_at_stop_max { 500 };
constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
constexpr std::string_view heartbeat = ":\n\n";

bool is_without_body(int status)
{
    return status == 204 || status == 304;
}

/// What the server alone decides.
bool is_ours(std::string_view name)
{
    return same_name(name, "Content-Length") || same_name(name, "Transfer-Encoding") || same_name(name, "Connection")
        || same_name(name, "Date") || same_name(name, "X-Request-Id");
}

void add_field(std::string& head, std::string_view name, std::string_view value)
{
    head.append(name).append(": ");
    auto const from = head.size();
    head.append(value);
    // A line break in a value would begin a header or an answer of its own.
    std::replace_if(
        head.begin() + static_cast<std::ptrdiff_t>(from), head.end(),
        [](char c) { return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7F; }, ' ');
    head.append("\r\n");
}

} // namespace

Connection::Connection(Service& service, ThreadMemory& memory, std::string peer, bool secure)
    : service_(service)
    , memory_(memory)
    , peer_(std::move(peer))
    , secure_(secure)
    , scan_(service.options.limits.head)
{
}

void Connection::on_ready()
{
    if (service_.stopping)
        return abort();
    next_request();
}

void Connection::next_request()
{
    auto const& limits = service_.options.limits;
    exchange_.reset();
    match_ = {};
    is_read_ = false;
    old_version_ = false;
    bytes_out_ = 0;
    response_ = {};
    response_.status = 0;
    scan_ = HeadScan { limits.head };
    if (arrived().empty()) {
        state_ = State::idle;
        set_deadline(requests_ == 0 ? limits.head_timeout : limits.idle_timeout);
        if (service_.stopping)
            return abort();
        return read_more();
    }
    state_ = State::head;
    set_deadline(limits.head_timeout);
    take_head();
}

void Connection::read_more()
{
    if (begin_ == end_) {
        begin_ = end_ = 0;
    } else if (end_ == input_.size() && begin_ > 0) {
        input_.erase(0, begin_);
        end_ -= begin_;
        begin_ = 0;
        input_.resize(input_.capacity());
    }
    auto const wanted = state_ == State::body ? input_bytes_of_bodies : input_bytes_least;
    if (input_.size() < wanted)
        input_.resize(wanted);
    if (end_ == input_.size())
        input_.resize(2 * input_.size());
    read(input_.data() + end_, input_.size() - end_);
}

void Connection::on_read(std::size_t bytes)
{
    if (state_ == State::closed)
        return;
    end_ += bytes;
    if (auto const why = std::exchange(interrupt_, Interrupt::none); why == Interrupt::too_slow)
        return refuse(408);
    else if (why == Interrupt::leave && bytes == 0)
        return abort();
    if (bytes == 0)
        return abort(); // whoever leaves in the middle of a request waits for no answer
    advance();
}

void Connection::advance()
{
    if (state_ == State::idle) {
        state_ = State::head;
        set_deadline(service_.options.limits.head_timeout);
    }
    if (state_ == State::head)
        take_head();
    else if (state_ == State::body)
        take_body();
}

void Connection::take_head()
{
    // Some clients end a body with an empty line too many (RFC 9112, 2.2).
    while (scan_.length() == 0 && arrived().starts_with("\r\n"))
        begin_ += 2;
    if (arrived().empty() || arrived() == "\r")
        return read_more();
    switch (scan_.scan(arrived())) {
    case HeadScan::Result::more:
        return read_more();
    case HeadScan::Result::malformed:
        return refuse(400, "The head of the request is malformed.");
    case HeadScan::Result::version:
        return refuse(505);
    case HeadScan::Result::start_line_too_long:
        return refuse(414);
    case HeadScan::Result::too_large:
        return refuse(431);
    case HeadScan::Result::complete:
        break;
    }
    began_ = Clock::now();
    exchange_ = std::make_shared<Exchange>();
    auto& request = exchange_->request;
    request.peer = peer_;
    request.secure = secure_;
    auto const framing = parser_.head(arrived().substr(0, scan_.length()), request);
    begin_ += scan_.length();
    if (!framing)
        return refuse(framing.error().status, framing.error().detail);
    is_read_ = true;
    is_recorded_ = false;
    keep_alive_ = framing->keep_alive;
    old_version_ = framing->old_version;
    if (auto const& trusted = service_.options.trusted_id_header; !trusted.empty())
        if (auto const id = request.headers.get(trusted); request.headers.count(trusted) == 1 && is_request_id(id))
            request.id = id;
    if (request.id.empty())
        request.id = memory_.new_id();
    route(*framing);
}

void Connection::route(Framing const& framing)
{
    auto& request = exchange_->request;
    match_ = service_.router.match(request.method, request.segments);
    auto bytes_max = service_.options.limits.body_bytes_max;
    if (match_.route) {
        request.operation = match_.route->operation;
        request.route = match_.route->path;
        request.parameters = std::move(match_.parameters);
        bytes_max = match_.route->body_bytes_max.value_or(bytes_max);
    }
    if (!framing.has_body())
        return dispatch();
    if (framing.content_length.value_or(0) > bytes_max)
        return refuse(413);
    request.body.reserve(std::min<std::size_t>(framing.content_length.value_or(0), reserved_bytes_max));
    parser_.allow_body(bytes_max);
    state_ = State::body;
    began_ = Clock::now();
    allow_time(service_.options.limits.body_timeout, began_, 0);
    if (framing.expects_continue && arrived().empty()) {
        if (!match_.route) {
            // Nothing will be made of the body, so it need not come; whether it comes all the same nobody knows.
            keep_alive_ = false;
            return dispatch();
        }
        return send(go_on);
    }
    take_body();
}

void Connection::take_body()
{
    auto const step = parser_.body(arrived());
    if (!step)
        return refuse(step.error().status, step.error().detail);
    begin_ += step->consumed;
    if (step->done)
        return dispatch();
    if (arrived().size() > service_.options.limits.head.head_bytes_max)
        return refuse(431); // what is left over is the line of a chunk, or trailers
    allow_time(service_.options.limits.body_timeout, began_, exchange_->request.body.size());
    read_more();
}

void Connection::dispatch()
{
    auto const& request = exchange_->request;
    state_ = State::handling;
    deadline_ = Clock::time_point::max();
    if (match_.route)
        return call_handler();
    auto const language = language_of(request);
    if (request.method == Method::options && (request.path == "*" || !match_.allow.empty())) {
        auto response = Response::empty().with("Allow", request.path == "*" ? service_.allow_all : match_.allow);
        for (auto const& field : match_.options)
            response.headers.set(field.name, field.value);
        return respond(std::move(response));
    }
    if (match_.allow.empty())
        return respond(to_response(standard_problem(404, {}, language), request));
    respond(to_response(standard_problem(405, {}, language), request).with("Allow", match_.allow));
}

void Connection::call_handler()
{
    auto const* route = match_.route;
    Responder responder { [weak = weak_from_this(), exchange = exchange_](Response response) {
        if (auto const self = weak.lock())
            self->answer(exchange, std::move(response));
    } };
    auto const call = [&service = service_, route](Request const& request, Responder to) {
        try {
            route->handler(request, std::move(to));
        } catch (std::exception const& error) {
            if (service.hooks.failed)
                service.hooks.failed(request.id, route->operation, error.what());
            return false;
        }
        return true;
    };
    if (route->runs == Runs::aside) {
        WorkPool::Work work = [call, exchange = exchange_, to = std::move(responder),
                                  weak = weak_from_this()]() mutable {
            if (call(exchange->request, std::move(to)))
                return;
            if (auto const self = weak.lock())
                self->answer(exchange, Response { .status = 0, .headers = {}, .body = {}, .events = {}, .pieces = {} });
        };
        if (!service_.aside->add(work))
            respond(to_response(standard_problem(503, {}, language_of(exchange_->request)), exchange_->request)
                    .with("Retry-After", "1"));
        return; // an answer that comes too late, such as that of the work let go here, is passed over
    }
    auto const exchange = exchange_; // what the handler reads stays, whatever becomes of this connection
    in_handler_ = true;
    bool const well = call(exchange->request, std::move(responder));
    in_handler_ = false;
    if (!well)
        ready_ = Response { .status = 0, .headers = {}, .body = {}, .events = {}, .pieces = {} };
    if (ready_)
        respond(*std::exchange(ready_, std::nullopt));
}

void Connection::answer(std::shared_ptr<Exchange> const& exchange, Response response)
{
    if (on_own_thread() && in_handler_ && exchange == exchange_) {
        ready_ = std::move(response);
        return;
    }
    post([weak = weak_from_this(), exchange, response = std::move(response)]() mutable {
        auto const self = weak.lock();
        if (self && self->state_ == State::handling && self->exchange_ == exchange)
            self->respond(std::move(response));
    });
}

void Connection::refuse(int status, std::string_view detail)
{
    if (!is_read_) {
        if (!exchange_)
            exchange_ = std::make_shared<Exchange>();
        exchange_->request.id = memory_.new_id();
        exchange_->request.method = Method::get;
        began_ = Clock::now();
        is_recorded_ = false;
    }
    keep_alive_ = false;
    auto const& request = exchange_->request;
    respond(to_response(standard_problem(status, detail, language_of(request)), request));
}

void Connection::respond(Response response)
{
    auto const& request = exchange_->request;
    if (response.status == 0) {
        if (service_.hooks.failed)
            service_.hooks.failed(request.id, request.operation, "no answer was given");
        response = to_response(standard_problem(500, {}, language_of(request)), request);
    }
    RECOURSE_ASSERT(response.status >= 200 && response.status <= 599);
    response_ = std::move(response);
    bool const head_only = request.method == Method::head;
    if (response_.events || service_.stopping || ++requests_ >= service_.options.limits.requests_per_connection_max)
        keep_alive_ = false;
    output_.clear();
    add_head(keep_alive_);
    state_ = State::writing;
    if (response_.events && !head_only)
        return begin_stream(*std::exchange(response_.events, std::nullopt));
    std::string_view body;
    bool const has_body = !head_only && !is_without_body(response_.status);
    if (auto pieces = std::exchange(response_.pieces, std::nullopt); has_body && pieces && pieces->size > 0) {
        pieces_left_ = pieces->size;
        pieces_ = std::move(pieces);
    } else if (has_body) {
        body = response_.body.view();
    }
    if (body.size() <= copied_bytes_max) {
        output_ += body;
        body = {};
    }
    send(output_, body);
}

void Connection::add_head(bool keep_open)
{
    auto const& request = exchange_->request;
    auto const out = std::back_inserter(output_);
    fmt::format_to(out, "HTTP/1.1 {} {}\r\nDate: {}\r\nX-Request-Id: {}\r\n", response_.status,
        reason_of(response_.status), memory_.date(), request.id);
    for (auto const& [name, value] : service_.usual_headers)
        if (!response_.headers.has(name))
            output_.append(name).append(": ").append(value).append("\r\n");
    for (auto const& [name, value] : response_.headers)
        if (!is_ours(name))
            add_field(output_, name, value);
    if (!response_.events && !is_without_body(response_.status))
        fmt::format_to(out, "Content-Length: {}\r\n",
            response_.pieces ? response_.pieces->size : std::uint64_t { response_.body.view().size() });
    if (!keep_open)
        output_ += "Connection: close\r\n";
    else if (old_version_)
        output_ += "Connection: keep-alive\r\n";
    output_ += "\r\n";
}

void Connection::send(std::string_view first, std::string_view second)
{
    auto const size = first.size() + second.size();
    bytes_out_ += size;
    writing_ = true;
    allow_time(service_.options.limits.write_timeout, Clock::now(), size);
    write(first, second);
}

void Connection::on_written(bool success)
{
    writing_ = false;
    if (state_ == State::closed)
        return;
    if (!success)
        return abort();
    switch (state_) {
    case State::body: // the client was told to go on
        bytes_out_ = 0;
        allow_time(service_.options.limits.body_timeout, began_, 0);
        return read_more();
    case State::writing:
        if (pieces_left_ > 0)
            return next_piece();
        end_record(true);
        return keep_alive_ ? next_request() : begin_finish();
    case State::streaming:
        return pump();
    case State::starting:
    case State::idle:
    case State::head:
    case State::handling:
    case State::finishing:
    case State::closed:
        return;
    }
}

void Connection::begin_stream(EventStream const& stream)
{
    state_ = State::streaming;
    events_ = stream.queue();
    ++service_.streams;
    events_->attach([weak = weak_from_this()] {
        if (auto const self = weak.lock())
            self->post([weak] {
                if (auto const me = weak.lock())
                    me->pump();
            });
    });
    if (service_.stopping)
        events_->close();
    watch_peer();
    send(output_);
}

void Connection::pump()
{
    if (state_ != State::streaming || writing_)
        return;
    auto taken = events_->take();
    if (taken.overflowed)
        return abort();
    if (!taken.bytes.empty()) {
        output_ = std::move(taken.bytes);
        return send(output_);
    }
    if (taken.ended) {
        end_record(true);
        return begin_finish();
    }
    deadline_ = Clock::time_point::max();
    next_beat_ = Clock::now() + service_.options.limits.heartbeat;
}

void Connection::next_piece()
{
    deadline_ = Clock::time_point::max(); // until it is there
    WorkPool::Work work = [next = pieces_->next, failed = service_.hooks.failed, id = exchange_->request.id,
                              operation = exchange_->request.operation, weak = weak_from_this()] {
        std::string piece;
        try {
            piece = (*next)();
        } catch (std::exception const& error) {
            if (failed)
                failed(id, operation, error.what());
        }
        if (auto const self = weak.lock())
            self->post([weak, piece = std::move(piece)]() mutable {
                if (auto const me = weak.lock())
                    me->take_piece(std::move(piece));
            });
    };
    piece_waits_ = !service_.aside->add(work);
}

void Connection::take_piece(std::string piece)
{
    if (state_ != State::writing || pieces_left_ == 0)
        return;
    if (piece.empty() || piece.size() > pieces_left_)
        return abort();
    pieces_left_ -= piece.size();
    if (pieces_left_ == 0)
        pieces_.reset();
    output_ = std::move(piece);
    send(output_);
}

void Connection::on_peer_gone()
{
    if (state_ != State::streaming)
        return;
    end_record(true); // leaving is how a client ends a stream
    abort();
}

void Connection::on_tick(Clock::time_point now)
{
    if (state_ == State::streaming && !writing_ && now >= next_beat_)
        return send(heartbeat);
    if (std::exchange(piece_waits_, false) && state_ == State::writing)
        return next_piece();
    if (now < deadline_)
        return;
    switch (state_) {
    case State::idle:
        interrupt_ = Interrupt::leave;
        break;
    case State::head:
    case State::body:
        if (writing_)
            return abort();
        interrupt_ = Interrupt::too_slow;
        break;
    case State::starting:
    case State::handling:
    case State::writing:
    case State::streaming:
    case State::finishing:
    case State::closed:
        return abort();
    }
    deadline_ = Clock::time_point::max();
    cancel();
}

void Connection::drain()
{
    if (state_ == State::idle) {
        interrupt_ = Interrupt::leave;
        cancel();
    } else if (events_) {
        events_->close();
    } else if (state_ == State::finishing) {
        deadline_ = std::min(deadline_, Clock::now() + linger_at_stop_max);
    }
}

void Connection::begin_finish()
{
    state_ = State::finishing;
    auto const linger = service_.options.limits.linger_timeout;
    set_deadline(service_.stopping ? std::min(linger, linger_at_stop_max) : linger);
    finish();
}

void Connection::end_record(bool complete)
{
    if (events_) {
        events_->detach();
        events_.reset();
        --service_.streams;
    }
    if (std::exchange(is_recorded_, true) || !service_.hooks.finished)
        return;
    auto const& request = exchange_->request;
    service_.hooks.finished({
        .id = request.id,
        .method = is_read_ ? to_string(request.method) : std::string_view {},
        .operation = request.operation,
        .route = request.route,
        .status = response_.status,
        .bytes_in = request.body.size(),
        .bytes_out = bytes_out_,
        .duration = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - began_),
        .complete = complete,
    });
}

void Connection::abort()
{
    if (state_ == State::closed)
        return;
    end_record(false);
    state_ = State::closed;
    exchange_.reset();
    cut();
}

void Connection::allow_time(std::chrono::milliseconds base, Clock::time_point since, std::uint64_t bytes)
{
    auto const rate = std::max<std::uint64_t>(service_.options.limits.bytes_per_second_min, 1);
    deadline_ = since + base + std::chrono::milliseconds { bytes * 1000 / rate };
}

} // namespace recourse::http
