#include "http/client_test.hpp"

#include <cstdio>
#include <filesystem>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <thread>

namespace recourse::http {

using namespace testing;

namespace {

/// A certificate that vouches for itself, with its key, in a folder of its own.
class Identity {
public:
    Identity() : folder_(std::filesystem::temp_directory_path() / fmt::format("http_tls_test_{}", ::getpid()))
    {
        std::filesystem::create_directories(folder_);
        auto* key = EVP_EC_gen("P-256");
        auto* certificate = X509_new();
        X509_set_version(certificate, X509_VERSION_3);
        ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
        X509_gmtime_adj(X509_getm_notBefore(certificate), -60);
        X509_gmtime_adj(X509_getm_notAfter(certificate), 3600);
        X509_set_pubkey(certificate, key);
        auto* name = X509_get_subject_name(certificate);
        X509_NAME_add_entry_by_txt(
            name, "CN", MBSTRING_ASC, reinterpret_cast<unsigned char const*>("localhost"), -1, -1, 0);
        X509_set_issuer_name(certificate, name);
        X509_sign(certificate, key, EVP_sha256());
        write(files().certificate_chain, [&](std::FILE* file) { PEM_write_X509(file, certificate); });
        write(files().private_key,
            [&](std::FILE* file) { PEM_write_PrivateKey(file, key, nullptr, nullptr, 0, nullptr, nullptr); });
        X509_free(certificate);
        EVP_PKEY_free(key);
    }
    ~Identity() { std::filesystem::remove_all(folder_); }

    TlsFiles files() const { return { folder_ / "chain.pem", folder_ / "key.pem" }; }

private:
    static void write(std::filesystem::path const& path, auto const& how)
    {
        auto* file = std::fopen(path.c_str(), "w");
        how(file);
        std::fclose(file);
    }

