#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <map>
#include <string>
#include <vector>

/// For tests: SQLite's file layer, which knows for each file of one directory what a disk would hold if the power
/// failed now: what was flushed, and of what was written since an arbitrary part, in arbitrary sectors. It can also
/// fail. One at a time, used from one thread.
namespace recourse::store::sqlite {

class PowerCut {
public:
    static constexpr char const* name = "power-cut";

    PowerCut()
    {
        current() = this;
        auto& layer = vfs();
        layer = *sqlite3_vfs_find(nullptr);
        original() = sqlite3_vfs_find(nullptr);
        layer.zName = name;
        layer.pNext = nullptr;
        layer.szOsFile = static_cast<int>(sizeof(File)) + original()->szOsFile;
        layer.xOpen = &open;
        sqlite3_vfs_register(&layer, 0);
    }
    ~PowerCut()
    {
        sqlite3_vfs_unregister(&vfs());
        current() = nullptr;
    }
    PowerCut(PowerCut const&) = delete;
    PowerCut& operator=(PowerCut const&) = delete;

    /// From now on; what the files hold is taken as flushed.
    void watch(std::vector<std::filesystem::path> const& files)
    {
        for (auto const& file : files)
            images_[file.string()].flushed = content(file);
    }

    /// Called before each write and each flush of a watched file.
    std::function<void()> before_io;
    /// After so many more flushes or writes they fail, until set again; negative: never.
    int flushes_until_failure = -1;
    int writes_until_full = -1;

    /// Writes the files as they might be found after a cut at this moment.
    void leave_in(std::filesystem::path const& directory, std::function<std::uint64_t()> const& draw) const
    {
        std::filesystem::create_directories(directory);
        for (auto const& [path, image] : images_) {
            auto bytes = image.flushed;
            auto const lost = draw() % 3; // 0: all that was not flushed, 1: none, 2: some sectors
            for (auto const& write : image.pending) {
                for (std::size_t from = 0; from < write.bytes.size(); from += sector) {
                    if (lost == 0 || (lost == 2 && draw() % 2 == 0))
                        continue;
                    auto const size = std::min(sector, write.bytes.size() - from);
                    put(bytes, write.offset + from, write.bytes.data() + from, size);
                }
            }
            std::ofstream out(directory / std::filesystem::path(path).filename(), std::ios::binary);
            out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        }
    }

private:
    static constexpr std::size_t sector = 512;
    struct Write {
        std::size_t offset;
        std::vector<char> bytes;
    };
    struct Image {
        std::vector<char> flushed;
        std::vector<Write> pending;
    };
    struct File {
        sqlite3_file base;
        Image* image; ///< null: not watched
        char const* path;
        sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
    };

    static PowerCut*& current()
    {
        static PowerCut* cut = nullptr;
        return cut;
    }
    static sqlite3_vfs& vfs()
    {
        static sqlite3_vfs layer {};
        return layer;
    }
    static sqlite3_vfs*& original()
    {
        static sqlite3_vfs* layer = nullptr;
        return layer;
    }
    static std::vector<char> content(std::filesystem::path const& path)
    {
        std::ifstream in(path, std::ios::binary);
        return { std::istreambuf_iterator<char>(in), {} };
    }
    static void put(std::vector<char>& bytes, std::size_t offset, char const* from, std::size_t size)
    {
        if (bytes.size() < offset + size)
            bytes.resize(offset + size);
        std::copy_n(from, size, bytes.begin() + static_cast<std::ptrdiff_t>(offset));
    }
    static File& of(sqlite3_file* file) { return *reinterpret_cast<File*>(file); }
    static sqlite3_file* real(sqlite3_file* file) { return of(file).real(); }
    /// A file is opened before it is watched.
    static Image* image(sqlite3_file* file)
    {
        auto& opened = of(file);
        if (opened.image == nullptr && opened.path != nullptr && current() != nullptr) {
            auto const known = current()->images_.find(opened.path);
            opened.image = known == current()->images_.end() ? nullptr : &known->second;
        }
        return opened.image;
    }

