#pragma once

#include <memory>
#include <openssl/asn1.h>
#include <openssl/bio.h>
#include <openssl/cms.h>
#include <openssl/ess.h>
#include <openssl/pkcs7.h>
#include <openssl/ts.h>
#include <openssl/x509.h>

// Owners of what OpenSSL hands out, for the files of this folder.

namespace recourse::vault::stamp {

template <auto free>
struct Free {
    template <class T>
    void operator()(T* one) const
    {
        free(one);
    }
};
template <class T, auto free>
using Owned = std::unique_ptr<T, Free<free>>;

using Response = Owned<TS_RESP, &TS_RESP_free>;
using Request = Owned<TS_REQ, &TS_REQ_free>;
using Info = Owned<TS_TST_INFO, &TS_TST_INFO_free>;
using Token = Owned<PKCS7, &PKCS7_free>;
using Message = Owned<CMS_ContentInfo, &CMS_ContentInfo_free>;
using Certificate = Owned<X509, &X509_free>;
using RevocationList = Owned<X509_CRL, &X509_CRL_free>;
using Store = Owned<X509_STORE, &X509_STORE_free>;
using StoreContext = Owned<X509_STORE_CTX, &X509_STORE_CTX_free>;
using Bytes = Owned<BIO, &BIO_free_all>;
using SigningCertificate = Owned<ESS_SIGNING_CERT, &ESS_SIGNING_CERT_free>;
using SigningCertificateV2 = Owned<ESS_SIGNING_CERT_V2, &ESS_SIGNING_CERT_V2_free>;

struct FreeStack {
    void operator()(STACK_OF(X509) * all) const { sk_X509_pop_free(all, X509_free); }
};
using Certificates = std::unique_ptr<STACK_OF(X509), FreeStack>;

} // namespace recourse::vault::stamp
