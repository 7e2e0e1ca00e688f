#pragma once

#include "vault/files/files.hpp"

namespace recourse::vault::keeper {

inline std::span<std::uint8_t const> bytes_of(std::string_view text)
{
    return { reinterpret_cast<std::uint8_t const*>(text.data()), text.size() };
}

inline std::unexpected<Fault> fault(FaultKind kind, std::string detail)
{
    return std::unexpected(Fault { kind, std::move(detail) });
}

/// Gives a file that content, whole or not at all, durably; readable by its owner alone. Errors: full, failed, unknown.
Outcome<void> write_durably(Files&, std::filesystem::path const&, std::string_view content);

} // namespace recourse::vault::keeper
