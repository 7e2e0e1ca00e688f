#pragma once

#include "base/date.hpp"
#include "base/digest.hpp"
#include "vault/contents/contents.hpp"

#include <boost/describe.hpp>

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

// What a package says of itself: for whom, by whom, each file with its digest, and what was left out.

namespace recourse::handover {

inline constexpr std::string_view manifest_file = "manifest.json";
inline constexpr std::string_view sums_file = "SHA256SUMS";
inline constexpr std::string_view matter_file = "matter.json";
inline constexpr std::string_view manifest_format = "recourse-handover";
inline constexpr std::uint32_t manifest_version = 1;

/// What a file of the package is. Written as words: a newer version may have more.
enum class What : std::uint8_t {
    readme,
    memo,
    paper, ///< a draft, or a paper as it went out
    evidence, ///< a sealed bundle
    deadlines,
    questions, ///< what is open
    statement, ///< of the claim
    matter, ///< for another desk
    case_file, ///< the facts, for `recourse assess`
};
BOOST_DESCRIBE_ENUM(What, readme, memo, paper, evidence, deadlines, questions, statement, matter, case_file)

struct Listed {
    std::string name; ///< in the package: "memo/handover-memo.docx"
    What what = What::paper;
    std::string says; ///< one line for people
    std::uint64_t size = 0; ///< bytes
    Digest sha256;
    friend bool operator==(Listed const&, Listed const&) = default;
};
BOOST_DESCRIBE_STRUCT(Listed, (), (name, what, says, size, sha256))

/// Something that a reader might look for and that is not there.
struct LeftOut {
    std::string what;
    std::string why;
    friend bool operator==(LeftOut const&, LeftOut const&) = default;
};
BOOST_DESCRIBE_STRUCT(LeftOut, (), (what, why))

struct Manifest {
    std::string format { manifest_format };
    std::uint32_t version = manifest_version;
    std::string salt; ///< random, so that nobody who guesses all the rest knows the bytes: new_salt()
    Date made_on;
    std::string title; ///< of the case
    std::string of; ///< the matter's id where it was kept, "L-17"; empty: it was made of a case file
    std::string from; ///< who hands over; may be empty
    std::string to; ///< who takes over
    std::vector<Listed> files; ///< all but the manifest itself and SHA256SUMS, by name
    std::vector<LeftOut> left_out;
    friend bool operator==(Manifest const&, Manifest const&) = default;
};
BOOST_DESCRIBE_STRUCT(Manifest, (), (format, version, salt, made_on, title, of, from, to, files, left_out))

/// 128 random bits from the system's generator, in hexadecimal digits.
std::string new_salt();

/// As it stands in the package.
std::string written(Manifest const&);

inline constexpr std::size_t manifest_bytes_max = std::size_t { 4 } << 20U;

/// Errors, all at once: it is no JSON, of another format or a newer version, or has a member that is wrong, each with
/// its place; a file that is named twice or whose name leads out of the package.
std::expected<Manifest, std::vector<vault::Flaw>> read_manifest(std::string_view text);

/// Lines as sha256sum writes and reads them, for all files of the manifest.
std::string sums(Manifest const&);

} // namespace recourse::handover
