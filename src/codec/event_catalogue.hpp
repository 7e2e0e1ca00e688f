#pragma once

#include <string>

namespace recourse::codec {

/// The page that lists every stored event with its number, its fields in their order, and the numbers of every word in
/// them (docs/formats/events.md).
std::string events_markdown();

} // namespace recourse::codec
