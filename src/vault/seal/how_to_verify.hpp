#pragma once

#include <string_view>

namespace recourse::vault::seal {

/// HOW-TO-VERIFY.txt: how to check a bundle with plain tools. Part of every bundle.
std::string_view how_to_verify();

} // namespace recourse::vault::seal
