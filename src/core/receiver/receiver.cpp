#include "core/receiver/receiver.hpp"

#include "base/check.hpp"

#include <algorithm>
#include <array>

namespace recourse::receiver {

namespace {

constexpr std::array<std::string_view, 11> field_words { "name", "category", "source", "collected", "proves", "content",
    "date", "pages", "original", "form", "digest" };

} // namespace

std::string_view word(Kind kind)
{
    switch (kind) {
    case Kind::platform:
        return "platform";
    case Kind::card_network:
        return "card-network";
    case Kind::payment_service:
        return "payment-service";
    case Kind::arbitration:
        return "arbitration";
    case Kind::court:
        return "court";
    case Kind::inspector:
        return "inspector";
    case Kind::police:
        return "police";
    }
    return "";
}

std::string_view word(Measure measure)
{
    switch (measure) {
    case Measure::file_bytes:
        return "file-bytes";
    case Measure::total_bytes:
        return "total-bytes";
    case Measure::files:
        return "files";
    case Measure::pages:
        return "pages";
    case Measure::file_pages:
        return "file-pages";
    case Measure::image_pixels:
        return "image-pixels";
    }
    return "";
}

std::string_view word(Field field)
{
    return field_words[static_cast<std::size_t>(field)];
}

std::optional<Field> field_of(std::string_view text)
{
    auto const found = std::ranges::find(field_words, text);
    if (found == field_words.end())
        return std::nullopt;
    return static_cast<Field>(found - field_words.begin());
}

bool keeps(Limit const& limit, std::uint64_t value)
{
    return limit.unknown || (limit.below ? value < limit.most : value <= limit.most);
}

Limit const& Receiver::limit(Measure measure) const
{
    auto const at = static_cast<std::size_t>(measure);
    RECOURSE_ASSERT(at < limits.size() && limits[at].measure == measure);
    return limits[at];
}

std::optional<int> copies_for(Copies const& copies, int opponents, bool sole_arbitrator)
{
    if (copies.unknown)
        return std::nullopt;
    return copies.base + copies.per_opponent * opponents + copies.per_opponent_beyond_first * std::max(opponents - 1, 0)
        - (sole_arbitrator ? copies.sole_fewer : 0);
}

} // namespace recourse::receiver
