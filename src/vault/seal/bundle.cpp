#include "vault/seal/bundle.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace recourse::vault::seal {

std::string entry_file(std::uint64_t index)
{
    return fmt::format("entries/{:012}.entry", index);
}

std::string proof_file(std::uint64_t index)
{
    return fmt::format("proofs/{:012}.tlog-proof", index);
}

std::string stamp_file(std::size_t number, std::string_view ending)
{
    return fmt::format("tokens/{:03}.{}", number, ending);
}

std::string earlier_file(std::size_t number, std::string_view ending)
{
    return fmt::format("earlier/{:03}.{}", number, ending);
}

std::string key_file(std::size_t number)
{
    return fmt::format("keys/{:03}.vkey", number);
}

bool is_plain_name(std::string_view name)
{
    constexpr std::string_view allowed = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-";
    return !name.empty() && name.size() <= 100 && name.front() != '.'
        && name.find_first_not_of(allowed) == std::string_view::npos;
}

} // namespace recourse::vault::seal
