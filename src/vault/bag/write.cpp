#include "vault/bag/write.hpp"

#include "base/check.hpp"
#include "vault/bag/manifest.hpp"
#include "vault/bag/measure.hpp"

#include <array>

namespace recourse::vault {

namespace {

constexpr std::array kinds { "sha256", "sha512" };

std::string checksum_of(std::string_view text, ChecksumKind const* kind)
{
    Checksums checksums({ &kind, 1 });
    checksums.add({ reinterpret_cast<std::uint8_t const*>(text.data()), text.size() });
    return checksums.finish().front();
}

bool is_payload(std::string_view name)
{
    return name.starts_with("data/");
}

std::string info_text(Contents const& contents, BagInfo const& info)
{
    std::string text;
    for (auto const& [label, value] : info) {
        RECOURSE_ASSERT(label.find_first_of(":\r\n") == std::string::npos);
        RECOURSE_ASSERT(value.find_first_of("\r\n") == std::string::npos);
        text += fmt::format("{}: {}\n", label, value);
    }
    std::uint64_t bytes = 0, count = 0;
    for (auto const& file : contents.entries())
        if (is_payload(file.name)) {
            bytes += file.size;
            ++count;
        }
    return text + fmt::format("Payload-Oxum: {}.{}\n", bytes, count);
}

} // namespace

std::expected<BagTexts, Flaw> write_bag(Contents const& contents, BagInfo const& info)
{
    auto const files = contents.entries();
    std::vector<ChecksumKind const*> const both { checksum_kind(kinds[0]), checksum_kind(kinds[1]) };
    auto const measured = measure(contents, std::vector(files.size(), both));
    BagTexts bag;
    bag.files["bagit.txt"] = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";
    bag.files["bag-info.txt"] = info_text(contents, info);
    std::array<std::map<std::string, std::string>, kinds.size()> tags;
    std::array<std::string, kinds.size()> payload;
    for (std::size_t i = 0; i < files.size(); ++i) {
        RECOURSE_ASSERT(!name_flaw(files[i].name));
        if (!measured[i])
            return std::unexpected(measured[i].error());
        bag.sha256.emplace(files[i].name, measured[i]->front());
        for (std::size_t k = 0; k < kinds.size(); ++k) {
            auto const& sum = (*measured[i])[k];
            if (is_payload(files[i].name))
                payload[k] += manifest_line(sum, files[i].name);
            else
                tags[k][files[i].name] = sum;
        }
    }
    for (std::size_t k = 0; k < kinds.size(); ++k)
        bag.files[fmt::format("manifest-{}.txt", kinds[k])] = payload[k];
    std::map<std::string, std::string> lists;
    for (std::size_t k = 0; k < kinds.size(); ++k) {
        for (auto const& [name, text] : bag.files)
            RECOURSE_ASSERT(tags[k].emplace(name, checksum_of(text, both[k])).second);
        std::string list;
        for (auto const& [name, sum] : tags[k])
            list += manifest_line(sum, name);
        lists[fmt::format("tagmanifest-{}.txt", kinds[k])] = std::move(list);
    }
    bag.files.merge(lists);
    return bag;
}

} // namespace recourse::vault
