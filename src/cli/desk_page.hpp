#pragma once

#include "base/printable.hpp"
#include "cli/desk_client.hpp"

#include <array>
#include <string>
#include <string_view>

// How records of a desk are set for people: 80 columns, nothing in them that steers a terminal.

namespace recourse::cli {

inline constexpr std::size_t page_width = 80;

/// The beginning of a line, as wide as fits.
std::string cut_to_width(std::string const& line, std::size_t width);

class Page {
public:
    explicit Page(std::ostream& out) : out_(out) { }
    void title(std::string const& text);
    /// "Buyer      P-1"; nothing where there is no text.
    void field(std::string_view name, std::string const& text);
    void heading(std::string_view name);
    void item(std::string const& text);

private:
    std::ostream& out_;
};

/// "contests: the goods were as agreed"; the head alone where there is no text.
std::string told(std::string const& head, std::string const& text);
/// The head, and behind it what says how it was counted, if anything: sentences, or a clause in small letters.
std::string explained(std::string const& head, std::string const& counting);

/// The texts of a list, with commas between them.
std::string joined_at(codec::Node const&, std::string_view path);

/// What a command that lists takes beside client_options; `phases` are those of the record.
constexpr std::array<Option, client_options.size() + 3> with_list_options(std::string_view phases)
{
    std::array<Option, client_options.size() + 3> all {};
    std::size_t at = 0;
    all[at++] = { "phase", "PHASE", "only those that stand there", {}, false, phases };
    all[at++] = { "limit", "NUMBER", "how many, from 1 to 200", "50" };
    all[at++] = { "after", "CURSOR", "go on where the list before ended" };
    for (auto const& one : client_options)
        all[at++] = one;
    return all;
}

/// Prints a page of a list: the head, a row for each item, and how to go on.
int list_page(std::string_view command, std::string_view path, Given const&, Streams, std::string const& head,
    std::string (*row)(codec::Node const&));

} // namespace recourse::cli
