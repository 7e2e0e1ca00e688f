#include "core/evidence/types.hpp"

#include "base/check.hpp"
#include "core/evidence/commands.hpp"

#include <boost/describe/enum_to_string.hpp>

#include <charconv>

namespace recourse::evidence {

namespace {

template <class Enum>
std::string_view name(Enum value)
{
    std::string_view const found = boost::describe::enum_to_string(value, "");
    RECOURSE_ASSERT(!found.empty());
    return found;
}

std::string_view letter(Compartment compartment)
{
    switch (compartment) {
    case Compartment::shared:
        return "E";
    case Compartment::buyer_and_counsel:
        return "B";
    case Compartment::supplier_and_counsel:
        return "S";
    case Compartment::officer:
        return "G";
    }
    RECOURSE_ASSERT(false);
}

/// A page number at the front of the text, which it is taken from.
std::optional<std::uint32_t> take_page(std::string_view& text)
{
    std::uint32_t page = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), page);
    if (error != std::errc {} || page == 0 || text.front() == '0')
        return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return page;
}

} // namespace

std::string_view word(Hand hand)
{
    switch (hand) {
    case Hand::public_body:
        return "public body";
    case Hand::third_party:
        return "third party";
    case Hand::unknown:
    case Hand::buyer:
    case Hand::supplier:
    case Hand::platform:
        return name(hand);
    }
    RECOURSE_ASSERT(false);
}

std::string_view word(Form form)
{
    return name(form);
}

std::string_view word(Derivation derivation)
{
    return name(derivation);
}

std::string_view word(Step step)
{
    return name(step);
}

std::string_view word(Parcel parcel)
{
    return name(parcel);
}

std::string_view word(Act act)
{
    return name(act);
}

std::string mark(Compartment compartment, std::uint32_t number)
{
    return std::string { letter(compartment) } + std::to_string(number);
}

std::optional<std::uint32_t> last_page(std::string_view text)
{
    std::uint32_t last = 0;
    for (;;) {
        auto const first = text.empty() ? std::nullopt : take_page(text);
        if (!first || *first <= last)
            return std::nullopt;
        last = *first;
        if (text.starts_with('-')) {
            text.remove_prefix(1);
            auto const end = text.empty() ? std::nullopt : take_page(text);
            if (!end || *end <= last)
                return std::nullopt;
            last = *end;
        }
        if (text.empty())
            return last;
        if (!text.starts_with(','))
            return std::nullopt;
        text.remove_prefix(1);
        if (text.starts_with(' '))
            text.remove_prefix(1);
    }
}

} // namespace recourse::evidence
