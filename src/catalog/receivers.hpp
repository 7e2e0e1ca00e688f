#pragma once

#include "catalog/data_readers.hpp"
#include "core/receiver/receiver.hpp"

#include <expected>
#include <span>
#include <vector>

namespace recourse::catalog {

/// Reads one file of receivers/ (docs/formats/receiver.md). Errors are added to the problems: what TableReader finds, a
/// value that is neither given nor said to be unknown, a measure given twice, a text in one language only, a kind of
/// evidence that two slots take, a file whose name is not the receiver's id.
receiver::Receiver read_receiver(DataFile const&, Reading);

/// The receivers among these data files, by id. Errors: every problem of every file.
std::expected<std::vector<receiver::Receiver>, Problems> receivers_of(std::span<FileText const> files);
/// The receivers that are part of the program.
std::expected<std::vector<receiver::Receiver>, Problems> shipped_receivers();

} // namespace recourse::catalog
