#include "handover/contents.hpp"

#include "handover/readme.hpp"
#include "vault/zip/crc32.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace recourse::handover {

namespace {

constexpr std::size_t piece_bytes = std::size_t { 256 } << 10U;

/// The items as files, by name.
class Gathered : public vault::Contents {
public:
    explicit Gathered(std::vector<Item> items) : items_(std::move(items))
    {
        for (auto const& one : items_)
            entries_.push_back({ one.name, one.bytes->size() });
    }
    std::span<vault::ContentFile const> entries() const override { return entries_; }
    std::expected<void, vault::Flaw> read(std::size_t index, vault::PieceSink const& sink) const override
    {
        auto const& [name, what, says, bytes] = items_[index];
        std::vector<std::uint8_t> piece(piece_bytes);
        for (std::uint64_t at = 0; at < bytes->size();) {
            auto const count = std::min<std::uint64_t>(piece.size(), bytes->size() - at);
            auto const part = std::span { piece }.first(static_cast<std::size_t>(count));
            if (!bytes->read(at, part))
                return std::unexpected(vault::Flaw { name, "it cannot be read" });
            sink(part);
            at += count;
        }
        return {};
    }

private:
    std::vector<Item> items_;
    std::vector<vault::ContentFile> entries_;
};

/// Digest and checksum of one file.
struct Read {
    Digest sha256;
    std::uint32_t crc = 0;
};

std::expected<Read, vault::Flaw> read_of(vault::Contents const& contents, std::size_t index)
{
    Digester digester;
    Read read;
    auto const done = contents.read(index, [&](std::span<std::uint8_t const> bytes) {
        digester.add(bytes);
        read.crc = vault::crc32_of(read.crc, bytes);
    });
    if (!done)
        return std::unexpected(done.error());
    read.sha256 = digester.finish();
    return read;
}

std::optional<vault::Flaw> flaw_of(std::vector<Item> const& items)
{
    for (auto const& one : items) {
        if (auto const wrong = vault::name_flaw(one.name))
            return vault::Flaw { one.name, *wrong };
    }
    auto const twice = std::ranges::adjacent_find(items, {}, &Item::name);
    if (twice != items.end())
        return vault::Flaw { twice->name, "two files have this name" };
    return std::nullopt;
}

void sort(std::vector<Item>& items)
{
    std::ranges::sort(items, {}, &Item::name);
}

} // namespace

std::string free_name(std::vector<Item> const& items, std::string name)
{
    auto const taken
        = [&](std::string const& one) { return std::ranges::find(items, one, &Item::name) != items.end(); };
    auto const slash = name.rfind('/');
    auto const point = name.rfind('.');
    bool const ends = point != std::string::npos && (slash == std::string::npos || point > slash);
    auto const stem = name.substr(0, ends ? point : name.size());
    auto const ending = ends ? name.substr(point) : std::string {};
    for (int number = 2; taken(name); ++number)
        name = fmt::format("{}-{}{}", stem, number, ending);
    return name;
}

Item item(std::string name, What what, std::string says, std::string bytes)
{
    return { std::move(name), what, std::move(says), vault::memory_range(std::move(bytes)) };
}

std::expected<Manifest, vault::Flaw> pack(Package package, vault::Output const& output)
{
    auto& items = package.items;
    auto manifest = std::move(package.head);
    items.push_back(item("README.txt", What::readme, "what is here, and how to check it", inner_readme(Language::en)));
    items.push_back(item("README.zh.txt", What::readme, "the same in Chinese", inner_readme(Language::zh)));
    sort(items);
    if (auto wrong = flaw_of(items))
        return std::unexpected(*std::move(wrong));
    manifest.files.clear();
    std::vector<vault::ZipMember> members;
    {
        Gathered const listed { items };
        for (std::size_t i = 0; i < items.size(); ++i) {
            auto const read = read_of(listed, i);
            if (!read)
                return std::unexpected(read.error());
            auto const size = items[i].bytes->size();
            manifest.files.push_back({ items[i].name, items[i].what, items[i].says, size, read->sha256 });
            members.push_back({ items[i].name, size, read->crc });
        }
    }
    auto const add_own = [&](std::string_view name, std::string bytes) {
        std::span const raw { reinterpret_cast<std::uint8_t const*>(bytes.data()), bytes.size() };
        members.push_back({ std::string { name }, bytes.size(), vault::crc32_of(0, raw) });
        items.push_back(item(std::string { name }, What::readme, {}, std::move(bytes)));
    };
    add_own(manifest_file, written(manifest));
    add_own(sums_file, sums(manifest));
    sort(items);
    std::ranges::sort(members, {}, &vault::ZipMember::name);
    if (auto wrong = flaw_of(items))
        return std::unexpected(*std::move(wrong));
    if (auto const done = vault::write_zip(Gathered { std::move(items) }, members, output); !done)
        return std::unexpected(done.error());
    return manifest;
}

} // namespace recourse::handover
