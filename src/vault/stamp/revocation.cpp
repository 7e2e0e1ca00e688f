#include "vault/stamp/revocation.hpp"

#include "vault/stamp/parsed.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <openssl/x509v3.h>

namespace recourse::vault::stamp {

namespace {

// RFC 3161, 4.1: with these reasons tokens from before the revocation stay valid; without any reason, none does.
constexpr std::array harmless { CRL_REASON_UNSPECIFIED, CRL_REASON_AFFILIATION_CHANGED, CRL_REASON_SUPERSEDED,
    CRL_REASON_CESSATION_OF_OPERATION };

/// The reason of a revocation, or nothing where it gives none.
std::optional<int> reason_of(X509_REVOKED const* revoked)
{
    int critical = 0;
    Owned<ASN1_ENUMERATED, &ASN1_ENUMERATED_free> const reason { static_cast<ASN1_ENUMERATED*>(
        X509_REVOKED_get_ext_d2i(revoked, NID_crl_reason, &critical, nullptr)) };
    if (reason == nullptr)
        return std::nullopt;
    return static_cast<int>(ASN1_ENUMERATED_get(reason.get()));
}

/// A list of the issuer that had not ended at that moment; the newest.
X509_CRL* list_of(X509* issuer, std::span<RevocationList const> lists, Instant at)
{
    X509_CRL* newest = nullptr;
    for (auto const& list : lists) {
        if (X509_NAME_cmp(X509_CRL_get_issuer(list.get()), X509_get_subject_name(issuer)) != 0
            || X509_CRL_verify(list.get(), X509_get0_pubkey(issuer)) != 1)
            continue;
        auto const until = moment(X509_CRL_get0_nextUpdate(list.get()));
        if (until && *until < at)
            continue;
        if (newest == nullptr
            || ASN1_TIME_compare(X509_CRL_get0_lastUpdate(newest), X509_CRL_get0_lastUpdate(list.get())) < 0)
            newest = list.get();
    }
    return newest;
}

} // namespace

std::optional<std::string> check_revocation(
    STACK_OF(X509) * chain, std::span<RevocationList const> lists, Instant at, std::vector<std::string>& notes)
{
    for (int i = 0; i + 1 < sk_X509_num(chain); ++i) {
        auto* const one = sk_X509_value(chain, i);
        auto* const issuer = sk_X509_value(chain, i + 1);
        auto const subject = name_of(X509_get_subject_name(one));
        auto* const list = list_of(issuer, lists, at);
        if (list == nullptr) {
            notes.push_back(
                fmt::format("whether the certificate of {} was revoked is not known: no list of {} is given", subject,
                    name_of(X509_get_subject_name(issuer))));
            continue;
        }
        auto const made = moment(X509_CRL_get0_lastUpdate(list));
        X509_REVOKED* revoked = nullptr;
        if (X509_CRL_get0_by_cert(list, &revoked, one) != 1) {
            notes.push_back(fmt::format(
                "the certificate of {} was not revoked by the list of {}", subject, made ? to_string(*made) : "?"));
            continue;
        }
        auto const when = moment(X509_REVOKED_get0_revocationDate(revoked));
        auto const reason = reason_of(revoked);
        bool const spares = reason && std::ranges::find(harmless, *reason) != harmless.end();
        if (!when || *when <= at || !spares)
            return fmt::format("the certificate of {} was revoked on {}{}", subject, when ? to_string(*when) : "?",
                when && *when > at ? ", without a reason by which earlier tokens stay valid" : "");
        notes.push_back(
            fmt::format("the certificate of {} was revoked on {}, later, by a reason that leaves this token valid",
                subject, to_string(*when)));
    }
    return std::nullopt;
}

} // namespace recourse::vault::stamp
