#include "packets/dossier.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace recourse::packets {

namespace {

constexpr std::string_view letters = "EBSG"; ///< of the series, in their order

/// The ending of a file by its type; the type is what the desk has found, never what the sender called it.
std::string_view ending(std::string_view type)
{
    struct Known {
        std::string_view type, ending;
    };
    static constexpr Known known[] = { { "application/pdf", "pdf" }, { "image/jpeg", "jpg" }, { "image/png", "png" },
        { "image/gif", "gif" }, { "image/tiff", "tif" }, { "image/webp", "webp" }, { "image/heic", "heic" },
        { "message/rfc822", "eml" }, { "application/vnd.ms-outlook", "msg" }, { "text/plain", "txt" },
        { "text/csv", "csv" }, { "text/html", "html" }, { "application/xml", "xml" }, { "text/xml", "xml" },
        { "video/mp4", "mp4" }, { "video/quicktime", "mov" }, { "audio/mpeg", "mp3" }, { "audio/mp4", "m4a" },
        { "application/zip", "zip" }, { "application/vnd.rar", "rar" }, { "application/msword", "doc" },
        { "application/vnd.ms-excel", "xls" },
        { "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx" },
        { "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx" },
        { "application/warc", "warc" } };
    auto const found = std::ranges::find(known, type, &Known::type);
    return found == std::end(known) ? std::string_view { "bin" } : found->ending;
}

} // namespace

Words words(Category category)
{
    switch (category) {
    case Category::statement:
        return { "party's statement", "当事人的陈述" };
    case Category::document:
        return { "documentary evidence", "书证" };
    case Category::physical:
        return { "physical evidence", "物证" };
    case Category::audio_visual:
        return { "audio-visual material", "视听资料" };
    case Category::electronic:
        return { "electronic data", "电子数据" };
    case Category::witness:
        return { "witness testimony", "证人证言" };
    case Category::expert_opinion:
        return { "expert opinion", "鉴定意见" };
    case Category::inspection_record:
        return { "record of inspection", "勘验笔录" };
    }
    return {};
}

std::optional<Category> category_of(std::string_view kind)
{
    struct Known {
        std::string_view kind;
        Category category;
    };
    static constexpr Known known[] = { { "contract", Category::document }, { "order_record", Category::electronic },
        { "payment_record", Category::document }, { "platform_chat", Category::electronic },
        { "other_chat", Category::electronic }, { "email", Category::electronic }, { "photo", Category::electronic },
        { "video", Category::electronic }, { "inspection_report", Category::document },
        { "lab_report", Category::document }, { "shipping_document", Category::document },
        { "customs_record", Category::document }, { "web_capture", Category::electronic },
        { "witness", Category::witness } };
    auto const found = std::ranges::find(known, kind, &Known::kind);
    return found == std::end(known) ? std::nullopt : std::optional { found->category };
}

bool is_gone(Exhibit const& exhibit)
{
    return exhibit.withdrawn || exhibit.erased;
}

std::string label(Number number)
{
    return fmt::format("{}{:03}", letters.at(static_cast<std::size_t>(number.series)), number.value);
}

std::string label_zh(Number number)
{
    if (number.series == Series::shared)
        return fmt::format("证据{}", number.value);
    return fmt::format("证据{}{}", letters.at(static_cast<std::size_t>(number.series)), number.value);
}

std::optional<Number> parse_label(std::string_view text)
{
    auto const series = text.empty() ? std::string_view::npos : letters.find(text.front());
    if (series == std::string_view::npos || text.size() > 10)
        return std::nullopt;
    int value = 0;
    auto const [end, error] = std::from_chars(text.data() + 1, text.data() + text.size(), value);
    if (error != std::errc {} || end != text.data() + text.size() || value < 1 || text[1] == '+')
        return std::nullopt;
    return Number { value, static_cast<Series>(series) };
}

std::string file_name(Exhibit const& exhibit, receiver::Names const& names)
{
    auto short_name = fmt::format("{}.{}", label(exhibit.number), ending(exhibit.media_type));
    if (names.letters_and_digits || exhibit.kind.empty())
        return short_name;
    std::string kind = exhibit.kind;
    std::ranges::replace(kind, '_', '-');
    auto const long_name = fmt::format("{}-{}.{}", label(exhibit.number), kind, ending(exhibit.media_type));
    return names.longest && long_name.size() > static_cast<std::size_t>(*names.longest) ? short_name : long_name;
}

std::string group_zh(int number)
{
    static constexpr std::array<std::string_view, 10> digits { "", "一", "二", "三", "四", "五", "六", "七", "八",
        "九" };
    if (number < 1 || number > 99)
        return fmt::format("第{}组", number);
    auto const tens = static_cast<std::size_t>(number / 10);
    auto const ones = static_cast<std::size_t>(number % 10);
    return fmt::format("第{}{}{}组", tens > 1 ? digits[tens] : "", tens > 0 ? "十" : "", digits[ones]);
}

} // namespace recourse::packets
