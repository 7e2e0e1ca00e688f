#include "vault/contents/folder_contents.hpp"
#include "vault/contents/views.hpp"
#include "vault/seal/verify.hpp"

#include <filesystem>

namespace recourse::vault::seal {

std::expected<Opened, std::vector<Flaw>> open_zip(std::shared_ptr<ByteRange const> range)
{
    auto archive = Archive::open(std::move(range));
    if (!archive)
        return std::unexpected(std::vector { archive.error() });
    Opened opened;
    auto const packing = archive->packing();
    if (!packing)
        opened.packing_flaw = packing.error();
    opened.repacked = packing && *packing == Packing::another;
    auto const whole = std::make_shared<Archive const>(*std::move(archive));
    auto folder = find(*whole, "bagit.txt") ? std::string {} : only_folder(*whole);
    opened.contents = std::make_shared<Inside const>(whole, folder);
    if (!folder.empty())
        folder.pop_back();
    opened.folder = std::move(folder);
    return opened;
}

std::expected<Opened, std::vector<Flaw>> open_bundle(std::string const& path)
{
    std::error_code error;
    if (std::filesystem::is_directory(path, error)) {
        auto folder = FolderContents::open(path);
        if (!folder)
            return std::unexpected(folder.error());
        Opened opened;
        opened.contents = std::make_shared<FolderContents const>(*std::move(folder));
        return opened;
    }
    auto range = file_range(path);
    if (!range)
        return std::unexpected(std::vector { Flaw { {}, range.error() } });
    return open_zip(*std::move(range));
}

} // namespace recourse::vault::seal
