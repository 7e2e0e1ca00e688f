#pragma once

#include "accounts/types.hpp"
#include "app/domain.hpp"
#include "store/store.hpp"

#include <string>
#include <string_view>
#include <vector>

// What a webhook says of an event.

namespace recourse::notify {

/// "claim.opened"; empty for what is nobody's event.
std::string type_of(codec::Stream, codec::Happening const&);
/// Every type there is, sorted.
std::vector<std::string> const& event_types();
/// Whether it is a type, or "claim.*", all of a subject.
bool is_type_or_all(std::string_view);
/// Whether an endpoint with these types (none: all) wants the type.
bool wants(std::vector<std::string> const& types, std::string_view type);

/// {"type", "timestamp", "data": {"id", "sequence", "version", "by", ..., "event"}}: the event with its amounts. Left
/// out are the legs of transfers and who of the people it was. Somebody who is only asked to help (an inspector) is
/// told that something happened, and of inspections and exhibits what it was.
std::string payload(store::Event const&, codec::Stored const&, app::AnyAggregate const& after, act::Role reader);

/// The payload of a test.
std::string ping_payload(Instant, std::string_view endpoint);

} // namespace recourse::notify
