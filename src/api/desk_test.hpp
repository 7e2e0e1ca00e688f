#pragma once

#include "api/desk.hpp"
#include "api/operation.hpp"
#include "catalog/world.hpp"
#include "codec/json_reader.hpp"
#include "http/event_queue.hpp"
#include "http/router.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <future>
#include <set>
#include <stdexcept>

/// What the tests of the API share: a desk in a directory of its own, and requests that go to its routes without a
/// socket.
namespace recourse::api {

class Folder {
public:
    Folder()
    {
        auto pattern = (std::filesystem::temp_directory_path() / "recourse-api-XXXXXX").string();
        if (mkdtemp(pattern.data()) == nullptr)
            throw std::runtime_error("no temporary directory");
        path_ = pattern;
    }
    ~Folder()
    {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    Folder(Folder const&) = delete;
    Folder& operator=(Folder const&) = delete;
    std::filesystem::path const& path() const { return path_; }

private:
    std::filesystem::path path_;
};

struct Answer {
    int status = 0;
    std::string body;
    http::Headers headers;
    std::optional<http::EventStream> events;

    codec::Node json() const
    {
        auto document = codec::read_json(body, "answer");
        if (!document.problems.empty())
            throw std::runtime_error("no JSON: " + body);
        return std::move(document.root);
    }
    /// The text under a path such as "key/token"; "" where there is none.
    std::string text(std::string_view path) const
    {
        auto const tree = json();
        auto const* at = &tree;
        while (at != nullptr && !path.empty()) {
            auto const slash = path.find('/');
            at = at->is_table() ? at->find(path.substr(0, slash)) : nullptr;
            path = slash == std::string_view::npos ? std::string_view {} : path.substr(slash + 1);
        }
        return at != nullptr && at->is_string() ? std::string { at->text } : std::string {};
    }
    std::string code() const { return text("code"); }
};

/// Somebody who calls: with a key, a session, something that is neither, or nothing.
struct Who {
    std::string key;
    std::string session;
};

/// A body with single quotes for double ones.
inline std::string quoted(std::string text)
{
    for (auto& c : text)
        c = c == '\'' ? '"' : c;
    return text;
}

/// Of four times the letter: 1 to 9 and a to f are uploaded by whoever names them in an exhibit.
inline std::string kept_digest(char letter)
{
    return to_string(sha256(std::string(4, letter)));
}

class TestDesk {
public:
    explicit TestDesk(bool sandbox = true, std::string reading = "current-help")
        : sandbox_(sandbox)
        , reading_(std::move(reading))
    {
        open();
    }

    bool without_account = false; ///< for the next open

    void open()
    {
        static auto const loaded = catalog::shipped_world(false);
        auto const usd = *Currency::from_code("USD");
        app::RunProgramme run;
        run.programme = "alibaba-trade-assurance";
        run.reading = reading_;
        run.claims.funds = { escrow::Fund::supplier_balance, escrow::Fund::bond, escrow::Fund::guarantee_pool };
        run.claims.review_days = 7;
        run.claims.four_eyes.push_back({ 5'000'00, usd });
        run.standing.limit_least = Money { 20'000'00, usd };
        DeskOptions options;
        options.directory = folder_.path();
        options.programmes.push_back(std::move(run));
        options.sandbox = sandbox_;
        options.receivers = loaded->receivers;
        options.reads_exhibits = false;
        options.without_account = without_account;
        options.provider = app::bank_provider({ "Trade Desk", "NO9386011117947", "DNBANOKK", "" }, 9);
        auto desk = Desk::open(std::move(options), loaded->world, clock_);
        if (!desk)
            throw std::runtime_error(desk.error());
        desk_ = *std::move(desk);
        router_ = http::Router(routes(*desk_, table_));
    }
    /// As after a stop and a new start.
    void reopen()
    {
        close();
        open();
    }
    void close()
    {
        router_ = http::Router();
        desk_.reset();
    }

    Desk& desk() { return *desk_; }
    std::vector<Operation> const& table() const { return table_; }

