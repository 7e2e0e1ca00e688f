#include "api/shelf.hpp"

#include "codec/described.hpp"
#include "codec/json_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <tuple>
#include <unistd.h>

namespace recourse::api {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view about_file = "about.json"; ///< beside the files: what lists show, no part of the book

std::string failure(fs::path const& path)
{
    return fmt::format("{}: {}", path.string(), std::strerror(errno));
}

class Descriptor {
public:
    Descriptor(fs::path const& path, int flags) : number_(::open(path.c_str(), flags | O_CLOEXEC, 0600)) { }
    ~Descriptor()
    {
        if (number_ >= 0)
            ::close(number_);
    }
    Descriptor(Descriptor const&) = delete;
    Descriptor& operator=(Descriptor const&) = delete;
    explicit operator bool() const { return number_ >= 0; }
    int number() const { return number_; }

private:
    int number_;
};

std::expected<void, std::string> flush(fs::path const& folder)
{
    Descriptor const file(folder, O_RDONLY | O_DIRECTORY);
    if (!file || ::fsync(file.number()) != 0)
        return std::unexpected(failure(folder));
    return {};
}

/// A new file with that text, on disk.
std::expected<void, std::string> write(fs::path const& path, std::string_view text)
{
    Descriptor const file(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW);
    if (!file)
        return std::unexpected(failure(path));
    while (!text.empty()) {
        auto const written = ::write(file.number(), text.data(), text.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return std::unexpected(failure(path));
        text.remove_prefix(static_cast<std::size_t>(written));
    }
    if (::fsync(file.number()) != 0)
        return std::unexpected(failure(path));
    return {};
}

std::expected<std::string, std::string> read(fs::path const& path)
{
    Descriptor const file(path, O_RDONLY | O_NOFOLLOW);
    if (!file)
        return std::unexpected(failure(path));
    std::string text;
    std::array<char, 16'384> some {};
    for (;;) {
        auto const length = ::read(file.number(), some.data(), some.size());
        if (length < 0 && errno == EINTR)
            continue;
        if (length < 0)
            return std::unexpected(failure(path));
        if (length == 0)
            return text;
        text.append(some.data(), static_cast<std::size_t>(length));
    }
}

std::expected<std::vector<BookFile>, std::string> files_in(fs::path const& folder)
{
    std::vector<BookFile> files;
    std::error_code error;
    auto entry = fs::recursive_directory_iterator(folder, error);
    for (; !error && entry != fs::recursive_directory_iterator {}; entry.increment(error)) {
        auto const name = entry->path().lexically_relative(folder).generic_string();
        if (entry->symlink_status().type() == fs::file_type::directory || name == about_file)
            continue;
        auto text = read(entry->path());
        if (!text)
            return std::unexpected(std::move(text.error()));
        files.push_back({ name, *std::move(text) });
    }
    if (error)
        return std::unexpected(fmt::format("{}: {}", folder.string(), error.message()));
    std::ranges::sort(files, {}, &BookFile::name);
    return files;
}

std::string to_text(KeptBook const& book)
{
    codec::JsonWriter json(codec::JsonStyle::pretty);
    codec::to_json(json, book);
    return json.take() + '\n';
}

/// Writes the files below a folder that is not there yet, and makes all of it durable.
std::expected<void, std::string> write_folder(
    fs::path const& folder, KeptBook const& book, std::span<BookFile const> files)
{
    std::error_code error;
    std::vector<fs::path> folders { folder };
    fs::create_directory(folder, error);
    for (auto const& file : files) {
        auto const path = folder / file.name;
        for (auto above = path.parent_path(); !error && above != folder; above = above.parent_path())
            if (std::ranges::find(folders, above) == folders.end())
                folders.push_back(above);
        if (!error)
            fs::create_directories(path.parent_path(), error);
        if (error)
            return std::unexpected(fmt::format("{}: {}", path.string(), error.message()));
        if (auto done = write(path, file.text); !done)
            return done;
    }
    if (error)
        return std::unexpected(fmt::format("{}: {}", folder.string(), error.message()));
    if (auto done = write(folder / about_file, to_text(book)); !done)
        return done;
    for (auto const& one : folders) {
        if (auto done = flush(one); !done)
            return done;
    }
    return {};
}

} // namespace

Digest digest_of(std::span<BookFile const> files)
{
    std::vector<BookFile const*> sorted;
    for (auto const& file : files)
        sorted.push_back(&file);
    std::ranges::sort(sorted, {}, [](auto const* file) { return std::string_view { file->name }; });
    Digester digester;
    digester.add(std::string_view { "recourse rule book 1" });
    for (auto const* file : sorted)
        digester.add(std::uint64_t { file->name.size() })
            .add(std::string_view { file->name })
            .add(std::uint64_t { file->text.size() })
            .add(std::string_view { file->text });
    return digester.finish();
}

std::expected<std::unique_ptr<Shelf>, std::string> Shelf::open(fs::path directory, Unfinished what_to_do)
{
    std::unique_ptr<Shelf> shelf { new Shelf(std::move(directory)) };
    std::error_code error;
    if (!fs::exists(shelf->directory_, error))
        return shelf;
    std::vector<fs::path> unfinished;
    auto entry = fs::directory_iterator(shelf->directory_, error);
    for (; !error && entry != fs::directory_iterator {}; entry.increment(error)) {
        auto const name = entry->path().filename().string();
        if (name.starts_with('.') && parse_digest(std::string_view { name }.substr(1))) {
            unfinished.push_back(entry->path());
            continue;
        }
        auto const digest = parse_digest(name);
        if (!digest)
            continue; // nobody's
        auto const text = read(entry->path() / about_file);
        if (!text)
            return std::unexpected(text.error());
        auto const document = codec::read_json(*text, name);
        auto book = document.problems.empty() ? codec::from_tree<KeptBook>(document.root)
                                              : std::expected<KeptBook, std::vector<codec::Flaw>> {};
        if (!book || book->digest != *digest)
            return std::unexpected(fmt::format("{} is damaged", (entry->path() / about_file).string()));
        shelf->books_.push_back(*std::move(book));
    }
    if (error)
        return std::unexpected(fmt::format("{}: {}", shelf->directory_.string(), error.message()));
    if (what_to_do == Unfinished::left)
        return shelf;
    for (auto const& one : unfinished)
        fs::remove_all(one, error);
    return shelf;
}

fs::path Shelf::folder_of(Digest const& digest) const
{
    return directory_ / to_string(digest);
}

std::vector<KeptBook> Shelf::list() const
{
    std::lock_guard const lock(mutex_);
    auto books = books_;
    std::ranges::sort(books, {}, [](auto const& one) { return std::tie(one.programme, one.edition, one.digest); });
    return books;
}

std::optional<KeptBook> Shelf::find(Digest const& digest) const
{
    std::lock_guard const lock(mutex_);
    auto const found = std::ranges::find(books_, digest, &KeptBook::digest);
    return found == books_.end() ? std::nullopt : std::optional { *found };
}

std::expected<std::vector<BookFile>, std::string> Shelf::files(Digest const& digest) const
{
    auto const folder = folder_of(digest);
    auto files = files_in(folder);
    if (files && digest_of(*files) != digest)
        return std::unexpected(fmt::format("{} no longer holds what it held: its files have another digest, {}",
            folder.string(), to_string(digest_of(*files))));
    return files;
}

std::optional<KeptBook> Shelf::find(std::string_view programme, std::string_view edition) const
{
    std::lock_guard const lock(mutex_);
    auto const found = std::ranges::find_if(
        books_, [&](auto const& one) { return one.programme == programme && one.edition == edition; });
    return found == books_.end() ? std::nullopt : std::optional { *found };
}

std::expected<Shelf::Kept, std::string> Shelf::keep(KeptBook const& book, std::span<BookFile const> files)
{
    std::lock_guard const lock(mutex_);
    if (std::ranges::find(books_, book.digest, &KeptBook::digest) != books_.end())
        return Kept::yes;
    if (std::ranges::any_of(
            books_, [&](auto const& one) { return one.programme == book.programme && one.edition == book.edition; }))
        return Kept::edition_taken;
    if (books_.size() >= books_max)
        return Kept::full;
    std::error_code error;
    fs::create_directories(directory_, error);
    if (error)
        return std::unexpected(fmt::format("{}: {}", directory_.string(), error.message()));
    if (auto done = flush(directory_.parent_path()); !done)
        return std::unexpected(std::move(done.error()));
    auto const unfinished = directory_ / ("." + to_string(book.digest));
    fs::remove_all(unfinished, error);
    auto done = write_folder(unfinished, book, files);
    if (done) {
        fs::rename(unfinished, folder_of(book.digest), error);
        if (error)
            done = std::unexpected(fmt::format("{}: {}", folder_of(book.digest).string(), error.message()));
        else
            done = flush(directory_);
    }
    if (!done) {
        fs::remove_all(unfinished, error);
        return std::unexpected(std::move(done.error()));
    }
    books_.push_back(book);
    return Kept::yes;
}

std::expected<bool, std::string> Shelf::remove(Digest const& digest)
{
    std::lock_guard const lock(mutex_);
    auto const found = std::ranges::find(books_, digest, &KeptBook::digest);
    if (found == books_.end())
        return false;
    std::error_code error;
    auto const gone = directory_ / ("." + to_string(digest));
    fs::rename(folder_of(digest), gone, error);
    if (error)
        return std::unexpected(fmt::format("{}: {}", folder_of(digest).string(), error.message()));
    books_.erase(found);
    if (auto done = flush(directory_); !done)
        return std::unexpected(std::move(done.error()));
    fs::remove_all(gone, error);
    return true;
}

std::expected<bool, std::string> Shelf::backup_to(fs::path const& to) const
{
    auto const books = list();
    if (books.empty())
        return false;
    std::error_code error;
    if (!fs::create_directory(to, error))
        return std::unexpected(
            fmt::format("{}: {}", to.string(), error ? error.message() : std::string { "it is there already" }));
    for (auto const& book : books) {
        auto const files = this->files(book.digest);
        if (!files)
            return std::unexpected(files.error());
        if (auto done = write_folder(to / to_string(book.digest), book, *files); !done)
            return std::unexpected(std::move(done.error()));
    }
    if (auto done = flush(to); !done)
        return std::unexpected(std::move(done.error()));
    return true;
}

} // namespace recourse::api
