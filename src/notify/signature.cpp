#include "notify/signature.hpp"

#include "accounts/crypto.hpp"
#include "base/base64.hpp"

#include <fmt/format.h>

#include <array>

namespace recourse::notify {

namespace {

constexpr std::string_view prefix = "whsec_";

} // namespace

accounts::Secret new_webhook_secret()
{
    std::array<std::uint8_t, 32> random {};
    accounts::fill_random(random);
    auto text = std::string { prefix } + to_base64({ reinterpret_cast<char const*>(random.data()), random.size() });
    accounts::Secret secret { std::string_view { text } };
    accounts::wipe(text);
    accounts::wipe({ reinterpret_cast<char*>(random.data()), random.size() });
    return secret;
}

std::optional<accounts::Secret> key_of(accounts::Secret const& secret)
{
    auto const text = secret.reveal();
    if (!text.starts_with(prefix))
        return std::nullopt;
    auto bytes = from_base64(text.substr(prefix.size()));
    if (!bytes || bytes->size() < 24 || bytes->size() > 64)
        return std::nullopt;
    accounts::Secret key { std::string_view { *bytes } };
    accounts::wipe(*bytes);
    return key;
}

std::string signature(
    accounts::Secret const& key, std::string_view id, std::int64_t timestamp, std::string_view payload)
{
    auto const digest = accounts::hmac_sha256(key.reveal(), fmt::format("{}.{}.{}", id, timestamp, payload));
    return "v1," + to_base64({ reinterpret_cast<char const*>(digest.bytes.data()), digest.bytes.size() });
}

} // namespace recourse::notify
