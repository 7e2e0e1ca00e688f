#pragma once

#include "base/date.hpp"
#include "base/digest.hpp"
#include "base/instant.hpp"

#include <boost/describe.hpp>

#include <expected>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// The rule books that were uploaded, kept by the digest of what they say: DIR/books/<digest>/<files>.

namespace recourse::api {

/// One file of a book: "programmes/acme/2027-01-01/programme.toml", and its text.
struct BookFile {
    std::string name;
    std::string text;
};
BOOST_DESCRIBE_STRUCT(BookFile, (), (name, text))

/// A book that is kept: one edition of one programme.
struct KeptBook {
    Digest digest;
    std::string programme;
    std::string edition;
    std::string name;
    std::optional<Date> from; ///< the day that the book itself names
    std::vector<std::string> readings;
    std::uint32_t rules = 0;
    std::uint32_t cases = 0; ///< all of them came out as they should
    std::uint64_t bytes = 0;
    std::string kept_at; ///< RFC 3339
};
BOOST_DESCRIBE_STRUCT(KeptBook, (), (digest, programme, edition, name, from, readings, rules, cases, bytes, kept_at))

/// The digest of a book: SHA-256 over names and texts with their lengths, in the order of the names.
Digest digest_of(std::span<BookFile const>);

/// May be called from any thread.
class Shelf {
public:
    /// What was being written when a process stopped is taken away, or left there by whoever only looks. Errors: a
    /// sentence; the folder cannot be read, a book in it is damaged.
    enum class Unfinished : std::uint8_t { taken_away, left };
    static std::expected<std::unique_ptr<Shelf>, std::string> open(
        std::filesystem::path directory, Unfinished = Unfinished::taken_away);

    /// By programme and edition.
    std::vector<KeptBook> list() const;
    std::optional<KeptBook> find(Digest const&) const;
    std::optional<KeptBook> find(std::string_view programme, std::string_view edition) const;
    /// The files, sorted by name, read anew. Errors: a sentence; they are not there, or no longer what they were.
    std::expected<std::vector<BookFile>, std::string> files(Digest const&) const;

    enum class Kept : std::uint8_t {
        yes, ///< on disk, whole; also where it was before
        edition_taken, ///< another book is that edition of that programme
        full, ///< books_max are kept
    };
    static constexpr std::size_t books_max = 100;
    /// Errors: a sentence; the disk fails.
    std::expected<Kept, std::string> keep(KeptBook const&, std::span<BookFile const>);
    /// False where no such book is kept. Errors: a sentence; the disk fails.
    std::expected<bool, std::string> remove(Digest const&);

    /// Copies all that is kept to a folder that is not there yet; durable when it returns. False: nothing is kept.
    /// Errors: a sentence.
    std::expected<bool, std::string> backup_to(std::filesystem::path const&) const;

private:
    explicit Shelf(std::filesystem::path directory) : directory_(std::move(directory)) { }
    std::filesystem::path folder_of(Digest const&) const;

    std::filesystem::path directory_;
    mutable std::mutex mutex_;
    std::vector<KeptBook> books_; ///< of mutex_
};

} // namespace recourse::api
