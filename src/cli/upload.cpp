#include "cli/upload.hpp"

#include "base/base64.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>

namespace recourse::cli {

namespace {

constexpr std::size_t piece_bytes = 4U << 20U;

} // namespace

std::expected<Uploaded, std::expected<DeskReply, std::string>> upload(
    DeskClient& client, std::filesystem::path const& file)
{
    using Failed = std::unexpected<std::expected<DeskReply, std::string>>;
    auto const clause = [](std::string says) {
        return Failed { std::expected<DeskReply, std::string> { std::unexpect, std::move(says) } };
    };
    std::error_code error;
    auto const size = std::filesystem::file_size(file, error);
    std::ifstream in(file, std::ios::binary);
    if (error || !in)
        return clause(fmt::format("{} cannot be read", file.string()));
    http::Field const version { "Tus-Resumable", "1.0.0" };
    auto const begun = client.ask({ http::Method::post, "/v1/uploads", {},
        { version, { "Upload-Length", fmt::format("{}", size) },
            { "Upload-Metadata", "filename " + to_base64(file.filename().string()) } } });
    if (!begun || begun->status != 201)
        return Failed { begun };
    auto const target = "/v1/uploads/" + text_at(begun->json(), "id");
    std::string piece(piece_bytes, '\0');
    for (std::uint64_t at = 0; at < size;) {
        auto const count = static_cast<std::size_t>(std::min<std::uint64_t>(piece_bytes, size - at));
        in.read(piece.data(), static_cast<std::streamsize>(count));
        if (!in)
            return clause(fmt::format("{} cannot be read, or has changed", file.string()));
        auto const added = client.ask({ http::Method::patch, target, piece.substr(0, count),
            { version, { "Content-Type", "application/offset+octet-stream" },
                { "Upload-Offset", fmt::format("{}", at) } } });
        if (!added || added->status != 204)
            return Failed { added };
        at += count;
    }
    auto const done = client.ask({ .target = target });
    if (!done || done->status != 200)
        return Failed { done };
    return Uploaded { text_at(done->json(), "digest"), size };
}

} // namespace recourse::cli
