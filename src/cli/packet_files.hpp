#pragma once

#include "packets/dossier.hpp"

#include <expected>
#include <string>
#include <vector>

// A dossier for packets from files alone, without a desk: a folder of files, or a sealed bundle; and what somebody says
// of them in a file.

namespace recourse::cli {

/// What goes wrong, a line each.
using Wrongs = std::vector<std::string>;

struct FilesDossier {
    packets::Dossier dossier;
    std::vector<std::string> left_out; ///< files of a folder whose description names exhibits, and not them
};

/// The files of a folder or of a sealed bundle as a dossier. A file whose name begins with a number ("E007-photo.jpg")
/// has that number; the others get the next free ones of the shared series, in the order of their names. Where the
/// description names exhibits of a folder, those are they. A bundle is verified first: its bytes have to be complete.
/// Numbers that were sealed stay: another one in the description is a breach of the packet (`said_number`). `about` is
/// the text of the file that describes them (TOML, or JSON where its name ends so); empty: nobody said anything. In a
/// folder, `packet.toml` is that file if none is named, and is no exhibit. Errors: everything that is wrong: the folder
/// or bundle, a number twice, what the description has that is no such thing, an exhibit that it names and that is not
/// there.
std::expected<FilesDossier, Wrongs> dossier_of_files(
    std::string const& path, std::string const& about, std::string const& about_name, Date today);

/// Whether the path is a folder or a file that is there.
bool is_path(std::string const& path);

inline constexpr std::string_view about_standard = "packet.toml";

} // namespace recourse::cli
