#pragma once

#include "core/intake/propose.hpp"
#include "readers/readers.hpp"

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace recourse::intake {

/// A file that was read, with what it says.
struct Intake {
    std::string file;
    std::uint64_t bytes = 0;
    readers::Kind kind = readers::Kind::unknown;
    std::optional<std::uint64_t> pages;
    std::vector<readers::Remark> remarks; ///< what was not read, and what to do about it
    std::vector<Record> records; ///< orders of a table; where there are several, one has to be chosen
    std::vector<Proposal> proposals;
};

/// Why nothing was read of a file.
struct Unread {
    std::string says; ///< a clause, with what to do instead
    std::string says_zh;
    bool is_of_file = true; ///< false: it may be read when it is tried again
};

/// Reads a file in a cell (readers/cell) and says what is in it; nothing is kept. `row` chooses the order of a table:
/// the place of one of its rows, "row 3". Errors: of a kind from which no facts are read (pictures, archives, .msg),
/// without a text layer, with a password, damaged, too much for the cell; `row` is none of the table's.
std::expected<Intake, Unread> read(std::string_view bytes, std::string const& name, std::string_view row = {});
std::expected<Intake, Unread> read_file(int file, std::uint64_t bytes, std::string const& name,
    std::string_view row = {}, char const* program = readers::cell::own_program);

/// What the reading of the bytes says.
std::expected<Intake, Unread> intake_of(
    readers::Reading const&, std::uint64_t bytes, std::string const& name, std::string_view row);

} // namespace recourse::intake
