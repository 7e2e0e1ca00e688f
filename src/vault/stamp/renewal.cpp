#include "vault/stamp/renewal.hpp"

#include <algorithm>

namespace recourse::vault::stamp {

namespace {

constexpr std::int64_t day_micros = 86'400'000'000;

} // namespace

std::vector<Renewal> to_renew(std::span<HeldToken const> tokens, Date by, std::span<std::string const> weak_digests)
{
    Instant const end { (std::int64_t { by.days() } + 1) * day_micros };
    auto const failing = [&](HeldToken const& token) -> std::optional<RenewalReason> {
        if (std::ranges::find(weak_digests, token.imprint) != weak_digests.end())
            return RenewalReason::weak_digest;
        if (!token.ends)
            return RenewalReason::unknown_end;
        if (*token.ends < end)
            return RenewalReason::ends;
        return std::nullopt;
    };
    // What the best of the tokens that last covers.
    std::uint64_t covered = 0;
    for (auto const& token : tokens)
        if (!failing(token))
            covered = std::max(covered, token.log_size);
    std::vector<Renewal> all;
    for (auto const& token : tokens)
        if (auto const reason = failing(token); reason && token.entry >= covered)
            all.push_back({ token.id, *reason });
    return all;
}

} // namespace recourse::vault::stamp
