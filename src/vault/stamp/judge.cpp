#include "vault/stamp/judge.hpp"

#include "base/check.hpp"
#include "base/date.hpp"
#include "vault/stamp/certificates.hpp"
#include "vault/stamp/parsed.hpp"
#include "vault/stamp/revocation.hpp"

#include <algorithm>
#include <array>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

namespace recourse::vault::stamp {

namespace {

constexpr int chain_depth_max = 10;
constexpr std::array digests { NID_sha256, NID_sha384, NID_sha512, NID_sha3_256, NID_sha3_384, NID_sha3_512 };

/// "sha256".
std::string digest_name(int nid)
{
    std::string text = nid == NID_undef ? "unknown" : OBJ_nid2ln(nid);
    std::ranges::transform(
        text, text.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return text;
}

/// One way in which a token fails.
struct Failure {
    Verdict verdict = Verdict::bad;
    std::string says;
};
using Step = std::optional<Failure>;

Step bad(std::string says)
{
    return Failure { Verdict::bad, std::move(says) };
}
Step open(std::string says)
{
    return Failure { Verdict::undetermined, std::move(says) };
}

class Judge {
public:
    Judge(Parsed parsed, Stamped const& stamped, Evidence const& evidence, Instant now)
        : parsed_(std::move(parsed))
        , stamped_(stamped)
        , now_(now)
        , anchors_(read_certificates(evidence.anchors))
        , others_(read_certificates(evidence.others))
        , lists_(read_lists(evidence.revocations))
    {
    }

    Judgement run();

private:
    Step read_info();
    Step check_imprint();
    Step check_nonce(TS_REQ*);
    Step check_signer();
    Step check_candidate(X509*);
    Step check_signature(X509*);
    Step check_chain(X509*);
    Step check_named(STACK_OF(X509) *);
    Step chain_error(X509_STORE_CTX*);
    void report(STACK_OF(X509) *);

    Message message() const;
    std::vector<X509*> candidates(CMS_SignerInfo*) const;

    Parsed parsed_;
    Stamped const& stamped_;
    Instant now_;
    std::vector<Certificate> anchors_;
    std::vector<Certificate> others_;
    std::vector<RevocationList> lists_;
    std::vector<Certificate> inside_; ///< certificates in the token
    Judgement found_;
};

Step Judge::read_info()
{
    auto* const info = parsed_.info.get();
    found_.at = moment(TS_TST_INFO_get_time(info));
    if (!found_.at)
        return bad("names no moment");
    found_.latest = found_.at;
    if (auto* const accuracy = TS_TST_INFO_get_accuracy(info)) {
        auto const part = [](ASN1_INTEGER const* number, std::int64_t most) {
            return number == nullptr ? 0 : std::clamp<std::int64_t>(ASN1_INTEGER_get(number), 0, most);
        };
        found_.latest->micros += part(TS_ACCURACY_get_seconds(accuracy), 86'400) * 1'000'000
            + part(TS_ACCURACY_get_millis(accuracy), 999) * 1'000 + part(TS_ACCURACY_get_micros(accuracy), 999);
    }
    std::array<char, 128> policy {};
    OBJ_obj2txt(policy.data(), static_cast<int>(policy.size()), TS_TST_INFO_get_policy_id(info), 1);
    found_.policy = policy.data();
    return std::nullopt;
}

Step Judge::check_nonce(TS_REQ* request)
{
    auto const* const nonce = TS_REQ_get_nonce(request);
    auto const* const answered = TS_TST_INFO_get_nonce(parsed_.info.get());
    if (nonce != nullptr && (answered == nullptr || ASN1_INTEGER_cmp(nonce, answered) != 0))
        return bad("answers another request (nonce)");
    return std::nullopt;
}

Step Judge::check_imprint()
{
    auto* const imprint = TS_TST_INFO_get_msg_imprint(parsed_.info.get());
    auto const nid = OBJ_obj2nid(TS_MSG_IMPRINT_get_algo(imprint)->algorithm);
    found_.imprint = digest_name(nid);
    auto const given = bytes_of(TS_MSG_IMPRINT_get_msg(imprint));
    if (!stamped_.request.empty()) {
        auto const request = parse_request(stamped_.request);
        if (request == nullptr)
            return open("the request that it should answer is none");
        auto* const asked = TS_REQ_get_msg_imprint(request.get());
        if (OBJ_obj2nid(TS_MSG_IMPRINT_get_algo(asked)->algorithm) != nid
            || bytes_of(TS_MSG_IMPRINT_get_msg(asked)) != given)
            return bad("is of other bytes");
        if (auto step = check_nonce(request.get()))
            return step;
    }
    if (std::ranges::find(digests, nid) == digests.end())
        return open(fmt::format("its digest over the data ({}) is broken or not known", found_.imprint));
    if (stamped_.request.empty()) {
        std::array<unsigned char, EVP_MAX_MD_SIZE> digest {};
        unsigned size = 0;
        auto const* const kind = EVP_get_digestbynid(nid);
        RECOURSE_ASSERT(kind != nullptr
            && EVP_Digest(stamped_.data.data(), stamped_.data.size(), digest.data(), &size, kind, nullptr) == 1);
        if (given != std::string_view { reinterpret_cast<char const*>(digest.data()), size })
            return bad("is of other bytes");
    }
    return std::nullopt;
}

/// The token once more, in the form that says more of signers; OpenSSL has two.
Message Judge::message() const
{
    unsigned char* der = nullptr;
    int const size = i2d_PKCS7(parsed_.token.get(), &der);
    auto const* at = der;
    Message message { size <= 0 ? nullptr : d2i_CMS_ContentInfo(nullptr, &at, size) };
    OPENSSL_free(der);
    return message;
}

std::vector<X509*> Judge::candidates(CMS_SignerInfo* signer) const
{
    std::vector<X509*> all;
    for (auto const* group : { &inside_, &others_, &anchors_ })
        for (auto const& one : *group) {
            bool const listed = std::ranges::any_of(all, [&](X509* other) { return X509_cmp(other, one.get()) == 0; });
            if (!listed && CMS_SignerInfo_cert_cmp(signer, one.get()) == 0)
                all.push_back(one.get());
        }
    return all;
}

Step Judge::check_signer()
{
    auto const cms = message();
    auto* const signers = cms == nullptr ? nullptr : CMS_get0_SignerInfos(cms.get());
    if (signers == nullptr || sk_CMS_SignerInfo_num(signers) != 1)
        return bad("is not signed by exactly one signer");
    auto* const signer = sk_CMS_SignerInfo_value(signers, 0);
    if (Certificates const all { CMS_get1_certs(cms.get()) })
        for (int i = 0; i < sk_X509_num(all.get()) && inside_.size() < certificates_max; ++i) {
            X509_up_ref(sk_X509_value(all.get(), i));
            inside_.emplace_back(sk_X509_value(all.get(), i));
        }
    X509_ALGOR* digest = nullptr;
    X509_ALGOR* signature = nullptr;
    CMS_SignerInfo_get0_algs(signer, nullptr, nullptr, &digest, &signature);
    found_.signature = digest_name(OBJ_obj2nid(digest->algorithm));
    if (EVP_get_digestbyobj(digest->algorithm) == nullptr || OBJ_obj2nid(signature->algorithm) == NID_undef)
        return open("its signature is of a kind that is not known");
    auto const found = candidates(signer);
    if (found.empty()) {
        ASN1_OCTET_STRING* key = nullptr;
        X509_NAME* issuer = nullptr;
        ASN1_INTEGER* serial = nullptr;
        CMS_SignerInfo_get0_signer_id(signer, &key, &issuer, &serial);
        return open(issuer == nullptr ? std::string { "the certificate of its signer is missing" }
                                      : fmt::format("the certificate of its signer is missing: number {} of {}",
                                            hex_of(serial), name_of(issuer)));
    }
    Step last;
    for (auto* const one : found) {
        last = check_candidate(one);
        if (!last)
            return last;
    }
    return last;
}

Step Judge::check_candidate(X509* certificate)
{
    if (auto step = check_signature(certificate))
        return step;
    return check_chain(certificate);
}

Step Judge::check_signature(X509* certificate)
{
    if (X509_get0_pubkey(certificate) == nullptr)
        return open("the key of its signer is of a kind that is not known");
    auto const cms = message();
    Certificates const only { sk_X509_new_null() };
    X509_up_ref(certificate);
    sk_X509_push(only.get(), certificate);
    Bytes const out { BIO_new(BIO_s_null()) };
    constexpr unsigned flags = CMS_NO_SIGNER_CERT_VERIFY | CMS_NOINTERN | CMS_BINARY;
    bool const good = CMS_verify(cms.get(), only.get(), nullptr, nullptr, out.get(), flags) == 1;
    ERR_clear_error();
    if (!good)
        return bad("its signature is not that of its signer");
    return std::nullopt;
}

/// That the chain begins with the certificate that the signer wrote into what it signed.
Step Judge::check_named(STACK_OF(X509) * chain)
{
    auto const cms = message();
    auto* const signer = sk_CMS_SignerInfo_value(CMS_get0_SignerInfos(cms.get()), 0);
    auto const attribute = [&](int nid) {
        return static_cast<ASN1_STRING const*>(
            CMS_signed_get0_data_by_OBJ(signer, OBJ_nid2obj(nid), -3, V_ASN1_SEQUENCE));
    };
    auto const* const one = attribute(NID_id_smime_aa_signingCertificate);
    auto const* const two = attribute(NID_id_smime_aa_signingCertificateV2);
    auto const* at = one == nullptr ? nullptr : ASN1_STRING_get0_data(one);
    SigningCertificate const v1 { one == nullptr ? nullptr
                                                 : d2i_ESS_SIGNING_CERT(nullptr, &at, ASN1_STRING_length(one)) };
    at = two == nullptr ? nullptr : ASN1_STRING_get0_data(two);
    SigningCertificateV2 const v2 { two == nullptr ? nullptr
                                                   : d2i_ESS_SIGNING_CERT_V2(nullptr, &at, ASN1_STRING_length(two)) };
    bool const named = OSSL_ESS_check_signing_certs(v1.get(), v2.get(), chain, 1) == 1;
    ERR_clear_error();
    if (!named)
        return bad("its signer is not the certificate that it names in what it signed (ESSCertID)");
    return std::nullopt;
}

Step Judge::chain_error(X509_STORE_CTX* context)
{
    auto* const where = X509_STORE_CTX_get_current_cert(context);
    auto const subject = where == nullptr ? std::string {} : name_of(X509_get_subject_name(where));
    switch (X509_STORE_CTX_get_error(context)) {
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
        return open(fmt::format("the certificate of {}, which issued that of {}, is missing",
            where == nullptr ? std::string { "an authority" } : name_of(X509_get_issuer_name(where)), subject));
    case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
    case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
        if (anchors_.empty())
            return open("no root certificate is given to trust");
        return bad(fmt::format("its chain ends in {}, which is none of those trusted", subject));
    case X509_V_ERR_CERT_HAS_EXPIRED:
        return bad(fmt::format("the certificate of {} had run out by then", subject));
    case X509_V_ERR_CERT_NOT_YET_VALID:
        return bad(fmt::format("the certificate of {} was not valid yet", subject));
    case X509_V_ERR_INVALID_PURPOSE:
        return bad(
            fmt::format("the certificate of {} is not one for time stamps alone (timeStamping, critical)", subject));
    default:
        return bad(fmt::format(
            "the certificate of {}: {}", subject, X509_verify_cert_error_string(X509_STORE_CTX_get_error(context))));
    }
}

Step Judge::check_chain(X509* certificate)
{
    Store const store { X509_STORE_new() };
    Certificates const helpers { sk_X509_new_null() };
    auto const help = [&](Certificate const& one) {
        X509_up_ref(one.get());
        sk_X509_push(helpers.get(), one.get());
    };
    for (auto const& one : anchors_) {
        if (signs_itself(one.get()))
            X509_STORE_add_cert(store.get(), one.get());
        else
            help(one);
    }
    std::ranges::for_each(others_, help);
    std::ranges::for_each(inside_, help);
    StoreContext const context { X509_STORE_CTX_new() };
    RECOURSE_ASSERT(X509_STORE_CTX_init(context.get(), store.get(), certificate, helpers.get()) == 1);
    auto* const parameters = X509_STORE_CTX_get0_param(context.get());
    X509_VERIFY_PARAM_set_time(parameters, static_cast<time_t>(found_.at->micros / 1'000'000));
    X509_VERIFY_PARAM_set_depth(parameters, chain_depth_max);
    RECOURSE_ASSERT(X509_STORE_CTX_set_purpose(context.get(), X509_PURPOSE_TIMESTAMP_SIGN) == 1);
    bool const holds = X509_verify_cert(context.get()) == 1;
    ERR_clear_error();
    if (!holds)
        return chain_error(context.get());
    auto* const chain = X509_STORE_CTX_get0_chain(context.get());
    if (auto step = check_named(chain))
        return step;
    if (auto const revoked = check_revocation(chain, lists_, *found_.at, found_.notes))
        return bad(*revoked);
    report(chain);
    return std::nullopt;
}

void Judge::report(STACK_OF(X509) * chain)
{
    found_.signer = name_of(X509_get_subject_name(sk_X509_value(chain, 0)));
    found_.root = name_of(X509_get_subject_name(sk_X509_value(chain, sk_X509_num(chain) - 1)));
    for (int i = 0; i < sk_X509_num(chain); ++i) {
        auto* const one = sk_X509_value(chain, i);
        auto const until = moment(X509_get0_notAfter(one));
        if (!until)
            continue;
        if (!found_.ends || *until < *found_.ends)
            found_.ends = until;
        if (*until < now_)
            found_.notes.push_back(fmt::format("the certificate of {} has run out since, on {}",
                name_of(X509_get_subject_name(one)), to_string(*until)));
    }
}

Judgement Judge::run()
{
    auto step = read_info();
    if (!step)
        step = check_imprint();
    if (!step)
        step = check_signer();
    found_.verdict = step ? step->verdict : Verdict::good;
    if (step)
        found_.says = step->says;
    return std::move(found_);
}

} // namespace

std::string_view name(Verdict verdict)
{
    switch (verdict) {
    case Verdict::good:
        return "good";
    case Verdict::bad:
        return "bad";
    case Verdict::undetermined:
        return "undetermined";
    }
    return {};
}

Judgement judge(std::string_view reply_or_token, Stamped const& stamped, Evidence const& evidence, Instant now)
{
    auto parsed = parse(reply_or_token);
    ERR_clear_error();
    if (!parsed) {
        Judgement judgement;
        judgement.verdict = Verdict::bad;
        judgement.says = parsed.error();
        return judgement;
    }
    return Judge(*std::move(parsed), stamped, evidence, now).run();
}

} // namespace recourse::vault::stamp
