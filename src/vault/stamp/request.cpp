#include "vault/stamp/request.hpp"

#include "base/check.hpp"
#include "base/printable.hpp"
#include "vault/stamp/parsed.hpp"

#include <fmt/format.h>
#include <openssl/objects.h>

namespace recourse::vault::stamp {

namespace {

struct FreeImprint {
    void operator()(TS_MSG_IMPRINT* one) const { TS_MSG_IMPRINT_free(one); }
};

} // namespace

std::string make_request(Digest const& of, std::uint64_t nonce)
{
    Request const request { TS_REQ_new() };
    std::unique_ptr<TS_MSG_IMPRINT, FreeImprint> const imprint { TS_MSG_IMPRINT_new() };
    Owned<X509_ALGOR, &X509_ALGOR_free> const algorithm { X509_ALGOR_new() };
    Owned<ASN1_INTEGER, &ASN1_INTEGER_free> const number { ASN1_INTEGER_new() };
    RECOURSE_ASSERT(request != nullptr && imprint != nullptr && algorithm != nullptr && number != nullptr);
    RECOURSE_ASSERT(X509_ALGOR_set0(algorithm.get(), OBJ_nid2obj(NID_sha256), V_ASN1_NULL, nullptr) == 1);
    auto bytes = of.bytes;
    RECOURSE_ASSERT(TS_MSG_IMPRINT_set_algo(imprint.get(), algorithm.get()) == 1
        && TS_MSG_IMPRINT_set_msg(imprint.get(), bytes.data(), static_cast<int>(bytes.size())) == 1);
    RECOURSE_ASSERT(ASN1_INTEGER_set_uint64(number.get(), nonce) == 1);
    RECOURSE_ASSERT(TS_REQ_set_version(request.get(), 1) == 1
        && TS_REQ_set_msg_imprint(request.get(), imprint.get()) == 1
        && TS_REQ_set_nonce(request.get(), number.get()) == 1 && TS_REQ_set_cert_req(request.get(), 1) == 1);
    unsigned char* der = nullptr;
    int const size = i2d_TS_REQ(request.get(), &der);
    RECOURSE_ASSERT(size > 0);
    std::string out { reinterpret_cast<char const*>(der), static_cast<std::size_t>(size) };
    OPENSSL_free(der);
    return out;
}

std::expected<void, std::string> check_reply(std::string_view reply, std::string_view request_bytes)
{
    auto const request = parse_request(request_bytes);
    if (request == nullptr)
        return std::unexpected("the request is none");
    auto const parsed = parse(reply);
    if (!parsed)
        return std::unexpected(parsed.error());
    auto* const asked = TS_REQ_get_msg_imprint(request.get());
    auto* const given = TS_TST_INFO_get_msg_imprint(parsed->info.get());
    if (OBJ_cmp(TS_MSG_IMPRINT_get_algo(asked)->algorithm, TS_MSG_IMPRINT_get_algo(given)->algorithm) != 0
        || bytes_of(TS_MSG_IMPRINT_get_msg(asked)) != bytes_of(TS_MSG_IMPRINT_get_msg(given)))
        return std::unexpected("the token is of other bytes than were asked for");
    auto const* const nonce = TS_REQ_get_nonce(request.get());
    auto const* const answered = TS_TST_INFO_get_nonce(parsed->info.get());
    if (nonce != nullptr && (answered == nullptr || ASN1_INTEGER_cmp(nonce, answered) != 0))
        return std::unexpected("the token answers another request (nonce)");
    return {};
}

std::expected<std::string, std::string> ask(
    Post const& post, std::string const& url, Digest const& of, std::uint64_t nonce)
{
    auto const wrong = [&](std::string_view says) { return std::unexpected(fmt::format("{}: {}", url, says)); };
    auto const request = make_request(of, nonce);
    auto answer = post(url, "application/timestamp-query", request);
    if (!answer)
        return wrong(answer.error());
    if (answer->status != 200)
        return wrong(fmt::format("answered with status {}", answer->status));
    if (!answer->type.starts_with("application/timestamp-reply"))
        return wrong(fmt::format("answered with '{}', no time stamp", printable(answer->type.substr(0, 100))));
    if (auto const checked = check_reply(answer->body, request); !checked)
        return wrong(checked.error());
    return std::move(answer->body);
}

} // namespace recourse::vault::stamp
