#include "accounts/password_policy.hpp"

#include "accounts/refusals.hpp"
#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace recourse::accounts {

namespace {

/// In small letters. Shorter ones need no line: they are too short anyway.
constexpr std::array<std::string_view, 36> common { "password1234", "password12345", "password123456", "passw0rd1234",
    "p@ssw0rd1234", "p@ssword1234", "password2024", "password2025", "password2026", "mypassword123", "mypassword1234",
    "yourpassword", "thisispassword", "qwertyuiop12", "qwertyuiop123", "qwerty123456", "qwertyuiopasdf", "1q2w3e4r5t6y",
    "1qaz2wsx3edc", "q1w2e3r4t5y6", "zaq12wsxcde3", "administrator", "administrator1", "adminadmin123", "admin1234567",
    "letmeinletmein", "iloveyou1234", "iloveyou123456", "welcome12345", "welcome123456", "changeme1234", "changemenow1",
    "woaini520131", "woaini5201314", "woaini1314520", "recourse1234" };

std::string small(std::string_view text)
{
    std::string out(text);
    std::ranges::transform(
        out, out.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return out;
}

/// One piece over and over: "aaaaaaaaaaaa", "abcabcabcabc", "passwordpassword".
bool is_repeated(std::string_view text)
{
    for (std::size_t piece = 1; piece <= text.size() / 2; ++piece) {
        // Text equals itself moved by one piece: it consists of that piece, the last one perhaps cut short.
        if (text.substr(piece) == text.substr(0, text.size() - piece))
            return true;
    }
    return false;
}

/// Each character the one before plus one, minus one: "abcdefghijkl", "987654321098" (0 follows 9).
bool is_run(std::string_view text)
{
    auto const follows = [](char before, char after) {
        return after == before + 1 || (before == '9' && after == '0') || (before == 'z' && after == 'a');
    };
    auto const all = [&](auto const& next) {
        for (std::size_t i = 1; i < text.size(); ++i)
            if (!next(text[i - 1], text[i]))
                return false;
        return true;
    };
    return all(follows) || all([&](char before, char after) { return follows(after, before); });
}

} // namespace

std::optional<act::Refusal> password_refused(Secret const& password, std::string_view email, std::string_view name)
{
    auto const text = password.reveal();
    if (text.size() > password_bytes_max)
        return act::Refusal { &refusals::password_too_long, { { "max", std::to_string(password_bytes_max) } }, {} };
    if (!is_utf8(text))
        return act::Refusal { &refusals::not_text, { { "field", "password" } }, {} };
    if (code_points(text) < password_characters_min) {
        return act::Refusal { &refusals::password_too_short, { { "min", std::to_string(password_characters_min) } },
            {} };
    }
    auto plain = small(text);
    bool const is_common = std::ranges::find(common, plain) != common.end() || is_repeated(plain) || is_run(plain)
        || plain == small(email) || plain == small(name);
    wipe(plain);
    if (is_common)
        return act::Refusal { &refusals::password_common, {}, {} };
    return std::nullopt;
}

} // namespace recourse::accounts