    std::filesystem::path folder_;
};

/// A TLS client over the bare one.
class TlsClient {
public:
    explicit TlsClient(std::uint16_t port, int newest = TLS1_3_VERSION)
        : plain_(port)
        , context_(SSL_CTX_new(TLS_client_method()))
        , tls_(nullptr)
    {
        SSL_CTX_set_min_proto_version(context_, TLS1_VERSION);
        SSL_CTX_set_max_proto_version(context_, newest);
        SSL_CTX_set_security_level(context_, 0);
        tls_ = SSL_new(context_);
        timeval const patience { 5, 0 };
        ::setsockopt(plain_.fd(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        SSL_set_fd(tls_, plain_.fd());
        is_secure_ = SSL_connect(tls_) == 1;
    }
    ~TlsClient()
    {
        SSL_free(tls_);
        SSL_CTX_free(context_);
    }
    bool is_secure() const { return is_secure_; }
    std::string version() const { return SSL_get_version(tls_); }

    bool send(std::string_view bytes) { return SSL_write(tls_, bytes.data(), static_cast<int>(bytes.size())) > 0; }

    /// All that comes until the text has come, or the other side says goodbye.
    std::string read_until(std::string_view text)
    {
        while (!got_.contains(text)) {
            char bytes[16 * 1024];
            auto const got = SSL_read(tls_, bytes, sizeof bytes);
            if (got <= 0)
                break;
            got_.append(bytes, static_cast<std::size_t>(got));
        }
        return std::exchange(got_, {});
    }
    bool said_goodbye()
    {
        char byte = 0;
        auto const got = SSL_read(tls_, &byte, 1);
        return got <= 0 && SSL_get_error(tls_, got) == SSL_ERROR_ZERO_RETURN;
    }

private:
    Client plain_;
    SSL_CTX* context_;
    SSL* tls_;
    bool is_secure_ = false;
    std::string got_;
};

std::unique_ptr<Server> serve(Identity const& identity, ServerLimits limits = {})
{
    std::vector<Route> routes;
    routes.push_back(echo(Method::get, "/things/{thing}"));
    routes.push_back(echo(Method::post, "/things"));
    routes.push_back({ .path = "/events", .operation = "events", .handler = [](Request const& request, Responder to) {
                          EventStream const stream;
                          stream.push({ "1", "", request.secure ? "secure" : "open" });
                          to(Response::stream(stream));
                      } });
    return start({ .tls = identity.files(), .limits = limits }, std::move(routes));
}

} // namespace

TEST(Tls, serves_the_versions_that_are_sound)
{
    Identity const identity;
    auto const server = serve(identity);
    for (auto const& [newest, name] :
        { std::pair { TLS1_2_VERSION, "TLSv1.2" }, std::pair { TLS1_3_VERSION, "TLSv1.3" } }) {
        TlsClient client { server->port(), newest };
        ASSERT_TRUE(client.is_secure());
        EXPECT_EQ(client.version(), name);
        for (int i = 0; i < 3; ++i) {
            ASSERT_TRUE(client.send(get("/things/1")));
            auto const answer = client.read_until("thing=1|");
            EXPECT_TRUE(answer.starts_with("HTTP/1.1 200 OK\r\n"));
            EXPECT_TRUE(answer.contains("\r\nStrict-Transport-Security: max-age=31536000\r\n"));
        }
    }
    TlsClient old { server->port(), TLS1_1_VERSION };
    EXPECT_FALSE(old.is_secure());
}

TEST(Tls, says_goodbye_after_the_last_answer)
{
    Identity const identity;
    auto const server = serve(identity);
    TlsClient client { server->port() };
    ASSERT_TRUE(client.send(get("/things/1", "Connection: close\r\n")));
    EXPECT_TRUE(client.read_until("thing=1|").contains("Connection: close"));
    EXPECT_TRUE(client.said_goodbye());
    TlsClient events { server->port() };
    ASSERT_TRUE(events.send(get("/events")));
    EXPECT_TRUE(events.read_until("secure\n\n").ends_with("data: secure\n\n"));
    EXPECT_TRUE(events.said_goodbye());
}

TEST(Tls, a_body_too_large_gets_its_413_to_read)
{
    Identity const identity;
    auto const server = serve(identity);
    TlsClient client { server->port() };
    std::string const large(4'000'000, 'x');
    ASSERT_TRUE(
        client.send(fmt::format("POST /things HTTP/1.1\r\nHost: h\r\nContent-Length: {}\r\n\r\n", large.size())));
    client.send(large);
    EXPECT_TRUE(client.read_until("http.body_too_large").starts_with("HTTP/1.1 413 "));
}

TEST(Tls, a_client_that_is_not_one_is_let_go)
{
    Identity const identity;
    ServerLimits limits;
    limits.head_timeout = milliseconds { 150 };
    auto const server = serve(identity, limits);
    Client plain { server->port() };
    ASSERT_TRUE(plain.send(get("/things/1")));
    EXPECT_TRUE(plain.closes_within(milliseconds { 1000 }));
    Client silent { server->port() };
    EXPECT_TRUE(silent.closes_within(milliseconds { 1000 }));
    TlsClient idle { server->port() };
    ASSERT_TRUE(idle.is_secure());
    for (int i = 0; i < 500 && server->counts().open > 0; ++i)
        std::this_thread::sleep_for(milliseconds { 2 });
    EXPECT_EQ(server->counts().open, 0u);
}

TEST(Tls, a_key_of_another_certificate_is_refused_at_the_start)
{
    Identity const identity;
    auto* key = EVP_EC_gen("P-256");
    auto* file = std::fopen(identity.files().private_key.c_str(), "w");
    PEM_write_PrivateKey(file, key, nullptr, nullptr, 0, nullptr, nullptr);
    std::fclose(file);
    EVP_PKEY_free(key);
    auto const server = Server::start({ .tls = identity.files() }, Router {});
    ASSERT_FALSE(server);
    EXPECT_TRUE(server.error().starts_with("the private key "));
}

TEST(Tls, of_a_proxy_in_front_counts_as_its_own)
{
    for (bool const in_front : { false, true }) {
        std::vector<Route> routes;
        routes.push_back({ .path = "/", .operation = "root", .handler = [](Request const& request, Responder to) {
                              to(Response::text(request.secure ? "secure" : "open"));
                          } });
        auto const server = start({ .tls_in_front = in_front }, std::move(routes));
        Client client { server->port() };
        auto const answer = client.ask(get("/"));
        ASSERT_TRUE(answer);
        EXPECT_EQ(answer->body, in_front ? "secure" : "open");
        EXPECT_EQ(answer->headers.has("Strict-Transport-Security"), in_front);
    }
}

} // namespace recourse::http
