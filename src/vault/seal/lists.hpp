#pragma once

#include "vault/record/record.hpp"
#include "vault/seal/bundle.hpp"
#include "vault/seal/derived.hpp"
#include "vault/seal/seal_note.hpp"

#include <expected>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// The two lists that people and other programs read. Both follow from what is proved, and a verifier makes them anew
// and compares: they can say nothing else.

namespace recourse::vault::seal {

/// exhibits.json: number, file, original name, media type, SHA-256 and size of each exhibit; from version 3 on also the
/// numbers that are no exhibits any more.
std::string exhibits_text(std::span<Exhibit const>, std::span<GoneNumber const> gone, int version = bundle_version);
/// Without readers. Errors: what is wrong with it, with the line.
std::expected<std::vector<Exhibit>, std::string> parse_exhibits(std::string_view text);

/// custody.jsonl: one line for each record, in the order of the log, with the numbers of the exhibits whose bytes it is
/// about.
std::string custody_text(std::span<Record const>, std::span<Exhibit const>);

} // namespace recourse::vault::seal
