#include "vault/seal/derived.hpp"

#include "base/file_name.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace recourse::vault::seal {

namespace {

constexpr std::size_t digits_max = 9;
constexpr std::array coming_in { Act::collected, Act::received, Act::derived, Act::translated, Act::redacted };

/// The compartments as records name them, and the letter of their exhibits.
struct Series {
    std::string_view compartment;
    char letter;
};
constexpr std::array all_series { Series { "shared", 'E' }, Series { "buyer-and-counsel", 'B' },
    Series { "supplier-and-counsel", 'S' }, Series { "officer", 'G' } };

char series_of(std::string_view compartment)
{
    auto const* const found = std::ranges::find(all_series, compartment, &Series::compartment);
    return found == all_series.end() ? '\0' : found->letter;
}

} // namespace

std::string_view note_line(std::string_view note, std::string_view name)
{
    while (!note.empty()) {
        auto const line = note.substr(0, note.find('\n'));
        note.remove_prefix(std::min(note.size(), line.size() + 1));
        if (line.starts_with(name) && line.substr(name.size()).starts_with(": "))
            return line.substr(name.size() + 2);
    }
    return {};
}

std::optional<std::string> exhibit_number(std::string_view mark)
{
    if (mark.size() < 2 || mark.size() > 1 + digits_max || mark[0] < 'A' || mark[0] > 'Z' || mark[1] == '0'
        || mark.substr(1).find_first_not_of("0123456789") != std::string_view::npos)
        return std::nullopt;
    return fmt::format("{}{:0>3}", mark[0], mark.substr(1));
}

std::vector<GoneNumber> gone_numbers(std::span<Record const> records)
{
    std::map<std::string, GoneNumber> gone;
    std::map<std::pair<Digest, std::uint64_t>, std::set<std::string>> given;
    for (auto const& record : records) {
        auto const about = std::pair { record.digest, record.size };
        // What comes after it is what somebody said.
        auto const said
            = exhibit_number(note_line(std::string_view { record.note }.substr(0, record.note.find('\n')), "number"));
        if (record.act == Act::numbered && said) {
            given[about].insert(*said);
        } else if (record.act == Act::withdrawn && said && given[about].contains(*said)) {
            gone.try_emplace(*said, GoneNumber { *said, Act::withdrawn, record.at, record.sequence });
        } else if (record.act == Act::erased && given.contains(about)) {
            for (auto const& number : given.at(about)) {
                auto& one = gone.try_emplace(number, GoneNumber { number, Act::withdrawn, {}, 0 }).first->second;
                if (one.act != Act::erased)
                    one = { number, Act::erased, record.at, record.sequence };
            }
        }
    }
    std::vector<GoneNumber> all;
    for (auto& [number, one] : gone)
        all.push_back(std::move(one));
    return all;
}

Derivation::Derivation(std::span<Record const> records)
{
    for (auto const& record : records) {
        auto& said = said_[{ record.digest, record.size }];
        if (record.act == Act::numbered) {
            if (auto number = exhibit_number(note_line(record.note, "number")))
                said.numbers.insert(*std::move(number));
        } else if (std::ranges::find(coming_in, record.act) != coming_in.end()) {
            said.names.push_back({ std::string { note_line(record.note, "original name") },
                std::string { note_line(record.note, "media type") },
                series_of(note_line(record.note, "compartment")) });
        }
    }
}

std::optional<std::string> Derivation::flaw(Exhibit const& exhibit) const
{
    auto const at = said_.find({ exhibit.digest, exhibit.size });
    if (at == said_.end())
        return std::nullopt;
    auto const& said = at->second;
    if (!said.numbers.contains(exhibit.number))
        return fmt::format("no record gives the bytes of data/{} the number {}", exhibit.file, exhibit.number);
    bool const named = std::ranges::any_of(said.names, [&](Name const& one) {
        return one.original == exhibit.original_name && one.media_type == exhibit.media_type
            && (one.series == 0 || one.series == exhibit.number.front());
    });
    if (!named)
        return fmt::format("no record says that data/{} came in as \"{}\", \"{}\"", exhibit.file, exhibit.original_name,
            exhibit.media_type);
    if (exhibit.file != exhibit.number + "_" + plain_file_name(exhibit.original_name))
        return fmt::format("data/{} is not named after its number and its original name", exhibit.file);
    return std::nullopt;
}

} // namespace recourse::vault::seal
