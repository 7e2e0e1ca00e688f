#pragma once

#include "http/event_queue.hpp"
#include "http/head_scan.hpp"
#include "http/request_parser.hpp"
#include "http/router.hpp"
#include "http/service.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace recourse::http {

/// The life of one connection: reads requests, has them answered, writes the answers. It knows no socket; what it asks
/// of one is in the private virtual functions, and the socket tells it how that went through the `on_` functions. All
/// of them are called on one thread, and never from within each other. At most one of read, write and finish is under
/// way.
class Connection : public std::enable_shared_from_this<Connection> {
public:
    using Clock = std::chrono::steady_clock;

    Connection(Service& service, ThreadMemory& memory, std::string peer, bool secure);
    Connection(Connection const&) = delete;
    Connection& operator=(Connection const&) = delete;
    virtual ~Connection() = default;

    /// Time passed: ends what took too long, keeps event streams awake.
    void on_tick(Clock::time_point now);
    /// The server stops: what is idle goes now, what is at work is the last.
    void drain();
    /// Cuts the connection.
    void abort();
    /// Everything has been said; only the goodbye goes on.
    bool is_finishing() const { return state_ == State::finishing; }

protected:
    /// The socket is ready (under TLS: after the handshake).
    void on_ready();
    /// Bytes arrived where `read` asked for them; 0: none will any more, or the read was cancelled.
    void on_read(std::size_t bytes);
    void on_written(bool success);
    /// The other end left or spoke out of turn while events were sent.
    void on_peer_gone();
    /// What `finish` began is done.
    void on_finished() { abort(); }
    void set_deadline(std::chrono::milliseconds from_now) { deadline_ = Clock::now() + from_now; }

    Service& service() const { return service_; }

private:
    virtual void read(char* into, std::size_t bytes_max) = 0;
    virtual void write(std::string_view first, std::string_view second) = 0; ///< the bytes stay until on_written
    virtual void cancel() = 0; ///< ends a read, which is reported as one without bytes
    virtual void watch_peer() = 0; ///< on_peer_gone when it leaves; may go on beside writing
    virtual void finish() = 0; ///< closes the sending side, then reads away what comes until the other side closes
    virtual void cut() = 0; ///< closes at once and forgets this connection
    virtual void post(std::move_only_function<void()>) = 0; ///< later, on the connection's thread; from any thread
    virtual bool on_own_thread() const = 0;

    /// A request with its answer's way back; lives as long as its responder.
    struct Exchange {
        Request request;
    };
    enum class State : std::uint8_t {
        starting, ///< before on_ready
        idle, ///< reading, nothing of a request has come
        head,
        body,
        handling, ///< waiting for the answer
        writing,
        streaming,
        finishing,
        closed,
    };
    enum class Interrupt : std::uint8_t { none, too_slow, leave };

    void next_request();
    void advance();
    void read_more();
    void take_head();
    void route(Framing const&);
    void take_body();
    void dispatch();
    void call_handler();
    void answer(std::shared_ptr<Exchange> const&, Response);
    void respond(Response);
    void refuse(int status, std::string_view detail = {});
    void add_head(bool keep_open);
    void send(std::string_view first, std::string_view second = {});
    void begin_stream(EventStream const&);
    void pump();
    void next_piece();
    void take_piece(std::string);
    void end_record(bool complete);
    void begin_finish();
    void allow_time(std::chrono::milliseconds, Clock::time_point since, std::uint64_t bytes);
    std::string_view arrived() const { return std::string_view { input_ }.substr(begin_, end_ - begin_); }

    Service& service_;
    ThreadMemory& memory_;
    std::string peer_;
    bool secure_;
    State state_ = State::starting;
    Interrupt interrupt_ = Interrupt::none; ///< why the read under way was cancelled
    Clock::time_point deadline_ = Clock::time_point::max();
    std::size_t requests_ = 0;

    std::string input_; ///< bytes [begin_, end_) have arrived and not been used
    std::size_t begin_ = 0;
    std::size_t end_ = 0;
    HeadScan scan_;
    RequestParser parser_;

    // The request at hand.
    std::shared_ptr<Exchange> exchange_;
    Router::Match match_;
    Clock::time_point began_ {};
    bool is_read_ = false; ///< its head was understood
    bool is_recorded_ = true;
    bool keep_alive_ = true;
    bool old_version_ = false;
    bool in_handler_ = false;
    std::optional<Response> ready_; ///< answered from within the handler

    // Its answer.
    Response response_;
    std::string output_;
    std::uint64_t bytes_out_ = 0;
    bool writing_ = false;
    std::shared_ptr<EventQueue> events_;
    std::optional<Pieces> pieces_;
    std::uint64_t pieces_left_ = 0; ///< bytes
    bool piece_waits_ = false; ///< the pool had no room for it
    Clock::time_point next_beat_ = Clock::time_point::max();
};

} // namespace recourse::http
