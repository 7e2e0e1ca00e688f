#include "handover/open.hpp"

#include "handover/scratch.hpp"
#include "vault/zip/archive.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace recourse::handover {

namespace {

using Flaws = std::vector<vault::Flaw>;
constexpr std::size_t flaws_max = 100;
constexpr std::uint64_t directory_bytes_max = std::uint64_t { 4 } << 20U;

Flaws only(vault::Flaw flaw)
{
    return { std::move(flaw) };
}

/// A file that the manifest names against what is there.
std::optional<vault::Flaw> differs(vault::Contents const& contents, Listed const& listed)
{
    auto const at = find(contents, listed.name);
    if (!at)
        return vault::Flaw { listed.name, "the manifest names it, and it is not there" };
    if (contents.entries()[*at].size != listed.size)
        return vault::Flaw { listed.name,
            fmt::format("it has {} bytes, and {} by the manifest", contents.entries()[*at].size, listed.size) };
    Digester digester;
    auto const read = contents.read(*at, [&](std::span<std::uint8_t const> bytes) { digester.add(bytes); });
    if (!read)
        return read.error();
    if (digester.finish() != listed.sha256)
        return vault::Flaw { listed.name, "its SHA-256 is another than the manifest's" };
    return std::nullopt;
}

Flaws compare(vault::Contents const& contents, Manifest const& manifest)
{
    Flaws flaws;
    for (auto const& listed : manifest.files) {
        if (auto flaw = differs(contents, listed); flaw && flaws.size() < flaws_max)
            flaws.push_back(*std::move(flaw));
    }
    std::vector<std::string_view> named { manifest_file, sums_file };
    for (auto const& listed : manifest.files)
        named.emplace_back(listed.name);
    std::ranges::sort(named);
    for (auto const& entry : contents.entries()) {
        if (!std::ranges::binary_search(named, std::string_view { entry.name }) && flaws.size() < flaws_max)
            flaws.push_back({ entry.name, "it is there, and the manifest does not name it" });
    }
    return flaws;
}

} // namespace

std::expected<Opened, Flaws> open_inner(std::shared_ptr<vault::ByteRange const> range, OpenLimits const& limits)
{
    auto archive = vault::Archive::open(std::move(range),
        { .members_max = limits.files_max,
            .directory_bytes_max = directory_bytes_max,
            .unpacked_bytes_max = limits.archive.inner_bytes_max });
    if (!archive)
        return std::unexpected(only(archive.error()));
    auto const contents = std::make_shared<vault::Archive const>(*std::move(archive));
    auto const at = find(*contents, manifest_file);
    if (!at)
        return std::unexpected(only({ std::string { manifest_file }, "it is not there: this is no package" }));
    auto const text = read_whole(*contents, *at, manifest_bytes_max);
    if (!text)
        return std::unexpected(only(text.error()));
    auto manifest = read_manifest(*text);
    if (!manifest)
        return std::unexpected(std::move(manifest.error()));
    if (auto flaws = compare(*contents, *manifest); !flaws.empty())
        return std::unexpected(std::move(flaws));
    return Opened { *std::move(manifest), contents };
}

std::expected<Opened, Flaws> open(std::filesystem::path const& package, std::string_view passphrase,
    std::filesystem::path const& scratch, OpenLimits const& limits)
{
    auto const name = package.filename().string();
    auto file = Scratch::open(scratch);
    if (!file)
        return std::unexpected(only({ {}, file.error() }));
    std::optional<std::string> trouble;
    auto const decrypted = decrypt(
        package, passphrase,
        [&](std::span<std::uint8_t const> bytes) {
            if (trouble)
                return;
            if (auto const done = file->append(bytes); !done)
                trouble = done.error();
        },
        limits.archive);
    if (trouble)
        return std::unexpected(only({ {}, *trouble }));
    if (!decrypted)
        return std::unexpected(only({ name, decrypted.error() }));
    return open_inner((*std::move(file)).range(), limits);
}

std::expected<std::string, vault::Flaw> file_of(Opened const& opened, std::string_view name, std::size_t bytes_max)
{
    auto const at = find(*opened.contents, name);
    if (!at)
        return std::unexpected(vault::Flaw { std::string { name }, "it is not in the package" });
    return read_whole(*opened.contents, *at, bytes_max);
}

} // namespace recourse::handover
