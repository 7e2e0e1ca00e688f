#pragma once

#include <span>
#include <string_view>
#include <vector>

namespace recourse::accounts {

/// Bytes that must not stay behind: a password, a token. They are wiped from memory when the value ends, and nothing
/// prints, formats or compares a Secret by accident; whoever needs the bytes says `reveal`.
class Secret {
public:
    Secret() = default;
    explicit Secret(std::string_view bytes) : bytes_(bytes.begin(), bytes.end()) { }
    Secret(Secret const&) = default;
    Secret(Secret&&) noexcept = default;
    Secret& operator=(Secret other) noexcept
    {
        bytes_.swap(other.bytes_); // the old bytes end, wiped, with `other`
        return *this;
    }
    ~Secret();

    /// Never a null pointer, which C libraries take ill also where there is nothing to read.
    std::string_view reveal() const
    {
        return bytes_.empty() ? std::string_view("") : std::string_view(bytes_.data(), bytes_.size());
    }
    bool empty() const { return bytes_.empty(); }

private:
    std::vector<char> bytes_; // a string would keep short ones in itself and leave them there when it is moved
};

/// Overwrites bytes that were secret, in a way that no compiler leaves out.
void wipe(std::span<char>);

} // namespace recourse::accounts
