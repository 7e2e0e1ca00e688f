#pragma once

#include "codec/tree.hpp"
#include "core/quantum/statement.hpp"

#include <map>
#include <string>

// The engines name a source by its key, clause and mark; where it can be read the register of sources says.

namespace recourse::brief {

/// Addresses by key.
using Addresses = std::map<std::string, std::string, std::less<>>;

/// Of a register of sources (forums/sources.toml). A source without an address is left out.
Addresses addresses_of(codec::Document const& register_of_sources);

/// Gives every source of a statement that has no address the one of the register.
void put_addresses(quantum::Statement&, Addresses const&);

} // namespace recourse::brief
