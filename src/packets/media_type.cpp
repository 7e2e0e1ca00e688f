#include "packets/media_type.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace recourse::packets {

namespace {

using namespace std::string_view_literals;
using Pair = std::pair<std::string_view, std::string_view>;

constexpr std::array beginnings { Pair { "\xff\xd8\xff"sv, "image/jpeg" }, Pair { "\x89PNG\r\n\x1a\n"sv, "image/png" },
    Pair { "GIF87a"sv, "image/gif" }, Pair { "GIF89a"sv, "image/gif" }, Pair { "II*\0"sv, "image/tiff" },
    Pair { "MM\0*"sv, "image/tiff" }, Pair { "Rar!\x1a\x07"sv, "application/vnd.rar" } };

constexpr std::array endings { Pair { ".txt", "text/plain" }, Pair { ".csv", "text/csv" },
    Pair { ".eml", "message/rfc822" }, Pair { ".xml", "application/xml" }, Pair { ".json", "application/json" },
    Pair { ".html", "text/html" }, Pair { ".htm", "text/html" }, Pair { ".mt103", "text/plain" },
    Pair { ".tsv", "text/tab-separated-values" }, Pair { ".msg", "application/vnd.ms-outlook" },
    Pair { ".doc", "application/msword" }, Pair { ".xls", "application/vnd.ms-excel" },
    Pair { ".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document" },
    Pair { ".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" },
    Pair { ".zip", "application/zip" }, Pair { ".warc", "application/warc" }, Pair { ".mp3", "audio/mpeg" },
    Pair { ".m4a", "audio/mp4" } };

std::string_view by_name(std::string_view name)
{
    std::string small { name };
    std::ranges::transform(
        small, small.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; });
    auto const found = std::ranges::find_if(endings, [&](auto const& one) { return small.ends_with(one.first); });
    return found == endings.end() ? std::string_view {} : found->second;
}

/// Bound or printed by what it is said to be, though its bytes say otherwise: they decide.
constexpr std::array told_by_bytes { "application/pdf"sv, "image/jpeg"sv, "image/png"sv, "image/gif"sv,
    "image/tiff"sv };

} // namespace

std::string media_type_of(std::string_view first_bytes, std::string_view said, std::string_view file_name)
{
    auto const start = first_bytes.substr(0, media_type_bytes);
    if (start.find("%PDF-") != std::string_view::npos)
        return "application/pdf";
    for (auto const& [bytes, type] : beginnings) {
        if (start.starts_with(bytes))
            return std::string { type };
    }
    if (start.size() >= 12 && start.substr(4, 4) == "ftyp") {
        auto const brand = start.substr(8, 4);
        if (brand == "heic" || brand == "heix" || brand == "mif1")
            return "image/heic";
        return brand == "qt  " ? "video/quicktime" : "video/mp4";
    }
    if (start.starts_with("RIFF") && start.size() >= 12 && start.substr(8, 4) == "WEBP")
        return "image/webp";
    bool const claims = std::ranges::find(told_by_bytes, said) != told_by_bytes.end();
    if (!said.empty() && said != "application/octet-stream" && !claims)
        return std::string { said };
    auto const named = by_name(file_name);
    return named.empty() ? "application/octet-stream" : std::string { named };
}

} // namespace recourse::packets
