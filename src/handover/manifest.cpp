#include "handover/manifest.hpp"

#include "base/check.hpp"
#include "codec/described.hpp"
#include "codec/json_reader.hpp"

#include <algorithm>
#include <array>

#include <unistd.h>

namespace recourse::handover {

namespace {

vault::Flaw flaw(std::string says)
{
    return { std::string { manifest_file }, std::move(says) };
}

/// What is wrong with the format and the version: nothing else of it is worth reading then.
std::optional<std::string> other_format(codec::Node const& root)
{
    auto const* format = root.find("format");
    if (format == nullptr || !format->is_string() || format->text != manifest_format)
        return fmt::format("its format is not \"{}\"", manifest_format);
    auto const* version = root.find("version");
    if (version == nullptr || !version->is(codec::NodeKind::integer))
        return "it does not say its version";
    if (version->integer != manifest_version)
        return fmt::format("it is of version {}, and this program reads version {}: a newer one is needed",
            version->integer, manifest_version);
    return std::nullopt;
}

} // namespace

std::string new_salt()
{
    std::array<std::uint8_t, 16> random {};
    RECOURSE_ASSERT(getentropy(random.data(), random.size()) == 0);
    std::string text;
    for (auto const byte : random)
        text += fmt::format("{:02x}", byte);
    return text;
}

std::string written(Manifest const& manifest)
{
    codec::JsonWriter json(codec::JsonStyle::pretty);
    codec::to_json(json, manifest);
    return json.take() + '\n';
}

std::expected<Manifest, std::vector<vault::Flaw>> read_manifest(std::string_view text)
{
    auto const document
        = codec::read_json(text, std::string { manifest_file }, { .bytes_max = manifest_bytes_max, .depth_max = 8 });
    std::vector<vault::Flaw> flaws;
    for (auto const& one : document.problems)
        flaws.push_back(flaw(to_string(one)));
    if (!flaws.empty())
        return std::unexpected(std::move(flaws));
    if (auto wrong = other_format(document.root))
        return std::unexpected(std::vector { flaw(*std::move(wrong)) });
    auto manifest = codec::from_tree<Manifest>(document.root);
    if (!manifest) {
        for (auto const& one : manifest.error())
            flaws.push_back(flaw(fmt::format("{}: {}", one.pointer, one.says)));
        return std::unexpected(std::move(flaws));
    }
    std::vector<std::string_view> names { manifest_file, sums_file };
    for (auto const& one : manifest->files) {
        names.emplace_back(one.name);
        if (auto const wrong = vault::name_flaw(one.name))
            flaws.push_back(flaw(fmt::format("the name '{}': {}", one.name, *wrong)));
    }
    std::ranges::sort(names);
    if (auto const twice = std::ranges::adjacent_find(names); twice != names.end())
        flaws.push_back(flaw(fmt::format("it names '{}' twice", *twice)));
    if (!flaws.empty())
        return std::unexpected(std::move(flaws));
    return *std::move(manifest);
}

std::string sums(Manifest const& manifest)
{
    std::string lines;
    for (auto const& one : manifest.files)
        lines += fmt::format("{}  {}\n", to_string(one.sha256), one.name);
    return lines;
}

} // namespace recourse::handover