    Answer ask(Who const& who, http::Method method, std::string_view target, std::string body = {},
        std::vector<http::Field> const& headers = {})
    {
        if (method == http::Method::post && target.starts_with("/v1/dossiers/") && target.ends_with("/add-exhibit"))
            bring_small_objects(who, body);
        http::Request request;
        request.method = method;
        auto const mark = target.find('?');
        request.path = target.substr(0, mark);
        for (auto rest = std::string_view { request.path }.substr(1);;) {
            auto const slash = rest.find('/');
            request.segments.emplace_back(rest.substr(0, slash));
            if (slash == std::string_view::npos)
                break;
            rest.remove_prefix(slash + 1);
        }
        auto pairs = mark == std::string_view::npos ? std::string_view {} : target.substr(mark + 1);
        while (!pairs.empty()) {
            auto const pair = pairs.substr(0, pairs.find('&'));
            auto const equals = pair.find('=');
            request.query.add(std::string { pair.substr(0, equals) }, std::string { pair.substr(equals + 1) });
            pairs.remove_prefix(std::min(pairs.size(), pair.size() + 1));
        }
        // Strangers of one address would have to wait.
        request.peer = fmt::format("192.0.2.{}", ++requests_);
        request.id = fmt::format("test-{}", requests_);
        if (!who.key.empty())
            request.headers.set("Authorization", "Bearer " + who.key);
        if (!who.session.empty()) {
            request.headers.set("Cookie", "recourse_session=" + who.session);
            request.headers.set("X-CSRF-Token",
                accounts::Accounts::csrf_token(accounts::Secret { std::string_view { who.session } }).reveal());
        }
        if (method == http::Method::post) {
            request.headers.set("Idempotency-Key", fmt::format("k{}", requests_));
            request.content_type = "application/json";
            request.headers.set("Content-Type", request.content_type);
        }
        for (auto const& field : headers) {
            request.headers.set(field.name, field.value);
            if (field.name == "Content-Type")
                request.content_type = field.value;
        }
        request.body = request.content_type.ends_with("octet-stream") ? std::move(body) : quoted(std::move(body));

        auto const found = router_.match(method, request.segments);
        if (found.route == nullptr)
            throw std::runtime_error("no route: " + request.path);
        request.parameters = found.parameters;
        request.operation = found.route->operation;
        request.route = found.route->path;
        std::promise<http::Response> promise;
        auto future = promise.get_future();
        found.route->handler(
            request, http::Responder([&promise](http::Response response) { promise.set_value(std::move(response)); }));
        if (future.wait_for(std::chrono::seconds(30)) != std::future_status::ready)
            std::abort(); // the promise would be gone before its answer
        auto response = future.get();
        Answer answer { response.status, std::string { response.body.view() }, response.headers, response.events };
        while (response.pieces && answer.body.size() < response.pieces->size) {
            auto const piece = (*response.pieces->next)();
            if (piece.empty())
                break; // the connection is cut
            answer.body += piece;
        }
        return answer;
    }
    Answer get(Who const& who, std::string_view target, std::vector<http::Field> const& headers = {})
    {
        return ask(who, http::Method::get, target, {}, headers);
    }
    Answer post(
        Who const& who, std::string_view target, std::string body = "{}", std::vector<http::Field> const& headers = {})
    {
        return ask(who, http::Method::post, target, std::move(body), headers);
    }
    /// For what has to succeed.
    Answer must(Who const& who, std::string_view target, std::string body = "{}")
    {
        auto answer = post(who, target, std::move(body));
        if (answer.status >= 300)
            throw std::runtime_error(fmt::format("{}: {} {}", target, answer.status, answer.body));
        return answer;
    }
    std::string made(Who const& who, std::string_view target, std::string body)
    {
        return must(who, target, std::move(body)).text("id");
    }

