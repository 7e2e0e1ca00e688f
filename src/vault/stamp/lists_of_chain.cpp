#include "vault/stamp/lists_of_chain.hpp"

#include "vault/stamp/certificates.hpp"
#include "vault/stamp/parsed.hpp"

#include <fmt/format.h>
#include <openssl/pem.h>

#include <algorithm>

namespace recourse::vault::stamp {

namespace {

bool signed_by(X509_CRL* list, X509* issuer)
{
    return X509_NAME_cmp(X509_CRL_get_issuer(list), X509_get_subject_name(issuer)) == 0
        && X509_CRL_verify(list, X509_get0_pubkey(issuer)) == 1;
}

std::string pem_of(X509_CRL* list)
{
    Bytes const out { BIO_new(BIO_s_mem()) };
    if (PEM_write_bio_X509_CRL(out.get(), list) != 1)
        return {};
    char* data = nullptr;
    auto const size = BIO_get_mem_data(out.get(), &data);
    return { data, static_cast<std::size_t>(size) };
}

/// Whether it signs other certificates: who stamps has no lists.
bool is_authority(X509* certificate)
{
    return X509_check_ca(certificate) > 0;
}

} // namespace

ListsOfChain lists_of_chain(
    std::string_view chain, std::span<std::string const> given, Instant now, std::size_t bytes_max)
{
    std::vector<RevocationList> all;
    for (auto const& text : given)
        for (auto& one : read_lists(text))
            all.push_back(std::move(one));
    ListsOfChain found;
    for (auto const& issuer : read_certificates(chain)) {
        if (!is_authority(issuer.get()))
            continue;
        auto const name = name_of(X509_get_subject_name(issuer.get()));
        X509_CRL* newest = nullptr;
        for (auto const& list : all)
            if (signed_by(list.get(), issuer.get())
                && (newest == nullptr
                    || ASN1_TIME_compare(X509_CRL_get0_lastUpdate(newest), X509_CRL_get0_lastUpdate(list.get())) < 0))
                newest = list.get();
        auto pem = newest == nullptr ? std::string {} : pem_of(newest);
        if (pem.empty()) {
            found.notes.push_back(fmt::format("no revocation list of {} is there", name));
            continue;
        }
        if (found.pem.size() + pem.size() > bytes_max) {
            found.notes.push_back(fmt::format("the revocation list of {} is too large to be kept", name));
            continue;
        }
        if (auto const until = moment(X509_CRL_get0_nextUpdate(newest)); until && *until < now)
            found.notes.push_back(fmt::format("the revocation list of {} ended on {}", name, to_string(*until)));
        found.pem += pem;
    }
    return found;
}

} // namespace recourse::vault::stamp
