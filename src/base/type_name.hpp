#pragma once

#include <string>
#include <string_view>

// The name of a type as the source has it, and as words have it.

namespace recourse {

/// "Released" of recourse::order::events::Released, at compile time.
template <class T>
constexpr std::string_view type_name()
{
    std::string_view name = __PRETTY_FUNCTION__;
    auto const begin = name.find("T = ") + 4;
    name = name.substr(begin, name.find_first_of("];", begin) - begin);
    return name.substr(name.rfind(':') + 1);
}

/// "PaymentReceived" as "payment-received".
constexpr std::string hyphenated(std::string_view name)
{
    std::string word;
    for (char const c : name) {
        bool const capital = c >= 'A' && c <= 'Z';
        if (capital && !word.empty())
            word += '-';
        word += capital ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return word;
}

} // namespace recourse