    Who key(act::Role role, std::string_view party, accounts::Scopes scopes = accounts::Scopes::all())
    {
        auto const id = party.empty() ? Id<Party> {} : *parse_id<Party>(party);
        auto const minted = desk_->accounts().make_key(
            accounts::Caller::command_line(), { fmt::format("key {}", ++keys_), role, id, scopes, in_days(30) });
        if (!minted)
            throw std::runtime_error("no key");
        return { std::string { minted->token.reveal() }, {} };
    }
    /// A person who has signed in.
    Who person(act::Role role, std::string_view party = {}, std::string_view only_case = {})
    {
        auto& accounts = desk_->accounts();
        accounts::Part const part { role, party.empty() ? Id<Party> {} : *parse_id<Party>(party),
            only_case.empty() ? Id<Order> {} : *parse_id<Order>(only_case) };
        return joined(accounts.invite(accounts::Caller::command_line(), part, "", in_days(1)).value().link.token);
    }
    /// Somebody new who has taken the part of an invitation and signed in.
    Who joined(accounts::Secret const& invitation)
    {
        auto& accounts = desk_->accounts();
        auto const email = fmt::format("person{}@example.org", ++keys_);
        accounts::Secret const password { std::string_view { "a long phrase for the desk" } };
        auto const accepted = accounts.accept(invitation, { "Somebody", email, Language::en, password });
        auto const signed_in = accounts.sign_in({ email, password, {}, { "192.0.2.1", "test" } });
        if (!accepted || !signed_in)
            throw std::runtime_error("nobody signed in");
        last_person_ = *accepted;
        return { {}, std::string { signed_in->token.reveal() } };
    }
    Id<Person> last_person() const { return last_person_; }
    Instant in_days(std::int64_t days) { return { clock_.now().micros + days * 86'400'000'000 }; }
    std::string today() { return to_string(desk_->today()); }
    /// The place in the log of what a command brought.
    static std::uint64_t place_of(Answer const& receipt)
    {
        return static_cast<std::uint64_t>(receipt.json().find("as_of")->integer);
    }
    std::string day(int days) { return to_string(desk_->today().plus_days(days)); }

    std::filesystem::path const& directory() const { return folder_.path(); }

private:
    /// Uploads the bytes that an exhibit of the body names, where they are four times one letter.
    void bring_small_objects(Who const& who, std::string_view body)
    {
        for (char const letter : std::string_view { "123456789abcdef" }) {
            if (!body.contains(kept_digest(letter)) || !brought_.emplace(who.key + who.session, letter).second)
                continue;
            http::Field const tus { "Tus-Resumable", "1.0.0" };
            auto const begun = ask(who, http::Method::post, "/v1/uploads", {}, { tus, { "Upload-Length", "4" } });
            if (begun.status == 201)
                ask(who, http::Method::patch, begun.headers.get("Location"), std::string(4, letter),
                    { tus, { "Content-Type", "application/offset+octet-stream" }, { "Upload-Offset", "0" } });
        }
    }

    bool sandbox_;
    std::string reading_;
    std::set<std::pair<std::string, char>> brought_;
    Folder folder_;
    app::SystemClock clock_;
    std::unique_ptr<Desk> desk_;
    std::vector<Operation> table_ = operations();
    http::Router router_;
    std::atomic<int> requests_ = 0;
    int keys_ = 0;
    Id<Person> last_person_;
};

inline std::string usd(int amount)
{
    return fmt::format("{{'amount':'{}.00','currency':'USD'}}", amount);
}

inline std::string terms(std::string_view buyer, std::string_view supplier, int price = 10'000)
{
    return fmt::format("{{'programme':'alibaba-trade-assurance','buyer':'{}','supplier':'{}','goods':'chairs',"
                       "'price_goods':{},'price_freight':{},'price_tax':{},'specification':'drawing 7',"
                       "'shipping_mode':'sea','instalments':[{{'purpose':'full','amount':{}}}]}}",
        buyer, supplier, usd(price), usd(0), usd(0), usd(price));
}

inline std::string digest_of(char letter)
{
    return std::string(64, letter);
}

/// What events of the stream have come until it is quiet for a while, in the form of the wire.
inline std::string heard(http::EventStream const& stream, std::string_view until)
{
    std::string all;
    for (int i = 0; i < 100 && (until.empty() || all.find(until) == std::string::npos); ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds(until.empty() ? 4 : 20));
        all += stream.queue()->take().bytes;
    }
    return all;
}

} // namespace recourse::api
