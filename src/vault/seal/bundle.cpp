#include "vault/seal/bundle.hpp"

#include <algorithm>
#include <array>
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

bool is_of_one_history(log::Checkpoint const& one, log::Checkpoint const& other, std::span<Digest const> proof)
{
    bool const in_order = one.head.size <= other.head.size;
    auto const relation = in_order ? log::compare(one, other, proof) : log::compare(other, one, proof);
    return (relation == log::Relation::same && proof.empty()) || relation == log::Relation::extends;
}

std::span<std::string_view const> text_names(int version)
{
    static constexpr std::array<std::string_view, 2> first { "list.zh-en.pdf", "system-statement.txt" };
    static constexpr std::array<std::string_view, 2> present { list_file, statement_file };
    return version == 1 ? first : present;
}

std::string bag_info_text(Bundle const& bundle)
{
    std::uint64_t bytes = 0;
    for (auto const& exhibit : bundle.exhibits)
        bytes += exhibit.size;
    return fmt::format("Bagging-Date: {}\nExternal-Identifier: {}\nPayload-Oxum: {}.{}\n",
        to_string(bundle.sealed_at).substr(0, 10), bundle.name, bytes, bundle.exhibits.size());
}

bool is_plain_name(std::string_view name)
{
    constexpr std::string_view allowed = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-";
    return !name.empty() && name.size() <= 100 && name.front() != '.'
        && name.find_first_not_of(allowed) == std::string_view::npos;
}

} // namespace recourse::vault::seal