    static bool is_due(int& left)
    {
        if (left > 0) {
            --left;
            return false;
        }
        return left == 0;
    }

    static int write(sqlite3_file* file, void const* bytes, int size, sqlite3_int64 offset)
    {
        if (auto* const watched = image(file)) {
            if (current()->before_io)
                current()->before_io();
            if (is_due(current()->writes_until_full))
                return SQLITE_FULL;
            auto const* const from = static_cast<char const*>(bytes);
            watched->pending.push_back({ static_cast<std::size_t>(offset), { from, from + size } });
        }
        return real(file)->pMethods->xWrite(real(file), bytes, size, offset);
    }
    static int flush(sqlite3_file* file, int flags)
    {
        if (auto* const watched = image(file)) {
            if (current()->before_io)
                current()->before_io();
            if (is_due(current()->flushes_until_failure))
                return SQLITE_IOERR_FSYNC;
            for (auto const& each : watched->pending)
                put(watched->flushed, each.offset, each.bytes.data(), each.bytes.size());
            watched->pending.clear();
        }
        return real(file)->pMethods->xSync(real(file), flags);
    }

    static int open(sqlite3_vfs*, char const* path, sqlite3_file* file, int flags, int* out)
    {
        static sqlite3_io_methods const methods {
            .iVersion = 2,
            .xClose = [](sqlite3_file* f) { return real(f)->pMethods->xClose(real(f)); },
            .xRead = [](sqlite3_file* f, void* to, int size,
                         sqlite3_int64 offset) { return real(f)->pMethods->xRead(real(f), to, size, offset); },
            .xWrite = &write,
            .xTruncate
            = [](sqlite3_file* f, sqlite3_int64 size) { return real(f)->pMethods->xTruncate(real(f), size); },
            .xSync = &flush,
            .xFileSize
            = [](sqlite3_file* f, sqlite3_int64* size) { return real(f)->pMethods->xFileSize(real(f), size); },
            .xLock = [](sqlite3_file* f, int kind) { return real(f)->pMethods->xLock(real(f), kind); },
            .xUnlock = [](sqlite3_file* f, int kind) { return real(f)->pMethods->xUnlock(real(f), kind); },
            .xCheckReservedLock
            = [](sqlite3_file* f, int* held) { return real(f)->pMethods->xCheckReservedLock(real(f), held); },
            .xFileControl = [](sqlite3_file* f, int what,
                                void* with) { return real(f)->pMethods->xFileControl(real(f), what, with); },
            .xSectorSize = [](sqlite3_file* f) { return real(f)->pMethods->xSectorSize(real(f)); },
            .xDeviceCharacteristics
            = [](sqlite3_file* f) { return real(f)->pMethods->xDeviceCharacteristics(real(f)); },
            .xShmMap
            = [](sqlite3_file* f, int page, int size, int extend,
                  void volatile** place) { return real(f)->pMethods->xShmMap(real(f), page, size, extend, place); },
            .xShmLock = [](sqlite3_file* f, int offset, int n,
                            int kind) { return real(f)->pMethods->xShmLock(real(f), offset, n, kind); },
            .xShmBarrier = [](sqlite3_file* f) { real(f)->pMethods->xShmBarrier(real(f)); },
            .xShmUnmap = [](sqlite3_file* f, int remove) { return real(f)->pMethods->xShmUnmap(real(f), remove); },
            .xFetch = nullptr,
            .xUnfetch = nullptr,
        };
        auto& opened = of(file);
        opened.base.pMethods = nullptr;
        opened.image = nullptr;
        opened.path = path;
        int const code = original()->xOpen(original(), path, opened.real(), flags, out);
        if (opened.real()->pMethods != nullptr)
            opened.base.pMethods = &methods;
        return code;
    }

    std::map<std::string, Image> images_;
};

} // namespace recourse::store::sqlite
