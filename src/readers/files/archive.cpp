#include "readers/files/archive.hpp"

#include "base/printable.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <optional>

#include <archive.h>
#include <archive_entry.h>

namespace recourse::readers::files {

namespace {

using Reader = std::unique_ptr<archive, decltype(&archive_read_free)>;

/// Nothing for bytes that are no archive.
Reader open(std::string_view bytes)
{
    Reader reader { archive_read_new(), &archive_read_free };
    archive_read_support_filter_gzip(reader.get());
    archive_read_support_filter_bzip2(reader.get());
    archive_read_support_filter_xz(reader.get());
    archive_read_support_filter_zstd(reader.get());
    archive_read_support_format_zip(reader.get());
    archive_read_support_format_tar(reader.get());
    archive_read_support_format_7zip(reader.get());
    archive_read_support_format_rar(reader.get());
    archive_read_support_format_rar5(reader.get());
    if (archive_read_open_memory(reader.get(), bytes.data(), bytes.size()) != ARCHIVE_OK)
        reader.reset();
    return reader;
}

std::string path_of(archive_entry* entry)
{
    auto const* path = archive_entry_pathname_utf8(entry);
    if (path == nullptr)
        path = archive_entry_pathname(entry);
    return path == nullptr ? std::string {} : printable(clean(path, 2000));
}

bool is_archive_name(std::string_view path)
{
    std::string small { path };
    std::ranges::transform(
        small, small.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return std::ranges::any_of(
        std::initializer_list<std::string_view> { ".zip", ".tar", ".tgz", ".gz", ".7z", ".rar", ".docx", ".xlsx" },
        [&](auto ending) { return small.ends_with(ending); });
}

class Listing {
public:
    Listing(std::vector<Remark>& remarks, ArchiveLimits const& limits, std::uint64_t outer)
        : remarks_(remarks)
        , limits_(limits)
        , outer_(std::max<std::uint64_t>(outer, 1))
    {
    }

    Archive run(std::string_view bytes)
    {
        out_.complete = true;
        walk(bytes, "", 1);
        return std::move(out_);
    }

private:
    void stop(std::string id, std::string says)
    {
        out_.complete = false;
        stopped_ = true;
        remarks_.push_back({ std::move(id), std::move(says) });
    }

    void walk(std::string_view bytes, std::string const& within, int depth)
    {
        auto const reader = open(bytes);
        if (reader == nullptr) {
            if (depth == 1)
                stop("not-an-archive", "this is no archive of a kind that is known");
            return;
        }
        while (!stopped_) {
            archive_entry* entry = nullptr;
            int const got = archive_read_next_header(reader.get(), &entry);
            if (got == ARCHIVE_EOF)
                break;
            if (got < ARCHIVE_WARN) {
                auto const* const why = archive_error_string(reader.get());
                out_.complete = false;
                remarks_.push_back({ "archive-damaged",
                    fmt::format("the archive{}{} is damaged: {}", within.empty() ? "" : " ", within,
                        printable(clean(why == nullptr ? "no reason given" : why, 300))) });
                break;
            }
            if (out_.format.empty())
                out_.format = clean(archive_format_name(reader.get()), 100);
            if (out_.entries.size() >= limits_.entries)
                return stop("too-many-entries", fmt::format("only the first {} entries are listed", limits_.entries));
            one(reader.get(), entry, within, depth);
        }
    }

    void one(archive* reader, archive_entry* entry, std::string const& within, int depth)
    {
        Entry found;
        found.path = within + path_of(entry);
        found.folder = archive_entry_filetype(entry) == AE_IFDIR;
        found.encrypted = archive_entry_is_data_encrypted(entry) == 1;
        if (found.path.starts_with('/') || found.path.find("../") != std::string::npos)
            remarks_.push_back({ "path-leads-out", fmt::format("the path {} leads out of the archive", found.path) });
        bool const look_inside = is_archive_name(found.path) && !found.folder && !found.encrypted;
        std::string inner;
        char buffer[1 << 16];
        while (!found.folder && !found.encrypted) {
            auto const got = archive_read_data(reader, buffer, sizeof buffer);
            if (got < 0) {
                out_.complete = false;
                remarks_.push_back({ "entry-unreadable", fmt::format("{} cannot be unpacked", found.path) });
                break;
            }
            if (got == 0)
                break;
            found.size += static_cast<std::uint64_t>(got);
            out_.unpacked += static_cast<std::uint64_t>(got);
            if (look_inside && depth < limits_.depth && found.size <= limits_.inner_size)
                inner.append(buffer, static_cast<std::size_t>(got));
            if (out_.unpacked > limits_.unpacked)
                stop("unpacks-too-large",
                    fmt::format("unpacks to more than {} MiB; no more is looked at", limits_.unpacked >> 20));
            else if (out_.unpacked > limits_.ratio_from && out_.unpacked / limits_.ratio > outer_)
                stop(
                    "bomb", fmt::format("unpacks to more than {} times its size; no more is looked at", limits_.ratio));
            if (stopped_)
                break;
        }
        auto const path = found.path;
        auto const size = found.size;
        out_.entries.push_back(std::move(found));
        if (stopped_ || !look_inside)
            return;
        if (depth >= limits_.depth)
            remarks_.push_back(
                { "nested-too-deep", fmt::format("{} is an archive {} deep; it is not opened", path, depth + 1) });
        else if (size > limits_.inner_size)
            remarks_.push_back({ "inner-too-large", fmt::format("{} is too large to be opened", path) });
        else
            walk(inner, path + "!", depth + 1);
    }

    std::vector<Remark>& remarks_;
    ArchiveLimits limits_;
    std::uint64_t outer_;
    Archive out_;
    bool stopped_ = false;
};

} // namespace

Archive list(std::string_view bytes, std::vector<Remark>& remarks, ArchiveLimits const& limits)
{
    auto archive = Listing(remarks, limits, bytes.size()).run(bytes);
    // A thousand remarks of one kind say no more than some.
    if (remarks.size() > 200) {
        remarks.resize(200);
        remarks.push_back({ "more-remarks", "there is more of the same" });
    }
    return archive;
}

std::string entry_bytes(std::string_view archive_bytes, std::string_view path, std::size_t bytes_max)
{
    auto const reader = open(archive_bytes);
    archive_entry* entry = nullptr;
    for (int count = 0; reader != nullptr && count < 10'000; ++count) {
        int const got = archive_read_next_header(reader.get(), &entry);
        if (got == ARCHIVE_EOF || got < ARCHIVE_WARN)
            return {};
        if (path_of(entry) != path)
            continue;
        std::string all(bytes_max, '\0');
        auto const length = archive_read_data(reader.get(), all.data(), all.size());
        all.resize(length < 0 ? 0 : static_cast<std::size_t>(length));
        return all;
    }
    return {};
}

} // namespace recourse::readers::files
