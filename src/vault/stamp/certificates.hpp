#pragma once

#include "vault/stamp/handles.hpp"

#include <string_view>
#include <vector>

namespace recourse::vault::stamp {

/// Of each kind no more are read.
inline constexpr std::size_t certificates_max = 200;

/// All certificates of a PEM text, or the one of a DER; what is none is passed over.
std::vector<Certificate> read_certificates(std::string_view);
std::vector<RevocationList> read_lists(std::string_view);

/// True for one that names itself as issuer and is signed by its own key.
bool signs_itself(X509*);

} // namespace recourse::vault::stamp
