#pragma once

#include "core/evidence/types.hpp"
#include "handover/steps.hpp"

#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// matter.json: the steps of a matter, with what another desk needs to carry them out and to compare.

namespace recourse::handover {

inline constexpr std::string_view matter_format = "recourse-matter";
inline constexpr std::uint32_t matter_version = 1;
inline constexpr std::size_t matter_bytes_max = std::size_t { 16 } << 20U;
inline constexpr std::size_t steps_max = 20'000;

/// An exhibit that the steps may name.
struct Named {
    Id<evidence::Exhibit> id; ///< on the desk that hands over
    Digest digest; ///< by which the other desk knows it again
    std::string mark; ///< "E12"; may be empty
    friend bool operator==(Named const&, Named const&) = default;
};
BOOST_DESCRIBE_STRUCT(Named, (), (id, digest, mark))

/// A day as it was counted, to be compared.
struct Counted {
    std::string deadline; ///< "limitation"
    std::uint32_t about = 0;
    Date due;
    friend bool operator==(Counted const&, Counted const&) = default;
    friend auto operator<=>(Counted const&, Counted const&) = default;
};
BOOST_DESCRIBE_STRUCT(Counted, (), (deadline, about, due))

struct MatterFile {
    Date counted_on;
    std::string calendar; ///< by which: "cn 2023-2026"
    std::vector<Named> exhibits;
    std::vector<Counted> days; ///< that run, sorted
    Steps steps;
};

/// The days of the rows that run and have not been met, sorted.
std::vector<Counted> running_days(std::span<limitation::Row const>);

/// The bytes of the file.
std::string written(MatterFile const&);

/// Errors, all that are found: it is no JSON, of another format or a newer version, a member is wrong or an action is
/// none of a matter's, with its place; more steps than steps_max; a first step that opens no matter.
std::expected<MatterFile, std::vector<vault::Flaw>> read_matter(std::string_view text);

} // namespace recourse::handover
