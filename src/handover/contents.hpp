#pragma once

#include "handover/manifest.hpp"
#include "vault/zip/byte_range.hpp"
#include "vault/zip/writer.hpp"

#include <expected>
#include <memory>
#include <string>
#include <vector>

// What is inside handover.zip: the files, a manifest with their digests, and a page that says what each is. It is a
// zip in our one form (vault/zip/layout.hpp), stored, so that the same files give the same bytes.

namespace recourse::handover {

/// A file to be packed.
struct Item {
    std::string name; ///< UTF-8, parts joined by '/'; not one that the package makes itself
    What what = What::paper;
    std::string says; ///< one line for people
    std::shared_ptr<vault::ByteRange const> bytes;
};

/// The name with a number before its ending where it is taken: "papers/demand-2.docx".
std::string free_name(std::vector<Item> const&, std::string name);

Item item(std::string name, What, std::string says, std::string bytes);

/// What goes into one package. The manifest's list of files is made here.
struct Package {
    Manifest head;
    std::vector<Item> items;
};

/// Writes handover.zip with the items and, of its own, README.txt, README.zh.txt, SHA256SUMS and manifest.json. Each
/// file is read twice. The manifest is that which was written. Errors: a name twice, or one that leads outside; a file
/// cannot be read; the output's own. What was given is then no zip.
std::expected<Manifest, vault::Flaw> pack(Package, vault::Output const&);

} // namespace recourse::handover
