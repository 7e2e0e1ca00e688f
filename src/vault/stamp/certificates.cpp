#include "vault/stamp/certificates.hpp"

#include <openssl/err.h>
#include <openssl/pem.h>

namespace recourse::vault::stamp {

namespace {

template <class Owner, auto from_der, auto from_pem>
std::vector<Owner> read_all(std::string_view bytes)
{
    std::vector<Owner> all;
    auto const* at = reinterpret_cast<unsigned char const*>(bytes.data());
    if (bytes.starts_with('\x30')) {
        if (Owner one { from_der(nullptr, &at, static_cast<long>(bytes.size())) }; one != nullptr)
            all.push_back(std::move(one));
        return all;
    }
    Bytes const in { BIO_new_mem_buf(bytes.data(), static_cast<int>(bytes.size())) };
    while (all.size() < certificates_max) {
        Owner one { from_pem(in.get(), nullptr, nullptr, nullptr) };
        if (one == nullptr)
            break;
        all.push_back(std::move(one));
    }
    ERR_clear_error();
    return all;
}

} // namespace

std::vector<Certificate> read_certificates(std::string_view bytes)
{
    return read_all<Certificate, &d2i_X509, &PEM_read_bio_X509>(bytes);
}

std::vector<RevocationList> read_lists(std::string_view bytes)
{
    return read_all<RevocationList, &d2i_X509_CRL, &PEM_read_bio_X509_CRL>(bytes);
}

bool signs_itself(X509* certificate)
{
    return X509_self_signed(certificate, 1) == 1;
}

} // namespace recourse::vault::stamp
