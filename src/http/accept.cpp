#include "http/accept.hpp"

#include "http/message.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace recourse::http {

namespace {

/// Headers are cut off here: nobody needs more, and each range is compared with each offer.
constexpr std::size_t ranges_max = 64;

/// "1", "0.5", "0.333" in thousandths.
std::optional<int> read_weight(std::string_view text)
{
    if (text.empty() || (text[0] != '0' && text[0] != '1'))
        return {};
    int thousandths = (text[0] - '0') * 1000;
    text.remove_prefix(1);
    if (text.empty())
        return thousandths;
    if (text[0] != '.' || text.size() > 4)
        return {};
    int unit = 100;
    for (char const c : text.substr(1)) {
        if (c < '0' || c > '9')
            return {};
        thousandths += (c - '0') * unit;
        unit /= 10;
    }
    return thousandths <= 1000 ? std::optional { thousandths } : std::nullopt;
}

struct Weighted {
    std::string_view value;
    int weight = 1000; ///< thousandths
    bool has_parameters = false;
};

/// `a;q=0.5, b, c;level=1`. What has a weight that cannot be read is left out.
std::vector<Weighted> read_list(std::string_view header)
{
    std::vector<Weighted> list;
    while (!header.empty() && list.size() < ranges_max) {
        auto const comma = std::min(header.find(','), header.size());
        auto item = header.substr(0, comma);
        header.remove_prefix(std::min(comma + 1, header.size()));
        auto semicolon = std::min(item.find(';'), item.size());
        Weighted one { trimmed(item.substr(0, semicolon)) };
        bool readable = !one.value.empty();
        while (semicolon < item.size()) {
            item.remove_prefix(semicolon + 1);
            semicolon = std::min(item.find(';'), item.size());
            auto const parameter = trimmed(item.substr(0, semicolon));
            if (parameter.starts_with("q=") || parameter.starts_with("Q=")) {
                auto const weight = read_weight(parameter.substr(2));
                readable = readable && weight.has_value();
                one.weight = weight.value_or(0);
                break; // what follows the weight was meant for extensions that never came
            }
            one.has_parameters = one.has_parameters || !parameter.empty();
        }
        if (readable)
            list.push_back(one);
    }
    return list;
}

/// How exactly a media range names the type; 0: not at all.
int fit(Weighted const& range, std::string_view type)
{
    if (range.value == "*/*")
        return 1;
    auto const slash = type.find('/');
    if (range.value.ends_with("/*"))
        return same_name(range.value.substr(0, range.value.size() - 1), type.substr(0, slash + 1)) ? 2 : 0;
    // A range with parameters ("application/json;profile=x") asks for a form of the type that is not offered.
    return !range.has_parameters && same_name(range.value, type) ? 3 : 0;
}

} // namespace

std::string_view media_type_of(Format format)
{
    switch (format) {
    case Format::json:
        return "application/json";
    case Format::html:
        return "text/html";
    case Format::csv:
        return "text/csv";
    case Format::plain:
        return "text/plain";
    }
    return {};
}

std::optional<std::size_t> choose_media(std::string_view accept, std::span<std::string_view const> offered)
{
    if (trimmed(accept).empty())
        return offered.empty() ? std::nullopt : std::optional<std::size_t> { 0 };
    auto const ranges = read_list(accept);
    std::optional<std::size_t> best;
    int best_weight = 0;
    for (std::size_t i = 0; i < offered.size(); ++i) {
        int best_fit = 0;
        int weight = 0;
        for (auto const& range : ranges)
            if (auto const fitting = fit(range, offered[i]); fitting > best_fit) {
                best_fit = fitting;
                weight = range.weight;
            }
        if (weight > best_weight) {
            best_weight = weight;
            best = i;
        }
    }
    return best;
}

std::optional<Format> choose_format(std::string_view accept, std::initializer_list<Format> offered)
{
    std::vector<std::string_view> types;
    for (auto const format : offered)
        types.push_back(media_type_of(format));
    auto const chosen = choose_media(accept, types);
    return chosen ? std::optional { offered.begin()[*chosen] } : std::nullopt;
}

Language choose_language(std::string_view accept_language, Language otherwise)
{
    auto language = otherwise;
    int best = 0;
    for (auto const& one : read_list(accept_language)) {
        auto const primary = one.value.substr(0, one.value.find('-'));
        bool const known = primary == "*" || same_name(primary, "en") || same_name(primary, "zh");
        if (!known || one.weight <= best)
            continue;
        best = one.weight;
        language = primary == "*" ? otherwise : same_name(primary, "zh") ? Language::zh : Language::en;
    }
    return language;
}

bool accepts_coding(std::string_view accept_encoding, std::string_view coding)
{
    std::optional<int> any;
    for (auto const& one : read_list(accept_encoding)) {
        if (same_name(one.value, coding))
            return one.weight > 0;
        if (one.value == "*")
            any = one.weight;
    }
    return any.value_or(0) > 0;
}

} // namespace recourse::http
